"""What the net gave, written once: fetches, documents, frontier, articles and their versions.

Rule: every write is an upsert on a key made from the content, so a task that was killed and runs again
leaves the same rows. What a conflict does stands at each function: keep the first, or take the latest.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from schemas.vocabulary import FetchOutcome
from schemas.warehouse import tables as t
from schemas.warehouse.errors import TakenDownError

# Endings that say nothing about the page: a retry and the next run ask for it again.
PASSING = frozenset(
    {
        FetchOutcome.RATE_LIMITED,
        FetchOutcome.UNAVAILABLE,
        FetchOutcome.TOO_SLOW,
        FetchOutcome.TRUNCATED,
    }
)


@dataclass(frozen=True, slots=True)
class FetchRow:
    """How the attempt to get one address ended; `byte_count` in bytes, `elapsed_ms` in milliseconds."""

    run_id: str
    source_code: str
    url: str
    outcome: FetchOutcome
    fetched_at: datetime
    final_url: str | None = None
    http_status: int | None = None
    content_hash: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    byte_count: int | None = None
    elapsed_ms: int | None = None
    detail: str | None = None
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FoundRow:
    """An address that a run set out to fetch, and where it was found (`via`)."""

    run_id: str
    batch_no: int
    url: str
    source_code: str
    via: str
    title: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One wording of an article as the cleaner hands it over; `seen_at` is when the page was received."""

    canonical_url: str
    source_code: str
    outlet: str
    cleaner_version: str
    text: str
    seen_at: datetime
    content_hash: str | None = None
    title: str | None = None
    authors: list[str] = field(default_factory=list)
    published_date: date | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    language: str | None = None
    section: str | None = None
    is_partial: bool = False
    syndicated_from: str | None = None
    labels: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last answer of an address said about itself, for a conditional request."""

    etag: str | None
    last_modified: str | None
    content_hash: str | None


def storable(words: str) -> str:
    """Return the string as PostgreSQL can hold it: characters it cannot become U+FFFD, one for one."""
    return re.sub(r"[\0\ud800-\udfff]", "\ufffd", words)


def article_key(canonical_url: str) -> str:
    """Return the key of an article: sha256 of its canonical address, in hex."""
    return hashlib.sha256(storable(canonical_url).encode()).hexdigest()


def write_document(
    conn: Connection, content_hash: str, byte_count: int, media_type: str | None, url: str | None
) -> bool:
    """Note a body of bytes by its hash; return whether it is new. The first sighting stays."""
    row = {
        "content_hash": content_hash,
        "byte_count": byte_count,
        "media_type": media_type,
        "first_url": url,
    }
    new = upsert(t.document).values(_clean(row)).on_conflict_do_nothing().returning(t.document.c.content_hash)
    return conn.scalar(new) is not None


def write_fetches(conn: Connection, fetches: Iterable[FetchRow]) -> None:
    """Note how attempts ended. In a run an address ends once: only a passing ending gives way to another.

    A worker that was taken for dead and comes later, or has another clock, changes nothing.
    """
    for fetch in fetches:
        row = _clean(asdict(fetch))
        row["fetch_id"] = hashlib.sha256(f"{row['run_id']} {row['url']}".encode()).hexdigest()[:32]
        statement = upsert(t.fetch).values(row)
        conn.execute(
            statement.on_conflict_do_update(
                index_elements=["run_id", "url_key"],
                set_={name: statement.excluded[name] for name in row if name not in {"run_id", "url"}},
                where=t.fetch.c.outcome.in_(sorted(PASSING)) & t.fetch.c.content_hash.is_(None),
            )
        )


def write_frontier(conn: Connection, found: Iterable[FoundRow]) -> int:
    """Note what a run set out to fetch; return how many are new. The first batch of an address stays."""
    rows = [_clean(asdict(item)) for item in found]
    if not rows:
        return 0
    new = upsert(t.frontier).on_conflict_do_nothing().returning(t.frontier.c.url_key)
    return len(conn.execute(new, rows).all())


def read_frontier(conn: Connection, run_id: str, batch_no: int) -> list[FoundRow]:
    """Return one batch of a run, in the order of addresses."""
    names = list(FoundRow.__dataclass_fields__)
    rows = conn.execute(
        select(*(t.frontier.c[name] for name in names))
        .where(t.frontier.c.run_id == run_id, t.frontier.c.batch_no == batch_no)
        .order_by(t.frontier.c.url)
    )
    return [FoundRow(*row) for row in rows]


def validators(conn: Connection, url: str) -> Validators | None:
    """Return what the last successful answer of this address carried, or None when it was never had."""
    fetch = t.fetch
    row = conn.execute(
        select(fetch.c.etag, fetch.c.last_modified, fetch.c.content_hash)
        .where(
            fetch.c.url_key == func.md5(storable(url)),
            fetch.c.outcome.in_([FetchOutcome.FETCHED, FetchOutcome.NOT_MODIFIED, FetchOutcome.DUPLICATE]),
            fetch.c.content_hash.is_not(None),
        )
        .order_by(fetch.c.fetched_at.desc())
        .limit(1)
    ).one_or_none()
    return Validators(*row) if row else None


def write_version(conn: Connection, version: VersionRow) -> str:
    """Store an article and this wording of it; return its `article_version_id`.

    The same wording again is the same version, only received later. The article keeps the source and outlet
    that first had it. Raises `TakenDownError` when the article was erased on demand.
    """
    row = _clean(asdict(version))
    key = article_key(version.canonical_url)
    if conn.scalar(select(t.takedown.c.article_key).where(t.takedown.c.article_key == key)):
        raise TakenDownError(f"{version.canonical_url} was erased on demand and is not taken in again")
    about = {name: row.pop(name) for name in ("canonical_url", "source_code", "outlet")}
    about |= {"article_key": key, "first_seen_at": row["seen_at"]}
    conn.execute(upsert(t.article).values(about).on_conflict_do_nothing())
    read = f"{row['title'] or ''}\n{row['published_date'] or ''}\n{row['text']}"
    row |= {"article_key": key, "text_hash": hashlib.sha256(read.encode()).hexdigest()}
    identity = f"{key} {row['text_hash']} {row['cleaner_version']}"
    row["article_version_id"] = hashlib.sha256(identity.encode()).hexdigest()[:32]
    conn.execute(
        upsert(t.article_version)
        .values(row)
        .on_conflict_do_update(
            index_elements=["article_version_id"],
            set_={"seen_at": row["seen_at"]},
            where=t.article_version.c.seen_at < row["seen_at"],
        )
    )
    return str(row["article_version_id"])


def _clean(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: storable(value)
        if isinstance(value, str)
        else [storable(item) for item in value]
        if isinstance(value, list)
        else value
        for name, value in row.items()
    }
