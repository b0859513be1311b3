"""Cleans and extracts archived pages again, with the current cleaner and extractor; nothing is fetched.

**When to run it.** After a release that reads pages or articles better. It takes the newest archived version
of each page that was received between two days, cleans and extracts it, and stages the records. It ends with
the asset `newsreel/staged`; `publish_records` then supersedes what the articles said before, and changes
nothing where they say the same.

**By hand.** `from` and `to` are days of fetching (UTC), both included; `source` narrows it to one source.
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, Param, get_current_context, task

from newsreel.orchestration import START, Tag, batch_id, perform_batched, task_defaults
from newsreel.tasks import archived_pages, stage


@task(
    execution_timeout=timedelta(minutes=10),
    doc_md="**Selects** the archived pages of the Params and writes them to `raw.frontier` in batches.",
)
def select(params: Any = None) -> list[int]:
    """Write down which archived pages this run reads again."""
    from newsreel.steps.reprocess import select_archived

    return perform_batched(
        select_archived,
        run_id=batch_id(),
        dag_id=get_current_context()["dag"].dag_id,
        first_day=params["from"],
        last_day=params["to"],
        source_code=params["source"],
    )


with DAG(
    dag_id="reprocess_archive",
    dag_display_name="Reprocess the archive",
    description="Reads archived pages again with the current cleaner and extractor",
    doc_md=__doc__,
    schedule=None,
    start_date=START,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=24),
    default_args=task_defaults(),
    tags=[Tag.REPROCESS, Tag.MANUAL],
    params={
        "from": Param(
            None,
            type=["null", "string"],
            format="date",
            title="From",
            description="First day of fetching (UTC). Empty: from the beginning.",
        ),
        "to": Param(
            None,
            type=["null", "string"],
            format="date",
            title="To",
            description="Last day of fetching (UTC), included. Empty: until now.",
        ),
        "source": Param(
            None,
            type=["null", "string"],
            pattern="^[a-z][a-z0-9_]{1,23}$",
            title="Source",
            description="Code of the source. Empty: all sources.",
        ),
    },
):
    archived_pages.expand(batch=select()) >> stage()
