"""Checks what was staged and loads what holds.

**What it does.** Starts when a run has announced `newsreel/staged`, and drains: all batches that are staged
and not yet published are taken, oldest first, not only the one of the event. Each batch is checked with Great
Expectations; rows that break a critical rule go to `quality.quarantine` with the rule, the value and the
reason; the rest is loaded into `core.*` in one transaction, where `report.*` shows it. It ends with the asset
`newsreel/published`.

**When it fails.** A batch that breaks a batch rule (too few articles, too many without a date, …) is not
loaded at all: `staging.batch` says why, and the task `verdict` is red with the reasons, while the other
batches are loaded. When the cause is mended, trigger this DAG with the batch's run id in `runs`, or clear and
run the scrape again.

**By hand.** `runs` takes these batches, also failed ones; empty, it drains as on an event.
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, Param, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from newsreel.orchestration import PUBLISHED, STAGED, START, Tag, perform, task_defaults


@task(
    execution_timeout=timedelta(hours=2),
    doc_md=""" **Drains**: validates and loads each staged batch, oldest first. Returns how many batches were
    published and failed, how many rows were loaded and held back, and the reasons of failed batches. Killed
    and run again it goes on with the rest. """,
)
def drain(params: Any = None) -> dict[str, Any]:
    """Check and load what is staged."""
    from newsreel.steps.publish import publish_staged

    return perform(publish_staged, runs=params["runs"] or [])


@task(
    retries=0,
    execution_timeout=timedelta(minutes=5),
    doc_md="**Judges** the drain: red, with the reasons, when a batch was not loaded.",
)
def verdict(drained: Any) -> None:
    """Turn the run red when a batch failed."""
    if reasons := drained["reasons"]:
        raise AirflowFailException("not loaded: " + "; ".join(reasons))


@task(
    outlets=[PUBLISHED],
    execution_timeout=timedelta(minutes=5),
    doc_md="**Announces** `newsreel/published` with the drain's counts; skipped when nothing was loaded.",
)
def announce(drained: Any, *, outlet_events: Any = None) -> None:
    """Announce what was published."""
    counts = {key: value for key, value in drained.items() if isinstance(value, int)}
    if not counts["published"]:
        raise AirflowSkipException("no batch was loaded, so there is nothing to announce")
    outlet_events[PUBLISHED].extra = counts


with DAG(
    dag_id="publish_records",
    dag_display_name="Publish records",
    description="Checks staged records, loads those that hold, quarantines the others",
    doc_md=__doc__,
    schedule=[STAGED],
    start_date=START,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=6),
    default_args=task_defaults(),
    tags=[Tag.PUBLISH, Tag.EVENT],
    params={
        "runs": Param(
            [],
            type=["array", "null"],
            items={"type": "string", "minLength": 1, "maxLength": 500},
            title="Batches",
            description="Run ids of staging.batch, one a line; also failed ones. Empty: all that is staged.",
        ),
    },
):
    drained = drain()
    verdict(drained)
    announce(drained)
