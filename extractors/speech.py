"""Finds direct speech and who says it."""

from collections.abc import Sequence

from extractors.marks import Quotation
from extractors.reading import QuoteSpan, Reading


def find_speech(reading: Reading, quotations: Sequence[Quotation]) -> list[QuoteSpan]:
    """Return the statements of the article in the order of the text."""
    return []
