"""Trains the second reading: `python -m newsreel.training corpus corpus/training/articles.jsonl`.

Half of the articles are judged by a network that has seen only the other half; what it says of them teaches
how far to trust it beside the rules. The network that is kept learns from all of them.
"""

import argparse
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from extractors.events.pieces import FOLDER
from newsreel.training import export, fitting, weighing
from newsreel.training.gold import Example, load_articles, read_examples

_HALF_EPOCHS, _EPOCHS = 7, 6  # rounds: half of the articles are read more often
_examples: Sequence[Example] = ()  # what a forked process finds there: a parsed article cannot be sent
_paths: dict[str, int] = {}


def learn_weights(seed: int) -> weighing.Weights:
    """Return how far to trust the network: one that has read half of the articles judges the other half."""
    marked = [example for example in _examples if example.is_marked]
    others = [example for example in _examples if not example.is_marked]
    lessons = [*marked[1::2], *others]
    network = fitting.fit(lessons, _paths, seed, _HALF_EPOCHS, partial(_tell, "half"))
    return weighing.learn(fitting.judge(network, marked[::2], _paths))


def learn_network(seed: int, folder: Path) -> None:
    """Write the network that has seen all articles."""
    export.write(fitting.fit(_examples, _paths, seed, _EPOCHS, partial(_tell, "whole")), _paths, folder)


def main() -> None:
    """Read the articles, train, and write the files of `extractors/models/events`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    global _examples, _paths
    read = list(read_examples(load_articles(arguments.paths)))
    random.Random(arguments.seed).shuffle(read)  # noqa: S311 - an order, no secret
    _examples, _paths = read, fitting.known_paths(read)
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        weights = pool.submit(learn_weights, arguments.seed)
        network = pool.submit(learn_network, arguments.seed, arguments.out)
        network.result()
        weighing.write(weights.result(), arguments.out / "weights.json")


def _tell(which: str, news: str) -> None:
    Console().print(f"{which}: {news}")


if __name__ == "__main__":
    main()
