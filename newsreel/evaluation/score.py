"""One article's records against its gold: what was hit, missed, wrong or made up, record by record.

Rule: every number of the evaluation is a sum of these tallies, so each can be followed down to an article.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from newsreel.evaluation.facts import (
    TYPES,
    Fact,
    Json,
    about,
    facts_of,
    items,
    normal,
    pair_facts,
    pair_records,
    same_name,
    variants,
)
from schemas.records import RecordType


@dataclass(slots=True)
class Tally:
    """How many of the gold things were hit, and how many were predicted."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, hits: int, gold: int, predicted: int) -> None:
        """Count some more."""
        self.hits += hits
        self.gold += gold
        self.predicted += predicted

    @property
    def precision(self) -> float:
        """Share of the predicted ones that are right; 1 where nothing is predicted and nothing is there."""
        return self.hits / self.predicted if self.predicted else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Share of the gold ones that were found; 1 where nothing is predicted and nothing is there."""
        return self.hits / self.gold if self.gold else float(self.predicted == 0)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Fault(StrEnum):
    """What is wrong with a fact or a record."""

    MISSED = "missed"
    WRONG = "wrong"
    RECORD_MISSED = "record missed"
    RECORD_MADE_UP = "record made up"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in an article; what was found in the place of `expected`, if anything."""

    case_id: str
    record_type: RecordType
    fault: Fault
    slot: str
    expected: str | None
    got: str | None
    record: int  # index among the predicted records of the type; for a missed one, among the gold ones


@dataclass(frozen=True, slots=True)
class RecordScore:
    """How many facts of one predicted record are right."""

    record_type: RecordType
    confidence: float
    hits: int
    predicted: int


class KindPair(NamedTuple):
    """What kind a record is and what it was taken for; None where there is no record."""

    record_type: RecordType
    gold: str | None
    predicted: str | None


@dataclass(slots=True)
class CaseScore:
    """All tallies of one article, or the sum over several."""

    records: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    facts: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    slots: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    kinds: Counter[KindPair] = field(default_factory=Counter)
    rated: list[RecordScore] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def count(self, record_type: RecordType, gold: list[tuple[Fact, bool]], predicted: list[Fact]) -> None:
        """Count the facts of a record: the gold ones with whether they were hit, and the predicted ones."""
        hits = sum(is_hit for _, is_hit in gold)
        self.facts[record_type].add(hits, len(gold), len(predicted))
        for fact, is_hit in gold:
            self.slots[f"{record_type}.{fact.slot}"].add(int(is_hit), 1, 0)
        for fact in predicted:
            self.slots[f"{record_type}.{fact.slot}"].add(0, 0, 1)

    def count_kind(self, record_type: RecordType, gold: Json | None, predicted: Json | None) -> None:
        """Count what kind a record is and what it was taken for; any of several right kinds is right."""
        wanted, found = (None if record is None else record.get("kind") for record in (gold, predicted))
        if wanted is None and found is None:
            return
        if wanted is not None:
            forms = variants(wanted)
            wanted = found if found is not None and normal(found) in forms else forms[0]
        self.kinds[KindPair(record_type, wanted, found)] += 1

    @property
    def all_facts(self) -> Tally:
        """The facts of all types together."""
        return total(self.facts.values())

    @property
    def all_records(self) -> Tally:
        """The records of all types together."""
        return total(self.records.values())


@dataclass(frozen=True, slots=True)
class _Of:
    case_id: str
    record_type: RecordType


def score_case(case_id: str, gold: Json, predicted: Json) -> CaseScore:
    """Compare one article's records; both are mappings of the contract's four lists ("forums", …)."""
    score = CaseScore()
    for record_type in TYPES:
        of = _Of(case_id, record_type)
        wanted = items(gold.get(f"{record_type}s"))
        found = items(predicted.get(f"{record_type}s"))
        pairs = dict(pair_records(record_type, wanted, found))
        score.records[record_type].add(len(pairs), len(wanted), len(found))
        for number, record in enumerate(wanted):
            if number in pairs:
                _score_found(score, of, record, found[pairs[number]], pairs[number])
            else:
                _score_missed(score, of, record, number)
        for number in sorted(set(range(len(found))) - set(pairs.values())):
            _score_made_up(score, of, found[number], number)
    return score


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    result = Tally()
    for tally in tallies:
        result.add(tally.hits, tally.gold, tally.predicted)
    return result


