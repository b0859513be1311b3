"""The countries and cities that an announcement applies to.

Rule: a place counts where makers come from it, where something is given, shown, sold or built there; the
dateline, a person's home and the seat of a company do not.
"""

from extractors.reading import Words
from extractors.records.announcements.draft import distinct
from extractors.records.announcements.links import link
from extractors.records.announcements.units import PLACE, WORD, Sentence
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
    " cinema screens towns cities provinces regions"
)
_APPLIES = words(
    "based live work living working reside operating operate expand available open shoot film build"
)


def of_makers(sentence: Sentence) -> list[Words]:
    """Return the places that makers or works come from: "from the Cook Islands", "in Greece and …"."""
    found = []
    for number, unit in enumerate(sentence.units):
        if unit.kind != PLACE or unit.entity is None or not _stands_alone(sentence, number):
            continue
        hangs = link(sentence, number)
        if hangs.kind != "prep" or hangs.word not in _MAKERS_PREPS or hangs.at < 1:
            continue
        before = sentence.units[_head(sentence, hangs.at - 1)]
        counted = before.count.unit.text.lower().split()[-1] if before.count and before.count.unit else ""
        if before.lower in _MAKERS or before.tag == "NNS" or counted in _MAKERS or before.lemma in _APPLIES:
            found.append(unit.entity.name)
    return distinct(found)


_PARTS = words(
    "north south east west northeast northwest southeast southwest part parts region regions areas all rest"
    " whole centre heart"
)


def _head(sentence: Sentence, at: int) -> int:
    """Return the place of the noun that a place goes with, over "in the north of"."""
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
    possessive = ahead.lower in {"'s", "'"}
    return not possessive and not (ahead.kind == WORD and ahead.pos in {"NOUN", "PROPN"})
