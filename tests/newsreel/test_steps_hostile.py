"""Sites that misbehave, from the listing to the rows: one outcome for each address, and nothing lost."""

import gzip
import json
import multiprocessing
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hostile import (
    MARKUP,
    Exchange,
    HostileServer,
    Play,
    answering,
    in_turn,
    page,
    plays,
    running_hostile_server,
)
from sqlalchemy import text

from extractors.addresses import Loopback
from extractors.fetch import Fetcher, FetchSettings
from extractors.source import Source
from extractors.transport import Timeouts
from newsreel.settings import Settings
from newsreel.steps.clean import clean_batch
from newsreel.steps.discover import discover_source
from newsreel.steps.fetch import fetch_batch
from newsreel.steps.house import House, open_house
from newsreel.steps.robots import SharedRobots
from newsreel.steps.stage import close_run
from schemas.vocabulary import FetchOutcome as Outcome
from schemas.warehouse.erase import erase
from schemas.warehouse.gate import RulesTable, WarehouseGate
from schemas.warehouse.migrate import upgrade

HOST = "http://site.example"
SENTENCES = (
    "The Northern Film Fund has put half a million euros into a first feature, its director said on Tuesday.",
    "It is the largest sum the fund has given to a debut, and it comes when broadcasters are cutting back.",
    "“We looked at the script for a year,” she said. “Then we could not stop talking about it.”",
    "Shooting begins in spring on the islands, with a crew of forty and a boat that nobody has yet insured.",
)
SOURCE = Source(
    code="site",
    name="The Site",
    homepage=f"{HOST}/",
    feeds=(f"{HOST}/feed",),
    time_zone="Europe/London",
    country="GB",
    terms="Ours to read.",
    robots="Forbids /private.",
    interval_seconds=0,
)


def story(title: str = "A story", *, times: int = 2, head: str = "") -> str:
    body = "".join(f"<p>{title}, part {number}: {line}</p>" for number in range(times) for line in SENTENCES)
    meta = f"<meta property='article:published_time' content='2025-11-13T10:00:00Z'>{head}"
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{meta}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


@dataclass
class Site:
    """The house, the server, and one source that reads it."""

    house: House
    server: HostileServer

    def offer(self, plays: dict[str, Play]) -> None:
        """Serve the pages and name them in the feed."""
        for path, play in plays.items():
            self.server.on(path, play)
        items = "".join(f"<item><link>{HOST}{path}</link></item>" for path in plays)
        feed = f"<rss><channel>{items}</channel></rss>".encode()
        self.server.on("/feed", answering(200, {"Content-Type": "application/rss+xml"}, feed))

    def run(self, run_id: str, **asked: object) -> dict[str, int]:
        """Read the source to its article versions; return what discovery counted."""
        given = {"run_id": run_id, "dag_id": "scrape_site", "source_code": "site"}
        counts = discover_source(self.house, **given, **asked)
        for batch_no in range(1, counts["batches"] + 1):
            fetch_batch(self.house, run_id=run_id, batch_no=batch_no, is_last_try=True)
            clean_batch(self.house, run_id=run_id, batch_no=batch_no)
        close_run(self.house, run_id=run_id)
        return counts

    def rows(self, query: str, **values: object) -> list[tuple]:
        with self.house.engine.begin() as conn:
            return [tuple(row) for row in conn.execute(text(query), values)]

    def outcomes(self, run_id: str) -> dict[str, str]:
        query = "SELECT replace(url, :host, ''), outcome FROM raw.fetch WHERE run_id = :run ORDER BY 1"
        return dict(self.rows(query, host=HOST, run=run_id))

    def versions(self) -> list[tuple]:
        return self.rows("SELECT article_key, text_hash FROM raw.article_version ORDER BY 1, 2")


def furnished(house: House, port: int) -> House:
    """Return the house with our source, and a fetcher that reaches the server and waits for little."""
    house = replace(house, sources={"site": SOURCE})
    settings = FetchSettings(
        contact="tests@newsreel.example",
        loopback=Loopback(names={"site.example": ("127.0.0.1", port), "m.site.example": ("127.0.0.1", port)}),
        timeouts=Timeouts(connect=1.0, first_byte=1.0, total=1.5),
        lease_margin=0.5,
        repeats=0,
        max_wait=5.0,
        breaker_failures=99,
    )
    rules = SharedRobots(RulesTable(house.engine))
    house.__dict__["fetcher"] = Fetcher(settings, WarehouseGate(house.engine), robots=rules)
    return house


