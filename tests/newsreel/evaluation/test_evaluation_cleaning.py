"""Cleaning keeps what trafilatura keeps by itself, and more, on the pages of the press site."""

import pytest

from newsreel.evaluation.cases import load_cases
from newsreel.evaluation.cleaning import bare_text_of, clean_text_of, fidelity, served_pages

PAGES = served_pages({case.id for case in load_cases()})


@pytest.mark.parametrize(
    "pages", [PAGES, [page.framed for page in PAGES[::8]]], ids=["plain", "in a publisher's frame"]
)
def test_all_words_of_the_articles_and_no_others_come_out_of_their_pages(pages: list) -> None:
    kept = fidelity(pages, clean_text_of)
    assert (kept.precision, kept.recall) == (1.0, 1.0)


def test_trafilatura_by_itself_takes_in_what_is_not_the_article() -> None:
    assert 0.9 < fidelity(PAGES, bare_text_of).f1 < 1.0
