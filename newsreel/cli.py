"""The command line: which commands there are, and how a failure ends one.

Rule: standard output carries data alone, everything else goes to standard error. A failure is one line and a
hint, with status 2 for a wrong call and 1 for the rest; `--debug` adds the trace. Heavy imports stay inside
the commands, so that `--help` answers at once.
"""

import sys
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer

from newsreel.commands import archive, corpus, extract, ingest, query, sources, stack, status
from newsreel.commands.output import fail, stderr
from newsreel.errors import NewsreelError

HELP = """Read the trade press into a warehouse: forums, panels, announcements and quotes.

Every value is traced to the words it was read from. Airflow runs the pipeline; PostgreSQL holds the result.

[bold]To begin[/]
  newsreel demo                      the whole pipeline on a small press site on this machine
  newsreel up                        start PostgreSQL and Airflow here, with its pages in the browser
  newsreel extract article.html      records out of one page, without any of that
  newsreel sql "SELECT name, city FROM report.forum"
"""

app = typer.Typer(
    name="newsreel",
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def options(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the whole trace of an error; may stand anywhere.")
    ] = False,
) -> None:
    """Read what holds for all commands; `--debug` itself is taken out in `main`."""


USE = "Use"
RUN = "Run"
LOOK = "Look after"
app.command(rich_help_panel=USE)(extract.extract)
app.command(rich_help_panel=USE)(ingest.ingest)
app.command(rich_help_panel=USE)(query.sql)
app.command(rich_help_panel=USE)(query.url)
app.command(rich_help_panel=RUN)(stack.demo)
app.command(rich_help_panel=RUN)(stack.up)
app.command(rich_help_panel=RUN)(stack.down)
app.command(rich_help_panel=LOOK)(status.status)
app.add_typer(sources.app, name="sources", rich_help_panel=LOOK)
app.add_typer(archive.app, name="archive", rich_help_panel=LOOK)
app.command(rich_help_panel=LOOK)(corpus.press)
app.command(rich_help_panel=LOOK)(corpus.evaluate)
app.command(rich_help_panel=LOOK)(corpus.bench)


def main() -> None:
    """Run the command line and end the process."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    debug = len(arguments) != len(sys.argv) - 1
    if not debug:
        sys.excepthook = _one_line
    try:
        # Not `app(…)`: it would put Typer's own hook for errors in the place of ours.
        typer.main.get_command(app)(arguments, prog_name="newsreel")
    except NewsreelError as error:
        if debug:
            raise
        sys.exit(fail(error))


def _one_line(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say in a line what no command foresaw; the packages' own errors speak for themselves."""
    if kind.__module__.partition(".")[0] in {"extractors", "schemas"}:
        fail(NewsreelError(str(error), hint=getattr(error, "hint", None)))
        return
    where = trace
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f" in {Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
    stderr.print(
        f"[bold red]Error:[/] unexpected {kind.__name__}{place}: {error}", highlight=False, soft_wrap=True
    )
    stderr.print("  [dim]run it again with --debug for the whole trace[/]")
