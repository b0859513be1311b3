"""Weighs clues with the weights that `train` learned.

Rule: the same clues and the same file give the same probability; the file is never edited by hand.
"""

import json
from functools import lru_cache
from math import exp
from pathlib import Path

WEIGHTS = Path(__file__).parents[2] / "models" / "sessions.json"


def probability(model: str, clues: dict[str, float]) -> float:
    """Return how probable the clues make it: `model` is "takes part" or "is reported"."""
    bias, weights = _models()[model]
    total = bias + sum(weights.get(name, 0.0) * value for name, value in clues.items())
    return 1 / (1 + exp(-total))


@lru_cache(maxsize=1)
def _models() -> dict[str, tuple[float, dict[str, float]]]:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: (float(model["bias"]), model["weights"]) for name, model in stored.items()}
