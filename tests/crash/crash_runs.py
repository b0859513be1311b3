"""Runs that are disturbed and must end like the one that was not.

Rule: a run begins with a copy of what the undisturbed run had before the step that is hit, is hit once, has
that step tried again with the same inputs, and goes on to its end. The undisturbed run is made by the same
process, so both read articles with the same code.
"""

import gc
import logging
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from crash_compare import Picture, take_picture
from crash_harm import Act, Harm, Place
from crash_memory import remember
from crash_site import (
    FIRST,
    PAGES,
    SECOND,
    SOURCE,
    Database,
    press_process,
    running_database,
    write_edition,
    write_sources,
)
from crash_steps import Ended, Step, Worker, first_steps, steps_of

from extractors.archive import Archive
from newsreel.settings import Settings, libpq_url
from newsreel.steps import frontier
from newsreel.steps.house import open_house
from schemas.warehouse.migrate import upgrade

RUN_ID = f"scrape_{SOURCE}:manual__crash"
TRIES = 3  # beyond the one that is hit, as the DAGs have it
WORLD = "world"
# Where what has connections and processes of its own (the checks, the cleaner) must be hit as well.
FRESH = (Act.CUT, Act.BACKEND, Act.CRASH, Act.IMMEDIATE, Act.RESTART, Act.PANIC)


@dataclass
class State:
    """A warehouse and a home, and what the steps so far returned."""

    settings: Settings
    done: dict[str, dict[str, Any]]


class NotRecoveredError(Exception):
    """A step that cannot be done, however often it is tried."""


@dataclass
class Undisturbed:
    """What the undisturbed run left behind."""

    picture: Picture
    files: set[str]
    seconds: float


class Ground:
    """The undisturbed run with its states on the way, and the disturbed ones made from them."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.database = database
        self.steps = steps_of(RUN_ID, days_later=1)
        self.places: dict[str, Counter[Place]] = {}
        self._folder = folder
        self._states: dict[str, State] = {}
        self._made = 0

    def run_undisturbed(self, presses: tuple[str, str]) -> None:
        """Read the first edition, then run the source on the second, keeping each state on the way."""
        home = self._folder / "home"
        upgrade(self.database.url(WORLD))
        settings = Settings(home=home, external_warehouse=self.database.url(WORLD))
        os.environ["NEWSREEL_LOOPBACK_ALLOWED"] = presses[0]
        done: dict[str, dict[str, Any]] = {}
        for step in first_steps(PAGES):
            done[step.name] = self._run_here(step, State(settings, done))
        os.environ["NEWSREEL_LOOPBACK_ALLOWED"] = presses[1]
        began, done = time.monotonic(), {}
        for step in self.steps:
            self._keep(step.name, State(settings, dict(done)))
            done[step.name] = self._run_here(step, State(settings, done))
        gc.collect()
        gc.freeze()  # what is never looked at again need not be copied by the children
        self.undisturbed = Undisturbed(
            take_picture(settings.warehouse_url), files_of(settings), time.monotonic() - began
        )

    def count_places(self) -> None:
        """Run each step once in a child and count what it passes."""
        for step in self.steps:
            with self.state_before(step.name) as state:
                worker = Worker(step, state.done, state.settings, None, is_fresh=False)
                worker.wait()
                if worker.ended.error:
                    raise RuntimeError(f"{step.name} fails undisturbed: {worker.ended.error}")
                self.places[step.name] = worker.ended.passed

    @contextmanager
    def state_before(self, name: str) -> Iterator[State]:
        """Make a copy of the state before a step, for one run."""
        self._made += 1
        kept, mine = self._states[name], f"run_{self._made}"
        home = self._folder / mine
        _copy_home(kept.settings.home, home)
        url = self.database.copy(_before(name), mine)
        try:
            yield State(Settings(home=home, external_warehouse=url), dict(kept.done))
        finally:
            self.database.drop(mine)
            shutil.rmtree(home)

    def begin(self, step: Step, state: State, harm: Harm | None = None) -> Worker:
        """Start a worker on a step."""
        return Worker(step, state.done, state.settings, harm, is_fresh=bool(harm and harm.act in FRESH))

    def attend(self, worker: Worker, *, until_stalled: bool = False) -> Ended:
        """Do to PostgreSQL what a worker asks for, until the worker has ended (or stalled)."""
        while asked := worker.wait():
            match asked:
                case Act.STALL if until_stalled:
                    return worker.ended
                case Act.CRASH:
                    self.database.lose(signal.SIGKILL)
                case Act.IMMEDIATE:
                    self.database.lose(signal.SIGQUIT)
                case Act.RESTART:
                    self.database.lose(signal.SIGINT)
                    self.database.revive()
            worker.go_on()
        self.database.revive()
        return worker.ended

    def finish(self, state: State, steps: Sequence[Step], harm: Harm | None = None) -> None:
        """Do steps as Airflow does them; `NotRecoveredError` when one does not come through."""
        for step in steps:
            for _ in range(TRIES):
                ended = self.attend(self.begin(step, state, harm))
                if ended.result is not None:
                    break
            else:
                raise NotRecoveredError(f"{step.name} does not come through: {ended.error}")
            state.done[step.name] = ended.result

    def let_time_pass(self, state: State) -> None:
        """Put the hosts' next turns into the past, as the wait before a retry does."""
        with psycopg.connect(libpq_url(state.settings.warehouse_url), autocommit=True) as conn:
            conn.execute(
                "update raw.host set next_at = next_at - interval '1 hour',"
                " leased_until = leased_until - interval '1 hour'"
            )
            conn.execute("update raw.turn set back_at = back_at - interval '1 hour'")

    def _run_here(self, step: Step, state: State) -> dict[str, Any]:
        with open_house(state.settings) as house:
            try:
                return dict(step.function(house, **step.inputs(state.done)))
            finally:
                house.engine.dispose()

    def _keep(self, name: str, state: State) -> None:
        """Keep a state: a copy of the database and of the home."""
        home = self._folder / _before(name)
        _copy_home(state.settings.home, home)
        url = self.database.copy(WORLD, _before(name))
        self._states[name] = State(Settings(home=home, external_warehouse=url), state.done)


