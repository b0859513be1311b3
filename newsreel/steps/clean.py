"""From archived bytes to article versions: the pages of one batch, cleaned.

Rule: what comes out depends on the archived page and on what the frontier says about it. A page that is no
article keeps its bytes and gets the outcome that says why; nothing is dropped without a name.
"""

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ColumnElement, Connection, func, select, update
from sqlalchemy.dialects.postgresql import distinct_on

from extractors.archive import ArchiveError
from extractors.article import Article, article_from_text
from extractors.budget import Cleaner
from extractors.clean import CLEANER_VERSION, Cleaned
from newsreel.steps.frontier import url_key
from newsreel.steps.house import MANUAL, House
from schemas.vocabulary import FetchOutcome
from schemas.warehouse import tables as t
from schemas.warehouse.errors import TakenDownError
from schemas.warehouse.raw import VersionRow, article_key, write_version

log = logging.getLogger(__name__)

SHRUNK = 0.5  # of what is held: less is no update
WORTH_KEEPING = 600  # characters: a shorter text may well be replaced by a correction
ARCHIVE = "archive"  # where a frontier row was found that is read again without the network


@dataclass(frozen=True, slots=True)
class Page:
    """One archived page of a batch, and what the frontier knew of it."""

    fetch_id: str
    url: str
    final_url: str
    source_code: str
    via: str
    content_hash: str
    outcome: FetchOutcome
    fetched_at: datetime
    title: str | None
    published_at: datetime | None


def clean_batch(house: House, *, run_id: str, batch_no: int) -> dict[str, int | list[str]]:
    """Clean a batch; return {"batch", "pages", "articles", …outcomes} and the keys of its "versions"."""
    with house.engine.begin() as conn:
        pages = _pages(conn, run_id, batch_no)
    counts: Counter[str] = Counter(pages=len(pages), articles=0)
    versions = []
    with Cleaner() as cleaner:
        for page in pages:
            cleaned = _clean(house, cleaner, page)
            with house.engine.begin() as conn:
                cleaned = _unless_shrunk(conn, page, _unless_twin(conn, run_id, page, cleaned))
                _note(conn, page, cleaned)
                if cleaned.article is None:
                    counts[cleaned.outcome] += 1
                    log.info("run=%s url=%s outcome=%s %s", run_id, page.url, cleaned.outcome, cleaned.detail)
                    continue
                try:
                    versions.append(write_version(conn, _version(house, page, cleaned.article)))
                except TakenDownError as error:
                    counts["taken_down"] += 1
                    log.info("run=%s url=%s %s", run_id, page.url, error)
    counts["articles"] = len(versions)
    return {"batch": batch_no, **counts, "versions": sorted(set(versions))}


def _pages(conn: Connection, run_id: str, batch_no: int) -> list[Page]:
    """Return the pages of a batch that have a body and are not known to be the same as before.

    A frontier row from the archive has no fetch in this run: it stands for the last one that brought a body.
    """
    frontier, fetch = t.frontier, t.fetch
    named = (
        fetch.c.fetch_id,
        frontier.c.url,
        func.coalesce(fetch.c.final_url, frontier.c.url).label("final_url"),
        frontier.c.source_code,
        frontier.c.via,
        fetch.c.content_hash,
        fetch.c.outcome,
        fetch.c.fetched_at,
        _told(frontier.c.title),
        _told(frontier.c.published_at),
    )
    mine = (frontier.c.run_id == run_id) & (frontier.c.batch_no == batch_no)
    rows = conn.execute(
        select(*named)
        .join(fetch, fetch.c.url_key == frontier.c.url_key)
        .where(
            mine,
            (fetch.c.run_id == frontier.c.run_id) | (frontier.c.via == ARCHIVE),
            fetch.c.content_hash.is_not(None),
            fetch.c.outcome != FetchOutcome.NOT_MODIFIED,
        )
        .ext(distinct_on(frontier.c.url_key))
        .order_by(frontier.c.url_key, fetch.c.fetched_at.desc())
    )
    return [Page(**row) for row in rows.mappings()]


def _told(column: Column[Any]) -> ColumnElement[Any]:
    """Return what this run's listing said of a page, else the last one that said anything.

    The page asked for again by its address must not lose the date that only a feed gave.
    """
    other = t.frontier.alias("other")
    said = (
        select(other.c[column.name])
        .where(other.c.url_key == t.frontier.c.url_key, other.c[column.name].is_not(None))
        .order_by(other.c.found_at.desc(), other.c.run_id)
        .limit(1)
        .correlate(t.frontier)
        .scalar_subquery()
    )
    return func.coalesce(column, said).label(column.name)


