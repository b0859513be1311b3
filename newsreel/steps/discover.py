"""Which pages of a source a run reads: those its listings name, less those that are known and not due.

Rule: a listing that cannot be read is told, and only when none could be read does the step fail; a source
that has gone silent must not look like one with no news.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from extractors.discover import Found, discover

from extractors.source import Source
from extractors.urls import BadUrl, parse_url
from newsreel.steps.errors import RetryLater, StepError
from newsreel.steps.frontier import PASSING, known, write_batches
from newsreel.steps.house import House
from schemas.vocabulary import FetchOutcome
from schemas.warehouse.raw import FoundRow

log = logging.getLogger(__name__)


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
    if urls:
        found = _given(urls)
    else:
        found, counts["listings_failed"] = _listed(house, source, since)
    with house.engine.begin() as conn:
        seen = {} if refetch or urls else known(conn, [item.url for item in found])
        wanted = [item for item in found if item.url not in seen or seen[item.url].is_due(now)]
        most = min(limit or source.volume.max_run, source.volume.max_run)
        written = write_batches(
            conn,
            run_id,
            dag_id,
            source_code,
            [_row(run_id, source_code, item, refetch=refetch) for item in _newest_first(wanted)[:most]],
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
            found.append(Found(url=str(parse_url(url)), title=None, published=None, via="param"))
        except BadUrl as error:
            wrong.append(f"{url}: {error}")
    if wrong:
        raise StepError("these are no addresses of pages: " + "; ".join(wrong))
    return found


def _listed(house: House, source: Source, since: str | None) -> tuple[list[Found], int]:
    start = datetime.combine(date.fromisoformat(since), time(), UTC) if since else None
    discovery = discover(source, house.fetcher, start)
    good = {FetchOutcome.FETCHED, FetchOutcome.NOT_MODIFIED}
    failed = {url: outcome for url, outcome in discovery.listings.items() if outcome not in good}
    for url, outcome in failed.items():
        log.warning("source=%s listing=%s outcome=%s", source.code, url, outcome)
    if failed and len(failed) == len(discovery.listings):
        told = ", ".join(f"{url} ({outcome})" for url, outcome in failed.items())
        if any(outcome in PASSING for outcome in failed.values()):
            raise RetryLater(f"no listing could be read: {told}", datetime.now(UTC) + timedelta(minutes=1))
        raise StepError(f"no listing of {source.code} can be read: {told}; check its feeds and sitemaps")
    return list(discovery.found), len(failed)


def _newest_first(found: Sequence[Found]) -> list[Found]:
    dated = sorted((f for f in found if f.published), key=lambda f: (f.published, f.url), reverse=True)
    return [*dated, *(f for f in found if not f.published)]


def _row(run_id: str, source_code: str, item: Found, *, refetch: bool) -> FoundRow:
    return FoundRow(
        run_id=run_id,
        batch_no=0,
        url=item.url,
        source_code=source_code,
        via=f"refetch:{item.via}" if refetch else item.via,
        title=item.title,
        published_at=item.published,
    )
