"""Finds the post that a verb gives or takes: behind "as" or "to", as a board, a task, or somebody's own job.

Rule: a post that "as" leads in says more than what somebody is to run, and that more than their own job.
"""

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.draft import Story
from extractors.records.announcements.jobs import OFFICES, ROLE_NOUNS, job, own_job, told_later
from extractors.records.announcements.nouns import phrase
from extractors.records.announcements.units import BODY, EVENT, PERSON, SPEECH, Sentence
from extractors.values.lexicon import words

# What a body does to a person; those of the second row need "as" or "to" and a post, or a particle.
PUTS = lex.APPOINT | words(
    "instal designate reappoint re-elect reelect reinstate enlist lure co-opt headhunt draft dismiss oust"
    " fire sack remove suspend depose axe terminate relieve unseat nominate anoint vote ordain second poach"
    " re-hire rehire swear induct"
)
PUTS_AS = words(
    "bring make land snap confirm welcome unveil sign add move shift take place put choose pick set ask turn"
    " invite persuade tempt let hand give recall entrust bump switch advance grant assign award offer secure"
    " snag nab coax charge task delegate transfer introduce present reveal announce approve"
)
_REMOVES = words("dismiss oust fire sack remove suspend depose axe terminate relieve unseat drop")
_BY_JOB = lex.APPOINT | _REMOVES
LEAVES = lex.LEAVE | words("vacate relinquish quit retire cease")
LEADS = words("head lead run chair oversee edit spearhead steer manage supervise")
_UPWARDS = words(
    "promote elevate up move switch rise graduate ascend progress transfer shift raise step bump advance"
)
PUTTING = PUTS | PUTS_AS
_REACH = 12


def post_of_named(story: Story, sentence: Sentence, verb: int, person: int) -> Words | None:
    """Return the post behind a person who is put into it, over what stands in brackets or commas."""
    units = sentence.units
    at = person + 1
    if at < len(units) and units[at].text in _SHUT:
        at = next((n for n in range(at + 1, len(units)) if units[n].text == _SHUT[units[at].text]), at) + 1
    board = board_behind(story, sentence, person) or board_behind(story, sentence, at - 1)
    return board or _as_post(story, sentence, at) or _post_from(story, sentence, verb, at)


def _post_from(story: Story, sentence: Sentence, verb: int, at: int) -> Words | None:
    """Return the post that "to", "the role of" or the place itself begins, behind who is put into it."""
    units = sentence.units
    weak = units[verb].lemma in PUTS_AS and units[verb].lemma != "make"
    for number in range(at, min(len(units), at + 14)):
        word = units[number].lower
        if word == "to" and _leads(sentence, number + 1):
            return _task(story, sentence, number + 1)
        of_role = word in ROLE_NOUNS and number + 1 < len(units) and units[number + 1].lower in {"of", "as"}
        found = job(story, sentence, number + 1 + of_role) if word in {"as", "to"} or of_role else None
        if found is not None:
            return found
        if number == at and not weak and (word in _LEADING or units[number].pos in {"ADJ", "NOUN", "PROPN"}):
            return job(story, sentence, number)
        if units[number].text in {".", ";"}:
            return None
    return None


_LEADING = OFFICES | {"its", "the", "their"}
_SHUT = {",": ",", "(": ")"}


def _as_post(story: Story, sentence: Sentence, start: int) -> Words | None:
    """Return the post behind "as" in a clause, which says more than what somebody is to run."""
    for number in range(start, min(len(sentence.units), start + _REACH)):
        unit = sentence.units[number]
        if unit.lower == "as" and unit.pos == "ADP":
            return job(story, sentence, number + 1)
        if unit.kind in {PERSON, SPEECH} or unit.text in {";", "."} or unit.tag in {"WP", "WDT"}:
            return None
    return None


def _leads(sentence: Sentence, at: int) -> bool:
    """Tell "to head the unit" from "to head of the unit"."""
    units = sentence.units
    return at + 1 < len(units) and units[at].lemma in LEADS and units[at + 1].lower not in {"of", "for"}


def _task(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return what somebody is to run or to head: "its drama department"."""
    found = phrase(story, sentence, verb + 1, keep_of=True)
    return None if found is not None and set(found.text.lower().split()) & CASTS else found


CASTS = words("cast ensemble film series story play show")


def post_before(story: Story, sentence: Sentence, verb: int, person: int) -> Words | None:
    """Return the post in "named the jury president Ann Lee"; none where it is her old one."""
    if sentence.units[verb].lemma not in _BY_JOB:
        return None
    old = any(u.lower in {"former", "ex", "ex-", "outgoing"} for u in sentence.units[verb + 1 : person])
    hired = sentence.units[verb].lemma in {"hire", "poach", "recruit", "tap", "lure"}
    return job(story, sentence, verb + 1) if person - verb > 2 and not hired and not old else None


def post_behind(story: Story, sentence: Sentence, verb: int, *, passive: bool) -> Words | None:
    """Return the post that "as" or "to" leads in behind a verb, or that follows a passive one."""
    units, lemma = sentence.units, sentence.units[verb].lemma
    if lemma not in LEAVES and (post := _as_post(story, sentence, verb + 1)) is not None:
        return post
    for number in range(verb + 1, min(len(units), verb + 18)):
        unit = units[number]
        if (lemma in LEAVES and unit.kind == PERSON and unit.is_name) or unit.text in {".", ";"}:
            return None
        ahead = units[number + 1].lower if number + 1 < len(units) else ""
        runs = unit.lower == "to" and lemma in PUTTING and _leads(sentence, number + 1)
        if runs or (unit.lower in _REINS and ahead in {"of", "to", "at"}):
            return _task(story, sentence, number + 1)
        led = _leads_in(sentence, number, lemma)
        named = passive and number == verb + 1 and lemma in PUTS
        post = job(story, sentence, number + 1 if led else number) if led or named else None
        if post is not None:
            return post
    return None


def _leads_in(sentence: Sentence, number: int, lemma: str) -> bool:
    """Tell whether "as", "to" or "of" at a place leads in a post: "as editor", "rises to", "the role of"."""
    units = sentence.units
    word = units[number].lower
    if word == "to":
        becomes = number + 1 < len(units) and units[number + 1].lemma in _BE
        return lemma in _UPWARDS or (lemma == "agree" and becomes)
    return word == "as" or (word == "of" and units[number - 1].lower in ROLE_NOUNS)


_REINS = words("reins keys helm charge control responsibility leadership direction responsible command")
_BE = words("be become serve act")


def post_by_verb(story: Story, sentence: Sentence, verb: int, person: int) -> Words | None:
    """Return the post that a verb implies: a board joined, a job become, one's own job left."""
    lemma = sentence.units[verb].lemma
    if (board := board_behind(story, sentence, verb)) is not None:
        return board
    if lemma in {"become", "assume", "accept"}:
        return job(story, sentence, verb + 1)
    if lemma in LEADS:
        return _task(story, sentence, verb)
    if (post := _post_of_other(story, sentence, verb)) is not None:
        return post
    found = own_job(story, sentence, person) if lemma in LEAVES | _SUCCEEDS | {"step"} else None
    found = found or (told_later(story, sentence, person) if lemma in LEAVES else None)
    return found or (_team(story, sentence, verb) if lemma in LEAVES | {"take"} else None)


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
