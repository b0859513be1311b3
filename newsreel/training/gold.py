"""Lays the annotation of an article over its reading: which word tells each record, and what stands in it.

Rule: what an annotator wrote and no candidate says is no example; neither for a slot nor against it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from extractors.events.candidates import Candidate, find_candidates
from extractors.events.describing import find_describing
from extractors.events.hypotheses import kind_words
from extractors.events.labels import EVENTS, FORUM, PANEL, SLOTS, fills
from extractors.events.relations import Relations, root
from extractors.language import read_many
from extractors.pipeline import find_rule_records
from extractors.reading import Reading
from newsreel.evaluation.facts import (
    items,
    pair_records,
    same_name,
    same_phrase,
    same_unit,
    same_value,
)
from newsreel.training.said import UNCLEAR, Floats, Portrait, Statement, portraits_of, statements_in
from schemas.records import Record, Records

Case = dict[str, Any]
TYPES = ("announcements", "forums", "panels")
_RECORD_TYPE = {"announcements": "announcement", "forums": "forum", "panels": "panel"}
_ONCE = frozenset({"amounts", "counts", "attendance", "date", "on", "opens", "closes", "subject", "topic"})


@dataclass(frozen=True, slots=True)
class Told:
    """One annotated record: the token that tells it, its row of EVENTS, its values."""

    type: str
    event: int
    token: int | None  # None where nothing says which word tells it
    values: tuple[tuple[str, Any], ...]


@dataclass(slots=True, eq=False)
class Example:
    """An annotated article, read."""

    id: str
    reading: Reading
    candidates: list[Candidate]
    relations: Relations
    rules: Records
    told: list[Told]
    is_marked: bool  # its annotation says which words tell its records
    describing: list[Candidate]  # what may be said of people
    described: Relations  # of these
    portraits: list[Portrait]
    statements: list[Statement]

    def labels(self, told: Told) -> Floats:
        """Return candidate × SLOTS: 1 where a candidate stands in a slot, -1 where it may or may not."""
        found = np.zeros((len(self.candidates), len(SLOTS)), dtype=np.float32)
        for slot, value in told.values:
            row = SLOTS.index(slot)
            hits = [n for n, c in enumerate(self.candidates) if fills(c.sort, slot) and says(c, slot, value)]
            found[hits, row] = 1
            if slot in _ONCE and len(hits) > 1 and told.token is not None:
                # The same number or phrase stands in several places: the nearest is meant.
                far = {n: self._far(n, told.token) for n in hits}
                for n in hits:
                    if far[n] > min(far.values()):
                        found[n, row] = UNCLEAR
        return found

    def _far(self, candidate: int, token: int) -> int:
        table, here = self.relations.table, self.relations.sentence(token)
        rows = np.flatnonzero(table.candidate == candidate)
        return min(abs(table.sentence[row] - here) for row in rows)


def read_examples(cases: list[Case]) -> Iterator[Example]:
    """Yield the articles, read, with what is told in them."""
    texts = (("\n".join(c["paragraphs"]), c.get("title"), date.fromisoformat(c["published"])) for c in cases)
    for case, reading in zip(cases, read_many(texts), strict=True):
        candidates = find_candidates(reading)
        rules = find_rule_records(reading)
        is_marked = any("at" in record for t in TYPES for record in items(case["gold"].get(t)))
        relations = Relations(reading, candidates)
        told = [t for record_type in TYPES for t in _told(case, record_type, reading, rules)]
        describing = find_describing(reading, candidates, rules)
        yield Example(
            id=case["id"],
            reading=reading,
            candidates=candidates,
            relations=relations,
            rules=rules,
            told=told,
            is_marked=is_marked,
            describing=describing,
            described=Relations(reading, describing),
            portraits=portraits_of(case["gold"], reading, candidates, describing),
            statements=list(statements_in(case["gold"], reading, candidates)),
        )


def _told(case: Case, record_type: str, reading: Reading, rules: Records) -> Iterator[Told]:
    gold = items(case["gold"].get(record_type))
    found: tuple[Record, ...] = getattr(rules, record_type)
    guesses = [json.loads(r.model_dump_json(by_alias=True, exclude_none=True)) for r in found]
    pairs = dict(pair_records(_RECORD_TYPE[record_type], gold, guesses))  # type: ignore[arg-type]
    for number, record in enumerate(gold):
        token = None
        if "at" in record:
            start = reading.text.find(record["at"])
            token = root(reading, start, start + len(record["at"])) if start >= 0 else None
        elif number in pairs:
            words = kind_words(found[pairs[number]])
            token = root(reading, words.start, words.end)
        yield Told(record_type, event_of(record_type, record), token, tuple(values_of(record_type, record)))


def event_of(record_type: str, record: Case) -> int:
    """Return the row of EVENTS that an annotated record belongs to."""
    if record_type == "announcements":
        return EVENTS.index(record["kind"].split(" | ")[0])
    return EVENTS.index(FORUM if record_type == "forums" else PANEL)


def values_of(record_type: str, record: Case) -> Iterator[tuple[str, Any]]:
    """Yield (slot, value) of an annotated record."""
    if record_type == "announcements":
        for slot in ("by", "with", "titles", "places", "date", "amounts", "counts", "subject"):
            yield from ((slot, value) for value in items(record.get(slot)))
        yield from (("people", person["name"]) for person in items(record.get("people")))
    elif record_type == "forums":
        slots = ("name", "organizers", "partners", "parent_event", "venue", "city", "country", "attendance")
        for slot in slots:
            yield from ((slot, value) for value in items(record.get(slot)))
        yield from (("opens", value) for value in items(record.get("start_date")))
        yield from (("closes", value) for value in items(record.get("end_date")))
    else:
        yield from (("event", value) for value in items(record.get("event")))
        yield from (("on", value) for value in items(record.get("date")))
        yield from (("topic", value) for value in items(record.get("title")))
        for person in items(record.get("participants")):
            yield ("moderator" if person.get("part") == "moderator" else "speaker"), person["name"]


def says(candidate: Candidate, slot: str, value: Any) -> bool:
    """Tell whether a candidate is what an annotator wrote into a slot."""
    if (date := candidate.date) is not None:
        return same_value(value, date.end if slot == "closes" else date.start)
    if (money := candidate.money) is not None:
        same_sum = float(value.get("value") or 0) == money.value
        return same_sum and value.get("currency", "USD") == money.currency
    if (count := candidate.count) is not None:
        unit = value.get("unit")
        is_unit = not unit or count.unit is None or same_unit(unit, count.unit.text)
        return is_unit and float(value.get("value") or 0) == count.value
    same = same_phrase if slot in {"subject", "topic"} else same_name
    return same(value, candidate.words.text)
