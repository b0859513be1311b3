"""Finds the names of a text: stretches of capitalised words with what joins them.

Rule: says where a name stands, not what it is. Words that only a sentence's start has capitalised, roles,
nationalities and calendar words are no names; a possessive parts two names.
"""

from collections.abc import Collection, Iterator

from extractors.entities import lexicon as lex
from extractors.entities.page import Page, Piece
from extractors.entities.places import gazetteer
from extractors.entities.trim import (
    ACRONYMS,
    CONTRACTION,
    HEADS,
    ORIGIN,
    PRONOUNS,
    Name,
    capitalised,
    settle,
    split,
)

_PREPOSITIONED = lex.words(
    """
    women people girls men voices friends writers
    """
)
# What a state's institutions begin with, and the nouns whose names may hold small words.
_STATE_HEADS = lex.words("ministry department office secretariat directorate embassy republic parliament")
_NAMING = lex.words(
    """
    festival convention conference summit showcase gathering scheme programme initiative lab fellowship
    residency biennale retreat campaign
    """
)
_FIELDS = lex.words(
    """
    film films arts art culture media music television tv radio science sport sports education tourism
    games digital heritage communication communications information trade industry drama documentary
    comedy theatre animation literature book books youth kids children design fashion innovation
    technology cinema creative entertainment publishing broadcasting advertising licensing sound screen
    stage writers directors producers audiovisual crafts economy research development training training
    skills employment commerce image images press co-production coproduction podcast documentary
    """
)

# Nouns that copies write with a capital in the midst of a sentence, and that name nobody by themselves.
_NOUNS = lex.words(
    """
    president secretary treasurer director directors manager producer producers chairman
    chairwoman minister ministers actor actors actress actresses writer author screenwriter editor
    deputy general executive managing head member members jury juror company companies enterprise
    production productions distribution application applications content contents project projects film
    films movie movies documentary documentaries series season episode episodes debut debuts feature
    features title titles short shorts script scripts screenplay camera music premiere cinema cinemas
    million millions billion euro euros money fund funds funding support prize prizes award awards
    competition category categories participants visitors guests audience public viewers subsidy
    subsidies budget session sessions edition editions day days evening year years programme program
    programs programmes promotion main role roles protagonist cast festival festivals market markets
    forum press conference meeting agreement contract partner partners partnership development
    """
)
_JOINING = lex.JOIN_HEADS | HEADS


def find_names(page: Page, masked: Collection[tuple[int, int]]) -> list[Name]:
    """Return the names outside of the masked stretches, in the order of the text."""
    names = [name for piece in _runs(page, masked) for name in split(page, piece)]
    settled = {name.text for name in names if not name.fresh and not page.in_heading(name.start)}
    found = (settle(page, name, settled) for name in names if not _only_a_noun(page, name))
    return [name for name in found if name is not None]


def _only_a_noun(page: Page, name: Name) -> bool:
    """Tell whether a copy only writes a noun with a capital: "elected as Secretary", "38 Applications"."""
    words = name.text.lower().split()
    return (
        all(word.removeprefix("vice-") in _NOUNS or word in lex.HONORIFICS for word in words)
        and not name.text.isupper()
        and page.text[name.start - 1 : name.start] not in {"“", "‘", '"', "«"}
    )


def _runs(page: Page, masked: Collection[tuple[int, int]]) -> Iterator[list[Piece]]:
    pieces, text = page.pieces, page.text
    hidden = _hidden(masked)
    n = 0
    while n < len(pieces):
        if not (_starts(pieces[n]) or _named_after_month(pieces, n)) or pieces[n].start in hidden:
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
    word = piece.text
    return capitalised(word) and word.lower() not in lex.CALENDAR and not CONTRACTION.fullmatch(word)


def _named_after_month(pieces: list[Piece], n: int) -> bool:
    """Tell whether a role stands before a month that is a given name: "founder June Castle"."""
    return (
        pieces[n].text in _MONTH_NAMES
        and 0 < n < len(pieces) - 1
        and pieces[n - 1].text.lower() in lex.ROLE_HEADS
        and capitalised(pieces[n + 1].text)
    )


