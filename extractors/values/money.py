"""Sums of money: the number, its currency as an ISO 4217 code, and how exact it is meant.

Rule: a sum needs a currency that stands beside the number. A bare `$` is USD; a word that several countries
share ("pesos", "crowns") goes to the country that the words before it name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.patterns import any_of
from extractors.reading import MoneySpan
from extractors.values.currencies import CODES, SHARED, SYMBOLS, WORDS, country_currency
from extractors.values.numbers import DASH, DIGITS, SCALE, find_numbers, parse_digits, qualify

_SYMBOL = any_of(SYMBOLS)
_CODE = any_of(CODES)
_WORD = any_of(WORDS)
_SEP = rf"\s?(?:{DASH}|to|and)\s?"
_BEFORE = re.compile(
    rf"(?<![A-Za-z\d$€£¥])(?P<cur>{_SYMBOL}|(?:{_CODE})(?=\s?\d))\s?"
    rf"(?P<low>{DIGITS})(?P<lowscale>{SCALE})?(?![\d])"
    rf"(?:(?P<sep>{_SEP})(?P<cur2>{_SYMBOL})?\s?(?P<high>{DIGITS})(?P<highscale>{SCALE})?(?![\d]))?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?:\s|{DASH})?(?:of\s)?(?P<adjective>(?-i:[A-Z][a-z]+)\s)?(?P<cur>(?:{_WORD})\b|(?:{_CODE})\b|[€£])",
    re.IGNORECASE,
)
_RANGE_LEFT = re.compile(
    rf"(?<![\w.,])(?P<low>{DIGITS})(?P<scale>{SCALE})?(?:{DASH}|\sto\s|\sand\s)$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SURELY_A_SUM = 1000
_NEAR = 60  # characters between two sums that are compared
# "388 million euros, up from 381 million": the second sum is of the currency of the first.
_COMPARED = re.compile(
    r"(?:\s\([^()]{1,30}\))?,?\s(?:up\s|down\s)?(?:from|to|against|versus|vs\.?|compared\s(?:with|to)|instead\sof"
    r"|rather\sthan)\s(?:some\s|about\s|around\s|roughly\s|nearly\s|almost\s|only\s|just\s|over\s)?"
)
_ALONE = re.compile(r"[,.;:)]|$|\s(?:in|a|the|last|this|before|earlier|previously|at|and|for|on|when)\b")


@dataclass(frozen=True, slots=True)
class _Sum:
    start: int
    end: int
    value: float
    currency: str


def find_money(text: str) -> list[MoneySpan]:
    """Return the sums of money in the order of the text; a range gives both of its ends."""
    found = [*_symbol_first(text), *_word_last(text)]
    found = sorted([*found, *_compared(text, found)], key=lambda s: (s.start, -s.end))
    spans: list[MoneySpan] = []
    last = 0
    for item in found:
        if item.start < last:
            continue
        qualifier, start, end = qualify(text, item.start, item.end)
        spans.append(MoneySpan(max(start, last), end, item.value, item.currency, qualifier))
        last = end
    return spans


def _symbol_first(text: str) -> Iterator[_Sum]:
    for match in _BEFORE.finditer(text):
        symbol = match["cur"]
        currency = SYMBOLS.get(symbol) or SYMBOLS.get(symbol.upper()) or symbol.upper()
        if not _as_written(symbol, match["lowscale"]):
            continue
        currency = _shared(currency, text, match.start())
        low_scale, high_scale = match["lowscale"], match["highscale"]
        if match["high"] and _is_range(match):
            low = _low(match["low"], low_scale, high_scale)
            yield _Sum(match.start(), match.end("lowscale") if low_scale else match.end("low"), low, currency)
            high = parse_digits(match["high"], high_scale)
            yield _Sum(
                match.start("cur2") if match["cur2"] else match.start("high"), match.end(), high, currency
            )
        else:
            end = match.end("lowscale") if low_scale else match.end("low")
            yield _Sum(match.start(), end, parse_digits(match["low"], low_scale), currency)


def _low(digits: str, scale: str | None, high_scale: str | None) -> float:
    """Return the lower end of a range: 2 million in "$2-3 million", but 300,000 in "300,000 to 2 million"."""
    own = parse_digits(digits, scale)
    return own if scale or own >= _SURELY_A_SUM else parse_digits(digits, high_scale)


def _is_range(match: re.Match[str]) -> bool:
    """Tell "$2-3 million" and "$2 to $3 million" from "$5 million and 20 films"."""
    if match["cur2"]:
        return match["cur2"] == match["cur"]
    if "and" in match["sep"] or _YEAR.match(match["high"]):
        return False
    return match["highscale"] is not None or match["lowscale"] is None


def _as_written(symbol: str, scale: str | None) -> bool:
    """Letters that are symbols count in their own case, single ones only before a scale."""
    if symbol in SYMBOLS:
        return len(symbol) > 1 or not symbol.isalpha() or scale is not None
    return symbol.isupper()


def _word_last(text: str) -> Iterator[_Sum]:
    for number in find_numbers(text):
        match = _AFTER.match(text, number.end)
        if match is None:
            continue
        word = match["cur"]
        weighs = text.startswith(" of ", match.end()) and not number.scaled  # "five pounds of sugar"
        if weighs or not _is_currency_word(word, number.value, number.scaled):
            continue
        adjective = (match["adjective"] or "").strip()
        named = country_currency(adjective, word) if adjective else None
        if adjective and named is None:
            continue
        currency = named or WORDS.get(word.lower()) or SYMBOLS.get(word) or word
        currency = named or _shared(currency, text, number.start)
        left = _RANGE_LEFT.search(text[max(0, number.start - 24) : number.start])
        if left and not _YEAR.match(left["low"]):
            start = max(0, number.start - 24) + left.start()
            low = _low(left["low"], left["scale"], _scale_of(text[number.start : number.end]))
            yield _Sum(start, start + len(left["low"] + (left["scale"] or "")), low, currency)
        yield _Sum(number.start, match.end(), number.value, currency)


def _compared(text: str, sums: Sequence[_Sum]) -> Iterator[_Sum]:
    """Yield the sums without a currency of their own that another sum is compared with."""
    numbers = {number.start: number for number in find_numbers(text) if number.scaled}
    for item in sums:
        words = _COMPARED.match(text, item.end)
        number = numbers.get(words.end()) if words and words.end() - item.end < _NEAR else None
        if number is not None and _ALONE.match(text, number.end):
            yield _Sum(number.start, number.end, number.value, item.currency)


def _is_currency_word(word: str, value: float, scaled: bool) -> bool:
    """Tell "11 billion won" from "five won prizes", and "ALL", a code, from "all"."""
    if word.upper() in CODES and word.lower() not in WORDS:
        return word.isupper()
    if word.lower() in {"won", "dong", "real", "lev", "kip", "rand", "sterling"}:
        return scaled or value >= _SURELY_A_SUM
    is_written = word.isupper() or word.islower() or " " in word  # "CFA francs"
    return is_written or scaled or (word == "Euro" and value >= _SURELY_A_SUM)


def _scale_of(words: str) -> str | None:
    match = re.search(rf"({SCALE})$", words, re.IGNORECASE)
    return match[1] if match else None


def _shared(currency: str, text: str, at: int) -> str:
    """Resolve a word that several countries use by the nearest of them that the text names before it."""
    options = SHARED.get(currency)
    if options is None:
        return currency
    best, where = options.default, -1
    for code, pattern in options.countries:
        for match in pattern.finditer(text):
            if match.start() <= at and match.start() > where:
                best, where = code, match.start()
    if where < 0:
        for code, pattern in options.countries:
            if pattern.search(text):
                return code
    return best
