"""Reads names straight from the letters: runs of capitalised words, and lists of them.

Rule: a chunk is only a stretch that looks like a name; what it stands for is told by the reading's mentions
and by the words around it, never by a list of names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.values.lexicon import row

_WORD = re.compile(r"[^\W_]+(?:[’'ʻʼ.-][^\W_]+)*\+*")
_POSSESSIVE = re.compile(r"[’']s$")
_CALENDAR = frozenset(
    row(
        "monday tuesday wednesday thursday friday saturday sunday january february march april "
        "may june july august september october november december jan feb mar apr jun jul aug "
        "sept sep oct nov dec"
    )
)
_CONNECTORS = frozenset(
    row(
        "of de del della dei di da do dos das des du d la le les el los las y i e et und van von "
        "der den ter for the wa bin bint al av och og en im am zum zur auf au aux sur sous sul sulla "
        "nel nella pod nad til till på"
    )
)
_LINKS = frozenset(
    ["of", "de", "del", "della", "dei", "di", "da", "do", "dos", "das", "des", "du", "for", "av"]
)
_INITIAL = re.compile(r"^(?:\w|[A-Z](?:\.[A-Z])+|St|Dr|Mr|Mrs|Ms|Prof|Jr|Sr|Mt|Ste)$")
_INNER_POSSESSORS = frozenset(
    row(
        "children women people men director directors writer author actor producer player reader "
        "critic king queen kid kids master mayor president dean bishop"
    )
)
_DOMAIN = frozenset(
    row(
        "culture tourism arts art media sport sports technology heritage education trade industry "
        "industries film television communication communications design music science sciences "
        "broadcasting innovation youth information cinema creativity entertainment theatre "
        "literature audiovisual"
    )
)
_OPENERS = frozenset(
    row(
        "the a an at in on for from by with of to and or but as if when while after before during "
        "under over its his her their our my this that these those it he she they we you there "
        "here now then last next both some all each every no not only also yet once run organised "
        "organized hosted held presented sponsored backed supported opening closing speaking "
        "asked told according among alongside meanwhile elsewhere earlier later today yesterday "
        "tomorrow first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
        "twelfth inaugural annual former new one two three four five six seven eight nine ten "
        "since until between because what which who why how where whose about around across "
        "against through within inside without like unlike despite fellow more most many several few "
        "other another such see so titled entitled dubbed called named branded billed christened "
        "organiser organizer organisers organizers promoter promoters sponsor sponsors partner partners"
    )
)
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "prof", "professor", "sir", "dame"])


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of capitalised words; `owns` tells that an 's follows it."""

    start: int
    end: int
    text: str
    owns: bool

    @property
    def words(self) -> list[str]:
        """The words in lower case."""
        return [w.casefold() for w in _WORD.findall(self.text)]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    text: str
    owns: bool

    @property
    def is_name(self) -> bool:
        return self.text[0].isupper() and self.text.rstrip(".").casefold() not in _CALENDAR


def chunks(text: str, start: int = 0, end: int | None = None) -> list[Chunk]:
    """Find the capitalised runs of a stretch, in order; offsets are those of `text`."""
    end = len(text) if end is None else end
    pieces = list(_pieces(text, start, end))
    found: list[Chunk] = []
    n = 0
    while n < len(pieces):
        if not pieces[n].is_name:
            n += 1
            continue
        last = _extend(text, pieces, n)
        first = n
        while first <= last and _is_opener(text, pieces, first, start):
            first += 1
        if first + 1 < last and first == n and _is_plural_of(text, pieces, n, start):
            first += 2
            while first <= last and _is_opener(text, pieces, first, start):
                first += 1
        if first <= last and pieces[first].is_name:
            run = text[pieces[first].start : pieces[last].end]
            found.append(Chunk(pieces[first].start, pieces[last].end, run, pieces[last].owns))
        n = last + 1
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        owns = bool(_POSSESSIVE.search(word))
        stop = match.end() - 2 if owns else match.end()
        yield _Piece(match.start(), stop, text[match.start() : stop], owns)


def _extend(text: str, pieces: list[_Piece], n: int) -> int:
    """Return the number of the last piece of the run that begins with piece `n`."""
    last = n
    while last + 1 < len(pieces):
        ahead = _next(text, pieces, n, last)
        if ahead is None:
            break
        last = ahead
    return last


def _next(text: str, pieces: list[_Piece], n: int, last: int) -> int | None:
    """Return the number of the piece up to which a run goes on behind piece `last`, or None where it ends."""
    here, there = pieces[last], pieces[last + 1]
    if here.owns and here.text.casefold() not in _INNER_POSSESSORS:
        return None
    gap = text[here.end + (2 if here.owns else 0) : there.start]
    number = gap == " " and there.text.isdigit() and len(there.text) <= 3 and here.is_name
    if number or (there.is_name and _joins(gap, here)):
        return last + 1
    ahead = last + 1
    while ahead < len(pieces) and ahead - last <= 3 and pieces[ahead].text in _CONNECTORS:
        ahead += 1
    if ahead == last + 1 or ahead >= len(pieces):
        return _joined_domain(text, pieces, n, last)
    gaps = [text[pieces[k].end : pieces[k + 1].start] for k in range(last, ahead)]
    loose = any(g not in {" ", "’ ", "' "} for g in gaps[:-1]) or gaps[-1] not in {" ", "’", "'", "-"}
    alone = there.text == "the" and ahead - last == 2
    return ahead if pieces[ahead].is_name and not loose and not alone else None


