"""Discovery over a server: what is found, and how each listing fares."""

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from hostile import HostileServer, answering, page, plays

from extractors.answers import Validators
from extractors.discover import KeptListing, discover
from extractors.fetch import Fetcher
from extractors.scout import check_source, propose
from extractors.source import Source, read_source
from schemas.vocabulary import FetchOutcome as Outcome

XML = {"Content-Type": "application/xml"}


def feed(*items: str) -> bytes:
    return f"<rss><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>".encode()


def sitemap(*urls: str, tag: str = "url", root: str = "urlset") -> bytes:
    return f"<{root}>{''.join(f'<{tag}><loc>{url}</loc></{tag}>' for url in urls)}</{root}>".encode()


@plays("B16", "one article under two guids, with and without www and slash", "found once")
@plays("B17", "an item without a date", "found without one")
def test_articles_of_the_source_are_found_once(
    server: HostileServer, fetcher: Fetcher, make_source: Callable[..., Source]
) -> None:
    server.on(
        "/feed",
        answering(
            200,
            XML,
            feed(
                "<link>http://site.example/a?utm_source=rss</link><title>A</title>",
                "<link>http://www.site.example/a/</link><pubDate>Thu, 13 Nov 2025 10:00:00 GMT</pubDate>",
                "<link>http://elsewhere.example/b</link>",
                "<link>http://site.example/</link>",
                "<link>http://site.example/video/c</link>",
                "<link>http://site.example/d</link>",
            ),
        ),
    )
    found = discover(make_source(exclude=["/video/"]), fetcher).found
    assert [(each.url, each.title, each.published) for each in found] == [
        ("http://site.example/a", "A", date(2025, 11, 13)),
        ("http://site.example/d", None, None),
    ]
    assert found[0].via == "http://site.example/feed"


def test_since_and_limit_keep_the_newest(server: HostileServer, fetcher: Fetcher, source: Source) -> None:
    server.on(
        "/feed",
        answering(
            200,
            XML,
            feed(
                *(
                    f"<link>/{day}</link><pubDate>{day} Nov 2025 10:00:00 GMT</pubDate>"
                    for day in (10, 12, 11)
                )
            ),
        ),
    )
    assert [each.url[-2:] for each in discover(source, fetcher, limit=2).found] == ["12", "11"]
    since = datetime(2025, 11, 11, 9, tzinfo=UTC)
    assert [each.url[-2:] for each in discover(source, fetcher, since).found] == ["12", "11"]
    assert [each.url[-2:] for each in discover(source, fetcher, date(2025, 11, 12)).found] == ["12"]


@plays("B14", "one feed of four moved, one empty, one gone", "each has its outcome, the fourth is read")
def test_failing_listing_is_named_and_the_others_are_read(
    server: HostileServer, fetcher: Fetcher, make_source: Callable[..., Source]
) -> None:
    server.on("/feed", page("<html><body>We have moved</body></html>"))
    server.on("/b", answering(200, XML, feed()))
    server.on("/d", answering(200, XML, feed("<link>/x</link>")))
    source = make_source(feeds=[f"http://site.example{path}" for path in ("/feed", "/b", "/c", "/d")])
    discovery = discover(source, fetcher)
    assert [listing.outcome for listing in discovery.listings] == [
        Outcome.NOT_LISTING,
        Outcome.EMPTY,
        Outcome.GONE,
        Outcome.FETCHED,
    ]
    assert discovery.is_good
    assert len(discovery.found) == 1


@plays("B14", "no listing that can be read", "the source has failed; never zero news")
def test_source_without_a_good_listing_has_failed(
    server: HostileServer, fetcher: Fetcher, source: Source
) -> None:
    assert not discover(source, fetcher).is_good


class Kept(dict[str, KeptListing]):
    """Listings kept in memory."""

    put = dict.__setitem__


@plays("B19", "a listing that has not changed", "`not_modified`, and what it holds is not lost")
def test_unchanged_listing_is_read_as_it_was(server: HostileServer, fetcher: Fetcher, source: Source) -> None:
    url = server.on(
        "/feed", answering(200, XML | {"ETag": '"x"'}, feed("<link>/1</link>", "<link>/2</link>"))
    )
    kept = Kept()
    assert len(discover(source, fetcher, limit=1, kept=kept).found) == 1
    assert kept[url].validators == Validators('"x"')
    server.on("/feed", answering(304))
    discovery = discover(source, fetcher, kept=kept)
    assert server.requests[-1].headers["if-none-match"] == '"x"'
    assert [(one.outcome, one.count) for one in discovery.listings] == [(Outcome.NOT_MODIFIED, 2)]
    assert len(discovery.found) == 2


