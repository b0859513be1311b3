"""One HTTP request over one connection to a checked address: the only module that opens a socket.

Rule: every wait has an end. The deadline is for the request as a whole, so a server that sends a byte now and
then cannot hold a worker, and nothing is read beyond the limits for header and body. Certificates are always
checked; there is no switch.
"""

import socket
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpcore

from extractors.addresses import Endpoint
from extractors.inflate import Body, BodyError, BodyLimits
from extractors.urls import Url
from schemas.vocabulary import FetchOutcome

HEADER_BYTES = 65_536


class RequestFailed(Exception):  # noqa: N818 - an outcome of the other side, no error of ours
    """A request without an answer that can be used; `is_transient` when a repeat may help."""

    def __init__(self, outcome: FetchOutcome, detail: str, *, is_transient: bool) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.is_transient = is_transient


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds for the connection (with TLS), for the first byte, and for the request as a whole."""

    connect: float = 5.0
    first_byte: float = 15.0
    total: float = 30.0


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer; `body` is unpacked, and None where the status has none to read."""

    status: int
    headers: dict[str, str]  # names in lower case; no cookies
    body: bytes | None
    wire_bytes: int


def send(
    url: Url,
    endpoints: list[Endpoint],
    headers: dict[str, str],
    *,
    timeouts: Timeouts,
    limits: BodyLimits,
    is_cut: bool = False,
) -> Reply:
    """GET an address from one of the endpoints; raises RequestFailed.

    The body of a 2xx answer is read within `limits`; with `is_cut` what lies beyond is left unread instead of
    failing the request (robots.txt: its first 500 KiB count).
    """
    backend = _Backend(endpoints, timeouts)
    origin = httpcore.Origin(url.scheme.encode(), url.host.encode(), url.port)
    request = httpcore.Request(
        "GET",
        httpcore.URL(
            scheme=url.scheme.encode(), host=url.host.encode(), port=url.port, target=url.target.encode()
        ),
        headers=[
            ("Host", url.authority),
            *headers.items(),
            ("Accept-Encoding", "gzip, deflate"),
            ("Connection", "close"),
        ],
    )
    with httpcore.HTTPConnection(origin, ssl_context=_tls(), network_backend=backend) as connection:
        response = None
        try:
            response = connection.handle_request(request)
            backend.in_body = True
            return _read(response, limits, is_cut=is_cut)
        except BodyError as error:
            is_transient = error.outcome is FetchOutcome.TRUNCATED
            raise RequestFailed(error.outcome, str(error), is_transient=is_transient) from error
        except (httpcore.ProtocolError, httpcore.NetworkError, httpcore.TimeoutException) as error:
            raise backend.failure(f"protocol error: {error}") from error
        finally:
            if response is not None:
                response.close()


def _read(response: httpcore.Response, limits: BodyLimits, *, is_cut: bool) -> Reply:
    headers = _headers(response.headers)
    if not 200 <= response.status < 300:
        return Reply(response.status, headers, None, 0)
    declared = headers.get("content-length", "")
    if not is_cut and declared.isdigit() and int(declared[:20]) > limits.wire:
        raise BodyError(FetchOutcome.TOO_LARGE, f"declares {declared[:20]} bytes, {limits.wire} are allowed")
    body = Body(limits, headers.get("content-encoding", ""))
    try:
        for chunk in response.iter_stream():
            body.feed(chunk)
    except BodyError as error:
        if not is_cut or error.outcome is not FetchOutcome.TOO_LARGE:
            raise
        return Reply(response.status, headers, body.so_far(), body.wire_bytes)
    return Reply(response.status, headers, body.finish(), body.wire_bytes)


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name not in ("set-cookie", "set-cookie2"):
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


