"""The parties of an announcement: who stands behind a preposition, who sells, who employs whom.

Rule: a person stands for the company that they are of; a person without one is nobody's party.
"""

import re

from extractors.entities.lexicon import BODY_ROLE_HEADS
from extractors.reading import Words
from extractors.records.announcements.crediting import crew_role
from extractors.records.announcements.credits import CREW, Credit, skeleton
from extractors.records.announcements.draft import COMPANIES, Story, distinct
from extractors.records.announcements.links import describes_next, link, mates
from extractors.records.announcements.units import BODY, DATE, PERSON, PLACE, SCHEME, VENUE, Sentence
from extractors.records.announcements.verbs import clause_end, group_start
from extractors.values.lexicon import words

_OF_COMPANY = words("at of from with for")
_UNITS_OF_COMPANIES = BODY_ROLE_HEADS | words(
    "arm division unit team department subsidiary sales wing business side desk branch owner owners"
    " parent investors shareholders founders backers holding"
)
_STOPS = words("from to by for with in via")


def others(
    story: Story, sentence: Sentence, at: int, preps: frozenset[str], stop: int | None = None
) -> list[Words]:
    """Return the companies behind a place that hang on one of the prepositions, with their lists.

    "from Ann Lee at Acme", "from Acme's Ann Lee" and "from Acme's sales arm" are all Acme.
    """
    found: list[Words] = []
    for number in range(at + 1, stop if stop is not None else clause_end(sentence, at)):
        unit = sentence.units[number]
        if unit.kind not in COMPANIES | {PERSON, SCHEME, VENUE} or describes_next(sentence, number):
            continue
        hangs = link(sentence, number)
        if hangs.kind != "prep" or hangs.word not in preps or hangs.at < at or _goes_on(sentence, number):
            continue
        if _owner(sentence, number):
            company = unit.entity if _owns_a_unit(sentence, number) else None
            found += [company.name] if company is not None and unit.kind != PERSON else []
        elif unit.kind == PERSON or _is_of_company(sentence, number):
            found += _company_of(story, sentence, number)
        elif unit.kind in {SCHEME, VENUE}:
            found += [unit.entity.name] if unit.entity is not None else []
        else:
            found += story.parties(sentence, number)
    return distinct(found)


def states(sentence: Sentence, at: int, preps: frozenset[str]) -> list[Words]:
    """Return the countries behind a place that are a party themselves: "a treaty with South Korea"."""
    for number in range(at + 1, clause_end(sentence, at)):
        if sentence.units[number].kind == PLACE and not _before_name(sentence, number):
            hangs = link(sentence, number)
            if hangs.kind == "prep" and hangs.word in preps and hangs.at >= at:
                return _places(sentence, number)
    return []


def acting_states(sentence: Sentence, verb: int) -> list[Words]:
    """Return the countries that do what a verb says: "Uruguay and Georgia have signed …"."""
    at = group_start(sentence, verb) - 1
    while at >= 0 and (sentence.units[at].kind == DATE or sentence.units[at].lower in {"on", "in"}):
        at -= 1
    if at < 0 or sentence.units[at].kind != PLACE:
        return []
    found = mates(sentence, at)
    before = link(sentence, found[0])
    governs = before.word == "of" and sentence.units[before.at - 1].lower in _GOVERNMENTS
    return _places(sentence, at) if before.kind in {"start", "clause"} or governs else []


_GOVERNMENTS = words("governments government ministries authorities states republics parliaments")


def _places(sentence: Sentence, number: int) -> list[Words]:
    found = [sentence.units[n].entity for n in mates(sentence, number)]
    return distinct([entity.name for entity in found if entity is not None])


def _before_name(sentence: Sentence, number: int) -> bool:
    """Tell "with Chile's Acme" and "with Chilean Acme" from "with Chile"."""
    ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
    return ahead is not None and (ahead.lower in {"'s", "'", "-"} or ahead.pos in {"NOUN", "PROPN", "ADJ"})


def _owner(sentence: Sentence, number: int) -> bool:
    ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
    return ahead is not None and ahead.lower in {"'s", "'"}


def _goes_on(sentence: Sentence, number: int) -> bool:
    """Tell a reference with a verb of its own: "from Acme, it said"."""
    ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
    return not sentence.units[number].is_name and ahead is not None and ahead.pos in {"VERB", "AUX"}


