"""Brings a database to the current schema: schemas, tables, views, comments and the readers' role.

Rule: one transaction under one lock. An upgrade happens as a whole or leaves the database as it was, two at
once wait for each other, and a database that is current already is not touched.
"""

import hashlib
import re
from graphlib import TopologicalSorter
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from schemas.warehouse.engine import CONNECT_SECONDS, warehouse_url
from schemas.warehouse.errors import MigrationError
from schemas.warehouse.tables import SCHEMAS

READER = "newsreel_reader"
VERSION_TABLE = "schema_version"
OLDEST_SERVER = 15

_HERE = Path(__file__).parent
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('newsreel schema', 0))"
_HINTS = {
    "42501": "the user lacks a right; an administrator can: GRANT CREATE ON DATABASE {database} TO {user}",
    "55P03": "another upgrade or a long query holds a table; try again when it has ended",
    "57014": "the upgrade took too long; try again when the warehouse is idle",
    "2BP01": "a view of your own depends on one of report.*; drop it, upgrade, and create it again",
}


def upgrade(url: str, *, lock_seconds: float = 60, statement_seconds: float = 300) -> None:
    """Bring the database at `url` to the current schema; a second time does nothing.

    Limits are in seconds. Raises `MigrationError`, with what to do, when the server is too old or out of
    reach, or when the user may not create schemas or the role.
    """
    target = warehouse_url(url)
    limits = (
        f"-c lock_timeout={int(lock_seconds * 1000)} -c statement_timeout={int(statement_seconds * 1000)}"
    )
    engine = create_engine(
        target,
        poolclass=NullPool,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "newsreel upgrade",
            "options": limits,
        },
    )
    try:
        with engine.begin() as conn:
            _upgrade(conn)
    except OperationalError as error:
        if error.connection_invalidated or getattr(error.orig, "sqlstate", None) is None:
            where = f"{target.host or 'the local socket'}:{target.port or 5432}"
            raise MigrationError(f"no PostgreSQL answers at {where}: {_first_line(error)}") from error
        raise _explained(error, target.database, target.username) from error
    except DBAPIError as error:
        raise _explained(error, target.database, target.username) from error


def view_files() -> list[Path]:
    """Return the files of the views, each behind those it reads from; a file is called as its view."""
    files = {path.name.removesuffix(".sql"): path for path in sorted((_HERE / "views").glob("*.sql"))}
    reads = {
        name: {
            other
            for other in re.findall(r"(?:FROM|JOIN)\s+(\w+\.\w+)", path.read_text(encoding="utf-8"))
            if other in files
        }
        for name, path in files.items()
    }
    order = TopologicalSorter({name: sorted(others - {name}) for name, others in reads.items()})
    return [files[name] for name in order.static_order()]


def alembic_config(conn: Connection) -> Config:
    """Return Alembic's settings for an open connection; no file is read."""
    config = Config()
    config.set_main_option("script_location", str(_HERE / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    return config


def _upgrade(conn: Connection) -> None:
    server = int(conn.scalar(text("SELECT current_setting('server_version_num')")) or 0) // 10_000
    if server < OLDEST_SERVER:
        raise MigrationError(f"PostgreSQL {server} is too old: the warehouse needs {OLDEST_SERVER} or later")
    conn.execute(text(_LOCK))
    for schema in SCHEMAS:
        # IF NOT EXISTS alone asks for the right to create even where nothing is to be created.
        known = conn.scalar(text("SELECT to_regnamespace(:schema) IS NOT NULL"), {"schema": schema})
        if not known:
            conn.execute(text(f"CREATE SCHEMA {schema}"))
    command.upgrade(alembic_config(conn), "head")
    mark = _mark()
    if conn.scalar(text("SELECT obj_description('report'::regnamespace, 'pg_namespace')")) != mark:
        _create_views(conn)
        _create_reader(conn)
        conn.exec_driver_sql(f"COMMENT ON SCHEMA report IS '{mark}'")


def _mark() -> str:
    definitions = "\n".join(path.read_text(encoding="utf-8") for path in view_files())
    digest = hashlib.sha256(definitions.encode()).hexdigest()[:16]
    return f"What analysts query; views may only grow. Definition {digest}."


def _create_views(conn: Connection) -> None:
    """Replace the views in place where PostgreSQL lets us, else drop and create them all."""
    files = view_files()
    try:
        with conn.begin_nested():
            for path in files:
                _run(conn, path)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != "42P16":  # invalid_table_definition: a column moved
            raise
        for path in reversed(files):
            conn.exec_driver_sql(f"DROP VIEW IF EXISTS {path.name.removesuffix('.sql')}")
        for path in files:
            _run(conn, path)


def _run(conn: Connection, path: Path) -> None:
    conn.exec_driver_sql(path.read_text(encoding="utf-8"), execution_options={"no_parameters": True})


def _create_reader(conn: Connection) -> None:
    if not conn.scalar(text("SELECT true FROM pg_roles WHERE rolname = :role"), {"role": READER}):
        try:
            with conn.begin_nested():
                conn.exec_driver_sql(f"CREATE ROLE {READER} NOLOGIN")
        except DBAPIError as error:
            code = getattr(error.orig, "sqlstate", None)
            if code == "42501":
                raise MigrationError(
                    f"the user may not create the readers' role; an administrator can run once: "
                    f"CREATE ROLE {READER} NOLOGIN"
                ) from error
            # Another database of the same server was upgraded at the same moment.
            if code not in {"42710", "23505"}:
                raise
    for schema in ("report", "quality"):
        conn.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {READER}")
        conn.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {READER}")
    may_grant = conn.scalar(
        text(
            "SELECT NOT pg_has_role(current_user, :role, 'MEMBER')"
            " AND pg_has_role(current_user, :role, 'MEMBER WITH ADMIN OPTION')"
        ),
        {"role": READER},
    )
    if may_grant:
        conn.exec_driver_sql(f"GRANT {READER} TO CURRENT_USER")


def _explained(error: DBAPIError, database: str | None, user: str | None) -> MigrationError:
    hint = _HINTS.get(getattr(error.orig, "sqlstate", None) or "", "nothing was changed")
    return MigrationError(f"{_first_line(error)}; {hint.format(database=database, user=user)}")


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0]
