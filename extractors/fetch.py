"""Getting one page politely: robots, rates, redirects, repeats, limits, and a name for every ending.

Rule: `fetch` ends in exactly one outcome and never raises for what the other side does. Every hop of a
redirect passes the same checks as the first address; only `extractors.transport` opens the connection.
"""

import os
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.metadata import version
from typing import Self

from extractors.addresses import Loopback, RefusedAddressError, Resolver, UnresolvedError, find_endpoints
from extractors.answers import LIMITS, Answer, Kind, Validators, judge
from extractors.gate import HostGate, MemoryGate
from extractors.inflate import BodyLimits
from extractors.pages import BREAK, MAX_PAGES, find_next_page
from extractors.robots import MAX_BYTES, TOKEN, MemoryRobots, Robots, RobotsStore, parse_robots
from extractors.source import Source
from extractors.transport import Reply, RequestFailed, Timeouts, send
from extractors.urls import BadUrl, Url, parse_url, resolve_link, same_site
from schemas.vocabulary import FetchOutcome

MAX_REDIRECTS = 5
MAX_DETAIL = 300

# What may be different the next time; everything else is asked again only by a new run.
TRANSIENT = frozenset(
    {FetchOutcome.UNAVAILABLE, FetchOutcome.RATE_LIMITED, FetchOutcome.TOO_SLOW, FetchOutcome.TRUNCATED}
)
_ACCEPT = {
    Kind.PAGE: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
    Kind.FEED: "application/rss+xml,application/atom+xml,application/feed+json,application/xml,*/*;q=0.1",
    Kind.SITEMAP: "application/xml,text/xml,text/plain;q=0.5,*/*;q=0.1",
}


