"""What a page says about its article: title, authors, dates, address, section, and how much of it is shown.

Rule: the page's own statements for machines (JSON-LD, meta tags, microdata) come before what readers see, and
what readers see before guesses; `provenance` names the place of each value. An address is accepted only on
the site that the page came from, so that no page can take another's identity.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from extractors.bylines import read_authors
from extractors.characters import clean_line
from extractors.head import Head, read_head
from extractors.jsonld import JsonLd, Node, first, read_json_ld, strings, types
from extractors.markup import Page
from extractors.moments import Moment, parse_moment
from extractors.shown import Shown
from extractors.urls import Url, parse_url, resolve_link, same_site, tidy

MAX_LINE = 500  # characters of a title, a name or a section

# fmt: off
_TITLE_META = ("og:title", "parsely-title", "sailthru.title", "dc.title", "twitter:title", "headline")
_AUTHOR_META = (
    "author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "article:author",
    "authors", "article:author_name", "cxenseparse:author", "twitter:data1",
)
_PUBLISHED_META = (
    "article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dc.date", "dcterms.created", "dcterms.date", "pubdate", "publish-date", "publishdate",
    "publication_date", "og:published_time", "og:article:published_time", "cxenseparse:recs:publishtime",
    "article.published", "date", "rnews:datepublished",
)
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
    "dcterms.modified",
)
_SECTION_META = ("article:section", "parsely-section", "sailthru.section", "dc.subject", "og:article:section")
_OUTLET_META = (
    "og:site_name", "application-name", "dc.publisher", "al:iphone:app_name", "apple-mobile-web-app-title",
)
# fmt: on
_URL_DAY = re.compile(r"/(20\d\d|199\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)")
_AGO = re.compile(r"\b(\d{1,2})\s+(minute|min|hour|hr|day)s?\s+ago\b", re.IGNORECASE)
_DATE_TEXT = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2}(?:st|nd|rd"
    r"|th)?,?\s+\d{4})"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)[a-z]{0,6}\.?,?\s+\d{4})"
    r"|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)
_PRESS_RELEASE = re.compile(r"\bpress[ -]?releases?\b", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s+[|–—·•»«:-]\s+|\s*\|\s*")
_PAGE_QUERY = re.compile(r"(^|&)(page|pg|seite)=\d+(?=&|$)")


@dataclass(slots=True)
class Metadata:
    """What was found; fields as in `Article`."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    outlet: str | None = None
    canonical: Url | None = None
    foreign_canonical: str | None = None  # a canonical address on another site: who published it first
    language: str | None = None
    section: str | None = None
    is_locked: bool = False  # the page declares that not all may read it all
    word_count: int | None = None
    description: str | None = None
    is_declared_article: bool = False
    page_types: frozenset[str] = frozenset()
    labels: set[str] = field(default_factory=set)
    provenance: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known about a page beside its bytes."""

    url: Url | None
    outlet: str | None = None
    zone: ZoneInfo | None = None
    read_at: datetime | None = None

    def moment(self, text: object) -> Moment | None:
        """Read a date as this page means it."""
        return parse_moment(text, zone=self.zone, read_at=self.read_at)


def read_metadata(page: Page, known: Circumstances) -> Metadata:
    """Read a page's metadata; what it does not say stays empty."""
    reader = _Reader(page, known)
    reader.read()
    return reader.found


