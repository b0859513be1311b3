"""Alerts in the warehouse: raised once, told again to the same look, ended when the source is well."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from newsreel.press.site import PressSite
from newsreel.settings import PROJECT, Settings
from newsreel.steps.house import House, open_house
from newsreel.steps.watch import watch_sources
from schemas.vocabulary import FetchOutcome
from schemas.warehouse.migrate import upgrade
from schemas.warehouse.raw import FetchRow, write_document, write_fetches

NOW = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
CODES = ("daily_post", "market_brief", "reel_ledger", "screen_courier", "trade_winds")


@pytest.fixture
def house(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NEWSREEL_SOURCES_DIR", str(PROJECT / "corpus/press/sources"))
    upgrade(postgres_url)
    with open_house(Settings(home=tmp_path / "home", external_warehouse=postgres_url)) as opened:
        yield opened
        opened.engine.dispose()


def fetched(house: House, code: str, at: datetime, body: bytes, outcome: str = "fetched") -> None:
    sha = house.archive.put(body, {"content-type": "text/html"})
    with house.engine.begin() as conn:
        write_document(conn, sha, len(body), "text/html", None)
        row = FetchRow(
            run_id=f"scrape_{code}:{at.isoformat()}",
            source_code=code,
            url=f"http://{code}.example/{sha}",
            outcome=FetchOutcome(outcome),
            fetched_at=at,
            content_hash=sha,
        )
        write_fetches(conn, [row])


def well(house: House, but: str = "") -> None:
    """Let each source have given a page an hour ago."""
    for code in CODES:
        if code != but:
            fetched(house, code, NOW - timedelta(hours=1), b"<p>page</p>" + code.encode())


def alerts(house: House) -> list[tuple[str, str, bool]]:
    query = "SELECT source_code, alert, is_open FROM report.source_alert ORDER BY raised_at, 1, 2"
    with house.engine.begin() as conn:
        return [tuple(row) for row in conn.execute(text(query))]


def look(house: House, at: datetime = NOW) -> dict[str, int | list[str]]:
    return watch_sources(house, moment=at.isoformat())


def test_sources_that_are_well_raise_nothing(house: House) -> None:
    well(house)
    assert look(house) == {"sources": 5, "raised": 0, "open": 0, "ended": 0, "messages": []}


def test_a_silent_source_is_told_once_and_ends_by_itself(house: House) -> None:
    well(house, but="trade_winds")
    fetched(house, "trade_winds", NOW - timedelta(days=4), b"<p>old</p>")
    first = look(house)
    assert (first["raised"], first["open"], first["ended"]) == (1, 0, 0)
    [message] = first["messages"]
    assert message.endswith("(trade_winds): silent: it gave no page since 2026-02-26 07:30 UTC")
    assert look(house) == first  # killed after its commit and run again, it tells the same
    later = look(house, NOW + timedelta(hours=1))
    assert (later["raised"], later["open"], later["messages"]) == (0, 1, [])
    fetched(house, "trade_winds", NOW + timedelta(hours=2), b"<p>new</p>")
    over = look(house, NOW + timedelta(hours=3))
    assert (over["raised"], over["open"], over["ended"]) == (0, 0, 1)
    assert alerts(house) == [("trade_winds", "silent", False)]
    fetched(house, "market_brief", NOW + timedelta(days=4), b"<p>alone</p>")
    assert look(house, NOW + timedelta(days=4))["raised"] == 4
    assert alerts(house).count(("trade_winds", "silent", True)) == 1


def test_a_look_at_a_past_day_knows_nothing_of_later_ones(house: House) -> None:
    well(house)
    assert look(house, NOW - timedelta(days=1))["raised"] == 5


def test_a_new_layout_is_found_in_the_archived_pages(house: House) -> None:
    site = PressSite()
    mine, other = (
        [site.respond(host, page.path, {}).body for page in site.pages(host)[:4]]
        for host in ("reel-ledger.example", "trade-winds.example")
    )
    well(house, but="reel_ledger")
    for body in mine:
        fetched(house, "reel_ledger", NOW - timedelta(days=9), body)
    for body in other[:2]:
        fetched(house, "reel_ledger", NOW - timedelta(hours=2), body)
    assert look(house)["raised"] == 0  # two pages are too few to tell
    fetched(house, "reel_ledger", NOW - timedelta(hours=2), other[2])
    [message] = look(house, NOW + timedelta(minutes=1))["messages"]
    assert "layout_changed" in message


def test_textless_pages_are_counted_from_their_outcomes(house: House) -> None:
    well(house)
    for n in range(6):
        fetched(house, "daily_post", NOW - timedelta(days=1), b"<p>%d</p>" % n, "consent_wall")
    [message] = look(house)["messages"]
    assert "no_text: 6 of 7 pages" in message
