"""Guesses which other names are those of gatherings: by what people do there, not by the name.

Rule: a guess needs clues from the text around it worth three points, or the most of all where nothing
else can be the gathering of the sessions; a name that acts as a company, a person or a place is none.
"""

import re
from dataclasses import dataclass

from extractors.entities.lexicon import EVENT_HEADS, STRONG_BODY_HEADS, VENUE_HEADS
from extractors.patterns import Ending
from extractors.reading import EntityKind, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.names import Names
from extractors.records.panel.cues import STAGE
from extractors.records.panel.jobs import is_nation, job_before, singular
from extractors.records.panel.known import Known
from extractors.records.panel.lexicon import NOUN
from extractors.values.lexicon import row

_GATHERING = (
    r"(?:festival|market|conference|summit|forum|fair|convention|congress|expo|symposium|gathering|assembly|"
    r"meeting|showcase|convention|trade show|get-together|retreat|marketplace|upfronts?|biennale)"
)
_AT = Ending(
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
_SURELY_AT = Ending(
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
    r"runs|returns?|returned|concludes|concluded|takes place|took place|will be held|was held|is held|"
    r"(?:this|last|at the|over the) weekend|(?:once|twice|again|late|early|earlier|here) on)\b|"
    r",? now in its\b|\s\d{4}\b"
)
_DAY_OF = Ending(
    r"\b(?:day (?:one|two|three|four|five|1|2|3|4)|(?:opening|first|second|third|fourth|final|last|closing) "
    r"(?:day|morning|afternoon|evening|night)|(?:first|second|third|latest|this year[’']s|last|next|"
    r"inaugural|"
    r"[\w-]+(?:th|st|nd|rd)) edition|sidelines|part|margins|stages?|founders?|organi[sz]ers|delegates|"
    r"attendees|"
    r"visitors|guests|crowd|audience|programme|speakers|opening|close|end|start|highlights?|panels?|sessions?|"
    r"keynote|debate|discussion|round ?table|masterclass|conversation|seminar|workshop|talk|pitch|forum|"
    r"strand)\s+"
    r"(?:of|at|in|for)\s+(?:the\s+|this year[’']s\s+)?(?:[\w-]+(?:th|st|nd|rd)\s+)?(?:annual\s+|"
    r"inaugural\s+)?$",
    re.IGNORECASE,
)
_WEEKDAYS = frozenset(row("mondays tuesdays wednesdays thursdays fridays saturdays sundays"))
_BASED = re.compile(r"(?:[\w’'.]+\s)?[\w’'.]+-(?:based|born|set)\s+(?=\S)")
_TAKES_PLACE = re.compile(
    r",?\s+(?:(?:which|that)\s+)?(?:(?:is|was|will be|to be|is to be)\s+)?(?:held|staged|taking place|"
    r"takes place|took place)\s+"
    r"(?:at|in|on|from|by|between|this|last)\b|\s+\((?:[A-Z][a-z]+day,?\s)?(?:[A-Z][a-z]+\.? \d|\d{1,2}[ –-])"
)
_INTRODUCED = re.compile(rf"\b{_GATHERING}\s+(?:of\s+)?[“\"]?$")
_EXTENDED = re.compile(
    rf"(?:[’']s?)?\s+(?:(?:annual|yearly|general|spring|autumn|national|regional|industry|winter|"
    rf"summer)\s+)+{_GATHERING}\b"
)
_OF_BODY = re.compile(rf"\b((?:(?:annual|general|yearly|national)\s+)*{_GATHERING})\s+of\s+(?:the\s+)?$")
_YEAR = re.compile(r"\s+(?:19|20)\d\d$|^(?:19|20)\d\d\s+")
_NEVER = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION, EntityKind.SESSION})
_HARDLY = frozenset({EntityKind.WORK, EntityKind.PERSON, EntityKind.VENUE})
_SESSIONS = re.compile(
    r"(?:[’']s?)?\s+(?:(?:opening|closing|main|first|second|final|annual|industry|plenary)\s+)?(?:panel|"
    r"discussion|session|seminar|keynote|talk|masterclass|debate|conversation|press "
    r"conference|roundtable|"
    r"workshop|lecture|pitch)\b"
)
_ANNOUNCES = re.compile(
    r"\s*(?:\([^)]*\d[^)]*\))?,?\s+(?:has |have |today |on \w+day )?(?:confirmed|announced|unveiled|"
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
_LIKELY = 1.5
_EMPLOYS = 1.0


@dataclass(slots=True)
class Guess:
    """A name that may be a gathering's, with what speaks for it; `sure` is what alone can carry it."""

    known: Known
    points: float = 0.0
    sure: bool = False

    @property
    def holds(self) -> bool:
        """Tell whether the clues are enough where the article may have other gatherings."""
        return self.sure and self.points >= _ENOUGH


def guess_gatherings(reading: Reading, names: Names, taken: list[tuple[int, int]]) -> list[Guess]:
    """Return the names beyond those at `taken` that something speaks for, the likeliest first."""
    found: dict[str, Guess] = {}
    for chunk in names.chunks:
        if len(chunk.text) < 3 or any(s < chunk.end and e > chunk.start for s, e in taken):
            continue
        if chunk.words[0] in _WEEKDAYS or all(is_nation(word) for word in chunk.text.split()):
            continue
        extended = _extended(reading, chunk)
        name = extended or reading.words(*_bare(chunk))
        guess = found.setdefault(name.text.casefold(), Guess(Known(name, 2)))
        guess.known.names.append((name.start, name.end))
        guess.known.spots.append((name.start, name.end))
        clue = _points(reading, names, chunk)
        points = 4.0 if extended else clue.points
        guess.points = max(guess.points, points) + max(0.0, min(guess.points, points)) / 2
        guess.sure = guess.sure or clue.sure or extended is not None
    for person in reading.entities:
        for employer in person.employers:
            if (named := found.get(employer.name.text.casefold())) is not None:
                named.points -= _EMPLOYS
    likely = [g for g in found.values() if g.sure and g.points >= _LIKELY]
    return sorted(likely, key=lambda g: -g.points)


def _is_post(before: str) -> bool:
    """Tell whether words end with the job of one person: "head of drama", not "filmmakers"."""
    job = job_before(before, 0, len(before))
    last = before.rsplit(maxsplit=1)[-1].lower() if job else ""
    return job is not None and singular(last) == last


def points_of(reading: Reading, names: Names, places: list[tuple[int, int]]) -> float:
    """Return how much the words around all namings of a gathering speak for it."""
    return sum(
        max(0.0, _points(reading, names, chunk).points)
        for chunk in names.chunks
        if any(s < chunk.end and e > chunk.start for s, e in places)
    )


def _bare(chunk: Chunk) -> tuple[int, int]:
    """Return a name without its year, and without the town that a hyphen sets before it."""
    start, end = chunk.start, chunk.end
    if town := _BASED.match(chunk.text):
        start += town.end()
    text = chunk.text[start - chunk.start :]
    year = _YEAR.search(text)
    if year is not None and year.start() == 0:
        return start + year.end(), end
    return start, (start + year.start() if year else end)


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
    kind = names.kind(chunk.start, chunk.end)
    is_body = kind is EntityKind.BODY and not _SOUNDS.search(words[-1]) and words[-1] not in EVENT_HEADS
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
        (1.5 if is_body else 3.0, bool(_ANNOUNCES.match(after)), not is_body),
        (1.5, bool(_FOLLOWED.match(after)), True),
        (1.5, bool(_DAY_OF.search(before)), True),
        (1.5, bool(_TAKES_PLACE.match(after)), True),
        (1.0, bool(_HELD.match(after)), False),
        (1.0, bool(reading.title and chunk.text in reading.title), False),
    )
    points = sum(worth for worth, holds, _ in says if holds)
    if kind in _NEVER or text[chunk.start - 1 : chunk.start] in {"“", '"', "‘"}:
        points -= 5.0
    elif kind in _HARDLY:
        points -= 1.0
    if is_body:
        points -= 1.0
    if (at := re.search(r"\s+(?:at|of|for)\s+(?:the\s+)?$", before)) and _is_post(before[: at.start()]):
        points -= 2.0
    if words[-1] in VENUE_HEADS:
        points -= 3.0
    if words[-1] in STRONG_BODY_HEADS and words[-1] not in EVENT_HEADS:
        points -= 2.0
    return _Clue(points, any(holds and alone for _, holds, alone in says))
