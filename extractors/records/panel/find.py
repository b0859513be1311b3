"""Puts sessions together and makes their records.

Rule: a session without a speaker is none, unless it is listed in a programme or has a title.
"""

import re
from collections.abc import Sequence

from extractors.reading import BlockKind, Reading
from extractors.records.evidence import Values
from extractors.records.panel.days import DayReader
from extractors.records.panel.ground import Ground, Session
from extractors.records.panel.listed import ListReader
from extractors.records.panel.named import NamedReader
from extractors.records.panel.stage import StageReader
from schemas.records import Forum, Panel
from schemas.vocabulary import ForumKind, PanelKind, Part

_INTERVIEWER = re.compile(
    r"\b(?:journalist|presenter|broadcaster|critic|interviewer|host|podcaster|anchor|moderator|"
    r"columnist|reporter|newsreader|editor|correspondent|programmer)\b",
    re.IGNORECASE,
)
_EXECUTIVE = re.compile(
    r"\b(?:chief|president|head of|director general|managing director|ceo|chief executive|officer)\b",
    re.IGNORECASE,
)


class _Finder:
    """Runs the readers and makes the records."""

    def __init__(self, reading: Reading, forums: Sequence[Forum]) -> None:
        self.ground = Ground(reading, forums)

    def find(self) -> list[Panel]:
        ground = self.ground
        NamedReader(ground).read()
        ListReader(ground).read()
        StageReader(ground).read()
        if not ground.forums:
            ground.sessions = [s for s in ground.sessions if self._stands_alone(s)]
        ground.sessions.sort(key=lambda s: s.start)
        DayReader(ground).read()
        return [self._record(s) for s in ground.sessions if self._is_session(s)]

    def _stands_alone(self, session: Session) -> bool:
        """Tell whether a session stands without a gathering: it is listed, or chaired and titled."""
        listed = [
            s
            for s in self.ground.sessions
            if self.ground.reading.blocks[s.block].kind is BlockKind.ITEM and s.people
        ]
        if len(listed) > 1 and session in listed:
            return True
        chaired = any(p.part is Part.MODERATOR for p in session.people)
        return session.named and session.title is not None and chaired and len(session.people) > 1

    def _is_session(self, session: Session) -> bool:
        if not session.people:
            return False
        forum = self.ground.forum_of(session)
        if forum is not None and forum.kind is ForumKind.AWARDS and session.kind is PanelKind.PRESENTATION:
            return False
        speakers = [p for p in session.people if p.part is Part.SPEAKER]
        listed = session.frames and self.ground.reading.blocks[session.block].kind is BlockKind.ITEM
        return bool(speakers) or session.title is not None or bool(listed)

    def _find_interviewer(self, session: Session) -> None:
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
            if (role := self.ground.portraits.portrait(p.entity, p.at).role)
            and _INTERVIEWER.search(role.text)
        ]
        if len(asks) == 1:
            asks[0].part = Part.MODERATOR

    def _record(self, session: Session) -> Panel:
        values = Values()
        forum = self.ground.forum_of(session)
        kind = session.kind
        if kind is PanelKind.OTHER:
            kind = PanelKind.PANEL if len(session.people) > 2 else PanelKind.PRESENTATION
        self._find_interviewer(session)
        values.put("title", session.title)
        values.put("kind", session.kind_words, kind)
        if forum is not None:
            values.put("event", self.ground.evidence(forum, "name"))
        if session.date is not None:
            values.put("date", session.date[1], session.date[0])
        for person in session.people:
            item = values.item("participants")
            portrait = self.ground.portraits.portrait(person.entity, person.at)
            item.put("name", person.entity.name)
            item.put("part", self.ground.reading.words(person.at[0].start, person.at[0].end), person.part)
            item.put("role", portrait.role)
            item.put("affiliation", portrait.affiliation)
            if (
                portrait.affiliation is None
                and portrait.role is not None
                and forum is not None
                and self.ground.portraits.leads_gathering(portrait.role)
            ):
                item.put("affiliation", self.ground.evidence(forum, "name"))
            if (
                not session.named
                and portrait.role is not None
                and forum is not None
                and len(forum.organizers) == 1
                and _EXECUTIVE.search(portrait.role.text)
            ):
                item.put("affiliation", self.ground.evidence(forum, "organizers[0]"))
            for work in portrait.works:
                item.add("works", work)
        strength = session.strength + (session.title is not None) + (len(session.people) > 1) + session.named
        return values.build(Panel, min(0.95, 0.4 + 0.12 * strength))


def find_panels(reading: Reading, forums: Sequence[Forum]) -> list[Panel]:
    """Return the sessions of the gatherings that the article reports on, in the order of the text."""
    return _Finder(reading, forums).find()
