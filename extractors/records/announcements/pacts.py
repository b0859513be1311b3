"""Pacts: who signs with whom, who teams up or merges with whom, who handles a title.

Rule: a bare "deal" is a record only with another party, a sum or a name of its own.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.entities.lexicon import BODY_ROLE_HEADS
from extractors.reading import Entity, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements import parties, territories
from extractors.records.announcements.credits import Credit
from extractors.records.announcements.deals import BY, refers_to_deal, terms
from extractors.records.announcements.draft import COMPANIES, Draft, Story, distinct
from extractors.records.announcements.goods import goods_of
from extractors.records.announcements.links import (
    clause_end,
    clause_start,
    group_start,
    is_passive,
    link,
    subject,
)
from extractors.records.announcements.nouns import phrase, phrase_start
from extractors.records.announcements.units import MONEY, PERSON, PLACE, SCHEME, Sentence
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_PLURALS = words(
    "deals contracts agreements partnerships sales pacts licences licenses acquisitions pre-sales presales"
)
_NEEDS_SIGNING = _PLURALS | words("acquisition purchase takeover contract licence license arrangement")
_CLOSES = words(
    "close seal score ink strike rack clinch conclude secure announce confirm notch complete sign nail"
    " wrap report"
)
_AGENTS = words(
    "agent agents agency arm team chief head executive manager house director department force veteran"
)
_TAKEOVERS = words("acquisition purchase takeover buyout sale")
_SIGNERS = lex.SIGN | words(
    "hammer have set announce tie enter form forge unveil expand renew win award land get do make"
    " establish create launch broker score complete confirm nail wrap re-up rack build cut craft"
)


def pacts(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read a deal that is named as such: "signed a two-year first-look deal with Z"."""
    units = sentence.units
    for number, unit in enumerate(units):
        if unit.kind or unit.lower not in lex.DEAL_NOUNS | _PLURALS or unit.pos not in {"NOUN", "PROPN"}:
            continue
        behind = units[number + 1].lower if number + 1 < len(units) else ""
        before = units[number - 1].lower if number else ""
        if unit.lower in _TAKEOVERS and behind == "of":
            continue
        verb = _signing_verb(sentence, number)
        if unit.lower in _PLURALS and (behind in BODY_ROLE_HEADS | _AGENTS or before == "of"):
            continue
        if unit.lower == "sales" and (verb is None or units[verb].lemma not in _CLOSES):
            continue
        if verb is None and (unit.lower in _NEEDS_SIGNING or not _under(sentence, number)):
            continue
        draft = _pact(story, sentence, number, verb)
        if draft is not None:
            yield draft
        return


def _pact(story: Story, sentence: Sentence, number: int, verb: int | None) -> Draft | None:
    units = sentence.units
    first = phrase_start(sentence, number, 0)
    named = story.reading.words(units[first].start, _noun_end(sentence, number))
    bare = first == number and first and units[first - 1].lower in {"the", "this"}
    if bare and verb is not None and units[verb].lemma in _BROKERS:
        return None
    if verb is not None and verb > number and first and units[first - 1].lower == "the":
        return None  # "the deal was struck by …" is one told before
    draft = Draft(Kind.DEAL, story.words(units[number]), sentence, subject=named, confidence=0.7)
    _sides(story, sentence, number, verb, draft)
    if not draft.with_ and verb is not None and units[verb].lemma in _SIGNS_TALENT:
        draft.people = _talent(story, sentence, number)
    sold = _sale(story, sentence, min(verb if verb is not None else number, number), number, draft)
    if not sold:
        draft.titles = _titles_of_pact(story, sentence, number)
    terms(story, sentence, number, draft)
    draft.date = story.date(sentence, number, ahead=None)
    several = len(draft.by) > 1 or (bool(draft.by) and len(named.text.split()) > 1)
    return (
        draft
        if draft.with_ or draft.people or draft.amounts or several or (sold and draft.has_identity())
        else None
    )


_BROKERS = words("broker negotiate announce confirm handle oversee make do reach close set")
_SIGNS_TALENT = words(
    "sign ink strike land agree seal announce close secure win get score do make renew extend"
)