@pytest.fixture
def site(postgres_url: str, tmp_path: Path) -> Iterator[Site]:
    upgrade(postgres_url)
    settings = Settings(home=tmp_path / "home", external_warehouse=postgres_url)
    with running_hostile_server() as server, open_house(settings) as house:
        server.on("/robots.txt", answering(200, {}, b"User-agent: *\nDisallow: /private"))
        yield Site(furnished(house, server.port), server)
        house.engine.dispose()


def _drip(exchange: Exchange) -> None:
    exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    exchange.drip(b"<p>" * 100, 0.2)


def _zeros() -> bytes:
    return gzip.compress(b"\0" * 20_000_000)


HOSTILE: dict[str, tuple[Play, Outcome]] = {
    "/bomb": (answering(200, {**MARKUP, "Content-Encoding": "gzip"}, _zeros()), Outcome.TOO_LARGE),
    "/cut": (answering(200, {**MARKUP, "Content-Length": "9999"}, b"<html>"), Outcome.TRUNCATED),
    "/drip": (_drip, Outcome.TOO_SLOW),
    "/loop": (answering(302, {"Location": "/loop"}), Outcome.REDIRECT_LOOP),
    "/inward": (answering(302, {"Location": "http://169.254.169.254/"}), Outcome.OFFSITE_REDIRECT),
    "/file": (answering(302, {"Location": "file:///etc/passwd"}), Outcome.REFUSED_URL),
    "/pdf": (answering(200, MARKUP, b"%PDF-1.7"), Outcome.NOT_HTML),
    "/nul": (answering(200, MARKUP, b"\0" * 100), Outcome.EMPTY),
    "/gone": (answering(410), Outcome.GONE),
    "/legal": (answering(451), Outcome.BLOCKED),
    "/private/a": (page(story()), Outcome.BLOCKED_BY_ROBOTS),
    "/deep": (page("<div>" * 5_000 + "<p>x"), Outcome.TOO_DEEP),
    "/wide": (page("<p " + " ".join(f"a{n}=1" for n in range(9_000)) + ">x"), Outcome.OVER_BUDGET),
    "/soft": (page("<title>Page not found</title><p>Sorry, this page was not found."), Outcome.SOFT_404),
    "/wall": (
        page("<p>We value your privacy. We store cookies.</p>Accept all. Manage choices."),
        Outcome.CONSENT_WALL,
    ),
    "/shell": (page("<div id=app></div><script src=a.js></script>"), Outcome.JS_ONLY),
    "/zz": (answering(503, {"Retry-After": "7200"}), Outcome.UNAVAILABLE),
}


@plays(
    "A32 C10 C11 D1 D2",
    "17 hostile pages and three good ones in one run",
    "each page its outcome, the three good ones read, the sums right",
    "one page's limits each",
)
def test_hostile_pages_harm_no_other(site: Site) -> None:
    good = {f"/good{number}": page(story(f"Story {number}")) for number in range(3)}
    site.offer(good | {path: play for path, (play, _) in HOSTILE.items()})
    counts = site.run("run-1")
    expected = {path: outcome.value for path, (_, outcome) in HOSTILE.items()} | dict.fromkeys(
        good, "fetched"
    )
    assert site.outcomes("run-1") == expected
    assert counts["urls"] == len(expected)
    assert len(site.versions()) == 3
    assert "/private/a" not in site.server.paths()


@plays("A14", "304 in the next run", "`not_modified`: no new row, the text stays")
def test_unchanged_page_writes_nothing_new(site: Site) -> None:
    play = in_turn(page(story(), ETag='"x"'), answering(304))
    site.offer({"/a": play})
    site.run("run-1")
    before = site.versions()
    site.run("run-2", urls=[f"{HOST}/a"])
    assert site.server.requests[-1].headers["if-none-match"] == '"x"'
    assert (site.outcomes("run-2"), site.versions()) == ({"/a": "not_modified"}, before)


