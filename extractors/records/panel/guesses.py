"""Guesses which other names are those of gatherings: by what people do there, not by the name.

Rule: a guess needs clues from the text around it worth three points; a name that acts as a company, a person
or a place is none.
"""

import re

from extractors.entities.lexicon import EVENT_HEADS, STRONG_BODY_HEADS, VENUE_HEADS
from extractors.reading import EntityKind, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.names import Names
from extractors.records.panel.cues import STAGE
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
_ENOUGH = 3.0


def guess_gatherings(reading: Reading, names: Names, taken: list[tuple[int, int]]) -> list[Known]:
    """Return gatherings beyond those whose names lie at `taken`, the surest first."""
    found: dict[str, tuple[float, Known]] = {}
    employers = {e.name.text for person in reading.entities for e in person.employers}
    people = {
        m.entity.name.text for m in reading.mentions if m.entity.kind is EntityKind.PERSON and m.entity.roles
    }
    for chunk in names.chunks:
        if len(chunk.text) < 3 or any(s < chunk.end and e > chunk.start for s, e in taken):
            continue
        if (extended := _extended(reading, chunk)) is not None:
            _count(found, extended, 4.0)
            continue
        points = _points(reading, names, chunk)
        if chunk.text in employers or chunk.text in people:
            points -= 3.0
        start, end = chunk.start, chunk.end
        if year := _YEAR.search(chunk.text):
            start, end = (start + year.end(), end) if year.start() == 0 else (start, start + year.start())
        _count(found, reading.words(start, end), points)
    sure = [pair for pair in found.values() if pair[0] >= _ENOUGH]
    return [known for _, known in sorted(sure, key=lambda p: -p[0])]


def _count(found: dict[str, tuple[float, Known]], name: Words, points: float) -> None:
    key = name.text.casefold()
    before, known = found.get(key, (0.0, Known(name, 2)))
    known.names.append((name.start, name.end))
    known.spots.append((name.start, name.end))
    found[key] = (before + points, known)


def _extended(reading: Reading, chunk: Chunk) -> Words | None:
    """Read "Booksellers’ Guild annual conference" and "annual assembly of the Producers’ Guild"."""
    text = reading.text
    if behind := _EXTENDED.match(text, chunk.end):
        return reading.words(chunk.start, behind.end())
    if ahead := _OF_BODY.search(text[max(0, chunk.start - 60) : chunk.start]):
        return reading.words(max(0, chunk.start - 60) + ahead.start(1), chunk.end)
    return None


def _points(reading: Reading, names: Names, chunk: Chunk) -> float:
    """Return how much the words around one naming speak for a gathering."""
    text = reading.text
    sentence = reading.sentence_at(chunk.start)
    before = text[max(sentence.start_char, chunk.start - 90) : chunk.start]
    after = text[chunk.end : chunk.end + 140].split("\n")[0]
    words = chunk.words
    points = 0.0
    sure = False
    if words[-1] in EVENT_HEADS or (len(words) > 1 and words[-2] in EVENT_HEADS):
        points += 2.0
    elif any(w in EVENT_HEADS for w in words):
        points += 1.0
    if _AT.search(before):
        talk = bool(NOUN.search(sentence.text) or STAGE.search(sentence.text))
        points += 1.5 if talk and _SURELY_AT.search(before) else 0.5
        sure = bool(talk and _SURELY_AT.search(before))
    sure = sure or points >= 2.0 or bool(_DESCRIBED.match(after) or _INTRODUCED.search(before))
    if not sure:
        return min(points, 0.0)
    points += 2.0 * bool(_DESCRIBED.match(after))
    points += 1.5 * bool(_FOLLOWED.match(after))
    points += 1.0 * bool(_HELD.match(after))
    points += 2.0 * bool(_INTRODUCED.search(before))
    points += 1.0 * bool(reading.title and chunk.text in reading.title)
    kind = names.kind(chunk.start, chunk.end)
    if kind in _NEVER:
        points -= 5.0
    if kind is EntityKind.VENUE or words[-1] in VENUE_HEADS:
        points -= 2.0
    if words[-1] in STRONG_BODY_HEADS and words[-1] not in EVENT_HEADS:
        points -= 2.0
    return points
