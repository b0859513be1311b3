"""Figures made public of a title: what it took, who watched it, where it stands in a chart.

Rule: a report needs figures of now and the title, or the audience, that they are of.
"""

import re
from collections.abc import Iterator

from extractors.reading import CountSpan, Entity, Words
from extractors.records.announcements import prizes
from extractors.records.announcements.credits import is_background_title
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.goods import is_title
from extractors.records.announcements.lexicon import FUND_NOUNS, PROGRAMME_NOUNS
from extractors.records.announcements.links import subject
from extractors.records.announcements.nouns import phrase, phrase_start
from extractors.records.announcements.sources import (
    AUDIENCE,
    LEAST_TAKINGS,
    compared,
    current,
    is_audience,
    is_relative,
    noun_of,
    owner_before,
    source,
    source_near,
    source_of_article,
)
from extractors.records.announcements.units import BODY, COUNT, EVENT, MONEY, WORK, Sentence
from extractors.records.announcements.verbs import clause_start, group_start
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_EARNS = words(
    "gross take earn make collect amass bank rake pull open add lead top hold post score bow debut start"
    " land bring claim notch garner net ring scare reach pass cross clear follow generate drop surpass"
    " exceed hit break log record register cume finish slip climb come slide launch sell shift"
)


_WATCHED = words(
    "watch view see stream download sell play attract draw reach pull reel rack tune launch open debut"
    " premiere average peak score bring win amass notch record attend shift bow log register garner"
    " command pass top surpass exceed hit cross deliver secure move ship clock gather capture listen hear"
    " buy read net score command rate"
)


_SELLS = words("sell shift ship move pass top surpass exceed cross hit reach clock")


_CONSUMES = words("watch view see stream attend buy hear listen tune play download")


def earnings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "“Y” took $12 million" and "“Y” has been watched in 11 million households"."""
    unit = sentence.units[verb]
    if (
        unit.pos != "VERB"
        or is_relative(sentence, verb)
        or prizes.prize_of(story, sentence, verb) is not None
    ):
        return
    money, counts = current(sentence)
    sums = [m for m in money if m.start > unit.start and m.value >= LEAST_TAKINGS]
    if len(charted(sentence)) > 1:
        return
    earns = unit.lemma in _EARNS and sums and _near(sentence, verb, sums[0].start)
    earns = earns and not _BUDGETED.search(story.reading.text[unit.end : sums[0].start].lower())
    ahead = sentence.units[verb + 1] if verb + 1 < len(sentence.units) else None
    if unit.lemma == "hit" and ahead is not None and ahead.kind == WORK:
        return  # "the survival hit “Y”"
    if unit.tag == "VBG" or not (earns or _has_audience(sentence, verb, counts)):
        return
    titles = _titles(story, sentence, verb)
    if not titles:
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, titles=titles, confidence=0.65)
    draft.by = (
        source(story, sentence)
        or _doer(story, sentence, verb)
        or source_near(story, sentence)
        or source_of_article(story)
    )
    draft.amounts, draft.counts = money, counts
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


_BUDGETED = re.compile(r"\b(?:budget\w*|cost\w*|priced|valued|worth)\b")


def _has_audience(sentence: Sentence, verb: int, counts: list[CountSpan]) -> bool:
    """Tell whether a verb is about an audience: it draws one behind it, or one before it watches."""
    unit = sentence.units[verb]
    if unit.lemma not in _WATCHED | _SELLS:
        return False
    audience = [c for c in counts if is_audience(c)]
    if unit.lemma in _SELLS or unit.lemma not in _CONSUMES:
        audience = [c for c in audience if c.start > unit.start and _near(sentence, verb, c.start)]
    if unit.lemma in _WATCHED - _SELLS:
        audience = [c for c in audience if c.unit is None or noun_of(c) not in {"copies", "units", "albums"}]
    return bool(audience)


def _near(sentence: Sentence, verb: int, start: int) -> bool:
    at = next(n for n, u in enumerate(sentence.units) if u.start >= start)
    return at - verb <= 9


def _titles(story: Story, sentence: Sentence, verb: int) -> list[Entity]:
    """Return the title whose figures a verb gives: before it, behind it ("have seen “Y”"), or in focus."""
    found = story.titles_before(sentence, verb + 1)[-1:]
    if found:
        return found
    first = clause_start(sentence, verb)
    for number in range(verb - 1, first - 1, -1):
        entity = sentence.units[number].entity
        if entity is not None and is_title(sentence, number):
            return [entity]
    behind = [
        u.entity
        for n, u in enumerate(sentence.units)
        if n > verb and u.kind == WORK and u.entity is not None and not is_background_title(sentence, n)
    ]
    if behind and subject(sentence, verb, COMPANIES) is None:
        return behind[:1]
    refers = any(u.lower in _REFERS for u in sentence.units[first : verb + 4])
    focused = story.focus.get(sentence.number)
    return [focused] if refers and focused is not None else []


_REFERS = words(
    "it film series show game book novel title album single song drama pic movie episode opener finale"
    " launch documentary comedy musical play podcast season production record track thriller"
)


def _doer(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    number = subject(sentence, verb, COMPANIES)
    if number is not None:
        return story.parties(sentence, number)
    carried = story.after(sentence, verb, frozenset({BODY}), frozenset({"on", "for"}))
    return owner_before(story, sentence, verb) or (story.parties(sentence, carried[0]) if carried else [])


def charted(sentence: Sentence) -> list[tuple[Entity, int]]:
    """Return the titles of a sentence that a figure follows each, with the place of the figure."""
    found: list[tuple[Entity, int]] = []
    title: Entity | None = None
    for number, unit in enumerate(sentence.units):
        if unit.kind == WORK and not is_background_title(sentence, number):
            title = None if _names_a_scheme(sentence, number) else unit.entity
        elif title is not None and unit.kind in {COUNT, MONEY} and not compared(sentence, number):
            large = unit.count is not None and is_audience(unit.count)
            if large or (unit.money is not None and unit.money.value >= LEAST_TAKINGS):
                found.append((title, number))
                title = None
    return found


def _names_a_scheme(sentence: Sentence, number: int) -> bool:
    """Tell "the fund, called Premier Épisode" from a film's title."""
    before = [u.lower for u in sentence.units[max(0, number - 5) : number] if not u.kind]
    return bool(before) and before[-1] in _CALLED and bool(set(before) & (FUND_NOUNS | PROGRAMME_NOUNS))