class _Backend(httpcore.NetworkBackend):
    """Connects to the checked endpoints only, whatever host the request names."""

    def __init__(self, endpoints: list[Endpoint], timeouts: Timeouts) -> None:
        self._endpoints = endpoints
        self._timeouts = timeouts
        self._start = time.monotonic()
        self.in_body = False

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - vetted before, see `endpoints`
        port: int,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002 - ours are stricter
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Open a connection to the first endpoint that answers."""
        end = min(self._start + self._timeouts.connect, self._end)
        problem: OSError | None = None
        for endpoint in self._endpoints:
            left = end - time.monotonic()
            if left <= 0:
                break
            try:
                return _Stream(socket.create_connection(endpoint, timeout=left), self)
            except TimeoutError:
                break
            except OSError as error:
                problem = error
        if problem is not None:
            raise RequestFailed(
                FetchOutcome.UNAVAILABLE, f"no connection: {problem.strerror or problem}", is_transient=True
            )
        raise RequestFailed(
            FetchOutcome.TOO_SLOW, f"no connection within {self._timeouts.connect:g} s", is_transient=True
        )

    @property
    def _end(self) -> float:
        return self._start + self._timeouts.total

    def left(self) -> float:
        """Seconds the next operation may take; raises RequestFailed when there are none."""
        head_end = self._start + self._timeouts.connect + self._timeouts.first_byte
        left = (self._end if self.in_body else min(self._end, head_end)) - time.monotonic()
        if left <= 0:
            raise self.too_slow()
        return min(left, self._timeouts.first_byte)

    def too_slow(self) -> RequestFailed:
        """Say which limit of time was passed."""
        if self.in_body and time.monotonic() >= self._end:
            detail = f"not complete within {self._timeouts.total:g} s"
        elif self.in_body:
            detail = f"nothing more within {self._timeouts.first_byte:g} s"
        else:
            detail = f"no answer within {self._timeouts.first_byte:g} s"
        return RequestFailed(FetchOutcome.TOO_SLOW, detail, is_transient=True)

    def failure(self, detail: str) -> RequestFailed:
        """Name a connection that broke: before the body it gave nothing, in it a part."""
        if self.in_body:
            return RequestFailed(
                FetchOutcome.TRUNCATED, f"connection ended early: {detail}", is_transient=True
            )
        return RequestFailed(FetchOutcome.UNAVAILABLE, detail, is_transient=True)


class _Stream(httpcore.NetworkStream):
    """A socket whose every operation ends with the request's deadline."""

    def __init__(self, sock: socket.socket, backend: _Backend) -> None:
        self._sock = sock
        self._backend = backend
        self._head_bytes = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline rules
        """Receive some bytes; b"" at the end."""
        room = HEADER_BYTES if self._backend.in_body else HEADER_BYTES - self._head_bytes
        if not room:
            raise RequestFailed(
                FetchOutcome.TOO_LARGE, f"more than {HEADER_BYTES} bytes of headers", is_transient=False
            )
        self._sock.settimeout(self._backend.left())
        try:
            data = self._sock.recv(min(max_bytes, room))
        except TimeoutError as error:
            raise self._backend.too_slow() from error
        except OSError as error:
            raise self._backend.failure(str(error.strerror or error)) from error
        self._head_bytes += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the deadline rules
        """Send all of the bytes."""
        self._sock.settimeout(self._backend.left())
        try:
            self._sock.sendall(buffer)
        except TimeoutError as error:
            raise self._backend.too_slow() from error
        except OSError as error:
            raise self._backend.failure(str(error.strerror or error)) from error

    def close(self) -> None:
        """Close the socket."""
        self._sock.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the deadline rules
    ) -> httpcore.NetworkStream:
        """Begin TLS with the host's name and its certificate checked."""
        self._sock.settimeout(self._backend.left())
        try:
            # The time limit of a handshake is for the whole of it, so slow bytes cannot stretch it.
            secured = ssl_context.wrap_socket(self._sock, server_hostname=server_hostname)
        except TimeoutError as error:
            self.close()
            raise self._backend.too_slow() from error
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise RequestFailed(
                FetchOutcome.UNAVAILABLE, f"certificate: {error.verify_message}", is_transient=False
            ) from error
        except OSError as error:
            self.close()
            raise RequestFailed(
                FetchOutcome.UNAVAILABLE, f"no TLS: {error.strerror or error}", is_transient=True
            ) from error
        return _Stream(secured, self._backend)

    def get_extra_info(self, info: str) -> Any:
        """Tell httpcore what it asks of a stream."""
        if info == "ssl_object":
            return self._sock if isinstance(self._sock, ssl.SSLSocket) else None
        return None
