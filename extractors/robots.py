"""What a host's robots.txt lets Newsreel do, by RFC 9309.

Rule: silence allows, trouble forbids. An answer of 400-499 means that there are no rules; a server that
cannot answer (5xx, 429, time-out, broken TLS) forbids everything until it does, however long that takes.
Rules live 24 hours at most.
"""

import math
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from protego import Protego

from extractors.urls import Url

TOKEN = "Newsreel"  # noqa: S105 - RFC 9309 calls a crawler's name its product token
MAX_BYTES = 512_000
MAX_AGE = 24 * 3600.0
RETRY_AGE = 600.0  # how long an unreachable robots.txt is believed to be so
MAX_DELAY = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; without `rules` all is allowed, unless `problem` says why nothing is."""

    fetched_at: float
    rules: Protego | None = None
    problem: str | None = None
    text: str | None = None  # what `rules` were read from

    @property
    def expires_at(self) -> float:
        """Unix time from which it must be asked again."""
        return self.fetched_at + (RETRY_AGE if self.problem else MAX_AGE)

    def is_fresh(self, now: float) -> bool:
        """Tell whether it may still be believed at a Unix time."""
        return self.fetched_at <= now < self.expires_at

    @property
    def delay(self) -> float:
        """Seconds the host wants between two requests: Crawl-delay or Request-rate, if that is longer."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(TOKEN)
        by_rate = rate.seconds / rate.requests if rate is not None and rate.requests > 0 else 0.0
        delay = max(self.rules.crawl_delay(TOKEN) or 0.0, by_rate)
        return min(max(delay, 0.0), MAX_DELAY) if math.isfinite(delay) else MAX_DELAY

    def opens_in(self, now: datetime) -> float:
        """Return the seconds until the host wants visitors (Visit-time, in UTC); 0 when it does now."""
        window = self.rules.visit_time(TOKEN) if self.rules is not None else None
        if window is None or window.start_time == window.end_time:
            return 0.0
        now = now.astimezone(UTC)
        start, end, at = window.start_time, window.end_time, now.time()
        is_open = start <= at < end if start < end else at >= start or at < end
        if is_open:
            return 0.0
        opens = datetime.combine(now.date(), start, UTC)
        return (opens + timedelta(days=int(opens <= now)) - now).total_seconds()

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps it names, as written."""
        return list(self.rules.sitemaps) if self.rules is not None else []

    def allows(self, url: Url) -> bool:
        """Tell whether a page of the host may be fetched."""
        if self.problem is not None:
            return False
        return self.rules is None or self.rules.can_fetch(str(url), TOKEN)


def parse_robots(body: bytes, fetched_at: float) -> Robots:
    """Read a robots.txt; a page of HTML in its place holds no rules."""
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\x00", "")
    if text.lstrip()[:1] == "<":
        return Robots(fetched_at)
    return read_rules(text, fetched_at)


def read_rules(text: str | None, fetched_at: float) -> Robots:
    """Read rules that were decoded and kept; None stands for no rules."""
    if text is None:
        return Robots(fetched_at)
    return Robots(fetched_at, Protego.parse(text), text=text)


class RobotsStore(Protocol):
    """Where rules are kept between requests, by root ("https://variety.com")."""

    def get(self, root: str) -> Robots | None:
        """Return the rules of a root that have not expired."""

    def put(self, root: str, robots: Robots) -> None:
        """Keep the rules of a root."""


class MemoryRobots:
    """Rules kept by one process; safe for threads."""

    def __init__(self) -> None:
        self._known: dict[str, Robots] = {}
        self._lock = threading.Lock()

    def get(self, root: str) -> Robots | None:
        """Return the rules of a root that have not expired; a clock set back makes them expire, too."""
        with self._lock:
            robots = self._known.get(root)
        return robots if robots is not None and robots.is_fresh(time.time()) else None

    def put(self, root: str, robots: Robots) -> None:
        """Keep the rules of a root."""
        with self._lock:
            self._known[root] = robots
