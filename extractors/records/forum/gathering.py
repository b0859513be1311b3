"""What stands for a gathering while an article is read: its name, its kind, and every place that means it.

Rule: only `candidates` makes gatherings; the readers add what they find to editions, never here.
"""

from dataclasses import dataclass, field

from extractors.reading import Words
from schemas.vocabulary import ForumKind


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a gathering is named or referred to."""

    start: int
    end: int
    is_name: bool


@dataclass(slots=True)
class Gathering:
    """A name that may stand for a gathering."""

    name: Words
    kind: ForumKind | None
    kind_words: Words
    nouns: set[str] = field(default_factory=set)
    spots: list[Spot] = field(default_factory=list)
    describes: list[Words] = field(default_factory=list)
    clues: int = 0
    sessions: int = 0
