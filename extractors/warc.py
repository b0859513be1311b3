"""Reading web archives (WARC, ISO 28500), record by record.

Rule: a file is cut into records here, not by a library: each is read by itself within limits, and where a
file is damaged or cut short that is told with its place, never passed over. What a record holds is as
hostile as what a server sends.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from extractors.answers import LIMITS, Kind
from extractors.inflate import PIECE, Body, BodyError
from extractors.transport import Reply
from schemas.vocabulary import FetchOutcome

ENDINGS = (".warc.gz", ".warc")
MAX_RECORD = 64_000_000  # bytes unpacked; a longer record is no page and is passed over unread
MAX_HEAD = 65_536
GZIP_MEMBER = b"\x1f\x8b\x08"
PLAIN_RECORD = b"WARC/1."


class WarcError(Exception):
    """A file that cannot be read as a web archive at all; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file, without its content; `offset` is where it begins, in bytes."""

    offset: int
    type: str
    url: str
    at: datetime | None
    status: int | None  # of the HTTP answer, where it holds one
    media_type: str


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes from `offset` on that are no record; `outcome` is TRUNCATED, BAD_ENCODING or TOO_LARGE."""

    offset: int
    outcome: FetchOutcome
    reason: str


@dataclass(frozen=True, slots=True)
class Capture:
    """An answer as it was recorded, unpacked, or (`reply` missing) why its body cannot be taken."""

    url: str
    at: datetime | None
    reply: Reply | None
    outcome: FetchOutcome | None = None
    reason: str = ""


def is_warc(path: Path) -> bool:
    """Tell whether a file is a web archive by its name."""
    return path.name.lower().endswith(ENDINGS)


def scan(path: Path) -> Iterator[Record | Damage]:
    """Yield every record of a file in order, and what is damaged in between.

    Reads the file once, in pieces; raises WarcError when its records are not compressed one by one.
    """
    with path.open("rb") as file:
        for piece in _pieces(file, 0):
            yield piece if isinstance(piece, Damage) else _described(path, piece)


