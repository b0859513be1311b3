"""The rules by which sources are judged: what is wrong is named, and a common week is not."""

from datetime import UTC, datetime, timedelta

import pytest

from extractors.source import Source, Volume
from newsreel.watch import judge
from schemas.vocabulary import Alert
from schemas.warehouse.watch import WEEKS, Observed, Week

NOW = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


def source(**volume: int) -> Source:
    return Source(
        code="trade_daily",
        name="Trade Daily",
        homepage="https://trade-daily.example/",
        feeds=("https://trade-daily.example/feed",),
        time_zone="Europe/London",
        country="GB",
        terms="Checked on 2026-01-01: allowed.",
        robots="Nothing of note.",
        enabled=True,
        volume=Volume(**volume),
    )


def observed(*articles: int, days: int = 100, silent_days: int = 0, **newest: int) -> Observed:
    """Return a source with these new articles a week, the newest week first, each week asked 20 times."""
    weeks = [Week(articles=count, asked=20, pages=20) for count in articles]
    for name, value in newest.items():
        setattr(weeks[0], name, value)
    weeks += [Week() for _ in range(WEEKS - len(weeks))]
    return Observed(NOW - timedelta(days=days), NOW - timedelta(days=silent_days, hours=4), weeks)


def test_a_common_week_raises_nothing() -> None:
    assert judge(source(min_week=5, max_week=40), observed(18, 20, 22, 19, 21), NOW, 0.9) == {}


def test_a_source_that_was_never_asked_is_silent() -> None:
    assert list(judge(source(), None, NOW)) == [Alert.SILENT]


def test_a_source_that_gives_no_page_is_silent_and_nothing_else() -> None:
    alerts = judge(source(min_week=5), observed(0, 20, 20, 20, 20, silent_days=3), NOW)
    assert list(alerts) == [Alert.SILENT]
    assert "2026-02-27 03:30 UTC" in alerts[Alert.SILENT]


@pytest.mark.parametrize(
    ("articles", "bounds", "alert"),
    [
        ((0, 8, 9, 10, 8), {}, Alert.SILENT),
        ((0, 1, 0, 1, 1), {}, None),
        ((0, 1, 0, 1, 1), {"min_week": 1}, Alert.SILENT),
        ((2, 20, 22, 19, 21), {}, Alert.TOO_FEW),
        ((4, 5, 5, 5, 5), {"min_week": 5}, Alert.TOO_FEW),
        ((99, 20, 22, 19, 21), {}, Alert.TOO_MANY),
        ((30, 20, 22, 19, 21), {"max_week": 25}, Alert.TOO_MANY),
        ((30, 20, 22, 19, 21), {}, None),
    ],
)
def test_the_volume_is_measured_by_history_and_bounds(
    articles: tuple[int, ...], bounds: dict[str, int], alert: Alert | None
) -> None:
    assert list(judge(source(**bounds), observed(*articles), NOW)) == ([alert] if alert else [])


def test_the_first_week_is_not_judged_by_its_volume() -> None:
    assert judge(source(min_week=50), observed(3, days=6), NOW) == {}
    assert list(judge(source(min_week=50), observed(3, days=8), NOW)) == [Alert.TOO_FEW]


def test_weeks_before_the_first_look_are_no_history() -> None:
    # Eight days old: the week before counts for one day of it, and says nothing of a usual week.
    assert judge(source(), observed(40, 2, days=8), NOW) == {}


@pytest.mark.parametrize(
    ("newest", "alert"),
    [
        ({"refused": 11}, Alert.REFUSED),
        ({"textless": 11}, Alert.NO_TEXT),
        ({"undated": 11}, Alert.NO_DATES),
        ({"recordless": 19}, Alert.NO_RECORDS),
        ({"refused": 10, "textless": 10, "undated": 10, "recordless": 18}, None),
    ],
)
def test_shares_of_the_week(newest: dict[str, int], alert: Alert | None) -> None:
    alerts = judge(source(), observed(20, 20, 20, **newest), NOW)
    assert list(alerts) == ([alert] if alert else [])


def test_what_was_always_so_is_no_alert() -> None:
    history = observed(20, 20, 20, undated=20, recordless=20)
    for week in history.weeks[1:3]:
        week.undated, week.recordless = 18, 19
    assert judge(source(), history, NOW) == {}


def test_few_pages_say_nothing() -> None:
    few = observed(4, 5, 4, undated=4, recordless=4)
    few.weeks[0].asked = few.weeks[0].refused = few.weeks[0].pages = few.weeks[0].textless = 4
    assert judge(source(), few, NOW) == {}


def test_a_changed_layout_is_told_with_its_share() -> None:
    alerts = judge(source(), observed(20, 20, 20), NOW, 0.25)
    assert list(alerts) == [Alert.LAYOUT_CHANGED]
    assert "25%" in alerts[Alert.LAYOUT_CHANGED]
