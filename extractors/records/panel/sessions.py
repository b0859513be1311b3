"""What the readers of sessions build: sessions, the people in them, and the lines that tell of each.

Rule: plain data without a judgement of its own.
"""

from dataclasses import dataclass, field

from extractors.reading import Entity, Mention, Words
from extractors.records.panel.frames import Frame
from schemas.vocabulary import PanelKind, Part

Line = tuple[int, int, int]  # where a sentence begins and ends, and the number of its block


@dataclass(slots=True)
class Person:
    """A person in a session, with the places that put the person there."""

    entity: Entity
    part: Part
    at: list[Mention] = field(default_factory=list)
    score: float = 1.0


@dataclass(slots=True)
class Session:
    """One session as the readers find it; `named` tells that the article gives it a noun."""

    kind: PanelKind
    kind_words: Words
    start: int
    block: int
    title: Words | None = None
    people: list[Person] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    before: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    named: bool = True
    listed: bool = False
    score: float = 0.5
    date: tuple[str, Words] | None = None

    def add(self, mention: Mention, part: Part, score: float = 1.0) -> None:
        """Let a person take part; one who moderates does so wherever else the name stands."""
        for person in self.people:
            if person.entity is mention.entity:
                person.at.append(mention)
                person.score = max(person.score, score)
                if part is Part.MODERATOR:
                    person.part = part
                return
        self.people.append(Person(mention.entity, part, [mention], score))

    def has(self, entity: Entity) -> bool:
        """Tell whether a person takes part."""
        return any(p.entity is entity for p in self.people)

    @property
    def speakers(self) -> list[Person]:
        """Those who do not moderate."""
        return [p for p in self.people if p.part is Part.SPEAKER]
