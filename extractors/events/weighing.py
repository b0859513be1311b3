"""Weighs what the rules read against what the network makes of it: is it a record, does a value belong to it.

Rule: the weights are made by `python -m newsreel.training` and never edited by hand; the clues here are what
they were learnt from, in this order.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.events.hypotheses import Hypothesis
from extractors.events.labels import EVENTS, IDENTITY, NONE, SLOTS, SLOTS_OF
from extractors.events.network import Floats, probability
from extractors.events.pieces import FOLDER

WEIGHTS = FOLDER / "weights.json"
_LEAST = 1e-3
_HOPELESS = -6.0  # log odds of a candidate that nobody proposes
_MANY = 8.0
_SURELY_NONE = 0.999


class Weighing(NamedTuple):
    """Weights of a logistic regression."""

    weights: Floats
    bias: float

    def chances(self, clues: Floats) -> Floats:
        """Return the probability of each row of clues."""
        return probability(clues @ self.weights + self.bias)


@lru_cache(maxsize=1)
def weighings() -> dict[str, Weighing]:
    """Return the weights by the name of a slot, by that of a type for its records, and for pairs of these."""
    return weighings_of(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def weighings_of(stored: Mapping[str, Sequence[float]]) -> dict[str, Weighing]:
    """Return weights as they are used; stored, the bias is the last."""
    return {name: Weighing(np.array(w[:-1], np.float32), float(w[-1])) for name, w in stored.items()}


def slot_clues(hypothesis: Hypothesis) -> Floats:
    """Return candidate × slots of its type × clues: what speaks for each candidate in each slot."""
    columns = [SLOTS.index(slot) for slot in SLOTS_OF[hypothesis.type]]
    log_odds, told = hypothesis.log_odds[:, columns], hypothesis.told[:, columns]
    is_of_rules = float(hypothesis.record is not None)
    chance = np.full_like(log_odds, np.log(max(hypothesis.chance, _LEAST)))
    rules = np.full_like(log_odds, is_of_rules)
    clues = (log_odds, told, told * log_odds, rules, log_odds * is_of_rules, chance, told * chance)
    return np.stack(clues, axis=2).astype(np.float32)


def proposed(hypothesis: Hypothesis, slot: str) -> NDArray[np.bool_]:
    """Tell of each candidate whether the rules or the network propose it for a slot at all."""
    column = SLOTS.index(slot)
    found: NDArray[np.bool_] = (hypothesis.log_odds[:, column] > _HOPELESS) | (hypothesis.told[:, column] > 0)
    return found


def record_clues(hypothesis: Hypothesis) -> Floats:
    """Return what speaks for a hypothesis as a record."""
    slots = [SLOTS.index(slot) for slot in SLOTS_OF[hypothesis.type]]
    named = [SLOTS.index(slot) for slot in IDENTITY[hypothesis.type]]
    likely = probability(hypothesis.log_odds)
    chance = np.log(hypothesis.chance + _LEAST)
    something = np.log(1 - min(float(hypothesis.chances[EVENTS.index(NONE)]), _SURELY_NONE))
    agreed = float((likely * hypothesis.told).sum()) / max(1.0, float(hypothesis.told.sum()))
    record = hypothesis.record
    by_rules = (
        [1.0, chance, min(float(len(hypothesis.read)), _MANY), agreed, record.confidence]
        if record is not None
        else [0.0] * 5
    )
    clues = [
        *by_rules,
        chance,
        something,
        float(likely[:, named].max(initial=0.0)),
        min(float(likely[:, slots].sum()), _MANY),
    ]
    return np.array(clues, dtype=np.float32)
