"""From staged batches to the warehouse: check, load what holds, say why the rest does not.

Rule: what is drained is what is staged, oldest first, whatever the event said. A batch is loaded in one
transaction or not at all, and one that is stopped never keeps the next from being loaded.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from newsreel.steps.errors import StepError
from newsreel.steps.house import House
from schemas.warehouse import tables as t
from schemas.warehouse.load import load
from schemas.warehouse.stage import fail_batch, staged_runs

if TYPE_CHECKING:
    from schemas.expectations.rules import BatchBounds

log = logging.getLogger(__name__)
# It tells a line for each setting of each expectation: a task's log must stay readable.
logging.getLogger("great_expectations").setLevel(logging.WARNING)


def publish_staged(house: House, *, runs: Sequence[str] = ()) -> dict[str, int | list[str]]:
    """Check and load all staged batches, or those of `runs` (failed ones too).

    "published" and "failed" count batches; "new", "changed", "records", "held", … what was in them; "reasons"
    has a line for each failed batch. StepError for a run that has no batch to publish.
    """
    counts: Counter[str] = Counter(published=0, failed=0, records=0, held=0)
    reasons: list[str] = []
    if runs:
        _reopen(house, runs)
    done: set[str] = set()
    while queue := [run for run in runs or _waiting(house) if run not in done]:
        run_id = queue[0]
        done.add(run_id)
        if reason := _publish(house, run_id, counts):
            reasons.append(f"{run_id}: {reason}")
    return {**counts, "reasons": reasons}


def _publish(house: House, run_id: str, counts: Counter[str]) -> str | None:
    """Check and load one batch; return why not, if not."""
    # Eight CPU-seconds, which a drain that finds nothing must not pay.
    from schemas.expectations.validate import validate  # noqa: PLC0415

    verdict = validate(house.settings.warehouse_url, run_id, house.settings.docs_dir, _bounds(house, run_id))
    for warning in verdict.warnings:
        log.warning("batch=%s %s", run_id, warning)
    counts["held"] += verdict.held_count
    if not verdict.loadable:
        reason = "; ".join(verdict.reasons)
        with house.engine.begin() as conn:
            fail_batch(conn, run_id, reason)
        log.error("batch=%s is not loaded: %s", run_id, reason)
        counts["failed"] += 1
        return reason
    with house.engine.begin() as conn:
        loaded = load(conn, run_id)
    counts["published"] += 1
    for name in ("new", "changed", "unchanged", "outdated", "rejected"):
        counts[name] += getattr(loaded, name)
    counts["records"] += sum(loaded.records.values())
    log.info("batch=%s loaded: %s held=%d", run_id, loaded, verdict.held_count)
    return None


def _waiting(house: House) -> list[str]:
    with house.engine.begin() as conn:
        return staged_runs(conn)


def _reopen(house: House, runs: Sequence[str]) -> None:
    """Let failed batches be tried again."""
    with house.engine.begin() as conn:
        states = dict(
            conn.execute(select(t.batch.c.run_id, t.batch.c.state).where(t.batch.c.run_id.in_(runs))).all()
        )
        if wrong := [
            f"{run} ({states.get(run, 'unknown')})" for run in runs if states.get(run, "open") == "open"
        ]:
            raise StepError(f"no complete batch: {', '.join(wrong)}; staging.batch lists the run ids")
        conn.execute(
            update(t.batch)
            .where(t.batch.c.run_id.in_(runs), t.batch.c.state == t.BatchState.FAILED)
            .values(state=t.BatchState.STAGED, failed_at=None, detail=None, staged_at=func.now())
        )


def _bounds(house: House, run_id: str) -> "BatchBounds":
    """Return what the batch must look like: a source's own bounds, or wide ones for what people hand in."""
    from schemas.expectations.rules import BatchBounds  # noqa: PLC0415 - as above

    with house.engine.begin() as conn:
        row = conn.execute(
            select(t.batch.c.dag_id, t.batch.c.source_code).where(t.batch.c.run_id == run_id)
        ).one_or_none()
    source = house.sources.get(row.source_code or "") if row else None
    threshold = source.confidence_threshold if source else 0.0
    if row is None or source is None or row.dag_id != f"scrape_{source.code}":
        return BatchBounds(
            max_dateless_share=1, max_age_days=None, max_known_share=1, confidence_threshold=threshold
        )
    is_scheduled = run_id.startswith(f"{row.dag_id}:scheduled__")
    return BatchBounds(
        min_week=source.volume.min_week if is_scheduled else 0,
        max_week=source.volume.max_week if is_scheduled else None,
        confidence_threshold=threshold,
    )
