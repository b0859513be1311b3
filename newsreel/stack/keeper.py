"""Keeps one PostgreSQL alive for as long as someone uses it: `python -m newsreel.stack.keeper FOLDER`.

Rule: users hold a shared lock on `users.lock`; when the last one is gone, however it ended, the keeper gets
the exclusive lock, stops the server and ends. Nobody but the keeper is PostgreSQL's parent.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from newsreel.stack.home import read_json, try_lock, wait_for_lock, write_json
from newsreel.stack.processes import Account, spawn

POLL_SECONDS = 0.2


class _StopRequestedError(Exception):
    """The last user asks for the end."""


def main(folder: Path) -> int:
    """Run the server of a folder until nobody uses it."""
    lock = wait_for_lock(folder / "keeper.lock", "the former keeper of the database to end", seconds=30)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    start = read_json(folder / "server.json")
    account = Account(**start["account"]) if start["account"] else None
    server = spawn(
        start["command"],
        log=folder / "server.log",
        account=account,
        on_parent_death=signal.SIGINT,  # PostgreSQL's fast shutdown
    )
    users = None
    try:
        signal.signal(signal.SIGTERM, _on_stop)
        write_json(folder / "keeper.json", {"pid": os.getpid(), "server": server.pid})
        while server.poll() is None and users is None:
            time.sleep(POLL_SECONDS)
            users = try_lock(folder / "users.lock")
    except _StopRequestedError:
        pass
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _end(server)
    # In this order: whoever then gets the users' lock finds no keeper and starts one.
    os.close(lock)
    if users is not None:
        os.close(users)
    return 0


def _on_stop(_number: int, _frame: object) -> None:
    raise _StopRequestedError


def _end(server: subprocess.Popen[bytes]) -> None:
    for number, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        if server.poll() is not None:
            return
        server.send_signal(number)
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            continue


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
