"""The questions that analysts ask, each answered by one simple query over the seed article."""

from pathlib import Path

import pytest
from hostile import plays
from sqlalchemy import Engine
from warehouse_press import Story, corpus_story, publish, rows

from schemas.vocabulary import FetchOutcome
from schemas.warehouse.dictionary import data_dictionary
from schemas.warehouse.engine import make_engine, warehouse_url
from schemas.warehouse.erase import erase
from schemas.warehouse.errors import TakenDownError, WarehouseError
from schemas.warehouse.raw import FetchRow, write_document, write_fetches

DICTIONARY = Path(__file__).parents[3] / "docs" / "data-dictionary.md"


@pytest.fixture
def seed(warehouse: Engine) -> Engine:
    publish(warehouse, "run", corpus_story("seed"))
    return warehouse


def test_which_forums_did_a_streamer_host_in_a_quarter(seed: Engine) -> None:
    found = rows(
        seed,
        "SELECT name, partners, edition, attendance, attendance_unit, start_date_text FROM report.forum"
        " WHERE organizers ILIKE '%netflix%' AND year = 2024 AND quarter = 4",
    )
    assert [tuple(row.values()) for row in found] == [
        (
            "Creative Asia Forum",
            "Busan International Film Festival",
            1,
            120,
            "filmmakers",
            "2024-10-06",
        )
    ]


def test_who_spoke_on_which_panel(seed: Engine) -> None:
    found = rows(
        seed,
        "SELECT name, works FROM report.panel_speaker"
        " WHERE event = 'Creative Asia Forum' AND panel_title ILIKE '%panel' ORDER BY name",
    )
    assert [tuple(row.values()) for row in found] == [
        ("Hiroshi Kurosaki", "Beyond Goodbye"),
        ("Ifa Isfansyah", "Cigarette Girl"),
        ("Kamila Andini", "Cigarette Girl"),
    ]


def test_what_was_announced_for_how_much(seed: Engine) -> None:
    found = rows(seed, "SELECT subject, amount, currency, qualifier FROM report.funding ORDER BY amount DESC")
    assert [tuple(row.values()) for row in found] == [
        ("Netflix Creative Equity Fund", 100_000_000, "USD", "exact"),
        ("Netflix Creative Equity Fund", 41_000_000, "USD", "about"),
    ]
    (fund,) = rows(seed, "SELECT counts FROM report.announcement WHERE kind = 'funding'")
    assert fund["counts"] == ("200 programs; over 13000 participants; over 450 people; over 50 countries")


def test_what_opens_when(seed: Engine) -> None:
    assert rows(seed, "SELECT title, date_text, released_by FROM report.release_calendar") == [
        {"title": "Born For the Spotlight", "date_text": "2024-11-07", "released_by": "Netflix"}
    ]


def test_who_said_what(seed: Engine) -> None:
    found = rows(seed, "SELECT speaker, count(*) AS quotes FROM report.quote GROUP BY 1 ORDER BY 1")
    assert {row["speaker"]: row["quotes"] for row in found} == {
        "Hiroshi Kurosaki": 1,
        "Kamila Andini": 1,
        "Olive Ting": 1,
        "Yan Yiwen": 2,
    }


def test_a_value_is_traced_to_its_words(seed: Engine) -> None:
    found = rows(
        seed,
        "SELECT e.evidence_text, e.article_url FROM report.forum f"
        " JOIN report.evidence e ON e.entity_type = 'forum' AND e.entity_id = f.forum_id"
        " WHERE e.field = 'organizers[0]'",
    )
    assert found == [{"evidence_text": "Netflix", "article_url": "https://press.example/creative-asia-forum"}]


