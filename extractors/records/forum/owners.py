"""Reads to whom a gathering belongs: "A's annual showcase", "its dinner", "the summer showcase of A".

Rule: an owner is a body; the town or country a gathering is called after is none.
"""

import re
from collections.abc import Iterator

from extractors.reading import EntityKind, Reading, Words
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.parties import Parties, is_place
from extractors.records.forum.scene import Scene
from extractors.records.names import Names
from extractors.values.lexicon import row

Owned = tuple[Gathering, Words, int]

_OF_BODY = re.compile(r"^\s+(?:of|by|from|run by|put on by)\s+")
_BODY_NOUN = re.compile(
    r"\b(?:company|studio|streamer|broadcaster|publisher|distributor|network|channel|platform|"
    r"association|foundation|trust|group|body|"
    r"union|guild|agency|label|firm|outfit|giant|operator|maker|house|institute|council|fund|"
    r"producer|society|federation|ministry|group)\s*$",
    re.IGNORECASE,
)
_ITS = re.compile(
    r"\b(?:its|their)\s+(?:(?:own|annual|inaugural|latest|first(?:[- ]ever)?|\w+th|second|third|"
    r"free|new)\s+)*$"
)
_OWNED = re.compile(r"[’']s?\s+(?:[a-z][\w-]*\s+){0,4}")
_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION})
_COMPANY = frozenset(
    row("platform streamer company studio publisher network broadcaster group channel service")
)


class OwnerReader:
    """Finds the bodies to which the gatherings of one article belong."""

    def __init__(self, reading: Reading, names: Names, parties: Parties) -> None:
        self.reading, self.names, self.parties = reading, names, parties

    def read(self, scene: Scene) -> Iterator[Owned]:
        """Yield (gathering, body, where it stands): "A's annual showcase", "the summer showcase of A"."""
        stretches = [(s.start, s.end, g) for s, g in scene.here if s.is_name]
        stretches += [
            (d.start, d.end, g)
            for _, g in scene.here
            for d in g.describes
            if scene.start <= d.start < scene.end
        ]
        for start, end, gathering in stretches:
            for words, where in self._owners(scene, start, end):
                if words.text not in gathering.name.text:
                    yield gathering, words, where
            if any(d.end == end for d in gathering.describes):
                for words, where in self._of(end, scene.end):
                    yield gathering, words, where

    def _owners(self, scene: Scene, start: int, end: int) -> Iterator[tuple[Words, int]]:
        """Read the owner before or inside a naming: "A's", "its", "the trust's"."""
        text = self.reading.text
        for chunk in self.names.chunks:
            inside = start <= chunk.start < end
            before = _OWNED.fullmatch(text[chunk.end : start]) is not None
            if chunk.owns and (inside or before) and not is_place(self.names, chunk):
                words = self.parties.body(chunk)
                if words is not None:
                    yield words, chunk.start
        lead = _ITS.search(text[scene.start : start])
        if lead and (owner := self._leader(scene, start - len(lead.group()))):
            yield owner
        if re.match(r"(?:the|its)\s+\w+[’']s", text[start:end]):
            yield from self.parties.reference(start, end) or self._by_noun(start, scene)

    def _of(self, end: int, limit: int) -> Iterator[tuple[Words, int]]:
        """Read the body behind a description: "the summer showcase of A"."""
        if of := _OF_BODY.match(self.reading.text[end:limit]):
            for words, where in self.parties.bodies(end + of.end(), limit)[:1]:
                if self.names.kind(where, where + 1) not in _PLACES:
                    yield words, where

    def _leader(self, scene: Scene, before: int) -> tuple[Words, int] | None:
        """Return the body that a sentence begins with: the owner of "its" further on."""
        text = self.reading.text
        for chunk in self.names.chunks:
            if scene.start <= chunk.start < before:
                lead = text[scene.start : chunk.start]
                if (
                    re.fullmatch(r"\W*(?:(?:The|A|An)\s+)?(?:[\w-]+\s+){0,4}", lead)
                    and self.names.kind(chunk.start, chunk.end) in {None, EntityKind.BODY}
                    and not chunk.owns
                ):
                    words = self.parties.body(chunk)
                    return (words, chunk.start) if words else None
                return None
        return None

    def _by_noun(self, start: int, scene: Scene) -> list[tuple[Words, int]]:
        """Resolve "the trust's" by the body that has the noun in its name or is called by it."""
        noun = re.match(r"(?:the|its)\s+(\w+)[’']s", self.reading.text[start:])
        if noun is None:
            return []
        word = noun[1].casefold()
        for chunk in reversed([c for c in self.names.chunks if c.end <= start]):
            called = re.search(rf"\b{re.escape(word)}\s+$", self.reading.text[: chunk.start][-30:])
            if (word in chunk.words and len(chunk.words) > 1) or called:
                return [(self.names.full(chunk.start, chunk.end), chunk.start)]
        if word in _COMPANY:
            for chunk in self.names.chunks:
                lead = self.reading.text[max(0, chunk.start - 30) : chunk.start]
                if scene.start - 400 < chunk.start < start and _BODY_NOUN.search(lead):
                    return [(self.names.full(chunk.start, chunk.end), chunk.start)]
        return []
