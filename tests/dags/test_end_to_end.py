"""The DAGs for real: from the press site on loopback, and from files, to report.* in PostgreSQL."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import BaseNotifier
from airflow.sdk.definitions.mappedoperator import MappedOperator
from airflow.utils.db import initdb
from sqlalchemy import create_engine, select, text

from newsreel.press.server import Press, running_press
from newsreel.settings import PROJECT
from newsreel.steps.clean import clean_batch
from newsreel.steps.discover import discover_source
from newsreel.steps.fetch import fetch_batch
from newsreel.steps.house import open_house
from newsreel.steps.inbox import Inbox
from schemas.warehouse.migrate import upgrade
from schemas.warehouse.tables import metadata

pytestmark = pytest.mark.usefixtures("home", "airflow_database")
PRESS_SOURCES = PROJECT / "corpus/press/sources"


@pytest.fixture
def dag_bag(tmp_path: Path) -> Iterator[DagBag]:
    """The DAGs, anew for each test, which changes them (`dag.test` writes a run's conf into their Params).

    They read a few pages of the press site only.
    """
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("daily_post", "market_brief"):
        source = (PRESS_SOURCES / f"{name}.yaml").read_text("utf-8")
        (folder / f"{name}.yaml").write_text(f"{source}include: ['/202[56]/0[12]/']\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSREEL_SOURCES_DIR", str(folder))
        yield DagBag(str(PROJECT / "dags"))


@pytest.fixture(scope="session")
def airflow_database() -> None:
    """Airflow's own tables, in the SQLite file of this run."""
    initdb()


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with running_press() as running:
        yield running


@pytest.fixture
def warehouse(postgres_url: str, press: Press, monkeypatch: pytest.MonkeyPatch):
    """A warehouse of its own for one test, to which all tasks write."""
    upgrade(postgres_url)
    monkeypatch.setenv("NEWSREEL_WAREHOUSE_URL", postgres_url)
    monkeypatch.setenv("NEWSREEL_LOOPBACK_ALLOWED", press.loopback_allowed)
    engine = create_engine(postgres_url)
    yield engine
    engine.dispose()


def run(dag_bag, dag_id: str, **conf: object) -> dict[str, list[str]]:
    """Run a DAG in this process; return the state of each task, a list for mapped ones.

    Nothing is tried again: `dag.test` would sit and wait for it.
    """
    dag = dag_bag.dags[dag_id]
    for task in dag.tasks:
        if isinstance(task, MappedOperator):
            task.partial_kwargs["retries"] = 0
        else:
            task.retries = 0
    result = dag.test(run_conf=conf)
    states: dict[str, list[str]] = {"run": [str(result.state)]}
    for ti in result.get_task_instances():
        states.setdefault(ti.task_id, []).append(str(ti.state))
    return states


def rows(warehouse, query: str) -> list[tuple]:
    with warehouse.begin() as conn:
        return [tuple(row) for row in conn.execute(text(query))]


def snapshot(warehouse) -> dict[str, list[str]]:
    with warehouse.begin() as conn:
        return {
            table.name: sorted(repr(row) for row in conn.execute(select(table)))
            for table in metadata.sorted_tables
            if table.schema == "core"
        }


def test_daily_run_brings_a_source_to_the_reports_and_the_next_one_changes_nothing(
    warehouse, dag_bag, press: Press
) -> None:
    states = run(dag_bag, "scrape_daily_post")
    assert states["run"] == ["success"], states
    assert states["stage"] == ["success"]
    assert run(dag_bag, "publish_records")["run"] == ["success"]
    articles = rows(warehouse, "SELECT count(*) FROM core.article")[0][0]
    assert articles > 1
    assert rows(warehouse, "SELECT count(*) FROM report.quote")[0][0] > 0
    before = snapshot(warehouse)
    asked = len(press.requests)
    assert run(dag_bag, "scrape_daily_post")["stage"] == ["skipped"]
    pages = [r for r in press.requests[asked:] if r.target not in {"/feed", "/sitemap.txt", "/robots.txt"}]
    assert pages == []
    assert snapshot(warehouse) == before


def test_run_after_a_killed_one_leaves_the_rows_of_an_undisturbed_one(warehouse, dag_bag) -> None:
    with open_house() as house:
        killed = {"run_id": "scrape_daily_post:killed", "dag_id": "scrape_daily_post"}
        discover_source(house, source_code="daily_post", **killed)
        fetch_batch(house, run_id=killed["run_id"], batch_no=1, is_last_try=True)
        clean_batch(house, run_id=killed["run_id"], batch_no=1)
    run(dag_bag, "scrape_daily_post")
    run(dag_bag, "publish_records")
    cleaned = rows(warehouse, "SELECT article_key FROM raw.article ORDER BY 1")
    assert len(cleaned) > 1
    assert rows(warehouse, "SELECT article_key FROM core.article ORDER BY 1") == cleaned
    assert rows(warehouse, "SELECT state FROM staging.batch ORDER BY 1") == [("open",), ("published",)]


def test_refetch_of_single_pages_loads_nothing_twice(warehouse, dag_bag) -> None:
    run(dag_bag, "scrape_daily_post", limit=2)
    run(dag_bag, "publish_records")
    before = snapshot(warehouse)
    urls = [url for (url,) in rows(warehouse, "SELECT canonical_url FROM core.article")]
    states = run(dag_bag, "scrape_daily_post", urls=urls, refetch=True)
    assert states["pages.extract"] == ["success"]
    assert run(dag_bag, "publish_records")["drain"] == ["success"]
    assert snapshot(warehouse) == before


def test_file_dropped_into_the_inbox_reaches_the_warehouse(warehouse, dag_bag, home: Path) -> None:
    inbox = Inbox(home / "inbox")
    (inbox.folder / "story.txt").write_text("Netflix held its first Creative Asia Forum in Busan.\n", "utf-8")
    inbox.look(900)
    inbox.look(900)
    states = run(dag_bag, "ingest_inbox")
    assert states["run"] == ["success"], states
    assert run(dag_bag, "publish_records")["run"] == ["success"]
    assert rows(warehouse, "SELECT count(*) FROM core.article") == [(1,)]
    assert len(list((inbox.folder / "done").iterdir())) == 1


def test_wrong_file_turns_the_run_red_at_once(warehouse, dag_bag) -> None:
    states = run(dag_bag, "ingest_urls", files=["/nowhere/story.txt"])
    assert states["run"] == ["failed"]
    assert states["accept"] == ["failed"]


def test_broken_batch_rule_turns_publishing_red_and_loads_nothing(warehouse, dag_bag, tmp_path: Path) -> None:
    stories = [tmp_path / f"{number}.txt" for number in range(6)]
    for story in stories:
        story.write_text(f"Netflix held its {story.stem}th Creative Asia Forum in Busan.\n", "utf-8")
    read = run(dag_bag, "ingest_urls", files=[str(story) for story in stories], title="Access denied")
    assert read["run"] == ["success"], read
    states = run(dag_bag, "publish_records")
    assert rows(warehouse, "SELECT state FROM staging.batch") == [("failed",)], states
    assert states["verdict"] == ["failed"]
    assert states["announce"] == ["skipped"]
    assert states["run"] == ["failed"]
    assert rows(warehouse, "SELECT count(*) FROM core.article") == [(0,)]
    assert "one and the same title" in rows(warehouse, "SELECT detail FROM staging.batch")[0][0]


def test_twins_for_telephones_do_not_pass_for_newer_versions(warehouse, dag_bag) -> None:
    """Market Brief lists each article twice; its AMP pages name the article's address, and no date."""
    addresses = ["2026/02/palmyra-plus-lands-in-chile", "amp/2026/02/palmyra-plus-lands-in-chile"]
    urls = [f"http://market-brief.example/{address}" for address in addresses]
    run(dag_bag, "scrape_market_brief", urls=urls)
    assert rows(warehouse, "SELECT outcome, detail FROM raw.fetch ORDER BY url DESC") == [
        ("duplicate", f"twin of {urls[0]}"),
        ("fetched", None),
    ]
    assert rows(warehouse, "SELECT published_date IS NULL FROM staging.article") == [(False,)]


class Desk(BaseNotifier):
    """A notifier that keeps what it was told."""

    template_fields = ("words",)
    told: ClassVar[list[str]] = []

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def notify(self, context: Any) -> None:
        """Keep the words."""
        self.told.append(self.words)


def test_silent_source_turns_the_watch_red_once_and_tells_the_desk(
    warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting = [{"notifier": f"{__name__}.Desk", "words": "{{ ti.task_id }}: {{ exception }}"}]
    monkeypatch.setenv("NEWSREEL_NOTIFIERS", json.dumps(setting))
    monkeypatch.setenv("NEWSREEL_SOURCES_DIR", str(tmp_path))
    shutil.copy(PRESS_SOURCES / "daily_post.yaml", tmp_path)
    bag = DagBag(str(PROJECT / "dags"))
    states = run(bag, "watch_sources")
    assert (states["watch"], states["verdict"]) == (["success"], ["failed"])
    [message] = Desk.told
    assert message.startswith("verdict: ")
    assert "(daily_post): silent: it was never asked" in message
    assert rows(warehouse, "SELECT source_code, alert FROM report.source_alert WHERE is_open") == [
        ("daily_post", "silent")
    ]
    assert run(bag, "watch_sources")["run"] == ["success"]
    assert len(Desk.told) == 1
