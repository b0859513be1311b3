"""Learns how far to trust the rules and the network: is it a record, was it told, what belongs to it.

Rule: only articles that the network has not been trained on may teach how far to trust it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractors.events.amend import is_read_again
from extractors.events.candidates import Candidate
from extractors.events.coreference import COMPARED, SAME, meanings, pair_clues
from extractors.events.hypotheses import Hypothesis, find_hypotheses
from extractors.events.labels import FITS, IDENTITY, SAID_OF, SLOTS, SLOTS_OF, STATEMENT, rows_of
from extractors.events.network import Encoded, Scores, probability
from extractors.events.pieces import OF_OTHERS
from extractors.events.portraits import Portraits, read_anywhere
from extractors.events.tellings import Telling, find_tellings
from extractors.events.voices import Voices
from extractors.events.weighing import proposed, record_clues, slot_clues, weighings_of
from newsreel.training.gold import Example, Told
from newsreel.training.said import Floats

Weights = dict[str, list[float]]
_BY_RULES = 0.6  # how sure a value of the rules is, where tellings and annotation are paired
_NAMED = 0.4
_MEANT = 0.35  # share of what a telling says


class Laid(NamedTuple):
    """An article's hypotheses and, as labels, the records that were annotated in it."""

    candidates: Sequence[Candidate]
    hypotheses: Sequence[Hypothesis]
    told: Sequence[tuple[str, Floats]]  # type and labels of each annotated record


def learn(examples: Iterable[Example]) -> Weights:
    """Return the weights by slot and by type, the bias last."""
    rows: dict[str, tuple[list[Floats], list[Floats]]] = {}
    read: list[Laid] = []
    for example in examples:
        if not example.candidates or not is_read_again(example.reading):
            continue
        encoded = Encoded(example.reading, OF_OTHERS)
        scores = Scores(example.reading, example.candidates, encoded)
        hypotheses = find_hypotheses(example.reading, example.candidates, scores, example.rules)
        told = [(record, example.labels(record)) for record in example.told]
        for name, clues, answers in (
            *_examples(example, hypotheses, told),
            *_said(example, encoded),
            *_voiced(example, scores),
        ):
            known = rows.setdefault(name, ([], []))
            known[0].append(clues)
            known[1].append(answers)
        types = [(record.type, labels) for record, labels in told]
        read.append(Laid(example.candidates, hypotheses, types))
    weights = {
        name: _fit(np.concatenate(clues), np.concatenate(answers)) for name, (clues, answers) in rows.items()
    }
    return weights | {SAME: fit_pairs(read, weights)}


def write(weights: Weights, path: Path) -> None:
    """Store the weights."""
    rounded = {name: [round(weight, 4) for weight in row] for name, row in sorted(weights.items())}
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def _examples(
    example: Example, hypotheses: list[Hypothesis], told: list[tuple[Told, Floats]]
) -> Iterator[tuple[str, Floats, Floats]]:
    """Yield (name of the weights, clues, answers)."""
    meant = _paired(hypotheses, told)
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


def fit_pairs(read: Iterable[Laid], weights: Weights) -> list[float]:
    """Return the weights for two tellings' being of one event, among those that are likely enough."""
    rows = []
    trusted = weighings_of(weights)
    for article in read:
        hypotheses = (h for h in article.hypotheses if h.type == COMPARED)
        tellings = find_tellings(article.candidates, hypotheses, trusted)
        means = meanings(article.candidates)
        meant = [_meant(telling, article.told) for telling in tellings]
        for one, other in combinations(range(len(tellings)), 2):
            is_same = meant[one] is not None and meant[one] == meant[other]
            rows.append((pair_clues(tellings[one], tellings[other], means), is_same))
    return _fit(np.stack([clues for clues, _ in rows]), np.array([is_same for _, is_same in rows]))


def _meant(telling: Telling, told: Iterable[tuple[str, Floats]]) -> int | None:
    """Return the number of the annotated record that most of what a telling says stands in."""
    said = [(n, SLOTS.index(slot)) for slot, chosen in telling.chosen.items() for n in chosen]
    shares = [
        (float(np.mean([labels[cell] > 0 for cell in said])) if said else 0.0, number)
        for number, (record_type, labels) in enumerate(told)
        if record_type == telling.hypothesis.type
    ]
    share, number = max(shares, default=(0.0, -1))
    return number if share >= _MEANT else None


def _paired(hypotheses: list[Hypothesis], told: list[tuple[Told, Floats]]) -> list[Floats | None]:
    """Return the labels of the annotated record that each hypothesis means, None where it means none.

    Pairs are made best first: by how much of the record a hypothesis says, where both name the same thing.
    """
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
