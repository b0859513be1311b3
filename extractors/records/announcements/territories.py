"""Who bought what for where: the lists of buyers and territories that a sale ends in.

Rule: a buyer and a territory are paired by the words and brackets between them; nobody becomes a buyer for
being named near a place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from extractors.reading import BlockKind, Words
from extractors.records.announcements.draft import Story, distinct
from extractors.records.announcements.units import (
    BODY,
    EVENT,
    PERSON,
    PLACE,
    SCHEME,
    VENUE,
    WORD,
    Sentence,
    Unit,
)
from extractors.values.lexicon import words

_NAMES = frozenset({BODY, EVENT, SCHEME, VENUE, PERSON})
_SIGNS = {
    "(": "(",
    ")": ")",
    ",": ",",
    ";": ";",
    "and": "&",
    "&": "&",
    "plus": "&",
    "to": "t",
    "with": "w",
    "by": "w",
    "via": "w",
    "through": "w",
    "for": "f",
    "in": "f",
    "across": "f",
    "throughout": "f",
    "covering": "f",
    ":": ":",
    "–": ":",
    "—": ":",
    "-": ":",
}
_LOOSE_WORDS = words("the a an all other rest of both as well along taking")
# Each unit is one letter: C a territory, N a name, d what only describes, x anything else.
_PLACES = r"d*C(?:(?:,&?|&)d*C)*"
_NAME_LIST = r"d*N(?:(?:,&?|&)d*N)*"
_PAIRS = (
    re.compile(rf"(?P<places>{_PLACES})\((?P<names>{_NAME_LIST})\)"),
    re.compile(rf"(?P<names>d*N)\((?P<places>{_PLACES})\)"),
    re.compile(rf"(?P<places>{_PLACES}):(?P<names>{_NAME_LIST})"),
    re.compile(rf"(?P<names>d*N):(?P<places>{_PLACES})(?![dN])"),
    re.compile(rf"f(?P<places>{_PLACES})[wt](?P<names>{_NAME_LIST})"),
    re.compile(rf"(?:^|[,;:&])(?P<places>{_PLACES})t(?P<names>d*N)"),
    re.compile(rf"(?P<names>d*N)f(?P<places>{_PLACES})"),
)
_BRACKETED_NAMES = re.compile(r"(?P<buyer>d*N)\((?P<place>N)\)")


@dataclass(slots=True)
class Sold:
    """The buyers and territories of a list, in its order."""

    buyers: list[Words] = field(default_factory=list)
    places: list[Words] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.buyers)


def pairs(sentence: Sentence, start: int = 0, stop: int | None = None) -> Sold:
    """Return the buyers that a stretch pairs with territories: "A (Spain)", "Spain (A)", "A for Spain"."""
    last = len(sentence.units) if stop is None else stop
    signs = "".join(_sign(sentence, n) for n in range(start, last))
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, re.Match[str]]] = []
    for pattern in _PAIRS:
        for match in pattern.finditer(signs):
            if all(match.end() <= a or match.start() >= b for a, b in taken):
                taken.append(match.span())
                found.append((match.start(), match))
    sold = Sold()
    for _, match in sorted(found, key=lambda f: f[0]):
        sold.buyers += _entities(sentence, start, match.span("names"), "N", signs)
        sold.places += _entities(sentence, start, match.span("places"), "C", signs)
    if found and any("(" in match.group() for _, match in found):
        _misread(sentence, start, signs, taken, sold)
    sold.buyers, sold.places = distinct(sold.buyers), distinct(sold.places)
    return sold


def _misread(sentence: Sentence, start: int, signs: str, taken: list[tuple[int, int]], sold: Sold) -> None:
    """Read "A (Name)" in a list of pairs as a buyer and its territory, whatever the name was taken for."""
    for match in _BRACKETED_NAMES.finditer(signs):
        if all(match.end() <= a or match.start() >= b for a, b in taken):
            sold.buyers += _entities(sentence, start, match.span("buyer"), "N", signs)
            place = sentence.units[start + match.start("place")]
            sold.places.append(Words(place.start, place.end, place.text))


def items_behind(sentences: Sequence[Sentence], lead: Sentence) -> Sold:
    """Return the buyers of the list behind a sentence; each item names buyers and their territories."""
    sold = Sold()
    for item in takewhile(lambda s: s.block.kind is BlockKind.ITEM, sentences[lead.number + 1 :]):
        here = pairs(item) or _plain(item)
        if not here:
            for unit in item.units:
                if unit.entity is not None and unit.kind in {BODY, EVENT, PERSON}:
                    here.buyers.append(unit.entity.name)
                elif unit.entity is not None and unit.kind == PLACE:
                    here.places.append(unit.entity.name)
        sold.buyers += here.buyers
        sold.places += here.places
    sold.buyers, sold.places = distinct(sold.buyers), distinct(sold.places)
    return sold


def _plain(item: Sentence) -> Sold:
    """Read "Company, Spain" and "Spain – Company": two names and nothing else."""
    named = [u for u in item.units if u.entity is not None]
    if len(named) != _TWO or any(not u.kind and u.pos in {"VERB", "AUX"} for u in item.units):
        return Sold()
    buyer = next((u for u in named if u.kind != PLACE), named[0])
    place = named[1] if buyer is named[0] else named[0]
    return Sold(_names_of(buyer), _names_of(place))


def _names_of(unit: Unit) -> list[Words]:
    return [unit.entity.name] if unit.entity is not None else []


_TWO = 2
_BUYERS_TOLD = re.compile(
    r"\b(?:buyers?|takers|deals?|distributors?|territories|sales|broadcasters|pre-sales|partners|companies)\b"
    r"[^.]{0,60}\b(?:includ\w+|are|were|closed|with|comprises?|span|cover)\b"
)


def told_later(story: Story, lead: Sentence) -> Sold:
    """Return the buyers that the next sentences name: "Buyers include A for Spain and B in Italy"."""
    for later in story.sentences[lead.number + 1 : lead.number + 3]:
        if later.section != lead.section or not _BUYERS_TOLD.search(later.lower):
            continue
        if sold := pairs(later):
            return sold
    return Sold()


def _sign(sentence: Sentence, number: int) -> str:
    unit = sentence.units[number]
    ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
    if unit.kind == PLACE:
        return "d" if ahead is not None and _describes(ahead) else "C"
    if unit.kind in _NAMES:
        return "d" if ahead is not None and ahead.lower in {"'s", "'"} else "N"
    if unit.kind != WORD:
        return "x"
    sign = _SIGNS.get(unit.lower)
    if sign is not None:
        return "d" if sign == ":" and unit.text == "-" and ahead is not None and not ahead.kind else sign
    describes = unit.pos in {"DET", "ADJ", "NOUN", "PROPN"} or unit.lower in _LOOSE_WORDS
    return "d" if describes or unit.tag == "POS" or unit.lower in {"'s", "-based"} else "x"


def _describes(ahead: Unit) -> bool:
    """Tell whether a place only says where the next name is from: "Italy’s A", "Paris-based A"."""
    return (
        ahead.lower in {"'s", "'", "-based"}
        or ahead.text == "-"
        or (
            not ahead.kind and ahead.pos in {"NOUN", "PROPN"} and ahead.lower not in {"territories", "rights"}
        )
    )


def _entities(sentence: Sentence, start: int, span: tuple[int, int], sign: str, signs: str) -> list[Words]:
    found = []
    for at in range(*span):
        entity = sentence.units[start + at].entity
        if signs[at] == sign and entity is not None:
            found.append(entity.name)
    return found


_REGIONS = (
    r"(?:North|South|Latin|Central|Pan-Asian|East|West|Southeast|South-East|Sub-Saharan|sub-Saharan|Eastern"
    r"|Western|Northern|Southern)[ -](?:American|African|Asian|European|Africa|America|Asia|Europe)"
    r"|German-speaking|French-speaking|Spanish-speaking|Nordic|Scandinavian|Benelux|Baltic|Commonwealth"
)
_ADJECTIVE = re.compile(
    rf"(?P<place>{_REGIONS})(?: (?:theatrical|distribution|all|pay-TV|free-TV|TV|broadcast|digital|streaming"
    r"|publishing|language|domestic|SVOD|AVOD|territories|audio|home|video|and))* "
    r"(?:rights|territories|deal|distribution|premiere|release)\b"
)


def named_by_adjective(text: str, start: int, end: int) -> Words | None:
    """Return the region in "North American rights", which is no name of a place by itself."""
    match = _ADJECTIVE.search(text[start:end])
    if match is None:
        return None
    first, last = match.span("place")
    return Words(start + first, start + last, match["place"])
