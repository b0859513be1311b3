"""Fetching against a server that does what servers do."""

import gzip
import threading
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hostile import MARKUP, Exchange, HostileServer, Play, answering, in_turn, page

from extractors.answers import Kind, Validators
from extractors.fetch import Fetcher, FetchSettingsError
from extractors.gate import MemoryGate
from extractors.source import Source
from extractors.transport import Timeouts
from schemas.vocabulary import FetchOutcome as Outcome

HTML = b"<!doctype html><html><head><title>T</title></head><body><p>Words.</p></body></html>"
PACKED = gzip.compress(HTML)


def test_page_is_fetched_with_its_headers(server: HostileServer, fetcher: Fetcher, source: Source) -> None:
    url = server.on("/a", page(HTML.decode(), ETag='"x"', Set_Cookie="id=1"))
    fetched = fetcher.fetch(url, source=source)
    assert (fetched.outcome, fetched.status, fetched.body) == (Outcome.FETCHED, 200, HTML)
    assert fetched.headers["etag"] == '"x"'
    assert "set-cookie" not in fetched.headers
    assert fetched.chain == (url,)


def test_user_agent_names_a_contact_and_no_cookie_is_sent(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.on("/a", page(Set_Cookie="id=1"))
    fetcher.fetch(url, source=None)
    fetcher.fetch(url, source=None)
    sent = server.requests[-1].headers
    assert sent["user-agent"].startswith("Newsreel/")
    assert "crawler@newsreel.example" in sent["user-agent"]
    assert "cookie" not in sent


def test_public_host_without_a_contact_is_an_error(make_fetcher: Callable[..., Fetcher]) -> None:
    with pytest.raises(FetchSettingsError, match="NEWSREEL_CONTACT"):
        make_fetcher(contact="", resolve=lambda *_: ["93.184.215.14"]).fetch("http://a.com/", source=None)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (204, Outcome.EMPTY),
        (206, Outcome.TRUNCATED),
        (401, Outcome.BLOCKED),
        (402, Outcome.BLOCKED),
        (403, Outcome.BLOCKED),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (429, Outcome.RATE_LIMITED),
        (451, Outcome.BLOCKED),
        (500, Outcome.UNAVAILABLE),
        (503, Outcome.UNAVAILABLE),
        (999, Outcome.BLOCKED),
    ],
)
def test_status_has_its_outcome(
    server: HostileServer, fetcher: Fetcher, status: int, outcome: Outcome
) -> None:
    body = b"" if status == 204 else HTML
    fetched = fetcher.fetch(server.on("/a", answering(status, MARKUP, body)), source=None)
    assert (fetched.outcome, fetched.status, fetched.body) == (outcome, status, None)


def _raw(data: bytes) -> Play:
    return lambda exchange: exchange.raw(data)


def _coded(encoding: str, body: bytes, **more: str) -> Play:
    return answering(200, {**MARKUP, "Content-Encoding": encoding, **more}, body)


def _endless_headers(exchange: Exchange) -> None:
    exchange.raw(b"HTTP/1.1 200 OK\r\n")
    while not exchange.stop.is_set():
        exchange.raw(b"X-Filler: " + b"x" * 1000 + b"\r\n")


def _endless_hints(exchange: Exchange) -> None:
    while not exchange.stop.is_set():
        exchange.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 100)


def _endless_body(exchange: Exchange) -> None:
    exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    while not exchange.stop.is_set():
        exchange.raw(b"x" * 100_000)


def _bomb(exchange: Exchange) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = packer.compress(b"<html>") + packer.compress(b"\0" * 30_000_000) + packer.flush()
    exchange.answer(200, {**MARKUP, "Content-Encoding": "gzip"}, body)


