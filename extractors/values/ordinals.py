"""Ordinals: which edition, season or year of a row something is.

Rule: only the number is read here; what it numbers is for the caller to see.
"""

import re
from dataclasses import dataclass

from extractors.values.lexicon import row
from extractors.values.numbers import DASH

_SMALL = row(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_LETTERS = {"I": 1, "V": 5, "X": 10}
_ORDINAL = re.compile(
    rf"\b(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)(?!{DASH}(?:century|minute|place))"
    rf"|(?P<tens>{'|'.join(_TENS)})(?:ieth|y{DASH}?(?P<ones>{'|'.join(_SMALL[:9])}))"
    rf"|(?P<small>{'|'.join(_SMALL)})(?:{DASH}|\s)?(?P<ever>ever)?"
    rf"|(?-i:(?P<roman>[IVX]{{2,6}})(?=\s[A-Z][a-z]))"
    rf"|(?P<hundredth>hundredth|centenary)"
    rf"|(?P<inaugural>inaugural|debut(?=\s(?:edition|outing|year))|maiden(?=\s(?:edition|outing))"
    rf"|launch(?=\sedition)))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OrdinalSpan:
    """An ordinal in the text ("28th", "third", "inaugural") and its number."""

    start: int
    end: int
    value: int


def find_ordinals(text: str) -> list[OrdinalSpan]:
    """Return the ordinals of the text in order; "inaugural" and "first ever" are 1."""
    spans = []
    for match in _ORDINAL.finditer(text):
        value = _value(match)
        if value:
            spans.append(OrdinalSpan(match.start(), match.end(), value))
    return spans


def _value(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    if match["tens"]:
        ones = match["ones"]
        return _TENS[match["tens"].lower()] + (_SMALL.index(ones.lower()) + 1 if ones else 0)
    if match["small"]:
        return _SMALL.index(match["small"].lower()) + 1
    if match["roman"]:
        return _roman(match["roman"])
    return 100 if match["hundredth"] else 1


def _roman(letters: str) -> int:
    """Return the number that letters write, as copies count editions: "the VII Encounter"."""
    values = [_LETTERS[letter] for letter in letters]
    return sum(-v if ahead > v else v for v, ahead in zip(values, [*values[1:], 0], strict=True))
