"""What a deal is about: titles, a company, works by number, or rights, as the object of its verb names it.

Rule: the first thing that the object names decides; what only describes it, or owns it, is stepped over.
"""

import re
from dataclasses import dataclass, field

from extractors.entities.lexicon import BODY_ROLE_HEADS, WORK_NOUNS
from extractors.reading import Entity, Words
from extractors.records.announcements.credits import CREW, is_background_title
from extractors.records.announcements.draft import Story
from extractors.records.announcements.links import describes_next
from extractors.records.announcements.nouns import phrase, phrase_start
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    EVENT,
    MONEY,
    PERSON,
    PLACE,
    SCHEME,
    VENUE,
    WORK,
    Sentence,
    Unit,
)
from extractors.values.lexicon import words

RIGHTS = words("rights licence license licences licenses licensing distribution catalogue catalog library")
_STAKE = words("stake stakes share shares majority minority interest control holding shareholding remainder")
_INTO = words("to for in on of over behind")
_ENDS = words("from by at with via through under as amid after before following ahead")
_REFERENCES = words("it them both")
_DEFINITE = words("the this that its their his her")
_NAMES = frozenset({BODY, VENUE, EVENT, SCHEME, PERSON})
WORKS = words(
    "telenovela telenovelas series film films title titles hour hours feature features documentary"
    " documentaries episode episodes work works picture pictures game games book books novel novels format"
    " formats song songs album albums project projects drama dramas movie movies territory territories"
    " countries country market markets classic classics track tracks publication publications show shows"
    " podcast podcasts part parts season seasons special specials concert concerts play plays script"
    " scripts programme programmes shorts short reel reels minutes recordings masters comic comics"
)


@dataclass(slots=True)
class Goods:
    """What is bought, sold or agreed on; `owners` are the companies that the object says it belongs to."""

    titles: list[Entity] = field(default_factory=list)
    subject: Words | None = None
    owners: list[Words] = field(default_factory=list)
    places: list[Words] = field(default_factory=list)
    rights: bool = False
    stake: bool = False
    company: bool = False
    at: int = -1

    def __bool__(self) -> bool:
        return bool(self.titles) or self.subject is not None


def goods_of(story: Story, sentence: Sentence, start: int, stop: int) -> Goods:
    """Read the object that begins at a place and ends before another."""
    goods = Goods()
    units = sentence.units
    at = start
    while at < stop:
        unit = units[at]
        step = _named(story, sentence, at, stop, goods)
        if step == _DONE:
            return goods
        if step:
            at = step
            continue
        if (
            unit.lower in _ENDS
            or unit.text in {";", ":"}
            or (unit.pos == "VERB" and unit.tag not in _ADJECTIVAL)
        ):
            break
        if unit.text == "," and not goods.rights and not goods.places and not _rights_ahead(units, at):
            break
        if unit.lower == "to" and at > start and not goods.rights:
            break  # "is to sell its map business to Acme"
        at += 1
    _default(story, sentence, start, at, goods)
    return goods


def _rights_ahead(units: list[Unit], comma: int) -> bool:
    """Tell whether a comma only parts what describes rights: "Hindi, Tamil and Bengali rights"."""
    for unit in units[comma + 1 : comma + 7]:
        if unit.lower in RIGHTS and not unit.kind:
            return True
        if unit.kind not in {"", PLACE} or not (
            unit.kind or unit.pos in {"ADJ", "PROPN", "NOUN", "CCONJ"} or unit.text == ","
        ):
            return False
    return False


_DONE = -1
_ADJECTIVAL = frozenset({"VBN", "VBG", "VBD"})


def _named(story: Story, sentence: Sentence, at: int, stop: int, goods: Goods) -> int:
    """Take in what stands at a place; return where to go on, 0 for the next unit, `_DONE` for the end."""
    units = sentence.units
    unit = units[at]
    if unit.kind == WORK and not is_background_title(sentence, at):
        goods.titles, goods.at = story.title_list(sentence, at), at
        return _DONE
    if unit.kind == PLACE and unit.entity is not None:
        goods.places += [unit.entity.name] if _is_territory(sentence, at) else []
        return 0
    if unit.kind == COUNT:
        return _counted(story, sentence, at, stop, goods)
    if unit.kind in _NAMES:
        return _name(story, sentence, at, stop, goods)
    if unit.kind:
        return _DONE if unit.kind == MONEY and goods.rights else 0
    return _worded(story, sentence, at, stop, goods)


def _worded(story: Story, sentence: Sentence, at: int, stop: int, goods: Goods) -> int:
    """Read a word of the object: a stake, rights, or a reference to a title; returns as `_named` does."""
    units = sentence.units
    unit = units[at]
    if unit.lower in _STAKE and _complement(units, at, stop, words("in of")):
        goods.rights, goods.stake = False, True
        return _complement(units, at, stop, words("in of"))
    if unit.lower in RIGHTS:
        goods.rights, goods.at = True, at
        return 0
    if unit.lower in _REFERENCES or (unit.lower in WORK_NOUNS and _definite(units, at)):
        return _refer(story, sentence, at, goods)
    return 0


