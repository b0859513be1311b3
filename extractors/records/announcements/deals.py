"""Sales: who buys what from whom for where, and who sells it to whom.

Rule: a sale has its buyers in `by` and its seller in `with`, whichever of them the sentence begins with.
"""

import re
from collections.abc import Iterator

from extractors.reading import BlockKind, Entity, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements import prizes
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story, distinct
from extractors.records.announcements.links import clause_end, group_start, is_passive, link
from extractors.records.announcements.nouns import phrase, phrase_start
from extractors.records.announcements.units import (
    BODY,
    EVENT,
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


_FROM = frozenset({"from"})


_TO = frozenset({"to"})


BY = frozenset({"by"})


_PARTICLE = re.compile(r"^(?:up|on|out|aboard|in|over)$")


def purchases(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has acquired “Y” from Z for Japan" and "Y has been bought by X"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in lex.BUY | lex.TAKE:
        return
    behind = sentence.units[verb + 1 : verb + 8]
    pronoun = len(behind) > 1 and behind[0].lower == "it" and behind[1].lower in {"for", "from"}
    rights = pronoun or any(u.lower in _RIGHTS for u in behind)
    if not _buys(sentence, verb, rights=rights):
        return
    passive = is_passive(sentence, verb)
    titles = _objects(story, sentence, verb, passive=passive)
    if not titles and pronoun:
        titles = story.focused(sentence, verb)
    elif not passive and _body_first(sentence, verb):
        titles = []
    draft = Draft(Kind.DEAL, story.words(unit), sentence, titles=titles, confidence=0.8)
    draft.by = _agents(story, sentence, verb) if passive else story.actors(sentence, verb)
    if passive and not draft.by:
        return
    for number in story.after(sentence, verb, COMPANIES, _FROM):
        draft.with_ += story.parties(sentence, number)
    if not titles:
        _name_object(story, sentence, verb, draft, passive=passive, rights=rights)
    if draft.titles or draft.subject is not None:
        terms(story, sentence, verb, draft)
        yield draft


def _buys(sentence: Sentence, verb: int, *, rights: bool) -> bool:
    """Tell buying from other taking: "takes" needs rights or "up", "lands" a title or rights."""
    lemma = sentence.units[verb].lemma
    behind = sentence.units[verb + 1 : verb + 2]
    if lemma in lex.TAKE:
        return rights or (bool(behind) and behind[0].lower in {"up", "on"})
    return rights or lemma not in _LOOSE or _title_next(sentence, verb)


_LOOSE = words("land secure win get board bag nab rent")


def _objects(story: Story, sentence: Sentence, verb: int, *, passive: bool) -> list[Entity]:
    if passive:
        return story.titles_before(sentence, group_start(sentence, verb))
    return story.titles_after(sentence, verb, clause_end(sentence, verb))


def _agents(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    agents = story.after(sentence, verb, COMPANIES, BY)
    return story.parties(sentence, agents[0]) if agents else []


def _name_object(
    story: Story, sentence: Sentence, verb: int, draft: Draft, *, passive: bool, rights: bool
) -> None:
    """Find what is bought when it is no title: a company, works by number, rights."""
    _company(sentence, verb, draft, passive=passive)
    if draft.subject is None:
        _package(story, sentence, verb, draft)
    if draft.subject is None and not passive and (draft.with_ or rights):
        draft.subject = phrase(story, sentence, verb + 1, keep_of=True)
    if rights and not draft.with_:
        draft.with_ = _rights_owner(sentence, verb)


def _rights_owner(sentence: Sentence, verb: int) -> list[Words]:
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


def _company(sentence: Sentence, verb: int, draft: Draft, *, passive: bool) -> None:
    """Make a company that is bought, wholly or in part, the subject."""
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
    """Make works that are bought by number ("11 telenovelas") the subject."""
    for unit in sentence.units[verb + 1 : verb + 9]:
        counted = unit.count.unit if unit.count is not None else None
        if counted is not None and counted.text.lower().split()[-1] in _WORKS:
            draft.subject = package_words(story, sentence, unit)
            return


def package_words(story: Story, sentence: Sentence, unit: Unit) -> Words:
    """Return "11 telenovelas", and "140 hours of drama" with what the hours are of."""
    number = sentence.units.index(unit)
    end = unit.end
    if number + 2 < len(sentence.units) and sentence.units[number + 1].lower == "of":
        later = phrase(story, sentence, number + 2)
        end = later.end if later is not None else end
    start = unit.count.unit.start if unit.count is not None and unit.count.unit is not None else unit.start
    written = re.search(r"[\w.,]+\s*$", story.reading.text[unit.start : start])
    return story.reading.words(unit.start + written.start() if written else start, end)


def terms(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    """Take in the sums, counts, places and day of a deal, and keep its two sides apart."""
    if draft.by and {b.text for b in draft.by} <= {w.text for w in draft.with_}:
        draft.by = []
    draft.with_ = [w for w in distinct(draft.with_) if all(w.text != b.text for b in draft.by)]
    draft.amounts = story.amounts(sentence)
    draft.counts = story.counts(sentence, _WORKS)
    draft.places = story.places(sentence, verb) or _rights_places(sentence, verb)
    draft.date = story.date(sentence, verb, ahead=False)


def _rights_places(sentence: Sentence, verb: int) -> list[Words]:
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
    passive = gone or is_passive(sentence, verb)
    rights = _rights_before(story, sentence, verb)
    titles = _objects(story, sentence, verb, passive=passive)
    if not titles and (rights is not None or (passive and _refers_to_title(sentence, verb))):
        titles = story.focused(sentence, verb)
    if gone and (prizes.prize_of(story, sentence, verb) is not None or not (titles or rights)):
        return
    draft = Draft(Kind.DEAL, story.words(unit), sentence, subject=rights, titles=titles, confidence=0.75)
    for number in story.after(sentence, verb, COMPANIES, _TO):
        draft.by += story.parties(sentence, number)
    draft.with_ = story.carried_actor(sentence) if passive else story.actors(sentence, verb)
    if not titles and rights is None:
        _name_sold(story, sentence, verb, draft, passive=passive)
    if not draft.titles and draft.subject is None:
        return
    terms(story, sentence, verb, draft)
    if rights is not None:
        draft.places = draft.places or _places_before(sentence, verb)
    if not (draft.by or bracketed_buyers(sentence, draft)) and gone:
        list_of_buyers(story, sentence, draft)
    if draft.by or draft.places:
        yield draft


def _refers_to_title(sentence: Sentence, verb: int) -> bool:
    return any(u.lower in {"title", "film", "series", "show", "it"} for u in sentence.units[:verb])


def _name_sold(story: Story, sentence: Sentence, verb: int, draft: Draft, *, passive: bool) -> None:
    """Find what is sold when it is no title: a company, works by number, or what goes to a named buyer."""
    _company(sentence, verb, draft, passive=passive)
    if draft.subject is None:
        _package(story, sentence, verb, draft)
    if draft.subject is None and draft.by and not passive:
        draft.subject = phrase(story, sentence, verb + 1, keep_of=True)


def _rights_before(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the rights that are the subject: "US rights went to …", "audio rights have been sold to …"."""
    units = sentence.units
    for number in range(group_start(sentence, verb) - 1, -1, -1):
        if not units[number].kind and units[number].lower in {"rights", "licence", "license"}:
            return story.reading.words(units[phrase_start(sentence, number, 0)].start, units[number].end)
        if units[number].text == ",":
            return None
    return None


def _places_before(sentence: Sentence, verb: int) -> list[Words]:
    return [u.entity.name for u in sentence.units[:verb] if u.kind == PLACE and u.entity is not None]


def _listed_buyers(story: Story, sentence: Sentence) -> bool:
    following = story.sentences[sentence.number + 1 : sentence.number + 2]
    return bool(following) and following[0].block.kind is BlockKind.ITEM


_BRACKETED = re.compile(
    r"(?P<places>(?:<C\d+>(?: ,| and| ,? and)? ?)+)\( (?P<buyer><[BP]\d+>)(?: ,? ?(?:and )?<[BP]\d+>)* \)"
)


def bracketed_buyers(sentence: Sentence, draft: Draft) -> bool:
    """Read the buyers of "France (Company), Spain (Company) and …"; return whether there are any."""
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


def list_of_buyers(story: Story, sentence: Sentence, draft: Draft) -> bool:
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


_NOMINAL = re.compile(
    r"\b(?:acquisition|purchase|takeover|buyout|sale) of (?:[\w'’-]+ |<C\d+> |'s ){0,5}?<(?P<what>[BVW]\d+)>"
    r"(?: (?P<side>by|to) (?:[\w'’-]+ |<C\d+> |'s ){0,5}?<B(?P<who>\d+)>)?"
)


def nominal(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "the acquisition of X by Y" and "Y announced the purchase of X"."""
    match = _NOMINAL.search(skeleton(sentence))
    if match is None:
        return
    number = int(match["what"][1:])
    entity = sentence.units[number].entity
    at = skeleton(sentence).count(" ", 0, match.start())
    by = story.parties(sentence, int(match["who"])) if match["who"] else story.actors(sentence, at)
    if entity is None or not by or by[0].text == entity.name.text:
        return
    draft = Draft(Kind.DEAL, story.words(sentence.units[at]), sentence, by=by, confidence=0.6)
    if match["what"].startswith("W"):
        draft.titles = [entity]
    else:
        draft.subject = entity.name
    for other in story.after(sentence, number, COMPANIES, _FROM):
        draft.with_ += story.parties(sentence, other)
    terms(story, sentence, at, draft)
    yield draft
