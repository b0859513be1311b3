"""When two names, dates or people are the same: the pure functions that resolution stands on.

Rule: deterministic, and no database. A function here may only look at what the articles state; nothing is
merged because it looks alike.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FILLER = frozenset(
    {"the", "a", "an", "annual", "edition", "inaugural", "first", "of", "for", "and", "in", "s"}
)
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "award awards ceremony closing conference content convention conversation day digital fair"
        " festival film forum gala global industry international keynote lab market masterclass media"
        " meeting movie national opening panel pitch presentation press programme roundtable screening"
        " series session showcase summit talk television tv week workshop world"
        " box ceo chief executive head jury line lineup office officer president projects results slate"
        " titles vice winners",
    )
)


@dataclass(frozen=True, slots=True)
class Span:
    """The days a partial date may mean, both ends included."""

    first: date
    last: date

    def gap(self, other: "Span") -> int:
        """Return the days between two spans; 0 when they overlap."""
        return max((other.first - self.last).days, (self.first - other.last).days, 0)

    def distance(self, day: date) -> int:
        """Return the days from this span to a day."""
        return self.gap(Span(day, day))

    def join(self, other: "Span") -> "Span":
        """Return the shortest span that holds both."""
        return Span(min(self.first, other.first), max(self.last, other.last))


def fold(words: str | None) -> str:
    """Return lower-case letters and digits without accents, parted by single spaces."""
    plain = unicodedata.normalize("NFKD", words or "")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


@lru_cache(maxsize=100_000)
def name_key(name: str | None) -> str:
    """Return the name of an event or a thing without what changes from year to year.

    >>> name_key("The 29th Busan International Film Festival 2024")
    'busan international film festival'
    """
    words = _YEAR.sub(" ", _ORDINAL.sub(" ", fold(name)))
    kept = [word for word in words.split() if word not in _FILLER]
    return " ".join(kept) or fold(name)


def event_key(name: str, organizers: Iterable[str] = ()) -> str:
    """Return the name's key without the organizer's own name before it ("Netflix's Creative Asia Forum")."""
    key = name_key(name)
    for organizer in sorted(map(name_key, organizers), key=len, reverse=True):
        rest = key.removeprefix(f"{organizer} ")
        if organizer and rest != key and len(rest.split()) >= 2:
            return rest
    return key


def is_generic(key: str) -> bool:
    """Tell whether a key has only words that any such thing may carry."""
    return all(word in _GENERIC or word.isdigit() for word in key.split())


@lru_cache(maxsize=100_000)
def person_key(name: str) -> str:
    """Return a person's name in a fixed order: "Kim Da-mi" and "Da-mi Kim" are one."""
    return " ".join(sorted(fold(name.replace("-", "")).split()))


def stated_year(name: str) -> int | None:
    """Return the year that a name carries, if it carries one."""
    years = {int(year) for year in _YEAR.findall(name)}
    return years.pop() if len(years) == 1 else None


def days_of(text: str | None) -> Span | None:
    """Return the days that a partial date may mean; None for none, or for one that does not exist."""
    if not text:
        return None
    try:
        first = date.fromisoformat(f"{text}-01-01"[:10])
        if len(text) == 4:
            return Span(first, date(first.year, 12, 31))
        if len(text) == 7:
            after = (first + timedelta(days=32)).replace(day=1)
            return Span(first, after - timedelta(days=1))
    except (ValueError, OverflowError):
        return None
    return Span(first, first)


def choose(votes: Iterable[tuple[T, tuple[float, ...]]]) -> T | None:
    """Return the value with the most votes; of equals the one with the best single vote, then the least.

    A vote is a value and a tuple that ranks it (higher is better).
    """
    tally: dict[T, tuple[int, tuple[float, ...]]] = {}
    for value, rank in votes:
        number, best = tally.get(value, (0, rank))
        tally[value] = (number + 1, max(best, rank))
    if not tally:
        return None
    return min(tally, key=lambda v: (-tally[v][0], tuple(-n for n in tally[v][1]), repr(v)))
