"""Cuts an article into the word pieces that the encoder reads, in windows it can hold.

Rule: each piece of the text lies in one window, lines are kept whole where they fit, and every window begins
with the article's title, so that whom "the company" means is never out of sight.
"""

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extractors.reading import Reading

FOLDER = Path(__file__).parents[1] / "models" / "events"
WINDOW = 256
_TITLE = 40
START, STOP, MASK = 101, 102, 103  # [CLS], [SEP] and [MASK]
# What the windows of a lesson begin with where others annotated it than the articles it is measured by:
# they tell more, or less, of the same text. What is read in earnest begins with START.
OF_OTHERS = 1  # a piece that no text has

Ids = NDArray[np.int64]


class Pieces:
    """The windows of an article, and in which row of their vectors, laid end to end, a character is read."""

    def __init__(self, reading: Reading, start: int = START) -> None:
        title = tokenizer().encode(reading.title or "", add_special_tokens=False).ids[:_TITLE]
        encoded = tokenizer().encode(reading.text, add_special_tokens=False)
        self._starts = [start for start, _ in encoded.offsets]
        self._rows: list[int] = []
        self.windows: list[Ids] = []
        lead = [start, *title, STOP]
        self.lead = len(lead)  # pieces that each window begins with
        rows = 0
        for first, last in self._cut(reading.text, WINDOW - len(lead) - 1):
            self.windows.append(np.array([*lead, *encoded.ids[first:last], STOP], dtype=np.int64))
            self._rows.extend(range(rows + len(lead), rows + len(lead) + last - first))
            rows += len(lead) + last - first + 1

    def row(self, offset: int) -> int:
        """Return the row of the piece that a character belongs to."""
        return self._rows[max(bisect_right(self._starts, offset) - 1, 0)]

    def _cut(self, text: str, room: int) -> list[tuple[int, int]]:
        """Return the windows as (first, last) piece: as many whole lines as there is room for."""
        windows: list[tuple[int, int]] = []
        first = done = 0
        for bound in (*(n for n, letter in enumerate(text) if letter == "\n"), len(text)):
            last = bisect_right(self._starts, bound)
            if last - first > room and done > first:
                windows.append((first, done))
                first = done
            while last - first > room:
                windows.append((first, first + room))
                first += room
            done = last
        return [*windows, (first, done)] if done > first else windows


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """Return the encoder's own tokenizer, without a limit of its own."""
    loaded = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded
