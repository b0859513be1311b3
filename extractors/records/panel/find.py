"""Puts sessions together: the frames that speak of one session, the people in it, its gathering and its
day.

Rule: a person takes part by standing in the sentence that presents the session, or by speaking in it;
background people of the same sentence do not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from extractors.reading import BlockKind, Entity, EntityKind, Mention, Reading, Words
from extractors.records.evidence import Values
from extractors.records.forum.scene import sentences_of
from extractors.records.names import Names
from extractors.records.panel.frames import Frame, FrameReader
from extractors.records.panel.lexicon import (
    ABSENT,
    CONTINUES,
    MODERATED_BY,
    MODERATES,
    NOUN,
    OUTSIDE,
    ROLE,
    SPEECH,
    STAGE,
    kind_of,
)
from extractors.records.panel.people import PortraitReader
from schemas.records import Forum, Panel
from schemas.vocabulary import ForumKind, PanelKind, Part

_BEHIND_OTHER = re.compile(
    r"\b(?:late|adaptation of|novel by|book by|film by|series by|play by|directed by|written by|"
    r"starring|created by|replac(?:ed|es|ing)|tribute to|mentor,?|by fellow|company of|rival|"
    r"without|based on|produced by)\s+"
    r"(?:(?:the|his|her|a|an)\s+)?(?:[\w-]+\s+){0,3}$|\b(?:about|after|than|like|unlike|of|for|"
    r"on)\s+$|[“\"][^“”\"]{1,60}[”\"],?\s+(?:by|from)\s+(?:[\w’-]+\s+){0,4}$",
)
_INTERVIEWER = re.compile(
    r"\b(?:journalist|presenter|broadcaster|critic|interviewer|host|podcaster|anchor|moderator|"
    r"columnist|reporter|newsreader|editor|correspondent|programmer)\b",
    re.IGNORECASE,
)
_NEW = re.compile(r"\b(?:an?|another|the|two|three|and)\s+(?:[\w’-]+\s+){0,3}$", re.IGNORECASE)
_GIVES = re.compile(
    r"\b(?:giv(?:es?|ing|en)|gave|deliver\w*|host\w*|led|leads?|leading|held|hold\w*|took part|"
    r"takes? part|taking part|appear\w*|joined|join\w*|sat down|sit down|spoke|speak\w*|used|uses|"
    r"opened|opens|presented|presents|is|was|were|will|headlin\w*|"
    r"took the stage|took|taught|teach\w*|ran|run\w*|came|shared|share|open\w*|clos\w*|conduct\w*|"
    r"present\w*|anchor\w*|kick\w*|discussed|said|told|argued|talked|described|moderat\w*|"
    r"chair\w*)\b"
)
_WITH = re.compile(
    r"\b(?:with|by|from|featuring|featured|feature|features|between|of|brought together|brings "
    r"together|bringing together|had|has|included|includes?|including|among|saw|sees|gathered|"
    r"united|paired|pits?|pitted|went to|goes to|given by|delivered by|belonged to|"
    r"around the table|on stage|put|starring|led by|speakers?|joined by|made up of|comprising|"
    r"comprised|consisting of|consisted of|presented|participants?|guests?|panell?ists?)\b|[:;—–]|"
    r"“[^”]*”,?\s*$",
    re.IGNORECASE,
)
_OTHER_SESSION = re.compile(
    r"\b(?:another|a second|a further|a separate|other|second|third)\b", re.IGNORECASE
)
_OPEN_KINDS = frozenset({PanelKind.PANEL, PanelKind.ROUNDTABLE, PanelKind.PRESS_CONFERENCE, PanelKind.OTHER})
_SAYS = re.compile(
    r"(?:\s*\([^)]*\))?(?:,[^.;]{2,140}?,)?\s+(?:(?:also|then|later|has|had|who|meanwhile|and|"
    r"himself|herself|duly|again|both|went on to)\s+)*" + SPEECH.pattern,
)
_PRIZE = re.compile(r"\b(?:won|wins|winners?|prizes?|awards?|took the|swept|scooped|nominat\w+)\b")
_EXECUTIVE = re.compile(
    r"\b(?:chief|president|head of|director general|managing director|ceo|chief executive|officer)\b",
    re.IGNORECASE,
)
_DAY_REPORT = re.compile(
    r"\b(?:opening|first|second|third|final|last|closing) day\b|\bday (?:one|two|three)\b", re.IGNORECASE
)
_SPEAKS_AT = re.compile(
    r"\b(?:told|tells|addressed|addressing|speaking (?:at|to|during)|spoke (?:at|to|during)|said "
    r"(?:at|during)|appearing at|appeared at|on stage at|presented (?:\w+ ){0,6}at|"
    r"used)\s+(?:[\w’-]+\s+){0,6}$",
    re.IGNORECASE,
)
_QUIET_KINDS = frozenset(
    {
        ForumKind.FORUM,
        ForumKind.SUMMIT,
        ForumKind.CONFERENCE,
        ForumKind.SHOWCASE,
        ForumKind.WORKSHOP,
        ForumKind.OTHER,
    }
)
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


@dataclass(slots=True)
class _Person:
    entity: Entity
    part: Part
    at: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class _Session:
    kind: PanelKind
    kind_words: Words
    start: int
    block: int
    title: Words | None = None
    title_is_name: bool = False
    people: list[_Person] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    named: bool = True
    strength: int = 1
    date: tuple[str, Words] | None = None
    active: int = -1

    def add(self, mention: Mention, part: Part) -> None:
        """Let a person take part; one who moderates does so wherever else the name stands."""
        for person in self.people:
            if person.entity is mention.entity:
                person.at.append(mention)
                if part is Part.MODERATOR:
                    person.part = part
                return
        self.people.append(_Person(mention.entity, part, [mention]))

    def has(self, entity: Entity) -> bool:
        """Tell whether a person takes part."""
        return any(p.entity is entity for p in self.people)


class _Finder:
    def __init__(self, reading: Reading, forums: Sequence[Forum]) -> None:
        self.reading, self.forums = reading, list(forums)
        self.names = Names(reading)
        self.portraits = PortraitReader(reading, self.names)
        self.sentences = [sentences_of(reading, b.start, b.end) for b in reading.blocks]
        self.frames = FrameReader(reading, self.sentences)
        self.people = [m for m in reading.mentions if m.entity.kind is EntityKind.PERSON]
        self.sessions: list[_Session] = []

    def find(self) -> list[Panel]:
        self._read_frames()
        self._read_items()
        if self._is_about_talk():
            self._read_stage()
            self._read_company()
        if not self.forums:
            self.sessions = [s for s in self.sessions if self._stands_alone(s)]
        self.sessions.sort(key=lambda s: s.start)
        self._date_sessions()
        return [self._record(s) for s in self.sessions if self._is_session(s)]

    def _read_frames(self) -> None:
        by_block: dict[int, list[Frame]] = {}
        for frame in self.frames.read():
            by_block.setdefault(frame.block, []).append(frame)
        last: _Session | None = None
        for number, block in enumerate(self.reading.blocks):
            if block.kind is BlockKind.HEADING:
                continue
            if block.kind is BlockKind.ITEM:
                last = None
                continue
            for start, end in self.sentences[number]:
                frames = [f for f in by_block.get(number, ()) if f.sentence == (start, end)]
                if frames:
                    for group, stretch in self._groups(frames, start, end):
                        last = self._read_sentence(group, last, *stretch)
                elif last is not None:
                    self._go_on(last, start, end, number)

    def _groups(self, frames: list[Frame], start: int, end: int) -> list[tuple[list[Frame], tuple[int, int]]]:
        """Part the frames of a sentence that lists sessions: "a masterclass with X and a panel with Y"."""
        text = self.reading.text
        bounds = [start]
        groups = [[frames[0]]]
        for frame in frames[1:]:
            gap = text[groups[-1][-1].end : frame.start]
            opening = re.search(
                r"(?:,|;|\band\b|\bplus\b|\balso\b)[^,;]{0,50}?\b(?:a|an|another)\s+(?:[\w’-]+\s+){0,3}$", gap
            )
            named = any(groups[-1][-1].end <= m.start < frame.start for m in self.people)
            if opening and named:
                bounds.append(groups[-1][-1].end + opening.start())
                groups.append([frame])
            else:
                groups[-1].append(frame)
        bounds.append(end)
        return [(group, (bounds[n], bounds[n + 1])) for n, group in enumerate(groups)]

    def _read_sentence(
        self, frames: list[Frame], last: _Session | None, start: int, end: int
    ) -> _Session | None:
        main = self._main(frames)
        joined = self._same(main, last)
        if main.scrapped and joined is None:
            return last if last is not None and last.block == main.block else None
        session = joined or _Session(main.kind, main.noun, main.start, main.block)
        people = self._people_of(main, start, end, session)
        if (subject := self._subject(start, main)) is not None and all(
            m.entity is not subject.entity for m, _ in people
        ):
            people = [(subject, Part.SPEAKER), *people]
        if (
            joined is None
            and (main.definite or main.kind is PanelKind.CONVERSATION)
            and all(p is Part.MODERATOR for _, p in people)
        ) or (joined is None and main.kind is PanelKind.CONVERSATION and len(people) == 1):
            people = [*self._spoke_before(start, main.block, {id(m.entity) for m, _ in people}), *people]
        if joined is None and not people and not main.title and main.definite:
            return last
        for mention, part in people:
            session.add(mention, part)
        session.frames += frames
        for frame in frames:
            if session.title is None or (
                frame.title is not None
                and self._is_quoted(frame.title)
                and not self._is_quoted(session.title)
            ):
                session.title = frame.title or session.title
            if session.kind is PanelKind.OTHER and frame.kind is not PanelKind.OTHER:
                session.kind, session.kind_words = frame.kind, frame.noun
        if joined is None:
            self.sessions.append(session)
        return session

    def _subject(self, start: int, frame: Frame) -> Mention | None:
        """Return who "the Lagos-born showrunner" or "she" is that a sentence with a session begins with."""
        lead = self.reading.text[start : frame.start]
        opening = re.match(r"\W*(?:The\s+(?:[\w’-]+\s+){0,4}?[\w-]+|She|He)\b", lead)
        if (
            opening is None
            or len(lead) > 260
            or (
                not re.match(r"\W*(?:She|He)\b", lead)
                and not ROLE.search(" " + opening.group().strip().casefold())
            )
        ) and (
            opening is None
            or not re.match(
                r"\W*The\s+(?:[\w’-]+\s+){0,4}?(?:director|writer|producer|creator|showrunner|"
                r"actor|actress|creative|designer|author|exec|executive|novelist|film-?maker|"
                r"artist|composer|singer|founder|editor|veteran|star)\b",
                lead,
            )
        ):
            return None
        if not _GIVES.search(lead) or re.match(
            r"\W*The\s+(?:panel|session|festival|market|forum|summit|event)\b", lead
        ):
            return None
        block = self.reading.blocks[frame.block]
        earlier = [m for m in self.people if m.is_name and block.start <= m.start < start] or [
            m
            for m in self.people
            if m.is_name
            and frame.block
            and self.reading.blocks[frame.block - 1].start <= m.start < block.start
        ]
        return earlier[0] if earlier else None

    def _spoke_before(self, start: int, block: int, known: set[int]) -> list[tuple[Mention, Part]]:
        """Return who spoke in the line before "their session" or "in a chat with X, she said"."""
        line = self.reading.blocks[block].start
        found: list[tuple[Mention, Part]] = []
        for sentence in self.sentences[block]:
            if line <= sentence[0] < start:
                found += [(m, Part.SPEAKER) for m in self._speakers(*sentence) if id(m.entity) not in known]
        return found[-3:]

    def _main(self, frames: list[Frame]) -> Frame:
        titled = [f for f in frames if f.title is not None and self._is_quoted(f.title)]
        plain = [f for f in frames if f.kind is not PanelKind.OTHER]
        return (titled or plain or frames)[0]

    def _is_quoted(self, words: Words) -> bool:
        return self.reading.text[max(0, words.start - 1) : words.start] in {"“", '"', "‘", "'"}

    def _same(self, frame: Frame, last: _Session | None) -> _Session | None:
        """Return the session that a frame goes on about, if it does."""
        for session in reversed(self.sessions):
            if (
                frame.title is not None
                and session.title is not None
                and frame.title.text.casefold() == session.title.text.casefold()
            ):
                return session
        if last is None or _OTHER_SESSION.search(self.reading.text[frame.sentence[0] : frame.start][-30:]):
            return None
        fits = (
            frame.kind in {PanelKind.OTHER, last.kind}
            or last.kind is PanelKind.OTHER
            or frame.noun.text.casefold()
            in {"talk", "speech", "discussion", "presentation", "conversation", "address"}
        )
        different = (
            frame.title is not None
            and last.title is not None
            and frame.title.text.casefold() != last.title.text.casefold()
        )
        if different and frame.title is not None and not self._is_quoted(frame.title):
            return None
        own_title = (
            frame.title is not None
            and last.title is not None
            and self._is_quoted(frame.title)
            and self._is_quoted(last.title)
        )
        if not fits or own_title or frame.scrapped:
            return None
        before = self.reading.text[frame.sentence[0] : frame.start]
        refers = re.search(
            r"(?:\b(?:the|this|that|her|his|their|its|whose)\s+)(?:[a-z]+\s+)?$", before, re.IGNORECASE
        )
        return (
            last
            if refers
            and not re.search(r"\b(?:closing|opening|morning|afternoon|evening|final|other)\s+$", before)
            else None
        )

    def _people_of(self, frame: Frame, start: int, end: int, session: _Session) -> list[tuple[Mention, Part]]:
        """Return who takes part by the sentence that names the session."""
        found = []
        text = self.reading.text
        for mention in self.people:
            if (
                not start <= mention.start < end
                or self._in_quote(start, mention.start)
                or self._is_absent(mention, start, end)
            ):
                continue
            part = self._part(mention, start, end)
            if part is Part.MODERATOR:
                found.append((mention, part))
                continue
            before = text[start : mention.start]
            if (_BEHIND_OTHER.search(before) and not self._is_listed(frame, mention)) or self._owns(mention):
                continue
            if re.match(r"[^.]{0,60}\b(?:from|in) the (?:audience|floor)\b", text[mention.end : end]):
                continue
            if mention.start > frame.start:
                between = text[frame.end : mention.start]
                tied = (
                    _WITH.search(between) or frame.start - start < 60 or session.has(mention.entity) or found
                )
            else:
                between = text[mention.end : frame.start]
                tied = _GIVES.search(between) and (len(between) < 260)
            if tied:
                found.append((mention, Part.SPEAKER))
        return found

    def _is_listed(self, frame: Frame, mention: Mention) -> bool:
        between = self.reading.text[frame.end : mention.start] if mention.start > frame.end else ""
        return (
            bool(re.search(r"\b(?:of|between|featuring|with|by)\s+(?:the\s+)?(?:[\w’-]+\s+){0,4}$", between))
            and len(between) < 80
            and "”" not in between
        )

    def _part(self, mention: Mention, start: int, end: int) -> Part:
        text = self.reading.text
        lead = text[start : mention.start]
        bare = re.sub(
            r"(?:(?:the|a|an|its|former|"
            r"veteran)\s+)?(?:[A-Z][\w’'+-]*\s+){0,4}(?:[a-z’'][\w’'-]*\s+(?:of\s+|"
            r"and\s+)?){0,5},?\s*$",
            "",
            lead,
        )
        for candidate in (lead, bare):
            if MODERATED_BY.search(
                candidate if candidate.endswith(" ") or not candidate else candidate + " "
            ):
                return Part.MODERATOR
        for words in range(1, 9):
            cut = lead.rsplit(" ", words + 1)
            if (
                len(cut) > words
                and MODERATED_BY.search(cut[0] + " ")
                and not re.search(r"[.;:“”]", " ".join(cut[1:]))
                and not self._person_between(start + len(cut[0]), mention.start)
            ):
                return Part.MODERATOR
        return Part.MODERATOR if MODERATES.match(text[mention.end : end]) else Part.SPEAKER

    def _person_between(self, start: int, end: int) -> bool:
        return any(start <= m.start < end for m in self.people)

    def _owns(self, mention: Mention) -> bool:
        after = self.reading.text[mention.end : mention.end + 2]
        return after in {"’s", "'s"} or (
            after[:1] in {"’", "'"} and self.reading.text[mention.end - 1] == "s"
        )

    def _in_quote(self, start: int, at: int) -> bool:
        before = self.reading.text[start:at]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def _is_absent(self, mention: Mention, start: int, end: int) -> bool:
        text = self.reading.text
        after = text[mention.end : end]
        nearest = re.split(r";|\band (?=[A-Z])", after)[0][:110]
        later = [m for m in self.people if mention.end < m.start < end]
        if later:
            nearest = nearest[: max(0, later[0].start - mention.end)]
        return bool(ABSENT.search(nearest))

    def _go_on(self, session: _Session, start: int, end: int, block: int) -> None:
        """Let people join who are said to speak in a sentence behind the one that names the session."""
        text = self.reading.text
        sentence = text[start:end]
        near = block == session.frames[-1].block or block == session.active
        continues = bool(CONTINUES.search(sentence))
        is_open = (
            session.kind in _OPEN_KINDS
            and sum(p.part is Part.SPEAKER for p in session.people) < 2
            and block - session.block <= 4
        )
        moderated = any(
            self._part(m, start, end) is Part.MODERATOR for m in self.people if start <= m.start < end
        )
        if not near and not continues and not is_open and not (moderated and block - session.block <= 3):
            return
        if block - session.block > (4 if is_open else 3) or OUTSIDE.search(_without_quotes(sentence)):
            return
        for mention in self.people:
            if (
                not start <= mention.start < end
                or self._in_quote(start, mention.start)
                or self._owns(mention)
            ):
                continue
            if self._is_absent(mention, start, end) or not mention.is_name:
                continue
            part = self._part(mention, start, end)
            if part is Part.MODERATOR:
                session.add(mention, part)
                session.active = block
                continue
            if _BEHIND_OTHER.search(text[start : mention.start]):
                continue
            if not near and not continues and mention is not mention.entity.mentions[0]:
                continue
            around = (
                _without_quotes(text[mention.end : min(end, mention.end + 90)])
                + " | "
                + _without_quotes(text[max(start, mention.start - 60) : mention.start])
            )
            if continues or SPEECH.search(around):
                session.add(mention, Part.SPEAKER)
                session.active = block

    def _read_items(self) -> None:
        lead = ""
        for number, block in enumerate(self.reading.blocks):
            if block.kind is not BlockKind.ITEM:
                lead = self.reading.text[block.start : block.end]
                continue
            self._read_item(number, lead)

    def _read_item(self, number: int, lead: str) -> None:
        block = self.reading.blocks[number]
        text = self.reading.text
        body = text[block.start : block.end]
        people = [m for m in self.people if block.start <= m.start < block.end and not self._owns(m)]
        nouns = [
            n
            for n in NOUN.finditer(text, block.start, block.end)
            if not self._in_quote(block.start, n.start())
        ]
        if not people or (not nouns and not _ITEM_LEAD.search(lead[-200:])):
            return
        noun = nouns[0] if nouns else None
        dated = _ITEM_DATE.match(body)
        if noun is None and dated is None:
            return
        if noun is not None:
            frame = self.frames.frame(noun, block.start, block.end, number)
            session = _Session(frame.kind, frame.noun, block.start, number, title=frame.title, frames=[frame])
        else:
            stated = list(NOUN.finditer(lead))
            title_kind = None
            place = text.find(stated[-1].group(), block.start - len(lead) - 3) if stated else -1
            kind_words = (
                self.reading.words(place, place + len(stated[-1].group()))
                if stated and place >= 0
                else self.reading.words(block.start, block.end)
            )
            session = _Session(
                title_kind or (kind_of(stated[-1].group()) if stated else PanelKind.OTHER),
                kind_words,
                block.start,
                number,
            )
            session.frames = [
                Frame(block.start, block.start, (block.start, block.end), number, session.kind, kind_words)
            ]
            for day in (
                d
                for d in self.reading.dates
                if block.start <= d.start_offset < block.end and len(d.start) == 10 and not d.is_range
            ):
                session.frames[0].date = session.frames[0].date or day
        if session.title is None or not self._is_quoted(session.title):
            quoted = re.search(r"[“\"]([^”\"]{3,100})[,.]?[”\"]", body)
            opens = quoted is not None and quoted.start() <= (dated.end() if dated else 0) + 1
            if quoted and (
                opens
                or not any(m.start <= block.start + quoted.start(1) < m.end for m in self.portraits.works)
            ):
                session.title = self.reading.words(block.start + quoted.start(1), block.start + quoted.end(1))
            elif (
                dated
                and (plain := _ITEM_TITLE.match(body[dated.end() :]))
                and not NOUN.fullmatch(plain[1].strip())
            ):
                at = block.start + dated.end() + plain.start(1)
                inside = any(at <= m.start < at + len(plain[1]) for m in people)
                listed = inside and re.search(r",|\band\b|\bwith\b", plain[1])
                if not listed and (
                    not ROLE.search(" " + plain[1].lower()) or inside or len(plain[1].split()) > 3
                ):
                    session.title = self.reading.words(at, at + len(plain[1]))
                    if pitch := re.search(r"\bpitch\w*\b", plain[1], re.IGNORECASE):
                        session.kind, session.kind_words = (
                            PanelKind.PITCH,
                            self.reading.words(at + pitch.start(), at + pitch.end()),
                        )
        for mention in people:
            if self._in_quote(block.start, mention.start) or self._is_absent(mention, block.start, block.end):
                continue
            if session.title is not None and session.title.start <= mention.start < session.title.end:
                continue
            session.add(mention, self._part(mention, block.start, block.end))
        session.strength = 2
        self.sessions.append(session)

    def _read_stage(self) -> None:
        for number, block in enumerate(self.reading.blocks):
            if block.kind is not BlockKind.PARAGRAPH:
                continue
            for start, end in self.sentences[number]:
                sentence = _without_quotes(self.reading.text[start:end])
                if (STAGE.search(sentence) or self._at_gathering(sentence)) and not OUTSIDE.search(sentence):
                    for mention in self._speakers(start, end):
                        self._add_talk(mention, number, strength=1)

    def _is_about_talk(self) -> bool:
        """Tell whether who speaks on a stage here gives a talk, rather than thanks for a prize."""
        if not self.forums or all(f.kind is ForumKind.AWARDS for f in self.forums):
            return False
        lead = self.reading.text[: self.reading.blocks[0].end] if self.reading.blocks else ""
        return self.forums[0].kind is not ForumKind.FESTIVAL or not _PRIZE.search(lead)

    def _read_company(self) -> None:
        """Let those join a talk who are reported right after it on the same work."""
        for session in [s for s in self.sessions if not s.named]:
            work_ids = self._works_near(session.block)
            for number in range(session.block + 1, min(session.block + 7, len(self.reading.blocks))):
                if self.reading.blocks[number].kind is not BlockKind.PARAGRAPH or any(
                    s.named and s.block == number for s in self.sessions
                ):
                    break
                if not work_ids & self._works_near(number):
                    continue
                for start, end in self.sentences[number]:
                    if OUTSIDE.search(_without_quotes(self.reading.text[start:end])):
                        continue
                    for mention in self._speakers(start, end):
                        if mention.is_name and not any(s.has(mention.entity) for s in self.sessions):
                            session.add(mention, Part.SPEAKER)

    def _works_near(self, block: int) -> set[int]:
        span = self.reading.blocks[block]
        return {id(m.entity) for m in self.portraits.works if span.start <= m.start < span.end}

    def _at_gathering(self, sentence: str) -> bool:
        """Tell whether somebody speaks at, or to, a gathering that the sentence names."""
        for forum in self.forums:
            at = sentence.find(forum.name)
            lead = sentence[:at][-70:] if at >= 0 else ""
            if at >= 0 and _SPEAKS_AT.search(lead):
                return True
        return False

    def _speakers(self, start: int, end: int) -> list[Mention]:
        found = []
        text = self.reading.text
        for mention in self.people:
            if (
                not start <= mention.start < end
                or self._in_quote(start, mention.start)
                or self._owns(mention)
            ):
                continue
            if _BEHIND_OTHER.search(text[start : mention.start]) or self._is_absent(mention, start, end):
                continue
            after = _without_quotes(text[mention.end : end])[:130]
            before = _without_quotes(text[start : mention.start])[-25:]
            if _SAYS.match(after) or re.search(
                r"\b(?:said|added|recalled|joked)\s+(?:[\w’-]+\s+){0,4}$", before
            ):
                found.append(mention)
        return found[:3]

    def _add_talk(self, mention: Mention, block: int, strength: int) -> None:
        if any(s.has(mention.entity) for s in self.sessions):
            return
        works = {
            id(m.entity)
            for m in self.portraits.works
            if self.reading.blocks[block].start <= m.start < self.reading.blocks[block].end
        }
        for session in self.sessions:
            if session.named or abs(block - session.block) > 3:
                continue
            shared = works & {
                id(m.entity)
                for m in self.portraits.works
                if self.reading.blocks[session.block].start
                <= m.start
                < self.reading.blocks[session.block].end
            }
            if session.block == block or shared:
                session.add(mention, Part.SPEAKER)
                return
        words = self.reading.words(mention.start, mention.end)
        session = _Session(
            PanelKind.PRESENTATION, words, mention.start, block, named=False, strength=strength
        )
        session.add(mention, Part.SPEAKER)
        self.sessions.append(session)

    def _stands_alone(self, session: _Session) -> bool:
        """Tell whether a session stands without a gathering: it is listed, or chaired and titled."""
        listed = [
            s for s in self.sessions if self.reading.blocks[s.block].kind is BlockKind.ITEM and s.people
        ]
        if len(listed) > 1 and session in listed:
            return True
        chaired = any(p.part is Part.MODERATOR for p in session.people)
        return session.named and session.title is not None and chaired and len(session.people) > 1

    def _date_sessions(self) -> None:
        previous: tuple[str, Words] | None = None
        for session in self.sessions:
            session.date = self._day(session, previous)
            previous = session.date or previous

    def _day(self, session: _Session, previous: tuple[str, Words] | None) -> tuple[str, Words] | None:
        forum = self._forum(session)
        if (
            forum is not None
            and forum.start_date
            and forum.start_date == forum.end_date
            and len(forum.start_date) == 10
        ):
            return forum.start_date, self._evidence(forum, "start_date")
        for frame in session.frames:
            if frame.date is not None and (
                session.kind is PanelKind.PRESS_CONFERENCE or self._within(frame.date.start, forum)
            ):
                return frame.date.start, self.reading.words(frame.date.start_offset, frame.date.end_offset)
        for frame in session.frames:
            for word, start, end in frame.day_words:
                if day := self._named_day(word, forum, previous):
                    return day, self.reading.words(start, end)
        if (told := self._told_day(session, forum)) is not None:
            return told
        block = self.reading.blocks[session.block]
        spans = [
            d
            for d in self.reading.dates
            if block.start <= d.start_offset < session.start + 250
            and d.start_offset < block.end
            and len(d.start) == 10
            and not d.is_range
        ]
        for span in spans:
            if (
                self._within(span.start, forum)
                and self.reading.published
                and span.start <= (self.reading.published + timedelta(days=0)).isoformat()
            ):
                return span.start, self.reading.words(span.start_offset, span.end_offset)
        return None

    def _told_day(self, session: _Session, forum: Forum | None) -> tuple[str, Words] | None:
        """Return the day on which a participant spoke, or the one day that the article reports."""
        published = self.reading.published.isoformat() if self.reading.published else "9999"
        for number in dict.fromkeys([session.block, *range(min(3, len(self.reading.blocks)))]):
            for start, end in self.sentences[number]:
                text = _without_quotes(self.reading.text[start:end])
                whole_day = number < 2 and _DAY_REPORT.search(text)
                spoke = STAGE.search(text) and (
                    number == session.block
                    or any(start <= m.start < end for p in session.people for m in p.entity.mentions)
                )
                if not whole_day and not spoke:
                    continue
                for span in self.reading.dates:
                    if (
                        start <= span.start_offset < end
                        and not span.is_range
                        and len(span.start) == 10
                        and span.start <= published
                    ) and self._within(span.start, forum):
                        return span.start, self.reading.words(span.start_offset, span.end_offset)
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

    def _within(self, day: str, forum: Forum | None) -> bool:
        if forum is None or (not forum.start_date and not forum.end_date):
            return True
        if forum.start_date and len(forum.start_date) == 10 and day < forum.start_date:
            return False
        return not (forum.end_date and len(forum.end_date) == 10 and day > forum.end_date)

    def _evidence(self, forum: Forum, path: str) -> Words:
        found = next(e for e in forum.evidence if e.field == path)
        return self.reading.words(found.start, found.end)

    def _forum(self, session: _Session) -> Forum | None:
        """Return the gathering named in a session's sentence, else the one the article is about."""
        if not self.forums:
            return None
        first: dict[str, Forum] = {}
        for forum in self.forums:
            first.setdefault(forum.name, forum)
        if len(first) == 1:
            return self.forums[0]
        block = self.reading.blocks[session.block]
        for start, end in (
            session.frames[0].sentence if session.frames else (session.start, session.start + 200),
            (block.start, block.end),
        ):
            named = [f for name, f in first.items() if name in self.reading.text[start:end]]
            if len(named) == 1:
                return named[0]
            if named:
                return max(named, key=lambda f: -abs(self.reading.text.find(f.name, start) - session.start))
        parents = {f.parent_event for f in self.forums if f.parent_event}
        return next((f for f in self.forums if f.name in parents), self.forums[0])

    def _is_session(self, session: _Session) -> bool:
        if not session.people:
            return False
        forum = self._forum(session)
        if forum is not None and forum.kind is ForumKind.AWARDS and session.kind is PanelKind.PRESENTATION:
            return False
        speakers = [p for p in session.people if p.part is Part.SPEAKER]
        listed = session.frames and self.reading.blocks[session.block].kind is BlockKind.ITEM
        return bool(speakers) or session.title is not None or bool(listed)

    def _find_interviewer(self, session: _Session) -> None:
        """In a conversation of two, the journalist, critic or presenter is the one who asks."""
        if (
            session.kind is not PanelKind.CONVERSATION
            or len(session.people) != 2
            or any(p.part is Part.MODERATOR for p in session.people)
        ):
            return
        asks = [
            p
            for p in session.people
            if (role := self.portraits.portrait(p.entity, p.at).role) and _INTERVIEWER.search(role.text)
        ]
        if len(asks) == 1:
            asks[0].part = Part.MODERATOR

    def _record(self, session: _Session) -> Panel:
        values = Values()
        forum = self._forum(session)
        kind = session.kind
        if kind is PanelKind.OTHER:
            kind = PanelKind.PANEL if len(session.people) > 2 else PanelKind.PRESENTATION
        self._find_interviewer(session)
        values.put("title", session.title)
        values.put("kind", session.kind_words, kind)
        if forum is not None:
            values.put("event", self._evidence(forum, "name"))
        if session.date is not None:
            values.put("date", session.date[1], session.date[0])
        for person in session.people:
            item = values.item("participants")
            portrait = self.portraits.portrait(person.entity, person.at)
            item.put("name", person.entity.name)
            item.put("part", self.reading.words(person.at[0].start, person.at[0].end), person.part)
            item.put("role", portrait.role)
            item.put("affiliation", portrait.affiliation)
            if (
                portrait.affiliation is None
                and portrait.role is not None
                and forum is not None
                and self.portraits.leads_gathering(portrait.role)
            ):
                item.put("affiliation", self._evidence(forum, "name"))
            if (
                not session.named
                and portrait.role is not None
                and forum is not None
                and len(forum.organizers) == 1
                and _EXECUTIVE.search(portrait.role.text)
            ):
                item.put("affiliation", self._evidence(forum, "organizers[0]"))
            for work in portrait.works:
                item.add("works", work)
        strength = session.strength + (session.title is not None) + (len(session.people) > 1) + session.named
        return values.build(Panel, min(0.95, 0.4 + 0.12 * strength))


def _without_quotes(text: str) -> str:
    return re.sub(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)", " ", text)


def find_panels(reading: Reading, forums: Sequence[Forum]) -> list[Panel]:
    """Return the sessions of the gatherings that the article reports on, in the order of the text."""
    return _Finder(reading, forums).find()