def test_the_health_of_a_source(warehouse: Engine) -> None:
    story = Story("https://reel.example/a", published=None)
    publish(warehouse, "run", story, Story("https://reel.example/b").forum("Tidewater Forum"))
    now = rows(warehouse, "SELECT now() AS now")[0]["now"]
    outcomes = [
        *(FetchOutcome.FETCHED, FetchOutcome.FETCHED, FetchOutcome.NOT_MODIFIED, FetchOutcome.GONE),
        FetchOutcome.BLOCKED_BY_ROBOTS,
    ]
    with warehouse.begin() as conn:
        write_fetches(
            conn,
            [
                FetchRow("run", "daily_reel", f"https://reel.example/{n}", o, now)
                for n, o in enumerate(outcomes)
            ],
        )
        write_fetches(conn, [FetchRow("run", "silent", "https://silent.example", FetchOutcome.TOO_SLOW, now)])
    reel, silent = rows(warehouse, "SELECT * FROM report.source_health ORDER BY source_code")
    assert reel["outcome_counts"] == {"fetched": 2, "not_modified": 1, "gone": 1, "blocked_by_robots": 1}
    assert (reel["fetched_count"], reel["unchanged_count"], reel["failed_count"]) == (2, 1, 1)
    assert (reel["article_count"], reel["record_count"]) == (2, 1)
    assert (reel["undated_share"], reel["recordless_share"]) == (0.5, 0.5)
    assert (reel["last_success_at"], reel["last_batch_state"]) == (now, "published")
    assert (silent["article_count"], silent["last_success_at"], silent["undated_share"]) == (0, None, None)


def test_the_data_dictionary_is_up_to_date(warehouse: Engine) -> None:
    with warehouse.connect() as conn:
        assert DICTIONARY.read_text(encoding="utf-8") == data_dictionary(conn), (
            "generate it again: see its head"
        )


@plays("D16", "a demand to erase an article", "gone from every table, and refused when it comes again")
def test_an_erased_article_leaves_nothing_and_does_not_come_back(warehouse: Engine) -> None:
    gone, stays = corpus_story("seed"), Story("https://reel.example/a").forum("Tidewater Forum")
    publish(warehouse, "run", gone, stays)
    with warehouse.begin() as conn:
        write_document(conn, "ab", 10, "text/html", gone.url)
        write_fetches(
            conn,
            [FetchRow("run", "daily_reel", gone.url, FetchOutcome.FETCHED, gone.seen_at, content_hash="ab")],
        )
        conn.exec_driver_sql("UPDATE raw.article_version SET content_hash = 'ab' WHERE title <> 'A story'")
    with warehouse.begin() as conn:
        erased = erase(conn, gone.url, "the publisher asked")
    assert (len(erased.article_keys), erased.content_hashes) == (1, ["ab"])
    assert rows(warehouse, "SELECT name FROM report.forum") == [{"name": "Tidewater Forum"}]
    tables = rows(
        warehouse,
        "SELECT table_schema || '.' || table_name AS name FROM information_schema.columns"
        " WHERE column_name = 'article_key' AND table_name <> 'takedown'",
    )
    for name in (table["name"] for table in tables):
        left = rows(warehouse, f"SELECT 1 FROM {name} WHERE article_key = :key", key=erased.article_keys[0])  # noqa: S608
        assert left == [], name
    with pytest.raises(TakenDownError, match="creative-asia-forum"):
        publish(warehouse, "again", gone)


def test_an_address_that_was_never_seen_can_be_barred(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        erase(conn, "https://reel.example/a", "the publisher asked")
        erase(conn, "https://reel.example/a", "twice")
    with pytest.raises(TakenDownError):
        publish(warehouse, "run", Story("https://reel.example/a"))


@pytest.fixture
def limited(warehouse_url: str) -> Engine:
    return make_engine(warehouse_url, statement_seconds=0.2)


def test_a_connection_has_limits_and_a_name(limited: Engine, warehouse_url: str) -> None:
    (row,) = rows(
        limited,
        "SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,"
        " current_setting('application_name') AS name, current_setting('TimeZone') AS zone",
    )
    assert (row["statement"], row["lock"], row["zone"]) == ("200ms", "1min", "UTC")
    assert row["name"].startswith("newsreel ")
    assert make_engine(warehouse_url, statement_seconds=0.2) is limited


@pytest.mark.parametrize(
    "url", ["postgres://u:p@h/w", "postgresql://u:p@h/w", "postgresql+psycopg://u:p@h/w"]
)
def test_any_way_to_write_the_address_will_do(url: str) -> None:
    assert warehouse_url(url).drivername == "postgresql+psycopg"


@pytest.mark.parametrize("url", ["mysql://u:p@h/w", "warehouse", ""])
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(WarehouseError):
        warehouse_url(url)


def test_an_article_tells_what_its_page_calls_itself(warehouse: Engine) -> None:
    publish(warehouse, "run", Story("https://reel.example/a", labels=["opinion", "sponsored"]))
    assert rows(warehouse, "SELECT labels FROM report.article") == [{"labels": "opinion; sponsored"}]
