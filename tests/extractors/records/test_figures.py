"""Figures and prizes, sentence by sentence."""

from datetime import date

import pytest

from extractors.language import read
from extractors.records.announcement import find_announcements
from schemas.records import Announcement

PUBLISHED = date(2025, 9, 16)


def found(text: str, kind: str, title: str | None = None) -> list[Announcement]:
    records = find_announcements(read(text, title, PUBLISHED), [], [])
    return [r for r in records if r.kind == kind]


def test_each_film_of_a_box_office_has_its_figures_and_the_market_its_total() -> None:
    text = (
        "“Salt Ledger” topped the box office with $31.2 million from 3,412 theaters, according to"
        " Bellwether Data.\n"
        "“Night Ferry” slipped to second with $12.4 million, for a total of $96.1 million.\n"
        "Overall ticket sales came to $84 million, up from $70 million a week earlier."
    )
    reports = found(text, "report", "Box office: ‘Salt Ledger’ wins")
    assert [(r.titles, r.subject) for r in reports] == [
        (("Salt Ledger",), None),
        (("Night Ferry",), None),
        ((), "Overall ticket sales"),
    ]
    assert [sorted(a.value for a in r.amounts) for r in reports] == [[31.2e6], [12.4e6, 96.1e6], [84e6]]
    assert {r.by for r in reports} == {("Bellwether Data",)}


def test_a_chart_in_a_sentence_is_one_report_a_title() -> None:
    text = (
        "“Salt Ledger” was first with 1.9 million viewers, followed by “Night Ferry” with 1.2 million"
        " viewers, data from Medidor Group shows."
    )
    reports = {r.titles: [c.value for c in r.counts] for r in found(text, "report")}
    assert reports[("Salt Ledger",)] == [1.9e6]
    assert reports[("Night Ferry",)] == [1.2e6]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Revenue rose 8% to €412 million from €380 million a year earlier, Harbour Group said today.",
            [412e6],
        ),
        (
            "Harbour Group said today that turnover was €812 million, up from €744 million a year ago.",
            [812e6],
        ),
    ],
)
def test_what_a_figure_is_compared_with_is_left_out(text: str, values: list[float]) -> None:
    (report,) = found(text, "report")
    assert (report.by, [a.value for a in report.amounts]) == (("Harbour Group",), values)


def test_the_prizes_of_one_ceremony_are_one_record_by_who_runs_it() -> None:
    text = (
        "“Salt Ledger” won best drama at the Copper Bell Awards in Dublin on Monday.\n"
        "Best comedy went to “Night Ferry” (Halcyon Pictures), and writer Anna Berg took the script prize.\n"
        "The awards are run by the Irish Audio Guild."
    )
    (award,) = found(text, "award")
    assert (award.subject, award.by) == ("Copper Bell Awards", ("Irish Audio Guild",))
    assert set(award.titles) == {"Salt Ledger", "Night Ferry"}
    assert "Anna Berg" in {p.name for p in award.people}
    assert award.with_ == ("Halcyon Pictures",)


def test_who_leads_the_jury_wins_nothing() -> None:
    text = (
        "“Salt Ledger” by Anna Berg won the Golden Heron Prize at the Saltmarsh Film Festival.\n"
        "The jury was headed by director Paul Marchetti."
    )
    (award,) = found(text, "award")
    assert "Paul Marchetti" not in {p.name for p in award.people}
