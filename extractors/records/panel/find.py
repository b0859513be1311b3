"""Puts sessions together and makes their records.

Rule: a session needs somebody who takes part in it, and is told once however often the article comes back to
it.
"""

import re
from collections.abc import Sequence

from extractors.reading import Reading, Words
from extractors.records.evidence import Values
from extractors.records.panel import judge, members
from extractors.records.panel.days import DayReader
from extractors.records.panel.ground import Ground
from extractors.records.panel.jobs import MAKES
from extractors.records.panel.known import Known
from extractors.records.panel.listed import ListReader
from extractors.records.panel.segments import Segmenter
from extractors.records.panel.sessions import Person, Session
from extractors.records.panel.weights import probability
from schemas.records import Forum, Panel
from schemas.vocabulary import PanelKind, Part

_INTERVIEWER = re.compile(
    r"\b(?:journalist|presenter|broadcaster|critic|interviewer|host|podcaster|anchor|moderator|"
    r"columnist|reporter|newsreader|editor|correspondent|programmer|translator)\b",
    re.IGNORECASE,
)
_EXECUTIVE = re.compile(
    r"\b(?:chief|president|head of|director general|managing director|ceo|chief executive|officer)\b",
    re.IGNORECASE,
)
_OF_TEAM = re.compile(
    r"\b(?:the|its|their)\s+(?:film|movie|show|series|drama|comedy|documentary|game|play|musical|production|"
    r"feature|sitcom)[’']s\b|\b(?:cast|crew|team|stars?|makers|creators?)\b[^.]{0,30}[“\"‘]|\bcast\b|"
    r"\bco-?stars?\b",
    re.IGNORECASE,
)
_PITCHES = re.compile(
    r"\bprojects?\b.*\bpitch(?:ed|es|ing)\b|\bpitch(?:ed|es|ing)\b.*\bprojects?\b", re.DOTALL
)
_SEMINARS = frozenset(("seminar", "webinar", "online seminar", "session", "talk", "livestream"))
_PANELLISTS = re.compile(r"\b(?:panell?ists|panel)\b")
_ABOUT = re.compile(
    r"\b(?:making|case study|q ?& ?a|first look|demo|demonstration|screening|premiere|footage|progress|"
    r"presentation|talk|"
    r"masterclass|presented|scenes?|clips?|score|conversation)\b[^.“”]{0,50}[“\"‘]$",
    re.IGNORECASE,
)
_TAKES_PART = 0.45
_MODERATES = 0.2
_IS_REPORTED = 0.55


