"""What the tests of the DAGs share: the outlets of the press site as sources, and the DAGs made of them."""

import os
from collections.abc import Iterator

import pytest
from airflow.dag_processing.dagbag import DagBag

from newsreel.settings import PROJECT

PRESS_SOURCES = PROJECT / "corpus/press/sources"


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    """The environment as it was: a run of a DAG leaves its context (AIRFLOW_CTX_*) in it."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def press_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the press site's outlets be sources, as the demo does."""
    monkeypatch.setenv("NEWSREEL_SOURCES_DIR", str(PRESS_SOURCES))


@pytest.fixture(scope="session")
def dag_bag() -> DagBag:
    """All DAGs of the project, with those of the press site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSREEL_SOURCES_DIR", str(PRESS_SOURCES))
        return DagBag(str(PROJECT / "dags"))
