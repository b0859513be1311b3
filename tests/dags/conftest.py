"""What the tests of the DAGs share: the parsed DAGs, and Airflow's own tables where a DAG is run."""

import os
from collections.abc import Iterator

import pytest
from airflow.dag_processing.dagbag import DagBag

from newsreel.settings import PROJECT

PRESS_SOURCES = PROJECT / "corpus/press/sources"


@pytest.fixture(scope="session")
def press_sources() -> Iterator[None]:
    """Let the press site's outlets be sources, as the demo does."""
    os.environ["NEWSREEL_SOURCES_DIR"] = str(PRESS_SOURCES)
    yield
    del os.environ["NEWSREEL_SOURCES_DIR"]


@pytest.fixture(scope="session")
def dag_bag(press_sources: None):
    """All DAGs of the project."""
    return DagBag(str(PROJECT / "dags"))
