"""Divides an article's text into its lines: paragraphs, headings and list items.

Rule: blocks never overlap, lie in the order of the text, and leave out nothing but the marks and white space
around them.
"""

import re

from extractors.reading import Block, BlockKind

_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_ITEM = re.compile(r"\s*(?:[-*•‣▪·–—]\s+)(?=\S)")


def find_blocks(text: str) -> list[Block]:
    """Return the lines of a text that hold any words, in order."""
    return [block for line in _LINE.finditer(text) if (block := _block(text, line.start(), line.end()))]


def _block(text: str, start: int, end: int) -> Block | None:
    kind = BlockKind.PARAGRAPH
    if mark := _HEADING.match(text, start, end):
        kind, start = BlockKind.HEADING, mark.end()
    elif mark := _ITEM.match(text, start, end):
        kind, start = BlockKind.ITEM, mark.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Block(kind, start, end) if end > start else None
