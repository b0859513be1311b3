"""Lists what the values of a gathering may be: names, days and numbers of its sentences, each described.

Rule: everything that could be a value is offered once a gathering, with what all its places tell; whether
it is one is judged later.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from extractors.reading import CountSpan, DateSpan, EntityKind, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.forum.bodies import BodyReader
from extractors.records.forum.context import Contexts, has_venue_form
from extractors.records.forum.forms import fold
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.lexicon import ONE_DAY
from extractors.records.forum.place import PlaceReader, is_country
from extractors.records.forum.scene import Scene, main_of
from extractors.records.forum.size import is_people, read_attendance
from extractors.records.forum.when import DateReader, Days, too_old
from extractors.records.names import Names
from extractors.values.lexicon import words
from schemas.records import Attendance
from schemas.vocabulary import ForumKind

_MONTH = 30
PARTY, PLACE, DAY, SIZE = "party", "place", "day", "size"
_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION})
_INSTITUTIONS = words(
    "council foundation fund institute ministry association guild society agency union federation league "
    "network group "
    "film films pictures studio studios entertainment media events live festival forum market commission "
    "trust office "
    "bank airlines telecom university college school collective club chamber board authority bureau house "
    "books games "
    "tv radio records music press publishers company city county region government"
)
_HALL = re.compile(
    r"(?: (?:conference|cultural|congress|community|exhibition|convention|arts|sports|concert|event|"
    r"shopping|science))?"
    r" (?:hotel|theatre|theater|cent(?:re|er)|cinema|hall|building|arena|museum|library|campus|auditorium|"
    r"complex|"
    r"ballroom|stadium|club|gallery|studios|warehouse|island|park|castle)\b"
)
_COUNTED = re.compile(
    r"\b([a-z-]+(?:ers|ors|ees|ants|ents|ists|ians|ions|ests|people|tickets|goers))\b[^.;]{0,40}$"
)
_SHORT = frozenset({ForumKind.SHOWCASE, ForumKind.AWARDS})


@dataclass(slots=True)
class Offer:
    """What may be a value of a gathering; `value` is a span of days or a number where it is no name."""

    gathering: Gathering
    question: str
    words: Words
    value: object = None
    is_ahead: bool = False  # said of an edition to come
    features: set[str] = field(default_factory=set)


class OfferReader:
    """Collects the offers of one article."""

    def __init__(self, reading: Reading, names: Names, gatherings: list[Gathering]) -> None:
        self.reading, self.names, self.gatherings = reading, names, gatherings
        self.bodies = BodyReader(reading, names)
        self.places = PlaceReader(reading, names)
        self.days = DateReader(reading)
        self.contexts = Contexts(reading, self.bodies.clauses)
        self.title = fold(reading.title or "")
        self.places_of = Counter(fold(chunk.text) for chunk in names.chunks)
        self.offers: dict[tuple[int, str, str], Offer] = {}
        self.spots = [(s.start, s.end, g) for g in gatherings for s in g.spots if s.is_name]
        self.speakers = {fold(e.name.text) for q in reading.quotes if q.speaker for e in q.speaker.employers}

    def read(self, scenes: list[Scene]) -> list[Offer]:
        """Return the offers of all sentences about this year's editions."""
        for scene in scenes:
            if not scene.is_next:
                self._parties(scene)
                self._places(scene)
                self._sizes(scene)
            self._days(scene)
        for offer in self.offers.values():
            offer.features |= set(self._as_a_whole(offer))
        return list(self.offers.values())

    def _offer(
        self, gathering: Gathering, question: str, words: Words, key: str, value: object = None
    ) -> Offer:
        return self.offers.setdefault(
            (id(gathering), question, key), Offer(gathering, question, words, value)
        )

    def _parties(self, scene: Scene) -> None:
        for chunk in self._chunks(scene):
            kind = self.names.kind(chunk.start, chunk.end)
            gathering = scene.target(chunk.start)
            if gathering is None or self._names_itself(chunk.start, gathering):
                continue
            words = self.bodies.parties.body(chunk)
            if words is None or self._is_part(words, gathering, kind):
                continue
            offer = self._offer(gathering, PARTY, words, fold(words.text))
            offer.features |= set(self.contexts.describe(scene, gathering, chunk.start, chunk.end))
            offer.features.add(f"kind:{kind}")
            if chunk.owns:
                offer.features.add("owns")
        for gathering, role, words in self.bodies.read(scene):
            offer = self._offer(gathering, PARTY, words, fold(words.text))
            offer.features.add(f"rule:{role}")
            offer.features.add(f"rule:{role}:{'soft' if scene.is_soft else 'plain'}")

    def _is_part(self, words: Words, gathering: Gathering, kind: EntityKind | None) -> bool:
        """Tell a part of a gathering's name from the body that it is called after: "Orbita Content Day"."""
        name, part = fold(gathering.name.text), fold(words.text)
        return part in name and (kind is not EntityKind.BODY or not name.startswith(f"{part} "))

    def _names_itself(self, at: int, gathering: Gathering) -> bool:
        return any(start <= at < end and g is gathering for start, end, g in self.spots)

    def _places(self, scene: Scene) -> None:
        for chunk in self._chunks(scene):
            kind = self.names.kind(chunk.start, chunk.end)
            gathering = scene.target(chunk.start)
            if gathering is None or kind in {EntityKind.PERSON, EntityKind.WORK} or self._names_any(chunk):
                continue
            words = self._with_hall(chunk)
            offer = self._offer(gathering, PLACE, words, fold(words.text))
            offer.features |= set(self.contexts.describe(scene, gathering, chunk.start, chunk.end))
            offer.features.add(f"kind:{kind}")
            if chunk.owns:
                offer.features.add("owns")
        for gathering, slot, found in self.places.read(scene):
            words = self._with_hall(found) if slot == "venue" else found
            offer = self._offer(gathering, PLACE, words, fold(words.text))
            offer.features.add(f"rule:{slot}")
            unsure = scene.is_soft or scene.is_denied
            offer.features.add(f"rule:{slot}:{'soft' if unsure else 'plain'}")

    def _with_hall(self, named: Chunk | Words) -> Words:
        """Take in the common noun that ends a venue's name: "the Klodsen conference hotel"."""
        hall = _HALL.match(self.reading.text, named.end)
        return self.reading.words(named.start, hall.end() if hall else named.end)

    def _names_any(self, chunk: Chunk) -> bool:
        return any(start <= chunk.start < end for start, end, _ in self.spots)

    def _sizes(self, scene: Scene) -> None:
        ruled = {words.start: rank for _, words, _, rank in read_attendance(self.reading, scene)}
        for count in self.reading.counts:
            if (
                not scene.start <= count.start < scene.end
                or count.value < 5
                or count.value != int(count.value)
            ):
                continue
            gathering = scene.target(count.start)
            if gathering is None or (count.unit is not None and not is_people(count.unit.text)):
                continue
            unit, start = count.unit, count.start
            if unit is None and (told := _COUNTED.search(self.reading.text[scene.start : count.start])):
                start = scene.start + told.start(1)
                unit = self.reading.words(start, scene.start + told.end(1))
            words = self.reading.words(start, max(count.end, unit.end if unit else 0))
            value = Attendance(
                value=int(count.value), unit=unit.text if unit else None, qualifier=count.qualifier
            )
            offer = self._offer(gathering, SIZE, words, str(count.start), value)
            offer.features |= set(self._size_features(scene, gathering, count))
            offer.features.add(f"rule:{ruled.get(count.start, 0)}")

    def _size_features(self, scene: Scene, gathering: Gathering, count: CountSpan) -> Iterator[str]:
        yield from self.contexts.describe(scene, gathering, count.start, count.end)
        if count.unit is None:
            yield "unit:none"
        else:
            yield f"unit:{count.unit.text.casefold().split()[-1]}"
        yield f"qualifier:{count.qualifier}"
        yield f"digits:{len(str(int(count.value)))}"

    def _days(self, scene: Scene) -> None:
        ruled: dict[int, list[Days]] = {}
        one_day = any(
            g.kind in _SHORT or any(ONE_DAY.search(d.text) for d in (g.name, *g.describes))
            for g in scene.gatherings
        )
        for _, days in self.days.read(scene, one_day=one_day):
            ruled.setdefault(days.span.start_offset, []).append(days)
        for span in self.days.spans(scene):
            gathering = scene.target(span.start_offset)
            if gathering is None or too_old(span, self.reading.published):
                continue
            words = self.reading.words(span.start_offset, span.end_offset)
            offer = self._offer(gathering, DAY, words, str(span.start_offset), span)
            offer.is_ahead = scene.is_next
            offer.features |= set(self._day_features(scene, gathering, span))
            for days in ruled.get(span.start_offset, ()):
                edge = "whole" if days.start and days.end else "start" if days.start else "end"
                offer.features |= {f"rule:{edge}", f"rule:{edge}:{days.rank}"}
                if not scene.is_soft and not scene.is_denied:
                    offer.features.add(f"rule:{edge}:plain")
            if one_day:
                offer.features.add("one-day")

    def _day_features(self, scene: Scene, gathering: Gathering, span: DateSpan) -> Iterator[str]:
        yield from self.contexts.describe(scene, gathering, span.start_offset, span.end_offset)
        exact = {4: "year", 7: "month"}.get(len(span.start), "day")
        shape = "range" if span.is_range else exact
        yield f"shape:{shape}"
        yield f"gathering:{gathering.kind}"
        text = self.reading.text[span.start_offset : span.end_offset].casefold()
        if re.fullmatch(r"[a-z ]+", text):
            yield f"says:{text.split()[-1] if text.split()[-1].endswith('day') else text}"
        if (
            self.reading.published is not None
            and exact == "day"
            and re.fullmatch(r"\d{4}-\d\d-\d\d", span.start)
        ):
            apart = (date.fromisoformat(span.start) - self.reading.published).days
            yield f"days:{_when(apart)}:{shape}"

    def _chunks(self, scene: Scene) -> Iterator[Chunk]:
        for chunk in self.names.chunks:
            if scene.start <= chunk.start and chunk.end <= scene.end:
                yield chunk

    def _as_a_whole(self, offer: Offer) -> Iterator[str]:
        """Tell what the article as a whole says of an offer."""
        yield "main" if offer.gathering is main_of(self.gatherings, self.reading.title) else "aside"
        yield f"gatherings:{min(len(self.gatherings), 4)}"
        if offer.question in {DAY, SIZE}:
            rivals = [
                o
                for o in self.offers.values()
                if o.question == offer.question and o.gathering is offer.gathering
            ]
            yield f"rivals:{min(len(rivals), 4)}"
            if min(rivals, key=lambda o: o.words.start) is offer:
                yield "first"
            return
        name = fold(offer.words.text)
        yield f"places:{min(self.places_of[name], 4)}"
        if f" {name} " in f" {self.title} ":
            yield "in-title"
        if name in self.speakers:
            yield "speaks"
        last = name.split()[-1] if name else ""
        if last in _INSTITUTIONS:
            yield f"last:{last}"
            yield "institution"
        yield f"length:{min(len(name.split()), 4)}"
        if offer.question == PLACE:
            if is_country(offer.words.text):
                yield "country"
            if has_venue_form(offer.words.text):
                yield "venue-form"


def _when(apart: int) -> str:
    """Return how a day lies to the day of publication, in words."""
    if apart == 0:
        return "today"
    return ("recent" if apart >= -_MONTH else "past") if apart < 0 else "soon" if apart < _MONTH else "later"
