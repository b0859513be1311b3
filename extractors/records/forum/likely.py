"""Describes every name of an article by what makes it a gathering's or another thing's.

Rule: a feature says what stands around a name and what form it has, never which name it is; all places of a
name count together.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from extractors.reading import BlockKind, EntityKind, Reading
from extractors.records.chunks import Chunk
from extractors.records.forum.context import noun_class, verb_class
from extractors.records.forum.forms import INSTITUTIONS, fold, head
from extractors.records.forum.judge import Scale
from extractors.records.forum.lexicon import kind_of_noun
from extractors.records.forum.references import references_in
from extractors.records.names import Names

NAME = "name"
_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION})
_EDGE = re.compile(r"[\w’'-]+|[,;:()“”\"–—.]")
_NUMBER = re.compile(r"\d[\d,.]*(?:st|nd|rd|th)?$")
_REACH = 70
_NEAR = 260
_COMPOUND = frozenset({"conj", "appos", "compound", "nmod", "poss"})
_MOST_PLACES = 8
_FORM = ("head:", "last:", "kind:", "length:", "told:0", "told:1", "told:2", "told:3", "institution")


class Describer:
    """Describes the names of one article."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading, self.names = reading, names
        self.told = [(m.start(), m[1].casefold()) for m in references_in(reading)]
        self.title = f" {fold(reading.title or '')} "
        self.starts = [at for at, _ in self.told]
        self.ranges = [d.start_offset for d in reading.dates if d.is_range]
        self.days = [d.start_offset for d in reading.dates]

    def names_by_form(self) -> dict[str, list[Chunk]]:
        """Return the places of each name, by its full form; names of places and headings are left out."""
        headings = [b for b in self.reading.blocks if b.kind is BlockKind.HEADING]
        found: dict[str, list[Chunk]] = {}
        for chunk in self.names.chunks:
            if len(chunk.text) < 3 or any(b.start <= chunk.start < b.end for b in headings):
                continue
            if self.names.kind(chunk.start, chunk.end) in _PLACES:
                continue
            found.setdefault(fold(self.names.full(chunk.start, chunk.end).text), []).append(chunk)
        return found

    def describe(self, name: str, chunks: list[Chunk]) -> set[str]:
        """Return the features of a name from all its places."""
        found = set(self._form(name, chunks))
        for chunk in chunks[:_MOST_PLACES]:
            found |= set(self._beside(chunk))
            found |= set(self._hangs(chunk))
            found |= set(self._around(chunk))
        return found

    def _form(self, name: str, chunks: list[Chunk]) -> Iterator[str]:
        first, words = chunks[0], name.split()
        named = head(first)
        yield f"head:{named[1] if named else None}"
        yield f"last:{kind_of_noun(words[-1]) is not None}"
        if words[-1] in INSTITUTIONS:
            yield "institution"
        yield f"length:{min(len(words), 5)}"
        yield f"places:{min(len(chunks), 4)}"
        if first is self.names.chunks[0]:
            yield "first"
        yield f"in-title:{f' {name} ' in self.title}"
        yield f"told:{min(len(self.told), 3)}"
        if first.text.isupper():
            yield "capitals"
        if len(words) == 1 and any(c.isupper() for c in first.text[1:]) and not first.text.isupper():
            yield "camel"

    def _beside(self, chunk: Chunk) -> Iterator[str]:
        text = self.reading.text
        line = text.rfind("\n", 0, chunk.start) + 1
        left = [_plain(w) for w in _EDGE.findall(text[max(line, chunk.start - _REACH) : chunk.start])][-4:]
        right = [_plain(w) for w in _EDGE.findall(text[chunk.end : chunk.end + _REACH].split("\n", 1)[0])][:6]
        yield f"kind:{self.names.kind(chunk.start, chunk.end)}"
        for n, word in enumerate(reversed(left[-2:])):
            yield f"left{n}:{word}"
        for n, word in enumerate(right[:2]):
            yield f"right{n}:{word}"
        yield f"left:{' '.join(left[-2:])}" if left else "left:^"
        yield f"right:{' '.join(right[:2])}"
        for word in left:
            yield f"before:{_class(word)}"
        for word in right:
            yield f"behind:{_class(word)}"
        if chunk.owns:
            yield "owns"
        if left and left[-1] in {"“", '"'}:
            yield "quoted"

    def _hangs(self, chunk: Chunk) -> Iterator[str]:
        """Tell what a name hangs on: the verb of which it is subject or object, the noun before "of" it."""
        span = self.reading.tokens(chunk.start, chunk.end)
        if not len(span):
            return
        token: Token = span.root
        for child in token.children:
            if child.dep_ == "appos" and child.i > token.i:
                yield f"apposed:{noun_class(child)}"
        way, token = _up(token)
        if way and way != "conj":
            yield f"{way}:{noun_class(token)}"
        dep, governor = token.dep_, token.head
        if dep == "pobj":
            dep, governor = governor.lower_, governor.head
        is_verb = governor.pos_ in {"VERB", "AUX"}
        sort = verb_class(governor) if is_verb else noun_class(governor)
        yield f"{way}-{dep}:{sort}"
        yield f"{way}-{dep}"
        if is_verb:
            yield from _said_by(governor, dep, sort)

    def _around(self, chunk: Chunk) -> Iterator[str]:
        """Tell whether "the festival", "its third edition", days or counts come up near a name."""
        text = self.reading.text
        behind = bisect_left(self.starts, chunk.end)
        if behind < len(self.told):
            at, noun = self.told[behind]
            apart = at - chunk.end
            if apart < _NEAR:
                line = "same" if "\n" not in text[chunk.end : at] else "next"
                yield f"told:{line}:{min(apart // 90, 2)}"
                yield f"told:{'kind' if kind_of_noun(noun) else 'generic'}:{line}"
                others = sum(chunk.end < c.start < at for c in self.names.chunks)
                yield f"told:over:{min(others, 3)}"
        if behind and chunk.start - self.told[behind - 1][0] < _NEAR:
            yield "told:before"
        for label, places in (("range", self.ranges), ("day", self.days)):
            near = bisect_left(places, chunk.end)
            if near < len(places) and places[near] - chunk.end < _REACH:
                yield f"{label}:behind"
            if near and chunk.start - places[near - 1] < _REACH:
                yield f"{label}:before"


