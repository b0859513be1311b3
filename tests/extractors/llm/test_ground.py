"""What a model says is believed only where the article's own words say it."""

from datetime import date
from typing import Any

import pytest

from extractors.llm.drafts import Drafts
from extractors.llm.ground import ground
from schemas.records import Records, ungrounded

TEXT = (
    "Seoul, Nov. 6 — Netflix held its second Creative Asia Forum at the “Grand Hall” in Busan on Friday, "
    "and over 1,200 filmmakers came.\n"
    "“We are very happy,” said Minyoung Kim, vice president of content, “to be back in Busan.”\n"
    "The Busan Fund, worth $41 million, was launched with the Korean Film Council for 20 projects."
)
PUBLISHED = date(2024, 11, 9)


def shown(**words: str) -> list[dict[str, str]]:
    return [
        {"field": field.replace("__", "[0].").replace("_0", "[0]"), "words": w} for field, w in words.items()
    ]


def grounded(**lists: list[dict[str, Any]]) -> Records:
    records = ground(Drafts.model_validate(lists), TEXT, PUBLISHED)
    for _, record in records.each():
        assert ungrounded(record, TEXT) == []
    return records


FORUM = {
    "name": "Creative Asia Forum",
    "kind": "forum",
    "edition": 2,
    "organizers": ["Netflix"],
    "venue": "Grand Hall",
    "city": "Busan",
    "start_date": "2024-11-08",
    "attendance": {"value": 1200, "unit": "filmmakers", "qualifier": "exact"},
    "evidence": [
        {"field": "name", "words": "Creative Asia Forum"},
        {"field": "edition", "words": "second Creative Asia Forum"},
        {"field": "organizers[0]", "words": "Netflix held"},
        {"field": "start_date", "words": "on Friday"},
        {"field": "attendance", "words": "over 1,200 filmmakers"},
    ],
}


def test_values_are_cut_from_the_text_and_figures_read_anew() -> None:
    [forum] = grounded(forums=[FORUM]).forums
    assert (forum.name, forum.edition, forum.organizers) == ("Creative Asia Forum", 2, ("Netflix",))
    assert (forum.venue, forum.city, forum.start_date) == ("Grand Hall", "Busan", "2024-11-08")
    assert forum.attendance is not None
    # The model said `exact`; the words say "over".
    assert (forum.attendance.value, forum.attendance.qualifier) == (1200, "over")
    for evidence in forum.evidence:
        assert TEXT[evidence.start : evidence.end].strip()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("city", "Cannes"),
        ("venue", "Grand Palace"),
        ("organizers", ["Disney"]),
        ("start_date", "2024-11-15"),
        ("edition", 3),
        ("attendance", {"value": 12000, "unit": "filmmakers"}),
    ],
)
def test_an_invented_value_is_dropped_and_the_record_stays(field: str, value: Any) -> None:
    [forum] = grounded(forums=[FORUM | {field: value}]).forums
    assert getattr(forum, field) in (None, ())
    assert forum.name == "Creative Asia Forum"


def test_a_record_without_its_identity_is_dropped() -> None:
    records = grounded(
        forums=[FORUM | {"name": "Cannes Film Festival"}],
        panels=[{"kind": "panel", "participants": [{"name": "Nobody Here"}], "evidence": []}],
        announcements=[{"kind": "deal", "by": ["Netflix"], "evidence": []}],
        quotes=[{"speaker": "Minyoung Kim", "text": "We will buy everything in sight", "evidence": []}],
    )
    assert list(records.each()) == []


def test_words_that_are_given_but_are_not_in_the_text_count_for_nothing() -> None:
    date_of = FORUM | {"evidence": shown(name="Creative Asia Forum", start_date="on Friday, November 8")}
    [forum] = grounded(forums=[date_of]).forums
    assert forum.start_date is None


def test_a_quotation_is_found_in_its_parts() -> None:
    quote = {
        "speaker": "Minyoung Kim",
        "text": "We are very happy, to be back in Busan.",
        "evidence": [
            {"field": "text[0]", "words": "We are very happy,"},
            {"field": "text[1]", "words": "to be back in Busan."},
        ],
    }
    [found] = grounded(quotes=[quote]).quotes
    assert found.text == "We are very happy, to be back in Busan."
    assert sum(e.field.startswith("text[") for e in found.evidence) == 2
    more = quote | {"text": "We are very happy, and rich, to be back in Busan."}
    assert grounded(quotes=[more]).quotes == ()


def test_sums_counts_and_people() -> None:
    fund = {
        "kind": "funding",
        "subject": "Busan Fund",
        "with": ["Korean Film Council"],
        "amounts": [{"value": 41_000_000, "currency": "USD"}, {"value": 5, "currency": "USD"}],
        "counts": [{"value": 20, "unit": "projects"}, {"value": 21, "unit": "projects"}],
        "people": [{"name": "Minyoung Kim", "role": "vice president of content"}, {"name": "Jane Doe"}],
        "evidence": [
            {"field": "amounts[0]", "words": "$41 million"},
            {"field": "amounts[1]", "words": "$41 million"},
            {"field": "counts[0]", "words": "20 projects"},
            {"field": "counts[1]", "words": "20 projects"},
        ],
    }
    [found] = grounded(announcements=[fund]).announcements
    assert [(a.value, a.currency) for a in found.amounts] == [(41_000_000, "USD")]
    assert [(c.value, c.unit) for c in found.counts] == [(20, "projects")]
    assert [(p.name, p.role) for p in found.people] == [("Minyoung Kim", "vice president of content")]
    assert found.with_ == ("Korean Film Council",)


def test_other_marks_and_spaces_are_the_same_words() -> None:
    quote = {"speaker": "Minyoung  Kim", "text": "to be back\nin Busan.", "evidence": []}
    assert grounded(quotes=[quote]).quotes[0].text == "to be back in Busan."


@pytest.mark.parametrize("junk", [None, "text", [], [None, 3, "x"], [{"name": 5}], [{"kind": "forum"}]])
def test_what_breaks_the_form_costs_itself_alone(junk: Any) -> None:
    forums = [*(junk if isinstance(junk, list) else [junk]), FORUM]
    assert len(grounded(forums=forums).forums) == 1
    assert grounded(forums=junk).forums == ()


def test_a_value_that_breaks_the_form_costs_that_value() -> None:
    [forum] = grounded(forums=[FORUM | {"start_date": "next Friday", "edition": "second", "extra": 1}]).forums
    assert (forum.start_date, forum.edition, forum.city) == (None, None, "Busan")