class FetchSettingsError(Exception):
    """Nothing can be fetched with these settings; the message says what to set."""


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How this installation fetches; times in seconds."""

    contact: str = ""  # an e-mail or web address, sent to every publisher in the user agent
    loopback: Loopback = field(default_factory=Loopback)
    timeouts: Timeouts = field(default_factory=Timeouts)
    max_wait: float = 60.0  # a longer wait for a host frees the worker instead: RATE_LIMITED with retry_at
    interval: float = 5.0  # between two requests to a host when no source says otherwise
    lease_margin: float = (
        10.0  # beyond a request's own limits, until the turn of a killed worker counts as over
    )
    repeats: int = 2  # after the first attempt, for what is transient
    backoff: float = 1.0  # before the first repeat; doubles, with full jitter
    breaker_failures: int = 5  # failures in a row after which a host is left alone
    breaker_seconds: float = 300.0

    @classmethod
    def from_environment(cls) -> Self:
        """Read $NEWSREEL_CONTACT and $NEWSREEL_LOOPBACK_ALLOWED; raises FetchSettingsError."""
        try:
            loopback = Loopback.from_environment()
        except ValueError as error:
            raise FetchSettingsError(str(error)) from error
        return cls(contact=os.environ.get("NEWSREEL_CONTACT", "").strip(), loopback=loopback)

    @property
    def user_agent(self) -> str:
        """How Newsreel introduces itself."""
        return f"{TOKEN}/{_version()} (trade-press reader; +{self.contact or 'local use'})"


@dataclass(frozen=True, slots=True)
class Fetched:
    """How the attempt to get one page ended."""

    url: str  # as asked for
    final_url: str  # after redirects
    outcome: FetchOutcome
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)  # names in lower case; no cookies
    body: bytes | None = None  # unpacked
    detail: str = ""
    retry_at: datetime | None = None  # not before (UTC)
    elapsed: float = 0.0  # seconds, waits included
    chain: tuple[str, ...] = ()  # every address asked, in order

    @property
    def is_transient(self) -> bool:
        """Whether asking again later makes sense."""
        return self.outcome in TRANSIENT or self.retry_at is not None

    @property
    def validators(self) -> Validators:
        """What to send with the next request for this page."""
        return Validators(self.headers.get("etag"), self.headers.get("last-modified"))


class _Ended(Exception):  # noqa: N818 - carries an ending out of a nested step
    def __init__(self, outcome: FetchOutcome, detail: str, *, wait: float | None = None) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.wait = wait


@dataclass(slots=True)
class _Turn:
    """A turn at a host; `interval` is how long the next one has to wait behind it."""

    interval: float


@dataclass(slots=True)
class _Visit:
    """What one call of `fetch` knows and may still spend."""

    source: Source | None
    kind: Kind
    allowed: frozenset[str]
    validators: Validators
    wait_left: float
    chain: list[str] = field(default_factory=list)
    last: Reply | None = None


class Fetcher:
    """Fetches pages for any number of sources; safe for threads."""

    def __init__(
        self,
        settings: FetchSettings | None = None,
        gate: HostGate | None = None,
        *,
        robots: RobotsStore | None = None,
        resolve: Resolver | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings or FetchSettings.from_environment()
        self._gate = gate or MemoryGate()
        self._robots = robots or MemoryRobots()
        self._resolve = resolve
        self._sleep = sleep
        self._lock = threading.Lock()
        self._lines: defaultdict[str, threading.RLock] = defaultdict(threading.RLock)
        self._failures: dict[str, tuple[int, float]] = {}

    def fetch(
        self,
        url: str,
        *,
        source: Source | None,
        validators: Validators | None = None,
        kind: Kind = Kind.PAGE,
    ) -> Fetched:
        """Get one page; ends in an outcome. Raises FetchSettingsError when no contact is set."""
        start = time.monotonic()
        try:
            asked = parse_url(url)
        except BadUrl as error:
            return Fetched(url, url, FetchOutcome.REFUSED_URL, detail=str(error)[:MAX_DETAIL])
        visit = _Visit(
            source, kind, _sites(asked, source), validators or Validators(), self._settings.max_wait
        )
        try:
            answer = self._persist(asked, visit)
        except _Ended as ended:
            answer = Answer(ended.outcome, str(ended), wait=ended.wait)
        retry_at = None
        if answer.wait is not None and answer.outcome is not FetchOutcome.FETCHED:
            retry_at = datetime.now(UTC) + timedelta(seconds=answer.wait)
        return Fetched(
            url=url,
            final_url=visit.chain[-1] if visit.chain else str(asked),
            outcome=answer.outcome,
            status=visit.last.status if visit.last else None,
            headers=visit.last.headers if visit.last else {},
            body=answer.body,
            detail=answer.detail[:MAX_DETAIL],
            retry_at=retry_at,
            elapsed=time.monotonic() - start,
            chain=tuple(visit.chain),
        )

    def robots(self, url: Url, *, source: Source | None = None) -> Robots:
        """Return what a host's robots.txt says, asking for it when it is not known or too old."""
        visit = _Visit(source, Kind.PAGE, frozenset(), Validators(), self._settings.max_wait)
        with self._line(url.authority):
            return self._rules(url, visit)

    def _persist(self, url: Url, visit: _Visit) -> Answer:
        """Try until there is an answer that stays; the breaker of the host counts what does not."""
        self._check_breaker(url.authority)
        for attempt in range(self._settings.repeats + 1):
            visit.chain.clear()
            visit.last = None
            try:
                answer = self._follow(url, visit)
            except RequestFailed as failed:
                answer = Answer(failed.outcome, str(failed), is_transient=failed.is_transient)
            if answer.wait is not None:
                until = datetime.now(UTC) + timedelta(seconds=answer.wait)
                self._gate.pause(parse_url(visit.chain[-1]).authority, until)
                if answer.wait > visit.wait_left:
                    break
            elif answer.is_transient and attempt < self._settings.repeats:
                self._wait(random.uniform(0, self._settings.backoff * 2**attempt), visit)  # noqa: S311 - jitter
            if not answer.is_transient and answer.wait is None:
                break
        self._count(url.authority, is_failure=answer.is_transient)
        return answer

    def _follow(self, url: Url, visit: _Visit) -> Answer:
        """Go through redirects to an answer, each hop checked like the first."""
        first, has_refreshed = url, False
        while True:
            if str(url) in visit.chain or len(visit.chain) > MAX_REDIRECTS:
                return Answer(FetchOutcome.REDIRECT_LOOP, f"at hop {len(visit.chain)}: {url}")
            visit.chain.append(str(url))
            answer = self._ask(url, visit)
            if answer.location is None or (answer.is_refresh and has_refreshed):
                break
            has_refreshed = has_refreshed or answer.is_refresh
            url = self._next(url, answer, visit)
        if visit.kind is Kind.PAGE and len(visit.chain) > 1 and url.target == "/" and first.target != "/":
            return Answer(FetchOutcome.SOFT_404, "the article's address leads to the front page")
        if visit.kind is Kind.PAGE and answer.outcome is FetchOutcome.FETCHED and answer.body is not None:
            return replace(answer, body=self._with_next_pages(url, answer.body, visit))
        return answer

    def _with_next_pages(self, article: Url, body: bytes, visit: _Visit) -> bytes:
        """Fetch the further pages of an article and lay them behind the first; one that is gone ends it."""
        first, bodies = visit.last, [body]
        visit.validators = Validators()
        while len(bodies) < MAX_PAGES:
            url = find_next_page(bodies[-1], article, len(bodies) + 1)
            if url is None:
                break
            visit.wait_left = self._settings.max_wait
            answer = self._ask(url, visit)
            if answer.is_transient:
                raise RequestFailed(answer.outcome, f"{url}: {answer.detail}", is_transient=True)
            if answer.outcome is not FetchOutcome.FETCHED or answer.body is None or answer.body in bodies:
                break
            bodies.append(answer.body)
        visit.last = first
        whole = BREAK.join(bodies)
        return whole if len(whole) <= LIMITS[Kind.PAGE].unpacked else body

    @staticmethod
    def _next(url: Url, answer: Answer, visit: _Visit) -> Url:
        location = answer.location or ""
        target = resolve_link(str(url), location)
        if target is None:
            raise _Ended(FetchOutcome.REFUSED_URL, f"leads to {location[:100]!r}")
        if url.scheme == "https" and target.scheme == "http":
            raise _Ended(FetchOutcome.REFUSED_URL, f"leads out of https to {target}")
        if not _is_allowed(target, visit.allowed):
            raise _Ended(FetchOutcome.OFFSITE_REDIRECT, f"leads to another site: {target}")
        return target

    def _ask(self, url: Url, visit: _Visit) -> Answer:
        with self._line(url.authority):
            robots = self._rules(url, visit)
            if not robots.allows(url):
                wait = max(robots.expires_at - time.time(), 0.0) if robots.problem else None
                raise _Ended(
                    FetchOutcome.BLOCKED_BY_ROBOTS, robots.problem or "robots.txt forbids it", wait=wait
                )
            closed = robots.opens_in(datetime.now(UTC))
            if closed > 0:
                raise _Ended(
                    FetchOutcome.RATE_LIMITED, "robots.txt asks for another time of day", wait=closed
                )
            conditional = visit.validators.headers()
            visit.last = self._request(url, visit, robots.delay, conditional)
            if visit.last.status == 304 and not conditional:
                visit.last = self._request(url, visit, robots.delay, {"Cache-Control": "no-cache"})
                if visit.last.status == 304:
                    return Answer(FetchOutcome.UNAVAILABLE, "HTTP 304, though no earlier copy was named")
        return judge(visit.last, visit.kind)

    def _request(self, url: Url, visit: _Visit, delay: float, headers: dict[str, str]) -> Reply:
        common = {"User-Agent": self._settings.user_agent, "Accept": _ACCEPT[visit.kind], **headers}
        with self._turn(url, visit, delay):
            return self._send(url, common, LIMITS[visit.kind])

    def _send(self, url: Url, headers: dict[str, str], limits: BodyLimits, *, is_cut: bool = False) -> Reply:
        timeouts = self._settings.timeouts
        try:
            endpoints = find_endpoints(
                url, self._settings.loopback, timeout=timeouts.connect, resolve=self._resolve
            )
        except RefusedAddressError as error:
            raise _Ended(FetchOutcome.REFUSED_ADDRESS, str(error)) from error
        except UnresolvedError as error:
            raise RequestFailed(
                FetchOutcome.UNAVAILABLE, str(error), is_transient=not error.is_final
            ) from error
        if not self._settings.contact and self._settings.loopback.endpoint(url) is None:
            raise FetchSettingsError(
                "set NEWSREEL_CONTACT to your e-mail or web address: publishers see it and can reach you"
            )
        return send(url, endpoints, headers, timeouts=timeouts, limits=limits, is_cut=is_cut)

    def _rules(self, url: Url, visit: _Visit) -> Robots:
        known = self._robots.get(url.root)
        if known is None:
            known = self._fetch_rules(url, visit)
            self._robots.put(url.root, known)
        return known

    def _fetch_rules(self, url: Url, visit: _Visit) -> Robots:
        """Ask for a robots.txt, wherever it is redirected to; its rules hold for the host that was asked."""
        at, now = Url(url.scheme, url.host, url.port, "/robots.txt"), time.time()
        headers = {"User-Agent": self._settings.user_agent, "Accept": "text/plain,*/*;q=0.5"}
        limits = BodyLimits(wire=MAX_BYTES, unpacked=MAX_BYTES)
        for _ in range(MAX_REDIRECTS + 1):
            try:
                with self._turn(at, visit, 0.0) as turn:
                    # Another process may have asked while this one waited for its turn.
                    if (known := self._robots.get(url.root)) is not None:
                        return known
                    reply = self._send(at, headers, limits, is_cut=True)
                    if reply.body is not None:
                        robots = parse_robots(reply.body, now)
                        if robots.delay <= self._settings.max_wait:
                            # A longer one counts from the first page: else the rules expire before it comes.
                            turn.interval = max(turn.interval, robots.delay)
                        return robots
            except RequestFailed as failed:
                if failed.outcome in (FetchOutcome.TRUNCATED, FetchOutcome.BAD_ENCODING):
                    return Robots(now, problem=f"robots.txt cannot be read: {failed}")
                raise RequestFailed(
                    failed.outcome, f"robots.txt: {failed}", is_transient=failed.is_transient
                ) from failed
            if 300 <= reply.status < 400 and reply.headers.get("location"):
                target = resolve_link(str(at), reply.headers["location"])
                if target is not None:
                    at = target
                    continue
            if reply.status == 429 or reply.status >= 500:
                return Robots(now, problem=f"robots.txt answers HTTP {reply.status}: nothing may be fetched")
            break
        return Robots(now)  # RFC 9309, 2.3.1.2: more than five redirects count as no robots.txt

    @contextmanager
    def _turn(self, url: Url, visit: _Visit, delay: float) -> Iterator[_Turn]:
        """Wait for the host's turn, and give it back when the answer is read."""
        own = visit.source.interval_seconds if visit.source else self._settings.interval
        turn, timeouts = _Turn(max(own, delay)), self._settings.timeouts
        lease = timeouts.connect + timeouts.total + self._settings.lease_margin
        while (wait := self._gate.take(url.authority, turn.interval, lease)) > 0:
            try:
                self._wait(wait, visit)
            except _Ended:
                self._gate.leave(url.authority)
                raise
        try:
            yield turn
        finally:
            self._gate.give_back(url.authority, turn.interval)

    def _wait(self, seconds: float, visit: _Visit) -> None:
        if seconds > visit.wait_left:
            raise _Ended(
                FetchOutcome.RATE_LIMITED, f"the host's next turn is in {seconds:.0f} s", wait=seconds
            )
        if seconds > 0:
            visit.wait_left -= seconds
            self._sleep(seconds)

    def _line(self, authority: str) -> threading.RLock:
        """Return the one line a host has in this process: who holds it may ask."""
        with self._lock:
            return self._lines[authority]

    def _check_breaker(self, authority: str) -> None:
        with self._lock:
            count, at = self._failures.get(authority, (0, 0.0))
        left = at + self._settings.breaker_seconds - time.monotonic()
        if count >= self._settings.breaker_failures and left > 0:
            raise _Ended(FetchOutcome.UNAVAILABLE, f"the host failed {count} times in a row", wait=left)

    def _count(self, authority: str, *, is_failure: bool) -> None:
        with self._lock:
            count, _ = self._failures.pop(authority, (0, 0.0))
            if is_failure:
                self._failures[authority] = (count + 1, time.monotonic())
        if is_failure and count + 1 >= self._settings.breaker_failures:
            # Other processes would each have to find it out for themselves.
            self._gate.pause(authority, datetime.now(UTC) + timedelta(seconds=self._settings.breaker_seconds))


@lru_cache(maxsize=1)
def _version() -> str:
    return version("newsreel")


def _sites(asked: Url, source: Source | None) -> frozenset[str]:
    """Return the hosts whose sites a redirect may lead to."""
    hosts = {asked.host}
    if source is not None:
        hosts.update((source.host, *source.hosts))
    return frozenset(hosts)


def _is_allowed(url: Url, hosts: frozenset[str]) -> bool:
    return any(same_site(url.host, host) for host in hosts)
