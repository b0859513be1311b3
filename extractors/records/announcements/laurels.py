"""What the lines behind an award say of it: further winners, entries, sponsors, the roll of categories.

Rule: a line belongs to the award only while the section lasts and it speaks of categories, prizes or entries.
"""

import re
from collections.abc import Iterator

from extractors.records.announcements import partakers, prizes
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.merging import count_key
from extractors.records.announcements.units import BODY, PERSON, WORK, Sentence

_NEAR = 12
_CATEGORY = re.compile(
    r"\b(?:best \w+|(?:grand|jury|audience|special|top|main|first|second|third|runner-up|\w+ing) (?:jury )?"
    r"(?:prizes?|awards?)|mentions?|nods?|nominations?|nominated|nominees?|shortlist(?:ed)?|runners?-up"
    r"|gongs?"
    r"|trophy|trophies|prizes? (?:for|went|goes)|awards? (?:for|went|goes)|category|honou?red|accolades?"
    r"|medal"
    r"|lifetime achievement|in contention|contenders?|in the running|up for|vying|compet(?:e|ing) for"
    r"|(?:they|who|which) are joined by|also on the (?:short|long)?list|complet\w+ the (?:short|long)?list"
    r"|newcomer of the year|of the year)\b"
)
_ROLL = re.compile(
    r"^(?:the )?(?:best|outstanding|special|grand|jury|audience|golden|silver|bronze|honorary|lifetime"
    r"|critics"
    r"|winner|first|second|third|runner|prix|prize|award|top|\w+ of the year|\w+ (?:prize|award))\b[^<]{0,60}"
    r"[:–—-] ?"
)
_JURY = re.compile(
    r"\b(?:jury|panel|judges)(?: of [\w ]+)? (?:was |were |is )?(?:headed|chaired|led|presided|composed"
    r"|included"
    r"|comprised|made up|consisted|included)\b|\bjur(?:y|ors) members\b|^(?:judge|juror|jury)s? "
)
_ENTRIES = re.compile(
    r"\b(?:entries|submissions|submitted|applications|applicants|chosen|selected|picked|shortlisted"
    r"|longlisted"
    r"|finalists|nominees|whittled|jury|judges|field of|categories|countries)\b"
)
_PURSE = re.compile(r"\b(?:award|prize|winners?|receives?|worth|purse|cash|cheque|endowed)\b")
_EARLIER = re.compile(
    r"\b(?:last year|previous(?:ly)? |in (?:19|20)\d\d|years ago|past winners|former winners)\b"
)


_CEREMONY = re.compile(r"\b(?:ceremony|gala|awards night|handed out|were presented|was presented)\b")


def follow(story: Story, draft: Draft, starts: set[int]) -> None:
    """Take in what the sentences behind an award's say of it."""
    for sentence in _behind(story, draft, starts):
        text = sentence.lower
        if _EARLIER.search(text):
            continue
        if _JURY.search(text):
            draft.people = [c for c in draft.people if c.sentence != sentence.number]
            continue
        rolled = _ROLL.match(skeleton(sentence)) is not None or _is_labelled(draft, sentence)
        if rolled or _CATEGORY.search(text):
            prizes.laureates(story, sentence, draft)
            _companies(sentence, draft)
        if draft.date is None and _CEREMONY.search(text):
            draft.date = story.date(sentence, 0, ahead=False)
        if rolled or _CATEGORY.search(text) or _ENTRIES.search(text) or _PURSE.search(text):
            known = {count_key(c) for c in draft.counts}
            known_sums = {(a.value, a.currency) for a in draft.amounts}
            draft.amounts += [a for a in story.amounts(sentence) if (a.value, a.currency) not in known_sums]
            draft.counts += [c for c in prizes.counted(story, sentence) if count_key(c) not in known]
            partakers.take_helpers(story, draft, sentence)


def _is_labelled(draft: Draft, sentence: Sentence) -> bool:
    """Tell a line of a roll by its label: "Sound design: Ann Lee"."""
    labelled = any(u.text == ":" for u in sentence.units[1:5]) and not sentence.units[0].kind
    return labelled and sentence.line > draft.sentence.line and sentence.line - draft.sentence.line <= _NEAR


def _behind(story: Story, draft: Draft, starts: set[int]) -> Iterator[Sentence]:
    own = {s.number for s in (draft.sentence, *draft.sources)}
    for sentence in story.sentences[draft.sentence.number :]:
        if sentence.section != draft.sentence.section or sentence.line - draft.sentence.line > _NEAR:
            return
        if sentence.number in own or (sentence.number not in starts and not story.is_heading(sentence)):
            yield sentence


def _companies(sentence: Sentence, draft: Draft) -> None:
    """Take in the companies in brackets behind what won."""
    givers = {w.text for w in draft.by}
    for number, unit in enumerate(sentence.units[1:], 1):
        before = sentence.units[number - 1]
        bracketed = unit.kind == BODY and before.text == "(" and number > 1
        if not bracketed or unit.entity is None or unit.entity.name.text in givers:
            continue
        if sentence.units[number - 2].kind in {WORK, PERSON}:
            draft.with_ = distinct([*draft.with_, unit.entity.name])
