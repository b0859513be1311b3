"""From the bytes of a page to an article: text by trafilatura, metadata by JSON-LD and meta tags.

Rule: the same bytes give the same article, on every machine and in every order. A change of the text that
comes out of a page needs a new `CLEANER_VERSION`, because every piece of evidence counts its characters.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from html import unescape
from zoneinfo import ZoneInfo

import trafilatura
from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from extractors.article import Article
from extractors.characters import clean_line
from extractors.markup import Page, PageError, read_page
from extractors.metadata import Circumstances, Metadata, agree, header_labels, read_metadata
from extractors.moments import EARLIEST, LATEST, Moment
from extractors.pages import split_pages
from extractors.quality import Evidence, is_partial, refuse
from extractors.shown import text_of
from extractors.sniff import why_not_html
from extractors.source import Source
from extractors.text import extract_text
from extractors.tongues import detect_language
from extractors.urls import BadUrl, parse_url
from schemas.vocabulary import FetchOutcome

CLEANER_VERSION = f"3+trafilatura-{trafilatura.__version__}"
MAX_TEXT = 1_000_000
DAMAGED = 0.001  # of the characters: more that could not be decoded are told

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|(?<![\w-])color\s*:\s*(?:#fff(?:fff)?|white)\b.*background(?:-color)?\s*:\s*(?:#fff(?:fff)?|white)\b"
    r"|background(?:-color)?\s*:\s*(?:#fff(?:fff)?|white)\b.*(?<![\w-])color\s*:\s*(?:#fff(?:fff)?|white)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:this|the)\s+(?:article|story|post|piece)\s+(?:was\s+)?(?:first|originally)\s+"
    r"(?:appeared|published|ran)\s+(?:in|on|by|at)\s+((?:<[^<>]{1,300}>|[^.<>\n]){2,80})",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_LENGTH = etree.XPath("string-length()")
_HIDDEN = etree.XPath(
    "//*[self::template or @hidden or @aria-hidden='true' or @style[contains(., 'none')"
    " or contains(., 'hidden') or contains(., 'font-size') or contains(., 'opacity')"
    " or contains(., 'background')]]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of a page: an article, or the outcome that says why there is none.

    PAYWALLED comes with an article (`is_partial`): its text is a teaser, worth keeping as that.
    """

    outcome: FetchOutcome
    article: Article | None
    detail: str = ""


def clean(
    body: bytes | str,
    *,
    url: str | None,
    headers: Mapping[str, str] | None = None,
    source: Source | None = None,
) -> Cleaned:
    """Read the article out of a page; never raises for what a page holds.

    `url` is the page's address after redirects, `headers` those of its response, names in lower case.
    """
    headers = headers or {}
    body, *further = split_pages(body)
    if isinstance(body, bytes):
        other = why_not_html(body, headers.get("content-type", ""))
        if other is not None:
            return Cleaned(FetchOutcome.NOT_HTML, None, other)
    known = _circumstances(url, headers, source)
    try:
        page = read_page(body, headers)
        return _article(page, [read_page(each, headers) for each in further], known, headers, source)
    except PageError as error:
        return Cleaned(error.outcome, None, str(error))
    except RecursionError:
        return Cleaned(FetchOutcome.TOO_DEEP, None, "nested deeper than the extraction reads")


def _circumstances(url: str | None, headers: Mapping[str, str], source: Source | None) -> Circumstances:
    try:
        address = parse_url(url) if url else None
    except BadUrl:
        address = None
    try:
        read_at = parsedate_to_datetime(headers["date"]).astimezone(UTC) if "date" in headers else None
    except (ValueError, OverflowError):
        read_at = None
    zone = ZoneInfo(source.time_zone) if source else None
    return Circumstances(address, source.name if source else None, zone, read_at)


