"""Appointments: who takes a post, who leaves it, who sits on a jury.

Rule: the post is the job as written; a person with no post is no appointment.
"""

import re
from collections.abc import Iterator

from extractors.reading import DateSpan, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.credits import Credit, skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import is_passive, mates, subject
from extractors.records.announcements.units import BODY, DATE, EVENT, PERSON, SCHEME, Sentence, Unit
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_TITLE_WORDS = words(
    "head chief director president manager officer executive editor producer chair chairman chairwoman"
    " chairperson vice"
    " partner lead controller commissioner minister secretary ceo coo cfo cto cmo cco co-president co-head"
    " co-chair"
    " founder general managing deputy senior svp evp vp publisher curator programmer programmers producer"
    " coordinator"
    " ambassador president-elect juror jury member md principal dean rector consultant adviser advisor"
    " analyst treasurer"
    " trustee boss supervisor agent representative successor spokesperson writer-in-residence"
    " artist-in-residence host"
    " presenter anchor showrunner conductor correspondent strategist counsel lawyer governor"
)
_JOB_STOP = re.compile(
    r"^(?:at|with|for|from|on|in|after|when|who|which|and|to|by|until|effective|as|where|following|a|an"
    r"|while|but|before|under|replacing|succeeding)$"
)


def job(story: Story, sentence: Sentence, at: int) -> Words | None:
    """Return the post that begins at a place: "head of scripted", "chief product officer"."""
    units = sentence.units
    if at < len(units) and units[at].kind == PERSON and not units[at].is_name:
        return _job_in_reference(story, units[at])
    while at < len(units) and (
        units[at].lower in lex.NO_ROLE | {"new", "first"}
        or units[at].tag == "PRP$"
        or units[at].lower == "'s"
        or (units[at].kind in {BODY, EVENT} and at + 1 < len(units) and units[at + 1].lower == "'s")
    ):
        at += 1
    end = at
    seen = False
    while end < len(units) and end - at < 12:
        word = units[end].lower
        if not (word == "of" and seen) and _ends_job(sentence, end):
            break
        seen = seen or bool({word, word.removesuffix("s"), *word.split("-")} & _TITLE_WORDS)
        end += 1
    while end > at and units[end - 1].lower in {"of", "and", "the", "'s"}:
        end -= 1
    if not seen or end <= at:
        return None
    return story.reading.words(units[at].start, units[end - 1].end)


def _ends_job(sentence: Sentence, at: int) -> bool:
    """Tell whether a unit ends a job: a stop, a preposition, a verb that is none of its words."""
    unit = sentence.units[at]
    word = unit.lower
    if unit.kind or unit.text in {",", ";", ".", ":", "(", ")", "—", "–"}:
        return True
    if _JOB_STOP.match(word):
        return not (word == "and" and _goes_on(sentence, at))
    if unit.pos not in {"VERB", "AUX", "PRON"} or unit.tag == "VBG" or word.endswith("ing"):
        return False
    later = {u.lower for u in sentence.units[at + 1 : at + 3]}
    return word not in _TITLE_WORDS | {"scripted", "unscripted", "animated"} and not later & _TITLE_WORDS


def _job_in_reference(story: Story, unit: Unit) -> Words | None:
    """Return the job in words that refer to its holder: "its new chair"."""
    tokens = [t for t in unit.tokens if t.pos_ not in {"DET", "PRON"} and t.lower_ != "new"]
    named = bool(tokens) and tokens[-1].lower_ in _TITLE_WORDS
    return story.reading.words(tokens[0].idx, unit.end) if named else None


def _goes_on(sentence: Sentence, at: int) -> bool:
    ahead = sentence.units[at + 1 : at + 4]
    return any(u.lower in _TITLE_WORDS or u.pos in {"NOUN", "PROPN", "ADJ"} for u in ahead[:1]) and not any(
        u.kind == PERSON for u in ahead
    )


