"""Open calls, schemes at work, and schemes that only the headline calls news.

Rule: what a scheme always does is no news; a plan, a fresh result or an open call is.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements import status
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.givers import fill, set_actor
from extractors.records.announcements.nouns import phrase_with_head
from extractors.records.announcements.scheme_names import (
    EVERYDAY,
    FUND,
    HEADS,
    PROGRAMME,
    dubbed,
    is_scheme_noun,
    name_beside,
    scheme_kind,
)
from extractors.records.announcements.units import BODY, COUNT, DATE, SCHEME, WORD, WORK, Sentence, Unit
from extractors.records.announcements.verbs import clause_end, finite_verbs, group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_ACTS = words(
    "accept take select choose train offer return invite close welcome pick open run graduate support host"
    " mentor receive launch start begin kick seek give provide help pair place pay go expand relaunch reopen"
)
_CALL_OPEN = re.compile(
    r"\b(?:applications?|entries|submissions?|call|registrations?|nominations|proposals)\b.*\b(?:open"
    r"|invited|due"
    r"|accepted|welcome|sought|close|closes)\b"
)
_RETURNS = words("return launch relaunch reopen open start begin kick")


def openings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read what a scheme does: "the lab will take eight writers", "applications for X are open until May"."""
    unit = sentence.units[verb]
    if unit.lemma not in _ACTS | {"be"}:
        return
    calls = _CALL_OPEN.search(sentence.lower) is not None
    if unit.lemma == "be" and not calls:
        return
    end = group_start(sentence, verb)
    heads = lex.PROGRAMME_NOUNS - EVERYDAY | words("exchange school search")
    found = phrase_with_head(story, sentence, heads, max(0, end - 12), end)
    if found is None or FUND.search(found[1].text):
        return
    group = {u.lower for u in sentence.units[end:verb]}
    told = group & {"will", "to", "has", "have", "is", "are", "'ll"} or unit.lemma == "be"
    if not told and not (unit.tag in {"VBZ", "VBP"} and (unit.lemma in _RETURNS or calls)):
        return
    if scheme_kind(sentence, *found) is not Kind.PROGRAMME or not is_scheme_noun(sentence, found[0]):
        return
    named = name_beside(story, sentence, found[0])
    draft = Draft(
        Kind.PROGRAMME, story.words(unit), sentence, subject=named or found[1], confidence=0.6, presumed=True
    )
    draft.by = story.carried_actor(sentence)
    fill(story, sentence, draft)
    draft.date = story.date(sentence, verb, ahead=False)
    dated = any(u.kind == DATE for u in sentence.units)
    if (
        sentence.units[found[0]].kind == SCHEME
        or named is not None
        or draft.counts
        or dated
        or unit.lemma in _RETURNS
    ):
        yield draft


_ENTRIES = words(
    "application applications entry entries submission submissions proposal proposals pitch pitches"
    " nominations bookings sign-ups registrations expressions candidates candidatures inscriptions"
    " ideas scripts"
    " deadline treatments"
)
# Whom a scheme is looking for; they make a call only where the scheme itself is named.
_WANTED = words(
    "writers directors producers composers editors animators artists film-makers filmmakers authors musicians"
    " students graduates trainees interns apprentices talents creators developers designers projects teams"
    " companies start-ups startups scripts journalists playwrights translators illustrators participants"
    " podcasters documentarians cinematographers candidates applicants people women"
)
_INVITE = words(
    "invite call seek accept open welcome take look request solicit reopen want search hunt recruit"
    " encourage urge"
    " extend prolong ask"
)
_SENT = words("make submit send file lodge enter hand upload")


