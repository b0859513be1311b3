"""Getting the pages of one batch, from the net or from files, into the archive.

Rule: each address is written down as soon as it has ended, body first, so that a killed task loses one page
at most and its retry asks for the rest only. An archived body is never written without its row in
raw.document.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from sqlalchemy import func, select

from extractors.answers import Validators
from extractors.fetch import Fetched, FetchSettingsError
from newsreel.steps.errors import RetryLater, StepError
from newsreel.steps.frontier import finished, known
from newsreel.steps.house import MANUAL, House
from newsreel.steps.warc import VIA, read_page
from schemas.vocabulary import FetchOutcome
from schemas.warehouse.raw import (
    FetchRow,
    FoundRow,
    read_frontier,
    validators,
    write_document,
    write_fetches,
)

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(hours=1)
PAUSE = timedelta(seconds=30)
MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html"}


def fetch_batch(house: House, *, run_id: str, batch_no: int, is_last_try: bool) -> dict[str, int]:
    """Fetch what is left of a batch; return {"batch", "urls"} and how many ended in each outcome.

    RetryLater, unless it is the last try, when pages were put off or no page could be reached.
    """
    with house.engine.begin() as conn:
        rows = read_frontier(conn, run_id, batch_no)
        done = finished(conn, run_id, batch_no)
    outcomes: Counter[str] = Counter({"done_before": len(done)} if done else {})
    waits: list[datetime] = []
    for row in rows:
        if row.url in done:
            continue
        fetched, at = _get(house, row)
        outcome = _keep(house, row, fetched, at)
        outcomes[outcome] += 1
        log.info("run=%s url=%s outcome=%s %s", run_id, row.url, outcome, fetched.detail)
        if fetched.retry_at is not None:
            waits.append(fetched.retry_at)
    if not is_last_try:
        _retry_later(outcomes, waits)
    return {"batch": batch_no, "urls": len(rows), **outcomes}


def _retry_later(outcomes: Mapping[str, int], waits: list[datetime]) -> None:
    now = datetime.now(UTC)
    if soon := [moment for moment in waits if moment - now < LONGEST_WAIT]:
        raise RetryLater(f"{len(soon)} pages were put off by their site", max(soon))
    if outcomes and set(outcomes) <= {FetchOutcome.UNAVAILABLE, FetchOutcome.TOO_SLOW}:
        raise RetryLater(f"none of {sum(outcomes.values())} pages could be reached", now + PAUSE)


def _get(house: House, row: FoundRow) -> tuple[Fetched, datetime | None]:
    """Get a page from where it is, and when it was received if that was not now."""
    if row.via.startswith(VIA):
        return read_page(row)
    return (_read_file(row) if row.url.startswith("file:") else _fetch(house, row)), None


def _fetch(house: House, row: FoundRow) -> Fetched:
    asked = None
    if not row.via.startswith("refetch:"):
        with house.engine.begin() as conn:
            # Only of what came through to staging: a page that a killed run left behind must come in full.
            before = validators(conn, row.url) if known(conn, [row.url]) else None
        # "Not modified" is no use where the archive has lost what it was compared with.
        if before and before.content_hash and house.archive.has(before.content_hash):
            asked = Validators(before.etag, before.last_modified)
    source = None if row.source_code == MANUAL else house.source(row.source_code)
    try:
        return house.fetcher.fetch(row.url, source=source, validators=asked)
    except FetchSettingsError as error:
        raise StepError(str(error)) from error


def _read_file(row: FoundRow) -> Fetched:
    """Read a file as if it had been fetched; what it holds must be what the frontier saw."""
    address, digest = urldefrag(row.url)
    path = Path(unquote(urlsplit(address).path))
    try:
        body = path.read_bytes()
    except OSError as error:
        return Fetched(
            row.url, row.url, FetchOutcome.GONE, detail=f"the file cannot be read: {error.strerror}"
        )
    if hashlib.sha256(body).hexdigest() != digest:
        return Fetched(
            row.url, row.url, FetchOutcome.GONE, detail="the file was changed after it was accepted"
        )
    if not body.strip():
        return Fetched(row.url, row.url, FetchOutcome.EMPTY, detail="the file is empty")
    headers = {"content-type": MEDIA_TYPES[path.suffix.lower()]}
    return Fetched(row.url, row.url, FetchOutcome.FETCHED, headers=headers, body=body)


def _keep(house: House, row: FoundRow, fetched: Fetched, at: datetime | None) -> FetchOutcome:
    """Archive a body and note the outcome, as of now or of the time it was received; return it.

    Now is what the database says: by it wordings are ordered, and workers' clocks differ.
    """
    outcome, content_hash = fetched.outcome, None
    if outcome is FetchOutcome.FETCHED and fetched.body is not None:
        content_hash = house.archive.put(fetched.body, fetched.headers)
    with house.engine.begin() as conn:
        if content_hash is not None and fetched.body is not None:
            media_type = fetched.headers.get("content-type")
            is_new = write_document(conn, content_hash, len(fetched.body), media_type, row.url)
            outcome = FetchOutcome.FETCHED if is_new else FetchOutcome.DUPLICATE
        elif outcome is FetchOutcome.NOT_MODIFIED and (before := validators(conn, row.url)):
            content_hash = before.content_hash
        write_fetches(
            conn,
            [
                FetchRow(
                    run_id=row.run_id,
                    source_code=row.source_code,
                    url=row.url,
                    outcome=outcome,
                    fetched_at=at or conn.execute(select(func.now())).scalar_one(),
                    final_url=fetched.final_url,
                    http_status=fetched.status,
                    content_hash=content_hash,
                    etag=fetched.headers.get("etag"),
                    last_modified=fetched.headers.get("last-modified"),
                    byte_count=len(fetched.body) if fetched.body is not None else None,
                    elapsed_ms=round(fetched.elapsed * 1000),
                    detail=fetched.detail or None,
                    retry_at=fetched.retry_at,
                )
            ],
        )
    return outcome