class _Reader:
    def __init__(self, page: Page, known: Circumstances) -> None:
        self._tree: HtmlElement = page.tree
        self._known = known
        self._head: Head = read_head(page.html)
        self._shown = Shown(page.tree)
        self._ld: JsonLd = read_json_ld(page.json_ld)
        self._article: Node = self._main_article()
        self.found = Metadata()

    def read(self) -> None:
        found = self.found
        self._read_outlet()
        self._read_title()
        self._read_authors()
        self._read_dates()
        self._read_address()
        found.description = self._head.meta("og:description", "description", "twitter:description")
        self._note("section", first(self._article.get("articleSection")), "json-ld")
        self._note("section", self._head.meta(*_SECTION_META), "meta")
        self._note("language", first(self._article.get("inLanguage"), "alternateName", "name"), "json-ld")
        self._note("language", self._tree.get("lang"), "html")
        self._note("language", self._head.meta("og:locale", "content-language", "dc.language"), "meta")
        found.language = _language_code(found.language)
        self._read_state()

    def _note(self, name: str, value: str | None, where: str) -> None:
        """Keep the first value of a field, and where it stood."""
        if value and not getattr(self.found, name):
            line = clean_line(value)[:MAX_LINE].rstrip()
            if line:
                setattr(self.found, name, line)
                self.found.provenance[name] = where

    def _main_article(self) -> Node:
        """Return the node of the page's own article among those of related ones."""
        articles = self._ld.articles()
        own = self._known.url.path.rstrip("/") if self._known.url else ""
        for node in articles if own and len(articles) > 1 else ():
            for value in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
                link = first(value, "@id", "url") or ""
                if link.partition("#")[0].partition("?")[0].rstrip("/").endswith(own):
                    return node
        return articles[0] if articles else {}

    def _read_outlet(self) -> None:
        publisher = self._ld.resolve(self._article.get("publisher"))
        self._note("outlet", self._known.outlet, "source")
        self._note("outlet", first(publisher, "name"), "json-ld")
        self._note("outlet", self._head.meta(*_OUTLET_META), "meta")

    def _read_title(self) -> None:
        stated = [
            (self._without_outlet(clean_line(value)), where)
            for value, where in (
                (first(self._article.get("headline") or self._article.get("name")), "json-ld"),
                (self._head.meta(*_TITLE_META), "meta"),
                (self._head.title, "title"),
            )
            if value
        ]
        headings = self._shown.headings()
        for heading in headings:
            if any(agree(heading, text) for text, _ in stated) or (len(headings) == 1 and not stated):
                self._note("title", heading, "h1")
        if self.found.title is None and not self._article:
            self._note("title", next(self._shown.properties("headline"), None), "microdata")
        for title, where in stated:
            self._note("title", title, where)

    def _without_outlet(self, title: str) -> str:
        """Cut " | Variety" off a title."""
        outlet = re.sub(r"\W", "", self.found.outlet or "").casefold()
        host = self._known.url.host.removeprefix("www.").split(".")[0] if self._known.url else ""
        for piece in reversed(list(_TITLE_PARTS.finditer(title))):
            tail = re.sub(r"\W", "", title[piece.end() :]).casefold()
            if tail and (tail in (outlet, host.replace("-", "")) or (outlet and tail.startswith(outlet))):
                return title[: piece.start()].strip()
        return title

    def _read_authors(self) -> None:
        nodes = self._article.get("author") or self._article.get("creator")
        resolved = [self._ld.resolve(node) for node in (nodes if isinstance(nodes, list) else [nodes])[:50]]
        persons = [
            node for node in resolved if not (isinstance(node, dict) and "organization" in types(node))
        ]
        places: tuple[tuple[Callable[[], list[str]], str], ...] = (
            (lambda: strings(persons, "name"), "json-ld"),
            (lambda: self._head.all_metas(*_AUTHOR_META), "meta"),
            (self._shown.property_authors, "microdata"),
            (self._shown.linked_authors, "link"),
            (self._shown.bylines, "byline"),
        )
        for look, where in places:
            authors = read_authors(look(), self.found.outlet)
            if authors:
                self.found.authors = authors
                self.found.provenance["authors"] = where
                return

    def _read_dates(self) -> None:
        published = self._first_moment("published", self._stated_dates("datePublished", _PUBLISHED_META))
        self.found.published = published or self._shown_date()
        modified = self._first_moment("modified", self._stated_dates("dateModified", _MODIFIED_META))
        if modified is not None and not _is_before(modified, self.found.published):
            self.found.modified = modified

    def _stated_dates(self, name: str, metas: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Yield the dates the page states for machines, best first."""
        yield from ((value, "json-ld") for value in strings(self._article.get(name), "@value"))
        yield from ((value, "meta") for value in self._head.all_metas(*metas))
        yield from ((value, "microdata") for value in self._shown.properties(name))

    def _first_moment(self, name: str, values: Iterable[tuple[str, str]]) -> Moment | None:
        for value, where in values:
            moment = self._known.moment(value)
            if moment is not None:
                self.found.provenance[name] = where
                return moment
        return None

    def _shown_date(self) -> Moment | None:
        """Read the date that readers see near the headline, or the day in the address."""
        return self._first_moment("published", self._shown_dates()) or self._ago()

    def _shown_dates(self) -> Iterator[tuple[str, str]]:
        yield from ((value, "time") for value in self._shown.times())
        if self._known.url is not None and (match := _URL_DAY.search(self._known.url.path)):
            yield f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", "url"
        for line in self._shown.datelines():
            if match := _DATE_TEXT.search(line):
                yield match[0], "dateline"

    def _ago(self) -> Moment | None:
        """Read "3 hours ago" against the time at which the page was read."""
        read_at = self._known.read_at
        for line in self._shown.datelines() if read_at is not None else ():
            match = _AGO.search(line)
            if match is not None and read_at is not None:
                unit = {"m": "minutes", "h": "hours", "d": "days"}[match[2][0].lower()]
                at = read_at - timedelta(**{unit: int(match[1])})
                self.found.provenance["published"] = "dateline"
                return Moment(at.astimezone(self._known.zone or UTC).date())
        return None

    def _read_address(self) -> None:
        url = self._known.url
        base = str(url) if url is not None else ""
        candidates = [*(("link", href) for href in self._head.links.get("canonical", ())[:1])]
        candidates += [("meta", value) for value in self._head.all_metas("og:url")[:1]]
        for where, href in candidates:
            target = resolve_link(base, href)
            if target is None:
                continue
            if url is not None and not same_site(url.host, target.host):
                if where == "link":
                    self.found.foreign_canonical = str(target)
                continue
            if target.path == "/" and (url is None or url.path != "/"):
                continue  # a template that names the front page for every article
            self.found.canonical = _first_page(tidy(target))
            self.found.provenance["canonical_url"] = where
            return
        if url is not None:
            self.found.canonical = _first_page(tidy(url))
            self.found.provenance["canonical_url"] = "url"

    def _read_state(self) -> None:
        found, article = self.found, self._article
        kinds = {kind for node in self._ld.nodes for kind in types(node)}
        og_type = (self._head.meta("og:type") or "").lower()
        found.page_types = frozenset(kinds | ({f"og:{og_type}"} if og_type else set()))
        found.is_declared_article = (
            bool(article)
            or og_type == "article"
            or self._head.meta("article:published_time") is not None
            or self._shown.is_article_item
        )
        free = article.get("isAccessibleForFree", next(self._shown.properties("isAccessibleForFree"), None))
        tier = (self._head.meta("article:content_tier") or "").lower()
        found.is_locked = str(free).lower() in ("false", "http://schema.org/false") or tier in (
            "locked",
            "metered",
        )
        count = str(article.get("wordCount", ""))
        found.word_count = int(count) if re.fullmatch(r"\d{1,6}", count) else None
        found.labels.update(self._labels(set(types(article))))

    def _labels(self, own_types: set[str]) -> Iterator[str]:
        if "liveblogposting" in own_types:
            yield "live_blog"
        if "pressrelease" in own_types or _PRESS_RELEASE.search(self.found.section or ""):
            yield "press_release"
        if "opinionnewsarticle" in own_types or "opinion" in (self.found.section or "").lower():
            yield "opinion"
        if "advertisercontentarticle" in own_types or self._head.meta("article:sponsored", "sponsored"):
            yield "sponsored"
        for value in self._head.all_metas("robots", "newsreel", "googlebot-news"):
            yield from (word for word in ("noindex", "noarchive") if word in value.lower())
        if (self._head.meta("tdm-reservation") or "").strip() == "1":
            yield "tdm_reserved"


def header_labels(headers: Mapping[str, str]) -> set[str]:
    """Return what the response's headers say about the use of the page."""
    robots = headers.get("x-robots-tag", "").lower()
    labels = {word for word in ("noindex", "noarchive") if word in robots}
    return labels | ({"tdm_reserved"} if headers.get("tdm-reservation", "").strip() == "1" else set())


def agree(heading: str, other: str) -> bool:
    """Tell whether two forms of a headline are the same but for a cut or an addition at the end."""
    one, two = (re.sub(r"\W+", " ", text).casefold().strip() for text in (heading, other))
    return bool(one and two) and (one == two or (min(len(one), len(two)) > 20 and _is_begun(one, two)))


def _is_begun(one: str, two: str) -> bool:
    return one.startswith(two[:60]) or two.startswith(one[:60])


def _is_before(moment: Moment, other: Moment | None) -> bool:
    if other is None:
        return False
    if moment.at is not None and other.at is not None:
        return moment.at < other.at
    return moment.day < other.day


def _first_page(url: Url) -> Url:
    path, mark, query = url.target.partition("?")
    query = _PAGE_QUERY.sub("", query).lstrip("&") if mark else ""
    return parse_url(url.root + path + (f"?{query}" if query else ""))


def _language_code(value: str | None) -> str | None:
    match = re.match(r"([A-Za-z]{2})(?:[-_]|$)", value or "")
    return match[1].lower() if match else None
