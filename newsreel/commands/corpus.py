"""`newsreel press`, `evaluate` and `bench`: the corpus as a site, as a measure of quality and of speed.

Rule: they read the corpus of the checkout and change nothing.
"""
# ruff: noqa: PLC0415 - heavy imports belong into the commands: `--help` answers at once

import time
from typing import Annotated

import typer

from newsreel.commands.output import note, table
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
