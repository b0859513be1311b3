"""Days, months and years as the text gives them, and which year suits one whose year the text leaves out.

Rule: the tense rules a direction out; among what is left the nearest day is the one that is meant.
"""

import re
from dataclasses import dataclass
from datetime import date

from extractors.reading import DateSpan
from extractors.values.lexicon import row
from extractors.values.tense import Direction, Tense

MONTHS = row("january february march april may june july august september october november december")
_SHORT = row("jan feb mar apr may jun jul aug sep sept oct nov dec")
MONTH = rf"(?:{'|'.join(m.title() for m in MONTHS)}|(?:{'|'.join(m.title() for m in _SHORT)})\.?)(?![a-z])"
YEAR = r"(?:19|20)\d\d(?!\d)"
NUMBER = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

# A plan in the present tense whose day is not longer gone than this is one of this year.
_STILL_NOW = 45
# What a tense rules out, in days: more than a year, or enough to make the day of last year the likelier one.
_NEVER = 800
_SELDOM = 150
# A day that is longer gone than so many is told with its year, whatever the tense; a month may not be.
_LONG_GONE = 200


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year; `day` and `month` may be missing."""

    year: int
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """Write the day as exactly as it is known."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


def on(year: int, day: Day) -> date:
    """Return a full day as a date."""
    return date(year, day.month or 1, day.day or 1)


def distance(year: int, day: Day, here: date) -> int:
    """Return how many days a day or month lies ahead; negative behind, nought in the month itself."""
    if day.day is None:
        months = (year - here.year) * 12 + (day.month or 1) - here.month
        return months * 30
    return ordinal(year, day) - here.toordinal()


def strangeness(ahead: int, way: Direction, *, is_day: bool) -> int:
    """Weigh how far a day or month is away against what the tense says of its direction."""
    wrong = 0
    if way.tense is Tense.PAST and (ahead > 0 or (is_day and ahead < -_LONG_GONE)):
        wrong = _NEVER if way.direct else _SELDOM
    elif (way.tense is Tense.FUTURE and ahead < 0) or (way.tense is Tense.PRESENT and ahead < -_STILL_NOW):
        wrong = _NEVER
    return abs(ahead) + wrong


def valid(day: Day) -> bool:
    """Tell whether the calendar has such a day."""
    try:
        date(day.year, day.month or 1, day.day or 1)
    except ValueError:
        return False
    return True


def ordinal(year: int, day: Day) -> int:
    """Return the number of a day in the calendar, of a month's middle where it has no day."""
    return date(year, day.month or 1, min(day.day or 15, 28)).toordinal()


def span_of(start: int, end: int, first: Day, last: Day | None = None) -> DateSpan:
    """Return what stands at a stretch: one day, or the days from the first to the last."""
    until = last or first
    return DateSpan(start, end, first.iso(), until.iso(), is_range=last is not None and last != first)


def number_in(day: str) -> int:
    """Return the number in "5th"."""
    return int(re.sub(r"\D", "", day))


def month_in(word: str) -> int:
    """Return the number of the month that a name or its short form means: 9 for "Sept."."""
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(word.rstrip(".").lower()[:3]))


def day_of(day: date) -> Day:
    """Return a date of the calendar as a day."""
    return Day(day.year, day.month, day.day)
