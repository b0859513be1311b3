"""How the names of a sentence hang on its verbs and prepositions.

Rule: what a name hangs on is read from the units before it, over the words that only describe it; the parse
is asked for the forms of verbs alone, because it stumbles over titles and foreign names.
"""

import re
from dataclasses import dataclass

from extractors.entities.lexicon import BODY_HEADS, BODY_ROLE_HEADS, STRONG_BODY_HEADS
from extractors.records.announcements.units import (
    BODY,
    DATE,
    EVENT,
    PERSON,
    PLACE,
    SCHEME,
    SPEECH,
    VENUE,
    WORD,
    WORK,
    Sentence,
    Unit,
)
from extractors.records.announcements.verbs import clause_start, group_start, is_mistaken_noun
from extractors.values.lexicon import words

_DESCRIBES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "X"})
_OPENING, _CLOSING = frozenset("([—–"), frozenset(")]")
# What a name behind a determiner no longer belongs to: "at “Say It Again” the union signed …".
_ENDS_BEFORE = frozenset({SPEECH, WORK, VENUE, EVENT})
_LISTING = frozenset({",", ";", "and", "&", "plus", "or", "as well as", "along"})


@dataclass(frozen=True, slots=True)
class Link:
    """What a unit hangs on: a preposition, a verb, a comma, or nothing (the start of its clause)."""

    kind: str  # "prep", "verb", "comma", "start", "clause", "paren"
    word: str
    at: int


def link(sentence: Sentence, number: int) -> Link:
    """Return what the name at a place hangs on; a later item of a list hangs on what the first one does."""
    units = sentence.units
    at = number - 1
    bounded = False
    while at >= 0:
        unit = units[at]
        noun = unit.kind in {WORD, DATE} and unit.pos in {"NOUN", "PROPN", "NUM"}
        if bounded and (noun or unit.kind in _ENDS_BEFORE):
            return Link("start", unit.lower, at)
        bounded = bounded or (unit.kind == WORD and unit.pos == "DET")
        if unit.text in _OPENING:
            return Link("paren", unit.text, at)
        if _joins_descriptions(units, at):
            at -= 1
            continue
        if unit.text in _LISTING or unit.lower in _LISTING:
            mate = _mate(units, number, at)
            if mate is None and _named_company(units, number, at):
                at -= 1
                continue
            if mate is None:
                return Link("comma" if unit.text in {",", ";"} else "clause", unit.lower, at)
            at = mate - 1
            number = mate
            continue
        if unit.text in _CLOSING:
            at = _opening(units, at) - 1
            continue
        if _describes(units, at):
            at -= 1
            continue
        return _final(units, at)
    return Link("start", "", -1)


def _joins_descriptions(units: list[Unit], at: int) -> bool:
    """Tell an "and" between words that describe one name: "with film and TV company Acme"."""
    if units[at].lower not in {"and", "&"} or not 0 < at < len(units) - 1:
        return False
    both = (units[at - 1], units[at + 1])
    return all(not u.kind and u.pos in {"NOUN", "ADJ", "PROPN"} and not u.lower.endswith("s") for u in both)


def _named_company(units: list[Unit], number: int, comma: int) -> bool:
    """Tell whether a comma only parts a company's name from what it is: "from her company, Acme"."""
    before = units[comma - 1] if comma else None
    return (
        units[number].kind == BODY
        and units[comma].text == ","
        and before is not None
        and before.lower in BODY_ROLE_HEADS
    )


def _final(units: list[Unit], at: int) -> Link:
    unit = units[at]
    if unit.kind:
        return Link("name", unit.kind, at)
    if unit.pos in {"ADP", "PART"} or unit.lower in {"to", "via", "per", "including", "alongside", "plus"}:
        return Link("prep", unit.lower, at)
    if unit.pos in {"VERB", "AUX"}:
        return Link("verb", unit.lemma, at)
    if unit.pos in {"SCONJ", "CCONJ"} or unit.tag in {"WDT", "WP", "WRB"}:
        return Link("clause", unit.lower, at)
    return Link("start", unit.lower, at)


def _describes(units: list[Unit], at: int) -> bool:
    """Tell whether a unit only describes the name behind it."""
    unit = units[at]
    ahead = units[at + 1] if at + 1 < len(units) else None
    if unit.kind == PLACE:
        return True
    if unit.kind in {BODY, EVENT, PERSON, SCHEME, VENUE, WORK}:
        # "Acme’s head of drama Ann Lee", "“Salt” director Ann Lee", "Acme co-founder Ann Lee"
        noun = ahead is not None and not ahead.kind and ahead.pos in {"NOUN", "ADJ", "PROPN"}
        return noun or (ahead is not None and ahead.lower == "'s")
    if unit.kind or unit.lower == "of":
        return not unit.kind and _inside_role(units, at)
    if unit.lower in {"'s", "'", "-"} or unit.tag in {"PRP$", "POS", "HYPH"} or is_mistaken_noun(units, at):
        return True
    if unit.tag in {"VBN", "VBG", "RB"} and ahead is not None:
        led = at == 0 or units[at - 1].tag in {"DT", "JJ", "CC", "PRP$", "POS"}
        return ahead.pos in {"NOUN", "ADJ"} and led
    return unit.pos in _DESCRIBES


