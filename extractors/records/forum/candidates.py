"""Finds the names that stand for gatherings, and every place that names or refers to one.

Rule: a name becomes a candidate by its own head noun, by what the article calls it, or by an edition it
has; whether the article reports on it is decided later.
"""

import re
from dataclasses import dataclass, field

from extractors.reading import BlockKind, EntityKind, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.forum.clues import Clue, ClueReader, fold, head
from extractors.records.forum.lexicon import ANY_NOUN, GENERIC, NAME_HEADS, NOUN, WEAK_HEADS, kind_of_noun
from extractors.records.names import Names
from schemas.vocabulary import ForumKind

_PLACE_KINDS = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION})
_REFERENCE = re.compile(
    rf"\b(?:[\w-]+[’']s(?=\s+(?:biggest|largest|oldest|leading|premier|only|main|first|top|"
    rf"longest-running|annual|best-known)\b)|the|this|that|(?:this|next|last) (?:year|summer|"
    rf"spring|autumn|winter|month)[’']s|its|whose|our|an?(?=\s+(?:second|third|fourth|fifth|sixth|"
    rf"\w+th)\b)|(?<=hold\s)a|(?<=host\s)a|(?<=stage\s)a|(?<=launch\s)a|"
    rf"(?<=organise\s)a)\s+(?:(?!(?:which|that|who|of|in|at|by|with|from|for)\b)[\w+-]+\s+){{0,3}}?"
    rf"({ANY_NOUN})\b(?!\s*[’']s?\s+own\b)(?!-)(?-i:(?!\s[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:19|20)\d\d\s+|\s+(?:19|20)\d\d$")
