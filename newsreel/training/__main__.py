"""Trains the second reading: `python -m newsreel.training corpus/articles corpus/training/articles.jsonl`.

The network learns from half of the annotated articles; what it says of the other half teaches how far to
trust it beside the rules.
"""

import argparse
import random
from pathlib import Path

from rich.console import Console

from extractors.events.pieces import FOLDER
from extractors.records.panel.train import cases
from newsreel.training import export, fitting, weighing
from newsreel.training.gold import read_examples

SEED = 7


def main() -> None:
    """Read the articles, train, and write the files of `extractors/models/events`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    examples = list(read_examples(cases(arguments.paths)))
    random.Random(SEED).shuffle(examples)  # noqa: S311 - an order, no secret
    paths = fitting.known_paths(examples)
    marked = [example for example in examples if example.is_marked]
    others = [example for example in examples if not example.is_marked]
    network = fitting.fit([*marked[1::2], *others], paths, SEED, Console().print)
    weighing.write(weighing.learn(fitting.judge(network, marked[::2], paths)), arguments.out / "weights.json")
    export.write(network, paths, arguments.out)


if __name__ == "__main__":
    main()
