"""robots.txt by RFC 9309, and what it may cost to read one."""

import time
from datetime import UTC, datetime

import pytest
from hostile import plays
from hypothesis import given
from hypothesis import strategies as st

from extractors.robots import MAX_AGE, RETRY_AGE, MemoryRobots, Robots, parse_robots
from extractors.urls import parse_url


def rules(text: str, at: float = 0.0) -> Robots:
    return parse_robots(text.encode(), at)


def allows(text: str, path: str) -> bool:
    return rules(text).allows(parse_url(f"http://site.example{path}"))


@plays("B3", "wildcards, $, longest match, ties, groups of one name, case", "as RFC 9309 has it")
@pytest.mark.parametrize(
    ("text", "path", "is_allowed"),
    [
        ("User-agent: *\nDisallow: /a", "/ab", False),
        ("User-agent: *\nDisallow: /a/", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf", "/x/y.pdf?z", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /A", "/a", True),
        ("User-agent: *\nDisallow: /%C3%BC", "/ü", False),
        ("User-agent: *\nDisallow: /ü", "/%c3%bc", False),
        ("User-agent: NEWSREEL\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: newsreel\nDisallow: /a\n\nUser-agent: newsreel\nDisallow: /b", "/b", False),
        ("User-agent: other\nUser-agent: newsreel\nDisallow: /a", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: newsreel\nAllow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: *\nDisallow: /a # not this", "/a", False),
        ("user-AGENT : *\ndisallow : /a", "/a", False),
        ("Disallow: /a", "/a", True),
        ("Sitemap: http://site.example/s\nUser-agent: *\nDisallow: /a", "/a", False),
    ],
)
def test_rules_are_read_as_the_standard_says(text: str, path: str, is_allowed: bool) -> None:
    assert allows(text, path) is is_allowed


@plays("B6", "30,000 rules; sixty stars in a path", "decided all the same", "0.5 s for three paths")
@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\n" + "".join(f"Disallow: /a{number}/*/b$\n" for number in range(30_000)),
        "User-agent: *\n" + f"Disallow: /{'*a' * 60}$\n" * 50,
        "User-agent: *\nDisallow: /" + "*" * 5000 + "$",
    ],
)
def test_absurd_rules_cost_little(text: str) -> None:
    begin = time.process_time()
    robots = rules(text)
    assert time.process_time() - begin < 2
    begin = time.process_time()
    for path in ("/" + "a" * 1500, "/a29999/x/b", "/b"):
        robots.allows(parse_url(f"http://site.example{path}"))
    assert time.process_time() - begin < 0.5


@plays("B5", "Visit-time: 0600-0845", "`rate_limited` until it opens", "24 h")
@pytest.mark.parametrize(
    ("window", "clock", "hours"),
    [
        ("0600-0845", "07:00", 0),
        ("0600-0845", "05:00", 1),
        ("0600-0845", "08:45", 21.25),
        ("2200-0300", "23:00", 0),
        ("2200-0300", "02:59", 0),
        ("2200-0300", "12:00", 10),
        ("0600-0600", "12:00", 0),
        ("nonsense", "12:00", 0),
    ],
)
def test_visitors_come_when_they_are_asked_to(window: str, clock: str, hours: float) -> None:
    robots = rules(f"User-agent: *\nVisit-time: {window}\nDisallow: /x")
    now = datetime.fromisoformat(f"2026-01-15T{clock}").replace(tzinfo=UTC)
    assert robots.opens_in(now) == hours * 3600


@plays(
    "B8", "rules older than a day, rules from the future, trouble ten minutes old", "asked for again", "24 h"
)
def test_rules_expire() -> None:
    now = time.time()
    for robots, is_kept in (
        (Robots(now - 60), True),
        (Robots(now - MAX_AGE), False),
        (Robots(now + 3600), False),
        (Robots(now - 60, problem="HTTP 503"), True),
        (Robots(now - RETRY_AGE, problem="HTTP 503"), False),
    ):
        store = MemoryRobots()
        store.put("http://site.example", robots)
        assert (store.get("http://site.example") is robots) is is_kept


@given(st.binary(max_size=600))
def test_any_bytes_are_rules_or_none(body: bytes) -> None:
    robots = parse_robots(body, 0.0)
    assert robots.allows(parse_url("http://site.example/a")) in (True, False)
    assert 0 <= robots.delay <= 24 * 3600
    assert 0 <= robots.opens_in(datetime(2026, 1, 15, tzinfo=UTC)) <= 24 * 3600


_LINES = st.sampled_from(
    [
        *(
            "User-agent: *",
            "User-agent: newsreel",
            "Disallow: /a",
            "Allow: /a*",
            "Disallow:",
            "Crawl-delay: 1e999",
        ),
        *(
            "Request-rate: 1/0s",
            "Request-rate: 0/10 0600-0800",
            "Visit-time: 9999-0000",
            "Visit-time: 0600-0700",
        ),
        *("Sitemap: x", "\0", "\ufeff", "Disallow: /%zz%", "Crawl-delay: -1", ":", "Disallow: " + "*" * 99),
    ]
)


@given(st.lists(_LINES, max_size=20))
def test_any_heap_of_lines_is_read(lines: list[str]) -> None:
    robots = rules("\n".join(lines))
    assert 0 <= robots.delay <= 24 * 3600
    assert robots.opens_in(datetime(2026, 1, 15, tzinfo=UTC)) >= 0
    robots.allows(parse_url("http://site.example/a"))
