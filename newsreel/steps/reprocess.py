"""Which archived pages are read again with the current cleaner and extractor.

Rule: the network is never asked. A page is taken once, in the newest version that was archived between the
days.
"""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from newsreel.steps.clean import ARCHIVE
from newsreel.steps.errors import StepError
from newsreel.steps.frontier import write_batches
from newsreel.steps.house import MANUAL, House
from schemas.vocabulary import FetchOutcome
from schemas.warehouse import tables as t
from schemas.warehouse.raw import FoundRow


def select_archived(
    house: House,
    *,
    run_id: str,
    dag_id: str,
    first_day: str | None = None,
    last_day: str | None = None,
    source_code: str | None = None,
) -> dict[str, int]:
    """Write the run's frontier from the archive; return {"batches", "urls"}.

    Days are ISO 8601 in UTC, both included. StepError for an unknown source or days in the wrong order.
    """
    if source_code and source_code != MANUAL:
        house.source(source_code)
    first, last = _day(first_day), _day(last_day)
    if first and last and last < first:
        raise StepError(f"the last day ({last_day}) lies before the first ({first_day})")
    fetch = t.fetch
    query = (
        select(fetch.c.url, fetch.c.source_code)
        .where(fetch.c.content_hash.is_not(None), fetch.c.outcome != FetchOutcome.NOT_MODIFIED)
        .ext(distinct_on(fetch.c.url_key))
        .order_by(fetch.c.url_key, fetch.c.fetched_at.desc())
    )
    if first:
        query = query.where(fetch.c.fetched_at >= first)
    if last:
        query = query.where(fetch.c.fetched_at < last + timedelta(days=1))
    if source_code:
        query = query.where(fetch.c.source_code == source_code)
    with house.engine.begin() as conn:
        rows = [FoundRow(run_id, 0, url, code, ARCHIVE) for url, code in conn.execute(query)]
        return write_batches(conn, run_id, dag_id, source_code, rows)


def _day(value: str | None) -> datetime | None:
    return datetime.combine(date.fromisoformat(value), time(), UTC) if value else None
