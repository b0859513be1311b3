"""One database with the warehouse's tables for a module, and batches with run ids of the test's own."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool
from staged_batches import STAGED_AT, Batch

from schemas.warehouse import tables as t


@pytest.fixture(scope="module")
def warehouse(module_postgres_url: str) -> Iterator[Engine]:
    """An engine on a database with all tables and nothing in them."""
    engine = create_engine(module_postgres_url, poolclass=NullPool)
    with engine.begin() as conn:
        for schema in t.SCHEMAS:
            conn.execute(text(f"create schema {schema}"))
        t.metadata.create_all(conn)
    yield engine
    engine.dispose()


@pytest.fixture
def url(warehouse: Engine) -> str:
    """The address of that database."""
    return warehouse.url.render_as_string(hide_password=False)


@pytest.fixture
def new_batch(request: pytest.FixtureRequest) -> Callable[..., Batch]:
    """Make batches whose run ids are the test's own; they hold what run ids may hold."""
    made = 0

    def make(source_code: str | None = "press") -> Batch:
        nonlocal made
        made += 1
        moment = (STAGED_AT + timedelta(seconds=made)).isoformat()
        return Batch(f"scheduled__{moment} {request.node.name}'", source_code)

    return make
