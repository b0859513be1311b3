"""What is fuzzed: one function for each reader of strangers' bytes, with what must hold for any input.

Rule: a target ends quietly for every input. What it lets through are the errors that its reader names; a
crash, a hang or a broken promise is a finding, and the input becomes a seed.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from extractors.answers import LIMITS, MAX_WAIT, Kind, judge, retry_after
from extractors.characters import clean_text
from extractors.clean import clean
from extractors.inflate import Body, BodyError, BodyLimits
from extractors.jsonld import MAX_NODES, first, read_json_ld, strings, types
from extractors.listings import Context, Listing, parse_listing
from extractors.markup import PageError, read_page
from extractors.metadata import Circumstances, read_metadata
from extractors.moments import parse_moment
from extractors.pages import find_next_page
from extractors.robots import MAX_DELAY, parse_robots
from extractors.transport import Reply
from extractors.urls import BadUrl, Url, parse_url, resolve_link, site_of, tidy
from schemas.vocabulary import FetchOutcome

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
TOMORROW = date(2026, 1, 16)
EARLIEST = date(1990, 1, 1)
BASE = parse_url("http://site.example/2026/01/a-story")
CONTEXT = Context("http://site.example/feeds/main", ZoneInfo("America/New_York"), NOW)
WITH_ARTICLE = {FetchOutcome.FETCHED, FetchOutcome.PAYWALLED}


def feed(data: bytes) -> None:
    """Read a feed."""
    _check_listing(parse_listing(data, CONTEXT))


def sitemap(data: bytes) -> None:
    """Read a sitemap or an index, inside its root."""
    for root in (b"urlset", b"sitemapindex"):
        _check_listing(parse_listing(b"<%b>%b</%b>" % (root, data, root), CONTEXT))


def _check_listing(listing: Listing) -> None:
    assert (listing.outcome is FetchOutcome.FETCHED) == bool(listing.entries or listing.children)
    for entry in (*listing.entries, *listing.children):
        assert parse_url(str(entry.url)) == entry.url
        for moment in (entry.published, entry.modified):
            assert moment is None or EARLIEST <= moment.day <= TOMORROW


def robots(data: bytes) -> None:
    """Read a robots.txt and ask it for two paths."""
    rules = parse_robots(data, 0.0)
    rules.allows(BASE)
    rules.allows(parse_url("http://site.example/search?q=a&b=%zz"))
    assert 0 <= rules.delay <= MAX_DELAY
    assert 0 <= rules.opens_in(NOW) <= timedelta(days=1).total_seconds()
    assert all(isinstance(each, str) for each in rules.sitemaps)


def address(data: bytes) -> None:
    """Read an address, and a link against it."""
    text = data.decode("utf-8", "surrogateescape")
    one, _, other = text.partition("\n")
    _check_url(resolve_link(str(BASE), one))
    _check_url(resolve_link(one, other))
    try:
        url = parse_url(one)
    except BadUrl:
        return
    _check_url(url)
    assert tidy(tidy(url)) == tidy(url)
    site_of(url.host)


def _check_url(url: Url | None) -> None:
    if url is not None:
        assert parse_url(str(url)) == url
        assert str(url).isascii()
        assert "@" not in url.authority
        assert not any(char.isspace() for char in str(url))


def metadata(data: bytes) -> None:
    """Read a page's metadata."""
    try:
        page = read_page(data, {})
    except PageError:
        return
    found = read_metadata(page, Circumstances(BASE, None, ZoneInfo("Europe/London"), NOW))
    assert found.published is None or EARLIEST <= found.published.day <= TOMORROW
    assert found.canonical is not None
    assert found.canonical.host.endswith("site.example")
    for line in (found.title, found.section, *found.authors):
        assert line is None or (line == line.strip() and "\n" not in line)


def json_ld(data: bytes) -> None:
    """Read JSON-LD."""
    found = read_json_ld((data.decode("utf-8", "replace"),))
    assert len(found.nodes) <= MAX_NODES
    for node in found.nodes[:50]:
        list(types(node))
        for value in list(node.values())[:50]:
            strings(found.resolve(value), "name", "@value")
            first(value)


def page(data: bytes) -> None:
    """Clean a page."""
    result = clean(data, url=str(BASE), headers={"date": "Thu, 15 Jan 2026 12:00:00 GMT"})
    assert (result.article is not None) == (result.outcome in WITH_ARTICLE)
    if result.article is not None:
        text = result.article.text
        assert text == clean_text(text)
        assert text.encode("utf-8")
        assert result.article.published is None or EARLIEST <= result.article.published <= TOMORROW


def answer(data: bytes) -> None:
    """Judge an answer: its status, a header or two and a body."""
    status = 100 + int.from_bytes(data[:2], "big") % 900
    value, _, body = data[2:].partition(b"\n")
    header = value.decode("latin-1")
    headers = {"content-type": header, "retry-after": header, "location": header}
    judged = judge(Reply(status, headers, body if 200 <= status < 300 else None, len(body)), Kind.PAGE)
    assert judged.outcome in FetchOutcome
    wait = retry_after(header, NOW)
    assert wait is None or 0 <= wait <= MAX_WAIT
    moment = parse_moment(header, zone=ZoneInfo("Europe/London"), read_at=NOW)
    assert moment is None or EARLIEST <= moment.day <= TOMORROW
    find_next_page(body, BASE, 2)


def packed(data: bytes) -> None:
    """Unpack a body, in pieces as they may come."""
    limits = BodyLimits(wire=LIMITS[Kind.PAGE].wire, unpacked=2_000_000)
    encoding, step = ("gzip", "deflate", "gzip, gzip", "")[data[0] % 4] if data else "", 1 + len(data) % 97
    try:
        body = Body(limits, encoding)
        for start in range(1, len(data), step):
            body.feed(data[start : start + step])
        whole = body.finish()
    except BodyError:
        return
    assert len(whole) <= limits.unpacked


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (feed, sitemap, robots, address, metadata, json_ld, page, answer, packed)
}
