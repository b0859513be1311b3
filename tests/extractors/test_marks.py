"""Quotation marks of all shapes pair up; apostrophes never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.blocks import find_blocks
from extractors.marks import find_quotations


def inner(text: str, depth: int = 0) -> list[str]:
    found = find_quotations(text, find_blocks(text))
    return [text[q.inner_start : q.inner_end] for q in found if q.depth == depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We begin,” she said. “We end.”", ["We begin,", "We end."]),
        ('"We begin," she said. "We end."', ["We begin,", "We end."]),
        ("‘We begin,’ she said.", ["We begin,"]),
        ("'We begin,' she said.", ["We begin,"]),
        ("„Wir beginnen“, sagte sie.", ["Wir beginnen"]),
        ("Gaslamp buys ‘Carrion Flowers’ and ‘Dead Reckoner’", ["Carrion Flowers", "Dead Reckoner"]),
        ("‘The Directors’ Cut’ opens", ["The Directors’ Cut"]),
        ("It's the director's '90s film and the writers' room", []),
        ("The Ng’ang’a sisters’ film", []),
        ("one “ ” and nothing", [" "]),
        ("“We wish it well. ” He left.", ["We wish it well. "]),
    ],
)
def test_outer_quotations(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_quotations_nest() -> None:
    text = "“He told me, ‘They said, “Louder?”’ I left.”"
    assert inner(text, 0) == ["He told me, ‘They said, “Louder?”’ I left."]
    assert inner(text, 1) == ["They said, “Louder?”"]
    assert inner(text, 2) == ["Louder?"]


def test_a_quotation_left_open_ends_with_its_line() -> None:
    text = "“The first paragraph.\n“The second.” And on."
    found = find_quotations(text, find_blocks(text))
    assert [(text[q.inner_start : q.inner_end], q.closed) for q in found] == [
        ("The first paragraph.", False),
        ("The second.", True),
    ]


@given(st.text(alphabet="ab ,.“”‘’'\"\n«»„", max_size=60))
def test_any_text_gives_quotations_inside_their_lines(text: str) -> None:
    for q in find_quotations(text, find_blocks(text)):
        assert 0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
