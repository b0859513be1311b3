"""What teaches whether two tellings are of one event."""

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.events.candidates import Candidate, find_candidates
from extractors.events.coreference import meanings, pair_clues
from extractors.events.hypotheses import Hypothesis
from extractors.events.labels import EVENTS, SLOTS, SLOTS_OF
from extractors.events.network import NEVER, Floats
from extractors.events.tellings import find_tellings
from extractors.events.weighing import weighings_of
from extractors.language import read
from newsreel.training.weighing import Laid, fit_pairs

TEXT = "Kijani Pictures has acquired “Salt Ledger”. Oru Sales has sold “Dune Radio” to Amber Film."
DEAL, OTHER = {"by": "Kijani Pictures", "titles": "Salt Ledger"}, {"by": "Amber Film", "titles": "Dune Radio"}
TRUSTING = {
    **{slot: [1.0, 0, 0, 0, 0, 0, 0, 0] for slot in SLOTS_OF["announcements"]},
    "announcements": [*[0.0] * 9, 3],
}


@pytest.fixture(scope="module")
def candidates() -> list[Candidate]:
    return find_candidates(read(TEXT))


def said(candidates: Sequence[Candidate], values: dict[str, str], yes: float, no: float) -> Floats:
    found = np.full((len(candidates), len(SLOTS)), no, np.float32)
    for slot, name in values.items():
        number = next(n for n, candidate in enumerate(candidates) if candidate.words.text == name)
        found[number, SLOTS.index(slot)] = yes
    return found


def hypothesis(candidates: Sequence[Candidate], values: dict[str, str]) -> Hypothesis:
    deal = EVENTS.index("deal")
    chances = np.eye(len(EVENTS), dtype=np.float32)[deal] * np.float32(0.9)
    log_odds = said(candidates, values, 4, NEVER)
    return Hypothesis("announcements", deal, 0, 0, chances, log_odds, told=np.zeros_like(log_odds))


def test_tellings_of_one_annotated_record_teach_what_makes_them_one(candidates: list[Candidate]) -> None:
    told = [("announcements", said(candidates, values, 1, 0)) for values in (DEAL, OTHER)]
    tellings = [hypothesis(candidates, values) for values in (DEAL, OTHER, DEAL)]
    learnt = fit_pairs([Laid(candidates, tellings, told)] * 20, TRUSTING)
    (same,) = weighings_of({"same": learnt}).values()
    first, second, again = find_tellings(candidates, tellings, weighings_of(TRUSTING))
    means = meanings(candidates)
    of_one, of_two = same.chances(
        np.stack([pair_clues(first, again, means), pair_clues(first, second, means)])
    )
    assert of_one > 0.9
    assert of_two < 0.1


def test_what_no_record_tells_is_told_by_no_other(candidates: list[Candidate]) -> None:
    told = [("announcements", said(candidates, OTHER, 1, 0))]
    tellings = [hypothesis(candidates, values) for values in (DEAL, DEAL, OTHER, OTHER)]
    learnt = fit_pairs([Laid(candidates, tellings, told)] * 20, TRUSTING)
    (same,) = weighings_of({"same": learnt}).values()
    first, second, *_ = find_tellings(candidates, tellings, weighings_of(TRUSTING))
    clues = pair_clues(first, second, meanings(candidates))
    assert same.chances(clues[None])[0] <= 0.5  # two of one record speak for it, two of none against it