def _up(token: Token) -> tuple[str, Token]:
    """Climb from a name over what it is coordinated or compounded with; return the last step and where."""
    way = ""
    for _ in range(4):
        if token.dep_ not in _COMPOUND or token.head.i == token.i:
            break
        way, token = token.dep_, token.head
    return way, token


def _said_by(verb: Token, dep: str, sort: str) -> Iterator[str]:
    yield f"{dep}:{verb.lemma_.lower()}"
    for child in verb.children:
        if child.dep_ == "attr":
            yield f"{dep}:is:{noun_class(child)}"
        elif child.dep_ == "prep" and child.i > verb.i:
            yield f"{dep}:{sort}:{child.lower_}"


def odds_of_names(describer: Describer, scale: Scale) -> Mapping[int, float]:
    """Return how likely the name at each place is a gathering's."""
    odds: dict[int, float] = {}
    for name, chunks in describer.names_by_form().items():
        odd = scale.odds(describer.describe(name, chunks))[NAME]
        odds |= {chunk.start: odd for chunk in chunks}
    return odds


def without_form(features: set[str]) -> set[str]:
    """Return the features of a name as though nothing about it but its places were known."""
    return {f for f in features if not f.startswith(_FORM)} | {"head:None", "last:False"}


def _plain(word: str) -> str:
    if _NUMBER.match(word):
        return "#th" if word[-1].isalpha() else "#"
    return "Name" if word[:1].isupper() else word


def _class(word: str) -> str:
    if kind_of_noun(word) is not None:
        return "gathering"
    return word if word in {"Name", "#", "#th"} else "word"
