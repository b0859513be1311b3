"""Finds the names that stand for gatherings, and every place that names or refers to one.

Rule: a name becomes a candidate by its own head noun, by what the article calls it, or by an edition it
has; whether the article reports on it is decided later.
"""

import re
from dataclasses import dataclass, field

from extractors.reading import BlockKind, EntityKind, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.forum.lexicon import (
    ANY_NOUN,
    GENERIC,
    NAME_HEADS,
    NOUN,
    OPENING_HEADS,
    SESSION,
    WEAK_HEADS,
    kind_of_noun,
)
from extractors.records.names import Names
from extractors.values.lexicon import row
from schemas.vocabulary import ForumKind

_PLACE_KINDS = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION})
_NOT_GATHERINGS = frozenset({EntityKind.PERSON, EntityKind.WORK})
_MODIFIER = r"(?:(?!(?:which|that|who|of|in|at|by|with|from|for|where|whose|to|and then)\b)[\w’'&+-]+\s+)"
_AFTER = re.compile(
    rf"\s*(?:\([^)]{{1,40}}\))?\s*(?:,|–|—|\bis|\bwas|\bare)\s+(?:now |possibly |probably |billed "
    rf"as |perhaps |arguably )?"
    rf"((?:the|a|an|its|their|this|[\w’'-]+[’']s?)\s+{_MODIFIER}{{0,7}}?(?-i:({NOUN}|offshoot|"
    rf"spin-off|event|gathering|get-together|meeting|series)))\b"
    r"(?=\s*(?:[,.;:)(—–]|$)|\s+(?:of|for|that|which|where|in|at|on|held|run|organi[sz]ed|hosted|"
    r"staged|mounted|by|from|whose|and|with|to be|presented|convened|put|devoted|dedicated|about|"
    r"aimed))",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    rf"\s+({NOUN})\b(?=\s*[,.;:)(”’]|\s+(?:in|at|on|from|to|is|was|will|has|had|which|that|and|"
    rf"with|for|of|this|next|last|runs?|ran|returns?|returned|takes?|took|opens?|opened|"
    rf"closes?|closed|wraps?|wrapped|drew|kicks?|kicked|by|as|where|who|begins?|began|are|were|"
    rf"have|until|—|–)\b|$)"
)
_PRECEDES = re.compile(
    rf"(?:\b(?:the|a|an|its|their|this|first|second|third|annual|inaugural|free|new|of)\s+|[’']s?\s+)"
    rf"{_MODIFIER}{{0,5}}?({NOUN})(?:,|:)?\s+[“\"‘]?$",
    re.IGNORECASE,
)
_EDITION_BEFORE = re.compile(
    r"(?:\bedition|\binstal+ment|\bouting|\bstaging)\s+of\s+(?:the\s+|this year[’']s\s+)?(?:annual\s+)?$",
    re.IGNORECASE,
)
_EDITION_AFTER = re.compile(
    r"(?:[’']s?\s+|,\s+(?:now\s+)?in\s+its\s+|\s+[\w\s]{0,24}?\b(?:wrap|clos|open|launch|kick|"
    r"return|unveil|mark|celebrat|hold|held|stag|"
    r"conclud|end|beg|pull|host)\w*\s+(?:[a-z]+\s+){0,4}?(?:its|their)\s+|,\s+whose\s+)"
    r"(?:\w+-?\w*\s+){0,3}?(?:edition|instal+ment|outing)\b",
    re.IGNORECASE,
)
_SESSION_BEFORE = re.compile(
    rf"\b{SESSION}(?:,\s*[“\"‘][^“”\"‘]{{2,80}}[”\"’],?)?\s+(?:on (?:mon|tues|wednes|thurs|fri|"
    rf"satur|sun)day\s+)?(?:at|during|for|of)\s+"
    rf"(?:the\s+|this year[’']s\s+|this week[’']s\s+)?(?:[\w-]+(?:th|st|nd|rd)\s+|(?:annual|"
    rf"inaugural|first|second|third)\s+)*$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    rf"\b(?:[\w-]+[’']s(?=\s+(?:biggest|largest|oldest|leading|premier|only|main|first|top|"
    rf"longest-running|annual|best-known)\b)|the|this|that|(?:this|next|last) (?:year|summer|"
    rf"spring|autumn|winter|month)[’']s|its|whose|our|an?(?=\s+(?:second|third|fourth|fifth|sixth|"
    rf"\w+th)\b)|(?<=hold\s)a|(?<=host\s)a|(?<=stage\s)a|(?<=launch\s)a|"
    rf"(?<=organise\s)a)\s+(?:(?!(?:which|that|who|of|in|at|by|with|from|for)\b)[\w+-]+\s+){{0,3}}?"
    rf"({ANY_NOUN})\b(?!\s*[’']s?\s+own\b)(?!-)(?-i:(?!\s[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_ORDINAL_BEFORE = re.compile(
    r"\b(?:the|its|their|this year[’']s|[\w’'-]+[’']s)\s+(?:\d{1,3}(?:st|nd|rd|th)|first(?:[ "
    r"-]ever)?|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\w+teenth|\w+ieth|\w+y-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"inaugural|debut|annual|latest)(?:\s+(?:annual|and final|biennial))?\s+$",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"(?:\s*\([^)]{1,40}\))?(?:,\s+(?:which|whose)\b[^,.;]{0,60}|,[^,.;]{3,80},)?\s+(?:(?:will|is|"
    r"was|are|has|have|to|been|be|set|due|once|again|now|also|officially)\s+)*"
    r"(?:(?<=be )held|(?<=was )held|(?<=is )held|(?<=been )held|takes? place|took place|taking "
    r"place|unspool\w*|runs? (?:from|until|to|through|this|for|on|\d)|ran (?:from|until|to|through|"
    r"for|on|\d)|running (?:from|until|through)|kick(?:s|ed)? off|"
    r"gets under way|got under way|wrap(?:s|ped)? (?:on|its|up|in|last|this)|drew|drawing [\d]|"
    r"attracted|welcomed [\d]|brought [\d,]+|brought together|gathers|gathered|returns? (?:to|from|"
    r"on|for its|this|next|in)|"
    r"returned (?:to|on|for|in|with)|launch(?:es|ed)? (?:on|in)|debut(?:s|ed)? (?:on|in)|open(?:s|"
    r"ed)? its doors|is back|came to (?:an end|a close)|postponed|moved (?:to|from)|expects|"
    r"scheduled|slated)\b"
    r"|(?:\s*\([^)]{1,40}\))?,\s+which (?:had|has|counts|names) [^.;]{3,80} as (?:\w+ "
    r"){0,3}(?:sponsor|partner|backer|host)"
    r"|\s+\((?:(?:[A-Z][a-z]+day,? )?[A-Z][a-z]{2,8}\.? \d|\d{1,2}(?:st|nd|rd|th)?(?: [A-Z][a-z]+)?\s?[-–])"
)
_CALLED = re.compile(
    rf"\b(?:{NOUN}|event|gathering|offshoot|industry days|days)s?,?\s+(?:is |was |has been |to be "
    rf")?(?:called|dubbed|known as|named|entitled|titled|branded|billed as|"
    rf"christened)\s+(?:the\s+)?[“\"‘]?$",
    re.IGNORECASE,
)
_VENUE_LAST = re.compile(
    r"\b(?:hotel|halls?|cent(?:re|er)|theat(?:re|er)|arena|house|palace|museum|cinemas?|pavilion|"
    r"rooms?|opera|auditorium|stadium|park|studios?|library|gallery|university|college|school|club|"
    r"church|tower|plaza|square|street|road)$",
    re.IGNORECASE,
)
_DAY_OF = re.compile(
    r"\b(?:day|morning|afternoon|evening|night|edition|leg|programme) of\s+(?:the\s+|this year[’']s\s+)?$",
    re.IGNORECASE,
)
_SPOKEN_AT = re.compile(
    r"\b(?:speaking|spoke|speaks|speak|appearing|appeared|on stage|onstage|said|told [\w ]{3,40}|"
    r"pitched|presented|unveiled|announced|day|afternoon|morning|evening|audience|crowd) "
    r"(?:(?:on|late on|early on) \w+day )?(?:at|during|of|to)\s+(?:the\s+|this year[’']s\s+|this "
    r"week[’']s\s+)?(?:[\w-]+(?:th|st|nd|rd)\s+|(?:annual|inaugural|first|second|third)\s+)*$",
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
_INSTITUTION = frozenset(
    row(
        "fund foundation trust institute agency council office university college school "
        "association ministry society company studio studios pictures films entertainment group "
        "media union guild commission fellowship prize"
    )
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
    headings = [b for b in reading.blocks if b.kind is BlockKind.HEADING]
    for chunk in names.chunks:
        if len(chunk.text) < 3 or any(b.start <= chunk.start < b.end for b in headings):
            continue
        if clue := _clue(reading, names, chunk):
            _add(reading, names, found, chunk, clue)
    _add_short_forms(reading, names, found)
    gatherings = list(found.values())
    _add_references(reading, gatherings)
    _settle_kinds(reading, gatherings)
    return gatherings


@dataclass(frozen=True, slots=True)
class _Clue:
    kind: ForumKind | None
    words: Words
    strong: bool
    described: Words | None = None


def _clue(reading: Reading, names: Names, chunk: Chunk) -> _Clue | None:
    text, kind = reading.text, names.kind(chunk.start, chunk.end)
    if _is_quoted(text, chunk):
        return None
    place = kind in _PLACE_KINDS or (len(chunk.words) == 1 and chunk.text.endswith(("ese", "ish", "ian")))
    named = _head(chunk)
    whole = reading.words(chunk.start, chunk.end)
    tail = text[chunk.end : min(len(text), chunk.end + 160)].split("\n")[0]
    lead = text[max(0, chunk.start - 120) : chunk.start].rsplit("\n")[-1]
    if not place and (after := _AFTER.match(tail)) and _describes(after, lead):
        start = chunk.end + after.start(1)
        described = reading.words(start, chunk.end + after.end(1))
        noun = after[2].casefold()
        return _Clue(kind_of_noun(noun) or (named and named[0]) or None, described, True, described)
    if (
        _VENUE_LAST.search(chunk.text)
        and chunk.words[-1] not in NAME_HEADS
        and not _ORDINAL_BEFORE.search(lead)
    ):
        return None
    if (
        chunk.words[-1] in _INSTITUTION
        or _key(names.full(chunk.start, chunk.end).text).split()[-1] in _INSTITUTION
    ):
        return None
    if named and named[1]:
        return _Clue(named[0], whole, True)
    if not place and (follows := _FOLLOWS.match(tail)) and not _ECONOMY.search(chunk.text + follows.group()):
        words = reading.words(chunk.end + follows.start(1), chunk.end + follows.end(1))
        if kind != EntityKind.PERSON and not chunk.owns:
            return _Clue(kind_of_noun(follows[1]), words, len(chunk.words) > 1)
    if not place and (before := _PRECEDES.search(lead)) and kind != EntityKind.WORK:
        at = chunk.start - len(lead) + before.start(1)
        words = reading.words(at, at + len(before[1]))
        if text[at + len(before[1])] != "," or re.match(
            r"\s*[,.(;]|\s+(?:in|at|on|was|is|will|has|runs?)\b", tail
        ):
            return _Clue(kind_of_noun(before[1]), words, True, words)
    if _EDITION_BEFORE.search(lead) or _EDITION_AFTER.match(text[chunk.end : chunk.end + 90].split("\n")[0]):
        return _Clue(named[0] if named and chunk.words[-1] not in WEAK_HEADS else None, whole, True)
    if (
        kind not in _NOT_GATHERINGS
        and not place
        and (_ORDINAL_BEFORE.search(lead) or _HAPPENS.match(tail) or _CALLED.search(lead))
    ):
        return _Clue(named[0] if named and chunk.words[-1] not in WEAK_HEADS else None, whole, False)
    if not chunk.owns and (_SESSION_BEFORE.search(lead) or _DAY_OF.search(lead)) and len(chunk.words) > 1:
        return _Clue(named[0] if named and chunk.words[-1] not in WEAK_HEADS else None, whole, False)
    if named or (kind is EntityKind.EVENT and not chunk.owns and len(chunk.words) > 1):
        return _Clue(named[0] if named and chunk.words[-1] not in WEAK_HEADS else None, whole, False)
    return None


def _describes(after: re.Match[str], lead: str) -> bool:
    """Refuse "A, a festival in B" where A is but an item of a list or a place."""
    return not _ECONOMY.search(after[1]) and not re.search(r"\b(?:in|near)\s+$", lead)


def _head(chunk: Chunk) -> tuple[ForumKind, bool] | None:
    """Return the kind that a name's own head noun tells, and whether it is a strong one."""
    words = [w for w in chunk.words if not re.fullmatch(r"(?:19|20)\d\d", w)]
    if len(words) < 2:
        return None
    last, first = words[-1], words[0]
    if kind := NAME_HEADS.get(last):
        return kind, kind not in {ForumKind.WORKSHOP, ForumKind.OTHER}
    if first in OPENING_HEADS and (kind := NAME_HEADS.get(first) or WEAK_HEADS.get(first)):
        return kind, True
    for n, word in enumerate(words[:-1]):
        if n and words[n + 1] in {"of", "for", "de", "du", "des", "del"} and (kind := NAME_HEADS.get(word)):
            return kind, True
    for word in words[1:-1]:
        if kind := NAME_HEADS.get(word):
            return kind, False
    for word in words[1:]:
        if word.endswith(("festival", "filmfest")) and words[-1] not in _INSTITUTION:
            return ForumKind.FESTIVAL, False
    if kind := WEAK_HEADS.get(last):
        return kind, False
    return None


def _is_quoted(text: str, chunk: Chunk) -> bool:
    before = text[max(0, chunk.start - 5) : chunk.start]
    return bool(re.search(r"[“\"‘'](?:The\s|An?\s)?$", before)) and bool(
        re.match(r"[,.!?]?[”\"’']", text[chunk.end : chunk.end + 2])
    )


def _add(reading: Reading, names: Names, found: dict[str, Gathering], chunk: Chunk, clue: _Clue) -> None:
    start, end = _trim(reading.text, chunk.start, chunk.end)
    name = names.full(start, end)
    if _head(chunk) and len(name.text) > len(chunk.text) and not _same_head(name.text, chunk.text):
        name = reading.words(start, end)
    if name.text.casefold() in {"festival", "forum", "market"}:
        return
    gathering = found.setdefault(_key(name.text), Gathering(name, None, clue.words))
    gathering.clues += 2 if clue.strong else 1
    lead = reading.text[max(0, chunk.start - 120) : chunk.start].rsplit("\n", maxsplit=1)[-1]
    gathering.sessions += bool(_SESSION_BEFORE.search(lead) or _SPOKEN_AT.search(lead)) and not _long_ago(
        reading, chunk
    )
    if clue.kind and (gathering.kind is None or (clue.described and not gathering.describes)):
        gathering.kind, gathering.kind_words = clue.kind, clue.words
    if clue.described:
        gathering.describes.append(clue.described)
    gathering.spots.append(Spot(start, end, True))


def _long_ago(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether the line speaks of an earlier year: "gave a masterclass at X in 2003"."""
    if reading.published is None:
        return False
    text = reading.text
    after = text[chunk.end : chunk.end + 60].split("\n", maxsplit=1)[0]
    years = re.findall(r"\b(?:19|20)\d\d\b", after)
    return any(int(year) < reading.published.year for year in years) or "last year" in after


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while year := _YEAR.search(text[start:end]):
        start, end = (start + year.end(), end) if year.start() == 0 else (start, start + year.start())
    return start, end


def _same_head(one: str, other: str) -> bool:
    return one.rsplit(maxsplit=1)[-1] == other.rsplit(maxsplit=1)[-1] or one.startswith(other)


def _key(name: str) -> str:
    return re.sub(r"[^\w+]+|_+", " ", name).casefold().strip()


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
        name = _key(names.full(start, end).text)
        fits = [g for k, g in found.items() if k == name or _abbreviates(_key(chunk.text), k, names)]
        if len(fits) == 1 or (fits and _key(fits[0].name.text) == name):
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
        starts = {_key(c.text) for c in names.chunks if _key(c.text).split()[: len(one)] == one}
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
    head = _key(gathering.name.text).split()
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
        if gathering.kind is None and (weak := WEAK_HEADS.get(_key(gathering.name.text).split()[-1])):
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
