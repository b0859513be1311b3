"""Weighs hypotheses: which are likely enough to be told, and which candidates then stand in their slots.

Rule: each is weighed by itself; that several may tell one thing is `choose`'s to see.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from extractors.events.candidates import Candidate
from extractors.events.hypotheses import Hypothesis
from extractors.events.labels import FITS, NAMING, SINGLE, SLOTS, SLOTS_OF, rows_of
from extractors.events.weighing import Weighing, proposed, record_clues, slot_clues

_OFTEN_BESIDE = frozenset({"organizers", "partners", "attendance"})  # whoever stands near a gathering
_EVEN = 0.5
_KEPT = frozenset({"topic"})  # the network has learnt little of what the article calls a session


class Limits(NamedTuple):
    """How likely something has to be."""

    found: float  # a record of the rules
    new: float  # a record that only the network suspects
    read: float  # a value that the rules read
    added: float  # one that they did not


LIMITS = {
    "announcements": Limits(found=0.5, new=0.12, read=0.5, added=0.5),
    "forums": Limits(found=0.04, new=0.3, read=0.1, added=0.3),
    "panels": Limits(found=0.5, new=0.2, read=0.3, added=0.5),
}
Chosen = dict[str, dict[int, float]]  # by slot: candidate and its chance


@dataclass(slots=True, eq=False)
class Telling:
    """A hypothesis that is likely enough, with the candidates chosen for its slots."""

    hypothesis: Hypothesis
    chance: float
    chosen: Chosen

    def names(self) -> set[tuple[str, int]]:
        """Return what makes it this record and no other: (slot, candidate)."""
        hypothesis = self.hypothesis
        as_one = hypothesis.type == "panels"  # whether somebody speaks or moderates makes no other session
        return {
            ("" if as_one else slot, number)
            for slot in NAMING[hypothesis.type]
            for number in self.chosen[slot]
        }


def find_tellings(
    candidates: Sequence[Candidate], hypotheses: Iterable[Hypothesis], weights: Mapping[str, Weighing]
) -> list[Telling]:
    """Return what is likely enough, in the order of the hypotheses."""
    fits = FITS[rows_of(candidate.sort for candidate in candidates)]
    found = []
    for hypothesis in hypotheses:
        limits = LIMITS[hypothesis.type]
        chance = float(weights[hypothesis.type].chances(record_clues(hypothesis)[None])[0])
        if chance < (limits.new if hypothesis.record is None else limits.found):
            continue
        chosen: Chosen = {}
        clues = slot_clues(hypothesis)
        for number, slot in enumerate(SLOTS_OF[hypothesis.type]):
            chances = weights[slot].chances(clues[:, number])
            column = SLOTS.index(slot)
            read = hypothesis.told[:, column] > 0
            least = np.where(read, 0.0 if slot in _KEPT else limits.read, limits.added)
            if slot in _OFTEN_BESIDE:
                least = np.maximum(least, _EVEN)
            standing = fits[:, column] & proposed(hypothesis, slot) & (chances > least)
            likely = {int(n): float(chances[n]) for n in np.flatnonzero(standing)}
            if slot in SINGLE and likely:
                best = max(likely, key=likely.__getitem__)
                likely = {best: likely[best]}
            chosen[slot] = likely
        found.append(Telling(hypothesis, chance, chosen))
    return found
