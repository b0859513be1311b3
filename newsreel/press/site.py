"""What the press site answers: a function from host, path and request headers to a response; no socket.

Rule: the text of an article on its page is, word for word, the text of the corpus: the demo, the tests and
the evaluation of cleaning all rely on it.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
HTML = "text/html; charset=utf-8"


class Outlet(BaseModel):
    """One outlet of the press site, as corpus/press/outlets.yaml describes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    host: str
    layout: str
    articles: tuple[str, ...]
    listings: tuple[str, ...]
    amp: bool = False
    paged: tuple[str, ...] = ()
    teasers: tuple[str, ...] = ()
    previews: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    moved: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """One article at one outlet."""

    case_id: str
    outlet: Outlet
    path: str
    title: str
    byline: tuple[str, ...]
    published: datetime
    paragraphs: tuple[str, ...]
    credit: str | None = None
    is_teaser: bool = False

    @property
    def url(self) -> str:
        """The canonical address."""
        return f"http://{self.outlet.host}{self.path}"

    def body(self, paragraphs: Iterable[str]) -> Markup:
        """Return paragraphs as HTML: headings, lists and paragraphs, escaped."""
        html: list[Markup] = []
        items: list[Markup] = []
        for line in (*paragraphs, None):
            if line is not None and line.startswith("- "):
                items.append(Markup("<li>{}</li>").format(line[2:]))
                continue
            if items:
                html.append(Markup("<ul>{}</ul>").format(Markup("").join(items)))
                items = []
            if line is not None and line.startswith("## "):
                html.append(Markup("<h2>{}</h2>").format(line[3:]))
            elif line is not None:
                html.append(Markup("<p>{}</p>").format(line))
        return Markup("\n").join(html)

    def parts(self) -> list[tuple[str, ...]]:
        """Return the paragraphs of each page: two for a paged article, a beginning for a teaser."""
        if self.is_teaser:
            return [self.paragraphs[:2]]
        if self.case_id in self.outlet.paged:
            half = len(self.paragraphs) // 2
            return [self.paragraphs[:half], self.paragraphs[half:]]
        return [self.paragraphs]


