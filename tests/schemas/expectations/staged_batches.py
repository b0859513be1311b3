"""Builds staged batches for the tests of this folder.

Rule: the builder writes whole, sound records unless it is told otherwise; each test names what it breaks.
"""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, insert, text

from schemas.warehouse import tables as t

STAGED_AT = datetime(2026, 5, 20, 6, 30, tzinfo=UTC)
PUBLISHED = date(2026, 5, 19)
STAGING = {table.name: table for table in t.metadata.sorted_tables if table.schema == "staging"}
PARENTS = {
    "participant": "panel",
    "person": "announcement",
    "amount": "announcement",
    "count": "announcement",
}

SOUND: dict[str, dict[str, Any]] = {
    "article": {
        "extractor_version": "1",
        "source_code": "press",
        "outlet": "The Daily Reel",
        "title": "Busan market opens with a fund",
        "authors": ["Min Park"],
        "published_date": PUBLISHED,
        "language": "en",
        "is_partial": False,
        "text_length": 2400,
        "seen_at": STAGED_AT,
    },
    "forum": {
        "name": "Asian Contents Forum",
        "kind": "forum",
        "edition": 28,
        "organizers": ["Busan Film Commission"],
        "partners": ["Korean Film Council"],
        "parent_event": "Asian Contents & Film Market",
        "venue": "Bexco",
        "city": "Busan",
        "country": "South Korea",
        "start_date": date(2026, 10, 3),
        "start_date_text": "2026-10-03",
        "start_date_precision": "day",
        "end_date": date(2026, 10, 1),
        "end_date_text": "2026-10",
        "end_date_precision": "month",
        "attendance_value": 1200,
        "attendance_unit": "buyers",
        "attendance_qualifier": "over",
    },
    "panel": {
        "title": "Japan panel",
        "kind": "panel",
        "event": "Asian Contents Forum",
        "date": date(2026, 10, 3),
        "date_text": "2026-10-03",
        "date_precision": "day",
    },
    "announcement": {
        "kind": "funding",
        "subject": "Regional co-production fund",
        "by_names": ["Korean Film Council"],
        "with_names": ["Busan Film Commission"],
        "titles": ["The Long Night"],
        "places": ["South Korea"],
        "date": date(2026, 1, 1),
        "date_text": "2026",
        "date_precision": "year",
    },
    "quote": {
        "speaker": "Minyoung Kim",
        "quote_text": "We want stories that travel.",
    },
    "participant": {
        "name": "Minyoung Kim",
        "part": "speaker",
        "role": "vice president",
        "affiliation": "Netflix",
        "works": ["1917"],
    },
    "person": {"name": "Ja'net DuBois-Søby", "role": "director"},
    "amount": {"value": 41_000_000, "currency": "USD", "qualifier": "about"},
    "count": {"value": 12, "unit": "projects", "qualifier": "exact"},
}


class Batch:
    """A staged batch under construction; `write` puts it into the database."""

    def __init__(self, run_id: str, source_code: str | None = "press") -> None:
        self.run_id = run_id
        self.source_code = source_code
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in STAGING}

    def article(self, **over: Any) -> dict[str, Any]:
        """Add an article without records."""
        number = len(self.rows["article"])
        row = self._row("article", f"{self.run_id} {number}", over)
        key = row["record_key"]
        row |= {
            "article_key": key,
            "article_version_id": f"version of {key}",
            "canonical_url": f"https://reel.example/{key}",
            "title": f"{SOUND['article']['title']} no. {number}",
        }
        return self._add("article", row | over)

    def record(self, table: str, article: dict[str, Any], **over: Any) -> dict[str, Any]:
        """Add a forum, panel, announcement or quote with one piece of evidence."""
        siblings = sum(r["article_key"] == article["article_key"] for r in self.rows[table])
        row = self._row(table, f"{article['record_key']} {table} {siblings}", over) | {
            "article_key": article["article_key"],
            "ordinal": siblings,
            "confidence": 0.9,
            "evidence_count": 1,
            "published_date": article["published_date"],
            "payload": {"name": f"{table} {siblings}"},
        }
        row = self._add(table, row | over)
        self.evidence(table, row)
        return row

    def part(self, table: str, parent: dict[str, Any], **over: Any) -> dict[str, Any]:
        """Add a participant, person, amount or count."""
        siblings = sum(r["parent_key"] == parent["record_key"] for r in self.rows[table])
        row = self._row(table, f"{parent['record_key']} {table} {siblings}", over) | {
            "article_key": parent["article_key"],
            "parent_type": PARENTS[table],
            "parent_row_no": parent["row_no"],
            "parent_key": parent["record_key"],
            "ordinal": siblings,
        }
        return self._add(table, row | over)

    def evidence(self, record_type: str, record: dict[str, Any], **over: Any) -> dict[str, Any]:
        """Add a piece of evidence to a record."""
        row = {
            "run_id": self.run_id,
            "record_type": record_type,
            "record_key": record["record_key"],
            "article_key": record["article_key"],
            "ordinal": sum(r["record_key"] == record["record_key"] for r in self.rows["evidence"]),
            "field": "name",
            "start_char": 10,
            "end_char": 15,
            "evidence_text": "Busan",
            "value_text": "Busan",
        }
        return self._add("evidence", row | over)

    def whole(self, table: str, article: dict[str, Any], **over: Any) -> dict[str, Any]:
        """Add a record, or a part with its parent, sound in all that `over` leaves alone."""
        if table in PARENTS:
            parent = self.whole(PARENTS[table], article)
            return self.part(table, parent, **over)
        record = self.record(table, article, **over)
        if table == "panel":
            self.part("participant", record)
        return record

    def write(self, conn: Connection) -> "Batch":
        """Write all rows, with the counts that belong to them, and mark the batch as staged."""
        conn.execute(
            insert(t.batch),
            {
                "run_id": self.run_id,
                "dag_id": "scrape_press",
                "source_code": self.source_code,
                "state": "staged",
                "staged_at": STAGED_AT,
            },
        )
        self._count()
        for row in self.rows["article"]:
            conn.execute(
                text(
                    "insert into raw.article values (:key, :url, 'press', 'The Daily Reel', :at) "
                    "on conflict do nothing"
                ),
                {"key": row["article_key"], "url": row["canonical_url"], "at": STAGED_AT},
            )
            conn.execute(
                text(
                    "insert into raw.article_version "
                    "(article_version_id, article_key, cleaner_version, text_hash, text, seen_at) "
                    "values (:version, :key, '1', :version, 'text', :at) on conflict do nothing"
                ),
                {"version": row["article_version_id"], "key": row["article_key"], "at": STAGED_AT},
            )
        for name, table in STAGING.items():
            for row in self.rows[name]:
                conn.execute(insert(table), row)
        return self

    def _count(self) -> None:
        for parent in self.rows["panel"] + self.rows["announcement"]:
            for child in ("participant",) if "title" in parent else ("person", "amount", "count"):
                of_it = sum(row["parent_key"] == parent["record_key"] for row in self.rows[child])
                parent.setdefault(f"{child}_count", of_it)
        for article in self.rows["article"]:
            for record in ("forum", "panel", "announcement", "quote"):
                of_it = sum(row["article_key"] == article["article_key"] for row in self.rows[record])
                article.setdefault(f"{record}_count", of_it)

    def _row(self, table: str, seed: str, over: dict[str, Any]) -> dict[str, Any]:
        key = hashlib.sha256(seed.encode()).hexdigest()[:32]
        return {"run_id": self.run_id, "row_no": int(key[:13], 16), "record_key": key} | SOUND[table]

    def _add(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        self.rows[table].append(row)
        return row
