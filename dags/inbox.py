"""Takes in what is dropped into the inbox folder.

**What it does.** The triggerer watches the drop folder (`NEWSREEL_INBOX`). A file that has stopped growing is
claimed by one rename into `claimed/` and this DAG starts; it takes in everything that is claimed, and moves
each file to `done/`, or to `failed/` with the reason in `<name>.reason`. It ends with the asset
`newsreel/staged`, which starts `publish_records`.

**What may be dropped.** Pages (`.html`), plain texts (`.txt`), lists of addresses (`.url`, `.urls`; one a
line). A file `<name>.meta.json` dropped before the page gives what it does not tell itself: `{"published":
"2024-10-06", "title": "…", "url": "…", "source": "…"}`.

**When it fails.** Where a file stands is the folder it lies in, so nothing is forgotten or told twice after a
restart. Files whose run did not finish stay in `claimed/` and are told again after 15 minutes.
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, Asset, AssetWatcher, TriggerRule, get_current_context, task

from newsreel.events import InboxTrigger
from newsreel.orchestration import START, Tag, batch_id, perform, perform_batched, task_defaults
from newsreel.settings import Settings
from newsreel.tasks import pages, stage

INBOX = Asset(
    "newsreel/inbox",
    uri="newsreel://inbox",
    watchers=[AssetWatcher(name="inbox", trigger=InboxTrigger(folder=str(Settings().inbox)))],
)


@task(
    execution_timeout=timedelta(minutes=10),
    doc_md=""" **Collects** what is claimed: writes the files, and the addresses of lists, to `raw.frontier`
    in batches. A file that cannot be read as what it says it is goes to `failed/` with the reason. """,
)
def collect() -> list[int]:
    """Write down what this run takes in."""
    from newsreel.steps.accept import accept_claims

    return perform_batched(accept_claims, run_id=batch_id(), dag_id=get_current_context()["dag"].dag_id)


@task(
    execution_timeout=timedelta(minutes=10),
    doc_md="**Settles** each file: to `done/` when its content is staged, else to `failed/` with the reason.",
    trigger_rule=TriggerRule.NONE_FAILED,
)
def settle() -> dict[str, Any]:
    """Move the files of this run out of claimed/."""
    from newsreel.steps.accept import settle_claims

    return perform(settle_claims, run_id=batch_id())


with DAG(
    dag_id="ingest_inbox",
    dag_display_name="Ingest the inbox",
    description="Takes in the files dropped into the inbox folder",
    doc_md=__doc__,
    schedule=[INBOX],
    start_date=START,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=3),
    default_args=task_defaults(),
    tags=[Tag.INGEST, Tag.EVENT],
):
    lanes = pages.expand(batch=collect())
    lanes >> stage()
    lanes >> settle()