@dataclass(frozen=True, slots=True)
class Response:
    """A status, a body and headers."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class PressSite:
    """All outlets, rendered on demand from a corpus folder."""

    def __init__(self, corpus: Path = CORPUS) -> None:
        described = yaml.safe_load((corpus / "press" / "outlets.yaml").read_text(encoding="utf-8"))
        self.outlets = {code: Outlet.model_validate(fields) for code, fields in described.items()}
        self._by_host = {outlet.host: outlet for outlet in self.outlets.values()}
        self._cases: dict[str, dict[str, Any]] = {}
        for file in sorted((corpus / "articles").glob("*.json")):
            case = json.loads(file.read_text(encoding="utf-8"))
            self._cases[case["id"]] = case
        self._pages = {outlet.host: list(self._dress(outlet)) for outlet in self.outlets.values()}
        self._by_path = {
            (page.outlet.host, page.path): page for pages in self._pages.values() for page in pages
        }
        self._jinja = jinja2.Environment(
            loader=jinja2.FileSystemLoader(corpus / "press" / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._jinja.filters["person"] = lambda name: {"@type": "Person", "name": name}

    def pages(self, host: str) -> list[Page]:
        """Return an outlet's articles, newest first."""
        return self._pages[host]

    def _dress(self, outlet: Outlet) -> Iterable[Page]:
        own = [i for i in self._cases if any(fnmatchcase(i, pattern) for pattern in outlet.articles)]
        pages = [self._page(outlet, case_id) for case_id in (*own, *outlet.copies) if case_id in self._cases]
        return sorted(pages, key=lambda page: (page.published, page.path), reverse=True)

    def _page(self, outlet: Outlet, case_id: str) -> Page:
        case = self._cases[case_id]
        slug = case["url"].rstrip("/").rpartition("/")[2]
        day = datetime.fromisoformat(case["published"])
        folder = "/preview" if case_id in outlet.previews else ""
        # A stable hour a story, so that pages carry a time as real ones do.
        hour = int(hashlib.sha256(case_id.encode()).hexdigest(), 16) % 12 + 6
        original = next(
            (o.name for o in self.outlets.values() if case_id in outlet.copies and o is not outlet), None
        )
        return Page(
            case_id=case_id,
            outlet=outlet,
            path=f"{folder}/{day:%Y/%m}/{slug}",
            title=case["title"],
            byline=tuple(case["byline"]),
            published=datetime.combine(day, time(hour, 30), UTC),
            paragraphs=tuple(case["paragraphs"]),
            credit=original,
            is_teaser=case_id in outlet.teasers,
        )

    def respond(self, host: str, target: str, headers: Mapping[str, str]) -> Response:
        """Answer a GET; `target` is the path with its query, header names are lower case."""
        outlet = self._by_host.get(host.partition(":")[0].lower())
        if outlet is None:
            return Response(404, b"no such outlet here\n", {"Content-Type": "text/plain"})
        path, _, query = target.partition("?")
        return _negotiate(self._answer(outlet, path.rstrip("/") or "/", query), headers)

    def _answer(self, outlet: Outlet, path: str, query: str) -> Response:
        listing = LISTINGS.get(path)
        if path == "/robots.txt":
            return self._robots(outlet)
        if listing and listing[0] in outlet.listings:
            return self._listing(outlet, *listing)
        if path == "/":
            return self._html("home.html", outlet=outlet, pages=self._pages[outlet.host])
        return self._story(outlet, path, query)

    def _story(self, outlet: Outlet, path: str, query: str) -> Response:
        name = path.lstrip("/")
        moved = next((case_id for case_id, old in outlet.moved.items() if old == name), None)
        if moved:
            return Response(301, headers={"Location": self._page(outlet, moved).path})
        is_amp = outlet.amp and path.startswith("/amp/")
        page = self._by_path.get((outlet.host, path.removeprefix("/amp") if is_amp else path))
        if page is None:
            status = 410 if name in outlet.gone else 200 if name in outlet.missing else 404
            return self._html("sorry.html", status=status, outlet=outlet)
        return self._article(page, query, is_amp=is_amp)

    def _article(self, page: Page, query: str, *, is_amp: bool) -> Response:
        parts = page.parts()
        number = int(query.removeprefix("page=")) if query.removeprefix("page=").isdigit() else 1
        if not 1 <= number <= len(parts):
            return self._html("sorry.html", status=404, outlet=page.outlet)
        response = self._html(
            "amp.html" if is_amp else page.outlet.layout,
            page=page,
            outlet=page.outlet,
            number=number,
            total=len(parts),
            body=page.body(parts[number - 1]),
            related=[p for p in self._pages[page.outlet.host] if p is not page][:4],
        )
        return Response(
            200,
            response.body,
            response.headers | {"Last-Modified": format_datetime(page.published, usegmt=True)},
        )

    def _html(self, template: str, *, status: int = 200, **values: object) -> Response:
        return Response(
            status, self._jinja.get_template(template).render(values).encode(), {"Content-Type": HTML}
        )

    def _robots(self, outlet: Outlet) -> Response:
        maps = [
            f"Sitemap: http://{outlet.host}{p}"
            for p, (kind, _) in LISTINGS.items()
            if kind in outlet.listings and "sitemap" in p
        ]
        lines = ["User-agent: *", "Disallow: /preview/", "Disallow: /search", "", *maps]
        return Response(200, "\n".join([*lines, ""]).encode(), {"Content-Type": "text/plain"})

    def _listing(self, outlet: Outlet, kind: str, media_type: str) -> Response:
        pages = self._pages[outlet.host]
        if kind == "json_feed":
            body = _json_feed(outlet, pages)
        elif kind == "text_sitemap":
            body = "\n".join(
                [*(p.url for p in pages), *(f"http://{outlet.host}/{m}" for m in outlet.missing), ""]
            ).encode()
        elif kind == "sitemap_index" and media_type == "application/gzip":
            body = gzip.compress(self._xml("sitemap.xml", outlet, pages), mtime=0)
        else:
            body = self._xml(f"{kind}.xml", outlet, pages)
        return Response(200, body, {"Content-Type": media_type})

    def _xml(self, template: str, outlet: Outlet, pages: list[Page]) -> bytes:
        old = {case_id: f"http://{outlet.host}/{path}" for case_id, path in outlet.moved.items()}
        extra = [f"http://{outlet.host}/{path}" for path in outlet.gone]
        return (
            self._jinja.get_template(template)
            .render(outlet=outlet, pages=pages, old=old, extra=extra)
            .encode()
        )


# Path of a listing: what it is called in outlets.yaml, and its media type.
LISTINGS = {
    "/feed": ("rss", "application/rss+xml; charset=utf-8"),
    "/atom.xml": ("atom", "application/atom+xml; charset=utf-8"),
    "/feed.json": ("json_feed", "application/feed+json"),
    "/news-sitemap.xml": ("news_sitemap", "application/xml"),
    "/sitemap.xml": ("sitemap_index", "application/xml"),
    "/sitemap-articles.xml.gz": ("sitemap_index", "application/gzip"),
    "/sitemap.txt": ("text_sitemap", "text/plain; charset=utf-8"),
}


def _json_feed(outlet: Outlet, pages: list[Page]) -> bytes:
    items = [
        {
            "id": p.url,
            "url": p.url,
            "title": p.title,
            "date_published": p.published.isoformat(),
            "content_text": p.title,
        }
        for p in pages
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": f"http://{outlet.host}/",
    }
    return json.dumps(feed | {"items": items}, ensure_ascii=False).encode()


def _negotiate(response: Response, asked: Mapping[str, str]) -> Response:
    """Add validators, answer 304 to a conditional request, compress when asked to."""
    if response.status != 200:
        return response
    etag = f'"{hashlib.sha256(response.body).hexdigest()[:24]}"'
    headers = response.headers | {"ETag": etag, "Cache-Control": "no-cache"}
    if asked.get("if-none-match") == etag or _unmodified(headers.get("Last-Modified"), asked):
        return Response(304, headers=headers)
    if "gzip" in asked.get("accept-encoding", "") and headers["Content-Type"] != "application/gzip":
        return Response(200, gzip.compress(response.body, mtime=0), headers | {"Content-Encoding": "gzip"})
    return Response(200, response.body, headers)


def _unmodified(modified: str | None, asked: Mapping[str, str]) -> bool:
    since = asked.get("if-modified-since")
    if not (modified and since) or "if-none-match" in asked:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except ValueError:
        return False
