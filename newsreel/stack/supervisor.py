"""Starts the whole stack, watches it, and stops it: in this process, or in one in the background.

Rule: one supervisor a home, told by a lock. Whatever ends it (an error, Ctrl-C, SIGTERM, even SIGKILL) ends
all that it started: it does so itself when it can, else the guardian and the database's keeper do.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from newsreel.errors import StackError
from newsreel.settings import Settings, local_url
from newsreel.stack.airflow import Processes
from newsreel.stack.guardian import leftovers_end
from newsreel.stack.home import (
    is_locked,
    make_private,
    read_json,
    secrets_of,
    try_lock,
    wait_for_lock,
    write_json,
)
from newsreel.stack.postgres import Server, is_free, local_server
from newsreel.stack.processes import spawn, tail, terminate
from newsreel.stack.rest import Airflow

Report = Callable[[str], None]
PORTS_TRIED = 50
GUARDIAN_SECONDS = 10
STOP_SECONDS = 90
BACKGROUND_SECONDS = 600


@dataclass(frozen=True)
class Address:
    """Where a running stack is, and how one gets in."""

    url: str
    user: str
    password: str

    def client(self) -> Airflow:
        """Return a client for its REST API."""
        return Airflow(self.url, self.user, self.password)


class Stack:
    """The running stack of this process."""

    def __init__(self, address: Address, processes: Processes, server: Server, guardian: Any) -> None:
        self.address = address
        self._processes = processes
        self._server = server
        self._guardian = guardian

    def check(self) -> None:
        """Raise StackError when a part of it has ended by itself."""
        self._processes.check()
        if not self._server.is_running():
            raise StackError("PostgreSQL has ended", hint=f"its log is {self._server.folder / 'server.log'}")
        if self._guardian.poll() is not None:
            raise StackError("the stack's guardian was killed")

    def watch(self) -> None:
        """Wait until a part ends (StackError) or a signal ends the wait."""
        while True:
            self.check()
            time.sleep(1)


@contextmanager
def running_stack(settings: Settings, report: Report) -> Iterator[Stack]:
    """Have the stack run in this block, in this process; leaves nothing behind."""
    home = make_private(settings.home)
    with ExitStack() as stack, _signals_unwind():
        guardians: list[subprocess.Popen[bytes]] = []
        stack.callback(lambda: [guardian.wait(30) for guardian in guardians])
        stack.callback(os.close, _lock_of(home))
        former = read_json(home / "stack.json").get("mark")
        state = _State(home, report)
        stack.callback(state.end)
        if former:
            leftovers_end(home, former)
        guardian = spawn(
            [sys.executable, "-m", "newsreel.stack.guardian", home, state.mark],
            log=make_private(settings.logs) / "guardian.log",
            on_parent_death=None,
        )
        guardians.append(guardian)
        state.report("setting up PostgreSQL")
        server = local_server(settings)
        stack.enter_context(server.hold(state.report))
        processes, address = _prepare(settings, server, state)
        stack.callback(leftovers_end, home, state.mark)
        stack.callback(processes.stop, state.report)
        _start(settings, server, processes, address, state)
        state.ready(address, processes)
        yield Stack(address, processes, server, guardian)


def address_of(settings: Settings) -> Address | None:
    """Return the address of the home's running stack, None when none is ready."""
    state = read_json(settings.home / "stack.json")
    if state.get("phase") != "ready" or not is_locked(settings.home / "supervisor.lock"):
        return None
    return Address(state["url"], "admin", secrets_of(settings.home)["admin"])


def start_in_background(settings: Settings, report: Report) -> Address:
    """Start the stack in a process of its own and wait until it is ready; a running one is returned."""
    if (address := address_of(settings)) is not None:
        return address
    home = make_private(settings.home)
    log = make_private(settings.logs) / "stack.log"
    supervisor: subprocess.Popen[bytes] | None = None
    if not is_locked(home / "supervisor.lock"):
        log.unlink(missing_ok=True)
        write_json(home / "stack.json", read_json(home / "stack.json") | {"phase": "starting", "message": ""})
        supervisor = spawn(
            [sys.executable, "-m", "newsreel", "up", "--foreground"],
            log=log,
            environment=os.environ | {"NEWSREEL_HOME": str(home)},
            on_parent_death=None,
        )
    try:
        return _await_background(settings, supervisor, log, report)
    except BaseException:
        if supervisor is not None and supervisor.poll() is None:
            report("stopping")
            supervisor.terminate()
            supervisor.wait(STOP_SECONDS)
        raise


