"""Dates and ranges of dates in running English, resolved against the day of publication.

Rule: a date is given as exactly as the words allow and no more exactly ("in March" is a month). What has no
one value ("next spring", "this week") is no date. Years that the words leave out follow the tense.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc

from extractors.reading import DateSpan
from extractors.values.counted_days import days_after, days_of_a_counted_month, days_of_a_named_month
from extractors.values.days import (
    MONTH,
    NUMBER,
    YEAR,
    Day,
    day_of,
    distance,
    month_in,
    number_in,
    on,
    ordinal,
    span_of,
    strangeness,
    valid,
)
from extractors.values.feasts import months_and_feasts
from extractors.values.lexicon import row
from extractors.values.tense import Direction, Tense, direction_at, sentence_bounds

_DAYS = row("monday tuesday wednesday thursday friday saturday sunday")
WEEKDAY = rf"(?:{'|'.join(d.title() for d in _DAYS)})(?![a-z])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|\s?(?:million|bn\b|per cent|[ap]\.?m\b))"
_TO = r"\s?(?:-|–|—|‑|to|through|thru|until|till|and|&)\s?"
_WD = rf"(?:{WEEKDAY},?\s(?:the\s)?)?"

_ISO = re.compile(rf"(?<![\d/-])(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>0[1-9]|[12]\d|3[01]))?(?![\d-])")
_MDY_RANGE = re.compile(
    rf"\b{_WD}(?P<m1>{MONTH})\s(?P<d1>{_DAY})(?:,\s\d{{1,2}}(?!\d)){{0,4}}(?:,?\s(?P<y1>{YEAR}))?,?{_TO}"
    rf"(?:{WEEKDAY},?\s)?(?:(?P<m2>{MONTH})\s)?(?P<d2>{_DAY})(?:,?\s(?P<y2>{YEAR}))?"
)
_DMY_RANGE = re.compile(
    rf"\b(?:{WEEKDAY},?\s)?(?P<d1>{_DAY})(?:,\s\d{{1,2}}(?!\d)){{0,4}}"
    rf"(?:\s(?:of\s)?(?P<m1>{MONTH})(?:,?\s(?P<y1>{YEAR}))?)?{_TO}"
    rf"(?:{WEEKDAY},?\s)?(?:the\s)?(?P<d2>{_DAY})\s(?:of\s)?(?P<m2>{MONTH})(?:,?\s(?:of\s)?(?P<y2>{YEAR}))?"
)
_MDY = re.compile(rf"\b{_WD}(?P<m>{MONTH})\s(?:the\s)?(?P<d>{_DAY})(?:,?\s(?P<y>{YEAR}))?")
_DMY = re.compile(
    rf"(?<![\d.,])(?:{WEEKDAY},?\s)?(?:the\s)?(?P<d>{_DAY})\s(?:of\s)?(?P<m>{MONTH})"
    rf"(?:,?\s(?:of\s)?(?P<y>{YEAR}))?"
)
# "the 1. September", as German, Czech and Hungarian copies write it.
_DOTTED = re.compile(
    rf"\b(?i:the|on|from|since|until|till|to|by|of|for|and|starting|beginning)\s(?P<d>3[01]|[12]\d|[1-9])\.\s"
    rf"(?P<m>{MONTH})(?:,?\s(?P<y>{YEAR}))?"
)
_MONTH_RANGE = re.compile(
    rf"\b(?P<m1>{MONTH})(?:\s(?P<y1>{YEAR}))?{_TO}(?P<m2>{MONTH})(?:,?\s(?P<y2>{YEAR}))?(?!\s?\d)"
)
_MONTH_YEAR = re.compile(rf"\b(?P<m>{MONTH}),?\s(?:of\s)?(?P<y>{YEAR})")
_MONTH = re.compile(
    rf"\b(?P<which>[Nn]ext|[Ll]ast|[Tt]his(?: coming| past)?|[Ee]arly|[Ll]ate|[Mm]id|[Ee]nd[- ]of|[Ii]n"
    rf"|[Ss]ince|[Bb]y|[Uu]ntil"
    rf"|[Tt]ill|[Ff]rom|[Oo]f|[Ff]or|[Dd]uring|[Tt]hrough|[Aa]round|[Bb]efore|[Aa]fter|[Tt]o|[Aa]n?)(?:\s"
    rf"|-)(?P<m>{MONTH})"
    rf"(?!\s?\d)(?!\s[A-Z][a-z])(?!-)"
)
_NUMERIC = re.compile(
    rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<sign>[./])(?P<b>\d{{1,2}})(?P=sign)(?P<y>{YEAR})(?![\d/-])"
)
_EVERY = re.compile(r"\b(?:every|each|most|any)\s(?:other\s|single\s)?$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:mov|push|delay|postpon|shift|br(?:ing|ought)|put|bump|sli[dp]|reschedul|chang|switch)\w*\b[^.;\n]{0,70}\bfrom\s$",
    re.IGNORECASE,
)
_NUMBERED = r"(?:,?\s(?:the\s)?\(?(?:3[01]|[12]\d|[1-9])\)?(?![\d:.,]\d|\s?[ap]\.?m|\s[a-z]+s\b|\d))?"
_WEEKDAY_RANGE = re.compile(
    rf"\b(?:(?P<which>[Tt]his)\s)?(?P<w1>{WEEKDAY}){_NUMBERED}(?:\s?(?:-|–|to|through|until|and)\s?)"
    rf"(?:(?:the|this)\s)?(?P<w2>{WEEKDAY}){_NUMBERED}"
)
_WEEK_ON = re.compile(rf"\b[Aa]\s(?P<how>week|fortnight)\s(?:on|from|this)\s(?P<w>{WEEKDAY})")
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>[Nn]ext|[Ll]ast|[Tt]his|[Pp]ast|[Cc]oming)\s)?(?P<w>{WEEKDAY})"
    rf"(?:\s(?:night|morning|afternoon|evening)|(?=s\b)|\b)"
)
_RELATIVE = re.compile(
    r"\b(?:(?P<today>(?:earlier\s|later\s)?(?:today|tonight|this (?:morning|afternoon|evening)))"
    r"|(?P<yesterday>(?:late\s)?(?:yesterday|last night))|(?P<tomorrow>tomorrow)"
    rf"|(?:(?P<nth>{_DAY})\sof\s)?(?P<month>(?P<mwhich>next|last|this|earlier this|later this"
    r"|the (?:present|current|coming|past)) month)(?!\sof\s)"
    r"|(?P<year>(?P<ywhich>next|last|this|(?:the |this )(?:present|current|coming|past)) year)"
    r"|(?P<overmorrow>(?:the )?day (?P<over>after tomorrow|before yesterday))"
    r"|(?P<ago>(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) (?P<unit>days|weeks) (?P<way>ago"
    r"|from today|from now)))\b",
    re.IGNORECASE,
)
_YEAR_RANGE = re.compile(
    rf"\b(?:from|between|in|for|of)\s(?P<y1>{YEAR})(?:-|–|\sto\s|\sand\s)(?P<y2>{YEAR}|\d\d(?!\d))"
)
_BARE_YEAR = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Tt]hrough|[Ff]rom|[Dd]uring|[Ff]or|[Tt]o|[Oo]f|[Bb]efore"
    rf"|[Aa]fter|[Ee]arly|[Ll]ate"
    rf"|[Mm]id|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|Q[1-4]|[Bb]ack in|[Tt]hroughout|[Ii]nto"
    rf"|[Cc]hristmas|[Tt]hanksgiving)"
    rf"(?:\s|-)(?P<y>{YEAR})(?![\d,.]\d|-\d|\s(?:[a-z]+s\b|[A-Z]))"
)
_MONTHS_IN_A_YEAR = 12
_ONE_DAY_WIDTH = 32
# The year of a day when nothing tells the year: `without_year` writes such a day.
NO_YEAR = 1
_A_YEAR = re.compile(rf"(?<![\d$€£,.]){YEAR}")
_NEXT_YEAR = re.compile(r"\bnext year\b", re.IGNORECASE)
_STEP = {"next": 1, "last": -1, "the coming": 1, "the past": -1}
_AHEAD = frozenset({Tense.FUTURE, Tense.PRESENT})


@dataclass(frozen=True, slots=True)
class _Page:
    """A text whose dates are read, its day of publication and its parse."""

    text: str
    published: date | None
    doc: Doc | None

    def direction(self, match: re.Match[str]) -> Direction:
        return direction_at(self.text, match.start(), match.end(), self.doc)

    def ahead(self, match: re.Match[str]) -> bool:
        return self.direction(match).tense in _AHEAD

    def year_for(self, match: re.Match[str], day: Day) -> int | None:
        """Choose the year of a day or month: by its weekday, else by the tense and what is near."""
        if self.published is None or day.month is None:
            return NO_YEAR if day.day else None
        here = self.published
        weekday = re.search(WEEKDAY, match.group())
        years = (here.year - 1, here.year, here.year + 1)
        if weekday and day.day:
            wanted = _DAYS.index(weekday.group().lower())
            fit = [y for y in years if valid(Day(y, day.month, day.day)) and on(y, day).weekday() == wanted]
            if fit and match.end() - match.start() < _ONE_DAY_WIDTH:
                return min(fit, key=lambda y: abs(ordinal(y, day) - here.toordinal()))
        way = self.direction(match)
        if way.tense is not Tense.PAST and (named := _year_in_sight(self.text, match.start(), here)):
            return named
        return min(years, key=lambda y: strangeness(distance(y, day, here), way, is_day=bool(day.day)))

    def month_of(self, match: re.Match[str]) -> Day | None:
        """Choose the month of "on the 13th" when the text names none: the nearest that the tense allows."""
        tense = self.direction(match).tense
        if self.published is None or tense is Tense.OPEN:
            return None
        here, number = self.published, number_in(match["d"])
        months = here.year * 12 + here.month - 1
        if tense is Tense.PAST:
            months -= number > here.day
        else:
            months += number < here.day
        return Day(months // 12, months % 12 + 1)


def find_dates(text: str, published: date | None, doc: Doc | None = None) -> list[DateSpan]:
    """Return the dates and ranges of the text in order; none overlaps another, the most exact wins.

    `doc` is the parse of the same text, by which the tense around a date is read. Without `published`,
    what depends on it is left out; a day of a month has the year `NO_YEAR`.
    """
    taken: list[DateSpan] = []
    page = _Page(text, published, doc)
    for finder in (
        _iso,
        _full_ranges,
        _singles,
        _month_spans,
        _lone_months,
        _weeks_on,
        _weekdays,
        _relatives,
        _years,
    ):
        for span in finder(page):
            if not any(s.start_offset < span.end_offset and span.start_offset < s.end_offset for s in taken):
                taken.append(span)
    taken.extend(days_of_a_counted_month(text, taken))
    taken.sort(key=lambda s: s.start_offset)
    taken.extend(days_of_a_named_month(text, taken, page.month_of))
    taken.sort(key=lambda s: s.start_offset)
    taken.extend(days_after(text, taken))
    return sorted(taken, key=lambda s: s.start_offset)


def without_year(value: str) -> str:
    """Write a day whose year is not known as "--11-07"; leave every other date as it is."""
    return f"-{value[4:]}" if value.startswith(f"{NO_YEAR:04d}-") else value


def find_date_stretches(text: str) -> list[tuple[int, int]]:
    """Return where dates stand, so that nobody reads them as something else."""
    return [(s.start_offset, s.end_offset) for s in find_dates(text, date(2000, 1, 1))]


def _iso(page: _Page) -> Iterator[DateSpan]:
    for match in _ISO.finditer(page.text):
        day = Day(int(match["y"]), int(match["m"]), int(match["d"]) if match["d"] else None)
        if valid(day):
            yield span_of(match.start(), match.end(), day)
    for match in _NUMERIC.finditer(page.text):
        first, second = int(match["a"]), int(match["b"])
        if match["sign"] == "/" and max(first, second) <= _MONTHS_IN_A_YEAR and first != second:
            continue  # nobody can tell 5/12 from 12/5
        month, number = (first, second) if second > _MONTHS_IN_A_YEAR else (second, first)
        if month <= _MONTHS_IN_A_YEAR and valid(day := Day(int(match["y"]), month, number)):
            yield span_of(match.start(), match.end(), day)


def _full_ranges(page: _Page) -> Iterator[DateSpan]:
    text = page.text
    for pattern in (_MDY_RANGE, _DMY_RANGE):
        for match in pattern.finditer(text):
            if _MOVED.search(text[max(0, match.start() - 110) : match.start()]) and " to " in match.group():
                continue  # "from May 3 to June 8": two dates of what has been moved
            month1, month2 = match["m1"] or match["m2"], match["m2"] or match["m1"]
            year = match["y2"] or match["y1"]
            first = Day(0, month_in(month1), number_in(match["d1"]))
            last = Day(0, month_in(month2), number_in(match["d2"]))
            base = int(year) if year else page.year_for(match, last)
            if base is None:
                continue
            start_year = int(match["y1"]) if match["y1"] else base
            crosses = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
            if crosses and not match["y1"]:
                start_year = base - 1
            elif crosses and not match["y2"]:
                base = start_year + 1
            pair = Day(start_year, first.month, first.day), Day(base, last.month, last.day)
            if all(map(valid, pair)):
                yield span_of(match.start(), match.end(), *pair)


def _singles(page: _Page) -> Iterator[DateSpan]:
    text = page.text
    for pattern in (_MDY, _DMY, _DOTTED):
        for match in pattern.finditer(text):
            day = Day(0, month_in(match["m"]), number_in(match["d"]))
            year = int(match["y"]) if match["y"] else page.year_for(match, day)
            if year is not None and valid(full := Day(year, day.month, day.day)):
                yield span_of(match.start(), match.end(), full)


def _month_spans(page: _Page) -> Iterator[DateSpan]:
    text = page.text
    for match in _MONTH_RANGE.finditer(text):
        year = match["y2"] or match["y1"]
        last = Day(0, month_in(match["m2"]))
        base = int(year) if year else page.year_for(match, last)
        if base is not None:
            first_month = month_in(match["m1"])
            start = int(match["y1"]) if match["y1"] else base - (first_month > (last.month or 0))
            yield span_of(match.start(), match.end(), Day(start, first_month), Day(base, last.month))
    for match in _MONTH_YEAR.finditer(text):
        yield span_of(match.start(), match.end(), Day(int(match["y"]), month_in(match["m"])))
    for match in _MONTH.finditer(text):
        which = match["which"].lower()
        if (
            which in {"a", "an", "to", "of", "from", "for"}
            and match["m"] in {"May", "March"}
            and which != "of"
        ):
            continue
        year = _year_of_month(page, match, which)
        if year is not None:
            start = match.start() if which in {"next", "last", "this"} else match.start("m")
            yield span_of(start, match.end(), Day(year, month_in(match["m"])))


def _lone_months(page: _Page) -> Iterator[DateSpan]:
    for match, day in months_and_feasts(page.text):
        if year := day.year or page.year_for(match, day):
            yield span_of(match.start(), match.end(), Day(year, day.month, day.day))


def _year_of_month(page: _Page, match: re.Match[str], which: str) -> int | None:
    published = page.published
    if published is None:
        return None
    month = month_in(match["m"])
    if which == "next":
        return published.year + (month <= published.month)
    if which in {"last", "this past"}:
        return published.year - (month >= published.month)
    if which.startswith("this"):
        return published.year
    if which == "since":
        return published.year - (month > published.month)
    return page.year_for(match, Day(0, month))


def _year_in_sight(text: str, at: int, published: date) -> int | None:
    """Return a year to come that the sentence names before the date: "the 2026 summit … from May 18"."""
    first, _ = sentence_bounds(text, at)
    years = [int(m.group()) for m in _A_YEAR.finditer(text[first:at])]
    if years and years[-1] > published.year:
        return years[-1]
    return published.year + 1 if _NEXT_YEAR.search(text[first : at + 36]) else None


def _weekdays(page: _Page) -> Iterator[DateSpan]:
    text, published = page.text, page.published
    if published is None:
        return
    for match in _WEEKDAY_RANGE.finditer(text):
        if page.ahead(match) and not (match["which"] and page.direction(match).tense is Tense.PAST):
            first = _weekday(match["w1"], published, Tense.FUTURE)
            last = _weekday(match["w2"], first, Tense.FUTURE)
        else:
            last = _weekday(match["w2"], published, Tense.PAST)
            first = _weekday(match["w1"], last, Tense.PAST)
        yield span_of(match.start(), match.end(), day_of(first), day_of(last))
    for match in _WEEKDAY.finditer(text):
        which = (match["which"] or "").lower()
        plural = text[match.end() : match.end() + 1] == "s" and text[match.end("w") : match.end()] == ""
        if plural or _EVERY.search(text[max(0, match.start() - 14) : match.start()]):
            continue
        if re.match(r"\s(?:[A-Z][a-z]+)", text[match.end("w") :]) and not re.match(
            rf"\s{MONTH}", text[match.end("w") :]
        ):
            before = text[max(0, match.start() - 4) : match.start()].lower()
            if not before.endswith(("on ", " on", "st ", "xt ")):
                continue
        if which in {"next", "coming"}:
            day = _weekday(match["w"], published + timedelta(days=1), Tense.FUTURE)
        elif which in {"last", "past"}:
            day = _weekday(match["w"], published - timedelta(days=1), Tense.PAST)
        else:
            way = page.direction(match).tense
            ahead = way in _AHEAD or (which == "this" and way is not Tense.PAST)
            tense = Tense.FUTURE if ahead else Tense.PAST
            day = _weekday(match["w"], published, tense)
        yield span_of(match.start(), match.end(), day_of(day))


def _weeks_on(page: _Page) -> Iterator[DateSpan]:
    """Yield "a week on Friday"."""
    if page.published is None:
        return
    for match in _WEEK_ON.finditer(page.text):
        weeks = 2 if match["how"].lower() == "fortnight" else 1
        day = _weekday(match["w"], page.published, Tense.FUTURE) + timedelta(weeks=weeks)
        yield span_of(match.start(), match.end(), day_of(day))


def _weekday(word: str, base: date, tense: Tense) -> date:
    """Return the nearest such day, the base itself included, in the direction of the tense."""
    wanted = _DAYS.index(word.lower())
    if tense is Tense.FUTURE:
        return base + timedelta(days=(wanted - base.weekday()) % 7)
    return base - timedelta(days=(base.weekday() - wanted) % 7)


def _relatives(page: _Page) -> Iterator[DateSpan]:
    text, published = page.text, page.published
    if published is None:
        return
    for match in _RELATIVE.finditer(text):
        if day := _relative(match, published):
            yield span_of(match.start(), match.end(), day)


def _relative(match: re.Match[str], published: date) -> Day | None:
    if match["month"]:
        at = published.year * 12 + published.month - 1 + _STEP.get(match["mwhich"].lower(), 0)
        return Day(at // 12, at % 12 + 1, number_in(match["nth"]) if match["nth"] else None)
    if match["year"]:
        return Day(published.year + _STEP.get(match["ywhich"].lower(), 0))
    if match["ago"]:
        days = NUMBER.get(match["n"].lower(), 0) or int(match["n"])
        weeks, past = match["unit"].lower() == "weeks", match["way"].lower() == "ago"
        if weeks and past:
            return None
        return day_of(published + timedelta(days=days * (7 if weeks else 1) * (-1 if past else 1)))
    if match["overmorrow"]:
        return day_of(published + timedelta(days=2 if match["over"].lower().startswith("after") else -2))
    step = -1 if match["yesterday"] else 1 if match["tomorrow"] else 0
    return day_of(published + timedelta(days=step))


def _years(page: _Page) -> Iterator[DateSpan]:
    text = page.text
    for match in _YEAR_RANGE.finditer(text):
        first = int(match["y1"])
        last = int(match["y2"]) if len(match["y2"]) == 4 else first // 100 * 100 + int(match["y2"])
        if first < last:
            yield span_of(match.start("y1"), match.end(), Day(first), Day(last))
    for match in _BARE_YEAR.finditer(text):
        yield span_of(match.start("y"), match.end(), Day(int(match["y"])))
