"""Writing pages to a web archive (WARC 1.1, ISO 28500), each compressed by itself.

Rule: the same pages give the same bytes, identities and times included, so an export can be compared with
the one before. Bytes that were written once are not written again: a revisit record points at them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WARC_1_1 = "WARC/1.1"

# What held for the connection: the body is written unpacked and whole.
_ABOUT_THE_WIRE = frozenset(
    {"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive", "set-cookie"}
)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer to be written; `key` is its identity, `sha` the SHA-256 (hex) of its body."""

    key: str
    url: str
    at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes
    sha: str


class Writer:
    """Writes one file."""

    def __init__(self, file: BinaryIO, name: str, about: Mapping[str, str], at: datetime) -> None:
        """Begin the file: `about` are the fields of its warcinfo record, `at` is the record's time."""
        self._writer: Any = WARCWriter(file, gzip=True, warc_version=WARC_1_1)
        self._written: dict[str, tuple[str, str]] = {}
        headers = _head("warcinfo", f"warcinfo {name} {at.isoformat()}", at)
        headers.add_header("WARC-Filename", name)
        fields = "".join(f"{field}: {_one_line(value)}\r\n" for field, value in about.items())
        self._write(headers, "warcinfo", "application/warc-fields", fields.encode())

    def write(self, page: Page) -> None:
        """Write a page, or a pointer to where its very bytes were written before."""
        digest, date = f"sha256:{page.sha}", _date(page.at)
        lines = [(n, _one_line(value)) for n, value in page.headers.items() if n not in _ABOUT_THE_WIRE]
        if digest in self._written:
            record = self._writer.create_revisit_record(
                page.url, digest, *self._written[digest], http_headers=_http(page.status, lines)
            )
            record.rec_headers.replace_header("WARC-Record-ID", _identity(page.key))
            record.rec_headers.replace_header("WARC-Date", date)
            self._writer.write_record(record)
            return
        self._written[digest] = page.url, date
        headers = _head("response", page.key, page.at)
        headers.add_header("WARC-Target-URI", page.url)
        headers.add_header("WARC-Payload-Digest", digest)
        http = _http(page.status, [*lines, ("content-length", str(len(page.body)))])
        self._write(headers, "response", "application/http; msgtype=response", page.body, http)

    def _write(
        self, headers: Any, kind: str, media_type: str, payload: bytes, http: Any | None = None
    ) -> None:
        record = self._writer.create_warc_record(
            "",
            kind,
            payload=BytesIO(payload),
            length=len(payload),
            warc_content_type=media_type,
            warc_headers=headers,
            http_headers=http,
        )
        self._writer.write_record(record)


def _head(kind: str, key: str, at: datetime) -> Any:
    fields = [("WARC-Type", kind), ("WARC-Record-ID", _identity(key)), ("WARC-Date", _date(at))]
    return StatusAndHeaders("", fields, protocol=WARC_1_1)


def _http(status: int, headers: list[tuple[str, str]]) -> Any:
    return StatusAndHeaders(f"{status} {'OK' if status == 200 else ''}".strip(), headers, protocol="HTTP/1.1")


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _identity(key: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, key)}>"


def _one_line(value: str) -> str:
    return re.sub(r"[\r\n\0]+", " ", value)
