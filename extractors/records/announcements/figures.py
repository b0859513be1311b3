"""Figures made public: box office, viewing, sales, surveys, results.

Rule: a report needs figures, and either a title or a report by name.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import prizes
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import group_start, subject
from extractors.records.announcements.nouns import phrase_start, phrase_with_head
from extractors.records.announcements.units import BODY, COUNT, MONEY, WORK, Sentence
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_EARNS = words(
    "gross take earn make collect amass bank rake pull open add lead top hold post score bow debut start"
    " land bring claim notch garner net ring scare reach pass cross clear follow generate drop"
)
_AUDIENCE = words(
    "viewers households homes subscribers admissions copies tickets listeners streams views users players"
    " downloads spectators"
    " accounts people hours units plays sales"
)
_REPORTS = words(
    "report survey study figures results accounts tally census index revenue revenues profit earnings"
    " turnover data"
)
_WATCHED = re.compile(
    r"\b(?:watched|viewed|seen|streamed|downloaded|sold|played|attracted|drew|drawn|reached|pulled|reeled"
    r"|racked|tuned)\b"
)


def earnings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "“Y” took $12 million" and "“Y” has been watched in 11 million households"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or _relative(sentence, verb):
        return
    titles = story.titles_before(sentence, verb + 1)[-1:]
    if prizes.prize_of(story, sentence, verb) is not None:
        return
    sums = [n for n, u in enumerate(sentence.units) if u.kind == MONEY and n > verb]
    audience = [
        u.count
        for u in sentence.units
        if u.kind == COUNT
        and u.count is not None
        and u.count.value >= 1000
        and (u.count.unit is None or u.count.unit.text.lower().split()[-1] in _AUDIENCE)
    ]
    if unit.lemma in _EARNS and sums and sums[0] - verb <= 8 and titles:
        draft = Draft(Kind.REPORT, story.words(unit), sentence, titles=titles, confidence=0.65)
    elif _WATCHED.match(unit.lower) and audience:
        focused = story.focus.get(sentence.number)
        titles = titles or ([focused] if focused is not None else [])
        if not titles:
            return
        draft = Draft(Kind.REPORT, story.words(unit), sentence, titles=titles, confidence=0.65)
    else:
        return
    number = subject(sentence, verb, COMPANIES)
    draft.by = story.parties(sentence, number) if number is not None else _owner(story, sentence, verb)
    draft.amounts = story.amounts(sentence)
    draft.counts = [c for c in story.counts(sentence) if c.value >= 3]
    yield draft


def _owner(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return whose title it is: "Acme’s “Salt” has sold two million copies"."""
    for number in range(verb - 2):
        if sentence.units[number + 1].lower == "'s" and sentence.units[number + 2].kind == WORK:
            return story.parties(sentence, number)
    return []


def _relative(sentence: Sentence, verb: int) -> bool:
    first = group_start(sentence, verb)
    return first > 0 and sentence.units[first - 1].lower in {"which", "who", "that"}


def reports(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read a report by name with its figures: "figures released by X show …", "X’s Y Survey puts …"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in words(
        "show put find release publish report post present reveal say count collect rise fall grow reach"
        " total come estimate"
    ):
        return
    figures = [u for u in sentence.units if u.kind in {MONEY, COUNT}]
    found = phrase_with_head(story, sentence, _REPORTS, 0, len(sentence.units))
    if (
        found is None
        or not figures
        or sentence.units[found[0]].lower
        not in _REPORTS | {sentence.units[found[0]].lower if sentence.units[found[0]].kind else ""}
    ):
        return
    if sentence.units[found[0]].kind and not re.search(
        r"survey|report|index|study|slate|barometer|census", found[1].text, re.IGNORECASE
    ):
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, subject=found[1], confidence=0.6)
    agents = story.after(sentence, 0, COMPANIES, frozenset({"by", "from", "to"}))
    draft.by = story.parties(sentence, agents[0]) if agents else story.actors(sentence, verb)
    draft.amounts = story.amounts(sentence)
    draft.counts = story.counts(sentence)
    draft.date = story.date(sentence, verb, ahead=False)
    draft.places = story.places(sentence, 0)
    yield draft


_LINES = words(
    "revenue revenues profit profits sales turnover earnings income takings admissions subscribers streams"
    " spending royalties collections distributions losses loss investment production output"
)
_MOVES = words(
    "rise fall grow reach climb drop increase decrease jump slip come stand total be hit pass dip edge double"
)


def results(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read lines of accounts: "revenue rose 8% to $412 million", "subscribers reached 9 million"."""
    unit = sentence.units[verb]
    if unit.lemma not in _MOVES or not any(u.kind in {MONEY, COUNT} for u in sentence.units[verb:]):
        return
    end = group_start(sentence, verb)
    for number in range(end - 1, max(-1, end - 8), -1):
        word = sentence.units[number]
        if word.kind or word.lower not in _LINES:
            continue
        named = story.reading.words(sentence.units[phrase_start(sentence, number, 0)].start, word.end)
        draft = Draft(Kind.REPORT, story.words(unit), sentence, subject=named, confidence=0.55, presumed=True)
        draft.by = story.carried_actor(sentence, verb, frozenset({BODY}))
        draft.amounts, draft.counts = story.amounts(sentence), story.counts(sentence)
        yield draft
        return


_TAKINGS = words(
    "admissions screens cinemas theaters theatres viewers spectators tickets locations sites weeks"
)
_MARKET = re.compile(
    r"\b(?:the )?(?:overall |total |whole )?(?:market|weekend|box office|top (?:five|ten)|business|frame)\b"
)
_SOURCE = re.compile(
    r"according to (?:[\w'’-]+ |<C\d+> |'s ){0,6}?<B(?P<who>\d+)>|<B(?P<said>\d+)> (?:said|reported"
    r"|estimates?|figures)"
)


def is_box_office(story: Story) -> bool:
    """Tell whether the article is one about takings: its headline or lead says so and its lines give sums."""
    lead = " ".join(s.lower for s in story.sentences[:3])
    named = (
        "box office" in (story.reading.title or "").lower() or "box office" in lead or "box-office" in lead
    )
    return named and len(story.reading.money) >= _SEVERAL


_SEVERAL = 4


def takings(story: Story) -> Iterator[Draft]:
    """Read an article about takings line by line: each film's figures, and the market's total."""
    source = None
    for sentence in story.sentences:
        match = _SOURCE.search(skeleton(sentence))
        if match and source is None:
            source = story.parties(sentence, int(match["who"] or match["said"]))
    for sentence in story.sentences:
        money, counts = story.amounts(sentence), story.counts(sentence, _TAKINGS)
        if story.is_heading(sentence) or not (money or counts) or not money:
            continue
        own = story.titles_after(sentence, -1)[:1]
        trigger = next((u for u in sentence.units if u.kind == MONEY), sentence.units[0])
        draft = Draft(
            Kind.REPORT, story.words(trigger), sentence, amounts=money, counts=counts, confidence=0.6
        )
        draft.by = source or []
        start = _MARKET.match(sentence.lower.removeprefix("the ").strip())
        if own or not start:
            draft.titles = own or story.focused(sentence)
        else:
            found = next(
                (
                    n
                    for n, u in enumerate(sentence.units)
                    if u.lower in {"market", "weekend", "office", "business", "frame"}
                ),
                None,
            )
            if found is not None:
                first = phrase_start(sentence, found, 0)
                draft.subject = story.reading.words(sentence.units[first].start, sentence.units[found].end)
        if draft.titles or draft.subject:
            yield draft
