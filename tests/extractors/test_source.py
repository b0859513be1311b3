"""Source files: the shipped ones are right, and a wrong one is told apart with file, field and what to do."""

from pathlib import Path

import pytest

from extractors.source import BUILT_IN, SourceError, check_sources, load_sources, read_source

GOOD = """\
name: The Site
homepage: https://site.example/
feeds: [https://site.example/feed]
time_zone: Europe/London
country: GB
terms: Checked 2025-11-01, allowed.
robots: Allows all.
"""


def test_shipped_sources_are_right_and_disabled() -> None:
    sources = load_sources(BUILT_IN)
    assert len(sources) >= 12
    assert not any(source.enabled for source in sources.values())
    assert all(source.interval_seconds >= 5 for source in sources.values())
    assert all("not checked" in source.terms.lower() for source in sources.values())


def test_further_folder_is_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site.yaml").write_text(GOOD)
    monkeypatch.setenv("NEWSREEL_SOURCES_DIR", str(tmp_path))
    assert {"site", "variety"} <= set(load_sources())


def test_code_is_the_files_stem(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text(GOOD)
    source = load_sources(tmp_path)["site"]
    assert (source.code, source.host, source.language) == ("site", "site.example", "en")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("nmae: x", "nmae: is unknown; remove it or check the spelling"),
        ("time_zone: Mars/Base", "time_zone: 'Mars/Base' is no time zone; write one such as"),
        ("country: no", "country: YAML reads yes, no, on and off as true or false; put the word in quotes"),
        ("feeds: [site.example/feed]", "feeds.0: is no web address; write it in full"),
        ("feeds: ['https://u:p@site.example/']", "feeds.0: holds a user name or password"),
        ("feeds: []", "neither feeds nor sitemaps"),
        ("include: ['(']", "include.0: is no regular expression"),
        ("schedule: sometimes", "schedule: 'sometimes' is no schedule"),
        ("volume: {min_week: 9, max_week: 3}", "volume: max_week (3) is below min_week (9)"),
        ("interval_seconds: -1", "interval_seconds:"),
        ("engine: magic", "engine:"),
        ("code: other", "code: is the file's name"),
        ("allow_loopback: true", "allow_loopback: is unknown"),
        ("name: Twice", "line 8: 'name' stands twice"),
        ("  bad: [", "is no YAML"),
    ],
)
def test_wrong_field_is_named_with_what_to_do(tmp_path: Path, change: str, message: str) -> None:
    field = change.split(":", 1)[0]
    kept = [line for line in GOOD.splitlines() if field == "name" or not line.startswith(f"{field}:")]
    path = tmp_path / "site.yaml"
    path.write_text("\n".join([*kept, change, ""]))
    with pytest.raises(SourceError) as error:
        read_source(path)
    assert str(path) in str(error.value)
    assert message in str(error.value)


def test_missing_fields_are_all_named(tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_text("name: x\n")
    with pytest.raises(SourceError) as error:
        read_source(path)
    for field in ("homepage", "time_zone", "country", "terms", "robots"):
        assert f"{path}: {field}: is missing; add it" in str(error.value)


@pytest.mark.parametrize("name", ["Site.yaml", "9site.yaml", "a.yaml", "the-site.yaml", f"{'x' * 25}.yaml"])
def test_file_name_that_is_no_code_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(GOOD)
    with pytest.raises(SourceError, match="rename it"):
        read_source(tmp_path / name)


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text(GOOD)
    (tmp_path / "bad.yaml").write_text("name: x\n")
    (tmp_path / "list.yaml").write_text("- 1\n")
    sources, errors = check_sources(tmp_path)
    assert set(sources) == {"site"}
    assert len(errors) == 2
    with pytest.raises(SourceError):
        load_sources(tmp_path)


def test_patterns_choose_pages(tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(GOOD + "include: ['/\\d{4}/']\nexclude: ['/video/']\n")
    source = read_source(path)
    assert source.wants("https://site.example/2025/a")
    assert not source.wants("https://site.example/about")
    assert not source.wants("https://site.example/2025/video/a")