def _owns_a_unit(sentence: Sentence, number: int) -> bool:
    """Tell whether a company's own part follows: "Acme's sales arm"."""
    for unit in sentence.units[number + 2 : number + 8]:
        if unit.kind or unit.pos in {"VERB", "AUX", "ADP", "PUNCT"}:
            return False
        if unit.lower in _UNITS_OF_COMPANIES:
            return True
    return False


_COMPANY_KINDS = COMPANIES | {SCHEME, VENUE}


def _is_of_company(sentence: Sentence, number: int) -> bool:
    """Tell somebody at a company, whatever their name was taken for: "Lena Marsh at Marsh Literary"."""
    behind = sentence.units[number + 1 : number + 3]
    return len(behind) > 1 and behind[0].lower == "at" and behind[1].kind in _COMPANY_KINDS


def _company_of(story: Story, sentence: Sentence, number: int) -> list[Words]:
    """Return the company that a person named in passing acts for; a maker of works acts for none."""
    units = sentence.units
    before = units[number - 1] if number else None
    if before is not None and before.lower in CREW:
        return []
    for at in range(number + 1, min(len(units) - 1, number + 9)):
        unit = units[at]
        if unit.lower in {"at", "of", "from"} or (unit.text == "," and units[at + 1].kind == BODY):
            company = next((u for u in units[at + 1 : at + 6] if u.kind in _COMPANY_KINDS), None)
            return [company.entity.name] if company is not None and company.entity is not None else []
        if unit.kind or unit.pos in {"VERB", "AUX"} or unit.lower in _STOPS:
            break
    return story.parties(sentence, number)


_SELLS = re.compile(
    r"(?:sales (?:agent|agency|company|outfit|house|banner|firm|arm|label)|seller"
    r"|sales) (?:of )?<B(?P<agent>\d+)>"
    r"|<B(?P<handles>\d+)> (?:[\w'-]+ ){0,3}?(?:handles|handling|represents|reps|represented|sells|selling"
    r"|sold"
    r"|licenses|licensed|presold|pre-sold|closed|inked|boarded)\b"
    r"|(?:sold|handled|repped|represented|licensed|distributed|brokered) by (?:[\w'’-]+ |<C\d+> |'s ){0,5}?"
    r"<B(?P<by>\d+)>"
    r"|<B(?P<is>\d+)> (?:is|are) (?:handling|selling|representing|repping)"
    r"|<B(?P<owns>\d+)> 's (?:sales|rights|international)"
    r"|(?:distributors?|sellers?|sales \w+) <B(?P<says>\d+)> (?:said|says|announced|confirmed|revealed)"
)


def sellers(story: Story) -> list[Words]:
    """Return who the article says sells or handles rights, in the order of the text."""
    found: list[Words] = []
    for sentence in story.sentences:
        for match in _SELLS.finditer(skeleton(sentence)):
            number = next(int(v) for v in match.groupdict().values() if v is not None)
            entity = sentence.units[number].entity
            if entity is not None:
                found.append(entity.name)
    return distinct(found)


def seller_in_sight(story: Story, sentence: Sentence, buyers: list[Words]) -> list[Words]:
    """Return who sells what the sentence tells of, when the sentence itself does not say."""
    bought = {w.text for w in buyers}
    told = [w for w in sellers(story) if w.text not in bought]
    return told[:1] or [w for w in _by_name(story, sentence) if w.text not in bought][:1]


_SELLS_BY_NAME = re.compile(r"\b(?:Sales|Rights)\b")


def _by_name(story: Story, sentence: Sentence) -> list[Words]:
    """Return the bodies before a sentence whose name says that they sell, the nearest first."""
    return [
        u.entity.name
        for s in reversed(story.sentences[: sentence.number + 1])
        for u in s.units
        if u.kind == BODY and u.entity is not None and _SELLS_BY_NAME.search(u.entity.name.text)
    ]


def people_of(story: Story, sentence: Sentence, number: int) -> list[Credit]:
    """Return the people of the list around a place with their jobs."""
    found = []
    for mate in mates(sentence, number):
        person = sentence.units[mate].entity
        if person is not None:
            role = crew_role(story.reading, sentence, mate) or (person.roles[0] if person.roles else None)
            found.append(Credit(person, role, sentence.number))
    return found
