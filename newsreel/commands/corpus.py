"""`newsreel press`, `evaluate` and `bench`: the corpus as a site, as a measure of quality and of speed.

Rule: they read the corpus of the checkout and change nothing.
"""
# ruff: noqa: PLC0415 - heavy imports belong into the commands: `--help` answers at once

import time
from enum import StrEnum
from typing import Annotated

import typer

from newsreel.commands.output import RecordFormat, note, table
from newsreel.errors import NewsreelError


def press(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on loopback; 0 takes a free one.")] = 8090,
) -> None:
    """Serve the corpus as a small press site on this machine, until Ctrl-C.

    [bold]Example[/]
      newsreel press --port 8090
    """
    from newsreel.press.server import running_press

    try:
        with running_press(port) as site:
            table(
                ("outlet", "address"),
                [(outlet.name, f"http://{outlet.host}/") for outlet in site.site.outlets.values()],
            )
            note(f"all on http://127.0.0.1:{site.port} by their Host header; Ctrl-C stops it")
            while True:
                time.sleep(3600)
    except OSError as error:
        raise NewsreelError(f"port {port} is taken", hint="--port 0 takes a free one") from error
    except KeyboardInterrupt:
        note("stopped")


class Side(StrEnum):
    """Which half of the corpus is shown in detail."""

    CHECK = "check"
    TUNE = "tune"


def evaluate(
    *,
    side: Annotated[Side, typer.Option(help="Whose slots, styles and mistakes are shown.")] = Side.CHECK,
    errors: Annotated[int, typer.Option(min=0, help="How many mistakes are listed.")] = 0,
    output: Annotated[
        RecordFormat, typer.Option("--format", "-f", help="How it is printed.")
    ] = RecordFormat.TABLE,
    accept: Annotated[
        bool, typer.Option("--accept", help="Pin what was measured as the new floors.")
    ] = False,
    lower: Annotated[
        str | None, typer.Option(metavar="REASON", help="Let floors fall, and write down why.")
    ] = None,
    split: Annotated[
        bool, typer.Option("--split", help="Only give new articles of the corpus a side.")
    ] = False,
) -> None:
    """Score the extraction against the corpus; fails when it is below a floor.

    [bold]Examples[/]
      newsreel evaluate
      newsreel evaluate --side tune --errors 30
      newsreel evaluate --format json > scores.json
    """
    from newsreel.evaluation.run import run_evaluation, run_split

    if split:
        run_split()
        return
    run_evaluation(
        side=side.value,
        errors=errors,
        is_json=output is RecordFormat.JSON,
        is_accepted=accept,
        lower=lower,
    )


def bench(
    *, rounds: Annotated[int, typer.Option(min=1, max=100, help="How often each is measured.")] = 3
) -> None:
    """Measure what extraction and cleaning cost and what cleaning keeps, beside the bare libraries."""
    from newsreel.evaluation.run import run_bench

    run_bench(rounds)
