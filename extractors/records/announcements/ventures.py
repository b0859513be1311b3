"""Ventures: who teams up or merges with whom, who makes something jointly with whom.

Rule: partners are told by a verb of joining and a second party; what they make of themselves is the subject.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import parties
from extractors.records.announcements.deals import refers_to_deal, terms
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import link, subject
from extractors.records.announcements.nouns import phrase, phrase_start
from extractors.records.announcements.units import BODY, PLACE, SCHEME, Sentence
from extractors.records.announcements.verbs import clause_end, group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_JOINS = words(
    "co-produce coproduce merge partner team co-finance ally collaborate combine unite pair link hook"
    " align co-develop join amalgamate"
)
_NOUN_OF = {
    "merge": words("merger tie-up combination"),
    "combine": words("merger combination tie-up"),
    "amalgamate": words("merger"),
}
_PARTNERSHIPS = words("partnership alliance collaboration tie-up venture pact agreement deal co-production")
_SCHEMES = words(
    "lab labs fund scheme programme program initiative fellowship academy incubator festival award prize"
    " summit conference market"
)


def partnerships(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X is to co-produce “Y” with Z", "X and Z have merged", "X has teamed up with Z"."""
    unit = sentence.units[verb]
    enters = _enters(sentence, verb)
    joins = enters or (unit.lemma in _JOINS and (unit.lemma != "join" or _forces(sentence, verb)))
    if refers_to_deal(sentence, verb):
        return
    if unit.pos != "VERB" or not joins or (unit.tag == "VBN" and is_passive(sentence, verb)):
        return
    titles = story.titles_after(sentence, verb, clause_end(sentence, verb))
    draft = Draft(Kind.DEAL, story.words(unit), sentence, titles=titles, confidence=0.6)
    draft.by = story.actors(sentence, verb)
    draft.with_ = parties.others(story, sentence, verb, words("with alongside"))
    if enters and not draft.with_:
        draft.with_ = _joined(story, sentence, verb)
    if not (draft.with_ or len(draft.by) > 1):
        return
    if not draft.titles:
        draft.subject = _joint_name(story, sentence, verb)
    if not draft.has_identity():
        return
    terms(story, sentence, verb, draft)
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


def _forces(sentence: Sentence, verb: int) -> bool:
    return any(u.lower in {"forces", "hands"} for u in sentence.units[verb + 1 : verb + 3])


_AS_PARTNER = re.compile(
    r"\bas (?:an? |the |its |their )?(?:[\w-]+ ){0,3}?"
    r"(?:co-?producers?|co-?financiers?|partners?|co-?publishers?|co-?developers?)\b"
)
_ENTERS = words("join board come sign jump climb enter")


def _enters(sentence: Sentence, verb: int) -> bool:
    """Tell "has joined Acme as co-producer" and "comes aboard as co-production partner"."""
    behind = " ".join(u.lower for u in sentence.units[verb + 1 : clause_end(sentence, verb)])
    return sentence.units[verb].lemma in _ENTERS and bool(_AS_PARTNER.search(behind))


def _joined(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return whom somebody joins: the company right behind the verb."""
    for number in range(verb + 1, min(len(sentence.units), verb + 8)):
        if sentence.units[number].kind == BODY and link(sentence, number).kind == "verb":
            return story.parties(sentence, number)
    return []


_MAKES = words("make build create produce stage mount develop publish design devise open co-create run set")


_TOGETHER = words("together jointly joint agreed")


def makings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X is to make a touring exhibition with Y": a plan of two companies for what has no title yet."""
    unit = sentence.units[verb]
    group = {u.lower for u in sentence.units[group_start(sentence, verb) : verb]}
    if unit.lemma not in _MAKES or not group & {"will", "to", "'ll"} or is_passive(sentence, verb):
        return
    end = clause_end(sentence, verb)
    by = subject(sentence, verb, frozenset({BODY}))
    if by is None or any(u.lower in _SCHEMES or u.kind == SCHEME for u in sentence.units[verb:end]):
        return
    actors = story.parties(sentence, by)
    with_ = parties.others(story, sentence, verb, frozenset({"with"}))
    titles = story.titles_after(sentence, verb, end)
    together = len(actors) > 1 and _TOGETHER & {u.lower for u in sentence.units[verb - 3 : end]}
    if not together and (titles or not with_):
        return
    draft = Draft(Kind.DEAL, story.words(unit), sentence, with_=with_, confidence=0.55)
    draft.titles = titles
    if not titles:
        draft.subject = phrase(story, sentence, verb + 1)
    draft.by = actors
    terms(story, sentence, verb, draft)
    if titles or (draft.subject is not None and draft.subject.text[:1].islower()):
        yield draft


def _joint_name(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return what partners make of themselves: a new company, or the noun the article has for their pact."""
    named = story.after(sentence, verb, COMPANIES, frozenset({"as", "into", "name", "called", "under"}))
    if named:
        return story.parties(sentence, named[0])[0]
    if (made := _made(sentence, verb)) is not None:
        return made
    lemma = sentence.units[verb].lemma
    nouns = _NOUN_OF.get(lemma, _PARTNERSHIPS)
    near = story.sentences if lemma in _NOUN_OF else story.sentences[sentence.number : sentence.number + 4]
    for other in near:
        for number, unit in enumerate(other.units):
            if not unit.kind and unit.lower in nouns and unit.pos in {"NOUN", "PROPN"}:
                return story.reading.words(other.units[phrase_start(other, number, 0)].start, unit.end)
    return story.words(sentence.units[verb]) if lemma in _NOUN_OF else _goal(story, sentence, verb)


def _made(sentence: Sentence, verb: int) -> Words | None:
    """Return the company that a merger makes: "merge to create X"."""
    for number in range(verb + 1, len(sentence.units) - 1):
        ahead = sentence.units[number + 1]
        if sentence.units[number].lemma in {"create", "form", "become"} and ahead.entity is not None:
            return ahead.entity.name if ahead.kind != PLACE else None
    return None


def _goal(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return what partners mean to make: "teamed up to develop a range of audio dramas"."""
    units = sentence.units
    if any(u.kind == SCHEME or u.lower in _SCHEMES for u in units[verb:]):
        return None
    for number in range(verb + 1, min(len(units) - 2, verb + 14)):
        if units[number].lower == "to" and units[number + 1].pos == "VERB":
            if units[number + 1].lemma in _STAGES:
                return None
            return phrase(story, sentence, number + 2, keep_of=True)
        if units[number].lower in {"on", "for"}:
            return phrase(story, sentence, number + 1, keep_of=True)
    return None


_STAGES = words("host hold stage launch run organise organize present open offer mark celebrate support fund")
