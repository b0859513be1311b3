"""Finds the names of a text: stretches of capitalised words with what joins them.

Rule: says where a name stands, not what it is. Words that only a sentence's start has capitalised, roles,
nationalities and calendar words are no names; a possessive parts two names.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from extractors.entities import lexicon as lex
from extractors.entities.page import Page, Piece
from extractors.entities.places import gazetteer

_HEADS = lex.EVENT_HEADS | lex.BODY_HEADS | lex.SCHEME_HEADS | lex.VENUE_HEADS
_ROLE_PREFIX = frozenset(
    "vice executive managing senior deputy chief general artistic creative associate assistant co former"
    " founding global group head line lead interim editorial programme program commercial".split()
)
_BODY_STARTS = lex.words(
    """
    studio network team house club academy university museum channel label radio project
    """
)
_OPENERS = lex.words(
    "canal kanal radio studio estudio grupo editora tv kino festival mercado foro sala teatro"
)
_PREPOSITIONED = lex.words(
    """
    women people girls men voices friends writers
    """
)
_CAMEL = re.compile(
    r"[a-z]{1,3}[A-Z]|(?:al|el|an|as|ash|at|ad|ar|az|ul|ud|ibn|bin|d|l|dell|nell|de)[-‑’'](?=[^\W\d_])"
)
_ORIGIN = re.compile(
    r"(.+)[-‑](?:based|born|set|bred|raised|trained|listed|backed|led|owned|shot|wide|made|style)$"
)
_FIELDS = lex.words(
    """
    film films arts art culture media music television tv radio science sport sports education tourism
    games digital heritage communication communications information trade industry drama documentary
    comedy theatre animation literature book books youth kids children design fashion innovation
    technology cinema creative entertainment publishing broadcasting advertising licensing sound screen
    stage writers directors producers audiovisual crafts economy research development training training
    skills employment commerce
    """
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands."""

    start: int
    end: int
    text: str
    fresh: bool  # stands where any word has a capital

    @property
    def words(self) -> list[str]:
        """The words of the name."""
        return self.text.split()


def capitalised(word: str) -> bool:
    """Tell whether a word is written like a part of a name."""
    return (
        word[0].isupper()
        or (word[0] in "ʻʼ" and word[1:2].isupper())
        or bool(_CAMEL.match(word) and not word.islower())
    )


def find_names(page: Page, masked: Collection[tuple[int, int]]) -> list[Name]:
    """Return the names outside of the masked stretches, in the order of the text."""
    names = [name for piece in _runs(page, masked) for name in _split(page, piece)]
    settled = {name.text for name in names if not name.fresh and not page.in_heading(name.start)}
    return [name for name in (_settle(page, n, settled) for n in names) if name is not None]


def _runs(page: Page, masked: Collection[tuple[int, int]]) -> Iterator[list[Piece]]:
    pieces, text = page.pieces, page.text
    hidden = _hidden(masked)
    n = 0
    while n < len(pieces):
        if not _starts(pieces[n]) or pieces[n].start in hidden:
            n += 1
            continue
        last = n
        while (following := _next(text, page, pieces, n, last)) is not None:
            if any(p.start in hidden for p in pieces[last + 1 : following + 1]):
                break
            last = following
        yield pieces[n : last + 1]
        n = last + 1


def _hidden(masked: Collection[tuple[int, int]]) -> set[int]:
    return {offset for start, end in masked for offset in range(start, end)}


def _starts(piece: Piece) -> bool:
    return capitalised(piece.text) and piece.text.lower() not in lex.CALENDAR


def _adjoins(text: str, left: Piece, right: Piece) -> bool:
    return text[left.end : right.start] == " "


def _next(text: str, page: Page, pieces: list[Piece], first: int, last: int) -> int | None:
    """Return the index of the piece up to which the name goes on, if it does."""
    if last + 1 >= len(pieces):
        return None
    here, after = pieces[last], pieces[last + 1]
    beyond = last + 2 if last + 2 < len(pieces) else None
    following: int | None = None
    if after.start == here.end:
        if after.text in {"’s", "'s", "’", "'"}:
            following = _over_possessive(text, page, pieces, last)
        elif after.text == "," and beyond and pieces[beyond].text in {"Inc.", "Ltd.", "LLC", "Inc", "Jr."}:
            following = beyond
    elif not _adjoins(text, here, after):
        following = None
    elif capitalised(after.text):
        following = last + 1 if _goes_on(text, pieces, last) else None
    elif after.text == "&":
        following = beyond if beyond and _joined(text, pieces, beyond) else None
    elif after.text.isdigit() and len(after.text) <= 3:
        following = last + 1 if _numbers(text, pieces, last + 1) else None
    elif after.text in '“"':
        following = _over_nickname(text, pieces, last)
    else:
        following = _over_particles(text, page, pieces, first, last)
    return following


