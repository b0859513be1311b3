"""Tells on which day a session is held.

Rule: a session has a day only where it follows from the text; the days of a longer gathering alone give none.
"""

import re
from datetime import date, timedelta

from extractors.reading import Block, BlockKind, DateSpan, Words
from extractors.records.panel.cues import STAGE
from extractors.records.panel.ground import Ground
from extractors.records.panel.lexicon import NOUN
from extractors.records.panel.sessions import Session
from schemas.records import Forum
from schemas.vocabulary import PanelKind

_DAY_REPORT = re.compile(
    r"\b(?:opening|first|second|third|final|last|closing) day\b|\bday (?:one|two|three)\b", re.IGNORECASE
)
_SPOKE = re.compile(
    r"\b(?:said|says|told|spoke|talked|warned|argued|predicted|appeared|joined|presented|opened|closed|"
    r"took|gave|"
    r"launched|discussed|debated|called|urged|promised|unveiled|revealed|admitted|declared|pitched|welcomed|"
    r"shared|reunited|agreed|clashed|was in|were in|were on|was on)\b"
)
_HELD = re.compile(r"\b(?:held|took place|heard|opened|gathered|squeezed|packed|met|kicked off|convened)\b")
_COMING = re.compile(
    r"\b(?:will|shall|is to|are to|(?:is|are) (?:due|set|scheduled|expected)|to be held|opens?|closes?|"
    r"gives?|takes place|next)\b|[’']ll\b"
)
_WEEKDAY = re.compile(
    r"(?:(?:last|this|early|late|in the early hours of)\s+)?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?",
    re.IGNORECASE,
)
_NEAR = 200
_WEEK = 7
_STEPS = {
    "opening": 0,
    "first": 0,
    "one": 0,
    "second": 1,
    "two": 1,
    "third": 2,
    "three": 2,
    "fourth": 3,
    "four": 3,
}
_SHORT = 15
_TELLS = re.compile(
    r"(?:\b(?:announced|said|confirmed|revealed|unveiled|named|added|told [^,.]{2,40})\s+(?:[\w’-]+\s+){0,6}|"
    r"^[A-Z][A-Z .,’-]{2,40}[,–—-]\s+)$"
)
_OTHER_DAY = re.compile(
    r"\b(?:until|till|through|since|before|after|from|by|release[sd]?|premier\w+|deadline|closes?|ends?|"
    r"continues?|"
    r"runs?|launch(?:es)?|airs?|out|begins?|starts?|returns?|published|statement)\s+(?:on\s+|the\s+)?$"
)


