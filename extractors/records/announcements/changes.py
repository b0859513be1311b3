"""Changes of post that the post, or an idiom, tells: "the job goes to A", "A hands in his notice".

Rule: each needs a person and a post in its own words; a post that somebody only holds is no change.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.employers import employer
from extractors.records.announcements.jobs import ROLE_NOUNS, is_credit, job, own_job, told_later
from extractors.records.announcements.links import mates
from extractors.records.announcements.nouns import phrase, phrase_start
from extractors.records.announcements.successions import draft_of
from extractors.records.announcements.units import BODY, PERSON, Sentence
from extractors.records.announcements.verbs import group_start
from extractors.values.lexicon import words

_FILL = r"(?:[\w'’-]+ |<[BC]\d+> ){0,5}?"
_WHO = r"<P(?P<who>\d+)>(?: \( [^()]{0,60} \))?(?: ,[^,;]{1,90},)?"
_HELP = r"(?:(?:has|have|had|is|are|was|were|will|to|be|been|'s|'ll|now|also|just|set|due|formally|soon) )*"
_HIS = r"(?:his|her|their|the)"

# The post comes first: "the post of finance director goes to A".
_TO_WHOM = re.compile(
    r"\b(?:goes|went|going|gone|go|pass(?:es|ed|ing)?|falls?|fallen|fell|handed|given|entrusted|awarded"
    r"|assigned|offered|delegated|transferred) (?:over |on |in )?to "
    rf"{_FILL}<P(?P<to>\d+)>"
    r"|\b(?:taken|filled|occupied|assumed|inherited|overseen|led|run|headed|managed|supervised|directed)"
    rf"(?: over| up| on)? by {_FILL}<P(?P<by>\d+)>"
)
# A person comes to be something: "A will be sales director of X".
_IS_TO_BE = re.compile(
    rf"{_WHO} (?:(?:will|would|is to|are to|is set to|are set to|is due to|'ll) (?:now |also |soon )?be"
    r"|(?:is|are) now|will (?:act|serve|work|return|start|continue) as) "
)
_IN_NEW_ROLE = re.compile(rf"\bin {_HIS} new (?:role|post|position|job|capacity) as ")
# A person goes, without a verb that says so alone.
_GOES = re.compile(
    rf"{_WHO} {_HELP}(?:shown the door|let go|out|gone|made redundant|given {_HIS} marching orders"
    rf"|hand(?:s|ed|ing)? in {_HIS} (?:notice|resignation)"
    rf"|(?:tender|submit|offer|announc)\w* {_HIS} (?:resignation|departure|retirement|exit)"
    rf"|call(?:s|ed|ing)? (?:it a day|time on)|hang(?:s|ing)? up {_HIS}|hung up {_HIS}"
    rf"|mak(?:es|ing|e) {_HIS} exit|made {_HIS} exit"
    rf"|(?:end|conclud|finish)(?:s|ed|es|ing)? {_HIS} (?:[\w-]+ ){{0,2}}?"
    r"(?:tenure|reign|time|stint|career|run|association|spell)"
    rf"|walk(?:s|ed|ing)? (?:away|out)|clear(?:s|ed|ing)? {_HIS} desk|cut(?:s|ting)? ties"
    rf"|los(?:es|t|ing) {_HIS} job|sa(?:ys|id|ying) (?:goodbye|farewell)|bid(?:s|ding)? farewell"
    r"|(?:head|mak)(?:s|es|ed|ing) for the (?:door|exit)|part(?:s|ed|ing)? (?:company|ways))"
    r"(?= [.,;]|$| at| after| from| as| with| to| and| in| on| by| of| this| <)"
)
_IS_LET_GO = re.compile(
    r"\b(?:part(?:s|ed|ing)? (?:ways |company )?with|los(?:es|ing|t)|dispens\w+ with(?: the services of)?"
    r"|sa(?:ys?|id|ying) (?:goodbye|farewell) to|bid(?:s|ding)? farewell to|let(?:s|ting)? go of"
    r"|wav(?:es|ed|ing) goodbye to|show(?:s|ed|ing|n)?)"
    r" (?:[\w'’-]+ |<C\d+> |, ){1,8}?<P(?P<who>\d+)>(?P<door> the door)?"
)
# A person stays: the contract is prolonged.
_STAYS = re.compile(
    r"\b(?:extend\w*|renew\w*|prolong\w*) (?:the |its |their )?(?:contracts?|mandate|term|tenure|stay"
    rf"|employment|services)(?: as [\w ]{{3,40}})? (?:of|with|for) {_FILL}(?:, )?<P(?P<of>\d+)>"
    rf"|<P(?P<own>\d+)> 's (?:contract|mandate|term)(?: as [\w ]{{3,40}})? {_HELP}(?:extended|renewed)"
    rf"|{_WHO} {_HELP}(?:extend\w*|renew\w*|prolong\w*) {_HIS} (?:contract|mandate|term|stay)"
)
_NOMINAL = re.compile(
    r"\b(?:appointment|hiring|hire|promotion|election|departure|exit|resignation|retirement|arrival"
    r"|recruitment|dismissal|addition|re-election|nomination|elevation|return|move|confirmation) of"
    r" (?:[\w'’-]+ |<[BC]\d+> ){0,5}?<[PB](?P<who>\d+)>(?: ,[^<]{0,60},)? (?:as|to) "
    r"|<P(?P<own>\d+)>(?: '?s?)? (?:appointment|promotion|election|elevation|nomination|hiring|arrival"
    r"|move|return|confirmation) (?:as|to) "
)


def changes(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read the changes of post of a sentence whose verb alone does not tell them."""
    if not any(u.kind == PERSON for u in sentence.units):
        return
    text = skeleton(sentence)
    yield from _given(story, sentence, text)
    yield from _becoming(story, sentence, text)
    yield from _going(story, sentence, text)
    yield from _named(story, sentence, text)
    yield from _taking_place(story, sentence, text)


