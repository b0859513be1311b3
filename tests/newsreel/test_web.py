"""How the page writes moments, numbers and addresses."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreel.web.app import ago, links, number, share

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=3, minutes=59), "3 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=40), "40 days ago"),
    ],
)
def test_moments_are_told_in_words(before: timedelta, words: str) -> None:
    assert ago(NOW - before, NOW) == words


def test_missing_values_are_nothing() -> None:
    assert (ago(None, NOW), number(None), share(None), links(None)) == ("never", "", "", [])


def test_numbers_are_parted() -> None:
    assert (number(41_000_000), number(1234.5), share(0.256)) == ("41,000,000", "1,234.5", "26%")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "urn:sha256:00",
        "file:///etc/passwd",
        "//x",
        "http://",
        "http://[",
    ],
)
def test_only_web_addresses_are_linked(url: str) -> None:
    assert links([url, "https://www.example.com/a"]) == [("https://www.example.com/a", "example.com")]


@given(st.lists(st.text()))
def test_no_text_breaks_the_links(urls: list[str]) -> None:
    assert all(url.lower().startswith(("http://", "https://")) for url, _ in links(urls))
