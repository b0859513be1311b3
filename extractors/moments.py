"""Dates that machines write for machines: in feeds, sitemaps, meta tags and JSON-LD.

Rule: read strictly or not at all. A day that is not written out is no day, a time without a zone is no
instant unless the source says which zone its newsroom keeps, and what lies outside 1990 to tomorrow is wrong.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 1, 1)  # when nobody knows when the page was read

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[Tt ]\s*(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([Zz]|[+-]\d{2}:?\d{2}|UTC|GMT)?)?"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})", re.IGNORECASE)
_RFC = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?\d{1,2}[\s-]+[A-Za-z]{3,9}\.?[\s-]+(?:\d{2}|\d{4})\s+\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s*(?P<zone>[A-Za-z]{1,5}|[+-]\d{4}|[+-]\d{2}:\d{2}))?(?:\s*\([^)]*\))?"
)
# RFC 822's own names; others stand for several zones each.
_ZONES = {"UT", "UTC", "GMT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as written, and the instant where time and zone are known."""

    day: date
    at: datetime | None = None


def parse_moment(
    text: object, *, zone: ZoneInfo | None = None, read_at: datetime | None = None
) -> Moment | None:
    """Read a date or time; None when it is anything but plain.

    `zone` is the newsroom's, for times without one; `read_at` (aware) bounds the future to a day after it.
    """
    if not isinstance(text, str) or len(text) > 100:
        return None
    text = " ".join(text.split())
    try:
        moment = _iso(text, zone) or _words(text) or _rfc(text, zone)
    except (ValueError, OverflowError):
        return None
    latest = LATEST if read_at is None else read_at.astimezone(UTC).date() + timedelta(days=1)
    return moment if moment is not None and EARLIEST <= moment.day <= latest else None


def _iso(text: str, zone: ZoneInfo | None) -> Moment | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    day = date(int(match[1]), int(match[2]), int(match[3]))
    if match[4] is None:
        return Moment(day)
    at = datetime(day.year, day.month, day.day, int(match[4]), int(match[5]), int(match[6] or 0))  # noqa: DTZ001
    offset = match[7]
    if offset is None:
        return Moment(day, at.replace(tzinfo=zone) if zone else None)
    if offset.upper() in ("Z", "UTC", "GMT"):
        return Moment(day, at.replace(tzinfo=UTC))
    return Moment(day, datetime.fromisoformat(f"{at.isoformat()}{offset}"))


def _words(text: str) -> Moment | None:
    match = _MONTH_FIRST.fullmatch(text)
    if match is not None:
        month, day, year = match.groups()
    else:
        match = _DAY_FIRST.fullmatch(text)
        if match is None:
            return None
        day, month, year = match.groups()
    return Moment(date(int(year), _MONTHS.index(month.lower()) + 1, int(day)))


def _rfc(text: str, zone: ZoneInfo | None) -> Moment | None:
    match = _RFC.fullmatch(text)
    if match is None:
        return None
    name = match["zone"]
    if name is not None and name[0] in "+-":
        text = text[: match.start("zone")] + " " + name.replace(":", "")
    parsed = parsedate_tz(text)
    if parsed is None:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    at = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 - the zone comes next
    if name is None:
        return Moment(at.date(), at.replace(tzinfo=zone) if zone else None)
    if name[0] not in "+-" and name.upper() not in _ZONES:
        return Moment(at.date())
    offset = timedelta(seconds=parsed[9] or 0)
    return Moment(at.date(), (at - offset).replace(tzinfo=UTC))
