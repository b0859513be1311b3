"""`newsreel sources`: what is read, whether it is described right and still answers, and a new one.

Rule: a source is one YAML file. Sites are asked through the fetcher alone, with its manners; nothing is
overwritten, and a proposed source stays disabled until a person has read the site's terms.
"""
# ruff: noqa: PLC0415 - heavy imports belong into the commands: `--help` answers at once

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsreel.commands.output import TableFormat, note, rows_as_csv, rows_as_json, stderr, table
from newsreel.errors import NewsreelError, UsageError
from newsreel.settings import PROJECT

if TYPE_CHECKING:
    from extractors.fetch import Fetcher
    from extractors.scout import Checkup, Proposal
    from extractors.source import Source

app = typer.Typer(help="List, check and add the sources that are read.", no_args_is_help=True)

CODE = re.compile(r"[a-z][a-z0-9_]{1,23}")
Format = Annotated[TableFormat, typer.Option("--format", "-f", help="How the rows are printed.")]


@app.command("list")
def list_sources(output: Format = TableFormat.TABLE) -> None:
    """List the sources, the enabled ones first."""
    from extractors.source import load_sources

    columns = ("code", "name", "enabled", "schedule", "language", "feeds", "sitemaps", "homepage")
    rows = [
        (s.code, s.name, s.enabled, s.schedule, s.language, len(s.feeds), len(s.sitemaps), s.homepage)
        for s in sorted(load_sources().values(), key=lambda s: (not s.enabled, s.code))
    ]
    _print(columns, rows, output)


@app.command()
def check(
    code: Annotated[
        str | None, typer.Argument(help="A source to look at on its site; without one, all files are read.")
    ] = None,
    *,
    pages: Annotated[int, typer.Option(min=1, max=10, help="How many articles are fetched and cleaned.")] = 1,
    output: Format = TableFormat.TABLE,
) -> None:
    """Check the source files and their sample pages, or take one polite look at a source's live site.

    The look reads robots.txt, each feed and sitemap, and the newest article; it fails when anything is wrong.
    Sites get NEWSREEL_CONTACT, your address, with each request.

    [bold]Examples[/]
      newsreel sources check
      NEWSREEL_CONTACT=you@example.org newsreel sources check kidscreen
    """
    from extractors.source import check_sources

    sources, errors = check_sources()
    if code is not None:
        errors = [error for error in errors if f"/{code}.y" in str(error)]
    for error in errors:
        note(str(error))
    if errors:
        raise NewsreelError(
            f"the file of {code} is wrong"
            if code
            else f"{len(errors)} of {len(sources) + len(errors)} source files are wrong"
        )
    if code is None:
        _check_samples(sources)
        note(f"{len(sources)} sources are right, {sum(s.enabled for s in sources.values())} of them enabled")
    elif code in sources:
        _look(sources[code], pages, output)
    else:
        raise UsageError(f"there is no source {code!r}", hint="newsreel sources list")


@app.command()
def new(
    address: Annotated[str, typer.Argument(metavar="URL", help="Address of the site's front page.")],
    *,
    code: Annotated[
        str | None, typer.Option(help="The file's name and the DAG's: a-z, 0-9, _; default: after the site.")
    ] = None,
    folder: Annotated[
        Path,
        typer.Option(
            envvar="NEWSREEL_SOURCES_DIR", show_default="extractors/sources", help="Where the file goes."
        ),
    ] = PROJECT / "extractors" / "sources",
) -> None:
    """Find a site's feeds and sitemaps and write its source file, disabled, to be completed by hand.

    Sites get NEWSREEL_CONTACT, your address, with each request; requests are 5 seconds apart.

    [bold]Example[/]
      NEWSREEL_CONTACT=you@example.org newsreel sources new https://www.screendaily.com/
    """
    from extractors.scout import propose
    from extractors.urls import BadUrl

    if code is not None:
        _refuse_taken(code, folder)
    try:
        fetcher = _fetcher(address)
    except BadUrl as error:
        raise UsageError(
            f"{address!r} is no address: {error}", hint="write it in full: https://www.example.com/"
        ) from error
    note(f"looking at {address}, a request at a time")
    proposal = propose(address, fetcher)
    code = code or proposal.code
    _refuse_taken(code, folder)
    table(("tried", "outcome", "detail"), proposal.tried, console=stderr)
    if not proposal.candidates:
        raise NewsreelError(
            f"{address} names no feed or sitemap that holds articles",
            hint="find one by hand, and copy a file of extractors/sources",
        )
    path = _write(proposal, folder / f"{code}.yaml")
    table(
        ("listing", "kind", "items", "newest"),
        [(each.url, each.kind.value, each.count, each.newest) for each in proposal.candidates],
    )
    _keep_page(proposal, code, folder)
    note(
        f"{path} is written. Next:\n"
        "  1. complete it: terms, robots, time_zone, country, volume; drop the listings without articles\n"
        f"  2. newsreel sources check {code}\n"
        f"  3. set enabled to true: the DAG scrape_{code} appears by itself"
    )