def _complement(units: list[Unit], at: int, stop: int, preps: frozenset[str]) -> int:
    """Return where the complement of a noun begins: behind the "in" of "a stake in Acme"; 0 for none."""
    if at + 2 >= stop or units[at + 1].lower not in preps or units[at + 2].pos == "NUM":
        return 0  # "a share of 24%" is nobody's
    return at + 2


def _is_territory(sentence: Sentence, at: int) -> bool:
    """Tell a territory ("for Spain", "UK rights") from where somebody is from ("the Dublin studio")."""
    ahead = sentence.units[at + 1] if at + 1 < len(sentence.units) else None
    before = sentence.units[at - 1] if at else None
    if ahead is None:
        return True
    if ahead.kind == PLACE or ahead.lower in {",", "and", "&"}:
        return _is_territory(sentence, at + 1) if ahead.kind == PLACE else True
    if ahead.lower in _SOLD_FOR:
        return True
    return bool(before is not None and before.lower in {"for", "in", "across"} and not _is_word_ahead(ahead))


_SOLD_FOR = RIGHTS | words("theatrical distribution all broadcast digital tv free-tv pay-tv publishing")


def _is_word_ahead(ahead: Unit) -> bool:
    return ahead.lower in {"'s", "'", "-"} or (not ahead.kind and ahead.pos in {"NOUN", "PROPN", "ADJ"})


def _counted(story: Story, sentence: Sentence, at: int, stop: int, goods: Goods) -> int:
    """Read works by number: "three films: “A”, “B” and “C”", "11 telenovelas", "the eight-part “A”"."""
    unit = sentence.units[at]
    noun = unit.count.unit.text.lower().split()[-1] if unit.count is not None and unit.count.unit else ""
    if noun not in WORKS:
        return 0
    for later in range(at + 1, stop):
        ahead = sentence.units[later]
        if ahead.lower in _ENDS | {"to", "that", "which"}:
            break
        if ahead.kind == WORK and not is_background_title(sentence, later):
            goods.titles, goods.at = story.title_list(sentence, later), later
            return _DONE
    if "-" in unit.text:
        return 0
    if goods.rights and goods.owners:
        goods.subject = _rights_phrase(story, sentence, at)
        return _DONE
    goods.subject, goods.at = package_words(story, sentence, unit), at
    return _DONE


def _name(story: Story, sentence: Sentence, at: int, stop: int, goods: Goods) -> int:
    """Read a name in the object: an owner, a company that is bought, a title that was taken for a company."""
    units = sentence.units
    unit = units[at]
    before = units[at - 1] if at else None
    if unit.entity is None or unit.kind not in _NAMES or (unit.kind == PERSON and not unit.is_name):
        return 0
    if at + 1 < stop and units[at + 1].lower in {"'s", "'"}:
        if unit.kind == BODY and not _titled_by(before):
            goods.owners.append(unit.entity.name)
        return at + 2
    maker = unit.kind == PERSON and any(u.kind == WORK for u in units[at + 1 : min(stop, at + 3)])
    maker = maker or (unit.kind == PERSON and before is not None and before.lower in CREW)
    if maker or (describes_next(sentence, at) and not goods.rights):
        return 0
    if is_title(sentence, at) or (goods.rights and (unit.kind != BODY or _has_rights(sentence, at))):
        goods.titles, goods.at = [unit.entity], at
        return _DONE
    if goods.rights and unit.kind == BODY:
        goods.owners.append(unit.entity.name)
        goods.subject = _rights_phrase(story, sentence, at)
        return _DONE
    goods.subject, goods.company, goods.at = unit.entity.name, True, at
    return _DONE


def _titled_by(before: Unit | None) -> bool:
    """Tell whether the word before a name says that it is a title: "the preschool series Acme & Co"."""
    return before is not None and not before.kind and before.lower in WORK_NOUNS - _ALSO_COMPANIES


_ALSO_COMPANIES = words("vehicle project indie franchise label hit")


def is_title(sentence: Sentence, number: int) -> bool:
    """Tell whether a name that was taken for something else is a title by the noun before it."""
    unit = sentence.units[number]
    before = sentence.units[number - 1] if number else None
    if before is not None and number > 1 and before.text in {"The", "A", "An"}:
        before = sentence.units[number - 2]
    ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
    owns = ahead is not None and ahead.lower in {"'s", "'"}
    if unit.kind not in _NAMES or not unit.is_name or owns:
        return False
    return (
        _titled_by(before)
        or _part_of_work(sentence, number)
        or (unit.kind != PERSON and _is_work_behind(sentence, number))
    )


_PARTS = words(
    "final finale episode premiere launch opener season series edition instalment installment version"
    " adaptation remake performance screening copies screenings run filming recording cast"
)


