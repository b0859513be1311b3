"""When a source is not well: the rules by which its weeks are judged.

Rule: pure functions over counts. A source is compared with its own history and with the bounds in its file;
one that is too young to have a history is judged by its bounds alone, and too few pages say nothing.
"""

from collections.abc import Iterator
from datetime import datetime
from statistics import median

from extractors.source import Source
from schemas.vocabulary import Alert
from schemas.warehouse.watch import WEEK, Observed

QUIET_DAYS = 3  # without a page, for a source that is asked every day
ENOUGH = 5  # pages or articles below which a share says nothing
USUAL = 3  # articles a week from which on a week without any is strange
FALL, RISE = 0.25, 4.0  # against the median week before
TEXTLESS_SHARE = REFUSED_SHARE = 0.5
UNDATED_SHARE, RECORDLESS_SHARE = 0.5, 0.9
MARGIN = 0.3  # by which a share must exceed the share of the weeks before
LEAST_LIKENESS = 0.4  # of the layouts of this week's pages and those before


def judge(
    source: Source, observed: Observed | None, now: datetime, layout_likeness: float | None = None
) -> dict[Alert, str]:
    """Return what is wrong with an enabled source, each alert with the counts behind it in words.

    `layout_likeness` (0 to 1) is None where there are too few pages to compare.
    """
    if observed is None:
        return {Alert.SILENT: "it was never asked: does its DAG run?"}
    alerts = dict(_volume(source, observed, now))
    alerts |= dict(_shares(observed))
    if layout_likeness is not None and layout_likeness < LEAST_LIKENESS:
        alerts[Alert.LAYOUT_CHANGED] = (
            f"this week's pages have {layout_likeness:.0%} of their layout in common with those before"
        )
    return alerts


def _volume(source: Source, observed: Observed, now: datetime) -> Iterator[tuple[Alert, str]]:
    last = observed.last_success_at
    if last is None or (now - last).days >= QUIET_DAYS:
        since = f"since {last:%Y-%m-%d %H:%M} UTC" if last else f"since {observed.first_asked_at:%Y-%m-%d}"
        yield Alert.SILENT, f"it gave no page {since}"
        return
    if now - observed.first_asked_at < WEEK:
        return
    count, usual = observed.weeks[0].articles, _usual_week(observed, now)
    least, most = source.volume.min_week, source.volume.max_week
    if count == 0 and (usual >= USUAL or least):
        yield (
            Alert.SILENT,
            f"no new article in 7 days; usual are {usual:g} a week, at least {least} are expected",
        )
    elif count < least or (usual >= ENOUGH and count < FALL * usual):
        yield (
            Alert.TOO_FEW,
            f"{count} new articles in 7 days; usual are {usual:g}, at least {least} are expected",
        )
    elif (most is not None and count > most) or (usual >= ENOUGH and count > RISE * usual):
        bound = f", at most {most} are expected" if most is not None else ""
        yield Alert.TOO_MANY, f"{count} new articles in 7 days; usual are {usual:g}{bound}"


def _usual_week(observed: Observed, now: datetime) -> float:
    """Return the median of the whole weeks before this one; 0 without any."""
    whole = min((now - observed.first_asked_at) // WEEK, len(observed.weeks))
    counts = [week.articles for week in observed.weeks[1:whole]]
    return float(median(counts)) if counts else 0.0


def _shares(observed: Observed) -> Iterator[tuple[Alert, str]]:
    week, before = observed.weeks[0], observed.before
    if week.asked >= ENOUGH and week.refused > REFUSED_SHARE * week.asked:
        yield (
            Alert.REFUSED,
            f"{week.refused} of {week.asked} addresses were refused or out of reach in 7 days",
        )
    if week.pages >= ENOUGH and week.textless > TEXTLESS_SHARE * week.pages:
        yield Alert.NO_TEXT, f"{week.textless} of {week.pages} pages of 7 days held no article"
    for alert, name, what, least in (
        (Alert.NO_DATES, "undated", "have no day of publication", UNDATED_SHARE),
        (Alert.NO_RECORDS, "recordless", "gave no record", RECORDLESS_SHARE),
    ):
        count, former = getattr(week, name), getattr(before, name)
        usual = former / before.articles if before.articles >= ENOUGH else 0.0
        share = count / week.articles if week.articles >= ENOUGH else 0.0
        if share > least and share > usual + MARGIN:
            yield alert, f"{count} of {week.articles} new articles {what}; before, {usual:.0%} had none"
