"""What may be said of somebody: the words of a role, cut from phrases, and the verbs that stand for one."""

from itertools import pairwise

import pytest

from extractors.events.candidates import find_candidates
from extractors.events.describing import MENTIONS, anchors_of, find_describing
from extractors.events.labels import CREDITED
from extractors.language import read
from extractors.pipeline import find_rule_records
from extractors.reading import Reading


def described(text: str) -> tuple[Reading, dict[str, list[str]]]:
    reading = read(text)
    found: dict[str, list[str]] = {}
    for one in find_describing(reading, find_candidates(reading), find_rule_records(reading)):
        found.setdefault(one.sort, []).append(one.words.text)
    return reading, found


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It was shown by Palestinian film-maker Yazan Khoury on Monday.", "film-maker"),
        ("Naghma’s head of catalogue, Pooja Krishnan, left on Monday.", "head of catalogue"),
        ("Susan Lott has become our executive director.", "executive director"),
        ("The film, directed by Aidana Nurlan, opened on Monday.", "directed"),
        ("Ada Obi was named senior vice president of drama at Kijani.", "senior vice president of drama"),
        ("Bo Li is the co-founder and chief executive of Oru.", "co-founder and chief executive"),
    ],
)
def test_a_role_is_found_in_its_words(text: str, role: str) -> None:
    _, found = described(text)
    assert role in found["role"]


def test_no_role_holds_the_name_of_a_person_or_begins_with_an_article() -> None:
    _, found = described("The director Ada Obi and her producer, Bo Li, presented the film “Salt Ledger”.")
    assert {"director", "producer"} <= set(found["role"])
    for role in found["role"]:
        assert not {"Obi", "Li"} & set(role.split())
        assert not role.lower().startswith(("the ", "her "))


def test_bodies_and_works_may_be_said_of_somebody_and_places_may_not() -> None:
    _, found = described("Ada Obi of Kijani Pictures spoke in Lagos of her film “Salt Ledger”.")
    assert (found["body"], found["work"]) == (["Kijani Pictures"], ["Salt Ledger"])
    assert not {"city", "person", "date"} & set(found)


def test_somebody_is_asked_about_where_they_are_named_first() -> None:
    text = " ".join("Ada Obi laughed, and she sat down." for _ in range(MENTIONS))
    reading = read(text)
    (person,) = [c for c in find_candidates(reading) if c.sort == "person"]
    anchors = anchors_of(reading, person, CREDITED)
    assert [reading.doc[token].text for token, _ in anchors] == ["Obi"] * MENTIONS
    assert all(one < other for one, other in pairwise(anchors))
