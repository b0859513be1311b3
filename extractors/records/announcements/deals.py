"""Sales: who buys what from whom for where, and who sells it to whom.

Rule: a sale has its buyers in `by` and its seller in `with`, whichever of them the sentence begins with.
"""

import re
from collections.abc import Iterator

from extractors.entities.lexicon import BODY_ROLE_HEADS, WORK_NOUNS
from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements import parties, prizes, territories
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.goods import (
    RIGHTS,
    WORKS,
    Goods,
    goods_of,
    package_words,
    rights_before,
    story_titles,
)
from extractors.records.announcements.links import subject
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    EVENT,
    PLACE,
    SCHEME,
    VENUE,
    WORK,
    Sentence,
)
from extractors.records.announcements.verbs import (
    clause_end,
    clause_start,
    finite_verbs,
    group_start,
    is_passive,
)
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_FROM = words("from off")


_TO = words("to with at by")


BY = frozenset({"by"})


_PARTICLES = words("up on out aboard in over off down home away of")
# Verbs that buy whatever their object is; the others need a title or rights.


_LOOSE = words(
    "land secure win get board bag nab rent snare net score capture claim add gain obtain grab clinch"
    " receive scoop pluck take pick come snap hoover gobble swoop"
)


def refers_to_deal(sentence: Sentence, verb: int) -> bool:
    """Tell a sentence that spells out a deal told before: "under the agreement, X will distribute …"."""
    before = " ".join(u.lower for u in sentence.units[:verb])
    return bool(_UNDER_THE_DEAL.search(before))


_UNDER_THE_DEAL = re.compile(
    r"^(?:\w+ )?(?:under|by virtue of|as part of|in line with|thanks to|through|according to|per) "
    r"(?:the terms of )?(?:the|this|their|its)(?: [\w-]+){0,3} (?:deal|agreement|pact|partnership|contract"
    r"|arrangement|accord|alliance|memorandum|mou|transaction|acquisition)\b"
)


