"""The report tables that the demo and `newsreel ingest` print, as SQL over the views.

Rule: they are read as any analyst reads them, and fit into 100 columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console

from newsreel.commands.output import note, stdout, table
from newsreel.commands.query import select

ROWS = 12


@dataclass(frozen=True, slots=True)
class Report:
    """One table: `urls` says in which column a row names its articles."""

    title: str
    view: str
    columns: str
    order: str
    urls: str | None = "article_urls"


REPORTS = (
    Report(
        "Forums",
        "report.forum",
        "name, kind, edition AS no, organizers, concat_ws(', ', city, country) AS place,"
        " start_date_text AS starts, attendance AS people, outlet_count AS outlets",
        "outlet_count DESC, (start_date IS NULL), start_date DESC, name",
    ),
    Report(
        "Panels",
        "report.panel",
        "coalesce(title, kind) AS panel, event, date_text AS date, speakers, moderators",
        "(title IS NULL), speaker_count DESC, title, panel_id",
    ),
    Report(
        "Announcements",
        "report.announcement",
        "kind, subject, announced_by AS by, people, titles, date_text AS date",
        "outlet_count DESC, first_published_date DESC NULLS LAST, kind, announcement_id",
    ),
    Report(
        "Funding",
        "report.funding",
        "amount, currency AS cur, nullif(qualifier, 'exact') AS about, subject, announced_by AS by,"
        " date_text AS date, amount_text AS as_written",
        "outlet_count DESC, first_published_date DESC NULLS LAST, announcement_id, amount DESC",
    ),
    Report(
        "Figures on which outlets differ",
        "report.figure_conflict",
        "*",
        "1",
    ),
    Report("Quotes", "report.quote", "speaker, quote_text AS says", "quote_id", urls="ARRAY[article_url]"),
    Report(
        "Source health",
        "report.source_health",
        "source_code AS source, last_batch_state AS last, fetch_count AS asked, fetched_count AS pages,"
        " unchanged_count AS known, failed_count AS failed, article_count AS articles,"
        " record_count AS records, newest_published_date AS newest, quarantine_count AS held",
        "source_code",
        urls=None,
    ),
)


def print_report(
    address: str,
    report: Report,
    *,
    urls: Sequence[str] | None = None,
    limit: int = ROWS,
    console: Console = stdout,
) -> int:
    """Print one table, of these articles or of all; returns how many rows there are."""
    where, values = "", []
    if urls is not None and report.urls:
        where, values = f" WHERE {report.urls} && %s", [list(urls)]
    source = f"FROM {report.view}{where}"
    _, [(total,)] = select(address, f"SELECT count(*) {source}", values)
    if not total:
        return 0
    columns, rows = select(
        address,
        f"SELECT {report.columns} {source} ORDER BY {report.order} LIMIT {limit}",
        values,
    )
    title = report.title if total <= limit else f"{report.title}: {limit} of {total}"
    table(columns, rows, title=f"{title}  ({report.view})", console=console)
    return int(total)


def print_reports(address: str, names: Sequence[str], *, urls: Sequence[str] | None = None) -> dict[str, int]:
    """Print some tables by their view; returns how many rows each has."""
    counts = {}
    for report in REPORTS:
        if report.view in names:
            counts[report.view] = print_report(address, report, urls=urls)
            if not counts[report.view] and urls is None:
                note(f"{report.title}: none ({report.view})")
    return counts
