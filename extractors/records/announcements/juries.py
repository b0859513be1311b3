"""Juries and boards: who sits on one, who presides over it.

Rule: a jury or board is one appointment with all its people; what it decides or says is none.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements.credits import Credit, cut, skeleton
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.units import EVENT, PERSON, WORD, Sentence
from schemas.vocabulary import AnnouncementKind as Kind

_JURY = re.compile(
    r"\b(?P<jury>(?:(?:international|main|competition|grand|official|selection|expert|final"
    r"|[\w]+-(?:member|strong))"
    r" )*(?:jury|juries|jurors|judging panel|panel of judges|(?:fellow |other )?judges"
    r"|selection committee))\b"
)
_SITS = (
    r"(?:is|are|will be|has been|have been|to be)? ?(?:made up|composed|comprised|formed|completed|headed"
    r"|led|chaired"
    r"|presided over|joined|fronted|overseen)"
    r"|comprises?|includes?|consists?|numbers?|features?|counts|gathers?|president|members?|chair(?:man"
    r"|woman|s|ed|ing)?"
    r"|heads?|heading|leads?|leading|preside[sd]?|presiding|joins?|joining|joined|serves?|serving|sits?"
    r"|sitting|complete"
    r"|named|appointed|fellow|other|will be|make up"
)
_MADE_UP = re.compile(rf"\b(?:{_SITS})\b")
_DECIDES = re.compile(
    r"\b(?:jur(?:y|ors)|judges)\b[^.]{0,140}\b(?:gave|gives|awarded|praised|said|called|cited|honou?red"
    r"|chose|handed"
    r"|commended"
    r"|described|voted|noted|wrote|decided|picked|singled|sifted|watched|considered|read|saw|went|picks"
    r"|selected"
    r"|selects)\b"
)
_GOES_ON = re.compile(
    r"\bjoin(?:s|ed|ing)?\b|\bother (?:members|jurors|judges)\b|\balongside\b|\b(?:fellow|also) (?:jurors"
    r"|on|includ\w+)"
    r"|\bmembers\b|\bcomplet\w+\b|\bjur(?:y|ors)\b|\bwith (?:her|him|them)\b|\bwill sit\b"
)


def juries(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read who sits on a jury."""
    text = skeleton(sentence)
    match = _JURY.search(text)
    if match is None or story.is_heading(sentence) or _DECIDES.search(text):
        return
    people = [n for n, u in enumerate(sentence.units) if u.kind == PERSON and u.is_name]
    if not people or not (_MADE_UP.search(text) or text[match.end() :].startswith(" :")):
        return
    first, last = text.count(" ", 0, match.start("jury")), text.count(" ", 0, match.end("jury"))
    named = story.reading.words(sentence.units[first].start, sentence.units[last].end)
    draft = Draft(Kind.APPOINTMENT, named, sentence, subject=named, confidence=0.65)
    draft.by = _gathering(story) or story.carried_actor(sentence)
    for number in people:
        _add(story, draft, sentence, number)
    for later in story.sentences[sentence.number + 1 : sentence.number + 3]:
        if later.line != sentence.line or not _GOES_ON.search(later.lower):
            break
        for number, unit in enumerate(later.units):
            if unit.kind == PERSON and unit.is_name:
                _add(story, draft, later, number)
    _add_chair(story, draft)
    yield draft


_CHAIR = re.compile(
    r"\b(?P<chair>chair(?:man|woman|person)?|president|head) of (?:the )?(?:judges|jury|judging panel)"
    r"(?: ,)? <P(?P<who>\d+)>"
)


def _add_chair(story: Story, draft: Draft) -> None:
    """Take in who is called the chair of the judges elsewhere in the article."""
    for sentence in story.sentences:
        text = skeleton(sentence)
        for match in _CHAIR.finditer(text):
            person = sentence.units[int(match["who"])].entity
            if person is not None and person not in [c.person for c in draft.people]:
                chair = cut(story.reading, sentence, text, *match.span("chair"))
                draft.people.append(Credit(person, chair, sentence.number))


def _add(story: Story, draft: Draft, sentence: Sentence, number: int) -> None:
    entity = sentence.units[number].entity
    if entity is not None and entity not in [c.person for c in draft.people]:
        draft.people.append(Credit(entity, job_before(story, sentence, number), sentence.number))


def _gathering(story: Story) -> list[Words]:
    for sentence in story.sentences:
        for unit in sentence.units:
            if unit.kind == EVENT and unit.entity is not None:
                return [unit.entity.name]
    return []


def job_before(story: Story, sentence: Sentence, number: int) -> Words | None:
    """Return the job that stands right before a person, else the first that the article gives them."""
    units = sentence.units
    entity = units[number].entity
    at = number - 1
    start = at
    while (
        start >= 0
        and units[start].kind == WORD
        and units[start].pos in {"NOUN", "ADJ"}
        and number - start < 4
    ):
        start -= 1
    nouns = [u for u in units[start + 1 : number] if u.pos == "NOUN"]
    if nouns:
        return story.reading.words(nouns[0].start, nouns[-1].end)
    return entity.roles[0] if entity is not None and entity.roles else None
