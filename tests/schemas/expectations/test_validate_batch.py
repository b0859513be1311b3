"""Verdicts and quarantine over batches staged in a real PostgreSQL."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine, text
from staged_batches import Batch

from schemas.expectations import runner, suites
from schemas.expectations.rules import BatchBounds, Never, Rule
from schemas.expectations.runner import IncompleteResultError
from schemas.expectations.suites import SUITES, SuiteMissingError, all_rules
from schemas.expectations.validate import Outcome, Verdict, validate
from schemas.vocabulary import Severity
from schemas.warehouse.errors import BatchNotStagedError

Check = Callable[..., Verdict]

HELD = (
    "select record_type, record_key, rule, column_name, value_text, reason_text from quality.quarantine "
    "where run_id = :run order by record_type, record_key, rule"
)
VERDICTS = "select * from quality.check_result where run_id = :run order by rule"


@pytest.fixture
def check(warehouse: Engine, url: str) -> Check:
    """Write a batch and validate it."""

    def run(batch: Batch, bounds: BatchBounds | None = None) -> Verdict:
        with warehouse.begin() as conn:
            batch.write(conn)
        return validate(url, batch.run_id, None, bounds)

    return run


@pytest.fixture
def recheck(url: str) -> Callable[[Batch], Verdict]:
    """Validate a batch that is written already."""
    return lambda batch: validate(url, batch.run_id, None)


@pytest.fixture
def rows(warehouse: Engine) -> Callable[..., list[Any]]:
    """Select from the warehouse; `:run` is the batch's run id."""

    def select(query: str, batch: Batch) -> list[Any]:
        with warehouse.connect() as conn:
            return list(conn.execute(text(query), {"run": batch.run_id}))

    return select


@pytest.fixture
def sound(new_batch: Callable[..., Batch]) -> Batch:
    """Three articles with all sorts of records that break no rule."""
    batch = new_batch()
    for _ in range(3):
        article = batch.article()
        for table in ("forum", "panel", "announcement", "quote", "person", "amount", "count"):
            batch.whole(table, article)
    return batch


def test_a_sound_batch_is_loadable_and_has_a_verdict_for_each_rule(
    sound: Batch, check: Check, rows: Any
) -> None:
    verdict = check(sound, BatchBounds(max_week=9))
    assert (verdict.outcome, verdict.loadable) == (Outcome.LOADABLE, True)
    assert (verdict.reasons, verdict.warnings, verdict.held_count) == ((), (), 0)
    written = rows(VERDICTS, sound)
    assert {row.rule for row in written} == set(all_rules())
    assert all(row.success for row in written)
    assert {row.evaluated_count for row in written if row.rule == "forum.kind.known"} == {3}
    assert verdict.rule_count == len(written)
    ours = "select count(*) from pg_stat_activity where application_name = 'newsreel checks'"
    assert rows(ours, sound)[0].count == 0, "a connection was left open"


@dataclass(frozen=True)
class Broken:
    """One batch in which several things are broken, and what was held back, by the key of its record."""

    verdict: Verdict
    keys: dict[str, str]
    held: dict[str, list[Any]]


@pytest.fixture(scope="module")
def broken(warehouse: Engine) -> Broken:
    """A batch in which each of a few articles is broken in a way of its own, beside another run's."""
    other = Batch("another run")
    other.whole("forum", other.article(), kind="gala")
    batch = Batch("a broken run")
    fund = batch.whole("announcement", batch.article())
    for currency in ("NTD", "RMB", "EUR"):
        batch.part("amount", fund, currency=currency)
    short = batch.article(text_length=12)
    rows = {
        "sound": batch.whole("announcement", batch.article()),
        "fund": fund,
        "short": short,
        "forum of short": batch.whole("forum", short),
        "panel of short": batch.whole("panel", short),
        "twice": batch.whole("forum", batch.article(), kind="gala", edition=300),
        "orphan": batch.part("count", batch.whole("announcement", batch.article()), parent_key="gone"),
    }
    with warehouse.begin() as conn:
        other.write(conn)
        batch.write(conn)
    verdict = validate(warehouse.url.render_as_string(hide_password=False), batch.run_id, None)
    with warehouse.connect() as conn:
        held = list(conn.execute(text(HELD), {"run": batch.run_id}))
    keys = {name: row["record_key"] for name, row in rows.items()}
    return Broken(
        verdict, keys, {name: [row for row in held if row.record_key == key] for name, key in keys.items()}
    )


