"""Finds direct speech and who says it."""

from collections.abc import Sequence

from extractors.entities.page import Page
from extractors.entities.works import Title
from extractors.reading import QuoteSpan


def find_speech(page: Page, titles: Sequence[Title]) -> list[QuoteSpan]:
    """Return the statements of the article in the order of the text."""
    return []