def _joins(gap: str, here: _Piece) -> bool:
    if gap in {" ", " & ", "-", " + ", "/"}:
        return True
    if gap in {"’ ", "' "}:
        return here.text.endswith("s")
    return gap == ". " and bool(_INITIAL.match(here.text))


def _joined_domain(text: str, pieces: list[_Piece], n: int, last: int) -> int | None:
    """Let "Ministry of Culture and Tourism" run on over its "and"."""
    if last + 2 >= len(pieces) or pieces[last + 1].text != "and":
        return None
    linked = any(p.text in _LINKS for p in pieces[n : last + 1])
    both = pieces[last].text.casefold() in _DOMAIN and pieces[last + 2].text.casefold() in _DOMAIN
    close = text[pieces[last].end : pieces[last + 2].start] == " and "
    return last + 2 if linked and both and close and pieces[last + 2].is_name else None


def _is_opener(text: str, pieces: list[_Piece], n: int, start: int) -> bool:
    """Tell whether a piece is capitalised only because a sentence begins with it, or is no part of a name."""
    word = pieces[n].text.casefold()
    if word in _TITLES or word in _CONNECTORS - {"la", "le", "les", "el", "los", "las", "der", "den"}:
        return not (pieces[n].is_name and word in {"al", "van", "von", "de", "da", "di", "del", "du", "e"})
    if word.endswith(("-based", "-born")):
        return n + 1 < len(pieces) and text[pieces[n].end : pieces[n + 1].start] == " "
    if word not in _OPENERS:
        return False
    return bool(
        n == 0
        or re.search(r"(?:^|[.!?:;\n“”\"‘—–)]\s*)$", text[max(start, pieces[n].start - 3) : pieces[n].start])
        or word in {"the", "a", "an"}
    )


def _is_plural_of(text: str, pieces: list[_Piece], n: int, start: int) -> bool:
    """Tell "Organisers of", "Members of" that begin a sentence from a name."""
    begins = n == 0 or bool(
        re.search(r"(?:^|[.!?\n]\s*)$", text[max(start, pieces[n].start - 3) : pieces[n].start])
    )
    return begins and pieces[n].text.endswith("s") and pieces[n + 1].text == "of"


_GAP_FIRST = re.compile(
    r"^\s*(?:(?:the|its|their|a|an|both|local|fellow|lead|main|title|our)\s+)?(?:[a-zà-ÿ][\w’'-]*\s+){0,6}$"
)
_GAP_NEXT = re.compile(
    r"^(?:\s*\([^)]{1,60}\))?\s*(?:,|,?\s+and|,?\s+&|,?\s+as well as|,?\s+plus|,?\s+along with|"
    r",?\s+together with)\s+"
    r"(?:(?:the|its|their|a|an)\s+)?(?:[a-zà-ÿ][\w’'-]*\s+){0,6}$"
)
_GAP_DESCRIBED = re.compile(r"^(?:[’']s)?\s+(?:[a-zà-ÿ][\w’'-]*\s+){0,5}$")
_NO_DESCRIPTION = re.compile(
    r"\b(?:in|at|on|from|which|who|whose|that|to|with|is|are|was|were|has|have|had|will|by|into|"
    r"where|when|while|"
    r"but|than|during|under|after|before|ran|runs|took|takes|held|said|says|told|opens|opened|drew|"
    r"expects|it|he|"
    r"she|they|as|for)\b"
)


def name_list(text: str, start: int, end: int) -> list[Chunk]:
    """Read the names of a coordination without descriptions: "the A, its network B and C".

    Stops at the first stretch that is no part of the list.
    """
    found: list[Chunk] = []
    place = start
    for chunk in chunks(text, start, end):
        gap = text[place : chunk.start]
        if not found:
            if not _GAP_FIRST.match(gap) or _NO_DESCRIPTION.search(gap):
                break
            found.append(chunk)
        elif _GAP_NEXT.match(gap) and not _NO_DESCRIPTION.search(
            re.sub(r"\b(?:along|together) with\b|\bas well as\b", "", gap)
        ):
            found.append(chunk)
        elif (
            _GAP_DESCRIBED.match(gap)
            and (gap.strip() or found[-1].owns)
            and not _NO_DESCRIPTION.search(gap)
            and " and " not in gap
        ):
            found[-1] = chunk
        elif not re.match(r"^\s*\($", gap):
            break
        place = chunk.end
        if closing := re.match(r"\)", text[place:end]):
            place += closing.end()
        if re.match(r"^\s*\($", gap) and found and found[-1] is chunk:
            found.pop()
    return found
