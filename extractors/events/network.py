"""Runs the trained network: which words tell an event, and how likely a candidate stands in which slot.

Rule: the weights are made by `python -m newsreel.training` and never edited; the encoder reads each
window of an article once, and everything else is worked out from its vectors.
"""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from extractors.events.candidates import Candidate
from extractors.events.labels import ASKED, FITS, SLOTS
from extractors.events.pieces import FOLDER, START, Ids, Pieces
from extractors.events.relations import FAR, Anchor, Index, Pairs, Relations
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
        """Return pair × SLOTS: log odds."""
        (log_odds,) = self._arguments.run(None, given)
        found: Floats = log_odds
        return found


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights, loaded at the first call."""
    return Weights()


class Encoded:
    """An article as the encoder reads it: the vectors of its pieces, and which words tell an event."""

    def __init__(self, reading: Reading, start: int = START) -> None:
        self._pieces = Pieces(reading, start)
        encoded = [weights().encode(window) for window in self._pieces.windows]
        self._vectors: Floats = np.concatenate([rows for rows, _ in encoded])
        offsets = [token.idx for token in reading.doc]
        self.tokens = self.at(offsets)
        self.triggers: Floats = np.concatenate([chances for _, chances in encoded])[self._rows(offsets)]

    def at(self, offsets: Sequence[int]) -> Floats:
        """Return the vectors of the pieces that characters belong to."""
        found: Floats = self._vectors[self._rows(offsets)]
        return found

    def _rows(self, offsets: Sequence[int]) -> list[int]:
        return [self._pieces.row(offset) for offset in offsets]


class Scores:
    """What the trained network says of one article and some candidates of it."""

    def __init__(
        self, reading: Reading, candidates: Sequence[Candidate], encoded: Encoded | None = None
    ) -> None:
        self.encoded = encoded or Encoded(reading)
        self.triggers = self.encoded.triggers
        self._relations = Relations(reading, candidates)
        self._count = len(candidates)
        table = self._relations.table
        first, last = self.encoded.at(table.first), self.encoded.at(table.last)
        self._places: Floats = (first + last) * np.float32(0.5)

    def arguments(self, anchors: Sequence[Anchor], within: int = FAR) -> Floats:
        """Return anchor × candidate × SLOTS: the log odds that a candidate stands in a slot of an event.

        What all places of a candidate say together is the logarithm of the sum of their odds. Only what is
        so many sentences `within` counts; FAR and farther are one.
        """
        if not anchors or not self._count:
            return np.full((len(anchors), self._count, len(SLOTS)), NEVER, dtype=np.float32)
        most = max(1, _PAIRS // len(self._relations.table.sort))
        groups = [anchors[at : at + most] for at in range(0, len(anchors), most)]
        return np.concatenate([self._arguments(group, within) for group in groups])

    def _arguments(self, anchors: Sequence[Anchor], within: int) -> Floats:
        table = self._relations.table
        found = np.full((len(anchors) * self._count, len(SLOTS)), NEVER, dtype=np.float32)
        pairs = self._relations.pairs(anchors, within)
        if len(pairs.anchor):
            events = np.array([event for _, event in anchors], dtype=np.int64)
            allowed = FITS[table.sort[pairs.place]] & ASKED[events[pairs.anchor]]
            log_odds = np.where(allowed, weights().arguments(self._given(anchors, pairs)), np.float32(NEVER))
            cells = pairs.anchor * self._count + table.candidate[pairs.place]
            firsts = np.flatnonzero(np.diff(cells, prepend=-1))  # a candidate's places lie side by side
            slots = _asked_for(anchors)
            found[cells[firsts][:, None], slots] = np.logaddexp.reduceat(log_odds[:, slots], firsts, axis=0)
        return found.reshape(len(anchors), self._count, len(SLOTS))

    def _given(self, anchors: Sequence[Anchor], pairs: Pairs) -> dict[str, Floats | Index]:
        """Return what the network is handed: of the places only those that a pair asks about."""
        rows = self._relations.rows(anchors, pairs, weights().paths)
        asked, place = np.unique(pairs.place, return_inverse=True)
        return {
            **rows,
            "anchors": self.encoded.tokens[[token for token, _ in anchors]],
            "places": self._places[asked],
            "sort": rows["sort"][asked],
            "shape": rows["shape"][asked],
            "anchor": pairs.anchor,
            "place": place,
        }

    def sentence(self, token: int) -> int:
        """Return the number of the sentence that a token is in."""
        return self._relations.sentence(token)


def together(scores: Scores, groups: Sequence[Sequence[Anchor]], within: int = FAR) -> Iterator[Floats]:
    """Yield candidate × SLOTS for each group of anchors: what all of a group say, asked at once."""
    anchors = [anchor for group in groups for anchor in group]
    log_odds = scores.arguments(anchors, within)
    if anchors:
        firsts = list(accumulate((len(group) for group in groups), initial=0))[:-1]
        slots = _asked_for(anchors)
        found = np.full((len(groups), *log_odds.shape[1:]), NEVER, dtype=np.float32)
        found[:, :, slots] = np.logaddexp.reduceat(log_odds[:, :, slots], firsts, axis=0)
        yield from found


def _asked_for(anchors: Sequence[Anchor]) -> Index:
    """Return the slots that any of the anchors is asked about: of people few."""
    found: Index = np.flatnonzero(ASKED[[event for _, event in anchors]].any(axis=0))
    return found


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
