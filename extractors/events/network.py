"""Runs the trained network: which words tell an event, and how likely a candidate stands in which slot.

Rule: the weights are made by `python -m newsreel.training` and never edited; the encoder reads each
window of an article once, and everything else is worked out from its vectors.
"""

import json
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from extractors.events.candidates import Candidate
from extractors.events.labels import ASKED, FITS, SLOTS
from extractors.events.pieces import FOLDER, Ids, Pieces
from extractors.events.relations import Anchor, Index, Relations
from extractors.reading import Reading

Floats = NDArray[np.float32]

NEVER = -30.0
_PAIRS = 20_000  # anchors times places looked at in one go: what they take is some 100 MB
_SLOWER = ["SkipLayerNormFusion"]  # the fused step takes six times the two that it stands for


class Weights:
    """The two graphs of the network, and the row of each path of grammar."""

    def __init__(self) -> None:
        self._encoder, self._arguments = _session("encoder.onnx"), _session("arguments.onnx")
        self.paths: dict[str, int] = json.loads((FOLDER / "paths.json").read_text(encoding="utf-8"))

    def encode(self, window: Ids) -> tuple[Floats, Floats]:
        """Return a vector of each piece, and how likely it tells an event, by row of EVENTS."""
        vectors, triggers = self._encoder.run(None, {"ids": window})
        return vectors, triggers

    def arguments(self, given: dict[str, Floats | Index]) -> Floats:
        """Return anchor × place × SLOTS: log odds."""
        (log_odds,) = self._arguments.run(None, given)
        found: Floats = log_odds
        return found


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights, loaded at the first call."""
    return Weights()


class Scores:
    """What the trained network says of one article."""

    def __init__(self, reading: Reading, candidates: Sequence[Candidate]) -> None:
        self._relations = Relations(reading, candidates)
        self._count = len(candidates)
        pieces = Pieces(reading)
        encoded = [weights().encode(window) for window in pieces.windows]
        vectors = np.concatenate([rows for rows, _ in encoded])
        tokens = [pieces.row(token.idx) for token in reading.doc]
        table = self._relations.table
        first, last = ([pieces.row(n) for n in offsets] for offsets in (table.first, table.last))
        self._tokens: Floats = vectors[tokens]
        self._places: Floats = (vectors[first] + vectors[last]) * np.float32(0.5)
        self.triggers: Floats = np.concatenate([chances for _, chances in encoded])[tokens]

    def arguments(self, anchors: Sequence[Anchor]) -> Floats:
        """Return anchor × candidate × SLOTS: the log odds that a candidate stands in a slot of an event."""
        if not anchors:
            return np.zeros((0, self._count, len(SLOTS)), dtype=np.float32)
        most = max(1, _PAIRS // len(self._relations.table.sort))
        groups = [anchors[at : at + most] for at in range(0, len(anchors), most)]
        return np.concatenate([self._arguments(group) for group in groups])

    def _arguments(self, anchors: Sequence[Anchor]) -> Floats:
        relations, table = self._relations, self._relations.table
        rows = relations.rows(anchors, weights().paths)
        tokens = [token for token, _ in anchors]
        given: dict[str, Floats | Index] = {"anchors": self._tokens[tokens], "places": self._places, **rows}
        log_odds = weights().arguments(given)
        allowed = FITS[table.sort][None] & ASKED[rows["event"]][:, None]
        return _joined(np.where(allowed, log_odds, np.float32(NEVER)), table.candidate, self._count)

    def sentence(self, token: int) -> int:
        """Return the number of the sentence that a token is in."""
        return self._relations.sentence(token)


def probability(log_odds: Floats) -> Floats:
    """Return the probability that log odds mean."""
    found: Floats = np.float32(1) / (np.float32(1) + np.exp(-log_odds))
    return found


def _session(name: str) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = 1  # a task has one core; several processes read side by side
    options.inter_op_num_threads = 1
    return InferenceSession(
        str(FOLDER / name), options, ["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )


def _joined(log_odds: Floats, candidate: NDArray[np.int64], count: int) -> Floats:
    """Return what all places of each candidate say together: the logarithm of the sum of their odds."""
    firsts = np.searchsorted(candidate, np.arange(count))  # the places of a candidate lie side by side
    found: Floats = np.logaddexp.reduceat(log_odds, firsts, axis=1)
    return found
