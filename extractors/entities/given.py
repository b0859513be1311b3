"""Knows the given names of many tongues: the first word of a person's name, as a rule.

Rule: words of the languages only, written without their accents (`models/given_names.txt`). A given name
makes a person likely, never sure: companies and works are named after people too. A name that women and men
both bear somewhere is in neither list of them.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from extractors.entities.lexicon import words

_MODELS = Path(__file__).parents[1] / "models"
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "ß": "ss"})


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the given names, in lower case and without accents."""
    return words((_MODELS / "given_names.txt").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _borne() -> dict[str, str]:
    """Return the pronoun of each given name that only women, or only men, bear."""
    return {
        name: pronoun
        for pronoun, file in (("she", "given_women.txt"), ("he", "given_men.txt"))
        for name in words((_MODELS / file).read_text(encoding="utf-8"))
    }


def is_given(word: str) -> bool:
    """Tell whether a word, or the first part of a double one, is a given name, whatever its accents."""
    plain = _plain(word)
    return plain in given_names() or ("-" in plain and plain.split("-", 1)[0] in given_names())


def pronoun_of(name: str) -> str:
    """Return "she" or "he" where the first word of a full name tells it, else nothing."""
    first, *others = name.split()
    # Where the surname comes first, the given name is the second word, and double: "Chen Yu-hsuan".
    if not others or re.fullmatch(r"[A-Z][a-z]+-[a-z]+", others[0]):
        return ""
    plain = _plain(first)
    return _borne().get(plain) or _borne().get(plain.split("-", 1)[0], "")


def _plain(word: str) -> str:
    """Return a word in lower case and without its accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower.translate(_LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))
