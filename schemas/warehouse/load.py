"""The load: a checked batch becomes claims in core.*, and the claims of all outlets become entities.

Rule: nothing else writes to core.* (`erase` takes away). One transaction a batch; what is loaded already
changes no row, a later reading of an article supersedes the earlier one and keeps it as history, and an
earlier one that arrives late never does. What is quarantined does not load, nor do the parts of it.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    Table,
    and_,
    cast,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from schemas.vocabulary import Severity
from schemas.warehouse import tables as t
from schemas.warehouse.errors import BatchNotStagedError, EvidenceMismatchError
from schemas.warehouse.resolve import resolve, touch
from schemas.warehouse.sets import among, outside
from schemas.warehouse.stage import CHILD_TABLES, RECORD_TABLES, digest

CLAIM_TABLES: dict[str, Table] = {
    "forum": t.forum_claim,
    "panel": t.panel_claim,
    "announcement": t.announcement_claim,
    "quote": t.quote_claim,
}
PART_TABLES: dict[str, Table] = {
    "participant": t.participant,
    "person": t.person,
    "amount": t.amount,
    "count": t.count,
}
_COPIED = (
    *("title", "authors", "published_date", "published_at", "modified_at"),
    *("language", "section", "is_partial", "syndicated_from", "labels"),
)


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What a load did; each article of the batch is counted once, records are those written."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    outdated: int = 0
    rejected: int = 0
    rejected_records: int = 0
    records: dict[str, int] = field(default_factory=dict)


def load(conn: Connection, run_id: str) -> LoadCounts:
    """Load a staged batch in the caller's transaction and mark it as published; return what changed.

    `quality.quarantine` says what stays out: its critical rows of this run that nobody accepted. Raises
    `BatchNotStagedError` when the batch is open, failed or unknown, and `EvidenceMismatchError` when a
    record was let through whose words are not in the article.
    """
    take_load_lock(conn)
    state = conn.scalar(select(t.batch.c.state).where(t.batch.c.run_id == run_id).with_for_update())
    if state not in {t.BatchState.STAGED, t.BatchState.PUBLISHED}:
        raise BatchNotStagedError(
            f"the batch of run {run_id} is {state or 'unknown'}: only a staged one loads"
        )
    batch = _read_batch(conn, run_id)
    _check_evidence(conn, batch)
    counts = _load_articles(conn, batch)
    conn.execute(
        update(t.batch)
        .where(t.batch.c.run_id == run_id, t.batch.c.state == t.BatchState.STAGED)
        .values(state=t.BatchState.PUBLISHED, published_at=func.now())
    )
    return counts


def take_load_lock(conn: Connection) -> None:
    """Wait until no other transaction writes to core.*; the lock goes with the transaction."""
    conn.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("newsreel load", 0))))


def release(version: str) -> tuple[int, ...]:
    """Return the numbers of a version's name before any "+", by which two of one program are ordered."""
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version.partition("+")[0]))


@dataclass(frozen=True, slots=True)
class _Batch:
    """A staged batch, read once: articles, digests of the admitted records, and what is held back."""

    run_id: str
    articles: list[Row[Any]]
    records: dict[str, list[tuple[str, str]]]
    rejected: list[str]
    rejected_records: int


def _read_batch(conn: Connection, run_id: str) -> _Batch:
    rejected = sorted(set(conn.scalars(_held_back(run_id))))
    records: dict[str, list[tuple[str, str]]] = defaultdict(list)
    held = 0
    held_back = set(rejected)
    for table in RECORD_TABLES.values():
        rows = conn.execute(
            select(table.c.article_key, table.c.record_key, func.md5(cast(table.c.payload, String))).where(
                table.c.run_id == run_id
            )
        )
        for article_key, record_key, words in rows:
            if record_key in held_back:
                held += 1
            else:
                records[article_key].append((record_key, words))
    return _Batch(run_id, list(conn.execute(_articles(run_id))), records, rejected, held)


