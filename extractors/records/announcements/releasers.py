"""Who brings a title out: the outlet, the distributor, the publisher, or the gathering that shows it first.

Rule: a company behind a preposition that names an outlet goes before the one that only does something.
"""

from extractors.reading import Words
from extractors.records.announcements.draft import COMPANIES, Story
from extractors.records.announcements.links import link, subject
from extractors.records.announcements.units import BODY, EVENT, PERSON, WORK, Sentence
from extractors.records.announcements.verbs import group_start, is_passive
from extractors.values.lexicon import words


def releaser(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return who brings a title out: the outlet behind "on" or "via", who does it, whose title it is."""
    return (
        _behind(story, sentence, verb, COMPANIES, _AGENTS)
        or _misread(story, sentence, verb)
        or _framed(sentence, verb)
        or _behind(story, sentence, verb, COMPANIES, frozenset({"on"}))
        or _behind(story, sentence, verb, frozenset({BODY}), frozenset({"from"}))
        or _doer(story, sentence, verb)
        or _owner(sentence)
        or _behind(story, sentence, verb, frozenset({EVENT}), _SHOWN_AT)
    )


_AGENTS = words("by through via courtesy")
_SHOWN_AT = words("at in of during within for")
_FRAMES = words("open close launch")  # a film opens or closes a festival


def _misread(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return who releases a title, taken for a person: "out by Wolfsbane Classics", "via Rive Sud"."""
    for number in story.after(sentence, verb, frozenset({PERSON}), _AGENTS):
        entity, hangs = sentence.units[number].entity, link(sentence, number)
        told = hangs.word == "via" or (is_passive(sentence, verb) and hangs.at - verb <= _WITH_PARTICLE)
        if told and entity is not None and not (entity.roles or entity.employers):
            return [entity.name]
    return []


_WITH_PARTICLE = 2


def _framed(sentence: Sentence, verb: int) -> list[Words]:
    """Return the gathering that a title opens or closes."""
    if sentence.units[verb].lemma not in _FRAMES:
        return []
    ahead = sentence.units[verb + 1 : verb + 5]
    return [u.entity.name for u in ahead if u.kind == EVENT and u.entity is not None][:1]


def _behind(
    story: Story, sentence: Sentence, verb: int, kinds: frozenset[str], preps: frozenset[str]
) -> list[Words]:
    agents = story.after(sentence, verb, kinds, preps)
    return story.parties(sentence, agents[0]) if agents else []


def _doer(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    start = group_start(sentence, verb)
    if start and sentence.units[start - 1].tag in {"WDT", "WP"}:
        return []
    doer = subject(sentence, verb, COMPANIES | {PERSON})
    return story.parties(sentence, doer) if doer is not None else []


def _owner(sentence: Sentence) -> list[Words]:
    """Return the company whose title a sentence names: "Acme’s drama “Y”"."""
    for number, unit in enumerate(sentence.units[:-2]):
        owns = unit.kind == BODY and sentence.units[number + 1].lower in {"'s", "'"}
        titled = any(u.kind == WORK for u in sentence.units[number + 2 : number + 7])
        if owns and titled and unit.entity is not None:
            return [unit.entity.name]
    return []
