"""What is done to a process that runs a step, and the places where it is done: installed in the child only.

Rule: places are found, not listed. Each commit of a transaction and each change of a file under the home is
one, counted while the step runs; the product knows nothing of it.
"""

import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import psycopg
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from newsreel.settings import libpq_url

ROOM = 64  # bytes that a cut or full file may still take
PAGE = 8192  # of PostgreSQL


class Place(StrEnum):
    """Where something can happen to a step."""

    COMMIT = "before a commit"
    COMMITTED = "after a commit"
    FILE = "before a change of a file"
    BYTES = "inside a file"


class Act(StrEnum):
    """What can happen."""

    KILL = "worker killed"
    FULL = "disk full"
    CUT = "connection cut"
    BACKEND = "PostgreSQL: one process killed"
    CRASH = "PostgreSQL: all killed"
    IMMEDIATE = "PostgreSQL: immediate shutdown"
    RESTART = "PostgreSQL: restarted"
    PANIC = "PostgreSQL: disk full"
    STALL = "worker stalled"
    JUMP = "clock jumps"


@dataclass(frozen=True)
class Harm:
    """An act at the n-th place of a kind, from 1; `ahead` is how far the worker's clock is off."""

    act: Act
    place: Place
    number: int
    ahead: timedelta = timedelta()


class Track:
    """Counts the places of a step as it passes them, and does the harm at the one that was asked for."""

    def __init__(self, home: Path, url: str, harm: Harm | None, tell: Callable[[str], None]) -> None:
        self.passed: Counter[Place] = Counter()
        self._home = str(home)
        self._url = url
        self._harm = harm
        self._tell = tell

    def install(self) -> None:
        """Watch commits and changes of files in this process from here on."""
        commit, track = PGDialect_psycopg.do_commit, self

        def do_commit(dialect: PGDialect_psycopg, connection: Any) -> None:
            track._pass(Place.COMMIT, connection)
            commit(dialect, connection)
            track._pass(Place.COMMITTED, connection)

        PGDialect_psycopg.do_commit = do_commit  # type: ignore[method-assign]
        sys.addaudithook(self._watch)
        if self._harm and self._harm.ahead and self._harm.act is not Act.JUMP:
            shift_clock(self._harm.ahead)

    def _watch(self, event: str, args: tuple[Any, ...]) -> None:
        if event not in {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir"}:
            return
        path = os.fsdecode(args[0]) if isinstance(args[0], str | bytes | os.PathLike) else ""
        if not path.startswith(self._home):
            return
        is_write = event != "open" or bool(args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if is_write or args[2] & os.O_DIRECTORY:
            self._pass(Place.FILE)
        if event == "open" and is_write:
            self._pass(Place.BYTES)

    def _pass(self, place: Place, connection: Any = None) -> None:
        self.passed[place] += 1
        harm = self._harm
        if harm and harm.place is place and harm.number == self.passed[place]:
            self._harm = None
            self._strike(harm, connection)

    def _strike(self, harm: Harm, connection: Any) -> None:
        self._tell("struck")
        match harm.act:
            case Act.KILL if harm.place is Place.BYTES:
                # The kernel ends the process as it writes the first byte too many.
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                _leave_room()
            case Act.KILL:
                os.kill(os.getpid(), signal.SIGKILL)
            case Act.FULL:
                _leave_room()
            case Act.CUT:
                with psycopg.connect(libpq_url(self._url), autocommit=True) as admin:
                    admin.execute("select pg_terminate_backend(%s)", [connection.info.backend_pid])
            case Act.BACKEND:
                os.kill(connection.info.backend_pid, signal.SIGKILL)
            case Act.PANIC:
                # Its log cannot grow: it ends itself and all others, and recovers.
                resource.prlimit(connection.info.backend_pid, resource.RLIMIT_FSIZE, (PAGE, PAGE))
            case Act.JUMP:
                shift_clock(harm.ahead)
            case Act.CRASH | Act.IMMEDIATE | Act.RESTART | Act.STALL:
                self._tell(harm.act)


def _leave_room() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def shift_clock(ahead: timedelta) -> None:
    """Let our modules in this process read another time; PostgreSQL keeps the right one."""
    clock = time.time
    time.time = lambda: clock() + ahead.total_seconds()

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Self:
            return super().now(tz) + ahead

    for name, module in list(sys.modules.items()):
        is_ours = name.partition(".")[0] in {"newsreel", "extractors", "schemas"}
        if is_ours and getattr(module, "datetime", None) is datetime:
            module.datetime = Shifted  # type: ignore[attr-defined]
