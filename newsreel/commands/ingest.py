"""`newsreel ingest`: single pages the way the DAGs take, through Airflow.

Rule: it triggers, waits and reads the result from the warehouse; it never fetches or extracts by itself.
"""
# ruff: noqa: PLC0415 - heavy imports belong into the commands: `--help` answers at once

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from newsreel.commands.output import Report, note, progress, table
from newsreel.errors import AirflowError, NewsreelError, UsageError
from newsreel.settings import Settings

if TYPE_CHECKING:
    from newsreel.stack.rest import Airflow, Run

DAG = "ingest_urls"
ENDINGS = (".html", ".htm", ".txt", ".urls", ".warc", ".warc.gz")
MAX_FATES = 40
VIEWS = ("report.forum", "report.panel", "report.announcement", "report.funding", "report.quote")
FATES = """
SELECT DISTINCT f.url, f.outcome, coalesce(f.detail, '') AS detail, a.canonical_url
FROM raw.fetch f
LEFT JOIN raw.article_version v USING (content_hash)
LEFT JOIN raw.article a USING (article_key)
WHERE f.run_id = %s
ORDER BY 1
"""
HELD = """
SELECT record_type AS record, column_name AS value_of, value_text AS value, reason_text AS reason
FROM quality.quarantine WHERE run_id = %s AND severity = 'critical' ORDER BY 1, 2, 3
"""


def ingest(
    targets: Annotated[
        list[str], typer.Argument(help="Addresses (https://…) or files (.html, .txt, .urls, .warc.gz).")
    ],
    *,
    published: Annotated[
        str | None, typer.Option(help="Day of publication (2025-05-17) of files that do not tell it.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Headline of a single plain text.")] = None,
    source: Annotated[str | None, typer.Option(help="Code of the source the pages belong to.")] = None,
    seconds: Annotated[
        int, typer.Option("--timeout", min=10, help="Seconds after which it stops waiting.")
    ] = 1800,
) -> None:
    """Take pages in through Airflow, and show what was loaded for them.

    Starts the local stack when it is down, and leaves it running. NEWSREEL_AIRFLOW_URL names another Airflow,
    which must be able to read the files.

    [bold]Examples[/]
      newsreel ingest https://www.example.com/story
      newsreel ingest story.html notes.txt --published 2024-10-06
      newsreel ingest CC-NEWS-20250517.warc.gz    # the pages of your sources; --source manual takes all
    """
    conf = _params(targets, published=published, title=title, source=source)
    settings = Settings.load()
    with progress("connecting to Airflow") as report, _airflow(settings, report) as airflow:
        run = _through(airflow, conf, seconds, report)
    _show(settings, run)


def _params(targets: list[str], **given: str | None) -> dict[str, Any]:
    urls = [target for target in targets if urlsplit(target).scheme in {"http", "https"}]
    files = [Path(target).expanduser().absolute() for target in targets if target not in urls]
    for file in files:
        if not file.is_file():
            raise UsageError(f"{file} is neither a file nor an address", hint="addresses begin with https://")
        if not file.name.lower().endswith(ENDINGS):
            raise UsageError(
                f"{file.name}: what is a {file.suffix or 'file without an ending'}?",
                hint="pages end in .html, texts in .txt, address lists in .urls, web archives in .warc.gz",
            )
    return {"urls": urls, "files": [str(file) for file in files]} | {k: v for k, v in given.items() if v}


def _airflow(settings: Settings, report: Report) -> "Airflow":
    from newsreel.stack.rest import Airflow
    from newsreel.stack.supervisor import address_of, start_in_background

    if settings.airflow_url is not None:
        if not settings.airflow_password:
            raise NewsreelError(
                f"there is no password for {settings.airflow_url}", hint="set NEWSREEL_AIRFLOW_PASSWORD"
            )
        return Airflow(settings.airflow_url, settings.airflow_user, settings.airflow_password)
    if address_of(settings) is None:
        note("the stack is down: starting it; `newsreel down` stops it")
    return start_in_background(settings, report).client()


def _through(airflow: "Airflow", conf: dict[str, Any], seconds: float, report: Report) -> "Run":
    """Trigger, and wait until the records are published; returns the run that took the pages in."""
    from newsreel import runs

    report("waiting for the DAGs to be read")
    runs.await_dags(airflow, [DAG, runs.PUBLISH])
    run = airflow.trigger(DAG, conf)

    def tell(now: "Run") -> None:
        done, of = runs.progress_of(now)
        active = ", ".join(dict.fromkeys(task.task_id for task in now.tasks if task.state == "running"))
        report(f"{now.dag_id}: {done} of {of} tasks{f', now {active}' if active else ''}")

    [run] = runs.follow(airflow, [run], seconds=seconds, on_change=tell)
    published = runs.await_consumers(airflow, [run], runs.PUBLISH)
    runs.follow(airflow, published, seconds=seconds, on_change=tell)
    return run


def _show(settings: Settings, run: "Run") -> None:
    from newsreel.commands.query import select, warehouse
    from newsreel.commands.reports import print_reports

    batch = f"{run.dag_id}:{run.run_id}"
    with warehouse(settings):
        address = settings.warehouse_url
        _, fates = select(address, FATES, [batch], role=None)
        _tell(fates)
        articles = sorted({canonical for *_, canonical in fates if canonical})
        if not articles:
            raise AirflowError("no article came of it", hint="the lines above say what became of each page")
        counts = print_reports(address, VIEWS, urls=articles)
        if not any(counts.values()):
            note("no records in it")
        columns, held = select(address, HELD, [batch])
        if held:
            table(columns, held, title="Held back  (quality.quarantine)")


def _tell(fates: Sequence[Sequence[Any]]) -> None:
    """Say what became of each page; of many pages, how many ended in which outcome."""
    if len(fates) > MAX_FATES:
        counts = Counter(outcome for _, outcome, *_ in fates)
        table(("outcome", "pages"), counts.most_common(), title="Pages taken in")
        return
    for url, outcome, detail, _ in fates:
        note(f"{outcome}: {url.partition('#')[0]}{f' ({detail})' if detail else ''}")
