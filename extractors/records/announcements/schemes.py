"""Schemes: funds and programmes that are launched, opened or raised.

Rule: the fund or scheme is the subject; its date is the day it opens or closes for applications, where told.
"""

import re
from collections.abc import Iterator

from extractors.reading import DateSpan, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import group_start, is_passive, link
from extractors.records.announcements.nouns import phrase_start, phrase_with_head
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    DATE,
    PLACE,
    SCHEME,
    SPEECH,
    WORK,
    Sentence,
)
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

FUND = re.compile(
    r"\b(?:fund|fondo|fonds|rebate|incentive|grants?|subsid|endowment|tax credit|bursar|stipend|pot of"
    r"|financ|investment)",
    re.IGNORECASE,
)


_PROGRAMME = re.compile(
    r"\b(?:programme|program|lab|laboratory|initiative|scheme|fellowship|academy|accelerator|incubator"
    r"|residency|workshops?|course|bootcamp|mentor"
    r"|traineeship|internship|apprentice|call|training|school|scholarship|competition)",
    re.IGNORECASE,
)


_DEADLINE = re.compile(
    r"\b(?:deadline|clos(?:e|es|ing)|until|till|by|applications?|entries|submissions?|open call)\b"
)


def launches(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has launched the Y Fund", "X opens a call for Y", and their passives."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in lex.LAUNCH | {
        "take",
        "run",
        "bring",
        "back",
        "raise",
        "double",
        "increase",
    }:
        return
    passive = is_passive(sentence, verb)
    if unit.lemma == "take" and "wraps" not in [u.lower for u in sentence.units[verb : verb + 4]]:
        return
    heads = lex.FUND_NOUNS | lex.PROGRAMME_NOUNS
    if unit.lemma in {"raise", "double", "increase"}:
        heads = words("rebate rebates incentive incentives subsidy fund funding budget grant grants")
    if passive or (unit.tag == "VBN" and verb < 3):
        found = phrase_with_head(
            story, sentence, heads, max(0, group_start(sentence, verb) - 10), group_start(sentence, verb)
        )
        if found is None and verb < 3:
            found = phrase_with_head(story, sentence, heads, verb + 1, verb + 8)
    else:
        found = phrase_with_head(story, sentence, heads, verb + 1, min(len(sentence.units), verb + 16))
    if found is None:
        return
    head, subject = found
    kind = scheme_kind(sentence, head, subject)
    if kind is None:
        return
    usual = unit.lemma in {"run", "start", "offer", "present", "reveal", "back", "bring", "take"}
    if (
        usual
        and sentence.units[head].kind != SCHEME
        and kind is not Kind.FUNDING
        and not _is_under_way(sentence, verb)
    ):
        return
    named = _name_beside(sentence, head)
    draft = Draft(kind, story.words(unit), sentence, subject=named or subject, confidence=0.75)
    if passive:
        agents = story.after(sentence, verb, COMPANIES, frozenset({"by"}))
        draft.by = (
            story.parties(sentence, agents[0]) if agents else story.carried_actor(sentence, verb, COMPANIES)
        )
        draft.presumed = not agents
    else:
        draft.by = story.actors(sentence, verb)
    _partners(story, sentence, verb, draft)
    fill(story, sentence, draft)
    draft.date = _scheme_date(story, sentence, verb, kind)
    yield draft


_OPENS = re.compile(
    r"\b(?:applications?|applicants|call|entries|submissions|doors|deadline|takes? effect|first|due"
    r"|from <D|starts?|launch(?:es)?|open(?:s|ed)?)\b"
)


def set_opening(story: Story, draft: Draft) -> None:
    """Date a fund or programme by the day it opens or closes for applications, where the text tells one."""
    if draft.kind not in {Kind.FUNDING, Kind.PROGRAMME} or story.reading.published is None:
        return
    today = story.reading.published.isoformat()
    if draft.date is not None and draft.date.start > today:
        return
    for sentence in story.sentences[draft.sentence.number : draft.sentence.number + 5]:
        if sentence.section != draft.sentence.section or not _OPENS.search(sentence.lower):
            continue
        for unit in sentence.units:
            if (
                unit.kind == DATE
                and unit.date is not None
                and not unit.date.is_range
                and len(unit.date.start) == 10
                and unit.date.start > today
            ):
                draft.date = unit.date
                return


def _name_beside(sentence: Sentence, head: int) -> Words | None:
    """Return the name in "Second Light, a mentoring scheme" and "a mentoring scheme, Second Light"."""
    units = sentence.units
    if units[head].kind:
        return None
    for at in (head + 1, head + 2, head + 3):
        if (
            at < len(units)
            and units[at].kind in {SCHEME, WORK, BODY, SPEECH}
            and units[at - 1].lower in {",", "called", "named", "for", "dubbed", "the", units[head].lower}
        ):
            entity = units[at].entity
            return entity.name if entity is not None else None
    start = phrase_start(sentence, head, 0)
    while start > 0 and (units[start - 1].pos == "DET" or units[start - 1].kind == COUNT):
        start -= 1
    if start > 1 and units[start - 1].text == ",":
        entity = units[start - 2].entity
        if entity is not None and units[start - 2].kind in {SCHEME, WORK, BODY}:
            return entity.name
    return None


def _is_under_way(sentence: Sentence, verb: int) -> bool:
    """Tell "is running programmes" from "runs a programme"."""
    helpers = {u.lower for u in sentence.units[max(0, verb - 3) : verb]}
    return sentence.units[verb].tag == "VBG" and bool(helpers & {"is", "are"})


def scheme_kind(sentence: Sentence, head: int, subject: Words) -> Kind | None:
    """Tell a fund from a programme by its name or noun; a sum beside a scheme makes no fund of it."""
    text = subject.text
    own = sentence.units[head].lower
    if FUND.search(text) or own in lex.FUND_NOUNS:
        return Kind.FUNDING
    if re.search(
        r"\b(?:prize|award|medal|trophy|survey|report|index|festival|market|summit|forum|week)\b",
        text,
        re.IGNORECASE,
    ):
        return None
    if _PROGRAMME.search(text) or own in lex.PROGRAMME_NOUNS:
        return Kind.PROGRAMME
    nearby = " ".join(u.lower for u in sentence.units[head : head + 14])
    if FUND.search(nearby):
        return Kind.FUNDING
    return Kind.PROGRAMME if sentence.units[head].kind == SCHEME or _PROGRAMME.search(nearby) else None


def _partners(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    for number in story.after(sentence, verb, COMPANIES, frozenset({"with", "alongside"})):
        for party in story.parties(sentence, number):
            if all(party.text != known.text for known in [*draft.by, *draft.with_]):
                draft.with_.append(party)


def fill(story: Story, sentence: Sentence, draft: Draft) -> None:
    """Take in the sums, counts and places of a sentence."""
    draft.amounts = story.amounts(sentence)
    draft.counts = story.counts(sentence)
    draft.places = _for_places(sentence)


def _for_places(sentence: Sentence) -> list[Words]:
    """Return the places that makers or works come from: "from the Cook Islands", "in Greece and …"."""
    found = []
    for number, unit in enumerate(sentence.units):
        if unit.kind != PLACE or unit.entity is None:
            continue
        ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
        if ahead is not None and (
            ahead.lower in {"'s", "'"} or (ahead.pos in {"NOUN", "PROPN"} and not ahead.kind)
        ):
            continue
        hangs = link(sentence, number)
        makers = sentence.units[hangs.at - 1] if hangs.at > 0 else None
        if (
            hangs.kind == "prep"
            and hangs.word in {"from", "in", "across", "of"}
            and makers is not None
            and makers.pos == "NOUN"
        ):
            found.append(unit.entity.name)
    return found


def _scheme_date(story: Story, sentence: Sentence, verb: int, kind: Kind) -> DateSpan | None:
    """Return the deadline of a call; else the day of the launch."""
    if kind is Kind.PROGRAMME:
        for later in story.sentences[sentence.number : sentence.number + 4]:
            if later.section != sentence.section:
                break
            if _DEADLINE.search(later.lower):
                for unit in later.units:
                    if (
                        unit.kind == DATE
                        and unit.date is not None
                        and len(unit.date.end) == 10
                        and not unit.date.is_range
                    ):
                        return unit.date
    return story.date(sentence, verb, ahead=False)


_SCHEME_ACTS = words(
    "accept take select choose train offer return invite close welcome pick open run graduate support host"
    " mentor receive"
)


_CALL_OPEN = re.compile(
    r"\b(?:applications?|entries|submissions|call)\b.*\b(?:open|invited|due|accepted|welcome)\b"
)


def openings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read what a scheme does: "the lab will take eight writers", "applications for X are open until May"."""
    unit = sentence.units[verb]
    if unit.lemma not in _SCHEME_ACTS | {"be"}:
        return
    if unit.lemma == "be" and not _CALL_OPEN.search(sentence.lower):
        return
    end = group_start(sentence, verb)
    heads = lex.PROGRAMME_NOUNS - {"workshops", "workshop", "training"}
    found = phrase_with_head(story, sentence, heads, max(0, end - 12), end)
    if found is None or FUND.search(found[1].text):
        return
    group = {u.lower for u in sentence.units[end:verb]}
    told = group & {"will", "to", "has", "have", "is", "are"} or unit.lemma == "be"
    if not told or scheme_kind(sentence, *found) is not Kind.PROGRAMME:
        return
    named = _name_beside(sentence, found[0])
    draft = Draft(
        Kind.PROGRAMME, story.words(unit), sentence, subject=named or found[1], confidence=0.6, presumed=True
    )
    draft.by = story.carried_actor(sentence, verb)
    fill(story, sentence, draft)
    draft.date = _scheme_date(story, sentence, verb, Kind.PROGRAMME)
    if sentence.units[found[0]].kind == SCHEME or draft.counts or draft.date is not None:
        yield draft
