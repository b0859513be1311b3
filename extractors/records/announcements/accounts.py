"""Accounts, results and surveys: the reports that have a name, or a line that rises and falls.

Rule: a line of an account needs a figure behind it and somebody whose account it is.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import parties
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.figures import charted
from extractors.records.announcements.links import subject
from extractors.records.announcements.nouns import phrase, phrase_start, phrase_with_head
from extractors.records.announcements.sources import (
    LEAST_AUDIENCE,
    MOVES,
    current,
    is_audience,
    is_relative,
    owner_before,
    source,
)
from extractors.records.announcements.units import BODY, COUNT, EVENT, MONEY, SCHEME, WORK, Sentence
from extractors.records.announcements.verbs import clause_start, group_start
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_REPORTS = words(
    "report survey study figures results accounts tally census index revenue revenues profit earnings"
    " turnover data numbers statistics stats poll analysis audit barometer research count snapshot"
    " yearbook tracker"
)


_PRESENTS = words(
    "produce generate attract draw bring show put find release publish report post present reveal say"
    " count collect rise fall grow reach total come estimate suggest indicate survey estimate conclude"
    " reckon value record"
)


def reports(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read a report by name with its figures: "figures released by X show …", "X’s Y Survey puts …"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in _PRESENTS:
        return
    found = phrase_with_head(story, sentence, _REPORTS, 0, len(sentence.units))
    money, counts = current(sentence)
    if found is None or not (money or counts) or len(charted(sentence)) > 1:
        return
    head = sentence.units[found[0]]
    if head.kind and not re.search(
        r"survey|report|index|study|slate|barometer|census|tracker|monitor", found[1].text, re.IGNORECASE
    ):
        return
    if (not head.kind and head.lower not in _REPORTS) or _beside(sentence, found[0]):
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, subject=found[1], confidence=0.6)
    draft.subject = _full_name(story, sentence, found[0], found[1])
    agents = story.after(sentence, 0, COMPANIES, frozenset({"by"})) or story.after(
        sentence, 0, frozenset({BODY}), frozenset({"from", "to"})
    )
    owner = _owner_of(story, sentence, found[0])
    draft.by = owner or (story.parties(sentence, agents[0]) if agents else story.actors(sentence, verb))
    if head.lower in _NAMELESS and story.focused(sentence) and any(is_audience(c) for c in counts):
        draft.titles, draft.subject = story.focused(sentence), None
    draft.amounts, draft.counts = money, counts
    draft.date = story.date(sentence, verb, ahead=False)
    draft.places = story.places(sentence, 0)
    yield draft


def _beside(sentence: Sentence, head: int) -> bool:
    """Tell a report that is only a time or a measure: "alongside the results", "by the final count"."""
    first = phrase_start(sentence, head, 0)
    before = [u.lower for u in sentence.units[max(0, first - 3) : first]]
    return bool(_ASIDE & set(before)) or (before[-2:-1] == ["by"] and sentence.units[head].lower == "count")


_ASIDE = words("alongside besides ahead before after amid following")


_NAMELESS = words("figures data numbers results")


def _owner_of(story: Story, sentence: Sentence, head: int) -> list[Words]:
    """Return whose report it is: "Cardinal Sur’s “Southern Slate” report"."""
    for number in range(head - 1, max(0, head - 7), -1):
        unit = sentence.units[number]
        if unit.lower in {"'s", "'"} and sentence.units[number - 1].kind == BODY:
            return story.parties(sentence, number - 1)
        if unit.pos in {"VERB", "AUX", "ADP", "PUNCT"}:
            return []
    return []


_TELLS = re.compile(
    r"\b(?:accounts|results|annual report|figures|survey|study|according to|data|statistics|full-year"
    r"|quarterly"
    r"|earnings|reported|tally|census)\b"
)


def gives_figures(story: Story, sentence: Sentence) -> bool:
    """Tell whether a sentence gives figures of a report, whose year is always past."""
    if not any(u.kind in {MONEY, COUNT} for u in sentence.units):
        return False
    return bool(_TELLS.search(sentence.lower)) or _period(story, sentence) is not None


def _full_name(story: Story, sentence: Sentence, head: int, named: Words) -> Words:
    """Return the name of a survey with its noun: "the second Audio Pulse survey"."""
    before = sentence.units[head - 1] if head else None
    if before is not None and before.kind in {EVENT, SCHEME, WORK} and not sentence.units[head].kind:
        return story.reading.words(before.start, named.end)
    return named


_FAR_BEHIND = 7  # words between a line and its verb, where nobody is said to have counted it
_LINES = words(
    "revenue revenues profit profits sales turnover earnings income takings admissions subscribers"
    " streams spending royalties collections distributions losses loss investment production output"
    " attendance viewership ebitda billings bookings exports users members subscriptions receipts gross"
    " grosses spend shipments memberships listeners readership circulation subscriber box-office"
)


_POSTS = words(
    "narrow widen cut trim reduce halve raise lift increase boost double report post book record deliver"
    " generate announce make turn see log earn disclose clock register"
)


_HOLDS = words(
    "add gain lose shed reach pass hit attract surpass top cross win notch report finish end exceed"
)


_TAKES = words("collect distribute earn turn make lose generate gross take book post raise pay")


_CUSTOMERS = words(
    "subscribers users members customers subscriptions accounts listeners readers players homes"
)


def results(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read lines of accounts: "revenue rose 8% to $412 million", "X added 3 million subscribers"."""
    unit = sentence.units[verb]
    money, counts = current(sentence)
    if not (money or counts) or is_relative(sentence, verb):
        return
    named = _line_before(story, sentence, verb) or _line_behind(story, sentence, verb)
    if named is None:
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, subject=named, confidence=0.55, presumed=True)
    draft.by = source(story, sentence) or _account_of(story, sentence, verb)
    draft.subject = _period(story, sentence) or named
    draft.amounts, draft.counts = money, counts
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


