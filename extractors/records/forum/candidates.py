"""Finds the names that stand for gatherings, and every place that names or refers to one.

Rule: a name becomes a candidate by its own head noun, by what the article calls it, or by an edition it
has; whether the article reports on it is decided later.
"""

import re
from functools import lru_cache

from extractors.reading import BlockKind, EntityKind, Reading, Words
from extractors.records.chunks import Chunk, chunks
from extractors.records.forum.clues import Clue, ClueReader, follows_ordinal
from extractors.records.forum.forms import fold, head
from extractors.records.forum.gathering import Gathering, Spot
from extractors.records.forum.lexicon import ANY_NOUN, NAME_HEADS, NOUN, WEAK_HEADS, kind_of_noun
from extractors.records.forum.orphans import find_nameless, find_orphan
from extractors.records.forum.references import add_references
from extractors.records.names import Names, names_of
from schemas.vocabulary import ForumKind

_PLACE_KINDS = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION})
_YEAR = re.compile(r"^(?:19|20)\d\d\s+|\s+(?:19|20)\d\d$")
_THE = re.compile(r"\b(?:the|this|its|th|rd|nd|st)\s+$", re.IGNORECASE)
_NOT_SHORT = frozenset({EntityKind.PERSON, EntityKind.WORK, EntityKind.CITY, EntityKind.COUNTRY})
_ACTS_BEFORE = re.compile(
    r"\b(?:by|from|brainchild of|initiative of|project of|said|according to|member of|members of|head of|"
    r"president of|"
    r"director of|chair of|chief of|venture of|creation of)\s+(?:the\s+|its\s+)?$",
    re.IGNORECASE,
)
_PRIZES = re.compile(r"\b(?:prizes|awards|trophies|gongs|statuettes?|winners)\b", re.IGNORECASE)
_DOES = re.compile(
    r"(?:\s*\([^)]{1,20}\))?\s+(?:said|says|(?:will|is to|has|have) (?:set up|fund|invest|pay|buy|hire|"
    r"published?)|"
    r"elected|reported|published|hired|bought|sold|acquired)\b"
)
_OF_WEAK = re.compile(rf"\b(?:{NOUN}|meeting|gathering|event|members) of\s+(?:the\s+)?$", re.IGNORECASE)
_ALIAS = re.compile(
    r"[”\"’']?\s*(?:,|–|—|\()\s*(?:(?:(?:better|also|formerly|otherwise|widely|locally|commonly|previously|"
    r"once|"
    r"until recently)\s+)?known (?:simply )?(?:as|by its|to \w+ as)|(?:which is |which was )?(?:formerly|"
    r"previously)(?: called)?|aka|a\.k\.a\.|or|abbreviated (?:to|as)|short for|the "
    r"former)\s+(?:the\s+)?[“\"‘]?$",
    re.IGNORECASE,
)
_CALLED_SO = re.compile(rf"\b(?:the|this|its)\s+(?:\w+\s+){{0,2}}(?:{ANY_NOUN})$", re.IGNORECASE)
_ACTS_AFTER = re.compile(
    r"(?:\s*\([^)]{1,20}\))?(?:[’']s)?\s+(?:chair|president|secretary|ceo|chief|boss|chairman|chairwoman|"
    r"members?|general)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def find_gatherings(reading: Reading) -> tuple[Gathering, ...]:
    """Return the candidates of an article, each with all its places, in the order of their first naming.

    They are shared by all who read the article's records, and changed by nobody.
    """
    names = names_of(reading)
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
    if orphan := find_orphan(reading, names, list(found.values())):
        _add(reading, names, found, *orphan)
    if all(g.clues < 2 for g in found.values()) and (noun := find_nameless(reading)) is not None:
        spot = Spot(noun.start, noun.end, True)
        found[fold(noun.text)] = Gathering(noun, kind_of_noun(noun.text), noun, spots=[spot])
    _add_short_forms(reading, names, found)
    gatherings = [
        g
        for g in found.values()
        if not ((len(found) > 1 and acts(reading, g)) or _is_doer(reading, names, g))
    ]
    add_references(reading, gatherings)
    _settle_kinds(reading, gatherings)
    _add_introductions(reading, gatherings)
    return tuple(gatherings)


def _add(
    reading: Reading, names: Names, found: dict[str, Gathering], chunk: Chunk, clue: Clue
) -> Gathering | None:
    start, end = _trim(reading.text, _whole_run(reading, chunk), chunk.end)
    name = names.full(start, end) if start >= chunk.start else reading.words(start, end)
    if head(chunk) and len(name.text) > len(chunk.text) and not _same_head(name.text, chunk.text):
        name = reading.words(start, end)
    own = NAME_HEADS.get(fold(name.text).rsplit(maxsplit=1)[-1])
    if clue.described and len(name.text) > end - start and own is not None and clue.kind not in {None, own}:
        name = reading.words(start, end)
    if name.text.casefold() in {"festival", "forum", "market"}:
        return None
    if " " not in name.text and (longer := _only_longer(names, name.text)) is not None:
        name = longer
    gathering = found.setdefault(fold(name.text), Gathering(name, None, clue.words))
    gathering.clues += 2 if clue.strong else 1
    if clue.kind and (gathering.kind is None or (clue.described and not gathering.describes)):
        gathering.kind, gathering.kind_words = clue.kind, clue.words
    if clue.described:
        gathering.describes.append(clue.described)
    gathering.spots.append(Spot(start, end, True))
    return gathering


def _whole_run(reading: Reading, chunk: Chunk) -> int:
    """Return where the run of capitals begins that a name ends: "Film Bazaar" for a layer's "Bazaar"."""
    line = reading.text.rfind("\n", 0, chunk.start) + 1
    runs = chunks(reading.text, line, chunk.end)
    return runs[-1].start if runs and runs[-1].start < chunk.start < runs[-1].end else chunk.start


def _only_longer(names: Names, word: str) -> Words | None:
    """Return the longer name that one word is short for: "the sixth Xchange", "Animation Xchange Africa"."""
    longer = {
        c.text: c
        for c in names.chunks
        if word in c.text.split()[1:] and names.kind(c.start, c.end) not in _NOT_SHORT
    }
    if len(longer) != 1 or len(word) < 5:
        return None
    chunk = next(iter(longer.values()))
    return names.reading.words(chunk.start, chunk.end)


def acts(reading: Reading, gathering: Gathering) -> bool:
    """Tell a body with a gathering's noun in its name, "founded by the Editors Forum", from a gathering."""
    text = reading.text
    weak = fold(gathering.name.text).rsplit(maxsplit=1)[-1] not in NAME_HEADS and not gathering.describes
    return all(
        _ACTS_BEFORE.search(text[max(0, s.start - 40) : s.start])
        or _ACTS_AFTER.match(text[s.end : s.end + 40])
        or (weak and (_OF_WEAK.search(text[max(0, s.start - 40) : s.start]) or _DOES.match(text, s.end)))
        for s in gathering.spots
        if s.is_name
    )


def _is_doer(reading: Reading, names: Names, gathering: Gathering) -> bool:
    """Tell a body of which nothing but a single verb could be a gathering's: "X will launch in Chile"."""
    if gathering.clues > 1 or gathering.kind is not None:
        return False
    named = [s for s in gathering.spots if s.is_name]
    return all(names.kind(s.start, s.end) is EntityKind.BODY for s in named) and not any(
        follows_ordinal(reading.text[max(0, s.start - 60) : s.start]) for s in named
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while year := _YEAR.search(text[start:end]):
        start, end = (start + year.end(), end) if year.start() == 0 else (start, start + year.start())
    return start, end


def _same_head(one: str, other: str) -> bool:
    return one.rsplit(maxsplit=1)[-1] == other.rsplit(maxsplit=1)[-1] or one.startswith(other)


def _add_short_forms(reading: Reading, names: Names, found: dict[str, Gathering]) -> None:
    """Fold short forms of other candidates, then add the places that only name one."""
    for key in sorted(found, key=len):
        longer = [
            k
            for k in found
            if k != key
            and (
                (not _is_apart(found[key], found[k]) and _is_short_for(key, k, found))
                or _is_called(reading, found[key], found[k])
            )
        ]
        if longer:
            _fold(found[longer[0]], found.pop(key))
    taken = {(s.start, s.end) for g in found.values() for s in g.spots}
    for chunk in names.chunks:
        kind = names.kind(chunk.start, chunk.end)
        if (chunk.start, chunk.end) in taken or kind in _PLACE_KINDS:
            continue
        start, end = _trim(reading.text, chunk.start, chunk.end)
        name = fold(names.full(start, end).text)
        fits = [
            g
            for k, g in found.items()
            if k == name or (kind is not EntityKind.BODY and _abbreviates(fold(chunk.text), k, names))
        ]
        if not fits and kind not in _NOT_SHORT and _THE.search(reading.text[max(0, start - 12) : start]):
            fits = [g for g in found.values() if _part_of(fold(chunk.text), fold(g.name.text))]
        if len(fits) == 1 or (fits and fold(fits[0].name.text) == name):
            fits[0].spots.append(Spot(start, end, True))
    for gathering in found.values():
        gathering.spots.sort(key=lambda s: s.start)


def _is_called(reading: Reading, short: Gathering, long: Gathering) -> bool:
    """Tell whether a candidate is but what a longer name is called further on: "the sixth Xchange"."""
    if _is_alias(reading, short, long):
        return True
    if _is_apart(short, long):
        return False
    one, other = fold(short.name.text), fold(long.name.text)
    later = long.spots[0].start < short.spots[0].start
    definite = all(_THE.search(reading.text[max(0, s.start - 12) : s.start]) for s in short.spots)
    return later and definite and len(one.split()) < len(other.split()) and _part_of(one, other)


def _is_alias(reading: Reading, other: Gathering, first: Gathering) -> bool:
    """Tell whether a candidate is another name of one: "X, better known as Y", "the fair, once called Y"."""
    text = reading.text
    for spot in other.spots:
        cue = _ALIAS.search(text, max(0, spot.start - 60), spot.start)
        if cue is None or first.spots[0].start > spot.start:
            continue
        called = _CALLED_SO.search(text[max(0, cue.start() - 60) : cue.start()])
        if called or any(s.end == cue.start() for s in first.spots):
            return True
    return False


def _is_apart(short: Gathering, long: Gathering) -> bool:
    """Tell two kinds under one name: "X, the documentary festival" and its "X Co-Production Forum"."""
    return bool(short.describes) and None not in (short.kind, long.kind) and short.kind is not long.kind


def _part_of(short: str, long: str) -> bool:
    """Tell whether a capitalised short form, "the Exchange", is made of a name's words."""
    words = {w.removesuffix("s") for w in long.split()}
    return all(w.removesuffix("s") in words for w in short.split()) and len(short) > 3


def _is_short_for(short: str, long: str, found: dict[str, Gathering]) -> bool:
    one, other = short.split(), long.split()
    if len(one) >= len(other) or (
        found[short].clues > 3 and found[long].clues > 1 and one == other[: len(one)]
    ):
        return False
    if one == other[: len(one)] and one[-1] not in NAME_HEADS and found[short].clues < 2:
        return True
    alone = len(one) > 1 or one[0] in NAME_HEADS or one[0] in WEAK_HEADS
    rarer = len(found[short].spots) <= len(found[long].spots) and found[short].clues < 3
    if alone and rarer and other[: len(one)] != one and _part_of(short, long):
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
        counted = any(
            s.is_name and follows_ordinal(reading.text[max(0, s.start - 60) : s.start])
            for s in gathering.spots
        )
        if gathering.kind is None and counted:
            around = " ".join(reading.text[max(0, s.start - 160) : s.end + 160] for s in gathering.spots[:2])
            gathering.kind = ForumKind.AWARDS if _PRIZES.search(around) else ForumKind.OTHER
            gathering.kind_words = gathering.name


def _add_introductions(reading: Reading, gatherings: list[Gathering]) -> None:
    """Tie "a showcase in Madrid" to the showcase that is named in the sentence behind."""
    taken = [(s.start, s.end) for g in gatherings for s in g.spots]
    for gathering in gatherings:
        noun = _introduced(reading, gathering)
        if (
            noun is not None
            and kind_of_noun(noun.text) is gathering.kind
            and not any(start < noun.end and noun.start < end for start, end in taken)
        ):
            gathering.spots.insert(0, Spot(noun.start, noun.end, False))


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
