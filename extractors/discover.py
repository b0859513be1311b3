"""What a source has published: its feeds and sitemaps, read to one list of addresses.

Rule: a listing that cannot be read, is something else or holds nothing is a failure with a name, never "no
news". An address appears once, belongs to the source, and carries no parameter that only follows readers.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from extractors.answers import Kind, Validators
from extractors.fetch import Fetched, Fetcher
from extractors.listings import Context, Entry, parse_listing
from extractors.source import Source
from extractors.urls import Url, same_site
from schemas.vocabulary import FetchOutcome

MAX_DEPTH = 3  # an index, indexes in it, sitemaps in those
MAX_SITEMAPS = 20  # listings that one run asks a source for beyond those it names
MAX_FOUND = 50_000
MANY = 10  # articles that a newsroom does not all change on the day they are listed


@dataclass(frozen=True, slots=True)
class KeptListing:
    """A feed or sitemap as last received, and what its host gave to ask whether it has changed."""

    validators: Validators
    body: bytes


class ListingStore(Protocol):
    """Where listings are kept between runs."""

    def get(self, url: str) -> KeptListing | None:
        """Return the listing at an address as last received."""

    def put(self, url: str, listing: KeptListing) -> None:
        """Keep a listing, in the place of the one before."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article's address and what its listing says about it."""

    url: str
    title: str | None
    published: date | None
    published_at: datetime | None
    modified_at: datetime | None
    via: str  # address of the listing


@dataclass(frozen=True, slots=True)
class ListingResult:
    """How the reading of one feed or sitemap ended; `count` items are this source's."""

    url: str
    outcome: FetchOutcome
    count: int
    detail: str
    fetched: Fetched

    @property
    def is_good(self) -> bool:
        """Whether it was read, or has not changed since it was."""
        return self.outcome in (FetchOutcome.FETCHED, FetchOutcome.NOT_MODIFIED)


