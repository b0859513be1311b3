"""Keeps the editions of one gathering apart: this year's and the next have a name in common, and little else.

Rule: what tells one edition is not asked about another, and who or what belongs to one belongs to no other.
"""

from collections.abc import Callable, Sequence

import numpy as np

from extractors.events.labels import SLOTS
from extractors.events.network import NEVER, Floats
from extractors.events.relations import root
from extractors.reading import Reading
from schemas.records import Forum, Record

# A town and its halls are often there for the next edition too.
_OF_ONE = [SLOTS.index(slot) for slot in ("organizers", "partners", "opens", "closes", "attendance")]
_COMMON = frozenset({"name", "kind"})  # fields that the editions are read from together


class Editions:
    """Which records of the rules are of one gathering, and which sentences tell only one of them.

    An article reports on the earliest of them, and all that no later one is read from may tell it.
    """

    def __init__(self, reading: Reading, records: Sequence[Record], sentence: Callable[[int], int]) -> None:
        self._others = [
            [n for n, other in enumerate(records) if n != number and _is_one(record, other)]
            for number, record in enumerate(records)
        ]
        self.own: list[set[int]] = []  # sentences, by record; none of one without other editions
        self.is_later: list[bool] = []  # by record
        for record, others in zip(records, self._others, strict=True):
            rivals = [records[n] for n in others]
            said = {(e.start, e.end) for other in rivals for e in other.evidence}
            own = [e for e in record.evidence if rivals and e.field not in _COMMON]
            self.own.append(
                {sentence(root(reading, e.start, e.end)) for e in own if (e.start, e.end) not in said}
            )
            self.is_later.append(any(_is_before(other, record) for other in rivals))

    def apart(self, record: int, sentence: int) -> set[int]:
        """Return the sentences that tell a record where that of its name and kind tells another."""
        own = self.own[record]
        return own if self.is_later[record] or sentence in self.of_later(record) else set()

    def of_later(self, record: int) -> set[int]:
        """Return the sentences that tell only later editions than a record's."""
        later = (self.own[other] for other in self._others[record] if self.is_later[other])
        return set().union(*later) - self.own[record]

    def may_tell(self, record: int, sentence: int) -> bool:
        """Tell whether a sentence may say something of a record, by its edition."""
        if self.is_later[record]:
            return sentence in self.own[record]
        return sentence not in self.of_later(record)

    def part(self, log_odds: Sequence[Floats], told: Sequence[Floats]) -> list[Floats]:
        """Return the log odds anew, candidate × SLOTS by record, without what another edition has more of.

        What the rules read for one edition is more of it; where they read it for both, it stays in both.
        """
        found = []
        for number, mine in enumerate(log_odds):
            parted = mine.copy()
            for other in self._others[number]:
                is_theirs = (told[other] > 0) | (log_odds[other] > mine)
                lost = (is_theirs & (told[number] == 0))[:, _OF_ONE]
                parted[:, _OF_ONE] = np.where(lost, NEVER, parted[:, _OF_ONE])
            found.append(parted)
        return found


def _is_one(record: Record, other: Record) -> bool:
    return isinstance(record, Forum) and isinstance(other, Forum) and record.name == other.name


def _is_before(record: Record, other: Record) -> bool:
    """Tell which edition is the earlier; one without a date is what the article reports on."""
    if not (isinstance(record, Forum) and isinstance(other, Forum)):
        return False
    ours, theirs = ((forum.start_date or "", forum.edition or 0) for forum in (record, other))
    return ours < theirs