def files_of(settings: Settings) -> set[str]:
    """Return what the archive and the Data Docs hold, a line a page; a damaged one says so."""
    archive = Archive(settings.archive_url)
    lines = {f"archive {sha} {'whole' if archive.verify(sha) else 'damaged'}" for sha in archive}
    for path in settings.docs_dir.glob("**/*.*"):
        text = path.read_text("utf-8") if path.is_file() else ""
        is_whole = text.endswith("}" if path.suffix == ".json" else "</html>")
        lines.add(f"docs {path.relative_to(settings.docs_dir)} {'whole' if is_whole else 'damaged'}")
    return {line for line in lines if ".new-" not in line and ".lock" not in line}


def file_differences(wanted: set[str], found: set[str], only: str = "") -> list[str]:
    """Return a line for each file that one run has: those that begin with a word, and damaged ones."""
    missing, extra = sorted(wanted - found), sorted(found - wanted)
    lines = [f"files: missing {line}" for line in missing if line.startswith(only)]
    wrong = (line for line in extra if line.startswith(only) or line.endswith("damaged"))
    return lines + [f"files: too many {line}" for line in wrong]


def _before(step: str) -> str:
    return f"before_{step.replace(' ', '_')}"


def _copy_home(home: Path, target: Path) -> None:
    home.mkdir(exist_ok=True)
    shutil.copytree(home, target)


@contextmanager
def prepared_ground(folder: Path) -> Iterator[Ground]:
    """Set up the site, the database and the undisturbed run in an empty folder that PostgreSQL can reach."""
    os.environ["NEWSREEL_SOURCES_DIR"] = str(write_sources(folder / "sources"))
    logging.disable(logging.CRITICAL)  # what is wrong is told by the table
    remember()
    frontier.BATCH_SIZE = 5  # so that a few pages make two batches
    with ExitStack() as stack:
        presses = [
            stack.enter_context(press_process(write_edition(folder / name, outlets, is_second=is_second)))
            for name, outlets, is_second in (("first", FIRST, False), ("second", SECOND, True))
        ]
        database = stack.enter_context(running_database(folder / "database"))
        database.copy("template0", WORLD)
        ground = Ground(folder, database)
        ground.run_undisturbed((presses[0], presses[1]))
        ground.count_places()
        yield ground
