"""Who launches a scheme or gives a sum, governments without a proper name included.

Rule: a supposed person without a job or company who launches something is a body that the names misread.
"""

from extractors.reading import Words
from extractors.records.announcements import parties, places
from extractors.records.announcements.draft import ACTORS, COMPANIES, Draft, Story
from extractors.records.announcements.links import subject
from extractors.records.announcements.nouns import phrase_start
from extractors.records.announcements.units import BODY, PERSON, PLACE, SCHEME, Sentence
from extractors.records.announcements.verbs import group_start, is_passive
from extractors.values.lexicon import words

STATE = words("government ministry cabinet parliament senate council state treasury city authorities region")


def set_actor(story: Story, draft: Draft, verb: int) -> None:
    """Set who does what a verb says; a supposed person without a job or company is the body that acts."""
    sentence = draft.sentence
    if is_passive(sentence, verb):
        agents = story.after(sentence, verb, COMPANIES, frozenset({"by"}))
        draft.by = (
            story.parties(sentence, agents[0]) if agents else story.carried_actor(sentence, verb, COMPANIES)
        )
        draft.presumed = not agents
        return
    at = subject(sentence, verb, ACTORS)
    if at is not None and sentence.units[at].kind == PERSON:
        person = sentence.units[at].entity
        pronouns = person is not None and any(not m.is_name for m in person.mentions)
        if person is not None and not (person.roles or person.employers or pronouns):
            draft.by = [person.name]
            return
    draft.by = governments(story, sentence, verb) or (
        parties.acting_states(sentence, verb) if at is None else []
    )
    if not draft.by:
        speaks = at is not None and sentence.units[at].kind == PERSON and not story.parties(sentence, at)
        draft.by, draft.presumed = story.actors(sentence, verb), speaks


def governments(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return "New Zealand government" or "city of Turin" where no named body, but a government acts."""
    start = group_start(sentence, verb)
    if start > 2 and sentence.units[start - 1].kind == PLACE and sentence.units[start - 2].lower == "of":
        return (
            [story.reading.words(sentence.units[start - 3].start, sentence.units[start - 1].end)]
            if sentence.units[start - 3].lower in STATE
            else []
        )
    for number in range(start - 1, max(-1, start - 7), -1):
        unit = sentence.units[number]
        if unit.kind in {BODY, SCHEME, PERSON} or unit.pos in {"VERB", "ADP"}:
            return []
        if not unit.kind and unit.lower in STATE and number + 1 >= start - 1:
            first = phrase_start(sentence, number, 0)
            whose = sentence.units[first].kind == PLACE or sentence.units[first].text[:1].isupper()
            if first < number and whose and sentence.units[first].lower != "the":
                return [story.reading.words(sentence.units[first].start, unit.end)]
            return []
    return []


def fill(story: Story, sentence: Sentence, draft: Draft) -> None:
    """Take in the sums, counts and places of a sentence."""
    draft.amounts = story.amounts(sentence)
    draft.counts = story.counts(sentence)
    draft.places = places.of_makers(sentence)