def _refuse_taken(code: str, folder: Path) -> None:
    from extractors.source import check_sources

    if not CODE.fullmatch(code):
        raise UsageError(
            f"{code!r} is no code", hint="--code: 2 to 24 characters a-z, 0-9, _; a letter first"
        )
    taken = [path for end in ("yaml", "yml") if (path := folder / f"{code}.{end}").exists()]
    if taken or code in check_sources()[0]:
        raise UsageError(
            f"there is a source {code!r} already{f': {taken[0]}' if taken else ''}",
            hint="give another --code, or edit the file that is there",
        )


def _fetcher(address: str) -> "Fetcher":
    """Return a fetcher with the usual manners; a site on this machine is not waited for."""
    from extractors.fetch import Fetcher, FetchSettings
    from extractors.urls import parse_url

    settings = FetchSettings.from_environment()
    if settings.loopback.endpoint(parse_url(address)) is not None:
        settings = replace(settings, interval=0.0)
    return Fetcher(settings)


def _write(proposal: "Proposal", path: Path) -> Path:
    """Write a proposed file that reads back right; another one is never overwritten."""
    from extractors.source import SourceError, read_source

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(proposal.yaml)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already") from error
    try:
        read_source(path)
    except SourceError as error:
        path.unlink()
        raise NewsreelError(f"what the site says makes no source: {error}") from error
    return path


def _check_samples(sources: "dict[str, Source]") -> None:
    from extractors.samples import check_samples

    if wrong := check_samples(sources):
        for line in wrong:
            note(line)
        raise NewsreelError(
            "sample pages are not read as they should be",
            hint="mend the cleaning; or, when article.json is wrong, that file",
        )


def _keep_page(proposal: "Proposal", code: str, folder: Path) -> None:
    """Keep the article that was looked at as the source's sample, its test, and show what was read."""
    from extractors.clean import clean
    from extractors.samples import save_sample

    page = proposal.page
    if page is None or page.body is None:
        note(f"no article was read: {page.outcome} {page.detail}".rstrip() if page else "no article was read")
        return
    cleaned = clean(page.body, url=page.final_url, headers=page.headers, source=None)
    if cleaned.article is None:
        note(f"{page.final_url} cannot be read as an article: {cleaned.outcome} {cleaned.detail}".rstrip())
        return
    article = cleaned.article
    note(
        f"read {page.final_url}: “{article.title or 'no title'}”, {article.published or 'no date'}, "
        f"{len(article.text.split())} words"
    )
    sample = save_sample(folder, code, page.body, page.headers, article)
    note(f"{sample} holds the page and, in article.json, what was read: look whether that is right")


def _look(source: "Source", pages: int, output: TableFormat) -> None:
    from extractors.fetch import Fetcher
    from extractors.scout import check_source

    note(f"looking at {source.homepage} ({source.interval_seconds:g} seconds between requests)")
    fetcher = Fetcher()
    checkup = check_source(source, fetcher, sample=pages)
    rows = [*_robots_rows(source, checkup, fetcher), *_checkup_rows(checkup)]
    _print(("what", "address", "outcome", "items", "detail"), rows, output)
    for problem in checkup.problems:
        note(f"wrong: {problem}")
    if checkup.problems:
        raise NewsreelError(f"{source.code}: {len(checkup.problems)} of these answers are wrong")
    state = "enabled" if source.enabled else "disabled: when you have read its terms, set enabled to true"
    note(
        f"{source.code} is right: {len(checkup.discovery.found)} articles listed, "
        f"{checkup.week_count} of the last 7 days; {state}"
    )


def _robots_rows(source: "Source", checkup: "Checkup", fetcher: "Fetcher") -> list[tuple[Any, ...]]:
    """Return a row for each host that answered; its rules are known by then and not asked for again."""
    from extractors.urls import parse_url

    answered = [parse_url(each.fetched.final_url) for each in checkup.discovery.listings if each.is_good]
    hosts = {url.root: fetcher.robots(url, source=source) for url in answered}
    return [
        (
            "robots",
            f"{root}/robots.txt",
            "rules" if robots.rules is not None else "no rules",
            None,
            f"{robots.delay:g} seconds between requests" if robots.delay else "",
        )
        for root, robots in hosts.items()
    ]


def _checkup_rows(checkup: "Checkup") -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [
        ("listing", each.url, each.outcome.value, each.count, each.detail)
        for each in checkup.discovery.listings
    ]
    for found, fetched, cleaned in checkup.pages:
        outcome, detail = (
            (fetched.outcome, fetched.detail) if cleaned is None else (cleaned.outcome, cleaned.detail)
        )
        article = cleaned.article if cleaned else None
        if article is not None:
            detail = f"“{article.title}”, {article.published}, {len(article.text.split())} words"
        rows.append(("article", found.url, outcome.value, None, detail))
    return rows


def _print(columns: Sequence[str], rows: Sequence[Sequence[Any]], output: TableFormat) -> None:
    if output is TableFormat.JSON:
        rows_as_json(columns, rows)
    elif output is TableFormat.CSV:
        rows_as_csv(columns, rows)
    else:
        table(columns, rows)