def _talent(story: Story, sentence: Sentence, number: int) -> list[Credit]:
    """Return the people that a deal is made with: "a two-book deal with historian A"."""
    for at in range(number + 1, clause_end(sentence, number)):
        unit = sentence.units[at]
        hangs = link(sentence, at) if unit.kind == PERSON and unit.is_name else None
        if hangs is not None and hangs.kind == "prep" and hangs.word == "with" and hangs.at > number:
            return parties.people_of(story, sentence, at)
    return []


def _noun_end(sentence: Sentence, number: int) -> int:
    """Return where the name of a pact ends: "memorandum of understanding" is one noun."""
    units = sentence.units
    behind = [u.lower for u in units[number + 1 : number + 3]]
    whole = behind in (["of", "understanding"], ["of", "intent"])
    return units[number + 2].end if whole else units[number].end


def _under(sentence: Sentence, number: int) -> bool:
    before = " ".join(u.lower for u in sentence.units[max(0, number - 8) : number])
    return bool(re.search(r"\b(?:under|through|as part of|thanks to) (?:the|a|an) [^<,]{0,60}$", before))


def _sides(story: Story, sentence: Sentence, number: int, verb: int | None, draft: Draft) -> None:
    """Find who signs: the subject, or both sides of "between A and B"; and with whom."""
    between = parties.others(story, sentence, number, frozenset({"between"}))
    if len(between) > 1:
        draft.by = between
        return
    if verb is not None and (verb > number or is_passive(sentence, verb)):
        draft.by = parties.others(story, sentence, verb, BY) or story.actors(sentence, verb)
    else:
        draft.by = story.actors(sentence, verb if verb is not None else number)
    at = min(verb if verb is not None else number, number)
    draft.with_ = parties.others(story, sentence, at, words("with from"))


def _sale(story: Story, sentence: Sentence, at: int, number: int, draft: Draft) -> bool:
    """Turn "X has closed deals on “Y” with A (Spain) and B (Italy)" round: X sells, A and B buy."""
    sold = territories.pairs(sentence, number)
    if not sold and sentence.units[number].lower in _PLURALS:
        sold = territories.items_behind(story.sentences, sentence)
        sold.buyers = sold.buyers or list(draft.with_)
    behind = story.titles_after(sentence, number)
    titles = behind or story.titles_after(sentence, at) or story.focused(sentence)
    sells = {w.text for w in parties.sellers(story)} & {w.text for w in draft.by}
    if not sold and sells and behind and "rights" not in sentence.lower:
        sold.buyers = list(draft.with_)
    if not sold or not titles:
        return False
    bought = {w.text for w in sold.buyers}
    sellers = draft.by if at <= number and not _is_done(sentence, number) else []
    draft.with_ = [
        w for w in sellers or parties.seller_in_sight(story, sentence, sold.buyers) if w.text not in bought
    ]
    draft.by, draft.places, draft.titles, draft.subject = sold.buyers, sold.places, titles, None
    return True


def _is_done(sentence: Sentence, number: int) -> bool:
    """Tell "deals have been done in Germany (A)": nobody is said to do them."""
    return any(
        u.pos == "VERB" and is_passive(sentence, n)
        for n, u in enumerate(sentence.units[number + 1 : number + 5], number + 1)
    )


def _titles_of_pact(story: Story, sentence: Sentence, number: int) -> list[Entity]:
    behind = story.titles_after(sentence, number, clause_end(sentence, number))
    about = any(u.lower in {"for", "on", "to", "covering"} for u in sentence.units[number:])
    return behind if about else []


def _signing_verb(sentence: Sentence, number: int) -> int | None:
    start = clause_start(sentence, number)
    for at in range(number - 1, max(start - 1, number - 20), -1):
        unit = sentence.units[at]
        if unit.pos == "VERB" and unit.lemma in _SIGNERS:
            return at
    for at in range(number + 1, min(len(sentence.units), number + 8)):
        unit = sentence.units[at]
        if unit.pos == "VERB" and unit.lemma in _SIGNERS and unit.tag in {"VBN", "VBD"}:
            return at
    return None


_JOINS = words(
    "co-produce coproduce merge partner team co-finance ally collaborate combine unite pair link hook"
    " align co-develop join amalgamate"
)
_NOUN_OF = {
    "merge": words("merger tie-up combination"),
    "combine": words("merger combination tie-up"),
    "amalgamate": words("merger"),
}
_PARTNERSHIPS = words("partnership alliance collaboration tie-up venture pact agreement deal co-production")
_SCHEMES = words(
    "lab labs fund scheme programme program initiative fellowship academy incubator festival award prize"
    " summit conference market"
)