def calls(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X is inviting applications for Y", "entries are open for Y", "X has called for submissions"."""
    unit = sentence.units[verb]
    sent = unit.lemma in _SENT and is_passive(sentence, verb)
    if not sent and (unit.lemma not in _INVITE | {"be"} or unit.pos not in {"VERB", "ADJ", "AUX"}):
        return
    units = sentence.units
    passive = is_passive(sentence, verb) or unit.lemma in {"be", "open"}
    near = range(verb + 1, min(len(units), verb + 8))
    entries = next((n for n in near if units[n].kind == WORD and units[n].lower in _ENTRIES), None)
    wanted = entries is None and unit.lemma in _INVITE and not passive
    if wanted:
        entries = next((n for n in near if _is_wanted(units[n])), None)
    if entries is None and passive and (sent or _CALL_OPEN.search(sentence.lower)):
        before = range(max(0, verb - 14), verb)
        entries = next((n for n in before if units[n].kind == WORD and units[n].lower in _ENTRIES), None)
    if entries is None:
        return
    found = phrase_with_head(
        story, sentence, HEADS | {"competition", "edition"}, entries + 1, clause_end(sentence, entries)
    )
    subject: Words | None
    if found is not None:
        subject = name_beside(story, sentence, found[0]) or found[1]
        kind = scheme_kind(sentence, *found) or Kind.PROGRAMME
    elif wanted or sent or units[entries].lower == "deadline":
        return
    else:
        subject, kind = _named_after(sentence, entries), Kind.PROGRAMME
    if subject is None and unit.lemma == "be":
        return
    subject = subject or story.words(units[entries])
    draft = Draft(kind, story.words(unit), sentence, subject=subject, confidence=0.65)
    set_actor(story, draft, verb)
    if passive and not draft.by:
        draft.by = story.carried_actor(sentence, verb)
    draft.presumed = passive
    fill(story, sentence, draft)
    yield draft


def _is_wanted(unit: Unit) -> bool:
    noun = unit.count.unit.text if unit.count is not None and unit.count.unit is not None else unit.text
    return unit.kind in {WORD, COUNT} and noun.lower().split()[-1] in _WANTED


def _named_after(sentence: Sentence, at: int) -> Words | None:
    """Return the name in "applications for Cutting Table"."""
    units = sentence.units
    for number in range(at + 1, min(len(units), at + 7)):
        entity = units[number].entity
        if entity is not None and units[number].kind in {SCHEME, WORK, BODY} and units[number].is_name:
            return entity.name
        if units[number].kind or units[number].lower not in {
            "for",
            "to",
            "the",
            "its",
            "their",
            "a",
            "of",
            "new",
        }:
            return None
    return None


_FIRST_LINES = 2
_UNSPECIFIC = words("cash budget investment investments studio hub competition school entries search")


def from_headline(story: Story, found: Sequence[Draft]) -> Iterator[Draft]:
    """Read a scheme that only the headline and the first lines tell of, where no verb announces it."""
    title = (story.reading.title or "").lower()
    if any(d.kind in {Kind.FUNDING, Kind.PROGRAMME} for d in found):
        return
    named = [m for m in (*PROGRAMME.finditer(title), *FUND.finditer(title)) if m.group() not in _UNSPECIFIC]
    for sentence in story.sentences:
        if sentence.line > _FIRST_LINES or not named:
            return
        for number, unit in enumerate(sentence.units):
            stems = {m.group().rstrip("s") for m in named}
            tail = unit.text.split()[-1].lower()
            if tail.rstrip("s") not in stems or (unit.kind and unit.kind not in {SCHEME, COUNT}):
                continue
            hit = phrase_with_head(story, sentence, frozenset({tail}), number, number + 1)
            kind = scheme_kind(sentence, *hit) if hit is not None else None
            if (
                hit is None
                or kind is None
                or not is_scheme_noun(sentence, number)
                or not _is_told(story, sentence)
            ):
                continue
            subject = dubbed(story, sentence) or name_beside(story, sentence, number) or hit[1]
            draft = Draft(kind, story.words(unit), sentence, subject=subject, confidence=0.5, presumed=True)
            draft.by = story.carried_actor(sentence, len(sentence.units))
            fill(story, sentence, draft)
            yield draft
            return


def _is_told(story: Story, sentence: Sentence) -> bool:
    return any(
        status.is_news(sentence, verb, story.year) and not status.in_background_clause(sentence, verb)
        for verb in finite_verbs(sentence)
    )
