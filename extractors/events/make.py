"""Makes the records of what was chosen.

Rule: a value of the rules keeps the words they read it from; a value that is added is cut from its candidate.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.events.candidates import Candidate
from extractors.events.hypotheses import Hypothesis, Value, kind_words
from extractors.events.labels import CREDITED, EVENTS, IDENTITY, PARTICIPANT, SINGLE
from extractors.events.names import kind_of_name, session_kind
from extractors.events.portraits import Asked, Portrait, Portraits, evidence_of, read_anywhere
from extractors.events.tellings import Telling
from extractors.reading import Reading, Words
from extractors.records.evidence import Values
from schemas.records import Announcement, Forum, Panel, Record, Records
from schemas.vocabulary import AnnouncementKind, Part


class Taking(NamedTuple):
    """Somebody who takes part: where in the record of the rules, in which words, which candidate."""

    path: str | None
    words: Words
    candidate: int | None


class Maker:
    """Makes the records of one article."""

    def __init__(
        self, reading: Reading, candidates: Sequence[Candidate], portraits: Portraits, rules: Records
    ) -> None:
        self._reading = reading
        self._candidates = candidates
        self._portraits, self._rules = portraits, rules

    def make_all(self, tellings: Sequence[Telling]) -> list[Record]:
        """Return the records of the tellings; who takes part in them is asked about all at once."""
        self._portraits.ask(asked for telling in tellings for asked in _asked(telling))
        return [record for telling in tellings if (record := self.make(telling)) is not None]

    def make(self, telling: Telling) -> Record | None:
        """Return the record of a telling, None where too little is left of it."""
        values = Values()
        hypothesis = telling.hypothesis
        record = hypothesis.record
        if hypothesis.type == "announcements":
            values.put("kind", self._told_at(hypothesis), AnnouncementKind(EVENTS[hypothesis.event]))
            self._announcement(values, telling)
            named = any(values.has(name) for name in IDENTITY["announcements"])
            return values.build(Announcement, telling.chance) if named else None
        if hypothesis.type == "forums":
            return self._forum(values, telling, record if isinstance(record, Forum) else None)
        return self._panel(values, telling, record if isinstance(record, Panel) else None)

    def _announcement(self, values: Values, telling: Telling) -> None:
        actors: set[str] = set()
        for slot in ("subject", "by", "with", "titles", "places", "amounts", "counts", "date"):
            for words, value in self._values(telling, slot):
                if slot in SINGLE:
                    values.put(slot, words, value)
                elif slot != "with" or words.text not in actors:
                    values.add(slot, words, value)
                    actors |= {words.text} if slot == "by" else set()
        for taking in self._people(telling, "people"):
            item = values.item("people")
            item.put("name", taking.words)
            item.put("role", self._portrait(taking, CREDITED, telling.hypothesis.record).role)

    def _forum(self, values: Values, telling: Telling, record: Forum | None) -> Forum | None:
        names = self._values(telling, "name")
        if not names:
            return None
        name = names[0][0]
        values.put("name", name)
        if record is not None:
            for path in ("kind", "edition"):
                values.put(path, self._words(record, path), getattr(record, path))
        else:
            values.put("kind", name, kind_of_name(name.text))
        own = name.text.casefold()
        for slot in ("organizers", "partners", "parent_event", "venue", "city", "country", "attendance"):
            for words, value in self._values(telling, slot):
                if words.text.casefold() == own or (slot == "attendance" and not _is_whole(value)):
                    continue
                if slot in SINGLE:
                    values.put(slot, words, value)
                else:
                    values.add(slot, words, value)
        self._days(values, telling)
        return values.build(Forum, telling.chance)

    def _days(self, values: Values, telling: Telling) -> None:
        """Put the first and the last day; a last one that comes before the first is of another telling."""
        opens, closes = (self._values(telling, slot) for slot in ("opens", "closes"))
        for words, value in opens:
            values.put("start_date", words, value)
        for words, value in closes:
            if not opens or not _is_earlier(str(value), str(opens[0][1])):
                values.put("end_date", words, value)

    def _panel(self, values: Values, telling: Telling, record: Panel | None) -> Panel | None:
        told_at = self._told_at(telling.hypothesis)
        if record is not None:
            values.put("kind", told_at, record.kind)
        else:
            kind, words = session_kind(self._reading, told_at)
            values.put("kind", words, kind)
        for slot, name in (("topic", "title"), ("event", "event"), ("on", "date")):
            for words, value in self._values(telling, slot):
                values.put(name, words, value)
        moderate = {taking.words for taking in self._people(telling, Part.MODERATOR)}
        for part in (Part.MODERATOR, Part.SPEAKER):
            for taking in self._people(telling, part):
                if part is Part.MODERATOR or taking.words not in moderate:
                    self._participant(values.item("participants"), record, part, taking)
        return values.build(Panel, telling.chance) if values.items("participants") else None

    def _participant(self, item: Values, record: Panel | None, part: Part, taking: Taking) -> None:
        item.put("name", taking.words)
        item.put("part", taking.words, part)
        portrait = self._portrait(taking, PARTICIPANT, record)
        item.put("role", portrait.role)
        item.put("affiliation", portrait.affiliation)
        for work in portrait.works:
            item.add("works", work)

    def _portrait(self, taking: Taking, portrait: str, record: Record | None) -> Portrait:
        if record is not None and taking.path is not None:
            read = evidence_of(record, taking.path)
        elif taking.candidate is not None:
            read = read_anywhere(self._rules, self._candidates[taking.candidate], portrait)
        else:
            read = []
        return self._portraits.of(taking.candidate, portrait, read)

    def _values(self, telling: Telling, slot: str) -> list[tuple[Words, object]]:
        """Return what stands in a slot: what the rules read and nothing speaks against, then the rest."""
        record, chosen = telling.hypothesis.record, telling.chosen[slot]
        found: list[tuple[Words, object]] = []
        said: set[int] = set()
        for value in telling.hypothesis.read:
            if value.slot != slot or record is None:
                continue
            if value.candidate is None or value.candidate in chosen:
                found.append((self._cut(value), _value_at(record, value.evidence.field)))
                said |= {value.candidate} if value.candidate is not None else set()
        if slot in SINGLE and found and said:
            return found[:1]
        added = sorted(set(chosen) - said, key=lambda n: self._candidates[n].first)
        found = [] if slot in SINGLE and added else found
        return [*found, *(self._added(self._candidates[n], slot) for n in added)]

    def _added(self, candidate: Candidate, slot: str) -> tuple[Words, object]:
        if (date := candidate.date) is not None:
            return candidate.words, date.end if slot == "closes" else date.start
        if (money := candidate.money) is not None:
            return candidate.words, {
                "value": money.value,
                "currency": money.currency,
                "qualifier": money.qualifier,
            }
        if (count := candidate.count) is not None:
            unit = {"unit": count.unit.text} if count.unit else {}
            return candidate.words, {"value": count.value, "qualifier": count.qualifier, **unit}
        return candidate.words, None

    def _people(self, telling: Telling, slot: str) -> list["Taking"]:
        """Return who takes part in a slot's way: whom no candidate says first, then in text order."""
        hypothesis, chosen = telling.hypothesis, telling.chosen[slot]
        loose = [v for v in hypothesis.read if v.slot == slot and v.candidate is None]
        found: list[Taking] = [Taking(_item(v), self._cut(v), None) for v in loose]
        known = {v.candidate: v for v in hypothesis.read if v.slot in {"speaker", "moderator", "people"}}
        for number in sorted(chosen, key=lambda n: self._candidates[n].first):
            own = known.get(number)
            if own is None:
                found.append(Taking(None, self._candidates[number].words, number))
            else:
                found.append(Taking(_item(own), self._cut(own), number))
        return found

    def _told_at(self, hypothesis: Hypothesis) -> Words:
        if hypothesis.record is not None:
            evidence = kind_words(hypothesis.record)
            return self._reading.words(evidence.start, evidence.end)
        token = self._reading.doc[hypothesis.token]
        return self._reading.words(token.idx, token.idx + len(token.text))

    def _cut(self, value: Value) -> Words:
        return self._reading.words(value.evidence.start, value.evidence.end)

    def _words(self, record: Record, path: str) -> Words | None:
        found = next((e for e in record.evidence if e.field == path), None)
        return self._reading.words(found.start, found.end) if found is not None else None


def _asked(telling: Telling) -> Iterator[Asked]:
    for slot, portrait in (("people", CREDITED), (Part.SPEAKER, PARTICIPANT), (Part.MODERATOR, PARTICIPANT)):
        yield from ((number, portrait) for number in telling.chosen.get(slot, ()))


def _is_whole(attendance: object) -> bool:
    """Tell whether a number is one of people: nobody comes by halves."""
    return isinstance(attendance, dict) and float(attendance["value"]).is_integer()


def _is_earlier(day: str, other: str) -> bool:
    """Tell whether one partial date is before another, as far as both are told."""
    told = min(len(day), len(other))
    return day[:told] < other[:told]


def _item(value: Value) -> str:
    return value.evidence.field.partition(".")[0]


def _value_at(record: Record, path: str) -> object:
    name, _, rest = path.partition("[")
    found = getattr(record, "with_" if name == "with" else name)
    value = found[int(rest[: rest.index("]")])] if rest else found
    return value.model_dump(exclude_none=True) if hasattr(value, "model_dump") else value
