"""The end of a run: its batch is complete, and publishing may take it up.

Rule: closing a batch twice does nothing. A batch without articles is only worth publishing where a source
promises a volume; otherwise it is settled here.
"""

from sqlalchemy import func, select, update

from newsreel.steps.house import House
from schemas.warehouse import tables as t
from schemas.warehouse.stage import close_batch


def close_run(house: House, *, run_id: str) -> dict[str, int]:
    """Close the run's batch; return {"articles", "records"} and "is_due", 1 when it is to be published."""
    with house.engine.begin() as conn:
        counts = close_batch(conn, run_id)
        code = conn.scalar(select(t.batch.c.source_code).where(t.batch.c.run_id == run_id))
        source = house.sources.get(code or "")
        is_due = bool(counts.articles or (source and source.volume.min_week))
        if not is_due:
            conn.execute(
                update(t.batch)
                .where(t.batch.c.run_id == run_id, t.batch.c.state == t.BatchState.STAGED)
                .values(state=t.BatchState.PUBLISHED, published_at=func.now(), detail="nothing new")
            )
    return {"articles": counts.articles, "records": counts.records, "is_due": int(is_due)}
