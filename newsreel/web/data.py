"""What the page shows, read from report.* and quality.* as the role newsreel_reader.

Rule: one read-only transaction with short limits under the readers' role; the page can neither change the
warehouse nor hold it up, nor see what analysts may not see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, RowMapping, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from extractors.source import Source, check_sources
from newsreel.errors import NewsreelError
from newsreel.settings import Settings
from schemas.warehouse.engine import make_engine
from schemas.warehouse.errors import WarehouseError

LATEST = 25
HELD = 50
LATE = timedelta(hours=36)
STATEMENT_SECONDS = 10

# undefined_table, undefined_column, invalid_schema_name, and the role that is missing
_NOT_SET_UP = {"42P01", "42703", "3F000", "22023"}

_HEALTH = text("SELECT * FROM report.source_health ORDER BY source_code")
_FORUMS = text("SELECT * FROM report.forum ORDER BY last_published_date DESC NULLS LAST, name LIMIT :n")
_PANELS = text("SELECT * FROM report.panel ORDER BY last_published_date DESC NULLS LAST, title LIMIT :n")
_ANNOUNCEMENTS = text(
    "SELECT * FROM report.announcement ORDER BY last_published_date DESC NULLS LAST, kind, subject LIMIT :n"
)
_HELD = text("""
    SELECT q.record_type, q.rule, q.column_name, q.value_text, q.reason_text, q.quarantined_at,
           coalesce(a.title, a.article_url, '') AS article_title, a.article_url
    FROM quality.quarantine q
    LEFT JOIN report.article a ON a.article_id = q.article_key
    WHERE q.severity = 'critical' AND q.decision IS NULL
    ORDER BY q.quarantined_at DESC, q.quarantine_id DESC
    LIMIT :n
""")
_STOPPED = text("""
    SELECT run_id, rule, observed_value, exception_text, checked_at
    FROM quality.check_result
    WHERE NOT success AND severity = 'critical' AND (level = 'batch' OR exception_text IS NOT NULL)
    ORDER BY checked_at DESC, run_id, rule
    LIMIT :n
""")
_ALERTS = text("""
    SELECT source_code, alert, raised_at, detail
    FROM report.source_alert WHERE is_open
    ORDER BY raised_at DESC, source_code, alert
""")
_TOTALS = text("""
    SELECT (SELECT count(*) FROM report.article) AS articles,
           (SELECT count(*) FROM report.forum) AS forums,
           (SELECT count(*) FROM report.panel) AS panels,
           (SELECT count(*) FROM report.announcement) AS announcements,
           (SELECT count(*) FROM report.quote) AS quotes,
           (SELECT count(DISTINCT record_key) FROM quality.quarantine
             WHERE severity = 'critical' AND decision IS NULL) AS held
""")

Row = RowMapping


class UnavailableError(Exception):
    """The warehouse cannot be shown; the message says why and what to do, without addresses or secrets."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source: its file, and how it does when it has ever run."""

    code: str
    source: Source | None
    health: Row | None

    @property
    def state(self) -> str:
        """In a word: disabled, never run, failed, late or fine."""
        if self.health is None or self.health["last_fetch_at"] is None:
            return "never run" if self.source and self.source.enabled else "disabled"
        if self.health["last_batch_state"] == "failed":
            return "failed"
        last = self.health["last_success_at"]
        is_late = last is None or datetime.now(UTC) - last > LATE
        return "late" if is_late and self.source and self.source.enabled else "fine"


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page shows."""

    totals: Row
    sources: Sequence[SourceLine]
    forums: Sequence[Row]
    panels: Sequence[Row]
    announcements: Sequence[Row]
    held: Sequence[Row]
    stopped: Sequence[Row]
    alerts: Sequence[Row]
    problems: Sequence[str] = field(default_factory=tuple)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been published yet."""
        return not self.totals["articles"]


def read_overview() -> Overview:
    """Read everything in one transaction; UnavailableError when the warehouse cannot be read."""
    sources, errors = check_sources()
    try:
        engine = make_engine(
            Settings.load().warehouse_url, application="newsreel page", statement_seconds=STATEMENT_SECONDS
        )
        with engine.connect().execution_options(postgresql_readonly=True) as conn, conn.begin():
            conn.execute(text("SET LOCAL ROLE newsreel_reader"))
            return _overview(conn, sources, [str(error) for error in errors])
    except NewsreelError as error:
        raise UnavailableError(f"{error.message}. {error.hint or ''}".strip()) from error
    except WarehouseError as error:
        raise UnavailableError(str(error)) from error
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in _NOT_SET_UP:
            raise UnavailableError(
                "The warehouse is not set up yet: `make up`, or the service `init`, does it."
            ) from error
        raise UnavailableError(
            "The warehouse does not answer. Check that its PostgreSQL runs and that its address is right."
        ) from error
    except SQLAlchemyError as error:
        raise UnavailableError("The warehouse cannot be read; the API server's log says more.") from error


def _overview(conn: Connection, sources: Mapping[str, Source], problems: Sequence[str]) -> Overview:
    health = {row["source_code"]: row for row in conn.execute(_HEALTH).mappings()}
    lines = [SourceLine(code, sources.get(code), health.get(code)) for code in sorted({*sources, *health})]
    return Overview(
        totals=conn.execute(_TOTALS).mappings().one(),
        # What runs comes first, what waits to be enabled last.
        sources=sorted(lines, key=lambda line: (line.state == "disabled", line.code)),
        forums=conn.execute(_FORUMS, {"n": LATEST}).mappings().all(),
        panels=conn.execute(_PANELS, {"n": LATEST}).mappings().all(),
        announcements=conn.execute(_ANNOUNCEMENTS, {"n": LATEST}).mappings().all(),
        held=conn.execute(_HELD, {"n": HELD}).mappings().all(),
        stopped=conn.execute(_STOPPED, {"n": LATEST}).mappings().all(),
        alerts=conn.execute(_ALERTS).mappings().all(),
        problems=problems,
    )
