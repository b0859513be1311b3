"""Appointments told by a verb: who is put into a post, who takes it, who leaves it.

Rule: the post is the job as written; a person with no post is no appointment, and neither is a career of old.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from extractors.reading import DateSpan, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.credits import Credit, skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.jobs import OFFICES, is_credit, job, own_job
from extractors.records.announcements.links import mates, subject
from extractors.records.announcements.nouns import phrase
from extractors.records.announcements.units import BODY, DATE, EVENT, PERSON, SCHEME, Sentence, Unit
from extractors.records.announcements.verbs import finite_verbs, group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

# What a body does to a person; those of the second row need "as" or "to" and a post, or a particle.
_PUTS = lex.APPOINT | words(
    "instal designate reappoint re-elect enlist lure co-opt headhunt draft dismiss oust fire sack"
)
_PUTS_AS = words(
    "bring make land snap confirm welcome unveil sign add move shift take place put choose pick set ask turn"
    " invite persuade tempt let hand give recall entrust"
)
_PARTICLES = words("in on aboard back up over")
# What a person does.
_ENTERS = lex.ARRIVE | words(
    "take serve move start assume step go switch transfer rise graduate ascend progress head lead run"
    " chair oversee preside begin"
)
_LEAVES = lex.LEAVE | words("vacate relinquish quit retire")
_LEADS = words("head lead run chair oversee")
_UPWARDS = words("promote elevate up move switch rise graduate ascend progress transfer shift raise step")
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
_OLD = timedelta(days=30)


def appointments(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has named A head of drama", "A joins X as editor", "A is to step down as chief"."""
    unit = sentence.units[verb]
    if unit.pos not in {"VERB", "ADP", "ADV"} or _is_career(story, sentence, verb):
        return
    if "together" in ahead_of(sentence, verb):
        return
    passive = is_passive(sentence, verb)
    if unit.lemma in _PUTS | _PUTS_AS and not passive:
        yield from _named(story, sentence, verb)
    if unit.lemma in (_PUTS | _PUTS_AS if passive else _ENTERS | _LEAVES):
        yield from _takes_or_leaves(story, sentence, verb, passive=passive)


def _is_career(story: Story, sentence: Sentence, verb: int) -> bool:
    """Tell a step of an earlier career: told in the plain past, with a day long gone behind the verb."""
    published = story.reading.published
    helped = group_start(sentence, verb) < verb
    if sentence.units[verb].tag not in {"VBD", "VBN"} or helped or published is None:
        return False
    limit = (published - _OLD).isoformat()
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
    at = person + 1
    if at < len(units) and units[at].text == ",":
        at = next((n for n in range(at + 1, len(units)) if units[n].text == ","), at) + 1
    for number in range(at, min(len(units), at + 14)):
        word = units[number].lower
        if word == "to" and _leads(sentence, number + 1):
            return _task(story, sentence, number + 1)
        if word in {"as", "to"}:
            found = job(story, sentence, number + 1)
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
    by = _employer(story, sentence, verb)
    entity = units[person].entity
    if not by and entity is not None:
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
        if word == "to" and lemma in _PUTS | _PUTS_AS and _leads(sentence, number + 1):
            return _task(story, sentence, number + 1)
        if word in _REINS and number + 1 < len(units) and units[number + 1].lower in {"of", "to", "at"}:
            return _task(story, sentence, number + 1)
        led = (
            word == "as"
            or (word == "to" and lemma in _UPWARDS)
            or (word == "of" and _is_role(units[number - 1]))
        )
        named = passive and number == verb + 1 and lemma in _PUTS
        post = job(story, sentence, number + 1 if led else number) if led or named else None
        if post is not None:
            return post
        if word in {".", ";"} and units[number].kind == "":
            return None
    return None


_REINS = words("reins keys helm charge control")  # "handed the reins of", "takes charge of"


def _is_role(unit: Unit) -> bool:
    return unit.lower in {"role", "post", "position", "job", "title"}


def _post_by_verb(story: Story, sentence: Sentence, verb: int, person: int) -> Words | None:
    """Return the post that a verb implies: a board joined, a job become, one's own job left."""
    lemma = sentence.units[verb].lemma
    if lemma in {"join", "rejoin", "leave", "take", "chair", "head", "lead"}:
        board = _body_of_people(story, sentence, verb)
        if board is not None:
            return board
    if lemma in {"become", "assume"}:
        return job(story, sentence, verb + 1)
    if lemma in _LEADS:
        return _task(story, sentence, verb)
    if lemma in _LEAVES:
        for number in range(verb + 1, len(sentence.units) - 2):
            where = [u.lower for u in sentence.units[number : number + 3]]
            if where[0] == "where" and where[2] in {"was", "is", "has", "had", "served"}:
                return job(story, sentence, number + 3)
    leaves = lemma in _LEAVES | {"succeed", "replace", "take", "step"}
    if leaves and (own := own_job(story, sentence, person)) is not None:
        return own
    return _team(story, sentence, verb) if lemma in _LEAVES | {"take"} else None


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


