"""Trains the weights by which `judge` tells the values of gatherings, on annotated texts.

Rule: the same texts give the same file. Run `python -m extractors.records.forum.train corpus` after a
feature has changed: it learns from the articles for tuning and from `corpus/training/forums.jsonl`, a short
annotated text a line.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extractors.language import read_many
from extractors.reading import DateSpan, Reading
from extractors.records.forum.find import REPORT, Finder
from extractors.records.forum.forms import fold
from extractors.records.forum.judge import NONE, WEIGHTS, Scale, restored
from extractors.records.forum.offers import DAY, PARTY, PLACE, SIZE, Offer
from schemas.records import Attendance

Record = dict[str, Any]
Example = tuple[set[str], str]
Stored = dict[str, Any]
STRENGTH = {PARTY: 0.5, PLACE: 0.5, DAY: 0.5, SIZE: 0.5, REPORT: 0.3}
_ALIKE = 0.9
_FOLDS = 5
_SEEN = 3  # a feature of fewer examples is too rare to learn from


def cases_of(corpus: Path) -> list[Record]:
    """Return the annotated texts to learn from."""
    tune = sorted(json.loads((corpus / "split.json").read_text(encoding="utf-8"))["tune"])
    articles = [(corpus / "articles" / f"{key}.json").read_text(encoding="utf-8") for key in tune]
    lines = (corpus / "training" / "forums.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(text) for text in (*articles, *lines)]


def readings_of(cases: list[Record]) -> Iterator[tuple[Record, Reading]]:
    """Read the articles."""
    texts = (
        (
            "\n".join(case["paragraphs"]),
            case.get("title"),
            date.fromisoformat(case["published"]) if case.get("published") else None,
        )
        for case in cases
    )
    return zip(cases, read_many(texts), strict=True)


def examples(case: Record, reading: Reading) -> Iterator[tuple[str, Example]]:
    """Yield (question, (features, answer)) for the offers of one article."""
    for offer in Finder(reading, {}).offers():
        record = _record_of(case["gold"]["forums"], offer)
        if record is not None:
            yield offer.question, (offer.features, _answer(offer, record))


def _record_of(forums: list[Record], offer: Offer) -> Record | None:
    """Return the gold record of an offer's gathering: of two with the same name that of its edition."""
    fits = [f for f in forums if any(_same(v, offer.gathering.name.text) for v in f["name"].split(" | "))]
    pick = max if offer.is_ahead else min
    return pick(fits, key=lambda f: str(f.get("start_date") or f.get("end_date") or ""), default=None)


def _same(one: str, other: str) -> bool:
    one, other = fold(one).removeprefix("the "), fold(other).removeprefix("the ")
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _answer(offer: Offer, record: Record) -> str:
    if offer.question == PARTY:
        return next((s for s in ("organizers", "partners") if _holds(record.get(s), offer.words.text)), NONE)
    if offer.question == PLACE:
        if _holds(record.get("venue"), offer.words.text):
            return "venue"
        towns = (record.get("city"), record.get("country"))
        return "town" if any(_holds(town, offer.words.text) for town in towns) else NONE
    if offer.question == SIZE:
        gold, found = record.get("attendance"), offer.value
        same = gold and isinstance(found, Attendance) and gold["value"] == found.value
        return "attendance" if same else NONE
    return _edge(offer.value, record) if isinstance(offer.value, DateSpan) else NONE


def _edge(span: DateSpan, record: Record) -> str:
    start, end = record.get("start_date"), record.get("end_date")
    if span.start == start and span.end == end:
        return "whole"
    if span.is_range:
        return NONE
    return "start" if span.start == start else "end" if span.end == end else NONE


def _holds(gold: object, text: str) -> bool:
    values = gold if isinstance(gold, list) else [gold] if gold else []
    return any(_same(variant, text) for value in values for variant in str(value).split(" | "))


def fit(rows: list[Example], strength: float) -> Stored:
    """Return the scale of one question as it is stored."""
    counts: dict[str, int] = {}
    for features, _ in rows:
        for feature in features:
            counts[feature] = counts.get(feature, 0) + 1
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        {f: 1.0 for f in features if counts[f] >= _SEEN} for features, _ in rows
    )
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(matrix, [answer for _, answer in rows])
    answers, columns, biases = list(model.classes_), model.coef_.T, model.intercept_
    if len(answers) == 2:
        columns, biases = np.hstack([-columns / 2, columns / 2]), np.array([-biases[0] / 2, biases[0] / 2])
    return {
        "answers": [str(answer) for answer in answers],
        "biases": [round(float(b), 4) for b in biases],
        "weights": {
            str(name): [round(float(w), 3) for w in column]
            for name, column in zip(vectorizer.get_feature_names_out(), columns, strict=True)
            if np.abs(column).max() >= 0.01
        },
    }


def train(cases: list[Record]) -> dict[str, Stored]:
    """Return the scales of all questions as they are stored.

    Whether a gathering is reported on is learned from values that were judged by scales of other articles.
    """
    read = list(readings_of(cases))
    found = [list(examples(case, reading)) for case, reading in read]
    reports: list[Example] = []
    for n in range(_FOLDS):
        others = _fit_all(e for m, rows in enumerate(found) if m % _FOLDS != n for e in rows)
        for case, reading in read[n::_FOLDS]:
            reports += _reports(case, reading, restored(others))
    return {**_fit_all(e for rows in found for e in rows), REPORT: fit(reports, STRENGTH[REPORT])}


def _fit_all(rows: Iterable[tuple[str, Example]]) -> dict[str, Stored]:
    by_question: dict[str, list[Example]] = {}
    for question, example in rows:
        by_question.setdefault(question, []).append(example)
    return {question: fit(found, STRENGTH[question]) for question, found in sorted(by_question.items())}


def _reports(case: Record, reading: Reading, scales: Mapping[str, Scale]) -> Iterator[Example]:
    """Yield the features of each gathering, and whether the gold records report on it."""
    for name, features in Finder(reading, scales).reports():
        wanted = any(_same(v, name) for f in case["gold"]["forums"] for v in f["name"].split(" | "))
        yield features, "reported" if wanted else NONE


def main() -> None:
    """Train on the corpus that the command line names and store the weights."""
    scales = train(cases_of(Path(sys.argv[1])))
    WEIGHTS.parent.mkdir(exist_ok=True)
    WEIGHTS.write_text(json.dumps(scales, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
