"""`newsreel sources`: what is read, whether it is described right, and a new one.

Rule: a source is one YAML file; nothing here asks the network.
"""
# ruff: noqa: PLC0415 - heavy imports belong into the commands: `--help` answers at once

import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from newsreel.commands.output import TableFormat, note, rows_as_csv, rows_as_json, table
from newsreel.errors import NewsreelError, UsageError
from newsreel.settings import PROJECT

app = typer.Typer(help="List, check and add the sources that are read.", no_args_is_help=True)

CODE = re.compile(r"[a-z][a-z0-9_]{1,23}")
TEMPLATE = """\
# {name}: {homepage}
# Every field is explained in extractors/source.py. `newsreel sources check` tells what is wrong.
name: {name}
homepage: {homepage}
feeds:
  - {feed}
language: en
time_zone: {zone}
country: {country}
terms: Not checked yet. Read the site's terms before this source is enabled.
robots: Not checked yet.
enabled: false
"""


@app.command("list")
def list_sources(
    output: Annotated[
        TableFormat, typer.Option("--format", "-f", help="How the sources are printed.")
    ] = TableFormat.TABLE,
) -> None:
    """List the sources, the enabled ones first."""
    from extractors.source import load_sources

    columns = ("code", "name", "enabled", "schedule", "language", "feeds", "sitemaps", "homepage")
    rows: list[tuple[Any, ...]] = [
        (s.code, s.name, s.enabled, s.schedule, s.language, len(s.feeds), len(s.sitemaps), s.homepage)
        for s in sorted(load_sources().values(), key=lambda s: (not s.enabled, s.code))
    ]
    if output is TableFormat.JSON:
        rows_as_json(columns, rows)
    elif output is TableFormat.CSV:
        rows_as_csv(columns, rows)
    else:
        table(columns, rows)


@app.command()
def check() -> None:
    """Check every source file; one line for each problem."""
    from extractors.source import check_sources

    sources, errors = check_sources()
    for error in errors:
        note(str(error))
    if errors:
        raise NewsreelError(f"{len(errors)} of {len(sources) + len(errors)} source files are wrong")
    note(f"{len(sources)} sources are right, {sum(s.enabled for s in sources.values())} of them enabled")


@app.command()
def new(
    code: Annotated[str, typer.Argument(help="Lower case, digits and _: the file's name and the DAG's.")],
    homepage: Annotated[str, typer.Argument(help="Address of the front page.")],
    *,
    feed: Annotated[str | None, typer.Option(help="Address of its RSS or Atom feed.")] = None,
    name: Annotated[str | None, typer.Option(help="Name of the publication.")] = None,
    country: Annotated[str, typer.Option(help="Country of the publisher, ISO 3166.")] = "US",
    zone: Annotated[str, typer.Option(help="Time zone of the newsroom, IANA.")] = "UTC",
    folder: Annotated[
        Path | None, typer.Option(help="Where the file goes; default: the project's own sources.")
    ] = None,
) -> None:
    """Write the file of a new source, disabled, to be completed by hand.

    [bold]Example[/]
      newsreel sources new screen_daily https://www.screendaily.com --feed https://www.screendaily.com/rss
    """
    from extractors.source import SourceError, read_source

    if not CODE.fullmatch(code):
        raise UsageError(f"{code!r} is no code", hint="2 to 24 characters: a-z, 0-9, _; a letter first")
    parts = urlsplit(homepage)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{homepage!r} is no address", hint="https://www.example.com")
    path = (folder or PROJECT / "extractors" / "sources") / f"{code}.yaml"
    if path.exists():
        raise UsageError(f"{path} is there already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        TEMPLATE.format(
            name=name or parts.hostname.removeprefix("www."),
            homepage=homepage,
            feed=feed or f"{homepage.rstrip('/')}/feed/",
            zone=zone,
            country=country,
        )
    )
    try:
        read_source(path)
    except SourceError as error:
        path.unlink()
        raise UsageError(str(error)) from error
    note(f"{path} is written: complete terms and robots, then set enabled to true")
