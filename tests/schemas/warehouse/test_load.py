"""What a load does to core.* and report.*, each test named after the rule it guards."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from hostile import plays
from sqlalchemy import Engine, create_engine, event, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import NullPool
from warehouse_press import CLOCK, Story, contents, corpus_story, publish, rows, stage, store

from schemas.records import Records
from schemas.vocabulary import Severity
from schemas.warehouse import tables as t
from schemas.warehouse.errors import BatchNotStagedError, EvidenceMismatchError
from schemas.warehouse.load import LoadCounts, load, release
from schemas.warehouse.stage import close_batch, open_batch, stage_article


def forum_story(**changes: Any) -> Story:
    story = Story("https://reel.example/forum", **changes)
    story.forum("Tidewater Forum", organizers=["Netflix"], attendance={"value": 120, "unit": "filmmakers"})
    return story.panel("Ada Marsh", "Bo Lind", title="Deep Water", event="Tidewater Forum").quote(
        "Ada Marsh", "We came for the water"
    )


def quarantine(engine: Engine, run_id: str, record_type: str, record_key: str, **more: Any) -> None:
    row = {
        "run_id": run_id,
        "record_type": record_type,
        "record_key": record_key,
        "rule": "made.up",
        "severity": Severity.CRITICAL,
        "reason_text": "a reason",
        "payload": {},
    }
    with engine.begin() as conn:
        conn.execute(insert(t.quarantine).values(row | more))


def load_run(engine: Engine, run_id: str) -> LoadCounts:
    with engine.begin() as conn:
        return load(conn, run_id)


def test_the_same_batch_again_changes_no_row(warehouse: Engine) -> None:
    publish(warehouse, "first", corpus_story("seed"), forum_story())
    before = contents(warehouse)
    assert load_run(warehouse, "first") == LoadCounts(unchanged=2)
    assert contents(warehouse) == before


def test_the_same_articles_in_another_run_change_no_row(warehouse: Engine) -> None:
    stories = [corpus_story("seed"), corpus_story("dev-a01"), forum_story()]
    assert publish(warehouse, "first", *stories).new == 3
    before = contents(warehouse)
    for story in stories:
        story.seen_at += timedelta(days=1)
    assert publish(warehouse, "second", *stories) == LoadCounts(unchanged=3)
    assert contents(warehouse) == before


@plays("D7", "an article that was corrected", "one current reading; the one before stays as history")
def test_a_changed_article_supersedes_and_keeps_the_old_reading(warehouse: Engine) -> None:
    publish(warehouse, "first", forum_story())
    changed = Story("https://reel.example/forum", seen_at=forum_story().seen_at + timedelta(hours=1))
    changed.forum("Tidewater Forum", organizers=["Netflix"], attendance={"value": 150, "unit": "filmmakers"})
    assert publish(warehouse, "second", changed).changed == 1
    assert rows(warehouse, "SELECT attendance, panel_count FROM report.forum") == [
        {"attendance": 150, "panel_count": 0}
    ]
    history = rows(
        warehouse,
        "SELECT revision_no, is_current, valid_to IS NULL AS is_open, count(c.claim_id) AS claims"
        " FROM core.extraction JOIN core.claim c USING (extraction_id) GROUP BY 1, 2, 3 ORDER BY 1",
    )
    assert history == [
        {"revision_no": 1, "is_current": False, "is_open": False, "claims": 3},
        {"revision_no": 2, "is_current": True, "is_open": True, "claims": 1},
    ]
    assert rows(warehouse, "SELECT count(*) AS n FROM report.quote") == [{"n": 0}]


def test_an_article_that_lost_its_records_supersedes(warehouse: Engine) -> None:
    publish(warehouse, "first", forum_story())
    publish(
        warehouse, "second", Story("https://reel.example/forum", seen_at=forum_story().seen_at + timedelta(1))
    )
    for view in ("forum", "panel", "panel_speaker", "quote", "evidence"):
        assert rows(warehouse, f"SELECT count(*) AS n FROM report.{view}") == [{"n": 0}], view  # noqa: S608
    assert rows(warehouse, "SELECT revision_no, forum_count FROM report.article") == [
        {"revision_no": 2, "forum_count": 0}
    ]


@plays("D7", "an older wording that arrives late", "does not become current")
def test_an_older_wording_that_arrives_late_does_not_supersede(warehouse: Engine) -> None:
    older = Story("https://reel.example/forum").forum("Tidewater Forum", edition=1)
    newer = Story("https://reel.example/forum", seen_at=older.seen_at + timedelta(hours=2))
    publish(warehouse, "second", newer.forum("Tidewater Forum", edition=2))
    before = contents(warehouse)
    assert publish(warehouse, "first", older) == LoadCounts(outdated=1)
    assert contents(warehouse) == before


def test_a_wording_that_comes_back_is_current_again(warehouse: Engine) -> None:
    first = Story("https://reel.example/forum").forum("Tidewater Forum", edition=1)
    second = Story("https://reel.example/forum", seen_at=first.seen_at + timedelta(hours=1))
    publish(warehouse, "one", first)
    publish(warehouse, "two", second.forum("Tidewater Forum", edition=2))
    first.seen_at += timedelta(hours=2)
    assert publish(warehouse, "three", first).changed == 1
    assert rows(warehouse, "SELECT edition FROM report.forum") == [{"edition": 1}]
    assert [r["revision_no"] for r in rows(warehouse, "SELECT revision_no FROM report.article")] == [3]


def test_a_wording_seen_again_outlasts_a_late_one(warehouse: Engine) -> None:
    first = Story("https://reel.example/forum").forum("Tidewater Forum", edition=1)
    late = Story("https://reel.example/forum", seen_at=first.seen_at + timedelta(hours=1))
    publish(warehouse, "one", first)
    first.seen_at += timedelta(hours=2)
    publish(warehouse, "two", first)
    assert publish(warehouse, "three", late.forum("Tidewater Forum", edition=2)).outdated == 1


def test_a_newer_extractor_supersedes_and_an_older_does_not(warehouse: Engine) -> None:
    story = forum_story()
    publish(warehouse, "first", story, extractor="1.9+model")
    story.records.pop()
    with warehouse.begin() as conn:
        version = store(conn, forum_story())
        open_batch(conn, "second", "reprocess_archive", None)
        stage_article(conn, "second", version, Records(), "1.10+model")
        close_batch(conn, "second")
    assert load_run(warehouse, "second").changed == 1
    assert publish(warehouse, "third", forum_story(), extractor="1.9+model").outdated == 1
    assert rows(warehouse, "SELECT extractor_version FROM report.article") == [
        {"extractor_version": "1.10+model"}
    ]


def test_versions_are_ordered_by_their_numbers() -> None:
    assert release("1.10+a9") > release("1.9+b2")
    assert release("1+trafilatura-2.3.1") == release("1+trafilatura-2.4.0")


def test_a_quarantined_record_does_not_load_nor_do_its_parts(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        stage(conn, "run", forum_story())
    key = rows(warehouse, "SELECT record_key FROM staging.panel")[0]["record_key"]
    quarantine(warehouse, "run", "panel", key)
    counts = load_run(warehouse, "run")
    assert (counts.records["panel"], counts.records["forum"], counts.rejected_records) == (0, 1, 1)
    for relation in ("core.panel_claim", "core.participant", "report.panel", "report.panel_speaker"):
        assert rows(warehouse, f"SELECT count(*) AS n FROM {relation}") == [{"n": 0}], relation  # noqa: S608
    assert rows(warehouse, "SELECT DISTINCT entity_type FROM report.evidence ORDER BY 1") == [
        {"entity_type": "forum"},
        {"entity_type": "quote"},
    ]


def test_a_quarantined_article_leaves_what_was_loaded(warehouse: Engine) -> None:
    publish(warehouse, "first", forum_story())
    before = contents(warehouse)
    changed = Story("https://reel.example/forum", seen_at=forum_story().seen_at + timedelta(hours=1))
    with warehouse.begin() as conn:
        stage(conn, "second", changed)
    key = rows(warehouse, "SELECT record_key FROM staging.article WHERE run_id = 'second'")[0]["record_key"]
    quarantine(warehouse, "second", "article", key)
    assert load_run(warehouse, "second") == LoadCounts(rejected=1)
    assert contents(warehouse) == before


def test_a_warning_loads(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        stage(conn, "run", forum_story())
    key = rows(warehouse, "SELECT record_key FROM staging.forum")[0]["record_key"]
    quarantine(warehouse, "run", "forum", key, severity=Severity.WARNING)
    assert load_run(warehouse, "run").records["forum"] == 1


def test_an_accepted_record_loads_with_the_next_load_and_in_later_runs(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        stage(conn, "run", forum_story())
    key = rows(warehouse, "SELECT record_key FROM staging.forum")[0]["record_key"]
    quarantine(warehouse, "run", "forum", key)
    load_run(warehouse, "run")
    assert rows(warehouse, "SELECT name FROM report.forum") == []
    with warehouse.begin() as conn:
        conn.execute(update(t.quarantine).values(decision=t.Decision.ACCEPT))
    assert load_run(warehouse, "run").changed == 1
    assert rows(warehouse, "SELECT name FROM report.forum") == [{"name": "Tidewater Forum"}]
    with warehouse.begin() as conn:
        stage(conn, "later", forum_story())
    quarantine(warehouse, "later", "forum", key)
    assert load_run(warehouse, "later").unchanged == 1


@pytest.mark.parametrize("rule", ["forum.evidence.exact", "evidence.span.exact"])
def test_nobody_can_accept_a_record_whose_words_are_not_in_the_text(warehouse: Engine, rule: str) -> None:
    with warehouse.begin() as conn:
        stage(conn, "run", forum_story())
    quarantine(warehouse, "run", "forum", "some record")
    with warehouse.begin() as conn:
        conn.execute(update(t.quarantine).values(rule=rule, decision=t.Decision.REJECT))
    with (
        pytest.raises(IntegrityError, match="quarantine_words_not_in_the_text_ck"),
        warehouse.begin() as conn,
    ):
        conn.execute(update(t.quarantine).values(decision=t.Decision.ACCEPT))


@pytest.mark.parametrize("state", ["open", "failed", None])
def test_only_a_staged_batch_loads(warehouse: Engine, state: str | None) -> None:
    if state:
        with warehouse.begin() as conn:
            stage(conn, "run", forum_story())
            conn.execute(update(t.batch).values(state=state))
    with pytest.raises(BatchNotStagedError, match=state or "unknown"):
        load_run(warehouse, "run")


def test_words_that_are_not_in_the_article_stop_the_load(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        stage(conn, "run", forum_story())
        conn.execute(text("UPDATE staging.evidence SET evidence_text = upper(evidence_text)"))
    with pytest.raises(EvidenceMismatchError):
        load_run(warehouse, "run")
    assert rows(warehouse, "SELECT count(*) AS n FROM core.claim") == [{"n": 0}]


def test_a_value_without_words_stops_the_load(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        stage(conn, "run", forum_story())
        conn.execute(text("UPDATE staging.forum SET ungrounded = '{name}'"))
    with pytest.raises(EvidenceMismatchError, match="name"):
        load_run(warehouse, "run")


def test_evidence_is_the_very_words_of_the_article(warehouse: Engine) -> None:
    publish(warehouse, "run", corpus_story("seed"))
    wrong = rows(
        warehouse,
        "SELECT e.field FROM report.evidence e JOIN raw.article_version v ON v.article_key = e.article_id"
        " WHERE substr(v.text, start_char + 1, end_char - start_char) <> evidence_text",
    )
    assert wrong == []
    assert rows(warehouse, "SELECT count(*) > 50 AS many FROM report.evidence") == [{"many": True}]


def test_a_load_killed_at_any_statement_leaves_nothing_and_runs_again(
    warehouse: Engine, warehouse_url: str
) -> None:
    undisturbed = [corpus_story("dev-a01"), forum_story()]
    with warehouse.begin() as conn:
        stage(conn, "run", *undisturbed)
    empty = contents(warehouse)
    engine = create_engine(warehouse_url, poolclass=NullPool)
    left = {"statements": 0}

    @event.listens_for(engine, "before_cursor_execute")
    def kill(conn: Any, *_: Any) -> None:
        left["statements"] -= 1
        if left["statements"] == 0:
            pid = conn.connection.dbapi_connection.info.backend_pid
            with warehouse.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    for statements in (2, 9, 15, 23, 30, 37):
        left["statements"] = statements
        with pytest.raises(DBAPIError):
            load_run(engine, "run")
        assert contents(warehouse) == empty, statements
    left["statements"] = 0
    assert load_run(engine, "run").new == 2
    after = contents(warehouse)
    assert len(after["core.claim"]) > 4
    assert load_run(warehouse, "run").unchanged == 2
    assert contents(warehouse) == after


def test_two_loads_at_once_end_as_one_after_the_other(warehouse: Engine) -> None:
    with warehouse.begin() as conn:
        stage(conn, "one", corpus_story("seed"), forum_story())
    with warehouse.begin() as conn:
        stage(conn, "two", corpus_story("seed"), corpus_story("dev-a02"))
    results: list[LoadCounts] = []
    threads = [
        Thread(target=lambda run_id=run_id: results.append(load_run(warehouse, run_id)))
        for run_id in ("one", "two", "one")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts.new for counts in results) == 3
    assert sum(counts.unchanged for counts in results) == 3
    before = contents(warehouse)
    assert load_run(warehouse, "two").unchanged == 2
    assert contents(warehouse) == before


def test_the_order_of_runs_does_not_show_in_the_result(warehouse: Engine, second_warehouse: Engine) -> None:
    stories = [corpus_story("seed"), corpus_story("dev-a03"), forum_story()]
    for number, story in enumerate(stories):
        publish(warehouse, f"run {number}", story)
    for number, story in enumerate(reversed(stories)):
        publish(second_warehouse, f"run {number}", story)
    ids = (*CLOCK, "run_id")
    assert contents(warehouse, without=ids) == contents(second_warehouse, without=ids)
