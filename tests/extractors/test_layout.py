"""Layouts: pages of one outlet are alike, those of another are not."""

import itertools

import pytest

from extractors.layout import likeness, read_layout
from extractors.markup import PageError
from newsreel.press.site import PressSite


@pytest.fixture(scope="module")
def layouts() -> dict[str, list[frozenset[str]]]:
    site = PressSite()
    return {
        outlet.host: [
            read_layout(site.respond(outlet.host, page.path, {}).body) for page in site.pages(outlet.host)[:8]
        ]
        for outlet in site.outlets.values()
    }


def test_pages_of_one_outlet_are_alike(layouts: dict[str, list[frozenset[str]]]) -> None:
    for pages in layouts.values():
        assert likeness(pages[:4], pages[4:]) > 0.8


def test_pages_of_two_outlets_are_not(layouts: dict[str, list[frozenset[str]]]) -> None:
    for first, second in itertools.combinations(layouts.values(), 2):
        assert likeness(first, second) < 0.4


def test_words_numbers_and_the_order_of_classes_do_not_count() -> None:
    one = b"<html><body><div class='b a post-17'><h1>One</h1><p>Some words of it.</p></div></body></html>"
    two = (
        b"<html><body><div class='a b post-99'><h1>Two</h1><p>Others, and many more.</p></div></body></html>"
    )
    assert read_layout(one) == read_layout(two) == {"div.a.b", "h1"}


def test_nothing_to_compare_is_alike() -> None:
    assert likeness([], []) == 1.0


def test_what_is_no_page_is_named() -> None:
    with pytest.raises(PageError):
        read_layout(b"  ")
