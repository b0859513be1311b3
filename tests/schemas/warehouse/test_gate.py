"""The gate that all processes share."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Self

import pytest
from hostile import plays
from sqlalchemy import Engine

from extractors.robots import MAX_AGE, Robots, parse_robots
from extractors.urls import parse_url
from newsreel.steps.robots import SharedRobots
from schemas.warehouse.gate import POLL, RulesTable, WarehouseGate


@pytest.fixture
def gate(warehouse: Engine) -> Iterator[WarehouseGate]:
    return WarehouseGate(warehouse)


def test_the_first_turn_is_free_and_the_next_comes_after_the_interval(gate: WarehouseGate) -> None:
    assert gate.take("reel.example", 5, 30) == 0
    gate.give_back("reel.example", 5)
    assert 4 < gate.take("reel.example", 5, 30) <= 5


def test_nobody_else_gets_a_host_that_is_being_asked(gate: WarehouseGate, warehouse: Engine) -> None:
    other = WarehouseGate(warehouse)
    assert gate.take("reel.example", 0, 30) == 0
    assert 0 < other.take("reel.example", 0, 30) <= POLL
    other.give_back("reel.example", 0)
    assert other.take("reel.example", 0, 30) > 0, "who has no turn cannot end another's"
    gate.give_back("reel.example", 0)
    assert other.take("reel.example", 0, 30) == 0


@plays("A32", "a worker killed while it asks a host", "the host is free again", "the turn's lease")
def test_a_turn_that_is_never_given_back_ends_with_its_lease(gate: WarehouseGate, warehouse: Engine) -> None:
    other = WarehouseGate(warehouse)
    assert gate.take("reel.example", 0, 0.3) == 0
    begin = time.monotonic()
    while (wait := other.take("reel.example", 0, 30)) > 0:
        time.sleep(wait)
    assert 0.2 < time.monotonic() - begin < 2
    gate.give_back("reel.example", 60)
    assert gate.take("reel.example", 0, 30) > 0, "a lost turn is no longer ours to give back"


def test_hosts_do_not_wait_for_each_other(gate: WarehouseGate) -> None:
    gate.take("reel.example", 60, 30)
    assert gate.take("post.example", 60, 30) == 0


def test_a_pause_holds_every_turn_back(gate: WarehouseGate) -> None:
    gate.pause("reel.example", datetime.now(UTC) + timedelta(seconds=90))
    assert 80 < gate.take("reel.example", 1, 30) <= 91
    gate.pause("reel.example", datetime.now(UTC) + timedelta(seconds=10))
    assert 80 < gate.take("reel.example", 1, 30) <= 91


def test_a_pause_is_as_long_as_meant_when_the_workers_clock_is_wrong(
    gate: WarehouseGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + timedelta(days=1)

    monkeypatch.setattr("schemas.warehouse.gate.datetime", Tomorrow)
    gate.pause("reel.example", Tomorrow.now(UTC) + timedelta(seconds=90))
    assert 80 < gate.take("reel.example", 1, 30) <= 91


def test_one_of_many_at_once_gets_the_turn_and_the_others_queue(warehouse: Engine) -> None:
    with ThreadPoolExecutor(6) as pool:
        waits = sorted(pool.map(lambda _: WarehouseGate(warehouse).take("reel.example", 100, 300), range(12)))
    assert waits[0] == 0
    assert all(90 < later - earlier < 110 for earlier, later in pairwise(waits)), waits


def test_who_asked_first_is_first(gate: WarehouseGate, warehouse: Engine) -> None:
    first, second = WarehouseGate(warehouse), WarehouseGate(warehouse)
    assert gate.take("reel.example", 0, 30) == 0
    assert first.take("reel.example", 0, 30) > 0
    assert second.take("reel.example", 0, 30) > 0
    gate.give_back("reel.example", 0)
    assert second.take("reel.example", 0, 30) > 0
    assert first.take("reel.example", 0, 30) == 0


def test_who_gives_up_or_does_not_come_back_lets_the_next_pass(
    gate: WarehouseGate, warehouse: Engine
) -> None:
    patient, impatient, lost = (WarehouseGate(warehouse) for _ in range(3))
    assert gate.take("reel.example", 0, 30) == 0
    for each in (lost, impatient, patient):
        assert each.take("reel.example", 0, 30) > 0
    gate.give_back("reel.example", 0)
    impatient.leave("reel.example")
    with warehouse.begin() as conn:
        conn.exec_driver_sql(
            "UPDATE raw.turn SET back_at = now() WHERE ticket = %s", (lost._tickets["reel.example"],)
        )
    assert patient.take("reel.example", 0, 30) == 0


@plays("B8", "robots.txt that another process has asked for", "believed", "24 h")
def test_rules_are_shared_and_expire(warehouse: Engine) -> None:
    mine, theirs = SharedRobots(RulesTable(warehouse)), SharedRobots(RulesTable(warehouse))
    root, now = "http://reel.example", time.time()
    assert mine.get(root) is None
    mine.put(root, parse_robots(b"User-agent: *\nDisallow: /a\nCrawl-delay: 3", now))
    known = theirs.get(root)
    assert known is not None
    assert (known.delay, known.allows(parse_url(f"{root}/a/b"))) == (3, False)
    mine.put(root, parse_robots(b"User-agent: *", now - MAX_AGE))
    assert SharedRobots(RulesTable(warehouse)).get(root) is not None, "an older answer replaces no newer one"
    mine.put("http://old.example", parse_robots(b"User-agent: *\nDisallow: /", now - MAX_AGE))
    assert SharedRobots(RulesTable(warehouse)).get("http://old.example") is None
    mine.put("http://post.example", Robots(now, problem="HTTP 503"))
    known = theirs.get("http://post.example")
    assert known is not None
    assert not known.allows(parse_url("http://post.example/"))
