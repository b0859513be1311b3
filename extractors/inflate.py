"""Bytes as they come over the wire, unpacked within limits.

Rule: no limit is checked after the fact. Output is made in pieces of at most 64 KiB and counted before the
next one, and a compressed body counts as whole only when its own trailer says so.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.vocabulary import FetchOutcome

GZIP = b"\x1f\x8b"
PIECE = 65_536
MAX_RATIO = 100
RATIO_FREE = 1_000_000  # bytes: below, a high ratio is harmless and common
MAX_MEMBERS = 1_000
MAX_LAYERS = 2


class BodyError(Exception):
    """A body that cannot be taken: `outcome` is TOO_LARGE, TRUNCATED or BAD_ENCODING."""

    def __init__(self, outcome: FetchOutcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """How many bytes a body may have on the wire and unpacked."""

    wire: int
    unpacked: int


class Body:
    """A body that is received chunk by chunk."""

    def __init__(self, limits: BodyLimits, encoding: str = "") -> None:
        """Prepare for a Content-Encoding; raises BodyError for one that Newsreel did not ask for."""
        layers = [name for name in re.split(r"[,\s]+", encoding.lower()) if name not in ("", "identity")]
        unknown = [name for name in layers if name not in ("gzip", "x-gzip", "deflate")]
        if unknown or len(layers) > MAX_LAYERS:
            raise BodyError(
                FetchOutcome.BAD_ENCODING, f"content encoding {encoding[:60]!r} was not asked for"
            )
        self._limits = limits
        self._layers = [_Layer() for _ in layers]
        self._pieces: list[bytes] = []
        self.wire_bytes = 0
        self.size = 0

    def feed(self, chunk: bytes) -> None:
        """Take a chunk from the wire; raises BodyError at the first byte over a limit."""
        self.wire_bytes += len(chunk)
        if self.wire_bytes > self._limits.wire:
            raise BodyError(FetchOutcome.TOO_LARGE, f"more than {self._limits.wire} bytes on the wire")
        pieces: Iterable[bytes] = (chunk,)
        for layer in self._layers:
            pieces = layer.unpack(pieces)
        for piece in pieces:
            self._keep(piece)

    def _keep(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > self._limits.unpacked:
            raise BodyError(FetchOutcome.TOO_LARGE, f"more than {self._limits.unpacked} bytes unpacked")
        if self._layers and self.size > RATIO_FREE and self.size > MAX_RATIO * self.wire_bytes:
            raise BodyError(
                FetchOutcome.TOO_LARGE, f"unpacks to more than {MAX_RATIO} times its {self.wire_bytes} bytes"
            )
        self._pieces.append(piece)

    def so_far(self) -> bytes:
        """Return what has come up to now."""
        return b"".join(self._pieces)

    def finish(self) -> bytes:
        """Return the whole body; raises BodyError when a compressed one has no end."""
        if any(not layer.is_whole for layer in self._layers):
            raise BodyError(FetchOutcome.TRUNCATED, "compressed body ends before its trailer")
        return b"".join(self._pieces)


def gunzip(body: bytes, limits: BodyLimits) -> bytes:
    """Unpack a gzip file that came as one; raises BodyError."""
    unpacked = Body(limits, "gzip")
    for start in range(0, len(body), PIECE):
        unpacked.feed(body[start : start + PIECE])
    return unpacked.finish()


class _Layer:
    """One content encoding; plain bytes that are only said to be compressed pass as they are."""

    def __init__(self) -> None:
        self._head = b""
        self._is_plain = False
        self._is_gzip = False
        self._members = 0
        self._inner: zlib._Decompress | None = None

    @property
    def is_whole(self) -> bool:
        return (
            self._is_plain or not (self._inner or self._head) or (self._inner is not None and self._inner.eof)
        )

    def unpack(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            data = self._head + chunk
            self._head = b""
            if self._is_plain:
                yield data
            elif len(data) < 2:
                self._head = data
            elif self._inner is None and not self._open(data):
                self._is_plain = True
                yield data
            else:
                yield from self._run(data)

    def _open(self, data: bytes) -> bool:
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise BodyError(FetchOutcome.TOO_LARGE, f"more than {MAX_MEMBERS} gzip members")
        if data.startswith(GZIP):
            self._is_gzip = True
            self._inner = zlib.decompressobj(31)
            return True
        if int.from_bytes(data[:2], "big") % 31 == 0 and data[0] & 0x0F == 8:
            self._inner = zlib.decompressobj(15)
            return True
        if any(byte >= 0x80 or (byte < 0x20 and byte not in b"\t\n\r") for byte in data[:64]):
            self._inner = zlib.decompressobj(-15)  # "deflate" without its wrapper, as some servers send it
            return True
        return False

    def _run(self, data: bytes) -> Iterator[bytes]:
        while data and self._inner is not None:
            if self._inner.eof:
                if not self._is_gzip or not data.startswith(GZIP):
                    return  # padding behind the end
                self._open(data)
            try:
                piece = self._inner.decompress(data, PIECE)
                while piece:
                    yield piece
                    data = self._inner.unconsumed_tail
                    piece = self._inner.decompress(data, PIECE) if not self._inner.eof else b""
            except zlib.error as error:
                kind = FetchOutcome.TRUNCATED if "check" in str(error) else FetchOutcome.BAD_ENCODING
                raise BodyError(kind, f"compressed body is broken: {error}") from error
            data = self._inner.unused_data
