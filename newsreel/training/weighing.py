"""Learns how far to trust the rules and the network: is a hypothesis a record, does a candidate belong to it.

Rule: only articles that the network has not been trained on may teach how far to trust it.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractors.events.amend import is_read_again
from extractors.events.hypotheses import Hypothesis, find_hypotheses
from extractors.events.labels import FITS, IDENTITY, SAID_OF, SLOTS, SLOTS_OF, STATEMENT, rows_of
from extractors.events.network import Encoded, Scores, probability
from extractors.events.portraits import Portraits, read_anywhere
from extractors.events.voices import Voices
from extractors.events.weighing import proposed, record_clues, slot_clues
from newsreel.training.gold import Example
from newsreel.training.said import Floats

Weights = dict[str, list[float]]
_BY_RULES = 0.6  # how sure a value of the rules is, where tellings and annotation are paired
_NAMED = 0.4


def learn(examples: Iterable[Example]) -> Weights:
    """Return the weights by slot and by type, the bias last."""
    rows: dict[str, tuple[list[Floats], list[Floats]]] = {}
    for example in examples:
        if not example.candidates or not is_read_again(example.reading):
            continue
        scores = Scores(example.reading, example.candidates)
        hypotheses = find_hypotheses(example.reading, example.candidates, scores, example.rules)
        for name, clues, answers in (
            *_examples(example, hypotheses),
            *_said(example, scores.encoded),
            *_voiced(example, scores),
        ):
            known = rows.setdefault(name, ([], []))
            known[0].append(clues)
            known[1].append(answers)
    return {
        name: _fit(np.concatenate(clues), np.concatenate(answers)) for name, (clues, answers) in rows.items()
    }


def write(weights: Weights, path: Path) -> None:
    """Store the weights."""
    rounded = {name: [round(weight, 4) for weight in row] for name, row in sorted(weights.items())}
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def _examples(example: Example, hypotheses: list[Hypothesis]) -> Iterator[tuple[str, Floats, Floats]]:
    """Yield (name of the weights, clues, answers)."""
    meant = _paired(example, hypotheses)
    fits = FITS[rows_of(candidate.sort for candidate in example.candidates)]
    for hypothesis, labels in zip(hypotheses, meant, strict=True):
        yield hypothesis.type, record_clues(hypothesis)[None], np.array([labels is not None], np.float32)
        if labels is None:
            continue
        clues = slot_clues(hypothesis)
        for number, slot in enumerate(SLOTS_OF[hypothesis.type]):
            column = SLOTS.index(slot)
            answers = labels[:, column]
            asked = fits[:, column] & (answers >= 0) & (proposed(hypothesis, slot) | (answers > 0))
            yield slot, clues[asked, number], answers[asked]


def _said(example: Example, encoded: Encoded) -> Iterator[tuple[str, Floats, Floats]]:
    """Yield (name of the weights, clues, answers) of what is said of people."""
    scores = Scores(example.reading, example.describing, encoded)
    portraits = Portraits(example.reading, example.candidates, example.describing, scores)
    portraits.ask((told.person, told.portrait) for told in example.portraits)
    for told in example.portraits:
        read = read_anywhere(example.rules, example.candidates[told.person], told.portrait)
        clues = portraits.clues((told.person, told.portrait), read)
        asked = portraits.asked(clues)
        for slot in SAID_OF[told.portrait]:
            column = SLOTS.index(slot)
            answers = told.labels[:, column]
            counted = (answers >= 0) & asked[:, column]
            yield f"{told.portrait} {slot}", clues[counted, column], answers[counted]


def _voiced(example: Example, scores: Scores) -> Iterator[tuple[str, Floats, Floats]]:
    voices = Voices(example.reading, example.candidates, scores)
    labels = {id(statement.span): statement.labels for statement in example.statements}
    for span, clues in voices.clues():
        if id(span) in labels:
            asked = voices.asked(clues)
            yield STATEMENT, clues[asked], labels[id(span)][asked, SLOTS.index("voice")]


def _paired(example: Example, hypotheses: list[Hypothesis]) -> list[Floats | None]:
    """Return the labels of the annotated record that each hypothesis means, None where it means none.

    Pairs are made best first: by how much of the record a hypothesis says, where both name the same thing.
    """
    told = [(record, example.labels(record)) for record in example.told]
    pairs = []
    for number, hypothesis in enumerate(hypotheses):
        likely = np.maximum(probability(hypothesis.log_odds), hypothesis.told * _BY_RULES)
        named = [SLOTS.index(slot) for slot in IDENTITY[hypothesis.type]]
        for which, (record, labels) in enumerate(told):
            stands = np.maximum(labels, 0)
            if record.type != hypothesis.type or (likely * stands)[:, named].max(initial=0) <= _NAMED:
                continue
            same = 0.5 * (record.event == hypothesis.event) + 0.3 * (hypothesis.record is not None)
            pairs.append((float((likely * stands).sum()) + same + hypothesis.chance, number, which))
    found: list[Floats | None] = [None] * len(hypotheses)
    taken: set[int] = set()
    for _, number, which in sorted(pairs, reverse=True):
        if found[number] is None and which not in taken:
            taken.add(which)
            found[number] = told[which][1]
    return found


def _fit(clues: Floats, answers: Floats) -> list[float]:
    fitted = LogisticRegression(max_iter=1000).fit(clues, answers > 0)
    return [*map(float, fitted.coef_[0]), float(fitted.intercept_[0])]
