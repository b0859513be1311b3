"""Of several tellings of one thing one is kept, and what is told of nothing else is no second telling."""

import numpy as np
import pytest

from extractors.events.candidates import Candidate, find_candidates
from extractors.events.choose import choose
from extractors.events.hypotheses import Hypothesis
from extractors.events.labels import EVENTS, PANEL, SLOTS, type_of
from extractors.events.network import NEVER
from extractors.language import read
from extractors.pipeline import find_rule_records
from schemas.records import Record

TEXT = (
    "Kijani Pictures has acquired “Salt Ledger”, and Oru Sales has sold “Dune Radio”.\n"
    "Ada Obi moderated a panel on dubbing with Bo Li of Oru Sales. Cem Ak spoke, too."
)
SURE = 4.0

pytestmark = pytest.mark.usefixtures("trusting")


@pytest.fixture(scope="module")
def candidates() -> list[Candidate]:
    return find_candidates(read(TEXT))


@pytest.fixture(scope="module")
def session() -> Record:
    (panel,) = find_rule_records(read(TEXT)).panels
    return panel


def hypothesis(
    candidates: list[Candidate], event: str, values: dict[str, str], token: int, record: Record | None = None
) -> Hypothesis:
    row = EVENTS.index(event)
    chances = np.eye(len(EVENTS), dtype=np.float32)[row] * np.float32(0.9)
    log_odds = np.full((len(candidates), len(SLOTS)), NEVER, np.float32)
    for slot, name in values.items():
        number = next(n for n, candidate in enumerate(candidates) if candidate.words.text == name)
        log_odds[number, SLOTS.index(slot)] = SURE
    told = np.zeros_like(log_odds)
    return Hypothesis(type_of(event), row, token, 0, chances, log_odds, record, told)


def test_of_two_tellings_of_one_deal_one_is_kept(candidates: list[Candidate]) -> None:
    deal = {"by": "Kijani Pictures", "titles": "Salt Ledger"}
    other = {"by": "Oru Sales", "titles": "Dune Radio"}
    hypotheses = [hypothesis(candidates, "deal", values, n) for n, values in enumerate((deal, other, deal))]
    assert [telling.hypothesis.token for telling in choose(candidates, hypotheses)] == [0, 1]


def test_what_the_rules_found_goes_before_its_other_tellings(
    candidates: list[Candidate], session: Record
) -> None:
    talk = {"speaker": "Bo Li", "moderator": "Ada Obi"}
    suspected, found = hypothesis(candidates, PANEL, talk, 0), hypothesis(candidates, PANEL, talk, 1, session)
    (kept,) = choose(candidates, [suspected, found])
    assert kept.hypothesis is found


def test_a_session_of_which_nobody_is_left_stands_in_no_others_way(
    candidates: list[Candidate], session: Record
) -> None:
    nobody = hypothesis(candidates, PANEL, {}, 0, session)
    somebody = hypothesis(candidates, PANEL, {"speaker": "Cem Ak"}, 1)
    assert [telling.hypothesis for telling in choose(candidates, [nobody, somebody])] == [nobody, somebody]


def test_a_suspicion_that_names_nothing_is_left_out(candidates: list[Candidate]) -> None:
    assert choose(candidates, [hypothesis(candidates, "deal", {"by": "Oru Sales"}, 0)]) == []
