"""`newsreel up`, `down` and `demo`: the local stack.

Rule: `up` returns when a user can log in, `down` when no process is left.
"""
# ruff: noqa: PLC0415 - heavy imports belong into the commands: `--help` answers at once

from typing import TYPE_CHECKING, Annotated

import typer

from newsreel.commands.output import note, progress, stdout
from newsreel.settings import Settings

if TYPE_CHECKING:
    from newsreel.stack.supervisor import Address


def up(
    foreground: Annotated[
        bool, typer.Option("--foreground", help="Stay in this terminal; Ctrl-C stops everything.")
    ] = False,
) -> None:
    """Start PostgreSQL and Airflow on this machine, and tell how to get in.

    Runs in the background until [bold]newsreel down[/]. The first start sets the databases up and takes a
    minute or two. A port that is taken is avoided; NEWSREEL_PORT asks for another than 8080.

    [bold]Examples[/]
      newsreel up
      NEWSREEL_HOME=~/newsreel-test newsreel up      a second stack beside the first
    """
    from newsreel.stack import supervisor

    settings = Settings.load()
    if not foreground:
        with progress("starting") as report:
            address = supervisor.start_in_background(settings, report)
        _welcome(settings, address)
        return
    with progress("starting") as report, supervisor.running_stack(settings, report) as stack:
        _welcome(settings, stack.address)
        report("running; Ctrl-C stops it")
        try:
            stack.watch()
        except KeyboardInterrupt:
            report("stopping")


def down() -> None:
    """Stop what `newsreel up` has started; the data stay."""
    from newsreel.stack import supervisor

    with progress("stopping") as report:
        was_running = supervisor.stop_in_background(Settings.load(), report)
    note("stopped" if was_running else "nothing was running")


def demo() -> None:
    """Run the whole pipeline on a small press site on this machine, and show what it found.

    Starts PostgreSQL and Airflow, serves the corpus as a press site on loopback, triggers the daily DAGs
    on it, waits until their records are published, and prints the report tables. Nothing is left running;
    the data stay, so a second run is quick and changes nothing.
    """
    from newsreel.demo import run_demo

    run_demo(Settings.load())


def _welcome(settings: Settings, address: "Address") -> None:
    lines = {
        "Airflow": address.url,
        "user": address.user,
        "password": address.password,
        "logs": settings.logs,
        "inbox": settings.inbox,
    }
    for name, value in lines.items():
        stdout.print(f"{name:<9} {value}", soft_wrap=True, markup=False)
    note('next: newsreel sql "SELECT * FROM report.forum" · newsreel ingest URL_OR_FILE · newsreel down')
