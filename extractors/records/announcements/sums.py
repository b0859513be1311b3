"""Sums given: grants, pledges, rounds, and what a fund is said to hold.

Rule: a sum without a name of its own belongs to the fund that the sentences before speak of.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.draft import ACTORS, COMPANIES, Draft, Story, distinct
from extractors.records.announcements.givers import STATE, fill, governments
from extractors.records.announcements.links import describes_next, link, subject
from extractors.records.announcements.nouns import phrase, phrase_start, phrase_with_head
from extractors.records.announcements.scheme_names import FUND
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    EVENT,
    MONEY,
    PLACE,
    SCHEME,
    VENUE,
    WORK,
    Sentence,
)
from extractors.records.announcements.verbs import group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_MONEY_VERBS = (lex.GIVE - {"set", "hand", "support", "fund", "finance", "back", "raise"}) | words(
    "make release unlock unblock approve dedicate devote channel deploy mobilise mobilize ring-fence"
    " ringfence splash"
    " stump chip disburse share split offer guarantee hand dole set spread divide distribute reinstate"
    " restore pool pump lend loan advance extend back support fund finance subsidise subsidize sponsor"
    " help bankroll"
)
# Verbs that speak of money only together with one of these words.
_ONLY_WITH = {
    "make": {"available"},
    "set": {"aside"},
    "hand": {"out", "over"},
    "dole": {"out"},
    "stump": {"up"},
    "chip": {"in"},
    "share": {"between", "among", "projects", "films", "titles", "companies", "productions"},
    "split": {"between", "among"},
    "divide": {"between", "among"},
    "spread": {"over", "across"},
    "offer": {"grants", "funding", "grant", "awards", "each", "per", "bonus", "bonuses"},
    "release": {"for", "to"},
    "extend": {"loan", "facility", "credit"},
    "advance": {"loan", "to"},
    **{verb: {"with"} for verb in ("back", "support", "fund", "finance", "subsidise", "sponsor", "help")},
}


_SPENT_ON = lex.FUND_NOUNS | words(
    "soundstages studios studio stages facility centre center programme programs programmes scheme"
    " lab academy fellowship hub"
)


def _can_be_spent_on(sentence: Sentence, head: int, named: Words) -> bool:
    """Tell what money goes into ("four soundstages", a fund) from what it has paid for ("200 programs")."""
    if sentence.units[head].kind == SCHEME:
        return bool(FUND.search(named.text))
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


def round_of(story: Story, sentence: Sentence, money: int) -> Words | None:
    """Return the round that a sum is given in: "in its summer round"."""
    for number in range(money + 1, len(sentence.units)):
        if sentence.units[number].lower in {"round", "call", "session", "edition"}:
            start = phrase_start(sentence, number, money)
            return story.reading.words(sentence.units[start].start, sentence.units[number].end)
    return None


def _spent_on(story: Story, sentence: Sentence, money: int) -> Words | None:
    """Return what a sum goes into: "FJ$5 million on training for crews"."""
    for number in range(money + 1, min(len(sentence.units), money + 7)):
        if sentence.units[number].kind == PLACE:
            return None
        ahead = sentence.units[number + 1].tag if number + 1 < len(sentence.units) else ""
        paid = "pay" in {u.lemma for u in sentence.units[:money]}
        if sentence.units[number].lower == "for" and (ahead == "VBG" or paid):
            return None
        if sentence.units[number].lower in {"on", "into", "in", "towards", "toward", "for"}:
            named = phrase(story, sentence, number + 1, keep_of=True)
            if named is None or named.text.split()[-1].lower() in _MEANS:
                return None
            return named if named.text[:1].islower() else None
    return None


_MEANS = words(
    "cash money shares stock capital kind instalments installments equity total advance dollars euros"
)
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
    if entity is None or not FUND.search(entity.name.text):
        return
    draft = Draft(
        Kind.FUNDING, story.words(unit), sentence, subject=entity.name, confidence=0.7, presumed=True
    )
    draft.by = story.carried_actor(sentence) or [entity.name]
    fill(story, sentence, draft)
    draft.date = None
    yield draft


def fund_in_sight(story: Story, sentence: Sentence) -> Words | None:
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
    if not _may_give(story, sentence, verb):
        return
    passive = is_passive(sentence, verb)
    if passive and _receiver_first(sentence, verb):
        return
    sums = [n for n, u in enumerate(sentence.units) if u.kind == MONEY and (n > verb or passive)]
    into = any(u.lower in {"into", "in", "towards"} for u in sentence.units[verb:])
    if not sums or sums[0] - verb > 12 or (unit.lemma in _INTO and not into):
        return
    if _is_no_gift(sentence, verb, sums[0]):
        return
    draft = Draft(Kind.FUNDING, story.words(unit), sentence, confidence=0.7)
    _set_giver(story, draft, verb)
    draft.subject = _purpose(story, draft, verb, sums[0])
    draft.titles = [] if passive else story.titles_after(sentence, verb)
    _receivers(story, sentence, verb, draft)
    fill(story, sentence, draft)
    draft.date = story.date(sentence, verb, ahead=None)
    if draft.date is not None and draft.date.is_range:
        draft.date = None
    _tell_of_fund(story, sentence, draft)
    if _is_scheme_itself(sentence, verb):
        draft.presumed = True
    if _says_enough(draft, verb, passive=passive):
        yield draft


def _may_give(story: Story, sentence: Sentence, verb: int) -> bool:
    """Tell a verb of giving from a duty ("must spend"), a habit ("pay") and what was spent long ago."""
    unit = sentence.units[verb]
    behind = {u.lower for u in sentence.units[verb + 1 :]}
    group = {u.lower for u in sentence.units[group_start(sentence, verb) : verb]}
    needed = _ONLY_WITH.get(unit.lemma)
    shared = unit.lemma == "share" and any(
        u.kind == SCHEME or u.lower in lex.FUND_NOUNS for u in sentence.units
    )
    if needed and not shared and not needed & behind:
        return False
    if group & {"must", "should"}:
        return False
    if unit.tag in {"VBP", "VB"} and not group & {"will", "to", "'ll", "would"}:
        return False
    spent = unit.lemma in {"spend", "pay"} and unit.tag == "VBD"
    return not spent or sentence.line <= _LEAD or _fresh(story, sentence)


def _set_giver(story: Story, draft: Draft, verb: int) -> None:
    """Set who gives; of a passive the agent behind "by"."""
    sentence = draft.sentence
    if not is_passive(sentence, verb):
        draft.by = governments(story, sentence, verb) or story.actors(sentence, verb)
        nameless = subject(sentence, verb, ACTORS) is None and _lower_subject(sentence, verb)
        draft.presumed = nameless and sentence.number > 0
        return
    agents = [
        n for n in story.after(sentence, verb, COMPANIES, frozenset({"by"})) if _near(sentence, verb, n)
    ]
    draft.by = story.parties(sentence, agents[0]) if agents else story.carried_actor(sentence, verb)
    draft.presumed = not agents


def _lower_subject(sentence: Sentence, verb: int) -> bool:
    """Tell a giver without a name: "the finance ministry has allocated …"."""
    first = group_start(sentence, verb)
    return first > 0 and not sentence.units[first - 1].kind and sentence.units[first - 1].lower in STATE


def _purpose(story: Story, draft: Draft, verb: int, money: int) -> Words | None:
    """Return the fund or round that a sum is given from, or what it goes into."""
    sentence = draft.sentence
    found = phrase_with_head(story, sentence, _SPENT_ON, verb + 1, len(sentence.units))
    if found is not None and _can_be_spent_on(sentence, *found):
        return found[1]
    fund = fund_in_sight(story, sentence)
    itself = fund is not None and fund.text in {w.text for w in draft.by}
    return (
        (round_of(story, sentence, money) if itself else None)
        or fund
        or _spent_on(story, sentence, money)
        or round_of(story, sentence, money)
    )


def _says_enough(draft: Draft, verb: int, *, passive: bool) -> bool:
    """Tell whether a sum has a purpose or a receiver, or stands at the head of the news."""
    unit = draft.sentence.units[verb]
    group = {u.lower for u in draft.sentence.units[group_start(draft.sentence, verb) : verb]}
    leads = draft.sentence.line <= _LEAD and bool(group & {"has", "have", "will", "is", "are", "to"})
    return bool(
        draft.subject is not None
        or draft.titles
        or draft.with_
        or draft.presumed
        or (leads and unit.lemma not in {"spend", "pay", "make"})
        or (unit.lemma in _OUTRIGHT and not passive)
    )


_PRIZE = re.compile(r"\b(?:prizes?|medals?|troph\w+|palm|award|gong|statuette)\b")


def _is_no_gift(sentence: Sentence, verb: int, money: int) -> bool:
    """Tell a prize that is handed out, a stake that is bought and turnover from money that is given."""
    unit = sentence.units[verb]
    between = sentence.units[verb + 1 : money]
    if between and between[-1].lower == "worth" and unit.lemma in {"lend", "loan", "provide", "offer"}:
        return True  # "will lend equipment worth £400,000"
    for_ = {u.lower for u in sentence.units[money + 1 : money + 4]}
    if unit.lemma in {"pay", "splash", "spend"} and "for" in for_:
        return True
    if "stake" in sentence.lower.split() or (
        unit.lemma in {"put", "set"} and link(sentence, money).word == "at"
    ):
        return True
    if unit.lemma in {"award", "give", "offer", "hand", "share"}:
        behind = " ".join(u.lower for u in sentence.units[money + 1 : money + 4])
        return any(u.kind in {SCHEME, EVENT, PLACE} for u in between) or bool(_PRIZE.search(behind))
    return unit.lemma == "contribute" and subject(sentence, verb, ACTORS) is None


def _receiver_first(sentence: Sentence, verb: int) -> bool:
    """Tell "Salt was awarded £2m" from "£2m was awarded to Salt"."""
    at = subject(sentence, verb, ACTORS | {WORK, VENUE})
    start = group_start(sentence, verb)
    return at is not None and not any(u.kind == MONEY for u in sentence.units[:start])


def _near(sentence: Sentence, verb: int, number: int) -> bool:
    """Tell the agent of a passive from that of a later participle: "set aside for Salt, produced by X"."""
    return not any(u.kind == WORK or u.tag == "VBN" for u in sentence.units[verb + 1 : number])


_TAKEN_UP = words("fund scheme programme program rebate incentive initiative credit grant grants subsidy")
_LEAD = 1


def _fresh(story: Story, sentence: Sentence) -> bool:
    """Tell whether a sentence names a day of these weeks."""
    today = story.reading.published
    days = [u.date.start for u in sentence.units if u.date is not None]
    return today is not None and any(
        day[:7] == today.isoformat()[:7] and len(day) > len("2025-05") for day in days
    )


def _is_scheme_itself(sentence: Sentence, verb: int) -> bool:
    """Tell whether the one who gives is only taken up: "the fund will award …"."""
    at = subject(sentence, verb, COMPANIES | {SCHEME})
    start = group_start(sentence, verb)
    opening = [u.lower for u in sentence.units[:4] if not u.kind]
    if opening[:1] == ["the"] and set(opening[1:]) & _TAKEN_UP:
        return True
    nouns = [u.lower for u in sentence.units[max(0, start - 8) : start] if not u.kind and u.pos == "NOUN"]
    if at is None:
        return bool(nouns) and nouns[-1] in lex.FUND_NOUNS | lex.PROGRAMME_NOUNS
    unit = sentence.units[at]
    return not unit.is_name and unit.lower.split()[-1] in lex.FUND_NOUNS | lex.PROGRAMME_NOUNS | {
        "it",
        "which",
    }


_INTO = words("put pour plough plow inject pump")


def _receivers(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    known = {w.text for w in draft.by}
    direct = _given_to(sentence, verb) if sentence.units[verb].lemma in _TWO_OBJECTS else None
    if direct is not None:
        draft.with_ = [w for w in story.parties(sentence, direct) if w.text not in known]
    for number in story.after(sentence, verb, COMPANIES, frozenset({"to", "with", "into", "in", "from"})):
        if sentence.units[max(0, link(sentence, number).at - 1)].lower == "according":
            continue
        draft.with_ += [party for party in story.parties(sentence, number) if party.text not in known]
    draft.with_ = distinct(draft.with_)


_TWO_OBJECTS = words("grant award give lend loan offer pay advance hand provide extend back support fund")


def _given_to(sentence: Sentence, verb: int) -> int | None:
    """Return the receiver right behind a verb of giving: "has granted Acme a €5 million loan"."""
    for number in range(verb + 1, min(len(sentence.units), verb + 7)):
        unit = sentence.units[number]
        if unit.kind in {BODY, VENUE} and not describes_next(sentence, number):
            behind = sentence.units[number + 1 : number + 2]
            return None if behind and behind[0].lower in {"'s", "'"} else number
        if unit.kind not in {"", PLACE} or unit.pos in {"ADP", "VERB", "PUNCT"}:
            return None
    return None


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
        fill(story, sentence, draft)
        draft.date = story.date(sentence, verb, ahead=True)
        yield draft
        return