_ECONOMY = re.compile(
    r"\b(?:domestic|local|global|international|european|asian|american|african|streaming|tv|"
    r"television|theatrical|home|"
    r"job|stock|labou?r|property|advertising|export|overseas|foreign|world|mass|niche|free|open|"
    r"black|secondary|\w+ese|"
    r"\w+ish|\w+ian)\s+market$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a gathering is named or referred to."""

    start: int
    end: int
    is_name: bool


@dataclass(slots=True)
class Gathering:
    """A name that may stand for a gathering."""

    name: Words
    kind: ForumKind | None
    kind_words: Words
    nouns: set[str] = field(default_factory=set)
    spots: list[Spot] = field(default_factory=list)
    describes: list[Words] = field(default_factory=list)
    clues: int = 0
    sessions: int = 0


def find_gatherings(reading: Reading, names: Names) -> list[Gathering]:
    """Return the candidates of an article, each with all its places, in the order of their first naming."""
    found: dict[str, Gathering] = {}
    clues = ClueReader(reading, names)
    headings = [b for b in reading.blocks if b.kind is BlockKind.HEADING]
    for chunk in names.chunks:
        if len(chunk.text) < 3 or any(b.start <= chunk.start < b.end for b in headings):
            continue
        if clue := clues.read(chunk):
            gathering = _add(reading, names, found, chunk, clue)
            if gathering is not None and clues.has_session(chunk):
                gathering.sessions += 1
    _add_short_forms(reading, names, found)
    gatherings = list(found.values())
    _add_references(reading, gatherings)
    _settle_kinds(reading, gatherings)
    return gatherings


def _add(
    reading: Reading, names: Names, found: dict[str, Gathering], chunk: Chunk, clue: Clue
) -> Gathering | None:
    start, end = _trim(reading.text, chunk.start, chunk.end)
    name = names.full(start, end)
    if head(chunk) and len(name.text) > len(chunk.text) and not _same_head(name.text, chunk.text):
        name = reading.words(start, end)
    if name.text.casefold() in {"festival", "forum", "market"}:
        return None
    gathering = found.setdefault(fold(name.text), Gathering(name, None, clue.words))
    gathering.clues += 2 if clue.strong else 1
    if clue.kind and (gathering.kind is None or (clue.described and not gathering.describes)):
        gathering.kind, gathering.kind_words = clue.kind, clue.words
    if clue.described:
        gathering.describes.append(clue.described)
    gathering.spots.append(Spot(start, end, True))
    return gathering


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while year := _YEAR.search(text[start:end]):
        start, end = (start + year.end(), end) if year.start() == 0 else (start, start + year.start())
    return start, end


def _same_head(one: str, other: str) -> bool:
    return one.rsplit(maxsplit=1)[-1] == other.rsplit(maxsplit=1)[-1] or one.startswith(other)


def _add_short_forms(reading: Reading, names: Names, found: dict[str, Gathering]) -> None:
    """Fold short forms of other candidates, then add the places that only name one."""
    for key in sorted(found, key=len):
        longer = [k for k in found if k != key and _is_short_for(key, k, found)]
        if longer:
            _fold(found[longer[0]], found.pop(key))
    taken = {(s.start, s.end) for g in found.values() for s in g.spots}
    for chunk in names.chunks:
        if (chunk.start, chunk.end) in taken or names.kind(chunk.start, chunk.end) in _PLACE_KINDS:
            continue
        start, end = _trim(reading.text, chunk.start, chunk.end)
        name = fold(names.full(start, end).text)
        fits = [g for k, g in found.items() if k == name or _abbreviates(fold(chunk.text), k, names)]
        if len(fits) == 1 or (fits and fold(fits[0].name.text) == name):
            fits[0].spots.append(Spot(start, end, True))
    for gathering in found.values():
        gathering.spots.sort(key=lambda s: s.start)


def _is_short_for(short: str, long: str, found: dict[str, Gathering]) -> bool:
    one, other = short.split(), long.split()
    if len(one) >= len(other) or (
        found[short].clues > 3 and found[long].clues > 1 and one == other[: len(one)]
    ):
        return False
    if one == other[: len(one)] and one[-1] not in NAME_HEADS and found[short].clues < 2:
        return True
    rest = iter(other)
    return len(one) > 1 and one[-1] == other[-1] and one[0] == other[0] and all(w in rest for w in one)


def _abbreviates(short: str, long: str, names: Names) -> bool:
    one, other = short.split(), long.split()
    if one == other[: len(one)] and len(one) < len(other) and len(short) > 3:
        starts = {fold(c.text) for c in names.chunks if fold(c.text).split()[: len(one)] == one}
        return all(s in (short, long) for s in starts)
    return False


def _fold(long: Gathering, short: Gathering) -> None:
    long.spots += short.spots
    long.clues += short.clues
    if short.describes and not long.describes:
        long.kind, long.kind_words = short.kind or long.kind, short.kind_words
    long.describes += short.describes
    long.spots.sort(key=lambda s: s.start)


def _add_references(reading: Reading, gatherings: list[Gathering]) -> None:
    """Tie "the festival", "the three-day event" to a gathering named before, else after."""
    named = sorted(((s.start, g) for g in gatherings for s in g.spots), key=lambda p: p[0])
    for match in _REFERENCE.finditer(reading.text):
        if _ECONOMY.search(match.group()) or any(
            s.start <= match.start(1) < s.end for g in gatherings for s in g.spots
        ):
            continue
        noun = match[1].casefold()
        kind = kind_of_noun(noun)
        fits = [(at, g) for at, g in named if _fits(g, noun, kind)]
        before = [g for at, g in fits if at < match.start()]
        target = (
            max(before, key=lambda g: _near(g, match.start(), generic=noun in GENERIC)) if before else None
        ) or next((g for at, g in fits if at - match.end() < 400), None)
        if target is not None:
            target.spots.append(Spot(match.start(), match.end(), False))
            target.nouns.add(noun)
    for gathering in gatherings:
        gathering.spots.sort(key=lambda s: s.start)


def _near(gathering: Gathering, at: int, *, generic: bool) -> tuple[int, int]:
    last = max((s.end for s in gathering.spots if s.end <= at), default=0)
    return (0 if generic else min(gathering.clues, 6), last)


def _fits(gathering: Gathering, noun: str, kind: ForumKind | None) -> bool:
    if noun in GENERIC:
        return True
    head = fold(gathering.name.text).split()
    return (
        noun in head
        or (gathering.kind is None and kind is not None)
        or (kind is not None and kind is gathering.kind)
        or any(noun in d.text.casefold() for d in gathering.describes)
    )


def _settle_kinds(reading: Reading, gatherings: list[Gathering]) -> None:
    """Give a gathering whose name does not tell its kind the one that the article calls it by."""
    for gathering in gatherings:
        if gathering.kind is not None:
            continue
        for spot in gathering.spots:
            noun = re.search(rf"({NOUN})$", reading.text[spot.start : spot.end], re.IGNORECASE)
            if not spot.is_name and noun and (kind := kind_of_noun(noun[1])):
                gathering.kind = kind
                gathering.kind_words = reading.words(spot.start + noun.start(1), spot.end)
                break
        if gathering.kind is None and (before := _introduced(reading, gathering)) is not None:
            gathering.kind, gathering.kind_words = kind_of_noun(before.text), before
        if gathering.kind is None and (weak := WEAK_HEADS.get(fold(gathering.name.text).split()[-1])):
            gathering.kind, gathering.kind_words = weak, gathering.name
        if gathering.kind is None and (gathering.describes or gathering.sessions):
            gathering.kind = ForumKind.OTHER
            gathering.kind_words = gathering.describes[0] if gathering.describes else gathering.name


def _introduced(reading: Reading, gathering: Gathering) -> Words | None:
    """Return the noun that brings a gathering up before it is named: "an annual conference"."""
    at = gathering.spots[0].start
    start = max(0, at - 260)
    found = None
    for match in re.finditer(
        rf"\b(?:an?|own|new|annual|its|their|first)\s+(?:[\w-]+\s+){{0,3}}?({NOUN})\b",
        reading.text[start:at],
        re.IGNORECASE,
    ):
        found = reading.words(start + match.start(1), start + match.end(1))
    return found if found is not None and gathering.clues < 3 and kind_of_noun(found.text) else None
