"""Reads sessions from the lines of a programme: items, and lines that begin with an hour.

Rule: a line is a session only with a person in it and a session's noun, an hour, or a day in a list of
sessions.
"""

import re
from dataclasses import dataclass

from extractors.entities.works import title_case
from extractors.reading import Block, BlockKind, Entity, EntityKind, Mention, Words
from extractors.records.panel.frames import Frame, FrameReader
from extractors.records.panel.ground import Ground
from extractors.records.panel.jobs import has_job
from extractors.records.panel.lexicon import NOUN, kind_of
from extractors.records.panel.sessions import Session
from schemas.vocabulary import PanelKind, Part

_LEAD = re.compile(
    r"\b(?:programme|program|line-?up|sessions?|panels?|talks?|speakers?|confirmed|schedule|agenda|"
    r"highlights|keynotes?|masterclasses|workshops|webinars?|conversations|events?|on the bill|timetable)\b",
    re.IGNORECASE,
)
_HOUR = r"\d{1,2}(?:[.:h]\d\d)?\s?(?:[ap]\.?m\.?)?"
_TIME = re.compile(
    rf"^\s*(?:\d{{1,2}}[.:h]\d\d(?:\s?[ap]\.?m\.?)?|\d{{1,2}}\s?[ap]\.?m\.?|noon|midday)"
    rf"(?:\s?(?:[-–—]|to)\s?{_HOUR})?\s*(?:[:,–—|-]\s*)?",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"^\s*(?:[A-Z][a-z]+day,?\s+)?(?:\d{{1,2}}\s+[A-Z][a-z]+|[A-Z][a-z]+\.?\s+\d{{1,2}}|[A-Z][a-z]+day)"
    rf"(?:,?\s*(?:at\s+)?{_HOUR})?\s*[:,–—|-]\s*"
)
_PART_LINE = re.compile(
    r"^\s*(?:speakers?|panell?ists?|with|featuring|participants?|moderat(?:or|ed by)|chair(?:ed by)?|hosts?|"
    r"hosted by|guests?|in conversation with|presenters?|led by)\s*:\s*",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s+[–—|]\s+|\s+-\s+|:\s+|;\s+(?=(?:moderat|chair|host|speakers?)\w*\b)|\.\s+(?=[A-Z])")
_BRACKETED = re.compile(
    r"(?<![\w’])((?:(?:Dr|Prof|Sir|Dame)\.?\s+)?[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:[A-ZÀ-Þ][\w’'.-]*|de|da|del|van|"
    r"von|der|"
    r"al|bin|la|le|den|ter|dos|di|el)){1,4})(?=\s*\()"
)
_ENDS = re.compile(r"[”\"’'.,:;]+$")


@dataclass(slots=True)
class _Piece:
    """One part of a line between dashes, colons or full stops."""

    start: int
    end: int
    people: list[Mention]


class ListReader:
    """Finds the sessions of programme lists."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.text = ground.reading.text
        self.frames = FrameReader(ground.reading, ground.sentences, ground.plain)

    def read(self) -> None:
        """Add a session for each line that tells one."""
        lead = ""
        last: Session | None = None
        blocks = self.ground.reading.blocks
        for number, block in enumerate(blocks):
            line = self.text[block.start : block.end]
            if last is not None and _PART_LINE.match(line):
                self._join(last, block, line)
                continue
            if block.kind is BlockKind.ITEM or self.ground.is_hour_line(number):
                session = self._read_line(number, lead)
                last = session or last
                continue
            last = None
            lead = line

    def _join(self, session: Session, block: Block, line: str) -> None:
        """Read "Speakers: X (A), Y (B)" under the line of a session."""
        lead = _PART_LINE.match(line)
        chairs = lead is not None and re.match(r"\s*(?:moderat|chair|host)", line, re.IGNORECASE)
        for mention in self._people(block.start + (lead.end() if lead else 0), block.end):
            part = self.ground.part(mention, block.start, block.end)
            session.add(mention, Part.MODERATOR if chairs else part)

    def _people(self, start: int, end: int) -> list[Mention]:
        """Return who is named in a stretch, with those whom only their brackets give away."""
        found = [
            m
            for m in self.ground.people
            if start <= m.start and m.end <= end and not self.ground.owns(m) and m.is_name
        ]
        for match in _BRACKETED.finditer(self.text, start, end):
            inner = re.match(r"\s*\(([^()]*)\)", self.text[match.end() : end])
            at, to = match.span(1)
            same = [m for m in found if m.start < to and m.end > at]
            if inner is None or not (has_job(inner[1]) or inner[1][:1].isupper()) or len(same) > 1:
                continue
            if len(same) == 1 and same[0].end == to:
                continue
            if NOUN.search(match[1]) or any(
                m.start < to and m.end > at and m.entity.kind is EntityKind.WORK
                for m in self.ground.reading.mentions
            ):
                continue
            words = self.ground.reading.words(at, to)
            mention = Mention(Entity(EntityKind.PERSON, words), at, to, True)
            mention.entity.mentions.append(mention)
            found = [m for m in found if m not in same] + [mention]
        return sorted(found, key=lambda m: m.start)

    def _read_line(self, number: int, lead: str) -> Session | None:
        block = self.ground.reading.blocks[number]
        session = self._session(number, lead)
        if session is None:
            return None
        begin = self._begin(block)
        pieces = self._pieces(begin, block.end)
        if (title := self._title(pieces, begin, block)) is not None:
            session.title = title
        for mention in self._people(begin, block.end):
            titled = session.title is not None and session.title.start <= mention.start < session.title.end
            inside = self.ground.in_quote(mention.start)
            if (
                titled
                or inside
                or self.ground.is_absent(mention, block.end)
                or not self._stands(mention, pieces)
            ):
                continue
            session.add(mention, self.ground.part(mention, block.start, block.end))
        session.listed = True
        if session.people:
            self.ground.sessions.append(session)
        return session

    def _begin(self, block: Block) -> int:
        """Return where a line goes on behind its hour and its day."""
        at = block.start
        for pattern in (_DAY, _TIME, _DAY):
            if match := pattern.match(self.text[at : block.end]):
                at += match.end()
        return at

    def _pieces(self, start: int, end: int) -> list[_Piece]:
        """Cut a line at its dashes and colons; brackets and quotation marks hold together."""
        masked = re.sub(r"“[^”]*”|\([^)]*\)|\"[^\"]*\"", lambda m: "x" * len(m.group()), self.text[start:end])
        bounds = [(start, start)]
        bounds += [(start + m.start(), start + m.end()) for m in _BREAK.finditer(masked)]
        pieces = []
        for n, (_, begin) in enumerate(bounds):
            stop = bounds[n + 1][0] if n + 1 < len(bounds) else end
            if stop > begin:
                pieces.append(_Piece(begin, stop, self._people(begin, stop)))
        return pieces

    def _stands(self, mention: Mention, pieces: list[_Piece]) -> bool:
        """Tell a person from a title that was taken for one: it alone fills its part of the line."""
        words = mention.entity.name.text
        if NOUN.fullmatch(words) or (len(words.split()) == 1 and not mention.entity.roles):
            return False
        piece = next((p for p in pieces if p.start <= mention.start < p.end), None)
        return piece is None or self._has_people(piece) or len(pieces) == 1

    def _has_people(self, piece: _Piece) -> bool:
        """Tell whether a part of a line tells of people rather than being a title."""
        words = self.text[piece.start : piece.end]
        if not piece.people:
            return False
        first = piece.people[0]
        alone = words.strip(" .") == self.text[first.start : first.end]
        behind = self.text[piece.people[-1].end : piece.end]
        led = re.search(r"\b(?:with|by|featuring|and)\s+$", self.text[piece.start : first.start])
        marked = re.match(r"\s*(?:\(|,)", behind) or has_job(words) or len(piece.people) > 1
        return bool(marked or led or alone)

    def _session(self, number: int, lead: str) -> Session | None:
        """Return the session that a line tells by a noun of its own, by its hour or by a day in a list."""
        reading, block = self.ground.reading, self.ground.reading.blocks[number]
        line = self.text[block.start : block.end]
        for noun in NOUN.finditer(self.text, block.start, block.end):
            if not self.ground.in_quote(noun.start()):
                frame = self.frames.frame(noun, block.start, block.end, number)
                title = (
                    frame.title if frame.title is not None and self.ground.is_quoted(frame.title) else None
                )
                return Session(frame.kind, frame.noun, block.start, number, title=title, frames=[frame])
        timed = bool(_TIME.match(line))
        if not timed and not (_LEAD.search(lead[-200:]) and _DAY.match(line)):
            return None
        kind, words = PanelKind.OTHER, reading.words(block.start, block.end)
        for noun in NOUN.finditer(lead):
            place = self.text.rfind(noun.group(), 0, block.start)
            kind, words = kind_of(noun.group()), reading.words(place, place + len(noun.group()))
        if re.search(r"\bpitch(?:es|ing)?\b", line, re.IGNORECASE):
            kind = PanelKind.PITCH
        frame = Frame(block.start, block.start, (block.start, block.end), number, kind, words)
        days = [d for d in reading.dates if block.start <= d.start_offset < block.end and not d.is_range]
        frame.date = next((d for d in days if len(d.start) == 10), None)
        return Session(kind, words, block.start, number, frames=[frame])

    def _is_statement(self, piece: _Piece, words: str) -> bool:
        """Tell a sentence that an item opens with ("Fiction is cheap again") from a title."""
        return self.text[piece.end : piece.end + 1] == "." and not title_case(words)

    def _is_told(self, piece: _Piece) -> bool:
        """Tell a sentence of running text, which an item may hold as well, from a title: "Next to her: X"."""
        tokens = self.ground.reading.tokens(piece.start, piece.end)
        pronoun = any(t.tag_ in {"PRP", "PRP$"} and t.i == tokens.end - 1 for t in tokens)
        tells = any(t.dep_ == "ROOT" and t.tag_ == "VBD" for t in tokens)
        return pronoun or (tells and not title_case(tokens.text))

    def _title(self, pieces: list[_Piece], begin: int, block: Block) -> Words | None:
        """Return the title of a line: quoted, or the part of the line that tells of nobody."""
        reading = self.ground.reading
        body = self.text[begin : block.end]
        if quoted := re.search(r"[“\"]([^”\"]{3,110}?)[,.]?[”\"]", body):
            at = begin + quoted.start(1)
            spoken = any(p.start == at for q in reading.quotes for p in q.parts)
            is_work = spoken or any(m.start <= at < m.end for m in self.ground.portraits.works)
            if (quoted.start() <= 1 and not spoken) or not is_work:
                return reading.words(at, begin + quoted.end(1))
        free = [p for p in pieces if not self._has_people(p) and not self._is_told(p)]
        for piece in free:
            words = _ENDS.sub("", self.text[piece.start : piece.end].strip())
            if words.endswith("?") or (len(words) >= 4 and not self._is_statement(piece, words)):
                plain = re.sub(
                    r"^(?:the|a|an|opening|closing|welcome|morning|afternoon|evening)\s+",
                    "",
                    words,
                    flags=re.IGNORECASE,
                )
                noun = NOUN.match(plain)
                if noun is not None and noun.end() == len(plain):
                    continue
                if re.fullmatch(
                    r"(?:moderators?|speakers?|chair|hosts?|panell?ists?|with|registration)",
                    words,
                    re.IGNORECASE,
                ):
                    continue
                at = self.text.index(words, piece.start)
                return reading.words(at, at + len(words))
        first = pieces[0] if pieces else None
        if first is not None and first.people:
            lead = self.text[first.start : first.people[0].start]
            if titled := re.match(
                r"(.{6,90}?)(?:,\s+|\s+)(?:with|by|featuring)\s+(?:[\w’-]+\s+){0,3}$", lead
            ):
                words = titled[1].strip(" ,")
                if not NOUN.fullmatch(
                    re.sub(r"^(?:the|a|an|opening|closing)\s+", "", words, flags=re.IGNORECASE)
                ):
                    return reading.words(first.start, first.start + len(titled[1].rstrip(" ,")))
        return None
