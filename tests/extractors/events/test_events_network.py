"""The trained network, as it is stored: it finds what tells the news and who takes part in it."""

from datetime import date

import numpy as np
import pytest

from extractors.events.candidates import Candidate, find_candidates
from extractors.events.coreference import SAME
from extractors.events.hypotheses import find_hypotheses
from extractors.events.labels import EVENTS, NONE, SAID_OF, SLOTS, SLOTS_OF, STATEMENT
from extractors.events.network import NEVER, Scores
from extractors.events.pieces import FOLDER
from extractors.events.weighing import record_clues, slot_clues, weighings
from extractors.language import read
from extractors.pipeline import find_rule_records
from extractors.reading import Reading

NEWS = (
    "Nairobi’s Kijani Pictures has acquired worldwide rights to “Salt Ledger” from Oru Sales.\n"
    "The documentary will open in French cinemas on May 30."
)


def scored(text: str) -> tuple[Reading, list[Candidate], Scores]:
    reading = read(text, title="Kijani buys thriller", published=date(2025, 5, 14))
    candidates = find_candidates(reading)
    return reading, candidates, Scores(reading, candidates)


@pytest.mark.parametrize(("word", "event"), [("acquired", "deal"), ("open", "release")])
def test_the_word_that_tells_the_news_is_the_likeliest_of_its_sentence(word: str, event: str) -> None:
    reading, _, scores = scored(NEWS)
    token = next(t for t in reading.doc if t.text == word)
    sentence = scores.triggers[token.sent.start : token.sent.end, EVENTS.index(event)]
    assert int(sentence.argmax()) + token.sent.start == token.i
    assert sentence.max() > 0.5


def test_buyer_and_seller_are_told_apart() -> None:
    reading, candidates, scores = scored(NEWS)
    token = next(t.i for t in reading.doc if t.text == "acquired")
    (log_odds,) = scores.arguments([(token, EVENTS.index("deal"))])
    likeliest = {
        slot: candidates[int(log_odds[:, SLOTS.index(slot)].argmax())].words.text for slot in ("by", "with")
    }
    assert likeliest == {"by": "Kijani Pictures", "with": "Oru Sales"}


def test_what_cannot_stand_in_a_slot_never_does() -> None:
    reading, candidates, scores = scored(NEWS)
    token = next(t.i for t in reading.doc if t.text == "acquired")
    (log_odds,) = scores.arguments([(token, EVENTS.index("deal"))])
    dates = [n for n, candidate in enumerate(candidates) if candidate.date is not None]
    assert dates
    assert (log_odds[dates, SLOTS.index("by")] <= NEVER + 1).all()
    assert (log_odds[:, SLOTS.index("speaker")] <= NEVER + 5).all()


def test_what_is_farther_than_asked_for_counts_for_nothing() -> None:
    reading, candidates, scores = scored(f"{NEWS} It rained. The fair in Lagos slept.")
    anchor = (next(t.i for t in reading.doc if t.text == "acquired"), EVENTS.index("deal"))
    far = [n for n, candidate in enumerate(candidates) if candidate.words.text == "Lagos"]
    places = SLOTS.index("places")
    assert far
    assert (scores.arguments([anchor])[0, far, places] > NEVER + 1).all()
    assert (scores.arguments([anchor], within=1)[0, far, places] <= NEVER + 1).all()


def test_plain_prose_tells_nothing() -> None:
    reading, _, scores = scored("She walked along the beach. The sea was calm, and her brother slept.")
    assert (scores.triggers.argmax(axis=1) == EVENTS.index(NONE)).all()
    assert scores.arguments([]).shape == (0, len(find_candidates(reading)), len(SLOTS))


def test_there_is_a_weight_for_every_clue_of_every_slot_and_type() -> None:
    reading, candidates, scores = scored(NEWS)
    (hypothesis, *_) = find_hypotheses(reading, candidates, scores, find_rule_records(reading))
    clues = slot_clues(hypothesis)
    for number, slot in enumerate(SLOTS_OF[hypothesis.type]):
        assert clues[:, number].shape == (len(candidates), len(weighings()[slot].weights))
    said = {f"{name} {slot}" for name, slots in SAID_OF.items() for slot in slots}
    asked = {slot for slots in SLOTS_OF.values() for slot in slots}
    assert set(weighings()) == {*asked, *SLOTS_OF, *said, STATEMENT, SAME}
    for name in SLOTS_OF:
        assert len(record_clues(hypothesis)) == len(weighings()[name].weights)


def test_chances_are_chances() -> None:
    _, _, scores = scored(NEWS)
    assert np.allclose(scores.triggers.sum(axis=1), 1, atol=1e-3)


def test_the_model_is_small_enough_to_be_kept_beside_the_code() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 30 * 2**20


def test_many_questions_are_answered_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, scores = scored(NEWS)
    anchors = [(token, EVENTS.index("deal")) for token in range(8)]
    together = scores.arguments(anchors)
    monkeypatch.setattr("extractors.events.network._PAIRS", 1)
    assert np.allclose(scores.arguments(anchors), together, atol=1e-4)
