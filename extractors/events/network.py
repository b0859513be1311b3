"""Runs the trained network: which words tell an event, and how likely a candidate stands in which slot.

Rule: the weights are made by `python -m extractors.events.train` and never edited; the encoder reads each
window of an article once, and everything else is worked out from its vectors.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from extractors.events.candidates import Candidate
from extractors.events.labels import EVENTS, SLOTS, SLOTS_OF, SORTS, fills, type_of
from extractors.events.pieces import FOLDER, Pieces
from extractors.events.relations import Relations
from extractors.reading import Reading

Floats = NDArray[np.float32]
Anchor = tuple[int, int]  # token, row of EVENTS

NEVER = -30.0
_FITS = np.array([[fills(sort, slot) for slot in SLOTS] for sort in SORTS])
_ASKED = np.array([[slot in SLOTS_OF[type_of(event)] for slot in SLOTS] for event in EVENTS])


class Weights:
    """The trained tables, and the encoder's session."""

    def __init__(self) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = 1  # a task has one core; several processes read side by side
        options.inter_op_num_threads = 1
        self.session = InferenceSession(str(FOLDER / "encoder.onnx"), options, ["CPUExecutionProvider"])
        with np.load(FOLDER / "heads.npz") as stored:
            self.tables: dict[str, Floats] = {name: stored[name].astype(np.float32) for name in stored.files}
        self.paths: dict[str, int] = json.loads((FOLDER / "paths.json").read_text(encoding="utf-8"))

    def linear(self, name: str, x: Floats) -> Floats:
        """Return x W' + b of a layer."""
        product: Floats = x @ self.tables[f"{name}.weight"].T + self.tables[f"{name}.bias"]
        return product

    def rows(self, name: str, index: NDArray[np.int64]) -> Floats:
        """Return rows of an embedding."""
        found: Floats = self.tables[f"{name}.weight"][index]
        return found


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights, loaded at the first call."""
    return Weights()


class Judgement(Protocol):
    """What a network says of one article."""

    triggers: Floats  # token × EVENTS: how likely a word is the one that tells an event of a sort

    def arguments(self, anchors: Sequence[Anchor]) -> Floats:
        """Return anchor × candidate × SLOTS: the log odds that a candidate stands in a slot of an event."""

    def sentence(self, token: int) -> int:
        """Return the number of the sentence that a token is in."""


class Scores:
    """What the trained network says of one article."""

    def __init__(self, reading: Reading, candidates: Sequence[Candidate]) -> None:
        self._weights = weights()
        self._relations = Relations(reading, candidates)
        self._count = len(candidates)
        pieces = Pieces(reading)
        vectors = [self._encode(window) for window in pieces.windows]
        rows = np.concatenate(vectors) if vectors else np.zeros((1, 1), np.float32)
        self._tokens = rows[[pieces.row(token.idx) for token in reading.doc]] if vectors else rows[:0]
        table = self._relations.table
        first, last = ([pieces.row(n) for n in offsets] for offsets in (table.first, table.last))
        self._places: Floats = (rows[first] + rows[last]) * np.float32(0.5)
        self.triggers: Floats = _softmax(self._two_layers("trigger", self._tokens))

    def arguments(self, anchors: Sequence[Anchor]) -> Floats:
        """Return anchor × candidate × SLOTS: the log odds that a candidate stands in a slot of an event."""
        found = np.full((len(anchors), self._count, len(SLOTS)), NEVER, dtype=np.float32)
        table = self._relations.table
        if not anchors or not len(table.sort):
            return found
        w = self._weights
        shared = w.linear("place", self._places) + w.rows("sort", table.sort) + w.rows("shape", table.shape)
        product = w.linear("place_product", self._places)
        for number, (token, event) in enumerate(anchors):
            vector = self._tokens[token]
            hidden = (
                shared
                + w.linear("anchor", vector)
                + w.linear("anchor_product", vector) * product
                + w.rows("event", np.array(event))
                + w.rows("distance", self._relations.distances(token))
                + w.rows("sentence", self._relations.sentences(token))
                + w.rows("path", self._relations.paths(token, w.paths))
            )
            log_odds = w.linear("slot", _relu(w.linear("hidden", _relu(hidden))))
            allowed = _FITS[table.sort] & _ASKED[event]
            found[number] = _joined(np.where(allowed, log_odds, NEVER), table.candidate, self._count)
        return found

    def sentence(self, token: int) -> int:
        """Return the number of the sentence that a token is in."""
        return self._relations.sentence(token)

    def _encode(self, window: NDArray[np.int64]) -> Floats:
        (vectors,) = self._weights.session.run(None, {"ids": window[None]})
        rows: Floats = np.asarray(vectors, dtype=np.float32)[0]
        return rows

    def _two_layers(self, name: str, x: Floats) -> Floats:
        return self._weights.linear(f"{name}.out", _relu(self._weights.linear(f"{name}.hidden", x)))


def _relu(x: Floats) -> Floats:
    rectified: Floats = np.maximum(x, 0)
    return rectified


def _softmax(x: Floats) -> Floats:
    powers = np.exp(x - x.max(axis=-1, keepdims=True, initial=NEVER))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _joined(log_odds: Floats, candidate: NDArray[np.int64], count: int) -> Floats:
    """Return what all places of each candidate say together: the logarithm of the sum of their odds."""
    firsts = np.searchsorted(candidate, np.arange(count))  # the places of a candidate lie side by side
    found: Floats = np.logaddexp.reduceat(log_odds, firsts, axis=0)
    return found
