"""Feeds and sitemaps: RSS 0.9-2.0, Atom, JSON Feed, sitemaps, indexes, news sitemaps, lists in plain text.

Rule: nothing but the bytes is read: no entity is expanded, no DTD or file is opened. One broken item costs
that item. What an item does not say (a date, a title) stays None.
"""

import codecs
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html.entities import html5
from io import BytesIO
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from lxml import etree

from extractors.characters import clean_line
from extractors.moments import Moment, parse_moment
from extractors.urls import Url, resolve_link, tidy
from schemas.vocabulary import FetchOutcome

MAX_ENTRIES = 50_000  # the sitemap protocol's own bound
MAX_TITLE = 500

_ITEM_TAGS = ("{*}item", "{*}entry", "{*}url", "{*}sitemap")
_MEANING = {
    "title": "title",
    **dict.fromkeys(("pubDate", "published", "issued", "created", "date"), "published"),
    **dict.fromkeys(("updated", "modified"), "modified"),
}
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,2000}(\[.{0,200000}?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(#\w{1,8};|[A-Za-z]\w{0,31};)?")
_XML_ENTITIES = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_END = re.compile(
    r"</\s*([\w.-]+:)?(rss|feed|RDF|urlset|sitemapindex)\s*>\s*(<!--.{0,2000}-->\s*)*$", re.DOTALL
)
_HTML = re.compile(
    r"(<\?xml[^>]*>\s*|<!--.{0,1000}?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]{0,1000}>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article a listing names."""

    url: Url
    title: str | None = None
    published: Moment | None = None
    modified: Moment | None = None


@dataclass(slots=True)
class Listing:
    """What a feed or sitemap holds; FETCHED, EMPTY (no item) or NOT_LISTING (something else)."""

    outcome: FetchOutcome = FetchOutcome.FETCHED
    detail: str = ""
    entries: list[Entry] = field(default_factory=list)
    children: list[Entry] = field(default_factory=list)  # sitemaps that an index names


@dataclass(frozen=True, slots=True)
class Context:
    """How to read links and dates: the listing's own address, the newsroom's zone, the time of reading."""

    base: str
    zone: ZoneInfo | None = None
    read_at: datetime | None = None

    def moment(self, text: object) -> Moment | None:
        """Read a date as this listing means it."""
        return parse_moment(text, zone=self.zone, read_at=self.read_at)


def parse_listing(body: bytes, context: Context) -> Listing:
    """Read a feed or sitemap of any kind; never raises for what it holds."""
    text = _decode(body)
    start = text.lstrip()[:2000]
    listing = Listing()
    if start[:1] == "{":
        _read_json(text, context, listing)
    elif start[:1] != "<":
        _read_lines(text, listing)
    elif _HTML.match(start):
        listing.outcome, listing.detail = FetchOutcome.NOT_LISTING, "a page of HTML"
    else:
        _read_xml(text, context, listing)
    if listing.outcome is FetchOutcome.FETCHED and not listing.entries and not listing.children:
        listing.outcome, listing.detail = FetchOutcome.EMPTY, listing.detail or "no item in it"
    return listing


def _decode(body: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return _CONTROL.sub("", body.decode(encoding, "replace")).lstrip("\ufeff")
    if body[:4] in (b"<\0?\0", b"\0<\0?"):
        return _CONTROL.sub("", body.decode("utf-16-le" if body[0] else "utf-16-be", "replace"))
    declared = _DECLARED.search(body[:400])
    for encoding in ("utf-8", declared[1].decode("ascii") if declared else "cp1252"):
        try:
            return _CONTROL.sub("", body.decode(encoding))
        except (LookupError, ValueError):
            continue
    return _CONTROL.sub("", body.decode("utf-8", "replace"))


def _read_xml(text: str, context: Context, listing: Listing) -> None:
    is_cut = _END.search(text[-3000:]) is None
    text = _ENTITY.sub(_entity, _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1))
    previous: Entry | None = None
    try:
        for element in _items(text.encode("utf-8")):
            if previous is not None:
                listing.entries.append(previous)
                previous = None
            if len(listing.entries) + len(listing.children) >= MAX_ENTRIES:
                listing.detail = f"only the first {MAX_ENTRIES} items are read"
                break
            tag = _name(element)
            if tag in ("url", "sitemap"):
                entry = _sitemap_entry(element, context)
                if entry is not None and tag == "sitemap":
                    listing.children.append(entry)
                    continue
            else:
                entry = _feed_entry(element, context)
            previous = entry
    except etree.XMLSyntaxError as error:
        listing.detail = f"not well-formed: {error.msg}"[:200]
        if not listing.entries and not listing.children and previous is None:
            listing.outcome = FetchOutcome.NOT_LISTING
    if is_cut:
        # The last item may have lost the end of its address.
        listing.detail = "ends in the middle; its last item is left out"
    elif previous is not None:
        listing.entries.append(previous)


def _items(content: bytes) -> Iterator[etree._Element]:
    """Yield the items one by one, forgetting each behind it."""
    parser = etree.iterparse(
        BytesIO(content),
        events=("end",),
        tag=_ITEM_TAGS,
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in parser:
        parent = element.getparent()
        outer = _name(parent) if parent is not None else ""
        if outer in ("item", "entry") or (_name(element) == "url" and outer != "urlset"):
            continue  # a part of an item, or a feed's own picture
        yield element
        element.clear()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _name(element: etree._Element) -> str:
    """Return a tag without its namespace, or without the prefix of one that is not declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _entity(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;"
    if name in _XML_ENTITIES:
        return match[0]
    if name.startswith("#"):
        return match[0] if re.fullmatch(r"#(\d{1,7}|x[0-9A-Fa-f]{1,6});", name) else "&amp;" + name
    char = html5.get(name)
    return html.escape(char) if char else ""


def _children(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for child in element:
        if isinstance(child.tag, str):
            yield _name(child), child


def _text(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()


def _sitemap_entry(element: etree._Element, context: Context) -> Entry | None:
    url, modified, published, title = None, None, None, None
    for name, child in _children(element):
        if name == "loc":
            url = resolve_link(context.base, _text(child))
        elif name == "lastmod":
            modified = context.moment(_text(child))
        elif name == "news":
            for inner, node in _children(child):
                if inner == "publication_date":
                    published = context.moment(_text(node))
                elif inner == "title":
                    title = _title(_text(node))
    return Entry(tidy(url), title, published, modified) if url is not None else None


def _feed_entry(element: etree._Element, context: Context) -> Entry | None:
    base = context.base
    for node in (*reversed(list(element.iterancestors())), element):
        base = _join(base, node.get(_XML_BASE))
    links: dict[str, str] = {}
    texts: dict[str, str] = {}
    for name, child in _children(element):
        if name == "link":
            _note_link(child, links)
        elif name == "origLink":
            links["original"] = _text(child)
        elif name == "guid" and child.get("isPermaLink", "true").lower() != "false":
            links.setdefault("guid", _text(child))
        elif name in _MEANING:
            texts.setdefault(_MEANING[name], _text(child))
    url = _article_url(base, links)
    if url is None:
        return None
    published, modified = context.moment(texts.get("published")), context.moment(texts.get("modified"))
    return Entry(tidy(url), _title(texts.get("title", "")), published, modified)


def _article_url(base: str, links: dict[str, str]) -> Url | None:
    for kind in ("original", "alternate", "other", "guid"):
        link = links.get(kind)
        if link and (kind != "guid" or link.startswith(("http://", "https://"))):
            return resolve_link(base, link)
    return None


def _note_link(child: etree._Element, links: dict[str, str]) -> None:
    href = child.get("href")
    if href is None:
        if _text(child):
            links.setdefault("alternate", _text(child))
    elif child.get("rel", "alternate") == "alternate":
        kind = "alternate" if "html" in child.get("type", "html") else "other"
        links.setdefault(kind, href)


def _join(base: str, link: str | None) -> str:
    try:
        return urljoin(base, link) if link else base
    except ValueError:
        return base


def _title(text: str) -> str | None:
    return clean_line(html.unescape(_TAG.sub("", html.unescape(text))))[:MAX_TITLE] or None


def _read_json(text: str, context: Context, listing: Listing) -> None:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        listing.outcome, listing.detail = FetchOutcome.NOT_LISTING, f"broken JSON: {error}"[:200]
        return
    items = content.get("items")
    if not isinstance(items, list):
        listing.outcome, listing.detail = FetchOutcome.NOT_LISTING, "JSON, but no JSON Feed"
        return
    for item in items[:MAX_ENTRIES]:
        if not isinstance(item, dict):
            continue
        link = item.get("url") or item.get("external_url") or item.get("id")
        url = resolve_link(context.base, link) if isinstance(link, str) else None
        if url is not None:
            title = item.get("title")
            listing.entries.append(
                Entry(
                    tidy(url),
                    _title(title) if isinstance(title, str) else None,
                    context.moment(item.get("date_published")),
                    context.moment(item.get("date_modified")),
                )
            )


def _read_lines(text: str, listing: Listing) -> None:
    """Read a text sitemap: an absolute address a line."""
    lines = [line.strip() for line in text.split("\n", MAX_ENTRIES)[:MAX_ENTRIES] if line.strip()]
    for line in lines:
        url = resolve_link(line, "") if line.startswith(("http://", "https://")) else None
        if url is not None:
            listing.entries.append(Entry(tidy(url)))
    if lines and not listing.entries:
        listing.outcome, listing.detail = FetchOutcome.NOT_LISTING, "text without an address"
