"""A look at a site: which feeds and sitemaps it has, and whether a source's configuration still works.

Rule: what is proposed is only what was found and read; what a person must find out (terms, volume, zone) is
left to them in so many words.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

import yaml
from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from extractors.answers import Kind
from extractors.clean import Cleaned, clean
from extractors.discover import Discovery, Found, ListingResult, discover
from extractors.fetch import Fetched, Fetcher
from extractors.listings import Context, parse_listing
from extractors.source import Source
from extractors.urls import Url, parse_url, resolve_link, same_site, site_of
from schemas.vocabulary import FetchOutcome

MAX_LISTINGS = 12
SAMPLE = 3  # pages that a check reads

_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_GUESSES = (
    ("/feed/", Kind.FEED),
    ("/rss", Kind.FEED),
    ("/news-sitemap.xml", Kind.SITEMAP),
    ("/sitemap.xml", Kind.SITEMAP),
)
_ZONES = {"en-gb": ("Europe/London", "GB"), "en-us": ("America/New_York", "US")}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listing that was found on a site and read."""

    url: str
    kind: Kind
    count: int
    newest: datetime | None


@dataclass(slots=True)
class Proposal:
    """What a site offers; `yaml` is the source file to begin with."""

    code: str
    yaml: str
    candidates: list[Candidate]
    page: Fetched | None  # an article of the site, for the source's test
    tried: list[tuple[str, FetchOutcome, str]] = field(default_factory=list)


@dataclass(slots=True)
class Checkup:
    """How a source fares today."""

    discovery: Discovery
    pages: list[tuple[Found, Fetched, Cleaned | None]] = field(default_factory=list)
    week_count: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.problems


class ScoutError(Exception):
    """The site cannot be looked at; the message says why."""


def propose(address: str, fetcher: Fetcher) -> Proposal:
    """Look for a site's feeds and sitemaps and write the source file to begin with; raises ScoutError."""
    front = parse_url(address)
    fetched = fetcher.fetch(str(front), source=None)
    if fetched.body is None:
        raise ScoutError(f"{front}: {fetched.outcome} {fetched.detail}".strip())
    home = parse_url(fetched.final_url)
    soup = BeautifulSoup(
        fetched.body, "lxml", parse_only=SoupStrainer(["html", "link", "meta", "title", "a"])
    )
    tried: list[tuple[str, FetchOutcome, str]] = []
    candidates: list[Candidate] = []
    article: str | None = None
    for url, kind in _listings(soup, home, fetcher):
        candidate, first = _try(url, kind, home, fetcher, tried)
        if candidate is not None:
            candidates.append(candidate)
            article = article or first
    page = fetcher.fetch(article, source=None) if article else None
    code = re.sub(r"\W+", "_", site_of(home.host).split(".")[0])[:24].strip("_").ljust(2, "x")
    return Proposal(code, _yaml(soup, home, candidates), candidates, page, tried)


def _listings(soup: BeautifulSoup, home: Url, fetcher: Fetcher) -> list[tuple[str, Kind]]:
    """Return what may be a listing: named by the page or robots.txt, or where they commonly lie."""
    found: dict[str, Kind] = {}
    for tag in soup.find_all("link", href=True):
        if str(tag.get("type", "")).lower() in _FEED_TYPES:
            link = resolve_link(str(home), str(tag["href"]))
            if link is not None:
                found.setdefault(str(link), Kind.FEED)
    for tag in soup.find_all("a", href=re.compile(r"(/feed/?|\.rss|/rss/?|\.atom|feed\.xml|rss\.xml)$")):
        link = resolve_link(str(home), str(tag["href"]))
        if link is not None and same_site(link.host, home.host):
            found.setdefault(str(link), Kind.FEED)
    for address in fetcher.robots(home).sitemaps:
        link = resolve_link(str(home), address)
        if link is not None:
            found.setdefault(str(link), Kind.SITEMAP)
    for path, kind in _GUESSES:
        if kind not in found.values():
            found.setdefault(urljoin(home.root, path), kind)
    return list(found.items())[:MAX_LISTINGS]


def _try(
    url: str, kind: Kind, home: Url, fetcher: Fetcher, tried: list[tuple[str, FetchOutcome, str]]
) -> tuple[Candidate | None, str | None]:
    fetched = fetcher.fetch(url, source=None, kind=kind)
    if fetched.body is None:
        tried.append((url, fetched.outcome, fetched.detail))
        return None, None
    listing = parse_listing(fetched.body, Context(fetched.final_url, None, datetime.now(UTC)))
    tried.append((url, listing.outcome, listing.detail))
    if listing.outcome is not FetchOutcome.FETCHED:
        return None, None
    own = [
        entry for entry in listing.entries if same_site(entry.url.host, home.host) and entry.url.target != "/"
    ]
    dates = [moment.at for entry in own if (moment := entry.published or entry.modified) and moment.at]
    count = len(own) + len(listing.children)
    if not count:
        return None, None
    return Candidate(url, kind, count, max(dates, default=None)), str(own[0].url) if own else None


