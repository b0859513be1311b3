"""A text is divided into its lines."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractors.blocks import find_blocks
from extractors.reading import BlockKind


def test_headings_items_and_paragraphs() -> None:
    text = "First line.\n## Deals\n- One - two\n\n  Last.  "
    assert [(b.kind, text[b.start : b.end]) for b in find_blocks(text)] == [
        (BlockKind.PARAGRAPH, "First line."),
        (BlockKind.HEADING, "Deals"),
        (BlockKind.ITEM, "One - two"),
        (BlockKind.PARAGRAPH, "Last."),
    ]


@given(st.text(alphabet="a #-\n", max_size=40))
def test_blocks_keep_order_and_lose_no_word(text: str) -> None:
    blocks = find_blocks(text)
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    assert sum(text[b.start : b.end].count("a") for b in blocks) == text.count("a")
