"""The countries and cities that an announcement applies to.

Rule: a place counts where makers come from it, where something is given, shown, sold or built there; the
dateline, a person's home and the seat of a company do not.
"""

import re

from extractors.reading import Words
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import distinct
from extractors.records.announcements.links import link, mates
from extractors.records.announcements.units import MONEY, PLACE, WORD, WORK, Sentence
from extractors.values.lexicon import words

_MAKERS_PREPS = words("from in across of throughout between within for to covering")
_MAKERS = words(
    "maker makers filmmaker filmmakers film-maker film-makers writer writers director directors producer"
    " producers artist artists creator creators talent talents student students resident residents"
    " participant participants applicant applicants company companies studio studios project projects"
    " production productions film films feature features series country countries shoot shoots crew crews"
    " screenwriter screenwriters developer developers author authors journalist journalists musician"
    " musicians team teams people women professionals animators playwright playwrights composers publishers"
    " translators technicians start-ups startups start-up founders entrepreneurs designers citizens"
    " nationals trainees fellows editors storytellers podcasters broadcasters theatres cinemas venues"
    " bands acts schools territories markets soundstages stages facility facilities complex hub hubs"
    " cinema screens towns cities provinces regions post-production training courses"
)
_APPLIES = words(
    "based live work living working reside operating operate expand available open shoot film build train"
    " spend"
)


_AUDIENCES = words(
    "audiences audience viewers readers players gamers fans listeners subscribers moviegoers cinemagoers"
    " cinemas theaters theatres bookshops bookstores shops stores"
)


def before(sentence: Sentence, at: int) -> list[Words]:
    """Return the places that open a sentence or follow an audience: "In Peru, …", "Viewers in Peru …"."""
    found = []
    for number, unit in enumerate(sentence.units[:at]):
        if unit.kind != PLACE or unit.entity is None:
            continue
        hangs = link(sentence, number)
        if hangs.kind != "prep" or hangs.word not in {"in", "across", "throughout", "for"}:
            continue
        if hangs.at < 1 or sentence.units[hangs.at - 1].lower in _AUDIENCES:
            found.append(unit.entity.name)
    return distinct(found)


_FIGURES = words(
    "office market markets admissions revenue revenues sales spend spending share users subscribers"
    " viewers listeners people households homes adults children readers tickets sites screens cinemas"
    " theaters theatres series hours productions shoots film title list chart start opening bow weekend run"
    " audiences cinema listening viewing streaming"
)


def of_figures(sentence: Sentence) -> list[Words]:
    """Return the places whose figures a sentence gives: "the box office in Chile", "2m homes in Chile"."""
    found = []
    for number, unit in enumerate(sentence.units):
        if unit.kind != PLACE or unit.entity is None:
            continue
        if _of_market(sentence, number):
            found.append(unit.entity.name)
        if not _stands_alone(sentence, number):
            continue
        hangs = link(sentence, number)
        if hangs.kind != "prep" or hangs.word not in {"in", "across", "throughout"} or hangs.at < 1:
            continue
        head = sentence.units[_head(sentence, hangs.at - 1)]
        counted = head.count.unit.text.lower().split()[-1] if head.count and head.count.unit else ""
        if {head.lower, counted} & _FIGURES or head.kind in {MONEY, WORK} or head.pos == "VERB":
            found.append(unit.entity.name)
    return distinct(found)


def _of_market(sentence: Sentence, number: int) -> bool:
    """Tell a market by its name before a noun: "UK cinema admissions", "South Korea’s box office"."""
    ahead = {u.lower for u in sentence.units[number + 1 : number + 5] if not u.kind}
    return bool(ahead & _MARKETS) and sentence.units[number + 1].lower != "-"


_MARKETS = words(
    "box box-office cinema cinemas admissions market audiences homes households exhibitors chart"
)


_SHOOT = re.compile(
    r"\b(?:shoot\w*|shot|film(?:ed|ing|s)|photography|production|locations?|cameras|lens(?:ing|ed)"
    r"|being made|(?:double|stand)s? (?:in )?for|doubling for|standing in for|set up camp|wrap\w*)\b"
)
_DOUBLES = words("double stand")


def of_shoot(sentence: Sentence) -> list[Words]:
    """Return where a sentence about a shoot says that it goes: "will move to Jaipur and wrap in Kandy"."""
    if not _SHOOT.search(sentence.lower):
        return []
    found = []
    for number, unit in enumerate(sentence.units):
        hangs = link(sentence, number) if unit.kind == PLACE and unit.entity is not None else None
        if hangs is None or unit.entity is None or not _stands_alone(sentence, number):
            continue
        led = hangs.kind == "prep" and hangs.word in _TO_SHOOT
        if _plays_another(sentence, number) or (
            led and sentence.units[hangs.at - 1].lower not in {"set", "based", "plays", "takes"}
        ):
            found.append(unit.entity.name)
    return distinct(found)


