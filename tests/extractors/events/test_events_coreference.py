"""What speaks for two tellings' being of one event."""

import numpy as np
import pytest

from extractors.events.candidates import Candidate, find_candidates
from extractors.events.coreference import SAME, meanings, pair_clues
from extractors.events.hypotheses import Hypothesis
from extractors.events.labels import EVENTS, SLOTS, SLOTS_OF
from extractors.events.network import NEVER
from extractors.events.tellings import Telling
from extractors.events.weighing import weighings
from extractors.language import read

TEXT = (
    "Kijani Pictures has acquired “Salt Ledger” for $2 million. Oru Sales closed the deal.\n"
    "The price of $2 million is a record for Kijani Pictures."
)
NAMED = 7  # clues before those of the slots


@pytest.fixture(scope="module")
def candidates() -> list[Candidate]:
    return find_candidates(read(TEXT))


def telling(
    candidates: list[Candidate], chosen: dict[str, list[str]], event: str = "deal", *, sentence: int = 0
) -> Telling:
    """A telling of candidates by their words; of what is said twice the first is meant."""
    chances = np.zeros(len(EVENTS), np.float32)
    chances[EVENTS.index(event)] = 0.9
    log_odds = np.full((len(candidates), len(SLOTS)), NEVER, np.float32)
    hypothesis = Hypothesis(
        "announcements", EVENTS.index(event), 0, sentence, chances, log_odds, told=np.zeros_like(log_odds)
    )
    words = [candidate.words.text for candidate in candidates]
    rows = {
        slot: {words.index(text): 0.8 for text in chosen.get(slot, [])} for slot in SLOTS_OF["announcements"]
    }
    return Telling(hypothesis, 0.8, rows)


def of_slot(clues: np.ndarray, slot: str) -> tuple[float, float]:
    """What is common, and whether all is different."""
    at = NAMED + 2 * SLOTS_OF["announcements"].index(slot)
    return float(clues[at]), float(clues[at + 1])


def test_the_same_sum_said_twice_is_common(candidates: list[Candidate]) -> None:
    means = meanings(candidates)
    sums = [n for n, candidate in enumerate(candidates) if candidate.money is not None]
    assert len(sums) == 2
    assert means[sums[0]] == means[sums[1]]
    one, other = telling(candidates, {}), telling(candidates, {})
    one.chosen["amounts"], other.chosen["amounts"] = {sums[0]: 0.9}, {sums[1]: 0.9}
    assert of_slot(pair_clues(one, other, means), "amounts") == (1, 0)


def test_what_both_say_differently_speaks_against_it(candidates: list[Candidate]) -> None:
    one = telling(candidates, {"by": ["Kijani Pictures"], "titles": ["Salt Ledger"]})
    other = telling(candidates, {"by": ["Oru Sales"]})
    clues = pair_clues(one, other, meanings(candidates))
    assert of_slot(clues, "by") == (0, 1)
    assert of_slot(clues, "titles") == (0, 0)  # one says nothing of titles: that is no difference


def test_there_is_a_weight_for_every_clue(candidates: list[Candidate]) -> None:
    one = telling(candidates, {})
    assert len(pair_clues(one, one, meanings(candidates))) == len(weighings()[SAME].weights)


def test_the_order_of_a_pair_does_not_matter(candidates: list[Candidate]) -> None:
    one = telling(candidates, {"by": ["Kijani Pictures"], "titles": ["Salt Ledger"]})
    other = telling(candidates, {"by": ["Kijani Pictures", "Oru Sales"]}, "release", sentence=2)
    means = meanings(candidates)
    assert pair_clues(one, other, means).tolist() == pair_clues(other, one, means).tolist()