def _over_nickname(text: str, pieces: list[Piece], last: int) -> int | None:
    """Go on over Dieudonné “Dido” Tshibangu."""
    if last + 4 >= len(pieces):
        return None
    nick, closing, beyond = pieces[last + 2 : last + 5]
    quoted = nick.text[0].isupper() and closing.text in '”"'
    return last + 4 if quoted and _starts(beyond) and _adjoins(text, closing, beyond) else None


def _goes_on(text: str, pieces: list[Piece], last: int) -> bool:
    """Tell whether a capitalised word belongs to the name before it; a month only between two others."""
    word = pieces[last + 1].text.lower()
    if _ORIGIN.match(pieces[last].text) or word in _PRONOUNS:
        return False
    if word not in lex.CALENDAR:
        return word != "exclusive"
    return word in lex.EVENT_HEADS or (
        last + 2 < len(pieces) and _joined(text, pieces, last + 2) and word not in _NEVER_INSIDE
    )


_PRONOUNS = lex.words(
    """
    i i’m i'm i’ve i've i’d i'd i’ll i'll he she it we they
    """
)
_NEVER_INSIDE = lex.CALENDAR - {"may", "june", "april", "august", "mar", "sun"}


def _joined(text: str, pieces: list[Piece], n: int) -> bool:
    return capitalised(pieces[n].text) and _adjoins(text, pieces[n - 1], pieces[n])


def _numbers(text: str, pieces: list[Piece], n: int) -> bool:
    """Tell whether a number closes a name ("Hangar 22 in …") rather than counting what follows."""
    if n + 1 >= len(pieces) or not _adjoins(text, pieces[n], pieces[n + 1]):
        return (
            n + 1 >= len(pieces)
            or pieces[n + 1].text not in {",", "-", "–", "%", "."}
            or not text[pieces[n + 1].end : pieces[n + 1].end + 1].isdigit()
        )
    word = pieces[n + 1].text
    return word in lex.JOINERS or word in lex.NOT_NAMES or word in {"is", "was", "will", "has", "had"}


def _over_possessive(text: str, page: Page, pieces: list[Piece], last: int) -> int | None:
    """Go on over "Directors’ Circle" and "Children’s Fund", where the owner is a plural of the language."""
    word = pieces[last].text.lower()
    if last + 2 >= len(pieces) or not _joined(text, pieces, last + 2):
        return None
    plural = word in {
        "children",
        "women",
        "men",
        "people",
        "girl",
        "boy",
        "kid",
        "artist",
        "player",
        "reader",
        "critic",
    }
    if pieces[last + 1].text in {"’", "'"}:
        plural = word.endswith("s") and page.common.noun(word)
    return last + 2 if plural else None


def _over_particles(text: str, page: Page, pieces: list[Piece], first: int, last: int) -> int | None:
    n = last + 1
    while (
        n < len(pieces)
        and n <= last + 3
        and pieces[n].text[0].islower()
        and _adjoins(text, pieces[n - 1], pieces[n])
    ):
        if capitalised(pieces[n].text):
            break
        n += 1
    if n >= len(pieces) or n == last + 1 or not _joined(text, pieces, n) or not _starts(pieces[n]):
        return None
    between, here = [p.text for p in pieces[last + 1 : n]], pieces[last].text
    if all(word in lex.PARTICLES for word in between):
        return n
    if between == ["and"] and f"{here} and {pieces[n].text}".lower() in gazetteer()[1]:
        return n
    if all(word in lex.JOINERS for word in between) and _institution(
        page, pieces[first:], between, last - first, n - first
    ):
        return n
    return None


def _institution(page: Page, pieces: list[Piece], between: list[str], last: int, n: int) -> bool:
    left = [p.text.lower() for p in pieces[: last + 1]]
    if between[0] in {"of", "for"}:
        return left[-1] in lex.JOIN_HEADS and not (left[-1] in {"week", "days"} and len(left) == 1)
    if between[0] == "and":
        right = _run_on(page, pieces, n)
        fields = left[-1] in _FIELDS and pieces[n].text.lower() in _FIELDS | _HEADS
        return fields and (bool({"of", "for"} & set(left)) or right in _HEADS)
    return left[-1] in _PREPOSITIONED and between[0] in {"in", "with", "of"}


def _run_on(page: Page, pieces: list[Piece], n: int) -> str:
    """Return the last capitalised word of the stretch that begins at a piece."""
    while n + 1 < len(pieces) and _joined(page.text, pieces, n + 1):
        n += 1
    return pieces[n].text.lower()


