"""Sums received: who gets a grant, and how many share a round.

Rule: the giver must be named, or the money called a grant; takings and prizes are no receipts.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.draft import ACTORS, COMPANIES, Draft, Story, distinct
from extractors.records.announcements.givers import fill
from extractors.records.announcements.links import subject
from extractors.records.announcements.nouns import phrase_with_head
from extractors.records.announcements.scheme_names import FUND
from extractors.records.announcements.sums import fund_in_sight, round_of
from extractors.records.announcements.units import MONEY, SCHEME, VENUE, WORK, Sentence, Unit
from extractors.records.announcements.verbs import group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_GET = words("receive get secure win land obtain attract gain collect scoop bag")
_FROM = frozenset({"from", "by", "of"})


def receipts(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "Salt has received €400,000 from the Nordic Fund" and "X was awarded a £50,000 grant by Y"."""
    units, unit = sentence.units, sentence.units[verb]
    given = words("award grant give allocate") if is_passive(sentence, verb) else frozenset()
    if unit.lemma not in _GET | given or not _may_get(sentence, verb):
        return
    givers = [
        party
        for number in story.after(sentence, verb, COMPANIES | {SCHEME}, _FROM if given else _FROM - {"by"})
        for party in story.parties(sentence, number)
    ]
    named = phrase_with_head(story, sentence, lex.FUND_NOUNS, verb + 1, min(len(units), verb + 14))
    if named is not None and (named[1].text in {w.text for w in givers} or not FUND.search(named[1].text)):
        named = None
    named = named or phrase_with_head(story, sentence, _GIFTS, verb + 1, min(len(units), verb + 14))
    if named is not None and units[named[0]].kind == SCHEME and not FUND.search(named[1].text):
        named = None
    at = subject(sentence, verb, ACTORS | {WORK, VENUE})
    if not givers and (named is None or at is None):
        return
    draft = Draft(Kind.FUNDING, story.words(unit), sentence, confidence=0.65, presumed=not givers)
    if at is not None and units[at].kind == WORK:
        draft.titles = story.title_list(sentence, at)
    elif at is not None:
        draft.with_ = story.parties(sentence, at)
    draft.by = distinct(givers)
    draft.subject = named[1] if named is not None else _award(story, sentence, verb)
    fill(story, sentence, draft)
    draft.date = story.date(sentence, verb, ahead=False)
    if draft.titles or draft.with_ or (at is None and draft.subject is not None):
        yield draft


_GIFTS = words("loan loans donation donations gift sponsorship bequest guarantee")
_AWARDS = words("award awards")


def _award(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return what a receiver without a name gets: "a $20,000 development award"."""
    found = phrase_with_head(story, sentence, _AWARDS, verb + 1, min(len(sentence.units), verb + 10))
    return found[1] if found is not None and len(found[1].text.split()) > 1 else None


def _may_get(sentence: Sentence, verb: int) -> bool:
    """Tell money that is given from takings, and what is from what must be."""
    group = {u.lower for u in sentence.units[group_start(sentence, verb) : verb]}
    money = any(u.kind == MONEY for u in sentence.units[verb + 1 : verb + 8])
    takings = {"box", "gross", "worldwide", "revenue", "revenues", "tickets"}
    return money and not group & {"must", "should"} and not takings & {u.lower for u in sentence.units[verb:]}


_TO_MANY = words(
    "projects productions films titles companies series games artists writers makers works recipients"
    " documentaries features shorts studios theatres cinemas organisations organizations festivals"
    " publishers labels"
    " teams venues podcasts schools authors"
)


def shares(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "a total of €900,000 goes to 16 productions" and "€2m will be shared by nine theatres"."""
    unit = sentence.units[verb]
    units = sentence.units
    start = group_start(sentence, verb)
    before, behind = units[max(0, start - 8) : start], units[verb + 1 : verb + 8]
    given = unit.lemma in {"go", "share", "split", "distribute", "divide"} and _has_sum(before)
    got = unit.lemma in {"share", "split", "receive", "get", "divide"} and _has_sum(behind)
    if not (given and any(_is_many(u) for u in behind)) and not (got and any(_is_many(u) for u in before)):
        yield from _largest(story, sentence, verb) if given else ()
        return
    draft = Draft(Kind.FUNDING, story.words(unit), sentence, confidence=0.65, presumed=True)
    givers = story.after(sentence, verb, COMPANIES | {SCHEME}, _FROM)
    draft.by = story.parties(sentence, givers[0]) if givers else story.carried_actor(sentence, len(units))
    draft.subject = round_of(story, sentence, verb) or fund_in_sight(story, sentence)
    fill(story, sentence, draft)
    yield draft


def _has_sum(units: Sequence[Unit]) -> bool:
    return any(u.kind == MONEY for u in units)


def _is_many(unit: Unit) -> bool:
    """Tell whether a unit counts those who may share money: "22 documentaries"."""
    named = unit.count.unit if unit.count is not None else None
    return named is not None and named.text.lower().split()[-1] in _TO_MANY


def _largest(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "the biggest sum, €400,000, goes to “Salt”": a part of the round told before."""
    unit = sentence.units[verb]
    to = story.after(sentence, verb, COMPANIES | {WORK}, frozenset({"to"}))
    if unit.lemma != "go" or not to or _PRIZE.search(sentence.lower):
        return
    draft = Draft(Kind.FUNDING, story.words(unit), sentence, confidence=0.6, presumed=True)
    if sentence.units[to[0]].kind == WORK:
        draft.titles = story.title_list(sentence, to[0])
    else:
        draft.with_ = story.parties(sentence, to[0])
    draft.by = story.carried_actor(sentence)
    draft.subject = fund_in_sight(story, sentence)
    fill(story, sentence, draft)
    if draft.subject is not None or draft.by:
        yield draft


_PRIZE = re.compile(r"\b(?:priz\w+|awards?|winner|won|jury|auction|proceeds|charity|bidder|buyer)\b")
