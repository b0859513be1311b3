"""What the extraction reached once and must not fall below.

Rule: floors go up by accepting, and down only by name: each lowering leaves its reason in the file.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsreel.errors import NewsreelError
from newsreel.evaluation.measure import Evaluation

# Another processor adds up floats in another order; a few facts may fall on the other side.
TOLERANCE = 0.002


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A measure that is below its floor."""

    name: str
    floor: float
    value: float


class FloorLoweredError(NewsreelError):
    """Measures fell and nobody gave a reason."""


def shortfalls(path: Path, evaluation: Evaluation) -> list[Shortfall]:
    """Return the measures below their floors; a measure that is no longer taken counts as 0."""
    now = evaluation.measures()
    return [
        Shortfall(name, floor, now.get(name, 0.0))
        for name, floor in read_floors(path).items()
        if now.get(name, 0.0) + TOLERANCE < floor
    ]


def read_floors(path: Path) -> dict[str, float]:
    """Return the floors by the name of their measure; none when nothing was accepted yet."""
    return dict(_read(path)["floors"])


def is_other_corpus(path: Path, evaluation: Evaluation) -> bool:
    """Tell whether articles or annotations have changed since the floors were pinned."""
    pinned = _read(path)["corpus"]
    return pinned is not None and pinned != evaluation.corpus_digest


def accept(
    path: Path, evaluation: Evaluation, lower: str | None = None
) -> dict[str, tuple[float | None, float]]:
    """Pin what was measured; return what moved, from and to.

    Raises FloorLoweredError when a floor would fall and `lower`, the reason why it may, is not given.
    """
    content = _read(path)
    old: dict[str, float] = content["floors"]
    now = evaluation.measures()
    fallen = shortfalls(path, evaluation)
    if fallen and not lower:
        names = ", ".join(f"{one.name} {one.floor:.3f} → {one.value:.3f}" for one in fallen)
        raise FloorLoweredError(
            f"floors would fall: {names}", hint='--lower "REASON" pins them lower and writes the reason down'
        )
    down = {one.name for one in fallen}
    new = {name: value if name in down else max(value, old.get(name, 0.0)) for name, value in now.items()}
    if fallen:
        steps = {one.name: [one.floor, one.value] for one in fallen}
        content["lowered"].append({"reason": lower, "floors": steps})
    content |= {
        "corpus": evaluation.corpus_digest,
        "extractor": evaluation.extractor_version,
        "floors": new,
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return {name: (old.get(name), value) for name, value in new.items() if old.get(name) != value}


def _read(path: Path) -> dict[str, Any]:
    empty: dict[str, Any] = {"corpus": None, "extractor": None, "floors": {}, "lowered": []}
    return empty | json.loads(path.read_text(encoding="utf-8")) if path.exists() else empty
