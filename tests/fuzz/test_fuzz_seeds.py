"""The seeds of the fuzzer, played without it: what was found once is never found again."""

from pathlib import Path

import pytest
from fuzz_targets import TARGETS
from hypothesis import given, settings
from hypothesis import strategies as st

SEEDS = sorted(path for path in (Path(__file__).parent / "seeds").glob("*/*"))


def test_every_target_has_seeds() -> None:
    assert {path.parent.name for path in SEEDS} == set(TARGETS)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_seed_keeps_the_promises(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", sorted(TARGETS))
@given(data=st.binary(max_size=300))
@settings(max_examples=25, deadline=None)
def test_any_bytes_keep_the_promises(name: str, data: bytes) -> None:
    TARGETS[name](data)
