"""Trains the second reading: `python -m newsreel.training PATHS --thrice PATHS --weigh PATHS`.

The network learns from the articles named first and from those of `--thrice`, which come three times a
round: of the press that is read there are few, and others would outvote them. That takes an hour on one core.
What the network says of the articles to weigh, which neither it nor those who made the rules have seen,
teaches how far to trust it. Without articles to learn from, only that is learnt, and PyTorch is not asked
for: after a change of the rules.
"""

import argparse
from pathlib import Path

from rich.console import Console

from extractors.events.pieces import FOLDER
from extractors.events.weighing import WEIGHTS
from extractors.records.panel.train import cases
from newsreel.training import weighing
from newsreel.training.gold import read_examples

SEED = 7


def main() -> None:
    """Read the articles, train, and write the files of `extractors/models/events`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--thrice", nargs="+", type=Path, default=[])
    parser.add_argument("--weigh", nargs="+", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.paths:
        _train(arguments.paths, arguments.thrice)
    weighing.write(weighing.learn(read_examples(cases(arguments.weigh))), WEIGHTS)


def _train(once: list[Path], thrice: list[Path]) -> None:
    from newsreel.training import export, fitting  # noqa: PLC0415 - of the `train` extra

    often = list(read_examples(cases(thrice)))
    examples = [*often, *read_examples(cases(once))]
    paths = fitting.known_paths(examples)
    network = fitting.fit([*examples, *often, *often], paths, SEED, Console().print)
    export.write(network, paths, FOLDER)


if __name__ == "__main__":
    main()
