"""Counted things: a number, the noun phrase it counts, and how exact it is meant.

Rule: money, dates, years, ages, durations, shares, ordinals and the numbers inside names are no counts. The
unit is cut from the text right behind the number, so that number and unit stand in one stretch.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from extractors.reading import CountSpan, Words
from extractors.values.lexicon import words
from extractors.values.numbers import DASH, Number, find_numbers, qualify
from schemas.vocabulary import Qualifier

_DURATIONS = words(
    "year month week weekend day night hour minute min second decade century quarter season-long morning"
    " afternoon"
    " evening fortnight moment generation"
)
_MEASURES = words(
    "percent per cent percentage point degree kilometre kilometer km mile metre meter foot feet inch"
    " centimetre"
    " centimeter acre hectare kilo kilogram pound tonne ton litre liter fps hz mb gb tb p am pm time"
    " o'clock o’clock"
    " third half quarter fourth fifth tenth figure digit"
)
_NOT_COUNTED = re.compile(
    r"\s?(?:%|per ?cent\b|percent|pc\b|o[’']clock|[ap]\.?m\b|°|x\b|fps\b)", re.IGNORECASE
)
_AGE_AFTER = re.compile(rf"{DASH}years?{DASH}old|\syears?\sold|{DASH}\sto\s|s\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages)\s$", re.IGNORECASE)
_LABEL_BEFORE = re.compile(
    r"(?:(?<!\bthis )(?<!\blast )(?<!\bnext )(?<!\bevery )\b(?:season|series|episode|ep|chapter|part|volume"
    r"|vol|page"
    r"|no|number|act|phase|hall|room|studio|stage|route|channel|level|week|day|year|round|section|article"
    r"|top|age|seat"
    r"|gate|floor|q|tier)\.?|#|№|&)\s?$",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\s(?:in|out of|of every|of)\s(?:every\s)?(?:\d|ten|five|four|three|two|twenty|hundred)", re.IGNORECASE
)
_OF_THEM = re.compile(
    r"\sof\s(?:them|which|whom|these|those|the\s\w+)\s(?:are\s|were\s|being\s|now\s|as\s)?", re.IGNORECASE
)
_OF_THE = re.compile(
    r"\s(?:more\s|other\s|further\s)?of\s(?:(?:the|its|their|his|her|our|these|those)\s)", re.IGNORECASE
)
_FILLER = re.compile(r"\s(?:(?:additional|further|other|more|new)\b)?\s?", re.IGNORECASE)
_COMPOUND = re.compile(rf"{DASH}(?P<noun>[a-z]+)(?:{DASH}[a-z]+)*\b")
_COMPOUND_UNITS = words(
    "episode part film title game book project picture song track issue city country territory venue screen"
    " seat"
    " song act week-long property channel screen room studio album reel novel volume stop lot story"
    " format play concert gig shop store unit game player person member"
)
# "400 producers, funders and broadcasters" are counted together, "12 films and 3 series" are not.
_OTHERS = re.compile(
    r"(?:,\s[a-z][a-z-]+s(?=,|\sand\s))*,?\sand\s(?:[a-z-]+\s)?[a-z-]+(?<![sui])s\b(?!\s(?:[a-z]+s\b|of\b))"
)
# A number this large that stands alone counts what was counted before: "against 9 million for season one".
_BARE = 1000
_BARE_AFTER = re.compile(r"\s(?:for|in|to|on|from|last|a|each|every|per|and|at|of|were|was)\b|[.,;)]")
_YEAR = (1900, 2100)
_NO_LABEL = 100  # "Episode 8", but "round 200 journalists"


_FEW = 9
_THROUGHOUT = re.compile(r"over", re.IGNORECASE)


def find_counts(text: str, doc: Doc, taken: Sequence[tuple[int, int]]) -> list[CountSpan]:
    """Return the counted things of the text in order; `doc` is the parse of the same text.

    `taken` are the stretches that are read as something else: sums of money and dates.
    """
    spans: list[CountSpan] = []
    for number in find_numbers(text):
        if spans and number.start < spans[-1].end:
            continue
        if _inside(number, taken) or not _counts(text, number):
            continue
        if span := _count(text, doc, number):
            spans.append(span)
    return spans


def _inside(number: Number, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < number.end and number.start < end for start, end in taken)


def _counts(text: str, number: Number) -> bool:
    before, after = text[max(0, number.start - 24) : number.start], text[number.end : number.end + 40]
    if _NOT_COUNTED.match(after) or _RATIO.match(after) or _AGE_AFTER.match(after):
        return False
    if _LABEL_BEFORE.search(before) or _AGE_BEFORE.search(before):
        return number.scaled or number.value >= _NO_LABEL
    if re.search(rf"[A-Za-z]{DASH}$|[$€£¥₹]\s?$", before):
        return False
    written = text[number.start : number.end]
    return not (written.isdigit() and _YEAR[0] <= number.value < _YEAR[1])


def _count(text: str, doc: Doc, number: Number) -> CountSpan | None:
    qualifier, start, end = qualify(text, number.start, number.end)
    if number.spelled and number.value <= _FEW and _THROUGHOUT.fullmatch(text[start : number.start].strip()):
        qualifier = Qualifier.EXACT  # "over five stops" says where, not how many
    if end == number.end and (compound := _COMPOUND.match(text, number.end)):
        noun = compound["noun"]
        if noun not in _COMPOUND_UNITS:
            return None
        unit = Words(compound.start("noun"), compound.end("noun"), noun)
        return CountSpan(start, max(end, unit.end), number.value, unit, qualifier)
    found = _unit(text, doc, max(end, number.end))
    if found is None and number.scaled and text.startswith(" of ", end):
        found = _unit(text, doc, end + len(" of"))  # "4.2 million of spectators"
    if found is None:
        bare = number.value >= _BARE and _BARE_AFTER.match(text, end)
        return CountSpan(start, end, number.value, None, qualifier) if bare else None
    if number.value == 1 and not number.scaled:
        return None
    return CountSpan(start, max(end, found.end), number.value, found, qualifier)


def _unit(text: str, doc: Doc, at: int) -> Words | None:
    """Return the noun phrase behind an offset, up to the plural that the number counts."""
    for lead in (_OF_THEM, _OF_THE, _FILLER):
        if match := lead.match(text, at):
            if unit := _plural_phrase(text, doc, match.end()):
                return unit
            if lead is _OF_THEM:
                continue
            return None
    return None


def _plural_phrase(text: str, doc: Doc, at: int) -> Words | None:
    span = doc.char_span(at, min(len(text), at + 1), alignment_mode="expand")
    if span is None or len(span) == 0:
        return None
    head: Token | None = None
    for token in doc[span[0].i : span[0].i + 9]:
        if token.idx > at and token.idx != at and head is None and token.i - span[0].i > 7:
            break
        if not _continues(token) and not _misread_plural(token, span[0].i):
            break
        if _is_plural(token) or (head is None and _misread_plural(token, span[0].i)):
            head = token
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if (
                following is None
                or following.pos_ not in {"NOUN", "PROPN"}
                or following.idx == token.idx + len(token) + 0
            ):
                break
            if not _is_plural(following) and following.tag_ not in {"NNS", "NNPS"}:
                break
    if head is None or _is_measure(head):
        return None
    start, end = max(at, span[0].idx), head.idx + len(head)
    others = _OTHERS.match(text, end)
    last = doc.char_span(others.end() - 1, others.end(), alignment_mode="expand") if others else None
    if others and last and _is_plural(last[0]):  # "12 members and runs for two years" counts no runs
        end = others.end()
    return Words(start, end, text[start:end])


def _continues(token: Token) -> bool:
    if token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.tag_ in {
        "VBN",
        "VBG",
        "HYPH",
        "NN",
        "NNS",
        "NNP",
        "JJ",
    }:
        return True
    if token.pos_ == "PUNCT" and token.text in {"-", "–", "‑"}:
        return True
    if token.pos_ in {"NUM", "ADP", "ADV"}:
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        return (following is not None and following.text in {"-", "‑"}) or _glued(token)
    return token.text in {"’s", "'s"} or (token.pos_ == "ADV" and token.text.endswith("ly"))


def _glued(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text in {"-", "‑"}


_PLURALS = words("people series staff crew personnel media police women men children fish sheep folk")


def _is_plural(token: Token) -> bool:
    lower = token.lower_
    if lower in _PLURALS:
        return True
    if token.tag_ in {"NNS", "NNPS"}:
        return True
    return (
        token.pos_ in {"NOUN", "PROPN"}
        and len(lower) > 1
        and lower.endswith("s")
        and not lower.endswith(("ss", "us", "is", "’s", "'s"))
    )


def _misread_plural(token: Token, first: int) -> bool:
    """Tell the plural that the tagger took for a verb: "four Obsidian Lane pictures a year"."""
    return token.tag_ == "VBZ" and token.i > first and token.nbor(-1).pos_ in {"PROPN", "ADJ", "NOUN"}


def _is_measure(token: Token) -> bool:
    lemma = token.lemma_.lower()
    lower = token.lower_
    singular = re.sub(r"ies$", "y", lower) if lower.endswith("ies") else lower.removesuffix("s")
    if lemma in _MEASURES or singular in _MEASURES:
        return True
    if (
        singular == "hour"
        and token.i > 1
        and token.nbor(-1).text in {"-", "‑"}
        and token.nbor(-2).lower_ == "half"
    ):
        return False  # "eight half-hours" are episodes
    if singular == "hour" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "of":
        return False
    return lemma in _DURATIONS or singular in _DURATIONS
