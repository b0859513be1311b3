"""Politeness shared by all processes: whose turn it is at a host, and what its robots.txt said.

Rule: a turn is taken in one transaction, by the clock of the database; two workers never have a host at
once, whatever their own clocks say. A worker that was killed keeps a host no longer than its lease, and a
place in the queue no longer than it promised to be back.
"""

import secrets
from datetime import UTC, datetime

from sqlalchemy import Engine, text

POLL = 0.25  # seconds after which to ask again for a host that another worker is asking
GRACE = 2.0  # seconds that one who waits may come late before those behind are let past

_KNOW = text("""
    INSERT INTO raw.host (host, next_at) VALUES (:host, clock_timestamp()) ON CONFLICT (host) DO NOTHING
""")
# From here to the end of the transaction the host is ours to decide on.
_LOOK = text("""
    SELECT
        extract(epoch FROM greatest(next_at, paused_until) - clock_timestamp()) AS closed,
        coalesce(extract(epoch FROM leased_until - clock_timestamp()), 0) AS leased
    FROM raw.host WHERE host = :host FOR UPDATE
""")
_QUEUE = text("""
    INSERT INTO raw.turn AS mine (host, ticket, asked_at, back_at)
    VALUES (:host, :ticket, clock_timestamp(), clock_timestamp() + make_interval(secs => :grace))
    ON CONFLICT (host, ticket) DO UPDATE SET back_at = excluded.back_at
    RETURNING (
        SELECT count(*) FROM raw.turn other
        WHERE other.host = mine.host AND other.ticket <> mine.ticket AND other.back_at > clock_timestamp()
            AND (other.asked_at, other.ticket) < (mine.asked_at, mine.ticket)
    )
""")
_PROMISE = text("""
    UPDATE raw.turn SET back_at = clock_timestamp() + make_interval(secs => :seconds)
    WHERE host = :host AND ticket = :ticket
""")
_TAKE = text("""
    UPDATE raw.host
    SET next_at = clock_timestamp() + make_interval(secs => :interval),
        leased_until = clock_timestamp() + make_interval(secs => :lease),
        holder = :ticket
    WHERE host = :host
""")
_LEAVE = text("""
    DELETE FROM raw.turn
    WHERE host = :host AND (ticket = :ticket OR back_at < clock_timestamp())
""")
_GIVE_BACK = text("""
    UPDATE raw.host
    SET leased_until = NULL,
        holder = NULL,
        next_at = greatest(next_at, clock_timestamp() + make_interval(secs => :interval))
    WHERE host = :host AND holder = :holder
""")
_PAUSE = text("""
    INSERT INTO raw.host AS known (host, next_at, paused_until)
    VALUES (:host, clock_timestamp(), clock_timestamp() + make_interval(secs => :seconds))
    ON CONFLICT (host) DO UPDATE SET paused_until = greatest(known.paused_until, excluded.paused_until)
""")
_RULES = text("SELECT fetched_at, body, problem FROM raw.robots WHERE root = :root")
_KEEP_RULES = text("""
    INSERT INTO raw.robots AS known (root, fetched_at, body, problem)
    VALUES (:root, :fetched_at, :body, :problem)
    ON CONFLICT (root) DO UPDATE
    SET fetched_at = excluded.fetched_at, body = excluded.body, problem = excluded.problem
    WHERE known.fetched_at <= excluded.fetched_at OR known.fetched_at > clock_timestamp()
""")


class WarehouseGate:
    """The gate of `extractors.fetch`, kept in `raw.host`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: dict[str, str] = {}
        self._tickets: dict[str, str] = {}

    def take(self, host: str, interval: float, lease: float) -> float:
        """Take the turn at a host; 0 when it is ours, else the seconds after which to ask again.

        Who asked first is first. `interval` and `lease` are in seconds; see `extractors.gate.HostGate`.
        """
        ticket = self._tickets.setdefault(host, secrets.token_hex(8))
        mine = {"host": host, "ticket": ticket}
        with self._engine.begin() as conn:
            conn.execute(_KNOW, {"host": host})
            closed, leased = map(float, conn.execute(_LOOK, {"host": host}).one())
            ahead = int(conn.execute(_QUEUE, {**mine, "grace": GRACE}).scalar_one())
            if max(closed, leased) <= 0 and not ahead:
                conn.execute(_TAKE, {**mine, "interval": interval, "lease": lease})
                conn.execute(_LEAVE, mine)
                self._held[host] = self._tickets.pop(host)
                return 0.0
            wait = max(closed, 0.001) + ahead * interval
            if leased > 0 or ahead:
                wait = max(wait, POLL)
            conn.execute(_PROMISE, {**mine, "seconds": wait + GRACE})
        return wait

    def leave(self, host: str) -> None:
        """Give up waiting for a host."""
        ticket = self._tickets.pop(host, "")
        with self._engine.begin() as conn:
            conn.execute(_LEAVE, {"host": host, "ticket": ticket})

    def give_back(self, host: str, interval: float) -> None:
        """End our turn: the next one comes `interval` seconds from now; one that was lost is left alone."""
        given = {"host": host, "interval": interval, "holder": self._held.pop(host, "")}
        with self._engine.begin() as conn:
            conn.execute(_GIVE_BACK, given)

    def pause(self, host: str, until: datetime) -> None:
        """Let no turn begin at a host before `until` (with a time zone); a longer pause stays.

        `until` is by this worker's clock, the pause is kept by that of the database.
        """
        seconds = (until - datetime.now(UTC)).total_seconds()
        with self._engine.begin() as conn:
            conn.execute(_PAUSE, {"host": host, "seconds": seconds})


class RulesTable:
    """What each host's robots.txt said, kept in `raw.robots`: the text as it came, or what was wrong."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, root: str) -> tuple[datetime, str | None, str | None] | None:
        """Return when a root ("https://variety.com") was asked, its rules, and the problem."""
        with self._engine.begin() as conn:
            row = conn.execute(_RULES, {"root": root}).one_or_none()
        return tuple(row) if row is not None else None

    def put(self, root: str, fetched_at: datetime, body: str | None, problem: str | None) -> None:
        """Keep what a root said; an older answer never replaces a newer one."""
        row = {"root": root, "fetched_at": fetched_at, "body": body, "problem": problem}
        with self._engine.begin() as conn:
            conn.execute(_KEEP_RULES, row)
