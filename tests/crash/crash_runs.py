"""Runs that are disturbed and must end like the one that was not.

Rule: a run begins with a copy of what the undisturbed run had before the step that is hit, is hit once, has
that step tried again with the same inputs, and goes on to its end. The undisturbed run is made by the same
process, so both read articles with the same code.
"""

import logging
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from crash_compare import Picture, differences, take_picture
from crash_harm import Act, Harm, Place
from crash_memory import remember
from crash_site import (
    EARLIER,
    FIRST,
    SECOND,
    SOURCE,
    Database,
    press_process,
    running_database,
    write_edition,
    write_sources,
)
from crash_steps import Ended, Step, Worker, steps_of

from extractors.archive import Archive
from newsreel.settings import Settings, libpq_url
from newsreel.steps import frontier
from newsreel.steps.house import open_house
from schemas.warehouse.migrate import upgrade

RUN_ID = f"scrape_{SOURCE}:manual__crash"
TRIES = 3  # beyond the one that is hit, as the DAGs have it
WORLD = "world"
# Where what has connections and processes of its own (the checks, the cleaner) must be hit as well.
FRESH = (Act.CUT, Act.BACKEND, Act.CRASH, Act.IMMEDIATE, Act.RESTART)


@dataclass(frozen=True)
class Point:
    """A step of the run and what is done to it."""

    step: str
    harm: Harm


@dataclass
class Outcome:
    """How a disturbed run ended: `how` it came through, or what is wrong with it."""

    point: Point
    how: str
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass
class State:
    """A warehouse and a home, and what the steps so far returned."""

    settings: Settings
    done: dict[str, dict[str, Any]]


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
        """Run all sources on the first edition, then the one on the second, keeping each state on the way."""
        home = self._folder / "home"
        upgrade(self.database.url(WORLD))
        settings = Settings(home=home, external_warehouse=self.database.url(WORLD))
        os.environ["NEWSREEL_LOOPBACK_ALLOWED"] = presses[0]
        for source in (EARLIER, SOURCE):
            done: dict[str, dict[str, Any]] = {}
            for step in steps_of(f"scrape_{source}:manual__first", source, batches=1):
                done[step.name] = self._run_here(step, State(settings, done))
        os.environ["NEWSREEL_LOOPBACK_ALLOWED"] = presses[1]
        began, done = time.monotonic(), {}
        for step in self.steps:
            self._keep(step.name, State(settings, dict(done)))
            done[step.name] = self._run_here(step, State(settings, done))
        self.undisturbed = Undisturbed(
            take_picture(settings.warehouse_url), files_of(settings), time.monotonic() - began
        )

    def count_places(self) -> None:
        """Run each step once in a child and count what it passes."""
        for step in self.steps:
            with self._state_before(step.name) as state:
                worker = Worker(step, state.done, state.settings, None, is_fresh=False)
                worker.wait()
                if worker.ended.error:
                    raise RuntimeError(f"{step.name} fails undisturbed: {worker.ended.error}")
                self.places[step.name] = worker.ended.passed

    def disturb(self, point: Point) -> Outcome:
        """Make a run that is hit at a point; compare what it leaves with the undisturbed run."""
        began = time.monotonic()
        outcome = Outcome(point, "")
        with self._state_before(point.step) as state:
            number = [step.name for step in self.steps].index(point.step)
            hit = self.steps[number]
            first = self._hit(hit, state, point.harm)
            if not first.was_struck:
                outcome.problems.append("the place was not reached")
            outcome.how = self._finish(state, number, first, outcome.problems)
            found = take_picture(state.settings.warehouse_url)
            outcome.problems += differences(self.undisturbed.picture, found)
            files = self.undisturbed.files
            if point.step == "publish" and point.harm.act is Act.FULL and first.how == "done":
                outcome.how = "by itself, without its Data Docs"
                files = {line for line in files if not line.startswith("docs ")}
            outcome.problems += file_differences(files, files_of(state.settings))
        outcome.seconds = time.monotonic() - began
        return outcome

    def _hit(self, step: Step, state: State, harm: Harm) -> Ended:
        """Let a worker run a step and be hit."""
        worker = Worker(step, state.done, state.settings, harm, is_fresh=harm.act in FRESH)
        while asked := worker.wait():
            match asked:
                case Act.CRASH:
                    self.database.lose(signal.SIGKILL)
                case Act.IMMEDIATE:
                    self.database.lose(signal.SIGQUIT)
                case Act.RESTART:
                    self.database.lose(signal.SIGINT)
                    self.database.revive()
            worker.go_on()
        self.database.revive()
        if worker.ended.result is not None:
            state.done[step.name] = worker.ended.result
        return worker.ended

    def _finish(self, state: State, number: int, first: Ended, problems: list[str]) -> str:
        """Try the step again if it did not end well, and do the others; return how it went."""
        how = "by itself" if first.how == "done" else "by its retry"
        self._let_time_pass(state)
        rest = self.steps[number + (first.how == "done") :]
        for step in rest:
            for _ in range(TRIES):
                worker = Worker(step, state.done, state.settings, None, is_fresh=False)
                worker.wait()
                if worker.ended.result is not None:
                    break
            else:
                problems.append(f"{step.name} does not come through: {worker.ended.error}")
                return "not recovered"
            state.done[step.name] = worker.ended.result
        return how

    def _let_time_pass(self, state: State) -> None:
        """Put the hosts' next turns into the past, as the wait before a retry does."""
        with psycopg.connect(libpq_url(state.settings.warehouse_url), autocommit=True) as conn:
            conn.execute(
                "update raw.host set next_at = next_at - interval '1 hour',"
                " leased_until = leased_until - interval '1 hour'"
            )

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

    @contextmanager
    def _state_before(self, name: str) -> Iterator[State]:
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


def files_of(settings: Settings) -> set[str]:
    """Return what the archive and the Data Docs hold, a line a page; a damaged one says so."""
    archive = Archive(settings.archive_url)
    lines = {f"archive {sha} {'whole' if archive.verify(sha) else 'damaged'}" for sha in archive}
    for path in settings.docs_dir.glob("**/*.*"):
        text = path.read_text("utf-8") if path.is_file() else ""
        is_whole = text.endswith("}" if path.suffix == ".json" else "</html>")
        lines.add(f"docs {path.relative_to(settings.docs_dir)} {'whole' if is_whole else 'damaged'}")
    return {line for line in lines if ".new-" not in line and ".lock" not in line}


def file_differences(wanted: set[str], found: set[str]) -> list[str]:
    """Return a line for each file that only one run has."""
    lines = [f"files: missing {line}" for line in sorted(wanted - found)]
    return lines + [f"files: too many {line}" for line in sorted(found - wanted)]


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
