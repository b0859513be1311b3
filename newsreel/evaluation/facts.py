"""Records as facts, and when two facts say the same: what `corpus/GUIDELINES.md` calls equal values.

Rule: this is the yardstick. Changing a comparison changes every number that was ever printed; the golden
numbers in the tests say so.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple

from schemas.records import RecordType

Json = Mapping[str, Any]
Value = str | tuple[str, str]
Comparison = Callable[[Value, Value], bool]

TYPES: tuple[RecordType, ...] = ("forum", "panel", "announcement", "quote")
NAME_LIKENESS = 0.88
QUOTE_LIKENESS = 0.9
PHRASE_OVERLAP = 0.6

# Slots that are told as they stand; in this order facts are listed and paired.
_PLAIN = (
    "name",
    "kind",
    "edition",
    "organizers",
    "partners",
    "parent_event",
    "venue",
    "city",
    "country",
    "start_date",
    "end_date",
    "title",
    "event",
    "subject",
    "by",
    "with",
    "titles",
    "date",
    "places",
)
# What makes two records candidates for being the same.
_IDENTITY: dict[RecordType, frozenset[str]] = {
    "forum": frozenset({"name"}),
    "panel": frozenset({"title", "participant"}),
    "announcement": frozenset({"subject", "titles", "person", "amount"}),
    "quote": frozenset({"words"}),
}


class Fact(NamedTuple):
    """One thing a record says: a slot and its value; facts about a person carry the person's name."""

    slot: str
    value: Value


def facts_of(record_type: RecordType, record: Json) -> list[Fact]:
    """Flatten a record, as a mapping by the names of the contract, into its facts."""
    if record_type == "quote":
        return [Fact("words", record.get("text", "")), *_each("speaker", record.get("speaker"))]
    return [
        *(fact for slot in _PLAIN for fact in _each(slot, record.get(slot))),
        *_attendance(record),
        *_participants(record),
        *_people(record),
        *_sums_and_counts(record),
    ]


def about(record_type: RecordType, facts: list[Fact]) -> Fact:
    """Return the fact that tells best what a record is about: its first identity, else its first fact."""
    return next((fact for fact in facts if fact.slot in _IDENTITY[record_type]), facts[0])


def same(slot: str, gold: Value, guess: Value) -> bool:
    """Tell whether two values of a slot say the same; `gold` may hold variants parted by " | "."""
    return _COMPARISONS.get(slot, same_value)(gold, guess)


def pair_facts(gold: list[Fact], guess: list[Fact]) -> list[tuple[int, int]]:
    """Return the index pairs of equal facts, each fact used once, in the order of the gold ones."""
    free = dict.fromkeys(range(len(guess)))
    pairs = []
    for i, fact in enumerate(gold):
        for j in free:
            if guess[j].slot == fact.slot and same(fact.slot, fact.value, guess[j].value):
                del free[j]
                pairs.append((i, j))
                break
    return pairs


def pair_records(record_type: RecordType, gold: list[Json], guess: list[Json]) -> list[tuple[int, int]]:
    """Return the index pairs of records about the same thing, those with most facts in common first."""
    gold_facts = [facts_of(record_type, record) for record in gold]
    guess_facts = [facts_of(record_type, record) for record in guess]
    candidates = [
        (-len(pair_facts(of_gold, of_guess)), i, j)
        for i, of_gold in enumerate(gold_facts)
        for j, of_guess in enumerate(guess_facts)
        if _may_be_same(record_type, of_gold, of_guess)
    ]
    taken_gold: set[int] = set()
    taken_guess: set[int] = set()
    pairs = []
    for _, i, j in sorted(candidates):
        if i not in taken_gold and j not in taken_guess:
            taken_gold.add(i)
            taken_guess.add(j)
            pairs.append((i, j))
    return pairs


def items(value: Any) -> list[Any]:
    """Return a value as a list; nothing at all is an empty one."""
    if value is None or value in ("", (), [], {}):
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