# What a line of an account does before its figure.
_LINE_VERBS = MOVES | words("bring generate earn produce account record see")


def sold(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read what a whole trade sold or made, with who counted it: "cinemas sold 14 million tickets"."""
    unit = sentence.units[verb]
    if (
        unit.lemma not in _TRADES
        or is_relative(sentence, verb)
        or subject(sentence, verb, COMPANIES | {WORK})
    ):
        return
    before = [u for u in sentence.units[:verb] if not u.kind and u.lower in _TRADERS]
    counts = [c for c in current(sentence)[1] if c.start > unit.start and c.unit is not None]
    by = source(story, sentence)
    if not (before and by and any(is_audience(c) for c in counts)):
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, confidence=0.6, by=by, counts=counts)
    draft.amounts = current(sentence)[0]
    draft.subject = _period(story, sentence) or counts[0].unit
    draft.places = story.places(sentence, 0)
    yield draft


_TRADES = words("sell make welcome draw attract record register log report book count shift ship produce")
_TRADERS = words(
    "cinemas theatres theaters exhibitors shops bookshops publishers labels broadcasters festivals"
    " venues museums"
    " multiplexes bookstores retailers distributors promoters films producers streamers arenas"
)


def _line_before(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the line of an account that rises or falls: "net profit fell to …"."""
    if sentence.units[verb].lemma not in _LINE_VERBS:
        return None
    if not any(u.kind in {MONEY, COUNT} for u in sentence.units[verb:]):
        return None
    end = group_start(sentence, verb)
    for number in range(clause_start(sentence, verb), end - 2):
        if [u.lower for u in sentence.units[number : number + 2]] == ["number", "of"]:
            return phrase(story, sentence, number, keep_of=True)
    for number in range(end - 1, max(-1, end - 2 * _FAR_BEHIND), -1):
        word = sentence.units[number]
        if word.kind or (number < end - _FAR_BEHIND and not source(story, sentence)):
            continue
        if word.lower in _LINES or (word.lower == "office" and sentence.units[number - 1].lower == "box"):
            return story.reading.words(sentence.units[phrase_start(sentence, number, 0)].start, word.end)
    return None


def _line_behind(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the line that a company reports: "posted a net profit of €9m", "added 3 million subscribers"."""
    unit = sentence.units[verb]
    if unit.lemma not in _POSTS | _HOLDS | _TAKES or subject(sentence, verb, COMPANIES) is None:
        return None
    if unit.lemma in _TAKES and any(u.kind == MONEY for u in sentence.units[verb + 1 : verb + 4]):
        return _period(story, sentence)
    for number in range(verb + 1, min(len(sentence.units), verb + 9)):
        word = sentence.units[number]
        counted = word.count.unit if word.count is not None else None
        if counted is not None and word.count is not None:
            noun = counted.text.lower().split()[-1]
            changes = unit.lemma in _HOLDS and unit.tag in {"VBD", "VBN"}
            told = bool(
                source(story, sentence)
                or _period(story, sentence)
                or _reported_near(story, sentence)
                or _PERIODS & {u.lower for u in sentence.units}
            )
            large = word.count.value >= LEAST_AUDIENCE
            return counted if large and changes and told and noun in _CUSTOMERS else None
        if not word.kind and word.lower in _LINES and unit.lemma in _POSTS:
            return story.reading.words(sentence.units[phrase_start(sentence, number, 0)].start, word.end)
    return None


_PERIODS = words("quarter half-year fiscal")


def _reported_near(story: Story, sentence: Sentence) -> bool:
    near = story.sentences[sentence.number + 1 : sentence.number + 3]
    return any(s.line - sentence.line <= 1 and source(story, s) for s in near)


def _account_of(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    number = subject(sentence, verb, COMPANIES)
    if number is not None:
        return story.parties(sentence, number)
    start = clause_start(sentence, verb)
    if at_firm := parties.others(story, sentence, start, words("at of for from by"), verb):
        return at_firm
    return owner_before(story, sentence, verb) or story.carried_actor(sentence, verb, frozenset({BODY}))


_PERIOD = words("quarter results accounts earnings half half-year year figures")


def _period(story: Story, sentence: Sentence) -> Words | None:
    """Return what the accounts are called nearby: "second-quarter results", "annual accounts"."""
    near = [
        s for s in story.sentences if abs(s.number - sentence.number) <= 2 and s.section == sentence.section
    ]
    for other in sorted(near, key=lambda s: abs(s.number - sentence.number)):
        for number, unit in enumerate(other.units):
            if unit.kind or unit.lower not in _PERIOD or unit.pos not in {"NOUN", "PROPN"}:
                continue
            first = phrase_start(other, number, 0)
            if first < number and (unit.lower in {"results", "accounts"} or unit.lower == "quarter"):
                return story.reading.words(other.units[first].start, unit.end)
    return None
