"""Takes in single pages: addresses, or files that the workers can read.

**What it does.** The same way as a scrape takes, for what you name: fetch or read, archive, clean, extract,
stage. It ends with the asset `newsreel/staged`, which starts `publish_records`.

**By hand, by REST or by `newsreel ingest`.** `urls` are fetched under the rules of the source whose site they
belong to (robots.txt and rates hold for others too). `files` are pages (`.html`), plain texts (`.txt`, kept
as they are), lists of addresses (`.urls`) or web archives (`.warc.gz`): of these the pages of your sources
are taken (with a `source` only its pages, with `manual` all). A page's identity is the canonical address it
names, else the hash of its content. For plain text give the day of publication in `published`; dates like
"today" are resolved against it.

    POST /api/v2/dags/ingest_urls/dagRuns
    {"logical_date": null, "conf": {"urls": ["https://example.com/story"]}}
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, Param, get_current_context, task

from newsreel.orchestration import START, Tag, batch_id, perform_batched, task_defaults
from newsreel.tasks import pages, stage


@task(
    execution_timeout=timedelta(minutes=10),
    doc_md=""" **Accepts** the addresses and files of the Params: writes them to `raw.frontier` in batches.
    Fails at once, with all reasons, when an address is malformed or a file is missing or of no known kind.
    """,
)
def accept(params: Any = None) -> list[int]:
    """Write down what this run takes in."""
    from newsreel.steps.accept import accept_urls

    return perform_batched(
        accept_urls,
        run_id=batch_id(),
        dag_id=get_current_context()["dag"].dag_id,
        urls=params["urls"] or [],
        files=params["files"] or [],
        published=params["published"],
        title=params["title"],
        source_code=params["source"],
    )


with DAG(
    dag_id="ingest_urls",
    dag_display_name="Ingest addresses and files",
    description="Takes in the pages you name: addresses or files",
    doc_md=__doc__,
    schedule=None,
    start_date=START,
    catchup=False,
    max_active_runs=4,
    dagrun_timeout=timedelta(hours=3),
    default_args=task_defaults(),
    tags=[Tag.INGEST, Tag.MANUAL, Tag.NETWORK],
    params={
        "urls": Param(
            [],
            type=["array", "null"],
            items={"type": "string", "pattern": "^https?://", "maxLength": 2000},
            title="Addresses",
            description="Pages to fetch, one address a line.",
        ),
        "files": Param(
            [],
            type=["array", "null"],
            items={"type": "string", "minLength": 1, "maxLength": 4000},
            title="Files",
            description="Paths of .html, .txt, .urls or .warc.gz files the workers can read, one a line.",
        ),
        "published": Param(
            None,
            type=["null", "string"],
            format="date",
            title="Published",
            description="Day of publication of the files, where they do not tell it themselves.",
        ),
        "title": Param(
            None,
            type=["null", "string"],
            maxLength=1000,
            title="Title",
            description="Headline of a plain text; for a single file.",
        ),
        "source": Param(
            None,
            type=["null", "string"],
            pattern="^[a-z][a-z0-9_]{1,23}$",
            title="Source",
            description="Code of the source of the pages. Empty: the one whose site it is, else `manual`.",
        ),
    },
):
    pages.expand(batch=accept()) >> stage()
