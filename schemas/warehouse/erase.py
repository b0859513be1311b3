"""Takedown: an article that has to go, with everything that was read from it.

Rule: what is erased does not come back. The article's key is kept with the reason, and `raw.write_version`
refuses it; nothing else of it stays in the warehouse. The archived bytes are the caller's to delete.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from schemas.warehouse import tables as t
from schemas.warehouse.load import take_load_lock
from schemas.warehouse.raw import article_key, storable
from schemas.warehouse.resolve import resolve, touch
from schemas.warehouse.stage import CHILD_TABLES, RECORD_TABLES


@dataclass(frozen=True, slots=True)
class Erased:
    """What went: the articles, and the hashes of archived bodies that nothing refers to any more."""

    article_keys: list[str]
    content_hashes: list[str]


def erase(conn: Connection, url: str, reason: str) -> Erased:
    """Erase the article at an address, canonical or fetched, in the caller's transaction.

    An address that was never seen is noted all the same, so that it is not taken in later.
    """
    take_load_lock(conn)
    url = storable(url)
    version, fetch = t.article_version, t.fetch
    fetched = select(fetch.c.content_hash).where(
        or_(fetch.c.url_key == func.md5(url), fetch.c.final_url == url), fetch.c.content_hash.is_not(None)
    )
    found = select(version.c.article_key).where(version.c.content_hash.in_(fetched))
    keys = sorted({article_key(url), *conn.scalars(found)})
    of_article = version.c.article_key.in_(keys)
    # A kept feed may hold the headline; without it, the feed is asked for in full once.
    conn.execute(delete(t.listing))
    bodies = set(conn.scalars(select(version.c.content_hash).where(of_article))) - {None}
    shared = select(version.c.content_hash).where(version.c.content_hash.in_(bodies), ~of_article)
    hashes = sorted(bodies - set(conn.scalars(shared)))
    notes = [{"article_key": key, "url": url, "reason_text": storable(reason)} for key in keys]
    conn.execute(upsert(t.takedown).on_conflict_do_nothing(), notes)
    touched = touch(conn, keys)
    for table in (*RECORD_TABLES.values(), *CHILD_TABLES.values(), t.staged_evidence, t.staged_article):
        conn.execute(delete(table).where(table.c.article_key.in_(keys)))
    for table in (t.quarantine, t.core_article, t.article):
        conn.execute(delete(table).where(table.c.article_key.in_(keys)))
    _forget_bodies(conn, fetch.c.content_hash.in_(hashes), hashes)
    resolve(conn, touched)
    return Erased(keys, hashes)


def _forget_bodies(conn: Connection, fetched: ColumnElement[bool], hashes: list[str]) -> None:
    addresses = select(t.fetch.c.url_key).where(fetched)
    conn.execute(update(t.frontier).where(t.frontier.c.url_key.in_(addresses)).values(title=None))
    conn.execute(
        update(t.fetch).where(fetched).values(content_hash=None, etag=None, last_modified=None, detail=None)
    )
    conn.execute(delete(t.document).where(t.document.c.content_hash.in_(hashes)))
