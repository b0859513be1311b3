"""The language model as a source's engine and on the command line: asked only by name."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from newsreel.cli import app
from newsreel.settings import PROJECT, Settings
from newsreel.steps.accept import accept_urls
from newsreel.steps.clean import clean_batch
from newsreel.steps.errors import StepError
from newsreel.steps.extract import extract_batch
from newsreel.steps.fetch import fetch_batch
from newsreel.steps.house import House, open_house
from schemas.warehouse.migrate import upgrade
from tests.llm_endpoint import Endpoint, running_endpoint, says

STORY = "Netflix held its second Creative Asia Forum in Busan.\n"
FORUM = {"name": "Creative Asia Forum", "kind": "forum", "organizers": ["Netflix", "Nobody"], "evidence": []}


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Endpoint]:
    monkeypatch.setenv("NEWSREEL_HOME", str(tmp_path / "home"))
    with running_endpoint() as running:
        running.script = [says({"forums": [FORUM]})]
        yield running


def use(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREEL_LLM_URL", endpoint.url)
    monkeypatch.setenv("NEWSREEL_LLM_MODEL", "stand-in")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def house(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "sources"
    folder.mkdir()
    yaml = (PROJECT / "corpus/press/sources/daily_post.yaml").read_text("utf-8")
    (folder / "by_model.yaml").write_text(f"{yaml}engine: llm\n", "utf-8")
    (folder / "by_rules.yaml").write_text(yaml, "utf-8")
    monkeypatch.setenv("NEWSREEL_SOURCES_DIR", str(folder))
    upgrade(postgres_url)
    with open_house(Settings(home=tmp_path / "home", external_warehouse=postgres_url)) as opened:
        yield opened
        opened.engine.dispose()


def staged(house: House, story: Path, source: str) -> list[tuple]:
    run_id = f"run-{source}"
    accept_urls(house, run_id=run_id, dag_id="ingest_urls", files=[str(story)], source_code=source)
    fetch_batch(house, run_id=run_id, batch_no=1, is_last_try=True)
    cleaned = clean_batch(house, run_id=run_id, batch_no=1)
    extract_batch(house, run_id=run_id, batch_no=1, versions=cleaned["versions"])
    query = text(
        "SELECT name, organizers, extractor_version FROM staging.forum JOIN staging.article"
        " USING (run_id, article_key) WHERE run_id = :run"
    )
    with house.engine.begin() as conn:
        return [tuple(row) for row in conn.execute(query, {"run": run_id})]


def test_the_source_says_who_reads_it(
    house: House, story: Path, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(endpoint, monkeypatch)
    [(name, organizers, version)] = staged(house, story, "by_model")
    assert (name, organizers) == ("Creative Asia Forum", ["Netflix"])
    assert "llm-" in version
    story.write_text(STORY * 2, "utf-8")
    staged(house, story, "by_rules")
    with house.engine.begin() as conn:
        query = text("SELECT extractor_version FROM staging.article WHERE run_id = 'run-by_rules'")
        assert "llm-" not in conn.execute(query).scalar_one()
    assert len(endpoint.asked) == 1


def test_an_engine_that_is_not_set_up_fails_the_step_for_good(house: House, story: Path) -> None:
    with pytest.raises(StepError, match="NEWSREEL_LLM_URL"):
        staged(house, story, "by_model")


def test_an_endpoint_that_is_down_is_tried_again_later(
    house: House, story: Path, free_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREEL_LLM_URL", f"http://127.0.0.1:{free_tcp_port}/v1")
    monkeypatch.setenv("NEWSREEL_LLM_MODEL", "m")
    with pytest.raises(OSError, match="cannot be reached"):
        staged(house, story, "by_model")


def test_extract_asks_the_model_when_told_to(
    endpoint: Endpoint, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(endpoint, monkeypatch)
    done = CliRunner().invoke(app, ["extract", str(story), "--engine", "llm", "--format", "json"])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    [forum] = answer["records"]["forums"]
    assert forum["organizers"] == ["Netflix"]
    start, end = next((e["start"], e["end"]) for e in forum["evidence"] if e["field"] == "organizers[0]")
    assert answer["text"][start:end] == "Netflix"


def test_without_an_endpoint_the_command_names_the_variable(endpoint: Endpoint, story: Path) -> None:
    done = CliRunner().invoke(app, ["extract", str(story), "--engine", "llm"])
    assert "NEWSREEL_LLM_URL" in str(done.exception)
    assert endpoint.asked == []
