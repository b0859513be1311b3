"""What the rules' sureness is worth, on records whose worth is known."""

import pytest

from newsreel.evaluation.calibrate import expected, fit, surprise
from newsreel.evaluation.facts import TYPES
from newsreel.evaluation.score import RecordScore


def rated(confidence: float, right: int, of: int = 100) -> list[RecordScore]:
    return [RecordScore(kind, confidence, right, of) for kind in TYPES]


def test_shares_come_out_as_they_came_true() -> None:
    known = [*rated(0.6, 40), *rated(0.9, 80)]
    weights = fit(known * 20)
    for one in known:
        assert expected(weights, one) == pytest.approx(one.hits / one.predicted, abs=0.02)


def test_where_sureness_misleads_all_are_expected_alike() -> None:
    weights = fit([*rated(0.6, 90), *rated(0.9, 50)])
    assert {slope for slope, _ in weights.values()} == {0.0}
    assert expected(weights, rated(0.6, 0)[0]) == pytest.approx(0.7, abs=0.01)


def test_a_right_expectation_surprises_least() -> None:
    (one, *_) = rated(0.5, 70)
    assert surprise([(0.7, one)]) < min(surprise([(0.5, one)]), surprise([(0.9, one)]))
