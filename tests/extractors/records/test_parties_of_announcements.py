"""Who acts in an announcement and who is the other party, in the wordings of the trade press."""

import pytest
from announced import found


@pytest.mark.parametrize(
    ("text", "kind", "by", "with_"),
    [
        ("Boreal Films has been sold to Lumen Media.", "deal", {"Lumen Media"}, set()),
        (
            "Boreal Films is now owned by Lumen Media following a €30 million buyout.",
            "deal",
            {"Lumen Media"},
            set(),
        ),
        (
            "Lumen Media has added Boreal Films to its group in a €5 million deal.",
            "deal",
            {"Lumen Media"},
            set(),
        ),
        (
            "The merger of Lumen Media and Kestrel Television was approved on Monday.",
            "deal",
            {"Lumen Media", "Kestrel Television"},
            set(),
        ),
        (
            "Lumen Media has been named exclusive distributor of Boreal Films in Asia.",
            "deal",
            {"Lumen Media"},
            {"Boreal Films"},
        ),
        (
            "Boreal Films has handed its library to Lumen Media for worldwide distribution.",
            "deal",
            {"Lumen Media"},
            {"Boreal Films"},
        ),
        (
            "Lumen Media has chosen Kestrel Television as its broadcast partner for the series.",
            "deal",
            {"Lumen Media"},
            {"Kestrel Television"},
        ),
        (
            "The Boreal Film Institute is looking for 12 young writers to take part in its First Draft lab.",
            "programme",
            {"Boreal Film Institute"},
            set(),
        ),
        (
            "Kestrel Television wants pitches from first-time directors for its Open Door scheme.",
            "programme",
            {"Kestrel Television"},
            set(),
        ),
        (
            "The Boreal Film Institute has extended the deadline of its Aster Lab to July 1.",
            "programme",
            {"Boreal Film Institute"},
            set(),
        ),
        (
            "Ten producers will take part in the first Aster Accelerator, which the Boreal Film Institute"
            " holds in Riga from June 2.",
            "programme",
            {"Boreal Film Institute"},
            set(),
        ),
        (
            "Lumen Ventures has led a $12 million round in Kestrel Television.",
            "funding",
            {"Lumen Ventures"},
            {"Kestrel Television"},
        ),
        (
            "Lumen Bank has granted Kestrel Television a €5 million loan.",
            "funding",
            {"Lumen Bank"},
            {"Kestrel Television"},
        ),
        (
            "The Boreal Film Fund is backing nine projects with a total of €2 million.",
            "funding",
            {"Boreal Film Fund"},
            set(),
        ),
    ],
)
def test_each_party_has_its_side(text: str, kind: str, by: set[str], with_: set[str]) -> None:
    (record,) = found(text)
    assert (record.kind, set(record.by), set(record.with_)) == (kind, by, with_)


@pytest.mark.parametrize(
    ("said", "helper"),
    [
        ("Lumen Bank is paying for it.", "Lumen Bank"),
        ("Travel for those selected will be covered by the Aster Trust.", "Aster Trust"),
        ("The scheme is supported by Swiss foundation Pro Litora.", "Pro Litora"),
        ("It is held in company with Kestrel Television.", "Kestrel Television"),
        ("Half of the money comes from the Aster Trust.", "Aster Trust"),
    ],
)
def test_who_helps_a_scheme_is_the_other_party(said: str, helper: str) -> None:
    first = "The Boreal Film Institute has launched the Open Sky Lab for young directors."
    (record,) = found(f"{first} {said}")
    assert (set(record.by), set(record.with_)) == ({"Boreal Film Institute"}, {helper})


@pytest.mark.parametrize(
    "said",
    [
        "The series is produced by Casablanca’s Zellige Films.",
        "Zellige Films produces.",
        "Producer Zellige Films was told last week.",
        "It is a drama by Casablanca outfit Zellige Films.",
    ],
)
def test_who_makes_a_title_is_the_other_party(said: str) -> None:
    (record,) = found(f"Kestrel Television has ordered the drama series “The Salt Tax”. {said}")
    assert set(record.with_) == {"Zellige Films"}


@pytest.mark.parametrize(
    ("text", "subject", "counts"),
    [
        ("Lumen Media is cutting 140 jobs.", "jobs", {140}),
        ("Lumen Media is to close its Riga studio with the loss of 40 jobs.", "Riga studio", {40}),
        ("Lumen Media has laid off 40 people.", "people", {40}),
        ("Lumen Media has filed for bankruptcy with debts of €12 million.", "bankruptcy", set()),
        (
            "Cinemas in Poland sold 14.2 million tickets in May, according to the Chamber of Polish Cinemas.",
            "tickets",
            {14_200_000},
        ),
    ],
)
def test_figures_and_closures_are_reports(text: str, subject: str, counts: set[int]) -> None:
    (record,) = found(text)
    assert (record.kind, record.subject, {c.value for c in record.counts}) == ("report", subject, counts)


def test_who_only_says_it_buys_nothing() -> None:
    text = (
        "“Pip and the Puddle” has been licensed to Kestrel Television in Norway and Boreal Films in Finland,"
        " distributor Lumen Rights said."
    )
    (deal,) = found(text)
    assert (set(deal.by), set(deal.with_)) == ({"Kestrel Television", "Boreal Films"}, {"Lumen Rights"})


@pytest.mark.parametrize(
    ("text", "by", "with_"),
    [
        (
            "A strategic partnership between Lumen Media and Kestrel Television will make four films.",
            {"Lumen Media", "Kestrel Television"},
            set(),
        ),
        (
            "Lumen Media has entered into an alliance with film and TV company Kestrel Television.",
            {"Lumen Media"},
            {"Kestrel Television"},
        ),
        (
            "Lumen Media has become the main sponsor of Kestrel Television’s breakfast show.",
            {"Lumen Media"},
            {"Kestrel Television"},
        ),
        (
            "Shareholders of Boreal Films approved its sale to Lumen Media on Tuesday.",
            {"Lumen Media"},
            set(),
        ),
    ],
)
def test_more_ways_to_tell_a_deal(text: str, by: set[str], with_: set[str]) -> None:
    (deal,) = found(text)
    assert (deal.kind, set(deal.by), set(deal.with_)) == ("deal", by, with_)


def test_partners_of_a_lab_make_no_deal() -> None:
    text = (
        "The Boreal Film Institute is launching a lab for young writers in partnership with Kestrel"
        " Television and Lumen Media."
    )
    (record,) = found(text)
    assert (record.kind, set(record.with_)) == ("programme", {"Kestrel Television", "Lumen Media"})


def test_founders_who_sell_their_company_are_the_other_party() -> None:
    text = "Lumen Media has acquired Boreal Films from its founders, Gro Aamodt and Stian Fjeld."
    (deal,) = found(text)
    assert (deal.subject, set(deal.with_)) == ("Boreal Films", {"Gro Aamodt", "Stian Fjeld"})
