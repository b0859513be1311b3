"""`newsreel extract`: pages or texts in, records out, without Airflow and without a warehouse.

Rule: what it prints is what the DAGs would store, made by the same two calls: clean, then extract.
"""
# ruff: noqa: PLC0415 - heavy imports belong into the commands: `--help` answers at once

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsreel.commands import jsonl as contract
from newsreel.commands.output import RecordFormat, note, stdout, table
from newsreel.errors import NewsreelError, UsageError
from newsreel.settings import Settings

if TYPE_CHECKING:
    from extractors.article import Article
    from extractors.pipeline import ExtractionError
    from schemas.records import Records


class Engine(StrEnum):
    """What reads the records out of the text."""

    RULES = "rules"
    LLM = "llm"


def extract(
    files: Annotated[list[str], typer.Argument(help="Pages (.html), plain texts, or - for standard input.")],
    *,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read JSON lines and write JSON lines; see below.")
    ] = False,
    output: Annotated[
        RecordFormat, typer.Option("--format", "-f", help="How the records of files are printed.")
    ] = RecordFormat.TABLE,
    engine: Annotated[Engine, typer.Option(help="What reads the records out of the text.")] = Engine.RULES,
    title: Annotated[str | None, typer.Option(help="Headline, for a single file.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication (2025-05-17), where the page does not tell.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Address of the page, for a single file.")] = None,
) -> None:
    """Read forums, panels, announcements and quotes out of pages or texts.

    With [bold]--jsonl[/] each line is an article:
      {"id": …, "url"?, "title"?, "published"?, "html" or "text": …}
    and each line of the answer has its records, or says what was wrong:
      {"id": …, "text": …, "article": {…}, "records": {"forums": […], "panels": […], …}}
      {"id": …, "error": {"code": …, "message": …}}
    A line that is wrong does not stop the others, and the status is 0.

    [bold]--engine llm[/] asks the language model of NEWSREEL_LLM_URL (any OpenAI-compatible endpoint) and
    NEWSREEL_LLM_MODEL, with NEWSREEL_LLM_KEY. Whatever it says is found in the text again, or dropped; its
    answers are kept, so an article costs once.

    [bold]Examples[/]
      newsreel extract story.html
      newsreel extract story.txt --published 2024-10-06 --format json | jq .records.quotes
      newsreel extract --jsonl - < articles.jsonl > records.jsonl
    """
    for name in files:
        if name != "-" and not Path(name).is_file():
            raise UsageError(
                f"there is no file {name}", hint="newsreel extract FILE…, or - for standard input"
            )
    if jsonl:
        if title or published or url:
            raise UsageError("--title, --published and --url are part of each line with --jsonl")
        _write(contract.answers(contract.open_lines(files, sys.stdin.buffer), _reader(engine)))
        return
    if (url or title) and len(files) > 1:
        raise UsageError("--url and --title belong to a single file")
    given = {key: v for key, v in (("title", title), ("published", published), ("url", url)) if v}
    read = _reader(engine)
    answers = (answer for name in files for answer in contract.answer_batch([_input(name, given)], read))
    failed = _write(answers) if output is RecordFormat.JSON else _show(answers)
    if failed:
        raise NewsreelError(f"{failed} of {len(files)} could not be read")


def _reader(engine: Engine) -> "contract.ReadMany":
    """Return what extracts articles; an engine that is not set up is told at once."""
    from extractors.pipeline import ExtractionError, extract_many

    if engine is Engine.RULES:
        return extract_many
    from extractors.llm.engine import LlmEngine, LlmSettings, LlmSettingsError, LlmUnavailableError

    try:
        llm = LlmEngine(LlmSettings.from_environment(), Settings.load().home / "llm")
    except LlmSettingsError as error:
        raise UsageError(str(error), hint="newsreel extract --help names the variables") from error

    def read(articles: "Iterable[Article]") -> "Iterator[Records | ExtractionError]":
        for article in articles:
            try:
                yield llm.extract(article)
            except ExtractionError as error:
                yield error
            except LlmUnavailableError as error:
                yield ExtractionError(article.key, str(error))

    return read


def _input(name: str, given: dict[str, str]) -> Any:
    body = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    text = body.decode("utf-8", "replace")
    is_page = Path(name).suffix.lower() in {".html", ".htm", ".xhtml"} or text.lstrip()[:1] == "<"
    try:
        return name, contract.to_article({"html" if is_page else "text": text} | given)
    except contract.BadInputError as error:
        return name, error


def _write(answers: Iterable[dict[str, Any]]) -> int:
    """Write each answer as a line at once; returns how many are errors."""
    failed = 0
    output = sys.stdout.buffer
    for answer in answers:
        output.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
        output.flush()
        failed += "error" in answer
    return failed


def _show(answers: Iterable[dict[str, Any]]) -> int:
    failed = 0
    for answer in answers:
        if "error" in answer:
            note(f"{answer['id']}: {answer['error']['message']} ({answer['error']['code']})")
            failed += 1
            continue
        article, records = answer["article"], answer["records"]
        facts = [article["title"], *article["authors"], article["outlet"], article["published"]]
        note(" · ".join([answer["id"], *(str(fact) for fact in facts if fact)]))
        if not any(records.values()):
            note("no records in it")
        _tables(records)
    return failed


def _tables(records: dict[str, Any]) -> None:
    shapes = {
        "forums": (
            ("name", "kind", "edition", "organizers", "partners", "place", "dates", "attendance"),
            _forum,
        ),
        "panels": (("title", "kind", "event", "date", "participants"), _panel),
        "announcements": (
            ("kind", "subject", "by", "with", "people", "titles", "amounts", "counts", "date"),
            _announcement,
        ),
        "quotes": (("speaker", "text"), lambda quote: (quote["speaker"], quote["text"])),
    }
    for kind, (columns, row) in shapes.items():
        if records[kind]:
            table(columns, [row(record) for record in records[kind]], title=kind.capitalize())
    stdout.file.flush()


def _forum(forum: dict[str, Any]) -> tuple[object, ...]:
    place = ", ".join(forum[key] for key in ("venue", "city", "country") if forum[key])
    dates = " to ".join(dict.fromkeys(filter(None, (forum["start_date"], forum["end_date"]))))
    return (
        *(forum[key] for key in ("name", "kind", "edition", "organizers", "partners")),
        place,
        dates,
        forum["attendance"] and _number(forum["attendance"]),
    )


def _panel(panel: dict[str, Any]) -> tuple[object, ...]:
    people = [
        ", ".join(filter(None, (p["name"], p["role"], p["affiliation"])))
        + (" (moderator)" if p["part"] == "moderator" else "")
        for p in panel["participants"]
    ]
    return (*(panel[key] for key in ("title", "kind", "event", "date")), people)


def _announcement(item: dict[str, Any]) -> tuple[object, ...]:
    return (
        *(item[key] for key in ("kind", "subject", "by", "with")),
        [person["name"] for person in item["people"]],
        item["titles"],
        [_number(amount) for amount in item["amounts"]],
        [_number(count) for count in item["counts"]],
        item["date"],
    )


def _number(figure: dict[str, Any]) -> str:
    qualifier = "" if figure["qualifier"] == "exact" else figure["qualifier"].replace("_", " ")
    value = f"{figure['value']:,.2f}".removesuffix(".00")
    return " ".join(filter(None, (qualifier, value, figure.get("currency") or figure.get("unit"))))
