"""The verbs of a sentence: which there are, where their groups begin, and how far their clauses reach.

Rule: a verb is what the units say it is; a word that only stands where a verb might is none.
"""

from extractors.entities.lexicon import BODY_ROLE_HEADS
from extractors.records.announcements.units import BODY, DATE, EVENT, PERSON, PLACE, WORD, Sentence, Unit
from extractors.values.lexicon import words

_AUXILIARIES = words("has have had is are was were be been being will would 'll 've 's to did do does")
_PLANNED = words("expected due set scheduled slated planned supposed meant originally intended poised")


def finite_verbs(sentence: Sentence) -> list[int]:
    """Return the places of the verbs, auxiliaries left out."""
    return [
        n
        for n, u in enumerate(sentence.units)
        if u.kind == WORD
        and u.pos in {"VERB", "AUX"}
        and not is_auxiliary(sentence, n)
        and not is_mistaken_noun(sentence.units, n)
    ]


def is_auxiliary(sentence: Sentence, number: int) -> bool:
    """Tell whether the word at a place only helps the verb behind it."""
    unit = sentence.units[number]
    if unit.lower not in _AUXILIARIES and unit.tag != "MD":
        return False
    for ahead in sentence.units[number + 1 : number + 4]:
        if ahead.kind == WORD and ahead.pos in {"VERB", "AUX"}:
            return True
        if ahead.kind or ahead.pos not in {"ADV", "PART"}:
            return False
    return False


def is_mistaken_noun(units: list[Unit], at: int) -> bool:
    """Tell a noun before a name that was taken for a verb: "Leeds indie Cobble & Kiln has hired …"."""
    unit = units[at]
    if unit.pos != "VERB" or unit.lower.removesuffix("s") not in BODY_ROLE_HEADS or at + 1 >= len(units):
        return False
    before = units[at - 1] if at else None
    described = (
        before is None or before.kind == PLACE or before.pos in {"ADJ", "NOUN", "DET"} or before.lower == "'s"
    )
    return described and units[at + 1].kind in {BODY, PERSON, EVENT}


def group_start(sentence: Sentence, number: int) -> int:
    """Return where the verb group of a verb begins: "has already been" before "sold"."""
    at = number
    while at > 0:
        unit = sentence.units[at - 1]
        if unit.kind == DATE or (
            unit.kind == WORD
            and (
                unit.lower in _AUXILIARIES
                or unit.tag == "MD"
                or unit.pos in {"ADV", "AUX", "PART"}
                or unit.lower == "n't"
            )
        ):
            at -= 1
        else:
            break
    return at


def plan_start(sentence: Sentence, number: int) -> int:
    """Return where the verb group of a verb begins, with what leads into it: "had been expected to open"."""
    start = group_start(sentence, number)
    led_to = 0 < start < number and sentence.units[start].lower == "to"
    return (
        group_start(sentence, start - 1) if led_to and sentence.units[start - 1].lower in _PLANNED else start
    )


def is_passive(sentence: Sentence, number: int) -> bool:
    """Tell whether a participle is passive: a form of "be" or "get" stands before it, or nothing does."""
    unit = sentence.units[number]
    if unit.tag not in {"VBN", "VBD"}:
        return False
    group = [u.lower for u in sentence.units[group_start(sentence, number) : number]]
    return any(
        w in {"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "get", "got"} for w in group
    )


def clause_end(sentence: Sentence, at: int) -> int:
    """Return where the clause around a place ends: at "while", a semicolon, or with the sentence."""
    for number in range(at + 1, len(sentence.units)):
        unit = sentence.units[number]
        if unit.text == ";" or (unit.kind == WORD and unit.lower in {"while", "but", "whereas", "although"}):
            return number
    return len(sentence.units)


def clause_start(sentence: Sentence, at: int) -> int:
    """Return where the clause around a place begins, by the same signs that end one."""
    for number in range(at - 1, -1, -1):
        unit = sentence.units[number]
        if unit.text == ";" or (unit.kind == WORD and unit.lower in {"while", "but", "whereas", "although"}):
            return number
    return 0
