"""What the rules found and what the judge says become records: mended, added to, joined, or left."""

from collections.abc import Callable
from datetime import date

import pytest

from extractors.events.amend import MAX_CHARACTERS, compose, second_reading
from extractors.events.candidates import find_candidates
from extractors.events.choose import choose
from extractors.events.describing import find_describing
from extractors.events.hypotheses import find_hypotheses
from extractors.events.make import Maker
from extractors.events.portraits import Portraits
from extractors.events.voices import Voices
from extractors.language import read
from extractors.pipeline import find_rule_records
from schemas.records import Records, ungrounded

TEXT = (
    "Kijani Pictures has acquired “Salt Ledger” from Oru Sales for $2 million, "
    "chief executive Ada Obi said.\n"
    "Director Bo Li will begin filming the thriller “Dune Radio” in Malta on June 2.\n"
    "The Amber Film Festival gathers in Gdynia from September 4 to 9, backed by the insurer Bursztyn."
)

pytestmark = pytest.mark.usefixtures("trusting")


def records(
    judge: Callable[..., object], opinion: dict[tuple[str, str], dict[str, list[str]]], text: str = TEXT
) -> Records:
    reading = read(text, published=date(2025, 5, 14))
    rules = find_rule_records(reading)
    candidates = find_candidates(reading)
    scores = judge(reading, candidates, opinion)
    describing = find_describing(reading, candidates, rules)
    portraits = Portraits(reading, candidates, describing, judge(reading, describing, opinion))
    maker = Maker(reading, candidates, portraits, rules)
    tellings = choose(candidates, find_hypotheses(reading, candidates, scores, rules))
    found = compose(reading, maker, tellings, Voices(reading, candidates, scores))
    for _, record in found.each():
        assert ungrounded(record, text) == []
    return found


DEAL = {
    "by": ["Kijani Pictures"],
    "with": ["Oru Sales"],
    "titles": ["Salt Ledger"],
    "amounts": ["$2 million"],
}


def test_a_record_keeps_what_the_judge_confirms_and_loses_what_it_denies(
    judge: Callable[..., object],
) -> None:
    found = records(judge, {("acquired", "deal"): {k: v for k, v in DEAL.items() if k != "amounts"}})
    (deal,) = [r for r in found.announcements if r.kind == "deal"]
    assert (deal.by, deal.with_, deal.titles) == (("Kijani Pictures",), ("Oru Sales",), ("Salt Ledger",))
    assert deal.amounts == ()


def test_what_the_rules_missed_is_added_with_its_words(judge: Callable[..., object]) -> None:
    found = records(judge, {("acquired", "deal"): {**DEAL, "people": ["Ada Obi"]}})
    (deal,) = [r for r in found.announcements if r.kind == "deal"]
    (person,) = deal.people
    assert (person.name, person.role) == ("Ada Obi", "chief executive")
    assert deal.amounts[0].value == 2_000_000


def test_a_suspicion_becomes_a_record_of_its_own(judge: Callable[..., object]) -> None:
    opinion = {
        ("gathers", "forum"): {"name": ["Amber Film Festival"], "city": ["Gdynia"], "partners": ["Bursztyn"]}
    }
    found = records(judge, opinion)
    (forum,) = found.forums
    assert (forum.name, forum.kind, forum.city, forum.partners) == (
        "Amber Film Festival",
        "festival",
        "Gdynia",
        ("Bursztyn",),
    )


def test_one_thing_suspected_twice_is_told_once(judge: Callable[..., object]) -> None:
    shoot = {"titles": ["Dune Radio"], "people": ["Bo Li"]}
    found = records(judge, {("begin", "production"): shoot, ("filming", "production"): shoot})
    assert [r.titles for r in found.announcements if r.kind == "production"] == [("Dune Radio",)]


def test_a_suspicion_that_names_nothing_is_none(judge: Callable[..., object]) -> None:
    found = records(judge, {("said", "report"): {"by": ["Kijani Pictures"]}})
    assert [r for r in found.announcements if r.kind == "report"] == []


def test_a_session_takes_its_form_from_the_noun_beside_it(judge: Callable[..., object]) -> None:
    found = records(judge, {("said", "panel"): {"speaker": ["Ada Obi"], "moderator": ["Bo Li"]}})
    (panel,) = found.panels
    assert panel.kind == "presentation"
    assert {(p.name, str(p.part)) for p in panel.participants} == {
        ("Ada Obi", "speaker"),
        ("Bo Li", "moderator"),
    }


FESTIVAL = (
    "The Amber Film Festival opened in Gdynia on May 9, the city said.\n"
    "Its 400 guests have met at the Baltic Theatre. The Amber Film Festival closes on May 15."
)


@pytest.mark.parametrize(
    ("opens", "closes", "days"),
    [
        ("May 9", "May 15", ("2025-05-09", "2025-05-15")),
        ("May 15", "May 9", ("2025-05-15", None)),  # a last day before the first is left out
    ],
)
def test_first_and_last_day_may_be_told_apart(
    judge: Callable[..., object], opens: str, closes: str, days: tuple[str, str | None]
) -> None:
    told = {"name": ["Amber Film Festival"], "opens": [opens], "closes": [closes]}
    (festival,) = records(judge, {("opened", "forum"): told}, FESTIVAL).forums
    assert (festival.start_date, festival.end_date) == days


def test_two_tellings_of_one_thing_share_what_stands_in_their_slots(judge: Callable[..., object]) -> None:
    named = {"name": ["Amber Film Festival"]}
    opinion = {
        ("opened", "forum"): {**named, "city": ["Gdynia"]},
        ("closes", "forum"): {**named, "venue": ["Baltic Theatre"]},
    }
    (festival,) = records(judge, opinion, FESTIVAL).forums
    assert (festival.city, festival.venue) == ("Gdynia", "Baltic Theatre")


def test_nobody_comes_by_halves(judge: Callable[..., object]) -> None:
    text = "The Amber Film Festival gathers in Gdynia and drew 1.5 visitors a seat."
    (count,) = read(text).counts
    named = {"name": ["Amber Film Festival"], "attendance": [text[count.start : count.end]]}
    (forum,) = records(judge, {("gathers", "forum"): named}, text).forums
    assert forum.attendance is None


def test_a_text_far_longer_than_an_article_is_the_rules_alone() -> None:
    reading = read((TEXT + "\n") * (MAX_CHARACTERS // len(TEXT) + 1), published=date(2025, 5, 14))
    rules = find_rule_records(reading)
    assert second_reading(reading, rules) is rules