def _employer(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return the body behind a verb that a post is at; of an appointment the one that makes it."""
    if sentence.units[verb].lemma in _PUTS:
        for number in story.after(sentence, verb, COMPANIES, frozenset({"by", "at", "of", "for"})):
            return story.parties(sentence, number)[:1]
    for number in range(verb + 1, len(sentence.units)):
        if sentence.units[number].kind in {BODY, EVENT, SCHEME}:
            return story.parties(sentence, number)
    return []


def _body_of_people(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the board, jury or chair in "joins the board", "takes the chair"."""
    for unit in sentence.units[verb + 1 : verb + 5]:
        if unit.lower.split()[-1] in {"board", "jury", "chair", "helm", "panel"} and not unit.is_name:
            last = unit.tokens[-1]
            return story.reading.words(last.idx, last.idx + len(last))
        if unit.kind or unit.pos not in {"DET", "ADJ", "NOUN", "PRON", "ADP"}:
            return None
    return None


def draft_of(
    story: Story, sentence: Sentence, verb: int, *, post: Words, people: list[int], by: list[Words]
) -> Draft:
    """Make the draft of a change of post, with its day and who had the post before or has it next."""
    trigger = story.words(sentence.units[verb])
    draft = Draft(Kind.APPOINTMENT, trigger, sentence, subject=post, by=by[:2], confidence=0.85)
    for number in people:
        entity = sentence.units[number].entity
        if entity is not None and entity not in [c.person for c in draft.people]:
            role = own_job(story, sentence, number) if _is_body_of_people(post) else post
            draft.people.append(Credit(entity, role, sentence.number))
    draft.date = _day(story, sentence, verb) or _starts(story, sentence)
    _add_partner(story, draft, post)
    return draft


def _is_body_of_people(post: Words) -> bool:
    """Tell a seat on a board or jury from a post of one's own: who joins it keeps the job they have."""
    return post.text.lower().split()[-1] in {"board", "jury", "panel", "committee"}


def _day(story: Story, sentence: Sentence, verb: int) -> DateSpan | None:
    """Return the day of a change: in its own clause, not in one about somebody ("who left in March")."""
    units = sentence.units
    found = story.date(sentence, verb, ahead=None)
    published = story.reading.published
    if found is None or len(found.start) == len("2025"):
        return None
    at = next((n for n, u in enumerate(units) if u.date is found), verb)
    if any(u.tag in {"WP", "WDT", "WP$", "WRB"} for u in units[verb + 1 : at]):
        return None
    if published is not None and found.end < (published - _OLD).isoformat()[: len(found.end)]:
        return None
    return found


_STARTS = re.compile(
    r"\b(?:takes? up|starts?|begins?|joins|assumes?|effective|leaves?|takes over|takes office|in post"
    r"|from|until"
    r"|steps|exits?|departs?|moves|will (?:take|start|begin|join|leave|exit|depart|step|remain|stay))\b"
)


def _starts(story: Story, sentence: Sentence) -> DateSpan | None:
    """Return the day the next sentence gives: "She takes up the post on 2 April"."""
    for later in story.sentences[sentence.number + 1 : sentence.number + 3]:
        if later.line != sentence.line:
            break
        if _STARTS.search(later.lower):
            for number, unit in enumerate(later.units):
                if unit.kind == DATE and unit.date is not None and len(unit.date.start) > len("2025"):
                    verb = next((n for n in range(number, -1, -1) if later.units[n].pos == "VERB"), 0)
                    return _day(story, later, verb)
    return None


_BEFORE_HER = (
    r"(?:replac(?:es|ing|ed|e)|succeed(?:s|ing|ed)?|(?:takes?|taking|took) over (?:(?:on |in )?<D\d+> )?from"
    r"|taking the (?:reins|baton) from"
    r"|(?:takes?|taking|takes up|fill(?:s|ing)?|occup(?:ies|ying)) the (?:place|shoes|seat|chair|post"
    r"|role) of"
    r"|in (?:the )?(?:place|substitution) of|vacated by|left (?:vacant )?by"
    r"|(?:previously |formerly |once )?held by|in succession to)"
)
_AFTER_HER = (
    r"(?:(?:hand(?:s|ing|ed)?|pass(?:es|ing)?) (?:over|on)?(?: the \w+)? ?to|(?:be |is "
    r"|been )?(?:succeeded|replaced)(?: [\w-]+){0,4}? by"
    r"|mak(?:es?|ing) way for|giv(?:es?|ing) way to)"
)
_FILL = r"(?:[\w'’-]+ |<[BC]\d+> ){0,5}?"
_PARTNER = re.compile(
    rf"\b(?:{_BEFORE_HER}|{_AFTER_HER}) {_FILL}<P(?P<who>\d+)>"
    rf"|\b(?:and|while|as) {_FILL}<P(?P<next>\d+)> (?:stepp|mov|slid)\w+ into (?:his|her|their|the) (?:\w+ )?"
    r"(?:shoes|role|place|seat|chair|post)\b"
    rf"|\bwith {_FILL}<P(?P<heir>\d+)> (?:stepping|taking|set to|due to|filling|acting|to (?:take|step"
    rf"|succeed))\b"
)


def _add_partner(story: Story, draft: Draft, post: Words) -> None:
    """Take in who had the post before, or takes it next, from the sentence or those that go on about it."""
    known = {id(c.person) for c in draft.people}
    for sentence in story.sentences[draft.sentence.number : draft.sentence.number + 4]:
        if sentence.line != draft.sentence.line:
            break
        named = next((u for u in sentence.units if u.kind == PERSON), None)
        if sentence is not draft.sentence and (named is None or id(named.entity) not in known):
            continue
        text = skeleton(sentence)
        for match in _PARTNER.finditer(text):
            entity = sentence.units[int(match["who"] or match["heir"] or match["next"])].entity
            if entity is not None and id(entity) not in known:
                draft.people.append(Credit(entity, post, sentence.number))
                return
