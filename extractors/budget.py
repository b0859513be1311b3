"""Cleaning with a limit on time and memory: in a process that can be killed.

Rule: nothing else ends a loop inside lxml or a regular expression, because no signal reaches them. A process
is used again as long as it behaves, so a page costs no start-up; the one that overruns is killed with its
page. What it sends back is JSON, never code: it has read what strangers wrote.
"""

import atexit
import contextlib
import logging
import multiprocessing
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from extractors.article import Article
from extractors.clean import Cleaned, clean
from extractors.source import Source
from schemas.vocabulary import FetchOutcome

SECONDS = 20.0  # a page; common ones take 0.05
MEMORY = 2_000_000_000  # bytes of address space beyond what the process starts with
MAX_PAGES = 2_000  # pages a process cleans before a fresh one takes over
MAX_ANSWER = 64_000_000
START_SECONDS = 60.0


class _Task(BaseModel):
    """What goes to the process ahead of the body."""

    model_config = ConfigDict(extra="forbid")

    url: str | None
    headers: dict[str, str]
    source: Source | None
    is_text: bool


class _Answer(BaseModel):
    """What comes back."""

    model_config = ConfigDict(extra="forbid")

    outcome: FetchOutcome
    article: Article | None
    detail: str


class Cleaner:
    """One process that cleans pages, started when it is first needed; a context manager, safe for threads."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """Set the time a page may take."""
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._owner = os.getpid()
        self._pages = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def clean(
        self,
        body: bytes | str,
        *,
        url: str | None,
        headers: Mapping[str, str] | None = None,
        source: Source | None = None,
    ) -> Cleaned:
        """Clean a page as `extractors.clean.clean` does; OVER_BUDGET when it takes too long or too much."""
        task = _Task(url=url, headers=dict(headers or {}), source=source, is_text=isinstance(body, str))
        content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
        with self._lock:
            pipe = self._started()
            self._pages += 1
            try:
                pipe.send_bytes(task.model_dump_json().encode())
                pipe.send_bytes(content)
                if pipe.poll(self._seconds):
                    answer = _Answer.model_validate_json(pipe.recv_bytes(MAX_ANSWER))
                    return Cleaned(answer.outcome, answer.article, answer.detail)
                detail = f"not read within {self._seconds:g} s"
            except (EOFError, OSError):
                detail = "the process that read it ran out of memory or crashed"
            self._stop()
            return Cleaned(FetchOutcome.OVER_BUDGET, None, detail)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _started(self) -> Connection:
        if self._owner != os.getpid():
            # A fork has the same pipe as its parent: it is not ours to use or to end.
            self._process = self._pipe = None
            self._owner = os.getpid()
        if self._pipe is not None and self._pages < MAX_PAGES:
            return self._pipe
        self._stop()
        ours, theirs = multiprocessing.Pipe()
        paths = [str(Path(__file__).resolve().parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "extractors.budget", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
        self._pipe, self._pages = ours, 0
        if not ours.poll(START_SECONDS) or ours.recv_bytes(100) != b"ready":
            self._stop()
            raise RuntimeError(f"the cleaning process did not start within {START_SECONDS:g} s")
        return ours

    def _stop(self) -> None:
        if self._owner == os.getpid():
            if self._pipe is not None:
                self._pipe.close()
            if self._process is not None:
                self._process.kill()
                self._process.wait()
        self._process = self._pipe = None


_shared = Cleaner()
atexit.register(_shared.close)


def clean_in_process(
    body: bytes | str,
    *,
    url: str | None,
    headers: Mapping[str, str] | None = None,
    source: Source | None = None,
) -> Cleaned:
    """Clean a page in the one cleaning process that all callers here share; see `Cleaner.clean`."""
    return _shared.clean(body, url=url, headers=headers, source=source)


def serve(pipe: Connection) -> None:
    """Clean what comes until the other side is gone."""
    pipe.send_bytes(b"ready")
    while True:
        try:
            task = _Task.model_validate_json(pipe.recv_bytes())
            body = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        content = body.decode("utf-8", "surrogatepass") if task.is_text else body
        cleaned = clean(content, url=task.url, headers=task.headers, source=task.source)
        answer = _Answer(outcome=cleaned.outcome, article=cleaned.article, detail=cleaned.detail)
        pipe.send_bytes(answer.model_dump_json().encode())


def limit_memory(more: int) -> None:
    """Let this process take at most `more` bytes of address space beyond what it has."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    limit = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def main() -> None:
    """Be the cleaning process: the argument is the number of the pipe's descriptor."""
    logging.disable(logging.CRITICAL)  # the outcome says it; a library's opinion of a page is noise
    with contextlib.suppress(OSError, ValueError):  # no /proc: the limit on time remains
        limit_memory(MEMORY)
    with contextlib.suppress(KeyboardInterrupt):
        serve(Connection(int(sys.argv[1])))


if __name__ == "__main__":
    main()
