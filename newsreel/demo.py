"""The demo: the whole pipeline on a small press site on this machine, and what it found.

Rule: nothing is faked. The site is read through the network stack by the DAGs that run every day, and what is
printed is read from the warehouse by SQL. Nothing is left running; the data stay in the home.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from extractors.source import load_sources
from newsreel import runs
from newsreel.commands.output import note, progress, stderr, stdout
from newsreel.commands.reports import print_reports
from newsreel.errors import StackError
from newsreel.press.server import running_press
from newsreel.settings import PROJECT, Settings
from newsreel.stack.rest import Airflow, Run
from newsreel.stack.supervisor import address_of, running_stack

SOURCES = PROJECT / "corpus" / "press" / "sources"
SCRAPE_SECONDS = 1800
PUBLISH_SECONDS = 1200
VIEWS = (
    "report.forum",
    "report.panel",
    "report.announcement",
    "report.funding",
    "report.source_health",
)
NEXT = """
Where to look next
  newsreel sql "SELECT speaker, quote_text FROM report.quote LIMIT 5"     any question, in SQL
  newsreel sql "SELECT * FROM report.evidence LIMIT 5"                    the words each value was read from
  newsreel status                                                         runs, volumes, freshness, quarantine
  newsreel up                                                             the same in Airflow, in the browser
  newsreel extract FILE                                                   a page of your own"""


def run_demo(settings: Settings) -> None:
    """Run it; raises a NewsreelError with the failed task's log when something went wrong."""
    began = datetime.now(UTC)
    if (address := address_of(settings)) is not None:
        raise StackError(
            f"the stack already runs on {address.url}; the demo starts its own beside the press site",
            hint="`newsreel down` first, or set NEWSREEL_HOME to another folder",
        )
    with running_press() as press:
        note(f"serving {len(press.site.outlets)} outlets of the corpus on 127.0.0.1:{press.port}")
        os.environ |= {
            "NEWSREEL_SOURCES_DIR": str(SOURCES),
            "NEWSREEL_LOOPBACK_ALLOWED": press.loopback_allowed,
        }
        with progress("starting") as report, running_stack(settings, report) as stack:
            report("ready")
            with stack.address.client() as airflow:
                report("waiting for the DAGs to be read")
                dags = [f"scrape_{code}" for code in load_sources(SOURCES)]
                runs.await_dags(airflow, [*dags, runs.PUBLISH], alive=stack.check)
                report("scraping")
                _scrape_and_publish(airflow, dags, began, stack.check)
            note(f"asked the press site {len(press.requests)} times")
            stdout.print()
            counts = print_reports(settings.warehouse_url, VIEWS)
    if empty := [view for view in VIEWS if not counts[view]]:
        raise StackError(f"the demo found nothing for {', '.join(empty)}")
    note(NEXT)
    seconds = (datetime.now(UTC) - began).total_seconds()
    note(f"\nDone in {seconds:.0f} s; nothing is left running. The data are in {settings.home}")


def _scrape_and_publish(
    airflow: Airflow, dags: list[str], began: datetime, alive: Callable[[], None]
) -> None:
    with _bars() as show:
        waiting = runs.run_now(airflow, dags, since=began)
        scrapes: list[Run] = []
        while waiting:  # the scheduler may have started one more meanwhile
            scrapes += runs.follow(airflow, waiting, seconds=SCRAPE_SECONDS, on_change=show, alive=alive)
            waiting = runs.active(airflow, dags)
        published = runs.await_consumers(airflow, scrapes, runs.PUBLISH, alive=alive)
        if not published:
            note("the press site has nothing new since the last time")
        runs.follow(airflow, published, seconds=PUBLISH_SECONDS, on_change=show, alive=alive)


@contextmanager
def _bars() -> Iterator[Callable[[Run], None]]:
    """Show a bar for each run; off a terminal, a line when one has ended."""
    columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bars: dict[str, TaskID] = {}
    with Progress(*columns, console=stderr, disable=not stderr.is_terminal) as view:

        def show(run: Run) -> None:
            done, of = runs.progress_of(run)
            if run.run_id not in bars:
                bars[run.run_id] = view.add_task(run.dag_id, total=None)
            view.update(bars[run.run_id], completed=done, total=of or None)
            if run.has_ended and not stderr.is_terminal:
                note(f"{run.dag_id}: {run.state}, {of} tasks")

        yield show
