"""Reads sessions from the items of a programme list.

Rule: an item is a session only with a person in it and a session's noun, or a day in a list of sessions.
"""

import re

from extractors.reading import Block, BlockKind, Mention
from extractors.records.panel.frames import Frame, FrameReader
from extractors.records.panel.ground import Ground, Session
from extractors.records.panel.lexicon import NOUN, ROLE, kind_of
from schemas.vocabulary import PanelKind

_ITEM_LEAD = re.compile(
    r"\b(?:programme|program|line-?up|sessions?|panels?|talks?|speakers?|confirmed|schedule|agenda|"
    r"highlights|keynotes?|masterclasses|workshops|webinars?|conversations|events?|on the bill)\b",
    re.IGNORECASE,
)
_ITEM_DATE = re.compile(
    r"^\s*(?:[A-Z][a-z]+day,?\s+)?(?:\d{1,2}\s+[A-Z][a-z]+|[A-Z][a-z]+\.?\s+\d{1,2}|[A-Z][a-z]+day|"
    r"\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?[-–]\s?\d{1,2}[.:]\d\d)?|"
    r"\d{1,2}\s?[ap]m)(?:,\s*\d{1,2}[.:]?\d{0,2}\s?(?:[ap]\.?m\.?)?)?\s*[:,–—-]\s*"
)
_ITEM_TITLE = re.compile(r"^([^.:“”\"()]{4,90}?(?:[?!]|(?=[.:])))[.:]?(?:\s|$)")


class ListReader:
    """Finds the sessions of programme lists."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.frames = FrameReader(ground.reading, ground.sentences)

    def read(self) -> None:
        """Add a session for each list item that tells one."""
        lead = ""
        for number, block in enumerate(self.ground.reading.blocks):
            if block.kind is not BlockKind.ITEM:
                lead = self.ground.reading.text[block.start : block.end]
                continue
            self._read_item(number, lead)

    def _read_item(self, number: int, lead: str) -> None:
        block = self.ground.reading.blocks[number]
        people = [
            m for m in self.ground.people if block.start <= m.start < block.end and not self.ground.owns(m)
        ]
        session = self._session(number, lead) if people else None
        if session is None:
            return
        if session.title is None or not self.ground.is_quoted(session.title):
            self._find_title(session, block, people)
        for mention in people:
            quoted = self.ground.in_quote(block.start, mention.start)
            titled = session.title is not None and session.title.start <= mention.start < session.title.end
            if not quoted and not titled and not self.ground.is_absent(mention, block.end):
                session.add(mention, self.ground.part(mention, block.start, block.end))
        session.strength = 2
        self.ground.sessions.append(session)

    def _session(self, number: int, lead: str) -> Session | None:
        """Return the session that an item tells by a noun of its own, or by a day in a list of sessions."""
        reading, block = self.ground.reading, self.ground.reading.blocks[number]
        for noun in NOUN.finditer(reading.text, block.start, block.end):
            if not self.ground.in_quote(block.start, noun.start()):
                frame = self.frames.frame(noun, block.start, block.end, number)
                return Session(frame.kind, frame.noun, block.start, number, title=frame.title, frames=[frame])
        if not _ITEM_LEAD.search(lead[-200:]) or not _ITEM_DATE.match(reading.text[block.start : block.end]):
            return None
        kind, words = PanelKind.OTHER, reading.words(block.start, block.end)
        for noun in NOUN.finditer(lead):
            place = reading.text.rfind(noun.group(), 0, block.start)
            kind, words = kind_of(noun.group()), reading.words(place, place + len(noun.group()))
        frame = Frame(block.start, block.start, (block.start, block.end), number, kind, words)
        days = [d for d in reading.dates if block.start <= d.start_offset < block.end and not d.is_range]
        frame.date = next((d for d in days if len(d.start) == 10), None)
        return Session(kind, words, block.start, number, frames=[frame])

    def _find_title(self, session: Session, block: Block, people: list[Mention]) -> None:
        """Read the quoted title of an item, or the words between its day and the first full stop."""
        reading = self.ground.reading
        body = reading.text[block.start : block.end]
        dated = _ITEM_DATE.match(body)
        begin = dated.end() if dated else 0
        if quoted := re.search(r"[“\"]([^”\"]{3,100})[,.]?[”\"]", body):
            at = block.start + quoted.start(1)
            is_work = any(m.start <= at < m.end for m in self.ground.portraits.works)
            if quoted.start() <= begin + 1 or not is_work:
                session.title = reading.words(at, block.start + quoted.end(1))
                return
        plain = _ITEM_TITLE.match(body[begin:]) if dated else None
        if plain is None or NOUN.fullmatch(plain[1].strip()):
            return
        at = block.start + begin + plain.start(1)
        named = any(at <= m.start < at + len(plain[1]) for m in people)
        if named and re.search(r",|\band\b|\bwith\b", plain[1]):
            return
        if not ROLE.search(" " + plain[1].lower()) or named or len(plain[1].split()) > 3:
            session.title = reading.words(at, at + len(plain[1]))
            if pitch := re.search(r"\bpitch\w*\b", plain[1], re.IGNORECASE):
                session.kind = PanelKind.PITCH
                session.kind_words = reading.words(at + pitch.start(), at + pitch.end())
