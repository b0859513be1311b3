"""Politeness shared by all processes: when each host may be asked again.

Rule: a turn is taken in one statement, by the clock of the database; two workers never get the same turn,
whatever their own clocks say.
"""

from datetime import datetime

from sqlalchemy import Engine, text

_RESERVE = text("""
    INSERT INTO raw.host AS known (host, next_at)
    VALUES (:host, clock_timestamp() + make_interval(secs => :interval))
    ON CONFLICT (host) DO UPDATE
    SET next_at = greatest(known.next_at, known.paused_until, clock_timestamp())
        + make_interval(secs => :interval)
    RETURNING greatest(
        extract(epoch FROM next_at - make_interval(secs => :interval) - clock_timestamp()), 0
    )
""")
_PAUSE = text("""
    INSERT INTO raw.host AS known (host, next_at, paused_until)
    VALUES (:host, clock_timestamp(), :until)
    ON CONFLICT (host) DO UPDATE SET paused_until = greatest(known.paused_until, excluded.paused_until)
""")


class WarehouseGate:
    """The gate of `extractors.fetch`, kept in `raw.host`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def reserve(self, host: str, interval: float) -> float:
        """Take the next turn at a host; return the seconds to wait for it. `interval` is in seconds."""
        with self._engine.begin() as conn:
            return float(conn.execute(_RESERVE, {"host": host, "interval": interval}).scalar_one())

    def pause(self, host: str, until: datetime) -> None:
        """Let no turn begin at a host before `until` (with a time zone); a longer pause stays."""
        with self._engine.begin() as conn:
            conn.execute(_PAUSE, {"host": host, "until": until})
