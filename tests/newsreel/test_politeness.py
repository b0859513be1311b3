"""Four worker processes at once, as the server sees them."""

from pathlib import Path

from hostile import plays
from politeness import is_polite, measure

from schemas.warehouse.migrate import upgrade


@plays(
    "B5 B8",
    "four processes that fetch the same three hosts at once",
    "each host: robots.txt asked for once, never two requests at once, none too early, none forbidden",
    "the longer of our interval and its Crawl-delay",
)
def test_four_processes_are_polite_together(postgres_url: str, tmp_path: Path) -> None:
    upgrade(postgres_url)
    told = measure(postgres_url, tmp_path, workers=4, pages=3, interval=0.1)
    assert [(each.host, each.requests) for each in told] == [
        ("reel.example", 17),
        ("post.example", 17),
        ("slow.example", 17),
    ]
    for each in told:
        assert is_polite(each), each
