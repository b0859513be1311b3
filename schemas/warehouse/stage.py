"""Staging: the records of one run's articles, flattened into rows that the checks read.

Rule: the rows of an article depend on its version and its records alone. Staging it again in the same run
deletes its rows and writes the same ones, with the same keys; of two versions of an article the later
received one stays, in whatever order they come.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from schemas.records import (
    Amount,
    Announcement,
    Attendance,
    Count,
    Forum,
    Panel,
    Quote,
    Record,
    Records,
    ungrounded,
)
from schemas.vocabulary import Qualifier
from schemas.warehouse import tables as t
from schemas.warehouse.errors import BatchNotOpenError, UnknownArticleError
from schemas.warehouse.raw import storable

RECORD_TABLES: dict[str, Table] = {
    "forum": t.staged_forum,
    "panel": t.staged_panel,
    "announcement": t.staged_announcement,
    "quote": t.staged_quote,
}
CHILD_TABLES: dict[str, Table] = {
    "participant": t.staged_participant,
    "person": t.staged_person,
    "amount": t.staged_amount,
    "count": t.staged_count,
}


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """What a batch holds."""

    articles: int
    records: int


def open_batch(
    conn: Connection, run_id: str, dag_id: str, source_code: str | None, *, began: datetime | None = None
) -> None:
    """Begin the batch of a run, or open it again when the run is repeated; its rows stay until replaced.

    `source_code` is None where a run takes in several sources. `began` is when the caller began, by the clock
    of the database (now, if not given): a batch that was closed since then is left alone, for the caller was
    taken for dead and the run went on without it.
    """
    row = {"run_id": run_id, "dag_id": dag_id, "source_code": source_code, "state": t.BatchState.OPEN}
    closed_at = func.greatest(t.batch.c.staged_at, t.batch.c.published_at, t.batch.c.failed_at)
    conn.execute(
        upsert(t.batch)
        .values(row)
        .on_conflict_do_update(
            index_elements=["run_id"],
            set_={"state": t.BatchState.OPEN, "failed_at": None, "detail": None},
            where=(t.batch.c.state == t.BatchState.OPEN) | (closed_at <= (began or func.now())),
        )
    )


def stage_article(
    conn: Connection, run_id: str, article_version_id: str, records: Records, extractor_version: str
) -> int:
    """Stage one article's records; return how many (0 when a later version is staged in this run already).

    Text and metadata are read from `raw.article_version`. Raises `BatchNotOpenError`, `UnknownArticleError`.
    """
    version = _version(conn, article_version_id)
    _lock(conn, run_id, version.article_key)
    state = conn.scalar(select(t.batch.c.state).where(t.batch.c.run_id == run_id).with_for_update(read=True))
    if state != t.BatchState.OPEN:
        raise BatchNotOpenError(f"the batch of run {run_id} is {state or 'unknown'}: call open_batch first")
    staged = t.staged_article
    earlier = conn.execute(
        select(staged.c.seen_at, staged.c.article_version_id).where(
            staged.c.run_id == run_id, staged.c.article_key == version.article_key
        )
    ).one_or_none()
    if earlier and tuple(earlier) > (version.seen_at, article_version_id):
        return 0
    if earlier:
        for table in (staged, *RECORD_TABLES.values(), *CHILD_TABLES.values(), t.staged_evidence):
            mine = and_(table.c.run_id == run_id, table.c.article_key == version.article_key)
            conn.execute(delete(table).where(mine))
    rows = _Rows(run_id, version, records, extractor_version)
    for table, values in rows.by_table.items():
        if values:
            conn.execute(insert(table), values)
    return rows.record_count


def close_batch(conn: Connection, run_id: str) -> BatchCounts:
    """Mark the batch as complete, so that it may be checked and loaded; a second time does nothing."""
    articles = conn.scalar(
        select(func.count()).select_from(t.staged_article).where(t.staged_article.c.run_id == run_id)
    )
    records = sum(
        conn.scalar(select(func.count()).select_from(table).where(table.c.run_id == run_id)) or 0
        for table in RECORD_TABLES.values()
    )
    counts = BatchCounts(articles or 0, records)
    done = conn.execute(
        update(t.batch)
        .where(t.batch.c.run_id == run_id, t.batch.c.state == t.BatchState.OPEN)
        .values(
            state=t.BatchState.STAGED,
            staged_at=func.now(),
            article_count=counts.articles,
            record_count=counts.records,
        )
    )
    if not done.rowcount:
        state = conn.scalar(select(t.batch.c.state).where(t.batch.c.run_id == run_id))
        if state not in {t.BatchState.STAGED, t.BatchState.PUBLISHED}:
            raise BatchNotOpenError(
                f"the batch of run {run_id} is {state or 'unknown'}: call open_batch first"
            )
    return counts


def fail_batch(conn: Connection, run_id: str, detail: str) -> None:
    """Mark a staged batch as stopped by a batch rule; `detail` says which."""
    conn.execute(
        update(t.batch)
        .where(t.batch.c.run_id == run_id, t.batch.c.state != t.BatchState.PUBLISHED)
        .values(state=t.BatchState.FAILED, failed_at=func.now(), detail=storable(detail))
    )


def staged_runs(conn: Connection) -> list[str]:
    """Return the runs whose batches wait to be loaded, the first staged first."""
    waiting = select(t.batch.c.run_id).where(t.batch.c.state == t.BatchState.STAGED)
    return list(conn.scalars(waiting.order_by(t.batch.c.staged_at, t.batch.c.run_id)))


def digest(*parts: object) -> str:
    """Return a key made from a few values: 32 hex digits."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()[:32]