def _clean(house: House, cleaner: Cleaner, page: Page) -> Cleaned:
    try:
        body = house.archive.get(page.content_hash)
        headers = house.archive.headers(page.content_hash)
    except ArchiveError as error:
        return Cleaned(FetchOutcome.UNAVAILABLE, None, str(error))
    is_file = page.url.startswith("file:")
    if is_file and headers.get("content-type") == "text/plain":
        text = _decode(body)
        if not text.strip():
            return Cleaned(FetchOutcome.EMPTY, None, "the file holds no text")
        published = page.published_at.astimezone(UTC).date() if page.published_at else None
        return Cleaned(FetchOutcome.FETCHED, article_from_text(text, page.title, published))
    source = None if page.source_code == MANUAL else house.source(page.source_code)
    url = None if is_file else page.final_url
    cleaned = cleaner.clean(body, url=url, headers=headers, source=source)
    if cleaned.article is None:
        return cleaned
    return Cleaned(cleaned.outcome, _completed(house, page, cleaned.article), cleaned.detail)


def _unless_twin(conn: Connection, run_id: str, page: Page, cleaned: Cleaned) -> Cleaned:
    """Set aside a page that names another address as its own, when that address is read as well.

    An AMP page or a print view says less than the page it stands for (often no date) and must not replace it.
    The frontier tells what this run reads: the other page may lie in a batch that is not fetched yet.
    """
    address = cleaned.article.canonical_url if cleaned.article else None
    if address is None or page.url.startswith("file:") or address in {page.url, page.final_url}:
        return cleaned
    key, frontier, fetch = url_key(address), t.frontier, t.fetch
    is_read = (
        select(frontier.c.url_key)
        .where(frontier.c.run_id == run_id, frontier.c.url_key == key)
        .union_all(
            select(fetch.c.url_key).where(
                fetch.c.url_key == key,
                fetch.c.content_hash.is_not(None),
                fetch.c.outcome.in_([FetchOutcome.FETCHED, FetchOutcome.NOT_MODIFIED]),
            )
        )
    )
    held = conn.execute(is_read.limit(1)).first()
    return Cleaned(FetchOutcome.DUPLICATE, None, f"twin of {address}") if held else cleaned


def _unless_shrunk(conn: Connection, page: Page, cleaned: Cleaned) -> Cleaned:
    """Set aside a page that brings less than half of the text we hold of its article, or a part of it.

    A stub behind a new paywall and a layout that lost its text both look like an update. Whoever wants the
    short one all the same asks for the page again; what lies in the archive was judged when it came.
    """
    article = cleaned.article
    address = article.canonical_url if article else None
    if article is None or address is None or page.via == ARCHIVE or page.via.startswith("refetch:"):
        return cleaned
    version = t.article_version
    held = conn.scalar(
        select(func.length(version.c.text))
        .where(version.c.article_key == article_key(address), ~version.c.is_partial)
        .order_by(version.c.seen_at.desc())
        .limit(1)
    )
    length = len(article.text)
    if held is None or held < WORTH_KEEPING or length >= held * (1 if article.is_partial else SHRUNK):
        return cleaned
    return Cleaned(FetchOutcome.SHRUNK, None, f"{length} characters, where {held} are held")


def _completed(house: House, page: Page, article: Article) -> Article:
    """Add what the listing or the sender of a file said and the page does not say."""
    changes: dict[str, object] = {}
    if article.published is None and page.published_at is not None:
        source = house.sources.get(page.source_code)
        zone = ZoneInfo(source.time_zone) if source and not page.url.startswith("file:") else UTC
        changes["published"] = page.published_at.astimezone(zone).date()
    if article.title is None and page.title:
        changes["title"] = page.title
    told = dict.fromkeys(changes, "listing")
    return article.model_copy(update={**changes, "provenance": {**article.provenance, **told}})


def _decode(body: bytes) -> str:
    """Decode UTF-8, or UTF-16 by its mark, else the Western encoding of Windows; line ends become LF."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = body.decode("utf-16", "replace")
    else:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = body.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _note(conn: Connection, page: Page, cleaned: Cleaned) -> None:
    """Write what cleaning made of a page to its fetch."""
    outcome = cleaned.outcome
    if cleaned.article is not None and outcome is FetchOutcome.FETCHED:
        outcome = FetchOutcome.DUPLICATE if page.outcome == FetchOutcome.DUPLICATE else FetchOutcome.FETCHED
    conn.execute(
        update(t.fetch)
        .where(t.fetch.c.fetch_id == page.fetch_id, t.fetch.c.outcome != outcome)
        .values(outcome=outcome, detail=cleaned.detail[:2000] or None)
    )


def _version(house: House, page: Page, article: Article) -> VersionRow:
    address = article.canonical_url or article.url or f"urn:sha256:{page.content_hash}"
    source = house.sources.get(page.source_code) or house.source_of(address)
    return VersionRow(
        canonical_url=address,
        source_code=source.code if source else page.source_code,
        outlet=article.outlet or (source.name if source else "unknown"),
        cleaner_version=CLEANER_VERSION,
        text=article.text,
        seen_at=page.fetched_at,
        content_hash=page.content_hash,
        title=article.title,
        authors=list(article.authors),
        published_date=article.published,
        published_at=article.published_at,
        modified_at=article.modified_at,
        language=article.language,
        section=article.section,
        is_partial=article.is_partial,
        syndicated_from=article.syndicated_from,
        labels=list(article.labels),
    )
