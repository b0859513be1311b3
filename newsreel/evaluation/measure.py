"""Runs the extraction over the corpus and measures it: tallies, confidence, grounding, what went wrong where.

Rule: both sides of the split are measured in each run and are never mixed: `check` is reported, `tune` is for
looking at.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractors.pipeline import EXTRACTOR_VERSION, ExtractionError, extract_many
from newsreel.evaluation.cases import CHECK, SEED, Case, digest_of
from newsreel.evaluation.facts import TYPES, normal
from newsreel.evaluation.score import CaseScore, Fault, Mistake, RecordScore, add_up, score_case
from newsreel.evaluation.styles import group_of
from schemas.records import Quote, Record, Records, evidence_of, ungrounded

BINS = 10
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?][\"”’]?\s+(?=[\"“‘A-Z0-9])")
_FIELDS = {
    "words": "text",
    "work": "participants",
    "role": "participants",
    "affiliation": "participants",
    "participant": "participants",
    "person": "people",
    "person_role": "people",
    "amount": "amounts",
    "count": "counts",
    "count_unit": "counts",
    "attendance_unit": "attendance",
}


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """A value that does not stand in its evidence."""

    case_id: str
    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article; no records and an error where it could not be read."""

    case: Case
    side: str
    records: Records
    score: CaseScore
    value_count: int
    ungrounded: tuple[Ungrounded, ...]
    error: str | None


