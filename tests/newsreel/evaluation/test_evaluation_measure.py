"""Grounding, confidence and sentences, on records made by hand; floors on what was measured."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsreel.evaluation import measure
from newsreel.evaluation.cases import CHECK, TUNE, Case
from newsreel.evaluation.floors import (
    FloorLoweredError,
    accept,
    is_other_corpus,
    read_floors,
    shortfalls,
)
from newsreel.evaluation.measure import Evaluation, calibration, calibration_error, sentence_of
from newsreel.evaluation.report import as_json, print_evaluation
from newsreel.evaluation.score import RecordScore
from schemas.records import Evidence, Forum, Quote, Records

TEXT = (
    "The Busan Forum opened on Monday. It drew 300 buyers.\n"
    "“We want stories,” said Hana Park, “that travel far.” Nobody left."
)


def span(field: str, words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(field=field, start=start, end=start + len(words))


def quote(text: str) -> Quote:
    parts = (span("text[0]", "We want stories,"), span("text[1]", "that travel far."))
    return Quote(
        speaker="Hana Park", text=text, confidence=0.95, evidence=(span("speaker", "Hana Park"), *parts)
    )


def forum(name: str, confidence: float = 0.55) -> Forum:
    evidence = (span("name", "Busan Forum"), span("kind", "Forum"))
    return Forum(name=name, kind="forum", confidence=confidence, evidence=evidence)


def case(case_id: str = "x", **gold: Any) -> Case:
    return Case(case_id, "a forum", TEXT, None, "2026-05-04", None, gold)


def evaluation(*outcomes: measure.Outcome) -> Evaluation:
    return Evaluation(tuple(outcomes), 1.0, "1", "digest")


def outcome(records: Records, side: str = CHECK, case_id: str = "x", **gold: Any) -> measure.Outcome:
    return measure._outcome(case(case_id, **gold), side, records)


GOLD = {"forums": [{"name": "Busan Forum", "kind": "forum"}]}
GOOD = outcome(Records(forums=(forum("Busan Forum"),)), **GOLD)


def test_a_quote_in_parts_is_grounded_when_they_join_to_its_text() -> None:
    found = outcome(Records(quotes=(quote("We want stories, that travel far."),)))
    assert (found.ungrounded, found.value_count) == ((), 2)


@pytest.mark.parametrize("text", ["We want stories that travel far.", "We want stories, that travel far"])
def test_a_quote_that_is_not_its_parts_to_the_letter_is_not_grounded(text: str) -> None:
    (loose,) = outcome(Records(quotes=(quote(text),))).ungrounded
    assert (loose.path, loose.value) == ("quote.text", text)
    assert measure.grounding([outcome(Records(quotes=(quote(text),)))]) == 0.5


def test_a_name_that_does_not_stand_there_is_not_grounded() -> None:
    (loose,) = outcome(Records(forums=(forum("Busan Film Forum"),))).ungrounded
    assert (loose.path, loose.value) == ("forum.name", "Busan Film Forum")


def test_negative_articles_are_clean_when_they_give_quotes_alone() -> None:
    clean = outcome(Records(quotes=(quote("We want stories, that travel far."),)))
    dirty = outcome(Records(forums=(forum("Busan Forum"),)))
    assert measure.clean_negatives([clean, dirty, GOOD]) == 0.5


def test_confidence_is_held_against_the_share_of_right_facts() -> None:
    rated = [
        RecordScore("forum", 0.95, 9, 10),
        RecordScore("forum", 1.0, 10, 10),
        RecordScore("quote", 0.2, 1, 2),
    ]
    low, high = calibration(rated)
    assert (low.records, low.confidence, low.right) == (1, 0.2, 0.5)
    assert (high.records, high.right) == (2, 0.95)
    assert calibration_error(rated) == pytest.approx((0.3 + 2 * 0.025) / 3)
    assert calibration_error([]) == 0.0


def test_a_mistake_shows_its_sentence() -> None:
    wrong = outcome(
        Records(forums=(forum("Busan Forum"),), quotes=(quote("We want stories, that travel far."),)),
        forums=[
            {"name": "Busan Forum", "kind": "forum", "attendance": {"value": 300, "unit": "buyers | people"}}
        ],
        quotes=[{"speaker": "Mina Cho", "text": "We want stories, that travel far."}],
    )
    sentences = {m.slot: sentence_of(wrong, m) for m in wrong.score.mistakes}
    assert sentences["attendance_unit"] == "It drew 300 buyers."
    assert sentences["speaker"] == "“We want stories,” said Hana Park, “that travel far.”"


def test_sides_are_never_mixed() -> None:
    bad = outcome(Records(), TUNE, "y", **GOLD)
    whole = evaluation(GOOD, bad)
    assert whole.score(CHECK).all_facts.f1 == 1.0
    assert whole.score(TUNE).all_facts.f1 == 0.0
    assert whole.measures()["check.fact_f1.forum"] == 1.0


def test_floors_rise_when_accepted_and_are_kept_when_not_reached(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    good, bad = evaluation(GOOD), evaluation(outcome(Records(), **GOLD))
    assert shortfalls(path, bad) == []
    accept(path, bad)
    assert read_floors(path)["check.fact_f1.all"] == 0.0
    assert accept(path, good)["check.fact_f1.all"] == (0.0, 1.0)
    assert shortfalls(path, good) == []
    assert "check.fact_f1.forum" in {one.name for one in shortfalls(path, bad)}


def test_a_floor_falls_only_with_a_reason_that_is_written_down(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    good, bad = evaluation(GOOD), evaluation(outcome(Records(), **GOLD))
    accept(path, good)
    before = path.read_text(encoding="utf-8")
    with pytest.raises(FloorLoweredError, match=r"check\.fact_f1\.all 1\.000 → 0\.000"):
        accept(path, bad)
    assert path.read_text(encoding="utf-8") == before
    accept(path, bad, lower="the guidelines changed")
    assert read_floors(path)["check.fact_f1.all"] == 0.0
    (lowered,) = json.loads(path.read_text(encoding="utf-8"))["lowered"]
    assert lowered["reason"] == "the guidelines changed"
    assert lowered["floors"]["check.fact_f1.all"] == [1.0, 0.0]


def test_lowering_one_floor_lowers_no_other(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    accept(path, evaluation(GOOD))
    accept(path, evaluation(outcome(Records(forums=(forum("Busan Film Forum"),)), **GOLD)), lower="why not")
    floors = read_floors(path)
    assert floors["all.grounding"] < 1.0
    assert floors["check.clean_negatives"] == 1.0


def test_a_measure_that_is_no_longer_taken_is_below_its_floor(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"floors": {"check.gone": 0.5}}), encoding="utf-8")
    assert [one.name for one in shortfalls(path, evaluation(GOOD))] == ["check.gone"]


def test_another_corpus_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert not is_other_corpus(path, evaluation(GOOD))
    accept(path, evaluation(GOOD))
    assert is_other_corpus(path, replace(evaluation(GOOD), corpus_digest="another"))


def test_the_report_prints_and_its_json_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    market = {"forums": [{"name": "Busan Forum", "kind": "market", "city": "Busan"}]}
    wrong = outcome(Records(forums=(forum("Busan Forum"),)), case_id="z", **market)
    whole = evaluation(GOOD, wrong)
    print_evaluation(whole, CHECK, errors=1)
    printed = capsys.readouterr().out
    assert "forum 1" in printed, "a market was taken for a forum"
    assert "Mistakes, check: 1 of 2" in printed
    told = json.loads(json.dumps(as_json(whole)))
    assert told["sides"]["check"]["kinds"] == [
        ["forum", "forum", "forum", 1],
        ["forum", "market", "forum", 1],
    ]
    assert [one["slot"] for one in told["sides"]["check"]["mistakes"]] == ["forum.kind", "forum.city"]
