"""Cohorts: who was chosen for a programme, and who joins it.

Rule: the scheme must be named in the sentence or be the one that the sentences before are about; jurors,
casts and competition line-ups are no cohorts.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.givers import fill, set_actor
from extractors.records.announcements.links import mates
from extractors.records.announcements.nouns import phrase_start, phrase_with_head
from extractors.records.announcements.scheme_names import FUND, is_scheme_noun, name_beside, scheme_kind
from extractors.records.announcements.units import COUNT, EVENT, SCHEME, Sentence
from extractors.records.announcements.verbs import clause_end, group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_CHOOSE = words(
    "select choose pick name announce reveal unveil shortlist invite welcome admit accept recruit confirm tap"
    " present introduce award set enrol enroll"
)
_CHOSEN = words(
    "participants participant fellows mentees trainees residents recipients grantees apprentices interns"
    " cohort"
    " intake class writers artists filmmakers film-makers projects teams companies start-ups startups"
    " producers"
    " directors creators authors students playwrights musicians bands acts documentaries scripts films"
    " screenwriters animators developers designers founders women talents candidates beneficiaries scholars"
    " journalists translators composers journalists names people features series podcasts games ventures"
    " finalists results outcome beneficiaries winners"
)
_SCHEMES = (
    lex.PROGRAMME_NOUNS
    | words("cohort intake grants fund bursaries bursary stipends edition track pathway round rounds")
) - words("call training course courses")
_JOIN = words("join enter complete graduate attend start form comprise make constitute take")
_OTHER = re.compile(
    r"\b(?:jury|juror|competition|cast|board|(?:lineup|line-up)(?! of (?:[\w-]+ )?(?:participants"
    r"|projects|fellows"
    r"|writers|teams|mentors))|sidebar|premiere|screening)\b"
)


def cohorts(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has named the 16 writers chosen for its Y scheme" and "eight projects were selected for Y"."""
    unit = sentence.units[verb]
    if unit.lemma not in _CHOOSE or unit.pos != "VERB" or _OTHER.search(sentence.lower):
        return
    units = sentence.units
    passive = is_passive(sentence, verb)
    start = group_start(sentence, verb)
    end = clause_end(sentence, verb)
    field = range(max(0, start - 8), start) if passive else range(verb + 1, min(end, verb + 10))
    chosen = [n for n in field if _is_chosen(sentence, n)]
    if not chosen:
        return
    if (titled := _as_fellows(story, sentence, chosen[0], end)) is not None:
        draft = Draft(Kind.PROGRAMME, story.words(unit), sentence, subject=titled, confidence=0.7)
        set_actor(story, draft, verb)
        fill(story, sentence, draft)
        yield draft
        return
    found = phrase_with_head(story, sentence, _SCHEMES, (verb if passive else chosen[0]) + 1, end)
    if found is None or not _leads(sentence, found[0]):
        return
    head, subject = found
    kind = Kind.FUNDING if FUND.search(subject.text) else scheme_kind(sentence, head, subject)
    if kind is None or units[head].kind == EVENT or not is_scheme_noun(sentence, head):
        return
    if _is_section(sentence, chosen[0], head):
        return
    named = name_beside(story, sentence, head)
    draft = Draft(kind, story.words(unit), sentence, subject=named or subject, confidence=0.7)
    set_actor(story, draft, verb)
    owners = _owners(sentence, head)
    if owners and (passive or not draft.by):
        draft.by, draft.presumed = owners, False
    fill(story, sentence, draft)
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


_FINISHED = words("films features titles shorts documentaries series games bands acts")
_SECTIONS = words("programme programmes program programs section strand competition edition")


def _is_section(sentence: Sentence, chosen: int, head: int) -> bool:
    """Tell a festival's section for finished works from a scheme: "six films chosen for its programme"."""
    unit = sentence.units[chosen]
    noun = unit.count.unit.text if unit.count is not None and unit.count.unit is not None else unit.text
    if noun.lower().split()[-1] not in _FINISHED:
        return False
    return bool(_SECTIONS & {u.lower.split()[-1] for u in sentence.units[head : head + 2]})


_FELLOWS = words("fellows scholars residents mentees trainees ambassadors laureates apprentices")


