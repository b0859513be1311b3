"""Takes off a stretch of capitalised words what is no name: roles, nationalities, a sentence's first word.

Rule: says where a name stands, not what it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from extractors.entities import lexicon as lex
from extractors.entities.page import Page, Piece
from extractors.entities.places import gazetteer

HEADS = lex.EVENT_HEADS | lex.BODY_HEADS | lex.SCHEME_HEADS | lex.VENUE_HEADS
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
_CAMEL = re.compile(
    r"[a-z]{1,3}[A-Z]|(?:al|el|an|as|ash|at|ad|ar|az|ul|ud|ibn|bin|d|l|dell|nell|de)[-‑’'](?=[^\W\d_])"
)
_ADJECTIVES = lex.words(
    """
    based born set bred raised trained listed backed led owned shot wide made style winning nominated
    speaking language rival inspired themed produced run bird like era only friendly focused related
    funded sponsored hosted bound to adjacent themed area educated influenced obsessed controlled
    headquartered centric sourced side
    """
)
# "Lisbon-based": a name, and what makes an adjective of it.
ORIGIN = re.compile(rf"(.+)[-‑](?:{'|'.join(sorted(_ADJECTIVES))})$")
PRONOUNS = lex.words(
    """
    i i’m i'm i’ve i've i’d i'd i’ll i'll he she it we they
    """
)
# What opens a sentence before who says it: "Said Goldline: …".
_SAID = lex.words(
    """
    said says added adds noted notes recalled recalls explained explains quipped quips joked jokes wrote
    writes replied replies warned warns told asked asks admitted admits insisted insists concluded concludes
    commented comments declared declares observed observes enter meet call hear see starring
    """
)
_HAS_CHIEF = re.compile(r"\s(?:CEO|COO|CFO|CTO|CMO)\b")
# A round of venture capital is no name.
_ROUND = re.compile(r"(?:Pre-)?Series [A-H]\d?")
# "We’ve", "He’d", "Don’t": no parts of names, however they are written.
CONTRACTION = re.compile(
    r"(?:[a-z]+n[’']t|(?:i|you|he|she|it|we|they|there|that|this|these|those|what|who|where|here|how|let)"
    r"[’'](?:d|ll|re|ve|m))",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s(?:\w+\s)?(?:co-?productions?|deal|pact|venture|merger|partnership|collaboration|tie-up|alliance"
    r"|joint|tie|takeover)\b"
)
ACRONYMS = lex.words(
    "A&R R&D Q&A VFX CGI AI SVOD AVOD FAST IP YA LGBTQ LGBTQ+ B2B VR XR AR DJ NFT R&B 3D 2D 4K"
)
# "III Eurasian Content Forum": the edition is no part of the name.
_ROMAN = re.compile(r"[IVX]{2,6}")
_LEAST_COUNTED = 2
_INITIALS = lex.words("ceo coo cfo cto cco cmo cio svp evp vp md")


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


def split(page: Page, pieces: list[Piece]) -> Iterator[Name]:
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
    titled = n == 0 or pieces[n - 1].text.lower().rstrip(".") in lex.HONORIFICS
    if word in lex.HONORIFICS and (titled or pieces[n].text.endswith(".")):
        return bool(following)
    if word in _ROLE_PREFIX and following in lex.ROLE_HEADS | _ROLE_PREFIX and not following.endswith("s"):
        return n + 2 < len(pieces) or following in lex.ROLE_HEADS
    if not _is_role_noun(page, pieces, n, word) or following in {"of", "for", "&", "’", "’s"}:
        return False
    if following in HEADS - _OPENERS and word not in _INITIALS and (n + 2 == len(pieces) or word[-1] == "s"):
        return False
    alone = word in {"ceo", "coo", "cfo", "president", "director", "minister", "chairman"}
    opens = n == 0 and (pieces[0].start in page.sentence_starts or pieces[0].text.isupper())
    return bool(following) or opens or (n > 0 and alone)


def _is_role_noun(page: Page, pieces: list[Piece], n: int, word: str) -> bool:
    """Tell whether a word is a role, or a sentence begins with what follows: "Founders Ada Obi and …"."""
    plural = n == 0 and word.endswith("s") and word[:-1] in lex.ROLE_HEADS and len(pieces) > 2
    return word in lex.ROLE_HEADS or plural or (n == 0 and _called(page, pieces[0]))


def _called(page: Page, piece: Piece) -> bool:
    """Tell whether a capitalised noun only says what follows: "Streamer Caju", but not "Studio Ghost"."""
    word = piece.text.lower()
    nouns = (lex.BODY_ROLE_HEADS | lex.WORK_NOUNS) - _BODY_STARTS
    following = page.after(piece.end + 1, 20).split(" ")[0].lower()
    return word in nouns and piece.start in page.sentence_starts and following not in HEADS


def _stripped(pieces: list[Piece]) -> list[Piece]:
    """Take off small words at both ends, and what only says the field at the last: "Korean VFX studio"."""
    while pieces and not capitalised(pieces[0].text):
        pieces = pieces[1:]
    while len(pieces) > _LEAST_COUNTED and _ROMAN.fullmatch(pieces[0].text):
        pieces = pieces[1:]
    while pieces and not (capitalised(pieces[-1].text) or pieces[-1].text.isdigit()):
        pieces = pieces[:-1]
    while pieces and pieces[-1].text in ACRONYMS:
        pieces = pieces[:-1]
    return pieces


def _name(page: Page, pieces: list[Piece], leading: bool) -> Iterator[Name]:
    pieces = _stripped(pieces)
    fresh = bool(pieces) and pieces[0].start in page.sentence_starts
    while pieces and _no_name(pieces, fresh):
        pieces = pieces[1:]
        fresh = False
    while pieces and fresh and _opens_sentence(page, pieces):
        pieces = pieces[1:]
        fresh = False
    while pieces and _national(pieces[0].text) and not _nation_belongs(pieces):
        pieces = pieces[1:]
        fresh = False
    if pieces:
        start, end = pieces[0].start, pieces[-1].end
        cities, _ = gazetteer()
        if origin := ORIGIN.match(page.text[start:end]):
            end = start + origin.end(1)
            if _national(origin[1]) or (page.common.knows(origin[1]) and origin[1].lower() not in cities):
                return
        for first, last in _hyphenated(page, start, end):
            if last - first < 2 or _ROUND.fullmatch(page.text, first, last):
                continue
            yield Name(first, last, page.text[first:last], fresh and leading and first == start)


def _opens_sentence(page: Page, pieces: list[Piece]) -> bool:
    """Tell whether the first word is a common participle, plural or compound: "Starring Ada Obi"."""
    word = pieces[0].text.lower()
    parts = re.split(r"[-‑]", word)
    if len(parts) > 1 and ORIGIN.match(pieces[0].text) and parts[0] in gazetteer()[0]:
        return False
    if word in _SAID and len(pieces) > 1:
        return True
    if len(parts) > 1:
        return pieces[0].text[len(parts[0]) + 1].islower() and all(map(page.common.knows, parts))
    if word.endswith("ing") and page.common.knows(word):
        return len(pieces) != 2
    return len(pieces) == 1 and word.endswith("s") and len(word) > 4 and page.common.noun(word)


def _between(page: Page, end: int) -> bool:
    """Tell whether what follows works between two cities: "the Dakar-Paris outfit"."""
    noun = re.match(r"\s([a-z\-]+)", page.after(end, 30))
    return noun is not None and noun[1] in lex.BODY_ROLE_HEADS | lex.WORK_NOUNS | {"duo", "axis"}


def _hyphenated(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    """Part "Armenia-Bulgaria", and "Studio Ost-Gaslamp" before what two make together."""
    text = page.text[start:end]
    stretches = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^-–‑]+", text)]
    cities, countries = gazetteer()
    parts = [page.text[a:b].lower() for a, b in stretches]
    places = all(part in countries for part in parts) or (
        all(part in cities for part in parts) and text.lower() not in cities and _between(page, end)
    )
    if places or (len(stretches) == 2 and _JOINT.match(page.after(end, 40))):
        return stretches
    return [(start, end)]


_NATION_PREFIXES = lex.words("anglo franco germano italo hispano luso sino indo afro euro austro ibero russo")


def _national(word: str) -> bool:
    """Tell whether a word is a nationality or several: "Danish", "Tongan-Danish", "Anglo-Dutch"."""
    *others, last = re.split(r"[-‑–]", word.lower())
    known = (part in lex.NATION_WORDS or part in _NATION_PREFIXES for part in others)
    return last in lex.NATION_WORDS and all(known)


def _no_name(pieces: list[Piece], fresh: bool) -> bool:
    """Tell whether the first word of a stretch is a function word, a number or an abbreviation."""
    word = pieces[0].text
    if word.lower() not in lex.NOT_NAMES or word in {"US", "UK", "EU"}:
        return False
    if word == "TV" and len(pieces) > 1:
        return False
    return fresh or len(pieces) == 1 or word.lower() in PRONOUNS | {"exclusive", "the"}


def _nation_belongs(pieces: list[Piece]) -> bool:
    """Tell whether a nationality is part of a name: "Korean Film Council", but not "South Korean"."""
    rest = [p.text.lower() for p in pieces[1:]]
    if all(_national(word) for word in rest):
        return rest in (["korea"], ["africa"], ["sudan"], ["america"])
    joined = any(word in lex.JOIN_HEADS and after in {"of", "for"} for word, after in pairwise(rest))
    return (
        joined
        or pieces[-1].text.lower() in HEADS
        or rest[0] in {"korea", "africa", "sudan", "macedonia", "asia", "america"}
        or len(rest) == 1
    )


_ASKING = lex.words("would could should did does has had is was are were do have")


def settle(page: Page, name: Name, settled: set[str]) -> Name | None:
    """Drop or shorten a name whose first word may owe its capital to the sentence."""
    if page.in_heading(name.start):
        return name if name.text in settled else None
    if not name.fresh or name.text in settled:
        return name
    first, *rest = name.words
    # No name without its first word: "Bramble Games", "Dolores “Dot” Vandermolen".
    bare = (len(rest) == 1 and rest[0].lower() in HEADS) or (bool(rest) and rest[0][:1] in '“‘"')
    # "Would Ada Obi say more?"
    asked = first.lower() in _ASKING and rest and re.match(r"\s[^.!]*\?", page.after(name.end, 200))
    if not asked and (bare or not _may_be_common(page, name.start, first)):
        return name
    if not rest:
        return name if first.isupper() and re.match(r"\s[—–-]\s", page.after(name.end, 4)) else None
    start = name.start + len(first) + 1
    return Name(start, name.end, page.text[start : name.end], False) if capitalised(rest[0]) else None


def _may_be_common(page: Page, start: int, word: str) -> bool:
    """Tell whether a word at the start of a sentence is one of the language rather than a name."""
    token = page.token_at.get(start)
    if token is None or _acts(token):
        return False
    if word.lower() in gazetteer()[0] and (_placed(page, start + len(word)) or _modifies(page, token)):
        return False
    if _HAS_CHIEF.match(page.after(start + len(word), 6)) and word.lower() not in lex.BODY_ROLE_HEADS:
        return False
    if token.tag_ == "NNP" and token.dep_ in {"compound", "nmod"} and _title_cased_behind(token):
        return False
    small = word.lower() in page.lower_words
    return (small and page.common.noun(word)) or (
        (small or page.common.knows(word)) and token.pos_ != "PROPN"
    )


def _title_cased_behind(token: Token) -> bool:
    """Tell whether the next word has a capital and small letters: "Channel Pelham", but not "BEST ACTOR"."""
    following = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
    return following[:1].isupper() and not following.isupper()


# What companies do to titles and people, and what does not need an article to be the subject of it.
_DEALS = lex.words(
    """
    hire appoint name promote acquire buy order commission renew greenlight sign board sell license licence
    tap poach recruit snap nab option unveil round ink land
    """
)
_MASS = lex.words(
    """
    production photography distribution music casting post-production animation development competition
    demand interest money research management leadership
    """
)


def _acts(token: Token) -> bool:
    """Tell whether a bare singular noun does what companies do: "Harbour has rounded out the cast"."""
    if token.dep_ != "nsubj" or token.tag_ not in {"NN", "NNP"} or token.lower_ in _MASS:
        return False
    bare = not any(child.i < token.i for child in token.children) and not token.lower_.endswith("ing")
    return bare and token.head.lemma_ in _DEALS and token.head.tag_ in {"VBZ", "VBN", "VBD"}


def _modifies(page: Page, token: Token) -> bool:
    """Tell whether a city's name, and no word of other use, describes a noun: "Leipzig pressing plant"."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    describes = following.text.islower() and following.tag_ in {"NN", "NNS", "JJ", "VBG"}
    word = token.lower_
    return describes and word not in page.common.verbs and word not in page.common.adjectives


def _placed(page: Page, end: int) -> bool:
    """Tell whether a word owns something, or says where a company or a person comes from."""
    following = re.match(r"[’']s\s|\s([a-z\-]+)", page.after(end, 30))
    return following is not None and (following[1] is None or following[1] in _FROM_THERE)


_FROM_THERE = lex.BODY_ROLE_HEADS | lex.ROLE_HEADS | {"sales", "production", "animation", "publishing"}
