"""Reads one source of the trade press, every day.

**What it does.** Discovers articles through the source's feeds and sitemaps, fetches those that are new (or
young and due for another look), keeps the raw bytes in the archive, cleans and extracts them, and stages the
records under the run's id. It ends with the asset `newsreel/staged`, which starts `publish_records`.

**By hand.** Trigger it with Params: `urls` takes these addresses instead of the feeds; `since` and `limit`
narrow what is discovered; `refetch` asks for pages again that are known. A source that is disabled has its
DAG too, paused and without a schedule.

**When it fails.** Fetch errors of single pages never fail the run: each address ends in one outcome of
`raw.fetch`. A red `discover` says that no feed or sitemap could be read; its message names them. Clear the
failed task to go on where the run stopped: every task may be run again and leaves the same rows.
"""

import logging
from datetime import timedelta

from airflow.sdk import DAG, Param, get_current_context, task

from extractors.source import Source, check_sources
from newsreel.orchestration import OWNER, START, Tag, batch_id, daily, perform_batched, task_defaults
from newsreel.tasks import pages, stage

log = logging.getLogger(__name__)


@task(
    execution_timeout=timedelta(minutes=15),
    doc_md=""" **Discovers** what to fetch: reads the source's feeds and sitemaps (or takes the `urls` of the
    Params), leaves out what is known and not due, and writes the addresses to `raw.frontier` in batches.
    Returns the numbers of the batches. """,
)
def discover(code: str) -> list[int]:
    """Find the addresses of this run."""
    from newsreel.steps.discover import discover_source

    context = get_current_context()
    params = context["params"]
    return perform_batched(
        discover_source,
        run_id=batch_id(),
        dag_id=context["dag"].dag_id,
        source_code=code,
        urls=params["urls"] or [],
        since=params["since"],
        limit=params["limit"],
        refetch=params["refetch"],
    )


def scrape_dag(source: Source) -> DAG:
    """Make the DAG of one source."""
    schedule = daily(source.code) if source.schedule == "@daily" else source.schedule
    with DAG(
        dag_id=f"scrape_{source.code}",
        dag_display_name=f"Scrape {source.name}",
        description=f"Reads {source.name} ({source.homepage})",
        doc_md=f"{__doc__}\n{_about(source)}",
        schedule=schedule if source.enabled else None,
        start_date=START,
        catchup=False,
        is_paused_upon_creation=not source.enabled,
        max_active_runs=1,
        max_active_tasks=4,
        dagrun_timeout=timedelta(hours=6),
        default_args=task_defaults(owner=OWNER),
        tags=[Tag.SCRAPE, Tag.NETWORK, Tag.SCHEDULED if source.enabled else Tag.DISABLED],
        params={
            "urls": Param(
                [],
                type=["array", "null"],
                items={"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": 2000},
                title="Addresses",
                description="Fetch these pages instead of what feeds and sitemaps list; one address a line.",
            ),
            "since": Param(
                None,
                type=["null", "string"],
                format="date",
                title="Since",
                description="Only articles of this day or later. Empty: all that is listed.",
            ),
            "limit": Param(
                None,
                type=["null", "integer"],
                minimum=1,
                maximum=10_000,
                title="Limit",
                description=f"At most so many pages, within the source's bound of {source.volume.max_run}.",
            ),
            "refetch": Param(
                False,
                type="boolean",
                title="Fetch again",
                description="Ask for pages again that are known already, and without conditional requests.",
            ),
        },
    ) as dag:
        pages.expand(batch=discover(source.code)) >> stage()
    return dag


def _about(source: Source) -> str:
    listings = "\n".join(f"- {url}" for url in (*source.feeds, *source.sitemaps))
    return (
        f"### {source.name}\n\nLanguage {source.language}, times in {source.time_zone}, "
        f"{source.interval_seconds:g} s between requests, at most {source.volume.max_run} pages a run.\n\n"
        f"{listings}\n\n**Terms.** {source.terms}\n\n**Robots.** {source.robots}\n"
    )


_sources, _errors = check_sources()
for _error in _errors:
    log.error("this source has no DAG until its file is mended: %s", _error)
for _source in _sources.values():
    globals()[f"scrape_{_source.code}"] = scrape_dag(_source)
