"""The tasks that several DAGs share: fetch, clean and extract a batch of pages, and stage what came of a run.

Rule: a task is a line or two around a step of `newsreel.steps`; the step is imported inside it. What goes
from task to task is batch numbers, keys and counts.
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import TriggerRule, get_current_context, task, task_group
from airflow.sdk.exceptions import AirflowSkipException

from newsreel.orchestration import STAGED, batch_id, perform

LABEL = "{{ counts }}"


@task(
    execution_timeout=timedelta(minutes=45),
    max_active_tis_per_dagrun=2,
    map_index_template=LABEL,
    doc_md=""" **Fetches** the addresses of one batch, politely: robots.txt, one request at a time to a host,
    conditional requests. The bytes go to the archive under their hash, the outcome of each address to
    `raw.fetch`. Pages that a site put off (`Retry-After`) are left for a retry of this task at the time the
    site named; on the last try they end as `rate_limited` and the next run asks for them again. """,
)
def fetch(batch: int) -> dict[str, int]:
    """Fetch one batch."""
    from newsreel.steps.fetch import fetch_batch

    ti = get_current_context()["ti"]
    is_last = ti.try_number > ti.max_tries
    return perform(fetch_batch, run_id=batch_id(), batch_no=batch, is_last_try=is_last)


@task(
    execution_timeout=timedelta(minutes=20),
    map_index_template=LABEL,
    doc_md=""" **Cleans** the pages of one batch into article text and metadata (`raw.article`,
    `raw.article_version`). What is no article (a consent wall, a soft 404, an empty page) gets its outcome in
    `raw.fetch` and goes no further. Returns counts and the keys of the article versions. """,
)
def clean(batch: int) -> dict[str, Any]:
    """Clean one batch."""
    from newsreel.steps.clean import clean_batch

    return perform(clean_batch, run_id=batch_id(), batch_no=batch)


@task(
    execution_timeout=timedelta(minutes=30),
    max_active_tis_per_dag=2,
    map_index_template=LABEL,
    doc_md=""" **Extracts** forums, panels, announcements and quotes from the articles of one batch, each
    value with the words it was read from, and writes them to `staging.*` under this run's id. Running it
    again writes the same rows. """,
)
def extract(batch: int, cleaned: Any) -> dict[str, int]:
    """Extract one batch."""
    from newsreel.steps.extract import extract_batch

    return perform(extract_batch, run_id=batch_id(), batch_no=batch, versions=list(cleaned["versions"]))


@task_group(group_id="pages", tooltip="One lane a batch of pages: fetch, clean, extract")
def pages(batch: int) -> None:
    """Take one batch from its addresses to staged records."""
    cleaned = clean(batch)
    fetch(batch) >> cleaned
    extract(batch, cleaned)


@task_group(group_id="pages", tooltip="One lane a batch of archived pages: clean, extract")
def archived_pages(batch: int) -> None:
    """Take one batch from the archive to staged records; nothing is fetched."""
    extract(batch, clean(batch))


@task(
    outlets=[STAGED],
    trigger_rule=TriggerRule.NONE_FAILED,
    execution_timeout=timedelta(minutes=10),
    doc_md=""" **Stages** what came of the run: closes its batch in `staging.batch` and announces the asset
    `newsreel/staged` with the run's id and counts, which starts `publish_records`. A run that brought no
    article is skipped here and announces nothing. """,
)
def stage(*, outlet_events: Any = None) -> dict[str, int]:
    """Close the run's batch and announce it."""
    from newsreel.steps.stage import close_run

    run_id = batch_id()
    counts = perform(close_run, run_id=run_id)
    if not counts.pop("is_due"):
        raise AirflowSkipException("the run brought no article, so there is nothing to publish")
    outlet_events[STAGED].extra = {"run_id": run_id, **counts}
    return counts
