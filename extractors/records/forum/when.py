"""Reads when a gathering is held: its first and last day, from ranges, single days and their verbs.

Rule: a day belongs to a gathering only as the day it is held, opens or closes; deadlines, releases and the
days of its sessions do not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.reading import DateSpan, Reading
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.lexicon import DAY_COUNT, NUMBERS, ONE_DAY
from extractors.records.forum.scene import Scene

_OTHER_DATES = re.compile(
    r"\b(?:deadline|submissions?|applications?|apply|entries|call|registration|tickets?|"
    r"accreditation|on sale|shoot\w*|film(?:ing|ed)|"
    r"releas\w+|air\w*|premier\w+|broadcast\w*|stream\w*|cinemas|theat(?:re|er)s|deal|announc\w+ "
    r"(?:on|in)|appoint\w*|founded|office|died|"
    r"early[- ]bird|shortlist\w*|jury|masterclass|keynote|panel|session|conversation|screening|"
    r"talk|speech|told|said|unveiled|revealed|projects? (?:must|by)|until now)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:runs?|ran|running|continu\w+|goes on|going on|lasts?|lasting|extends?|on|open|held|"
    r"staged|stretch\w*|under ?way|plays?|unspools?|unspooling)\b[^.;“”\"]{0,70}?\b"
    r"(?:until|till|to|through|thru|up to)\s+(?:on\s+|this\s+|next\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:wrap(?:s|ped)?(?: up)?|clos(?:es|ed|ing)|close|end(?:s|ed|ing)?|conclud(?:es|ed)|wound "
    r"up|winds? up|came to (?:an end|a close)|comes to (?:an end|a close)|"
    r"culminat\w+|terminat\w+|puts? (?:an )?end|bowed out|drew to a close|draws to a close|finish(?:es|"
    r"ed)|brought [^.;]{0,40}? to (?:an end|"
    r"a close)|curtain (?:came|comes) down)\b[^.;“”\"]{0,60}?(?:\b(?:on|late|last|this)\s+)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:open(?:s|ed|ing)?|kick(?:s|ed|ing)? off|begin(?:s)?|began|start(?:s|ed|ing)?|"
    r"launch(?:es|ed)?|got under way|gets under way|underway|under way|"
    r"inaugurated?|raise[sd]? the curtain|opening day|first day|day one|opening "
    r"night)\b[^.;“”\"]{0,60}?(?:\b(?:on|last|this)\s+)?$",
    re.IGNORECASE,
)
_HELD = (
    r"(?:held|hold|holds|takes? place|took place|taking place|staged|stages?|hosted|hosts?|host|"
    r"happens?|scheduled|slated|set|planned|due|returns?|returned|be back|comes? back|"
    r"lands?|bows?|convenes?|convened|named at|announced at|moved|postponed|rescheduled|pushed|"
    r"brought forward|goes ahead|mounted|carried out|reali[sz]ed|celebrate[sd]?|ha(?:ve|s|d) place|elaps\w+|"
    r"pass(?:es|ed)?|conducted)"
)
_HELD_ON = re.compile(rf"\b{_HELD}\b[^.;“”\"]{{0,110}}?$", re.IGNORECASE)
# "From the 12 to the 17 June will be held at …": the days open the sentence.
_OPENS_SENTENCE = re.compile(r"\W*(?:from|between|on|in|during|over)?(?: the)?(?: days?)?\s*", re.IGNORECASE)
_HELD_AHEAD = re.compile(rf"[^.;“”\"]{{0,90}}?\b{_HELD}\b", re.IGNORECASE)
_RANGE = re.compile(
    r"\b(?:from|between|on|over|for|dates?|runs?|ran|running|set|held|of|the|is|this|,|and|"
    r"to|days?)\s*(?:the\s+)?$|[(–—:,]\s*$|^\W*$",
    re.IGNORECASE,
)
_HEAD_OF = re.compile(
    r"^\s*(?:event|gathering|festival|forum|market|summit|conference|meeting|fair|edition|dates|show|run)\b",
    re.IGNORECASE,
)
_DAYS_OF = re.compile(
    rf"\b(?:after|over|for|last(?:s|ed|ing)?|across|spread over|of)\s+(?:just\s+|the\s+|its\s+|"
    rf"next\s+|first\s+|past\s+|all\s+)*({'|'.join(NUMBERS)}|"
    rf"\d{{1,2}})\s+(?:\w+\s+)?days\b(?!\s+(?:before|after|later|earlier|ago))",
    re.IGNORECASE,
)
_SOME_MONTH = re.compile(r"\b(?:in|since|after|against|from) $")
_RUNS = re.compile(r"\b(?:runs?|ran|met|gathered|assembled|convened|descend\w*|brought|drew)\b")
_FIRST_DAY = re.compile(r"\b(?:opening|first) day\b[^.;]{0,60}$|\bday one\b[^.;]{0,60}$", re.IGNORECASE)
_FIRST_DAY_OF = re.compile(r"\b(?:opening|first) day of (?:the )?[^.;]{0,80}$", re.IGNORECASE)
_THE_FIRST = re.compile(r"[,\s]*(?:on )?(?:the |its )?(?:opening|first) (?:day|night)\b")
_OPENER = re.compile(
    r"\b(?:open|opens|opened|opening|kick(?:s|ed|ing)? off|raises? the curtain on|launch(?:es|ed|ing)?)\s+"
    r"(?:(?:the|this year[’']s|its)\s+)?(?:[\w-]+\s+){0,3}$"
)
_OPENER_ON = re.compile(r"(?:\s+(?:in|at) [A-Z][\w ]{2,30})?\s+(?:on|late on)\s+")
_CLOSER_ON = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|wrap(?:s|ped|ping)?(?: up)?|end(?:s|ed|ing)?)\s+(?:it|the (?:festival|event|"
    r"forum|fair|"
    r"market|summit|conference|show|gathering|edition))\s+(?:\w+\s+)?on\s+$"
)
_LAST_DAY = re.compile(
    r"\b(?:clos(?:ing|ed)|last|final) (?:day|night|ceremony|session|pitch|gala|evening|reception|party|"
    r"panel|dinner|"
    r"lunch),? (?:of|at|to) (?:the |this year[’']s )?[^.;]{0,80}\bon $|"
    r"\b(?:closing|(?:second|third|fourth|fifth) and (?:last|final)) day,? (?:on )?$",
    re.IGNORECASE,
)
_THE_LAST = re.compile(
    r"[,\s]*(?:on )?(?:the |its )?(?:closing|last|final|(?:second|third|fourth|fifth) and (?:last|final)) "
    r"(?:day|night)\b"
)
_GOES_TO = re.compile(
    r"\b(?:go(?:es)?|moves?|travels?|returns?|heads?) (?:back )?to\b|\b(?:will|is to|would) be (?:held|"
    r"staged|hosted|in)\b|"
    r"\b(?:will|to) (?:take place|host|hold|stage)\b|\btakes place\b"
)
_TODAY = re.compile(r"(?:earlier )?today|tonight", re.IGNORECASE)
_TO_HOLD = re.compile(
    r"\s+(?:to|for)\s+(?:host|hold|arrang|conduct|organi|celebrat|stag|launch|reali|present)"
)
_HOSTS_TODAY = re.compile(
    r"\b(?:host|hold|held|arrang|conduct|organi|celebrat|stag|kick|launch|tak\w+ place|present)\w*\b"
)
_SHOWN_AT = re.compile(r"\b(?:announced|unveiled|presented|revealed|named) at\b")
_OTHER_SUBJECT = re.compile(r"[“”\"]|\b(?:who|film|exhibition|week closed with)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Days:
    """What one date says of a gathering: its first day, its last day, or both."""

    start: str | None
    end: str | None
    span: DateSpan
    rank: float


class DateReader:
    """Finds the days of gatherings in the scenes of one article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read(self, scene: Scene, *, one_day: bool) -> Iterator[tuple[Gathering, Days]]:
        """Yield (gathering, days) for what one sentence says; `one_day` for kinds that last an evening."""
        for span in self.spans(scene):
            if self._is_quoted(scene, span):
                continue
            gathering = self._to_be_held(scene, span) or scene.target(span.start_offset)
            if gathering is not None and (days := self._days(scene, span, one_day=one_day)):
                yield gathering, days

    def _to_be_held(self, scene: Scene, span: DateSpan) -> Gathering | None:
        """Return the gathering ahead that somebody does something on a day to hold: "today to host its X"."""
        if _TO_HOLD.match(self.reading.text, span.end_offset) is None:
            return None
        return next((g for s, g in scene.here if s.start > span.end_offset), None)

    def spans(self, scene: Scene) -> Iterator[DateSpan]:
        """Yield the dates of a sentence; those of an edition to come lie behind the day of publication."""
        for span in self.reading.dates:
            if scene.start <= span.start_offset < scene.end:
                yield self._ahead(span) if scene.is_next else span

    def years_ahead(self, scene: Scene) -> Iterator[DateSpan]:
        """Yield the bare years to come that a sentence names: "goes to Haarlem in 2026"."""
        for span in self.spans(scene) if _GOES_TO.search(scene.text) else ():
            written = self.reading.text[span.start_offset : span.end_offset]
            published = self.reading.published
            if published is not None and span.start == written and int(written) > published.year:
                yield span

    def _ahead(self, span: DateSpan) -> DateSpan:
        published = self.reading.published
        written = self.reading.text[span.start_offset : span.end_offset]
        if (
            published is None
            or len(span.end) < 7
            or span.end >= published.isoformat()
            or _YEAR.search(written)
        ):
            return span
        return replace(span, start=_year_on(span.start), end=_year_on(span.end))

    def _is_quoted(self, scene: Scene, span: DateSpan) -> bool:
        before = self.reading.text[scene.start : span.start_offset]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def _days(self, scene: Scene, span: DateSpan, *, one_day: bool) -> Days | None:
        if len(span.start) < 7 or too_old(span, self.reading.published):
            return None
        text, spot = self.reading.text, scene.spot(span.start_offset)
        around = _Around(
            before=text[spot.end if spot else scene.start : span.start_offset],
            lead=text[scene.start : span.start_offset],
            after=text[span.end_offset : scene.end],
            spot=text[spot.start : spot.end] if spot else None,
            opener=bool(spot and _OPENER.search(text[scene.start : spot.start])),
        )
        if len(span.start) == 7 and _SOME_MONTH.search(around.before) and not _HELD_ON.search(around.before):
            return None
        if span.is_range:
            return self._range(span, around)
        edge = self._edge(span, around)
        if edge is not None:
            return edge
        evening = around.spot and ONE_DAY.search(around.spot) and not DAY_COUNT.search(scene.text)
        short = one_day or evening
        return self._single(scene, span, around) if short else self._whole(scene, span, around)

    def _range(self, span: DateSpan, around: "_Around") -> Days | None:
        """Read "from May 12 to 14", "the May 13-16 event"."""
        if _HEAD_OF.match(around.after):
            return Days(span.start, span.end, span, 4)
        if _OTHER_DATES.search(around.before) and not _HELD_ON.search(around.before[-60:]):
            return None
        near = around.spot is not None and len(around.before) < 140
        held = near or _HELD_ON.search(around.lead) or _RUNS.search(around.lead) or self._is_fronted(around)
        return Days(span.start, span.end, span, 4) if held and _RANGE.search(around.before) else None

    def _edge(self, span: DateSpan, around: "_Around") -> Days | None:
        """Read a day on which a gathering opens or closes."""
        plain = not _OTHER_DATES.search(around.before)
        subject = plain and self._subject_is_gathering(around)
        opened = _OPENER_ON.fullmatch(around.before) if around.opener else None
        first = _FIRST_DAY.search(around.before) or _FIRST_DAY_OF.search(around.lead) or opened
        first = first or _THE_FIRST.match(around.after)
        closer = (
            _THE_LAST.match(around.after) or _CLOSER_ON.search(around.lead) or _LAST_DAY.search(around.lead)
        )
        days = None
        if (closer and "until" not in around.before) or (plain and _UNTIL.search(around.before)):
            days = Days(None, span.end, span, 3)
        elif subject and _CLOSES.search(around.before):
            days = Days(None, span.end, span, 2)
        elif first:
            days = Days(span.start, None, span, 3)
        elif (subject and _OPENS.search(around.before)) or (
            around.lead.endswith("on ") and re.search(r"\bfirst day\b", around.after[:200])
        ):
            days = Days(span.start, None, span, 2)
        return days

    def _whole(self, scene: Scene, span: DateSpan, around: "_Around") -> Days | None:
        """Read the one day on which a gathering is held."""
        plain = not _OTHER_DATES.search(around.before)
        if plain and _HELD_ON.search(around.before) and around.before.endswith(" "):
            return Days(span.start, span.end, span, 2 if len(span.start) == 10 else 1)
        if self._is_fronted(around) and len(span.start) == len("2025-05-14"):
            return Days(span.start, span.end, span, 1)
        words = self.reading.text[span.start_offset : span.end_offset]
        if _TODAY.match(words) and _HOSTS_TODAY.search(scene.text):
            return Days(span.start, span.end, span, 2)
        return None

    def _single(self, scene: Scene, span: DateSpan, around: "_Around") -> Days | None:
        """Read the day of a gathering that lasts an evening or a day."""
        other = _OTHER_DATES.search(around.before[-50:]) and not _SHOWN_AT.search(around.lead + around.after)
        if len(span.start) < 10 or other:
            return None
        near = len(around.before) < 170 or any(0 <= s.start - span.end_offset < 60 for s, _ in scene.here)
        return Days(span.start, span.end, span, 2) if near else None

    def _is_fronted(self, around: "_Around") -> bool:
        opens = around.spot is None and _OPENS_SENTENCE.fullmatch(around.lead)
        return bool(opens and _HELD_AHEAD.match(around.after))

    def _subject_is_gathering(self, around: "_Around") -> bool:
        """Refuse "the film opened on Friday at the festival": the verb has to follow the gathering."""
        if around.spot is None:
            return bool(re.match(r"\W*(?:It|They|The)\b", around.before))
        return len(around.before) < 150 and not _OTHER_SUBJECT.search(around.before)


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around a date: behind the gathering, from the start of the sentence, and after it."""

    before: str
    lead: str
    after: str
    spot: str | None
    opener: bool


def _year_on(day: str) -> str:
    return f"{int(day[:4]) + 1}{day[4:]}"


def too_old(span: DateSpan, published: date | None) -> bool:
    """Tell whether a span lies too far back to be about this year's edition."""
    if published is None or not _DAY.fullmatch(span.end):
        return published is not None and span.end[:4] < str(published.year - 1)
    return date.fromisoformat(span.end) < published - timedelta(days=100)


def length_in_days(text: str) -> int | None:
    """Return the number of days that "three-day" or "after three days of" says, or None."""
    match = DAY_COUNT.search(text) or _DAYS_OF.search(text)
    if match is None:
        return None
    word = match[1].casefold()
    return NUMBERS.get(word) or int(word)


def add_days(day: str, days: int) -> str | None:
    """Return the ISO day that lies a number of days behind a full ISO day, else None."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if _DAY.fullmatch(day) else None
