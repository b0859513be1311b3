"""Trains the weights by which `tone` tells news from reviews, obituaries, opinion, gossip and lists.

Rule: the same texts give the same file, and an article that is for checking only is never read. Run
`python -m extractors.records.announcements.train corpus` after a sign has changed: it learns from the
articles for tuning and from `corpus/training/tone.jsonl`, a text a line with `news` true or false.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from extractors.language import read_many
from extractors.records.announcements.cutting import sentences
from extractors.records.announcements.tone import WEIGHTS, Features, features_of

_STRENGTH = 4.0
_FOLDS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its signs and whether it is news."""

    title: str
    features: Features
    news: bool


def examples(corpus: Path) -> Iterator[Example]:
    """Yield the articles for tuning and the training texts."""
    tune = sorted(json.loads((corpus / "split.json").read_text(encoding="utf-8"))["tune"])
    rows = []
    for key in tune:
        case = json.loads((corpus / "articles" / f"{key}.json").read_text(encoding="utf-8"))
        gold = case["gold"]
        news = bool(gold["announcements"] or gold["forums"])
        rows.append((case["title"], case["published"], "\n".join(case["paragraphs"]), news))
    for line in (corpus / "training" / "tone.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.append((row["title"], row["published"], row["text"], row["news"]))
    readings = read_many((text, title, date.fromisoformat(day)) for title, day, text, _ in rows)
    for (title, _, _, news), reading in zip(rows, readings, strict=True):
        yield Example(title, features_of(reading, sentences(reading)), news)


def main(corpus: Path) -> None:
    """Write the weights and print what cross-validation gets wrong."""
    found = list(examples(corpus))
    vectorizer = DictVectorizer(sparse=False)
    matrix = vectorizer.fit_transform([e.features for e in found])
    labels = np.array([e.news for e in found])
    model = LogisticRegression(C=_STRENGTH, max_iter=2000, class_weight="balanced")
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=7)
    guesses = cross_val_predict(model, matrix, labels, cv=folds, method="predict_proba")[:, 1]
    for example, guess in sorted(zip(found, guesses, strict=True), key=lambda pair: pair[1]):
        if (guess > 0.5) != example.news:
            sys.stdout.write(f"{guess:.2f} {'news' if example.news else 'other':5} {example.title}\n")
    model.fit(matrix, labels)
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    rounded = {name: round(float(weight), 4) for name, weight in sorted(weights.items())}
    WEIGHTS.write_text(
        json.dumps({"_bias": round(float(model.intercept_[0]), 4), **rounded}, indent=1) + "\n",
        encoding="utf-8",
    )
    sys.stdout.write(
        f"{len(found)} texts, {np.mean((guesses > 0.5) == labels):.3f} right in cross-validation\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