def _held_back(run_id: str) -> Select[str]:
    """Select what is in quarantine; what a person accepted once is accepted in each later run as well."""
    held, accepted = t.quarantine, t.quarantine.alias("accepted")
    same = [accepted.c[name] == held.c[name] for name in ("record_key", "rule", "payload")]
    decided = select(literal(1)).where(accepted.c.decision == t.Decision.ACCEPT, *same).exists()
    return select(held.c.record_key).where(
        held.c.run_id == run_id, held.c.severity == Severity.CRITICAL, ~decided
    )


def _articles(run_id: str) -> Select[Any]:
    """Select each staged article beside what is current of it, both with the time they were last received."""
    staged, version, current = t.staged_article, t.article_version, t.extraction
    held = version.alias("held")
    return (
        select(
            staged.c.article_key,
            staged.c.article_version_id,
            staged.c.extractor_version,
            staged.c.text_length,
            version.c.cleaner_version,
            version.c.seen_at,
            *(version.c[name] for name in _COPIED),
            current.c.article_version_id.label("current_version_id"),
            current.c.extractor_version.label("current_extractor"),
            current.c.cleaner_version.label("current_cleaner"),
            current.c.claims_hash.label("current_claims"),
            current.c.revision_no,
            held.c.seen_at.label("current_seen_at"),
        )
        .join(version, version.c.article_version_id == staged.c.article_version_id)
        .outerjoin(current, and_(current.c.article_key == staged.c.article_key, current.c.is_current))
        .outerjoin(held, held.c.article_version_id == current.c.article_version_id)
        .where(staged.c.run_id == run_id)
        .order_by(staged.c.article_key)
    )


def _check_evidence(conn: Connection, batch: _Batch) -> None:
    """Compare the words of each evidence row with the text itself, on the way into core.*."""
    words, article, version = t.staged_evidence, t.staged_article, t.article_version
    spans = (
        select(words.c.record_key, words.c.field)
        .join(article, and_(article.c.run_id == words.c.run_id, article.c.article_key == words.c.article_key))
        .join(version, version.c.article_version_id == article.c.article_version_id)
        .where(
            words.c.run_id == batch.run_id,
            _admitted(words.c.record_key, batch),
            words.c.evidence_text
            != func.substr(version.c.text, words.c.start_char + 1, words.c.end_char - words.c.start_char),
        )
    )
    loose = [
        select(table.c.record_key, table.c.ungrounded[1]).where(
            table.c.run_id == batch.run_id,
            _admitted(table.c.record_key, batch),
            func.cardinality(table.c.ungrounded) > 0,
        )
        for table in RECORD_TABLES.values()
    ]
    wrong = conn.execute(union_all(spans, *loose).limit(1)).one_or_none()
    if wrong:
        raise EvidenceMismatchError(
            f"record {wrong[0]} of run {batch.run_id} was let through although its {wrong[1]} does not stand "
            f"in the article: the checks must quarantine it"
        )


def _admitted(record_key: ColumnElement[str], batch: _Batch) -> ColumnElement[bool]:
    return outside(record_key, batch.rejected)


def _load_articles(conn: Connection, batch: _Batch) -> LoadCounts:
    fates: Counter[str] = Counter()
    extractions = []
    for row in batch.articles:
        claims = digest(*sorted(batch.records[row.article_key]))
        fate = "rejected" if row.article_key in batch.rejected else _fate(row, claims)
        fates[fate] += 1
        if fate in {"new", "changed"}:
            extractions.append(_extraction(row, claims, batch.run_id))
    records = {}
    if extractions:
        touched = touch(conn, [row["article_key"] for row in extractions])
        records = _write(conn, batch, extractions)
        resolve(conn, touched)
    return LoadCounts(**fates, rejected_records=batch.rejected_records, records=records)


