"""Which pages of a source a run reads: those its listings name, less those that are known and not due.

Rule: a listing that cannot be read is told, and only when none could be read does the step fail; a source
that has gone silent must not look like one with no news.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from extractors.discover import Found, discover
from extractors.fetch import FetchSettingsError
from extractors.source import Source
from extractors.urls import BadUrl, parse_url
from newsreel.steps.errors import RetryLater, StepError
from newsreel.steps.frontier import Known, known, write_batches
from newsreel.steps.house import House
from schemas.warehouse import tables as t
from schemas.warehouse.raw import FoundRow

log = logging.getLogger(__name__)

FEW = 5  # items: a shorter listing may well be all new


def discover_source(
    house: House,
    *,
    run_id: str,
    dag_id: str,
    source_code: str,
    urls: Sequence[str] = (),
    since: str | None = None,
    limit: int | None = None,
    refetch: bool = False,
    now: datetime | None = None,
) -> dict[str, int]:
    """Write the run's frontier; return {"batches", "urls", "listed", "known", …}.

    `since` is a day in ISO 8601. RetryLater when no listing answers now, StepError when none ever will.
    """
    source, now = house.source(source_code), now or datetime.now(UTC)
    counts = {"listings_failed": 0}
    with house.engine.begin() as conn:
        began = conn.execute(select(func.now())).scalar_one()
    if urls:
        found = _given(urls)
    else:
        found, counts["listings_failed"] = _listed(house, source, since)
    with house.engine.begin() as conn:
        seen = {} if refetch or urls else known(conn, [item.url for item in found])
        wanted = [
            item for item in found if item.url not in seen or seen[item.url].is_due(now, item.modified_at)
        ]
        if not (urls or since or refetch):
            counts["gaps"] = _gaps(conn, source, run_id, found, seen)
        most = min(limit or source.volume.max_run, source.volume.max_run)
        written = write_batches(
            conn,
            run_id,
            dag_id,
            source_code,
            [_row(run_id, source, item, refetch=refetch) for item in wanted[:most]],
            began=began,
        )
    return {
        **written,
        "listed": len(found),
        "known": len(found) - len(wanted),
        "over_limit": max(0, len(wanted) - most),
        **counts,
    }


def _given(urls: Sequence[str]) -> list[Found]:
    wrong, found = [], []
    for url in urls:
        try:
            found.append(Found(str(parse_url(url)), None, None, None, None, via="param"))
        except BadUrl as error:
            wrong.append(f"{url}: {error}")
    if wrong:
        raise StepError("these are no addresses of pages: " + "; ".join(wrong))
    return found


def _listed(house: House, source: Source, since: str | None) -> tuple[list[Found], int]:
    """Return what the listings name, newest first, and how many of them could not be read."""
    try:
        first = date.fromisoformat(since) if since else None
        discovery = discover(source, house.fetcher, first, kept=house.listings)
    except FetchSettingsError as error:
        raise StepError(str(error)) from error
    failed = [listing for listing in discovery.listings if not listing.is_good]
    for each in failed:
        log.warning("source=%s listing=%s outcome=%s %s", source.code, each.url, each.outcome, each.detail)
    if not discovery.is_good:
        told = ", ".join(f"{each.url} ({each.outcome}: {each.detail})" for each in failed)
        if any(each.fetched.is_transient for each in failed):
            raise RetryLater(f"no listing could be read: {told}", datetime.now(UTC) + timedelta(minutes=1))
        raise StepError(f"no listing of {source.code} can be read: {told}; check its feeds and sitemaps")
    return discovery.found, len(failed)


def _gaps(
    conn: Connection, source: Source, run_id: str, found: list[Found], seen: Mapping[str, Known]
) -> int:
    """Count the listings that were read before and name nothing known now: news was missed in between."""
    read_before = set(
        conn.scalars(
            select(t.frontier.c.via)
            .where(t.frontier.c.source_code == source.code, t.frontier.c.run_id != run_id)
            .distinct()
        )
    )
    named: dict[str, list[str]] = {}
    for item in found:
        named.setdefault(item.via, []).append(item.url)
    gaps = [
        via
        for via, listed in named.items()
        if via in read_before and len(listed) >= FEW and not any(url in seen for url in listed)
    ]
    for via in gaps:
        log.warning("source=%s listing=%s names nothing known: poll it more often", source.code, via)
    return len(gaps)


def _row(run_id: str, source: Source, item: Found, *, refetch: bool) -> FoundRow:
    moment = item.published_at
    if moment is None and item.published is not None:
        moment = datetime.combine(item.published, time(), ZoneInfo(source.time_zone))
    return FoundRow(
        run_id=run_id,
        batch_no=0,
        url=item.url,
        source_code=source.code,
        via=f"refetch:{item.via}" if refetch else item.via,
        title=item.title,
        published_at=moment,
    )
