"""From a model's drafts to records: every value is found in the article's words again, or dropped.

Rule: the model is not believed. A string is cut from the article; a date, a sum, a count and an edition are
read anew from the words by our own readers, and dropped where these read something else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from extractors.grounding import grounded
from extractors.llm.drafts import Draft, Drafts
from extractors.reading import Words
from extractors.records.evidence import Values
from extractors.values.dates import find_dates
from extractors.values.money import find_money
from extractors.values.numbers import find_numbers, qualify
from extractors.values.ordinals import find_ordinals
from schemas.records import Announcement, Forum, Panel, Quote, Record, Records
from schemas.vocabulary import Part

# Not calibrated: an endpoint's model is not ours to measure.
CONFIDENCE = 0.75
# What a record is nothing without.
_IDENTITY = {
    Forum: ("name",),
    Panel: ("participants",),
    Announcement: ("subject", "titles", "people", "amounts"),
    Quote: ("speaker", "text"),
}
_DATES = frozenset({"date", "start_date", "end_date"})
_LOOSE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})

R = TypeVar("R", bound=Record)


def ground(drafts: Drafts, text: str, published: date | None) -> Records:
    """Return the records whose values stand in the text; what does not is left out."""
    article = _Article(text, text.translate(_LOOSE), published)
    return Records(
        forums=tuple(_each(Forum, drafts.forums, article)),
        panels=tuple(_each(Panel, drafts.panels, article)),
        announcements=tuple(_each(Announcement, drafts.announcements, article)),
        quotes=tuple(_each(Quote, drafts.quotes, article)),
    )


@dataclass(frozen=True, slots=True)
class _Article:
    text: str
    loose: str  # the same length, with one form of quotation marks and dashes
    published: date | None

    def find(self, words: str, start: int = 0, end: int | None = None) -> Words | None:
        """Return where words stand, whatever the form of marks and the width of spaces."""
        parts = [re.escape(part) for part in words.translate(_LOOSE).split()]
        if not parts:
            return None
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)")
        found = pattern.search(self.loose, start, len(self.loose) if end is None else end)
        return Words(*found.span(), self.text[slice(*found.span())]) if found else None


def _each(record: type[R], drafts: list[Any], article: _Article) -> Iterator[R]:
    for draft in drafts:
        values = _Grounding(draft, article).values()
        if not (set(_IDENTITY[record]) & set(values.fields)) or (record is Quote and not values.has("text")):
            continue
        try:
            yield from grounded([values.build(record, CONFIDENCE)], article.text)
        except ValidationError:
            continue


class _Grounding:
    """One draft on its way to a record."""

    def __init__(self, draft: Draft, article: _Article) -> None:
        self._draft = draft
        self._article = article
        self._shown: dict[str, list[str]] = {}
        for shown in draft.evidence:
            self._shown.setdefault(shown.field, []).append(shown.words)

    def values(self) -> Values:
        """Return what of the draft stands in the article."""
        values = Values()
        kind: Enum | None = None
        for name, value in self._fields(self._draft):
            if name == "evidence" or value is None or value == ():
                continue
            if name == "kind":
                kind = value
            elif name == "text":
                values.put_parts(name, self._quotation(value))
            elif isinstance(value, tuple):
                for n, item in enumerate(value):
                    self._add(values, name, f"{name}[{n}]", item)
            else:
                self._put(values, name, name, value)
        if kind is not None and (words := self._words("kind") or _first(values)):
            values.put("kind", words, kind)
        return values

    @staticmethod
    def _fields(model: BaseModel) -> Iterator[tuple[str, Any]]:
        for name, info in type(model).model_fields.items():
            yield info.alias or name, getattr(model, name)

    def _words(self, path: str) -> Words | None:
        """Return the words that the model gives for a value, where they stand."""
        return next((w for shown in self._shown.get(path, ()) if (w := self._article.find(shown))), None)

    def _string(self, path: str, value: str) -> Words | None:
        """Return where a string stands: inside the words that are given for it, else anywhere."""
        words = self._words(path)
        inside = self._article.find(value, words.start, words.end) if words else None
        return inside or self._article.find(value)

    def _put(self, values: Values, name: str, path: str, value: Any) -> None:
        if name in _DATES:
            words = self._words(path)
            if words and value in self._dates(words):
                values.put(name, words, value)
        elif name == "edition":
            words = self._words(path)
            if words and value in self._numbers(words):
                values.put(name, words, value)
        elif name == "attendance":
            self._figure(values.put, name, path, value)
        elif isinstance(value, str):
            values.put(name, self._string(path, value))

    def _add(self, values: Values, name: str, path: str, item: Any) -> None:
        if isinstance(item, str):
            values.add(name, self._string(path, item))
        elif name == "amounts":
            words = self._words(path)
            sums = find_money(words.text) if words else []
            for money in sums:
                if (money.value, money.currency) == (item.value, item.currency):
                    read = {"value": money.value, "currency": money.currency, "qualifier": money.qualifier}
                    values.add(name, words, read)
        elif name == "counts":
            self._figure(values.add, name, path, item)
        elif found := self._string(f"{path}.name", item.name):
            self._person(values.item(name), path, item, found)

    def _figure(self, keep: Any, name: str, path: str, item: Any) -> None:
        words = self._words(path)
        if words is None:
            return
        for number in find_numbers(words.text):
            if number.value != item.value:
                continue
            start, end = words.start + number.start, words.start + number.end
            read: dict[str, Any] = {
                "value": number.value,
                "qualifier": qualify(self._article.text, start, end)[0],
            }
            unit = self._article.find(item.unit, words.start, words.end) if item.unit else None
            keep(name, words, read | ({"unit": unit.text} if unit else {}))
            return

    def _person(self, values: Values, path: str, item: BaseModel, name: Words) -> None:
        values.put("name", name)
        for field, value in self._fields(item):
            at = f"{path}.{field}"
            if isinstance(value, tuple):
                for n, work in enumerate(value):
                    values.add(field, self._string(f"{at}[{n}]", work))
            elif value is Part.MODERATOR:
                values.put(field, self._words(at), value)
            elif isinstance(value, str) and not isinstance(value, Enum) and field != "name":
                values.put(field, self._string(at, value))

    def _quotation(self, text: str) -> list[Words]:
        """Return the parts of a quotation: in one piece, or those that the model gives, in their order."""
        if whole := self._article.find(text):
            return [whole]
        paths = sorted((p for p in self._shown if re.fullmatch(r"text(\[\d+\])?", p)), key=_number)
        shown = [words for path in paths for words in self._shown[path]]
        parts = [words for each in shown if (words := self._article.find(each))]
        joined = " ".join(part.text for part in parts)
        return parts if len(parts) == len(shown) and _bare(joined) == _bare(text) else []

    def _dates(self, words: Words) -> set[str]:
        """Return the dates that our own reader finds in the words, where they stand in the article."""
        found = find_dates(self._article.text, self._article.published)
        inside = [d for d in found if d.start_offset < words.end and d.end_offset > words.start]
        return {value for each in inside for value in (each.start, each.end)}

    @staticmethod
    def _numbers(words: Words) -> set[float]:
        return {o.value for o in find_ordinals(words.text)} | {n.value for n in find_numbers(words.text)}


def _first(values: Values) -> Words | None:
    """Return the words of the first value that was grounded."""
    for name, found in values.fields.items():
        if words := None if isinstance(found, list) else values.words(name):
            return words
        if isinstance(found, list) and found:
            item = found[0]
            return _first(item) if isinstance(item, Values) else item.words[0]
    return None


def _number(path: str) -> int:
    digits = re.search(r"\d+", path)
    return int(digits[0]) if digits else 0


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


def unread(drafts: Drafts, records: Records) -> Mapping[str, int]:
    """Return how many drafts of each type became no record."""
    names = ("forums", "panels", "announcements", "quotes")
    return {name: len(getattr(drafts, name)) - len(getattr(records, name)) for name in names}
