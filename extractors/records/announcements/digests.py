"""Lines of a digest: what happens to a title is a label before it or a word behind it, and no verb is needed.

Rule: a line is read here only when its label or its tail says what happens; a line that is a sentence is not.
"""

import re
from collections.abc import Iterator

from extractors.reading import BlockKind
from extractors.records.announcements.ahead import to_come
from extractors.records.announcements.commissions import EPISODES
from extractors.records.announcements.credits import is_background_title, skeleton
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.links import link, subject
from extractors.records.announcements.units import BODY, PARTIES, PLACE, WORK, Sentence
from extractors.records.announcements.verbs import finite_verbs
from schemas.vocabulary import AnnouncementKind as Kind

_ORDERED = (
    r"(?:re-?)?commission(?:s|ed)?|order(?:s|ed)|(?:green ?-?(?:lit|light|lights))|renew(?:s|ed|als?)"
    r"|cancel(?:s|led|ed)"
    r"|cancell?ations?|axed|axes|scrapped|scraps|shelved|shelves|dropped|ended|ends|picked up|picks up"
    r"|pick-?ups?"
    r"|returning|revived|in development|optioned|optioned|gets? (?:a )?(?:<N\d+>|\w+|\d\w+) (?:season"
    r"|series|run)"
)
_SHOT = (
    r"wraps|wrapped|filming|shooting|in production|now shooting|starts? (?:filming|shooting|production)"
    r"|rolling"
    r"|production starts?|cameras roll|casting|cast|joins|in the can|shoots|films"
)
_OUT = (
    r"dated|release(?:d|s)?|releasing|opening|opens|out|premier(?:e|es|ing|ed)|coming(?: soon)?|due"
    r"|launch(?:es|ing)?"
    r"|airs|airing|bows|debuts|debuting|new dates?|date set|moved|moves|delayed|on air|tx|streaming|in"
    r" cinemas|on sale"
    r"|published|publishes|arrives|lands|out now|drops|starts|returns"
)
_KINDS = ((Kind.COMMISSION, _ORDERED), (Kind.PRODUCTION, _SHOT), (Kind.RELEASE, _OUT))
_LABELS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _KINDS)
_TAILS = tuple(
    (
        kind,
        re.compile(rf"(?:\( [^()]* \) )?(?:[,:–—-] )?(?:(?:now|to be|is|has been) )?(?:{words})\b"),
    )
    for kind, words in _KINDS
)
_MARKS = frozenset(":–—|")
_LABEL_LENGTH = 5
_SEASON = re.compile(r"\b(?:for|gets?|lands?|wins?) (?:its |a |an )?[\w-]+ (?:season|series|run|outing)\b")
_LONGEST = 34


def digest_line(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "RENEWED: “Y” (Acme), for a third season" and "“Y”, wrapped in Leeds (Acme)"."""
    text = skeleton(sentence)
    titles = [
        n for n, u in enumerate(sentence.units) if u.kind == WORK and not is_background_title(sentence, n)
    ]
    if not titles or len(sentence.units) > _LONGEST:
        return
    label = _label(sentence, titles[0])
    if not label and (sentence.block.kind is not BlockKind.ITEM or _is_told(sentence)):
        return
    kind = _kind(label, text, titles[0])
    entity = sentence.units[titles[0]].entity
    if kind is None or entity is None:
        return
    draft = Draft(kind, story.words(sentence.units[titles[0]]), sentence, titles=[entity], confidence=0.6)
    _take_names(sentence, titles[0], draft)
    days = [day for u in sentence.units if u.date is not None and (day := to_come(story, u.date)) is not None]
    if kind is Kind.COMMISSION:
        draft.counts = story.counts(sentence, EPISODES)
    else:
        draft.date = next(iter(days), None)
    if days or kind is not Kind.RELEASE or _NOW.search(text):
        yield draft


_NOW = re.compile(r"\b(?:out now|now out|released today|out today)\b")


def _take_names(sentence: Sentence, title: int, draft: Draft) -> None:
    for number, unit in enumerate(sentence.units):
        if unit.entity is None or number <= title:
            continue
        hangs = link(sentence, number)
        if unit.kind == BODY and (hangs.kind in {"paren", "comma"} or hangs.word in _AGENTS):
            draft.by = distinct([*draft.by, unit.entity.name])
        elif unit.kind == PLACE and draft.kind is not Kind.COMMISSION:
            draft.places = distinct([*draft.places, unit.entity.name])


_AGENTS = frozenset({"by", "from", "via", "on", "at", "for", "–", "—"})


def _label(sentence: Sentence, title: int) -> str:
    """Return what stands before a colon or dash that leads to the title, in lower case."""
    for number, unit in enumerate(sentence.units[: min(title, _LABEL_LENGTH)]):
        if unit.text in _MARKS and number:
            return " ".join(u.lower for u in sentence.units[:number])
    return ""


def _is_told(sentence: Sentence) -> bool:
    """Tell a sentence with a subject and a finite verb of its own, that other readers read."""
    return any(
        sentence.units[v].tag in {"VBZ", "VBP", "VBD"} and subject(sentence, v, PARTIES) is not None
        for v in finite_verbs(sentence)
    )


def _kind(label: str, text: str, title: int) -> Kind | None:
    """Return what happens to a title by the label before it, else by the words right behind it."""
    behind = " ".join(text.split(" ")[title + 1 : title + 7])
    for kind, pattern in _LABELS:
        if pattern.search(label):
            return kind
    for kind, pattern in _TAILS:
        if pattern.match(behind):
            return kind
    return Kind.COMMISSION if _SEASON.search(behind) else None
