"""The gate that all processes share."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine

from schemas.warehouse.gate import WarehouseGate


@pytest.fixture
def gate(warehouse: Engine) -> Iterator[WarehouseGate]:
    return WarehouseGate(warehouse)


def test_the_first_turn_is_free_and_the_next_waits(gate: WarehouseGate) -> None:
    assert gate.reserve("reel.example", 5) == 0
    assert 4 < gate.reserve("reel.example", 5) <= 5
    assert 9 < gate.reserve("reel.example", 5) <= 10


def test_hosts_do_not_wait_for_each_other(gate: WarehouseGate) -> None:
    gate.reserve("reel.example", 60)
    assert gate.reserve("post.example", 60) == 0


def test_a_pause_holds_every_turn_back(gate: WarehouseGate) -> None:
    gate.pause("reel.example", datetime.now(UTC) + timedelta(seconds=90))
    assert 80 < gate.reserve("reel.example", 1) <= 91
    gate.pause("reel.example", datetime.now(UTC) + timedelta(seconds=10))
    assert 80 < gate.reserve("reel.example", 1) <= 92


def test_turns_taken_at_once_are_apart_by_the_interval(gate: WarehouseGate) -> None:
    with ThreadPoolExecutor(6) as pool:
        waits = sorted(pool.map(lambda _: gate.reserve("reel.example", 100), range(12)))
    gaps = [later - earlier for earlier, later in pairwise(waits)]
    assert all(90 < gap < 110 for gap in gaps)
