"""What ends with the supervisor, tried on processes that do not want to end."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from newsreel.errors import StackError
from newsreel.stack import supervisor
from newsreel.stack.home import read_json, try_lock, write_json
from newsreel.stack.processes import MARK, marked, spawn, stop, sweep, tail

# A component with a child, and a grandchild that has left its session; none of them listens to SIGTERM.
STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    if os.fork() == 0:
        os.setsid()
        print("grandchild", flush=True)
    time.sleep(600)
time.sleep(600)
"""
SUPERVISOR = """
import pathlib, signal, sys
from newsreel.stack.home import try_lock, write_json
from newsreel.stack.processes import MARK, spawn
import os
home, mark, program = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
held = try_lock(home / "supervisor.lock")
command = [sys.executable, "-m", "newsreel.stack.guardian", home, mark]
guardian = spawn(command, log=home / "g.log", on_parent_death=None)
part = spawn([sys.executable, "-c", program], log=home / "part.log", environment=os.environ | {MARK: mark})
write_json(home / "stack.json", {"mark": mark, "pid": os.getpid(), "processes": {"part": part.pid}})
print(guardian.pid, flush=True)
sys.stdin.read()
"""


def await_line(log: Path, line: str) -> None:
    """Wait for a word in a log, by the clock of a process that looks for it."""
    subprocess.run(
        ["timeout", "30", "sh", "-c", f'until grep -q {line} "{log}"; do sleep 0.05; done'], check=True
    )


def test_a_killed_supervisor_leaves_nothing_even_of_those_who_ignore_it(tmp_path: Path) -> None:
    mark = f"test-{os.getpid()}"
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(tmp_path), mark, STUBBORN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        guardian = psutil.Process(int(process.stdout.readline()))
        await_line(tmp_path / "part.log", "grandchild")
        assert len(marked(mark)) == 3
        process.kill()
    psutil.wait_procs([guardian], timeout=30)
    assert marked(mark) == []


def test_a_component_dies_with_its_supervisor_when_the_guardian_is_killed_too(tmp_path: Path) -> None:
    mark = f"test-{os.getpid()}-both"
    program = "import time; print('grandchild', flush=True); time.sleep(600)"
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(tmp_path), mark, program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        guardian = psutil.Process(int(process.stdout.readline()))
        await_line(tmp_path / "part.log", "grandchild")
        parts = marked(mark)
        guardian.kill()
        process.kill()
    psutil.wait_procs(parts, timeout=10)
    left = marked(mark)
    sweep(lambda: left)
    # Only Linux tells a child of its parent's death; elsewhere the next start clears up.
    assert left == [] or not sys.platform.startswith("linux")


def test_processes_end_when_asked_and_are_killed_when_they_do_not(tmp_path: Path) -> None:
    mark = f"test-{os.getpid()}-stop"
    environment = os.environ | {MARK: mark}
    polite = spawn(
        [sys.executable, "-c", "import time; time.sleep(600)"], log=tmp_path / "a", environment=environment
    )
    stubborn = spawn([sys.executable, "-c", STUBBORN], log=tmp_path / "b", environment=environment)
    await_line(tmp_path / "b", "grandchild")
    stop([polite, stubborn], seconds=1)
    assert polite.returncode == -signal.SIGTERM
    assert stubborn.returncode == -signal.SIGKILL
    assert sweep(lambda: marked(mark)) == 1  # the one that had left the group
    assert marked(mark) == []


def test_a_log_is_told_by_its_last_lines(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert tail(log) == ""
    log.write_bytes(b"\xff\n" + b"".join(b"line %d\n" % n for n in range(5000)))
    assert tail(log, 2) == "line 4998\nline 4999"


def test_the_next_free_port_is_taken_and_told() -> None:
    with socket.socket() as thief:
        thief.bind(("127.0.0.1", 0))
        thief.listen()
        taken = thief.getsockname()[1]
        told: list[str] = []
        port = supervisor._choose_port(taken, told.append)
    assert port > taken
    assert told == [f"port {taken} is taken: Airflow's UI will be on port {port}"]


def test_a_second_supervisor_of_a_home_is_refused_with_the_first_ones_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = try_lock(tmp_path / "supervisor.lock")
    assert held is not None
    write_json(tmp_path / "stack.json", {"pid": 4711, "phase": "ready", "url": "http://127.0.0.1:1"})
    monkeypatch.setattr(supervisor, "GUARDIAN_SECONDS", 0)
    with pytest.raises(StackError, match="already runs \\(process 4711\\)") as refused:
        supervisor._lock_of(tmp_path)
    os.close(held)
    assert "make down" in (refused.value.hint or "")
    assert read_json(tmp_path / "stack.json")["pid"] == 4711