def purchases(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has acquired “Y” from Z for Japan" and "Y has been bought by X"."""
    unit = sentence.units[verb]
    if not _may_buy(story, sentence, verb):
        return
    passive = is_passive(sentence, verb)
    stop = clause_end(sentence, verb)
    start = behind_particles(sentence, verb)
    goods = bought(story, sentence, verb) if passive else goods_of(story, sentence, start, stop)
    if not goods or not _buys(sentence, verb, start, goods, passive=passive):
        return
    if passive and unit.lemma in lex.SELL and _by_its_seller(story, sentence, verb, goods):
        return
    draft = Draft(
        Kind.DEAL, story.words(unit), sentence, subject=goods.subject, titles=goods.titles, confidence=0.8
    )
    draft.by = agents(story, sentence, verb) if passive else story.actors(sentence, verb)
    draft.with_ = parties.others(story, sentence, max(verb, goods.at), _FROM) or goods.owners
    if not draft.with_ and (dealt := _DEALT.search(skeleton(sentence))) is not None:
        draft.with_ = story.parties(sentence, int(dealt["who"]))
    if passive and draft.by:
        _several(story, sentence, verb, draft)
    itself = draft.subject is not None and any(w.text == draft.subject.text for w in draft.by)
    if itself or (passive and not draft.by and not _pass_on(story, sentence, verb, draft)):
        return
    terms(story, sentence, verb, draft, goods)
    yield draft


_DEALT = re.compile(
    r"\b(?:deal|agreement|pact|contract|arrangement|accord|talks) (?:struck |signed |made |done "
    r"|brokered )?with"
    r" (?:the )?(?:[\w'’-]+ |<C\d+> |'s ){0,4}?<[BE](?P<who>\d+)>"
)


def _may_buy(story: Story, sentence: Sentence, verb: int) -> bool:
    """Tell a verb that can buy: one that wins a prize, or adds without saying from whom, buys nothing."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in _BUYING:
        return False
    if unit.lemma in _WITH_SOURCE and not _has_source(sentence, verb):
        return False
    return unit.lemma not in _LOOSE or prizes.prize_of(story, sentence, verb) is None


def _by_its_seller(story: Story, sentence: Sentence, verb: int, goods: Goods) -> bool:
    """Tell "was licensed by its producer", which names who sells."""
    sellers = {w.text for w in [*parties.sellers(story), *_makers(story, goods)]}
    return any(w.text in sellers for w in agents(story, sentence, verb))


def _makers(story: Story, goods: Goods) -> list[Words]:
    return [company for title in goods.titles for company, _ in story.profile(title).companies]


def _several(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    """Take in all buyers of "acquired by A for Germany, B for Brazil and C for China", and who sells."""
    sold = territories.pairs(sentence, verb, reach(sentence, verb))
    if len(sold.buyers) > 1:
        draft.by, draft.places = distinct([*sold.buyers, *draft.by]), sold.places
        draft.with_ = draft.with_ or parties.seller_in_sight(story, sentence, draft.by)


_WITH_SOURCE = words("add gain claim score net capture receive")


_RAISES = words("increase raise up boost lift hike build expand double")
_BUYING = lex.BUY | lex.TAKE | _RAISES


def behind_particles(sentence: Sentence, verb: int) -> int:
    """Return where the object of a verb begins: behind "up" in "snapped up"."""
    at = verb + 1
    while at < len(sentence.units) and sentence.units[at].lower in _PARTICLES and not sentence.units[at].kind:
        at += 1
    return at


def _buys(sentence: Sentence, verb: int, start: int, goods: Goods, *, passive: bool) -> bool:
    """Tell buying from other taking: "takes" needs rights or "up", "lands" a title or rights."""
    unit = sentence.units[verb]
    if unit.lemma in _RAISES:
        return goods.stake and not passive
    particles = {u.lower for u in sentence.units[verb + 1 : start]}
    named = bool(goods.titles) or goods.rights
    if unit.lemma in lex.TAKE:
        over = goods.company and bool(particles & {"up", "over"}) and _by_company(sentence, verb)
        taken_on = named and (bool(particles & {"up", "on", "aboard"}) or _on_behind(sentence, goods))
        return goods.rights or goods.stake or over or taken_on
    if unit.lemma in _LOOSE and not (particles & {"up"}) and not goods.rights:
        return passive or any(u.kind == WORK for u in sentence.units[start : start + 9])
    if unit.lemma in lex.SELL and not passive and _is_sold_on(sentence, verb):
        return False
    return bool(goods.titles) or goods.rights or goods.company or _is_lot(sentence, start, goods)


def _on_behind(sentence: Sentence, goods: Goods) -> bool:
    """Tell "has taken “Y” on." from "has taken “Y” on tour"."""
    behind = sentence.units[goods.at + 1 : goods.at + 3] if goods.titles else []
    alone = len(behind) == 1 or (len(behind) > 1 and behind[1].pos in {"PUNCT", "ADP"})
    return alone and behind[0].lower in {"on", "up", "aboard"}


def _is_lot(sentence: Sentence, start: int, goods: Goods) -> bool:
    """Tell whether what is bought is enough of a thing by its words alone: works by number, somebody's."""
    if goods.subject is None or _is_reference(sentence, start):
        return False
    return bool(goods.owners) or _has_source(sentence, start) or is_package(goods)


def _is_sold_on(sentence: Sentence, verb: int) -> bool:
    """Tell "has licensed “Y” to Z", which sells, from "has licensed “Y” from Z", which buys."""
    behind = [u.lower for u in sentence.units[verb + 1 : clause_end(sentence, verb)]]
    return "to" in behind and "from" not in behind


def _by_company(sentence: Sentence, verb: int) -> bool:
    return subject(sentence, verb, frozenset({EVENT})) is None


_OF_THE_BOUGHT = BODY_ROLE_HEADS | words(
    "business facility assets remainder rest property site building estate"
)


def _is_reference(sentence: Sentence, start: int) -> bool:
    """Tell "the facility" and "the business", told of before, from what is named here."""
    if start >= len(sentence.units) or sentence.units[start].lower not in {"the", "its"}:
        return False
    for unit in sentence.units[start + 1 : start + 6]:
        if unit.kind and unit.kind != COUNT:
            return False
        if unit.lower in _OF_THE_BOUGHT:
            return True
    return False


def is_package(goods: Goods) -> bool:
    """Tell works by number, or rights, from other things."""
    return (
        goods.subject is not None and goods.subject.text.lower().split()[-1] in WORKS | {"rights"}
    ) or bool(goods.subject is not None and re.match(r"\d", goods.subject.text))


def _has_source(sentence: Sentence, start: int) -> bool:
    return any(u.lower == "from" for u in sentence.units[start : start + 14])


def bought(story: Story, sentence: Sentence, verb: int) -> Goods:
    """Return what a passive is about: its subject, else the title in focus."""
    first = group_start(sentence, verb)
    goods = Goods()
    goods.titles = story.titles_before(sentence, first)
    if goods.titles:
        goods.at = verb
        return goods
    rights = rights_before(story, sentence, first)
    if rights is not None:
        goods.rights, goods.places = True, _places_between(sentence, clause_start(sentence, verb), first)
        goods.titles, goods.subject = story_titles(story, sentence, verb), rights[0]
        if goods.titles:
            goods.subject = None
        return goods
    at = subject(sentence, verb, frozenset({BODY, VENUE, SCHEME}))
    entity = sentence.units[at].entity if at is not None else None
    lot = sentence.units[first - 1] if first else None
    if lot is not None and lot.count is not None and lot.count.unit is not None:
        if lot.count.unit.text.lower().split()[-1] in WORKS:
            goods.subject = package_words(story, sentence, lot)
    elif entity is not None:
        goods.subject, goods.company = entity.name, True
    elif _refers_to_title(sentence, first):
        goods.titles = story_titles(story, sentence, verb)
    return goods


def agents(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return who does what a passive says."""
    return parties.others(story, sentence, verb, BY)


def _pass_on(story: Story, sentence: Sentence, verb: int, draft: Draft) -> bool:
    """Read "has been picked up for Spain (A) and Italy (B)": the buyers stand in the list."""
    sold = territories.pairs(sentence, verb)
    draft.by, draft.places = sold.buyers, sold.places
    draft.with_ = draft.with_ or parties.seller_in_sight(story, sentence, draft.by)
    return bool(sold)


def terms(story: Story, sentence: Sentence, verb: int, draft: Draft, goods: Goods | None = None) -> None:
    """Take in the sums, counts, places and day of a deal, and keep its two sides apart."""
    if draft.by and {b.text for b in draft.by} <= {w.text for w in draft.with_}:
        draft.by = []
    taken = {w.text for w in draft.by} | ({draft.subject.text} if draft.subject is not None else set())
    draft.with_ = [w for w in distinct(draft.with_) if w.text not in taken]
    draft.amounts = story.amounts(sentence)
    draft.counts = story.counts(sentence, WORKS)
    behind = _territories(story, sentence, verb)
    own = goods.places if goods is not None else _rights_places(sentence, verb)
    draft.places = distinct([*draft.places, *own, *behind])
    start, end = sentence.units[clause_start(sentence, verb)].start, sentence.end
    region = territories.named_by_adjective(story.reading.text, start, end)
    if region is not None and all(region.text not in p.text for p in draft.places):
        draft.places.append(region)
    draft.places = [w for w in draft.places if not _left_out(story, w)]
    draft.date = story.date(sentence, verb, ahead=False)


_LEFT_OUT = re.compile(
    r"\b(?:excluding|except(?: for)?|outside(?: of)?|excl\.?|minus|bar|apart from|other than)\b[^.;()]{0,30}$"
)


def _left_out(story: Story, place: Words) -> bool:
    """Tell "worldwide rights, excluding Poland"."""
    return bool(_LEFT_OUT.search(story.reading.text[max(0, place.start - 60) : place.start]))


def _territories(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return the places behind a verb, before a clause of its own begins."""
    stop = reach(sentence, verb)
    end = sentence.units[stop - 1].end
    relative = [n for n in range(verb + 1, stop) if sentence.units[n].lower in {"which", "who", "where"}]
    if relative:
        end = sentence.units[relative[0]].start
    return [w for w in story.places(sentence, verb) if w.start < end or w.start > sentence.end]


def _rights_places(sentence: Sentence, verb: int) -> list[Words]:
    """Return the places in "U.S. rights" and "UK and Commonwealth rights"."""
    for number in range(verb + 1, min(len(sentence.units), verb + 9)):
        if sentence.units[number].lower in RIGHTS and not sentence.units[number].kind:
            return _places_between(sentence, verb + 1, number)
    return []


def _places_between(sentence: Sentence, start: int, stop: int) -> list[Words]:
    return [u.entity.name for u in sentence.units[start:stop] if u.kind == PLACE and u.entity is not None]


def reach(sentence: Sentence, verb: int) -> int:
    """Return where what a verb governs ends: before "and the book has been …"."""
    end = clause_end(sentence, verb)
    for later in finite_verbs(sentence):
        if not verb < later < end or sentence.units[later].tag not in {"VBZ", "VBP", "VBD", "VBN"}:
            continue
        first = group_start(sentence, later)
        if sentence.units[later].tag == "VBN" and first == later:
            continue
        for at in range(first - 1, verb, -1):
            if sentence.units[at].lower in {"and", "but", ",", ";"}:
                return (
                    at if sentence.units[first - 1].kind or sentence.units[first - 1].pos == "NOUN" else end
                )
            if sentence.units[at].lower in {"which", "who", "that"}:
                break
    return end


def is_goods(word: str) -> bool:
    """Tell a noun for what is sold in the trade: a title, its rights, "it"."""
    return word in RIGHTS or word == "it" or word in WORK_NOUNS - {"contest", "competition", "hit", "project"}


def _refers_to_title(sentence: Sentence, before: int) -> bool:
    return any(is_goods(u.lower) and u.lower not in RIGHTS for u in sentence.units[:before])
