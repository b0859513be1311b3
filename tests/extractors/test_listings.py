"""Feeds and sitemaps, good, broken and hostile."""

import gzip
import json
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hostile import plays
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.listings import Context, Listing, parse_listing
from extractors.moments import parse_moment
from schemas.vocabulary import FetchOutcome as Outcome

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
CONTEXT = Context("http://site.example/feeds/main", ZoneInfo("America/New_York"), NOW)


def read(text: str | bytes) -> Listing:
    return parse_listing(text.encode() if isinstance(text, str) else text, CONTEXT)


def urls(text: str | bytes) -> list[str]:
    return [str(entry.url) for entry in read(text).entries]


def rss(items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


def test_rss_item_is_read() -> None:
    [entry] = read(
        rss(
            "<item><title><![CDATA[A &amp; B <i>again</i>]]></title><link>http://site.example/a?utm_source=rss</link>"
            "<guid isPermaLink='false'>77</guid><pubDate>Thu, 13 Nov 2025 10:00:00 EST</pubDate></item>"
        )
    ).entries
    assert (str(entry.url), entry.title) == ("http://site.example/a", "A & B again")
    assert entry.published is not None
    assert entry.published.at == datetime(2025, 11, 13, 15, tzinfo=UTC)


def test_rss_1_and_dublin_core_are_read() -> None:
    [entry] = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item rdf:about="x"><title>R</title>'
        "<link>http://site.example/r</link><dc:date>2025-01-02T03:04:05Z</dc:date></item></rdf:RDF>"
    ).entries
    assert entry.published is not None
    assert entry.published.day == date(2025, 1, 2)


def test_atom_links_and_dates_are_told_apart() -> None:
    [entry] = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://site.example/x/"><entry>'
        '<title type="html">T &lt;i&gt;i&lt;/i&gt;</title><link rel="self" href="s"/>'
        '<link rel="enclosure" href="e.mp3"/><link rel="alternate" type="text/html" href="a"/>'
        "<updated>2025-08-14T10:00:00Z</updated></entry></feed>"
    ).entries
    assert (str(entry.url), entry.title, entry.published) == ("http://site.example/x/a", "T i", None)
    assert entry.modified is not None


def test_json_feed_is_read() -> None:
    items = [{"url": "/x", "title": "T", "date_published": "2025-01-01T00:00:00Z"}, 3, {"title": "no link"}]
    assert urls(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})) == [
        "http://site.example/x"
    ]


def test_news_sitemap_is_read() -> None:
    [entry] = read(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/'
        'sitemap-news/0.9"><url><loc> http://site.example/a </loc><lastmod>2025-08-14</lastmod><n:news>'
        "<n:publication_date>2025-08-13</n:publication_date><n:title>N</n:title></n:news></url></urlset>"
    ).entries
    assert entry.title == "N"
    assert entry.published is not None
    assert (entry.published.day, entry.published.at) == (date(2025, 8, 13), None)


@plays("B23", "a sitemap in plain text", "`fetched`")
def test_sitemap_index_and_text_sitemap_are_read() -> None:
    index = read("<sitemapindex><sitemap><loc>http://site.example/s1.xml</loc></sitemap></sitemapindex>")
    assert [str(child.url) for child in index.children] == ["http://site.example/s1.xml"]
    assert urls("http://site.example/a\r\nhttp://site.example/b\n") == [
        "http://site.example/a",
        "http://site.example/b",
    ]


@plays("B14", "a listing that is HTML, JSON of another kind, or empty")
@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b"", Outcome.EMPTY),
        (b"<rss><channel></channel></rss>", Outcome.EMPTY),
        (b"<urlset></urlset>", Outcome.EMPTY),
        (b'{"items": []}', Outcome.EMPTY),
        (b"<!doctype html><html><body>Hello</body></html>", Outcome.NOT_LISTING),
        (b"Hello there", Outcome.NOT_LISTING),
        (b'{"a": 1}', Outcome.NOT_LISTING),
        (b'{"items"', Outcome.NOT_LISTING),
        (b"[" * 200_000, Outcome.NOT_LISTING),
        (b'{"items":' + b"[" * 200_000, Outcome.NOT_LISTING),
    ],
)
def test_listing_that_is_none_has_its_outcome(body: bytes, outcome: Outcome) -> None:
    assert read(body).outcome is outcome