def row_number(record_key: str) -> int:
    """Return the row number that belongs to a record key: 52 bits, exact in every reader of JSON."""
    return int(record_key[:13], 16)


def partial_date(name: str, value: str | None) -> dict[str, Any]:
    """Return the three columns of a date that may be partial.

    A day that does not exist, and one whose year is not known ("--11-07"), have no `name`.
    """
    if value is None or value.startswith("--"):
        precision = None if value is None else t.Precision.DAY
        return {name: None, f"{name}_text": value, f"{name}_precision": precision}
    precision = {4: t.Precision.YEAR, 7: t.Precision.MONTH, 10: t.Precision.DAY}[len(value)]
    try:
        first = date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        first = None
    return {name: first, f"{name}_text": value, f"{name}_precision": precision}


def _version(conn: Connection, article_version_id: str) -> Row[Any]:
    version, art = t.article_version, t.article
    found = conn.execute(
        select(version, art.c.canonical_url, art.c.source_code, art.c.outlet)
        .join(art, art.c.article_key == version.c.article_key)
        .where(version.c.article_version_id == article_version_id)
    ).one_or_none()
    if found is None:
        raise UnknownArticleError(
            f"no article version {article_version_id}: write it with raw.write_version first"
        )
    return found


def _lock(conn: Connection, run_id: str, article_key: str) -> None:
    conn.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{run_id} {article_key}", 0))))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _number(value: float) -> Decimal:
    return Decimal(int(value)) if float(value).is_integer() else Decimal(repr(value))


def _shown(value: object) -> str:
    """Return a value as one reads it: "about 41000000 USD", "2025-05"."""
    if isinstance(value, Amount):
        parts = [value.qualifier, _number(value.value), value.currency]
    elif isinstance(value, Attendance | Count):
        parts = [value.qualifier, _number(value.value), value.unit or ""]
    else:
        return str(value)
    return " ".join(str(part) for part in parts if part and part is not Qualifier.EXACT)


def _fold(words: str | None) -> str:
    return re.sub(r"[\W_]+", " ", words or "").casefold().strip()


def _identity(record: Record) -> list[Any]:
    """Return the few values by which a record is the same one when the article is read again."""
    match record:
        case Forum():
            return [_fold(record.name)]
        case Panel():
            return [_fold(record.title) or sorted(_fold(p.name) for p in record.participants)]
        case Announcement():
            subject = [_fold(record.subject), sorted(map(_fold, record.titles))]
            parties = [sorted(map(_fold, record.by)), sorted(_fold(p.name) for p in record.people)]
            return [record.kind, *(subject if any(subject) else parties)]
        case Quote():
            return [_fold(record.speaker), _fold(record.text)]
        case _:
            raise TypeError(f"no identity for {type(record).__name__}")


def _acronym(name: str, text: str) -> str | None:
    """Return the acronym that the text gives in brackets behind the name."""
    found = re.search(re.escape(name) + r"\s*\(\W?([A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*)\W?\)", text)
    return found.group(1) if found else None


