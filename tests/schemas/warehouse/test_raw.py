"""Raw rows: written once, whatever happens between."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hostile import plays
from sqlalchemy import Engine
from warehouse_press import rows

from schemas.vocabulary import FetchOutcome
from schemas.warehouse.raw import (
    FetchRow,
    FoundRow,
    VersionRow,
    read_frontier,
    storable,
    validators,
    write_document,
    write_fetches,
    write_frontier,
    write_version,
)

NOW = datetime(2025, 3, 1, 6, tzinfo=UTC)
FETCH = FetchRow("run", "reel", "https://reel.example/a", FetchOutcome.FETCHED, NOW, etag='"1"')
VERSION = VersionRow("https://reel.example/a", "reel", "The Reel", "1+test", "Some words.", NOW, title="A")


def test_a_document_is_noted_once(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        assert write_document(conn, "ab", 10, "text/html", "https://reel.example/a")
        assert not write_document(conn, "ab", 10, "text/html", "https://reel.example/b")
    assert rows(warehouse, "SELECT first_url FROM raw.document") == [{"first_url": "https://reel.example/a"}]


@pytest.mark.parametrize("moment", [NOW - timedelta(1), NOW, NOW + timedelta(1)])
def test_an_address_ends_once_in_a_run_whatever_the_clock_says(warehouse: Engine, moment: datetime) -> None:
    failed = replace(FETCH, outcome=FetchOutcome.UNAVAILABLE, fetched_at=moment)
    again = replace(FETCH, outcome=FetchOutcome.DUPLICATE, fetched_at=moment)
    with warehouse.begin() as conn:
        write_fetches(conn, [failed, FETCH, failed])
        write_fetches(conn, [again])
    assert rows(warehouse, "SELECT outcome FROM raw.fetch") == [{"outcome": "fetched"}]


def test_an_address_may_be_longer_than_an_index_entry(warehouse: Engine) -> None:
    url = "https://reel.example/" + "".join(chr(0x4E00 + n % 20_000) for n in range(8000))
    with warehouse.begin() as conn:
        write_fetches(conn, [replace(FETCH, url=url)])
        assert write_frontier(conn, [FoundRow("run", 0, url, "reel", "feed")]) == 1
        assert validators(conn, url) is None


def test_the_frontier_keeps_the_batch_an_address_came_with(warehouse: Engine) -> None:
    found = [FoundRow("run", 0, f"https://reel.example/{n}", "reel", "feed", "Title") for n in range(3)]
    with warehouse.begin() as conn:
        assert write_frontier(conn, found) == 3
        assert write_frontier(conn, [replace(row, batch_no=1) for row in found]) == 0
        assert read_frontier(conn, "run", 0) == found
        assert read_frontier(conn, "run", 1) == []
        assert write_frontier(conn, []) == 0


def test_validators_are_those_of_the_last_answer_with_a_body(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        write_document(conn, "ab", 10, None, None)
        write_fetches(
            conn,
            [
                replace(FETCH, run_id="1", content_hash="ab"),
                replace(FETCH, run_id="2", outcome=FetchOutcome.UNAVAILABLE, etag=None, fetched_at=NOW),
            ],
        )
        known = validators(conn, FETCH.url)
    assert known is not None
    assert (known.etag, known.content_hash) == ('"1"', "ab")


@plays("A16 D7", "the same wording again, under another validator", "the same version, only seen later")
def test_the_same_wording_is_the_same_version(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        first = write_version(conn, VERSION)
        assert write_version(conn, replace(VERSION, seen_at=NOW + timedelta(1))) == first
        assert write_version(conn, replace(VERSION, seen_at=NOW - timedelta(1))) == first
    assert rows(warehouse, "SELECT seen_at FROM raw.article_version") == [{"seen_at": NOW + timedelta(1)}]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other words."},
        {"title": "B"},
        {"published_date": date(2025, 3, 1)},
        {"cleaner_version": "2"},
    ],
)
def test_what_extraction_reads_makes_a_version(warehouse: Engine, change: dict[str, object]) -> None:
    with warehouse.begin() as conn:
        assert write_version(conn, VERSION) != write_version(conn, replace(VERSION, **change))


def test_an_article_keeps_the_source_that_first_had_it(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        write_version(conn, VERSION)
        write_version(conn, replace(VERSION, source_code="ingest", outlet="Somebody"))
    assert rows(warehouse, "SELECT source_code, outlet FROM raw.article") == [
        {"source_code": "reel", "outlet": "The Reel"}
    ]


@plays("C6", "NUL and lone surrogates on the way to the database", "U+FFFD, one for one")
def test_characters_that_postgresql_cannot_hold_are_replaced_one_for_one(warehouse: Engine) -> None:
    odd = "a\0b\ud800c"
    assert storable(odd) == "a\ufffdb\ufffdc"
    with warehouse.begin() as conn:
        write_version(conn, replace(VERSION, text=odd, title=odd, authors=[odd]))
    assert rows(warehouse, "SELECT text, authors[1] AS author FROM raw.article_version") == [
        {"text": storable(odd), "author": storable(odd)}
    ]
