"""A migrated warehouse for each test, copied from one that is migrated once."""

import secrets
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from newsreel.settings import libpq_url
from newsreel.stack.postgres import Server, create_database
from schemas.warehouse.migrate import upgrade


@pytest.fixture(scope="session")
def copy_warehouse(postgres_server: Server) -> Callable[[], str]:
    """Makes a new migrated database; returns its URL."""
    template = f"template_{secrets.token_hex(6)}"
    url = create_database(postgres_server, template)
    upgrade(url)

    def copy() -> str:
        name = f"test_{secrets.token_hex(6)}"
        with psycopg.connect(libpq_url(postgres_server.url("postgres")), autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return url.replace(template, name)

    return copy


@pytest.fixture
def warehouse_url(copy_warehouse: Callable[[], str]) -> str:
    return copy_warehouse()


@pytest.fixture
def warehouse(warehouse_url: str) -> Iterator[Engine]:
    engine = create_engine(warehouse_url, poolclass=NullPool)
    yield engine
    engine.dispose()


@pytest.fixture
def second_warehouse(copy_warehouse: Callable[[], str]) -> Iterator[Engine]:
    """Another one, to compare with."""
    engine = create_engine(copy_warehouse(), poolclass=NullPool)
    yield engine
    engine.dispose()
