"""Bringing a database up to date: as a whole, once, by whoever may."""

import re
from threading import Thread

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool
from warehouse_press import Story, publish, rows

from newsreel.settings import libpq_url
from newsreel.stack.postgres import Server
from schemas.warehouse.errors import MigrationError
from schemas.warehouse.migrate import READER, upgrade, view_files
from schemas.warehouse.tables import SCHEMAS, metadata

FIXED = (
    "forum",
    "panel",
    "panel_speaker",
    "announcement",
    "funding",
    "release_calendar",
    "quote",
    "figure_conflict",
    "source_health",
)
STRUCTURE = """
    SELECT n.nspname || '.' || c.relname || ' ' || line AS line
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL (
        SELECT 'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
            || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
            || ' ' || a.attidentity::text || a.attgenerated::text
            || coalesce(' ' || col_description(c.oid, a.attnum), '')
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0
        UNION ALL
        SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE conrelid = c.oid
        UNION ALL
        SELECT 'index ' || pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = c.oid
        UNION ALL
        SELECT 'comment ' || obj_description(c.oid, 'pg_class')
    ) AS told (line)
    WHERE n.nspname = ANY (:schemas) AND c.relkind = 'r' AND c.relname <> 'schema_version'
    ORDER BY 1
"""


def structure(engine: Engine) -> list[str]:
    return [row["line"] for row in rows(engine, STRUCTURE, schemas=list(SCHEMAS))]


def engine_of(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


def test_the_migrations_make_what_the_tables_say(warehouse: Engine, postgres_url: str) -> None:
    plain = engine_of(postgres_url)
    with plain.begin() as conn:
        for schema in SCHEMAS:
            conn.execute(text(f"CREATE SCHEMA {schema}"))
        metadata.create_all(conn)
    assert structure(warehouse) == structure(plain)


def test_a_second_upgrade_changes_nothing(warehouse: Engine, warehouse_url: str) -> None:
    publish(warehouse, "run", Story("https://reel.example/a").forum("Tidewater Forum"))
    marks = (
        "SELECT oid::text, xmin::text FROM pg_class WHERE relnamespace = 'report'::regnamespace ORDER BY 1"
    )
    before = rows(warehouse, marks)
    upgrade(warehouse_url)
    assert rows(warehouse, marks) == before
    assert rows(warehouse, "SELECT name FROM report.forum") == [{"name": "Tidewater Forum"}]


def test_two_upgrades_at_once_both_succeed(postgres_url: str) -> None:
    failures: list[Exception] = []

    def run() -> None:
        try:
            upgrade(postgres_url)
        except MigrationError as error:
            failures.append(error)

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert rows(engine_of(postgres_url), "SELECT count(*) AS n FROM report.forum") == [{"n": 0}]


def test_a_changed_view_is_replaced_even_when_its_columns_move(warehouse: Engine, warehouse_url: str) -> None:
    with warehouse.begin() as conn:
        conn.execute(text("DROP VIEW report.quote"))
        conn.execute(text("CREATE VIEW report.quote AS SELECT 1 AS nothing"))
        conn.execute(text("COMMENT ON SCHEMA report IS 'an older definition'"))
    upgrade(warehouse_url)
    assert rows(warehouse, "SELECT speaker FROM report.quote") == []


def test_a_failing_upgrade_leaves_the_database_as_it_was(postgres_url: str) -> None:
    engine = engine_of(postgres_url)
    with engine.begin() as conn:
        conn.execute(text("CREATE SCHEMA core"))
        conn.execute(text("CREATE TABLE core.claim (mine integer)"))
    with pytest.raises(MigrationError, match="claim"):
        upgrade(postgres_url)
    assert rows(engine, "SELECT to_regnamespace('report') IS NULL AS absent") == [{"absent": True}]


def test_a_server_out_of_reach_is_named() -> None:
    with pytest.raises(MigrationError, match=r"no PostgreSQL answers at 127\.0\.0\.1:9"):
        upgrade("postgresql://nobody:secret@127.0.0.1:9/warehouse")


@pytest.fixture
def plain_user(postgres_server: Server, postgres_url: str) -> str:
    """A user without any right but to log in, and the address of the empty database for it."""
    name = postgres_url.rpartition("/")[2].replace("test_", "user_")
    with psycopg.connect(libpq_url(postgres_server.url("postgres")), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'plain'").format(sql.Identifier(name)))
    return re.sub(r"//[^@]*@", f"//{name}:plain@", postgres_url)


def test_a_user_who_may_not_create_schemas_is_told_what_to_ask_for(plain_user: str) -> None:
    with pytest.raises(MigrationError, match="GRANT CREATE ON DATABASE test_"):
        upgrade(plain_user)


def test_a_user_who_owns_the_database_needs_no_superuser(
    warehouse: Engine, postgres_server: Server, plain_user: str
) -> None:
    database, user = plain_user.rpartition("/")[2], plain_user.split("//")[1].split(":", maxsplit=1)[0]
    with psycopg.connect(libpq_url(postgres_server.url("postgres")), autocommit=True) as admin:
        admin.execute(
            sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(database), sql.Identifier(user))
        )
    upgrade(plain_user)
    assert rows(engine_of(plain_user), "SELECT count(*) AS n FROM report.forum") == [{"n": 0}]


def test_readers_see_report_and_quality_alone(warehouse: Engine) -> None:
    with warehouse.connect() as conn:
        conn.execute(text(f"SET ROLE {READER}"))
        conn.execute(text("SELECT * FROM report.source_health"))
        conn.execute(text("SELECT * FROM quality.check_result"))
        for refused in (
            "SELECT * FROM core.forum",
            "SELECT * FROM raw.fetch",
            "DELETE FROM quality.quarantine",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), conn.begin_nested():
                conn.execute(text(refused))


def test_every_fixed_view_exists() -> None:
    files = {path.name for path in view_files()}
    assert {f"report.{name}.sql" for name in FIXED} <= files


def test_every_view_and_column_that_readers_see_has_a_comment(warehouse: Engine) -> None:
    missing = rows(
        warehouse,
        "SELECT n.nspname || '.' || c.relname || coalesce('.' || a.attname, '') AS name"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
        " WHERE (n.nspname IN ('report', 'quality') OR n.nspname = 'core' AND c.relkind = 'v')"
        " AND c.relkind IN ('r', 'v')"
        " AND (obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL)",
    )
    assert missing == []


def test_views_for_readers_say_which_columns_may_be_null(warehouse: Engine) -> None:
    vague = rows(
        warehouse,
        "SELECT c.relname || '.' || a.attname AS name"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'report'::regnamespace AND a.attnum > 0"
        " AND col_description(c.oid, a.attnum) !~ '(never null|null|empty where|empty without)'",
    )
    assert vague == []


def test_report_views_reach_no_further_than_core() -> None:
    for path in view_files():
        body = path.read_text(encoding="utf-8").partition("COMMENT ON")[0]
        schemas = set(re.findall(r"(?:FROM|JOIN)\s+(\w+)\.", body)) & set(SCHEMAS)
        # How a source does is about runs: these views look at fetches, batches and alerts.
        allowed = {"core", "report"} | (
            {"raw", "staging", "quality"} if path.name.startswith("report.source_") else set()
        )
        assert schemas <= allowed, path.name
