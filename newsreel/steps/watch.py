"""A look at all enabled sources: how their last weeks went, and which alerts that raises or ends.

Rule: nothing is fetched. Pages for the comparison of layouts come from the archive.
"""

import logging
from datetime import UTC, datetime

from extractors.archive import ArchiveError
from extractors.layout import Layout, likeness, read_layout
from extractors.markup import PageError
from newsreel.steps.house import House
from newsreel.watch import judge
from schemas.vocabulary import Alert
from schemas.warehouse.watch import WEEK, WEEKS, keep_alerts, observe, sample_pages

log = logging.getLogger(__name__)

SAMPLE = 6  # pages of a time whose layouts are compared
LEAST_SAMPLE = 3


def watch_sources(house: House, *, moment: str) -> dict[str, int | list[str]]:
    """Judge the enabled sources as of a moment (ISO 8601) and keep the alerts.

    Returns {"sources", "raised", "open", "ended"} as counts, and "messages", a line for each raised alert.
    """
    now = datetime.fromisoformat(moment).astimezone(UTC)
    watched = {code: source for code, source in house.sources.items() if source.enabled}
    with house.engine.begin() as conn:
        observed = observe(conn, now)
    found: dict[tuple[str, Alert], str] = {}
    for code, source in watched.items():
        alike = _layout_likeness(house, code, now) if code in observed else None
        for alert, detail in judge(source, observed.get(code), now, alike).items():
            found[code, alert] = detail
    with house.engine.begin() as conn:
        change = keep_alerts(conn, now, found, set(watched))
    for what in ("raised", "open", "ended"):
        for code, alert, detail in getattr(change, what):
            log.warning("%s: source=%s alert=%s %s", what, code, alert, detail)
    return {
        "sources": len(watched),
        "raised": len(change.raised),
        "open": len(change.open),
        "ended": len(change.ended),
        "messages": [
            f"{house.sources[code].name} ({code}): {alert}: {text}" for code, alert, text in change.raised
        ],
    }


def _layout_likeness(house: House, code: str, now: datetime) -> float | None:
    """Compare the layouts of this week's pages with those before; None when there are too few."""
    with house.engine.begin() as conn:
        after = sample_pages(conn, code, now - WEEK, now, SAMPLE)
        before = sample_pages(conn, code, now - WEEKS * WEEK, now - WEEK, SAMPLE)
    samples = [_layouts(house, hashes) for hashes in (before, after)]
    if any(len(sample) < LEAST_SAMPLE for sample in samples):
        return None
    return likeness(*samples)


def _layouts(house: House, hashes: list[str]) -> list[Layout]:
    layouts = []
    for sha in hashes:
        try:
            layouts.append(read_layout(house.archive.get(sha)))
        except (ArchiveError, PageError) as error:
            log.warning("layout of %s is left out: %s", sha, error)
    return layouts
