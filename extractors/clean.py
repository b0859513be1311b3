"""From the bytes of a page to an article: text by trafilatura, metadata by JSON-LD and meta tags.

Rule: the same bytes give the same article, on every machine and in every order. A change of the text that
comes out of a page needs a new `CLEANER_VERSION`, because every piece of evidence counts its characters.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import trafilatura
from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.settings import Document
from trafilatura.xml import xmltotxt

from extractors.article import Article
from extractors.characters import clean_line, clean_text
from extractors.markup import Page, PageError, read_page
from extractors.metadata import Circumstances, Metadata, header_labels, read_metadata
from extractors.moments import EARLIEST, LATEST, Moment
from extractors.quality import Evidence, is_partial, refuse
from extractors.sniff import why_not_html
from extractors.source import Source
from extractors.tongues import detect_language
from extractors.urls import BadUrl, Url, parse_url
from schemas.vocabulary import FetchOutcome

CLEANER_VERSION = f"1+trafilatura-{trafilatura.__version__}"
MAX_TEXT = 1_000_000

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|(?<![\w-])color\s*:\s*(?:#fff(?:fff)?|white)\b.*background(?:-color)?\s*:\s*(?:#fff(?:fff)?|white)\b"
    r"|background(?:-color)?\s*:\s*(?:#fff(?:fff)?|white)\b.*(?<![\w-])color\s*:\s*(?:#fff(?:fff)?|white)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:this|the)\s+(?:article|story|post|piece)\s+(?:was\s+)?(?:first|originally)\s+"
    r"(?:appeared|published|ran|posted)\s+(?:in|on|by|at)\s+([^.\n]{2,80})",
    re.IGNORECASE,
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
    if isinstance(body, bytes):
        other = why_not_html(body, headers.get("content-type", ""))
        if other is not None:
            return Cleaned(FetchOutcome.NOT_HTML, None, other)
    known = _circumstances(url, headers, source)
    try:
        page = read_page(body, headers)
        return _article(page, known, headers, source)
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


def _article(page: Page, known: Circumstances, headers: Mapping[str, str], source: Source | None) -> Cleaned:
    metadata = read_metadata(page, known)
    _remove_hidden(page.tree)
    shown = " ".join("".join(page.tree.itertext()).split())[:20_000]
    links = sum(len(_inner(node)) for node in page.tree.iter("a"))
    text = _text(page.tree, known.url, metadata)
    evidence = Evidence(
        text=text,
        shown=shown,
        title=metadata.title or "",
        is_front=known.url is not None and known.url.target == "/",
        scripts=page.scripts,
        link_share=min(links / max(len(shown), 1), 1.0),
        metadata=metadata,
    )
    refused = refuse(evidence)
    if refused is not None:
        return Cleaned(refused[0], None, refused[1])
    if len(text) > MAX_TEXT:
        return Cleaned(FetchOutcome.TOO_LARGE, None, f"{len(text)} characters of text")
    language = detect_language(text, metadata.language)
    if source is not None and language is not None and language != source.language:
        return Cleaned(FetchOutcome.WRONG_LANGUAGE, None, f"the text is in {language}, not {source.language}")
    if metadata.published is None:
        _guess_date(page.tree, known, metadata)
    partial = is_partial(text, shown, metadata)
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
        syndicated_from=metadata.foreign_canonical or _credit(text, metadata),
        labels=tuple(sorted(metadata.labels | header_labels(headers))),
        source_code=source.code if source else None,
        provenance=metadata.provenance,
    )
    if partial is not None:
        return Cleaned(FetchOutcome.PAYWALLED, article, partial)
    return Cleaned(FetchOutcome.FETCHED, article)


def _remove_hidden(tree: HtmlElement) -> None:
    """Take out what no reader sees, unless it is most of the page: then a script shows it later."""
    hidden = [
        node
        for node in tree.xpath("//*[@hidden or @style or @aria-hidden or self::template]")
        if node.tag not in ("html", "body")
        and (
            node.tag == "template"
            or node.get("hidden") is not None
            or node.get("aria-hidden", "").lower() == "true"
            or _HIDING.search(node.get("style", ""))
        )
    ]
    if not hidden:
        return
    whole = len(_inner(tree))
    for node in hidden:
        is_small = node.tag == "template" or len(_inner(node)) * 2 < whole
        if is_small and node.getparent() is not None:
            node.drop_tree()


def _text(tree: HtmlElement, url: Url | None, metadata: Metadata) -> str:
    """Extract the text, with headings and list items marked."""
    document = trafilatura.bare_extraction(
        tree,
        url=str(url) if url else None,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        include_links=False,
        include_images=False,
        deduplicate=False,
        with_metadata=False,
    )
    if not isinstance(document, Document):
        return ""
    for heading in document.body.iter("head"):
        if not any(above.tag in ("item", "cell") for above in heading.iterancestors()):
            heading.text = f"## {(heading.text or '').lstrip()}"
    lines = clean_text(xmltotxt(document.body, include_formatting=False)).split("\n")
    return "\n".join(_without_title(lines, metadata.title))


def _without_title(lines: list[str], title: str | None) -> list[str]:
    """Drop the headline from the beginning of the text, where it stands as a heading or a line of its own."""
    wanted = _letters(title or "")
    for number, line in enumerate(lines[:2]):
        if wanted and _letters(line) == wanted:
            return lines[:number] + lines[number + 1 :]
    return lines


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _inner(node: HtmlElement) -> str:
    return "".join(node.itertext())


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


def _credit(text: str, metadata: Metadata) -> str | None:
    match = _CREDIT.search(text)
    if match is None:
        return None
    name = clean_line(match[1])
    return None if name.casefold() == (metadata.outlet or "").casefold() else name
