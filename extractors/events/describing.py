"""Gathers what may be said of people: the words of their roles, and the names of bodies and works.

Rule: what is said of somebody stands in a sentence that names or means them, or in the next to it; what is
farther away is never asked about.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.events.candidates import Candidate, Place
from extractors.events.grammar import chunks_of, grammar_of
from extractors.events.labels import ANCHORS, ROLE, SAID_OF, fills
from extractors.events.relations import Anchor, root
from extractors.reading import EntityKind, Reading
from schemas.records import Records

NEAR = 1  # sentences
MENTIONS = 8  # places of a person that are looked at
_LEAST, _MOST = 3, 110  # characters of a role
_LEAD = re.compile(
    r"(?:(?:the|an?|its|their|his|her|our|my|your|this|that|these|those|both|then|now|new)\s+)+",
    re.IGNORECASE,
)
_OWNER = re.compile(r"[’']s?\s")
_FOR = re.compile(r"\s(?:of|for|at|in|on|behind|to)\s")
_AND = re.compile(r"\sand\s|,\s")
_DESCRIBES = frozenset({"DET", "ADJ", "NUM", "PROPN", "ADV", "PRON", "PART", "PUNCT"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_DOES = re.compile(r"(?:or|er|ist|man|woman|dir|lead|star|cast|ed|chair)s?$")


def find_describing(reading: Reading, candidates: Iterable[Candidate], rules: Records) -> list[Candidate]:
    """Return what may be said of somebody: roles in text order, then the names of bodies and works."""
    spans = {*_roles(reading), *_read_by_rules(rules)}
    roles = [
        Candidate(ROLE, reading.words(start, end), (Place(start, end, is_name=True),))
        for start, end in sorted(spans)
    ]
    slots = {slot for names in SAID_OF.values() for slot in names}
    return [*roles, *(c for c in candidates if any(fills(c.sort, slot) for slot in slots))]


def anchors_of(reading: Reading, person: Candidate, portrait: str) -> list[Anchor]:
    """Return the words that stand for somebody as CREDITED or PARTICIPANT, names before what refers."""
    places = sorted(person.places, key=lambda place: not place.is_name)[:MENTIONS]
    tokens = dict.fromkeys(root(reading, place.start, place.end) for place in places)
    return [(token, ANCHORS.index(portrait)) for token in tokens]


def _roles(reading: Reading) -> Iterator[tuple[int, int]]:
    people = [m for m in reading.mentions if m.is_name and m.entity.kind is EntityKind.PERSON]
    names = sorted((m.start, m.end) for m in people)
    chunks = chunks_of(reading)
    for (first, end), (after, stop) in pairwise([*chunks, (len(reading.text),) * 2]):
        for start, close in _beside(names, first, end):
            starts = _starts(reading, start, close)
            yield from _trimmed(reading, starts, close)
            between = reading.text[end:after]
            if close == end and (_FOR.fullmatch(between) or _AND.fullmatch(between)):
                named = next((s for s, e in names if s < stop and e > after), stop)
                yield from _trimmed(reading, starts, named)
    grammar = grammar_of(reading)
    for token, word in zip(reading.doc, grammar.words, strict=True):
        if _tells_doing(grammar.poses[token.i], word):
            yield token.idx, token.idx + len(token)
    for person in reading.entities:
        yield from ((words.start, words.end) for words in person.roles)


def _beside(names: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what a phrase has beside the names of people in it."""
    for first, last in names[: bisect_left(names, (end,))]:
        if last > start:
            yield start, first
            start = last
    yield start, end


def _starts(reading: Reading, start: int, end: int) -> list[int]:
    """Return where a role in a phrase may begin: with it, behind an owner, behind what describes it."""
    if start >= end:
        return []
    starts = [start, *(match.end() for match in _OWNER.finditer(reading.text, start, end))]
    poses = grammar_of(reading).poses
    inside = (reading.doc[n].idx for n in reading.covered(starts[-1], end) if poses[n] not in _DESCRIBES)
    noun = next((at for at in inside if at >= starts[-1]), None)
    return [*starts, noun] if noun is not None else starts


def _trimmed(reading: Reading, starts: Iterable[int], end: int) -> Iterator[tuple[int, int]]:
    text = reading.text
    while end and not text[end - 1].isalnum():
        end -= 1
    for at in starts:
        first = next((n for n in range(at, end) if text[n].isalnum()), end)
        lead = _LEAD.match(text, first, end)
        start = lead.end() if lead else first
        if _LEAST <= end - start <= _MOST and "\n" not in text[start:end]:
            yield start, end


def _tells_doing(pos: str, word: str) -> bool:
    """Tell whether a word alone may be a role: "directed", "starring", "host"."""
    return pos == "VERB" or (pos in _NOUNS and bool(_DOES.search(word)))


def _read_by_rules(rules: Records) -> Iterator[tuple[int, int]]:
    for record in (*rules.announcements, *rules.panels):
        for evidence in record.evidence:
            if evidence.field.endswith(".role"):
                yield evidence.start, evidence.end
