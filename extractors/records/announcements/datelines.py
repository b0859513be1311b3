"""Releases told by their day alone: calendars, days in brackets, and a title set beside a day to come.

Rule: a day to come that a sentence gives to a title is its release, unless something else happens then.
"""

import re
from collections.abc import Iterator

from extractors.reading import BlockKind, DateSpan, Entity, Words
from extractors.records.announcements.ahead import is_future, to_come
from extractors.records.announcements.credits import is_background_title, skeleton
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.links import Link, link, subject
from extractors.records.announcements.places import before
from extractors.records.announcements.releasers import releaser
from extractors.records.announcements.topics import is_subject, refers
from extractors.records.announcements.units import (
    BODY,
    DATE,
    EVENT,
    PERSON,
    PLACE,
    VENUE,
    WORK,
    Sentence,
)
from extractors.records.announcements.verbs import (
    clause_start,
    finite_verbs,
    group_start,
    is_passive,
    plan_start,
)
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_INSIDE = r"(?:<[BCED]\d+>|[,;/–]|in|on|and)"
_BRACKETED = re.compile(rf"<W(?P<title>\d+)> \( (?P<inside>{_INSIDE}(?: {_INSIDE})*) \)")
_DAY_IN_BRACKETS = re.compile(r"\( (?:[^()]* )?<D\d+> (?:[^()]* )?\)")
_LISTED = re.compile(rf"<W(?P<title>\d+)>(?: (?!<[WD])[^ ();]+)* \( (?P<inside>{_INSIDE}(?: {_INSIDE})*) \)")


