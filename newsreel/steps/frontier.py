"""What a run sets out to read: its frontier, cut into batches, and what is known of addresses from before.

Rule: a frontier is written in one transaction and never changed; tasks after it read only their own batch. An
address counts as known when a run that was staged or published ended it, so what a killed run left behind is
read again by the next.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from schemas.warehouse import tables as t
from schemas.warehouse.raw import PASSING, FoundRow, storable, write_frontier
from schemas.warehouse.stage import open_batch

BATCH_SIZE = 20
MAX_BATCHES = 500  # lanes of one run in Airflow; a bigger run has bigger batches
# A story is corrected in its first days, if ever.
YOUNG = timedelta(days=7)
PAUSE = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Known:
    """When an address was first and last read."""

    first_at: datetime
    last_at: datetime

    def is_due(self, now: datetime, modified_at: datetime | None) -> bool:
        """Tell whether the page is said to have changed, or is young and was left alone for a while."""
        if modified_at is not None and modified_at > self.last_at:
            return True
        return now - self.first_at < YOUNG and now - self.last_at > PAUSE


def url_key(url: str) -> str:
    """Return the key under which the warehouse finds an address."""
    return hashlib.md5(storable(url).encode(), usedforsecurity=False).hexdigest()


def known(conn: Connection, urls: Sequence[str]) -> dict[str, Known]:
    """Return which of the addresses have been read to an end, by runs that were staged."""
    found: dict[str, Known] = {}
    keys = {url_key(url): url for url in urls}
    listed = list(keys)
    for start in range(0, len(listed), 1000):
        rows = conn.execute(
            select(t.fetch.c.url_key, func.min(t.fetch.c.fetched_at), func.max(t.fetch.c.fetched_at))
            .join(t.batch, t.batch.c.run_id == t.fetch.c.run_id)
            .where(
                t.fetch.c.url_key.in_(listed[start : start + 1000]),
                t.fetch.c.outcome.not_in(sorted(PASSING)),
                t.batch.c.state.in_([t.BatchState.STAGED, t.BatchState.PUBLISHED]),
            )
            .group_by(t.fetch.c.url_key)
        )
        found |= {keys[key]: Known(first, last) for key, first, last in rows}
    return found


def write_batches(
    conn: Connection,
    run_id: str,
    dag_id: str,
    source_code: str | None,
    found: Iterable[FoundRow],
    *,
    began: datetime | None = None,
) -> dict[str, int]:
    """Open the run's batch and write its frontier; return {"batches", "urls"}.

    Written again, addresses that are there keep their batch and new ones are appended. `began` is as in
    `open_batch`.
    """
    open_batch(conn, run_id, dag_id, source_code, began=began)
    mine = t.frontier.c.run_id == run_id
    present = set(conn.scalars(select(t.frontier.c.url_key).where(mine)))
    new = {url_key(row.url): row for row in found}
    for key in present:
        new.pop(key, None)
    size = max(BATCH_SIZE, -(-(len(present) + len(new)) // MAX_BATCHES))
    rows = [replace(row, batch_no=(len(present) + n) // size + 1) for n, row in enumerate(new.values())]
    write_frontier(conn, rows)
    count, last = conn.execute(
        select(func.count(), func.coalesce(func.max(t.frontier.c.batch_no), 0)).where(mine)
    ).one()
    return {"batches": last, "urls": count}


def finished(conn: Connection, run_id: str, batch_no: int) -> set[str]:
    """Return the addresses of a batch that have ended in this run."""
    return set(
        conn.scalars(
            select(t.frontier.c.url)
            .join(
                t.fetch,
                (t.fetch.c.run_id == t.frontier.c.run_id) & (t.fetch.c.url_key == t.frontier.c.url_key),
            )
            .where(
                t.frontier.c.run_id == run_id,
                t.frontier.c.batch_no == batch_no,
                t.fetch.c.outcome.not_in(sorted(PASSING)) | t.fetch.c.content_hash.is_not(None),
            )
        )
    )
