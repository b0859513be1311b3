"""Guesses which other names are those of gatherings: by what people do there, not by the name.

Rule: a guess needs clues from the text around it worth three points; a name that acts as a company, a person
or a place is none.
"""

import re
from dataclasses import dataclass

from extractors.entities.lexicon import EVENT_HEADS, STRONG_BODY_HEADS, VENUE_HEADS
from extractors.reading import EntityKind, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.names import Names
from extractors.records.panel.cues import STAGE
from extractors.records.panel.jobs import is_nation, job_before
from extractors.records.panel.known import Known
from extractors.records.panel.lexicon import NOUN

_GATHERING = (
    r"(?:festival|market|conference|summit|forum|fair|convention|congress|expo|symposium|gathering|assembly|"
    r"meeting|showcase|convention|trade show|get-together|retreat|marketplace|upfronts?|biennale)"
)
_AT = re.compile(
    r"\b(?:at|during|told|addressed|addressing|keynoted|keynoting|opened|opening|of|for|attended|visited|"
    r"to)\s+"
    r"(?:the\s+|this\s+|this year[’']s\s+|last week[’']s\s+|this week[’']s\s+|yesterday[’']s\s+|"
    r"\w+day[’']s\s+)?(?:[\w-]+(?:th|st|nd|rd)\s+)?(?:annual\s+|inaugural\s+|first\s+|first-ever\s+|"
    r"second\s+|"
    r"third\s+)?$",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\btold (?:the )?$")
_WHEN = re.compile(
    r"\s+(?:this (?:week|morning|afternoon)|on [A-Z]\w+day|yesterday|last week|today|in [A-Z])"
)
_SURELY_AT = re.compile(
    r"\b(?:at|during)\s+(?:the\s+|this (?:year|week)[’']s\s+)?(?:[\w-]+(?:th|st|nd|rd)\s+)?$", re.IGNORECASE
)
_DESCRIBED = re.compile(
    rf"\s*(?:\([^)]{{1,30}}\))?,\s+(?:the|a|an|its|"
    rf"[A-Z][\w’-]+[’']s?)\s+(?:[\w’,-]+\s+){{0,8}}?{_GATHERING}\b"
)
_FOLLOWED = re.compile(
    rf"\s+(?:delegates|attendees|audience|crowd|organi[sz]ers|festivalgoers|stage|{_GATHERING})\b"
)
_HELD = re.compile(
    r"\s+(?:in [A-Z]|on (?:the )?[A-Z][a-z]+day|this (?:week|month|year|morning|afternoon)|last (?:week|"
    r"month|night|"
    r"[A-Z]\w+day)|yesterday|today|continues|opened|opens|ended|ends|closes|closed|wraps|wrapped|kick(?:s|"
    r"ed)|ran|"
    r"runs|returns?|returned|concludes|concluded|takes place|took place|will be held|was held|is held)\b|"
    r",? now in its\b|\s\d{4}\b"
)
_INTRODUCED = re.compile(rf"\b{_GATHERING}\s+(?:of\s+)?[“\"]?$")
_EXTENDED = re.compile(
    rf"(?:[’']s?)?\s+(?:(?:annual|yearly|general|spring|autumn|national|regional|industry|winter|"
    rf"summer)\s+)+{_GATHERING}\b"
)
_OF_BODY = re.compile(rf"\b((?:(?:annual|general|yearly|national)\s+)*{_GATHERING})\s+of\s+(?:the\s+)?$")
_YEAR = re.compile(r"\s+(?:19|20)\d\d$|^(?:19|20)\d\d\s+")
_NEVER = frozenset({EntityKind.WORK, EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION})
_SESSIONS = re.compile(
    r"\s+(?:panel|discussion|session|seminar|keynote|talk|masterclass|debate|conversation|press "
    r"conference|roundtable|"
    r"workshop|lecture|pitch)\b"
)
_ANNOUNCES = re.compile(
    r"\s*(?:\([^)]*\d[^)]*\))?\s+(?:has |have |today |on \w+day )?(?:confirmed|announced|unveiled|"
    r"published|revealed|"
    r"completed|lined up|added)\s+(?:its|the|a|more|further|full)\s+(?:[\w-]+\s+){0,4}(?:speakers?|"
    r"programme|program|"
    r"line-?up|schedule|names|sessions|edition|guests|wave)\b"
)
_SOUNDS = re.compile(
    r"(?:fest|con|forum|expo|meet|days|talks|week|fair|camp|summit|conf|live|sessions|dialogues|market|"
    r"festival|film)$"
)
_ENOUGH = 3.0


def guess_gatherings(reading: Reading, names: Names, taken: list[tuple[int, int]]) -> list[Known]:
    """Return gatherings beyond those whose names lie at `taken`, the surest first."""
    found: dict[str, Known] = {}
    points: dict[str, float] = {}
    sure: set[str] = set()
    employers = {e.name.text for person in reading.entities for e in person.employers}
    people = {m.entity.name.text for m in reading.mentions if m.entity.kind is EntityKind.PERSON}
    for chunk in names.chunks:
        if len(chunk.text) < 3 or any(s < chunk.end and e > chunk.start for s, e in taken):
            continue
        if all(is_nation(word) for word in chunk.text.split()):
            continue
        extended = _extended(reading, chunk)
        name = extended or reading.words(*_without_year(chunk))
        key = name.text.casefold()
        known = found.setdefault(key, Known(name, 2))
        known.names.append((name.start, name.end))
        known.spots.append((name.start, name.end))
        clue = _points(reading, names, chunk)
        against = 3.0 if chunk.text in employers or chunk.text in people else 0.0
        points[key] = points.get(key, 0.0) + (4.0 if extended else clue.points - against)
        if extended or clue.sure:
            sure.add(key)
    enough = [k for k in sure if points[k] >= _ENOUGH]
    return [found[k] for k in sorted(enough, key=lambda k: -points[k])]


def points_of(reading: Reading, names: Names, places: list[tuple[int, int]]) -> float:
    """Return how much the words around all namings of a gathering speak for it."""
    return sum(
        max(0.0, _points(reading, names, chunk).points)
        for chunk in names.chunks
        if any(s < chunk.end and e > chunk.start for s, e in places)
    )


def _without_year(chunk: Chunk) -> tuple[int, int]:
    year = _YEAR.search(chunk.text)
    if year is None:
        return chunk.start, chunk.end
    if year.start() == 0:
        return chunk.start + year.end(), chunk.end
    return chunk.start, chunk.start + year.start()


def _extended(reading: Reading, chunk: Chunk) -> Words | None:
    """Read "Booksellers’ Guild annual conference" and "annual assembly of the Producers’ Guild"."""
    text = reading.text
    if behind := _EXTENDED.match(text, chunk.end):
        return reading.words(chunk.start, behind.end())
    if ahead := _OF_BODY.search(text[max(0, chunk.start - 60) : chunk.start]):
        return reading.words(max(0, chunk.start - 60) + ahead.start(1), chunk.end)
    return None


@dataclass(frozen=True, slots=True)
class _Clue:
    """What the words around one naming say; `sure` tells that one of them alone can carry a guess."""

    points: float
    sure: bool


def _points(reading: Reading, names: Names, chunk: Chunk) -> _Clue:
    """Return how much the words around one naming speak for a gathering."""
    text = reading.text
    sentence = reading.sentence_at(chunk.start)
    before = text[max(sentence.start_char, chunk.start - 90) : chunk.start]
    after = text[chunk.end : chunk.end + 140].split("\n")[0]
    words = chunk.words
    says = (
        (2.0, words[-1] in EVENT_HEADS or (len(words) > 1 and words[-2] in EVENT_HEADS), True),
        (1.0, any(w in EVENT_HEADS for w in words[:-2]), False),
        (1.0, bool(_SOUNDS.search(words[-1])), False),
        (1.5, bool(_SURELY_AT.search(before)), True),
        (
            0.5,
            bool(_AT.search(before)) and bool(NOUN.search(sentence.text) or STAGE.search(sentence.text)),
            False,
        ),
        (0.5, bool(_AT.search(before)), False),
        (2.0, bool(_TOLD.search(before) and _WHEN.match(after)), True),
        (2.0, bool(_DESCRIBED.match(after)), True),
        (2.0, bool(_INTRODUCED.search(before)), True),
        (2.0, bool(_SESSIONS.match(after)), True),
        (3.0, bool(_ANNOUNCES.match(after)), True),
        (1.5, bool(_FOLLOWED.match(after)), True),
        (1.0, bool(_HELD.match(after)), False),
        (1.0, bool(reading.title and chunk.text in reading.title), False),
    )
    points = sum(worth for worth, holds, _ in says if holds)
    kind = names.kind(chunk.start, chunk.end)
    if kind in _NEVER:
        points -= 5.0
    if kind is EntityKind.BODY and not _SOUNDS.search(words[-1]) and words[-1] not in EVENT_HEADS:
        points -= 1.0
    if (at := re.search(r"\s+(?:at|of|for)\s+(?:the\s+)?$", before)) and job_before(before, 0, at.start()):
        points -= 2.0
    if kind is EntityKind.VENUE or words[-1] in VENUE_HEADS:
        points -= 2.0
    if words[-1] in STRONG_BODY_HEADS and words[-1] not in EVENT_HEADS:
        points -= 2.0
    return _Clue(points, any(holds and alone for _, holds, alone in says))