def appointments(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has named A head of drama", "A joins X as editor", "A is to step down as chief"."""
    unit = sentence.units[verb]
    if unit.pos not in {
        "VERB",
        "ADP",
        "ADV",
    } or unit.lemma not in lex.APPOINT | lex.ARRIVE | lex.LEAVE | words("take serve move start assume"):
        return
    passive = is_passive(sentence, verb)
    if unit.lemma in lex.APPOINT and not passive:
        yield from _named(story, sentence, verb)
    else:
        yield from _takes_or_leaves(story, sentence, verb, passive=passive)


def _named(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    units = sentence.units
    person = next(
        (n for n in range(verb + 1, min(len(units), verb + 8)) if _may_be_named(story, sentence, n)), None
    )
    if person is None:
        return
    people = mates(sentence, person)
    at = people[-1] + 1
    if at < len(units) and units[at].text == ",":
        at += 1
        while at < len(units) and units[at].text != ",":
            at += 1
        at += 1
    post = None
    for number in range(at, min(len(units), at + 12)):
        if (
            units[number].lower in {"as", "to", "its", "the", "head", "chief"}
            or units[number].lower in _TITLE_WORDS
        ):
            start = number + 1 if units[number].lower in {"as", "to", "its", "the"} else number
            post = job(story, sentence, start)
            break
        if units[number].kind or units[number].text in {".", ","}:
            break
    if post is None:
        post = _before_person(story, sentence, verb, person)
    if post is None:
        return
    by = story.actors(sentence, verb)
    yield _draft(story, sentence, verb, post=post, people=people, by=by)
    yield from _further(story, sentence, verb, by)


def _further(story: Story, sentence: Sentence, verb: int, by: list[Words]) -> Iterator[Draft]:
    """Read the second half of "promoted A to editor and B to publisher"."""
    units = sentence.units
    for number in range(verb + 4, len(units) - 1):
        again = units[number].kind == PERSON and units[number - 1].lower in {"and", ","}
        if again and units[number + 1].lower in {"to", "as"}:
            post = job(story, sentence, number + 2)
            if post is not None:
                yield _draft(story, sentence, verb, post=post, people=[number], by=by)


def _may_be_named(story: Story, sentence: Sentence, number: int) -> bool:
    """Tell a person, or a name before a job ("named Ann Lee head of drama") that looks like a body."""
    unit = sentence.units[number]
    if unit.kind == PERSON and unit.is_name:
        return True
    ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
    if unit.kind != BODY or not unit.is_name or len(unit.text.split()) not in {2, 3} or ahead is None:
        return False
    return ahead.lower in _TITLE_WORDS or (
        ahead.lower == "as" and job(story, sentence, number + 2) is not None
    )


def _before_person(story: Story, sentence: Sentence, verb: int, person: int) -> Words | None:
    """Return the post in "named the jury president Ann Lee"; none where it is her old one."""
    return (
        job(story, sentence, verb + 1) if person - verb > 2 and sentence.units[verb].lemma != "hire" else None
    )


def _takes_or_leaves(story: Story, sentence: Sentence, verb: int, *, passive: bool) -> Iterator[Draft]:
    units = sentence.units
    person = subject(sentence, verb, frozenset({PERSON}))
    ahead = units[verb + 1].lower if verb + 1 < len(units) else ""
    needs = {"take": {"over", "up", "on", "the"}, "hand": {"over"}}.get(units[verb].lemma)
    if person is None or (needs is not None and ahead not in needs):
        return
    people = mates(sentence, person)
    post = _post_behind(story, sentence, verb, passive=passive) or _post_by_verb(
        story, sentence, verb, people[-1]
    )
    if post is None:
        return
    by = _employer(story, sentence, verb)
    entity = units[person].entity
    if not by and entity is not None:
        by = [e.name for e in entity.employers[:1]]
    yield _draft(story, sentence, verb, post=post, people=people, by=by or story.carried_actor(sentence))


def _post_behind(story: Story, sentence: Sentence, verb: int, *, passive: bool) -> Words | None:
    """Return the post that "as" or "to" leads in behind a verb, or that follows a passive one."""
    units, lemma = sentence.units, sentence.units[verb].lemma
    for number in range(verb + 1, min(len(units), verb + 16)):
        word = units[number].lower
        led = word == "as" or (word == "to" and lemma in {"promote", "elevate", "up"})
        named = passive and number == verb + 1 and lemma in lex.APPOINT
        post = job(story, sentence, number + 1 if led else number) if led or named else None
        if post is not None:
            return post
        if word in {".", ";"} and units[number].kind == "":
            return None
    return None


def _post_by_verb(story: Story, sentence: Sentence, verb: int, person: int) -> Words | None:
    """Return the post that a verb implies: a board joined, a job become, one's own job left."""
    lemma = sentence.units[verb].lemma
    if lemma in {"join", "rejoin", "leave", "take", "chair"}:
        board = _body_of_people(story, sentence, verb)
        if board is not None:
            return board
    if lemma in {"become", "assume"}:
        return job(story, sentence, verb + 1)
    if lemma in lex.LEAVE:
        for number in range(verb + 1, len(sentence.units) - 2):
            where = [u.lower for u in sentence.units[number : number + 3]]
            if where[0] == "where" and where[2] in {"was", "is", "has", "had", "served"}:
                return job(story, sentence, number + 3)
    leaves = lemma in lex.LEAVE | {"succeed", "replace", "take"}
    return _own_job(story, sentence, person) if leaves else None


def _employer(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return the body behind a verb that a post is at; of an appointment the one that makes it."""
    if sentence.units[verb].lemma in lex.APPOINT:
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
            return story.words(unit)
        if unit.kind or unit.pos not in {"DET", "ADJ", "NOUN", "PRON", "ADP"}:
            return None
    return None


def _own_job(story: Story, sentence: Sentence, person: int) -> Words | None:
    """Return the job between commas behind a name: "Ann Lee, head of drama, is leaving"."""
    units = sentence.units
    if person + 2 < len(units) and units[person + 1].text == ",":
        return job(story, sentence, person + 2)
    entity = units[person].entity
    return entity.roles[0] if entity is not None and entity.roles else None


def _draft(
    story: Story, sentence: Sentence, verb: int, *, post: Words, people: list[int], by: list[Words]
) -> Draft:
    draft = Draft(
        Kind.APPOINTMENT,
        story.words(sentence.units[verb]),
        sentence,
        subject=post,
        by=by[:2],
        confidence=0.85,
    )
    for number in people:
        entity = sentence.units[number].entity
        if entity is not None:
            draft.people.append(Credit(entity, post, sentence.number))
    draft.date = story.date(sentence, verb, ahead=None)
    if draft.date is not None and len(draft.date.start) == 4:
        draft.date = None
    if draft.date is None:
        draft.date = _starts(story, sentence)
    return draft


def _starts(story: Story, sentence: Sentence) -> DateSpan | None:
    """Return the day the next sentence gives: "She takes up the post on 2 April"."""
    following = story.sentences[sentence.number + 1 : sentence.number + 3]
    for later in following:
        if later.line != sentence.line:
            break
        if re.search(
            r"\b(?:takes? up|starts?|begins?|joins|assumes?|effective|leaves|takes over|in post|from|until"
            r"|steps)\b",
            later.lower,
        ):
            for unit in later.units:
                if unit.kind == DATE and unit.date is not None and len(unit.date.start) > 4:
                    return unit.date
    return None


_JURY = re.compile(
    r"\b(?P<jury>(?:international |main |competition |five-member |three-member )?jury|jurors|board"
    r"|selection committee)\b"
)


_MADE_UP = re.compile(
    r"\b(?:jury (?:is|will be|comprises|includes|consists|president|members)|(?:fellow|other) jurors"
    r"|jurors (?:are|include)"
    r"|chairs? (?:\S+ ){0,4}?jury|on the (?:\w+ )?jury|make up the jury|president of the jury"
    r"|chair of the jury)\b"
)


def juries(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read who sits on a jury."""
    text = skeleton(sentence)
    match = _JURY.search(text)
    if match is None or story.is_heading(sentence):
        return
    people = [n for n, u in enumerate(sentence.units) if u.kind == PERSON and u.is_name]
    made_up = _MADE_UP.search(text)
    if made_up is None or not people:
        return
    words_ = story.reading.words(
        sentence.units[text.count(" ", 0, match.start("jury"))].start,
        sentence.units[text.count(" ", 0, match.end("jury"))].end,
    )
    draft = Draft(Kind.APPOINTMENT, words_, sentence, subject=words_, confidence=0.65)
    draft.by = _gathering(story) or story.carried_actor(sentence)
    for number in people:
        entity = sentence.units[number].entity
        if entity is not None:
            draft.people.append(Credit(entity, _job_before(story, sentence, number), sentence.number))
    following = story.sentences[sentence.number + 1 : sentence.number + 2]
    for later in following:
        if later.line == sentence.line and re.search(
            r"\bjoined by\b|\bother (?:members|jurors)\b|\balongside\b", later.lower
        ):
            for number, unit in enumerate(later.units):
                if unit.kind == PERSON and unit.is_name and unit.entity is not None:
                    draft.people.append(Credit(unit.entity, _job_before(story, later, number), later.number))
    yield draft


_WITH_AS = re.compile(r"\bwith <P(\d+)>(?: ,(?:(?! as )[^;.])*?,)? as (?:its |the |their )?")


def placements(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "opens an office in Luanda with A, until now B’s editor, as its managing director"."""
    text = skeleton(sentence)
    match = _WITH_AS.search(text)
    if match is None:
        return
    post = job(story, sentence, text.count(" ", 0, match.end()))
    if post is None:
        return
    verb = next((n for n in range(int(match[1]), -1, -1) if sentence.units[n].pos == "VERB"), 0)
    draft = _draft(story, sentence, verb, post=post, people=[int(match[1])], by=story.actors(sentence, verb))
    draft.places = story.places(sentence, verb)
    yield draft


def _gathering(story: Story) -> list[Words]:
    for sentence in story.sentences:
        for unit in sentence.units:
            if unit.kind == EVENT and unit.entity is not None:
                return [unit.entity.name]
    return []


def _job_before(story: Story, sentence: Sentence, number: int) -> Words | None:
    units = sentence.units
    entity = units[number].entity
    at = number - 1
    start = at
    while start >= 0 and not units[start].kind and units[start].pos in {"NOUN", "ADJ"} and number - start < 4:
        start -= 1
    nouns = [u for u in units[start + 1 : number] if u.pos == "NOUN"]
    if nouns:
        return story.reading.words(nouns[0].start, nouns[-1].end)
    return entity.roles[0] if entity is not None and entity.roles else None


_NEW = re.compile(
    r"\b(?P<post>(?:new|next|first|incoming) [\w' -]{3,60}?) (?:is|will be|:) (?P<who><P\d+>)"
    r"|(?:replaced|succeeded) by (?:[\w'’-]+ ){0,5}?(?P<heir><P\d+>)"
    r"|(?:hands? over|handing over|handed over) to (?:[\w'’-]+ ){0,5}?(?P<next><P\d+>)"
)


def successions(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "the new head of drama is A" and "B will be succeeded by A": who comes and who goes."""
    text = skeleton(sentence)
    for match in _NEW.finditer(text):
        who = int((match["who"] or match["heir"] or match["next"]).strip("<P>"))
        at = text.count(" ", 0, match.start())
        people = [who]
        if match["post"]:
            post = job(story, sentence, at)
        else:
            old = subject(sentence, at, frozenset({PERSON}))
            if old is None:
                continue
            people = [old, who]
            post = _own_job(story, sentence, old)
        if post is None:
            continue
        employer = sentence.units[people[0]].entity
        by = [e.name for e in employer.employers[:1]] if employer is not None else []
        yield _draft(story, sentence, at, post=post, people=people, by=by or story.carried_actor(sentence))


_NOMINAL = re.compile(
    r"\b(?:appointment|hiring|promotion|election|departure|exit|resignation|retirement) of"
    r" (?:[\w'’-]+ ){0,5}?"
    r"<[PB](?P<who>\d+)>(?: ,[^<]{0,60},)? (?P<led>as|to) "
)


def nominal(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "announced the appointment of A as chief financial officer"."""
    text = skeleton(sentence)
    for match in _NOMINAL.finditer(text):
        post = job(story, sentence, text.count(" ", 0, match.end()))
        at = text.count(" ", 0, match.start())
        if post is not None:
            by = story.actors(sentence, at)
            yield _draft(story, sentence, at, post=post, people=[int(match["who"])], by=by)