def _given(story: Story, sentence: Sentence, text: str) -> Iterator[Draft]:
    """Read "the finance director’s job has gone to A" and "drama will be overseen by A"."""
    for match in _TO_WHOM.finditer(text):
        verb = text.count(" ", 0, match.start())
        who = int(match["to"] or match["by"])
        led = _AS.match(text, text.find(f"<P{who}>"))
        post = (
            job(story, sentence, text.count(" ", 0, led.end()))
            if led is not None
            else _post_before(story, sentence, verb, by_task=match["by"] is not None)
        )
        if post is not None:
            by = employer(story, sentence, who)
            yield draft_of(story, sentence, verb, post=post, people=mates(sentence, who), by=by)


_AS = re.compile(r"<P\d+>(?: ,[^,;]{1,90},)? as ")


def _post_before(story: Story, sentence: Sentence, verb: int, *, by_task: bool) -> Words | None:
    """Return the post that is the subject of a verb: "the role of editor", "her old job", "drama at X"."""
    units = sentence.units
    first = group_start(sentence, verb)
    for number in range(first - 1, max(-1, first - _FAR), -1):
        unit = units[number]
        if unit.text in {",", ";"} or unit.pos == "VERB" or unit.kind == PERSON:
            return None
        if unit.lower in ROLE_NOUNS and not unit.kind:
            behind = units[number + 1].lower
            start = number + 2 if behind in {"of", "as"} else _owner_start(sentence, number)
            if units[start].tag == "PRP$" or units[start - 1].tag == "PRP$":
                return _held_before(story, sentence)
            found = job(story, sentence, start)
            return found if found is None or behind in {"of", "as"} or found.start < unit.start else None
        if by_task and unit.lower in _DEPARTMENTS:
            return phrase(story, sentence, phrase_start(sentence, number, 0))
    return None


_HELD = re.compile(r"<P\d+> (?:had been|was|has been|had served as|served as|used to be) ")


def _held_before(story: Story, sentence: Sentence) -> Words | None:
    """Return the post that the sentence before says somebody had: "her old job" behind "Lee was editor"."""
    before = story.previous(sentence)
    match = _HELD.search(skeleton(before)) if before is not None else None
    if before is None or match is None:
        return None
    return job(story, before, skeleton(before).count(" ", 0, match.end()))


def _owner_start(sentence: Sentence, number: int) -> int:
    """Return where the words before a noun begin, its owner included: "the finance director’s job"."""
    units = sentence.units
    start = phrase_start(sentence, number, 0)
    return phrase_start(sentence, start - 1, 0) if start and units[start - 1].lower in {"'s", "'"} else start


_FAR = 9
_DEPARTMENTS = words(
    "drama comedy factual sport sports news content acquisitions sales marketing development distribution"
    " division department unit arm team desk operations fiction documentaries entertainment programming"
    " strategy finance newsroom acquisitions office scripted unscripted rights licensing engineering"
)


