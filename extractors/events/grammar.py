"""The grammar of an article as plain lists, as asking spaCy for a token at a time is slow.

Rule: nothing here is decided; it is what the parse says, by the number of the token.
"""

from functools import lru_cache
from typing import NamedTuple

from extractors.reading import Reading

_NO_HEADS = frozenset({"PUNCT", "DET", "SPACE", "ADP"})


class Grammar(NamedTuple):
    """Of each token."""

    heads: list[int]  # itself, where nothing is over it
    labels: list[str]  # what it is to its head
    poses: list[str]
    words: list[str]  # in small letters

    def root(self, tokens: range) -> int:
        """Return the token of a stretch that the others of it hang on."""
        for token in tokens:
            head = self.heads[token]
            if (head not in tokens or head == token) and self.poses[token] not in _NO_HEADS:
                return token
        return tokens.start


@lru_cache(maxsize=1)
def grammar_of(reading: Reading) -> Grammar:
    """Return the grammar of an article."""
    tokens = list(reading.doc)
    return Grammar(
        heads=[token.head.i for token in tokens],
        labels=[token.dep_ for token in tokens],
        poses=[token.pos_ for token in tokens],
        words=[token.lower_ for token in tokens],
    )


@lru_cache(maxsize=1)
def chunks_of(reading: Reading) -> list[tuple[int, int]]:
    """Return where the noun phrases of an article begin and end, in characters."""
    return [(chunk.start_char, chunk.end_char) for chunk in reading.doc.noun_chunks]