BROKEN: list[tuple[str, Play, Outcome]] = [
    ("http 0.9", _raw(b"<html>hello</html>"), Outcome.UNAVAILABLE),
    ("no answer at all", _raw(b""), Outcome.UNAVAILABLE),
    ("never answers", lambda exchange: exchange.drip(b"H" * 50, 1.0), Outcome.TOO_SLOW),
    (
        "slow headers",
        lambda exchange: exchange.drip(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 99, 0.1),
        Outcome.TOO_SLOW,
    ),
    ("endless headers", _endless_headers, Outcome.TOO_LARGE),
    ("endless hints", _endless_hints, Outcome.TOO_LARGE),
    ("endless body", _endless_body, Outcome.TOO_LARGE),
    ("header with NUL", _raw(b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n<html>"), Outcome.UNAVAILABLE),
    ("declares too much", answering(200, {**MARKUP, "Content-Length": "999999999"}), Outcome.TOO_LARGE),
    ("declares nonsense", answering(200, {**MARKUP, "Content-Length": "many"}), Outcome.UNAVAILABLE),
    ("ends early", answering(200, {**MARKUP, "Content-Length": "500"}, HTML), Outcome.TRUNCATED),
    (
        "bad chunks",
        answering(200, {**MARKUP, "Content-Length": "", "Transfer-Encoding": "chunked"}, b"zz\r\n"),
        Outcome.TRUNCATED,
    ),
    ("gzip bomb", _bomb, Outcome.TOO_LARGE),
    ("gzip without its end", _coded("gzip", PACKED[:-6]), Outcome.TRUNCATED),
    ("gzip with a wrong sum", _coded("gzip", PACKED[:-8] + b"\0" * 8), Outcome.TRUNCATED),
    ("gzip with broken data", _coded("gzip", PACKED[:10] + b"\x07" * 40), Outcome.BAD_ENCODING),
    ("brotli", _coded("br", HTML), Outcome.BAD_ENCODING),
    ("three layers", _coded("gzip, gzip, gzip", PACKED), Outcome.BAD_ENCODING),
    ("empty", answering(200, MARKUP, b""), Outcome.EMPTY),
    ("blank", answering(200, MARKUP, b" \n\t"), Outcome.EMPTY),
    ("NULs", answering(200, MARKUP, b"\0" * 400), Outcome.EMPTY),
    ("PDF as HTML", answering(200, MARKUP, b"%PDF-1.7 ..."), Outcome.NOT_HTML),
    ("PNG as HTML", answering(200, MARKUP, b"\x89PNG\r\n\x1a\n" + b"\0" * 50), Outcome.NOT_HTML),
    ("MP4 as HTML", answering(200, MARKUP, b"\0\0\0\x20ftypisom"), Outcome.NOT_HTML),
    ("ZIP as HTML", answering(200, MARKUP, b"PK\x03\x04"), Outcome.NOT_HTML),
    ("JSON as HTML", answering(200, MARKUP, b'{"a": "<b>"}'), Outcome.NOT_HTML),
    ("feed as HTML", answering(200, MARKUP, b'<?xml version="1.0"?><rss><channel/></rss>'), Outcome.NOT_HTML),
    ("plain text", answering(200, {"Content-Type": "text/plain"}, b"Words."), Outcome.NOT_HTML),
    ("redirect without target", answering(302), Outcome.UNAVAILABLE),
    ("challenge", answering(200, {**MARKUP, "Cf-Mitigated": "challenge"}, HTML), Outcome.BLOCKED),
]


@pytest.mark.parametrize(("play", "outcome"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_broken_answer_has_its_outcome(
    server: HostileServer, make_fetcher: Callable[..., Fetcher], play: Play, outcome: Outcome
) -> None:
    fetched = make_fetcher(repeats=0).fetch(server.on("/a", play), source=None)
    assert fetched.outcome == outcome, fetched.detail
    assert fetched.elapsed < 3
    assert fetched.detail


GOOD: list[tuple[str, Play]] = [
    ("gzip", _coded("gzip", PACKED)),
    ("gzip in members", _coded("gzip", gzip.compress(HTML[:30]) + gzip.compress(HTML[30:]) + b"\0\0")),
    ("gzip twice", _coded("gzip, gzip", gzip.compress(PACKED))),
    ("gzip unsaid", answering(200, MARKUP, PACKED)),
    ("gzip said of plain", _coded("gzip", HTML)),
    ("deflate", _coded("deflate", zlib.compress(HTML))),
    ("bare deflate", _coded("deflate", zlib.compress(HTML)[2:-4])),
    ("identity", _coded("identity", HTML)),
    ("octet-stream", answering(200, {"Content-Type": "application/octet-stream"}, HTML)),
    ("text/plain", answering(200, {"Content-Type": "text/plain"}, HTML)),
    ("no type", answering(200, {}, HTML)),
    ("no length", answering(200, {**MARKUP, "Content-Length": ""}, HTML)),
    ("early hints", _raw(b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + HTML)),
]


@pytest.mark.parametrize("play", [case[1] for case in GOOD], ids=[case[0] for case in GOOD])
def test_odd_but_whole_answer_is_taken(server: HostileServer, fetcher: Fetcher, play: Play) -> None:
    fetched = fetcher.fetch(server.on("/a", play), source=None)
    assert (fetched.outcome, fetched.body) == (Outcome.FETCHED, HTML), fetched.detail


def test_slow_body_ends_with_the_deadline(
    server: HostileServer, make_fetcher: Callable[..., Fetcher]
) -> None:
    def drip(exchange: Exchange) -> None:
        exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        exchange.drip(b"<p>" * 100, 0.1)

    fetched = make_fetcher(repeats=0).fetch(server.on("/a", drip), source=None)
    assert fetched.outcome is Outcome.TOO_SLOW
    assert fetched.elapsed < 2


def test_transient_failure_is_repeated_with_growing_waits(
    server: HostileServer, fetcher: Fetcher, waits: list[float]
) -> None:
    url = server.on("/a", in_turn(answering(500), answering(502), page()))
    assert fetcher.fetch(url, source=None).outcome is Outcome.FETCHED
    assert server.paths().count("/a") == 3
    backoffs = [wait for wait in waits if wait > 0.001]
    assert len(backoffs) <= 2
    assert all(wait <= 2 for wait in backoffs)


@pytest.mark.parametrize("status", [403, 404, 410, 451])
def test_final_answer_is_never_repeated(server: HostileServer, fetcher: Fetcher, status: int) -> None:
    fetcher.fetch(server.on("/a", answering(status)), source=None)
    assert server.paths().count("/a") == 1


def test_short_retry_after_is_waited_for_by_the_whole_host(
    server: HostileServer, fetcher: Fetcher, waits: list[float]
) -> None:
    url = server.on("/a", in_turn(answering(429, {"Retry-After": "3"}), page()))
    assert fetcher.fetch(url, source=None).outcome is Outcome.FETCHED
    assert max(waits) == pytest.approx(3, abs=0.2)


@pytest.mark.parametrize("status", [429, 503])
def test_long_retry_after_frees_the_worker(
    server: HostileServer, fetcher: Fetcher, waits: list[float], status: int
) -> None:
    url = server.on("/a", answering(status, {"Retry-After": "7200"}))
    fetched = fetcher.fetch(url, source=None)
    assert fetched.outcome is (Outcome.RATE_LIMITED if status == 429 else Outcome.UNAVAILABLE)
    assert fetched.retry_at is not None
    assert fetched.retry_at - datetime.now(UTC) == pytest.approx(timedelta(hours=2), abs=timedelta(seconds=9))
    assert fetched.is_transient
    assert server.paths().count("/a") == 1
    again = fetcher.fetch(server.on("/b", page()), source=None)
    assert again.outcome is Outcome.RATE_LIMITED
    assert "/b" not in server.paths()
    assert sum(waits) < 1


def test_retry_after_as_a_date_counts(server: HostileServer, fetcher: Fetcher) -> None:
    at = datetime.now(UTC) + timedelta(hours=3)
    url = server.on("/a", answering(429, {"Retry-After": format_datetime(at, usegmt=True)}))
    retry_at = fetcher.fetch(url, source=None).retry_at
    assert retry_at is not None
    assert abs(retry_at - at) < timedelta(seconds=9)


def test_failing_host_is_left_alone_and_others_are_not(
    server: HostileServer, make_fetcher: Callable[..., Fetcher]
) -> None:
    fetcher = make_fetcher(repeats=0, breaker_failures=2)
    for path in ("/a", "/b"):
        fetcher.fetch(server.on(path, answering(500)), source=None)
    fetched = fetcher.fetch(server.on("/c", page()), source=None)
    assert (fetched.outcome, fetched.retry_at is not None) == (Outcome.UNAVAILABLE, True)
    assert "/c" not in server.paths()
    assert fetcher.fetch(server.on("/c", page(), "other.example"), source=None).outcome is Outcome.FETCHED


def test_conditional_request_brings_not_modified(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.on("/a", answering(304, {"ETag": 'W/"x"'}))
    validators = Validators('W/"x"', "Sat, 01 Nov 2025 10:00:00 GMT")
    fetched = fetcher.fetch(url, source=None, validators=validators)
    assert (fetched.outcome, fetched.body) == (Outcome.NOT_MODIFIED, None)
    sent = server.requests[-1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == (validators.etag, validators.last_modified)


def test_unasked_304_is_asked_once_more(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.on("/a", in_turn(answering(304), page()))
    assert fetcher.fetch(url, source=None).outcome is Outcome.FETCHED
    url = server.on("/b", answering(304))
    assert fetcher.fetch(url, source=None).outcome is Outcome.UNAVAILABLE
    assert server.paths().count("/b") == 2


def test_validator_with_line_break_is_not_sent(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.on("/a", page())
    fetcher.fetch(url, source=None, validators=Validators('"x"\r\nX-Injected: 1'))
    assert "if-none-match" not in server.requests[-1].headers


def _to(target: str, status: int = 301) -> Play:
    return answering(status, {"Location": target})


def test_legal_chain_is_followed_and_kept(server: HostileServer, fetcher: Fetcher, source: Source) -> None:
    server.on("/1", _to("http://www.site.example/2"))
    server.on("/2", _to("/3", 302), "www.site.example")
    server.on("/3", _to("//site.example/4", 307), "www.site.example")
    server.on("/4", _to("5", 308))
    server.on("/5", page())
    fetched = fetcher.fetch("http://site.example/1", source=source)
    assert fetched.outcome is Outcome.FETCHED
    assert fetched.final_url == "http://site.example/5"
    assert len(fetched.chain) == 5


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("/a", Outcome.REDIRECT_LOOP),
        ("http://127.0.0.1/", Outcome.OFFSITE_REDIRECT),
        ("http://other.example/x", Outcome.OFFSITE_REDIRECT),
        ("file:///etc/passwd", Outcome.REFUSED_URL),
        ("gopher://site.example/", Outcome.REFUSED_URL),
        ("javascript:alert(1)", Outcome.REFUSED_URL),
        ("data:text/html,x", Outcome.REFUSED_URL),
        ("http://user@site.example/", Outcome.REFUSED_URL),
        ("http://site.example:22/", Outcome.REFUSED_ADDRESS),
        ("/", Outcome.SOFT_404),
    ],
)
def test_redirect_has_its_outcome(
    server: HostileServer, fetcher: Fetcher, source: Source, target: str, outcome: Outcome
) -> None:
    server.on("/", page())
    fetched = fetcher.fetch(server.on("/a", _to(target)), source=source)
    assert (fetched.outcome, fetched.body) == (outcome, None), fetched.detail
    assert server.paths().count("/a") == 1


def test_long_chain_ends_after_five_redirects(server: HostileServer, fetcher: Fetcher) -> None:
    for number in range(9):
        server.on(f"/{number}", _to(f"/{number + 1}"))
    assert fetcher.fetch("http://site.example/0", source=None).outcome is Outcome.REDIRECT_LOOP
    assert len([path for path in server.paths() if path != "/robots.txt"]) == 6


def test_redirect_to_a_host_of_the_source_is_followed(
    server: HostileServer, fetcher: Fetcher, make_source: Callable[..., Source]
) -> None:
    url = server.on("/a", _to(server.on("/b", page(), "partner.example")))
    source = make_source(hosts=["partner.example"])
    assert fetcher.fetch(url, source=source).outcome is Outcome.FETCHED


def test_redirect_inward_is_refused_after_resolution(
    server: HostileServer, make_fetcher: Callable[..., Fetcher], make_source: Callable[..., Source]
) -> None:
    source = make_source(hosts=["inner.example"])
    fetcher = make_fetcher(resolve=lambda *_: ["93.184.215.14", "169.254.169.254"])
    fetched = fetcher.fetch(server.on("/a", _to("http://inner.example/latest/meta-data")), source=source)
    assert fetched.outcome is Outcome.REFUSED_ADDRESS
    assert "169.254.169.254" in fetched.detail


def test_name_is_resolved_once_for_a_connection(make_fetcher: Callable[..., Fetcher]) -> None:
    asked: list[str] = []

    def rebind(host: str, port: int, timeout: float) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) > 1 else ["192.0.2.1"]

    fetched = make_fetcher(resolve=rebind, repeats=0).fetch("http://rebind.example.com/", source=None)
    assert fetched.outcome is Outcome.REFUSED_ADDRESS
    assert asked == ["rebind.example.com"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://93.184.215.14:22/",
    ],
)
def test_inner_address_is_refused_before_any_byte(
    server: HostileServer, make_fetcher: Callable[..., Fetcher], url: str
) -> None:
    assert make_fetcher(contact="").fetch(url, source=None).outcome is Outcome.REFUSED_ADDRESS
    assert server.requests == []


def test_meta_refresh_is_followed_once(server: HostileServer, fetcher: Fetcher) -> None:
    refresh = '<html><head><meta http-equiv="refresh" content="0; url=/{}"></head><body>Wait.</body></html>'
    url = server.on("/a", page(refresh.format("b")))
    server.on("/b", page())
    assert fetcher.fetch(url, source=None).final_url == "http://site.example/b"
    server.on("/b", page(refresh.format("c")))
    server.on("/c", page())
    assert fetcher.fetch(url, source=None).final_url == "http://site.example/b"


def test_meta_refresh_inward_is_refused(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.on("/a", page("<meta http-equiv=refresh content=\"0;url='http://127.0.0.1/'\"><p>x"))
    assert fetcher.fetch(url, source=None).outcome is Outcome.OFFSITE_REDIRECT


ROBOTS: list[tuple[str, Play, Outcome]] = [
    ("none", answering(404), Outcome.FETCHED),
    ("forbidden", answering(403), Outcome.FETCHED),
    ("unauthorised", answering(401), Outcome.FETCHED),
    ("broken server", answering(503), Outcome.BLOCKED_BY_ROBOTS),
    ("too many", answering(429), Outcome.BLOCKED_BY_ROBOTS),
    ("allows", page("User-agent: *\nDisallow: /private"), Outcome.FETCHED),
    ("forbids", page("User-agent: *\nDisallow: /"), Outcome.BLOCKED_BY_ROBOTS),
    (
        "forbids us",
        page("User-agent: newsreel\nDisallow: /a\n\nUser-agent: *\nAllow: /"),
        Outcome.BLOCKED_BY_ROBOTS,
    ),
    ("allows us", page("User-agent: *\nDisallow: /\n\nUser-agent: Newsreel\nAllow: /"), Outcome.FETCHED),
    ("longest match", page("User-agent: *\nDisallow: /\nAllow: /a"), Outcome.FETCHED),
    ("with BOM", page("\ufeffUser-agent: *\nDisallow: /"), Outcome.BLOCKED_BY_ROBOTS),
    ("CR line ends", page("User-agent: *\rDisallow: /"), Outcome.BLOCKED_BY_ROBOTS),
    ("typo", page("User-agent: *\nDissallow: /"), Outcome.BLOCKED_BY_ROBOTS),
    ("page of HTML", page("<html>User-agent: *\nDisallow: /</html>"), Outcome.FETCHED),
    ("over 500 KiB", page("User-agent: *\nDisallow: /a\n" + "#" * 600_000), Outcome.BLOCKED_BY_ROBOTS),
    ("rule behind 500 KiB", page("User-agent: *\n" + "#" * 600_000 + "\nDisallow: /a"), Outcome.FETCHED),
    ("redirected", _to("http://other.example/rules"), Outcome.BLOCKED_BY_ROBOTS),
    ("in a loop", _to("/robots.txt"), Outcome.FETCHED),
    ("never answers", lambda exchange: exchange.drip(b"H" * 50, 1.0), Outcome.TOO_SLOW),
]


@pytest.mark.parametrize(("play", "outcome"), [case[1:] for case in ROBOTS], ids=[case[0] for case in ROBOTS])
def test_robots_decide(
    server: HostileServer, make_fetcher: Callable[..., Fetcher], play: Play, outcome: Outcome
) -> None:
    server.on("/robots.txt", play)
    server.on("/rules", page("User-agent: *\nDisallow: /a"), "other.example")
    fetched = make_fetcher(repeats=0).fetch(server.on("/a", page()), source=None)
    assert fetched.outcome is outcome, fetched.detail
    assert ("/a" in server.paths()) == (outcome is Outcome.FETCHED)


def test_robots_hold_for_redirect_targets(server: HostileServer, fetcher: Fetcher) -> None:
    server.on("/robots.txt", page("User-agent: *\nDisallow: /private"))
    server.on("/private", page())
    url = server.on("/a", _to("/private"))
    assert fetcher.fetch(url, source=None).outcome is Outcome.BLOCKED_BY_ROBOTS
    assert "/private" not in server.paths()


def test_robots_are_asked_once(server: HostileServer, fetcher: Fetcher) -> None:
    for path in ("/a", "/b", "/c"):
        fetcher.fetch(server.on(path, page()), source=None)
    assert server.paths().count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("Crawl-delay: 2.5", 2.5),
        ("Request-rate: 1/10", 10.0),
        ("Crawl-delay: -4", 0.5),
        ("Crawl-delay: nan", 0.5),
    ],
)
def test_longer_of_own_and_asked_delay_is_kept(
    server: HostileServer,
    make_fetcher: Callable[..., Fetcher],
    waits: list[float],
    rules: str,
    expected: float,
) -> None:
    server.on("/robots.txt", page(f"User-agent: *\n{rules}"))
    fetcher = make_fetcher(interval=0.5)
    for path in ("/a", "/b"):
        assert fetcher.fetch(server.on(path, page()), source=None).outcome is Outcome.FETCHED
    assert waits[-1] == pytest.approx(expected, abs=0.6 if expected > 1 else 1.0)
    assert waits[-1] > expected - 0.2


def test_absurd_crawl_delay_defers_instead_of_waiting(
    server: HostileServer, fetcher: Fetcher, waits: list[float]
) -> None:
    server.on("/robots.txt", page("User-agent: *\nCrawl-delay: 1000000000000"))
    assert fetcher.fetch(server.on("/a", page()), source=None).outcome is Outcome.FETCHED
    assert fetcher.fetch(server.on("/b", page()), source=None).outcome is Outcome.RATE_LIMITED
    assert sum(waits) < 1


def test_one_process_never_asks_a_host_twice_at_once(
    server: HostileServer, make_fetcher: Callable[..., Fetcher]
) -> None:
    fetcher = make_fetcher(gate=MemoryGate())

    def slow(exchange: Exchange) -> None:
        exchange.stop.wait(0.05)
        exchange.answer(200, MARKUP, HTML)

    urls = [server.on(f"/{number}", slow) for number in range(6)]
    threads = [threading.Thread(target=fetcher.fetch, args=(url,), kwargs={"source": None}) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([path for path in server.paths() if path != "/robots.txt"]) == 6
    assert server.most_at_once["site.example"] == 1


def test_listing_may_be_large_and_packed(server: HostileServer, fetcher: Fetcher) -> None:
    body = b"<urlset>" + b"<url><loc>http://site.example/a</loc></url>" * 10_000 + b"</urlset>"
    url = server.on(
        "/sitemap.xml.gz", answering(200, {"Content-Type": "application/gzip"}, gzip.compress(body))
    )
    assert fetcher.fetch(url, source=None, kind=Kind.SITEMAP).body is not None


def test_own_deadline_is_for_all_of_a_request() -> None:
    assert Timeouts().total <= 30
