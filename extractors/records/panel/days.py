"""Tells on which day a session is held.

Rule: a session has a day only where it follows from the text; the days of a longer gathering alone give none.
"""

import re
from datetime import date, timedelta

from extractors.reading import Words
from extractors.records.panel.ground import Ground, Session, without_quotes
from extractors.records.panel.lexicon import STAGE
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
        forum = self.ground.forum_of(session)
        if (
            forum is not None
            and forum.start_date
            and forum.start_date == forum.end_date
            and len(forum.start_date) == 10
        ):
            return forum.start_date, self.ground.evidence(forum, "start_date")
        for frame in session.frames:
            if frame.date is not None and (
                session.kind is PanelKind.PRESS_CONFERENCE or self.ground.within(frame.date.start, forum)
            ):
                return frame.date.start, self.ground.reading.words(
                    frame.date.start_offset, frame.date.end_offset
                )
        for frame in session.frames:
            for word, start, end in frame.day_words:
                if day := self._named_day(word, forum, previous):
                    return day, self.ground.reading.words(start, end)
        if (told := self._told_day(session, forum)) is not None:
            return told
        block = self.ground.reading.blocks[session.block]
        spans = [
            d
            for d in self.ground.reading.dates
            if block.start <= d.start_offset < session.start + 250
            and d.start_offset < block.end
            and len(d.start) == 10
            and not d.is_range
        ]
        for span in spans:
            if (
                self.ground.within(span.start, forum)
                and self.ground.reading.published
                and span.start <= (self.ground.reading.published + timedelta(days=0)).isoformat()
            ):
                return span.start, self.ground.reading.words(span.start_offset, span.end_offset)
        return None

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
