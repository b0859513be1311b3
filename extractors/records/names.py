"""Full forms: the longest way in which the article writes the name that stands at a place.

Rule: a full form is itself cut from the text; a short form is only tied to a long one by letters in
brackets, by its words, or by a mention of the language layer.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.reading import EntityKind, Mention, Reading, Words
from extractors.records.chunks import Chunk, chunks
from extractors.values.lexicon import row

_BRACKET = re.compile(r"\s*\((?:the\s+)?([A-Z][\w&+.-]{1,14})\)")
_SMALL = frozenset(row("of the for and de del la le des du et & in on to y e i da do dos"))


@dataclass(slots=True)
class Names:
    """The names of one article: its capitalised runs, and which short form stands for which."""

    reading: Reading
    chunks: list[Chunk] = field(init=False)
    acronyms: dict[str, Words] = field(init=False)
    _mentions: list[Mention] = field(init=False)
    _widest: int = field(init=False)
    _full: dict[tuple[int, int], Words] = field(init=False)

    def __post_init__(self) -> None:
        self.chunks = [c for b in self.reading.blocks for c in chunks(self.reading.text, b.start, b.end)]
        self._adopt_events()
        self.acronyms = {}
        self._mentions = sorted(self.reading.mentions, key=lambda m: (m.start, -m.end))
        self._widest = max((m.end - m.start for m in self._mentions), default=0)
        self._full = {}
        for chunk in self.chunks:
            if bracket := _BRACKET.match(self.reading.text, chunk.end):
                words = self.reading.words(chunk.start, chunk.end)
                if _stands_for(bracket[1], chunk.text):
                    self.acronyms.setdefault(bracket[1], words)

    def _adopt_events(self) -> None:
        """Trust the language layer's bounds where it takes a stretch for the name of a gathering."""
        for mention in self.reading.mentions:
            if mention.entity.kind is not EntityKind.EVENT or not mention.is_name:
                continue
            text = self.reading.text[mention.start : mention.end]
            if (
                any(c.start == mention.start and c.end == mention.end for c in self.chunks)
                or not text[:1].isupper()
            ):
                continue
            owns = self.reading.text[mention.end : mention.end + 2] in {"’s", "'s"}
            self.chunks = [c for c in self.chunks if c.end <= mention.start or c.start >= mention.end]
            self.chunks.append(Chunk(mention.start, mention.end, text, owns))
        self.chunks.sort(key=lambda c: c.start)

    def at(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that touch a stretch."""
        first = bisect_left(self._mentions, start - self._widest, key=lambda m: m.start)
        last = bisect_left(self._mentions, end, lo=first, key=lambda m: m.start)
        return [m for m in self._mentions[first:last] if m.end > start]

    def kind(self, start: int, end: int) -> EntityKind | None:
        """Return what the language layer takes a stretch for, by the mention that covers most."""
        near = [m for m in self.at(start, end) if m.is_name]
        if not near:
            return None
        return max(near, key=lambda m: min(m.end, end) - max(m.start, start)).entity.kind

    def full(self, start: int, end: int) -> Words:
        """Return the longest form of the name in a stretch."""
        if (start, end) not in self._full:
            self._full[start, end] = self._longest(start, end)
        return self._full[start, end]

    def _longest(self, start: int, end: int) -> Words:
        text = self.reading.text[start:end]
        if text in self.acronyms:
            return self.acronyms[text]
        for mention in self.at(start, end):
            name = mention.entity.name
            exact = mention.start == start and mention.end == end
            if (exact or not mention.is_name) and mention.entity.kind is not EntityKind.WORK:
                return name
        longest = self.reading.words(start, end)
        words = text.split()
        for chunk in self.chunks:
            run = chunk.text.split()
            longer = len(run) > len(longest.text.split())
            if longer and run[: len(words)] == words and (len(words) > 1 or self._only(words[0], chunk)):
                longest = self.reading.words(chunk.start, chunk.end)
        return longest

    def _only(self, word: str, chunk: Chunk) -> bool:
        """Tell whether one word can stand for just one longer name."""
        runs = {c.text for c in self.chunks if c.text.split()[0] == word and c.text != word}
        kind = self.kind(chunk.start, chunk.end)
        return len(runs) == 1 and len(word) > 3 and kind not in {EntityKind.CITY, EntityKind.COUNTRY}


def _stands_for(short: str, name: str) -> bool:
    """Tell whether letters in brackets can be the short form of the name before them."""
    letters = [c for c in short if c.isupper()]
    initials = [w[0] for w in re.split(r"[\s-]+", name) if w and w.casefold() not in _SMALL]
    if len(letters) < 2:
        return False
    shared = sum(1 for c in letters if c in initials)
    return (shared >= len(letters) - 1 and initials[0] == letters[0]) or shared >= max(2, len(letters) - 1)


@lru_cache(maxsize=1)
def names_of(reading: Reading) -> Names:
    """Return the names of an article; all who read its records share them."""
    return Names(reading)
