"""`python tests/politeness.py`: several worker processes fetch at once, and the server tells how it was.

Rule: everything is real but the site: the workers' own processes, the gate and the rules in PostgreSQL, HTTP
over sockets. The server's log is the judge, not what the fetchers say of themselves.
"""

import argparse
import multiprocessing
import os
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile import MARKUP, Exchange, HostileServer, Play, running_hostile_server

from extractors.source import Source
from newsreel.settings import Settings
from newsreel.steps.house import open_house

RULES = "User-agent: *\nDisallow: /private\n"
OPEN = ("reel.example", "post.example")
SLOW = "slow.example"  # asks for twice the interval
LATENCY = 0.05
PAGE = b"<html><body><p>Words.</p></body></html>"


@dataclass(frozen=True, slots=True)
class Asked:
    """How one host was asked; times in seconds."""

    host: str
    requests: int
    robots: int  # times its robots.txt was asked for
    against_robots: int
    most_at_once: int
    shortest_gap: float  # between the beginnings of two requests
    interval: float  # what it should be at least


def measure(warehouse_url: str, home: Path, *, workers: int, pages: int, interval: float) -> list[Asked]:
    """Let the workers fetch the same `pages` pages of each host; return how each host was asked."""
    with running_hostile_server() as server:
        hosts = [*OPEN, SLOW]
        for host in hosts:
            _route(server, host, pages, interval)
        paths = [*(f"/{number}" for number in range(pages)), "/private", "/to-private"]
        work = [f"http://{host}{path}" for path in paths for host in hosts]
        loopback = ",".join(f"{host}=127.0.0.1:{server.port}" for host in hosts)
        context = multiprocessing.get_context("spawn")
        running = [
            context.Process(
                target=_fetch_all, args=(warehouse_url, home, loopback, interval, _turned(work, number))
            )
            for number in range(workers)
        ]
        for each in running:
            each.start()
        for each in running:
            each.join()
        if any(each.exitcode for each in running):
            raise RuntimeError("a worker failed")
        return [_asked(server, host, interval * (2 if host == SLOW else 1)) for host in hosts]


def _turned(work: list[str], number: int) -> list[str]:
    """Let each worker begin at another host."""
    return work[number:] + work[:number]


def _route(server: HostileServer, host: str, pages: int, interval: float) -> None:
    delay = f"Crawl-delay: {2 * interval:g}\n" if host == SLOW else ""
    server.on("/robots.txt", _slowly({"Content-Type": "text/plain"}, (RULES + delay).encode()), host)
    for number in range(pages):
        server.on(f"/{number}", _slowly(MARKUP, PAGE), host)
    server.on("/private", _slowly(MARKUP, PAGE), host)
    server.on("/to-private", _slowly({"Location": "/private"}, b"", 302), host)


def _slowly(headers: dict[str, str], body: bytes, status: int = 200) -> Play:
    def play(exchange: Exchange) -> None:
        exchange.stop.wait(LATENCY)
        exchange.answer(status, headers, body)

    return play


def _fetch_all(warehouse_url: str, home: Path, loopback: str, interval: float, urls: list[str]) -> None:
    """Be one worker."""
    os.environ |= {"NEWSREEL_LOOPBACK_ALLOWED": loopback, "NEWSREEL_CONTACT": "politeness@newsreel.example"}
    with open_house(Settings(home=home, external_warehouse=warehouse_url)) as house:
        for url in urls:
            house.fetcher.fetch(url, source=_source(url, interval))


def _source(url: str, interval: float) -> Source:
    host = url.split("/")[2]
    return Source(
        code="measured",
        name="Measured",
        homepage=f"http://{host}/",
        feeds=(f"http://{host}/feed",),
        time_zone="UTC",
        country="GB",
        terms="Ours to read.",
        robots="Forbids /private.",
        interval_seconds=interval,
    )


def _asked(server: HostileServer, host: str, interval: float) -> Asked:
    log = sorted((each for each in server.requests if each.host == host), key=lambda each: each.at)
    return Asked(
        host=host,
        requests=len(log),
        robots=sum(each.path == "/robots.txt" for each in log),
        against_robots=sum(each.path == "/private" for each in log),
        most_at_once=server.most_at_once[host],
        shortest_gap=min(later.at - earlier.at for earlier, later in pairwise(log)),
        interval=interval,
    )


def main() -> None:
    """Measure on a PostgreSQL of its own and print a table; exit with 1 when a host was treated badly."""
    import tempfile  # noqa: PLC0415 - only here

    from newsreel.stack.postgres import create_database, temporary_server  # noqa: PLC0415
    from schemas.warehouse.migrate import upgrade  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--pages", type=int, default=10, help="pages of each host that each worker asks for")
    parser.add_argument("--interval", type=float, default=0.5, help="seconds between two requests to a host")
    given = parser.parse_args()
    with temporary_server() as server, tempfile.TemporaryDirectory() as folder:
        url = create_database(server, "politeness")
        upgrade(url)
        told = measure(url, Path(folder), workers=given.workers, pages=given.pages, interval=given.interval)
    print(f"{'host':14} {'requests':>8} {'robots':>6} {'against':>7} {'at once':>7} {'gap':>7} {'due':>5}")  # noqa: T201
    for each in told:
        print(  # noqa: T201
            f"{each.host:14} {each.requests:8} {each.robots:6} {each.against_robots:7} {each.most_at_once:7}"
            f" {each.shortest_gap:7.3f} {each.interval:5.2f}"
        )
    sys.exit(not all(is_polite(each) for each in told))


def is_polite(asked: Asked) -> bool:
    """Tell whether a host has nothing to complain about."""
    return (
        asked.against_robots == 0
        and asked.most_at_once == 1
        and asked.robots == 1
        and asked.shortest_gap >= asked.interval
    )


if __name__ == "__main__":
    main()