@plays("A15", "304 for a page that the archive has lost", "asked for in full: `fetched` again")
def test_lost_page_is_asked_for_in_full(site: Site) -> None:
    site.offer({"/a": page(story(), ETag='"x"')})
    site.run("run-1")
    [[sha]] = site.rows("SELECT content_hash FROM raw.document")
    site.house.archive.erase(sha)
    site.run("run-2", urls=[f"{HOST}/a"])
    assert "if-none-match" not in site.server.requests[-1].headers
    assert site.house.archive.has(sha)
    assert site.outcomes("run-2") == {"/a": "duplicate"}


@plays(
    "A16 C22",
    "another ETag, another advertisement with every answer",
    "`fetched`, but no new version of the text",
)
def test_new_dress_makes_no_new_version(site: Site) -> None:
    dresses = [
        page(story().replace("<body>", f"<body><aside>Ad {n}</aside>"), ETag=f'W/"{n}"') for n in range(2)
    ]
    site.offer({"/a": in_turn(*dresses)})
    site.run("run-1")
    before = site.versions()
    site.run("run-2", urls=[f"{HOST}/a"])
    assert (site.outcomes("run-2"), site.versions()) == ({"/a": "fetched"}, before)
    assert site.rows("SELECT count(*) FROM raw.document") == [(2,)]


@plays("A20", "404 for an article that was read before", "`gone`; what was read stays")
def test_article_that_is_gone_keeps_its_history(site: Site) -> None:
    site.offer({"/a": in_turn(page(story()), answering(404))})
    site.run("run-1")
    before = site.versions()
    site.run("run-2", urls=[f"{HOST}/a"])
    assert (site.outcomes("run-2"), site.versions()) == ({"/a": "gone"}, before)
    assert len(before) == 1


@pytest.mark.parametrize(
    "stub",
    [
        story(times=1).replace(SENTENCES[3], "").replace(SENTENCES[2], ""),
        story(times=1, head="<meta property='article:content_tier' content='locked'>"),
    ],
)
@plays(
    "A18 D15",
    "a text that shrank to less than half; a paywall before a text that is held",
    "`shrunk`; the text stays",
)
def test_text_that_shrank_replaces_nothing(site: Site, stub: str) -> None:
    site.offer({"/a": in_turn(page(story(times=2)), page(stub))})
    site.run("run-1")
    before = site.versions()
    site.run("run-2", urls=[f"{HOST}/a"])
    assert (site.outcomes("run-2"), site.versions()) == ({"/a": "shrunk"}, before)
    site.run("run-3", urls=[f"{HOST}/a"], refetch=True)
    assert len(site.versions()) == 2, "who asks for the page again wants it as it is"


@plays("D7", "a corrected article", "a second version; the first stays")
def test_correction_is_a_version(site: Site) -> None:
    site.offer({"/a": in_turn(page(story()), page(story().replace("half a million", "a million")))})
    site.run("run-1")
    site.run("run-2", urls=[f"{HOST}/a"])
    assert site.rows("SELECT count(*), count(DISTINCT article_key) FROM raw.article_version") == [(2, 1)]


@plays(
    "D4",
    "AMP page, print view and page with tracking of one article",
    "one article; `duplicate` for its twins",
)
def test_twins_are_one_article(site: Site) -> None:
    canonical = f"<link rel=canonical href='{HOST}/a'>"
    amp, print_view = story("A story", head=canonical), story("A story, to print", head=canonical)
    site.offer({"/a": page(story()), "/a/amp": page(amp), "/a?print=1": page(print_view)})
    site.run("run-1")
    assert site.outcomes("run-1") == {"/a": "fetched", "/a/amp": "duplicate", "/a?print=1": "duplicate"}
    assert site.rows("SELECT count(*) FROM raw.article") == [(1,)]


@plays("D14", "one article under two addresses that both name it", "one article")
def test_same_page_under_two_addresses_is_one_article(site: Site) -> None:
    body = story(head=f"<link rel=canonical href='{HOST}/a'>")
    site.offer({"/b": page(body), "/c": page(body)})
    site.run("run-1")
    assert sorted(site.outcomes("run-1").values()) == ["duplicate", "fetched"]
    assert len(site.versions()) == 1


