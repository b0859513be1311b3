"""Noun phrases as the text writes them: subjects, posts, packages.

Rule: a phrase is cut from the article in one piece; it ends where a clause, a comma or a new name begins.
"""

from extractors.reading import Words
from extractors.records.announcements.draft import Story
from extractors.records.announcements.units import PLACE, SCHEME, SPEECH, WORD, WORK, Sentence
from extractors.values.lexicon import words

_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_LEAD_OUT = words("the a an its his her their our this that these those new latest own")


def phrase(story: Story, sentence: Sentence, at: int, *, keep_of: bool = False) -> Words | None:
    """Return the noun phrase that begins at a place, without its article; `keep_of` takes an "of …" along."""
    units = sentence.units
    while at < len(units) and (units[at].lower in _LEAD_OUT or units[at].pos == "DET"):
        at += 1
    end = at
    while end < len(units):
        unit = units[end]
        if unit.kind in {WORK, SPEECH} or unit.text in {",", ";", "(", ")", ".", ":", "—", "–"}:
            break
        if unit.kind == WORD and unit.pos not in _INSIDE and unit.tag not in {"HYPH", "VBG", "VBN", "POS"}:
            joins = keep_of and unit.lower in {"of", "for"} and end > at
            joins = joins or (unit.lower in {"and", "&"} and _noun_ahead(sentence, end))
            if not joins:
                break
        if unit.tag == "VBN" and end > at and units[end - 1].pos == "NOUN":
            break
        end += 1
    while end > at and (units[end - 1].pos in {"ADP", "CCONJ", "DET"} or units[end - 1].tag == "POS"):
        end -= 1
    if end <= at:
        return None
    return story.reading.words(units[at].start, units[end - 1].end)


def _noun_ahead(sentence: Sentence, at: int) -> bool:
    ahead = sentence.units[at + 1] if at + 1 < len(sentence.units) else None
    return ahead is not None and not ahead.kind and ahead.pos in {"NOUN", "ADJ"}


def phrase_with_head(
    story: Story, sentence: Sentence, heads: frozenset[str], start: int, end: int
) -> tuple[int, Words] | None:
    """Return the first noun phrase in [start, end) that ends in one of the heads, and the head's place."""
    units = sentence.units
    for number in range(max(start, 0), min(end, len(units))):
        unit = units[number]
        if unit.kind == SCHEME and unit.entity is not None:
            return number, unit.entity.name
        counted = unit.count.unit if unit.count is not None else None
        if counted is not None and counted.text.lower().split()[-1] in heads:
            return number, counted
        if unit.kind or unit.lower not in heads or unit.pos not in {"NOUN", "PROPN"}:
            continue
        ahead = units[number + 1] if number + 1 < len(units) else None
        if ahead is not None and not ahead.kind and ahead.pos == "NOUN" and ahead.lower != "deal":
            continue
        end = _named_complement(sentence, number)
        return number, story.reading.words(units[phrase_start(sentence, number, start)].start, end)
    return None


def _named_complement(sentence: Sentence, head: int) -> int:
    """Return where a name goes on behind its noun: "School of the Dunes", "Fund for Young Voices"."""
    units = sentence.units
    end = units[head].end
    if not units[head].text[:1].isupper():
        return end
    at = head + 1
    while at < len(units) and not units[at].kind:
        if units[at].text[:1].isupper():
            end = units[at].end
        elif units[at].lower not in _JOINS_NAMES:
            break
        at += 1
    return end


_JOINS_NAMES = words("of the for and de del la in")


def phrase_start(sentence: Sentence, head: int, least: int) -> int:
    """Return where the modifiers of a noun begin."""
    units = sentence.units
    at = head
    while at > least:
        before = units[at - 1]
        if before.kind == PLACE or (
            before.kind == WORD
            and (before.pos in {"ADJ", "NOUN", "PROPN", "NUM"} or before.tag in {"HYPH", "VBN", "VBG"})
        ):
            if before.lower in _LEAD_OUT:
                break
            at -= 1
        else:
            break
    return at
