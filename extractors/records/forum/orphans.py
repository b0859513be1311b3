"""Finds the name behind an orphan: "the trade show" in an article that names no such thing.

Rule: only one orphan is given a name, and only where several signs speak for it; a name that acts like a
company, a person or a place is none.
"""

import re

from extractors.reading import EntityKind, Reading
from extractors.records.chunks import Chunk
from extractors.records.forum.clues import INSTITUTIONS, Clue, fold, happens
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.lexicon import GENERIC, kind_of_noun
from extractors.records.forum.references import ECONOMY, REFERENCE, fits
from extractors.records.names import Names

_LEAST = 4
_REACH = 420
_AT = re.compile(
    r"\b(?:at|of|for|to|no|with|during|after|before|inside|from)\s+(?:the\s+|this year[’']s\s+)?$",
    re.IGNORECASE,
)
_THEN = re.compile(r"\s+(?:on (?:\w+day)|in [A-Z]|this year|this week|last week|next week)")
_COMPANY = re.compile(
    r"(?:[’']s)?\s+(?:said|says|told|has (?:hired|named|signed|acquired)|chief|ceo|president|director|"
    r"head|founder|boss|producer)\b"
    r"|,\s+the\s+[\w-]+(?:\s[\w-]+){0,2}\s(?:company|group|studio|agency|streamer|publisher|outfit|firm|"
    r"broadcaster)\b",
    re.IGNORECASE,
)
_NOT = frozenset({EntityKind.PERSON, EntityKind.WORK, EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION})


def find_orphan(reading: Reading, names: Names, gatherings: list[Gathering]) -> tuple[Chunk, Clue] | None:
    """Return the name that a description without a name means, and why; None where there is none."""
    for match in REFERENCE.finditer(reading.text):
        noun = match[1].casefold()
        kind = kind_of_noun(noun)
        if (
            noun in GENERIC
            or kind is None
            or ECONOMY.search(match.group())
            or _is_modifier(reading, match.end())
        ):
            continue
        if any(fits(g, noun, kind) or g.clues > 1 for g in gatherings):
            continue
        if (chunk := _named_before(reading, names, match.start())) is not None:
            words = reading.words(match.start(1), match.end(1))
            return chunk, Clue(kind, words, True, words)
    return None


def _is_modifier(reading: Reading, end: int) -> bool:
    return bool(
        re.match(
            r"[’']s\b|\s+(?:chief|director|head|president|boss|circuit|scene|season|run|world|goers?)\b",
            reading.text[end : end + 20],
        )
    )


def _named_before(reading: Reading, names: Names, at: int) -> Chunk | None:
    scored = [
        (_score(reading, names, c, at), -c.start, c)
        for c in names.chunks
        if at - _REACH < c.start < c.end <= at
    ]
    best = max(scored, key=lambda s: s[:2], default=None)
    return best[2] if best is not None and best[0] >= _LEAST else None


def _score(reading: Reading, names: Names, chunk: Chunk, at: int) -> int:
    text, kind = reading.text, names.kind(chunk.start, chunk.end)
    before, after = (
        text[max(0, chunk.start - 40) : chunk.start],
        text[chunk.end : chunk.end + 160].split("\n", maxsplit=1)[0],
    )
    if (
        kind in _NOT
        or chunk.words[-1] in INSTITUTIONS
        or re.search(r"[“\"‘]$", before)
        or len(chunk.text) < 3
    ):
        return 0
    name = fold(chunk.text)
    score = 2 if kind is EntityKind.EVENT else 0
    score += 2 if happens(after) else 0
    score += 1 if _AT.search(before) else 0
    title = fold(reading.title or "").split()
    score += 2 if name in " ".join(title) or (" " in name and name.split()[-1] in title) else 0
    score += 1 if _THEN.match(after) else 0
    score += 1 if sum(name in fold(c.text) for c in names.chunks) > 1 else 0
    score += 1 if chunk is names.chunks[0] else 0
    score += 1 if text.count("\n", chunk.end, at) == 0 else 0
    return score - (4 if _COMPANY.match(after) or chunk.owns else 0)