_TO_SHOOT = words("in to across around between including on near outside at throughout")


def _plays_another(sentence: Sentence, number: int) -> bool:
    """Tell a place that a shoot uses for another: "Malta stands in for Tyre", "Lyon and Metz will double"."""
    ahead = sentence.units[mates(sentence, number)[-1] + 1 :][:3]
    return any(u.lemma in _DOUBLES and u.pos == "VERB" for u in ahead)


def on_location(sentence: Sentence, at: int, end: int) -> list[Words]:
    """Return the places that play another one, and those inside or right behind the words for a shoot."""
    own = of_shoot(sentence)
    near = sentence.units[at : end + _NEAR]
    played = [n for n, u in enumerate(sentence.units) if u.kind == PLACE and _plays_another(sentence, n)]
    kept = {id(u.entity) for u in near} | {id(sentence.units[n].entity) for n in played}
    named = {u.entity.name.text for u in sentence.units if u.entity is not None and id(u.entity) in kept}
    return [w for w in own if w.text in named]


_NEAR = 4
_TAKES_IN = words("cover span include comprise encompass embrace")


def of_rights(sentence: Sentence) -> list[Words]:
    """Return the places that open the sentence of a sale or that it covers: "In Spain, …", "covers Spain"."""
    found = before(sentence, len(sentence.units))
    for number, unit in enumerate(sentence.units):
        hangs = link(sentence, number) if unit.kind == PLACE and unit.entity is not None else None
        if hangs is not None and unit.entity is not None and hangs.kind == "verb" and hangs.word in _TAKES_IN:
            found.append(unit.entity.name)
    return distinct(found)


_SEATED = re.compile(
    r"\b(?:based|stationed|located|working|works?|operat\w+|sits?) (?:out of |in |from |at )"
    r"(?:the |its |<B\d+> 's |the company 's )*<C(?P<place>\d+)>"
    r"|\bin (?:its|the|their|<B\d+> 's) <C(?P<office>\d+)> (?:office|base|headquarters|bureau|hub|branch)\b"
    r"|\b(?:head|director|manager|chief|president|lead|executive|officer|editor|producer|commissioner|buyer)"
    r" (?:of |for |in )?(?:(?!<|based)[\w-]+ ){0,4}?(?:for|in|across|,) (?:the )?<C(?P<market>\d+)>"
    r"|\b(?:offices?|base|hub|outpost|headquarters|bureau|branch|studio|operations?|business|team) (?:in"
    r"|for|across)"
    r" <C(?P<hub>\d+)>|\bmov(?:es?|ing) (?:back )?to <C(?P<new>\d+)>"
)


def of_post(sentence: Sentence) -> list[Words]:
    """Return where a post is: "based in London"."""
    found = []
    for match in _SEATED.finditer(skeleton(sentence)):
        named = next(group for group in match.groups() if group is not None)
        for number in mates(sentence, int(named)):
            entity = sentence.units[number].entity
            found += [entity.name] if entity is not None else []
    return distinct(found)


def of_makers(sentence: Sentence) -> list[Words]:
    """Return the places that makers or works come from: "from the Cook Islands", "in Greece and …"."""
    found = []
    for number, unit in enumerate(sentence.units):
        if unit.kind != PLACE or unit.entity is None or not _stands_alone(sentence, number):
            continue
        hangs = link(sentence, number)
        if hangs.kind != "prep" or hangs.word not in _MAKERS_PREPS or hangs.at < 1:
            continue
        head = sentence.units[_head(sentence, hangs.at - 1)]
        counted = head.count.unit.text.lower().split()[-1] if head.count and head.count.unit else ""
        spent = head.kind == MONEY and "spend" in sentence.lower
        makers = head.tag == "NNS" or {head.lower, counted} & _MAKERS or head.lemma in _APPLIES
        if spent or makers:
            found.append(unit.entity.name)
    return distinct(found)


_PARTS = words(
    "north south east west northeast northwest southeast southwest part parts region regions areas all rest"
    " whole centre heart"
)


def _head(sentence: Sentence, at: int) -> int:
    """Return the place of the noun that a place goes with, over "in the north of"."""
    if at and sentence.units[at].text == ",":
        return at - 1
    if sentence.units[at].lower not in _PARTS:
        return at
    before = at
    while before > 0 and sentence.units[before].pos != "ADP":
        before -= 1
    return before - 1 if before > 0 else at


def _stands_alone(sentence: Sentence, number: int) -> bool:
    """Tell "from Chile" from "from Chile's Studio Norte" and "from the Chile office"."""
    ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
    if ahead is None:
        return True
    possessive = ahead.lower in {"'s", "'", "-"}
    return not possessive and not (ahead.kind == WORD and ahead.pos in {"NOUN", "PROPN"})
