"""Which figures a sentence gives, and who gives them.

Rule: what a figure is compared with is none of the figures; who is only quoted beside one is not its source.
"""

import re
from dataclasses import replace

from extractors.reading import CountSpan, MoneySpan, Words
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import Story
from extractors.records.announcements.units import BODY, COUNT, MONEY, Sentence
from extractors.records.announcements.verbs import group_start
from extractors.values.lexicon import words

AUDIENCE = words(
    "viewers households homes subscribers admissions copies tickets listeners streams views users players"
    " downloads spectators accounts people hours units plays sales viewer fans members readers visitors"
    " theatergoers theatregoers cinemagoers moviegoers patrons customers sets gamers owners records albums"
    " singles minutes impressions times"
)


LEAST_AUDIENCE = 1000


LEAST_TAKINGS = 50_000


def current(sentence: Sentence) -> tuple[list[MoneySpan], list[CountSpan]]:
    """Return the sums and counts of a sentence without those that they are compared with."""
    units = sentence.units
    money: list[MoneySpan] = []
    counts: list[CountSpan] = []
    for number, unit in enumerate(units):
        if unit.kind not in {MONEY, COUNT} or compared(sentence, number):
            continue
        if unit.money is not None:
            money.append(unit.money)
        elif unit.count is not None and unit.count.value >= _FEW:
            counts.append(unit.count)
    return money, counts


_FEW = 3


_BEFORE = re.compile(
    r"(?:(?:up|down|rose|fell|risen|fallen|grew|dropped|increase|decrease|decline|jump|slipped|declined|edged"
    r"|against|versus|vs|compared (?:with|to)|than|over|from)[^,;]{0,40}? )?(?:from|against|versus|vs\.?|than"
    r"|compared (?:with|to)|more than last year's)(?: the| a| its| just| some)*$"
)


_YEAR_BEFORE = re.compile(
    r"(?:in )?(?:the|a) (?:year (?:before|earlier|ago)|(?:previous|prior) (?:year|season|quarter))\b"
)


def compared(sentence: Sentence, number: int) -> bool:
    """Tell whether a figure only says what another is compared with: "up from $8m", "against €3m in 2023"."""
    before = " ".join(u.lower for u in sentence.units[max(0, number - 8) : number])
    behind = " ".join(u.lower for u in sentence.units[number + 1 : number + 7])
    if _YEAR_BEFORE.match(behind):
        return True
    match = _BEFORE.search(before)
    if match is None:
        return False
    if not match.group().startswith("from"):
        return True
    earlier = re.search(r"\b(?:earlier|before|ago|previous|last year|prior|to)\b|\b(?:19|20)\d\d\b", behind)
    return earlier is not None and any(u.lemma in MOVES for u in sentence.units[:number])


def noun_of(count: CountSpan) -> str:
    """Return the last word of what is counted, in lower case; empty for a bare number."""
    return count.unit.text.lower().split()[-1] if count.unit is not None else ""


def with_unit(story: Story, sentence: Sentence, count: CountSpan) -> CountSpan:
    """Return a bare number with the noun that its sentence has for it: "admissions rose to 14.8 million"."""
    if count.unit is not None:
        return count
    for unit in reversed([u for u in sentence.units if u.end <= count.start]):
        noun = unit.count.unit if unit.count is not None else None
        if noun is None and not unit.kind and unit.lower in AUDIENCE | _COUNTED:
            noun = story.words(unit)
        if noun is not None:
            return replace(count, start=noun.start, unit=noun)
    return count


_COUNTED = words("subscriptions memberships attendance screens customers listenership viewership")


def is_audience(count: CountSpan) -> bool:
    """Tell whether a count is one of an audience: large, and of viewers, copies, tickets or of no noun."""
    noun = count.unit.text.lower().split()[-1] if count.unit is not None else None
    return count.value >= LEAST_AUDIENCE and (noun is None or noun in AUDIENCE)


def owner_before(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return whose title it is: "Acme’s “Salt” has sold two million copies"."""
    for number in range(verb - 2):
        unit = sentence.units[number]
        if unit.kind == BODY and sentence.units[number + 1].lower in {"'s", "'"}:
            return story.parties(sentence, number)
    return []


_FIRM = r"(?:distributors?|tracker|service|firm|company|studio|broadcaster|network|label|publisher|releaser)"
# "its distributor, Acme": the comma stands behind a noun only.
_FILL = (
    rf"(?:{_FIRM} , "
    r"|[\w'’-]+ |<[CDN]\d+> |'s ){0,6}?"
)


_SOURCE = re.compile(
    rf"(?:according to|per|says|said|by the (?:count|tally|reckoning) of"
    rf"|(?:published|released|issued|compiled|collected|commissioned|unveiled) by) {_FILL}"
    rf"(?:<[BE](?P<who>\d+)>|{_FIRM}(?: ,)? <P(?P<firm>\d+)>)"
    r"|\b(?:figures|data|numbers|statistics|estimates|report|survey|study|research|analysis|poll|tally"
    r"|census|count)"
    rf" (?:from|by|of) {_FILL}<[BE](?P<of>\d+)>"
    r"|<[BEP](?P<said>\d+)> (?:, )?(?:has |have |also |on <D\d+> |<D\d+> )*"
    r"(?:said|says|reported|reports|revealed|announced"
    r"|estimates?|estimated|confirmed|disclosed|told)\b"
    r"|<[BE](?P<data>\d+)> (?:'s (?:\w+ ){0,3})?(?:figures|data|numbers|statistics|report|survey|study"
    r"|results|accounts)\b"
)


def source(story: Story, sentence: Sentence) -> list[Words]:
    """Return who gives the figures of a sentence: "according to X", "X said"."""
    for match in _SOURCE.finditer(skeleton(sentence)):
        number = next(int(v) for v in match.groupdict().values() if v is not None)
        if found := story.parties(sentence, number):
            return found
    return []


def source_of_article(story: Story) -> list[Words]:
    """Return who the article takes its figures from: the first source of a sentence with figures."""
    for sentence in story.sentences:
        figures = any(u.kind in {MONEY, COUNT} for u in sentence.units)
        if figures and (found := source(story, sentence)):
            return found
    return []


def source_near(story: Story, sentence: Sentence) -> list[Words]:
    """Return who gives the figures of the sentences just before."""
    for before in reversed(story.sentences[max(0, sentence.number - 3) : sentence.number]):
        if before.line == sentence.line and (found := source(story, before)):
            return found
    return []


def is_relative(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb stands in a clause that only describes: "which has sold …"."""
    first = group_start(sentence, verb)
    return first > 0 and sentence.units[first - 1].lower in {"which", "who", "that"}


MOVES = words(
    "rise fall grow reach climb drop increase decrease jump slip come stand total be hit pass dip edge"
    " double surge plunge soar shrink tumble decline leap swell triple advance expand gain slide rebound"
    " amount exceed top break surpass halve treble quadruple slump plummet rocket skyrocket improve"
    " recover dive"
    " creep inch ease soften balloon"
)
