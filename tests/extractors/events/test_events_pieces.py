"""The windows that the encoder reads: whole lines where they fit, every piece once, the title before each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.events.pieces import OF_OTHERS, START, WINDOW, Pieces, tokenizer
from extractors.language import read

LINE = "The market opens on Monday with forty buyers. "


def said(pieces: Pieces) -> list[int]:
    """The pieces of the text, without those that each window begins and ends with."""
    title = pieces.lead
    return [int(n) for window in pieces.windows for n in window[title:-1]]


def test_a_short_article_is_one_window_that_begins_with_its_title() -> None:
    pieces = Pieces(read(LINE, title="Market opens"))
    assert len(pieces.windows) == 1
    assert (
        tokenizer().decode(list(pieces.windows[0]))
        == "market opens the market opens on monday with forty buyers."
    )


@pytest.mark.parametrize("lines", [40, 200])
def test_long_articles_are_cut_where_lines_end(lines: int) -> None:
    text = "\n".join([LINE * 3] * lines)
    pieces = Pieces(read(text, title="Market opens"))
    assert len(pieces.windows) > 1
    assert all(len(window) <= WINDOW for window in pieces.windows)
    ends = [int(window[-2]) for window in pieces.windows]
    assert set(ends) == {tokenizer().token_to_id(".")}


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab é漢字“”\n .,1"), max_size=3000))
def test_every_piece_is_in_one_window_and_every_character_has_a_row(text: str) -> None:
    pieces = Pieces(read(text, title="A title"))
    assert said(pieces) == tokenizer().encode(text, add_special_tokens=False).ids
    rows = sum(len(window) for window in pieces.windows)
    if pieces.windows:
        assert all(0 <= pieces.row(n) < rows for n in range(len(text)))


def test_an_article_without_words_has_no_window() -> None:
    assert Pieces(read("")).windows == []


def test_whose_annotation_a_lesson_has_is_told_by_the_first_piece_of_each_window() -> None:
    text = "\n".join([LINE] * 40)
    own, of_others = (Pieces(read(text, title="Market opens"), start).windows for start in (START, OF_OTHERS))
    assert {int(window[0]) for window in own} == {START}
    assert {int(window[0]) for window in of_others} == {OF_OTHERS}
    assert [window[1:].tolist() for window in own] == [window[1:].tolist() for window in of_others]