@plays("B13", "a feed cut in the middle of an address", "`fetched`: whole items only, and told")
def test_truncated_feed_keeps_whole_items_and_no_half_address() -> None:
    listing = read(
        rss("<item><link>http://site.example/1</link></item><item><link>http://site.example/trunc")[:-16]
    )
    assert [str(entry.url) for entry in listing.entries] == ["http://site.example/1"]
    assert "middle" in listing.detail


@plays("B13", "bare & and HTML entities in XML", "`fetched`: every item")
def test_bare_ampersands_and_html_entities_are_read() -> None:
    [entry] = read(
        rss("<item><title>A & B&rsquo;s &nbsp;C &#8217;</title><link>/a?x=1&y=2</link></item>")
    ).entries
    assert (entry.title, str(entry.url)) == ("A & B’s C ’", "http://site.example/a?x=1&y=2")


@plays("B13", "prefixes that the feed does not declare", "`fetched`: read by their names")
def test_undeclared_prefixes_are_read() -> None:
    [entry] = read(
        rss("<item><x:title>T</x:title><dc:date>2025-11-13</dc:date><link>/a</link></item>")
    ).entries
    assert (entry.title, entry.published is not None) == ("T", True)


@plays("B15", "relative and scheme-less links", "resolved against the feed")
def test_relative_links_are_resolved_against_the_feed() -> None:
    links = ("/a", "b", "//site.example/c", "http://site.example/d")
    assert urls(rss("".join(f"<item><link>{link}</link></item>" for link in links))) == [
        "http://site.example/a",
        "http://site.example/feeds/b",
        "http://site.example/c",
        "http://site.example/d",
    ]


@plays("B16", "a guid that is no address; a javascript: link", "that item is left out")
def test_items_without_a_usable_link_are_left_out() -> None:
    items = "<item><guid>7</guid></item><item><link>javascript:alert(1)</link></item><item><guid>http://site.example/g</guid></item>"
    assert urls(rss(items)) == ["http://site.example/g"]


def test_pictures_of_a_feed_are_no_articles() -> None:
    assert urls(rss("<image><url>http://site.example/i.png</url></image><item><link>/a</link></item>")) == [
        "http://site.example/a"
    ]


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@plays(
    "B10 B11",
    "billion laughs, file: and http: entities, external DTD, a 100 kB entity",
    "`fetched`: all items, nothing expanded, no file or net touched",
    "1 s",
)
@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE r [<!ENTITY l0 "lol">{LAUGHS}]>',
        '<!DOCTYPE r [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        f'<!DOCTYPE r [<!ENTITY l9 "{"x" * 100_000}">]>',
    ],
)
def test_entities_of_a_feed_are_never_expanded(doctype: str) -> None:
    start = time.monotonic()
    items = "<item><title>&l9;</title><link>/a</link></item><item><link>/b</link></item>"
    listing = read(f'<?xml version="1.0"?>{doctype}<rss><channel>{items}</channel></rss>')
    assert [str(entry.url) for entry in listing.entries] == ["http://site.example/a", "http://site.example/b"]
    assert listing.entries[0].title is None
    assert time.monotonic() - start < 1


@plays("B12", "200,000 nested tags in a title", "`fetched`: the other items", "2 s")
def test_deep_nesting_costs_that_item() -> None:
    start = time.monotonic()
    listing = read(rss("<item><link>/a</link></item><item><title>" + "<b>" * 200_000 + "</title></item>"))
    assert [str(entry.url) for entry in listing.entries] == ["http://site.example/a"]
    assert time.monotonic() - start < 2


@plays("B23", "feeds in UTF-16 and Windows-1252, with and without a mark", "`fetched`")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    item = "<item><title>It’s é</title><link>/a</link></item>"
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss><channel>{item}</channel></rss>'
    assert [entry.title for entry in read(text.encode(encoding)).entries] == ["It’s é"]


@plays("B23", "a NUL in a sitemap", "`fetched`: every address")
def test_control_characters_do_not_hide_the_rest() -> None:
    assert urls("<urlset><url><loc>http://site.example/a\0</loc></url><url><loc>/b</loc></url></urlset>") == [
        "http://site.example/a",
        "http://site.example/b",
    ]


