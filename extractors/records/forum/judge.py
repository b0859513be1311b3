"""Weighs what speaks for a value being a gathering's: the trained weights of each question.

Rule: the weights are made by `train` from annotated texts and are never edited by hand; a question that has
none answers with nothing.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).parents[2] / "models" / "forums.json"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Scale:
    """The weights of one question: a bias and, for each feature, a weight for each answer."""

    answers: tuple[str, ...]
    biases: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def odds(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each answer."""
        scores = list(self.biases)
        for feature in features:
            for n, weight in enumerate(self.weights.get(feature, ())):
                scores[n] += weight
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return {answer: power / total for answer, power in zip(self.answers, powers, strict=True)}


@lru_cache(maxsize=1)
def scales() -> Mapping[str, Scale]:
    """Return the scales by question."""
    return restored(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def restored(stored: Mapping[str, Any]) -> Mapping[str, Scale]:
    """Return scales from the form in which they are stored."""
    return {
        question: Scale(
            tuple(scale["answers"]),
            tuple(scale["biases"]),
            {feature: tuple(weights) for feature, weights in scale["weights"].items()},
        )
        for question, scale in stored.items()
    }
