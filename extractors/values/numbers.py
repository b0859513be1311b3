"""Numbers as the trade press writes them, in digits and in words, and how exact they are meant.

Rule: a number found here is only a number. Whether it is money, a count, a year or an age is decided by the
module that asks; so nothing is left out here but digits glued to letters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import text2num

from extractors.patterns import any_of
from extractors.values.lexicon import row, words
from schemas.vocabulary import Qualifier

DASH = "[-\u2010\u2011\u2012\u2013\u2014]"

_SCALES = {
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "million": 1e6,
    "millions": 1e6,
    "mln": 1e6,
    "mio": 1e6,
    "milliard": 1e9,
    "milliards": 1e9,
    "mrd": 1e9,
    "mld": 1e9,
    "mil": 1e6,
    "mn": 1e6,
    "mm": 1e6,
    "m": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "cr": 1e7,
    "billion": 1e9,
    "billions": 1e9,
    "bln": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "trn": 1e12,
    "tn": 1e12,
    "dozen": 12,
    "hundred": 100,
}
# Scales that are words; the one-letter ones count only when glued to the digits or after a currency.
_LONG_SCALE = (
    r"thousand|millions?|billions?|trillion|milliards?|crores?|lakhs?|dozen|hundred"
    r"|(?:mln|mio|bln|mrd|mld|mn|bn)(?:\.(?=\s(?:[a-z€$£]|Euro|[A-Z]{3}\b)))?"
)
_SHORT_SCALE = r"mn|mm|bn|tn|trn|cr|[kmb]"
SCALE = rf"(?:\s?{DASH}?\s?(?:{_LONG_SCALE})|\s?{DASH}?(?:{_SHORT_SCALE}))(?![A-Za-z])"
# Continental forms first: "1.200.000", "3,5 million", "15 000"; then "1,200,000" and "1.2".
DIGITS = (
    rf"\d{{1,3}}(?:\.\d{{3}}){{2,}}(?:,\d\d?)?|\d+,\d\d?(?={SCALE})"
    r"|\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+"
    r"|[1-9]\d{0,2}(?: \d{3})* \d00(?!\d|[.,]\d)|\d+(?:\.\d+)?"
)
_THOUSANDS_BY_DOTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d\d?)?|[1-9]\d{0,2}\.\d{3}")
_DECIMAL_COMMA = re.compile(r"\d+,\d\d?")
_DIGIT_NUMBER = re.compile(
    rf"(?<![\w.,/:#’'])(?P<digits>{DIGITS})(?P<scale>{SCALE})?(?![\w:]|[.,]\d|\s?%)", re.IGNORECASE
)

_RESOLUTIONS = words("2K 4K 6K 8K 3D 2D")

_ONES = row("one two three four five six seven eight nine")
_TEENS = row("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = row("twenty thirty forty fifty sixty seventy eighty ninety")
_WORD = rf"{any_of(_TENS)}(?:{DASH}{any_of(_ONES)})?|{any_of([*_TEENS, *_ONES])}"
_BIG = "hundred|thousand|million|billion|trillion|dozen"
_WORDS = re.compile(
    rf"\b(?P<words>(?:(?:a\s(?={_BIG})|(?:{_WORD}))[\s-]?(?:{_BIG})|(?:{_WORD}))"
    rf"(?:(?:\s|{DASH}|,?\sand\s)(?:{_BIG}|{_WORD}))*)\b(?!{DASH}?(?:first|second|third|\w+th)\b)",
    re.IGNORECASE,
)
_FIXED = re.compile(
    rf"\b(?:(?P<half>half{DASH}?\s?an?\s?{DASH}?)|(?P<quarter>(?:a\s)?quarter of an?\s)"
    rf"|(?P<threequarter>three{DASH}?\s?quarters of an?\s)"
    rf"|(?P<unithalf>(?:an?|{_WORD})\sand\sa\shalf\s))?"
    rf"(?P<article>an?\s)?(?P<base>dozen|million|billion|thousand|hundred)(?P<tail>\sand\sa\shalf)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text; `spelled` says that it stands in words, `scaled` that it has a scale word."""

    start: int
    end: int
    value: float
    spelled: bool = False
    scaled: bool = False