def _yaml(soup: BeautifulSoup, home: Url, candidates: list[Candidate]) -> str:
    site_name = soup.find("meta", property="og:site_name")
    title = soup.title.get_text() if soup.title else home.host
    name = str(site_name.get("content")) if site_name else re.split(r"\s+[|–—-]\s+", title.strip())[0]
    root = soup.find("html")
    language = str(root.get("lang", "en")).lower() if root else "en"
    zone, country = _ZONES.get(language, ("Etc/UTC", "ZZ"))
    fields: dict[str, object] = {
        "name": name.strip()[:200] or home.host,
        "homepage": f"{home.root}/",
        "feeds": [each.url for each in candidates if each.kind is Kind.FEED],
        "sitemaps": [each.url for each in candidates if each.kind is Kind.SITEMAP],
        "language": language[:2] if re.match(r"[a-z]{2}", language) else "en",
        "time_zone": zone,
        "country": country,
        "terms": "Not checked: read the site's terms and write what they say about reading it by machine.",
        "robots": "Not checked: robots.txt is obeyed; note what a maintainer should know.",
        "interval_seconds": 10,
        "volume": {"min_week": 0, "max_run": 100},
        "enabled": False,
        "schedule": "30 5 * * *",
    }
    head = "# Proposed from the site itself: check name, zone and country, keep the listings with articles.\n"
    return head + yaml.safe_dump(
        {key: value for key, value in fields.items() if value != []}, sort_keys=False, allow_unicode=True
    )


def check_source(source: Source, fetcher: Fetcher, *, sample: int = SAMPLE) -> Checkup:
    """Read a source's listings and a few of its articles, and tell what is wrong with them."""
    checkup = Checkup(discover(source, fetcher))
    for listing in checkup.discovery.listings:
        if not listing.is_good:
            checkup.problems.append(f"{listing.url}: {listing.outcome} {listing.detail}".rstrip())
        elif (
            listing.outcome is FetchOutcome.FETCHED and not listing.count and not _is_index(listing, checkup)
        ):
            checkup.problems.append(
                f"{listing.url}: no item is this source's; check include, exclude and hosts"
            )
    _check_volume(source, checkup)
    for found in checkup.discovery.found[:sample]:
        fetched = fetcher.fetch(found.url, source=source)
        cleaned = (
            clean(fetched.body, url=fetched.final_url, headers=fetched.headers, source=source)
            if fetched.body is not None
            else None
        )
        checkup.pages.append((found, fetched, cleaned))
        _check_page(found, fetched, cleaned, checkup)
    return checkup


def _is_index(listing: ListingResult, checkup: Checkup) -> bool:
    return any(each is not listing and each.count for each in checkup.discovery.listings)


def _check_volume(source: Source, checkup: Checkup) -> None:
    week_ago = datetime.now(UTC) - timedelta(days=7)
    dated = [found for found in checkup.discovery.found if found.published is not None]
    checkup.week_count = sum(found.published >= week_ago.date() for found in dated if found.published)
    if dated and checkup.week_count < source.volume.min_week and len(dated) >= source.volume.min_week:
        checkup.problems.append(
            f"volume: {checkup.week_count} articles in 7 days, at least {source.volume.min_week} are expected"
        )
    if source.volume.max_week is not None and checkup.week_count > source.volume.max_week:
        checkup.problems.append(
            f"volume: {checkup.week_count} articles in 7 days, at most {source.volume.max_week} are expected"
        )


def _check_page(found: Found, fetched: Fetched, cleaned: Cleaned | None, checkup: Checkup) -> None:
    if cleaned is None:
        checkup.problems.append(f"{found.url}: {fetched.outcome} {fetched.detail}".rstrip())
        return
    if cleaned.article is None:
        checkup.problems.append(f"{found.url}: {cleaned.outcome} {cleaned.detail}".rstrip())
        return
    missing = [name for name in ("title", "published", "outlet") if getattr(cleaned.article, name) is None]
    if missing:
        checkup.problems.append(f"{found.url}: no {', no '.join(missing)}")


def count_outcomes(checkup: Checkup) -> Counter[FetchOutcome]:
    """Count how the pages of a check ended."""
    return Counter(
        cleaned.outcome if cleaned is not None else fetched.outcome for _, fetched, cleaned in checkup.pages
    )
