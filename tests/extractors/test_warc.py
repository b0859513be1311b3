"""Web archives: what was written is read, and damage is told with its place."""

import gzip
import hashlib
import io
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hostile import plays
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors import warc
from extractors.warc import Capture, Damage, Record, WarcError, read_capture, scan
from extractors.warc_writer import Page, Writer
from schemas.vocabulary import FetchOutcome

AT = datetime(2025, 5, 17, 8, 30, tzinfo=UTC)
HTML = b"<html><body><p>The market opens on Monday.</p></body></html>"


def page(n: int, body: bytes = HTML, **headers: str) -> Page:
    url = f"http://reel-ledger.example/{n}"
    sha = hashlib.sha256(body).hexdigest()
    return Page(f"fetch-{n}", url, AT, 200, {"content-type": "text/html", **headers}, body, sha)


def written(*pages: Page) -> bytes:
    file = io.BytesIO()
    writer = Writer(file, "pages.warc.gz", {"software": "newsreel"}, AT)
    for one in pages:
        writer.write(one)
    return file.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pages.warc.gz"


def varied(count: int) -> list[Page]:
    # Bytes that do not compress: a member must be longer than the pieces in which a file is read.
    noise = random.Random(7)  # noqa: S311 - no secret
    return [page(n, HTML + noise.randbytes(90_000) + b"%d" % n) for n in range(count)]


def test_what_was_written_is_read_back(path: Path) -> None:
    pages = varied(3)
    path.write_bytes(written(*pages))
    records = list(scan(path))
    assert [r.type for r in records if isinstance(r, Record)] == [
        "warcinfo",
        "response",
        "response",
        "response",
    ]
    for one, record in zip(pages, records[1:], strict=True):
        assert isinstance(record, Record)
        assert (record.url, record.at, record.status, record.media_type) == (one.url, AT, 200, "text/html")
        capture = read_capture(path, record.offset)
        assert isinstance(capture, Capture)
        assert capture.reply is not None
        assert capture.reply.body == one.body
        assert capture.reply.headers["content-type"] == "text/html"


def test_the_same_pages_give_the_same_bytes() -> None:
    assert written(*varied(2)) == written(*varied(2))


def test_other_tools_read_it_and_find_the_digests_right(path: Path) -> None:
    path.write_bytes(written(page(1), page(2, HTML + b"<!-- 2 -->")))
    with path.open("rb") as file:
        records = list(ArchiveIterator(file, check_digests="raise"))
    assert len(records) == 3


def test_bytes_that_were_written_once_are_pointed_at(path: Path) -> None:
    path.write_bytes(written(page(1), page(2)))
    with path.open("rb") as file:
        last = list(ArchiveIterator(file))[-1]
    assert last.rec_type == "revisit"
    assert last.rec_headers.get_header("WARC-Refers-To-Target-URI") == page(1).url


def test_headers_of_the_wire_and_lines_in_headers_do_not_get_out(path: Path) -> None:
    split = {"content-encoding": "gzip", "x-note": "a\r\nset-cookie: b"}
    path.write_bytes(written(page(1, **split)))
    [_, record] = scan(path)
    capture = read_capture(path, record.offset)
    assert isinstance(capture, Capture)
    assert capture.reply is not None
    assert capture.reply.body == HTML
    assert "set-cookie" not in capture.reply.headers
    assert "content-encoding" not in capture.reply.headers


@plays("D17", "a web archive cut short", "what is whole is read; the damage is told with its place")
@pytest.mark.parametrize("tail", [1, 8, 100, 60_000])
def test_a_file_that_is_cut_short_is_told_with_the_place(path: Path, tail: int) -> None:
    whole = written(*varied(3))
    path.write_bytes(whole[:-tail])
    *records, damage = scan(path)
    assert [type(r) for r in records] == [Record] * 3
    assert isinstance(damage, Damage)
    assert damage.outcome is FetchOutcome.TRUNCATED
    offset = damage.offset
    assert str(offset) in damage.reason
    assert read_capture(path, offset) == damage
    path.write_bytes(whole)
    assert isinstance(read_capture(path, offset), Capture)