def partnerships(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X is to co-produce “Y” with Z", "X and Z have merged", "X has teamed up with Z"."""
    unit = sentence.units[verb]
    joins = unit.lemma in _JOINS and (unit.lemma != "join" or _forces(sentence, verb))
    if refers_to_deal(sentence, verb):
        return
    if unit.pos != "VERB" or not joins or (unit.tag == "VBN" and is_passive(sentence, verb)):
        return
    titles = story.titles_after(sentence, verb, clause_end(sentence, verb))
    draft = Draft(Kind.DEAL, story.words(unit), sentence, titles=titles, confidence=0.6)
    draft.by = story.actors(sentence, verb)
    draft.with_ = parties.others(story, sentence, verb, frozenset({"with"}))
    if not (draft.with_ or len(draft.by) > 1):
        return
    if not draft.titles:
        draft.subject = _joint_name(story, sentence, verb)
    if not draft.has_identity():
        return
    terms(story, sentence, verb, draft)
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


def _forces(sentence: Sentence, verb: int) -> bool:
    return any(u.lower in {"forces", "hands"} for u in sentence.units[verb + 1 : verb + 3])


def _joint_name(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return what partners make of themselves: a new company, or the noun the article has for their pact."""
    named = story.after(sentence, verb, COMPANIES, frozenset({"as", "into", "name", "called", "under"}))
    if named:
        return story.parties(sentence, named[0])[0]
    if (made := _made(sentence, verb)) is not None:
        return made
    lemma = sentence.units[verb].lemma
    nouns = _NOUN_OF.get(lemma, _PARTNERSHIPS)
    near = story.sentences if lemma in _NOUN_OF else story.sentences[sentence.number : sentence.number + 4]
    for other in near:
        for number, unit in enumerate(other.units):
            if not unit.kind and unit.lower in nouns and unit.pos in {"NOUN", "PROPN"}:
                return story.reading.words(other.units[phrase_start(other, number, 0)].start, unit.end)
    return story.words(sentence.units[verb]) if lemma in _NOUN_OF else _goal(story, sentence, verb)


def _made(sentence: Sentence, verb: int) -> Words | None:
    """Return the company that a merger makes: "merge to create X"."""
    for number in range(verb + 1, len(sentence.units) - 1):
        ahead = sentence.units[number + 1]
        if sentence.units[number].lemma in {"create", "form", "become"} and ahead.entity is not None:
            return ahead.entity.name if ahead.kind != PLACE else None
    return None


def _goal(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return what partners mean to make: "teamed up to develop a range of audio dramas"."""
    units = sentence.units
    if any(u.kind == SCHEME or u.lower in _SCHEMES for u in units[verb:]):
        return None
    for number in range(verb + 1, min(len(units) - 2, verb + 14)):
        if units[number].lower == "to" and units[number + 1].pos == "VERB":
            if units[number + 1].lemma in _STAGES:
                return None
            return phrase(story, sentence, number + 2, keep_of=True)
        if units[number].lower in {"on", "for"}:
            return phrase(story, sentence, number + 1, keep_of=True)
    return None


_STAGES = words("host hold stage launch run organise organize present open offer mark celebrate support fund")
_CONTEST = re.compile(r"\b(?:auction|bidding|race|battle|tussle|war|beauty contest)\b")
_PREVAILS = words("win triumph prevail emerge beat outbid see fend")
_PAYS = words("pay splash shell fork stump")


def payments(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has agreed to pay €57 million for three arenas" and "X has won an auction for “Y”"."""
    unit = sentence.units[verb]
    behind = " ".join(u.lower for u in sentence.units[verb + 1 : verb + 9])
    auction = unit.lemma in _PREVAILS and _CONTEST.search(behind)
    paid = unit.lemma in _PAYS and any(
        u.kind == MONEY and ahead.lower == "for" for u, ahead in pairwise(sentence.units[verb + 1 : verb + 7])
    )
    near = range(verb + 1, min(len(sentence.units), verb + 12))
    at = next((n for n in near if sentence.units[n].lower in {"for", "on"}), None)
    if not (auction or paid) or at is None:
        return
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
