"""A judge whose mind the test makes up, in the place of the trained network, and weights that trust it."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from extractors.events import choose, portraits, voices
from extractors.events.candidates import Candidate
from extractors.events.coreference import COMPARED, SAME
from extractors.events.labels import ANCHORS, EVENTS, NONE, SAID_OF, SLOTS, SLOTS_OF, STATEMENT
from extractors.events.network import NEVER, Anchor, Floats
from extractors.events.relations import FAR, Relations
from extractors.events.weighing import Weighing
from extractors.reading import Reading

Opinion = dict[tuple[str, str], dict[str, list[str]]]  # (word, event): slot to the words that stand in it


class Judge:
    """Holds each word that it is told of for the one that tells its event, and nothing else for anything."""

    def __init__(self, reading: Reading, candidates: Sequence[Candidate], opinion: Opinion) -> None:
        self._relations = Relations(reading, candidates)
        self._candidates, self._opinion, self._reading = candidates, opinion, reading
        self.triggers: Floats = np.zeros((len(reading.doc), len(EVENTS)), np.float32)
        self.triggers[:, EVENTS.index(NONE)] = 1
        for word, event in opinion:
            if event not in EVENTS:
                continue
            token = next(t.i for t in reading.doc if t.text == word)
            self.triggers[token] = 0
            self.triggers[token, EVENTS.index(event)] = 0.9

    def arguments(self, anchors: Sequence[Anchor], within: int = FAR) -> Floats:
        found = np.full((len(anchors), len(self._candidates), len(SLOTS)), NEVER, np.float32)
        for row, (token, event) in enumerate(anchors):
            known = self._opinion.get((self._reading.doc[token].text, ANCHORS[event]), {})
            for slot, names in known.items():
                for number, candidate in enumerate(self._candidates):
                    if candidate.words.text in names:
                        found[row, number, SLOTS.index(slot)] = 4
        return found

    def sentence(self, token: int) -> int:
        return self._relations.sentence(token)


@pytest.fixture
def judge() -> Callable[[Reading, Sequence[Candidate], Opinion], Judge]:
    return Judge


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every hypothesis is a record, and what stands in a slot is what the judge says."""
    weights = {
        **{slot: Weighing(np.array([1, 0, 0, 0, 0, 0, 0], np.float32), 0.0) for slot in SLOTS},
        **{name: Weighing(np.zeros(9, np.float32), 3.0) for name in SLOTS_OF},
    }
    said = np.array([1, 32, 0, 32, 0, 0, 0], np.float32)  # the judge before the rules and the names
    clues = np.zeros(7 + 2 * len(SLOTS_OF[COMPARED]), np.float32)
    clues[3] = 10  # what names the same is the same
    weights[SAME] = Weighing(clues, -5.0)
    weights |= {f"{name} {slot}": Weighing(said, -1.0) for name, slots in SAID_OF.items() for slot in slots}
    weights[STATEMENT] = Weighing(np.array([1, 32, 0, 0, 0, 0, 0, 0], np.float32), -1.0)
    for module in (choose, portraits, voices):
        monkeypatch.setattr(module, "weighings", lambda: weights)
