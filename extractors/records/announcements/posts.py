"""Appointments told by a verb: who is put into a post, who takes it, who leaves it.

Rule: the post is the job as written; a person with no post is no appointment, and neither is a career of old.
"""

from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements import mandates
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.employers import employer_behind, was_there
from extractors.records.announcements.jobs import OFFICES, is_credit, job
from extractors.records.announcements.links import mates, subject
from extractors.records.announcements.post_words import (
    CASTS,
    LEADS,
    LEAVES,
    PUTS,
    PUTTING,
    post_before,
    post_behind,
    post_by_verb,
    post_of_named,
)
from extractors.records.announcements.successions import OLD, draft_of
from extractors.records.announcements.units import BODY, PERSON, SPEECH, WORK, Sentence
from extractors.records.announcements.verbs import finite_verbs, group_start, is_passive
from extractors.values.lexicon import words

# What says who somebody is, what they do or did, or what they are called, and not that it changes.
_NO_CHANGE = words(
    "know describe see regard view work remember label brand bill dub call treat cast portray play star"
    " appear recall speak talk say tell think continue remain spend experience double pose dress quote cite"
    " credit list mention identify refer characterise characterize style use write make be have do count rank"
    " rate recognise recognize honour honor interview voice recur feature perform present dismiss reject"
    " praise hail lead star produce direct release launch open premiere sell buy acquire order begin start"
    " help include rise emerge function operate stay finish meet train study qualify live die"
)
_PARTICLES = words("in on aboard back up over")
# What a person does.
_ENTERS = lex.ARRIVE | words(
    "take serve move start assume step go switch transfer rise graduate ascend progress head lead run"
    " chair oversee preside begin accept follow edit spearhead steer inherit"
)
_NEEDS = {
    "take": words("over up on the charge office"),
    "hand": words("over in"),
    "step": words("down up in into aside back away"),
    "stand": words("down aside"),
    "bow": words("out"),
    "part": words("ways company"),
    "go": words("to"),
    "start": words("as on in at"),
    "begin": words("as on in at"),
    "bring": _PARTICLES,
}


