"""Texts in which every name is marked with its kind: what the weights of `kinds` are trained on.

Rule: the marks are taken out before anything is read, so a text is read as an article would be. A mark is
`{P:Ada Obi}`, with the full name where the words are a shorter form or a reference: `{P=Ada Obi:she}`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extractors.reading import EntityKind

KINDS = {
    "P": EntityKind.PERSON,
    "B": EntityKind.BODY,
    "E": EntityKind.EVENT,
    "W": EntityKind.WORK,
    "S": EntityKind.SCHEME,
    "V": EntityKind.VENUE,
    "C": EntityKind.CITY,
    "K": EntityKind.COUNTRY,
    "R": EntityKind.REGION,
    "T": EntityKind.SESSION,
}
_MARK = re.compile(r"\{([A-Z])(?:=([^:{}]*))?:([^{}]*)\}")
_TEXT = re.compile(r"^# (?P<id>[^|\n]+)\|(?P<published>[^|\n]+)\|(?P<title>[^\n]*)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch: the letter of its mark, its offsets, and what stands before the colon of the mark."""

    letter: str
    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """One text without its marks, and the marks by offset."""

    key: str
    published: date
    title: str
    text: str
    marks: tuple[Marked, ...]


def read_annotated(path: Path) -> Iterator[AnnotatedText]:
    """Yield the texts of a file; each begins with a line "# key | day of publication | title"."""
    written = path.read_text(encoding="utf-8")
    heads = list(_TEXT.finditer(written))
    ends = [head.start() for head in heads[1:]] + [len(written)]
    for head, end in zip(heads, ends, strict=True):
        text, marks = _unmark(written[head.end() : end].strip())
        published = date.fromisoformat(head["published"].strip())
        yield AnnotatedText(head["id"].strip(), published, head["title"].strip(), text, marks)


def _unmark(written: str) -> tuple[str, tuple[Marked, ...]]:
    parts: list[str] = []
    marks: list[Marked] = []
    length = place = 0
    for match in _MARK.finditer(written):
        parts += written[place : match.start()], match[3]
        length += match.start() - place
        marks.append(Marked(match[1], length, length + len(match[3]), match[2]))
        length += len(match[3])
        place = match.end()
    parts.append(written[place:])
    return "".join(parts), tuple(marks)
