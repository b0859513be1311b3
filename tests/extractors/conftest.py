"""What the tests of fetching share: the hostile server, and a fetcher that may reach it and never sleeps."""

import time
from collections.abc import Callable, Iterator

import pytest
from hostile import HostileServer, running_hostile_server

from extractors.addresses import Loopback
from extractors.fetch import Fetcher, FetchSettings
from extractors.gate import MemoryGate
from extractors.source import Source
from extractors.transport import Timeouts

NAMES = ("site.example", "www.site.example", "other.example", "partner.example")


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with running_hostile_server() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """The seconds the fetcher wanted to sleep; nobody does."""
    return []


@pytest.fixture
def make_fetcher(server: HostileServer, waits: list[float]) -> Callable[..., Fetcher]:
    def make(**settings: object) -> Fetcher:
        loopback = Loopback(names=dict.fromkeys(NAMES, ("127.0.0.1", server.port)))
        values = {
            "loopback": loopback,
            "interval": 0.0,
            "timeouts": Timeouts(connect=1.0, first_byte=0.5, total=1.0),
            "contact": "crawler@newsreel.example",
            **settings,
        }
        others = {name: values.pop(name) for name in ("gate", "robots", "resolve") if name in values}
        # Nobody sleeps, so the gate's clock has to go on by what would have been slept.
        others.setdefault("gate", MemoryGate(clock=lambda: time.monotonic() + sum(waits)))
        return Fetcher(FetchSettings(**values), sleep=waits.append, **others)

    return make


@pytest.fixture
def fetcher(make_fetcher: Callable[..., Fetcher]) -> Fetcher:
    return make_fetcher()


@pytest.fixture
def make_source() -> Callable[..., Source]:
    def make(**fields: object) -> Source:
        values = {
            "code": "site",
            "name": "The Site",
            "homepage": "http://site.example/",
            "feeds": ["http://site.example/feed"],
            "time_zone": "Europe/London",
            "country": "GB",
            "terms": "Ours to read.",
            "robots": "Allows everything.",
            "interval_seconds": 0,
            **fields,
        }
        return Source.model_validate(values)

    return make


@pytest.fixture
def source(make_source: Callable[..., Source]) -> Source:
    return make_source()
