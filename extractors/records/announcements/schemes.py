"""Schemes: funds and programmes that are launched, raised, put on hold or come into force.

Rule: the fund or scheme is the subject, by its own name where the text gives one; what a body holds or shows
all the time is news only where it is new.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.draft import ACTORS, COMPANIES, Draft, Story
from extractors.records.announcements.givers import fill, set_actor
from extractors.records.announcements.links import link, subject
from extractors.records.announcements.nouns import phrase_start, phrase_with_head
from extractors.records.announcements.scheme_names import (
    EVERYDAY,
    HEADS,
    dubbed,
    is_gathering,
    is_scheme_noun,
    name_beside,
    named_like_one,
    scheme_kind,
)
from extractors.records.announcements.units import COUNT, MONEY, SCHEME, WORK, Sentence
from extractors.records.announcements.verbs import clause_end, group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_SET_UP = lex.LAUNCH | words(
    "take run bring back raise double triple increase relaunch re-launch revive expand extend renew reopen"
    " re-open"
    " boost restore reinstate unfreeze pilot trial host operate plan outline publish devise develop initiate"
    " form build lift replenish resume grow organise organize hold team partner join collaborate ally confirm"
    " detail top widen broaden overhaul scrap suspend pause halt freeze close shut end abolish axe stop"
    " prolong continue"
    " come start recruit put"
)
_RAISED = words("raise double triple increase lift boost grow top widen broaden overhaul expand extend scrap")
_RAISED_HEADS = words(
    "rebate rebates incentive incentives subsidy subsidies fund funds funding budget grant grants credit"
    " credits"
    " relief uplift programme program scheme fellowship academy lab initiative residency bursary bursaries"
    " stipend stipends scholarship scholarships pot endowment levy"
)
_TOGETHER = words("team partner join collaborate ally")
# What a body holds or shows all the time; only a named scheme makes news of it.
_USUAL = words(
    "run start offer present reveal back bring take host hold operate organise organize plan publish"
    " develop detail confirm build form"
)
_WANES = words("put suspend pause halt freeze close shut end abolish axe stop continue scrap")


def launches(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has launched the Y Fund", "X and Y team up on a Z scheme", and their passives."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in _SET_UP:
        return
    if unit.lemma in {"come", "take"} and _IN_FORCE.search(_behind(sentence, verb)):
        yield from _in_force(story, sentence, verb)
        return
    if (needs := _NEEDS.get(unit.lemma)) and not needs.search(_behind(sentence, verb)):
        return
    passive = is_passive(sentence, verb)
    found = _object(story, sentence, verb, passive=passive)
    if found is None or (not passive and subject(sentence, verb, ACTORS | {WORK}) in _works(sentence)):
        return
    head, noun = found
    kind = scheme_kind(sentence, head, noun)
    named = name_beside(story, sentence, head)
    if kind is None or is_gathering(sentence, head) or not is_scheme_noun(sentence, head):
        return
    if not _is_news(sentence, verb, head, named=named is not None, passive=passive, kind=kind):
        return
    draft = Draft(
        kind, story.words(unit), sentence, subject=dubbed(story, sentence) or named or noun, confidence=0.75
    )
    set_actor(story, draft, verb)
    _partners(story, sentence, verb, draft)
    fill(story, sentence, draft)
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


_ACTS_OF = words(
    "launch creation introduction establishment opening unveiling start inauguration return relaunch revival"
    " extension expansion announcement top-up doubling tripling increase reinstatement rollout roll-out"
    " renewal suspension closure abolition setting-up formation replenishment"
)


def nominal(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "closed with the launch of a development fund" and "announced a top-up of the Y Fund"."""
    units = sentence.units
    for number, unit in enumerate(units[:-2]):
        if unit.kind or unit.lower not in _ACTS_OF or unit.pos == "VERB" or units[number + 1].lower != "of":
            continue
        found = phrase_with_head(story, sentence, HEADS, number + 2, number + 14)
        found = found or named_like_one(sentence, number + 2, number + 5)
        kind = scheme_kind(sentence, *found) if found is not None else None
        if found is None or kind is None or is_gathering(sentence, found[0]):
            continue
        if link(sentence, found[0]).at != number + 1 or not is_scheme_noun(sentence, found[0]):
            continue
        name = dubbed(story, sentence) or name_beside(story, sentence, found[0]) or found[1]
        draft = Draft(kind, story.words(unit), sentence, subject=name, confidence=0.65, presumed=True)
        verb = next((n for n in range(number, -1, -1) if units[n].pos == "VERB"), number)
        draft.by = story.actors(sentence, verb)
        _partners(story, sentence, found[0], draft)
        fill(story, sentence, draft)
        draft.date = story.date(sentence, number, ahead=False)
        yield draft
        return


_IN_FORCE = re.compile(r"\binto (?:force|effect|operation)\b|\beffect\b")
# What must follow verbs that seldom speak of schemes.
_NEEDS = {
    "bring": re.compile(r"\bback\b"),
    "put": re.compile(r"\bon (?:hold|ice)\b"),
    "come": re.compile(r"$^"),
    "take": re.compile(r"\bwraps\b"),
}


def _behind(sentence: Sentence, verb: int) -> str:
    return " ".join(u.lower for u in sentence.units[verb + 1 : verb + 14])