def test_what_is_sound_is_not_held_back(broken: Broken) -> None:
    assert broken.verdict.outcome is Outcome.LOADABLE
    assert broken.held["sound"] == []
    assert broken.verdict.held_count == len(broken.keys) - 1


def test_a_broken_part_holds_its_record_back_with_the_reason_of_the_part(broken: Broken) -> None:
    (held,) = broken.held["fund"]
    assert (held.record_type, held.rule) == ("announcement", "amount.currency.known")
    assert held.column_name == "amount.currency"
    assert sorted(held.value_text.split("; ")) == ["NTD", "RMB"]
    assert held.reason_text.endswith("is no currency in use")


def test_a_broken_article_holds_its_records_back(broken: Broken) -> None:
    names = ("short", "forum of short", "panel of short")
    held = [row for name in names for row in broken.held[name]]
    assert [row.record_type for row in held] == ["article", "forum", "panel"]
    assert {row.rule for row in held} == {"article.text_length.some"}
    assert held[0].reason_text == "Its text has only 12 characters, too few for an article"
    assert held[1].reason_text.startswith("Its article is held back: Its text has only 12")


def test_a_record_that_breaks_two_rules_is_held_back_once_for_each(broken: Broken) -> None:
    assert [row.rule for row in broken.held["twice"]] == ["forum.edition.plausible", "forum.kind.known"]


def test_a_part_without_a_record_is_held_back_itself(broken: Broken) -> None:
    assert [(row.record_type, row.rule) for row in broken.held["orphan"]] == [
        ("count", "count.parent.staged")
    ]


def test_a_broken_batch_rule_stops_the_batch_and_says_why(sound: Batch, check: Check) -> None:
    verdict = check(sound, BatchBounds(min_week=5))
    assert (verdict.outcome, verdict.loadable) == (Outcome.REJECTED, False)
    (reason,) = verdict.reasons
    assert reason.startswith("batch.volume.least: The source brought 0 articles in the week before")


def test_a_warning_never_stops(new_batch: Callable[..., Batch], check: Check, rows: Any) -> None:
    batch = new_batch()
    batch.article(title=None)
    verdict = check(batch)
    assert (verdict.outcome, verdict.held_count) == (Outcome.LOADABLE, 0)
    assert verdict.warnings == ("article.title.present: broken by 1 of 1 rows",)


def test_an_empty_batch_has_a_verdict_of_its_own(new_batch: Callable[..., Batch], check: Check) -> None:
    verdict = check(new_batch())
    assert (verdict.outcome, verdict.loadable) == (Outcome.EMPTY, True)
    assert verdict.warnings == ("batch.articles.some: The run staged no article",)


def test_checking_again_changes_nothing_and_keeps_decisions(
    new_batch: Callable[..., Batch], check: Check, recheck: Any, rows: Any, warehouse: Engine
) -> None:
    batch = new_batch()
    for _ in range(2):
        batch.whole("forum", batch.article(), kind="gala")
    verdict = check(batch)
    with warehouse.begin() as conn:
        conn.execute(
            text(
                "update quality.quarantine set decision = 'accept', reviewed_at = now() "
                "where quarantine_id = "
                "(select min(quarantine_id) from quality.quarantine where run_id = :run)"
            ),
            {"run": batch.run_id},
        )
    before = rows(HELD, batch)
    assert recheck(batch) == verdict
    assert rows(HELD, batch) == before
    assert [
        row.decision for row in rows("select decision from quality.quarantine where run_id = :run", batch)
    ]
    decided = "select count(*) from quality.quarantine where run_id = :run and decision = 'accept'"
    assert rows(decided, batch)[0].count == 1