def _part_of_work(sentence: Sentence, number: int) -> bool:
    """Tell whether a name is that of a work by its parts: "the final of The Sew-Off", "copies of Salt"."""
    at = number - 1 if number and sentence.units[number - 1].text not in {"The", "the"} else number - 2
    if at < 1 or sentence.units[at].lower != "of":
        return False
    before = sentence.units[at - 1]
    counted = before.count.unit if before.count is not None else None
    noun = counted.text.lower().split()[-1] if counted is not None else before.lower
    return noun in _PARTS


def _is_work_behind(sentence: Sentence, number: int) -> bool:
    """Tell whether the words behind a name say that it is a work: "Pulling Through, a rower's memoir"."""
    units = sentence.units
    if (
        number + 2 >= len(units)
        or units[number + 1].text != ","
        or units[number + 2].lower not in {"a", "an"}
    ):
        return False
    for unit in units[number + 3 : number + 10]:
        if not unit.kind and unit.lower in WORK_NOUNS - _ALSO_COMPANIES:
            return True
        if unit.text == "," or unit.pos in {"VERB", "AUX", "ADP"} or unit.lower in BODY_ROLE_HEADS:
            return False
    return False


def story_titles(story: Story, sentence: Sentence, at: int) -> list[Entity]:
    """Return the title that a sentence is about before a place, taken for a title or not."""
    found = story.focused(sentence, at)
    here: Sentence | None = sentence
    stop = at
    for _ in range(_BACK if not found else 0):
        if here is None:
            break
        for number in range(min(stop, len(here.units)) - 1, -1, -1):
            entity = here.units[number].entity
            if entity is not None and (is_title(here, number) or _has_rights(here, number)):
                return [entity]
        here = story.previous(here)
        stop = len(here.units) if here is not None else 0
    return found


_BACK = 5


def _has_rights(sentence: Sentence, number: int) -> bool:
    """Tell whether somebody buys the rights to a name, which makes it a work."""
    units = sentence.units
    if number < _RIGHTS_TO or units[number].kind not in _NAMES or units[number].kind == EVENT:
        return False
    at = number - 1 if units[number - 1].text not in {"The", "the"} else number - 2
    ahead = units[number + 1] if number + 1 < len(units) else None
    alone = (
        ahead is None or ahead.kind or ahead.pos in {"PUNCT", "ADP", "CCONJ", "SCONJ"} or ahead.text == ","
    )
    return (
        alone and units[at].lower in {"to", "in"} and units[at - 1].lower in {"rights", "licence", "license"}
    )


_RIGHTS_TO = 2


def _definite(units: list[Unit], at: int) -> bool:
    """Tell "the film" and "the six-part crime series" from "a film"; a name may not follow."""
    ahead = units[at + 1] if at + 1 < len(units) else None
    if ahead is not None and (ahead.kind or ahead.pos in {"NOUN", "PROPN"}):
        return False
    for before in reversed(units[max(0, at - 5) : at]):
        if before.lower in _DEFINITE:
            return True
        if not (before.kind == COUNT or before.pos in {"ADJ", "NOUN", "PROPN", "NUM"}):
            return False
    return False


def _refer(story: Story, sentence: Sentence, at: int, goods: Goods) -> int:
    goods.titles = story_titles(story, sentence, at)
    ahead = sentence.units[at + 1].lower if at + 1 < len(sentence.units) else ""
    goods.rights = goods.rights or (sentence.units[at].lower in _REFERENCES and ahead in {"for", "from"})
    goods.at = at
    return _DONE if goods.titles else 0


def _default(story: Story, sentence: Sentence, start: int, stop: int, goods: Goods) -> None:
    """Fall back on the title in focus for bare rights, else on the words of the object."""
    if goods.rights and not goods.owners:
        goods.titles = story_titles(story, sentence, start)
    if not goods and goods.rights:
        goods.subject = _rights_phrase(story, sentence, stop)
    elif not goods:
        first = _behind_owner(sentence, start, stop)
        goods.subject = phrase(story, sentence, first, keep_of=True)


def _rights_phrase(story: Story, sentence: Sentence, before: int) -> Words | None:
    """Return "digital rights" or "catalogue": the noun of the rights with what describes it."""
    for at in range(min(before, len(sentence.units) - 1), -1, -1):
        if sentence.units[at].lower in RIGHTS and not sentence.units[at].kind:
            first = phrase_start(sentence, at, 0)
            return story.reading.words(sentence.units[first].start, sentence.units[at].end)
    return None


def _behind_owner(sentence: Sentence, start: int, stop: int) -> int:
    owned = [n for n in range(start, stop) if sentence.units[n].lower == "'s"]
    return owned[-1] + 1 if owned else start


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


_CONCEDED = words(
    "rights licence license publishing representation management merchandising catalogue catalog"
    " library backlist"
)


def rights_before(story: Story, sentence: Sentence, verb: int) -> tuple[Words, int] | None:
    """Return the rights that are the subject of a verb, "US rights went to …", and where their noun is."""
    units = sentence.units
    for number in range(verb - 1, -1, -1):
        if not units[number].kind and units[number].lower in _CONCEDED:
            first = phrase_start(sentence, number, 0)
            return story.reading.words(units[first].start, units[number].end), number
        if units[number].text in {",", ";"}:
            return None
    return None
