"""Decides which tellings become records: of those that tell one thing, one.

Rule: what names nothing is no record; what the rules found goes before what the network adds.
"""

from collections.abc import Hashable, Iterable, Sequence

from extractors.events.candidates import Candidate
from extractors.events.coreference import COMPARED, SAME, meanings, pair_clues
from extractors.events.hypotheses import Hypothesis
from extractors.events.tellings import Telling, find_tellings
from extractors.events.weighing import weighings

_SAME = 0.5  # how likely two tellings are of one event
_ALIKE = 0.5  # share of what names the one that names the other too, where nothing is learnt of that


def choose(candidates: Sequence[Candidate], hypotheses: Iterable[Hypothesis]) -> list[Telling]:
    """Return what is likely enough, each thing once, in the order of the text."""
    tellings = find_tellings(candidates, hypotheses, weighings())
    tellings.sort(key=lambda telling: (telling.hypothesis.record is None, -telling.chance))
    means = meanings(candidates)
    kept: list[Telling] = []
    for telling in tellings:
        if _says_something(telling) and not any(_are_one(telling, other, means) for other in kept):
            kept.append(telling)
    return sorted(kept, key=lambda telling: telling.hypothesis.token)


def _says_something(telling: Telling) -> bool:
    is_of_rules = telling.hypothesis.record is not None
    return is_of_rules or bool(telling.names()) or bool(telling.chosen.get("amounts"))


def _are_one(telling: Telling, other: Telling, means: Sequence[Hashable]) -> bool:
    """Tell whether two tellings are of one event."""
    record_type = telling.hypothesis.type
    if other.hypothesis.type != record_type:
        return False
    if record_type == COMPARED:
        return float(weighings()[SAME].chances(pair_clues(telling, other, means)[None])[0]) > _SAME
    names, others = (one.names() for one in (telling, other))
    common = len(names & others)
    is_named_alike = common > 0 and common >= _ALIKE * min(len(names), len(others))
    return telling.hypothesis.record is None and is_named_alike
