"""Trains the second reading: `python -m newsreel.training PATHS --own PATHS --later PATHS --weigh PATHS`.

The network learns from the articles named first and from those of `--own`, annotated by the hands that it is
measured by, which come several times a round: there are few, and others would outvote them. It begins as the
mean of three runs, of which each takes more than an hour on one core. One more, of less than an hour, goes on
from there with the articles of `--later` as well.
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


def main() -> None:
    """Read the articles, train, and write the files of `extractors/models/events`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--own", nargs="+", type=Path, default=[])
    parser.add_argument("--later", nargs="+", type=Path, default=[])
    parser.add_argument("--weigh", nargs="+", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.paths:
        _train(arguments.own, arguments.paths, arguments.later)
    weighing.write(weighing.learn(read_examples(cases(arguments.weigh))), WEIGHTS)


def _train(own: list[Path], others: list[Path], later: list[Path]) -> None:
    from newsreel.training import export, fitting  # noqa: PLC0415 - of the `train` extra

    articles = fitting.Articles(*(list(read_examples(cases(paths))) for paths in (own, others, later)))
    network, rows = fitting.fit(articles, Console().print)
    export.write(network, rows, FOLDER)


if __name__ == "__main__":
    main()
