"""Holds what the readers of sessions share: who speaks where, which gathering, which day may be meant.

Rule: nothing here adds a session; the readers do, each in its own way.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.reading import Entity, EntityKind, Mention, Reading, Words
from extractors.records.forum.scene import sentences_of
from extractors.records.names import Names
from extractors.records.panel.frames import Frame
from extractors.records.panel.lexicon import ABSENT, MODERATED_BY, MODERATES, SPEECH
from extractors.records.panel.people import PortraitReader
from schemas.records import Forum
from schemas.vocabulary import PanelKind, Part

_BEHIND_OTHER = re.compile(
    r"\b(?:late|adaptation of|novel by|book by|film by|series by|play by|directed by|written by|"
    r"starring|created by|replac(?:ed|es|ing)|tribute to|mentor,?|by fellow|company of|rival|"
    r"without|based on|produced by)\s+"
    r"(?:(?:the|his|her|a|an)\s+)?(?:[\w-]+\s+){0,3}$|\b(?:about|after|than|like|unlike|of|for|"
    r"on)\s+$|[“\"][^“”\"]{1,60}[”\"],?\s+(?:by|from)\s+(?:[\w’-]+\s+){0,4}$",
)
_SAYS = re.compile(
    r"(?:\s*\([^)]*\))?(?:,[^.;]{2,140}?,)?\s+(?:(?:also|then|later|has|had|who|meanwhile|and|"
    r"himself|herself|duly|again|both|went on to)\s+)*" + SPEECH.pattern,
)


@dataclass(slots=True)
class Person:
    """A person in a session, with the places that put the person there."""

    entity: Entity
    part: Part
    at: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class Session:
    """One session as the readers find it; `named` tells that the article gives it a noun."""

    kind: PanelKind
    kind_words: Words
    start: int
    block: int
    title: Words | None = None
    title_is_name: bool = False
    people: list[Person] = field(default_factory=list)
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
        self.people.append(Person(mention.entity, part, [mention]))

    def has(self, entity: Entity) -> bool:
        """Tell whether a person takes part."""
        return any(p.entity is entity for p in self.people)


@dataclass(slots=True)
class Ground:
    """What all readers of sessions stand on: the reading, its gatherings and people, the sessions so far."""

    reading: Reading
    forums: Sequence[Forum]
    names: Names = field(init=False)
    portraits: PortraitReader = field(init=False)
    sentences: list[list[tuple[int, int]]] = field(init=False)
    people: list[Mention] = field(init=False)
    sessions: list[Session] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = Names(self.reading)
        self.portraits = PortraitReader(self.reading, self.names)
        self.sentences = [sentences_of(self.reading, b.start, b.end) for b in self.reading.blocks]
        self.people = [m for m in self.reading.mentions if m.entity.kind is EntityKind.PERSON]

    def part(self, mention: Mention, start: int, end: int) -> Part:
        """Tell whether a person moderates in a sentence."""
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

    def owns(self, mention: Mention) -> bool:
        """Tell whether an 's follows a name."""
        after = self.reading.text[mention.end : mention.end + 2]
        return after in {"’s", "'s"} or (
            after[:1] in {"’", "'"} and self.reading.text[mention.end - 1] == "s"
        )

    def in_quote(self, start: int, at: int) -> bool:
        """Tell whether an offset lies in direct speech of the sentence that begins at `start`."""
        before = self.reading.text[start:at]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def is_absent(self, mention: Mention, end: int) -> bool:
        """Tell whether a person is said to have stayed away."""
        text = self.reading.text
        after = text[mention.end : end]
        nearest = re.split(r";|\band (?=[A-Z])", after)[0][:110]
        later = [m for m in self.people if mention.end < m.start < end]
        if later:
            nearest = nearest[: max(0, later[0].start - mention.end)]
        return bool(ABSENT.search(nearest))

    def speakers(self, start: int, end: int) -> list[Mention]:
        """Return who is said to speak in a sentence, three at most."""
        found = []
        text = self.reading.text
        for mention in self.people:
            if not start <= mention.start < end or self.in_quote(start, mention.start) or self.owns(mention):
                continue
            if _BEHIND_OTHER.search(text[start : mention.start]) or self.is_absent(mention, end):
                continue
            after = without_quotes(text[mention.end : end])[:130]
            before = without_quotes(text[start : mention.start])[-25:]
            if _SAYS.match(after) or re.search(
                r"\b(?:said|added|recalled|joked)\s+(?:[\w’-]+\s+){0,4}$", before
            ):
                found.append(mention)
        return found[:3]

    def forum_of(self, session: Session) -> Forum | None:
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

    def evidence(self, forum: Forum, path: str) -> Words:
        """Return the words that a gathering's value was read from."""
        found = next(e for e in forum.evidence if e.field == path)
        return self.reading.words(found.start, found.end)

    def within(self, day: str, forum: Forum | None) -> bool:
        """Tell whether a day lies in the days of a gathering, as far as they are known."""
        if forum is None or (not forum.start_date and not forum.end_date):
            return True
        if forum.start_date and len(forum.start_date) == 10 and day < forum.start_date:
            return False
        return not (forum.end_date and len(forum.end_date) == 10 and day > forum.end_date)

    def works_near(self, block: int) -> set[int]:
        """Return the works named in a line, by identity."""
        span = self.reading.blocks[block]
        return {id(m.entity) for m in self.portraits.works if span.start <= m.start < span.end}

    def is_quoted(self, words: Words) -> bool:
        """Tell whether words stand right behind an opening quotation mark."""
        return self.reading.text[max(0, words.start - 1) : words.start] in {"“", '"', "‘", "'"}


def without_quotes(text: str) -> str:
    """Blank the direct speech in a stretch."""
    return re.sub(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)", " ", text)
