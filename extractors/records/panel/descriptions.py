"""Finds where a sentence goes on about a person by what the person is: "The Lagos-born showrunner of “A” …".

Rule: a description belongs to the person whom the sentence before begins with, and only where nobody else
stands between.
"""

import re

from extractors.reading import EntityKind, Mention, Reading
from extractors.records.panel.jobs import is_head

_STOPS = frozenset(
    ("of", "at", "in", "is", "was", "has", "and", "who", "that", "which", "for", "on", "to", "with")
)


def find_descriptions(reading: Reading, sentences: list[list[tuple[int, int]]]) -> list[Mention]:
    """Return the descriptions that sentences begin with, as references to their people."""
    people = [m for m in reading.mentions if m.entity.kind is EntityKind.PERSON and m.is_name]
    known = {m.start for m in reading.mentions if not m.is_name}
    found: list[Mention] = []
    previous: tuple[int, int] | None = None
    for lines in sentences:
        for start, end in lines:
            opening = _head_of(reading.text, start, end)
            if opening is not None and previous is not None and start not in known:
                first = next((m for m in people if previous[0] <= m.start < previous[1]), None)
                if first is not None and first.start - previous[0] < 40:
                    found.append(Mention(first.entity, start, opening, False))
            previous = (start, end)
    return found


def _head_of(text: str, start: int, end: int) -> int | None:
    """Return where the job ends that a sentence begins with, or None."""
    if not text.startswith("The ", start):
        return None
    for word in re.finditer(r"[\w’'-]+", text[start + 4 : min(end, start + 90)]):
        at = start + 4 + word.end()
        if word.group().lower() in _STOPS:
            return None
        if is_head(word.group()) and word.group()[0].islower():
            behind = text[at : at + 30]
            if re.match(r"\s+[A-Z]|[’']s?\s", behind):
                return None
            if (more := re.match(r"\s+(?:and\s+)?([\w-]+)", behind)) and is_head(more[1]):
                continue
            return at
    return None
