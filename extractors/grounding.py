"""Keeps out of the results whatever cannot be shown in the text.

Rule: exact or nothing. A record whose evidence does not hold its words is dropped as a whole, never mended.
"""

from collections.abc import Iterable
from typing import TypeVar

from schemas.records import Record, ungrounded

R = TypeVar("R", bound=Record)


def grounded(records: Iterable[R], text: str) -> tuple[R, ...]:
    """Return the records all of whose values stand in the text where their evidence says."""
    return tuple(record for record in records if not ungrounded(record, text))
