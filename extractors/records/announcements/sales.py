"""Sales told by their seller or by the title: "X has sold “Y” to Z", "“Y” has gone to Z".

Rule: the buyers are `by` and the seller is `with`; what only moves or travels is no sale.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements import parties, prizes, territories
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.deals import (
    agents,
    behind_particles,
    bought,
    is_goods,
    is_package,
    reach,
    terms,
)
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.goods import Goods, goods_of, story_titles
from extractors.records.announcements.links import link
from extractors.records.announcements.units import BODY, PERSON, PLACE, SCHEME, WORK, Sentence
from extractors.records.announcements.verbs import clause_end, clause_start, group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_MIDDLE = words("go head land come sell travel move")


_GONE_TO = words("to at with")
_WITH = words("place lodge entrust")


def sales(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has sold “Y” to Z" and "“Y” has gone to", with its list of territories."""
    unit = sentence.units[verb]
    middle = _is_middle(sentence, verb)
    closes = _closes_territories(sentence, verb)
    if unit.pos != "VERB" or (unit.lemma not in lex.SELL and not middle and not closes):
        return
    passive = middle or is_passive(sentence, verb)
    goods = bought(story, sentence, verb) if passive else _sold(story, sentence, verb)
    if closes:
        goods = Goods(titles=goods.titles or story_titles(story, sentence, verb), at=verb)
    if not goods or (middle and prizes.prize_of(story, sentence, verb) is not None):
        return
    draft = Draft(
        Kind.DEAL, story.words(unit), sentence, subject=goods.subject, titles=goods.titles, confidence=0.75
    )
    stop = reach(sentence, verb)
    sold = territories.pairs(sentence, verb, stop)
    bought_by = parties.others(
        story, sentence, verb, _GONE_TO if middle or unit.lemma in _WITH else words("to"), stop
    )
    draft.by = distinct([*bought_by, *sold.buyers]) if bought_by else sold.buyers
    draft.places = list(sold.places)
    if not (draft.by or draft.places):
        listed = territories.items_behind(story.sentences, sentence) or territories.told_later(
            story, sentence
        )
        draft.by, draft.places = listed.buyers, listed.places
    if not passive:
        draft.with_ = story.actors(sentence, verb)
    else:
        draft.with_ = agents(story, sentence, verb) or parties.seller_in_sight(story, sentence, draft.by)
    draft.by = draft.by or _leaders(story, sentence, verb)
    draft.by = [w for w in draft.by if all(w.text != s.text for s in draft.with_)]
    terms(story, sentence, verb, draft, goods)
    parted = not passive and (goods.stake or goods.company) and bool(draft.with_)
    if draft.by or parted or (draft.places and not middle):
        yield draft


_LED = re.compile(
    r"\bto (?:an? |the )?(?:[\w-]+ |<C\d+> |'s ){0,4}?(?:consortium|group|syndicate|vehicle|venture|company"
    r"|fund|bidder"
    r"|partnership|team)(?: of [\w-]+)? (?:led|headed|controlled|backed|owned|run|fronted) by"
    r" (?:[\w'’-]+ |<C\d+> |'s ){0,4}?<B(?P<who>\d+)>"
)


def _leaders(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return who leads the buyers: "sold to a consortium led by X"."""
    match = _LED.search(skeleton(sentence))
    return story.parties(sentence, int(match["who"])) if match and int(match["who"]) > verb else []


def _closes_territories(sentence: Sentence, verb: int) -> bool:
    """Tell "has also closed Germany (Nordlicht) and Japan (Kitsune)"."""
    if sentence.units[verb].lemma not in _CLOSES or is_passive(sentence, verb):
        return False
    ahead = next((u for u in sentence.units[verb + 1 : verb + 3] if u.kind), None)
    return ahead is not None and ahead.kind == PLACE and bool(territories.pairs(sentence, verb))


_CLOSES = words("close secure conclude finalise finalize wrap tie land score rack add")


def _is_middle(sentence: Sentence, verb: int) -> bool:
    """Tell "“Y” went to", "rights have sold to", "the film landed at" from a company that sells or moves."""
    unit = sentence.units[verb]
    if unit.lemma not in _MIDDLE or is_passive(sentence, verb):
        return False
    behind = [u.lower for u in sentence.units[verb + 1 : verb + 4]]
    if not behind or not (set(behind) & _GONE_TO) or (unit.lemma == "come" and "home" not in behind):
        return False
    first = group_start(sentence, verb)
    if unit.lemma not in {"head", "land", "sell"} and unit.tag not in {"VBD", "VBN"}:
        return False
    for at in range(first - 1, clause_start(sentence, verb) - 1, -1):
        near = sentence.units[at]
        if near.kind in {WORK, BODY, PERSON, SCHEME} and link(sentence, at).kind in {
            "start",
            "clause",
            "comma",
        }:
            return near.kind == WORK
        before = sentence.units[at - 1].lower if at else ""
        if not near.kind and is_goods(near.lower) and before not in {"by", "of"}:
            return True
    return False


def _sold(story: Story, sentence: Sentence, verb: int) -> Goods:
    goods = goods_of(story, sentence, behind_particles(sentence, verb), clause_end(sentence, verb))
    if goods.subject is not None and goods.subject.text.lower().split()[-1] in _PIECES:
        return Goods()
    if goods.subject is not None and not (goods.company or is_package(goods) or goods.owners):
        to = any(u.lower == "to" for u in sentence.units[verb:])
        if not to:
            return Goods()
    return goods


_PIECES = words("copies tickets units seats records albums subscriptions passes")