def read_capture(path: Path, offset: int) -> Capture | Damage:
    """Read the HTTP answer whose record begins at an offset, or what is damaged there.

    Raises WarcError when there is none.
    """
    with path.open("rb") as file:
        piece = next(_pieces(file, offset), None)
    if isinstance(piece, Damage):
        return piece
    record = _loaded(path, piece) if piece is not None else None
    about = _about(offset, record) if record is not None else None
    if about is None or about.status is None or piece is None:
        raise WarcError(f"{path.name} has no HTTP answer at byte {offset}: was the file changed?")
    headers = _http_headers(record)
    try:
        body = _body(record, headers)
    except BodyError as error:
        return Capture(about.url, about.at, None, error.outcome, str(error))
    return Capture(about.url, about.at, Reply(about.status, headers, body, len(piece.content)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What should be one record, unpacked."""

    offset: int
    content: bytes


def _pieces(file: BinaryIO, offset: int) -> Iterator[_Piece | Damage]:
    file.seek(offset)
    magic = file.read(len(GZIP_MEMBER))
    file.seek(offset)
    return (
        _members(file, offset) if magic == GZIP_MEMBER or offset == 0 == len(magic) else _plain(file, offset)
    )


def _members(file: BinaryIO, offset: int) -> Iterator[_Piece | Damage]:
    """Yield what each gzip member of a file holds; after damage, go on at the next member that is whole."""
    while True:
        file.seek(offset)
        if not file.read(1):
            return
        file.seek(offset)
        try:
            content, end = _inflate(file, offset)
        except EOFError:
            yield Damage(offset, FetchOutcome.TRUNCATED, f"the file ends inside the record at byte {offset}")
            end = None
        except zlib.error:
            yield Damage(offset, FetchOutcome.BAD_ENCODING, f"the bytes from {offset} on are no record")
            end = None
        else:
            yield _Piece(offset, content) if content is not None else _too_large(offset)
        next_offset = end if end is not None else _next(file, offset + 1, GZIP_MEMBER)
        if next_offset is None:
            return
        offset = next_offset


def _inflate(file: BinaryIO, offset: int) -> tuple[bytes | None, int]:
    """Unpack the member at an offset; returns its content (None when too long) and where the next begins."""
    inflater, pieces, size, taken = zlib.decompressobj(wbits=31), [], 0, 0
    while not inflater.eof:
        chunk = inflater.unconsumed_tail or file.read(PIECE)
        if not chunk:
            raise EOFError
        taken += 0 if inflater.unconsumed_tail else len(chunk)
        piece = inflater.decompress(chunk, PIECE)
        size += len(piece)
        if size <= MAX_RECORD:
            pieces.append(piece)
    end = offset + taken - len(inflater.unused_data)
    return (b"".join(pieces) if size <= MAX_RECORD else None), end


def _plain(file: BinaryIO, offset: int) -> Iterator[_Piece | Damage]:
    """Yield the records of a file that is not compressed; after damage, go on at the next one."""
    while True:
        file.seek(offset)
        start = file.read(MAX_HEAD)
        if not start.strip():
            return
        head, blank, _ = start.partition(b"\r\n\r\n")
        length = re.search(rb"(?im)^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", head)
        if not blank or not head.startswith(PLAIN_RECORD) or length is None:
            yield Damage(offset, FetchOutcome.BAD_ENCODING, f"the bytes from {offset} on are no record")
            next_offset = _next(file, offset + 1, PLAIN_RECORD)
            if next_offset is None:
                return
            offset = next_offset
            continue
        size = len(head) + len(blank) + int(length[1])
        file.seek(offset + size)
        if file.read(4) != b"\r\n\r\n":
            yield Damage(offset, FetchOutcome.TRUNCATED, f"the file ends inside the record at byte {offset}")
            next_offset = _next(file, offset + 1, PLAIN_RECORD)
            if next_offset is None:
                return
            offset = next_offset
            continue
        file.seek(offset)
        yield _Piece(offset, file.read(size)) if size <= MAX_RECORD else _too_large(offset)
        offset += size + 4


def _too_large(offset: int) -> Damage:
    return Damage(
        offset, FetchOutcome.TOO_LARGE, f"the record at byte {offset} has more than {MAX_RECORD} bytes"
    )


def _next(file: BinaryIO, offset: int, magic: bytes) -> int | None:
    """Return where the next record begins at or after an offset: the mark alone may stand anywhere."""
    while True:
        file.seek(offset)
        window = file.read(PIECE)
        at = window.find(magic)
        if at >= 0:
            offset += at
            if _begins_record(file, offset, magic):
                return offset
            offset += 1
        elif len(window) < PIECE:
            return None
        else:
            offset += PIECE - len(magic) + 1


def _begins_record(file: BinaryIO, offset: int, magic: bytes) -> bool:
    file.seek(offset)
    start = file.read(PIECE)
    if magic == PLAIN_RECORD:
        return b"content-length:" in start.partition(b"\r\n\r\n")[0].lower()
    try:
        return zlib.decompressobj(wbits=31).decompress(start, 16).startswith(PLAIN_RECORD)
    except zlib.error:
        return False


def _loaded(path: Path, piece: _Piece) -> Any | None:
    """Return the library's record of a piece, or None when it is none."""
    if not piece.content.startswith(PLAIN_RECORD):
        return None
    try:
        record: Any = ArcWarcRecordLoader().parse_record_stream(BytesIO(piece.content))
    except (ArchiveLoadFailed, EOFError, ValueError):
        return None
    length = record.rec_headers.get_header("Content-Length") or ""
    end = piece.content.find(b"\r\n\r\n") + 4 + (int(length) if length.isdigit() else len(piece.content))
    if PLAIN_RECORD in piece.content[end : end + 20]:
        raise WarcError(
            f"{path.name} is compressed as one piece; `warcio recompress` makes it one that can be read"
            " record by record"
        )
    return record


def _described(path: Path, piece: _Piece) -> Record | Damage:
    record = _loaded(path, piece)
    if record is None:
        reason = f"the bytes from {piece.offset} on are no record"
        return Damage(piece.offset, FetchOutcome.BAD_ENCODING, reason)
    return _about(piece.offset, record)


def _about(offset: int, record: Any) -> Record:
    http = record.http_headers if record.rec_type == "response" else None
    status = http.get_statuscode() if http is not None else ""
    media_type = http.get_header("content-type") if http is not None else None
    return Record(
        offset=offset,
        type=str(record.rec_type or ""),
        url=str(record.rec_headers.get_header("WARC-Target-URI") or ""),
        at=_moment(record.rec_headers.get_header("WARC-Date")),
        status=int(status) if status and status.isdigit() else None,
        media_type=(media_type or "").partition(";")[0].strip().lower(),
    )


def _http_headers(record: Any) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, value in record.http_headers.headers:
        name = raw_name.lower()
        if name not in ("set-cookie", "set-cookie2"):
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _body(record: Any, headers: Mapping[str, str]) -> bytes:
    """Return the body, unpacked within the limits of a page; raises BodyError."""
    is_chunked = headers.get("transfer-encoding", "").lower() == "chunked"
    stream = ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream
    body = Body(LIMITS[Kind.PAGE], headers.get("content-encoding", ""))
    while chunk := stream.read(PIECE):
        body.feed(chunk)
    return body.finish()


def _moment(value: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
