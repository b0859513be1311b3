"""Which title a sentence is about, and what the article says of each title.

Rule: a title in brackets behind a person, or before that person's job, is their earlier work, never in focus.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.reading import BlockKind, CountSpan, Entity, Reading, Words
from extractors.records.announcements.units import PERSON, WORK, Sentence, Unit
from extractors.values.lexicon import words

CREW = words(
    "director directors co-director co-directors writer writers co-writer screenwriter screenwriters"
    " scriptwriter showrunner showrunners creator creators co-creator producer producers co-producer"
    " filmmaker filmmakers film-maker film-makers documentarian documentary-maker actor actors actress"
    " star stars comedian host presenter author authors novelist composer cinematographer editor"
    " designer playwright artist illustrator translator animator auteur helmer writer-director"
    " director-writer narrator rapper singer musician poet journalist broadcaster moviemaker helmers"
    " dir dirs prod prods scr developer cartoonist lyricist librettist dramatist performer debutant"
    " conductor soprano tenor baritone violinist"
    " pianist dancer dramaturg mangaka multi-hyphenate writer-producer actor-director host-producer"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A person and what they do, as written; `sentence` is the number of the sentence that says so."""

    person: Entity
    role: Words | None
    sentence: int


@dataclass(slots=True)
class Profile:
    """What an article says of one title: its people, its producers, its counts."""

    title: Entity
    credits: list[Credit] = field(default_factory=list)
    companies: list[tuple[Words, int]] = field(default_factory=list)
    counts: list[tuple[CountSpan, int]] = field(default_factory=list)

    def add(self, credit: Credit) -> None:
        """Add a person, or the role of one that had none."""
        for number, known in enumerate(self.credits):
            if known.person is credit.person:
                if known.role is None and credit.role is not None:
                    self.credits[number] = Credit(credit.person, credit.role, known.sentence)
                return
        self.credits.append(credit)


_BACKGROUND_BEFORE = re.compile(
    r"\b(?:creator of|author of|star of|director of|behind|known for|best known for|seen in|hit"
    r"|(?:whose|her|his|their) (?:last|previous|earlier|past|prior|other|recent|former|credits)"
    r"(?: [\w'-]+){0,4}"
    r"|credits (?:include|included)"
    r"|following|alongside|maker of|makers of|like|such as"
    r"|(?<!as )(?<!as a )(?<!as co-)(?<!as a co-)producers? of|last year's|after"
    r"|based on|titles include|include)$"
)


def is_background_title(sentence: Sentence, number: int) -> bool:
    """Tell whether a title only says who a person is: "(“Cold Chain”)", "“Salt” director Ann Lee"."""
    units = sentence.units
    before = units[number - 1] if number else None
    ahead = units[number + 1] if number + 1 < len(units) else None
    if before is not None and before.text == "(" and number > 1 and units[number - 2].kind == PERSON:
        return True
    if before is not None and before.text in {",", "and"} and _in_brackets_of_person(units, number):
        return True
    if (
        ahead is not None
        and ahead.lower in CREW
        and number + 2 < len(units)
        and _person_soon(units, number + 2)
    ):
        return before is None or before.lower not in {"of", "has", "on"}
    words_before = " ".join(u.lower for u in units[max(0, number - 7) : number])
    return bool(_BACKGROUND_BEFORE.search(words_before)) and not _TAKES_PART.search(words_before)


_TAKES_PART = re.compile(
    r"\b(?:as|on board|aboard) (?:an? |the |its )?(?:[\w-]+ )?[\w-]+s? (?:of|on|behind)$"
)


def _person_soon(units: list[Unit], at: int) -> bool:
    for unit in units[at : at + 9]:
        if unit.kind == PERSON:
            return True
        if unit.kind or unit.pos in {"VERB", "AUX"} or unit.text in {",", ";"}:
            return False
    return False


def _in_brackets_of_person(units: list[Unit], number: int) -> bool:
    for at in range(number - 1, 0, -1):
        if units[at].text == ")":
            return False
        if units[at].text == "(":
            return units[at - 1].kind == PERSON
    return False


def focus_titles(found: list[Sentence]) -> dict[int, Entity | None]:
    """Return for each sentence the title it is about: its own first one, else that of the sentence before."""
    focus: dict[int, Entity | None] = {}
    current: Entity | None = None
    section = -1
    line = -1
    for sentence in found:
        if sentence.section != section:
            current, section = None, sentence.section
        own = [
            n for n, u in enumerate(sentence.units) if u.kind == WORK and not is_background_title(sentence, n)
        ]
        if own:
            current = sentence.units[own[0]].entity
        elif sentence.line != line and not _refers(sentence):
            current = current if sentence.line - line <= 2 else None
        focus[sentence.number] = current
        if own:
            current = sentence.units[own[-1]].entity if sentence.block.kind is BlockKind.ITEM else current
        line = sentence.line
    return focus


def _refers(sentence: Sentence) -> bool:
    return any(
        u.lower in {"it", "its", "series", "film", "show", "project", "drama", "feature"}
        for u in sentence.units
    )


@lru_cache(maxsize=512)
def skeleton(sentence: Sentence) -> str:
    """Return the sentence with each name as a mark, `<P3>` for the person at place 3; else lower case."""
    return " ".join(f"<{u.kind}{n}>" if u.kind else u.lower for n, u in enumerate(sentence.units))


def title_at(sentence: Sentence, number: int, focus: dict[int, Entity | None]) -> Entity | None:
    """Return the title that a name at a place belongs to."""
    units = sentence.units
    own = [n for n, u in enumerate(units) if u.kind == WORK and not is_background_title(sentence, n)]
    before = [n for n in own if n < number]
    if before:
        return units[before[-1]].entity
    if own and (sentence.block.kind is BlockKind.ITEM or own[0] - number < 12):
        return units[own[0]].entity
    return focus.get(sentence.number) if not own else None


def cut(reading: Reading, sentence: Sentence, text: str, start: int, end: int) -> Words | None:
    """Cut the words of a stretch of the skeleton out of the article."""
    first = text.count(" ", 0, start)
    last = text.count(" ", 0, end)
    spaces = 0
    chosen: list[Unit] = []
    for unit in sentence.units:
        steps = 1 if unit.kind else unit.lower.count(" ") + 1
        if spaces + steps > first and spaces <= last:
            chosen.append(unit)
        spaces += steps
    return reading.words(chosen[0].start, chosen[-1].end) if chosen else None
