"""What is read of funds, programmes, rounds and cohorts, a sentence or two each."""

from datetime import date

import pytest

from extractors.language import read
from extractors.records.announcement import find_announcements
from schemas.records import Announcement, ungrounded

PUBLISHED = date(2025, 9, 16)


def found(*lines: str, title: str | None = None) -> list[Announcement]:
    reading = read("\n".join(lines), title, PUBLISHED)
    records = find_announcements(reading, [], [])
    assert [ungrounded(r, reading.text) for r in records] == [[] for _ in records]
    return records


def sums(record: Announcement) -> list[tuple[float, str, str]]:
    return [(a.value, a.currency, a.qualifier) for a in record.amounts]


def counts(record: Announcement) -> list[tuple[float, str | None]]:
    return [(c.value, c.unit) for c in record.counts]


def test_a_fund_gathers_its_caps_its_number_of_films_and_its_deadline() -> None:
    (fund,) = found(
        "Screen Alba has unveiled a £3.2m fund for feature documentaries.",
        "The True North Fund will offer production awards of up to £150,000 per project. Applications open on"
        " October 17 and close on November 25. The agency hopes to support around 18 films.",
        "Screen Alba last launched a documentary scheme in 2018, when it gave £900,000 to 11 films.",
    )
    assert (fund.kind, fund.subject, fund.by) == ("funding", "True North Fund", ("Screen Alba",))
    assert sums(fund) == [(3.2e6, "GBP", "exact"), (150_000, "GBP", "up_to")]
    assert counts(fund) == [(18, "films")]
    assert fund.date == "2025-11-25"


def test_investors_act_and_the_company_is_the_other_party() -> None:
    (funding,) = found(
        "Tunepond has closed an $18 million Series A funding round led by Harbour Street Capital.",
        "Existing investors Kestrel Ventures and Oakline Partners also participated.",
    )
    assert funding.subject == "Series A funding round"
    assert funding.by == ("Harbour Street Capital", "Kestrel Ventures", "Oakline Partners")
    assert funding.with_ == ("Tunepond",)
    assert sums(funding) == [(18e6, "USD", "exact")]


def test_those_chosen_belong_to_the_programme_they_are_chosen_for() -> None:
    (programme,) = found(
        "Penfold House has announced the 16 writers selected for the fourth year of Open Page, its mentoring"
        " programme for new novelists.",
        "The cohort was chosen from 2,310 submissions. Each will receive a bursary of £2,000.",
        "Open Page is supported by Arts Council England.",
    )
    assert (programme.kind, programme.subject) == ("programme", "Open Page")
    assert programme.with_ == ("Arts Council England",)
    assert counts(programme) == [(16, "writers"), (2310, "submissions")]
    assert sums(programme) == [(2000, "GBP", "exact")]


def test_a_round_of_grants_is_one_record_with_its_items() -> None:
    (grants,) = found(
        "The Western Film Fund has awarded €4.1m to 14 projects in its summer round.",
        "Also backed were:",
        "- The Glass Mountain, dir. Joost van Reenen (Hallo Produktion) – €450,000",
    )
    assert (grants.subject, grants.by) == ("summer round", ("Western Film Fund",))
    assert grants.titles == ("Glass Mountain",)
    assert [p.name for p in grants.people] == ["Joost van Reenen"]
    assert sums(grants) == [(4.1e6, "EUR", "exact"), (450_000, "EUR", "exact")]


def test_a_receiver_stands_beside_the_fund_that_gives() -> None:
    (grant,) = found("The Rialto Trust has been awarded £2.8 million by the Northern Heritage Fund.")
    assert (grant.kind, grant.by, grant.with_) == ("funding", ("Northern Heritage Fund",), ("Rialto Trust",))


def test_a_scheme_takes_the_places_of_its_makers() -> None:
    (lab,) = found(
        "The Kivi Film Centre has opened a call for entries for its script lab.",
        "Writers from Estonia, Latvia and Lithuania can apply until 31 October.",
    )
    assert (lab.kind, lab.date) == ("programme", "2025-10-31")
    assert lab.places == ("Estonia", "Latvia", "Lithuania")


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("Channel Nord is launching Springboard, a talent scheme for writers.", "programme", "Springboard"),
        ("Epica Games has launched a $25 million fund called Forge.", "funding", "Forge"),
        ("The Kazakh cash rebate came into force on Monday, Steppe said.", "funding", "Kazakh cash rebate"),
        ("Screen Lapland has suspended its production incentive.", "funding", "production incentive"),
        ("Channel Nord and Screen Cymru have teamed up on a paid apprenticeship scheme.", "programme",
         "paid apprenticeship scheme"),
    ],
)  # fmt: skip
def test_schemes_are_named(text: str, kind: str, subject: str) -> None:
    (record,) = found(text)
    assert (record.kind, record.subject) == (kind, subject)


@pytest.mark.parametrize(
    "text",
    [
        "The autumn programme of Apex TV will be launched next week with three new dramas.",
        "Scriptly is in talks to raise about $30 million, two people said.",
        "In 2022 Hope Valley Media spent $80 million on podcasts.",
        "To qualify, a production must spend at least $500,000 in the country.",
        "MBC Global has denied that it will close its drama fund.",
        "The jury will award the £5,000 Dragonfly Prize.",
    ],
)
def test_what_gives_no_money_and_trains_nobody_is_no_scheme(text: str) -> None:
    assert [r for r in found(text) if r.kind in {"funding", "programme"}] == []


def test_a_sum_told_as_a_term_of_a_deal_is_the_deals() -> None:
    records = found(
        "Harbour Trust and StageDoor have signed a three-year partnership.",
        "Under the deal, StageDoor will invest £2.4m in capture equipment.",
    )
    assert [r.kind for r in records] == ["deal"]
    assert sums(records[0]) == [(2.4e6, "GBP", "exact")]