def add_up(scores: Iterable[CaseScore]) -> CaseScore:
    """Add the scores of several articles up."""
    result = CaseScore()
    for score in scores:
        for mine, theirs in (
            (result.records, score.records),
            (result.facts, score.facts),
            (result.slots, score.slots),
        ):
            for name, tally in theirs.items():
                mine[name].add(tally.hits, tally.gold, tally.predicted)
        result.kinds.update(score.kinds)
        result.rated += score.rated
        result.mistakes += score.mistakes
    return result


def _score_found(score: CaseScore, of: _Of, wanted: Json, found: Json, number: int) -> None:
    gold, guess = facts_of(of.record_type, wanted), facts_of(of.record_type, found)
    hits = pair_facts(gold, guess)
    hit_gold = {i for i, _ in hits}
    hit_guess = {j for _, j in hits}
    score.count(of.record_type, [(fact, i in hit_gold) for i, fact in enumerate(gold)], guess)
    score.count_kind(of.record_type, wanted, found)
    score.rated.append(_rated(of.record_type, found, len(hits), len(guess)))
    missed = [fact for i, fact in enumerate(gold) if i not in hit_gold]
    wrong = [fact for j, fact in enumerate(guess) if j not in hit_guess]
    score.mistakes += _mistakes(of, missed, wrong, number)


def _score_missed(score: CaseScore, of: _Of, wanted: Json, number: int) -> None:
    gold = facts_of(of.record_type, wanted)
    score.count(of.record_type, [(fact, False) for fact in gold], [])
    score.count_kind(of.record_type, wanted, None)
    score.mistakes.append(_mistake(of, Fault.RECORD_MISSED, about(of.record_type, gold), None, number))


def _score_made_up(score: CaseScore, of: _Of, found: Json, number: int) -> None:
    guess = facts_of(of.record_type, found)
    score.count(of.record_type, [], guess)
    score.count_kind(of.record_type, None, found)
    score.rated.append(_rated(of.record_type, found, 0, len(guess)))
    score.mistakes.append(_mistake(of, Fault.RECORD_MADE_UP, None, about(of.record_type, guess), number))


def _rated(record_type: RecordType, found: Json, hits: int, predicted: int) -> RecordScore:
    return RecordScore(record_type, float(found.get("confidence", 1.0)), hits, predicted)


def _mistakes(of: _Of, missed: list[Fact], wrong: list[Fact], number: int) -> list[Mistake]:
    """Put what was found beside what was expected in the same slot, about the same person."""
    left = list(wrong)
    found = []
    for fact in missed:
        instead = next((other for other in left if _is_in_place_of(other, fact)), None)
        if instead:
            left.remove(instead)
        found.append(_mistake(of, Fault.WRONG if instead else Fault.MISSED, fact, instead, number))
    return found + [_mistake(of, Fault.WRONG, None, fact, number) for fact in left]


def _is_in_place_of(guess: Fact, gold: Fact) -> bool:
    if isinstance(gold.value, tuple) and gold.slot == guess.slot:
        return same_name(gold.value[0], guess.value[0])
    return gold.slot == guess.slot


def _mistake(of: _Of, fault: Fault, expected: Fact | None, got: Fact | None, number: int) -> Mistake:
    told = expected or got
    slot = told.slot if told else ""
    shown = [None if fact is None else _shown(fact) for fact in (expected, got)]
    return Mistake(of.case_id, of.record_type, fault, slot, shown[0], shown[1], number)


def _shown(fact: Fact) -> str:
    return fact.value if isinstance(fact.value, str) else ": ".join(fact.value)
