"""Learns how much the rules' own sureness is worth: `python -m newsreel.evaluation.calibrate`.

Rule: it learns from the check side, two numbers for each type of record, because the rules are always sure of
the articles they were made on. Run it after the rules have changed; the same articles give the same file.
"""

import json
from collections.abc import Iterable, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractors.language import read_many
from extractors.pipeline import find_records
from extractors.records.confidence import WEIGHTS, log_odds
from newsreel.commands.output import stdout
from newsreel.evaluation.cases import CHECK, CORPUS, load_cases, read_split
from newsreel.evaluation.facts import TYPES
from newsreel.evaluation.score import RecordScore, score_case

Weights = dict[str, tuple[float, float]]


def rated_records() -> list[list[RecordScore]]:
    """Return, for each article of the check side, its records with the rules' own confidence."""
    cases = load_cases()
    sides = read_split(CORPUS, (case.id for case in cases))
    checked = [case for case in cases if sides[case.id] == CHECK]
    articles = [case.article for case in checked]
    readings = read_many((article.text, article.title, article.published) for article in articles)
    return [
        score_case(case.id, case.gold, find_records(reading).model_dump(mode="json")).rated
        for case, reading in zip(checked, readings, strict=True)
    ]


def fit(rated: Iterable[RecordScore]) -> Weights:
    """Return slope and bias for each type of record; a slope is never below 0."""
    listed = list(rated)
    return {kind: _fit([one for one in listed if one.record_type == kind]) for kind in TYPES}


def expected(weights: Weights, rated: RecordScore) -> float:
    """Return the share of right facts that the weights expect of a record."""
    slope, bias = weights[rated.record_type]
    return float(1 / (1 + np.exp(-(slope * log_odds(rated.confidence) + bias))))


def surprise(pairs: Sequence[tuple[float, RecordScore]]) -> float:
    """Return the mean log loss of facts, in nats, when each is expected with the confidence before it."""
    losses = [
        -(one.hits * np.log(share) + (one.predicted - one.hits) * np.log(1 - share))
        for share, one in ((min(max(share, 0.02), 0.98), one) for share, one in pairs)
    ]
    return float(sum(losses) / sum(one.predicted for _, one in pairs))


def _fit(rated: Sequence[RecordScore]) -> tuple[float, float]:
    signs = np.array([[log_odds(one.confidence)] for one in rated] * 2)
    labels = np.array([1] * len(rated) + [0] * len(rated))
    counts = np.array([one.hits for one in rated] + [one.predicted - one.hits for one in rated], dtype=float)
    model = LogisticRegression(C=1.0).fit(signs, labels, sample_weight=counts)
    slope, bias = float(model.coef_[0][0]), float(model.intercept_[0])
    if slope >= 0:
        return round(slope, 4), round(bias, 4)
    right = counts[: len(rated)].sum() / counts.sum()
    return 0.0, round(log_odds(float(right)), 4)


def main() -> None:
    """Write the weights, and print what they are worth on articles that were left out of the fit."""
    articles = rated_records()
    rated = [one for article in articles for one in article]
    left_out = [
        (expected(weights, one), one)
        for number, article in enumerate(articles)
        for weights in [fit(one for n, other in enumerate(articles) if n != number for one in other)]
        for one in article
    ]
    before = surprise([(one.confidence, one) for one in rated])
    stdout.print(f"log loss of a fact: {before:.3f} as the rules rate, {surprise(left_out):.3f} calibrated")
    WEIGHTS.write_text(json.dumps(fit(rated), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