def _becoming(story: Story, sentence: Sentence, text: str) -> Iterator[Draft]:
    """Read "A will be sales director of X" and "in her new role as sales director, A …"."""
    for match in _IS_TO_BE.finditer(text):
        who, at = int(match["who"]), text.count(" ", 0, match.end())
        post = job(story, sentence, at)
        near = (
            post is not None and post.start - sentence.units[min(at, len(sentence.units) - 1)].start < _LEAD
        )
        if post is None or not near or _ON_STAGE & set(post.text.lower().split()):
            continue
        if not is_credit(story, sentence, post):
            by = _at_whom(sentence, at) or employer(story, sentence, who)
            yield draft_of(story, sentence, at - 1, post=post, people=mates(sentence, who), by=by)
    if _HIRES.search(sentence.lower) or _HIRES.search(_before(story, sentence)):
        for match in _IS.finditer(text):
            who, at = int(match["who"]), text.count(" ", 0, match.end())
            post = job(story, sentence, at)
            if post is not None and post.start == sentence.units[at].start:
                by = _at_whom(sentence, at) or employer(story, sentence, who)
                yield draft_of(story, sentence, at - 1, post=post, people=[who], by=by)
    for match in _IN_NEW_ROLE.finditer(text):
        at = text.count(" ", 0, match.end())
        post = job(story, sentence, at)
        who_next = next((n for n, u in enumerate(sentence.units) if u.kind == PERSON and n > at), None)
        if post is not None and who_next is not None:
            by = _at_whom(sentence, at) or employer(story, sentence, who_next)
            yield draft_of(story, sentence, at - 1, post=post, people=[who_next], by=by)


_IS = re.compile(rf"{_WHO} (?:is|becomes|gets|takes|as) (?!his|her|their)")
_HIRES = re.compile(
    r"\b(?:hires|appointments|promotions|recruits|additions|reshuffle|restructur\w+"
    r"|reorgani[sz]\w+|new team)\b"
)
_LEAD = 30


def _before(story: Story, sentence: Sentence) -> str:
    before = story.previous(sentence)
    return before.lower if before is not None and before.line == sentence.line else ""


_ON_STAGE = words("host moderator speaker presenter guest keynote emcee mc panellist panelist juror winner")


def _at_whom(sentence: Sentence, at: int) -> list[Words]:
    """Return the body that a post behind a place is at, or that owns it."""
    for unit in sentence.units[at : at + 12]:
        if unit.kind == BODY and unit.entity is not None:
            return [unit.entity.name]
        if unit.text in {",", ";"}:
            return []
    return []


def _going(story: Story, sentence: Sentence, text: str) -> Iterator[Draft]:
    """Read "A has handed in her notice" and "X has parted company with its head of drama, A"."""
    for pattern in (_IS_LET_GO, _GOES, _STAYS):
        for match in pattern.finditer(text):
            told = match.groupdict()
            if match.group().startswith("show") and told.get("door") is None:
                continue
            who = int(told.get("of") or told.get("own") or match["who"])
            post = own_job(story, sentence, who) or told_later(story, sentence, who)
            if post is None:
                continue
            at = text.count(" ", 0, match.start()) if pattern is _IS_LET_GO else who + 1
            acting = story.actors(sentence, at) if pattern is _IS_LET_GO or told.get("of") else []
            by = acting or employer(story, sentence, who)
            yield draft_of(story, sentence, at, post=post, people=[who], by=by)


def _named(story: Story, sentence: Sentence, text: str) -> Iterator[Draft]:
    """Read "announced the appointment of A as chief financial officer" and "A’s promotion to editor"."""
    for match in _NOMINAL.finditer(text):
        post = job(story, sentence, text.count(" ", 0, match.end()))
        at = text.count(" ", 0, match.start())
        if post is not None:
            who = int(match["who"] or match["own"])
            by = story.actors(sentence, at)
            yield draft_of(story, sentence, at, post=post, people=mates(sentence, who), by=by)


_HER_PLACE = re.compile(
    rf"{_WHO} {_HELP}(?:tak\w+ (?:his|her|their) (?:place|job|role|post|seat)"
    r"|(?:succeed|replac|follow)\w* (?:him|her|them|<P\d+>)|step\w* into (?:his|her|their) (?:shoes|role))"
)


def _taking_place(story: Story, sentence: Sentence, text: str) -> Iterator[Draft]:
    """Read "A moves to Acme and B will take his place": the place is the post that A had."""
    for match in _HER_PLACE.finditer(text):
        who = int(match["who"])
        before = [n for n in range(who) if sentence.units[n].kind == PERSON and sentence.units[n].is_name]
        post = own_job(story, sentence, before[-1]) if before else None
        if post is not None and sentence.units[who].is_name:
            by = employer(story, sentence, before[-1])
            yield draft_of(story, sentence, who + 1, post=post, people=[who], by=by)
