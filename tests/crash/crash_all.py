"""All the ways in which a run is disturbed, one after the other, and a table of how they ended.

`python tests/crash/crash_all.py [--runs N] [--json]`: all of them, or a sample of N, the same each time, with
some of each kind. The status is 0 when every run ended like the undisturbed one.

Rule: what is tried is made from the places that the steps were seen to pass; a step that gains a commit gains
runs.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain, zip_longest
from pathlib import Path

# Before the first import of numpy: a worker is one process, and threads do not survive a fork.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
for _name in [name for name in os.environ if name.startswith("NEWSREEL_")]:
    del os.environ[_name]

from crash_harm import Act, Harm, Place  # noqa: E402
from crash_runs import Ground, Outcome, Point, prepared_ground  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: E402
from rich.table import Table  # noqa: E402

# What is done at every place of a kind, and what is done in the middle of a step.
EVERYWHERE = (
    (Act.KILL, Place.COMMIT),
    (Act.KILL, Place.COMMITTED),
    (Act.KILL, Place.FILE),
    (Act.KILL, Place.BYTES),
    (Act.FULL, Place.BYTES),
)
IN_THE_MIDDLE = (
    (Act.CUT, Place.COMMIT),
    (Act.BACKEND, Place.COMMIT),
    (Act.CRASH, Place.COMMIT),
    (Act.IMMEDIATE, Place.COMMIT),
    (Act.RESTART, Place.COMMITTED),
)


def all_points(ground: Ground) -> list[Point]:
    """Return every point, those of a kind together."""
    return [*_points(ground, EVERYWHERE, everywhere=True), *_points(ground, IN_THE_MIDDLE, everywhere=False)]


def _points(ground: Ground, kinds: Sequence[tuple[Act, Place]], *, everywhere: bool) -> Iterator[Point]:
    for act, place in kinds:
        for step in ground.steps:
            count = ground.places[step.name][place]
            # The pages that `publish` writes are many and can be made again: one place in four.
            stride = 4 if step.name == "publish" and place in {Place.FILE, Place.BYTES} else 1
            numbers = range(1, count + 1, stride) if everywhere else [(count + 1) // 2] if count else []
            for number in numbers:
                yield Point(step.name, Harm(act, place, number))


def sample(points: Sequence[Point], count: int) -> list[Point]:
    """Return so many points, spread evenly over each kind, the kinds in turn."""
    kinds: dict[tuple[Act, Place], list[Point]] = {}
    for point in points:
        kinds.setdefault((point.harm.act, point.harm.place), []).append(point)
    spread = [_spread(kind) for kind in kinds.values()]
    return [point for point in chain.from_iterable(zip_longest(*spread)) if point][:count]


def _spread(points: list[Point]) -> list[Point]:
    """Order points so that each beginning of the list is spread over all of them."""

    def mirrored(number: int) -> str:
        return f"{number:016b}"[::-1]

    return [points[number] for number in sorted(range(len(points)), key=mirrored)]


def report(outcomes: Sequence[Outcome]) -> Table:
    """Return the table: a line for each kind of harm and step."""
    table = Table(box=None, header_style="bold")
    for column in ("what happened", "where", "in"):
        table.add_column(column)
    for column in ("runs", "recovered"):
        table.add_column(column, justify="right")
    table.add_column("how")
    lines: dict[tuple[str, str, str], list[Outcome]] = {}
    for outcome in outcomes:
        point = outcome.point
        lines.setdefault((point.harm.act, point.harm.place, point.step.split()[0]), []).append(outcome)
    for (act, place, step), told in lines.items():
        good = [outcome for outcome in told if not outcome.problems]
        ways = sorted({outcome.how for outcome in told})
        table.add_row(act, place, step, str(len(told)), str(len(good)), "; ".join(ways))
    return table


def main() -> int:
    """Prepare, disturb, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=0, help="how many; 0 is all")
    parser.add_argument("--json", action="store_true", help="print a line of JSON for each run instead")
    options = parser.parse_args()
    console = Console(stderr=options.json)
    console.width = max(console.width, 100)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="newsreel-crash-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL may have to run as another user
        console.print("Preparing: the press site, PostgreSQL, and the run that nothing disturbs")
        with prepared_ground(Path(folder)) as ground:
            points = all_points(ground)
            chosen = sample(points, options.runs) if options.runs else points
            rows = ground.undisturbed.picture.row_count
            console.print(f"{len(chosen)} of {len(points)} runs, each compared with {rows} rows")
            outcomes = list(_disturb(ground, chosen, console))
    bad = [outcome for outcome in outcomes if outcome.problems]
    if options.json:
        for outcome in outcomes:
            sys.stdout.write(json.dumps(_told(outcome)) + "\n")
    else:
        console.print(report(outcomes))
        for outcome in bad:
            console.print(f"\n{_name(outcome.point)}: {outcome.how}", style="red")
            for problem in outcome.problems[:10]:
                console.print(f"  {problem}", markup=False, highlight=False)
    minutes = timedelta(seconds=round(time.monotonic() - began))
    console.print(
        f"{len(outcomes) - len(bad)} of {len(outcomes)} runs ended like the undisturbed one ({minutes})"
    )
    return 1 if bad or not outcomes else 0


def _disturb(ground: Ground, points: Sequence[Point], console: Console) -> Iterator[Outcome]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=len(points))
        for point in points:
            progress.update(task, description=_name(point))
            outcome = ground.disturb(point)
            progress.advance(task)
            yield outcome
        progress.update(task, description="done")


def _name(point: Point) -> str:
    return f"{point.step}: {point.harm.act} {point.harm.place} {point.harm.number}"


def _told(outcome: Outcome) -> dict[str, object]:
    point = outcome.point
    return {
        "step": point.step,
        "act": point.harm.act,
        "place": point.harm.place,
        "number": point.harm.number,
        "how": outcome.how,
        "problems": outcome.problems,
        "seconds": round(outcome.seconds, 2),
    }


if __name__ == "__main__":
    sys.exit(main())
