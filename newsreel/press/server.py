"""Serves the press site on loopback, all outlets on one port by their Host header.

Rule: it binds 127.0.0.1 only, and keeps a log of what was asked: the proof of politeness is read from it.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from newsreel.press.site import CORPUS, PressSite

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it; times are seconds of the monotonic clock."""

    began: float
    ended: float
    host: str
    target: str
    status: int


@dataclass(slots=True)
class Press:
    """A running press site."""

    port: int
    site: PressSite
    requests: list[Asked] = field(default_factory=list)

    @property
    def loopback_allowed(self) -> str:
        """The value of NEWSREEL_LOOPBACK_ALLOWED that lets the fetcher reach the outlets."""
        return ",".join(f"{o.host}={HOST}:{self.port}" for o in self.site.outlets.values())


@contextmanager
def running_press(port: int = 0, corpus: Path = CORPUS) -> Iterator[Press]:
    """Serve in a thread until the block ends; port 0 takes a free one.

    Raises OSError when the port is taken.
    """
    press = Press(port, PressSite(corpus))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:
            began = time.monotonic()
            host = self.headers.get("Host", "")
            response = press.site.respond(host, self.path, {k.lower(): v for k, v in self.headers.items()})
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body)
            press.requests.append(Asked(began, time.monotonic(), host, self.path, response.status))

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Keep quiet: `Press.requests` is the log."""

    with ThreadingHTTPServer((HOST, port), Handler) as server:
        server.daemon_threads = True
        press.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, name="press", daemon=True)
        thread.start()
        try:
            yield press
        finally:
            server.shutdown()
            thread.join()
