"""What an article says of one edition of a gathering, value by value.

Rule: a value is kept with the words it was read from; the best rank wins, then what was told first.
"""

from dataclasses import dataclass, field

from extractors.reading import Words
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.when import Days


@dataclass(slots=True)
class Edition:
    """What the article says of one edition of a gathering."""

    gathering: Gathering
    found: dict[str, list[tuple[float, Words, object]]] = field(default_factory=dict)
    days: list[Days] = field(default_factory=list)
    length: int | None = None
    one_day: bool = False
    parent: Gathering | None = None
    parent_words: Words | None = None

    def add(self, slot: str, words: Words, value: object = None, rank: float = 1) -> None:
        """Keep a value with its rank; the best rank wins, then the first told."""
        self.found.setdefault(slot, []).append((rank, words, value))

    def best(self, slot: str) -> tuple[float, Words, object] | None:
        """Return the best value of a slot."""
        return max(self.found.get(slot, ()), key=lambda v: v[0], default=None)


def later_start(edition: Edition) -> int:
    """Return where the article first tells of an edition."""
    starts = [w.start for found in edition.found.values() for _, w, _ in found]
    return min([*starts, *(d.span.start_offset for d in edition.days)], default=0)
