"""Gathers what speaks for two tellings' being of one event: an article says the same thing more than once.

Rule: the clues are those that the weights were learnt from, in this order, and the same for both orders of a
pair.
"""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from extractors.events.candidates import Candidate
from extractors.events.hypotheses import named
from extractors.events.labels import SLOTS_OF
from extractors.events.network import Floats
from extractors.events.tellings import Telling

COMPARED = "announcements"  # gatherings and sessions are as well told apart by their names alone
SAME = "same announcements"  # the name of the weights
_FAR = 10  # sentences


def meanings(candidates: Iterable[Candidate]) -> list[Hashable]:
    """Return what each candidate means: the same for two that say the same day, sum or phrase."""
    return [_meaning(candidate) for candidate in candidates]


def _meaning(candidate: Candidate) -> Hashable:
    if candidate.entity is not None:
        return id(candidate.entity)
    if (date := candidate.date) is not None:
        return date.start, date.end
    if (money := candidate.money) is not None:
        return money.value, money.currency
    if (count := candidate.count) is not None:
        return count.value
    return candidate.words.text.casefold()


def pair_clues(one: Telling, other: Telling, means: Sequence[Hashable]) -> Floats:
    """Return what speaks for two tellings' being of one event; both are of the type COMPARED."""
    mine, yours = one.hypothesis, other.hypothesis
    names, others = ({(slot, means[n]) for slot, n in telling.names()} for telling in (one, other))
    clues = [
        float(mine.event == yours.event),
        float(np.minimum(named(mine), named(yours)).max(initial=0.0)),
        float(not names or not others),
        len(names & others) / max(1, len(names | others)),
        min(abs(mine.sentence - yours.sentence), _FAR) / _FAR,
        min(one.chance, other.chance),
        float(min(mine.chances[yours.event], yours.chances[mine.event])),
    ]
    for slot in SLOTS_OF[mine.type]:
        here, there = ({means[n] for n in telling.chosen[slot]} for telling in (one, other))
        common = len(here & there)
        clues += [
            common / max(1, min(len(here), len(there))),
            float(bool(here and there) and not common),
        ]
    return np.array(clues, dtype=np.float32)
