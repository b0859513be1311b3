"""When a host may be asked next.

Rule: a request begins only after `reserve` and the seconds it returns. The gate of one process lies here; the
one that all processes share keeps the same promises in the warehouse.
"""

import threading
import time
from datetime import UTC, datetime
from typing import Protocol


class HostGate(Protocol):
    """Hands out the times at which a host may be asked."""

    def reserve(self, host: str, interval: float) -> float:
        """Take the host's next free time, `interval` seconds after the one before; return seconds to it."""

    def pause(self, host: str, until: datetime) -> None:
        """Let nobody ask the host before a time (aware)."""


class MemoryGate:
    """The gate of one process; safe for threads."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def reserve(self, host: str, interval: float) -> float:
        """Take the host's next free time; return the seconds until then."""
        now = time.monotonic()
        with self._lock:
            at = max(now, self._next.get(host, 0.0))
            self._next[host] = at + interval
        return at - now

    def pause(self, host: str, until: datetime) -> None:
        """Let nobody ask the host before a time; a longer pause stays."""
        at = time.monotonic() + (until - datetime.now(UTC)).total_seconds()
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), at)