def parse_digits(digits: str, scale: str | None = None) -> float:
    """Return the value of a digit group ("13,000", "13.000", "2.4") with an optional scale ("m", " million").

    The result is a whole number wherever the words are one. ValueError when the digits are none.
    """
    if _THOUSANDS_BY_DOTS.fullmatch(digits) and (digits.count(".") > 1 or not scale):
        digits = digits.replace(".", "").replace(",", ".")
    elif scale and _DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    value = float(re.sub(r"[,\s\u00a0\u202f\u2009]", "", digits))
    if scale:
        word = re.sub(r"[^a-z]", "", scale.lower())
        value *= _SCALES[word]
    return round(value, 4)


@lru_cache(maxsize=1)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Return all numbers of the text in order, none overlapping another, the longest first.

    The text last read is kept: sums and counts both ask for its numbers.
    """
    found = [*_digit_numbers(text), *_word_numbers(text)]
    found.sort(key=lambda n: (n.start, -n.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return tuple(kept)


def _digit_numbers(text: str) -> Iterator[Number]:
    last: Number | None = None
    for match in _DIGIT_NUMBER.finditer(text):
        scale = match["scale"]
        if match.group() in _RESOLUTIONS:
            continue
        number = Number(match.start(), match.end(), parse_digits(match["digits"], scale), scaled=bool(scale))
        if last is not None:
            if last.scaled and number.scaled and number.value < last.value and _beside(text, last, number):
                number = Number(last.start, number.end, last.value + number.value, scaled=True)
            else:
                yield last
        last = number
    if last is not None:
        yield last


def _beside(text: str, left: Number, right: Number) -> bool:
    """Tell "1 million 200 thousand", one number, by the bare space between its parts."""
    return text[left.end : right.start] == " "


def _word_numbers(text: str) -> Iterator[Number]:
    for match in _FIXED.finditer(text):
        value = _fixed(match)
        if value is not None:
            yield Number(match.start(), match.end(), value, spelled=True, scaled=True)
    for match in _WORDS.finditer(text):
        yield from _worded(match["words"], match.start("words"))


def _fixed(match: re.Match[str]) -> float | None:
    base = _SCALES[match["base"].lower()]
    if match["half"]:
        return base / 2
    if match["quarter"]:
        return base / 4
    if match["threequarter"]:
        return base * 3 / 4
    if match["unithalf"]:
        head = match["unithalf"].split()[0].lower()
        whole = 1.0 if head in {"a", "an"} else _spelled(head)
        return None if whole is None else (whole + 0.5) * base
    if match["tail"]:
        return base * 1.5 if match["article"] else None
    return base if match["article"] else None


def _worded(words: str, start: int) -> Iterator[Number]:
    """Yield the longest readings of a run of number words; "five and ten" are two numbers."""
    pieces = list(re.finditer(r"[^\s,]+", words))
    at = 0
    while at < len(pieces):
        for until in range(len(pieces), at, -1):
            last = pieces[until - 1].group().lower()
            if last == "and":
                continue
            piece = words[pieces[at].start() : pieces[until - 1].end()]
            value = _spelled(piece)
            if value is not None:
                big = re.search(_BIG, piece, re.IGNORECASE) is not None
                yield Number(
                    start + pieces[at].start(),
                    start + pieces[until - 1].end(),
                    value,
                    spelled=True,
                    scaled=big,
                )
                at = until
                break
        else:
            at += 1


def _spelled(words: str) -> float | None:
    plain = re.sub(DASH, "-", words.lower()).replace(",", "")
    plain = re.sub(r"^an?\s", "one ", plain)
    if plain.endswith("dozen"):
        few = _spelled(plain.removesuffix("dozen").strip("- ")) if plain != "dozen" else None
        return few * 12 if few else None
    try:
        return float(text2num(plain, "en"))
    except ValueError:
        return None


_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (
        Qualifier.UP_TO,
        r"up to(?: and including)?|as (?:much|many|high|large) as|capped at(?: around| about)?"
        r"|(?:a |the )?(?:max|maximum|ceiling|cap|limit)(?: of| is)?|max\.|limited to"
        r"|(?:no|not|never|none|nothing)(?: with| of| worth)? (?:more|larger|higher|bigger|greater) than"
        r"|until|(?:at|as|with) (?:a )?(?:maximum|top)(?: of)?"
        r"|not (?:to )?exceed(?:ing)?|at (?:the )?most|(?:valued |worth )?up to as much as",
    ),
    (
        Qualifier.UNDER,
        r"(?:just |slightly |a little |well |comfortably )?(?<!no )(?<!not )(?:less|fewer|lower) than"
        r"|(?:just |slightly |a little |well )?(?:under|below)|(?:just |somewhere )?(?:south|shy) of",
    ),
    (
        Qualifier.OVER,
        r"(?:just |slightly |a little |a bit |little |well |far |comfortably |somewhat )?"
        r"(?:more than|more of|over|above|beyond|upwards? of|greater than|higher than|superior to)"
        r"|(?:at|a) (?:the very )?least|a minimum(?: spend)? of|minimum(?: of)?|(?:no|not) (?:fewer"
        r"|less) than"
        r"|(?:somewhere |well )?(?:north|in excess|to the north) of|exceed(?:s|ed|ing)?|topp(?:ed|ing)|tops"
        r"|surpass(?:es|ed|ing)?|from at least|(?:has|have|had|now|already|just) "
        r"(?:now |already |just |recently )?(?:passed|crossed|broken|cleared)(?: the)?"
        r"|(?:crossed|cleared) the",
    ),
    (
        Qualifier.ABOUT,
        r"(?:at )?(?:about|around|some|nearly|roughly|almost|approximately|approx\.?|circa|c\.|ca\.|~|≈)"
        r"|(?:an? |the )?(?:estimated|approximate|average of)(?: at)?|(?:reportedly |)estimated(?: at)?"
        r"|close to|near(?: to)?|(?:somewhere )?in the (?:region|neighbou?rhood|order|area|vicinity) of"
        r"|rounds?|surrounds?|rounding|bordering(?: on)?|in the surroundings of|of the order of"
        r"|something like|just about|more or less|put at around|an estimated total of|getting on for",
    ),
)
_BEFORE_RE = tuple(
    (
        qualifier,
        re.compile(
            rf"(?<![\w-])(?:{words})\s*(?:an? |the |another |a further |a total of )?$", re.IGNORECASE
        ),
    )
    for qualifier, words in _BEFORE
)
_AFTER_RE = (
    (
        Qualifier.OVER,
        re.compile(
            rf"\+(?!\w)|\s?{DASH}?plus\b(?! (?:up|as|a|an|another|further|[\d$€£¥₹]))"
            r"|,? or (?:more|better|above)\b|,? and (?:more|up)\b"
        ),
    ),
    (Qualifier.ABOUT, re.compile(rf",? or so\b|{DASH}odd\b|{DASH}ish\b|,? or thereabouts\b")),
    (Qualifier.UP_TO, re.compile(r",? or (?:less|fewer|under)\b|,? (?:at (?:the )?most|maximum|max)\b")),
    (Qualifier.OVER, re.compile(r",? (?:at (?:the very )?least|minimum)\b")),
)
_WINDOW = 48


def qualify(text: str, start: int, end: int) -> tuple[Qualifier, int, int]:
    """Return how exact the number at [start, end) is meant, and the stretch with the words that say so."""
    left = text[max(0, start - _WINDOW) : start]
    for qualifier, pattern in _BEFORE_RE:
        if match := pattern.search(left):
            return qualifier, start - len(left) + match.start(), end
    for qualifier, pattern in _AFTER_RE:
        if match := pattern.match(text, end):
            return qualifier, start, match.end()
    return Qualifier.EXACT, start, end
