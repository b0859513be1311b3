"""Fetching against a server that does what servers do."""

import gzip
import threading
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hostile import MARKUP, Exchange, HostileServer, Play, answering, bounded, in_turn, page, played, plays

from extractors.answers import LIMITS, Kind, Validators
from extractors.fetch import Fetcher, FetchSettingsError
from extractors.gate import MemoryGate
from extractors.source import Source
from extractors.transport import HEADER_BYTES, Timeouts
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


@plays("A28", "cookies with every answer", "cookies are neither kept nor sent back")
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
        played("A29", "204 No Content", 204, Outcome.EMPTY),
        played("A29", "205 with a body", 205, Outcome.EMPTY),
        played("A26", "206: a part, unasked", 206, Outcome.TRUNCATED),
        played("A17", "401", 401, Outcome.BLOCKED),
        played("A17", "402 Payment Required", 402, Outcome.BLOCKED),
        played("A17", "403 Forbidden", 403, Outcome.BLOCKED),
        played("A20", "404", 404, Outcome.GONE),
        played("A20", "410 Gone", 410, Outcome.GONE),
        played("A10", "429 that does not say how long", 429, Outcome.RATE_LIMITED),
        played("A17", "451", 451, Outcome.BLOCKED),
        played("A13", "500", 500, Outcome.UNAVAILABLE),
        played("A13", "503", 503, Outcome.UNAVAILABLE),
        played("A29", "a status of 999", 999, Outcome.BLOCKED),
    ],
)
def test_status_has_its_outcome(
    server: HostileServer, fetcher: Fetcher, status: int, outcome: Outcome
) -> None:
    fetched = fetcher.fetch(server.on("/a", answering(status, MARKUP, HTML)), source=None)
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


def _endless_chunks(exchange: Exchange) -> None:
    exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not exchange.stop.is_set():
        exchange.raw(b"10000\r\n" + b"x" * 65_536 + b"\r\n")


