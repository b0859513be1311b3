"""Says who speaks: what the rules read of each statement, held against what the network believes.

Rule: the words of a statement are the rules' alone; here is only decided who says them, and whether anybody
does.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.events.candidates import Candidate
from extractors.events.labels import ANCHORS, FITS, SLOTS, STATEMENT, rows_of
from extractors.events.network import Floats, Scores, together
from extractors.events.relations import Anchor, root
from extractors.events.weighing import weighings
from extractors.grounding import grounded
from extractors.reading import QuoteSpan, Reading
from extractors.records.quote import is_long_enough, make_quote
from schemas.records import Quote

LIKELY = 0.5
_VOICE = SLOTS.index("voice")
_HOPELESS = -6.0  # log odds of somebody whom nobody takes for the speaker


def statements_of(reading: Reading) -> list[QuoteSpan]:
    """Return the words in quotation marks that may be a quote, in the order of the text."""
    spans = [span for span in (*reading.quotes, *reading.unclaimed) if is_long_enough(span)]
    return sorted(spans, key=lambda span: span.parts[0].start)


def asked_about(reading: Reading, span: QuoteSpan) -> list[Anchor]:
    """Return the words by which the network is asked for a speaker: a statement's bounds and its verb."""
    first = span.parts[0]
    tokens = reading.tokens(first.start, first.end)
    found = [tokens.start, tokens.end - 1]
    if span.cue is not None:
        found.append(root(reading, span.cue.start, span.cue.end))
    return [(token, ANCHORS.index(STATEMENT)) for token in dict.fromkeys(found)]


class Voices:
    """Who says the statements of an article."""

    def __init__(self, reading: Reading, candidates: Sequence[Candidate], scores: Scores) -> None:
        self._reading, self._candidates, self._scores = reading, candidates, scores
        self._fits = FITS[rows_of(candidate.sort for candidate in candidates)][:, _VOICE]

    def quotes(self) -> tuple[Quote, ...]:
        """Return the statements that somebody says."""
        return grounded(self._quotes(), self._reading.text)

    def _quotes(self) -> Iterator[Quote]:
        for span, clues in self.clues():
            chances = np.where(self.asked(clues), weighings()[STATEMENT].chances(clues), 0)
            speaker = int(chances.argmax())
            if chances[speaker] > LIKELY:
                yield make_quote(span, self._candidates[speaker].words, float(chances[speaker]))

    def clues(self) -> Iterator[tuple[QuoteSpan, Floats]]:
        """Yield each statement with candidate × clues: what speaks for each candidate's being its speaker."""
        spans = statements_of(self._reading)
        groups = [asked_about(self._reading, span) for span in spans]
        for span, log_odds in zip(spans, together(self._scores, groups), strict=True):
            yield span, self._clues(span, log_odds[:, _VOICE])

    def _clues(self, span: QuoteSpan, log_odds: Floats) -> Floats:
        is_speaker = [c.entity is not None and c.entity is span.speaker for c in self._candidates]
        told = np.array(is_speaker, dtype=np.float32)
        known = np.full_like(log_odds, span.speaker is not None)
        cued = np.full_like(log_odds, span.cue is not None)
        clues = (
            *(log_odds, told, told * log_odds),
            *(known, known * log_odds),
            *(cued, cued * told, cued * log_odds),
        )
        return np.stack(clues, axis=1).astype(np.float32)

    def asked(self, clues: Floats) -> NDArray[np.bool_]:
        """Return for each candidate whether the rules or the network take it for the speaker at all."""
        found: NDArray[np.bool_] = self._fits & ((clues[:, 0] > _HOPELESS) | (clues[:, 1] > 0))
        return found