def _is_news(sentence: Sentence, verb: int, head: int, *, named: bool, passive: bool, kind: Kind) -> bool:
    """Tell a scheme that is made news of from one that a body runs, shows or ends in passing."""
    units, lemma = sentence.units, sentence.units[verb].lemma
    own_name = named or units[head].kind == SCHEME
    under_way = _is_under_way(sentence, verb)
    if units[head].lower in _LOOSE:
        return any(u.kind == MONEY for u in units)
    if units[head].lower in EVERYDAY and not (_is_new(sentence, head) and (lemma not in _USUAL or under_way)):
        return False
    if lemma in _WANES and not own_name and not passive:
        owned = {"its", "their", "the"} & {u.lower for u in units[verb + 1 : head]}
        return bool(owned) and kind is Kind.FUNDING
    usual = lemma in _USUAL and kind is not Kind.FUNDING and not under_way
    return not usual or own_name or _is_new(sentence, head)


def _in_force(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "the rebate came into force on Tuesday" and "the tax credit takes effect in May"."""
    start = group_start(sentence, verb)
    found = phrase_with_head(story, sentence, _RAISED_HEADS, max(0, start - 12), start)
    kind = scheme_kind(sentence, *found) if found is not None else None
    if found is None or kind is None:
        return
    unit = sentence.units[verb]
    named = name_beside(story, sentence, found[0])
    near = story.sentences[sentence.number : sentence.number + 2]
    if kind is Kind.PROGRAMME and any(u.kind == MONEY for s in near for u in s.units):
        kind = Kind.FUNDING
    draft = Draft(
        kind, story.words(unit), sentence, subject=named or found[1], confidence=0.65, presumed=True
    )
    draft.by = story.carried_actor(sentence, verb)
    fill(story, sentence, draft)
    draft.date = story.date(sentence, verb)
    yield draft


# Money that is news only with its sum.
_LOOSE = words("funding investment investments budget financing cash")


def _works(sentence: Sentence) -> set[int]:
    return {n for n, u in enumerate(sentence.units) if u.kind == WORK}


def _object(story: Story, sentence: Sentence, verb: int, *, passive: bool) -> tuple[int, Words] | None:
    """Return the fund or scheme that a verb acts on."""
    unit = sentence.units[verb]
    heads = _RAISED_HEADS if unit.lemma in _RAISED else HEADS
    if passive or (unit.tag == "VBN" and verb < len(_OPENERS)):
        start = group_start(sentence, verb)
        found = phrase_with_head(story, sentence, heads, max(0, start - 10), start)
        found = found or named_like_one(sentence, max(0, start - 6), start)
        if found is None and verb < len(_OPENERS):
            found = phrase_with_head(story, sentence, heads, verb + 1, verb + 8)
            if "by" in [u.lower for u in sentence.units[verb + 1 : verb + 2]]:
                return None
        return None if found is not None and _only_means(sentence, found[0]) else found
    end = min(clause_end(sentence, verb), verb + 18)
    found = phrase_with_head(story, sentence, heads, verb + 1, end)
    if found is not None and (_only_means(sentence, found[0]) or _hangs_elsewhere(sentence, verb, found[0])):
        return None
    if found is not None and unit.lemma in _TOGETHER and not _is_new(sentence, found[0]):
        return None
    return _with_complement(story, sentence, *found) if found is not None else None


_EDITIONS = words(
    "edition editions intake round year phase cohort season call version instalment installment half"
    " series applications"
    " entries submissions part launch expansion extension creation batch results application opening"
)


def _hangs_elsewhere(sentence: Sentence, verb: int, head: int) -> bool:
    """Tell "hold a webinar with Ann Lee of Rai Lab" from "launch the third edition of its accelerator"."""
    if sentence.units[verb].lemma in _TOGETHER:
        return False
    hangs = link(sentence, head)
    if hangs.kind != "prep" or hangs.word not in {"of", "at", "from", "by", "with"} or hangs.at <= verb:
        return False
    return sentence.units[hangs.at - 1].lower not in _EDITIONS


def _only_means(sentence: Sentence, head: int) -> bool:
    """Tell money that only helps: "organised by X with funding from Y"."""
    start = phrase_start(sentence, head, 0)
    before = sentence.units[start - 1].lower if start else ""
    return before in {"with", "without", "through", "via", "from"} and sentence.units[head].kind != SCHEME


_OPENERS = "abc"  # a participle this near the start opens the sentence: "Launched in May, the fund …"


def _is_new(sentence: Sentence, head: int) -> bool:
    """Tell "a paid scheme", "a new lab" and "its first fund" from "the scheme"."""
    start = phrase_start(sentence, head, 0)
    near = [u.lower for u in sentence.units[max(0, start - 2) : head]]
    counted = sentence.units[head].kind == COUNT
    return counted or bool({"a", "an", "new", "first", "inaugural", "brand-new", "joint"} & set(near))


_CALLS = words("call calls")


def _with_complement(story: Story, sentence: Sentence, head: int, subject: Words) -> tuple[int, Words]:
    """Take "for entries" into "call for entries"."""
    units = sentence.units
    if units[head].lower in _CALLS and head + 2 < len(units) and units[head + 1].lower == "for":
        end = head + 2
        while end + 1 < len(units) and units[end].pos == "ADJ" and not units[end].kind:
            end += 1
        if not units[end].kind and units[end].pos in {"NOUN", "PROPN"}:
            return head, story.reading.words(subject.start, units[end].end)
    return head, subject


def _is_under_way(sentence: Sentence, verb: int) -> bool:
    """Tell "is running programmes" from "runs a programme"."""
    helpers = {u.lower for u in sentence.units[max(0, verb - 3) : verb]}
    return sentence.units[verb].tag == "VBG" and bool(helpers & {"is", "are"})


def _partners(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    for number in story.after(sentence, verb, COMPANIES, frozenset({"with", "alongside"})):
        for party in story.parties(sentence, number):
            if all(party.text != known.text for known in [*draft.by, *draft.with_]):
                draft.with_.append(party)
