"""Releases: when, where and through whom a title comes out, is shown, published or put on sale.

Rule: a release needs a title and a day, a territory or a plan of a named party; each title of a sentence
with a day of its own is one record.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.reading import DateSpan, Entity, Words
from extractors.records.announcements.ahead import is_later, to_come
from extractors.records.announcements.credits import is_background_title
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.outings import COMES, MOVES, OFFER, Cue, Place, cues
from extractors.records.announcements.places import before
from extractors.records.announcements.releasers import releaser
from extractors.records.announcements.topics import titles_of
from extractors.records.announcements.units import (
    BODY,
    DATE,
    PLACE,
    VENUE,
    WORK,
    Sentence,
    Unit,
)
from extractors.records.announcements.verbs import clause_end, group_start, plan_start
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_COPIES = words(
    "screens screen copies episodes episode cinemas theaters theatres venues prints sites locations"
    " issues discs units territories markets countries cities tracks songs languages"
)
_SHOOT = words("shooting filming production photography cameras work rehearsals")


def releases(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read when and where a title comes out; each title of a sentence with its own date is one record."""
    found = [cue for cue in cues(sentence) if not _hindered(sentence, cue)]
    seen: set[tuple[int, int]] = set()
    for number, cue in enumerate(found):
        titles = titles_of(story, sentence, cue)
        if not titles:
            continue
        stop = _stop(sentence, cue, found[number + 1 :])
        for draft in _drafts(story, sentence, cue, titles, stop):
            keys = {(id(t), draft.date.start_offset if draft.date else -1) for t in draft.titles}
            again = any(draft.date is None and id(t) in {s for s, _ in seen} for t in draft.titles)
            if again or keys & seen:
                continue
            seen |= keys
            yield draft


def _drafts(story: Story, sentence: Sentence, cue: Cue, titles: list[Entity], stop: int) -> Iterator[Draft]:
    days = _own_days(story, sentence, titles, stop)
    stages = [] if days or _is_told_back(sentence, cue) else _stages(story, sentence, cue, stop)
    for day, where in stages:
        draft = Draft(
            Kind.RELEASE, story.words(sentence.units[cue.at]), sentence, titles=titles[:3], date=day
        )
        draft.places, draft.by = where, releaser(story, sentence, cue.at)
        yield draft
    if stages:
        return
    named = [u.entity for u in sentence.units if u.entity is not None and id(u.entity) in days]
    for title in dict.fromkeys(map(id, named)) if days else [id(titles[0])]:
        date = days[title] if days else _date(story, sentence, cue, stop)
        reach = _reach(sentence, cue, stop)
        places = [w for w in story.places(sentence, cue.at) if w.start < reach]
        places = places or before(sentence, cue.at) or _demonym(sentence) or _of_house(sentence)
        by = releaser(story, sentence, cue.at)
        if not _is_release(sentence, cue, date=date, places=places, by=by):
            continue
        trigger = story.reading.words(sentence.units[cue.at].start, sentence.units[cue.end].end)
        kept = [u for u in named if id(u) == title][:1] if days else titles[:3]
        draft = Draft(Kind.RELEASE, trigger, sentence, titles=kept, date=date, confidence=0.75)
        draft.places, draft.sure = places, cue.lemma == OFFER
        draft.amounts = story.amounts(sentence) if _PRICED.search(sentence.lower) else []
        draft.counts = story.counts(sentence, _COPIES)
        draft.by = by
        makers = [n for n in story.after(sentence, -1, frozenset({BODY}), frozenset({"from"})) if n < cue.at]
        draft.with_ = [w for n in makers[:1] for w in story.parties(sentence, n)]
        yield draft


_PRICED = re.compile(
    r"\b(?:costs?|priced|price|retails?|sells? for|tickets? (?:cost|are|start|from)|a month|per month|on"
    r" sale|at [$£€]|for [$£€])"
)


def _reach(sentence: Sentence, cue: Cue, stop: int) -> int:
    """Return where the places of a cue end: with its clause, or where something else is meant or said."""
    for number in range(cue.end + 1, stop):
        unit = sentence.units[number]
        other = unit.pos == "VERB" and unit.tag in {"VB", "VBD"} and unit.lemma not in COMES
        if other or (unit.lower in {"ahead", "following", "after"} and number > cue.end + 1):
            return unit.start
    return sentence.units[stop - 1].end if stop else 0


def _stop(sentence: Sentence, cue: Cue, later: list[Cue]) -> int:
    """Return where the next cue with a title of its own begins, at the latest the end of the clause."""
    last = clause_end(sentence, cue.end)
    for other in later:
        between = sentence.units[cue.end + 1 : other.at]
        if other.at >= last:
            break
        titled = any(u.kind == WORK for u in between)
        dated = any(u.kind == DATE for u in between)
        if dated and (titled or other.place is not Place.BEHIND):
            return other.at
    return last


