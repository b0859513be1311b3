"""Money and schemes: funds, grants and rebates; programmes, labs and calls.

Rule: the fund or scheme is the subject and gathers what the sentences after it say of it.
"""

import re
from collections.abc import Iterator

from extractors.reading import DateSpan, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.draft import COMPANIES, Draft, Story, distinct
from extractors.records.announcements.links import group_start, is_passive, link, subject
from extractors.records.announcements.nouns import phrase, phrase_start, phrase_with_head
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    DATE,
    MONEY,
    PLACE,
    SCHEME,
    SPEECH,
    WORK,
    Sentence,
)
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_FUND = re.compile(
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
_MONEY_VERBS = lex.GIVE - {"set", "hand", "support", "fund", "finance", "back"}
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
    _fill(story, sentence, draft)
    draft.date = _scheme_date(story, sentence, verb, kind)
    yield draft


_OPENS = re.compile(
    r"\b(?:applications?|applicants|call|entries|submissions|doors|deadline|takes? effect|first|due|from <D|starts?|launch(?:es)?|open(?:s|ed)?)\b"
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
    if _FUND.search(text) or own in lex.FUND_NOUNS:
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
    if _FUND.search(nearby):
        return Kind.FUNDING
    return Kind.PROGRAMME if sentence.units[head].kind == SCHEME or _PROGRAMME.search(nearby) else None


def _partners(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    for number in story.after(sentence, verb, COMPANIES, frozenset({"with", "alongside"})):
        for party in story.parties(sentence, number):
            if all(party.text != known.text for known in [*draft.by, *draft.with_]):
                draft.with_.append(party)


def _fill(story: Story, sentence: Sentence, draft: Draft) -> None:
    draft.amounts = story.amounts(sentence)
    draft.counts = story.counts(sentence)
    draft.places = _for_places(story, sentence)


def _for_places(story: Story, sentence: Sentence) -> list[Words]:
    """Return the places that makers or works come from: "from the Cook Islands", "in Türkiye, Greece and …"."""
    found = []
    for number, unit in enumerate(sentence.units):
        if unit.kind != PLACE or unit.entity is None:
            continue
        ahead = sentence.units[number + 1] if number + 1 < len(sentence.units) else None
        if ahead is not None and (
            ahead.lower in {"'s", "'"} or ahead.pos in {"NOUN", "PROPN"} and not ahead.kind
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


_SPENT_ON = lex.FUND_NOUNS | words(
    "soundstages studios studio stages facility centre center programme programs programmes scheme lab academy fellowship hub"
)


def _can_be_spent_on(sentence: Sentence, head: int, named: Words) -> bool:
    """Tell what money goes into from what it has paid for: "four soundstages" and a fund, but not "200 programs"."""
    if sentence.units[head].kind == SCHEME:
        return bool(_FUND.search(named.text))
    if sentence.units[head].kind == COUNT:
        return named.text.lower().split()[-1] in {
            "soundstages",
            "studios",
            "stages",
            "facilities",
            "centres",
            "centers",
        }
    return True


def _spent_on(story: Story, sentence: Sentence, money: int) -> Words | None:
    """Return what a sum goes into: "FJ$5 million on training for crews"."""
    for number in range(money + 1, min(len(sentence.units), money + 7)):
        if sentence.units[number].lower in {"on", "into", "towards"}:
            return phrase(story, sentence, number + 1, keep_of=True)
    return None


_OUTRIGHT = words("award grant invest commit pledge allocate donate contribute earmark approve")


def promises(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read what a new fund does: "A new Y Fund, with €3m a year, will support up to 40 features"."""
    unit = sentence.units[verb]
    if unit.lemma not in words("support back fund finance help give offer provide invest pay select select"):
        return
    group = {u.lower for u in sentence.units[group_start(sentence, verb) : verb]}
    number = subject(sentence, verb, frozenset({SCHEME}))
    if number is None or not group & {"will", "to", "'ll"}:
        return
    entity = sentence.units[number].entity
    if entity is None or not _FUND.search(entity.name.text):
        return
    draft = Draft(Kind.FUNDING, story.words(unit), sentence, subject=entity.name, confidence=0.7)
    draft.by = story.carried_actor(sentence)
    _fill(story, sentence, draft)
    draft.date = None
    yield draft


def _fund_in_sight(story: Story, sentence: Sentence) -> Words | None:
    """Return the fund that the sentences just before speak of."""
    found = _fund_before(story, sentence)
    return found[1] if found is not None else None


def _fund_before(story: Story, sentence: Sentence) -> tuple[Sentence, Words] | None:
    here: Sentence | None = sentence
    for _ in range(4):
        if here is None:
            return None
        for unit in here.units:
            if unit.kind in {SCHEME, BODY} and unit.is_name and unit.entity is not None:
                name = unit.entity.name
                if _FUND_NAME.search(name.text):
                    return here, name
        here = story.previous(here)
    return None


_FUND_NAME = re.compile(r"\b(?:Fund|Fondo|Fonds|Grants?|Rebate|Incentive)$|^(?:Fondo|Fonds) ")


def _tell_of_fund(story: Story, sentence: Sentence, draft: Draft) -> None:
    """Take in what the sentences since the fund was named say was put into it, and whose fund it is."""
    found = _fund_before(story, sentence)
    if found is None or draft.subject is None or draft.subject.text != found[1].text:
        return
    for earlier in story.sentences[found[0].number : sentence.number]:
        if any(u.lemma in lex.GIVE for u in earlier.units):
            draft.amounts = [*story.amounts(earlier), *draft.amounts]
            draft.date = draft.date or next((u.date for u in earlier.units if u.date is not None), None)
    owners = {
        u.entity.name.text: u.entity.name
        for s in story.sentences
        for u in s.units
        if u.kind == BODY and u.entity is not None
    }
    for name, owner in owners.items():
        if found[1].text.startswith(name + " ") and name != found[1].text:
            draft.by = [owner]


def grants(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X will put €4m into Y", "X has awarded €50,000 to Z"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in _MONEY_VERBS:
        return
    passive = is_passive(sentence, verb)
    sums = [n for n, u in enumerate(sentence.units) if u.kind == MONEY and (n > verb or passive)]
    if not sums or sums[0] - verb > 12:
        return
    draft = Draft(Kind.FUNDING, story.words(unit), sentence, confidence=0.7)
    if passive:
        agents = story.after(sentence, verb, COMPANIES, frozenset({"by"}))
        draft.by = (
            story.parties(sentence, agents[0]) if agents else story.carried_actor(sentence, verb, COMPANIES)
        )
        draft.presumed = not agents
    else:
        draft.by = story.actors(sentence, verb)
    found = phrase_with_head(story, sentence, _SPENT_ON, verb + 1, len(sentence.units))
    if found is not None and _can_be_spent_on(sentence, *found):
        draft.subject = found[1]
    else:
        draft.subject = _fund_in_sight(story, sentence) or _spent_on(story, sentence, sums[0])
    draft.titles = [] if passive else story.titles_after(sentence, verb)
    for number in story.after(sentence, verb, COMPANIES, frozenset({"to", "with", "into", "in", "from"})):
        for party in story.parties(sentence, number):
            if all(party.text != known.text for known in [*draft.by, *draft.with_]):
                draft.with_.append(party)
    _fill(story, sentence, draft)
    draft.date = story.date(sentence, verb, ahead=None)
    if draft.date is not None and draft.date.is_range:
        draft.date = None
    _tell_of_fund(story, sentence, draft)
    if unit.lemma == "raise":
        _investors(story, sentence, verb, draft)
    bare = draft.subject is None and not draft.titles and not draft.with_
    if bare and (passive or unit.lemma not in _OUTRIGHT):
        return
    into = any(u.lower in {"into", "in", "towards"} for u in sentence.units[verb:])
    if unit.lemma in {"put", "pour", "plough", "plow", "inject"} and not into:
        return
    yield draft


_ROUND = re.compile(
    r"(?:series [a-e]|seed|pre-seed|bridge|funding|investment|financing)(?: funding| financing)? round|series [a-e]"
)


def _investors(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    """Turn "X has raised $24m in a round led by Y, with Z" round: the investors act, X is the other party."""
    found = []
    for number in story.after(sentence, verb, COMPANIES | {SCHEME}, frozenset({"by", "from", "with"})):
        found += story.parties(sentence, number)
    if found:
        draft.with_, draft.by = draft.by, distinct(found)
    match = _ROUND.search(sentence.lower)
    if match:
        text = story.reading.text[sentence.start : sentence.end]
        at = text.lower().find(match.group())
        if at >= 0:
            draft.subject = story.reading.words(sentence.start + at, sentence.start + at + len(match.group()))


_FUND_WORDS = words(
    "fund pot rebate incentive grant grants subsidy prize-fund credit scheme endowment facility"
)


def sums(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read a fund by its sum: "a separate fund of $6 million is to help build …", "the rebate would rise"."""
    units = sentence.units
    unit = units[verb]
    group = {u.lower for u in units[group_start(sentence, verb) : verb]}
    rises = unit.lemma in {"rise", "increase", "grow", "go", "climb", "double", "jump"}
    if not rises and not group & {"will", "to", "would", "'ll"}:
        return
    for number in range(group_start(sentence, verb) - 1, -1, -1):
        if units[number].kind or units[number].lower not in _FUND_WORDS:
            continue
        near = units[max(0, number - 3) : number + 5]
        if not rises and not any(u.kind == MONEY for u in near):
            return
        named = story.reading.words(units[phrase_start(sentence, number, 0)].start, units[number].end)
        draft = Draft(Kind.FUNDING, story.words(unit), sentence, subject=named, confidence=0.6)
        draft.by = story.carried_actor(sentence, verb)
        draft.presumed = True
        _fill(story, sentence, draft)
        draft.date = story.date(sentence, verb, ahead=True)
        yield draft
        return


_SCHEME_ACTS = words(
    "accept take select choose train offer return invite close welcome pick open run graduate support host mentor receive"
)
_CALL_OPEN = re.compile(
    r"\b(?:applications?|entries|submissions|call)\b.*\b(?:open|invited|due|accepted|welcome)\b"
)


def openings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read what a scheme does: "the lab will take eight writers", "applications for X are open until 4 May"."""
    unit = sentence.units[verb]
    if unit.lemma not in _SCHEME_ACTS | {"be"}:
        return
    if unit.lemma == "be" and not _CALL_OPEN.search(sentence.lower):
        return
    end = group_start(sentence, verb)
    heads = lex.PROGRAMME_NOUNS - {"workshops", "workshop", "training"}
    found = phrase_with_head(story, sentence, heads, max(0, end - 12), end)
    if found is None or _FUND.search(found[1].text):
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
    _fill(story, sentence, draft)
    draft.date = _scheme_date(story, sentence, verb, Kind.PROGRAMME)
    if sentence.units[found[0]].kind == SCHEME or draft.counts or draft.date is not None:
        yield draft
