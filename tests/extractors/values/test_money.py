import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.money import find_money

CASES = [
    ("has spent $41 million so far", 41e6, "USD", "exact"),
    ("about $41M", 41e6, "USD", "about"),
    ("€2.4m", 2.4e6, "EUR", "exact"),
    ("half a million pounds", 5e5, "GBP", "exact"),
    ("NT$20 million", 2e7, "TWD", "exact"),
    ("11 billion won", 1.1e10, "KRW", "exact"),
    ("₹250 crore", 2.5e9, "INR", "exact"),
    ("up to C$52 million", 5.2e7, "CAD", "up_to"),
    ("SEK 4 million", 4e6, "SEK", "exact"),
    ("£8,500", 8500, "GBP", "exact"),
    ("9.5 million dollars", 9.5e6, "USD", "exact"),
    ("north of $6 million", 6e6, "USD", "over"),
    ("none with more than €900,000", 9e5, "EUR", "up_to"),
    ("somewhere south of two million euros", 2e6, "EUR", "under"),
    ("an estimated $22 million", 2.2e7, "USD", "about"),
    ("$100M+", 1e8, "USD", "over"),
    ("300,000 Swiss francs", 3e5, "CHF", "exact"),
    ("a 20-million-euro fund", 2e7, "EUR", "exact"),
    ("in Montevideo, 18 million pesos", 1.8e7, "UYU", "exact"),
    ("in Oslo they put in 4 million kroner", 4e6, "NOK", "exact"),
    ("12m baht each", 1.2e7, "THB", "exact"),
    ("a sum of 5 millions of euros", 5e6, "EUR", "exact"),
    ("the cost rounds the 5,2 millions of euros", 5.2e6, "EUR", "about"),
    ("R$ 120 millions", 1.2e8, "BRL", "exact"),
    ("800.000 Euro", 8e5, "EUR", "exact"),
    ("in Moldova, 18,5 million lei", 1.85e7, "MDL", "exact"),
    ("will receive until 50.000 euros", 5e4, "EUR", "up_to"),
]


@pytest.mark.parametrize(("text", "value", "currency", "qualifier"), CASES)
def test_find_money_reads_the_trade_press_forms(
    text: str, value: float, currency: str, qualifier: str
) -> None:
    (found,) = find_money(text)
    assert (found.value, found.currency, found.qualifier) == (value, currency, qualifier)


def test_find_money_reads_both_ends_of_a_range() -> None:
    assert [(m.value, m.currency) for m in find_money("between $2 and $3 million")] == [
        (2e6, "USD"),
        (3e6, "USD"),
    ]
    assert [m.value for m in find_money("€10-15 million")] == [10e6, 15e6]
    assert [m.value for m in find_money("between $300,000 and $2.2m")] == [300_000, 2.2e6]
    assert [m.value for m in find_money("500,000 to 2 million euros")] == [500_000, 2e6]


def test_find_money_tells_what_a_sum_is_for_from_what_is_weighed() -> None:
    assert [m.value for m in find_money("61 millions zlotys of income")] == [61e6]
    assert find_money("five pounds of sugar") == []


def test_find_money_takes_a_conversion_in_brackets_as_a_sum_of_its_own() -> None:
    assert [(m.value, m.currency) for m in find_money("KSh260 million ($2m)")] == [
        (2.6e8, "KES"),
        (2e6, "USD"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a seven-figure deal",
        "he won 5 won prizes",
        "5 pounds of rice",
        "in 2024",
        "the B2B market",
        "R&B",
        "R 5",
        "from July 10 all the way to February",  # ALL is Albania’s currency
        "six of the ten top-rated formats",  # TOP is Tonga’s
    ],
)
def test_find_money_leaves_out_what_is_no_sum(text: str) -> None:
    assert find_money(text) == []


@given(st.text(alphabet="0123456789 $€£,.-mkbnrsilodukpweatNTAR\n", max_size=80))
def test_find_money_never_raises_and_stays_inside_the_text(text: str) -> None:
    last = 0
    for span in find_money(text):
        assert last <= span.start < span.end <= len(text)
        assert span.value >= 0
        last = span.end


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["$", "€", "£", "NT$", "CHF ", "₹"]))
def test_find_money_returns_the_number_that_was_written(value: int, sign: str) -> None:
    (found,) = find_money(f"It gave {sign}{value:,} to them.")
    assert found.value == value


def test_find_money_gives_a_compared_sum_the_currency_of_the_other() -> None:
    found = find_money(
        "Revenue rose to 388 million euros from 381 million a year before, on 4 million sales."
    )
    assert [(s.value, s.currency) for s in found] == [(388e6, "EUR"), (381e6, "EUR")]


def test_find_money_leaves_a_number_with_a_noun_of_its_own() -> None:
    assert [s.value for s in find_money("It costs $5 million, up from 3 million viewers in 2023.")] == [5e6]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("a stipend of 600,000 CFA francs", 600_000, "XOF"),
        ("the NKr 300,000 Sverdrup Prize", 300_000, "NOK"),
        ("1.1 billion lek", 1_100_000_000, "ALL"),
    ],
)
def test_find_money_knows_currencies_by_their_names(text: str, value: float, currency: str) -> None:
    assert [(s.value, s.currency) for s in find_money(text)] == [(value, currency)]
