"""Closures and cuts: a company that lays people off, shuts a part of itself, or fails.

Rule: a cut needs a number of people or posts, a closure what is closed; a show that ends is none of these.
"""

from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import subject
from extractors.records.announcements.nouns import phrase_with_head
from extractors.records.announcements.units import COUNT, PLACE, Sentence
from extractors.records.announcements.verbs import clause_end, group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_CUTS = words("cut axe shed lose lay let eliminate slash make dismiss sack fire drop")
_PEOPLE = words(
    "jobs posts roles positions people staff employees workers journalists staffers redundancies layoffs"
    " developers"
)
_SHUTS = words("close shut shutter wind cease fold discontinue liquidate")
_PARTS = words(
    "studio studios office offices newsroom newsrooms magazine edition title titles channel channels station"
    " stations store stores cinema cinemas plant factory site sites branch division arm unit operation"
    " operations business doors company label imprint bureau theatre warehouse service website"
)
_FAILS = words("file enter go call collapse appoint")
_INSOLVENCY = words(
    "bankruptcy insolvency administration liquidation receivership administrators receivers creditors"
)
_ENDS = _CUTS | _SHUTS | _FAILS
_OWNED = words("its their operations doors down")


def closures(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X is cutting 140 jobs", "X is to close its Riga studio", "X has filed for bankruptcy"."""
    unit = sentence.units[verb]
    if unit.lemma not in _ENDS:
        return
    who = subject(sentence, verb, COMPANIES)
    if who is None or is_passive(sentence, verb):
        return
    found = _cut(sentence, verb) or _shut(story, sentence, verb) or _failed(story, sentence, verb)
    if found is None:
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, subject=found, confidence=0.6)
    draft.by = story.parties(sentence, who)
    draft.amounts, draft.counts = story.amounts(sentence), story.counts(sentence)
    draft.date = story.date(sentence, verb)
    draft.places = [
        u.entity.name for u in sentence.units[verb + 1 : verb + 8] if u.kind == PLACE and u.entity
    ]
    yield draft


def _cut(sentence: Sentence, verb: int) -> Words | None:
    """Return the posts that go: "140 jobs"."""
    if sentence.units[verb].lemma not in _CUTS:
        return None
    for unit in sentence.units[verb + 1 : verb + 7]:
        counted = unit.count.unit if unit.kind == COUNT and unit.count is not None else None
        if counted is not None and counted.text.lower().split()[-1] in _PEOPLE:
            return counted
    return None


def _shut(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return what a company shuts of its own: "its Riga studio"."""
    unit = sentence.units[verb]
    told = {u.lower for u in sentence.units[group_start(sentence, verb) : verb]}
    if unit.lemma not in _SHUTS or not (told & {"to", "will", "has", "is"} or unit.tag in {"VBZ", "VBG"}):
        return None
    end = min(clause_end(sentence, verb), verb + 10)
    found = phrase_with_head(story, sentence, _PARTS, verb + 1, end)
    owned = any(u.lower in _OWNED for u in sentence.units[verb + 1 : verb + 5])
    return found[1] if found is not None and owned else None


def _failed(story: Story, sentence: Sentence, verb: int) -> Words | None:
    if sentence.units[verb].lemma not in _FAILS:
        return None
    for unit in sentence.units[verb + 1 : verb + 5]:
        if not unit.kind and unit.lower in _INSOLVENCY:
            return story.words(unit)
    return None