def _split(page: Page, pieces: list[Piece]) -> Iterator[Name]:
    """Part a stretch where a role stands inside it ("Gaslamp CEO Ada Obi"), and take off what is no name."""
    start = 0
    for n in range(len(pieces)):
        if _is_role(page, pieces, n):
            yield from _name(page, pieces[start:n], start == 0)
            start = n + 1
    yield from _name(page, pieces[start:], start == 0)


def _is_role(page: Page, pieces: list[Piece], n: int) -> bool:
    word = pieces[n].text.lower().rstrip(".")
    following = pieces[n + 1].text.lower() if n + 1 < len(pieces) else ""
    if word in lex.HONORIFICS and (n == 0 or pieces[n].text.endswith(".")):
        return bool(following)
    if word in _ROLE_PREFIX and following in lex.ROLE_HEADS | _ROLE_PREFIX and not following.endswith("s"):
        return n + 2 < len(pieces) or following in lex.ROLE_HEADS
    if word not in lex.ROLE_HEADS and not (n == 0 and _called(page, pieces[0])):
        return False
    if following in _HEADS - _OPENERS or following in {"of", "for", "&", "’", "’s"}:
        return False
    if n == 0:
        return pieces[0].start in page.sentence_starts or pieces[0].text.isupper() or bool(following)
    return bool(following) or word in {"ceo", "coo", "cfo", "president", "director", "minister", "chairman"}


def _called(page: Page, piece: Piece) -> bool:
    """Tell whether a capitalised noun only says what follows: "Streamer Caju", but not "Studio Ghost"."""
    word = piece.text.lower()
    nouns = (lex.BODY_ROLE_HEADS | lex.WORK_NOUNS) - _BODY_STARTS
    return word in nouns and piece.start in page.sentence_starts


def _name(page: Page, pieces: list[Piece], leading: bool) -> Iterator[Name]:
    while pieces and not capitalised(pieces[0].text):
        pieces = pieces[1:]
    while pieces and not (capitalised(pieces[-1].text) or pieces[-1].text.isdigit()):
        pieces = pieces[:-1]
    fresh = bool(pieces) and pieces[0].start in page.sentence_starts
    while pieces and _no_name(pieces, fresh):
        pieces = pieces[1:]
        fresh = False
    while pieces and _national(pieces[0].text) and not _nation_belongs(pieces):
        pieces = pieces[1:]
        fresh = False
    if pieces:
        start, end = pieces[0].start, pieces[-1].end
        if origin := _ORIGIN.match(page.text[start:end]):
            end = start + origin.end(1)
        yield Name(start, end, page.text[start:end], fresh and leading)


def _national(word: str) -> bool:
    """Tell whether a word is a nationality or several: "Danish", "Tongan-Danish"."""
    return all(part in lex.NATION_WORDS for part in re.split(r"[-‑–]", word.lower()))


def _no_name(pieces: list[Piece], fresh: bool) -> bool:
    """Tell whether the first word of a stretch is a function word, a number or an abbreviation."""
    word = pieces[0].text
    if word.lower() not in lex.NOT_NAMES or word in {"US", "UK", "EU"}:
        return False
    return fresh or len(pieces) == 1 or word.lower() in _PRONOUNS | {"exclusive", "the"}


def _nation_belongs(pieces: list[Piece]) -> bool:
    """Tell whether a nationality is part of a name: "Korean Film Council", but not "South Korean"."""
    rest = [p.text.lower() for p in pieces[1:]]
    if all(_national(word) for word in rest):
        return rest in (["korea"], ["africa"], ["sudan"], ["america"])
    return (
        pieces[-1].text.lower() in _HEADS
        or rest[0] in {"korea", "africa", "sudan", "macedonia", "asia", "america"}
        or len(rest) == 1
    )


def _settle(page: Page, name: Name, settled: set[str]) -> Name | None:
    """Drop or shorten a name whose first word may owe its capital to the sentence."""
    if page.in_heading(name.start):
        return name if name.text in settled else None
    if not name.fresh or name.text in settled:
        return name
    first, *rest = name.words
    if not _may_be_common(page, name.start, first):
        return name
    if not rest:
        return name if first.isupper() and re.match(r"\s[—–-]\s", page.after(name.end, 4)) else None
    start = name.start + len(first) + 1
    return Name(start, name.end, page.text[start : name.end], False) if capitalised(rest[0]) else None


def _may_be_common(page: Page, start: int, word: str) -> bool:
    """Tell whether a word at the start of a sentence is one of the language rather than a name."""
    token = page.token_at.get(start)
    if token is None:
        return False
    if token.ent_type_ in {"PERSON", "ORG", "GPE"} and token.i + 1 < len(token.doc):
        following = token.doc[token.i + 1]
        if following.ent_iob_ == "I" and following.text[0].isupper():
            return False
    known = word.lower() in page.lower_words or page.common.knows(word)
    return known and token.pos_ != "PROPN"
