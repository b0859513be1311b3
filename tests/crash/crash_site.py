"""The small world that the crash tests run in: a press site with two editions, its sources, and a PostgreSQL.

Rule: the articles, pages and server are the corpus' own (`newsreel.press`); only which of them stand in which
outlet is said here. The database is the one that the product brings.
"""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import yaml

from newsreel.press.server import running_press
from newsreel.press.site import CORPUS
from newsreel.settings import Settings, libpq_url
from newsreel.stack.postgres import Server, local_server
from newsreel.stack.processes import die_with_parent

SOURCE = "daily_post"  # the source whose run is disturbed
EARLIER = "reel_ledger"  # the outlet that has told one of its stories before
CHANGED = "new-e10"  # the article that is worded anew in the second edition

PAGES = (  # of the first edition
    "http://reel-ledger.example/2024/10/antibes-tv-market-lagoon-keynote",
    "http://daily-post.example/2025/06/western-fund-summer-round",
    "http://daily-post.example/2025/05/unseen-hours-report",
)
FIRST = {EARLIER: {"articles": ["new-a06"]}, SOURCE: {"articles": ["new-a05", CHANGED]}}
SECOND = {
    EARLIER: FIRST[EARLIER],
    SOURCE: {
        "articles": ["new-a05", CHANGED, "new-b10", "new-c12", "new-c14", "new-d10"],
        "copies": ["new-a06"],  # syndicated from the other outlet
        "moved": {"new-b10": "2025/10/old-address"},  # the feed still names it: two addresses of one page
        "teasers": ["new-c14"],
        "previews": ["new-d10"],  # under /preview/, which robots.txt forbids
        "missing": ["2025/01/page-that-moved-away"],  # a soft 404
    },
}
_OUTLETS = {
    EARLIER: {"name": "Reel Ledger", "host": "reel-ledger.example", "listings": ["rss"]},
    SOURCE: {"name": "Daily Digital Post", "host": "daily-post.example", "listings": ["text_sitemap", "rss"]},
}
_POLL_SECONDS = 0.02


def write_edition(folder: Path, outlets: dict[str, dict[str, object]], *, is_second: bool) -> Path:
    """Write a corpus folder that holds the outlets' articles only; return it."""
    templates = folder / "press" / "templates"
    templates.mkdir(parents=True)
    for template in (CORPUS / "press" / "templates").iterdir():
        # Without links to other stories a page changes only when its article does.
        page = template.read_text("utf-8").replace("{{ related_list(related) }}", "")
        (templates / template.name).write_text(page, "utf-8")
    described = {
        code: {**_OUTLETS[code], "layout": "courier.html", **fields} for code, fields in outlets.items()
    }
    (folder / "press" / "outlets.yaml").write_text(yaml.safe_dump(described), "utf-8")
    (folder / "articles").mkdir()
    for name in {str(name) for fields in outlets.values() for name in fields["articles"]}:  # type: ignore[attr-defined]
        case = json.loads((CORPUS / "articles" / f"{name}.json").read_text("utf-8"))
        if is_second and name == CHANGED:
            case["paragraphs"].append("The organisers said on Friday that 400 people came.")
        (folder / "articles" / f"{name}.json").write_text(json.dumps(case), "utf-8")
    return folder


def write_sources(folder: Path) -> Path:
    """Write the sources of the outlets, without a wait between requests; return their folder."""
    folder.mkdir()
    for code in _OUTLETS:
        described = yaml.safe_load((CORPUS / "press" / "sources" / f"{code}.yaml").read_text("utf-8"))
        described |= {"interval_seconds": 0}
        if code == EARLIER:
            del described["sitemaps"]
        (folder / f"{code}.yaml").write_text(yaml.safe_dump(described), "utf-8")
    return folder


@contextmanager
def press_process(corpus: Path) -> Iterator[str]:
    """Serve an edition in a process of its own; yields the value of NEWSREEL_LOOPBACK_ALLOWED for it."""
    reader, writer = os.pipe()
    tie = die_with_parent(signal.SIGKILL)
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this one
        if tie:
            tie()
        os.close(reader)
        with running_press(corpus=corpus) as press, os.fdopen(writer, "w") as pipe:
            pipe.write(press.loopback_allowed)
            pipe.close()
            signal.pause()
        os._exit(0)
    os.close(writer)
    try:
        with os.fdopen(reader) as pipe:
            yield pipe.read()
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


@dataclass
class Database:
    """The embedded PostgreSQL of the crash tests, which they may kill: it is started again on demand."""

    server: Server
    _holds: ExitStack

    def url(self, name: str) -> str:
        """Return the SQLAlchemy URL of one of its databases."""
        return self.server.url(name)

    def copy(self, template: str, name: str) -> str:
        """Make a database like another one, to which nobody is connected; return its URL."""
        self._ask(f'create database "{name}" template "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Drop a database and whoever is connected to it."""
        self._ask(f'drop database if exists "{name}" with (force)')

    def lose(self, number: signal.Signals) -> None:
        """Send the server's first process a signal and wait for its end; its parts end by themselves."""
        process = psutil.Process(int((self.server.data / "postmaster.pid").read_text().split()[0]))
        process.send_signal(number)
        process.wait(30)

    def revive(self) -> None:
        """Start the server if it does not run, and wait until it answers."""
        deadline = time.monotonic() + 60
        while not self.answers():
            if not self.server.is_running():
                self._holds.enter_context(self.server.hold())
            elif time.monotonic() > deadline:
                raise TimeoutError("PostgreSQL did not come back within 60 s")
            time.sleep(_POLL_SECONDS)

    def answers(self) -> bool:
        """Tell whether the server takes a connection."""
        try:
            self._ask("select 1")
        except psycopg.OperationalError:
            return False
        return True

    def _ask(self, statement: str) -> None:
        address = libpq_url(self.url("postgres"))
        with psycopg.connect(address, autocommit=True, connect_timeout=10) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_database(home: Path) -> Iterator[Database]:
    """Run the product's own PostgreSQL in a folder; no power is lost here, so it need not wait for disks."""
    server = local_server(Settings(home=home, external_warehouse=None), durable=False)
    with ExitStack() as holds:
        holds.enter_context(server.hold())
        yield Database(server, holds)
