"""Watches the sources: who has gone silent, brings too little or too much, or changed its layout.

**What it does.** Once a day it compares the last seven days of each enabled source with the weeks before and
with the bounds in its file: new articles, pages without text, articles without a date or without records,
addresses that the site refuses, and the layout of its pages. What it finds is kept in `report.source_alert`.
Nothing is fetched.

**When it is red.** `verdict` fails when an alert is new, with a line for each, and the notifiers of
`NEWSREEL_NOTIFIERS` get that message. An alert that goes on is not told again; it ends by itself when the
source is well again. `newsreel sources check <code>` looks at the live site.

**By hand.** Trigger it at any time; `moment` judges the sources as of an earlier time.
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, Param, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from newsreel.orchestration import START, Tag, perform, task_defaults


@task(
    execution_timeout=timedelta(minutes=20),
    doc_md="**Watches**: judges each enabled source by its last weeks and keeps the alerts.",
)
def watch(params: Any = None) -> dict[str, Any]:
    """Judge the sources."""
    from newsreel.steps.watch import watch_sources

    run = get_current_context()["dag_run"]
    return perform(watch_sources, moment=params["moment"] or run.run_after.isoformat())


@task(
    retries=0,
    execution_timeout=timedelta(minutes=5),
    doc_md="**Tells** what is new: red, with a line for each alert that was raised.",
)
def verdict(watched: Any) -> None:
    """Turn the run red when there is something new to tell."""
    if messages := watched["messages"]:
        raise AirflowFailException("; ".join(messages))


with DAG(
    dag_id="watch_sources",
    dag_display_name="Watch the sources",
    description="Finds sources that have gone silent or changed",
    doc_md=__doc__,
    schedule="30 7 * * *",
    start_date=START,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=1),
    default_args=task_defaults(),
    tags=[Tag.WATCH, Tag.SCHEDULED],
    params={
        "moment": Param(
            None,
            type=["null", "string"],
            format="date-time",
            title="Moment",
            description="Judge the sources as of this time. Empty: now.",
        ),
    },
):
    verdict(watch())
