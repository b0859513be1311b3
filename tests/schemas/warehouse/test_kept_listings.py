"""Listings as last received: whole, with their own validators, and gone with a takedown."""

import os

from sqlalchemy import Engine

from schemas.warehouse.erase import erase
from schemas.warehouse.listings import MAX_PACKED, ListingsTable

FEED = "http://reel.example/feed"


def test_the_last_one_stays_with_its_validators(warehouse: Engine) -> None:
    table = ListingsTable(warehouse)
    assert table.get(FEED) is None
    table.put(FEED, '"1"', None, b"<rss>\x00 one")
    table.put(FEED, None, "Thu, 13 Nov 2025 10:00:00 GMT", b"<rss> two")
    assert ListingsTable(warehouse).get(FEED) == (None, "Thu, 13 Nov 2025 10:00:00 GMT", b"<rss> two")


def test_one_too_large_replaces_nothing(warehouse: Engine) -> None:
    table = ListingsTable(warehouse)
    table.put(FEED, '"1"', None, b"<rss>")
    table.put(FEED, '"2"', None, os.urandom(MAX_PACKED + 1))
    assert table.get(FEED) == ('"1"', None, b"<rss>")


def test_none_outlives_a_takedown(warehouse: Engine) -> None:
    table = ListingsTable(warehouse)
    table.put(FEED, '"1"', None, b"<rss> a headline that has to go")
    with warehouse.begin() as conn:
        erase(conn, "http://reel.example/story", "by order of a court")
    assert table.get(FEED) is None
