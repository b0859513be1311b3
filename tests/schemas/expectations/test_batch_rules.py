"""Every batch rule has a batch that breaks it and one that does not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, text
from staged_batches import STAGED_AT, Batch

from schemas.expectations.rules import BatchBounds
from schemas.expectations.runner import Finding, run_suites
from schemas.expectations.suites import BATCH_RULES
from schemas.warehouse import tables as t

DATELESS = {"published_date": None}
WITH_RECORD = {"forum_count": 1}
OLD = {"published_date": date(2026, 4, 1)}
SAME = {"title": "Please enable cookies"}


@dataclass(frozen=True)
class Kind:
    """What a batch is made of: the columns of its articles, and more."""

    articles: list[dict[str, Any]] = field(default_factory=list)
    fetched: int = 0  # pages of the week before
    grounded: int = 0  # forums that stand in the text
    ungrounded: int = 0
    again: bool = False  # the same articles were staged by an earlier run


BOUNDS = BatchBounds(min_week=3, max_week=5)
EXAMPLES: dict[str, tuple[Kind, Kind]] = {
    "batch.articles.some": (Kind(), Kind([{}])),
    "batch.volume.least": (Kind(fetched=2), Kind(fetched=3)),
    "batch.volume.most": (Kind(fetched=6), Kind(fetched=5)),
    "batch.dates.most": (Kind([DATELESS] * 6 + [{}] * 4), Kind([DATELESS] * 5 + [{}] * 5)),
    "batch.dates.nearly_all": (Kind([DATELESS] * 2 + [{}] * 3), Kind([DATELESS] + [{}] * 4)),
    "batch.titles.different": (Kind([SAME] * 3 + [{}] * 2), Kind([SAME] * 2 + [{}] * 3)),
    "batch.records.some": (Kind([{}] * 20), Kind([{}] * 19 + [WITH_RECORD])),
    "batch.records.most": (Kind([{}] * 4 + [WITH_RECORD]), Kind([{}] * 3 + [WITH_RECORD] * 2)),
    "batch.evidence.nearly_all": (Kind([{}], grounded=9, ungrounded=1), Kind([{}], grounded=10)),
    "batch.known.some": (Kind([{}] * 5, again=True), Kind([{}] * 5)),
    "batch.freshness.newest": (Kind([OLD, DATELESS]), Kind([OLD, {}])),
}


@pytest.fixture
def judge(warehouse: Engine, new_batch: Callable[..., Batch]) -> Callable[..., dict[str, Finding]]:
    """Stage a batch of a kind and return what the batch rules found."""

    def run(kind: Kind, bounds: BatchBounds | None = BOUNDS) -> dict[str, Finding]:
        batch = new_batch(source_code=f"press_{new_batch().run_id}")
        articles = [batch.article(**columns) for columns in kind.articles]
        for number in range(kind.grounded + kind.ungrounded):
            batch.whole("forum", articles[0], ungrounded=[] if number < kind.grounded else ["name"])
        if kind.again:
            earlier = new_batch()
            for row in articles:
                earlier.article(article_key=row["article_key"], article_version_id=row["article_version_id"])
        with warehouse.begin() as conn:
            fetched(conn, batch, kind.fetched)
            batch.write(conn)
            if kind.again:
                earlier.write(conn)
                conn.execute(
                    text(
                        "update staging.batch set staged_at = staged_at - interval '1 day' "
                        "where run_id = :run"
                    ),
                    {"run": earlier.run_id},
                )
        found = run_suites(warehouse.url, batch.run_id, {"batch": 1}, bounds).findings
        return {finding.rule.name: finding for finding in found}

    return run


def fetched(conn: Any, batch: Batch, pages: int) -> None:
    """Write pages of the week before, and of other weeks, sources and outcomes that must not count."""
    hour = timedelta(hours=1)
    ages = [(hour * number, "fetched", batch.source_code) for number in range(pages)]
    ages += [(hour, "gone", batch.source_code), (timedelta(days=8), "fetched", batch.source_code)]
    ages += [(hour, "fetched", "another")]
    for number, (age, outcome, source_code) in enumerate(ages):
        page = {"run_id": batch.run_id, "url": f"https://reel.example/{number}", "source_code": source_code}
        at = STAGED_AT - age
        conn.execute(insert(t.frontier), page | {"batch_no": 0, "via": "feed", "found_at": at})
        fetch_id = f"{batch.run_id} {number}"
        conn.execute(insert(t.fetch), page | {"fetch_id": fetch_id, "outcome": outcome, "fetched_at": at})


def test_every_batch_rule_has_an_example() -> None:
    assert set(EXAMPLES) == {rule.name for rule in BATCH_RULES}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_batch_rule_tells_its_examples_apart(name: str, judge: Callable[..., dict[str, Finding]]) -> None:
    breaks, passes = EXAMPLES[name]
    broken = judge(breaks)[name]
    assert (broken.success, broken.exception) == (False, None)
    assert judge(passes)[name].success


def test_rules_on_bounds_are_left_out_without_bounds(judge: Callable[..., dict[str, Finding]]) -> None:
    found = judge(Kind([OLD]), None)
    assert "batch.volume.least" not in found
    assert "batch.freshness.newest" not in found
    assert found["batch.articles.some"].success


def test_shares_say_nothing_about_a_small_batch(judge: Callable[..., dict[str, Finding]]) -> None:
    found = judge(Kind([SAME | DATELESS] * 4))
    assert [name for name, finding in found.items() if not finding.success] == ["batch.volume.least"]
    assert found["batch.volume.least"].observed == "0"