def _as_fellows(story: Story, sentence: Sentence, start: int, end: int) -> Words | None:
    """Return the title in "selected five composers as this year's Film Music Fellows"."""
    units = sentence.units
    for number in range(start, min(end, len(units))):
        unit = units[number]
        if unit.text.split()[-1].lower() not in _FELLOWS:
            continue
        first = number if unit.kind else phrase_start(sentence, number, start)
        before = [u.lower for u in units[max(0, first - 4) : first]]
        if "as" in before and units[first].text[:1].isupper():
            return story.reading.words(units[first].start, unit.end)
    return None


_OWNER = re.compile(
    r"^(?: (?:of|by|from|run|organi[sz]ed|offered|supported|held|hosted|, which"
    r"|for (?:[\w-]+ ){1,4}run))+(?: (?:the|its"
    r"|<C\d+>|'s|[\w-]+)){0,4}?"
    r" <[BEP](?P<by>\d+)>"
)


def _owners(sentence: Sentence, head: int) -> list[Words]:
    """Return whose scheme it is: "the talent track of X and Y", "a scheme for crews run by X"."""
    behind = "".join(
        f" <{u.kind}{n}>" if u.kind else f" {u.lower}" for n, u in enumerate(sentence.units) if n > head
    )
    match = _OWNER.match(behind)
    if match is None:
        return []
    return [
        entity.name
        for n in mates(sentence, int(match["by"]))
        if (entity := sentence.units[n].entity) is not None
    ]


def recipients(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "A and B are the first recipients of the Z fellowship"."""
    unit = sentence.units[verb]
    if unit.lemma not in {"be", "become"} or _OTHER.search(sentence.lower):
        return
    near = range(verb + 1, min(len(sentence.units), verb + 7))
    named = next((n for n in near if sentence.units[n].lower in _RECIPIENTS), None)
    if named is None:
        return
    found = phrase_with_head(story, sentence, _SCHEMES, named + 1, clause_end(sentence, verb))
    kind = scheme_kind(sentence, *found) if found is not None else None
    if found is None or kind is None:
        return
    subject = name_beside(story, sentence, found[0]) or found[1]
    draft = Draft(kind, story.words(sentence.units[named]), sentence, subject=subject, confidence=0.65)
    draft.by = _owners(sentence, found[0]) or story.carried_actor(sentence)
    draft.presumed = True
    fill(story, sentence, draft)
    yield draft


_RECIPIENTS = words(
    "recipients recipient participants fellows beneficiaries mentees grantees awardees winners residents"
)


def joiners(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "twelve writers will join the Y lab" and "have completed the Z fellowship"."""
    unit = sentence.units[verb]
    if unit.lemma not in _JOIN or is_passive(sentence, verb):
        return
    if unit.lemma == "take" and "part" not in {u.lower for u in sentence.units[verb + 1 : verb + 2]}:
        return
    start = group_start(sentence, verb)
    counted = [
        n
        for n in range(max(0, start - 8), start)
        if sentence.units[n].kind == COUNT and _is_chosen(sentence, n)
    ]
    found = phrase_with_head(story, sentence, _SCHEMES, verb + 1, min(clause_end(sentence, verb), verb + 10))
    if not counted or found is None:
        return
    kind = scheme_kind(sentence, *found)
    if kind is None:
        return
    draft = Draft(
        kind,
        story.words(unit),
        sentence,
        subject=name_beside(story, sentence, found[0]) or found[1],
        confidence=0.65,
        presumed=True,
    )
    draft.by = _owners(sentence, found[0])
    draft.presumed = not draft.by
    draft.by = draft.by or story.carried_actor(sentence)
    fill(story, sentence, draft)
    yield draft


def _is_chosen(sentence: Sentence, number: int) -> bool:
    unit = sentence.units[number]
    if unit.kind == COUNT and unit.count is not None and unit.count.unit is not None:
        return unit.count.unit.text.lower().split()[-1] in _CHOSEN
    return not unit.kind and unit.lower in _CHOSEN


def _leads(sentence: Sentence, head: int) -> bool:
    """Tell whether the scheme is what they were chosen for: "for", "of", "to" or "on" leads to it."""
    if sentence.units[head].kind == SCHEME:
        return True
    near = [u.lower for u in sentence.units[max(0, head - 9) : head]]
    return bool({"for", "of", "to", "on", "in", "into", "as", "its"} & set(near))
