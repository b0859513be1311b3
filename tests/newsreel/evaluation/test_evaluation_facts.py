"""When two values say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreel.evaluation.facts import Fact, facts_of, normal, pair_facts, pair_records, same

WORDS = st.text(st.sampled_from("abc é'’&|-.,\n1"), max_size=20)


@pytest.mark.parametrize(
    ("slot", "gold", "guess"),
    [
        ("name", "The Busan International Film Festival", "busan international film festival"),
        ("name", "BIFF | Busan Fest", "Busan Fest"),
        ("speaker", "Yan Yiwen", "Yiwen Yan"),
        ("titles", "Amélie’s Café & Bar", "Amelie Cafe and Bar"),
        ("subject", "chief executive officer", "new chief executive officer"),
        ("count_unit", "buyers", "international buyers"),
        ("count_unit", "short films", "short film"),
        ("edition", "28", "28"),
        ("participant", ("Kim Minyoung", "speaker"), ("Minyoung Kim", "speaker")),
        ("affiliation", ("Minyoung Kim", "Netflix"), ("Minyoung Kim", "Netflix")),
        ("words", "We want stories that travel, and soon.", "We want stories that travel and soon"),
    ],
)
def test_these_say_the_same(slot, gold, guess) -> None:
    assert same(slot, gold, guess)


@pytest.mark.parametrize(
    ("slot", "gold", "guess"),
    [
        ("name", "Busan International Film Festival", "Bucheon International Fantastic Film Festival"),
        ("subject", "chief executive", "regional fund for documentaries"),
        ("count_unit", "buyers", "projects"),
        ("start_date", "2025-05", "2025-05-01"),
        ("amount", "4.1e+07 USD about", "4.1e+07 USD exact"),
        ("participant", ("Minyoung Kim", "speaker"), ("Minyoung Kim", "moderator")),
        ("role", ("Minyoung Kim", "director"), ("Hana Park", "director")),
        ("words", "We want stories that travel.", "They will never make another one."),
    ],
)
def test_these_do_not(slot, gold, guess) -> None:
    assert not same(slot, gold, guess)


@given(WORDS)
def test_normal_words_stay_as_they_are(words: str) -> None:
    once = normal(words)
    assert once == once.casefold().strip()
    assert "  " not in once


@given(WORDS.filter(normal))
def test_a_value_is_itself(words: str) -> None:
    for slot in ("name", "subject", "count_unit", "words", "kind"):
        assert same(slot, words, words)


def test_facts_name_the_person_they_are_about() -> None:
    person = {"name": "Minyoung Kim", "role": "director", "works": ["1917"]}
    assert facts_of("panel", {"kind": "panel", "participants": [person]}) == [
        Fact("kind", "panel"),
        Fact("participant", ("Minyoung Kim", "speaker")),
        Fact("role", ("Minyoung Kim", "director")),
        Fact("work", ("Minyoung Kim", "1917")),
    ]


def test_each_fact_is_used_once() -> None:
    gold = [Fact("by", "Netflix"), Fact("by", "Netflix")]
    assert pair_facts(gold, [Fact("by", "Netflix")]) == [(0, 0)]


def test_records_are_paired_by_what_they_are_about_and_then_by_what_they_share() -> None:
    gold = [{"kind": "deal", "titles": ["1917"]}, {"kind": "deal", "titles": ["1917"], "by": ["A24"]}]
    guess = [{"kind": "deal", "titles": ["1917"], "by": ["A24"]}, {"kind": "deal", "by": ["A24"]}]
    assert pair_records("announcement", gold, guess) == [(1, 0)]
