"""Data Docs of real results: hostile text stays text, and nothing comes from outside."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import Engine
from staged_batches import Batch

from schemas.expectations import docs
from schemas.expectations.docs import write_docs
from schemas.expectations.validate import Outcome, validate

SCRIPT = "<script>alert(document.domain)</script>"
HOSTILE = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "$name ${PARAMETER} {{7*7}} &lt;b&gt;",
    "</table><h1>x</h1>",
)


@pytest.fixture
def hostile(new_batch: Callable[..., Batch], warehouse: Engine, url: str, tmp_path: Path) -> Path:
    """The folder of pages of a batch with hostile text in names, kinds and the run's own id."""
    batch = new_batch()
    batch.run_id += SCRIPT
    for number in range(80):
        text = HOSTILE[number % len(HOSTILE)]
        article = batch.article(title=text)
        batch.whole("forum", article, kind=f"{text} {number}", name=text)
        batch.whole("quote", article, quote_text=text, speaker=text)
    with warehouse.begin() as conn:
        batch.write(conn)
    verdict = validate(url, batch.run_id, tmp_path)
    assert verdict.outcome is Outcome.LOADABLE
    assert verdict.page is not None
    return verdict.page.parent


def test_scraped_text_never_becomes_markup(hostile: Path) -> None:
    pages = list(hostile.glob("*.html"))
    assert {"index.html", "forum.html", "quote.html", "article.html"} <= {page.name for page in pages}
    for page in (*pages, hostile.parent.parent / "index.html"):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")
        assert soup.find_all(["script", "img", "iframe", "object", "link", "form", "input"]) == []
        assert len(soup.find_all("h1")) == 1
        for tag in soup.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on") or name in {"src", "style"}]
    shown = BeautifulSoup((hostile / "forum.html").read_text(encoding="utf-8"), "lxml").get_text()
    assert SCRIPT in shown
    assert "onerror=alert(1)" in shown
    assert "{{7*7}}" in shown


def test_pages_need_no_network_and_forbid_scripts(hostile: Path) -> None:
    for page in hostile.glob("*.html"):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")
        policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert policy is not None
        assert str(policy["content"]).startswith("default-src 'none'")
        links = [str(a["href"]) for a in soup.find_all("a", href=True)]
        assert all((hostile / link).resolve().exists() for link in links)


def test_pages_are_those_of_great_expectations(hostile: Path) -> None:
    shown = BeautifulSoup((hostile / "forum.html").read_text(encoding="utf-8"), "lxml").get_text(" ")
    assert "Evaluated Expectations" in shown
    assert "forum.kind.known (critical)" in shown
    assert "✘ failed" in shown


def test_the_index_lists_each_run_once(hostile: Path, tmp_path: Path) -> None:
    run_id = json.loads((hostile / "run.json").read_text(encoding="utf-8"))["run_id"]
    assert write_docs(tmp_path, run_id, {}, "loadable").problem is None
    assert write_docs(tmp_path, "another/../run", {}, "rejected").problem is None
    soup = BeautifulSoup((tmp_path / "index.html").read_text(encoding="utf-8"), "lxml")
    assert sorted(a.get_text() for a in soup.select("tbody a")) == sorted([run_id, "another/../run"])
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".new")]


def test_writers_at_the_same_time_all_stand_in_the_index(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(lambda n: write_docs(tmp_path, f"run {n}", {}, "loadable"), range(24)))
    assert [one.problem for one in written] == [None] * 24
    soup = BeautifulSoup((tmp_path / "index.html").read_text(encoding="utf-8"), "lxml")
    assert len(soup.select("tbody tr")) == 24


def test_old_runs_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs, "KEPT_RUNS", 3)
    for number in range(5):
        write_docs(tmp_path, f"run {number}", {}, "loadable")
    assert len(list((tmp_path / "runs").iterdir())) == 3


def test_a_folder_that_cannot_be_written_is_told_and_stops_nothing(
    new_batch: Callable[..., Batch], warehouse: Engine, url: str, tmp_path: Path
) -> None:
    batch = new_batch()
    batch.article()
    with warehouse.begin() as conn:
        batch.write(conn)
    in_the_way = tmp_path / "docs"
    in_the_way.write_text("a file", encoding="utf-8")
    verdict = validate(url, batch.run_id, in_the_way)
    assert (verdict.outcome, verdict.page) == (Outcome.LOADABLE, None)
    assert verdict.warnings[-1].startswith("docs.written: the pages of run")
