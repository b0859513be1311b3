"""The score of records against gold; `fixtures/golden.json` holds an independent scorer's numbers."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsreel.evaluation.facts import TYPES
from newsreel.evaluation.score import Fault, Tally, add_up, score_case

GOLDEN = json.loads((Path(__file__).parent / "fixtures" / "golden.json").read_text(encoding="utf-8"))
GOLD = {
    "forums": [{"name": "Busan Forum", "kind": "forum", "city": "Busan", "edition": 3}],
    "announcements": [{"kind": "deal", "titles": ["1917"], "by": ["A24"]}],
}


def numbers(tally: Tally) -> dict[str, Any]:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "gold": tally.gold,
        "predicted": tally.predicted,
        "hits": tally.hits,
    }


def test_the_score_equals_the_golden_numbers() -> None:
    scores = [score_case(c["id"], c["gold"], GOLDEN["predictions"][c["id"]]) for c in GOLDEN["cases"]]
    total = add_up(scores)
    expected = GOLDEN["expected"]
    for name, of_type, of_all in (
        ("records", total.records, total.all_records),
        ("facts", total.facts, total.all_facts),
    ):
        assert {f"{kind}s": numbers(of_type[kind]) for kind in TYPES} | {"all": numbers(of_all)} == expected[
            name
        ]
    slots = {f"{name.partition('.')[0]}s.{name.partition('.')[2]}": t for name, t in total.slots.items()}
    assert {name: numbers(tally) for name, tally in slots.items()} == expected["slots"]


def test_gold_against_itself_is_perfect() -> None:
    for case in GOLDEN["cases"]:
        score = score_case(case["id"], case["gold"], case["gold"])
        assert score.mistakes == []
        assert (score.all_facts.f1, score.all_records.f1) == (1.0, 1.0)


def test_nothing_against_nothing_is_right_and_something_is_wrong() -> None:
    assert score_case("x", {}, {}).all_facts.f1 == 1.0
    assert score_case("x", {}, GOLD).all_facts.precision == 0.0
    assert score_case("x", GOLD, {}).all_facts.recall == 0.0


def test_mistakes_stand_beside_what_was_expected() -> None:
    guess = {
        "forums": [
            {"name": "Busan Forum", "kind": "market", "edition": 3, "confidence": 0.8},
            {"name": "Another", "kind": "forum", "confidence": 0.4},
        ]
    }
    score = score_case("x", GOLD, guess)
    assert [(m.fault, m.slot, m.expected, m.got) for m in score.mistakes] == [
        (Fault.WRONG, "kind", "forum", "market"),
        (Fault.MISSED, "city", "Busan", None),
        (Fault.RECORD_MADE_UP, "name", None, "Another"),
        (Fault.RECORD_MISSED, "titles", "1917", None),
    ]
    assert score.kinds == {
        ("forum", "forum", "market"): 1,
        ("forum", None, "forum"): 1,
        ("announcement", "deal", None): 1,
    }
    assert [(r.confidence, r.hits, r.predicted) for r in score.rated] == [(0.8, 2, 3), (0.4, 0, 2)]


def test_a_mistake_about_a_person_stands_beside_what_was_found_about_the_person() -> None:
    people = [{"name": "Min Park", "role": "director"}, {"name": "Hana Cho", "role": "producer"}]
    other = [{"name": "Hana Cho", "role": "journalist"}, {"name": "Min Park"}]
    gold = {"announcements": [{"kind": "production", "people": people}]}
    score = score_case("x", gold, {"announcements": [{"kind": "production", "people": other}]})
    assert [(m.expected, m.got) for m in score.mistakes] == [
        ("Min Park: director", None),
        ("Hana Cho: producer", "Hana Cho: journalist"),
    ]


def test_any_of_several_right_kinds_is_right() -> None:
    gold = {"forums": [{"name": "Busan Forum", "kind": "market | festival"}]}
    score = score_case("x", gold, {"forums": [{"name": "Busan Forum", "kind": "festival"}]})
    assert score.kinds == {("forum", "festival", "festival"): 1}


@pytest.mark.parametrize("record", [{"kind": "deal", "amounts": [{"value": 41e6, "currency": "USD"}]}])
def test_a_missing_qualifier_is_exact(record: dict[str, Any]) -> None:
    told = {"kind": "deal", "amounts": [{"value": 41_000_000, "qualifier": "exact"}]}
    assert score_case("x", {"announcements": [record]}, {"announcements": [told]}).all_facts.f1 == 1.0
