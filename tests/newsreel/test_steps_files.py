"""Files handed in: from the path to report.*, twice, and what is refused."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select, text

from newsreel.settings import PROJECT, Settings
from newsreel.steps.accept import accept_claims, accept_urls, settle_claims
from newsreel.steps.clean import clean_batch
from newsreel.steps.errors import StepError
from newsreel.steps.extract import extract_batch
from newsreel.steps.fetch import fetch_batch
from newsreel.steps.house import House, open_house
from newsreel.steps.inbox import Inbox
from newsreel.steps.publish import publish_staged
from newsreel.steps.reprocess import select_archived
from newsreel.steps.stage import close_run
from schemas.warehouse.migrate import upgrade
from schemas.warehouse.tables import metadata

SEED = json.loads((PROJECT / "corpus/articles/seed.json").read_text("utf-8"))
SEED_TEXT = "\n".join(SEED["paragraphs"])


@pytest.fixture
def house(postgres_url: str, tmp_path: Path):
    upgrade(postgres_url)
    settings = Settings(home=tmp_path / "home", external_warehouse=postgres_url)
    with open_house(settings) as opened:
        yield opened
        opened.engine.dispose()


@pytest.fixture
def seed_file(tmp_path: Path) -> Path:
    path = tmp_path / "seed.txt"
    path.write_text(SEED_TEXT, "utf-8")
    return path


def read_run(house: House, run_id: str, accepted: dict[str, int]) -> dict[str, int]:
    for batch_no in range(1, accepted["batches"] + 1):
        fetch_batch(house, run_id=run_id, batch_no=batch_no, is_last_try=True)
        cleaned = clean_batch(house, run_id=run_id, batch_no=batch_no)
        extract_batch(house, run_id=run_id, batch_no=batch_no, versions=cleaned["versions"])
    return close_run(house, run_id=run_id)


def ingest(house: House, run_id: str, **given: object) -> dict[str, int]:
    return read_run(house, run_id, accept_urls(house, run_id=run_id, dag_id="ingest_urls", **given))


def rows(house: House, query: str) -> list[tuple]:
    with house.engine.begin() as conn:
        return [tuple(row) for row in conn.execute(text(query))]


def snapshot(house: House) -> dict[str, list[str]]:
    with house.engine.begin() as conn:
        return {
            table.name: sorted(repr(row) for row in conn.execute(select(table)))
            for table in metadata.sorted_tables
            if table.schema == "core"
        }


def test_text_file_reaches_the_reports_word_for_word(house: House, seed_file: Path) -> None:
    counts = ingest(house, "run-1", files=[str(seed_file)], published=SEED["published"], title=SEED["title"])
    assert counts["articles"] == 1
    assert publish_staged(house)["published"] == 1
    version = rows(house, "SELECT title, published_date::text, text FROM raw.article_version")
    assert version == [(SEED["title"], SEED["published"], SEED_TEXT)]
    assert rows(house, "SELECT left(canonical_url, 11) FROM core.article") == [("urn:sha256:",)]
    assert rows(house, "SELECT count(*) FROM report.quote")[0][0] > 0


def test_same_file_again_changes_no_row_of_core(house: House, seed_file: Path) -> None:
    ingest(house, "run-1", files=[str(seed_file)], published=SEED["published"])
    publish_staged(house)
    before = snapshot(house)
    ingest(house, "run-2", files=[str(seed_file)], published=SEED["published"])
    again = publish_staged(house)
    assert (again["published"], again["new"], again["unchanged"]) == (1, 0, 1)
    assert snapshot(house) == before


def test_steps_run_twice_leave_the_same_rows(house: House, seed_file: Path) -> None:
    accepted = accept_urls(house, run_id="run-1", dag_id="ingest_urls", files=[str(seed_file)])
    read_run(house, "run-1", accepted)
    publish_staged(house)
    before = snapshot(house)
    assert accept_urls(house, run_id="run-1", dag_id="ingest_urls", files=[str(seed_file)]) == accepted
    read_run(house, "run-1", accepted)
    publish_staged(house)
    assert snapshot(house) == before


def test_archived_pages_are_read_again_without_their_file(house: House, seed_file: Path) -> None:
    ingest(house, "run-1", files=[str(seed_file)], published=SEED["published"], title=SEED["title"])
    publish_staged(house)
    before = snapshot(house)
    seed_file.unlink()
    selected = select_archived(house, run_id="run-2", dag_id="reprocess_archive", first_day="2020-01-01")
    assert selected == {"batches": 1, "urls": 1}
    cleaned = clean_batch(house, run_id="run-2", batch_no=1)
    assert extract_batch(house, run_id="run-2", batch_no=1, versions=cleaned["versions"])["articles"] == 1
    close_run(house, run_id="run-2")
    assert publish_staged(house)["unchanged"] == 1
    assert snapshot(house) == before


def test_reprocess_selects_by_day_and_source(house: House, seed_file: Path) -> None:
    ingest(house, "run-1", files=[str(seed_file)])
    select = {"run_id": "run-2", "dag_id": "reprocess_archive"}
    assert select_archived(house, **select, last_day="2020-01-01")["urls"] == 0
    assert select_archived(house, **select, source_code="manual")["urls"] == 1
    with pytest.raises(StepError, match="before the first"):
        select_archived(house, **select, first_day="2024-02-01", last_day="2024-01-01")
    with pytest.raises(StepError, match="no source 'nobody'"):
        select_archived(house, **select, source_code="nobody")


def test_everything_wrong_is_told_at_once(house: House, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    wrong = [str(tmp_path / "missing.txt"), str(tmp_path / "picture.png"), "relative.txt"]
    with pytest.raises(StepError) as error:
        ingest(house, "run-1", urls=["https://user:secret@example.com/"], files=wrong)
    for part in ("example.com", "missing.txt", "unknown ending '.png'", "the whole path"):
        assert part in str(error.value)
    assert rows(house, "SELECT count(*) FROM raw.frontier") == [(0,)]


def test_files_only_from_the_folders_that_the_operator_names(
    house: House, tmp_path: Path, seed_file: Path
) -> None:
    allowed = tmp_path / "allowed"
    allowed.mkdir()
    (allowed / "seed.txt").symlink_to(seed_file)
    settings = house.settings.model_copy(update={"files_from": (allowed,)})
    guarded = House(settings, house.engine, house.archive, house.sources)
    for path in (seed_file, allowed / "seed.txt", allowed / ".." / "seed.txt"):
        with pytest.raises(StepError, match="NEWSREEL_FILES_FROM"):
            ingest(guarded, "run-1", files=[str(path)])


def test_file_that_changes_after_it_was_accepted_is_not_read(house: House, seed_file: Path) -> None:
    accepted = accept_urls(house, run_id="run-1", dag_id="ingest_urls", files=[str(seed_file)])
    seed_file.write_text("something else", "utf-8")
    assert read_run(house, "run-1", accepted)["articles"] == 0
    assert rows(house, "SELECT outcome, detail FROM raw.fetch") == [
        ("gone", "the file was changed after it was accepted")
    ]


def test_run_without_articles_is_settled_at_once(house: House, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n", "utf-8")
    assert ingest(house, "run-1", files=[str(empty)]) == {"articles": 0, "records": 0, "is_due": 0}
    assert rows(house, "SELECT state, detail FROM staging.batch") == [("published", "nothing new")]


def claim(inbox: Inbox) -> None:
    inbox.look(900)
    inbox.look(900)


def test_inbox_files_end_in_done_or_failed_with_a_reason(house: House) -> None:
    inbox = Inbox(house.settings.inbox)
    (inbox.folder / "seed.txt.meta.json").write_text(json.dumps({"published": "2024-10-06", "title": "T"}))
    (inbox.folder / "seed.txt").write_text(SEED_TEXT, "utf-8")
    (inbox.folder / "empty.html").write_text(" ")
    (inbox.folder / "wrong.txt.meta.json").write_text("{")
    (inbox.folder / "wrong.txt").write_text("words")
    (inbox.folder / "none.urls").write_text("# no address\n")
    claim(inbox)
    accepted = accept_claims(house, run_id="run-1", dag_id="ingest_inbox")
    assert (accepted["files"], accepted["refused"], accepted["urls"]) == (4, 2, 2)
    read_run(house, "run-1", accepted)
    assert settle_claims(house, run_id="run-1") == {"files": 2, "done": 1, "failed": 1}
    assert inbox.claims() == []
    done = sorted(path.name.partition("-")[2] for path in (inbox.folder / "done").iterdir())
    assert done == ["seed.txt", "seed.txt.meta.json"]
    reasons = {
        path.name.partition("-")[2]: path.read_text() for path in (inbox.folder / "failed").glob("*.reason")
    }
    assert "empty" in reasons["empty.html.reason"]
    assert "no JSON" in reasons["wrong.txt.reason"]
    assert "holds no address" in reasons["none.urls.reason"]
    version = rows(house, "SELECT title, published_date::text FROM raw.article_version")
    assert version == [("T", "2024-10-06")]
    # Settled again (a retry): nothing is left to do.
    assert settle_claims(house, run_id="run-1")["failed"] == 0


def test_batch_that_breaks_a_rule_is_not_loaded_and_can_be_tried_again(house: House, seed_file: Path) -> None:
    ingest(house, "run-1", files=[str(seed_file)], published="2024-10-06")
    with house.engine.begin() as conn:
        conn.execute(text("UPDATE staging.batch SET state = 'failed', detail = 'x'"))
    assert publish_staged(house)["published"] == 0
    assert publish_staged(house, runs=["run-1"])["published"] == 1
    with pytest.raises(StepError, match="unknown"):
        publish_staged(house, runs=["run-9"])


def test_article_that_cannot_be_read_is_held_back_and_the_others_go_on(
    house: House, tmp_path: Path, seed_file: Path
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("Words without an end. " * 20_000, "utf-8")
    assert ingest(house, "run-1", files=[str(seed_file), str(long)])["articles"] == 1
    publish_staged(house)
    held = rows(house, "SELECT rule, severity, reason_text FROM quality.quarantine")
    assert [(rule, severity) for rule, severity, _ in held] == [("article.extracted", "critical")]
    assert "The article cannot be read: the text has" in held[0][2]
    assert rows(house, "SELECT count(*) FROM core.article") == [(1,)]