@dataclass(slots=True)
class Discovery:
    """All that was found, newest first, and how each listing fared."""

    found: list[Found] = field(default_factory=list)
    listings: list[ListingResult] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether at least one listing could be read."""
        return any(listing.is_good for listing in self.listings)


def discover(
    source: Source,
    fetcher: Fetcher,
    since: date | datetime | None = None,
    *,
    limit: int | None = None,
    kept: ListingStore | None = None,
) -> Discovery:
    """Read a source's feeds and sitemaps.

    `since` leaves out what a listing dates earlier (undated items stay), `limit` keeps the newest. A listing
    in `kept` is asked for only if it has changed, and read again if it has not: an earlier run may have left
    some of it for later.
    """
    walk = _Walk(source, fetcher, _as_instant(since, source), kept)
    for address in source.feeds:
        walk.read(address, Kind.FEED)
    for address in source.sitemaps:
        walk.read(address, Kind.SITEMAP)
    found = sorted(walk.found.values(), key=_newest_first)
    return Discovery(found if limit is None else found[:limit], walk.listings)


class _Walk:
    """One reading of all listings of a source."""

    def __init__(
        self, source: Source, fetcher: Fetcher, since: datetime | None, kept: ListingStore | None
    ) -> None:
        self._source = source
        self._fetcher = fetcher
        self._since = since
        self._kept = kept
        self._zone = ZoneInfo(source.time_zone)
        self._seen: set[str] = set()
        self._left = MAX_SITEMAPS
        self.found: dict[str, Found] = {}
        self.listings: list[ListingResult] = []

    def read(self, address: str, kind: Kind, depth: int = 1) -> None:
        if address in self._seen:
            return
        self._seen.add(address)
        fetched, body = self._get(address, kind)
        if body is None:
            self.listings.append(ListingResult(address, fetched.outcome, 0, fetched.detail, fetched))
            return
        read_at = datetime.now(UTC)
        listing = parse_listing(body, Context(fetched.final_url, self._zone, read_at))
        count = sum(self._note(entry, address) for entry in _believable(listing.entries, read_at))
        outcome = fetched.outcome if listing.outcome is FetchOutcome.FETCHED else listing.outcome
        self.listings.append(ListingResult(address, outcome, count, listing.detail, fetched))
        if depth < MAX_DEPTH:
            self._descend(listing.children, depth)

    def _get(self, address: str, kind: Kind) -> tuple[Fetched, bytes | None]:
        """Ask for a listing; return how that ended, and its body, the kept one where nothing has changed."""
        before = self._kept.get(address) if self._kept is not None else None
        asked = before.validators if before else None
        fetched = self._fetcher.fetch(address, source=self._source, kind=kind, validators=asked)
        if fetched.outcome is FetchOutcome.NOT_MODIFIED:
            return fetched, before.body if before else None
        if fetched.outcome is not FetchOutcome.FETCHED or fetched.body is None:
            return fetched, None
        # Behind a redirect the validators are another address's.
        is_own = fetched.final_url == address and fetched.validators.headers()
        if self._kept is not None and is_own:
            self._kept.put(address, KeptListing(fetched.validators, fetched.body))
        return fetched, fetched.body

    def _descend(self, children: list[Entry], depth: int) -> None:
        dated = [child for child in children if not self._is_old(child)]
        dated.sort(key=lambda child: _sort_key(child.modified.day if child.modified else None))
        for child in dated:
            if self._left <= 0 or len(self.found) >= MAX_FOUND:
                return
            if same_site(child.url.host, self._source.host) or child.url.host in self._source.hosts:
                self._left -= 1
                self.read(str(child.url), Kind.SITEMAP, depth + 1)

    def _note(self, entry: Entry, via: str) -> bool:
        """Keep an entry; tell whether it is an article of this source."""
        url = entry.url
        is_own = same_site(url.host, self._source.host) or url.host in self._source.hosts
        if not is_own or url.target == "/" or not self._source.wants(str(url)):
            return False
        if self._is_old(entry):
            return True
        known = self.found.get(identity(url))
        if known is None and len(self.found) >= MAX_FOUND:
            return True
        self.found[identity(url)] = _merged(known, entry, via)
        return True

    def _is_old(self, entry: Entry) -> bool:
        moment = entry.modified or entry.published
        if self._since is None or moment is None:
            return False
        if moment.at is not None:
            return moment.at < self._since
        return moment.day < self._since.astimezone(self._zone).date()


def _believable(entries: list[Entry], read_at: datetime) -> list[Entry]:
    """Leave out when articles were changed where a listing says the same day, today, of each of many."""
    days = {entry.modified.day for entry in entries if entry.modified}
    if len(entries) < MANY or len(days) != 1 or abs((days.pop() - read_at.date()).days) > 1:
        return entries
    if any(entry.modified is None for entry in entries):
        return entries
    return [replace(entry, modified=None) for entry in entries]


def identity(url: Url) -> str:
    """Return what is the same for the spellings of one address: http or https, with www or slash or not."""
    path, mark, query = url.target.partition("?")
    port = "" if url.port in (80, 443) else f":{url.port}"
    return f"{url.host.removeprefix('www.')}{port}{path.rstrip('/')}{mark}{query}"


def _merged(known: Found | None, entry: Entry, via: str) -> Found:
    published, modified = entry.published, entry.modified
    if known is None:
        return Found(
            url=str(entry.url),
            title=entry.title,
            published=published.day if published else None,
            published_at=published.at if published else None,
            modified_at=modified.at if modified else None,
            via=via,
        )
    return Found(
        url=known.url,
        title=known.title or entry.title,
        published=known.published or (published.day if published else None),
        published_at=known.published_at or (published.at if published else None),
        modified_at=known.modified_at or (modified.at if modified else None),
        via=known.via,
    )


def _newest_first(found: Found) -> tuple[int, int, str]:
    at = found.published_at or found.modified_at
    day = found.published or (at.date() if at else None)
    return (*_sort_key(day), found.url)


def _sort_key(day: date | None) -> tuple[int, int]:
    return (0, -day.toordinal()) if day is not None else (1, 0)


def _as_instant(since: date | datetime | None, source: Source) -> datetime | None:
    if since is None or (isinstance(since, datetime) and since.tzinfo is not None):
        return since
    zone = ZoneInfo(source.time_zone)
    if isinstance(since, datetime):
        return since.replace(tzinfo=zone)
    return datetime(since.year, since.month, since.day, tzinfo=zone)
