"""Collects the values of one record together with the words that each was read from.

Rule: no value goes in without its `Words`. What a record shows as a string is cut from those words, so it
stands in the text by construction; only codes, dates and numbers are handed in as values of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from extractors.reading import Reading, Words
from extractors.values.dates import without_year
from schemas.records import Evidence, Record

R = TypeVar("R", bound=Record)

_DATES = frozenset({"date", "start_date", "end_date"})
_OPENING = re.compile(r"^(?:[\s“”„«»‘’\"'(\[–—:,;]+|(?:the|a|an)\s+)+", re.IGNORECASE)
_CLOSING = re.compile(r"(?:[\s“”„«»‘’\"'(\[–—:,;.]+|(?<=\w)['’]s)+$")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.|\b(?:Inc|Ltd|Co|Corp|Bros|Jr|Sr|St)\.)$")
_QUOTE_OPENING = re.compile(r"^[\s“”„«»‘’\"']+")
_QUOTE_CLOSING = re.compile(r"[\s“”„«»‘’\"',;:]+$")


@dataclass(slots=True)
class _Value:
    """One value and where it stands; a value told in several places has several."""

    value: object
    words: list[Words]


@dataclass(slots=True)
class Values:
    """The values of a record, or of one object in its lists, in the order they were put in.

    Fields carry the names of the contract: `with`, not `with_`.
    """

    fields: dict[str, "_Value | list[_Value | Values]"] = field(default_factory=dict)

    def put(self, name: str, words: Words | None, value: object = None) -> bool:
        """Set a single value unless it is set already; return whether it was taken.

        Without `value` the words themselves are the value, on one line. Empty words are no value.
        """
        if words is None or name in self.fields or not words.text.strip():
            return False
        self.fields[name] = _Value(_line(words.text) if value is None else value, [words])
        return True

    def put_parts(self, name: str, parts: Sequence[Words]) -> bool:
        """Set a text that stands in several parts, joined by one space (evidence `name[0]`, `name[1]`, …)."""
        if not parts or name in self.fields:
            return False
        self.fields[name] = _Value(" ".join(_line(p.text) for p in parts), list(parts))
        return True

    def add(self, name: str, words: Words | None, value: object = None) -> bool:
        """Append a value to a list unless an equal one is in it; return whether it was appended."""
        if words is None or not words.text.strip():
            return False
        value = _line(words.text) if value is None else value
        items = self._list(name)
        if any(isinstance(i, _Value) and same_value(i.value, value) for i in items):
            return False
        items.append(_Value(value, [words]))
        return True

    def item(self, name: str) -> "Values":
        """Append an object to a list and return it, to be filled in."""
        values = Values()
        self._list(name).append(values)
        return values

    def items(self, name: str) -> list["Values"]:
        """Return the objects of a list."""
        found = self.fields.get(name)
        return [i for i in found if isinstance(i, Values)] if isinstance(found, list) else []

    def has(self, name: str) -> bool:
        """Tell whether a field holds anything."""
        return bool(self.fields.get(name))

    def get(self, name: str) -> object:
        """Return a single value, the list of a list field's values, or None."""
        found = self.fields.get(name)
        if isinstance(found, list):
            return [i.value for i in found if isinstance(i, _Value)]
        return found.value if found else None

    def words(self, name: str) -> Words | None:
        """Return the words that a single value was read from."""
        found = self.fields.get(name)
        return found.words[0] if isinstance(found, _Value) else None

    def drop(self, name: str) -> None:
        """Take a field out again."""
        self.fields.pop(name, None)

    def merge(self, other: "Values") -> None:
        """Take over what another telling of the same record adds; what stands here already wins."""
        for name, found in other.fields.items():
            if not isinstance(found, list):
                self.fields.setdefault(name, found)
                continue
            for i in found:
                if isinstance(i, Values):
                    self._list(name).append(i)
                else:
                    self.add(name, i.words[0], i.value)

    def build(self, record_type: type[R], confidence: float) -> R:
        """Make the record; raises pydantic's `ValidationError` when a mandatory field is missing."""
        plain = self._plain()
        for name in _DATES & plain.keys():
            plain[name] = without_year(str(plain[name]))
        return record_type.model_validate(
            {
                **plain,
                "confidence": round(min(max(confidence, 0.0), 1.0), 3),
                "evidence": list(self._evidence("")),
            }
        )

    def _list(self, name: str) -> list["_Value | Values"]:
        found = self.fields.setdefault(name, [])
        if not isinstance(found, list):
            raise TypeError(f"{name} is a single value, not a list")
        return found

    def _plain(self) -> dict[str, object]:
        return {
            name: [i.value if isinstance(i, _Value) else i._plain() for i in found]
            if isinstance(found, list)
            else found.value
            for name, found in self.fields.items()
        }

    def _evidence(self, prefix: str) -> Iterator[Evidence]:
        for name, found in self.fields.items():
            if not isinstance(found, list):
                many = len(found.words) > 1
                for n, words in enumerate(found.words):
                    path = f"{prefix}{name}[{n}]" if many else f"{prefix}{name}"
                    yield Evidence(field=path, start=words.start, end=words.end)
                continue
            for n, i in enumerate(found):
                path = f"{prefix}{name}[{n}]"
                if isinstance(i, Values):
                    yield from i._evidence(f"{path}.")
                else:
                    yield Evidence(field=path, start=i.words[0].start, end=i.words[0].end)


def proper(reading: Reading, start: int, end: int) -> Words | None:
    """Cut a name out of the text: without outer quotation marks, leading article, closing 's or stop."""
    text = reading.text
    if opening := _OPENING.match(text[start:end]):
        start += opening.end()
    closing = _CLOSING.search(text[start:end])
    if closing and not _ABBREVIATED.search(text[start:end]):
        end = start + closing.start()
    return reading.words(start, end) if end > start else None


def unquoted(reading: Reading, start: int, end: int) -> Words | None:
    """Cut a title out of the text: without outer quotation marks and the comma printed inside them."""
    text = reading.text
    if opening := _QUOTE_OPENING.match(text[start:end]):
        start += opening.end()
    if closing := _QUOTE_CLOSING.search(text[start:end]):
        end = start + closing.start()
    return reading.words(start, end) if end > start else None


def same_value(one: object, other: object) -> bool:
    """Tell whether two values say the same: strings without regard to case, spacing and punctuation."""
    if isinstance(one, str) and isinstance(other, str):
        return _fold(one) == _fold(other)
    return one == other


def _fold(text: str) -> str:
    folded = re.sub(r"[\W_]+", " ", text).casefold().strip()
    return folded.removeprefix("the ")


def _line(text: str) -> str:
    return " ".join(text.split())
