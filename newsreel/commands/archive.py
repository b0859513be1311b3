"""`newsreel archive`: the raw pages, checked and taken out as a web archive.

Rule: the archive is only read. An export appears under its name when it is whole, and not before.
"""
# ruff: noqa: PLC0415 - heavy imports belong into the commands: `--help` answers at once

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsreel.commands.output import note, stderr, table
from newsreel.errors import NewsreelError, UsageError
from newsreel.settings import Settings

if TYPE_CHECKING:
    from extractors.archive import Archive

app = typer.Typer(help="Check the raw pages, and export them.", no_args_is_help=True)

PAGES = """
SELECT count(*) OVER (), f.fetch_id, coalesce(f.final_url, f.url), f.fetched_at,
       coalesce(f.http_status, 200), f.content_hash
FROM raw.fetch f
WHERE f.content_hash IS NOT NULL AND f.outcome <> 'not_modified' AND f.url LIKE 'http%%'
  AND (%(source)s::text IS NULL OR f.source_code = %(source)s)
  AND (%(since)s::date IS NULL OR f.fetched_at >= %(since)s::date)
  AND (%(until)s::date IS NULL OR f.fetched_at < %(until)s::date + 1)
ORDER BY f.fetched_at, f.fetch_id
"""
DOCUMENTS = "SELECT count(*) OVER (), content_hash FROM raw.document ORDER BY content_hash"
ROWS = 500


@app.command()
def export(
    warc: Annotated[Path, typer.Option("--warc", help="The file to write; its name ends in .warc.gz.")],
    *,
    source: Annotated[str | None, typer.Option(help="Only the pages of this source.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only pages received on this day or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only pages received up to this day.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file of that name.")] = False,
) -> None:
    """Write the pages that were received to a web archive, in the order in which they came.

    Tools that read WARC can replay it; `newsreel ingest` takes it in again. What came as files is left out.

    [bold]Examples[/]
      newsreel archive export --warc may.warc.gz --since 2025-05-01 --until 2025-05-31
      newsreel archive export --warc kidscreen.warc.gz --source kidscreen
    """
    if not warc.name.endswith(".warc.gz"):
        raise UsageError(
            f"{warc.name} does not end in .warc.gz", hint="newsreel archive export --warc pages.warc.gz"
        )
    if warc.exists() and not overwrite:
        raise UsageError(f"{warc} exists", hint="--overwrite replaces it")
    settings = Settings.load()
    chosen = {"source": source, "since": _day(since), "until": _day(until)}
    counts = _export(settings, warc, chosen)
    note(f"pages written to {warc}: {counts[0]} ({warc.stat().st_size:,} bytes)")
    if counts[1]:
        raise NewsreelError(
            f"{counts[1]} pages are missing or damaged in the archive and were left out",
            hint="newsreel archive verify names them",
        )


@app.command()
def verify() -> None:
    """Read every page in the archive and compare it with its hash; fails when one is missing or damaged."""
    from extractors.archive import Archive, ArchiveError

    settings = Settings.load()
    archive, bad, checked = Archive(settings.archive_url), [], 0
    for (sha,) in _rows(settings, DOCUMENTS, {}, "checking the archive"):
        checked += 1
        try:
            archive.get(sha)
            archive.headers(sha)
        except ArchiveError as error:
            bad.append((sha, str(error).partition(": ")[2] or str(error)))
    if bad:
        table(("content_hash", "what is wrong"), bad)
        raise NewsreelError(
            f"{len(bad)} of {checked} pages are missing or damaged",
            hint="restore them from a copy of the archive",
        )
    note(f"whole: {checked} of {checked}")


def _export(settings: Settings, warc: Path, chosen: dict[str, Any]) -> tuple[int, int]:
    """Write the file; returns how many pages were written and how many could not be."""
    from extractors.archive import Archive
    from extractors.warc_writer import Writer

    archive = Archive(settings.archive_url)
    unfinished = warc.with_name(f".{warc.name}.part")
    written = missing = 0
    about = {"software": f"newsreel {version('newsreel')}", "format": "WARC File Format 1.1"}
    try:
        with unfinished.open("wb") as file:
            writer: Writer | None = None
            for row in _rows(settings, PAGES, chosen, "writing pages"):
                page = _page(archive, row)
                if page is None:
                    missing += 1
                    continue
                writer = writer or Writer(file, warc.name, about, page.at)
                writer.write(page)
                written += 1
        if not written:
            raise NewsreelError("no page was received that fits", hint="newsreel status shows what there is")
        unfinished.replace(warc)
    finally:
        unfinished.unlink(missing_ok=True)
    return written, missing


def _page(archive: "Archive", row: tuple[Any, ...]) -> Any:
    from extractors.archive import ArchiveError
    from extractors.warc_writer import Page

    key, url, at, status, sha = row
    try:
        return Page(key, url, at.astimezone(UTC), status, archive.headers(sha), archive.get(sha), sha)
    except ArchiveError:
        return None


def _rows(settings: Settings, query: str, given: dict[str, Any], what: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query, without their first column: how many there are, for the progress bar."""
    import psycopg
    from rich.progress import Progress

    from newsreel.commands.query import warehouse
    from newsreel.settings import libpq_url

    with (
        warehouse(settings),
        psycopg.connect(libpq_url(settings.warehouse_url)) as conn,
        Progress(console=stderr, transient=True) as bar,
    ):
        task = bar.add_task(what, total=None)
        with conn.cursor(name="pages") as cursor:
            cursor.itersize = ROWS
            for total, *row in cursor.execute(query, given):
                yield tuple(row)
                bar.update(task, advance=1, total=total)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
