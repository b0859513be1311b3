"""A sample of the runs that `make test-crash` makes, the same each time; and that a difference is seen."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from crash_compare import Picture, differences, take_picture
from sqlalchemy import create_engine, text

from schemas.warehouse.migrate import upgrade

RUNS = 10
ALL = Path(__file__).with_name("crash_all.py")


@pytest.fixture(scope="module")
def told() -> list[dict[str, object]]:
    """What a process of its own tells of the sample: a fork of this one would have the threads of others."""
    done = subprocess.run(
        [sys.executable, ALL, "--json", "--runs", str(RUNS)], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip(), done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_run_that_is_killed_and_tried_again_leaves_the_rows_of_an_undisturbed_one(told: list[dict]) -> None:
    assert len(told) == RUNS
    assert [run for run in told if run["problems"]] == []


def test_the_sample_has_many_kinds_of_harm(told: list[dict]) -> None:
    assert len({(run["what"], run["where"]) for run in told}) == RUNS


@pytest.fixture
def pictures(module_postgres_url: str) -> tuple[Picture, Picture]:
    """A warehouse with one fetch, and the same with a row more, another value and another moment."""
    upgrade(module_postgres_url)
    row = "insert into raw.fetch (fetch_id, run_id, source_code, url, outcome, fetched_at)"
    engine = create_engine(module_postgres_url)
    with engine.begin() as conn:
        conn.execute(text(f"{row} values ('1', 'run', 'reel', 'https://reel.example/1', 'gone', now())"))
    before = take_picture(module_postgres_url)
    with engine.begin() as conn:
        conn.execute(text("update raw.fetch set fetched_at = now() + interval '1 day', outcome = 'empty'"))
        conn.execute(text(f"{row} values ('2', 'run', 'reel', 'https://reel.example/2', 'gone', now())"))
    engine.dispose()
    return before, take_picture(module_postgres_url)


def test_a_row_too_many_and_another_value_are_differences_and_another_moment_is_none(
    pictures: tuple[Picture, Picture],
) -> None:
    before, after = (picture.without("report") for picture in pictures)
    assert differences(before, before) == []
    value, row = differences(before, after)
    assert value == "raw.fetch: other values: outcome 'gone' is 'empty'"
    assert row.startswith("raw.fetch: too many ")
    assert [line.split()[1] for line in differences(after, before)] == ["other", "missing"]
    assert any(line.startswith("report.source_health") for line in differences(*pictures))