class DayReader:
    """Tells the days of sessions."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def read(self) -> None:
        """Set the day of each session, in the order of the text."""
        previous: tuple[str, Words] | None = None
        for session in self.ground.sessions:
            session.date = self._day(session, previous)
            previous = session.date or previous

    def _day(self, session: Session, previous: tuple[str, Words] | None) -> tuple[str, Words] | None:
        known = self.ground.gatherings.of(session)
        forum = known.forum if known is not None else None
        if (
            forum is not None
            and forum.start_date
            and forum.start_date == forum.end_date
            and len(forum.start_date) == 10
        ):
            return forum.start_date, self.ground.evidence(forum, "start_date")
        for frame in session.frames:
            if (
                frame.date is not None
                and not self._is_of_telling(frame.date)
                and (session.kind is PanelKind.PRESS_CONFERENCE or self._fits(frame.date, forum))
            ):
                return self._told_past(frame.date, forum), self._words(frame.date)
        for frame in session.frames:
            for word, start, end in frame.day_words:
                if day := self._named_day(word, forum, previous):
                    return day, self.ground.reading.words(start, end)
        return (
            self._told_day(session, forum)
            or self._reported_day(forum)
            or self._near_day(session, forum)
            or self._headed_day(session)
            or self._own_day(session)
        )

    def _is_of_telling(self, span: DateSpan) -> bool:
        """Tell the day on which something to come is announced: "said today that X will speak"."""
        start = self.ground.reading.sentence_at(span.start_offset).start_char
        sentence = self.ground.plain[start : self.ground.reading.sentence_at(span.start_offset).end_char]
        return bool(_TELLS.search(sentence[: span.start_offset - start]) and _COMING.search(sentence))

    def _reported_day(self, forum: Forum | None) -> tuple[str, Words] | None:
        """Return the one day of a gathering that the headline says the article is about: "day two"."""
        title = self.ground.reading.title or ""
        told = _DAY_REPORT.search(title)
        if told is None:
            return None
        lead = [b for b in self.ground.reading.blocks if b.kind is BlockKind.PARAGRAPH][:1]
        for span in self.ground.reading.dates:
            if lead and lead[0].start <= span.start_offset < lead[0].end and not span.is_range:
                return self._evidence(span, forum) if len(span.start) == len("2025-05-14") else None
        return None

    def _own_day(self, session: Session) -> tuple[str, Words] | None:
        """Return the day beside the session's noun even where it lies outside of its gathering's days.

        The days of a gathering are read from other sentences and are the likelier to be wrong.
        """
        published = self.ground.reading.published
        for frame in session.frames:
            if frame.date is None or published is None:
                continue
            before = self.ground.plain[frame.sentence[0] : frame.date.start_offset]
            if self._is_of_telling(frame.date):
                continue
            near = abs((date.fromisoformat(frame.date.start) - published).days) <= _NEAR
            if near and not _OTHER_DAY.search(before):
                return self._told_past(frame.date, None), self._words(frame.date)
        return None

    def _words(self, span: DateSpan) -> Words:
        return self.ground.reading.words(span.start_offset, span.end_offset)

    def _evidence(self, span: DateSpan, forum: Forum | None = None) -> tuple[str, Words]:
        return self._day_within(span, forum) or span.start, self._words(span)

    def _day_within(self, span: DateSpan, forum: Forum | None) -> str | None:
        """Return the one day of a gathering that a bare weekday can mean: its "Thursday"."""
        words = self.ground.reading.text[span.start_offset : span.end_offset]
        if forum is None or not _WEEKDAY.fullmatch(words):
            return None
        ends = (forum.start_date or "", forum.end_date or "")
        if any(len(day) != len("2025-05-14") for day in ends):
            return None
        first, last = (date.fromisoformat(day) for day in ends)
        after = (date.fromisoformat(span.start) - first).days % 7
        if not after <= (last - first).days < _WEEK:
            return None
        day = (first + timedelta(days=after)).isoformat()
        published = self.ground.reading.published
        was = published is not None and span.start < published.isoformat() < day
        return None if was else day

    def _told_past(self, span: DateSpan, forum: Forum | None) -> str:
        """Return a day, a week earlier where "on Thursday" was wrongly taken for one to come."""
        if day := self._day_within(span, forum):
            return day
        published = self.ground.reading.published
        words = self.ground.reading.text[span.start_offset : span.end_offset]
        if published is None or span.start <= published.isoformat() or not _WEEKDAY.fullmatch(words):
            return span.start
        sentence = self.ground.reading.sentence_at(span.start_offset)
        told = self.ground.plain[sentence.start_char : sentence.end_char]
        if _COMING.search(told) or not _SPOKE.search(told):
            return span.start
        return (date.fromisoformat(span.start) - timedelta(days=_WEEK)).isoformat()

    def _fits(self, span: DateSpan, forum: Forum | None) -> bool:
        """Tell whether a day can be one of a gathering's; an end before any day told is a misread one."""
        if self._day_within(span, forum) or self.ground.within(span.start, forum):
            return True
        lone_end = forum is not None and forum.start_date is None
        published = self.ground.reading.published
        return bool(
            lone_end and published and forum and forum.end_date and forum.end_date < published.isoformat()
        )

    def _near_day(self, session: Session, forum: Forum | None) -> tuple[str, Words] | None:
        """Return a day past that the session's own line tells before it goes on."""
        block = self.ground.reading.blocks[session.block]
        published = self.ground.reading.published
        for span in self.ground.reading.dates:
            if (
                block.start <= span.start_offset < min(block.end, session.start + 250)
                and len(span.start) == 10
                and not span.is_range
                and published is not None
                and span.start <= published.isoformat()
                and not _OTHER_DAY.search(self.ground.plain[block.start : span.start_offset])
                and not self._is_of_telling(span)
                and self._fits(span, forum)
            ):
                return self._evidence(span, forum)
        return None

    def _headed_day(self, session: Session) -> tuple[str, Words] | None:
        """Return the day that a programme stands under: the last single day told before its lines."""
        if not session.listed:
            return None
        first = next(s for s in self.ground.sessions if s.listed).start
        days = [
            d
            for d in self.ground.reading.dates
            if d.start_offset < first and len(d.start) == 10 and not d.is_range
        ]
        headings = [
            d
            for d in self.ground.reading.dates
            if first <= d.start_offset < session.start
            and len(d.start) == 10
            and not d.is_range
            and any(
                b.start <= d.start_offset < b.end and self._heads(b, d) for b in self.ground.reading.blocks
            )
        ]
        if headings:
            return self._evidence(headings[-1])
        return self._evidence(days[-1]) if days and len({d.start for d in days}) == 1 else None

    def _heads(self, block: Block, span: DateSpan) -> bool:
        """Tell a heading, or a line that holds a day alone, from running text."""
        rest = block.end - block.start - (span.end_offset - span.start_offset)
        return block.kind is BlockKind.HEADING or (
            span.start_offset - block.start < _SHORT and rest < 2 * _SHORT
        )

    def _told_day(self, session: Session, forum: Forum | None) -> tuple[str, Words] | None:
        """Return the day on which a participant spoke, or the one day that the article reports."""
        reading = self.ground.reading
        published = reading.published.isoformat() if reading.published else "9999"
        for number in dict.fromkeys([session.block, session.block - 1, *range(min(3, len(reading.blocks)))]):
            if number < 0:
                continue
            for start, end in self.ground.sentences[number]:
                text = self.ground.plain[start:end]
                whole_day = number < 2 and _DAY_REPORT.search(text)
                spoke = any(start <= m.start < end for p in session.people for m in p.entity.mentions)
                held = number < 2 and session.block < 4 and (STAGE.search(text) or _HELD.search(text))
                there = bool(self.ground.gatherings.named_in(start, end))
                held = held or (number == 0 and session.block < 4 and (there or NOUN.search(text)))
                spoke = spoke and bool(there or STAGE.search(text) or _SPOKE.search(text))
                if not (whole_day or held or spoke):
                    continue
                if self.ground.outside(start, end):
                    continue
                for span in reading.dates:
                    if (
                        start <= span.start_offset < end
                        and not span.is_range
                        and len(span.start) == 10
                        and span.start <= published
                        and not _OTHER_DAY.search(text[: span.start_offset - start])
                        and not self._is_of_telling(span)
                    ) and self._fits(span, forum):
                        return self._evidence(span, forum)
        return None

    def _named_day(self, word: str, forum: Forum | None, previous: tuple[str, Words] | None) -> str | None:
        if word == "same":
            return previous[0] if previous else None
        if word == "next":
            return (date.fromisoformat(previous[0]) + timedelta(days=1)).isoformat() if previous else None
        if forum is None:
            return None
        if word in {"final", "last", "closing"}:
            return forum.end_date if forum.end_date and len(forum.end_date) == 10 else None
        if not forum.start_date or len(forum.start_date) != 10:
            return None
        step = _STEPS[word]
        return (date.fromisoformat(forum.start_date) + timedelta(days=step)).isoformat()
