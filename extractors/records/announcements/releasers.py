"""Who brings a title out: the outlet, the distributor, the publisher, or the gathering that shows it first.

Rule: a company behind a preposition that names an outlet goes before the one that only does something.
"""

from extractors.reading import Words
from extractors.records.announcements.draft import COMPANIES, Story
from extractors.records.announcements.links import subject
from extractors.records.announcements.units import BODY, EVENT, PERSON, WORK, Sentence
from extractors.records.announcements.verbs import group_start
from extractors.values.lexicon import words


def releaser(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return who brings a title out: the outlet behind "on" or "via", who does it, whose title it is."""
    if agents := story.after(sentence, verb, COMPANIES | {PERSON}, _AGENTS):
        named = [u.entity.name for u in (sentence.units[agents[0]],) if u.is_name and u.entity is not None]
        return story.parties(sentence, agents[0]) or named
    if agents := story.after(sentence, verb, COMPANIES, frozenset({"on"})):
        return story.parties(sentence, agents[0])
    if agents := story.after(sentence, verb, frozenset({BODY}), frozenset({"from"})):
        return story.parties(sentence, agents[0])
    start = group_start(sentence, verb)
    relative = start and sentence.units[start - 1].tag in {"WDT", "WP"}
    doer = None if relative else subject(sentence, verb, COMPANIES | {PERSON})
    if doer is not None and (found := story.parties(sentence, doer)):
        return found
    for number, unit in enumerate(sentence.units[:-2]):
        owns = unit.kind == BODY and sentence.units[number + 1].lower in {"'s", "'"}
        titled = any(u.kind == WORK for u in sentence.units[number + 2 : number + 7])
        if owns and titled and unit.entity is not None:
            return [unit.entity.name]
    at = story.after(sentence, verb, frozenset({EVENT}), _SHOWN_AT)
    return story.parties(sentence, at[0]) if at else []


_AGENTS = words("by through via courtesy")
_SHOWN_AT = words("at in of during within for")
