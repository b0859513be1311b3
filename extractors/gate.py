"""Whose turn it is at a host, and when the next one comes.

Rule: a request is sent between `take` and `give_back`, by the one who got the turn; a turn that nobody gives
back ends with its lease. The gate of one process lies here; the one that all processes share keeps the same
promises in the warehouse.
"""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

POLL = 0.25  # seconds after which to ask again for a host that somebody else is asking


class HostGate(Protocol):
    """Hands out turns at hosts; no two at once to a host."""

    def take(self, host: str, interval: float, lease: float) -> float:
        """Take the turn at a host; 0 when it is ours, else the seconds after which to ask again.

        The turn is ours for `lease` seconds; if it is never given back, the next one comes `interval` seconds
        after it was taken and the lease is over.
        """

    def leave(self, host: str) -> None:
        """Give up waiting for a host after `take` said to."""

    def give_back(self, host: str, interval: float) -> None:
        """End our turn: the next one comes `interval` seconds from now."""

    def pause(self, host: str, until: datetime) -> None:
        """Let nobody ask the host before a time (aware)."""


class MemoryGate:
    """The gate of one process; safe for threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with all hosts free; `clock` counts seconds."""
        self._clock = clock
        self._next: dict[str, float] = {}
        self._leased: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, host: str, interval: float, lease: float) -> float:
        """Take the turn at a host; 0 when it is ours, else the seconds after which to ask again."""
        now = self._clock()
        with self._lock:
            leased = self._leased.get(host, 0.0) - now
            wait = max(self._next.get(host, 0.0) - now, min(leased, POLL), 0.0)
            if wait == 0.0:
                self._next[host], self._leased[host] = now + interval, now + lease
        return wait

    def leave(self, host: str) -> None:
        """Give up waiting: nobody is counted on here."""

    def give_back(self, host: str, interval: float) -> None:
        """End our turn: the next one comes `interval` seconds from now."""
        at = self._clock() + interval
        with self._lock:
            self._leased.pop(host, None)
            self._next[host] = max(self._next.get(host, 0.0), at)

    def pause(self, host: str, until: datetime) -> None:
        """Let nobody ask the host before a time; a longer pause stays."""
        at = self._clock() + (until - datetime.now(UTC)).total_seconds()
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), at)
