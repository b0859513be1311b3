"""Gathers what can take part in an event: the names, dates, sums, counts and phrases of a reading.

Rule: a candidate is words of the article with all the places that refer to it; nothing is made up here.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.events.grammar import chunks_of
from extractors.events.labels import COUNT, DATE, MONEY, PHRASE
from extractors.reading import CountSpan, DateSpan, Entity, MoneySpan, Reading, Words

_LEAD = re.compile(r"(?:the|a|an|its|their|his|her|this|that)\s+", re.IGNORECASE)
_A_WORD = re.compile(r"[a-z]{3}")
_REFERS = frozenset("who which that what they she it them this these those itself there".split())
_LEAST, _MOST = 3, 400  # characters of a phrase; a record takes no longer name


class Place(NamedTuple):
    """Where a candidate is named or referred to."""

    start: int
    end: int
    is_name: bool


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """What may fill a slot: `sort` is one of `labels.SORTS`, `words` are what it is written as."""

    sort: str
    words: Words
    places: tuple[Place, ...]
    entity: Entity | None = None
    date: DateSpan | None = None
    money: MoneySpan | None = None
    count: CountSpan | None = None

    @property
    def first(self) -> int:
        """Where it is first told."""
        return min(place.start for place in self.places)


def find_candidates(reading: Reading) -> list[Candidate]:
    """Return the candidates: entities first, then dates, sums, counts and phrases, each in text order."""
    found = _entities(reading)
    for date in reading.dates:
        place = Place(date.start_offset, date.end_offset, is_name=True)
        found.append(Candidate(DATE, reading.words(place.start, place.end), (place,), date=date))
    for money in reading.money:
        place = Place(money.start, money.end, is_name=True)
        found.append(Candidate(MONEY, reading.words(money.start, money.end), (place,), money=money))
    for count in reading.counts:
        place = Place(count.start, count.end, is_name=True)
        found.append(Candidate(COUNT, reading.words(count.start, count.end), (place,), count=count))
    return found + _phrases(reading)


def _entities(reading: Reading) -> list[Candidate]:
    referring: dict[int, list[Place]] = {}
    for mention in (*reading.mentions, *reading.stand_ins):
        place = Place(mention.start, mention.end, mention.is_name)
        if place.end > place.start:
            referring.setdefault(id(mention.entity), []).append(place)
    found = []
    for entity in reading.entities:
        own = Place(entity.name.start, entity.name.end, is_name=True)
        places = referring.get(id(entity), [])
        if own[:2] not in {place[:2] for place in places}:
            places = [*places, own]
        found.append(Candidate(entity.kind.value, entity.name, tuple(sorted(places)), entity=entity))
    return found


def _phrases(reading: Reading) -> list[Candidate]:
    named = {(entity.name.start, entity.name.end) for entity in reading.entities}
    chunks = chunks_of(reading)
    joined = [
        (start, end)
        for (start, stop), (begin, end) in pairwise(chunks)
        if reading.text[stop:begin] == " of "  # "the city of Lisbon"
    ]
    found = []
    for first, end in sorted({*chunks, *joined}):
        lead = _LEAD.match(reading.text, first, end)
        start = lead.end() if lead else first
        text = reading.text[start:end]
        if (
            not _LEAST <= end - start <= _MOST
            or (start, end) in named
            or "\n" in text
            or text.lower() in _REFERS
            or not _A_WORD.search(text)
        ):
            continue
        place = Place(start, end, is_name=True)
        found.append(Candidate(PHRASE, reading.words(start, end), (place,)))
    return found
