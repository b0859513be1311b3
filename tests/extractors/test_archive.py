"""The raw store: whole or not at all."""

import os
from pathlib import Path

import pytest

from extractors.archive import Archive, ArchiveError

HEADERS = {"content-type": "text/html", "x-name": "é\n"}


@pytest.fixture(params=["file", "memory"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    return Archive(f"file://{tmp_path}/raw" if request.param == "file" else f"memory://{tmp_path}/raw")


def test_page_comes_back_with_its_headers(archive: Archive) -> None:
    sha = archive.put(b"<p>\x00\xff", HEADERS)
    assert (archive.get(sha), archive.headers(sha)) == (b"<p>\x00\xff", HEADERS)
    assert archive.verify(sha)
    assert list(archive) == [sha]


def test_same_bytes_are_kept_once_with_the_first_headers(archive: Archive) -> None:
    assert archive.put(b"x", HEADERS) == archive.put(b"x", {})
    assert archive.headers(archive.put(b"x", {})) == HEADERS


def test_missing_page_is_an_error(archive: Archive) -> None:
    assert not archive.has("0" * 64)
    assert not archive.verify("0" * 64)
    with pytest.raises(ArchiveError, match="not in"):
        archive.get("0" * 64)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63, "G" * 64, "0" * 64 + "\n"])
def test_what_is_no_hash_is_refused(archive: Archive, name: str) -> None:
    for ask in (archive.get, archive.headers, archive.has, archive.erase):
        with pytest.raises(ArchiveError):
            ask(name)


def test_erased_page_is_gone(archive: Archive) -> None:
    sha = archive.put(b"x", HEADERS)
    archive.erase(sha)
    assert not archive.has(sha)
    assert list(archive) == []


def test_damage_is_noticed(tmp_path: Path) -> None:
    archive = Archive(f"file://{tmp_path}/raw")
    sha = archive.put(b"x", HEADERS)
    [body] = [path for path in tmp_path.rglob("*") if path.name == sha]
    body.write_bytes(b"y")
    assert not archive.verify(sha)
    with pytest.raises(ArchiveError, match="not those"):
        archive.get(sha)


def test_headers_are_there_before_the_body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(f"file://{tmp_path}/raw")
    seen: list[list[str]] = []
    real = os.fsync

    def spy(descriptor: int) -> None:
        seen.append(sorted(path.name for path in tmp_path.rglob("*") if path.is_file()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", spy)
    sha = archive.put(b"x", HEADERS)
    with_body = next(names for names in seen if any(sha in name and "headers" not in name for name in names))
    assert f"{sha}.headers.json" in with_body
    assert all(
        name.startswith(".") or name in (sha, f"{sha}.headers.json") for names in seen for name in names
    )


def test_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(f"file://{tmp_path}/raw")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        archive.put(b"x", HEADERS)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_url_without_a_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match="no URL"):
        Archive("/var/raw")
