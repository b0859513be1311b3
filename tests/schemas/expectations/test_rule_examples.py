"""Every rule has a row that breaks it and one that does not; a rule without an example fails here.

Rule: an example gives the columns that differ from the sound row of `conftest.SOUND`.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from staged_batches import PUBLISHED, Batch

from schemas.expectations.quarantine import write_verdicts
from schemas.expectations.rules import BatchBounds, Level
from schemas.expectations.runner import Finding, run_suites
from schemas.expectations.suites import SUITES, all_rules, staged_tables
from schemas.vocabulary import Severity
from schemas.warehouse.tables import quarantine

NOWHERE = "0" * 32
LONG = "x" * 4001
EMPTY_FORUM_DATE = {"start_date": None, "start_date_text": None, "start_date_precision": None}
EMPTY_ANNOUNCEMENT = {"subject": None, "titles": [], "person_count": 0, "amount_count": 0, "count_count": 0}
SENTENCE = "We want stories that travel."
PHRASES = {
    "article": {"title": 400},
    "forum": {"parent_event": 200, "venue": 200, "city": 80, "country": 80, "attendance_unit": 80},
    "panel": {"title": 200, "event": 200},
    "announcement": {"subject": 300},
    "participant": {"role": 300, "affiliation": 200},
    "person": {"role": 300},
    "count": {"unit": 120},
}
NAMES = {
    "forum": {"name": 200},
    "quote": {"speaker": 120},
    "participant": {"name": 120},
    "person": {"name": 120},
}
NAME_LISTS = {
    "article": ("authors",),
    "forum": ("organizers", "partners"),
    "announcement": ("by_names", "with_names", "titles", "places"),
    "participant": ("works",),
}
KINDS = {"forum": "awards", "panel": "pitch", "announcement": "deal"}
DATES = {"forum": ("start_date", "end_date"), "panel": ("date",), "announcement": ("date",)}
QUALIFIERS = {"forum": "attendance_qualifier", "amount": "qualifier", "count": "qualifier"}


@dataclass(frozen=True)
class Example:
    """Two rows: one breaks the rule, one keeps it."""

    breaks: dict[str, Any]
    passes: dict[str, Any] = field(default_factory=dict)
    twice: bool = False  # the breaking row stands in its article two times


def day(column: str, value: date, shown: str | None = None, precision: str = "day") -> dict[str, Any]:
    return {column: value, f"{column}_text": shown or str(value), f"{column}_precision": precision}


def record_examples(table: str, most: int) -> dict[str, Example]:
    return {
        f"{table}.article.staged": Example({"article_key": NOWHERE}),
        f"{table}.evidence.exact": Example({"ungrounded": ["organizers[0]"]}, {"ungrounded": []}),
        f"{table}.evidence.staged": Example({"evidence_count": 3}),
        f"{table}.confidence.share": Example({"confidence": 1.01}, {"confidence": 1.0}),
        f"{table}.confidence.enough": Example({"confidence": 0.49}, {"confidence": 0.5}),
        f"{table}.ordinal.few": Example({"ordinal": most}, {"ordinal": most - 1}),
    }


def date_examples(table: str, column: str) -> dict[str, Example]:
    near = PUBLISHED + timedelta(days=1800)
    return {
        f"{table}.{column}.window": Example(
            day(column, date(2042, 1, 1)),
            day(column, date(1996, 9, 13), "1996", "year") | {column: date(1996, 1, 1)},
        ),
        f"{table}.{column}.near": Example(day(column, PUBLISHED - timedelta(days=1900)), day(column, near)),
        f"{table}.{column}.partial": Example(
            {column: None, f"{column}_text": "2026-02-30", f"{column}_precision": "day"},
            day(column, date(2026, 2, 1), "2026-02", "month"),
        ),
    }


EXAMPLES: dict[str, Example] = {
    "article.canonical_url.whole": Example(
        {"canonical_url": "/news/1"}, {"canonical_url": "https://reel.example/é"}
    ),
    "article.canonical_url.inert": Example(
        {"canonical_url": " javascript:alert(1)"}, {"canonical_url": "https://reel.example/javascript:1"}
    ),
    "article.title.present": Example({"title": None}),
    "article.published_date.present": Example({"published_date": None}),
    "article.published_date.past": Example(
        {"published_date": date(2026, 5, 22)}, {"published_date": date(2026, 5, 21)}
    ),
    "article.published_date.window": Example(
        {"published_date": date(1970, 1, 1)}, {"published_date": date(1990, 1, 1)}
    ),
    "article.text_length.some": Example({"text_length": 39}, {"text_length": 40}),
    "article.text_length.whole": Example({"text_length": 249}, {"text_length": 250}),
    "article.language.english": Example({"language": "de"}, {"language": "en-GB"}),
    "article.is_partial.whole": Example({"is_partial": True}),
    "article.records.staged": Example({"forum_count": 1}),
    "forum.name.once": Example({}, twice=True),
    "forum.edition.plausible": Example({"edition": 226}, {"edition": 1}),
    "forum.parent_event.other": Example({"parent_event": "asian contents forum"}, {"parent_event": None}),
    "forum.dates.ordered": Example(
        day("start_date", date(2026, 10, 3)) | day("end_date", date(2026, 9, 1), "2026-09", "month"),
        day("start_date", date(2026, 10, 3)) | day("end_date", date(2026, 1, 1), "2026", "year"),
    ),
    "forum.dates.length": Example(
        day("start_date", date(2026, 1, 3)) | day("end_date", date(2026, 9, 1)),
        day("start_date", date(2026, 1, 3)) | day("end_date", date(2026, 5, 1)),
    ),
    "forum.attendance_value.plausible": Example({"attendance_value": 0}, {"attendance_value": 5_000_000}),
    "panel.participant_count.named": Example({"participant_count": 0}),
    "panel.participant_count.few": Example({"participant_count": 41}, {"participant_count": 40}),
    "panel.parts.staged": Example({"participant_count": 2}),
    "announcement.subject.something": Example(EMPTY_ANNOUNCEMENT, EMPTY_ANNOUNCEMENT | {"titles": ["1917"]}),
    "announcement.by_names.someone": Example({"by_names": []}),
    "announcement.date.release": Example(
        {"kind": "release"} | day("date", date(2017, 1, 1)), {"kind": "award"} | day("date", date(2017, 1, 1))
    ),
    "announcement.parts.staged": Example({"amount_count": 1}),
    "quote.speaker.named": Example({"speaker": "She"}, {"speaker": "They Might Be Giants"}),
    "quote.quote_text.words": Example(
        {"quote_text": " stories  that travel "}, {"quote_text": "stories that do travel"}
    ),
    "quote.quote_text.short": Example({"quote_text": f"{SENTENCE} {LONG}"}),
    "quote.quote_text.clean": Example(
        {"quote_text": "We <b>want</b> stories that travel."}, {"quote_text": "R&D is < 3% of it,\nhe said"}
    ),
    "quote.quote_text.once": Example({}, twice=True),
    "participant.part.known": Example({"part": "host"}, {"part": "moderator"}),
    "participant.parent.staged": Example({"parent_key": NOWHERE}),
    "person.parent.staged": Example({"parent_type": "panel"}),
    "amount.parent.staged": Example({"parent_row_no": 1}),
    "count.parent.staged": Example({"article_key": NOWHERE}),
    "amount.value.positive": Example({"value": 0}, {"value": 0.5}),
    "amount.value.ceiling": Example({"value": 2e12}, {"value": 2e12, "currency": "KRW"}),
    "amount.currency.known": Example({"currency": "NTD"}, {"currency": "TWD"}),
    "count.value.plausible": Example({"value": 1e13}, {"value": 0}),
    "evidence.span.exact": Example({"end_char": 16}, {"end_char": 15}),
    "evidence.record.staged": Example({"record_key": NOWHERE}),
}
for _table, _columns in PHRASES.items():
    for _column, _most in _columns.items():
        EXAMPLES[f"{_table}.{_column}.readable"] = Example(
            {_column: "see https://x.example"}, {_column: "é" * _most}
        )
for _table, _columns in NAMES.items():
    for _column, _most in _columns.items():
        EXAMPLES[f"{_table}.{_column}.short"] = Example({_column: "n" * (_most + 1)}, {_column: "n" * _most})
        EXAMPLES[f"{_table}.{_column}.words"] = Example({_column: "“…” –"}, {_column: "김민영"})
        EXAMPLES[f"{_table}.{_column}.clean"] = Example(
            {_column: "<script>x()</script>"}, {_column: "AT&T <3"}
        )
for _table, _lists in NAME_LISTS.items():
    for _column in _lists:
        EXAMPLES[f"{_table}.{_column}.readable"] = Example(
            {_column: ["Netflix", "&nbsp;"]}, {_column: ["Netflix", "4"]}
        )
for _table, _kind in KINDS.items():
    EXAMPLES[f"{_table}.kind.known"] = Example({"kind": "gala"}, {"kind": _kind})
for _table, _dates in DATES.items():
    for _column in _dates:
        EXAMPLES |= date_examples(_table, _column)
for _table, _column in QUALIFIERS.items():
    EXAMPLES[f"{_table}.{_column}.known"] = Example({_column: "circa"}, {_column: "up_to"})
for _table, _most in {"forum": 25, "panel": 30, "announcement": 60, "quote": 150}.items():
    EXAMPLES |= record_examples(_table, _most)

ROW_RULES = {name: rule for name, rule in all_rules().items() if rule.level is Level.ROW}


def stage(batch: Batch, rule: str, columns: dict[str, Any], twice: bool = False) -> dict[str, Any]:
    """Stage the row of an example in an article of its own."""
    table = rule.partition(".")[0]
    if table == "article":
        return batch.article(**columns)
    article = batch.article()
    if table == "evidence":
        record = batch.record("quote", article, evidence_count=2)
        return batch.evidence("quote", record, **columns)
    if twice:
        batch.whole(table, article, **columns)
    return batch.whole(table, article, **columns)


@pytest.fixture(scope="module")
def judged(warehouse: Engine) -> tuple[dict[str, Any], dict[str, Finding]]:
    """All examples in one batch, and what the rules found in it."""
    batch = Batch("examples")
    staged = {
        name: (stage(batch, name, e.breaks, e.twice), stage(batch, name, e.passes))
        for name, e in EXAMPLES.items()
        if name in ROW_RULES
    }
    with warehouse.begin() as conn:
        batch.write(conn)
    bounds = BatchBounds(confidence_threshold=0.5)
    counts = {name: len(rows) for name, rows in batch.rows.items()}
    found = run_suites(warehouse.url, batch.run_id, counts, bounds).findings
    with warehouse.begin() as conn:
        write_verdicts(conn, batch.run_id, found)
    return staged, {finding.rule.name: finding for finding in found}


def test_every_staging_table_has_a_suite() -> None:
    assert set(SUITES) == set(staged_tables())


def test_every_row_rule_has_an_example() -> None:
    assert set(EXAMPLES) == set(ROW_RULES)


@pytest.mark.parametrize("name", sorted(ROW_RULES))
def test_rule_tells_its_examples_apart(name: str, judged: Any) -> None:
    staged, findings = judged
    breaks, passes = (_identity(row) for row in staged[name])
    assert findings[name].exception is None
    assert breaks in findings[name].rows
    assert passes not in findings[name].rows


@pytest.mark.parametrize("name", sorted(n for n, r in ROW_RULES.items() if r.severity is Severity.CRITICAL))
def test_critical_rule_holds_its_record_back_with_a_reason(name: str, judged: Any, warehouse: Engine) -> None:
    staged, _ = judged
    row = staged[name][0]
    owner = row["record_key"] if row.get("parent_key", NOWHERE) == NOWHERE else row["parent_key"]
    with warehouse.connect() as conn:
        held = conn.execute(
            quarantine.select().where(
                quarantine.c.run_id == "examples",
                quarantine.c.rule == name,
                quarantine.c.record_key == owner,
            )
        ).one()
    assert held.severity == "critical"
    assert held.payload
    assert len(held.reason_text) > 15
    assert "{" not in held.reason_text
    if "{value}" in ROW_RULES[name].reason:
        assert (held.value_text or "nothing")[:50] in held.reason_text


def test_warnings_hold_nothing_back(judged: Any, warehouse: Engine) -> None:
    warnings = {name for name, rule in all_rules().items() if rule.severity is Severity.WARNING}
    with warehouse.connect() as conn:
        held = set(conn.scalars(text("select rule from quality.quarantine where run_id = 'examples'")))
    assert held
    assert not held & warnings


def _identity(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["row_no"],) if "row_no" in row else (row["record_key"], row["ordinal"])
