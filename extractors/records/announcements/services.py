"""Services that come to the public: a platform in a new market, a channel, a tier, an app.

Rule: a service is released only on a day to come; without one it is no news of its own.
"""

from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.links import link, subject
from extractors.records.announcements.nouns import phrase_with_head
from extractors.records.announcements.units import BODY, WORK, Sentence
from extractors.records.announcements.verbs import clause_start, group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_SERVICES = words(
    "tier channel service platform app plan subscription player network station storefront magazine"
    " newsletter feed portal streamer site edition hub library marketplace"
)
_COMES = words(
    "launch arrive debut start open expand roll go become enter land come begin reach switch broadcast"
)
_BRINGS = words("launch introduce debut unveil open start roll release bring extend expand take switch")
_INTO = words("in into across out live available to broadcasting operations on off")


def platforms(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X will launch in Chile on 14 April", "X’s ad tier goes live in Peru in June": it comes itself."""
    unit = sentence.units[verb]
    ahead = sentence.units[verb + 1].lower if verb + 1 < len(sentence.units) else ""
    if unit.lemma not in _COMES or (ahead not in _INTO and unit.lemma not in {"reach", "enter"}):
        return
    places, date = story.places(sentence, verb), story.date(sentence, verb, ahead=True)
    if date is None:
        return
    start = group_start(sentence, verb)
    named = phrase_with_head(story, sentence, _SERVICES, clause_start(sentence, start), start)
    if named is not None and not sentence.units[named[0]].kind and start - named[0] == 1:
        draft = Draft(Kind.RELEASE, story.words(unit), sentence, subject=named[1], confidence=0.65)
        draft.by = _owner(sentence, named[1]) or story.carried_actor(sentence, verb, frozenset({BODY}))
    else:
        who = subject(sentence, verb, frozenset({BODY}))
        entity = sentence.units[who].entity if who is not None else None
        if entity is None or not places:
            return
        draft = Draft(Kind.RELEASE, story.words(unit), sentence, subject=entity.name, confidence=0.65)
        draft.by = [entity.name]
    draft.places, draft.date, draft.amounts = places, date, story.amounts(sentence)
    yield draft


def _owner(sentence: Sentence, named: Words) -> list[Words]:
    """Return the company whose service a phrase names: "Acme’s ad-supported plan"."""
    before = [u for u in sentence.units if u.end <= named.start][-2:]
    owned = len(before) == _WITH_MARK and before[1].lower in {"'s", "'"} and before[0].kind == BODY
    return [before[0].entity.name] if owned and before[0].entity is not None else []


_WITH_MARK = 2


_COMINGS = words("launch rollout roll-out debut arrival introduction start opening premiere")
_FIXED = words("plan set schedule slate pencil due expect announce fix follow come take")


def nominal(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "the launch of the channel in Peru is planned for June": a service whose coming a noun tells."""
    units = sentence.units
    at = next(
        (n for n, u in enumerate(units[:-2]) if u.lower in _COMINGS and units[n + 1].lower == "of"), None
    )
    if at is None or not any(u.lemma in _FIXED for u in units[at:]) or any(u.kind == WORK for u in units):
        return
    found = phrase_with_head(story, sentence, _SERVICES, at + 2, at + 8)
    named = next((u for u in units[at + 2 : at + 7] if u.kind == BODY and u.is_name), None)
    date = story.date(sentence, at, ahead=True)
    if date is None or (found is None and named is None):
        return
    subject_ = named.entity.name if named is not None and named.entity is not None else None
    draft = Draft(Kind.RELEASE, story.words(units[at]), sentence, date=date, confidence=0.6)
    draft.subject = subject_ or (found[1] if found is not None else None)
    others = [w for w in _owners(sentence) if draft.subject is None or w.text != draft.subject.text]
    draft.by = others[:1] or story.carried_actor(sentence, at, frozenset({BODY}))
    draft.places, draft.amounts = story.places(sentence, at), story.amounts(sentence)
    yield draft


_OWNERS = words("owner operator parent company broadcaster group telco")


def _owners(sentence: Sentence) -> list[Words]:
    """Return the companies called the owner of what a sentence is about: "its owner, Acme"."""
    found = []
    for number, unit in enumerate(sentence.units):
        before = [u.lower for u in sentence.units[max(0, number - 3) : number]]
        if unit.kind == BODY and unit.entity is not None and not _OWNERS.isdisjoint(before):
            found.append(unit.entity.name)
    return found


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
    if not passive and link(sentence, found[0]).kind == "prep":
        return  # "will play in cinemas under a plan"
    draft = Draft(Kind.RELEASE, story.words(unit), sentence, subject=found[1], date=date)
    draft.by = (
        story.carried_actor(sentence, verb, frozenset({BODY})) if passive else story.actors(sentence, verb)
    )
    draft.places, draft.amounts = story.places(sentence, verb), story.amounts(sentence)
    yield draft