def _inside_role(units: list[Unit], at: int) -> bool:
    """Tell whether an "of" belongs to a role before a person: "head of drama Ann Lee"."""
    return 0 < at < len(units) - 1 and units[at - 1].lower in _ROLES_OF


_ROLES_OF = words("head director chief president vice co-head")


def _opening(units: list[Unit], at: int) -> int:
    depth = 0
    for number in range(at, -1, -1):
        if units[number].text in _CLOSING:
            depth += 1
        elif units[number].text in {"(", "["}:
            depth -= 1
            if depth == 0:
                return number
    return at


def _mate(units: list[Unit], number: int, comma: int) -> int | None:
    """Return the name before a comma or "and" that is in one list with the name at `number`."""
    at = comma - 1
    while at >= 0 and units[at].text in {",", ";"}:
        at -= 1
    if at >= 0 and units[at].text in _CLOSING:
        at = _opening(units, at) - 1
    if at > 1 and units[at].kind == PLACE != units[number].kind and units[at - 1].lower == "in":
        at -= 2  # "the Museum of Tides in Galway and Zilt"
    at = _before_apposition(units, at)
    if at < 0 or (units[at].kind == PLACE and units[number].kind != PLACE and units[comma].text == ","):
        return None
    if units[at].kind == units[number].kind or _side(units, at) == _side(units, number) == BODY:
        return at
    return None


def _before_apposition(units: list[Unit], at: int) -> int:
    """Step over what a name is said to be: from "streamer" to "Acme" in "Acme, the Lagos-based streamer"."""
    if at < 0 or units[at].kind or units[at].lower not in BODY_ROLE_HEADS:
        return at
    for before in range(at - 1, 0, -1):
        unit = units[before]
        if unit.text == ",":
            return before - 1 if units[before - 1].kind in {BODY, EVENT, PERSON} else at
        if not (unit.kind == PLACE or unit.pos in _DESCRIBES or unit.text in _INSIDE):
            return at
    return at


_INSIDE = frozenset({"-", "'s", "’s", "of", "and"})


def mates(sentence: Sentence, number: int) -> list[int]:
    """Return the places of all names in one list with the name at a place, the place itself included."""
    units = sentence.units
    found = [number]
    for later in range(number + 1, len(units)):
        alike = units[later].kind == units[number].kind or _side(units, later) == _side(units, number)
        if alike and units[later].kind and _listed(sentence, later, found[-1]):
            found.append(later)
    earlier = number
    while True:
        before = _previous(sentence, earlier)
        if before is None:
            return sorted(found)
        found.append(before)
        earlier = before


_SAYS = words("say announce confirm reveal report disclose note add claim tell state")


def _only_says(units: list[Unit], number: int) -> bool:
    """Tell who only says what the sentence tells: "… and Z in Finland, distributor Acme said."."""
    behind = units[number + 1 : number + 3]
    ends = (
        len(behind) < 2 or behind[1].text in {".", ","} or behind[1].kind == DATE or behind[1].lower == "on"
    )
    return bool(behind) and behind[0].lemma in _SAYS and ends


def _previous(sentence: Sentence, number: int) -> int | None:
    units = sentence.units
    if _only_says(units, number):
        return None
    at = number - 1
    while at >= 0:
        unit = units[at]
        if unit.lower in _LISTING:
            return _mate(units, number, at)
        if unit.text in _CLOSING or not _describes(units, at):
            return None
        at -= 1
    return None


def _listed(sentence: Sentence, number: int, previous: int) -> bool:
    return _previous(sentence, number) == previous


def is_company(sentence: Sentence, number: int) -> bool:
    """Tell whether the words before a person's name show it to be a company's: "Mexico’s Azteca Norte"."""
    return _side(sentence.units, number) == BODY


def _side(units: list[Unit], number: int) -> str:
    """Return the kind that a name counts as in a list of parties."""
    unit = units[number]
    if unit.kind in {EVENT, SCHEME, VENUE}:
        return BODY
    if unit.kind != PERSON or not unit.is_name or number == 0:
        return unit.kind
    if unit.text.isupper() and len(unit.text.split()) == 1:
        return BODY
    before = units[number - 1]
    owned = before.lower == "'s" and number > 1 and units[number - 2].kind == PLACE
    owned = owned or (before.lower in BODY_ROLE_HEADS and _based(units, number - 1))
    return BODY if owned or (not before.kind and before.lower in _COMPANY_WORDS) else unit.kind


