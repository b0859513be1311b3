"""Web archives through the steps: exported, taken in again, and what is left of other people's files."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hostile import plays
from sqlalchemy import text
from typer.testing import CliRunner

from extractors.warc_writer import Page, Writer
from newsreel.cli import app
from newsreel.press.site import PressSite
from newsreel.settings import PROJECT, Settings
from newsreel.steps.accept import accept_urls
from newsreel.steps.clean import clean_batch
from newsreel.steps.errors import StepError
from newsreel.steps.extract import extract_batch
from newsreel.steps.fetch import fetch_batch
from newsreel.steps.house import House, open_house
from newsreel.steps.publish import publish_staged
from newsreel.steps.stage import close_run
from schemas.warehouse.migrate import upgrade

AT = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)
HOST = "reel-ledger.example"


@pytest.fixture
def house(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NEWSREEL_SOURCES_DIR", str(PROJECT / "corpus/press/sources"))
    upgrade(postgres_url)
    with open_house(Settings(home=tmp_path / "home", external_warehouse=postgres_url)) as opened:
        yield opened
        opened.engine.dispose()


def page(site: PressSite, path: str, host: str = HOST, at: datetime = AT, tail: bytes = b"") -> Page:
    body = site.respond(HOST, path, {}).body + tail
    sha = hashlib.sha256(body).hexdigest()
    key = f"{host}{path}{at}"
    return Page(key, f"http://{host}{path}", at, 200, {"content-type": "text/html; charset=utf-8"}, body, sha)


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    """Two stories of an outlet, one of them captured twice, and one of a site that nobody reads."""
    site = PressSite()
    first, second = [p.path for p in site.pages(HOST)][:2]
    path = tmp_path / "news.warc.gz"
    with path.open("wb") as file:
        writer = Writer(file, path.name, {}, AT)
        writer.write(page(site, first))
        writer.write(page(site, first, at=AT.replace(day=2), tail=b"<!-- seen again -->"))
        writer.write(page(site, second))
        writer.write(page(site, second, host="elsewhere.example", tail=b"<!-- copy -->"))
    return path


def read_run(house: House, run_id: str, batches: int) -> None:
    for batch_no in range(1, batches + 1):
        fetch_batch(house, run_id=run_id, batch_no=batch_no, is_last_try=True)
        cleaned = clean_batch(house, run_id=run_id, batch_no=batch_no)
        extract_batch(house, run_id=run_id, batch_no=batch_no, versions=cleaned["versions"])
    close_run(house, run_id=run_id)


def take(house: House, warc: Path, run_id: str = "run-1", source_code: str | None = None) -> dict[str, int]:
    counts = accept_urls(
        house, run_id=run_id, dag_id="ingest_urls", files=[str(warc)], source_code=source_code
    )
    read_run(house, run_id, counts["batches"])
    return counts


def rows(house: House, query: str) -> list[tuple]:
    with house.engine.begin() as conn:
        return [tuple(row) for row in conn.execute(text(query))]


def test_the_latest_capture_of_each_page_of_a_source_is_taken(house: House, warc: Path) -> None:
    counts = take(house, warc)
    assert counts == {"batches": 1, "urls": 2, "older_captures": 1, "of_other_sites": 1, "other_records": 1}
    fetched = rows(house, "SELECT DISTINCT outcome, source_code FROM raw.fetch")
    assert fetched == [("fetched", "reel_ledger")]
    assert rows(house, "SELECT max(fetched_at) FROM raw.fetch") == [(AT.replace(day=2),)]
    assert publish_staged(house)["published"] == 1
    assert rows(house, "SELECT count(*) FROM core.article") == [(2,)]


def test_the_source_manual_takes_every_page(house: House, warc: Path) -> None:
    assert take(house, warc, source_code="manual")["urls"] == 3


def test_one_source_alone(house: House, warc: Path) -> None:
    assert take(house, warc, source_code="reel_ledger")["urls"] == 2
    with pytest.raises(StepError, match="no page of it belongs to trade_winds"):
        take(house, warc, "run-2", source_code="trade_winds")


def test_taken_in_twice_nothing_changes(house: House, warc: Path) -> None:
    take(house, warc)
    publish_staged(house)
    before = rows(house, "SELECT * FROM raw.article_version ORDER BY 1")
    take(house, warc, "run-2")
    assert publish_staged(house)["new"] == 0
    assert rows(house, "SELECT * FROM raw.article_version ORDER BY 1") == before


@plays("D17", "a cut web archive taken in for backfill", "every whole page taken in; an outcome for the rest")
def test_a_cut_file_gives_what_it_holds_and_an_outcome_for_the_rest(house: House, warc: Path) -> None:
    warc.write_bytes(warc.read_bytes()[:-2000])
    take(house, warc)
    ended = dict(rows(house, "SELECT outcome, detail FROM raw.fetch WHERE outcome <> 'fetched'"))
    assert list(ended) == ["truncated"]
    assert "ends inside the record at byte" in ended["truncated"]
    assert rows(house, "SELECT count(*) FROM raw.article") == [(2,)]


def test_a_file_that_changed_in_between_is_told(house: House, warc: Path) -> None:
    counts = accept_urls(house, run_id="run-1", dag_id="ingest_urls", files=[str(warc)])
    warc.write_bytes(b"something else")
    read_run(house, "run-1", counts["batches"])
    assert rows(house, "SELECT DISTINCT outcome FROM raw.fetch") == [("gone",)]


def test_an_export_can_be_taken_in_by_another_house(
    house: House, warc: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(house, warc)
    monkeypatch.setenv("NEWSREEL_HOME", str(house.settings.home))
    monkeypatch.setenv("NEWSREEL_WAREHOUSE_URL", house.settings.warehouse_url)
    exported = tmp_path / "out.warc.gz"
    command = ["archive", "export", "--warc", str(exported)]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert "out.warc.gz: 2 (" in done.output.replace("\n", "")
    bodies = rows(house, "SELECT url, content_hash FROM raw.fetch WHERE run_id = 'run-1' ORDER BY 1")
    again = CliRunner().invoke(app, command)
    assert again.exit_code != 0
    assert "exists" in str(again.exception)
    take(house, exported, "run-2")
    assert rows(house, "SELECT url, content_hash FROM raw.fetch WHERE run_id = 'run-2' ORDER BY 1") == bodies


def test_verify_names_what_is_damaged(house: House, warc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(house, warc)
    monkeypatch.setenv("NEWSREEL_HOME", str(house.settings.home))
    monkeypatch.setenv("NEWSREEL_WAREHOUSE_URL", house.settings.warehouse_url)
    assert "whole: 2 of 2" in CliRunner().invoke(app, ["archive", "verify"]).output
    sha = min(house.archive)
    [file] = (house.settings.home / "archive").rglob(sha)
    file.write_bytes(b"rot")
    done = CliRunner().invoke(app, ["archive", "verify"])
    assert done.exit_code != 0
    assert sha[:20] in done.output
