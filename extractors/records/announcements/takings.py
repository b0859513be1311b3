"""Box office: the article about takings, read line by line.

Rule: each film with figures is one report, the market's total is one more; all of them are by who counts.
"""

import re

from extractors.reading import CountSpan, Entity, Words
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.figures import charted
from extractors.records.announcements.goods import is_title
from extractors.records.announcements.sources import current, source, source_near
from extractors.records.announcements.units import COUNT, MONEY, WORK, Sentence
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_COUNTED = words(
    "admissions screens cinemas theaters theatres viewers spectators tickets locations sites weeks venues"
    " people"
)
_MARKET = re.compile(
    r"^(?:[\w' -]{2,24}'s )?(?:in all |in total |altogether |combined |overall "
    r"|across the board )?(?:,? )?(?:the |all |total |overall"
    r"|combined |whole |domestic |weekend |top )*(?:market|weekend|box office|ticket sales|top (?:five|ten"
    r"|10|12)"
    r"|cinemas|theat(?:er|re)s|cinema-?goers|movie-?goers|business|frame|attendance|admissions|takings"
    r"|grosses|titles|films|revenues?|sales)\b"
)
_SEVERAL = 4
_LEAST = 1000


def is_box_office(story: Story) -> bool:
    """Tell whether the article is one about takings: its headline or lead says so and its lines give sums."""
    lead = " ".join(s.lower for s in story.sentences[:3])
    title = (story.reading.title or "").lower()
    named = "box office" in title or "box office" in lead or "box-office" in lead
    counted = [c for c in story.reading.counts if _is_counted(c) and c.value >= _LEAST]
    return named and len(story.reading.money) + len(counted) >= _SEVERAL


def takings(story: Story) -> list[Draft]:
    """Read each line's figures for the film it is about, and the market's total."""
    by = next((found for s in story.sentences if (found := source(story, s))), [])
    drafts = []
    for sentence in story.sentences:
        money, counts = current(sentence)
        crowd = [c for c in counts if c.value >= _LEAST and (c.unit is None or _is_counted(c))]
        if story.is_heading(sentence) or not (money or crowd):
            continue
        here = source(story, sentence) or source_near(story, sentence) or by
        trigger = next((u for u in sentence.units if u.kind in {MONEY, COUNT}), sentence.units[0])
        if len(pairs := charted(sentence)) > 1:
            drafts += [_line(story, sentence, title, at, here) for title, at in pairs]
            continue
        draft = Draft(Kind.REPORT, story.words(trigger), sentence, amounts=money, by=here, confidence=0.6)
        draft.counts = [c for c in counts if _is_counted(c) or c in crowd]
        _name(story, sentence, draft)
        draft.by = (_releaser(story, sentence) if draft.titles else []) or draft.by
        if draft.titles or draft.subject:
            drafts.append(draft)
    return drafts


_RELEASER = re.compile(
    r"\b(?:for|from|via|through|by) (?:(?:its|local|the) )?(?:distributors?|studio|releaser|label|handlers?)"
    r" <B(?P<of>\d+)>|<B(?P<owner>\d+)> 's (?:(?!<)[\w'’-]+ ){0,5}?<W\d+>|<W\d+> (?:, )?(?:from|via"
    r"|released by)"
    r" (?:distributor )?<B(?P<via>\d+)>"
)


def _releaser(story: Story, sentence: Sentence) -> list[Words]:
    """Return who releases the film of a line: "Acme’s “Salt”", "for distributor Acme"."""
    match = _RELEASER.search(skeleton(sentence))
    number = next((int(v) for v in match.groupdict().values() if v), None) if match else None
    return story.parties(sentence, number) if number is not None else []


def _line(story: Story, sentence: Sentence, title: Entity, at: int, by: list[Words]) -> Draft:
    """Read one title of a sentence that gives the figures of several."""
    unit = sentence.units[at]
    draft = Draft(Kind.REPORT, story.words(unit), sentence, titles=[title], by=by, confidence=0.6)
    draft.amounts = [unit.money] if unit.money is not None else []
    draft.counts = [unit.count] if unit.count is not None else []
    return draft


def _is_counted(count: CountSpan) -> bool:
    return count.unit is not None and count.unit.text.lower().split()[-1] in _COUNTED


def _name(story: Story, sentence: Sentence, draft: Draft) -> None:
    market = _MARKET.match(sentence.lower)
    own = story.titles_after(sentence, -1)[:1] or _misread(sentence) or _leading(sentence)
    if own or market is None:
        draft.titles = own or story.focused(sentence)
        return
    last = min(len(market.group().split()), len(sentence.units)) - 1
    first = 1 if sentence.units[0].lower == "the" and last else 0
    draft.subject = story.reading.words(sentence.units[first].start, sentence.units[last].end)


def _leading(sentence: Sentence) -> list[Entity]:
    """Return the title that a line begins with, even one called a hit."""
    return [u.entity for u in sentence.units[:5] if u.kind == WORK and u.entity is not None][:1]


def _misread(sentence: Sentence) -> list[Entity]:
    """Return the first name that the words around it show to be a title."""
    for number, unit in enumerate(sentence.units):
        if unit.entity is not None and is_title(sentence, number):
            return [unit.entity]
    return []