def _cookies(exchange: Exchange) -> None:
    lines = b"".join(b"Set-Cookie: id%d=%s\r\n" % (number, b"x" * 40) for number in range(10_000))
    exchange.raw(b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n" + HTML)


def _long_header(exchange: Exchange) -> None:
    exchange.raw(b"HTTP/1.1 200 OK\r\nX-Filler: ")
    for _ in range(120):
        exchange.raw(b"x" * 100_000)
    exchange.raw(b"\r\n\r\n" + HTML)


def _silence(exchange: Exchange) -> None:
    exchange.stop.wait(3)


def _slow_headers(exchange: Exchange) -> None:
    exchange.drip(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 99, 0.1)


def _packed(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = b"\0" * 1_000_000
    pieces = [packer.compress(b"<html>"), *(packer.compress(zeros) for _ in range(megabytes)), packer.flush()]
    return b"".join(pieces)


BOMB = _packed(30)


def _bomb(exchange: Exchange) -> None:
    exchange.answer(200, {**MARKUP, "Content-Encoding": "gzip"}, BOMB)


def _double_bomb(exchange: Exchange) -> None:
    exchange.answer(200, {**MARKUP, "Content-Encoding": "gzip"}, gzip.compress(BOMB))


def _sized(length: str, body: bytes = b"") -> Play:
    return answering(200, {**MARKUP, "Content-Length": length}, body)


def _bad_chunk(exchange: Exchange) -> None:
    exchange.answer(200, {**MARKUP, "Content-Length": "", "Transfer-Encoding": "chunked"}, b"zz\r\n")


def _challenge(exchange: Exchange) -> None:
    exchange.answer(200, {**MARKUP, "Cf-Mitigated": "challenge"}, HTML)


FEED = b'<?xml version="1.0"?><rss><channel/></rss>'


KIB = f"{HEADER_BYTES // 1024} KiB of headers"
ON_WIRE = f"{LIMITS[Kind.PAGE].wire // 1_000_000} MB on the wire"
UNPACKED = f"{LIMITS[Kind.PAGE].unpacked // 1_000_000} MB unpacked, 100 times the wire"
FIRST_BYTE = f"{Timeouts().first_byte:g} s to the first byte"

BROKEN = [
    played("A29", "HTTP/0.9: a body without a status line", _raw(b"<html>hello</html>"), Outcome.UNAVAILABLE),
    played("A22", "connection closed without an answer", _raw(b""), Outcome.UNAVAILABLE),
    played("A22", "no answer, ever", _silence, Outcome.TOO_SLOW, within=FIRST_BYTE),
    played("A21", "headers a byte at a time", _slow_headers, Outcome.TOO_SLOW, within=FIRST_BYTE),
    played("A28", "headers without end", _endless_headers, Outcome.TOO_LARGE, within=KIB),
    played("A28", "10,000 cookies", _cookies, Outcome.TOO_LARGE, within=KIB),
    played("A28", "a header line of 12 MB", _long_header, Outcome.TOO_LARGE, within=KIB),
    played(
        "A28", "a header with NUL", _raw(b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n<html>"), Outcome.UNAVAILABLE
    ),
    played("A29", "103 Early Hints without end", _endless_hints, Outcome.TOO_LARGE, within=KIB),
    played("A23", "a body without end", _endless_body, Outcome.TOO_LARGE, within=ON_WIRE),
    played("A23", "chunks without end", _endless_chunks, Outcome.TOO_LARGE, within=ON_WIRE),
    played(
        "A23 C16", "a declared gigabyte", _sized("999999999"), Outcome.TOO_LARGE, within="nothing is read"
    ),
    played("A29", "a declared length that is no number", _sized("many"), Outcome.UNAVAILABLE),
    played("A26", "a body shorter than declared", _sized("500", HTML), Outcome.TRUNCATED),
    played("A26", "a chunk whose length is no number", _bad_chunk, Outcome.TRUNCATED),
    played("A24", "gzip bomb of 30 MB", _bomb, Outcome.TOO_LARGE, within=UNPACKED),
    played("A24", "gzip bomb inside gzip", _double_bomb, Outcome.TOO_LARGE, within=UNPACKED),
    played("A25", "gzip without its trailer, length right", _coded("gzip", PACKED[:-6]), Outcome.TRUNCATED),
    played("A25", "gzip with a wrong sum", _coded("gzip", PACKED[:-8] + b"\0" * 8), Outcome.TRUNCATED),
    played("A27", "gzip with broken data", _coded("gzip", PACKED[:10] + b"\x07" * 40), Outcome.BAD_ENCODING),
    played("A24 A27", "brotli, which was not asked for", _coded("br", HTML), Outcome.BAD_ENCODING),
    played("A24 A27", "zstd, which was not asked for", _coded("zstd", HTML), Outcome.BAD_ENCODING),
    played(
        "A27",
        "gzip three times",
        _coded("gzip, gzip, gzip", PACKED),
        Outcome.BAD_ENCODING,
        within="two layers",
    ),
    played("C10", "an empty body", answering(200, MARKUP, b""), Outcome.EMPTY),
    played("C10", "a body of blanks", answering(200, MARKUP, b" \n\t"), Outcome.EMPTY),
    played("C10", "a body of NULs", answering(200, MARKUP, b"\0" * 400), Outcome.EMPTY),
    played("C11", "PDF called HTML", answering(200, MARKUP, b"%PDF-1.7 ..."), Outcome.NOT_HTML),
    played(
        "C11", "PNG called HTML", answering(200, MARKUP, b"\x89PNG\r\n\x1a\n" + b"\0" * 50), Outcome.NOT_HTML
    ),
    played("C11", "MP4 called HTML", answering(200, MARKUP, b"\0\0\0\x20ftypisom"), Outcome.NOT_HTML),
    played("C11", "ZIP called HTML", answering(200, MARKUP, b"PK\x03\x04"), Outcome.NOT_HTML),
    played("C11", "JSON called HTML", answering(200, MARKUP, b'{"a": "<b>"}'), Outcome.NOT_HTML),
    played("C11", "a feed called HTML", answering(200, MARKUP, FEED), Outcome.NOT_HTML),
    played("C11", "plain text", answering(200, {"Content-Type": "text/plain"}, b"Words."), Outcome.NOT_HTML),
    played("A29", "a redirect without a target", answering(302), Outcome.UNAVAILABLE),
    played("A17", "a challenge for browsers with status 200", _challenge, Outcome.BLOCKED),
]


@pytest.mark.parametrize(("play", "outcome"), BROKEN)
def test_broken_answer_has_its_outcome(
    server: HostileServer, make_fetcher: Callable[..., Fetcher], play: Play, outcome: Outcome
) -> None:
    url = server.on("/a", play)
    # Ten megabytes unpacked are in hand twice when they are joined; a body without end would be hundreds.
    with bounded(seconds=3, megabytes=40):
        fetched = make_fetcher(repeats=0).fetch(url, source=None)
    assert fetched.outcome == outcome, fetched.detail
    assert fetched.elapsed < 3
    assert fetched.detail


GOOD = [
    played("A24", "gzip", _coded("gzip", PACKED), ends="`fetched`"),
    played(
        "A24",
        "gzip in two members",
        _coded("gzip", gzip.compress(HTML[:30]) + gzip.compress(HTML[30:]) + b"\0\0"),
        ends="`fetched`",
    ),
    played("A24", "gzip inside gzip", _coded("gzip, gzip", gzip.compress(PACKED)), ends="`fetched`"),
    played("A27", "gzip that nobody declared", answering(200, MARKUP, PACKED), ends="`fetched`"),
    played("A27", "plain text declared as gzip", _coded("gzip", HTML), ends="`fetched`"),
    played("A27", "gzip declared as identity", _coded("identity", PACKED), ends="`fetched`"),
    played("A27", "deflate", _coded("deflate", zlib.compress(HTML)), ends="`fetched`"),
    played(
        "A27", "deflate without its wrapper", _coded("deflate", zlib.compress(HTML)[2:-4]), ends="`fetched`"
    ),
    played("A27", "identity", _coded("identity", HTML), ends="`fetched`"),
    played(
        "C12",
        "HTML called octet-stream",
        answering(200, {"Content-Type": "application/octet-stream"}, HTML),
        ends="`fetched`",
    ),
    played(
        "C12",
        "HTML called text/plain",
        answering(200, {"Content-Type": "text/plain"}, HTML),
        ends="`fetched`",
    ),
    played("C12", "HTML without a type", answering(200, {}, HTML), ends="`fetched`"),
    played(
        "A26",
        "a body without a length",
        answering(200, {**MARKUP, "Content-Length": ""}, HTML),
        ends="`fetched`",
    ),
    played(
        "A29",
        "103 before the answer",
        _raw(b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + HTML),
        ends="`fetched`",
    ),
]


@pytest.mark.parametrize("play", GOOD)
def test_odd_but_whole_answer_is_taken(server: HostileServer, fetcher: Fetcher, play: Play) -> None:
    fetched = fetcher.fetch(server.on("/a", play), source=None)
    assert (fetched.outcome, fetched.body) == (Outcome.FETCHED, HTML), fetched.detail


@plays("A21", "one byte now and then, without end", "`too_slow`", "30 s for the request as a whole")
def test_slow_body_ends_with_the_deadline(
    server: HostileServer, make_fetcher: Callable[..., Fetcher]
) -> None:
    def drip(exchange: Exchange) -> None:
        exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        exchange.drip(b"<p>" * 100, 0.1)

    fetched = make_fetcher(repeats=0).fetch(server.on("/a", drip), source=None)
    assert fetched.outcome is Outcome.TOO_SLOW
    assert fetched.elapsed < 2


@plays("A13", "500, then 502, then the page", "`fetched`", "two repeats, waits with jitter")
def test_transient_failure_is_repeated_with_growing_waits(
    server: HostileServer, fetcher: Fetcher, waits: list[float]
) -> None:
    url = server.on("/a", in_turn(answering(500), answering(502), page()))
    assert fetcher.fetch(url, source=None).outcome is Outcome.FETCHED
    assert server.paths().count("/a") == 3
    backoffs = [wait for wait in waits if wait > 0.001]
    assert len(backoffs) <= 2
    assert all(wait <= 2 for wait in backoffs)


@plays("A17 A20", "403, 404, 410, 451", "asked once", "no repeat")
@pytest.mark.parametrize("status", [403, 404, 410, 451])
def test_final_answer_is_never_repeated(server: HostileServer, fetcher: Fetcher, status: int) -> None:
    fetcher.fetch(server.on("/a", answering(status)), source=None)
    assert server.paths().count("/a") == 1


@plays("A10", "429 with Retry-After: 3", "`fetched`, the whole host waits 3 s", "60 s of waiting in a worker")
def test_short_retry_after_is_waited_for_by_the_whole_host(
    server: HostileServer, fetcher: Fetcher, waits: list[float]
) -> None:
    url = server.on("/a", in_turn(answering(429, {"Retry-After": "3"}), page()))
    assert fetcher.fetch(url, source=None).outcome is Outcome.FETCHED
    assert max(waits) == pytest.approx(3, abs=0.2)


@plays(
    "A11",
    "429 or 503 with a Retry-After of hours",
    "`rate_limited` or `unavailable` with a time to come back",
    "the worker waits less than 1 s",
)
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


@plays("A12", "Retry-After as a date", "a time to come back")
def test_retry_after_as_a_date_counts(server: HostileServer, fetcher: Fetcher) -> None:
    at = datetime.now(UTC) + timedelta(hours=3)
    url = server.on("/a", answering(429, {"Retry-After": format_datetime(at, usegmt=True)}))
    retry_at = fetcher.fetch(url, source=None).retry_at
    assert retry_at is not None
    assert abs(retry_at - at) < timedelta(seconds=9)


@plays(
    "A13 A31",
    "a host that fails again and again",
    "`unavailable` without a request; other hosts go on",
    "5 failures in a row, 5 minutes",
)
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


@plays(
    "A13", "a host that failed in another process", "`rate_limited` without a request", "the same 5 minutes"
)
def test_failing_host_is_left_alone_by_other_processes_too(
    server: HostileServer, make_fetcher: Callable[..., Fetcher]
) -> None:
    gate = MemoryGate()
    failing = make_fetcher(repeats=0, breaker_failures=2, gate=gate)
    other = make_fetcher(gate=gate)
    for path in ("/a", "/b"):
        failing.fetch(server.on(path, answering(500)), source=None)
    fetched = other.fetch(server.on("/c", page()), source=None)
    assert (fetched.outcome, fetched.retry_at is not None) == (Outcome.RATE_LIMITED, True)
    assert "/c" not in server.paths()


@plays("A14", "304 to a conditional request", "`not_modified`, no body")
def test_conditional_request_brings_not_modified(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.on("/a", answering(304, {"ETag": 'W/"x"'}))
    validators = Validators('W/"x"', "Sat, 01 Nov 2025 10:00:00 GMT")
    fetched = fetcher.fetch(url, source=None, validators=validators)
    assert (fetched.outcome, fetched.body) == (Outcome.NOT_MODIFIED, None)
    sent = server.requests[-1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == (validators.etag, validators.last_modified)


@plays(
    "A15",
    "304 though nothing was named to compare with",
    "asked once more without conditions, then `unavailable`",
    "one more request",
)
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


@plays(
    "A7",
    "four redirects within the site: to www, relative, without a scheme",
    "`fetched`, the whole chain kept",
    "5 redirects",
)
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
        played("A6", "a redirect to itself", "/a", Outcome.REDIRECT_LOOP),
        played("A2", "redirect to loopback", "http://127.0.0.1/", Outcome.OFFSITE_REDIRECT),
        played("A8", "redirect to another site", "http://other.example/x", Outcome.OFFSITE_REDIRECT),
        played("A4", "redirect to file:", "file:///etc/passwd", Outcome.REFUSED_URL),
        played("A4", "redirect to gopher:", "gopher://site.example/", Outcome.REFUSED_URL),
        played("A4", "redirect to javascript:", "javascript:alert(1)", Outcome.REFUSED_URL),
        played("A4", "redirect to data:", "data:text/html,x", Outcome.REFUSED_URL),
        played("A5", "redirect with a user name", "http://user@site.example/", Outcome.REFUSED_URL),
        played("A5", "redirect to port 22", "http://site.example:22/", Outcome.REFUSED_ADDRESS),
        played("A19", "redirect of an article to the front page", "/", Outcome.SOFT_404),
    ],
)
def test_redirect_has_its_outcome(
    server: HostileServer, fetcher: Fetcher, source: Source, target: str, outcome: Outcome
) -> None:
    server.on("/", page())
    fetched = fetcher.fetch(server.on("/a", _to(target)), source=source)
    assert (fetched.outcome, fetched.body) == (outcome, None), fetched.detail
    assert server.paths().count("/a") == 1


@plays("A6", "redirects without end", "`redirect_loop`", "6 requests")
def test_long_chain_ends_after_five_redirects(server: HostileServer, fetcher: Fetcher) -> None:
    for number in range(9):
        server.on(f"/{number}", _to(f"/{number + 1}"))
    assert fetcher.fetch("http://site.example/0", source=None).outcome is Outcome.REDIRECT_LOOP
    assert len([path for path in server.paths() if path != "/robots.txt"]) == 6


@plays("A8", "redirect to another host that the source names as its own", "`fetched`")
def test_redirect_to_a_host_of_the_source_is_followed(
    server: HostileServer, fetcher: Fetcher, make_source: Callable[..., Source]
) -> None:
    url = server.on("/a", _to(server.on("/b", page(), "partner.example")))
    source = make_source(hosts=["partner.example"])
    assert fetcher.fetch(url, source=source).outcome is Outcome.FETCHED


@plays(
    "A2",
    "redirect to a name with one public and one link-local address",
    "`refused_address`",
    "every hop, every address",
)
def test_redirect_inward_is_refused_after_resolution(
    server: HostileServer, make_fetcher: Callable[..., Fetcher], make_source: Callable[..., Source]
) -> None:
    source = make_source(hosts=["inner.example"])
    fetcher = make_fetcher(resolve=lambda *_: ["93.184.215.14", "169.254.169.254"])
    fetched = fetcher.fetch(server.on("/a", _to("http://inner.example/latest/meta-data")), source=source)
    assert fetched.outcome is Outcome.REFUSED_ADDRESS
    assert "169.254.169.254" in fetched.detail


@plays(
    "A3",
    "a name that is public at the first look-up and loopback at the second",
    "`refused_address`, one look-up",
    "the checked address is the one connected to",
)
def test_name_is_resolved_once_for_a_connection(make_fetcher: Callable[..., Fetcher]) -> None:
    asked: list[str] = []

    def rebind(host: str, port: int, timeout: float) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) > 1 else ["192.0.2.1"]

    fetched = make_fetcher(resolve=rebind, repeats=0).fetch("http://rebind.example.com/", source=None)
    assert fetched.outcome is Outcome.REFUSED_ADDRESS
    assert asked == ["rebind.example.com"]


@plays(
    "A1",
    "loopback, private, link-local and mapped addresses in ten spellings; port 22",
    "`refused_address`",
    "before any byte is sent",
)
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


@plays(
    "D1", "a signpost page with a meta refresh, leading to another", "`fetched`, followed once", "one refresh"
)
def test_meta_refresh_is_followed_once(server: HostileServer, fetcher: Fetcher) -> None:
    refresh = '<html><head><meta http-equiv="refresh" content="0; url=/{}"></head><body>Wait.</body></html>'
    url = server.on("/a", page(refresh.format("b")))
    server.on("/b", page())
    assert fetcher.fetch(url, source=None).final_url == "http://site.example/b"
    server.on("/b", page(refresh.format("c")))
    server.on("/c", page())
    assert fetcher.fetch(url, source=None).final_url == "http://site.example/b"


@plays("A2 D1", "meta refresh to loopback", "`offsite_redirect`", "checks of a redirect")
def test_meta_refresh_inward_is_refused(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.on("/a", page("<meta http-equiv=refresh content=\"0;url='http://127.0.0.1/'\"><p>x"))
    assert fetcher.fetch(url, source=None).outcome is Outcome.OFFSITE_REDIRECT


FOREVER = "asked again after 10 minutes; stricter than the standard, which lets us in after 30 days"
ROBOTS = [
    played("B1", "robots.txt: 404", answering(404), Outcome.FETCHED),
    played("B1", "robots.txt: 403", answering(403), Outcome.FETCHED),
    played("B1", "robots.txt: 401", answering(401), Outcome.FETCHED),
    played("B2", "robots.txt: 503", answering(503), Outcome.BLOCKED_BY_ROBOTS, within=FOREVER),
    played("B2", "robots.txt: 429", answering(429), Outcome.BLOCKED_BY_ROBOTS),
    played("B3", "a rule for another path", page("User-agent: *\nDisallow: /private"), Outcome.FETCHED),
    played("B3", "everything is forbidden", page("User-agent: *\nDisallow: /"), Outcome.BLOCKED_BY_ROBOTS),
    played(
        "B3",
        "a group for us, and one for all that allows",
        page("User-agent: newsreel\nDisallow: /a\n\nUser-agent: *\nAllow: /"),
        Outcome.BLOCKED_BY_ROBOTS,
    ),
    played(
        "B3",
        "a group for us that allows, and one for all that forbids",
        page("User-agent: *\nDisallow: /\n\nUser-agent: Newsreel\nAllow: /"),
        Outcome.FETCHED,
    ),
    played(
        "B3",
        "Disallow: / and the longer Allow",
        page("User-agent: *\nDisallow: /\nAllow: /a"),
        Outcome.FETCHED,
    ),
    played(
        "B4",
        "a BOM before the first line",
        page("\ufeffUser-agent: *\nDisallow: /"),
        Outcome.BLOCKED_BY_ROBOTS,
    ),
    played("B4", "CR as line ends", page("User-agent: *\rDisallow: /"), Outcome.BLOCKED_BY_ROBOTS),
    played("B4", "Dissallow", page("User-agent: *\nDissallow: /"), Outcome.BLOCKED_BY_ROBOTS),
    played(
        "B4", "an HTML page as robots.txt", page("<html>User-agent: *\nDisallow: /</html>"), Outcome.FETCHED
    ),
    played(
        "B6",
        "a rule, then 600 kB",
        page("User-agent: *\nDisallow: /a\n" + "#" * 600_000),
        Outcome.BLOCKED_BY_ROBOTS,
    ),
    played(
        "B6",
        "600 kB, then a rule",
        page("User-agent: *\n" + "#" * 600_000 + "\nDisallow: /a"),
        Outcome.FETCHED,
    ),
    played(
        "B7",
        "robots.txt redirected to another host",
        _to("http://other.example/rules"),
        Outcome.BLOCKED_BY_ROBOTS,
    ),
    played("B7", "robots.txt redirected without end", _to("/robots.txt"), Outcome.FETCHED),
    played(
        "B2", "robots.txt never answers", lambda exchange: exchange.drip(b"H" * 50, 1.0), Outcome.TOO_SLOW
    ),
]


@pytest.mark.parametrize(("play", "outcome"), ROBOTS)
def test_robots_decide(
    server: HostileServer, make_fetcher: Callable[..., Fetcher], play: Play, outcome: Outcome
) -> None:
    server.on("/robots.txt", play)
    server.on("/rules", page("User-agent: *\nDisallow: /a"), "other.example")
    fetched = make_fetcher(repeats=0).fetch(server.on("/a", page()), source=None)
    assert fetched.outcome is outcome, fetched.detail
    assert ("/a" in server.paths()) == (outcome is Outcome.FETCHED)


@plays(
    "B1",
    "redirect to a path that robots.txt forbids",
    "`blocked_by_robots`",
    "the forbidden path is never asked for",
)
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


@plays(
    "B5",
    "Crawl-delay: 2.5, Request-rate: 1/10, nonsense",
    "`fetched`, the longest delay kept",
    "the longest of three",
)
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


@plays("B5", "Crawl-delay of 30,000 years", "`rate_limited`", "24 h, and no waiting in the worker")
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


@plays("B20", "sitemap of 10,000 addresses, packed", "`fetched`", "50 MiB unpacked")
def test_listing_may_be_large_and_packed(server: HostileServer, fetcher: Fetcher) -> None:
    body = b"<urlset>" + b"<url><loc>http://site.example/a</loc></url>" * 10_000 + b"</urlset>"
    url = server.on(
        "/sitemap.xml.gz", answering(200, {"Content-Type": "application/gzip"}, gzip.compress(body))
    )
    assert fetcher.fetch(url, source=None, kind=Kind.SITEMAP).body is not None


def test_own_deadline_is_for_all_of_a_request() -> None:
    assert Timeouts().total <= 30
