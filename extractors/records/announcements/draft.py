"""An announcement in the making, and what all readers of announcements share about the article.

Rule: a draft holds only what was read from units of the text; the words of each value are kept with it.
"""

from collections import Counter
from dataclasses import dataclass, field

from extractors.entities.lexicon import BODY_ROLE_HEADS
from extractors.reading import BlockKind, CountSpan, DateSpan, Entity, MoneySpan, Reading, Words
from extractors.records.announcements.credits import Credit, Profile, is_background_title
from extractors.records.announcements.links import (
    ANY_NUMBER,
    describes_next,
    group_before,
    is_company,
    is_dateline,
    link,
    mates,
    subject,
)
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    DATE,
    EVENT,
    MONEY,
    PERSON,
    PLACE,
    SCHEME,
    VENUE,
    WORD,
    WORK,
    Sentence,
    Unit,
)
from extractors.records.announcements.verbs import clause_end, clause_start
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind

_KEEPS_TO = 3
_IN_TITLE = 2
ACTORS = frozenset({BODY, EVENT, SCHEME, PERSON, VENUE})
COMPANIES = frozenset({BODY, EVENT})
_PLACES_OF = words("in for across throughout around to into outside")
_SCREENS = words("cinemas theaters theatres screens halls audiences viewers readers bookshops stores shops")
_REFERENCES = words("it they which that who its their")


@dataclass(slots=True)
class Draft:
    """One announcement as read from one place of the article."""

    kind: AnnouncementKind
    trigger: Words
    sentence: Sentence
    subject: Words | None = None
    by: list[Words] = field(default_factory=list)
    with_: list[Words] = field(default_factory=list)
    people: list[Credit] = field(default_factory=list)
    titles: list[Entity] = field(default_factory=list)
    amounts: list[MoneySpan] = field(default_factory=list)
    counts: list[CountSpan] = field(default_factory=list)
    date: DateSpan | None = None
    places: list[Words] = field(default_factory=list)
    confidence: float = 0.7
    sure: bool = False  # told though its verb is denied: "will not return"
    weak: bool = False  # only stated, where another record of its title may say it
    presumed: bool = False  # `by` is only who the sentences before were about
    sources: list[Sentence] = field(default_factory=list)  # where else it is told
    is_round: bool = False  # investors put money into a company

    def has_identity(self) -> bool:
        """Tell whether anything names the announcement: a subject, a title, a person or a sum."""
        return bool(self.subject or self.titles or self.people or self.amounts)


