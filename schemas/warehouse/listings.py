"""Feeds and sitemaps as last received, in `raw.listing`.

Rule: a body and its validators are written together, so that "not modified" always stands for that body.
"""

import zlib

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert as upsert

from schemas.warehouse import tables as t

MAX_PACKED = 2_000_000  # bytes; a listing that is larger is asked for in full each time


class ListingsTable:
    """The kept listings, by address; for all processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, url: str) -> tuple[str | None, str | None, bytes] | None:
        """Return the ETag, the Last-Modified and the body of a listing."""
        kept = t.listing.c
        with self._engine.begin() as conn:
            row = conn.execute(
                select(kept.etag, kept.last_modified, kept.packed).where(kept.url == url)
            ).one_or_none()
        return (row.etag, row.last_modified, zlib.decompress(row.packed)) if row is not None else None

    def put(self, url: str, etag: str | None, last_modified: str | None, body: bytes) -> None:
        """Keep a listing in the place of what was kept before."""
        packed = zlib.compress(body)
        if len(packed) > MAX_PACKED:
            return
        row = {"etag": etag, "last_modified": last_modified, "packed": packed}
        statement = upsert(t.listing).values(url=url, **row)
        with self._engine.begin() as conn:
            conn.execute(statement.on_conflict_do_update(index_elements=["url"], set_=row))
