"""What `newsreel evaluate` and `newsreel bench` do: measure, print, compare with the floors.

Rule: a run that is below a floor fails unless it was asked to pin a lower one and was told why.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from newsreel.commands.output import note, progress, stderr, table
from newsreel.errors import NewsreelError
from newsreel.evaluation.bench import ROUNDS, bench, print_bench
from newsreel.evaluation.cases import CHECK, CORPUS, extend_split, load_cases, read_split
from newsreel.evaluation.floors import accept, is_other_corpus, shortfalls
from newsreel.evaluation.measure import Evaluation, evaluate
from newsreel.evaluation.report import as_json, print_evaluation, print_shortfalls


class BelowFloorError(NewsreelError):
    """The extraction is worse than it was accepted to be."""


def run_evaluation(
    *,
    side: str = CHECK,
    errors: int = 0,
    is_json: bool = False,
    is_accepted: bool = False,
    lower: str | None = None,
    corpus: Path = CORPUS,
) -> None:
    """Measure the extraction on the corpus and print it: tables, or JSON on standard output.

    `side` ("check", "tune") says whose slots, styles and mistakes are shown; `is_accepted` pins what was
    measured, and `lower` is the reason why floors may fall. Raises BelowFloorError.
    """
    cases = load_cases(corpus)
    sides = read_split(corpus, (case.id for case in cases))
    with _bar(len(cases)) as step:
        evaluation = evaluate(cases, sides, step)
    if is_json:
        sys.stdout.write(json.dumps(as_json(evaluation), ensure_ascii=False, indent=1) + "\n")
    else:
        print_evaluation(evaluation, side, errors)
    _gate(evaluation, corpus / "floors.json", is_accepted=is_accepted or lower is not None, lower=lower)


def run_split(corpus: Path = CORPUS) -> None:
    """Give each new article of the corpus a side."""
    added = extend_split(corpus, (case.id for case in load_cases(corpus)))
    note(f"{added} articles added to split.json")


def run_bench(rounds: int = ROUNDS, corpus: Path = CORPUS) -> None:
    """Measure what extraction and cleaning cost, and what cleaning keeps, and print it."""
    with progress("reading the corpus") as say:
        measured = bench(load_cases(corpus), rounds, say)
    print_bench(measured)


def _gate(evaluation: Evaluation, path: Path, *, is_accepted: bool, lower: str | None) -> None:
    if is_other_corpus(path, evaluation):
        note("the corpus has changed since the floors were pinned")
    if is_accepted:
        moved = accept(path, evaluation, lower)
        rows = [
            (name, old if old is None else f"{old:.4f}", f"{new:.4f}") for name, (old, new) in moved.items()
        ]
        table(("measure", "was", "is"), rows, title="Floors moved", console=stderr)
    elif fallen := shortfalls(path, evaluation):
        print_shortfalls(fallen)
        raise BelowFloorError(
            f"{len(fallen)} measures are below their floors",
            hint='newsreel evaluate --lower "REASON" pins lower floors and writes the reason down',
        )


@contextmanager
def _bar(count: int) -> Iterator[Callable[[int], None]]:
    columns = (TextColumn("extracting"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=stderr, transient=True, disable=not stderr.is_terminal) as bar:
        task = bar.add_task("", total=count)
        yield lambda done: bar.update(task, completed=done)
