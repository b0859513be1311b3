"""Which records are held back, and why: from failing rows to one quarantine row for each record and rule.

Rule: what fails pulls the whole record with it. A part (a participant, a sum) or a piece of evidence holds
back the record it belongs to; an article holds back its records. Only critical row rules hold back. Writing
the same verdict again changes nothing, and what a person has decided stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, literal_column, select, tuple_
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert

from schemas.expectations.rules import ROW, Level, Rule
from schemas.expectations.runner import Finding, row_identity
from schemas.expectations.suites import RECORDS, all_rules
from schemas.vocabulary import Severity
from schemas.warehouse.tables import check_result, metadata, quarantine

AnyRow = Row[*tuple[Any, ...]]

MAX_VALUE = 2000
_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Held:
    """One record that is held back by one rule."""

    record_type: str
    record_key: str
    article_key: str
    rule: Rule
    column_name: str | None
    value: str | None
    payload: Any
    prefix: str = ""

    def row(self, run_id: str) -> dict[str, Any]:
        """Return the row of `quality.quarantine`."""
        return {
            "run_id": run_id,
            "record_type": self.record_type,
            "record_key": self.record_key,
            "article_key": self.article_key,
            "rule": self.rule.name,
            "severity": str(self.rule.severity),
            "column_name": self.column_name,
            "value_text": self.value and self.value[:MAX_VALUE],
            "reason_text": self.prefix + self.rule.explain(self.value),
            "payload": self.payload,
        }


def write_verdicts(conn: Connection, run_id: str, findings: Iterable[Finding]) -> int:
    """Write all verdicts of a run and the records that are held back; return how many records these are."""
    found = list(findings)
    conn.execute(delete(check_result).where(check_result.c.run_id == run_id))
    conn.execute(insert(check_result), [_verdict_row(run_id, finding) for finding in found])
    held = list(_held(conn, run_id, found))
    conn.execute(
        delete(quarantine).where(
            quarantine.c.run_id == run_id,
            quarantine.c.rule.in_(all_rules()),
            quarantine.c.decision.is_(None),
        )
    )
    if held:
        conn.execute(upsert(quarantine).on_conflict_do_nothing(), [h.row(run_id) for h in held])
    return len({(h.record_type, h.record_key) for h in held})


def _verdict_row(run_id: str, finding: Finding) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "suite": finding.suite,
        "rule": finding.rule.name,
        "level": str(finding.rule.level),
        "severity": str(Severity.CRITICAL if finding.exception else finding.rule.severity),
        "success": finding.success,
        "evaluated_count": finding.evaluated,
        "unexpected_count": finding.unexpected,
        "observed_value": finding.observed,
        "exception_text": finding.exception,
    }


def _held(conn: Connection, run_id: str, findings: list[Finding]) -> Iterator[Held]:
    for finding in findings:
        rule = finding.rule
        if finding.rows and rule.level is Level.ROW and rule.severity is Severity.CRITICAL:
            rows = _failing(conn, run_id, finding)
            if finding.suite == "article":
                yield from _articles(conn, run_id, rule, rows)
            elif finding.suite in RECORDS:
                for row in rows:
                    yield Held(
                        finding.suite,
                        row.record_key,
                        row.article_key,
                        rule,
                        rule.column,
                        row.value,
                        row.payload,
                    )
            else:
                yield from _owners(conn, run_id, finding, rows)


def _failing(conn: Connection, run_id: str, finding: Finding) -> list[AnyRow]:
    """Return key, article, owner, value and payload of each failing row, in a fixed order."""
    table = metadata.tables[f"staging.{finding.suite}"].alias(ROW)
    expression = finding.rule.value or finding.rule.column
    identity = [table.c[name] for name in row_identity(finding.suite)]
    query = select(
        table.c.record_key,
        table.c.article_key,
        table.c.get("parent_key", table.c.record_key).label("owner_key"),
        literal_column(f"cast({expression} as text)" if expression else "null").label("value"),
        (table.c.payload if "payload" in table.c else literal_column(f"to_jsonb({ROW})", JSONB)).label(
            "payload"
        ),
    ).where(table.c.run_id == run_id)
    rows: list[AnyRow] = []
    for start in range(0, len(finding.rows), _CHUNK):
        some = finding.rows[start : start + _CHUNK]
        rows += conn.execute(query.where(tuple_(*identity).in_(some)).order_by(*identity))
    return rows


def _articles(conn: Connection, run_id: str, rule: Rule, rows: list[AnyRow]) -> Iterator[Held]:
    values = {row.article_key: row.value for row in rows}
    for row in rows:
        yield Held("article", row.record_key, row.article_key, rule, rule.column, row.value, row.payload)
    for record_type, record in _records(conn, run_id, "article_key", list(values)):
        value = values[record.article_key]
        prefix = "Its article is held back: "
        yield Held(
            record_type, record.record_key, record.article_key, rule, None, value, record.payload, prefix
        )


def _owners(conn: Connection, run_id: str, finding: Finding, rows: list[AnyRow]) -> Iterator[Held]:
    """Hold back the records that failing parts belong to; a part that belongs to none is held back itself."""
    parts = defaultdict(list)
    for row in rows:
        parts[row.owner_key].append(row)
    rule = finding.rule
    column_name = f"{finding.suite}.{rule.column}" if rule.column else None
    owned = dict.fromkeys(parts, False)
    for record_type, record in _records(conn, run_id, "record_key", list(parts)):
        owned[record.record_key] = True
        values = dict.fromkeys(row.value for row in parts[record.record_key] if row.value is not None)
        value = "; ".join(values) or None
        yield Held(
            record_type, record.record_key, record.article_key, rule, column_name, value, record.payload
        )
    for row in (row for key, found in owned.items() if not found for row in parts[key]):
        yield Held(finding.suite, row.record_key, row.article_key, rule, rule.column, row.value, row.payload)


def _records(conn: Connection, run_id: str, key: str, wanted: list[str]) -> Iterator[tuple[str, AnyRow]]:
    for record_type in RECORDS:
        table = metadata.tables[f"staging.{record_type}"]
        query = select(table.c.record_key, table.c.article_key, table.c.payload).where(
            table.c.run_id == run_id
        )
        for start in range(0, len(wanted), _CHUNK):
            some = wanted[start : start + _CHUNK]
            for record in conn.execute(query.where(table.c[key].in_(some)).order_by(table.c.record_key)):
                yield record_type, record
