"""Web archives handed in: which of their pages a run takes, and reading one of them.

Rule: nothing of it goes to the network. A page is named by its file and the byte its record begins at; what
stands there when it is read must be the page that was accepted. Damage in the file is an ending of its own.
"""

import logging
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from extractors.answers import Kind, judge
from extractors.fetch import Fetched
from extractors.urls import BadUrl, parse_url
from extractors.warc import Damage, Record, WarcError, read_capture, scan
from newsreel.steps.house import MANUAL, House
from schemas.vocabulary import FetchOutcome
from schemas.warehouse.raw import FoundRow

log = logging.getLogger(__name__)

VIA = "warc:"
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})


def warc_rows(
    house: House, run_id: str, path: Path, source_code: str | None
) -> tuple[list[FoundRow], Counter[str]]:
    """Return the pages of a file that the run takes, and counts of what it leaves.

    Taken are answers with status 200 that are pages: those of any source's site, of one source's (its code
    given), or all (`manual`). Of several captures of an address the latest is taken. Raises WarcError.
    """
    taken: dict[str, tuple[datetime, FoundRow]] = {}
    counts: Counter[str] = Counter()
    for item in scan(path):
        if isinstance(item, Damage):
            counts["damaged"] += 1
            log.warning("run=%s %s: %s", run_id, path.name, item.reason)
            taken[f"#{item.offset}"] = datetime.min.replace(tzinfo=UTC), _damage(run_id, path, item)
            continue
        row, why_not = _row(house, run_id, path, item, source_code)
        if row is None:
            counts[why_not] += 1
            continue
        at = item.at or datetime.min.replace(tzinfo=UTC)
        if row.url in taken:
            counts["older_captures"] += 1
        if row.url not in taken or at >= taken[row.url][0]:
            taken[row.url] = at, row
    return [row for _, row in taken.values()], counts


def read_page(row: FoundRow) -> tuple[Fetched, datetime | None]:
    """Read a page as if it had been fetched, and when it was recorded."""
    address, offset = urldefrag(row.via.removeprefix(VIA))
    path = Path(unquote(urlsplit(address).path))
    try:
        capture = read_capture(path, int(offset))
        if isinstance(capture, Damage):
            return Fetched(row.url, row.url, capture.outcome, detail=capture.reason), None
        url = str(parse_url(capture.url))
    except OSError as error:
        return _gone(row, f"the file cannot be read: {error.strerror}"), None
    except (WarcError, BadUrl) as error:
        return _gone(row, str(error)), None
    if url != row.url:
        return _gone(row, f"{path.name} has another page at byte {offset}: the file was changed"), None
    if capture.reply is None:
        outcome = capture.outcome or FetchOutcome.BAD_ENCODING
        return Fetched(row.url, row.url, outcome, detail=capture.reason), capture.at
    answer = judge(capture.reply, Kind.PAGE)
    fetched = Fetched(
        row.url,
        row.url,
        FetchOutcome.EMPTY if answer.is_refresh else answer.outcome,
        status=capture.reply.status,
        headers=capture.reply.headers,
        body=None if answer.is_refresh else answer.body,
        detail=answer.detail or (f"only a signpost to {answer.location}" if answer.is_refresh else ""),
    )
    return fetched, capture.at


def _row(
    house: House, run_id: str, path: Path, record: Record, source_code: str | None
) -> tuple[FoundRow | None, str]:
    """Return the row of a record, or None and the name of what it is counted as."""
    if record.type != "response" or record.status is None:
        return None, "other_records"
    if record.status != 200 or record.media_type not in PAGE_TYPES:
        return None, "no_pages"
    try:
        url = str(parse_url(record.url.strip("<>")))
    except BadUrl:
        return None, "refused_urls"
    source = house.source_of(url)
    if source_code != MANUAL and (source is None or source_code not in (None, source.code)):
        return None, "of_other_sites"
    return (
        FoundRow(
            run_id=run_id,
            batch_no=0,
            url=url,
            source_code=source.code if source else MANUAL,
            via=f"{VIA}{path.as_uri()}#{record.offset}",
        ),
        "",
    )


def _damage(run_id: str, path: Path, damage: Damage) -> FoundRow:
    place = f"{path.as_uri()}#{damage.offset}"
    return FoundRow(run_id=run_id, batch_no=0, url=place, source_code=MANUAL, via=f"{VIA}{place}")


def _gone(row: FoundRow, detail: str) -> Fetched:
    return Fetched(row.url, row.url, FetchOutcome.GONE, detail=detail)
