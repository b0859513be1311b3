"""The sources' sample pages: each is read as a person has seen it to be right."""

import json
from pathlib import Path

import pytest

from extractors.clean import clean
from extractors.samples import check_samples, save_sample
from extractors.source import Source, load_sources
from newsreel.press.site import PressSite
from newsreel.settings import PROJECT

PRESS = PROJECT / "corpus/press/sources"
URL = "http://reel-ledger.example/"


def test_all_samples_are_read_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREEL_SOURCES_DIR", str(PRESS))
    sources = load_sources()
    assert check_samples(sources) == []
    assert {path.name for path in (PRESS / "samples").iterdir()} == set(load_sources(PRESS))


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSREEL_SOURCES_DIR", str(tmp_path))
    site = PressSite()
    page = site.pages("reel-ledger.example")[0]
    body, headers = site.respond("reel-ledger.example", page.path, {}).body, {"content-type": "text/html"}
    article = clean(body, url=page.url, headers=headers, source=None).article
    assert article is not None
    return save_sample(tmp_path, "reel_ledger", body, headers, article)


@pytest.fixture
def sources() -> dict[str, Source]:
    return load_sources(PRESS)


def test_what_was_kept_is_read_again(sample: Path, sources: dict[str, Source]) -> None:
    assert check_samples(sources) == []
    article = clean((sample / "page.html").read_bytes(), url=URL, headers={}, source=None).article
    assert article is not None
    with pytest.raises(FileExistsError):
        save_sample(sample.parent.parent, "reel_ledger", b"", {}, article)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"title": "Another"}, "not 'Another'"),
        ({"published": "1999-01-01"}, "not datetime.date(1999, 1, 1)"),
        ({"authors": ["Nobody"]}, "not ('Nobody',)"),
        ({"word_count": 1}, "words, not 1"),
        ({"more": 1}, "article.json: more: Extra inputs"),
    ],
)
def test_a_difference_is_told(sample: Path, sources: dict[str, Source], change: dict, line: str) -> None:
    path = sample / "article.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    [found] = check_samples(sources)
    assert line in found


def test_a_page_that_is_no_article_any_more_and_one_of_no_source_are_told(
    sample: Path, sources: dict[str, Source]
) -> None:
    (sample / "page.html").write_bytes(b"<html><body>Please enable JavaScript</body></html>")
    [found] = check_samples(sources)
    assert "no article" in found
    (sample / "page.html").unlink()
    [found] = check_samples(sources)
    assert "cannot be read" in found
    assert check_samples({}) == [f"{sample}: there is no such source"]
