"""Appointments told by a verb: who is put into a post, who takes it, who leaves it.

Rule: the post is the job as written; a person with no post is no appointment, and neither is a career of old.
"""

from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements import mandates
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.employers import employer_behind, was_there
from extractors.records.announcements.jobs import OFFICES, ROLE_NOUNS, is_credit, job, own_job, told_later
from extractors.records.announcements.links import mates, subject
from extractors.records.announcements.nouns import phrase
from extractors.records.announcements.successions import OLD, draft_of
from extractors.records.announcements.units import (
    BODY,
    EVENT,
    PERSON,
    SPEECH,
    WORK,
    Sentence,
    Unit,
)
from extractors.records.announcements.verbs import finite_verbs, group_start, is_passive
from extractors.values.lexicon import words

# What a body does to a person; those of the second row need "as" or "to" and a post, or a particle.
_PUTS = lex.APPOINT | words(
    "instal designate reappoint re-elect reelect reinstate enlist lure co-opt headhunt draft dismiss oust"
    " fire sack remove suspend depose axe terminate relieve unseat nominate anoint vote ordain second poach"
    " re-hire rehire swear induct"
)
_PUTS_AS = words(
    "bring make land snap confirm welcome unveil sign add move shift take place put choose pick set ask turn"
    " invite persuade tempt let hand give recall entrust bump switch advance grant assign award offer secure"
    " snag nab coax charge task delegate transfer introduce present reveal announce approve"
)
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
_LEAVES = lex.LEAVE | words("vacate relinquish quit retire cease")
_LEADS = words("head lead run chair oversee edit spearhead steer manage supervise")
_UPWARDS = words(
    "promote elevate up move switch rise graduate ascend progress transfer shift raise step bump advance"
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
    named = list(_named(story, sentence, verb)) if unit.lemma in _PUTTING and not passive else []
    yield from named
    known = unit.lemma in (_PUTTING if passive else _GOING)
    if known or (not named and unit.lemma not in _NO_CHANGE and _as_ahead(sentence, verb)):
        yield from _takes_or_leaves(story, sentence, verb, passive=passive)


_PUTTING = _PUTS | _PUTS_AS
_GOING = _ENTERS | _LEAVES


def _is_bare(sentence: Sentence, verb: int) -> bool:
    """Tell a participle without its auxiliary, as lists have it: "Ann Lee promoted to editor"."""
    units = sentence.units
    at_once = verb > 0 and units[verb - 1].kind == PERSON and units[verb - 1].is_name
    bare = at_once and units[verb].tag in {"VBD", "VBN"} and units[verb].lemma in _PUTTING
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


def _is_career(story: Story, sentence: Sentence, verb: int) -> bool:
    """Tell a step of an earlier career: told in the plain past, with a day long gone behind the verb."""
    published = story.reading.published
    helped = group_start(sentence, verb) < verb
    if sentence.units[verb].tag not in {"VBD", "VBN"} or helped or published is None:
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
    post = _post_of_named(story, sentence, verb, people[-1])
    if post is None and units[verb].lemma in lex.APPOINT:
        post = _before_person(story, sentence, verb, person)
    if post is None:
        return
    by = story.actors(sentence, verb)
    yield draft_of(story, sentence, verb, post=post, people=people, by=by)
    yield from _further(story, sentence, verb, by)


def _post_of_named(story: Story, sentence: Sentence, verb: int, person: int) -> Words | None:
    """Return the post behind a person who is put into it, over what stands between two commas."""
    units = sentence.units
    weak = units[verb].lemma in _PUTS_AS
    if (board := board_behind(story, sentence, person)) is not None:
        return board
    at = person + 1
    if at < len(units) and units[at].text == ",":
        at = next((n for n in range(at + 1, len(units)) if units[n].text == ","), at) + 1
    for number in range(at, min(len(units), at + 14)):
        word = units[number].lower
        if word == "to" and _leads(sentence, number + 1):
            return _task(story, sentence, number + 1)
        of_role = word in ROLE_NOUNS and number + 1 < len(units) and units[number + 1].lower in {"of", "as"}
        if word in {"as", "to"} or of_role:
            found = job(story, sentence, number + 1 + of_role)
            if found is not None:
                return found
        direct = number == at and (not weak or units[verb].lemma == "make")
        if direct and (
            word in {"its", "the", "their"} | OFFICES or units[number].pos in {"ADJ", "NOUN", "PROPN"}
        ):
            return job(story, sentence, number)
        if units[number].text in {".", ";"}:
            return None
    return None


def _leads(sentence: Sentence, at: int) -> bool:
    """Tell "to head the unit" from "to head of the unit"."""
    units = sentence.units
    return at + 1 < len(units) and units[at].lemma in _LEADS and units[at + 1].lower not in {"of", "for"}


def _task(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return what somebody is to run or to head: "its drama department"."""
    found = phrase(story, sentence, verb + 1, keep_of=True)
    return None if found is not None and set(found.text.lower().split()) & _CASTS else found


_CASTS = words("cast ensemble film series story play show")


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
    return ahead.lower in OFFICES or (ahead.lower == "as" and job(story, sentence, number + 2) is not None)


def _before_person(story: Story, sentence: Sentence, verb: int, person: int) -> Words | None:
    """Return the post in "named the jury president Ann Lee"; none where it is her old one."""
    old = any(u.lower in {"former", "ex", "ex-", "outgoing"} for u in sentence.units[verb + 1 : person])
    hired = sentence.units[verb].lemma in {"hire", "poach", "recruit", "tap", "lure"}
    return job(story, sentence, verb + 1) if person - verb > 2 and not hired and not old else None


def _takes_or_leaves(story: Story, sentence: Sentence, verb: int, *, passive: bool) -> Iterator[Draft]:
    units = sentence.units
    person = subject(sentence, verb, frozenset({PERSON}))
    lemma = units[verb].lemma
    ahead = {u.lower for u in units[verb + 1 : verb + 3]}
    needs = _NEEDS.get(lemma)
    if person is None or (needs is not None and not passive and not needs & ahead):
        return
    if lemma in _LEAVES and (_in_passing(sentence, verb) or _CASTS & ahead_of(sentence, verb)):
        return
    people = mates(sentence, person)
    post = post_behind(story, sentence, verb, passive=passive)
    post = post or _post_by_verb(story, sentence, verb, people[-1])
    if post is None or (lemma in _LEADS and not _is_plan(sentence, verb)):
        return
    if lemma not in _LEAVES and is_credit(story, sentence, post):
        return
    by = employer_behind(story, sentence, verb, puts=units[verb].lemma in _PUTS)
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


def post_behind(story: Story, sentence: Sentence, verb: int, *, passive: bool) -> Words | None:
    """Return the post that "as" or "to" leads in behind a verb, or that follows a passive one."""
    units, lemma = sentence.units, sentence.units[verb].lemma
    for number in range(verb + 1, min(len(units), verb + 18)):
        word = units[number].lower
        if lemma in _LEAVES and units[number].kind == PERSON and units[number].is_name:
            return None
        if word == "to" and lemma in _PUTTING and _leads(sentence, number + 1):
            return _task(story, sentence, number + 1)
        if word in _REINS and number + 1 < len(units) and units[number + 1].lower in {"of", "to", "at"}:
            return _task(story, sentence, number + 1)
        led = (
            word == "as"
            or (word == "to" and (lemma in _UPWARDS or (lemma == "agree" and units[number + 1].lemma in _BE)))
            or (word == "of" and _is_role(units[number - 1]))
        )
        named = passive and number == verb + 1 and lemma in _PUTS
        post = job(story, sentence, number + 1 if led else number) if led or named else None
        if post is not None:
            return post
        if word in {".", ";"} and units[number].kind == "":
            return None
    return None


_REINS = words("reins keys helm charge control responsibility leadership direction responsible command")
_BE = words("be become serve act")


def _is_role(unit: Unit) -> bool:
    return unit.lower in ROLE_NOUNS


def _post_by_verb(story: Story, sentence: Sentence, verb: int, person: int) -> Words | None:
    """Return the post that a verb implies: a board joined, a job become, one's own job left."""
    lemma = sentence.units[verb].lemma
    if (board := board_behind(story, sentence, verb)) is not None:
        return board
    if lemma in {"become", "assume", "accept"}:
        return job(story, sentence, verb + 1)
    if lemma in _LEADS:
        return _task(story, sentence, verb)
    if (post := _post_of_other(story, sentence, verb)) is not None:
        return post
    found = own_job(story, sentence, person) if lemma in _LEAVES | _SUCCEEDS | {"step"} else None
    found = found or (told_later(story, sentence, person) if lemma in _LEAVES else None)
    return found or (_team(story, sentence, verb) if lemma in _LEAVES | {"take"} else None)


_SUCCEEDS = words("succeed replace follow take")


def _post_of_other(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the post of whom somebody succeeds."""
    units = sentence.units
    lemma = units[verb].lemma
    if lemma in _SUCCEEDS:
        behind = enumerate(units[verb + 1 : verb + 9], verb + 1)
        before = next((n for n, u in behind if u.kind == PERSON and u.is_name), None)
        found = own_job(story, sentence, before) if before is not None else None
        if found is not None and not set(found.text.lower().split()) & OFFICES:
            return _jury_near(story, sentence)
        return found
    return None


def _jury_near(story: Story, sentence: Sentence) -> Words | None:
    """Return the jury that a sentence or the one before speaks of: who replaces a critic sits on it."""
    for here in (sentence, story.previous(sentence)):
        for unit in here.units if here is not None else ():
            if unit.lower == "jury":
                return story.words(unit)
    return None


def _team(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the team that somebody leaves: "Acme's acquisitions team"."""
    units = sentence.units
    for number in range(verb + 1, min(verb + 8, len(units))):
        if units[number].lower in {"team", "department", "division", "board", "unit", "desk"}:
            start = number
            while start > verb + 1 and not units[start - 1].kind and units[start - 1].pos in {"NOUN", "ADJ"}:
                start -= 1
            return story.reading.words(units[start].start, units[number].end)
    return None


def board_behind(story: Story, sentence: Sentence, at: int) -> Words | None:
    """Return the board or jury in "joins the board", "takes the chair", "to its board of trustees"."""
    units = sentence.units
    for number in range(at + 1, min(len(units), at + 7)):
        unit = units[number]
        last = unit.tokens[-1] if unit.tokens else None
        if last is not None and not unit.is_name and unit.lower.split()[-1] in _BOARDS:
            if units[number - 1].lower == "on" and unit.lower == "board":
                return None  # "comes on board"
            whose = units[number + 2 : number + 3] if units[number + 1].lower == "of" else []
            end = whose[0].end if whose and whose[0].lower in _OF_BOARDS else last.idx + len(last)
            return story.reading.words(last.idx, end)
        if unit.kind in {BODY, EVENT} and units[number + 1].lower in {"'s", "'"}:
            continue
        if unit.kind or not (unit.pos in _TO_BOARD or unit.lower in _ONTO or unit.tag in {"POS", "CD"}):
            return None
    return None


_BOARDS = words("board jury chair helm panel committee council")
_OF_BOARDS = words("trustees directors governors administrators advisers advisors management")
_TO_BOARD = words("DET ADJ NOUN PRON ADP PART")
_ONTO = words("to onto on into from down seat place up")
