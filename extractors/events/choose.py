"""Decides which hypotheses become records, and which candidates stand in their slots.

Rule: what names nothing is no record, and one thing is told once; what the rules found goes before what the
network adds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.events.candidates import Candidate
from extractors.events.hypotheses import Hypothesis
from extractors.events.labels import FITS, NAMING, SINGLE, SLOTS, SLOTS_OF, rows_of
from extractors.events.weighing import proposed, record_clues, slot_clues, weighings

_KEPT = frozenset({"topic"})  # the network has learnt little of what the article calls a session
_SAME = 0.5  # share of what names two tellings that they have in common


class Limits(NamedTuple):
    """How likely something has to be."""

    found: float  # a record of the rules
    new: float  # a record that only the network suspects
    read: float  # a value that the rules read
    added: float  # one that they did not


LIMITS = {
    "announcements": Limits(found=0.5, new=0.3, read=0.3, added=0.4),
    "forums": Limits(found=0.06, new=0.4, read=0.1, added=0.3),
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


def choose(candidates: Sequence[Candidate], hypotheses: Iterable[Hypothesis]) -> list[Telling]:
    """Return what is likely enough, each thing once, in the order of the text."""
    fits = FITS[rows_of(candidate.sort for candidate in candidates)]
    tellings = [telling for h in hypotheses if (telling := _weigh(h, fits)) is not None]
    tellings.sort(key=lambda telling: (telling.hypothesis.record is None, -telling.chance))
    kept: list[Telling] = []
    for telling in tellings:
        if telling.hypothesis.record is not None or _is_new(telling, kept):
            kept.append(telling)
    return sorted(kept, key=lambda telling: telling.hypothesis.token)


def _weigh(hypothesis: Hypothesis, fits: NDArray[np.bool_]) -> Telling | None:
    limits = LIMITS[hypothesis.type]
    chance = float(weighings()[hypothesis.type].chances(record_clues(hypothesis)[None])[0])
    if chance < (limits.new if hypothesis.record is None else limits.found):
        return None
    chosen: Chosen = {}
    clues = slot_clues(hypothesis)
    for number, slot in enumerate(SLOTS_OF[hypothesis.type]):
        chances = weighings()[slot].chances(clues[:, number])
        column = SLOTS.index(slot)
        read = hypothesis.told[:, column] > 0
        least = np.where(read, 0.0 if slot in _KEPT else limits.read, limits.added)
        standing = fits[:, column] & proposed(hypothesis, slot) & (chances > least)
        likely = {int(n): float(chances[n]) for n in np.flatnonzero(standing)}
        if slot in SINGLE and likely:
            best = max(likely, key=likely.__getitem__)
            likely = {best: likely[best]}
        chosen[slot] = likely
    return Telling(hypothesis, chance, chosen)


def _is_new(telling: Telling, kept: Sequence[Telling]) -> bool:
    """Tell whether a suspicion says something that no record kept so far says."""
    hypothesis, names = telling.hypothesis, telling.names()
    if not names and not telling.chosen.get("amounts"):
        return False
    for other in kept:
        if other.hypothesis.type != hypothesis.type:
            continue
        common = len(names & (others := other.names()))
        if other.hypothesis.event == hypothesis.event:
            if names and common >= _SAME * min(len(names), max(len(others), 1)):
                return False
        elif other.hypothesis.token == hypothesis.token:
            return False
    return True