def appointments(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has named A head of drama", "A joins X as editor", "A is to step down as chief"."""
    unit = sentence.units[verb]
    if unit.pos not in {"VERB", "ADP", "ADV"} or _is_career(story, sentence, verb):
        return
    if "together" in ahead_of(sentence, verb) or _only_describes(sentence, verb):
        return
    if mandates.gives_role(sentence, verb):
        return
    passive = is_passive(sentence, verb) or _is_bare(sentence, verb)
    named = list(_named(story, sentence, verb)) if unit.lemma in PUTTING and not passive else []
    yield from named
    known = unit.lemma in (PUTTING if passive else _GOING)
    if known or (not named and unit.lemma not in _NO_CHANGE and _as_ahead(sentence, verb)):
        yield from _takes_or_leaves(story, sentence, verb, passive=passive)


_GOING = _ENTERS | LEAVES


def _is_bare(sentence: Sentence, verb: int) -> bool:
    """Tell a participle without its auxiliary, as lists have it: "Ann Lee promoted to editor"."""
    units = sentence.units
    at_once = verb > 0 and units[verb - 1].kind == PERSON and units[verb - 1].is_name
    bare = at_once and units[verb].tag in {"VBD", "VBN"} and units[verb].lemma in PUTTING
    return bare and not any(u.kind == PERSON for u in units[verb + 1 : verb + 9])


def _only_describes(sentence: Sentence, verb: int) -> bool:
    """Tell a participle that describes a noun: "a retired officer"."""
    units = sentence.units
    if units[verb].tag not in {"VBN", "VBD", "JJ"} or verb + 1 >= len(units) or verb == 0:
        return False
    return units[verb - 1].pos == "DET" and units[verb + 1].pos in {"NOUN", "ADJ"}


def _as_ahead(sentence: Sentence, verb: int) -> bool:
    """Tell whether "as" stands behind a verb, before another clause, title or person begins."""
    for unit in sentence.units[verb + 1 : verb + _REACH]:
        if unit.lower == "as":
            return unit.pos == "ADP"
        if unit.kind in {PERSON, WORK, SPEECH} or unit.text in {";", ":"}:
            return False
        if unit.tag in {"WP", "WDT", "WRB"} or unit.pos == "VERB":
            return False
    return False


_REACH = 12


_LASTING = words("serve start begin")


def _is_career(story: Story, sentence: Sentence, verb: int) -> bool:
    """Tell a step of an earlier career: told in the plain past, with a day long gone behind the verb."""
    published = story.reading.published
    told_back = sentence.units[verb].tag in {"VBD", "VBN"}
    if told_back and sentence.units[verb].lemma in _LASTING:
        return True  # "has served as president for nine years", "started out as an editor"
    helped = group_start(sentence, verb) < verb
    if not told_back or helped or published is None:
        return False
    limit = (published - OLD).isoformat()
    days = [u.date for u in sentence.units[verb + 1 : verb + 14] if u.date is not None]
    return bool(days) and days[0].end < limit[: len(days[0].end)]


def _named(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    units = sentence.units
    near = range(verb + 1, min(len(units), verb + 9))
    person = next((n for n in near if _may_be_named(story, sentence, n)), None)
    if person is None:
        return
    people = mates(sentence, person)
    post = post_of_named(story, sentence, verb, people[-1])
    if post is None:
        post = post_before(story, sentence, verb, person)
    if post is None or is_credit(story, sentence, post):
        return
    by = story.actors(sentence, verb)
    yield draft_of(story, sentence, verb, post=post, people=people, by=by)
    yield from _further(story, sentence, verb, by)


def _further(story: Story, sentence: Sentence, verb: int, by: list[Words]) -> Iterator[Draft]:
    """Read the second half of "promoted A to editor and B to publisher"."""
    units = sentence.units
    for number in range(verb + 4, len(units) - 1):
        again = units[number].kind == PERSON and units[number - 1].lower in {"and", ","}
        if again and units[number + 1].lower in {"to", "as"}:
            post = job(story, sentence, number + 2)
            if post is not None:
                yield draft_of(story, sentence, verb, post=post, people=[number], by=by)


def _may_be_named(story: Story, sentence: Sentence, number: int) -> bool:
    """Tell a person, or a name before a job ("named Ann Lee head of drama") that looks like a body."""
    unit = sentence.units[number]
    if unit.kind == PERSON and unit.is_name:
        return True
    ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
    if unit.kind != BODY or not unit.is_name or len(unit.text.split()) not in {2, 3} or ahead is None:
        return False
    if sentence.units[number - 1].pos == "ADP":
        return False
    return bool({ahead.lower, *ahead.lower.split("-")} & OFFICES) or (
        ahead.lower == "as" and job(story, sentence, number + 2) is not None
    )


def _takes_or_leaves(story: Story, sentence: Sentence, verb: int, *, passive: bool) -> Iterator[Draft]:
    units = sentence.units
    person = subject(sentence, verb, frozenset({PERSON}))
    lemma = units[verb].lemma
    ahead = {u.lower for u in units[verb + 1 : verb + 3]}
    needs = _NEEDS.get(lemma)
    if person is None or (needs is not None and not passive and not needs & ahead):
        return
    if lemma in LEAVES and (_in_passing(sentence, verb) or CASTS & ahead_of(sentence, verb)):
        return
    people = mates(sentence, person)
    post = post_behind(story, sentence, verb, passive=passive)
    post = post or post_by_verb(story, sentence, verb, people[-1])
    if post is None or (lemma in LEADS and not _is_plan(sentence, verb)):
        return
    if lemma not in LEAVES and is_credit(story, sentence, post):
        return
    by = employer_behind(story, sentence, verb, puts=units[verb].lemma in PUTS)
    if not by and not was_there(sentence, person) and (entity := units[person].entity) is not None:
        by = [e.name for e in entity.employers[:1]]
    yield draft_of(
        story, sentence, verb, post=post, people=people, by=by or story.carried_actor(sentence, verb)
    )


def ahead_of(sentence: Sentence, at: int) -> set[str]:
    """Return the next words behind a place, in lower case."""
    return {u.lower for u in sentence.units[at + 1 : at + 5]}


def _in_passing(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb stands in a clause of "who" behind a main verb: "goes to A, who retires in May"."""
    start = group_start(sentence, verb)
    relative = start > 0 and sentence.units[start - 1].tag in {"WP", "WDT"}
    return relative and any(v < start for v in finite_verbs(sentence))


def _is_plan(sentence: Sentence, verb: int) -> bool:
    group = {u.lower for u in sentence.units[group_start(sentence, verb) : verb]}
    return bool(group & {"will", "to", "now", "'ll"})