@lru_cache(maxsize=50_000)
def normal(words: str) -> str:
    """Return words without accents, case, possessive, punctuation and leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    plain = re.sub(r"['’`]s\b", "", plain.casefold().replace("&", " and "))
    plain = " ".join(re.sub(r"[^\w\s]|_", " ", plain).split())
    return re.sub(r"^(the|a|an) ", "", plain)


@lru_cache(maxsize=50_000)
def variants(words: str) -> tuple[str, ...]:
    """Return the acceptable forms of a value, normalised."""
    return tuple(form for part in words.split(" | ") if (form := normal(part)))


def same_value(gold: Value, guess: Value) -> bool:
    """Codes, numbers and dates: equal."""
    return bool(set(variants(str(gold))) & set(variants(str(guess))))


def same_name(gold: Value, guess: Value) -> bool:
    """Names: nearly equal, whatever the order of their words."""
    return any(
        g == p or _alike(" ".join(sorted(g.split())), " ".join(sorted(p.split())), NAME_LIKENESS)
        for g in variants(str(gold))
        for p in variants(str(guess))
    )


def same_phrase(gold: Value, guess: Value) -> bool:
    """Roles and subjects: most words in common."""
    for g in (form.split() for form in variants(str(gold))):
        for p in (form.split() for form in variants(str(guess))):
            common = (Counter(g) & Counter(p)).total()
            if 2 * common / (len(g) + len(p)) >= PHRASE_OVERLAP:
                return True
    return False


def same_unit(gold: Value, guess: Value) -> bool:
    """Nouns that are counted: the same head, or most words in common."""
    return any(
        _head(g) == _head(p) or same_phrase(g, p)
        for g in str(gold).split(" | ")
        for p in str(guess).split(" | ")
    )


def same_words(gold: Value, guess: Value) -> bool:
    """Quotes: nearly the same words in the same order."""
    g, p = normal(str(gold)), normal(str(guess))
    return g == p or _alike(g, p, QUOTE_LIKENESS)


def _of_person(compare: Comparison) -> Comparison:
    return lambda gold, guess: same_name(gold[0], guess[0]) and compare(gold[1], guess[1])


def _alike(one: str, other: str, least: float) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The quick ratios are upper bounds: they only spare the work.
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least


def _head(unit: str) -> str:
    words = normal(unit).split()
    return re.sub(r"(ies|es|s)$", "", words[-1]) if words else ""


_COMPARISONS: dict[str, Comparison] = {
    **dict.fromkeys(
        ("name", "organizers", "partners", "parent_event", "venue", "city", "country"), same_name
    ),
    **dict.fromkeys(("places", "event", "by", "with", "titles", "person", "speaker"), same_name),
    **dict.fromkeys(("title", "subject"), same_phrase),
    **dict.fromkeys(("attendance_unit", "count_unit"), same_unit),
    **dict.fromkeys(("affiliation", "work"), _of_person(same_name)),
    **dict.fromkeys(("role", "person_role"), _of_person(same_phrase)),
    "participant": _of_person(same_value),
    "words": same_words,
}


def _may_be_same(record_type: RecordType, gold: list[Fact], guess: list[Fact]) -> bool:
    keys = _IDENTITY[record_type]
    for one in gold:
        for other in guess:
            if one.slot != other.slot or one.slot not in keys:
                continue
            # A person is the same in whatever part.
            if one.slot == "participant":
                if same_name(one.value[0], other.value[0]):
                    return True
            elif same(one.slot, one.value, other.value):
                return True
    return False


def _each(slot: str, value: Any) -> list[Fact]:
    return [Fact(slot, str(item)) for item in items(value)]


def _number(value: Any) -> str:
    try:
        return f"{float(value):g}"
    except (TypeError, ValueError):
        return str(value)


def _quantity(quantity: Json, between: str = " ") -> str:
    return f"{_number(quantity.get('value'))}{between}{quantity.get('qualifier', 'exact')}"


def _attendance(record: Json) -> Iterator[Fact]:
    for quantity in items(record.get("attendance")):
        yield Fact("attendance", _quantity(quantity))
        yield from _each("attendance_unit", quantity.get("unit"))


def _participants(record: Json) -> Iterator[Fact]:
    for person in items(record.get("participants")):
        name = person.get("name", "")
        yield Fact("participant", (name, person.get("part") or "speaker"))
        for slot, key in (("role", "role"), ("affiliation", "affiliation"), ("work", "works")):
            for value in items(person.get(key)):
                yield Fact(slot, (name, value))


def _people(record: Json) -> Iterator[Fact]:
    for person in items(record.get("people")):
        name = person.get("name", "")
        yield Fact("person", name)
        for role in items(person.get("role")):
            yield Fact("person_role", (name, role))


def _sums_and_counts(record: Json) -> Iterator[Fact]:
    for amount in items(record.get("amounts")):
        yield Fact("amount", _quantity(amount, f" {amount.get('currency', 'USD')} "))
    for count in items(record.get("counts")):
        yield Fact("count", _quantity(count))
        yield from _each("count_unit", count.get("unit"))
