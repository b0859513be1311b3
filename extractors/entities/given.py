"""Knows the given names of many tongues: the first word of a person's name, as a rule.

Rule: words of the languages only, written without their accents (`models/given_names.txt`). A given name
makes a person likely, never sure: companies and works are named after people too.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

from extractors.entities.lexicon import words

_LIST = Path(__file__).parents[1] / "models" / "given_names.txt"
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "ß": "ss"})


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the given names, in lower case and without accents."""
    return words(_LIST.read_text(encoding="utf-8"))


def is_given(word: str) -> bool:
    """Tell whether a word, or the first part of a double one, is a given name, whatever its accents."""
    plain = _plain(word)
    return plain in given_names() or ("-" in plain and plain.split("-", 1)[0] in given_names())


def _plain(word: str) -> str:
    """Return a word in lower case and without its accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower.translate(_LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))
