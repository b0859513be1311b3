"""Deals: who buys what from whom for where, who sells it to whom, and who signs with whom.

Rule: a sale has its buyers in `by` and its seller in `with`, whichever of them the sentence begins with.
"""

import re
from collections.abc import Iterator

from extractors.reading import BlockKind, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements import prizes
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story, distinct
from extractors.records.announcements.links import clause_end, group_start, is_passive, link, subject
from extractors.records.announcements.nouns import phrase, phrase_start
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    EVENT,
    MONEY,
    PERSON,
    PLACE,
    VENUE,
    WORK,
    Sentence,
    Unit,
)
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_RIGHTS = words(
    "rights sales licence license distribution remake format library catalogue stake majority shares"
)
_STAKE = re.compile(r"\b(?:stake|majority|minority|shares|control|% of|interest) in\b|\bmajority of\b")
_WORKS = words(
    "telenovelas series films titles hours features documentaries episodes works pictures games books"
    " novels formats"
    " songs albums projects dramas movies territories countries markets classics tracks publications shows"
    " podcasts"
)
_FROM, _TO, _WITH, _BY = (frozenset({w}) for w in ("from", "to", "with", "by"))
_PARTICLE = re.compile(r"^(?:up|on|out|aboard|in|over)$")


def purchases(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has acquired “Y” from Z for Japan" and "Y has been bought by X"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in lex.BUY | lex.TAKE:
        return
    passive = is_passive(sentence, verb)
    behind = sentence.units[verb + 1 : verb + 8]
    rights = any(u.lower in _RIGHTS for u in behind)
    pronoun = len(behind) > 1 and behind[0].lower == "it" and behind[1].lower in {"for", "from"}
    rights = rights or pronoun
    if unit.lemma in lex.TAKE and not (rights or (behind and behind[0].lower in {"up", "on"})):
        return
    if (
        unit.lemma in {"land", "secure", "win", "get", "board", "bag", "nab", "rent"}
        and not rights
        and not _title_next(sentence, verb)
    ):
        return
    titles = (
        story.titles_before(sentence, group_start(sentence, verb))
        if passive
        else story.titles_after(sentence, verb, clause_end(sentence, verb))
    )
    if not titles and pronoun:
        titles = story.focused(sentence, verb)
    if not passive and titles and _body_first(sentence, verb):
        titles = []
    draft = Draft(Kind.DEAL, story.words(unit), sentence, titles=titles, confidence=0.8)
    if passive:
        agents = story.after(sentence, verb, COMPANIES, _BY)
        if not agents:
            return
        draft.by = story.parties(sentence, agents[0])
    else:
        draft.by = story.actors(sentence, verb)
    _company(story, sentence, verb, draft, passive=passive)
    if not draft.titles and draft.subject is None:
        _package(story, sentence, verb, draft)
    for number in story.after(sentence, verb, COMPANIES, _FROM):
        draft.with_ += story.parties(sentence, number)
    if not draft.titles and draft.subject is None and not passive and (draft.with_ or rights):
        draft.subject = phrase(story, sentence, verb + 1, keep_of=True)
    if rights and draft.titles == [] and not draft.with_:
        draft.with_ = _rights_owner(story, sentence, verb)
    if not draft.titles and draft.subject is None:
        return
    _terms(story, sentence, verb, draft)
    yield draft


def _rights_owner(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return whose backlist or library it is that rights are bought to: "the rights to Acme’s backlist"."""
    units = sentence.units
    for number in range(verb + 1, min(len(units) - 1, verb + 12)):
        entity = units[number].entity
        if units[number].kind == BODY and entity is not None and units[number + 1].lower in {"'s", "'"}:
            return [entity.name]
    return []


def _body_first(sentence: Sentence, verb: int) -> bool:
    """Tell whether a company is bought: it comes right behind the verb, before any title."""
    for number in range(verb + 1, len(sentence.units)):
        unit = sentence.units[number]
        if unit.kind == WORK or unit.lower in {"from", "to", "rights"}:
            return False
        if unit.kind == BODY:
            ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
            hangs = link(sentence, number)
            owner = ahead is not None and ahead.lower in {"'s", "'"}
            return not owner and hangs.kind == "verb" and hangs.at == verb
    return False


def _title_next(sentence: Sentence, verb: int) -> bool:
    return any(u.kind == WORK for u in sentence.units[verb + 1 : verb + 5])


def _company(story: Story, sentence: Sentence, verb: int, draft: Draft, *, passive: bool) -> None:
    """A company bought, wholly or in part, is the subject."""
    if draft.titles:
        return
    units = sentence.units
    if passive:
        for number in range(group_start(sentence, verb) - 1, -1, -1):
            bought = units[number].entity
            if units[number].kind == BODY and bought is not None and link(sentence, number).kind == "start":
                draft.subject = bought.name
                return
        return
    for number in range(verb + 1, min(len(units), verb + 14)):
        entity = units[number].entity
        if units[number].kind not in {BODY, VENUE} or entity is None:
            continue
        if number + 1 < len(units) and units[number + 1].lower in {"'s", "'"}:
            continue
        hangs = link(sentence, number)
        whole = hangs.kind == "verb" and hangs.at == verb
        part = (
            hangs.kind == "prep"
            and hangs.word in {"in", "of"}
            and _STAKE.search(" ".join(u.lower for u in units[verb:number]))
        )
        if whole or part:
            draft.subject = entity.name
            return


def _package(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    """Works bought by number ("11 telenovelas") are the subject and a count."""
    for unit in sentence.units[verb + 1 : verb + 9]:
        if unit.kind == COUNT and unit.count is not None and unit.count.unit is not None:
            if unit.count.unit.text.lower().split()[-1] in _WORKS:
                draft.subject = _package_words(story, sentence, unit)
                return


def _package_words(story: Story, sentence: Sentence, unit: Unit) -> Words:
    """Return "11 telenovelas", and "140 hours of drama" with what the hours are of."""
    number = sentence.units.index(unit)
    end = unit.end
    if number + 2 < len(sentence.units) and sentence.units[number + 1].lower == "of":
        later = phrase(story, sentence, number + 2)
        end = later.end if later is not None else end
    start = unit.count.unit.start if unit.count is not None and unit.count.unit is not None else unit.start
    written = re.search(r"[\w.,]+\s*$", story.reading.text[unit.start : start])
    return story.reading.words(unit.start + written.start() if written else start, end)


def _terms(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    if draft.by and {b.text for b in draft.by} <= {w.text for w in draft.with_}:
        draft.by = []
    draft.with_ = [w for w in distinct(draft.with_) if all(w.text != b.text for b in draft.by)]
    draft.amounts = story.amounts(sentence)
    draft.counts = story.counts(sentence, _WORKS)
    draft.places = story.places(sentence, verb) or _rights_places(story, sentence, verb)
    draft.date = story.date(sentence, verb, ahead=False)


def _rights_places(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return the place in "U.S. rights"."""
    units = sentence.units
    for number in range(verb + 1, min(len(units) - 1, verb + 8)):
        entity = units[number].entity
        if (
            units[number].kind == PLACE
            and entity is not None
            and units[number + 1].lower in {"rights", "distribution", "theatrical"}
        ):
            return [entity.name]
    return []


def sales(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has sold “Y” to Z" and "“Y” has gone to", with its list of territories."""
    unit = sentence.units[verb]
    gone = unit.lemma == "go" and unit.lower in {"gone", "went"}
    if unit.pos != "VERB" or (unit.lemma not in lex.SELL and not gone):
        return
    passive = is_passive(sentence, verb) or gone
    titles = (
        story.titles_before(sentence, group_start(sentence, verb))
        if passive
        else story.titles_after(sentence, verb, clause_end(sentence, verb))
    )
    if (
        not titles
        and passive
        and any(u.lower in {"title", "film", "series", "show", "it"} for u in sentence.units[:verb])
    ):
        focused = story.focus.get(sentence.number)
        titles = [focused] if focused is not None and not titles else titles
    of_rights = _rights_before(story, sentence, verb)
    if of_rights is not None:
        titles = titles or story.focused(sentence, verb)
    if gone and (prizes.prize_of(story, sentence, verb) is not None or not (titles or of_rights)):
        return
    draft = Draft(Kind.DEAL, story.words(unit), sentence, titles=titles, confidence=0.75)
    for number in story.after(sentence, verb, COMPANIES, _TO):
        draft.by += story.parties(sentence, number)
    draft.with_ = story.carried_actor(sentence) if passive else story.actors(sentence, verb)
    draft.subject = of_rights
    if not titles and of_rights is None:
        _company(story, sentence, verb, draft, passive=passive)
        if draft.subject is None:
            _package(story, sentence, verb, draft)
        if draft.subject is None and draft.by and not passive:
            draft.subject = phrase(story, sentence, verb + 1, keep_of=True)
    if not draft.titles and draft.subject is None:
        return
    _terms(story, sentence, verb, draft)
    if of_rights is not None:
        draft.places = draft.places or _places_before(story, sentence, verb)
    if not (draft.by or bracketed_buyers(story, sentence, draft)) and gone:
        _list_of_buyers(story, sentence, draft)
    if draft.by or draft.places:
        yield draft


def _rights_before(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the rights that are the subject: "US rights went to …", "audio rights have been sold to …"."""
    units = sentence.units
    for number in range(group_start(sentence, verb) - 1, -1, -1):
        if not units[number].kind and units[number].lower in {"rights", "licence", "license"}:
            return story.reading.words(units[phrase_start(sentence, number, 0)].start, units[number].end)
        if units[number].text == ",":
            return None
    return None


def _places_before(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    return [u.entity.name for u in sentence.units[:verb] if u.kind == PLACE and u.entity is not None]


def _listed_buyers(story: Story, sentence: Sentence) -> bool:
    following = story.sentences[sentence.number + 1 : sentence.number + 2]
    return bool(following) and following[0].block.kind is BlockKind.ITEM


_BRACKETED = re.compile(
    r"(?P<places>(?:<C\d+>(?: ,| and| ,? and)? ?)+)\( (?P<buyer><[BP]\d+>)(?: ,? ?(?:and )?<[BP]\d+>)* \)"
)


def bracketed_buyers(story: Story, sentence: Sentence, draft: Draft) -> bool:
    """Read "France (Company), Spain (Company) and …": the companies are buyers; return whether there are any."""
    buyers: list[Words] = []
    places: list[Words] = []
    for match in _BRACKETED.finditer(skeleton(sentence)):
        for number in (int(n) for n in re.findall(r"<[BPC](\d+)>", match.group())):
            unit = sentence.units[number]
            if unit.entity is not None:
                (places if unit.kind == PLACE else buyers).append(unit.entity.name)
    if not buyers:
        return False
    seller = [w for w in draft.by if all(w.text != b.text for b in buyers)]
    draft.with_ = distinct([*draft.with_, *seller])
    draft.by, draft.places = distinct(buyers), distinct([*draft.places, *places])
    draft.with_ = [w for w in draft.with_ if all(w.text != b.text for b in draft.by)]
    return True


def _list_of_buyers(story: Story, sentence: Sentence, draft: Draft) -> bool:
    """Read the items "Germany and Austria (Company)" that follow; return whether there are any."""
    found: list[Words] = []
    if _listed_buyers(story, sentence):
        draft.with_ = distinct([*draft.with_, *draft.by]) if not draft.with_ else draft.with_
        draft.by = []
    for item in story.sentences[sentence.number + 1 :]:
        if item.block.kind is not BlockKind.ITEM:
            break
        for unit in item.units:
            if unit.entity is None:
                continue
            if unit.kind in {BODY, EVENT, PERSON}:
                found.append(unit.entity.name)
            elif unit.kind == PLACE:
                draft.places.append(unit.entity.name)
    draft.by = distinct([*draft.by, *found])
    draft.places = distinct(draft.places)
    return bool(found)


def pacts(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read a deal that is named as such: "signed a two-year first-look deal with Z"."""
    units = sentence.units
    for number, unit in enumerate(units):
        if unit.kind or unit.lower not in lex.DEAL_NOUNS or unit.pos not in {"NOUN", "PROPN"}:
            continue
        if unit.lower in {
            "deals",
            "contracts",
            "agreements",
            "partnerships",
            "acquisition",
            "purchase",
            "contract",
        } and not _signed(sentence, number):
            continue
        if not _signed(sentence, number) and not re.search(
            r"under (?:the|a|an) [^<,]{0,60}$", " ".join(u.lower for u in units[max(0, number - 8) : number])
        ):
            continue
        named = story.reading.words(units[phrase_start(sentence, number, 0)].start, unit.end)
        draft = Draft(Kind.DEAL, story.words(unit), sentence, subject=named, confidence=0.7)
        verb = _signing_verb(sentence, number)
        draft.by = story.actors(sentence, verb if verb is not None else number)
        for other in story.after(
            sentence,
            min(verb if verb is not None else number, number),
            COMPANIES,
            frozenset({"with", "between", "from"}),
        ):
            draft.with_ += story.parties(sentence, other)
        _terms(story, sentence, number, draft)
        draft.date = story.date(sentence, number, ahead=None)
        buyers = bracketed_buyers(story, sentence, draft) or _list_of_buyers(story, sentence, draft)
        if buyers:
            draft.titles = story.titles_after(sentence, number) or story.focused(sentence)
            draft.subject = None if draft.titles else draft.subject
        several = len(named.text.split()) > 2 and bool(draft.by)
        if draft.with_ or draft.amounts or several or (buyers and draft.has_identity()):
            yield draft
        return


_SIGNERS = lex.SIGN | words(
    "hammer have set announce tie enter form forge unveil expand renew win award land get put come do make"
)


def _signing_verb(sentence: Sentence, number: int) -> int | None:
    for at in range(number - 1, max(-1, number - 20), -1):
        unit = sentence.units[at]
        if unit.pos == "VERB" and unit.lemma in _SIGNERS:
            return at
    for at in range(number + 1, min(len(sentence.units), number + 8)):
        unit = sentence.units[at]
        if unit.pos == "VERB" and unit.lemma in _SIGNERS and unit.tag in {"VBN", "VBD"}:
            return at
    return None


def _signed(sentence: Sentence, number: int) -> bool:
    return _signing_verb(sentence, number) is not None


def partnerships(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X is to co-produce “Y” with Z", "X and Z have merged", "X has teamed up with Z"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in {
        "co-produce",
        "coproduce",
        "merge",
        "partner",
        "team",
        "co-finance",
    }:
        return
    if unit.tag == "VBN" and is_passive(sentence, verb):
        return
    titles = story.titles_after(sentence, verb, clause_end(sentence, verb))
    draft = Draft(Kind.DEAL, story.words(unit), sentence, titles=titles, confidence=0.65)
    draft.by = story.actors(sentence, verb)
    for number in story.after(sentence, verb, COMPANIES, _WITH):
        draft.with_ += story.parties(sentence, number)
    if not draft.titles and unit.lemma != "merge":
        return
    if not (draft.with_ or len(draft.by) > 1):
        return
    if not draft.titles:
        named = story.after(sentence, verb, COMPANIES, frozenset({"as", "into", "name", "called", "under"}))
        draft.subject = story.parties(sentence, named[0])[0] if named else story.words(unit)
    _terms(story, sentence, verb, draft)
    draft.date = story.date(sentence, verb, ahead=False)
    if draft.titles or draft.subject:
        yield draft


def payments(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has agreed to pay €57 million for three arenas" and "X has won an auction for “Y”"."""
    unit = sentence.units[verb]
    behind = " ".join(u.lower for u in sentence.units[verb + 1 : verb + 6])
    auction = unit.lemma == "win" and re.search(r"\b(?:auction|bidding|race|battle|tussle)\b", behind)
    paid = unit.lemma in {"pay", "splash"} and any(
        u.kind == MONEY for u in sentence.units[verb + 1 : verb + 4]
    )
    if not auction and not paid:
        return
    at = next(
        (
            n
            for n in range(verb + 1, min(len(sentence.units), verb + 9))
            if sentence.units[n].lower in {"for", "on"}
        ),
        None,
    )
    if at is None:
        return
    draft = Draft(Kind.DEAL, story.words(unit), sentence, confidence=0.65)
    draft.titles = story.titles_after(sentence, at, at + 8)
    if not draft.titles:
        bought = sentence.units[at + 1] if at + 1 < len(sentence.units) else None
        body = next(
            (u for u in sentence.units[at + 1 : at + 7] if u.kind in {BODY, VENUE} and u.entity is not None),
            None,
        )
        counted = bought is not None and bought.kind == COUNT
        if counted and bought is not None:
            draft.subject = _package_words(story, sentence, bought)
        elif body is not None and body.entity is not None:
            draft.subject = body.entity.name
        else:
            return
    draft.by = story.actors(sentence, verb)
    for number in story.after(sentence, verb, COMPANIES, frozenset({"from", "at", "to"})):
        draft.with_ += story.parties(sentence, number)
    _terms(story, sentence, verb, draft)
    draft.counts = story.counts(sentence)
    draft.places = draft.places or _places_of_rights(story, sentence)
    yield draft


def _places_of_rights(story: Story, sentence: Sentence) -> list[Words]:
    """Return the places in "for UK and Commonwealth rights"."""
    units = sentence.units
    for number, unit in enumerate(units):
        if unit.kind or unit.lower != "rights":
            continue
        found = []
        for at in range(phrase_start(sentence, number, 0) - 4, number):
            entity = units[at].entity if at >= 0 else None
            if at >= 0 and units[at].kind == PLACE and entity is not None:
                found.append(entity.name)
        return distinct(found)
    return []


_SELLER = re.compile(
    r"\bthe (?P<side>seller|vendor|buyer|purchaser) (?:is|was) (?:[\w'’-]+ ){0,5}?<B(?P<who>\d+)>"
)


def name_the_other(story: Story, draft: Draft) -> None:
    """Take in "The seller is X" from the next lines."""
    for sentence in story.sentences[draft.sentence.number + 1 : draft.sentence.number + 6]:
        if sentence.section == draft.sentence.section and (match := _SELLER.search(skeleton(sentence))):
            parties = story.parties(sentence, int(match["who"]))
            if match["side"] in {"seller", "vendor"}:
                draft.with_ = distinct([*draft.with_, *parties])
            else:
                draft.by = distinct([*draft.by, *parties])


def handlings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X will distribute “Y” in Italy", "X handles international sales on “Y”"."""
    unit = sentence.units[verb]
    if unit.lemma not in {"distribute", "handle", "represent", "carry", "syndicate", "co-distribute", "rep"}:
        return
    passive = is_passive(sentence, verb)
    titles = (
        story.titles_before(sentence, group_start(sentence, verb))
        if passive
        else story.titles_after(sentence, verb, clause_end(sentence, verb))
    )
    behind = sentence.units[verb : verb + 6]
    if not titles and any(
        u.lower in {"it", "film", "series", "title", "show", "sales", "rights"} for u in behind
    ):
        titles = story.focused(sentence, verb)
    if not titles or unit.pos != "VERB":
        return
    draft = Draft(Kind.DEAL, story.words(unit), sentence, titles=titles, confidence=0.6)
    agents = story.after(sentence, verb, COMPANIES, _BY)
    who = subject(sentence, verb, COMPANIES)
    if passive and agents:
        draft.by = story.parties(sentence, agents[0])
    elif not passive and who is not None:
        draft.by = story.parties(sentence, who)
    else:
        return
    _terms(story, sentence, verb, draft)
    yield draft
