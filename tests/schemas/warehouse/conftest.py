"""A migrated warehouse for each test."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from schemas.warehouse.migrate import upgrade


@pytest.fixture
def warehouse_url(postgres_url: str) -> str:
    upgrade(postgres_url)
    return postgres_url


@pytest.fixture
def warehouse(warehouse_url: str) -> Iterator[Engine]:
    engine = create_engine(warehouse_url, poolclass=NullPool)
    yield engine
    engine.dispose()
