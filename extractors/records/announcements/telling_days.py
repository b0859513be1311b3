"""The day of a record that tells none itself: when it was made public, or when a post is taken up.

Rule: a day is taken only from a sentence that says so, about this record or at the head of the article.
"""

import re
from datetime import date

from extractors.reading import DateSpan
from extractors.records.announcements import passages
from extractors.records.announcements.ahead import is_future
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.units import Sentence
from schemas.vocabulary import AnnouncementKind as Kind

_ANNOUNCED = re.compile(
    r"\b(?:said|announc(?:ed?|ing)|unveil(?:ed|ing)|reveal(?:ed|ing)|confirm(?:ed|ing)|told|disclosed"
    r"|presented"
    r"|reported|signed|named|launched|published|released|made public|introduced|set out|issued)\b"
)
_TAKES_UP = re.compile(
    r"\b(?:joins?|joining|starts?|starting|begins?|takes? (?:over|up|on)|assumes?|arrives?|succeeds?"
    r"|steps? (?:in|up|down)|moves? over|relocates?|officially|leaves?|departs?|due|effective)\b"
)
_HE = frozenset({"he", "she", "they"})
_FRESH = 8
# What is made public at a gathering has its day; who won what at a gala has the gala's.
_TOLD_THERE = frozenset({Kind.COMMISSION, Kind.DEAL, Kind.SLATE, Kind.FUNDING, Kind.PROGRAMME, Kind.AWARD})


def date_all(story: Story, found: list[Draft]) -> None:
    """Date the drafts that have no date by the day on which the article says that they were announced."""
    for draft in found:
        if draft.kind is Kind.APPOINTMENT:
            draft.date = _first_day(story, draft, found) or draft.date
    days = [(s, day) for s in story.sentences if (day := _fresh_day(story, s)) is not None]
    for draft in found:
        if draft.date is None and draft.kind not in {Kind.RELEASE, Kind.PRODUCTION, Kind.REPORT}:
            draft.date = next((day for s, day in days if _is_day_of(draft, s)), None)


def _first_day(story: Story, draft: Draft, found: list[Draft]) -> DateSpan | None:
    """Return the day to come on which one of the next sentences says that somebody takes up a post."""
    others = {d.sentence.number for d in found if d is not draft and d.kind is Kind.APPOINTMENT}
    people = {id(c.person) for c in draft.people}
    for sentence in story.sentences[draft.sentence.number + 1 : draft.sentence.number + 5]:
        if sentence.number in others or sentence.line - draft.sentence.line > 1:
            return None
        about = sentence.units[0].lower in _HE or any(id(u.entity) in people for u in sentence.units)
        if not about or not _TAKES_UP.search(sentence.lower):
            continue
        for unit in sentence.units:
            if unit.date is not None and len(unit.date.start) > len("2025") and is_future(story, unit.date):
                return unit.date
    return None


def _fresh_day(story: Story, sentence: Sentence) -> DateSpan | None:
    """Return the day of the last week or so on which a sentence says that something was made public."""
    today = story.reading.published
    if today is None:
        return None
    for unit in sentence.units:
        if unit.date is None or unit.date.is_range or len(unit.date.start) != len("2025-05-14"):
            continue
        if 0 <= (today - date.fromisoformat(unit.date.start)).days <= _FRESH:
            return unit.date
    return None


def _is_day_of(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether a sentence dates a draft: it stands in its line, takes it up, or leads the article."""
    told = bool(_ANNOUNCED.search(sentence.lower))
    names = {u.entity.name.text for u in sentence.units if u.entity is not None}
    named = sentence.line <= 1 and bool(names & {w.text for w in draft.by})
    if sentence.line in {s.line for s in (draft.sentence, *draft.sources)}:
        return told or draft.kind is Kind.AWARD
    if not told:
        return named and draft.kind in _TOLD_THERE
    if passages.refers_to(draft, sentence):
        return True
    return named