_CALLED = words("called named dubbed titled christened entitled known as")
_RANKS = words(
    "be rank follow stay remain lead top come place sit hold finish slip climb rise return stand show"
)


def charts(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read a chart in a sentence: "“A” was first with 1.9 million viewers, followed by “B” (980,000)"."""
    found = charted(sentence)
    if not found or not _noun_of_audience(story, sentence):
        return
    if len(found) == 1 and not _ranks(sentence, found[0][1]):
        return
    by = source(story, sentence) or source_near(story, sentence)
    for title, number in found:
        unit = sentence.units[number]
        draft = Draft(Kind.REPORT, story.words(unit), sentence, titles=[title], by=by, confidence=0.6)
        draft.counts = [unit.count] if unit.count is not None else []
        draft.amounts = [unit.money] if unit.money is not None else []
        yield draft


def _ranks(sentence: Sentence, figure: int) -> bool:
    """Tell whether the last verb before a figure gives a place in a chart."""
    before = [u for u in sentence.units[:figure] if u.pos in {"VERB", "AUX"} or u.lower in {"which", "who"}]
    return bool(before) and before[-1].lemma in _RANKS


def _noun_of_audience(story: Story, sentence: Sentence) -> bool:
    """Tell whether the figures here are ones of an audience, by a noun of this line or the lines before."""
    near = story.sentences[max(0, sentence.number - 3) : sentence.number + 1]
    return any(
        u.count is not None and u.count.unit is not None and noun_of(u.count) in AUDIENCE
        for s in near
        for u in s.units
    )


def audiences(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read an audience of what is no title: "some 260,000 people watched the stream"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in words(
        "watch view stream peak average attract draw follow tune"
    ):
        return
    _, counts = current(sentence)
    audience = [c for c in counts if is_audience(c) and c.unit is not None]
    if not audience or _titles(story, sentence, verb) or is_relative(sentence, verb):
        return
    named = (
        phrase(story, sentence, verb + 1)
        if audience[0].start < unit.start
        else _subject_phrase(story, sentence, verb)
    )
    by = source(story, sentence)
    if named is None or not by:
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, subject=named, by=by, confidence=0.55)
    draft.counts = counts
    draft.places = story.places(sentence, 0)
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


def _subject_phrase(story: Story, sentence: Sentence, verb: int) -> Words | None:
    for number in range(group_start(sentence, verb) - 1, -1, -1):
        unit = sentence.units[number]
        if unit.kind == EVENT and unit.entity is not None:
            return unit.entity.name
        if not unit.kind and unit.pos == "NOUN":
            return story.reading.words(sentence.units[phrase_start(sentence, number, 0)].start, unit.end)
    return None