@dataclass(slots=True)
class Story:
    """The article as the readers of announcements see it."""

    reading: Reading
    sentences: list[Sentence]
    focus: dict[int, Entity | None]  # by sentence: the title it is about when it names none
    profiles: dict[int, Profile]  # by identity of the title

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return self.reading.published.year if self.reading.published else None

    def words(self, unit: Unit) -> Words:
        """Return the words of a unit."""
        return self.reading.words(unit.start, unit.end)

    def previous(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence before, in the same section."""
        if sentence.number == 0:
            return None
        before = self.sentences[sentence.number - 1]
        if before.block.kind is BlockKind.ITEM and before.line != sentence.line:
            return self.previous(before) if sentence.block.kind is BlockKind.ITEM else before
        return before if before.section == sentence.section else None

    def profile(self, title: Entity) -> Profile:
        """Return what the article says of a title."""
        return self.profiles.setdefault(id(title), Profile(title))

    def main_body(self, kinds: frozenset[str] = COMPANIES, but: str = "") -> Words | None:
        """Return the company or body that the article names most, counting its headline and lead double.

        `but` is a name, in lower case, that is not asked for.
        """
        tally: Counter[int] = Counter()
        title = (self.reading.title or "").casefold()
        seen: dict[int, Entity] = {}
        for sentence in self.sentences:
            for unit in sentence.units:
                if unit.entity is not None and unit.kind in kinds and unit.entity.name.text.casefold() != but:
                    tally[id(unit.entity)] += 2 if sentence.number < 2 else 1
                    named = id(unit.entity) in seen or unit.entity.name.text.casefold() not in title
                    tally[id(unit.entity)] += 0 if named else _IN_TITLE
                    seen[id(unit.entity)] = unit.entity
        if not tally:
            return None
        best, _ = tally.most_common(1)[0]
        return seen[best].name

    def actors(self, sentence: Sentence, verb: int) -> list[Words]:
        """Return who does what a verb says; a person stands for the body that employs them."""
        at = subject(sentence, verb, ACTORS)
        found = self.parties(sentence, at) if at is not None else self.group(sentence, verb)
        return found or self.carried_actor(sentence)

    def group(self, sentence: Sentence, verb: int) -> list[Words]:
        """Return whom "the two companies" or "the partners" before a verb stand for: the last such list."""
        wanted = group_before(sentence, verb)
        here = self.previous(sentence)
        for _ in range(6 if wanted else 0):
            if here is None:
                break
            for number in range(len(here.units) - 1, -1, -1):
                listed = self.parties(here, number) if here.units[number].kind == BODY else []
                if len(listed) == wanted or (wanted == ANY_NUMBER and len(listed) > 1):
                    return listed
            here = self.previous(here)
        return []

    def focused(self, sentence: Sentence, at: int | None = None) -> list[Entity]:
        """Return the title in focus; before a place, one that the sentences before it are about."""
        title = self.focus.get(sentence.number)
        if at is not None:
            own = [
                n
                for n, u in enumerate(sentence.units)
                if u.kind == WORK and not is_background_title(sentence, n)
            ]
            if own and own[0] > at:
                before = self.previous(sentence)
                title = self.focus.get(before.number) if before is not None else None
        return [title] if title is not None else []

    def coming(self, sentence: Sentence) -> list[Entity]:
        """Return the first title of the next sentence of the same line."""
        for later in self.sentences[sentence.number + 1 : sentence.number + 2]:
            if later.line == sentence.line:
                return self.titles_after(later, -1)[:1]
        return []

    def parties(self, sentence: Sentence, at: int) -> list[Words]:
        """Return the bodies of the list that a name belongs to."""
        found: list[Words] = []
        for number in mates(sentence, at):
            entity = sentence.units[number].entity
            if entity is None or (number != at and not sentence.units[number].is_name):
                continue  # "from Acme, it said" is no list
            if sentence.units[number].kind == PERSON:
                one_word = sentence.units[number].is_name and len(entity.name.text.split()) == 1
                own = one_word or _called_a_body(sentence, number) or is_company(sentence, number)
                found += [e.name for e in entity.employers[:1]] or ([entity.name] if own else [])
            else:
                found.append(entity.name)
        return distinct(found)

    def carried_actor(
        self, sentence: Sentence, at: int = 0, kinds: frozenset[str] = COMPANIES
    ) -> list[Words]:
        """Return the body that speaks, or that the lines before were about, else the article's main one.

        A gathering acts only where no company or institution can.
        """
        bodies = kinds - {EVENT}
        if bodies and bodies != kinds and (found := self.carried_actor(sentence, at, bodies)):
            return found
        here: Sentence | None = sentence
        limit = at
        for _ in range(5):
            if here is None:
                break
            for number, unit in enumerate(here.units[:limit]):
                if (
                    unit.entity is None
                    or link(here, number).kind not in {"start", "comma"}
                    or _owns(here, number)
                    or is_dateline(here, number)
                ):
                    continue
                if unit.kind in kinds:
                    return [unit.entity.name]
                if unit.kind == PERSON and unit.entity.employers and _speaks(here, number):
                    return [unit.entity.employers[0].name]
            here = self.previous(here)
            limit = len(here.units) if here is not None else 0
        main = self.main_body(kinds)
        return [main] if main is not None else []

    def leading_body(self) -> list[Words]:
        """Return the company that the lead names and the article keeps to, if there is one."""
        main = self.main_body(frozenset({BODY}))
        if main is None:
            return []
        places = [
            s for s in self.sentences for u in s.units if u.entity is not None and u.entity.name == main
        ]
        return [main] if len(places) >= _KEEPS_TO and places[0].line <= 1 else []

    def after(self, sentence: Sentence, at: int, kinds: frozenset[str], preps: frozenset[str]) -> list[int]:
        """Return the names behind a place that hang on one of the prepositions, list mates included."""
        found = []
        for number in range(at + 1, clause_end(sentence, at)):
            unit = sentence.units[number]
            if unit.kind in kinds and not describes_next(sentence, number) and not _owns(sentence, number):
                hangs = link(sentence, number)
                if hangs.kind == "prep" and hangs.word in preps and hangs.at >= at:
                    found.append(number)
        return found

    def titles_after(self, sentence: Sentence, at: int, stop: int | None = None) -> list[Entity]:
        """Return the first title behind a place with those in one list with it."""
        for number in range(
            at + 1, min(stop if stop is not None else len(sentence.units), len(sentence.units))
        ):
            if sentence.units[number].kind == WORK and not is_background_title(sentence, number):
                return self.title_list(sentence, number)
        return []

    def titles_before(self, sentence: Sentence, at: int) -> list[Entity]:
        """Return the title that is the subject of what stands at a place, with its list."""
        for number in range(at - 1, -1, -1):
            if sentence.units[number].kind == WORK and not is_background_title(sentence, number):
                return self.title_list(sentence, number)
        return []

    def title_list(self, sentence: Sentence, number: int) -> list[Entity]:
        """Return the titles of the list around a place, in order."""
        found: list[Entity] = []
        for mate in mates(sentence, number):
            entity = sentence.units[mate].entity
            if entity is not None and entity not in found and not is_background_title(sentence, mate):
                found.append(entity)
        return found

    def places(self, sentence: Sentence, at: int) -> list[Words]:
        """Return the countries and cities behind a place that what stands there applies to."""
        found = []
        for number in range(at + 1, clause_end(sentence, at)):
            unit = sentence.units[number]
            if unit.kind != PLACE or unit.entity is None or not _stands_alone(sentence, number):
                continue
            hangs = link(sentence, number)
            if hangs.kind != "prep" or hangs.at < at:
                continue
            shown = hangs.word == "of" and sentence.units[hangs.at - 1].lower in _SCREENS
            if hangs.word in _PLACES_OF or shown:
                found.append(unit.entity.name)
        return distinct(found)

    def date(self, sentence: Sentence, at: int, *, ahead: bool | None = None) -> DateSpan | None:
        """Return the date that goes with a verb: the next one behind it, else the last one before it.

        `ahead` asks for a day to come (True) or one that is past or present (False).
        """
        day = self.reading.published.isoformat() if self.reading.published else ""
        start, end = clause_start(sentence, at), clause_end(sentence, at)
        behind = [u.date for u in sentence.units[at + 1 : end] if u.kind == DATE and u.date is not None]
        before = [u.date for u in sentence.units[start:at] if u.kind == DATE and u.date is not None]
        for span in [*behind, *reversed(before)]:
            if len(span.end) == 4 and self.year is not None and int(span.end) < self.year:
                continue
            if ahead is True and span.end < day[: len(span.end)]:
                continue
            if ahead is False and (span.start > day or len(span.start) < 10):
                continue
            return span
        return None

    def amounts(self, sentence: Sentence) -> list[MoneySpan]:
        """Return the sums of a sentence."""
        return [u.money for u in sentence.units if u.kind == MONEY and u.money is not None]

    def counts(self, sentence: Sentence, heads: frozenset[str] | None = None) -> list[CountSpan]:
        """Return the counted things of a sentence whose noun is one of the heads."""
        found = []
        for number, unit in enumerate(sentence.units):
            if unit.kind == COUNT and unit.count is not None and not _takes_up(sentence, number):
                noun = unit.count.unit.text.lower().split()[-1] if unit.count.unit else ""
                if heads is None or noun in heads or noun.removesuffix("s") in heads:
                    found.append(unit.count)
        return found

    def is_heading(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is a heading."""
        return sentence.block.kind is BlockKind.HEADING


def _takes_up(sentence: Sentence, number: int) -> bool:
    """Tell a count that only refers to what was told: "the two countries"."""
    count, before = sentence.units[number].count, sentence.units[number - 1].lower if number else ""
    return count is not None and count.value <= _KEEPS_TO and before in {"the", "both", "these", "those"}


def _owns(sentence: Sentence, number: int) -> bool:
    return number + 1 < len(sentence.units) and sentence.units[number + 1].lower in {"'s", "'"}


def _called_a_body(sentence: Sentence, number: int) -> bool:
    """Tell whether the word before a supposed person says that it is a company: "funder NRW Filmhaus"."""
    at = number - 2 if number > 1 and sentence.units[number - 1].text == "," else number - 1
    before = sentence.units[at] if at >= 0 else None
    return before is not None and before.kind == WORD and before.lower in BODY_ROLE_HEADS | {"funder", "hub"}


def _refers_before_verb(sentence: Sentence, number: int) -> bool:
    ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
    return not sentence.units[number].is_name and ahead is not None and ahead.pos in {"VERB", "AUX"}


_SPEECH = words("say add tell announce confirm reveal note explain unveil use offer disclose launch present")


def _speaks(sentence: Sentence, number: int) -> bool:
    return any(u.lemma in _SPEECH for u in sentence.units[max(0, number - 2) : number + 12])


def _stands_alone(sentence: Sentence, number: int) -> bool:
    """Tell "in Japan" from "Japan’s Studio" and "Japan panel"."""
    ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
    if ahead is None:
        return True
    if ahead.lower in {"'s", "'", "-"}:
        return False
    return bool(
        ahead.kind in {DATE, PLACE}
        or (not ahead.kind and ahead.pos not in {"NOUN", "PROPN", "ADJ"})
        or ahead.kind == COUNT
    )


def distinct(found: list[Words]) -> list[Words]:
    """Return the words without those that say the same again."""
    kept: list[Words] = []
    for item in found:
        if all(item.text.casefold() != k.text.casefold() for k in kept):
            kept.append(item)
    return kept
