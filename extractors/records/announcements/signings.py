"""Talent that signs: an artist with a label, an author with a publisher, a director with an agency.

Rule: the company is `by`, whoever the sentence begins with; somebody who signs up for a post is no deal.
"""

from collections.abc import Iterator

from extractors.reading import Entity, Words
from extractors.records.announcements import parties
from extractors.records.announcements.credits import CREW, Credit, is_background_title
from extractors.records.announcements.deals import terms
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.links import subject
from extractors.records.announcements.nouns import phrase_start
from extractors.records.announcements.units import BODY, PERSON, PLACE, WORK, Sentence, Unit
from extractors.records.announcements.verbs import clause_end, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_SIGN = words("sign ink re-sign resign poach")
_RELATION = words("representation deal contract agreement pact")
_NEAR = 10


def signings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "the label has signed A for three albums" and "A has signed with the agency"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in _SIGN or is_passive(sentence, verb):
        return
    if any(u.lower == "as" for u in sentence.units[verb + 1 : verb + _NEAR]):
        return
    company = subject(sentence, verb, frozenset({BODY}))
    person = subject(sentence, verb, frozenset({PERSON}))
    talent = _talent_behind(sentence, verb, clause_end(sentence, verb))
    draft = Draft(Kind.DEAL, story.words(unit), sentence, confidence=0.65)
    if company is not None and (group := _group_behind(sentence, verb)) is not None:
        name, role = group
        draft.by = story.parties(sentence, company)
        draft.with_ = [name.name]
        draft.people = [Credit(name, story.words(role), sentence.number)]
    elif company is not None and talent is not None and (person is None or person < company):
        draft.by = story.parties(sentence, company)
        draft.people = parties.people_of(story, sentence, talent)
    elif person is not None and (company is None or company < person):
        draft.by = parties.others(story, sentence, verb, words("with to"))
        draft.people = parties.people_of(story, sentence, person)
    if not (draft.by and draft.people):
        return
    draft.subject = _relation(story, sentence, verb)
    terms(story, sentence, verb, draft)
    yield draft


_GROUPS = words(
    "band quintet quartet trio duo group act collective ensemble choir orchestra troupe rapper singer crew"
    " singer-songwriter musician producer producers siblings sisters brothers outfit comedian troupe rockers"
)


def _group_behind(sentence: Sentence, verb: int) -> tuple[Entity, Unit] | None:
    """Return the band that is signed and the noun for it: "has signed post-punk quartet The Quarry"."""
    for number in range(verb + 1, min(len(sentence.units) - 1, verb + _NEAR)):
        unit, ahead = sentence.units[number], sentence.units[number + 1]
        if (
            not unit.kind
            and unit.lower in _GROUPS
            and ahead.kind in {BODY, WORK}
            and ahead.entity is not None
        ):
            return ahead.entity, unit
        if unit.kind == BODY and ahead.pos not in {"NOUN", "ADJ"}:
            return None
    return None


def _talent_behind(sentence: Sentence, verb: int, end: int) -> int | None:
    """Return the person right behind the verb, over words that only describe them."""
    for number in range(verb + 1, min(end, verb + _NEAR)):
        unit = sentence.units[number]
        if unit.kind == PERSON and unit.is_name:
            return number
        if unit.kind == WORK and is_background_title(sentence, number):
            continue
        if (unit.kind and unit.kind != PLACE) or not _describes(unit):
            return None
    return None


def _describes(unit: Unit) -> bool:
    described = unit.pos in {"NOUN", "ADJ", "DET", "PROPN", "NUM", "CCONJ", "ADV"} or unit.lower in CREW
    return described or unit.tag in {
        "VBD",
        "VBN",
        "HYPH",
        "POS",
    }


def _relation(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return what is signed: "a worldwide publishing deal", "representation"."""
    for number in range(verb + 1, len(sentence.units)):
        unit = sentence.units[number]
        if not unit.kind and unit.lower in _RELATION:
            return story.reading.words(
                sentence.units[phrase_start(sentence, number, verb + 1)].start, unit.end
            )
    return None