def bracketed(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "“Y” (Acme, July 4)": a day to come in brackets behind a title is its release.

    In a list of such days other words may stand between: "a revival of “Y”, staged by Ann Lee (13 May);".
    """
    text = skeleton(sentence)
    found = list(_BRACKETED.finditer(text))
    if len(_DAY_IN_BRACKETS.findall(text)) > len(found):
        found = list(_LISTED.finditer(text))
    for match in found:
        units = [sentence.units[int(n)] for n in re.findall(r"<[BCED](\d+)>", match["inside"])]
        days = [day for u in units if u.date is not None and (day := to_come(story, u.date)) is not None]
        entity = sentence.units[int(match["title"])].entity
        if not days or entity is None or len(days[0].start) == len("2025"):
            continue
        trigger = story.reading.words(units[0].start, units[-1].end)
        draft = Draft(Kind.RELEASE, trigger, sentence, titles=[entity], date=days[0], confidence=0.65)
        draft.by = [u.entity.name for u in units if u.kind == BODY and u.entity is not None]
        draft.places = [u.entity.name for u in units if u.kind == PLACE and u.entity is not None]
        yield draft


_OPENINGS = re.compile(
    r"\b(?:dated|dates?|releas\w+|open\w*|coming|out|premier\w+|air\w*|launch\w*|publish\w*|calendar"
    r"|schedule"
    r"|return\w*|bow\w*|cinemas|theaters|theatres|shelves|diary|titles|slate|this week|this month|seasons?"
    r"|plays"
    r"|performances?|productions|repertoire|stages?|films|books|albums|games|podcasts|operas|concerts"
    r"|shows|series"
    r"|glance|programme|program|line-?up|catalogue|list|highlights|premières?)\b"
)
_SESSIONS = re.compile(
    r"\b(?:panels?|masterclass\w*|workshops?|talks?|keynotes?|sessions?|deadlines?|juror\w*)\b"
)


def dated_list(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read an item with a day, or under one: "“Y”, a puzzle game from Z (November 20)"."""
    titles = story.titles_after(sentence, -1)[:1]
    leads = _leads(story, sentence)
    headed = any(_OPENINGS.search(lead.lower) for lead in leads) or (
        bool(leads) and _is_day(leads[0]) and _OPENINGS.search((story.reading.title or "").lower())
    )
    if not titles or not headed or any(_SESSIONS.search(s.lower) for s in (sentence, *leads[:1])):
        return
    day, trigger = _item_day(story, sentence, leads)
    if day is None or trigger is None:
        return
    draft = Draft(Kind.RELEASE, trigger, sentence, titles=titles, date=day, confidence=0.7)
    for number, unit in enumerate(sentence.units):
        if unit.entity is None or unit.entity in titles:
            continue
        hangs = link(sentence, number)
        if unit.kind == BODY and hangs.word in {"from", "by"}:
            draft.with_.append(unit.entity.name)
        elif unit.kind in {BODY, WORK, VENUE} and _set_apart(sentence, hangs):
            draft.by.append(unit.entity.name)
    draft.places = [w for lead in leads[1:] for w in story.places(lead, 0)] if draft.by else []
    yield draft


def _is_day(sentence: Sentence) -> bool:
    """Tell a line that is a day and nothing else: "June 9"."""
    return len(sentence.units) <= _DAY_LINE and any(u.kind == DATE for u in sentence.units)


_DAY_LINE = 2


def _set_apart(sentence: Sentence, hangs: Link) -> bool:
    """Tell a name that an item sets beside its title: in brackets, behind a dash, between commas."""
    bare = hangs.kind == "comma" and not finite_verbs(sentence)
    return hangs.kind == "paren" or hangs.word in {"–", "—", "-"} or bare


def dated_line(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read a line of a calendar that is no item: "June 9: “Y” (Acme)"."""
    match = _DATED_LINE.match(skeleton(sentence))
    day = sentence.units[0].date if match else None
    day = to_come(story, day) if day is not None else None
    title = sentence.units[int(match["title"])].entity if match else None
    if day is None or title is None or len(day.start) == len("2025"):
        return
    draft = Draft(Kind.RELEASE, story.words(sentence.units[0]), sentence, titles=[title], date=day)
    draft.by = [
        u.entity.name
        for n, u in enumerate(sentence.units)
        if u.kind == BODY and u.entity is not None and _set_apart(sentence, link(sentence, n))
    ]
    yield draft


_DATED_LINE = re.compile(r"<D0> (?::|–|—|-) (?:(?!<)[\w'’-]+ ){0,4}<W(?P<title>\d+)>")


def _item_day(story: Story, item: Sentence, leads: list[Sentence]) -> tuple[DateSpan | None, Words | None]:
    """Return the day of an item: its own, else that of the line that it stands under."""
    for sentence in (item, *leads[:1]):
        if sentence is not item and len(sentence.units) > _SHORT_LINE:
            continue
        for unit in sentence.units:
            if unit.date is not None and (day := to_come(story, unit.date)) is not None:
                return day, story.words(unit)
    return None, None


_SHORT_LINE = 7


def _leads(story: Story, item: Sentence) -> list[Sentence]:
    """Return the line that an item stands under, and the paragraph before where that line is a heading."""
    found: list[Sentence] = []
    for number in range(item.number - 1, -1, -1):
        before = story.sentences[number]
        if before.block.kind is BlockKind.ITEM:
            if len(found) == 1 and not story.is_heading(found[0]):
                break
            continue
        found.append(before)
        if len(found) > 1 and not story.is_heading(before):
            break
    return found


# What happens to a title on a day without its coming out.
_ELSE = words(
    "shoot film wrap commence produce cast write direct compete pitch talk speak meet discuss sign"
    " sell buy acquire license vote announce say tell reveal confirm hold host close expire deliver"
    " submit apply decide win award nominate celebrate turn join leave work travel visit attend finish"
    " complete record rehearse audition test present introduce unveil share name choose select receive"
    " collect gross earn take post sit join invite conclude end"
)
_ELSE_NOUNS = words(
    "deadline festival market session panel workshop talk keynote masterclass auction filming"
    " shooting production photography shoot cameras applications entries submissions recordings"
    " recording rehearsals ceremony gala party reception"
)


def by_day(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read a title that a sentence sets beside a day to come: "“Y” is to appear on May 2"."""
    units = sentence.units
    if {u.lower for u in units if not u.kind} & _ELSE_NOUNS:
        return
    seen: set[int] = set()
    for number, unit in enumerate(units):
        exact = unit.date is not None and len(unit.date.start) > len("2025") and not unit.date.is_range
        day = to_come(story, unit.date) if exact and unit.date is not None else None
        if day is None or not is_future(story, day) or not _goes_to(sentence, number):
            continue
        title = _beside(story, sentence, number)
        if title is None or id(title) in seen:
            continue
        seen.add(id(title))
        draft = Draft(Kind.RELEASE, story.words(unit), sentence, titles=[title], date=day, confidence=0.55)
        verbs = [v for v in finite_verbs(sentence) if clause_start(sentence, number) <= v < number]
        draft.by = releaser(story, sentence, verbs[-1]) if verbs else []
        if sum(u.date is not None and is_future(story, u.date) for u in units) == 1:
            draft.places = story.places(sentence, _main(sentence, verbs, number)) or before(sentence, number)
        yield draft


def _main(sentence: Sentence, verbs: list[int], number: int) -> int:
    """Return the last verb before a day, over "beginning with" and "according to"; else the day itself."""
    told = [v for v in verbs if sentence.units[v].tag != "VBG"] or verbs
    return told[-1] if told else number


def _goes_to(sentence: Sentence, number: int) -> bool:
    """Tell the day that a title goes to from the one that it leaves."""
    units = sentence.units
    before = units[number - 1] if number else None
    later = any(u.kind == DATE for u in units[number + 1 : number + 4])
    leaves = before is not None and before.lower in {"since", "until", "before", "after", "by"}
    leaves = leaves or (before is not None and before.lower == "from" and later)
    return not leaves and not (later and before is not None and before.lower not in {"on", "in", "for", "to"})


def _beside(story: Story, sentence: Sentence, number: int) -> Entity | None:
    """Return the title that a day goes with: the last one before it in its clause, or the one in focus."""
    units = sentence.units
    if (behind := _brought_in(sentence, number)) is not None:
        return behind
    start = clause_start(sentence, number)
    verbs = [v for v in finite_verbs(sentence) if start <= v < number]
    if not verbs or not _may_come_out(sentence, verbs[-1]):
        return None
    verb = verbs[-1]
    for at in range(number - 1, start - 1, -1):
        if units[at].kind in {EVENT, PERSON} and at > verb:
            return None
        if units[at].kind != WORK or is_background_title(sentence, at):
            continue
        if at > verb or is_subject(sentence, at, group_start(sentence, verb)):
            return units[at].entity
    return _in_focus(story, sentence, verb)


def _in_focus(story: Story, sentence: Sentence, verb: int) -> Entity | None:
    """Return the title that a verb's subject refers to; a bare "it" only right behind the title itself."""
    start = group_start(sentence, verb)
    before = story.previous(sentence)
    told = before is not None and any(u.kind == WORK for u in before.units)
    bare = sentence.units[max(0, start - 1)].lower in {"it", "they"}
    doer = subject(sentence, verb, frozenset({PERSON, BODY, EVENT}))
    if not refers(sentence, start) or doer is not None or (bare and not told):
        return None
    return next(iter(story.focused(sentence, verb)), None)


def _may_come_out(sentence: Sentence, verb: int) -> bool:
    """Tell a verb of the present or of a plan, that is not about something else, from all others."""
    unit, ahead = sentence.units[verb], sentence.units[verb + 1 : verb + 2]
    if (unit.lemma == "follow" and is_passive(sentence, verb)) or (
        unit.lemma == "bow" and ahead[0].lower == "out"
    ):
        return False
    group = {u.lower for u in sentence.units[max(0, plan_start(sentence, verb) - 1) : verb + 2]}
    doubted = group & {"not", "n't", "never", "could", "might", "would", "had", "was", "were"}
    planned = unit.tag != "VBD" and (
        unit.tag != "VBN" or group & {"will", "is", "are", "be", "been", "has", "stays", "remains", "keeps"}
    )
    return unit.lemma not in _ELSE and not doubted and bool(planned)


_BRINGS = re.compile(
    r"^<D\d+> (?:, )?(?:with|brings|sees|comes|for|is|will be|it is)(?: (?!in\b|at\b|on\b)[\w'’-]+"
    r"| <[CP]\d+>)* <W(\d+)>"
)


def _brought_in(sentence: Sentence, number: int) -> Entity | None:
    """Return the title that a season or gathering opens or closes with: "begins on 8 May with “Y”"."""
    behind = " ".join(skeleton(sentence).split(" ")[number : number + 9])
    told = any(u.kind == WORK for u in sentence.units[clause_start(sentence, number) : number])
    match = None if told else _BRINGS.search(behind)
    return sentence.units[int(match[1])].entity if match else None