def _fate(row: Row[Any], claims: str) -> str:
    """Say what a staged article is to core.*: new, changed, unchanged or outdated."""
    if row.current_version_id is None:
        return "new"
    if row.article_version_id == row.current_version_id:
        if row.extractor_version == row.current_extractor:
            return "unchanged" if claims == row.current_claims else "changed"
        older = release(row.extractor_version) < release(row.current_extractor)
        return "outdated" if older else "changed"
    # Of two wordings received at one moment any will do, if only it is always the same one.
    mine = (row.seen_at, release(row.cleaner_version), row.article_version_id)
    theirs = (row.current_seen_at, release(row.current_cleaner), row.current_version_id)
    return "changed" if mine > theirs else "outdated"


def _extraction(row: Row[Any], claims: str, run_id: str) -> dict[str, Any]:
    revision = (row.revision_no or 0) + 1
    same = ("article_key", "article_version_id", "cleaner_version", "extractor_version", "text_length")
    return {
        "extraction_id": digest(row.article_key, revision),
        "revision_no": revision,
        "claims_hash": claims,
        "run_id": run_id,
        "is_current": True,
        **{name: getattr(row, name) for name in (*same, *_COPIED)},
    }


def _write(conn: Connection, batch: _Batch, extractions: list[dict[str, Any]]) -> dict[str, int]:
    keys = [row["article_key"] for row in extractions]
    raw, core, current = t.article, t.core_article, t.extraction
    names = [column.name for column in core.columns]
    articles = select(*(raw.c[name] for name in names)).where(among(raw.c.article_key, keys))
    conn.execute(upsert(core).from_select(names, articles).on_conflict_do_nothing())
    conn.execute(
        update(current)
        .where(among(current.c.article_key, keys), current.c.is_current)
        .values(is_current=False, valid_to=func.now())
    )
    conn.execute(insert(current).values(valid_from=func.now()), extractions)
    records = {}
    written = [row["extraction_id"] for row in extractions]
    for record_type, table in RECORD_TABLES.items():
        records[record_type] = _write_claims(conn, batch, written, record_type, table)
    for part, table in CHILD_TABLES.items():
        _write_parts(conn, batch, written, PART_TABLES[part], table)
    _write_parts(conn, batch, written, t.evidence, t.staged_evidence)
    return records


def _write_claims(
    conn: Connection, batch: _Batch, extractions: list[str], record_type: str, table: Table
) -> int:
    claim_id = _claim_id(table.c.record_key)
    source = (
        table.join(t.extraction, t.extraction.c.article_key == table.c.article_key),
        and_(
            table.c.run_id == batch.run_id,
            among(t.extraction.c.extraction_id, extractions),
            _admitted(table.c.record_key, batch),
        ),
    )
    columns = [
        claim_id.label("claim_id"),
        t.extraction.c.extraction_id,
        literal(record_type).label("record_type"),
        table.c.record_key,
        table.c.ordinal,
        table.c.confidence,
    ]
    query = select(*columns).select_from(source[0]).where(source[1])
    counted = {"preserve_rowcount": True}
    statement = insert(t.claim).from_select([column.name for column in columns], query)
    written = conn.execute(statement, execution_options=counted)
    special = CLAIM_TABLES[record_type]
    names = [column.name for column in special.columns if column.name != "claim_id"]
    query = select(claim_id, *(table.c[name] for name in names)).select_from(source[0]).where(source[1])
    conn.execute(insert(special).from_select(["claim_id", *names], query))
    return written.rowcount


def _write_parts(
    conn: Connection, batch: _Batch, extractions: list[str], target: Table, table: Table
) -> None:
    parent_key = table.c.get("parent_key", table.c.record_key)
    names = [column.name for column in target.columns if column.name != "claim_id"]
    query = (
        select(_claim_id(parent_key), *(table.c[name] for name in names))
        .join(t.extraction, t.extraction.c.article_key == table.c.article_key)
        .where(
            table.c.run_id == batch.run_id,
            among(t.extraction.c.extraction_id, extractions),
            _admitted(parent_key, batch),
            _admitted(table.c.record_key, batch),
        )
    )
    conn.execute(insert(target).from_select(["claim_id", *names], query))


def _claim_id(record_key: ColumnElement[str]) -> ColumnElement[str]:
    return func.md5(t.extraction.c.extraction_id.concat(record_key))
