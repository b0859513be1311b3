"""What the rules found and what the network suspects, side by side: one hypothesis a record."""

from collections.abc import Callable
from datetime import date

import pytest

from extractors.events.candidates import find_candidates
from extractors.events.hypotheses import Hypothesis, find_hypotheses
from extractors.language import read
from extractors.pipeline import find_rule_records

TEXT = (
    "The Amber Film Festival runs in Gdynia from September 4 to 9, and the Coral Film Market follows.\n"
    "Some 300 distributors are expected when it opens."
)


def forums(judge: Callable[..., object], name: str) -> dict[str, list[Hypothesis]]:
    """Return the hypotheses by their token where the network suspects a gathering of that name."""
    reading = read(TEXT, published=date(2025, 5, 14))
    candidates = find_candidates(reading)
    scores = judge(reading, candidates, {("opens", "forum"): {"name": [name]}})
    found: dict[str, list[Hypothesis]] = {}
    for hypothesis in find_hypotheses(reading, candidates, scores, find_rule_records(reading)):
        if hypothesis.type == "forums":
            found.setdefault(reading.doc[hypothesis.token].text, []).append(hypothesis)
    return found


def test_a_gathering_of_the_rules_is_told_where_the_network_is_surest_of_its_name(
    judge: Callable[..., object],
) -> None:
    (hypothesis,) = forums(judge, "Amber Film Festival")["opens"]
    assert hypothesis.record is not None
    assert hypothesis.chance == pytest.approx(0.9)


def test_a_suspicion_of_another_name_stays_by_itself(judge: Callable[..., object]) -> None:
    (suspected,) = forums(judge, "Gdynia")["opens"]
    assert suspected.record is None
