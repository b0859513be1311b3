"""What somebody is: what the rules read and what the judge believes, in their exact words."""

from collections.abc import Callable

import pytest

from extractors.events.candidates import find_candidates
from extractors.events.describing import find_describing
from extractors.events.labels import CREDITED, PARTICIPANT
from extractors.events.portraits import Portrait, Portraits, read_anywhere
from extractors.language import read
from extractors.pipeline import find_rule_records
from schemas.records import Announcement, Evidence, Records

TEXT = (
    "Chief executive Ada Obi of Kijani Pictures, known for “Salt Ledger”, will direct the thriller. "
    "Her brother Bo Li stays at home."
)
Opinion = dict[tuple[str, str], dict[str, list[str]]]

pytestmark = pytest.mark.usefixtures("trusting")


def portrait(
    judge: Callable[..., object], opinion: Opinion, portrait_of: str, read_by_rules: tuple[str, ...] = ()
) -> Portrait:
    reading = read(TEXT)
    candidates = find_candidates(reading)
    describing = find_describing(reading, candidates, find_rule_records(reading))
    (person,) = [n for n, c in enumerate(candidates) if c.words.text == "Ada Obi"]
    told = [
        Evidence(field="people[0].role", start=TEXT.index(words), end=TEXT.index(words) + len(words))
        for words in read_by_rules
    ]
    portraits = Portraits(reading, candidates, describing, judge(reading, describing, opinion))  # type: ignore[arg-type]
    return portraits.of(person, portrait_of, told)


def test_the_judge_says_what_a_participant_is(judge: Callable[..., object]) -> None:
    said = {"role": ["Chief executive"], "affiliation": ["Kijani Pictures"], "works": ["Salt Ledger"]}
    found = portrait(judge, {("Obi", PARTICIPANT): said}, PARTICIPANT)
    assert found.role is not None
    assert found.affiliation is not None
    assert (found.role.text, found.affiliation.text) == ("Chief executive", "Kijani Pictures")
    assert [work.text for work in found.works] == ["Salt Ledger"]
    assert TEXT[found.role.start : found.role.end] == "Chief executive"


def test_somebody_of_an_announcement_has_a_role_and_nothing_else(judge: Callable[..., object]) -> None:
    said = {"role": ["direct"], "affiliation": ["Kijani Pictures"], "works": ["Salt Ledger"]}
    found = portrait(judge, {("Obi", CREDITED): said}, CREDITED)
    assert found.role is not None
    assert (found.role.text, found.affiliation, found.works) == ("direct", None, ())


def test_what_the_rules_read_stays_where_the_judge_has_no_opinion(judge: Callable[..., object]) -> None:
    found = portrait(judge, {}, CREDITED, ("direct",))
    assert found.role is not None
    assert found.role.text in {"direct", "Chief executive"}


def test_of_two_roles_the_likelier_is_taken(judge: Callable[..., object]) -> None:
    found = portrait(judge, {("Obi", CREDITED): {"role": ["Chief executive"]}}, CREDITED, ("direct",))
    assert found.role is not None
    assert found.role.text == "Chief executive"


def test_what_the_rules_say_of_somebody_is_found_in_all_their_records() -> None:
    reading = read(TEXT)
    ada, bo = [c for c in find_candidates(reading) if c.sort == "person"]
    name, role = (TEXT.index(words) for words in ("Ada Obi", "Chief executive"))
    record = Announcement(
        kind="appointment",
        people=[{"name": "Ada Obi", "role": "Chief executive"}],
        evidence=[
            {"field": "kind", "start": role, "end": role + 15},
            {"field": "people[0].name", "start": name, "end": name + 7},
            {"field": "people[0].role", "start": role, "end": role + 15},
        ],
    )
    rules = Records(announcements=(record,))
    assert [e.field for e in read_anywhere(rules, ada, CREDITED)] == ["people[0].name", "people[0].role"]
    assert read_anywhere(rules, ada, PARTICIPANT) == read_anywhere(rules, bo, CREDITED) == []