@plays("B9 D6", "what a page calls itself: noindex, a live blog", "kept on its row")
def test_labels_are_kept_on_the_row(site: Site) -> None:
    ld = json.dumps({"@type": "LiveBlogPosting", "headline": "A story"})
    head = f"<meta name=robots content=noindex><script type='application/ld+json'>{ld}</script>"
    site.offer({"/a": page(story(head=head))})
    site.run("run-1")
    assert site.rows("SELECT labels FROM raw.article_version") == [(["live_blog", "noindex"],)]


@plays("B19", "a feed that names nothing known any more", "told: news was missed in between", "5 items")
def test_gap_between_two_looks_is_told(site: Site) -> None:
    def names(first: int) -> dict[str, Play]:
        return {f"/{number}": page(story(f"Story {number}")) for number in range(first, first + 5)}

    site.offer(names(0))
    assert site.run("run-1")["gaps"] == 0
    site.offer(names(3))
    assert site.run("run-2")["gaps"] == 0
    site.offer(names(20))
    assert site.run("run-3")["gaps"] == 1


@plays("D16", "an erased article that its site still shows", "not taken in again")
def test_erased_article_is_not_taken_in_again(site: Site) -> None:
    site.offer({"/a": page(story())})
    site.run("run-1")
    with site.house.engine.begin() as conn:
        erase(conn, f"{HOST}/a", "the publisher asked")
    site.run("run-2", urls=[f"{HOST}/a"])
    assert site.versions() == []


def _worker(settings: Settings, port: int, run_id: str) -> None:
    with open_house(settings) as house:
        fetch_batch(furnished(house, port), run_id=run_id, batch_no=1, is_last_try=True)


def test_unchanged_feed_still_names_what_an_earlier_run_left_for_later(site: Site) -> None:
    items = "".join(f"<item><link>{HOST}/{name}</link></item>" for name in "ab")
    feed = f"<rss><channel>{items}</channel></rss>".encode()
    headers = {"Content-Type": "application/rss+xml", "Last-Modified": "Thu, 13 Nov 2025 10:00:00 GMT"}
    site.server.on("/feed", in_turn(answering(200, headers, feed), answering(304)))
    site.server.on("/a", page(story("A")))
    site.server.on("/b", page(story("B")))
    site.run("run-1", limit=1)
    site.run("run-2")
    asked = [request.headers for request in site.server.requests if request.path == "/feed"]
    assert [each.get("if-modified-since") for each in asked] == [None, headers["Last-Modified"]]
    assert {**site.outcomes("run-1"), **site.outcomes("run-2")} == {"/a": "fetched", "/b": "fetched"}


@plays(
    "A32",
    "a worker killed in the middle of a body",
    "the next one reads all; no half file",
    "the turn's lease",
)
def test_killed_worker_leaves_no_half_page(site: Site) -> None:
    asked = multiprocessing.get_context("spawn").Event()
    killed: list[int] = []

    def stall(exchange: Exchange) -> None:
        if killed:
            exchange.answer(200, MARKUP, story("B").encode())
            return
        exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")
        asked.set()
        exchange.stop.wait(1)

    site.offer({"/a": page(story("A")), "/b": stall, "/c": page(story("C"))})
    given = {"run_id": "run-1", "dag_id": "scrape_site", "source_code": "site"}
    discover_source(site.house, **given)
    context = multiprocessing.get_context("spawn")
    worker = context.Process(target=_worker, args=(site.house.settings, site.server.port, "run-1"))
    worker.start()
    assert asked.wait(60)
    os.kill(worker.pid or 0, signal.SIGKILL)
    worker.join()
    killed.append(1)
    assert site.outcomes("run-1") == {"/a": "fetched"}
    assert len(list(site.house.archive)) == 1
    counts = fetch_batch(site.house, run_id="run-1", batch_no=1, is_last_try=True)
    assert (counts["done_before"], counts["fetched"]) == (1, 2)
    assert sorted(site.house.archive) == sorted(
        row[0] for row in site.rows("SELECT content_hash FROM raw.document")
    )
    assert site.server.most_at_once["site.example"] == 1
