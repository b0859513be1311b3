"""Starting processes so that they cannot outlive the stack, and finding those that try.

Rule: a child gets a session of its own (Ctrl-C reaches only the supervisor, which stops things in order), is
told by the kernel when its parent dies, and carries the stack's mark in its environment, as its children do.
"""
# ruff: noqa: S603 - command lines are lists made of constants and our own paths; no shell reads them

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its stubs are a package of their own

MARK = "NEWSREEL_STACK_MARK"
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Account:
    """The user a process runs as."""

    name: str
    uid: int
    gid: int


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Return what a child runs before its program: ask the kernel for a signal when the parent ends.

    Only Linux has it; elsewhere the locks alone do the work.
    """
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def ask() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:  # it died before we asked
            os.kill(os.getpid(), number)

    return ask


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    account: Account | None = None,
    on_parent_death: signal.Signals | None = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, its output appended to a log file."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if environment is None else dict(environment),
            cwd="/",
            start_new_session=True,
            # It calls one function of the C library, found before the fork: safe beside threads.
            preexec_fn=die_with_parent(on_parent_death) if on_parent_death else None,  # noqa: PLW1509
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )


def run(
    command: Sequence[str | Path],
    *,
    seconds: float,
    environment: Mapping[str, str] | None = None,
    account: Account | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, with a deadline; its output is captured, its exit status not judged."""
    return subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=seconds,
        env=None if environment is None else dict(environment),
        cwd="/",
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def marked(mark: str, sessions: Iterable[int] = ()) -> list[psutil.Process]:
    """Return the processes that carry a mark or live in one of the sessions, ourselves excepted."""
    known = set(sessions)
    found = []
    for process in psutil.process_iter():
        if process.pid == os.getpid():
            continue
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                continue
            if os.getsid(process.pid) in known or process.environ().get(MARK) == mark:
                found.append(process)
        except (psutil.Error, OSError):
            continue  # it ended while we looked, or is none of ours
    return found


def in_folder(folder: Path, name: str) -> list[psutil.Process]:
    """Return the processes of a program whose working directory is a folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.name() == name and Path(process.cwd()) == folder:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def sweep(find: Callable[[], list[psutil.Process]], *, seconds: float = 20) -> int:
    """Kill what `find` returns until it returns nothing; returns how many were killed."""
    deadline = time.monotonic() + seconds
    killed: set[int] = set()
    while (left := find()) and time.monotonic() < deadline:
        for process in left:
            try:
                process.kill()
            except psutil.Error:
                continue
            killed.add(process.pid)
        psutil.wait_procs(left, timeout=1)
    return len(killed)


def stop(processes: Sequence[subprocess.Popen[bytes]], *, seconds: float) -> None:
    """Ask processes to end, together; those that have not in time are killed with their groups."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + seconds
    for process in processes:
        try:
            process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def terminate(pid: int) -> None:
    """Ask a process that is none of our children to end; one that is gone is fine."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)


def tail(log: Path, lines: int = 15) -> str:
    """Return the last lines of a log file."""
    try:
        with log.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - 20_000))
            text = file.read().decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])