def _hindered(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a cue is denied, doubted, told of an earlier plan, or said of a shoot."""
    units = sentence.units
    near = {u.text.lower() for u in units[max(0, cue.at - 3) : cue.at + 4] if u.text != "May"}
    if near & {"not", "n't", "n’t", "never", "could", "might", "may", "no"}:
        return True
    start = plan_start(sentence, cue.at)
    group = [u.lower for u in units[start : cue.at]]
    if not _EARLIER.isdisjoint(group) or ("to" in group and {"was", "were"} & set(group)):
        return True
    if any(u.lower in _SHOOT for u in units[cue.at + 1 : cue.at + 3]):
        return True
    for number in range(start - 1, -1, -1):
        unit = units[number]
        staged = units[number + 1].lower == "of"  # "a new production of “Y” opens"
        if (unit.lower in _SHOOT and not staged) or unit.pos == "VERB":
            return unit.pos != "VERB"
    return False


_EARLIER = words("had having originally initially previously formerly")  # an earlier plan


def _own_days(story: Story, sentence: Sentence, titles: list[Entity], stop: int) -> dict[int, DateSpan]:
    """Return the day of each title in "dated “A” for July 4 and “B” for August 15"; none if they share it."""
    units = sentence.units
    found: dict[int, DateSpan] = {}
    first = next((n for n, u in enumerate(units) if u.kind == WORK and u.entity in titles), 0)
    if paired := _respectively(story, sentence, titles, stop):
        return paired
    at = [n for n in range(first, stop) if units[n].kind == WORK and not is_background_title(sentence, n)]
    for number, behind in pairwise([*at, stop]):
        entity = units[number].entity
        spans = [u.date for u in units[number:behind] if u.kind == DATE and u.date is not None]
        day = to_come(story, spans[0]) if spans else None
        if day is None or entity is None:
            return {}
        found[id(entity)] = day
    return found if len(found) > 1 else {}


def _respectively(story: Story, sentence: Sentence, titles: list[Entity], stop: int) -> dict[int, DateSpan]:
    """Return the days of "“A” and “B” open on June 9 and June 16 respectively"."""
    days = [u.date for u in sentence.units[:stop] if u.kind == DATE and u.date is not None]
    if len(days) == 1 and days[0].is_range:  # "June 9 and June 16"
        ends = (days[0].start, days[0].end)
        days = [replace(days[0], start=day, end=day, is_range=False) for day in ends]
    if "respectively" not in sentence.lower or len(days) != len(titles):
        return {}
    ahead = [to_come(story, day) for day in days]
    return {id(t): day for t, day in zip(titles, ahead, strict=True) if day is not None}


def _stages(story: Story, sentence: Sentence, cue: Cue, stop: int) -> list[tuple[DateSpan, list[Words]]]:
    """Return the days and places of "in Spain on June 9 and in Portugal on June 16"; none of a single day."""
    marks = [n for n in range(cue.end + 1, stop) if sentence.units[n].kind in {DATE, PLACE}]
    kinds = "".join(sentence.units[n].kind for n in marks)
    if cue.lemma in MOVES or not re.fullmatch(r"(?:C+D){2,}|(?:DC+){2,}", kinds):
        return []
    found: list[tuple[DateSpan, list[Words]]] = []
    for group in re.finditer(r"C+D" if kinds[0] == PLACE else r"DC+", kinds):
        units = [sentence.units[n] for n in marks[group.start() : group.end()]]
        span = next(u.date for u in units if u.kind == DATE)
        day = to_come(story, span) if span is not None else None
        if day is None:
            return []
        found.append((day, [u.entity.name for u in units if u.kind == PLACE and u.entity is not None]))
    return found


def _date(story: Story, sentence: Sentence, cue: Cue, stop: int) -> DateSpan | None:
    """Return the day a title comes out: of a move the one it goes to, of a run its first."""
    units = sentence.units
    if _is_told_back(sentence, cue):
        return _just_passed(story, sentence, cue, stop)
    behind = [
        n for n in range(cue.end + 1, stop) if units[n].kind == DATE and (not _bounds(sentence, cue, n))
    ]
    goes_from = cue.lemma == "go" and cue.end + 1 < len(units) and units[cue.end + 1].lower == "from"
    moved = (
        goes_from
        or cue.lemma in MOVES
        or any(u.lemma in MOVES for u in units[max(0, cue.at - 4) : cue.at + 1])
    )
    led_to = [n for n in behind if units[n - 1].lower == "to"]
    if moved or (led_to and any(u.lower == "from" for u in units[cue.end + 1 : led_to[0]])):
        moved = True
        behind.sort(key=lambda n: units[n - 1].lower != "to")
    for number in behind:
        span = units[number].date
        if span is None:
            continue
        led = units[number - 1].lower
        if span.is_range and moved and led == "from":
            span = replace(span, start=span.end, is_range=False)
        elif (moved and led == "from" and len(behind) > 1) or _is_left(units, number):
            continue
        if (day := to_come(story, span)) is not None:
            return day
    before = [
        u.date
        for n, u in enumerate(units[: cue.at])
        if u.date is not None and not (n and units[n - 1].lower in {"until", "till"})
    ]
    for span in reversed(before if not behind or cue.place is not Place.BEFORE else []):
        if (day := to_come(story, span)) is not None and is_later(story, day):
            return day
    return None


def _is_left(units: list[Unit], number: int) -> bool:
    """Tell the day that a title leaves or was meant for: "out of this year", "instead of July 4"."""
    led = tuple(u.lower for u in units[max(0, number - 2) : number])
    return led in {("out", "of"), ("instead", "of"), ("rather", "than"), ("ahead", "of"), ("away", "from")}


def _bounds(sentence: Sentence, cue: Cue, number: int) -> bool:
    """Tell a day that only bounds a run: "out since March", "will run until June"."""
    led = sentence.units[number - 1].lower
    return (led == "since" and not _is_planned(sentence, cue)) or (
        led in {"until", "till"} and cue.lemma in {"run", "play", "stream", "show", "screen", "available"}
    )


def _is_planned(sentence: Sentence, cue: Cue) -> bool:
    group = {u.lower for u in sentence.units[max(0, group_start(sentence, cue.at) - 4) : cue.at]}
    return bool(group & {"will", "'ll", "shall"})


def _is_told_back(sentence: Sentence, cue: Cue) -> bool:
    """Tell the past: "premiered on Monday", "arrived in March", "was released in March"."""
    group = {u.lower for u in sentence.units[group_start(sentence, cue.at) : cue.at]}
    if group & {"was", "were"}:
        return True
    return not group and sentence.units[cue.at].tag == "VBD"


def _just_passed(story: Story, sentence: Sentence, cue: Cue, stop: int) -> DateSpan | None:
    """Return the day of what has come out in the last days; what came out earlier is no news."""
    published = story.reading.published
    for unit in sentence.units[cue.end + 1 : stop]:
        if unit.date is not None and published is not None and len(unit.date.start) == len("2025-05-14"):
            past = unit.date.start <= published.isoformat()
            return unit.date if past and to_come(story, unit.date) is unit.date else None
    return None


_TAKES = re.compile(r"\bopen(?:s|ed|ing)? (?:to|on top|at (?:the )?(?:top|number|no\b|#))")


def _is_release(
    sentence: Sentence, cue: Cue, *, date: DateSpan | None, places: list[Words], by: list[Words]
) -> bool:
    """Tell news of a release from a word in passing: it has a day, or is somebody's plan or for a place."""
    lower = sentence.lower
    if "box office" in lower or re.search(
        r"\bopen(?:s|ed|ing)? (?:to|on top|at (?:the )?(?:top|number|no\b|#|<n))", lower
    ):
        return False
    if date is None and _is_told_back(sentence, cue):
        return False
    if date is None and any(u.kind == DATE for u in sentence.units[cue.end + 1 : cue.end + 6]):
        return False
    if date is not None:
        opens_with = sentence.units[cue.at + 1].lower == "with" if cue.at + 1 < len(sentence.units) else False
        return not (opens_with and not cue.certain)
    start = group_start(sentence, cue.at)
    group = {u.lower for u in sentence.units[max(0, start - 3) : cue.at + 1]}
    planned = not _PLANS.isdisjoint(group)
    if cue.lemma in MOVES | {"delayed", "postponed", "pushed"}:
        return (
            bool(re.search(r"\b(?:indefinitely|back|to|until|later|release|date)\b", lower)) and cue.certain
        )
    out_now = bool(
        re.search(r"\b(?:out|available|streaming|playing) (?:now|today)\b|\bnow (?:out|available)\b", lower)
    )
    return out_now or (planned and cue.certain and bool(places or by)) or (planned and bool(places))


_HOUSES = words("theatre theater playhouse opera museum gallery hall house stage arena cinema studio circus")


def _of_house(sentence: Sentence) -> list[Words]:
    """Return the city of the house that shows a title: "at London’s Alhambra Theatre"."""
    units = sentence.units
    found = []
    for number, unit in enumerate(units[:-2]):
        house = units[number + 2]
        owns = unit.kind == PLACE and units[number + 1].lower in {"'s", "'"} and house.kind in {BODY, VENUE}
        if owns and unit.entity is not None and not _HOUSES.isdisjoint(house.lower.split()):
            found.append(unit.entity.name)
    return found[:1]


_PLANS = words("will 'll shall to due slated scheduled planned set planning plans plan prepares preparing")
_MARKET = words(
    "premiere release launch bow debut cinemas theaters theatres screens broadcast rollout"
    " publication audiences viewers bookshops stores shops opening run"
)


def _demonym(sentence: Sentence) -> list[Words]:
    """Return the country of "its UK premiere", "reaches US cinemas", "a German release"."""
    found = []
    for number, unit in enumerate(sentence.units):
        if unit.kind != PLACE or unit.entity is None or number + 1 >= len(sentence.units):
            continue
        ahead = [u.lower for u in sentence.units[number + 1 : number + 4]]
        if _MARKET & set(ahead[:2]) or (
            _MARKET & set(ahead) and ahead[0] in {"broadcast", "theatrical", "tv"}
        ):
            found.append(unit.entity.name)
    return found[:3]
