"""A gathering as the readers of sessions know it.

Rule: plain data; `forum` is the gathering's record, if it has one.
"""

from dataclasses import dataclass, field

from extractors.reading import Words
from schemas.records import Forum


@dataclass(slots=True)
class Known:
    """A gathering that the article names, with all its places; the higher its weight, the surer."""

    name: Words
    weight: int
    spots: list[tuple[int, int]] = field(default_factory=list)
    names: list[tuple[int, int]] = field(default_factory=list)
    forum: Forum | None = None
