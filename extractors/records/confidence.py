"""How sure a record is of its values: what its rules think of it, held against what came true.

Rule: the weights are made by `python -m newsreel.evaluation.calibrate` and never edited by hand; what the
rules are surer of never comes out as less sure.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from math import exp, log
from pathlib import Path
from typing import TypeVar

from schemas.records import Record

WEIGHTS = Path(__file__).parents[1] / "models" / "confidence.json"
EDGE = 0.02  # nothing is surer than this, neither the rules nor what comes out

R = TypeVar("R", bound=Record)


def calibrated(records: Iterable[R]) -> tuple[R, ...]:
    """Return the records with the share of their values that may be expected to be right as confidence."""
    return tuple(record.model_copy(update={"confidence": _expected(record)}) for record in records)


def log_odds(confidence: float) -> float:
    """Return the logarithm of the odds of a confidence between 0 and 1."""
    inner = min(max(confidence, EDGE), 1 - EDGE)
    return log(inner / (1 - inner))


def _expected(record: Record) -> float:
    slope, bias = _weights()[type(record).__name__.lower()]
    share = 1 / (1 + exp(-(slope * log_odds(record.confidence) + bias)))
    return round(min(max(share, EDGE), 1 - EDGE), 3)


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[float, float]]:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: (float(slope), float(bias)) for name, (slope, bias) in stored.items()}
