"""Services that come to the public: a platform in a new market, a channel, a tier, an app.

Rule: a service is released only on a day to come; without one it is no news of its own.
"""

from collections.abc import Iterator

from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.links import subject
from extractors.records.announcements.nouns import phrase_with_head
from extractors.records.announcements.units import BODY, Sentence
from extractors.records.announcements.verbs import group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind


def platforms(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X will launch in Chile and Peru on 14 April": a service that comes to a market."""
    unit = sentence.units[verb]
    if unit.lemma not in {"launch", "arrive", "debut", "start", "open", "expand", "roll"}:
        return
    ahead = sentence.units[verb + 1] if verb + 1 < len(sentence.units) else None
    if ahead is None or ahead.lower not in {"in", "into", "across", "out"}:
        return
    who = subject(sentence, verb, frozenset({BODY}))
    entity = sentence.units[who].entity if who is not None else None
    places, date = story.places(sentence, verb), story.date(sentence, verb, ahead=True)
    if entity is None or not places or date is None:
        return
    draft = Draft(Kind.RELEASE, story.words(unit), sentence, subject=entity.name, confidence=0.65)
    draft.by, draft.places, draft.date = [entity.name], places, date
    yield draft


_SERVICES = words(
    "tier channel service platform app plan subscription player network station storefront magazine"
    " newsletter feed portal"
)
_BRINGS = words("launch introduce debut unveil open start roll release")


def services(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X will launch a children’s channel in Peru on June 9"."""
    unit = sentence.units[verb]
    if unit.lemma not in _BRINGS or unit.pos != "VERB":
        return
    passive = is_passive(sentence, verb)
    start, end = (0, group_start(sentence, verb)) if passive else (verb + 1, verb + 9)
    found = phrase_with_head(story, sentence, _SERVICES, start, end)
    date = story.date(sentence, verb, ahead=True)
    if found is None or date is None or sentence.units[found[0]].kind:
        return
    draft = Draft(Kind.RELEASE, story.words(unit), sentence, subject=found[1], date=date)
    draft.by = (
        story.carried_actor(sentence, verb, frozenset({BODY})) if passive else story.actors(sentence, verb)
    )
    draft.places, draft.amounts = story.places(sentence, verb), story.amounts(sentence)
    yield draft
