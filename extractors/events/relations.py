"""Describes how a candidate stands to the word that tells an event: how far, how joined, how named.

Rule: everything here is an index into a table of the weights; the training and the reading share it.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.events.candidates import Candidate
from extractors.events.grammar import Grammar, grammar_of
from extractors.events.labels import ANSWERS, rows_of
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


class Pairs(NamedTuple):
    """What is asked: by the number of an anchor and of a place, anchors first."""

    anchor: Index
    place: Index


class Relations:
    """The places of an article's candidates, and how they stand to its words."""

    def __init__(self, reading: Reading, candidates: Sequence[Candidate]) -> None:
        self._sentences = [sentence.start for sentence in reading.doc.sents]
        rows = [(n, place) for n, candidate in enumerate(candidates) for place in candidate.places]
        self._grammar = grammar_of(reading)
        spans = [reading.covered(place.start, place.end) for _, place in rows]
        told = [self.sentence(span.start) for span in spans]
        first_of: dict[int, int] = {}
        for (number, _), span in zip(rows, spans, strict=True):
            first_of.setdefault(number, span.start)
        shapes = [
            place.is_name + 2 * (span.start == first_of[number]) + 4 * (sentence == 0)
            for (number, place), span, sentence in zip(rows, spans, told, strict=True)
        ]
        self.table = Table(
            candidate=np.array([number for number, _ in rows], dtype=np.int64),
            first=[place.start for _, place in rows],
            last=[place.end - 1 for _, place in rows],
            sort=rows_of(candidates[number].sort for number, _ in rows),
            shape=np.array(shapes, dtype=np.int64),
            opens=np.array([span.start for span in spans], dtype=np.int64),
            closes=np.array([span.stop - 1 for span in spans], dtype=np.int64),
            head=[self._grammar.root(span) for span in spans],
            sentence=np.array(told, dtype=np.int64),
        )

    def sentence(self, token: int) -> int:
        """Return the number of the sentence that a token is in."""
        return bisect_right(self._sentences, token) - 1

    def pairs(self, anchors: Sequence[Anchor], within: int = FAR) -> Pairs:
        """Return which anchor is asked about which place: what can stand in one of its slots at all.

        A place that is more than so many sentences `within` away is not asked about; FAR and farther are one.
        """
        here = self._here(np.array([token for token, _ in anchors], dtype=np.int64))
        events = [event for _, event in anchors]
        is_near = np.minimum(np.abs(self.table.sentence[None] - here[:, None]), FAR) <= within
        anchor, place = np.nonzero(is_near & ANSWERS[events][:, self.table.sort])
        return Pairs(anchor, place)

    def rows(self, anchors: Sequence[Anchor], pairs: Pairs, known: Mapping[str, int]) -> dict[str, Index]:
        """Return the rows of each table of the network, by its name: of anchors, of places, and of pairs."""
        tokens = np.array([token for token, _ in anchors], dtype=np.int64)
        asking = tokens[pairs.anchor]
        return {
            "event": np.array([event for _, event in anchors], dtype=np.int64),
            "sort": self.table.sort,
            "shape": self.table.shape,
            "distance": self.distances(asking, pairs.place),
            "sentence": self.sentences(asking, pairs.place),
            "path": self.paths(asking, pairs.place, known),
        }

    def distances(self, tokens: Index, places: Index) -> Index:
        """Return how many tokens lie between each word and its place, as rows of the table."""
        opens, closes = self.table.opens[places] - tokens, self.table.closes[places] - tokens
        gaps = np.where(opens > 0, opens, np.minimum(closes, 0))
        found: Index = np.searchsorted(_DISTANCES, np.abs(gaps), side="right") + (gaps < 0) * _SIDE
        return found

    def sentences(self, tokens: Index, places: Index) -> Index:
        """Return how many sentences each place lies behind its word, as rows of the table."""
        found: Index = np.clip(self.table.sentence[places] - self._here(tokens), -FAR, FAR) + FAR
        return found

    def paths(self, tokens: Index, places: Index, known: Mapping[str, int]) -> Index:
        """Return the paths from each word to its place, as rows of the table."""
        rows = np.full(len(places), ELSEWHERE, dtype=np.int64)
        climbed: dict[int, dict[int, tuple[int, str]]] = {}
        for row in np.flatnonzero(self.table.sentence[places] == self._here(tokens)).tolist():
            token = int(tokens[row])
            if token not in climbed:
                climbed[token] = _climb(self._grammar, token)
            target = self.table.head[places[row]]
            rows[row] = known.get(_path(self._grammar, climbed[token], target), UNKNOWN)
        return rows

    def _here(self, tokens: Index) -> Index:
        """Return the numbers of the sentences that words are in."""
        found: Index = np.searchsorted(self._sentences, tokens, side="right") - 1
        return found

    def path(self, anchor: int, number: int) -> str:
        """Return how the grammar leads from a word to a place of its sentence: "nsubj", "prep:with>pobj"."""
        return _path(self._grammar, _climb(self._grammar, anchor), self.table.head[number])


def root(reading: Reading, start: int, end: int) -> int:
    """Return the token of a stretch that the others of it hang on."""
    return grammar_of(reading).root(reading.covered(start, end))


def _climb(grammar: Grammar, source: int) -> dict[int, tuple[int, str]]:
    """Return how many edges up each token over a word is, and what the last of them is, by its number."""
    found = {source: (0, "")}
    token = source
    while grammar.heads[token] != token and len(found) <= LONGEST:
        edge = f"^{grammar.labels[token]}"
        token = grammar.heads[token]
        found[token] = (len(found), edge)
    return found


def _path(grammar: Grammar, climbed: Mapping[int, tuple[int, str]], target: int) -> str:
    down: list[str] = []
    while target not in climbed:
        if grammar.heads[target] == target or len(down) > LONGEST:
            return ""
        label = grammar.labels[target]
        down.append(f"{label}:{grammar.words[target]}" if label in {"prep", "agent", "prt"} else label)
        target = grammar.heads[target]
    edges = [edge for _, edge in climbed.values()]
    path = [*edges[1 : climbed[target][0] + 1], *reversed(down)]
    return ">".join(path) if len(path) <= LONGEST else ""
