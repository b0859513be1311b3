"""Ends what a dead supervisor has left: `python -m newsreel.stack.guardian HOME MARK`.

Rule: the supervisor holds `supervisor.lock`; whoever gets it knows that the supervisor is gone, however it
ended, and kills what carries its mark. The next supervisor waits for the lock until that is done.
"""

import os
import signal
import sys
import time
from pathlib import Path

from newsreel.stack.home import read_json, try_lock
from newsreel.stack.processes import marked, sweep

POLL_SECONDS = 0.2


def leftovers_end(home: Path, mark: str) -> int:
    """Kill every process of the stack with this mark; returns how many there were."""
    state = read_json(home / "stack.json")
    sessions = list(state.get("processes", {}).values()) if state.get("mark") == mark else []
    return sweep(lambda: marked(mark, sessions))


def main(home: Path, mark: str) -> int:
    """Wait for the supervisor to end, then clear up behind it."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    while (lock := try_lock(home / "supervisor.lock", shared=True)) is None:
        time.sleep(POLL_SECONDS)
    leftovers_end(home, mark)
    os.close(lock)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