def test_what_was_mended_leaves_quarantine_but_others_rules_stay(
    new_batch: Callable[..., Batch], check: Check, recheck: Any, rows: Any, warehouse: Engine
) -> None:
    batch = new_batch()
    batch.whole("forum", batch.article(), kind="gala")
    check(batch)
    with warehouse.begin() as conn:
        run = {"run": batch.run_id}
        conn.execute(text("update staging.forum set kind = 'festival' where run_id = :run"), run)
        conn.execute(
            text(
                "insert into quality.quarantine "
                "(run_id, record_type, record_key, rule, severity, reason_text, payload) "
                "values (:run, 'forum', 'x', 'record.wellformed', 'critical', 'no name', '{}')"
            ),
            run,
        )
    assert recheck(batch).held_count == 0
    assert [row.rule for row in rows(HELD, batch)] == ["record.wellformed"]


def test_a_check_that_crashes_stops_the_batch_even_as_a_warning(
    sound: Batch, check: Check, rows: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Rule("forum.test.broken", Never("name", "no_such_column = 1"), "…", Severity.WARNING)
    monkeypatch.setitem(SUITES, "forum", (*SUITES["forum"], broken))
    verdict = check(sound)
    assert verdict.outcome is Outcome.REJECTED
    assert "no_such_column" in verdict.reasons[0]
    (row,) = [row for row in rows(VERDICTS, sound) if row.rule == "forum.test.broken"]
    assert (row.success, row.severity) == (False, "critical")
    assert "no_such_column" in row.exception_text


def test_a_staging_table_without_a_suite_is_an_error(
    sound: Batch, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = {table: rules for table, rules in SUITES.items() if table != "quote"}
    monkeypatch.setattr(suites, "SUITES", others)
    with pytest.raises(SuiteMissingError, match=r"staging\.quote has no suite"):
        check(sound)


def test_more_failing_rows_than_a_result_holds_are_all_found(
    new_batch: Callable[..., Batch], check: Check
) -> None:
    batch = new_batch()
    article = batch.article()
    for _ in range(250):
        batch.record("quote", article, quote_text="too few words", speaker="!")
    assert check(batch).held_count == 250


def test_a_list_that_was_cut_is_an_error(
    new_batch: Callable[..., Batch], check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(runner._RESULTS, "partial_unexpected_count", 1)
    batch = new_batch()
    for _ in range(2):
        batch.whole("forum", batch.article(), kind="gala")
    with pytest.raises(IncompleteResultError, match=r"forum\.kind\.known: 2 rows break it, but 1 are listed"):
        check(batch)


def test_only_a_staged_batch_is_checked(
    new_batch: Callable[..., Batch], check: Check, warehouse: Engine, url: str
) -> None:
    with pytest.raises(BatchNotStagedError, match="unknown"):
        validate(url, "no such run", None)
    batch = new_batch()
    check(batch)
    with warehouse.begin() as conn:
        conn.execute(
            text("update staging.batch set state = 'open' where run_id = :run"), {"run": batch.run_id}
        )
    with pytest.raises(BatchNotStagedError, match="open"):
        validate(url, batch.run_id, None)


def test_a_thousand_rows_cost_seconds(new_batch: Callable[..., Batch], warehouse: Engine, url: str) -> None:
    batch = new_batch()
    for _ in range(100):
        article = batch.article()
        for table in ("forum", "panel", "announcement", "quote", "amount"):
            batch.whole(table, article)
    with warehouse.begin() as conn:
        batch.write(conn)
    begin = time.process_time()
    assert validate(url, batch.run_id, None).held_count == 0
    assert time.process_time() - begin < 10
