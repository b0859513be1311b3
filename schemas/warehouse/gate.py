"""Politeness shared by all processes: whose turn it is at a host, and what its robots.txt said.

Rule: a turn is taken in one statement, by the clock of the database; two workers never have the same host at
once, whatever their own clocks say, and a worker that was killed keeps a host no longer than its lease.
"""

import secrets
from datetime import UTC, datetime

from sqlalchemy import Engine, text

POLL = 0.25  # seconds after which to ask again for a host that another worker is asking

_TAKE = text("""
    INSERT INTO raw.host AS known (host, next_at, leased_until, holder)
    VALUES (
        :host,
        clock_timestamp() + make_interval(secs => :interval),
        clock_timestamp() + make_interval(secs => :lease),
        :holder
    )
    ON CONFLICT (host) DO UPDATE
    SET next_at = excluded.next_at, leased_until = excluded.leased_until, holder = excluded.holder
    WHERE clock_timestamp() >= greatest(known.next_at, known.paused_until, known.leased_until)
    RETURNING 0
""")
_WAIT = text("""
    SELECT greatest(
        extract(epoch FROM greatest(next_at, paused_until) - clock_timestamp()),
        CASE WHEN leased_until IS NOT NULL
            THEN least(extract(epoch FROM leased_until - clock_timestamp()), :poll) END,
        0.001
    )
    FROM raw.host WHERE host = :host
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

    def take(self, host: str, interval: float, lease: float) -> float:
        """Take the turn at a host; 0 when it is ours, else the seconds after which to ask again.

        `interval` and `lease` are in seconds; see `extractors.gate.HostGate`.
        """
        holder = secrets.token_hex(8)
        given = {"host": host, "interval": interval, "lease": lease, "holder": holder}
        with self._engine.begin() as conn:
            if conn.execute(_TAKE, given).first() is not None:
                self._held[host] = holder
                return 0.0
            return float(conn.execute(_WAIT, {"host": host, "poll": POLL}).scalar_one())

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