class Finder:
    """Runs the readers and makes the records of one article."""

    def __init__(self, reading: Reading, forums: Sequence[Forum]) -> None:
        self.ground = Ground(reading, forums)

    def segments(self) -> list[Session]:
        """Return the segments of the article, nobody in those of the running text yet."""
        Segmenter(self.ground).read()
        ListReader(self.ground).read()
        self.ground.sessions.sort(key=lambda s: s.start)
        return self.ground.sessions

    def sessions(self) -> list[Session]:
        """Return the sessions that the article reports, with their people."""
        for session in self.segments():
            if not session.listed:
                self._people(session)
        self._join()
        for session in self.ground.sessions:
            session.score = probability("is reported", judge.clues_of(self.ground, session))
        self.ground.sessions = [s for s in self.ground.sessions if self._is_session(s)]
        return self.ground.sessions

    def find(self) -> list[Panel]:
        """Return the records."""
        self.sessions()
        DayReader(self.ground).read()
        return [self._record(s) for s in self.ground.sessions]

    def _people(self, session: Session) -> None:
        """Let those take part whom the text around the session shows in it."""
        for candidate in members.candidates(self.ground, session):
            clues = members.clues_of(self.ground, session, candidate)
            score = probability("takes part", clues)
            needed = (
                _MODERATES
                if clues.get("moderates") and not (clues.get("far only") or clues.get("only before"))
                else _TAKES_PART
            )
            if score >= needed and not clues.get("owns"):
                self.admit(session, candidate, score)

    def admit(self, session: Session, candidate: members.Candidate, score: float = 1.0) -> None:
        """Let a person take part, with all namings around the session."""
        for naming in candidate.namings:
            start, end, _ = naming.line
            session.add(naming.mention, self.ground.part(naming.mention, start, end), score)

    def _join(self) -> None:
        """Take together what the article tells of one session in several places."""
        kept: list[Session] = []
        for session in self.ground.sessions:
            if not session.people:
                continue
            twin = next((s for s in reversed(kept) if self._are_one(s, session)), None)
            if twin is None:
                kept.append(session)
                continue
            self._merge(twin, session)
        self.ground.sessions = kept

    def _are_one(self, first: Session, second: Session) -> bool:
        """Tell whether a talk without a name and another segment with the same speaker are one session."""
        if first.named and second.named:
            return False
        return any(first.has(p.entity) for p in second.speakers)

    def _merge(self, into: Session, other: Session) -> None:
        if other.named and not into.named:
            into.kind, into.kind_words, into.title = other.kind, other.kind_words, other.title
            into.named = True
            into.frames = [*other.frames, *into.frames]
        else:
            into.frames += other.frames
        into.lines += other.lines
        for person in other.people:
            for mention in person.at:
                into.add(mention, person.part, person.score)

    def _is_session(self, session: Session) -> bool:
        if not session.speakers and session.title is None and not session.listed:
            return False
        known = self.ground.gatherings.of(session)
        reported = session.title is not None or (known is not None and known.forum is not None)
        if not reported and session.frames and judge.is_long_ago(self.ground, *session.frames[0].sentence):
            return False
        return session.score >= _IS_REPORTED

    def _find_interviewer(self, session: Session) -> None:
        """In a conversation, the one journalist, critic or presenter is the one who asks."""
        if (
            session.kind is not PanelKind.CONVERSATION
            or len(session.people) not in {2, 3}
            or any(p.part is Part.MODERATOR for p in session.people)
        ):
            return
        asks = [
            p
            for p in session.people
            if (role := self.ground.portraits.portrait(p.entity, p.at).role)
            and _INTERVIEWER.search(role.text)
        ]
        if len(asks) == 1:
            asks[0].part = Part.MODERATOR

    def _record(self, session: Session) -> Panel:
        values = Values()
        known = self.ground.gatherings.of(session)
        kind = session.kind
        if not session.named and _PITCHES.search(self._told(session)):
            kind = PanelKind.PITCH
        self._find_interviewer(session)
        if kind is PanelKind.OTHER or (kind is PanelKind.PRESENTATION and self._is_debated(session)):
            several = len(session.people) > 2 or session.kind_words.text.casefold() == "discussion"
            kind = PanelKind.PANEL if several else PanelKind.PRESENTATION
        values.put("title", session.title)
        values.put("kind", session.kind_words, kind)
        if known is not None:
            values.put("event", self._event_name(known))
        if session.date is not None:
            values.put("date", session.date[1], session.date[0])
        for person in session.people:
            self._describe(values.item("participants"), person, session, known)
        return values.build(Panel, min(0.95, 0.2 + 0.75 * session.score))

    def _is_debated(self, session: Session) -> bool:
        """Tell a seminar, or a nameless talk, in which several speak and one chairs from a presentation."""
        told = session.kind_words.text.casefold() in _SEMINARS or not session.named
        chaired = any(p.part is Part.MODERATOR for p in session.people) or _PANELLISTS.search(
            self._told(session)
        )
        return bool(told and chaired and len(session.speakers) > 1)

    def _event_name(self, known: Known) -> Words:
        return self.ground.evidence(known.forum, "name") if known.forum is not None else known.name

    def _describe(self, item: Values, person: Person, session: Session, known: Known | None) -> None:
        portrait = self.ground.portraits.portrait(person.entity, person.at)
        item.put("name", person.entity.name)
        item.put("part", self.ground.reading.words(person.at[0].start, person.at[0].end), person.part)
        item.put("role", portrait.role)
        item.put("affiliation", portrait.affiliation)
        if portrait.role is not None and known is not None and portrait.affiliation is None:
            forum = known.forum
            if self.ground.portraits.leads_gathering(portrait.role):
                item.put("affiliation", self._event_name(known))
            elif (
                forum is not None
                and not session.named
                and len(forum.organizers) == 1
                and _EXECUTIVE.search(portrait.role.text)
            ):
                item.put("affiliation", self.ground.evidence(forum, "organizers[0]"))
        works = portrait.works
        if not works and person.part is Part.SPEAKER and portrait.role and MAKES.search(portrait.role.text):
            works = self._shared_work(session)
        if not works and session.kind is PanelKind.PITCH:
            works = self._pitched(person, session)
        titles = {s.title.text.casefold() for s in self.ground.sessions if s.title is not None}
        for work in works:
            if work.text.casefold() not in titles:
                item.add("works", work)

    def _pitched(self, person: Person, session: Session) -> list[Words]:
        """Return the one title of the sentence in which somebody pitches."""
        for mention in person.at:
            line = next((n for n in session.lines if n[0] <= mention.start < n[1]), None)
            works = [m.entity for m in self.ground.portraits.works if line and line[0] <= m.start < line[1]]
            if len({id(w) for w in works}) == 1:
                return [works[0].name]
        return []

    def _shared_work(self, session: Session) -> list[Words]:
        """Return the one title a session is about: "the film’s press conference", "a case study of “A”"."""
        works, text = self.ground.portraits.works, self.ground.reading.text
        if len(session.speakers) > 1 and _OF_TEAM.search(self._told(session)):
            lines = [*session.before, *session.lines][: len(session.before) + 3]
            told = [m for m in works if any(start <= m.start < end for start, end, _ in lines)]
        else:
            named = [f.sentence for f in session.frames if f.named]
            told = [
                m for m in works for s, e in named if s <= m.start < e and _ABOUT.search(text[s : m.start])
            ]
        titles = {id(m.entity): m.entity.name for m in told}
        return list(titles.values()) if len(titles) == 1 else []

    def _told(self, session: Session) -> str:
        return " ".join(self.ground.reading.text[s:e] for s, e, _ in [*session.before, *session.lines][:6])


def find_panels(reading: Reading, forums: Sequence[Forum]) -> list[Panel]:
    """Return the sessions of the gatherings that the article reports on, in the order of the text."""
    return Finder(reading, forums).find()
