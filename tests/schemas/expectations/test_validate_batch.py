"""Verdicts and quarantine over batches staged in a real PostgreSQL."""

from pathlib import Path

from sqlalchemy import Engine, text

from schemas.expectations.rules import BatchBounds
from schemas.expectations.validate import Outcome, validate


def test_validate_passes_a_sound_batch(warehouse: Engine, url, new_batch, tmp_path: Path) -> None:
    batch = new_batch()
    for _ in range(3):
        article = batch.article()
        for record in ("forum", "panel", "announcement", "quote"):
            batch.whole(record, article)
        for part in ("participant", "person", "amount", "count"):
            batch.whole(part, article)
    with warehouse.begin() as conn:
        batch.write(conn)
    import time; t0=time.time()
    verdict = validate(url, batch.run_id, tmp_path, BatchBounds())
    print(time.time()-t0); print(verdict)
    with warehouse.begin() as conn:
        for r in conn.execute(text("select rule, success,evaluated_count,unexpected_count,observed_value,exception_text from quality.check_result where not success")): print(r)
        for r in conn.execute(text("select * from quality.quarantine")): print(r)
    assert verdict.outcome is Outcome.LOADABLE
    assert verdict.warnings == ()
