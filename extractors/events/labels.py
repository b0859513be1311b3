"""What the weights tell apart: sorts of events, slots of their arguments and of people, sorts of candidates.

Rule: the order of each list is the order of the weights in `models/events`; a change needs a new training.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from schemas.vocabulary import AnnouncementKind

NONE, FORUM, PANEL = "none", "forum", "panel"
EVENTS = (NONE, *(kind.value for kind in AnnouncementKind), FORUM, PANEL)
# A person is asked about as somebody of an announcement or of a session, a statement for who says it.
CREDITED, PARTICIPANT, STATEMENT = "credited", "participant", "statement"
ANCHORS = (*EVENTS, CREDITED, PARTICIPANT, STATEMENT)

DATE, MONEY, COUNT, PHRASE, ROLE = "date", "money", "count", "phrase", "role"
SORTS = (
    *("person", "body", "event", "work", "scheme", "venue", "city", "country", "region", "session"),
    *(DATE, MONEY, COUNT, PHRASE, ROLE),
)

# "on" is the day of a session, "opens" and "closes" the days of a gathering, "topic" a session's title.
SLOTS_OF = {
    "announcements": ("by", "with", "people", "titles", "places", "date", "amounts", "counts", "subject"),
    "forums": (
        *("name", "organizers", "partners", "parent_event", "venue", "city", "country"),
        *("opens", "closes", "attendance"),
    ),
    "panels": ("event", "speaker", "moderator", "on", "topic"),
}
SAID_OF = {CREDITED: ("role",), PARTICIPANT: ("role", "affiliation", "works")}
SAID_BY = {STATEMENT: ("voice",)}
_ALL = {**SLOTS_OF, **SAID_OF, **SAID_BY}
SLOTS = tuple(dict.fromkeys(slot for slots in _ALL.values() for slot in slots))
# What makes two tellings one record.
IDENTITY = {
    "announcements": ("subject", "titles", "people", "amounts"),
    "forums": ("name",),
    "panels": ("speaker", "moderator", "topic"),
}
# The same without the sums, which two tellings may have in common by chance.
NAMING = {name: tuple(slot for slot in slots if slot != "amounts") for name, slots in IDENTITY.items()}
SINGLE = frozenset(
    "date subject name parent_event venue city country opens closes attendance event on topic".split()
)

_PLACES = frozenset({"city", "country", "region"})
_ACTORS = frozenset(SORTS) - {DATE, MONEY, COUNT, PHRASE, ROLE}
_FILLED_BY = {
    "date": frozenset({DATE}),
    "opens": frozenset({DATE}),
    "closes": frozenset({DATE}),
    "on": frozenset({DATE}),
    "amounts": frozenset({MONEY}),
    "counts": frozenset({COUNT}),
    "attendance": frozenset({COUNT}),
    "subject": _ACTORS | {PHRASE},
    "topic": _ACTORS | {PHRASE},
    "by": _ACTORS | {PHRASE},  # "the port authority" has no name
    "with": _ACTORS | {PHRASE},
    "organizers": _ACTORS | {PHRASE},
    "partners": _ACTORS | {PHRASE},
    "places": _PLACES | {"venue", "body"},
    "city": _PLACES | {"venue", "body"},
    "country": _PLACES | {"venue"},
    "venue": frozenset({"venue", "body", "event", "city", "region", "person", PHRASE}),
    "people": frozenset({"person", "body"}),
    "speaker": frozenset({"person", "body"}),
    "moderator": frozenset({"person", "body"}),
    "titles": frozenset({"work", "body", "event", "session", "scheme", "person"}),
    "role": frozenset({ROLE}),
    "affiliation": frozenset({"body", "event", "venue", "scheme"}),
    "works": frozenset({"work", "body", "event", "session", "scheme"}),
    "voice": frozenset({"person", "body", "event", "scheme"}),
}


def fills(sort: str, slot: str) -> bool:
    """Tell whether a candidate of a sort can stand in a slot."""
    return sort in _FILLED_BY.get(slot, _ACTORS)


def rows_of(sorts: Iterable[str]) -> NDArray[np.int64]:
    """Return the rows of SORTS."""
    return np.array([SORTS.index(sort) for sort in sorts], dtype=np.int64)


def type_of(event: str) -> str:
    """Return the list of records that an event belongs to."""
    return {FORUM: "forums", PANEL: "panels"}.get(event, "announcements")


FITS = np.array([[fills(sort, slot) for slot in SLOTS] for sort in SORTS])  # SORTS × SLOTS
ASKED = np.array(  # ANCHORS × SLOTS
    [[slot in _ALL.get(anchor, SLOTS_OF[type_of(anchor)]) for slot in SLOTS] for anchor in ANCHORS]
)
ANSWERS = ASKED.astype(int) @ FITS.T > 0  # ANCHORS × SORTS: whether a candidate can stand in any slot
