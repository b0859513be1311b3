"""Staging: the same input, the same rows."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from warehouse_press import Story, corpus_story, ground, rows, stage, store

from schemas.records import Announcement, Evidence, Forum, Records
from schemas.warehouse.errors import BatchNotOpenError, UnknownArticleError
from schemas.warehouse.stage import (
    CHILD_TABLES,
    RECORD_TABLES,
    BatchCounts,
    close_batch,
    open_batch,
    partial_date,
    row_number,
    stage_article,
    staged_runs,
)
from schemas.warehouse.tables import staged_article, staged_evidence


def staged(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    tables = (staged_article, *RECORD_TABLES.values(), *CHILD_TABLES.values(), staged_evidence)
    found = {}
    with engine.connect() as conn:
        for table in tables:
            query = table.select().order_by(*table.primary_key)
            found[table.name] = [dict(row._mapping) for row in conn.execute(query)]
    return found


def test_staging_again_leaves_the_same_rows_in_any_order(warehouse: Engine) -> None:
    stories = [corpus_story("seed"), corpus_story("dev-b01"), corpus_story("dev-c05")]
    with warehouse.begin() as conn:
        stage(conn, "run", *stories)
    before = staged(warehouse)
    with warehouse.begin() as conn:
        stage(conn, "run", *reversed(stories))
    assert staged(warehouse) == before
    assert all(before[name] for name in before)


def test_a_record_that_is_gone_leaves_no_row(warehouse: Engine) -> None:
    story = Story("https://reel.example/a").forum("Tidewater Forum").quote("Ada Marsh", "We came for water")
    with warehouse.begin() as conn:
        version = store(conn, story)
        stage(conn, "run", story)
        open_batch(conn, "run", "scrape_daily_reel", "daily_reel")
        assert stage_article(conn, "run", version, Records(), "1+test") == 0
        assert close_batch(conn, "run") == BatchCounts(articles=1, records=0)
    found = staged(warehouse)
    assert {name for name, lines in found.items() if lines} == {"article"}


def test_keys_do_not_depend_on_the_run(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        stage(conn, "one", corpus_story("seed"))
        stage(conn, "two", corpus_story("seed"))
    keys = "SELECT record_key, row_no FROM staging.announcement WHERE run_id = :run ORDER BY 1"
    assert rows(warehouse, keys, run="one") == rows(warehouse, keys, run="two")


def test_a_record_keeps_its_key_when_other_values_change(warehouse: Engine) -> None:
    first = Story("https://reel.example/a").forum("Tidewater Forum", city="Busan")
    second = Story("https://reel.example/a").forum("The Other Forum").forum("Tidewater Forum", edition=3)
    with warehouse.begin() as conn:
        stage(conn, "one", first)
        stage(conn, "two", second)
    keys = rows(warehouse, "SELECT DISTINCT record_key FROM staging.forum WHERE name = 'Tidewater Forum'")
    assert len(keys) == 1


def test_two_records_of_one_name_have_two_keys(warehouse: Engine) -> None:
    story = Story("https://reel.example/a").forum("Tidewater Forum", start_date="2024-10-02")
    with warehouse.begin() as conn:
        stage(conn, "run", story.forum("Tidewater Forum", start_date="2025-10-02"))
    assert rows(warehouse, "SELECT count(DISTINCT record_key) AS n FROM staging.forum") == [{"n": 2}]


def test_of_two_wordings_in_a_run_the_later_received_stays(warehouse: Engine) -> None:
    older = Story("https://reel.example/a", words="Old.").forum("Tidewater Forum", edition=1)
    newer = Story("https://reel.example/a", words="New.", seen_at=older.seen_at + timedelta(hours=1))
    newer.forum("Tidewater Forum", edition=2)
    for run_id, stories in (("one", (older, newer)), ("two", (newer, older))):
        with warehouse.begin() as conn:
            stage(conn, run_id, *stories)
    assert rows(warehouse, "SELECT run_id, edition FROM staging.forum ORDER BY 1") == [
        {"run_id": "one", "edition": 2},
        {"run_id": "two", "edition": 2},
    ]


def test_only_an_open_batch_takes_articles(warehouse: Engine) -> None:
    story = Story("https://reel.example/a")
    with warehouse.begin() as conn:
        version = store(conn, story)
        with pytest.raises(BatchNotOpenError, match="unknown"):
            stage_article(conn, "run", version, story.read(), "1")
        with pytest.raises(BatchNotOpenError, match="unknown"):
            close_batch(conn, "run")
        stage(conn, "run", story)
        with pytest.raises(BatchNotOpenError, match="staged"):
            stage_article(conn, "run", version, story.read(), "1")
        assert close_batch(conn, "run") == BatchCounts(1, 0)
        assert staged_runs(conn) == ["run"]


def test_an_unknown_version_is_named(warehouse: Engine) -> None:
    with warehouse.begin() as conn, pytest.raises(UnknownArticleError, match="beef"):
        stage_article(conn, "run", "beef", Records(), "1")


def test_a_value_that_is_not_in_its_words_is_marked(warehouse: Engine) -> None:
    words = "The Tidewater Forum opened."
    story = Story("https://reel.example/a", words=words)
    evidence = (Evidence(field="kind", start=4, end=19), Evidence(field="name", start=0, end=900))
    records = Records(forums=(Forum(name="Tidewater Forum", kind="forum", evidence=evidence),))
    with warehouse.begin() as conn:
        open_batch(conn, "run", "dag", None)
        assert stage_article(conn, "run", store(conn, story), records, "1") == 1
    assert rows(warehouse, "SELECT ungrounded, evidence_count FROM staging.forum") == [
        {"ungrounded": ["name"], "evidence_count": 2}
    ]
    assert rows(warehouse, "SELECT field, evidence_text FROM staging.evidence") == [
        {"field": "kind", "evidence_text": "Tidewater Forum"}
    ]


def test_the_acronym_is_read_where_the_article_spells_it_out(warehouse: Engine) -> None:
    words = "Busan International Film Festival (BIFF) and the Asian Contents Market opened."
    story = Story("https://reel.example/a", words=words)
    story.forum("Busan International Film Festival").forum("Asian Contents Market")
    with warehouse.begin() as conn:
        stage(conn, "run", story)
    assert rows(warehouse, "SELECT acronym FROM staging.forum ORDER BY ordinal") == [
        {"acronym": "BIFF"},
        {"acronym": None},
    ]


def test_evidence_tells_each_value_as_one_reads_it(warehouse: Engine) -> None:
    story = Story("https://reel.example/a").announcement(
        "funding",
        subject="Tide Fund",
        amounts=[{"value": 41_000_000, "currency": "USD", "qualifier": "about"}],
        counts=[{"value": 2400, "unit": "students", "qualifier": "over"}],
    )
    with warehouse.begin() as conn:
        stage(conn, "run", story.quote("Ada Marsh", "We came for the water"))
    told = {row["field"]: row["value_text"] for row in rows(warehouse, "SELECT * FROM staging.evidence")}
    assert told["amounts[0]"] == "about 41000000 USD"
    assert told["counts[0]"] == "over 2400 students"
    assert told["text[0]"] == "We came for the water"


def test_numbers_that_no_counter_can_hold_are_staged_for_the_checks(warehouse: Engine) -> None:
    story = Story("https://reel.example/a").forum("Tidewater Forum", attendance={"value": 10**30})
    values = {"kind": "funding", "amounts": [{"value": float("inf")}, {"value": 0.1}]}
    records = Records(forums=story.read().forums, announcements=(ground(Announcement, values, story.text),))
    with warehouse.begin() as conn:
        open_batch(conn, "run", "dag", None)
        assert stage_article(conn, "run", store(conn, story), records, "1") == 2
    assert rows(warehouse, "SELECT value::text FROM staging.amount ORDER BY ordinal") == [
        {"value": "Infinity"},
        {"value": "0.1"},
    ]


@pytest.mark.parametrize(
    ("stated", "first", "precision"),
    [
        ("2025", date(2025, 1, 1), "year"),
        ("2025-05", date(2025, 5, 1), "month"),
        ("2025-05-14", date(2025, 5, 14), "day"),
        ("2025-02-30", None, "day"),
        ("0000", None, "year"),
        ("--11-07", None, "day"),
    ],
)
def test_a_partial_date_keeps_what_was_stated(stated: str, first: date | None, precision: str) -> None:
    assert partial_date("date", stated) == {
        "date": first,
        "date_text": stated,
        "date_precision": precision,
    }


def test_no_date_is_no_date() -> None:
    assert partial_date("date", None) == {"date": None, "date_text": None, "date_precision": None}


@given(st.text("0123456789abcdef", min_size=32, max_size=64))
def test_row_numbers_fit_every_reader_of_json(key: str) -> None:
    assert 0 <= row_number(key) < 2**53


def test_a_batch_is_opened_again_by_a_repeated_run_but_not_by_one_that_began_before_it_closed(
    warehouse: Engine,
) -> None:
    batch = ("run", "scrape_daily_reel", "daily_reel")
    with warehouse.begin() as conn:
        open_batch(conn, *batch)
        began = conn.execute(select(func.now())).scalar_one()
    with warehouse.begin() as conn:
        close_batch(conn, "run")
    with warehouse.begin() as conn:
        open_batch(conn, *batch, began=began)
        assert staged_runs(conn) == ["run"]
        open_batch(conn, *batch)
        assert staged_runs(conn) == []
