"""The connection to the warehouse: one pool a process, and a deadline on everything that waits.

Rule: no connection without limits. A statement, a lock and an idle transaction each end by themselves, so a
stuck query can never hold the warehouse for longer than the task that sent it.
"""

import os
from functools import lru_cache

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError

from schemas.warehouse.errors import WarehouseError

CONNECT_SECONDS = 10
STATEMENT_SECONDS = 300
LOCK_SECONDS = 60
IDLE_SECONDS = 600


def make_engine(
    url: str,
    *,
    application: str = "newsreel",
    statement_seconds: float = STATEMENT_SECONDS,
    lock_seconds: float = LOCK_SECONDS,
) -> Engine:
    """Return this process' engine for a warehouse, making it on first use.

    `url` is any PostgreSQL address ("postgresql://…", "postgres://…", "postgresql+psycopg://…"). The limits
    are in seconds and hold for each statement and each wait for a lock. Raises `WarehouseError` for another
    database.
    """
    return _engine(os.getpid(), warehouse_url(url), application, statement_seconds, lock_seconds)


def warehouse_url(url: str) -> URL:
    """Return the address with the driver that we use; raise `WarehouseError` when it is no PostgreSQL."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise WarehouseError(
            "the warehouse URL cannot be read: write postgresql://user@host:port/name"
        ) from error
    if parsed.get_backend_name() not in {"postgresql", "postgres"}:
        raise WarehouseError(f"the warehouse must be a PostgreSQL, not {parsed.get_backend_name()}")
    return parsed.set(drivername="postgresql+psycopg")


# A forked process must not use its parent's connections: the process is part of the key.
@lru_cache(maxsize=16)
def _engine(pid: int, url: URL, application: str, statement_seconds: float, lock_seconds: float) -> Engine:
    limits = {
        "statement_timeout": statement_seconds,
        "lock_timeout": lock_seconds,
        "idle_in_transaction_session_timeout": IDLE_SECONDS,
    }
    options = " ".join(f"-c {name}={int(seconds * 1000)}" for name, seconds in limits.items())
    return create_engine(
        url,
        pool_size=2,
        max_overflow=4,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "application_name": f"{application} {pid}",
            "options": f"{options} -c timezone=UTC",
        },
    )