def _article(
    page: Page, further: list[Page], known: Circumstances, headers: Mapping[str, str], source: Source | None
) -> Cleaned:
    metadata = read_metadata(page, known)
    texts: list[str] = []
    for each in (page, *further):
        _remove_hidden(each.tree)
        _cut_at_next_story(each.tree, metadata)
        texts.append(extract_text(each.tree, metadata))
    text = "\n".join(filter(None, texts))
    is_front = known.url is not None and known.url.target == "/"
    seen = Evidence(page.tree, text, metadata, is_front=is_front, scripts=page.scripts)
    refused = refuse(seen)
    if refused is not None:
        return Cleaned(refused[0], None, refused[1])
    if len(text) > MAX_TEXT:
        return Cleaned(FetchOutcome.TOO_LARGE, None, f"{len(text)} characters of text")
    language = detect_language(text, metadata.language)
    if source is not None and language is not None and language != source.language:
        return Cleaned(FetchOutcome.WRONG_LANGUAGE, None, f"the text is in {language}, not {source.language}")
    if metadata.published is None:
        _guess_date(page.tree, known, metadata)
    partial = is_partial(seen)
    article = Article(
        text=text,
        title=metadata.title,
        authors=metadata.authors,
        published=metadata.published.day if metadata.published else None,
        published_at=metadata.published.at if metadata.published else None,
        modified_at=metadata.modified.at if metadata.modified else None,
        outlet=metadata.outlet,
        url=str(known.url) if known.url else None,
        canonical_url=str(metadata.canonical) if metadata.canonical else None,
        language=language or metadata.language,
        section=metadata.section,
        is_partial=partial is not None,
        syndicated_from=metadata.foreign_canonical or _credit(page.html, metadata),
        labels=tuple(sorted(metadata.labels | header_labels(headers) | _damage(page))),
        source_code=source.code if source else None,
        provenance=metadata.provenance,
    )
    if partial is not None:
        return Cleaned(FetchOutcome.PAYWALLED, article, partial)
    return Cleaned(FetchOutcome.FETCHED, article)


def _damage(page: Page) -> set[str]:
    """Say when more than a few of a page's bytes were no characters."""
    return {"bad_bytes"} if page.replaced > len(page.html) * DAMAGED else set()


def _cut_at_next_story(tree: HtmlElement, metadata: Metadata) -> None:
    """Drop the stories that a page without an end shows behind its own."""
    stories = [node for node in tree.iter("article") if node.find(".//h1") is not None]
    stories = [node for node in stories if not any(above in stories for above in node.iterancestors())]
    if len(stories) > 1 and agree(text_of(stories[0].find(".//h1")), metadata.title or ""):
        for node in stories[1:]:
            node.drop_tree()


def _remove_hidden(tree: HtmlElement) -> None:
    """Take out what no reader sees, unless it is most of the page: then a script shows it later."""
    hidden = [
        node
        for node in _HIDDEN(tree)
        if node.tag not in ("html", "body")
        and (node.get("style") is None or node.get("hidden") is not None or _HIDING.search(node.get("style")))
    ]
    whole = _LENGTH(tree) if hidden else 0
    for node in hidden:
        if node.getparent() is not None and (node.tag == "template" or _LENGTH(node) * 2 < whole):
            node.drop_tree()


def _guess_date(tree: HtmlElement, known: Circumstances, metadata: Metadata) -> None:
    """Let htmldate look for a day where the page states none in a form we read."""
    latest = known.read_at.date() if known.read_at else LATEST
    found = find_date(
        tree,
        original_date=True,
        extensive_search=False,
        url=str(known.url) if known.url else None,
        min_date=EARLIEST.isoformat(),
        max_date=latest.isoformat(),
    )
    moment: Moment | None = known.moment(found)
    if moment is not None:
        metadata.published = moment
        metadata.provenance["published"] = "htmldate"


def _credit(html: str, metadata: Metadata) -> str | None:
    """Return who is said to have published the article first."""
    # The pattern is dear; its rarest words are not.
    if "appeared" not in html and "originally" not in html and "first published" not in html:
        return None
    match = _CREDIT.search(html)
    if match is None:
        return None
    name = clean_line(unescape(_TAG.sub("", match[1]))).strip(" .")
    return name if name and name.casefold() != (metadata.outlet or "").casefold() else None
