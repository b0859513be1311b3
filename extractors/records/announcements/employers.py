"""Which body a post is at: the one behind the verb, the person's own, or the one that the lines are about.

Rule: where somebody was before is not where the post is.
"""

from extractors.reading import Words
from extractors.records.announcements.draft import COMPANIES, Story
from extractors.records.announcements.units import BODY, EVENT, SCHEME, Sentence
from extractors.values.lexicon import words


def employer_behind(story: Story, sentence: Sentence, verb: int, *, puts: bool) -> list[Words]:
    """Return the body behind a verb that a post is at; of an appointment the one that makes it."""
    if puts:
        for number in story.after(sentence, verb, COMPANIES, frozenset({"by", "at", "of", "for"})):
            return story.parties(sentence, number)[:1]
    for number in range(verb + 1, len(sentence.units)):
        if sentence.units[number].kind in {BODY, EVENT, SCHEME}:
            return story.parties(sentence, number)
    return []


def employer(story: Story, sentence: Sentence, person: int) -> list[Words]:
    """Return the body that a person works at, else the first that the sentence names."""
    units = sentence.units
    entity = units[person].entity
    past = was_there(sentence, person)
    by = [e.name for e in entity.employers[:1]] if entity is not None and not past else []
    named = [
        u.entity.name
        for n, u in enumerate(units)
        if u.kind in {BODY, EVENT} and u.entity is not None and units[n - 1].lower not in _FORMER
    ]
    return by or named[:1] or story.carried_actor(sentence)


def was_there(sentence: Sentence, person: int) -> bool:
    """Tell whether the job before a name is an old one: "former Acme executive Ann Lee"."""
    return any(u.lower in _FORMER for u in sentence.units[max(0, person - _NEAR) : person])


_NEAR = 6
_FORMER = words("former ex ex- formerly onetime erstwhile previously")
