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
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain, zip_longest
from pathlib import Path

# Before the first import of numpy: a worker is one process, and threads do not survive a fork.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
for _name in [name for name in os.environ if name.startswith("NEWSREEL_")]:
    del os.environ[_name]

from crash_runs import Ground, prepared_ground  # noqa: E402
from crash_trials import Outcome, Trial, all_trials, judge  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: E402
from rich.table import Table  # noqa: E402

STEPS = "discover, fetch, clean, extract, stage, publish"


def sample(trials: Sequence[Trial], count: int) -> list[Trial]:
    """Return so many trials, spread evenly over each kind, the kinds in turn."""
    kinds: dict[str, list[Trial]] = {}
    for trial in trials:
        kinds.setdefault(f"{trial.what} {trial.where}", []).append(trial)
    spread = [_spread(kind, number / len(kinds)) for number, kind in enumerate(kinds.values())]
    return [trial for trial in chain.from_iterable(zip_longest(*spread)) if trial][:count]


def _spread(trials: list[Trial], first: float) -> list[Trial]:
    """Order trials so that each beginning of the list is spread over all; it starts at a share of them."""

    def mirrored(number: int) -> str:
        return f"{number:016b}"[::-1]

    start = int(first * len(trials))
    order = sorted(range(len(trials)), key=mirrored)
    return [trials[(number + start) % len(trials)] for number in order]


def report(outcomes: Sequence[Outcome]) -> Table:
    """Return the table: a line for each kind of trial."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("what happens", "when", "to"):
        table.add_column(column)
    for column in ("runs", "recovered"):
        table.add_column(column, justify="right")
    table.add_column("how")
    lines: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        lines.setdefault((outcome.trial.what, outcome.trial.where), []).append(outcome)
    for line, told in lines.items():
        steps = ", ".join(dict.fromkeys(outcome.trial.step.split()[0] for outcome in told))
        good = sum(not outcome.problems for outcome in told)
        ways = Counter(outcome.how for outcome in told)
        how = ", ".join(f"{way} {count}" if len(ways) > 1 else way for way, count in ways.most_common())
        table.add_row(*line, "all steps" if steps == STEPS else steps, str(len(told)), str(good), how)
    return table


def main() -> int:
    """Prepare, disturb, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=0, help="how many; 0 is all")
    parser.add_argument("--only", default="", help="those whose name has these words")
    parser.add_argument("--json", action="store_true", help="print a line of JSON for each run instead")
    options = parser.parse_args()
    console = Console(stderr=options.json)
    console.width = max(console.width, 120)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="newsreel-crash-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL may have to run as another user
        console.print("Preparing: the press site, PostgreSQL, and the run that nothing disturbs")
        with prepared_ground(Path(folder)) as ground:
            trials = [trial for trial in all_trials(ground) if options.only in _name(trial)]
            chosen = sample(trials, options.runs) if options.runs else trials
            rows = ground.undisturbed.picture.row_count
            console.print(f"{len(chosen)} of {len(trials)} runs, each compared with {rows} rows")
            outcomes = list(_disturb(ground, chosen, console))
    bad = [outcome for outcome in outcomes if outcome.problems]
    if options.json:
        for outcome in outcomes:
            sys.stdout.write(json.dumps(_told(outcome)) + "\n")
    else:
        console.print(report(outcomes))
        for outcome in bad:
            console.print(f"\n{_name(outcome.trial)}: {outcome.how}", style="red")
            for problem in outcome.problems[:10]:
                console.print(f"  {problem}", markup=False, highlight=False)
    minutes = timedelta(seconds=round(time.monotonic() - began))
    console.print(
        f"{len(outcomes) - len(bad)} of {len(outcomes)} runs ended like the undisturbed one ({minutes})"
    )
    return 1 if bad or not outcomes else 0


def _disturb(ground: Ground, trials: Sequence[Trial], console: Console) -> Iterator[Outcome]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=len(trials))
        for trial in trials:
            progress.update(task, description=_name(trial))
            outcome = judge(ground, trial)
            progress.advance(task)
            yield outcome
        progress.update(task, description="done")


def _name(trial: Trial) -> str:
    return f"{trial.step}: {trial.what} {trial.where} {trial.number}"


def _told(outcome: Outcome) -> dict[str, object]:
    trial = outcome.trial
    return {
        "what": trial.what,
        "where": trial.where,
        "step": trial.step,
        "number": trial.number,
        "how": outcome.how,
        "problems": outcome.problems,
        "seconds": round(outcome.seconds, 2),
    }


if __name__ == "__main__":
    sys.exit(main())