_MONTH_NAMES = frozenset({"June", "April", "May", "August", "January"})


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
        following = last + 1 if _goes_on(text, page, pieces, last) else None
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


def _goes_on(text: str, page: Page, pieces: list[Piece], last: int) -> bool:
    """Tell whether a capitalised word belongs to the name before it; a month only between two others."""
    word, here = pieces[last + 1].text.lower(), pieces[last].text
    if ORIGIN.match(here) or word in PRONOUNS or CONTRACTION.fullmatch(word):
        return False
    if "." in here and here.lower() in gazetteer()[1] and _run_on(page, pieces, last + 1) not in HEADS:
        return False  # a sentence that ends in "the U.K.", or "the U.S. Ada Obi"
    if word not in lex.CALENDAR:
        return word != "exclusive"
    return word in lex.EVENT_HEADS or (
        last + 2 < len(pieces) and _joined(text, pieces, last + 2) and word not in _NEVER_INSIDE
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
    if word in lex.JOINERS or word in lex.NOT_NAMES or word in {"is", "was", "will", "has", "had"}:
        return True
    return len(pieces[n].text) == 1 and not word.endswith("s") and not pieces[n + 1].text[0].isdigit()


def _over_possessive(text: str, page: Page, pieces: list[Piece], last: int) -> int | None:
    """Go on over "Directors’ Circle" and "Children’s Fund", where the owner is a plural of the language."""
    word = pieces[last].text.lower()
    beyond = last + 2 < len(pieces) and _joined(text, pieces, last + 2)
    if not beyond or pieces[last + 2].text in ACRONYMS:
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
        institution = pieces[last + 2].text.lower() in lex.JOIN_HEADS | lex.EVENT_HEADS
        named = word in lex.STRONG_BODY_HEADS and pieces[last - 1].end + 1 == pieces[last].start
        plural = word.endswith("s") and ((page.common.noun(word) and not named) or institution)
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
    fixed = (
        all(word in lex.PARTICLES for word in between)
        or (between == ["of", "the"] and pieces[n].text in {"Year", "Decade", "Month", "Century"})
        or (between == ["and"] and f"{here} and {pieces[n].text}".lower() in gazetteer()[1])
    )
    if fixed or not all(word in lex.JOINERS for word in between):
        return n if fixed else None
    joined = _institution(page, pieces[first:], between, last - first, n - first) or _called(pieces, first)
    return n if joined else None


def _called(pieces: list[Piece], first: int) -> bool:
    """Tell whether a noun for a gathering or scheme stands right before a name: "the convention Ink on …"."""
    return (
        first > 0 and pieces[first - 1].text in _NAMING and pieces[first - 1].end + 1 == pieces[first].start
    )


def _institution(page: Page, pieces: list[Piece], between: list[str], last: int, n: int) -> bool:
    left = [p.text.lower() for p in pieces[: last + 1]]
    if between == ["of"] and left[0] in _STATE_HEADS and pieces[n].text.lower() in gazetteer()[1]:
        return True
    if between[0] == "of" and "of" in left[1:] and left[left.index("of") - 1] in _JOINING:
        # "Festival of the Films of Mountain", "Encounter of Co-production of the South"
        return page.common.noun(left[-1]) or left[-1] in _FIELDS
    if between[0] in {"of", "for"}:
        return left[-1] in lex.JOIN_HEADS and not (left[-1] in {"week", "days"} and len(left) == 1)
    if between[0] == "and":
        right = _run_on(page, pieces, n)
        bound = bool({"of", "for"} & set(left))
        if left[-1] in _FIELDS and pieces[n].text.lower() in _FIELDS | HEADS:
            return bound or right in HEADS
        return bound and left[-1] in _FIELDS and right.endswith("s") and page.common.noun(right)
    return left[-1] in _PREPOSITIONED and between[0] in {"in", "with", "of"}


def _run_on(page: Page, pieces: list[Piece], n: int) -> str:
    """Return the last capitalised word of the stretch that begins at a piece."""
    while n + 1 < len(pieces) and _joined(page.text, pieces, n + 1):
        n += 1
    return pieces[n].text.lower()
