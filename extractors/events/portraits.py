"""Says of the people of a record what they are: their role, whom they work for, which works are theirs.

Rule: what the rules read and what the network believes are weighed against each other here as well; what is
said keeps its exact words.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.events.candidates import Candidate
from extractors.events.describing import NEAR, anchors_of
from extractors.events.hypotheses import candidate_around
from extractors.events.labels import CREDITED, FITS, PARTICIPANT, ROLE, SAID_OF, SLOTS, rows_of
from extractors.events.network import Floats, Scores, together
from extractors.events.weighing import weighings
from extractors.reading import Reading, Words
from schemas.records import Evidence, Record, Records

Asked = tuple[int, str]  # a candidate, and as what: CREDITED or PARTICIPANT
LIKELY = {"role": 0.4, "affiliation": 0.5, "works": 0.5}
_HOPELESS = -6.0  # log odds of what nobody says of somebody


class Portrait(NamedTuple):
    """What is said of somebody."""

    role: Words | None
    affiliation: Words | None
    works: tuple[Words, ...]


class Portraits:
    """What the rules and the network say of an article's people."""

    def __init__(
        self,
        reading: Reading,
        candidates: Sequence[Candidate],
        describing: Sequence[Candidate],
        scores: Scores,  # of what is describing
    ) -> None:
        self._reading, self._people = reading, candidates
        self.describing, self._scores = describing, scores
        self._fits = FITS[rows_of(one.sort for one in describing)]
        self._roles = {(c.words.start, c.words.end): n for n, c in enumerate(describing) if c.sort == ROLE}
        self._answers: dict[Asked, Floats] = {}

    def of(self, person: int | None, portrait: str, read: Sequence[Evidence]) -> Portrait:
        """Return what is said of somebody as CREDITED or PARTICIPANT; `read` is what the rules say.

        Of somebody who is no candidate the rules alone speak, and nobody speaks against what is none.
        """
        found: dict[str, list[Words]] = {slot: [] for slot in SAID_OF[PARTICIPANT]}
        if person is not None:
            clues = self.clues((person, portrait), read)
            asked = self.asked(clues)
            for slot in SAID_OF[portrait]:
                column = SLOTS.index(slot)
                chances = weighings()[f"{portrait} {slot}"].chances(clues[:, column])
                likely = np.flatnonzero(asked[:, column] & (chances > LIKELY[slot]))
                best = sorted(likely.tolist(), key=lambda n: -float(chances[n]))
                found[slot] = [self.describing[n].words for n in best]
        for evidence in read:
            slot = _slot(evidence)
            if slot in SAID_OF[portrait] and (person is None or self._number(evidence, slot) is None):
                found[slot].append(self._reading.words(evidence.start, evidence.end))
        role, affiliation = (next(iter(found[slot]), None) for slot in ("role", "affiliation"))
        return Portrait(role, affiliation, tuple(sorted(found["works"], key=lambda words: words.start)))

    def ask(self, asked: Iterable[Asked]) -> None:
        """Ask the network about candidates, as CREDITED or PARTICIPANT, all at once."""
        new = [one for one in dict.fromkeys(asked) if one not in self._answers]
        groups = [anchors_of(self._reading, self._people[person], portrait) for person, portrait in new]
        self._answers |= zip(new, together(self._scores, groups, within=NEAR), strict=True)

    def clues(self, one: Asked, read: Sequence[Evidence]) -> Floats:
        """Return describing × SLOTS × clues: what speaks for each word's being said of a candidate."""
        self.ask([one])
        log_odds, own = self._answers[one], self._own(self._people[one[0]])
        told = self._told(read)
        by_rules = np.full_like(log_odds, bool(read))
        clues = (log_odds, told, told * log_odds, own, own * log_odds, by_rules, by_rules * log_odds)
        return np.stack(clues, axis=2).astype(np.float32)

    def asked(self, clues: Floats) -> NDArray[np.bool_]:
        """Return describing × SLOTS: what the rules or the network say at all."""
        log_odds, told, own = clues[:, :, 0], clues[:, :, 1], clues[:, :, 3]
        found: NDArray[np.bool_] = self._fits & ((log_odds > _HOPELESS) | (told > 0) | (own > 0))
        return found

    def _told(self, read: Sequence[Evidence]) -> Floats:
        told = np.zeros((len(self.describing), len(SLOTS)), dtype=np.float32)
        for evidence in read:
            slot = _slot(evidence)
            number = self._number(evidence, slot) if slot in SAID_OF[PARTICIPANT] else None
            if number is not None:
                told[number, SLOTS.index(slot)] = 1
        return told

    def _number(self, evidence: Evidence, slot: str) -> int | None:
        """Return which words the rules read a value from."""
        if slot == "role":
            return self._roles.get((evidence.start, evidence.end))
        return candidate_around(evidence, slot, self.describing)

    def _own(self, person: Candidate) -> Floats:
        """Return what the language layer ties to somebody."""
        own = np.zeros((len(self.describing), len(SLOTS)), dtype=np.float32)
        entity = person.entity
        if entity is None:
            return own
        for words in entity.roles:
            own[self._roles[words.start, words.end], SLOTS.index("role")] = 1
        tied = {"affiliation": {id(e) for e in entity.employers}, "works": {id(e) for e in entity.works}}
        for number, one in enumerate(self.describing):
            for slot, entities in tied.items():
                if one.entity is not None and id(one.entity) in entities:
                    own[number, SLOTS.index(slot)] = 1
        return own


def _slot(evidence: Evidence) -> str:
    return evidence.field.rpartition(".")[2].partition("[")[0]


def read_anywhere(records: Records, person: Candidate, portrait: str) -> list[Evidence]:
    """Return what the rules' records say of somebody, as CREDITED or PARTICIPANT, whichever they are."""
    within, items = {
        CREDITED: (records.announcements, "people"),
        PARTICIPANT: (records.panels, "participants"),
    }[portrait]
    return [
        evidence
        for record in within
        for path in _paths(record, items, person)
        for evidence in evidence_of(record, path)
    ]


def evidence_of(record: Record, path: str) -> list[Evidence]:
    """Return what a record says of an item: "people[1]"."""
    return [evidence for evidence in record.evidence if evidence.field.startswith(f"{path}.")]


def _paths(record: Record, items: str, person: Candidate) -> Iterator[str]:
    for evidence in record.evidence:
        path, _, name = evidence.field.partition(".")
        if path.startswith(items) and name == "name" and _is(person, evidence):
            yield path


def _is(person: Candidate, evidence: Evidence) -> bool:
    return any(place.start < evidence.end and evidence.start < place.end for place in person.places)
