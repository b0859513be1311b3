"""Tells on which day a session is held.

Rule: a session has a day only where it follows from the text; the days of a longer gathering alone give none.
"""

import re
from datetime import date, timedelta

from extractors.reading import BlockKind, DateSpan, Words
from extractors.records.panel.cues import STAGE
from extractors.records.panel.ground import Ground, without_quotes
from extractors.records.panel.sessions import Session
from schemas.records import Forum
from schemas.vocabulary import PanelKind

_DAY_REPORT = re.compile(
    r"\b(?:opening|first|second|third|final|last|closing) day\b|\bday (?:one|two|three)\b", re.IGNORECASE
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
            if frame.date is not None and (
                session.kind is PanelKind.PRESS_CONFERENCE or self._fits(frame.date.start, forum)
            ):
                return self._evidence(frame.date)
        for frame in session.frames:
            for word, start, end in frame.day_words:
                if day := self._named_day(word, forum, previous):
                    return day, self.ground.reading.words(start, end)
        return self._told_day(session, forum) or self._near_day(session, forum) or self._headed_day(session)

    def _evidence(self, span: DateSpan) -> tuple[str, Words]:
        return span.start, self.ground.reading.words(span.start_offset, span.end_offset)

    def _fits(self, day: str, forum: Forum | None) -> bool:
        """Tell whether a day can be one of a gathering's; an end before any day told is a misread one."""
        if self.ground.within(day, forum):
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
                and self._fits(span.start, forum)
            ):
                return self._evidence(span)
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
                b.kind is BlockKind.HEADING and b.start <= d.start_offset < b.end
                for b in self.ground.reading.blocks
            )
        ]
        if headings:
            return self._evidence(headings[-1])
        return self._evidence(days[-1]) if days and len({d.start for d in days}) == 1 else None

    def _told_day(self, session: Session, forum: Forum | None) -> tuple[str, Words] | None:
        """Return the day on which a participant spoke, or the one day that the article reports."""
        published = self.ground.reading.published.isoformat() if self.ground.reading.published else "9999"
        for number in dict.fromkeys([session.block, *range(min(3, len(self.ground.reading.blocks)))]):
            for start, end in self.ground.sentences[number]:
                text = without_quotes(self.ground.reading.text[start:end])
                whole_day = number < 2 and _DAY_REPORT.search(text)
                spoke = STAGE.search(text) and (
                    number == session.block
                    or any(start <= m.start < end for p in session.people for m in p.entity.mentions)
                )
                if not whole_day and not spoke:
                    continue
                for span in self.ground.reading.dates:
                    if (
                        start <= span.start_offset < end
                        and not span.is_range
                        and len(span.start) == 10
                        and span.start <= published
                    ) and self.ground.within(span.start, forum):
                        return span.start, self.ground.reading.words(span.start_offset, span.end_offset)
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
        step = {"opening": 0, "first": 0, "second": 1, "third": 2, "fourth": 3}[word]
        return (date.fromisoformat(forum.start_date) + timedelta(days=step)).isoformat()
