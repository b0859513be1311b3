"""Line-ups told by number: so many works presented, and the titles that the passage behind names.

Rule: a number of works makes a slate only where nobody orders, buys, funds or honours them, and where two or
more of the titles are named.
"""

import re
from collections.abc import Sequence

from extractors.reading import Entity, Words
from extractors.records.announcements import status
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import link
from extractors.records.announcements.nouns import phrase_with_head
from extractors.records.announcements.slates import (
    SHOWN,
    SLATE_COUNTS,
    TURNS,
    goes_on,
    own_titles,
    presenter,
)
from extractors.records.announcements.units import BODY, EVENT, SCHEME, Sentence
from extractors.records.announcements.verbs import finite_verbs
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_NAMES = words(
    "slate line-up lineup selection season list schedule programme program catalogue catalog"
    " competition roster raft crop batch bill strand section sidebar package autumn summer spring"
    " winter"
)
_OTHERWISE = words(
    "order commission greenlight renew cancel axe acquire buy sell license fund finance support back"
    " award grant give win nominate gross collect earn post take attend watch write direct star make"
    " produce sign raise pay lose close own employ shoot film sue scrap drop shelve help train nab bag"
    " land purchase secure pick-up cost receive share shortlist honour honor co-produce"
)
_HONOURS = words(
    "shortlisted shortlist longlisted longlist nominees nominated nominations winners prizes awards"
)
_CHOSEN = words("selected among picked chosen invited confirmed set include including announced")
_FEWEST, _MOST, _REACH = 3, 80, 9


def line_ups(story: Story, found: Sequence[Draft]) -> list[Draft]:
    """Return the slates that numbers of works in a lead announce, unless other records have the titles."""
    for told in found:
        _fill(story, told, found)
    made: list[Draft] = []
    for sentence in story.sentences:
        if not _leads(story, sentence) or any(_near(d, sentence) for d in [*found, *made]):
            continue
        draft = _line_up(story, sentence)
        if draft is not None and not _taken(draft, found):
            made.append(draft)
    return made


def _is_apart(other: Draft, slate: Draft) -> bool:
    """Tell whether another line tells something more of its own: "Acme has also renewed “Y”"."""
    return (
        other.kind in {Kind.COMMISSION, Kind.DEAL}
        and other.sentence.line > slate.sentence.line
        and bool(_ALSO.search(other.sentence.lower))
    )


_ALSO = re.compile(r"\b(?:also|separately|as well)\b")


def _fill(story: Story, draft: Draft, found: Sequence[Draft]) -> None:
    """Give a slate in a lead, told by its number, the titles that its passage names behind it."""
    works = [c.value for c in draft.counts if c.unit and c.unit.text.lower().split()[-1] in SHOWN]
    most = max(works, default=0)
    if draft.kind is Kind.SLATE and most >= _FEWEST and _leads(story, draft.sentence):
        passage = _passage(story, draft.sentence, int(most))
        apart = {id(t) for d in found if _is_apart(d, draft) for t in d.titles}
        draft.titles += [t for t in passage if t not in draft.titles and id(t) not in apart]


def _leads(story: Story, sentence: Sentence) -> bool:
    """Tell the lead of an article or of a section, where a passage is announced."""
    if story.is_heading(sentence):
        return False
    first = next(
        (s for s in story.sentences if s.section == sentence.section and not story.is_heading(s)), sentence
    )
    return sentence.line - first.line <= 1


def _near(draft: Draft, sentence: Sentence) -> bool:
    return draft.kind is Kind.SLATE and draft.sentence.section == sentence.section


def _line_up(story: Story, sentence: Sentence) -> Draft | None:
    units = sentence.units
    for number, unit in enumerate(units):
        count = unit.count
        if count is None or count.unit is None or not _FEWEST <= count.value <= _MOST:
            continue
        if count.unit.text.lower().split()[-1] not in SHOWN:
            continue
        verb = _verb(sentence, number)
        told = {u.lower for u in units}
        if _HONOURS & told or (verb is not None and units[verb].lemma == "be" and not _CHOSEN & told):
            return None
        if verb is None or _does_else(sentence, verb) or not status.is_news(sentence, verb, story.year):
            continue
        titles = _passage(story, sentence, int(count.value))
        if len(titles) < 2:
            continue
        named = phrase_with_head(story, sentence, _NAMES, 0, len(units))
        called = named is not None and units[named[0]].kind != SCHEME and not _is_time(sentence, named[0])
        subject = named[1] if called and named is not None else count.unit
        draft = Draft(
            Kind.SLATE, story.words(units[verb]), sentence, subject=subject, titles=titles, confidence=0.6
        )
        draft.by = presenter(story, sentence, verb, named[0] if named is not None else number) or _holder(
            story, sentence, verb
        )
        draft.counts = story.counts(sentence, SLATE_COUNTS | SHOWN)
        draft.date = story.date(sentence, verb, ahead=False)
        return draft
    return None


_TIMES = words("autumn summer spring winter season schedule")


def _is_time(sentence: Sentence, number: int) -> bool:
    """Tell a time from a list of works that goes by it: "for the autumn", but "its autumn season"."""
    return sentence.units[number].lower in _TIMES and link(sentence, number).word in {
        "for",
        "in",
        "over",
        "during",
    }


def _does_else(sentence: Sentence, verb: int) -> bool:
    """Tell a verb that does something else with works than show them; "make up a season" shows them."""
    ahead = sentence.units[verb + 1].lower if verb + 1 < len(sentence.units) else ""
    return sentence.units[verb].lemma in _OTHERWISE and (sentence.units[verb].lemma, ahead) != ("make", "up")


def _verb(sentence: Sentence, number: int) -> int | None:
    """Return the verb that a number of works goes with: the last before it, else the first behind it."""
    verbs = finite_verbs(sentence)
    before, behind = [v for v in verbs if v < number], [v for v in verbs if v > number]
    return next(iter([*before[-1:], *behind]), None)


def _passage(story: Story, lead: Sentence, most: int) -> list[Entity]:
    """Return the titles of a sentence and of those behind it in its section, as many as are announced."""
    found: list[Entity] = []
    for sentence in story.sentences[lead.number :]:
        if sentence.section != lead.section or sentence.line - lead.line > _REACH:
            break
        if sentence.line > lead.line and TURNS.search(sentence.lower):
            break
        if not goes_on(sentence, lead):
            continue
        found += [title for title in own_titles(sentence) if title not in found]
    return found[:most]


def _holder(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return who shows works that are selected: the gathering that they are for."""
    behind = story.after(sentence, verb, COMPANIES, frozenset({"by", "of", "at", "for", "in"}))
    if behind:
        return story.parties(sentence, behind[0])[:1]
    return story.carried_actor(sentence, 0, frozenset({EVENT, BODY}))


_HOLD_MANY = frozenset({Kind.AWARD, Kind.FUNDING, Kind.COMMISSION, Kind.DEAL, Kind.PROGRAMME})


def _taken(draft: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether another record that may hold several titles has most of these."""
    wanted = {id(t) for t in draft.titles}
    several = (
        d for d in found if d.kind in {Kind.AWARD, Kind.FUNDING, Kind.COMMISSION, Kind.DEAL, Kind.PROGRAMME}
    )
    return any(2 * len(wanted & {id(t) for t in d.titles}) > len(wanted) for d in several)
