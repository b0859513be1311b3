"""Describes how a candidate stands to the word that tells an event: how far, how joined, how named.

Rule: everything here is an index into a table of the weights; the training and the reading share it.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from extractors.events.candidates import Candidate, Place
from extractors.events.labels import rows_of
from extractors.reading import Reading

Index = NDArray[np.int64]
Anchor = tuple[int, int]  # token, row of EVENTS

_DISTANCES = (1, 2, 3, 4, 5, 8, 12, 20, 40, 80, 160)
_SIDE = len(_DISTANCES) + 1  # rows of what stands behind the word; as many for what stands before it
DISTANCES = 2 * _SIDE
FAR = 5  # sentences: what is farther is as far
SENTENCES = 2 * FAR + 1
SHAPES = 8
LONGEST = 5  # edges of a path
ELSEWHERE, UNKNOWN, FIRST_PATH = 0, 1, 2  # rows of the table of paths
_NO_HEADS = frozenset({"PUNCT", "DET", "SPACE", "ADP"})


@dataclass(frozen=True, slots=True)
class Table:
    """All places of all candidates, one row each."""

    candidate: Index  # which candidate
    first: list[int]  # offsets of the first and the last character
    last: list[int]
    sort: Index
    shape: Index  # bits: a name, the first place of its candidate, in the first sentence
    opens: Index  # first and last token
    closes: Index
    head: list[int]  # the token that the place hangs by
    sentence: Index


class Relations:
    """The places of an article's candidates, and how they stand to its words."""

    def __init__(self, reading: Reading, candidates: Sequence[Candidate]) -> None:
        self.reading = reading
        self._sentences = [sentence.start for sentence in reading.doc.sents]
        rows = [(n, place) for n, candidate in enumerate(candidates) for place in candidate.places]
        spans = [_span(reading, place) for _, place in rows]
        told = [self.sentence(first) for first, _ in spans]
        first_of: dict[int, int] = {}
        for (number, _), (first, _) in zip(rows, spans, strict=True):
            first_of.setdefault(number, first)
        shapes = [
            place.is_name + 2 * (first == first_of[number]) + 4 * (sentence == 0)
            for (number, place), (first, _), sentence in zip(rows, spans, told, strict=True)
        ]
        self.table = Table(
            candidate=np.array([number for number, _ in rows], dtype=np.int64),
            first=[place.start for _, place in rows],
            last=[place.end - 1 for _, place in rows],
            sort=rows_of(candidates[number].sort for number, _ in rows),
            shape=np.array(shapes, dtype=np.int64),
            opens=np.array([first for first, _ in spans], dtype=np.int64),
            closes=np.array([last for _, last in spans], dtype=np.int64),
            head=[root(reading, place.start, place.end) for _, place in rows],
            sentence=np.array(told, dtype=np.int64),
        )

    def sentence(self, token: int) -> int:
        """Return the number of the sentence that a token is in."""
        return bisect_right(self._sentences, token) - 1

    def rows(self, anchors: Sequence[Anchor], known: Mapping[str, int]) -> dict[str, Index]:
        """Return, by the name of each table of the network, the rows for anchors, places, or both."""
        tokens = [token for token, _ in anchors]
        return {
            "event": np.array([event for _, event in anchors], dtype=np.int64),
            "sort": self.table.sort,
            "shape": self.table.shape,
            "distance": np.stack([self.distances(token) for token in tokens]),
            "sentence": np.stack([self.sentences(token) for token in tokens]),
            "path": np.stack([self.paths(token, known) for token in tokens]),
        }

    def distances(self, anchor: int) -> Index:
        """Return for each place how many tokens lie between it and a word, as a row of the table."""
        opens, closes = self.table.opens - anchor, self.table.closes - anchor
        gaps = np.where(opens > 0, opens, np.minimum(closes, 0))
        found: Index = np.searchsorted(_DISTANCES, np.abs(gaps), side="right") + (gaps < 0) * _SIDE
        return found

    def sentences(self, anchor: int) -> Index:
        """Return for each place how many sentences it lies behind a word, as a row of the table."""
        here = self.sentence(anchor)
        behind = self.table.sentence - here
        return np.clip(behind, -FAR, FAR) + FAR

    def paths(self, anchor: int, known: Mapping[str, int]) -> Index:
        """Return for each place the path from a word to it as a row of the table."""
        here = self.sentence(anchor)
        rows = np.full(len(self.table.sentence), ELSEWHERE, dtype=np.int64)
        climbed = _climb(self.reading.doc[anchor])
        for number in np.flatnonzero(self.table.sentence == here).tolist():
            target = self.reading.doc[self.table.head[number]]
            rows[number] = known.get(_path(climbed, target), UNKNOWN)
        return rows

    def path(self, anchor: int, number: int) -> str:
        """Return how the grammar leads from a word to a place of its sentence: "nsubj", "prep:with>pobj"."""
        return _path(_climb(self.reading.doc[anchor]), self.reading.doc[self.table.head[number]])


def root(reading: Reading, start: int, end: int) -> int:
    """Return the token of a stretch that the others of it hang on."""
    tokens = reading.tokens(start, end)
    for token in tokens:
        outside = token.head.i < tokens.start or token.head.i >= tokens.end
        if (outside or token.head.i == token.i) and token.pos_ not in _NO_HEADS:
            return int(token.i)
    return int(tokens.start)


def _span(reading: Reading, place: Place) -> tuple[int, int]:
    tokens = reading.tokens(place.start, place.end)
    return tokens.start, tokens.end - 1


def _climb(source: Token) -> dict[int, tuple[int, str]]:
    """Return how many edges up each token over a word is, and what the last of them is, by its number."""
    found = {source.i: (0, "")}
    token = source
    while token.head.i != token.i and len(found) <= LONGEST:
        edge = f"^{token.dep_}"
        token = token.head
        found[token.i] = (len(found), edge)
    return found


def _path(climbed: Mapping[int, tuple[int, str]], target: Token) -> str:
    down: list[str] = []
    while target.i not in climbed:
        if target.head.i == target.i or len(down) > LONGEST:
            return ""
        label = target.dep_
        down.append(f"{label}:{target.lower_}" if label in {"prep", "agent", "prt"} else label)
        target = target.head
    edges = [edge for _, edge in climbed.values()]
    path = [*edges[1 : climbed[target.i][0] + 1], *reversed(down)]
    return ">".join(path) if len(path) <= LONGEST else ""
