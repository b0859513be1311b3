import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.numbers import find_numbers, qualify
from extractors.values.ordinals import find_ordinals


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("five hundred and twelve people", [512]),
        ("a dozen, two dozen and half a dozen", [12, 24, 6]),
        ("nine to five", [9, 5]),
        ("Forty-one of 9.4 million", [41, 9.4e6]),
        ("a hundred and fifty thousand", [150_000]),
        ("1,50,000 or 3 lakh", [150_000, 300_000]),
        ("the twenty-first century", []),
        ("7.30pm, 4K, B2B and 30%", []),
        ("two and a half million", [2.5e6]),
        ("12.000, 1.200.000 and 3,5 million", [12_000, 1_200_000, 3.5e6]),
        ("1.250 million, 0.125 and 2.5", [1.25e6, 0.125, 2.5]),
        ("15 000 and 1 million 200 thousand", [15_000, 1.2e6]),
        ("2,5 Mio. Euro and 3 Mrd.", [2.5e6, 3e9]),
    ],
)
def test_find_numbers_reads_digits_and_words(text: str, values: list[float]) -> None:
    assert [n.value for n in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("some 300 people", "about"),
        ("upwards of 300 people", "over"),
        ("a little over 300 people", "over"),
        ("300+ people", "over"),
        ("no fewer than 300 people", "over"),
        ("no more than 300 people", "up_to"),
        ("fewer than 300 people", "under"),
        ("as many as 300 people", "up_to"),
        ("300 or so people", "about"),
        ("the 300 people", "exact"),
    ],
)
def test_qualify_reads_the_words_around_a_number(text: str, qualifier: str) -> None:
    at = text.index("300")
    found, start, end = qualify(text, at, at + 3)
    assert found == qualifier
    assert start <= at < at + 3 <= end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("28th", 28),
        ("third", 3),
        ("twenty-first", 21),
        ("thirtieth", 30),
        ("inaugural", 1),
        ("first ever", 1),
    ],
)
def test_find_ordinals_reads_editions(text: str, value: int) -> None:
    assert [o.value for o in find_ordinals(f"the {text} edition")] == [value]


@given(st.integers(min_value=0, max_value=10**8))
def test_find_numbers_round_trips_digits(value: int) -> None:
    (found,) = find_numbers(f"about {value:,} people")
    assert found.value == value


@given(st.text(max_size=60))
def test_numbers_and_ordinals_never_raise(text: str) -> None:
    assert all(0 <= n.start < n.end <= len(text) for n in find_numbers(text))
    assert all(0 <= o.start < o.end <= len(text) for o in find_ordinals(text))