@dataclass(frozen=True, slots=True)
class Bin:
    """The records of one band of confidence: how sure they are, and how right."""

    records: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All outcomes, and the views on them."""

    outcomes: tuple[Outcome, ...]
    seconds: float
    extractor_version: str
    corpus_digest: str

    def side(self, side: str | None) -> tuple[Outcome, ...]:
        """Return the outcomes of one side of the split, or all."""
        return tuple(one for one in self.outcomes if side in {None, one.side})

    def score(self, side: str | None = None) -> CaseScore:
        """Return the sum over one side, or all."""
        return add_up(one.score for one in self.side(side))

    def by_style(self, side: str | None) -> dict[str, tuple[int, CaseScore]]:
        """Return the number of articles and their sum for each group of styles."""
        groups: dict[str, list[CaseScore]] = {}
        for one in self.side(side):
            groups.setdefault(group_of(one.case.style), []).append(one.score)
        return {name: (len(groups[name]), add_up(groups[name])) for name in sorted(groups)}

    def measures(self) -> dict[str, float]:
        """Return the numbers that have floors; each is a share, and more is better."""
        score = self.score(CHECK)
        found = {f"check.fact_f1.{kind}": score.facts[kind].f1 for kind in TYPES}
        found |= {f"check.record_f1.{kind}": score.records[kind].f1 for kind in TYPES}
        found["check.fact_f1.all"] = score.all_facts.f1
        found["check.fact_precision.all"] = score.all_facts.precision
        found["check.record_f1.all"] = score.all_records.f1
        found["check.clean_negatives"] = clean_negatives(self.side(CHECK))
        found["seed.fact_f1"] = add_up(o.score for o in self.outcomes if o.case.id == SEED).all_facts.f1
        found["all.grounding"] = grounding(self.outcomes)
        found["all.readable"] = _share(sum(o.error is None for o in self.outcomes), len(self.outcomes))
        return {name: round(value, 4) for name, value in sorted(found.items())}


def evaluate(
    cases: Iterable[Case], sides: dict[str, str], progress: Callable[[int], None] | None = None
) -> Evaluation:
    """Extract all articles in one go and measure what came out; `progress` gets how many are done."""
    listed = list(cases)
    begin = time.perf_counter()
    outcomes = []
    found = extract_many(case.article for case in listed)
    for number, (case, result) in enumerate(zip(listed, found, strict=True), start=1):
        outcomes.append(_outcome(case, sides[case.id], result))
        if progress:
            progress(number)
    seconds = time.perf_counter() - begin
    return Evaluation(tuple(outcomes), seconds, EXTRACTOR_VERSION, digest_of(listed))


def clean_negatives(outcomes: Iterable[Outcome]) -> float:
    """Return the share of negative articles that gave no forum, panel or announcement."""
    negative = [one for one in outcomes if one.case.is_negative]
    clean = [
        one for one in negative if not (one.records.forums or one.records.panels or one.records.announcements)
    ]
    return _share(len(clean), len(negative))


def grounding(outcomes: Iterable[Outcome]) -> float:
    """Return the share of values that stand in their evidence."""
    listed = list(outcomes)
    values = sum(one.value_count for one in listed)
    return _share(values - sum(len(one.ungrounded) for one in listed), values)


def calibration(rated: Iterable[RecordScore]) -> list[Bin]:
    """Return the bands of confidence that hold records, from the least sure on."""
    bands: list[list[RecordScore]] = [[] for _ in range(BINS)]
    for one in rated:
        bands[min(int(one.confidence * BINS), BINS - 1)].append(one)
    return [
        Bin(
            records=len(band),
            confidence=sum(one.confidence for one in band) / len(band),
            right=_share(sum(one.hits for one in band), sum(one.predicted for one in band)),
        )
        for band in bands
        if band
    ]


def calibration_error(rated: Iterable[RecordScore]) -> float:
    """Return how far confidence is from the share of right facts, weighed by the records of each band."""
    bands = calibration(rated)
    count = sum(band.records for band in bands)
    return sum(band.records * abs(band.confidence - band.right) for band in bands) / count if count else 0.0


def sentence_of(outcome: Outcome, mistake: Mistake) -> str:
    """Return the sentence a mistake is about: where the value stands, else where it was read, else ""."""
    text = outcome.case.text
    for value in (mistake.expected, mistake.got):
        for form in (value or "").split(" | "):
            for words in (form, form.rpartition(": ")[2], form.partition(": ")[0]):
                at = _find(text, words)
                if at is not None:
                    return _sentence(text, at)
    if mistake.got is not None and mistake.fault is not Fault.RECORD_MISSED:
        record = getattr(outcome.records, f"{mistake.record_type}s")[mistake.record]
        field = _FIELDS.get(mistake.slot, mistake.slot)
        spans = [e.start for e in record.evidence if e.field.startswith(field)]
        return _sentence(text, spans[0]) if spans else ""
    return ""


def _outcome(case: Case, side: str, result: Records | ExtractionError) -> Outcome:
    error = str(result) if isinstance(result, ExtractionError) else None
    records = Records() if isinstance(result, ExtractionError) else result
    predicted: dict[str, Any] = records.model_dump(mode="json", by_alias=True, exclude_none=True)
    loose = tuple(_loose_values(case, records))
    values = sum(len(list(record.paths())) for _, record in records.each())
    return Outcome(case, side, records, score_case(case.id, case.gold, predicted), values, loose, error)


def _loose_values(case: Case, records: Records) -> Iterator[Ungrounded]:
    for record_type, record in records.each():
        values = dict(record.paths())
        loose = set(ungrounded(record, case.text))
        if isinstance(record, Quote) and not _is_whole(record, case.text):
            loose.add("text")
        for path in sorted(loose):
            shown = values.get(path, values.get(path.removesuffix(".unit")))
            yield Ungrounded(case.id, f"{record_type}.{path}", str(shown))


def _is_whole(quote: Quote, text: str) -> bool:
    """Tell whether the parts of a quote, joined by one space, are its text to the letter."""
    record: Record = quote
    return " ".join(text[e.start : e.end] for e in evidence_of(record, "text")) == quote.text


def _find(text: str, words: str) -> int | None:
    parts = re.findall(r"\w+", words)
    if not parts or len(normal(words)) < 3:
        return None
    found = re.search(r"\b" + r"\W{1,4}".join(map(re.escape, parts)), text, re.IGNORECASE)
    return found.start() if found else None


def _sentence(text: str, at: int) -> str:
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[begin : end if end >= 0 else len(text)]
    bounds = [
        0,
        *(m.end() for m in re.finditer(r"(?<!\b[A-Z])[.!?][\"”’]?\s+(?=[\"“‘A-Z0-9])", line)),
        len(line),
    ]
    return next(line[one:other].strip() for one, other in pairwise(bounds) if begin + other > at)


def _share(some: int, every: int) -> float:
    return some / every if every else 1.0