def _based(units: list[Unit], noun: int) -> bool:
    """Tell whether a noun is one of a company by its seat: "Paris-based seller", "Lyon’s seller"."""
    for at in range(noun - 1, max(0, noun - 5), -1):
        if units[at].lower in {"based", "'s", "-based"}:
            return any(u.kind == PLACE for u in units[max(0, at - 2) : at])
        if units[at].kind or units[at].pos not in {"NOUN", "ADJ", "PROPN"}:
            return False
    return False


_COMPANY_WORDS = BODY_ROLE_HEADS - words(
    "producer publisher distributor buyer seller host partner operator maker developer net major promoter"
    " investor financier sponsor trade parent affiliate body foundation client customer founder"
)


_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")


def may_be_person(units: list[Unit], number: int) -> bool:
    """Tell whether a name taken for a company has the form of a person's, and stands as one stands."""
    unit = units[number]
    if unit.kind == PERSON:
        return True
    parts = unit.text.split()
    if unit.kind != BODY or not unit.is_name or len(parts) not in {2, 3}:
        return False
    if any(not w[0].isupper() or w.isupper() or not _NAME_WORD.fullmatch(w) for w in parts):
        return False
    if {w.lower() for w in parts} & (BODY_HEADS | STRONG_BODY_HEADS):
        return False
    ahead = units[number + 1] if number + 1 < len(units) else None
    owns = ahead is not None and (ahead.tag in {"POS", "HYPH", "NN", "JJ"} or ahead.kind in {PERSON, BODY})
    return not owns and (number == 0 or units[number - 1].lower not in {"of", "at", "for", "from"})


def is_dateline(sentence: Sentence, number: int) -> bool:
    """Tell whether a name only heads its line: "MIPTV: three broadcasters have …"."""
    return number == 0 and len(sentence.units) > 1 and sentence.units[1].text in {":", "—", "–", "--"}


_GROUPS = {"pair": 2, "duo": 2, "twosome": 2, "both": 2, "trio": 3, "quartet": 4}
ANY_NUMBER = -1


def group_before(sentence: Sentence, verb: int) -> int:
    """Return how many companies the subject of a verb stands for: "the two studios" is 2; 0 for no group."""
    start = clause_start(sentence, verb)
    for number in range(verb - 1, start - 1, -1):
        unit = sentence.units[number]
        if unit.count is not None and unit.count.unit is not None:
            noun = unit.count.unit.text.lower().split()[-1]
            return int(unit.count.value) if noun in _PARTNERS else 0
        if unit.kind == WORD and unit.lower in _GROUPS:
            return _GROUPS[unit.lower]
        if unit.kind == WORD and unit.lower in _PARTNERS and number > start:
            return ANY_NUMBER if sentence.units[number - 1].lower in {"the", "both", "these"} else 0
    return 0


_PARTNERS = frozenset(f"{word}s" for word in BODY_ROLE_HEADS) | words(
    "companies agencies parties sides bodies ministries authorities partners indies studios subsidiaries"
)


def describes_next(sentence: Sentence, number: int) -> bool:
    """Tell whether a name only says what the next one is: "Leith indie Tollcross", "Acme founder Ann"."""
    units = sentence.units
    for at in range(number + 1, min(len(units), number + 5)):
        unit = units[at]
        if unit.kind in {BODY, PERSON, EVENT}:
            return at > number + 1
        if unit.kind or unit.pos not in {"NOUN", "ADJ"}:
            return False
    return False


def subject(sentence: Sentence, number: int, kinds: frozenset[str]) -> int | None:
    """Return the place of the name that does what the verb at a place says."""
    start = group_start(sentence, number)
    depth = 0
    if start > 1 and sentence.units[start - 1].lower in {"who", "which", "that"}:
        before = start - 2
        antecedent = before - 1 if sentence.units[before].text == "," else before
        if antecedent >= 0 and sentence.units[antecedent].kind in kinds:
            return antecedent
    for at in range(start - 1, -1, -1):
        unit = sentence.units[at]
        if unit.text in _CLOSING:
            depth += 1
        elif unit.text in {"(", "["}:
            depth -= 1
        if depth or unit.kind not in kinds or unit.kind == SPEECH:
            continue
        hangs = link(sentence, at)
        free = hangs.kind in {"start", "clause", "comma"} or (hangs.kind == "paren" and hangs.word in "—–")
        if free and not _owner(sentence, at) and not is_dateline(sentence, at):
            return at
    return None


def _owner(sentence: Sentence, at: int) -> bool:
    """Tell whether a name only owns or describes the next one: "Skerry’s head of drama"."""
    ahead = sentence.units[at + 1] if at + 1 < len(sentence.units) else None
    return ahead is not None and ahead.lower in {"'s", "'"}
