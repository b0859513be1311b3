"""A run of a source as Airflow makes it: steps with the inputs that a retry gets again, each in a process.

Rule: what goes from step to step is what the DAGs pass on: batch numbers and keys. A child is a fork of this
process, so it has the language model loaded; it opens its own connections.
"""

import multiprocessing
import os
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

import psutil
from crash_harm import Harm, Place, Track
from crash_memory import forget
from crash_site import SOURCE

from newsreel.settings import Settings
from newsreel.steps.accept import accept_urls
from newsreel.steps.clean import clean_batch
from newsreel.steps.discover import discover_source
from newsreel.steps.extract import extract_batch
from newsreel.steps.fetch import fetch_batch
from newsreel.steps.house import open_house
from newsreel.steps.publish import publish_staged
from newsreel.steps.stage import close_run

Results = Mapping[str, Mapping[str, Any]]
SECONDS = 120  # for one try of a step


@dataclass(frozen=True)
class Step:
    """A task of the run; `inputs` are made from what the tasks before it returned."""

    name: str
    function: Callable[..., Mapping[str, Any]]
    inputs: Callable[[Results], dict[str, Any]] = field(default=lambda _: {})


def steps_of(run_id: str, source: str = SOURCE, batches: int = 2, *, days_later: int = 0) -> list[Step]:
    """Return the tasks of a run, in order; it finds out what is due as if it were some days later."""
    dag = {"dag_id": f"scrape_{source}", "source_code": source}
    now = datetime.now(UTC) + timedelta(days=days_later)
    discover = Step("discover", discover_source, lambda _: {"run_id": run_id, "now": now, **dag})
    return [discover, *_rest(run_id, batches)]


def first_steps(urls: Sequence[str]) -> list[Step]:
    """Return the tasks of a run that reads some pages by their address."""
    run_id = "ingest_urls:manual__first"
    given = {"run_id": run_id, "dag_id": "ingest_urls", "urls": urls}
    return [Step("accept", accept_urls, lambda _: given), *_rest(run_id, 1)]


def _rest(run_id: str, batches: int) -> list[Step]:
    steps = []
    for number in range(1, batches + 1):
        batch = {"run_id": run_id, "batch_no": number}
        steps += [
            Step(f"fetch {number}", fetch_batch, lambda _, b=batch: {**b, "is_last_try": False}),
            Step(f"clean {number}", clean_batch, lambda _, b=batch: b),
            Step(
                f"extract {number}",
                extract_batch,
                lambda done, b=batch: {**b, "versions": done[f"clean {b['batch_no']}"]["versions"]},
            ),
        ]
    steps.append(Step("stage", close_run, lambda _: {"run_id": run_id}))
    return [*steps, Step("publish", publish_staged)]


@dataclass
class Ended:
    """How a try of a step ended: with a result, an error, or (neither) killed."""

    result: dict[str, Any] | None = None
    error: str | None = None
    was_struck: bool = False
    passed: Counter[Place] = field(default_factory=Counter)

    @property
    def how(self) -> str:
        """In a word: done, failed or killed."""
        return "done" if self.result is not None else "failed" if self.error else "killed"


class Worker:
    """A child process that runs one step, as an Airflow worker runs a task."""

    def __init__(
        self, step: Step, done: Results, settings: Settings, harm: Harm | None, *, is_fresh: bool
    ) -> None:
        """Start it; `is_fresh` has it work out anew what is remembered."""
        self.ended = Ended()
        self._pipe, theirs = multiprocessing.Pipe()
        self._pid = os.fork()
        if self._pid == 0:
            self._pipe.close()
            _be_worker(step, step.inputs(done), settings, harm, theirs, is_fresh=is_fresh)
        theirs.close()

    def wait(self) -> str | None:
        """Wait for what it asks for ("postgres…", "worker stalled"), or for its end (None)."""
        while True:
            try:
                if not self._pipe.poll(SECONDS):
                    self.end()
                    self.ended.error = f"not done within {SECONDS} s"
                    return None
                kind, told = self._pipe.recv()
            except (EOFError, ConnectionResetError):
                self.end()
                return None
            match kind:
                case "ask" if told == "struck":
                    self.ended.was_struck = True
                case "ask":
                    return str(told)
                case "result":
                    self.ended.result = told
                case "error":
                    self.ended.error = told
                case "passed":
                    self.ended.passed = told

    def go_on(self) -> None:
        """Answer what it asked for."""
        self._pipe.send("go on")

    def end(self) -> None:
        """Kill it if it still runs; raise when something it started outlives it."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)
        self._pipe.close()
        left = [p for p in psutil.process_iter() if _session(p.pid) == self._pid]
        _, alive = psutil.wait_procs(left, timeout=30)
        for process in alive:
            process.kill()
        if alive:
            raise RuntimeError(f"a killed worker left {[p.cmdline() for p in alive]}")


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except OSError:
        return None


def _be_worker(
    step: Step,
    inputs: dict[str, Any],
    settings: Settings,
    harm: Harm | None,
    pipe: Connection,
    *,
    is_fresh: bool,
) -> None:
    """Run the step and tell how it ended; never returns."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)

    def ask(what: str) -> None:
        pipe.send(("ask", str(what)))
        if what != "struck":
            pipe.recv()

    if is_fresh:
        forget()
    track = Track(settings.home, settings.warehouse_url, harm, ask)
    track.install()
    try:
        with open_house(settings) as house:
            result = dict(step.function(house, **inputs))
        message: tuple[str, Any] = ("result", result)
    except Exception as error:  # noqa: BLE001 - Airflow takes any for a failed try; the parent judges it
        message = ("error", f"{type(error).__name__}: {error}\n{traceback.format_exc()}")
    pipe.send(("passed", track.passed))
    pipe.send(message)
    os._exit(0)
