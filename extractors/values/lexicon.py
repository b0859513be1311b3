"""How word lists are written down: as plain words between spaces, or as alternatives of a pattern.

Rule: lists hold words of the language and of the trade, never names of companies, people or works.
"""


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def row(text: str) -> list[str]:
    """Return the words of a text in their order."""
    return text.split()
