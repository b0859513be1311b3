"""Days that count from another day of the text: "on the 5th", "two days later", "the next day".

Rule: only from a day that stands before them, and near; what has none to count from is no date.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from extractors.reading import DateSpan
from extractors.values.days import MONTH, NUMBER, Day, day_of, number_in, span_of, valid
from extractors.values.lexicon import row

_NTH = r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)"
_OF_MONTH = re.compile(
    rf"(?:\b(?P<on>[Oo]n)\s)?\b[Tt]he\s(?P<d>{_NTH})(?:\s?(?:-|–|and|to|until)\s?(?:the\s)?(?P<d2>{_NTH}))?"
    r"(?!\s[A-Z])(?=(?:\s(?P<word>\w+))?)"
)
_LATER = re.compile(
    r"\b(?:(?P<n>an?|one|two|three|four|five|six|seven|ten|\d{1,2})\s(?P<unit>day|week)s?\s"
    r"(?P<way>later|afterwards?|earlier|before)(?!\s(?:than|this|that|today|the\s(?:fest|mark|for)))"
    r"|(?P<next>[Tt]he\s(?:next|following)\s(?:day|morning|afternoon|evening|night))"
    r"|(?P<eve>[Tt]he\s(?:day|night|evening)\sbefore(?=[,.;]|\s(?:at|in)\b)))",
    re.IGNORECASE,
)
_NTHS = re.compile(
    rf"\b[Tt]he\s(?P<days>{_NTH}(?:(?:,\s|\s?and\s|,\sand\s)(?:the\s)?{_NTH})*)\sof\s(?=this|next|last)"
)
_MONTH_WIDTH, _DAY_WIDTH = len("2025-05"), len("2025-05-14")
_NEAR = 250  # how far before "two days later" the day may stand that it counts from
_NAMED_MONTH = re.compile(MONTH)
# What follows "on the 7th" where no noun does.
_GOES_ON = frozenset(
    row(
        "we there they he she it you i and a an the in at with for to will is was are were by during of when "
        "while comes came this that as from before after until followed too also again"
    )
)


def days_of_a_named_month(
    text: str, known: list[DateSpan], otherwise: Callable[[re.Match[str]], Day | None]
) -> Iterator[DateSpan]:
    """Yield "on the 5th", "the 10th and the 11th": days of the month that was named last before them.

    `otherwise` gives the month of "on the 5th" when the text has named none.
    """
    named = [s for s in known if _NAMED_MONTH.search(text, s.start_offset, s.end_offset)]
    for match in _OF_MONTH.finditer(text):
        if match["word"] and not (match["on"] and match["word"] in _GOES_ON):
            continue
        before = [s for s in named if s.start_offset < match.start() and len(s.end) >= _MONTH_WIDTH]
        if any(s.start_offset <= match.start("d") < s.end_offset for s in known):
            continue
        if before:
            year, month = int(before[-1].end[:4]), int(before[-1].end[5:7])
        elif match["on"] and (unnamed := otherwise(match)) is not None and unnamed.month is not None:
            year, month = unnamed.year, unnamed.month
        else:
            continue
        first = Day(year, month, number_in(match["d"]))
        last = Day(year, month, number_in(match["d2"])) if match["d2"] else first
        if valid(first) and valid(last) and number_in(match["d"]) <= (last.day or 0):
            yield span_of(match.start("d"), match.end("d2" if match["d2"] else "d"), first, last)


def days_of_a_counted_month(text: str, known: list[DateSpan]) -> Iterator[DateSpan]:
    """Yield "the 5th, 6th and 19th of next month": days of a month that "this", "last" or "next" tells."""
    for match in _NTHS.finditer(text):
        month = next((s for s in known if match.start() < s.start_offset <= match.end()), None)
        if month is None:
            continue
        for number in re.finditer(r"\d{1,2}", match["days"]):
            day = Day(int(month.start[:4]), int(month.start[5:7]), int(number.group()))
            if valid(day) and match.start("days") + number.start() != month.start_offset:
                at = match.start("days") + number.start()
                yield span_of(at, at + len(number.group()) + 2, day)


def days_after(text: str, known: list[DateSpan]) -> Iterator[DateSpan]:
    """Yield "two days later", "the next day": counted from the day that the same line names before."""
    for match in _LATER.finditer(text):
        line = text.rfind("\n", 0, match.start())
        before = [s for s in known if line < s.start_offset and s.end_offset <= match.start()]
        if not before or len(before[-1].end) < _DAY_WIDTH or match.start() - before[-1].end_offset > _NEAR:
            continue
        back = match["eve"] or (match["way"] or "").lower() in {"earlier", "before"}
        base = date.fromisoformat(before[-1].start if back else before[-1].end)
        days = 1
        if match["n"]:
            count = match["n"].lower()
            days = int(count) if count.isdigit() else NUMBER.get(count, 1)
            days *= 7 if match["unit"].lower() == "week" else 1
        yield span_of(match.start(), match.end(), day_of(base + timedelta(days=-days if back else days)))
