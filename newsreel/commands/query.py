"""`newsreel sql` and `newsreel url`: the warehouse, for those who query it.

Rule: a query runs as the role that analysts have, in a transaction that cannot write, with a deadline, as the
only statement of its transaction.
"""
# ruff: noqa: PLC0415 - heavy imports belong into the commands: `--help` answers at once

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated, Any

import typer

from newsreel.commands.output import TableFormat, note, rows_as_csv, rows_as_json, stdout, table
from newsreel.errors import NewsreelError, QueryError, UsageError
from newsreel.settings import Settings, libpq_url

READER = "newsreel_reader"
MAX_TABLE_ROWS = 1000


def sql(
    query: Annotated[str, typer.Argument(help="One SQL statement; - reads it from standard input.")],
    output: Annotated[
        TableFormat, typer.Option("--format", "-f", help="How the rows are printed.")
    ] = TableFormat.TABLE,
    seconds: Annotated[
        int, typer.Option("--timeout", min=1, max=3600, help="Seconds after which the query is given up.")
    ] = 60,
) -> None:
    """Query the warehouse, read-only, as an analyst sees it.

    The tables are those of the schemas [bold]report[/] and [bold]quality[/]. When the local stack is down,
    its database is started for the time of the query.

    [bold]Examples[/]
      newsreel sql "SELECT name, city, start_date FROM report.forum ORDER BY 3"
      newsreel sql "SELECT * FROM report.quote" --format csv > quotes.csv
      echo "SELECT * FROM report.funding" | newsreel sql - -f json
    """
    statement = sys.stdin.read() if query == "-" else query
    if not statement.strip():
        raise UsageError("the query is empty", hint='newsreel sql "SELECT * FROM report.forum"')
    settings = Settings.load()
    with warehouse(settings):
        columns, rows = select(settings.warehouse_url, statement, seconds=seconds)
    if output is TableFormat.JSON:
        rows_as_json(columns, rows)
    elif output is TableFormat.CSV:
        rows_as_csv(columns, rows)
    elif columns:
        table(columns, rows[:MAX_TABLE_ROWS])
        shown = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
        if len(rows) > MAX_TABLE_ROWS:
            shown += f", the first {MAX_TABLE_ROWS} are shown; --format csv has all"
        note(shown)


def url() -> None:
    """Print the warehouse's SQLAlchemy URL, password included.

    [bold]Example[/]
      psql "$(newsreel url | sed s/+psycopg//)"
    """
    settings = Settings.load()
    address = settings.warehouse_url
    print(address)  # noqa: T201 - it is data
    if settings.has_local_warehouse and not is_up(settings):
        note("the local database is not running now: `newsreel up` starts it")
    stdout.file.flush()


def is_up(settings: Settings) -> bool:
    """Tell whether the local stack's database runs."""
    from newsreel.stack.postgres import local_server

    return local_server(settings).is_running()


def warehouse(settings: Settings) -> AbstractContextManager[object]:
    """Have the warehouse running in the block, when it is the local one."""
    if not settings.has_local_warehouse:
        return nullcontext()
    _ = settings.warehouse_url  # a home without a warehouse is told of, not set up by a query
    from newsreel.stack.postgres import local_server

    return local_server(settings).hold()


def select(
    address: str,
    statement: str,
    parameters: Sequence[object] = (),
    *,
    seconds: int = 60,
    role: str | None = READER,
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Run one statement as an analyst, or as the owner (None); returns the columns' names and the rows.

    Raises QueryError with PostgreSQL's own words.
    """
    import psycopg

    try:
        connection = psycopg.connect(
            libpq_url(address), connect_timeout=10, autocommit=True, application_name="newsreel sql"
        )
    except psycopg.OperationalError as error:
        raise NewsreelError(
            f"the warehouse does not answer: {str(error).strip().splitlines()[-1]}",
            hint="`newsreel status` tells what runs",
        ) from error
    with connection:
        try:
            connection.execute(f"set statement_timeout = {seconds * 1000}")
            connection.execute("begin read only")
            if role:
                connection.execute(f"set local role {role}")
            # The extended protocol takes one statement only, so none can leave the transaction and go on.
            cursor = connection.execute(statement.encode(), parameters or None, prepare=True)
            columns = [column.name for column in cursor.description or ()]
            return columns, cursor.fetchall() if columns else []
        except psycopg.Error as error:
            raise _explained(error, statement) from error


def _explained(error: Any, statement: str) -> QueryError:
    detail = error.diag
    message = detail.message_primary or str(error).strip()
    if detail.statement_position:
        line = statement.count("\n", 0, int(detail.statement_position) - 1) + 1
        message += f" (line {line})"
    hints = {
        "42P01": 'newsreel sql "SELECT table_schema, table_name FROM information_schema.tables" lists all',
        "3F000": "`newsreel up` brings the warehouse to the current schema",
        "22023": "`newsreel up` brings the warehouse to the current schema",
        "42501": f"analysts ({READER}) read the schemas report and quality",
        "25006": "queries cannot change the warehouse",
        "42601": "one statement at a time, in PostgreSQL's SQL",
        "57014": "--timeout gives it more seconds",
    }
    return QueryError(message, hint=hints.get(error.sqlstate or "") or detail.message_hint)
