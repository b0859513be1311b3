"""What all tests share: one PostgreSQL for the whole run, and an Airflow that cannot touch the user's.

Rule: everything is set before the first import of Airflow, and nothing starts before a test asks for it.
"""

import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from newsreel.settings import PROJECT, libpq_url
from newsreel.stack.postgres import Server, create_database, temporary_server

for _name in [name for name in os.environ if name.startswith(("NEWSREEL_", "AIRFLOW_"))]:
    del os.environ[_name]
_state = tempfile.TemporaryDirectory(prefix="newsreel-tests-")
os.environ |= {
    "NEWSREEL_HOME": f"{_state.name}/newsreel",
    "AIRFLOW_HOME": f"{_state.name}/airflow",
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
    "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
    "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{_state.name}/airflow.db",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC": f"sqlite+aiosqlite:///{_state.name}/airflow.db",
    "AIRFLOW__CORE__FERNET_KEY": "",
    "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(64),
}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The embedded PostgreSQL of this run; its databases are the tests' own."""
    with temporary_server() as server:
        yield server


def _fresh(server: Server) -> Iterator[str]:
    name = f"test_{secrets.token_hex(6)}"
    url = create_database(server, name)
    yield url
    with psycopg.connect(libpq_url(server.url("postgres")), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """An empty database for one test, as an SQLAlchemy URL."""
    yield from _fresh(postgres_server)


@pytest.fixture(scope="module")
def module_postgres_url(postgres_server: Server) -> Iterator[str]:
    """An empty database for the tests of one module, as an SQLAlchemy URL."""
    yield from _fresh(postgres_server)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for one test, set in the environment."""
    folder = tmp_path / "home"
    monkeypatch.setenv("NEWSREEL_HOME", str(folder))
    return folder
