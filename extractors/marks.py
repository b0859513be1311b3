"""Pairs the quotation marks of a text: double and single, straight and typographic, nested and left open.

Rule: a mark is judged by its neighbours and by what is open, never by counting. An apostrophe is no mark,
and a mark without a partner spoils nothing beyond its own line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.reading import Block

_OPENING_DOUBLE = frozenset("“„«‟「『《")
_CLOSING_DOUBLE = frozenset("”»」』》")
_SINGLE = frozenset("‘’'‚")
_MARK = re.compile("[“”„«»‟\"‘’'‚「」『』《》]")
# Speech between dashes: "– I came back – says she. – I am here."; a line of it begins with a dash.
_DASHED = re.compile(
    r"(?:^|(?<=[.!?…”»]\s))[–—]\s?(?=[A-Z¿¡])(?P<words>[^\n–—]{12,600}?),?\s?(?P<close>[–—])\s?(?=[a-z])"
)
_DASHED_ON = re.compile(r"(?<=[.!?…]\s)[–—]\s?(?=[A-Z¿¡])")
_ELISION = re.compile(r"[‘’'](?:\d0s\b|n[’']|tis\b|twas\b|til\b|em\b|cause\b|bout\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between two marks; `start` and `end` include the marks, `inner_start` and `inner_end` do not.

    `depth` counts the quotations around it. One that its line leaves open ends with the line, not `closed`.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    single: bool


def find_quotations(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Return all quotations in the order of their opening marks."""
    found: list[Quotation] = []
    for block in blocks:
        found += _Line(text, block.start, block.end).read() or _dialogue(text, block.start, block.end)
    return sorted(found, key=lambda q: (q.start, -q.end))


def _dialogue(text: str, start: int, end: int) -> list[Quotation]:
    """Return the speech of a line that parts it from its attribution by dashes, not by marks."""
    # The dash that begins a line is an item's mark, and lies before the block.
    first = max(text.rfind("\n", 0, start) + 1, start - 2)
    found = []
    for match in _DASHED.finditer(text[first:end]):
        opening, closing = max(first + match.start(), start), first + match.end("close")
        inner = first + match.start("words"), first + match.end("words")
        found.append(Quotation(opening, closing, *inner, 0, True, False))
    if found and (on := _DASHED_ON.search(text, found[-1].end, end)):
        found.append(Quotation(on.start(), end, on.end(), end, 0, True, False))
    return found


class _Line:
    """The state of reading one line: which marks are open."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.open: list[tuple[int, bool]] = []  # offset, single
        self.found: list[Quotation] = []

    def read(self) -> list[Quotation]:
        for mark in _MARK.finditer(self.text, self.start, self.end):
            at, char = mark.start(), mark.group()
            if char in _SINGLE:
                self._single(at, char)
            elif self._opens_double(at, char):
                self.open.append((at, False))
            else:
                self._close_double(at)
        for depth, (at, single) in enumerate(self.open):
            if not single:
                self.found.append(Quotation(at, self.end, at + 1, self.end, depth, False, False))
        return self.found

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def _after(self, at: int) -> str:
        return self.text[at + 1] if at + 1 < self.end else " "

    def _inside_single(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def _has_double(self) -> bool:
        return any(not single for _, single in self.open)

    def _opens_double(self, at: int, char: str) -> bool:
        before, after = self._before(at), self._after(at)
        if char == "“" and self.open and self.text[self.open[-1][0]] == "„":
            return False
        if char in _OPENING_DOUBLE:
            return not after.isspace() or not self._has_double()
        fresh = (before.isspace() or before in "([—–-/‘'") and not after.isspace() and after not in ",.;:)"
        if char in _CLOSING_DOUBLE:
            return fresh and not self._has_double()
        return not after.isspace() and (fresh or not self._has_double())

    def _close_double(self, at: int) -> None:
        doubles = [n for n, (_, single) in enumerate(self.open) if not single]
        if not doubles:
            return
        depth = doubles[-1]
        start = self.open[depth][0]
        del self.open[depth:]
        self.found.append(Quotation(start, at + 1, start + 1, at, depth, True, False))

    def _single(self, at: int, char: str) -> None:
        before, after = self._before(at), self._after(at)
        if self._inside_single() and self._closes_single(at):
            start, _ = self.open.pop()
            self.found.append(Quotation(start, at + 1, start + 1, at, len(self.open), True, True))
        elif char in "‘'‚" and not self._inside_single() and self._opens_single(at, before, after):
            self.open.append((at, True))

    def _opens_single(self, at: int, before: str, after: str) -> bool:
        if before.isalnum() or not (after.isalnum() or after in '“"…') or _ELISION.match(self.text, at):
            return False
        return self._closer_after(at) is not None

    def _closes_single(self, at: int) -> bool:
        """Tell whether a mark closes the open single quotation, rather than being an apostrophe."""
        before, after = self._before(at), self._after(at)
        if self.text[at] == "‘" or after.isalnum() or before.isspace():
            return False
        if before != "s" or not after.isspace() or not self._after(at + 1).isalpha():
            return True
        # "the directors’ circle’": a plural possessive when another mark closes before the next one opens.
        later = self._closer_after(at)
        return later is None or bool(re.search(r"\s[‘']\w|[“”\"]", self.text[at + 1 : later]))

    def _closer_after(self, at: int) -> int | None:
        for mark in re.finditer("[’']", self.text[at + 1 : self.end]):
            here = at + 1 + mark.start()
            if not self._before(here).isspace() and not self._after(here).isalnum():
                return here
        return None
