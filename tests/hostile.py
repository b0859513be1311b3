"""A server on loopback that answers however a test wants, and the mark of tests that play a hostile input.

Rule: the server speaks raw sockets, because most of what it plays no web server would send. Whatever carries
the mark asserts the ending that it names: docs/hostile-inputs.md is made from the marks.
"""

import socket
import ssl
import threading
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest

Play = Callable[["Exchange"], None]
MARKUP = {"Content-Type": "text/html; charset=utf-8"}


def plays(cases: str, given: str, ends: str = "", within: str = "") -> pytest.MarkDecorator:
    """Mark a test as playing a case ("A23"): what comes, how it ends, within which limit.

    Where `ends` is left out, the parameter `outcome` of the test says it.
    """
    return pytest.mark.hostile(cases, given, ends, within)


def played(cases: str, given: str, *values: object, ends: str = "", within: str = "") -> Any:
    """Return one row of a parametrised test, named by what it plays."""
    return pytest.param(*values, id=given, marks=plays(cases, given, ends, within))


@contextmanager
def bounded(*, seconds: float, megabytes: float | None = None) -> Iterator[None]:
    """Fail when the block takes more time of this process than it may, or more memory (which costs time)."""
    if megabytes is not None:
        tracemalloc.start()
    begin = time.process_time()
    try:
        yield
        spent, (_, peak) = time.process_time() - begin, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert spent < seconds, f"{spent:.2f} s of processor time"
    assert megabytes is None or peak < megabytes * 1e6, f"{peak / 1e6:.1f} MB"


@dataclass
class Request:
    """One request as it came in."""

    at: float
    host: str
    path: str
    headers: dict[str, str]
    done_at: float = 0.0
    has_left: bool = False


@dataclass
class Exchange:
    """One connection, handed to the play of its path."""

    sock: socket.socket
    request: Request
    stop: threading.Event
    leave: Callable[[], None]

    def raw(self, data: bytes) -> None:
        self.sock.sendall(data)

    def answer(self, status: int, headers: Mapping[str, str] | None = None, body: bytes = b"") -> None:
        given = {"Content-Length": str(len(body)), "Connection": "close", **(headers or {})}
        lines = [
            f"HTTP/1.1 {status} Playing",
            *(f"{name}: {value}" for name, value in given.items() if value),
        ]
        # Whoever has read the answer may ask again before this thread runs on.
        self.leave()
        self.raw("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    def drip(self, data: bytes, every: float) -> None:
        """Send a byte now and then until the other side has had enough."""
        for byte in data:
            if self.stop.wait(every):
                return
            self.raw(bytes([byte]))


def answering(status: int, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Play:
    return lambda exchange: exchange.answer(status, headers, body)


def page(body: str = "<html><body><p>Hello</p></body></html>", **headers: str) -> Play:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return answering(200, {**MARKUP, **given}, body.encode())


def in_turn(*plays: Play) -> Play:
    """Answer each request with the next play; the last one stays."""
    left = list(plays)

    def play(exchange: Exchange) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(exchange)

    return play


@dataclass
class HostileServer:
    """Routes by host name and path; what is not routed is a 404."""

    port: int = 0
    tls: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    routes: dict[tuple[str, str], Play] = field(default_factory=dict)
    most_at_once: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _now: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)

    def on(self, path: str, play: Play, host: str = "site.example") -> str:
        self.routes[host, path] = play
        return f"http://{host}{path}"

    def paths(self, host: str = "site.example") -> list[str]:
        return [request.path for request in self.requests if request.host == host]

    def serve(self, listener: socket.socket) -> None:
        while not self._stop.is_set():
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._exchange, args=(sock,), daemon=True).start()

    def _exchange(self, sock: socket.socket) -> None:
        sock.settimeout(20)
        host = ""
        try:
            if self.tls is not None:
                sock = self.tls.wrap_socket(sock, server_side=True)
            request = _read(sock)
            if request is None:
                return
            host = request.host
            with self._lock:
                self.requests.append(request)
                self._now[host] += 1
                self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
            play = self.routes.get((host, request.path), answering(404, MARKUP, b"<p>Not here</p>"))
            play(Exchange(sock, request, self._stop, partial(self._leave, request)))
        except OSError:
            pass  # the other side left: that is what most of these plays are about
        finally:
            if host:
                self._leave(request)
                request.done_at = time.monotonic()
            sock.close()

    def _leave(self, request: Request) -> None:
        with self._lock:
            self._now[request.host] -= not request.has_left
            request.has_left = True


def _read(sock: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = sock.recv(65_536)
        if not chunk:
            return None
        data += chunk
    first, *lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Request(time.monotonic(), headers.get("host", ""), first.split(" ")[1], headers)


@contextmanager
def running_hostile_server(
    address: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[HostileServer]:
    """Serve on a free port of loopback until the block ends."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.create_server((address, 0), family=family, backlog=64) as listener:
        server = HostileServer(port=listener.getsockname()[1], tls=tls)
        thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server._stop.set()
            listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)
