"""Handling and paying: who takes a title on to sell or distribute it, and what was paid or bid for what.

Rule: who handles a title is `by`; a company that is only said to launch sales in passing handles nothing.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.entities.lexicon import BODY_ROLE_HEADS
from extractors.reading import Words
from extractors.records.announcements import parties
from extractors.records.announcements.deals import BY, refers_to_deal, terms
from extractors.records.announcements.draft import COMPANIES, Draft, Story, distinct
from extractors.records.announcements.goods import goods_of
from extractors.records.announcements.links import subject
from extractors.records.announcements.nouns import phrase_start
from extractors.records.announcements.units import MONEY, PLACE, Sentence
from extractors.records.announcements.verbs import clause_end, group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_CONTEST = re.compile(r"\b(?:auction|bidding|race|battle|tussle|war|beauty contest)\b")
_PREVAILS = words("win triumph prevail emerge beat outbid see fend")
_PAYS = words("pay splash shell fork stump")
_SUMS = words("sum figure amount fortune advance price premium figures")


def payments(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has agreed to pay €57 million for three arenas" and "X has won an auction for “Y”"."""
    unit = sentence.units[verb]
    behind = " ".join(u.lower for u in sentence.units[verb + 1 : verb + 9])
    auction = unit.lemma in _PREVAILS and _CONTEST.search(behind)
    paid = unit.lemma in _PAYS and any(
        (u.kind == MONEY or u.lower in _SUMS) and ahead.lower == "for"
        for u, ahead in pairwise(sentence.units[verb + 1 : verb + 7])
    )
    near = range(verb + 1, min(len(sentence.units), verb + 12))
    at = next((n for n in near if sentence.units[n].lower in {"for", "on"}), None)
    if not (auction or paid) or at is None:
        return
    if {u.lower for u in sentence.units[at + 1 : at + 2]} & {"each", "every", "any", "all"}:
        return  # a grant for each film, no price
    goods = goods_of(story, sentence, at + 1, clause_end(sentence, at))
    if not goods or (
        goods.subject is not None and goods.subject.text.lower() in BODY_ROLE_HEADS | {"business"}
    ):
        return
    draft = Draft(
        Kind.DEAL, story.words(unit), sentence, subject=goods.subject, titles=goods.titles, confidence=0.65
    )
    draft.by = story.actors(sentence, verb)
    draft.with_ = parties.others(story, sentence, verb, words("from at to")) or goods.owners
    terms(story, sentence, at, draft, goods)
    draft.counts = story.counts(sentence)
    draft.places = draft.places or _places_of_rights(sentence)
    yield draft


def _places_of_rights(sentence: Sentence) -> list[Words]:
    """Return the places in "for UK and Commonwealth rights"."""
    units = sentence.units
    for number, unit in enumerate(units):
        if unit.kind or unit.lower != "rights":
            continue
        found = []
        for at in range(max(0, phrase_start(sentence, number, 0) - 4), number):
            entity = units[at].entity
            if units[at].kind == PLACE and entity is not None:
                found.append(entity.name)
        return distinct(found)
    return []


_INVESTS = words("invest put inject pay pump plough pour spend contribute")
_FOR_STAKE = re.compile(
    r"\b(?:for|in (?:return|exchange) for|against|to take|giv(?:es|ing) it)\b"
    r".{0,30}\b(?:stake|holding|shares?)\b"
)


def stakes(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X is investing €2m in Y in return for a 30% stake"."""
    unit = sentence.units[verb]
    behind = " ".join(u.lower for u in sentence.units[verb + 1 :])
    if unit.lemma not in _INVESTS or not _FOR_STAKE.search(behind):
        return
    bought = parties.others(story, sentence, verb, words("in into of"))
    by = story.actors(sentence, verb)
    if not bought or not story.amounts(sentence) or bought[0] in by:
        return
    draft = Draft(Kind.DEAL, story.words(unit), sentence, subject=bought[0], by=by, confidence=0.65)
    terms(story, sentence, verb, draft)
    yield draft


_HANDLE = words("distribute handle represent syndicate co-distribute rep sub-distribute co-represent")


def handlings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X will distribute “Y” in Italy", "X handles international sales on “Y”"."""
    unit = sentence.units[verb]
    if launches_in_passing(sentence, verb):
        return
    launches = unit.lemma in {"launch", "kick", "start", "begin", "introduce"} and _starts_sales(
        sentence, verb
    )
    if unit.pos != "VERB" or (unit.lemma not in _HANDLE and not launches) or refers_to_deal(sentence, verb):
        return
    passive = is_passive(sentence, verb)
    titles = (
        story.titles_before(sentence, group_start(sentence, verb))
        if passive
        else story.titles_after(sentence, verb, clause_end(sentence, verb))
    )
    behind = {u.lower for u in sentence.units[verb : verb + 7]}
    if not titles and behind & {"it", "film", "series", "title", "show", "sales", "rights", "distribution"}:
        titles = story.focused(sentence, verb)
    if not titles:
        return
    draft = Draft(Kind.DEAL, story.words(unit), sentence, titles=titles, confidence=0.6)
    who = subject(sentence, verb, COMPANIES)
    if passive:
        draft.by = parties.others(story, sentence, verb, BY)
    elif who is not None:
        draft.by = story.parties(sentence, who)
    if not draft.by:
        return
    draft.with_ = parties.others(story, sentence, verb, words("with from"))
    terms(story, sentence, verb, draft)
    yield draft


def launches_in_passing(sentence: Sentence, verb: int) -> bool:
    """Tell what is only added on a company: "from Aurora, which will launch sales in Cannes"."""
    first = group_start(sentence, verb)
    return first > 0 and sentence.units[first - 1].lower in {"which", "who", "that"}


def _starts_sales(sentence: Sentence, verb: int) -> bool:
    behind = " ".join(u.lower for u in sentence.units[verb + 1 : verb + 8])
    return bool(re.search(r"\bsales\b|\bto (?:\w+ )?buyers\b", behind))
