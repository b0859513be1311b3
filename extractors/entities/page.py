"""What the entity modules share while they read one article: its words, marks, and which words are common.

Rule: built once an article and never changed; everything in it is an offset of the article's text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Token

from extractors.marks import Quotation
from extractors.reading import Block, BlockKind, Reading

_PIECE = re.compile(
    r"""(?:[^\W\d_]\.){2,5}(?=\W|$)                       # J.J.  U.S.
    | (?:Dr|Mr|Mrs|Ms|St|Jr|Sr|Prof|Inc|Ltd|Co|Corp|Bros|vs|No|dir|Mt|Hon|Rev|Gov|Sen)\.(?=\W|$)
    | [^\W\d_]\.(?=\s[^\W\d_])                              # V. S.
    | [sd]/o(?=\s) | a/[lp](?=\s) | [A-Z]&[A-Z](?![\w&])       # s/o, A&R
    | [^\W_](?:[^\W_]|[\u0300-\u036f]|(?:[-‐‑·]|[’'ʻʼ‘`](?!s\b))(?=[^\W_]))*\+?  # words, hyphens, apostrophes
    | [’'](?:s\b)? | & | \n | [^\w\s]""",
    re.VERBOSE,
)


class Piece(NamedTuple):
    """A word, sign or line end of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class CommonWords:
    """The words of the language by part of speech, as lower-case base forms."""

    nouns: frozenset[str]
    verbs: frozenset[str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]

    def knows(self, word: str) -> bool:
        """Tell whether a word, in any form, is one of the language."""
        word = word.lower().replace("’", "'")
        return any(form in known for form in _bases(word) for known in self._tables)

    def noun(self, word: str) -> bool:
        """Tell whether a word is a noun of the language, in singular or plural."""
        return any(form in self.nouns for form in _bases(word.lower()))

    @cached_property
    def _tables(self) -> tuple[frozenset[str], ...]:
        return (self.nouns, self.verbs, self.adjectives, self.adverbs)


def _bases(word: str) -> list[str]:
    """Return the forms that a word's base may have."""
    forms = [word]
    for ending, base in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            forms.append(word[: -len(ending)] + base)
    return forms


@dataclass(frozen=True)
class Page:
    """One article while its entities are found."""

    reading: Reading
    quotations: Sequence[Quotation]
    common: CommonWords

    @property
    def text(self) -> str:
        """The article's text."""
        return self.reading.text

    @cached_property
    def pieces(self) -> list[Piece]:
        """The words and signs of the text, in order."""
        return [Piece(m.start(), m.end(), m.group()) for m in _PIECE.finditer(self.text)]

    @cached_property
    def token_at(self) -> dict[int, Token]:
        """The model's tokens by their first character."""
        return {token.idx: token for token in self.reading.doc}

    @cached_property
    def sentence_starts(self) -> frozenset[int]:
        """Where a capital letter says nothing: starts of sentences, lines and quotations, behind colons."""
        starts = {sent.start_char for sent in self.reading.doc.sents}
        starts.update(block.start for block in self.reading.blocks)
        starts.update(q.inner_start for q in self.quotations)
        starts.update(
            m.end()
            for m in re.finditer(r"[.!?…:][”\"’')]*\s+[“\"‘'(]?|\n(?:#+ |- )?[“\"‘'(]?|[—–]\s", self.text)
        )
        return frozenset(starts)

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """The words that the article writes in lower case."""
        return frozenset(p.text for p in self.pieces if p.text[0].islower())

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.reading.blocks]

    def block_at(self, offset: int) -> Block | None:
        """Return the line around an offset."""
        n = bisect_right(self._block_starts, offset) - 1
        return self.reading.blocks[n] if n >= 0 else None

    def in_heading(self, offset: int) -> bool:
        """Tell whether an offset lies in a heading."""
        block = self.block_at(offset)
        return block is not None and block.kind is BlockKind.HEADING

    def before(self, offset: int, width: int = 80) -> str:
        """Return the text of the same line before an offset, at most `width` characters."""
        block = self.block_at(offset)
        return self.text[max(offset - width, block.start if block else 0) : offset]

    def after(self, offset: int, width: int = 120) -> str:
        """Return the text of the same line from an offset on, at most `width` characters."""
        block = self.block_at(max(offset - 1, 0))
        return self.text[offset : min(offset + width, block.end if block else len(self.text))]