@plays("D17", "garbage in the middle of a web archive", "costs the records it covers; the next one is read")
def test_garbage_in_the_middle_costs_only_what_it_covers(path: Path) -> None:
    whole = bytearray(written(*varied(3)))
    path.write_bytes(whole)
    offsets = [record.offset for record in scan(path)]
    whole[offsets[2] + 500 : offsets[2] + 600] = bytes(100)
    path.write_bytes(whole)
    found = list(scan(path))
    assert [item.offset for item in found] == offsets
    assert [isinstance(item, Damage) for item in found] == [False, False, True, False]
    assert isinstance(found[2], Damage)
    assert found[2].outcome is FetchOutcome.BAD_ENCODING


def test_a_file_that_is_not_compressed_is_read_too(tmp_path: Path) -> None:
    plain = gzip.decompress(written(*varied(2)))
    path = tmp_path / "pages.warc"
    path.write_bytes(plain)
    records = list(scan(path))
    assert [type(r) for r in records] == [Record] * 3
    capture = read_capture(path, records[1].offset)
    assert isinstance(capture, Capture)
    assert capture.reply is not None
    assert capture.reply.body == varied(2)[0].body
    path.write_bytes(plain[: records[2].offset + 50])
    assert isinstance(list(scan(path))[-1], Damage)


def test_a_file_that_is_compressed_as_one_piece_is_refused(path: Path) -> None:
    path.write_bytes(gzip.compress(gzip.decompress(written(page(1), page(2)))))
    with pytest.raises(WarcError, match="recompress"):
        list(scan(path))


def test_what_is_no_web_archive_has_no_records(path: Path) -> None:
    for content in (gzip.compress(b"<html>"), b"<html>", b"\x1f\x8b\x08nonsense"):
        path.write_bytes(content)
        assert [type(item) for item in scan(path)] == [Damage]
    path.write_bytes(b"")
    assert list(scan(path)) == []


def test_a_record_over_the_limit_is_told_and_the_next_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "MAX_RECORD", 5_000)
    path.write_bytes(written(page(1, bytes(200_000)), page(2)))
    assert [type(item) for item in scan(path)] == [Record, Damage, Record]


def raw(path: Path, head: bytes, payload: bytes) -> Path:
    """Write an answer as a crawler that records the wire does."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        http = StatusAndHeaders("200 OK", [], protocol="HTTP/1.1")
        for line in head.splitlines():
            name, _, value = line.decode().partition(": ")
            http.add_header(name, value)
        writer.write_record(
            writer.create_warc_record(
                "http://reel-ledger.example/1", "response", payload=io.BytesIO(payload), http_headers=http
            )
        )
    return path


def test_an_answer_as_it_came_over_the_wire_is_unpacked(path: Path) -> None:
    packed = gzip.compress(HTML)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    raw(path, b"Content-Type: text/html\nContent-Encoding: gzip\nTransfer-Encoding: chunked", chunked)
    capture = read_capture(path, 0)
    assert isinstance(capture, Capture)
    assert capture.reply is not None
    assert capture.reply.body == HTML


@plays("A24 D17", "a gzip bomb inside a web archive", "`too_large`")
def test_a_bomb_inside_a_record_is_an_outcome(path: Path) -> None:
    raw(path, b"Content-Type: text/html\nContent-Encoding: gzip", gzip.compress(bytes(50_000_000)))
    capture = read_capture(path, 0)
    assert isinstance(capture, Capture)
    assert (capture.reply, capture.outcome) == (None, FetchOutcome.TOO_LARGE)


@given(data=st.data())
def test_no_damage_crashes_or_hides(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = bytearray(written(page(1), page(2, HTML * 3)))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("warc") / "pages.warc.gz"
    path.write_bytes(whole)
    for item in scan(path):
        if isinstance(item, Record) and item.status:
            read_capture(path, item.offset)
