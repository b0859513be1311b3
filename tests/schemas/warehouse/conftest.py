"""A migrated warehouse, empty at the start of each test."""

import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool
from warehouse_press import empty

from newsreel.stack.postgres import Server, create_database
from schemas.warehouse.migrate import upgrade


def _migrated(server: Server) -> str:
    url = create_database(server, f"warehouse_{secrets.token_hex(6)}")
    upgrade(url)
    return url


def _empty(url: str) -> Iterator[Engine]:
    engine = create_engine(url, poolclass=NullPool)
    empty(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def warehouse_url(postgres_server: Server) -> str:
    return _migrated(postgres_server)


@pytest.fixture(scope="session")
def second_warehouse_url(postgres_server: Server) -> str:
    return _migrated(postgres_server)


@pytest.fixture
def warehouse(warehouse_url: str) -> Iterator[Engine]:
    yield from _empty(warehouse_url)


@pytest.fixture
def second_warehouse(second_warehouse_url: str) -> Iterator[Engine]:
    """Another one, to compare with."""
    yield from _empty(second_warehouse_url)