def stop_in_background(settings: Settings, report: Report) -> bool:
    """Stop the home's stack wherever it runs; returns whether there was one."""
    home = settings.home
    if not is_locked(home / "supervisor.lock"):
        return False
    pid = read_json(home / "stack.json").get("pid")
    if pid:
        terminate(pid)
    deadline = time.monotonic() + STOP_SECONDS
    while is_locked(home / "supervisor.lock"):
        report(str(read_json(home / "stack.json").get("message") or "stopping"))
        if time.monotonic() > deadline:
            raise StackError(
                f"the stack has not stopped after {STOP_SECONDS} s", hint=f"kill -9 {pid} ends all of it"
            )
        time.sleep(0.3)
    return True


def _await_background(
    settings: Settings, supervisor: subprocess.Popen[bytes] | None, log: Path, report: Report
) -> Address:
    deadline = time.monotonic() + BACKGROUND_SECONDS
    while (address := address_of(settings)) is None:
        state = read_json(settings.home / "stack.json")
        report(str(state.get("message") or "starting"))
        ended = supervisor.poll() is not None if supervisor else not is_locked(_lock_path(settings.home))
        if ended:
            words = tail(log, 40)
            reason = words[words.rfind("Error: ") + 7 :] if "Error: " in words else words
            raise StackError(f"the stack did not start: {reason}", hint=f"its log is {log}")
        if time.monotonic() > deadline:
            raise StackError(f"the stack is not ready after {BACKGROUND_SECONDS} s", hint=f"its log is {log}")
        time.sleep(0.3)
    return address


class _State:
    """What other processes may know of this supervisor: `stack.json`."""

    def __init__(self, home: Path, report: Report) -> None:
        self.mark = secrets.token_hex(16)
        self._path = home / "stack.json"
        self._report = report
        self._value: dict[str, Any] = {"mark": self.mark, "pid": os.getpid(), "phase": "starting"}
        self._write()

    def _write(self, **changes: object) -> None:
        self._value |= changes
        write_json(self._path, self._value)

    def report(self, message: str) -> None:
        self._write(message=message)
        self._report(message)

    def started(self, processes: Processes) -> None:
        self._write(processes={name: process.pid for name, process in processes.running.items()})

    def ready(self, address: Address, processes: Processes) -> None:
        self.started(processes)
        self._write(phase="ready", message="", url=address.url, since=time.time())

    def end(self) -> None:
        self._write(phase="stopped", message="")


def _lock_path(home: Path) -> Path:
    return home / "supervisor.lock"


def _lock_of(home: Path) -> int:
    """Take the home's only place for a supervisor; a guardian that still clears up is waited for."""
    lock = try_lock(_lock_path(home))
    if lock is not None:
        return lock
    state = read_json(home / "stack.json")
    try:
        return wait_for_lock(_lock_path(home), "the stack to stop", seconds=GUARDIAN_SECONDS)
    except StackError:
        raise StackError(
            f"the stack of {home} already runs (process {state.get('pid')})",
            hint="`newsreel status` shows it, `make down` stops it",
        ) from None


def _prepare(settings: Settings, server: Server, state: _State) -> tuple[Processes, Address]:
    known = secrets_of(settings.home)
    port = _choose_port(settings.port, state.report)
    for folder in (settings.airflow_home, settings.inbox, settings.docs_dir):
        make_private(folder)
    passwords = {user: known[user] for user in ("admin", "viewer")}
    write_json(settings.airflow_home / "passwords.json", passwords)
    metadata = local_url(known["airflow"], server.port, "airflow", user="airflow")
    environment = settings.airflow_environment(metadata_url=metadata, port=port, secrets=known)
    processes = Processes(settings, environment, state.mark)
    return processes, Address(f"http://127.0.0.1:{port}", "admin", known["admin"])


def _start(settings: Settings, server: Server, processes: Processes, address: Address, state: _State) -> None:
    state.report("preparing Airflow's database")
    processes.migrate(version("apache-airflow"), server.folder)
    state.report("waiting for Airflow's API server")
    processes.start("api-server")
    state.started(processes)
    _upgrade_warehouse(settings)
    with address.client() as airflow:
        processes.await_server(airflow)
        processes.start("scheduler", "dag-processor", "triggerer")
        if settings.executor == "CeleryExecutor":
            processes.start("worker")
        state.started(processes)
        processes.await_components(airflow, state.report)
        for name, reason in airflow.import_errors().items():
            state.report(f"a DAG file cannot be read: {name}: {reason}")


def _upgrade_warehouse(settings: Settings) -> None:
    from schemas.warehouse.migrate import upgrade  # noqa: PLC0415 - SQLAlchemy is not needed before

    upgrade(settings.warehouse_url)


def _choose_port(wanted: int, report: Report) -> int:
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        if is_free(port):
            if port != wanted:
                report(f"port {wanted} is taken: Airflow's UI will be on port {port}")
            return port
    raise StackError(
        f"the ports {wanted} to {wanted + PORTS_TRIED - 1} are all taken", hint="set NEWSREEL_PORT"
    )


@contextmanager
def _signals_unwind() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the block like an error does, so that all is stopped in order."""

    def leave(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    former = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