def test_page_in_the_place_of_a_listing_stays_a_failure_when_it_does_not_change(
    server: HostileServer, fetcher: Fetcher, source: Source
) -> None:
    kept = Kept()
    server.on(
        "/feed", answering(200, {"Content-Type": "text/html", "ETag": '"x"'}, b"<html><p>Moved</p></html>")
    )
    assert not discover(source, fetcher, kept=kept).is_good
    server.on("/feed", answering(304))
    assert discover(source, fetcher, kept=kept).listings[0].outcome is Outcome.NOT_LISTING


@plays(
    "B20 B22",
    "an index that names itself, 40 sitemaps and another host",
    "walked once each; the other host is never asked",
    "20 listings",
)
def test_index_is_walked_within_bounds(
    server: HostileServer, fetcher: Fetcher, make_source: Callable[..., Source]
) -> None:
    children = [
        "http://site.example/index",
        "http://site.example/packed",
        "http://elsewhere.example/s",
        *(f"http://site.example/s{number}" for number in range(40)),
    ]
    server.on("/index", answering(200, XML, sitemap(*children, tag="sitemap", root="sitemapindex")))
    server.on("/packed", answering(200, {}, gzip.compress(sitemap("http://site.example/deep"))))
    for number in range(40):
        server.on(f"/s{number}", answering(200, XML, sitemap(f"http://site.example/article{number}")))
    discovery = discover(make_source(feeds=[], sitemaps=["http://site.example/index"]), fetcher)
    assert "http://site.example/deep" in {found.url for found in discovery.found}
    assert len(discovery.listings) <= 21
    assert {request.host for request in server.requests} == {"site.example"}


@plays("B20", "12 indexes inside each other", "left at the third", "depth 3")
def test_indexes_in_indexes_end(
    server: HostileServer, fetcher: Fetcher, make_source: Callable[..., Source]
) -> None:
    for number in range(12):
        server.on(
            f"/{number}",
            answering(
                200, XML, sitemap(f"http://site.example/{number + 1}", tag="sitemap", root="sitemapindex")
            ),
        )
    discover(make_source(feeds=[], sitemaps=["http://site.example/0"]), fetcher)
    assert len([path for path in server.paths() if path != "/robots.txt"]) == 3


ARTICLE = (
    "<html lang=en><head><meta property='og:site_name' content='The Site'>"
    "<meta property='og:type' content='article'>"
    "<meta property='article:published_time' content='2025-11-13T10:00:00Z'>"
    "<link rel=alternate type='application/rss+xml' href='/feed'></head><body><h1>A headline</h1><article>"
    + "<p>The fund has given a million to a film that nobody has seen, said the minister of culture.</p>" * 5
    + "</article></body></html>"
)


def test_proposed_source_is_read_back(server: HostileServer, fetcher: Fetcher, tmp_path: Path) -> None:
    server.on("/", page(ARTICLE))
    server.on("/feed", answering(200, XML, feed("<link>/a</link>")))
    server.on("/a", page(ARTICLE))
    proposal = propose("http://site.example/", fetcher)
    path = tmp_path / f"{proposal.code}.yaml"
    path.write_text(proposal.yaml)
    source = read_source(path)
    assert source.name == "The Site"
    assert source.feeds == ("http://site.example/feed",)
    assert not source.enabled
    assert proposal.page is not None
    assert proposal.page.outcome is Outcome.FETCHED


def test_checkup_tells_what_is_wrong(server: HostileServer, fetcher: Fetcher, source: Source) -> None:
    server.on("/feed", answering(200, XML, feed("<link>/a</link>", "<link>/b</link>")))
    server.on("/a", page(ARTICLE))
    checkup = check_source(source, fetcher)
    assert checkup.problems == ["http://site.example/b: gone HTTP 404"]
    server.on("/b", page(ARTICLE))
    assert check_source(source, fetcher).is_good


@plays(
    "B21",
    "a sitemap that says of each of 12 articles that it changed today",
    "not believed; the dates stay empty",
)
@plays("B21", "lastmod in 2999, or of different days", "no date, or believed")
def test_changes_of_all_on_one_day_are_not_believed(
    server: HostileServer, fetcher: Fetcher, make_source: Callable[..., Source]
) -> None:
    def changes(*days: str) -> list[datetime | None]:
        urls = "".join(
            f"<url><loc>http://site.example/{number}</loc><lastmod>{day}T10:00:00Z</lastmod></url>"
            for number, day in enumerate(days)
        )
        server.on("/map", answering(200, XML, f"<urlset>{urls}</urlset>".encode()))
        source = make_source(feeds=[], sitemaps=["http://site.example/map"])
        return [found.modified_at for found in discover(source, fetcher).found]

    today = datetime.now(UTC).date().isoformat()
    assert set(changes(*[today] * 12)) == {None}
    assert None not in changes(*[today] * 11, "2025-11-13")
    assert None not in changes(*[today] * 3)
    assert set(changes(*["2999-01-01"] * 3)) == {None}