@plays(
    "B20", "a sitemap over the protocol's bound", "`fetched`: the first 50,000, and told", "50,000 addresses"
)
def test_huge_sitemap_ends_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.listings.MAX_ENTRIES", 500)
    listing = read("<urlset>" + "<url><loc>http://site.example/a</loc></url>" * 510 + "</urlset>")
    assert len(listing.entries) == 500
    assert "first 500" in listing.detail


@plays("B18", "EST, PST, two-digit years, no time zone", "read as UTC, or as a day only")
@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("2025-11-13", date(2025, 11, 13), None),
        ("2025-11-13T23:30:00-05:00", date(2025, 11, 13), datetime(2025, 11, 14, 4, 30, tzinfo=UTC)),
        ("2025-11-13T10:00Z", date(2025, 11, 13), datetime(2025, 11, 13, 10, tzinfo=UTC)),
        ("2025-11-13 10:00:00.123", date(2025, 11, 13), datetime(2025, 11, 13, 15, tzinfo=UTC)),
        ("Thu, 13 Nov 2025 10:00:00 +0900", date(2025, 11, 13), datetime(2025, 11, 13, 1, tzinfo=UTC)),
        ("Thu, 13 Nov 25 10:00 PST", date(2025, 11, 13), datetime(2025, 11, 13, 18, tzinfo=UTC)),
        ("13 Nov 2025 10:00:00 XYZ", date(2025, 11, 13), None),
        ("November 13, 2025", date(2025, 11, 13), None),
        ("13th Nov. 2025", date(2025, 11, 13), None),
    ],
)
def test_plain_dates_are_read(text: str, day: date, at: datetime | None) -> None:
    moment = parse_moment(text, zone=ZoneInfo("America/New_York"), read_at=NOW)
    assert moment is not None
    assert (moment.day, moment.at) == (day, at)


@plays("B18", "2999, 1970, month names in French, 30 February", "no date")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "2025",
        "2025-11",
        "yesterday",
        "13/11/2025",
        "11/13/2025",
        "2025-13-01",
        "2025-02-30",
        "jeu. 13 nov. 2025",
        "Thu, 03 Sep 2999 10:00:00 GMT",
        "1970-01-01",
        "2025-11-23",
        None,
        17,
        "x" * 1000,
        "Thu, 45 Nov 2025 10:00:00 GMT",
    ],
)
def test_anything_else_is_no_date(text: object) -> None:
    assert parse_moment(text, read_at=NOW) is None


def test_time_without_a_zone_is_no_instant() -> None:
    moment = parse_moment("2025-11-13T10:00:00", read_at=NOW)
    assert moment is not None
    assert moment.at is None


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_without_an_error(body: bytes) -> None:
    listing = parse_listing(body, CONTEXT)
    assert (listing.outcome is Outcome.FETCHED) == bool(listing.entries or listing.children)


_PARTS = st.sampled_from(
    [
        "<rss>",
        "<channel>",
        "<item>",
        "</item>",
        "<entry>",
        "</entry>",
        "<urlset>",
        "<url>",
        "</url>",
        "<loc>",
        "</loc>",
        "<link>",
        "</link>",
        "<link href='/a'/>",
        "http://site.example/a",
        "<title>",
        "</title>",
        "&amp;",
        "&",
        "&x;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<pubDate>",
        "2025-01-01",
        "\0",
        "<?xml version='1.0'?>",
        "<!DOCTYPE x [",
        "]>",
        "<",
        ">",
        "é",
    ]
)


@given(st.lists(_PARTS, max_size=40))
@settings(max_examples=200)
def test_any_heap_of_markup_is_read_without_an_error(parts: list[str]) -> None:
    for entry in read("".join(parts)).entries:
        assert entry.published is None or entry.published.day <= NOW.date() + timedelta(days=1)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    moment = parse_moment(text, read_at=NOW)
    assert moment is None or date(1990, 1, 1) <= moment.day <= date(2025, 11, 21)


def test_packed_sitemap_is_bytes_like_any_other() -> None:
    assert read(gzip.compress(b"<urlset/>")).outcome is not Outcome.FETCHED
