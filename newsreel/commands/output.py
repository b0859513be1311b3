"""How commands talk: data to standard output, everything else to standard error.

Rule: text from the outside is never read as markup, and a table fits the terminal it is printed on.
"""

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsreel.errors import NewsreelError

# Off a terminal there is no width to fit: what a wide one has.
stdout = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 120)
stderr = Console(stderr=True, highlight=False)

Report = Callable[[str], None]
MAX_CELL = 400


class TableFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class RecordFormat(StrEnum):
    """How records are printed."""

    TABLE = "table"
    JSON = "json"


def fail(error: NewsreelError) -> int:
    """Print an error in a line, its hint below; returns the exit status."""
    stderr.print(Text.assemble(("Error: ", "bold red"), error.message), soft_wrap=True)
    if error.hint:
        stderr.print(Text(f"  {error.hint}", style="dim"), soft_wrap=True)
    return error.exit_code


def note(message: str) -> None:
    """Tell the user something that is no data."""
    stderr.print(Text(message), soft_wrap=True)


@contextmanager
def progress(first: str) -> Iterator[Report]:
    """Show what is waited for: one changing line on a terminal, a line for each change elsewhere."""
    if not stderr.is_terminal:
        last = ""

        def say(message: str) -> None:
            nonlocal last
            if message != last:
                note(f"… {message}")
                last = message

        say(first)
        yield say
        return
    with stderr.status(Text(first)) as status:
        yield lambda message: status.update(Text(message))


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    title: str | None = None,
    console: Console = stdout,
) -> None:
    """Print rows as a table; long texts are folded, numbers stand right."""
    rows = [tuple(row) for row in rows]
    view = Table(
        title=Text(title) if title else None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    for number, name in enumerate(columns):
        cells = [row[number] for row in rows if row[number] is not None]
        is_number = bool(cells) and all(
            isinstance(c, int | float | Decimal) and not isinstance(c, bool) for c in cells
        )
        view.add_column(
            Text(name),
            justify="right" if is_number else "left",
            overflow="fold",
            no_wrap=is_number or all(len(cell(c)) <= 12 for c in cells),
        )
    for row in rows:
        view.add_row(*(Text(cell(value)) for value in row))
    console.print(view)


def cell(value: object) -> str:
    """Return a value as a table shows it; control characters become blanks, so none reaches the terminal."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | Decimal):
        text = f"{value:,.2f}".rstrip("0").rstrip(".")
    elif isinstance(value, datetime):
        text = value.strftime("%Y-%m-%d %H:%M")
    elif isinstance(value, list | tuple):
        text = "; ".join(cell(item) for item in value)
    elif isinstance(value, dict):
        text = json.dumps(value, ensure_ascii=False, default=str)
    else:
        text = str(value)
    text = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    return text if len(text) <= MAX_CELL else f"{text[:MAX_CELL]}…"


def rows_as_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows as a JSON array of objects, a row a line."""
    separator = "["
    for row in rows:
        item = dict(zip(columns, row, strict=True))
        sys.stdout.write(f"{separator}\n{json.dumps(item, ensure_ascii=False, default=_plain)}")
        separator = ","
    sys.stdout.write("[]\n" if separator == "[" else "\n]\n")


def rows_as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows as CSV (RFC 4180) with a header."""
    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [
                json.dumps(v, ensure_ascii=False, default=_plain) if isinstance(v, list | dict) else v
                for v in row
            ]
        )


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