class _Rows:
    """The rows of one article, table by table."""

    def __init__(self, run_id: str, version: Row[Any], records: Records, extractor_version: str) -> None:
        self.version = version
        self.record_count = 0
        self.base = {"run_id": run_id, "article_key": version.article_key}
        self.by_table: dict[Table, list[dict[str, Any]]] = {t.staged_article: []}
        self._add_article(records, extractor_version)
        ties: Counter[str] = Counter()
        ordinals: Counter[str] = Counter()
        for record_type, record in records.each():
            identity = digest(version.article_key, record_type, *_identity(record))
            key = digest(identity, ties[identity]) if ties[identity] else identity
            ties[identity] += 1
            self._add_record(record_type, record, key, ordinals[record_type])
            ordinals[record_type] += 1
            self.record_count += 1

    def _add(self, table: Table, key: str, **values: Any) -> None:
        row = self.base | {"record_key": key, "row_no": row_number(key)}
        self.by_table.setdefault(table, []).append(row | {name: _plain(v) for name, v in values.items()})

    def _add_article(self, records: Records, extractor_version: str) -> None:
        version = self.version
        same = (
            "article_version_id",
            "source_code",
            "outlet",
            "canonical_url",
            "title",
            "authors",
            "language",
        )
        dates = ("published_date", "published_at", "section", "is_partial", "seen_at")
        self._add(
            t.staged_article,
            version.article_key,
            extractor_version=extractor_version,
            text_length=len(version.text),
            forum_count=len(records.forums),
            panel_count=len(records.panels),
            announcement_count=len(records.announcements),
            quote_count=len(records.quotes),
            **{name: getattr(version, name) for name in same + dates},
        )

    def _add_record(self, record_type: str, record: Record, key: str, ordinal: int) -> None:
        self._add(
            RECORD_TABLES[record_type],
            key,
            ordinal=ordinal,
            confidence=record.confidence,
            evidence_count=len(record.evidence),
            ungrounded=ungrounded(record, self.version.text),
            published_date=self.version.published_date,
            payload=json.loads(record.model_dump_json(by_alias=True, exclude_none=True)),
            **self._fields(record),
        )
        for child_type, values in _children(record):
            for number, child in enumerate(values):
                self._add(
                    CHILD_TABLES[child_type],
                    digest(key, child_type, number),
                    parent_type=record_type,
                    parent_row_no=row_number(key),
                    parent_key=key,
                    ordinal=number,
                    **child,
                )
        self._add_evidence(record_type, record, key)

    def _add_evidence(self, record_type: str, record: Record, key: str) -> None:
        text = self.version.text
        spans = [e for e in record.evidence if e.end <= len(text)]
        values = {path: _shown(value) for path, value in record.paths()}
        rows = [
            self.base
            | {
                "record_type": record_type,
                "record_key": key,
                "ordinal": number,
                "field": e.field,
                "value_text": storable(values.get(e.field) or values.get(e.field.partition("[")[0], "")),
                "start_char": e.start,
                "end_char": e.end,
                "evidence_text": text[e.start : e.end],
            }
            for number, e in enumerate(spans)
        ]
        self.by_table.setdefault(t.staged_evidence, []).extend(rows)

    def _fields(self, record: Record) -> dict[str, Any]:
        match record:
            case Forum():
                return _forum_fields(record) | {"acronym": _acronym(record.name, self.version.text)}
            case Panel():
                date_columns = partial_date("date", record.date)
                fields = {"title": record.title, "kind": record.kind, "event": record.event}
                return fields | date_columns | {"participant_count": len(record.participants)}
            case Announcement():
                return _announcement_fields(record)
            case Quote():
                return {"speaker": record.speaker, "quote_text": record.text}
            case _:
                raise TypeError(f"no columns for {type(record).__name__}")


def _forum_fields(forum: Forum) -> dict[str, Any]:
    same = ("name", "kind", "edition", "parent_event", "venue", "city", "country")
    came = forum.attendance
    return {
        **{name: getattr(forum, name) for name in same},
        "organizers": list(forum.organizers),
        "partners": list(forum.partners),
        **partial_date("start_date", forum.start_date),
        **partial_date("end_date", forum.end_date),
        "attendance_value": came and _number(came.value),
        "attendance_unit": came and came.unit,
        "attendance_qualifier": came and came.qualifier,
    }


def _announcement_fields(announcement: Announcement) -> dict[str, Any]:
    return {
        "kind": announcement.kind,
        "subject": announcement.subject,
        "by_names": list(announcement.by),
        "with_names": list(announcement.with_),
        "titles": list(announcement.titles),
        "places": list(announcement.places),
        **partial_date("date", announcement.date),
        "person_count": len(announcement.people),
        "amount_count": len(announcement.amounts),
        "count_count": len(announcement.counts),
    }


def _children(record: Record) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    if isinstance(record, Panel):
        yield "participant", [p.model_dump() | {"works": list(p.works)} for p in record.participants]
    if isinstance(record, Announcement):
        yield "person", [p.model_dump() for p in record.people]
        yield "amount", [a.model_dump() | {"value": _number(a.value)} for a in record.amounts]
        yield "count", [c.model_dump() | {"value": _number(c.value)} for c in record.counts]
