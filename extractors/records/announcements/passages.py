"""The passage that tells of a fund or programme, and what it says: sums, counts, places, dates, partners.

Rule: a passage ends at a heading and where another scheme begins; sentences of earlier years, and those that
tell another announcement, give nothing to it.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.reading import BlockKind, DateSpan, Words
from extractors.records.announcements import beneficiaries, partakers, places, scheme_names
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.merging import count_key
from extractors.records.announcements.parts import SCHEMES, is_named
from extractors.records.announcements.units import COUNT, DATE, MONEY, PERSON, SCHEME, Sentence
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_GOES_ON = re.compile(
    r"\b(?:appl(?:y|ies|ied|icants?|ications?)|deadline|entries|entrants|submissions?|submit\w*|shortlist\w*"
    r"|eligible|eligibility|qualif(?:y|ies|ying)|recipients?|beneficiar\w+|grantees?|awardees?|successful"
    r"|participants?|fellows?|trainees?|mentees?|mentors?|mentor(?:ing|ed)|apprentices?|interns?|residents?"
    r"|cohorts?|intake|alumni|places|stipends?|bursar(?:y|ies)|grants?|awards? of|funding|financ\w+|invest\w*"
    r"|selected|chosen|select|picked|receives?|received|get|gets|went to|goes to|go to|per (?:project|title"
    r"|film|applicant|company|participant|production)|a year|annually|over (?:the next )?<?\w+ years|matched"
    r"|spend\w*|cap(?:ped)?|ceiling|maximum|minimum|threshold|up to|each|also (?:backed|supported|funded"
    r"|awarded|receiving|among)|backed|support\w*|jury|panel|committee|assess\w*|workshops?|sessions?"
    r"|sessions"
    r"|training|tuition|curriculum|bootcamps?|classes|remaining|total|allocat\w+|earmark\w+|budget|pot|money"
    r"|cash|resources|tranche|proceeds|valu(?:es|ed|ation)|stake|participated|round|so far|to date|since"
    r"|clos\w+|slots|tracks?|strands?|developed?|development|open to|aimed at|designed|will run|runs from"
    r"|course"
    r"|reimburse\w*|expenditure|crew|locally|measure|scheme|initiative|they|it)\b"
)
_EARLIER = re.compile(
    r"\b(?:last (?:year|autumn|spring|summer|winter|season)|years? ago|in the past|previous(?:ly)?"
    r"|predecessor"
    r"|former(?:ly)?|earlier (?:edition|round|call|year|scheme)s?|replaces|used to|a decade ago|at the"
    r" time)\b"
)
_FAR = 7
_NEAR = 3


def gather(story: Story, draft: Draft, found: Sequence[Draft]) -> None:
    """Let a fund or programme take in what the sentences of its passage say of it."""
    own = [draft.sentence, *draft.sources]
    others = {s.number: d for d in found if d is not draft for s in (d.sentence, *d.sources)}
    for sentence in [*own, *_passage(story, draft, others)]:
        if sentence.block.kind is BlockKind.ITEM:
            beneficiaries.of_item(story, draft, sentence)
            continue
        if sentence not in own and tells_of_earlier(sentence, story.year):
            continue
        _take_figures(draft, sentence)
        draft.places = distinct([*draft.places, *places.of_makers(sentence)])
        if not draft.is_round:
            partakers.take_helpers(story, draft, sentence)
        if not draft.is_round:
            beneficiaries.gather(story, draft, sentence)
    if draft.subject is None or not is_named(draft.subject):
        draft.subject = _name(story, draft, others) or draft.subject
    if not draft.is_round:
        draft.date = _opening(story, draft, others) or draft.date


_ACTS = words(
    "run place take offer train support fund help award give provide back select accept start open aim"
    " launch reach bring pair see cover"
)


def _name(story: Story, draft: Draft, others: dict[int, Draft]) -> Words | None:
    """Return the name that a sentence right behind gives: "Page Turners will run", "the pledge, called X"."""
    if draft.is_round:
        return None
    for sentence in story.sentences[draft.sentence.number + 1 : draft.sentence.number + 3]:
        other = others.get(sentence.number)
        if sentence.section != draft.sentence.section or (other is not None and other.kind in SCHEMES):
            return None
        name = scheme_names.dubbed(story, sentence) or _of_same_noun(draft, sentence)
        if name is not None and _TAKEN_UP.search(sentence.lower):
            return name
        known = {w.text for w in [*draft.by, *draft.with_]}
        if (name := _new_name(sentence)) is not None and name.text not in known:
            return name
    return None


def _of_same_noun(draft: Draft, sentence: Sentence) -> Words | None:
    """Return the scheme that a sentence names by the draft's own noun: "the Kura Lab" for "a lab"."""
    noun = draft.subject.text.casefold().split()[-1] if draft.subject is not None else ""
    for unit in sentence.units:
        if unit.kind == SCHEME and unit.is_name and unit.entity is not None:
            return unit.entity.name if unit.lower.split()[-1] == noun else None
    return None


_TAKEN_UP = re.compile(
    r"^(?:called|named|dubbed|titled|entitled|known as|branded|billed as|christened)\b|\b(?:the"
    r"|this) (?:\w+ )?(?:fund|scheme|programme|program|initiative|commitment|pledge|project|lab|pot"
    r"|course|residency|plan|move)\b"
)


def _new_name(sentence: Sentence) -> Words | None:
    """Return the name that opens a sentence, is new to the article and will do what schemes do."""
    first = sentence.units[0]
    if first.entity is None or not first.is_name or any(m.start < first.start for m in first.entity.mentions):
        return None
    verb = next((u for u in sentence.units[1:5] if u.pos == "VERB"), None)
    if verb is None or verb.lemma not in _ACTS or all(u.lower != "will" for u in sentence.units[1:4]):
        return None
    somebody = first.kind == PERSON and bool(first.entity.roles or first.entity.employers)
    return None if somebody else first.entity.name


def _passage(story: Story, draft: Draft, others: dict[int, Draft]) -> Iterator[Sentence]:
    """Yield the sentences behind a draft that go on about it."""
    source = draft.sentence
    known = {s.number for s in draft.sources}
    last = max([source.line, *(s.line for s in draft.sources)])
    open_, line, leads = True, last, False
    for sentence in story.sentences[source.number + 1 :]:
        if sentence.section != source.section or sentence.block.kind is BlockKind.HEADING:
            return
        if sentence.number in known:
            open_ = True
            continue
        if sentence.block.kind is BlockKind.ITEM:
            if leads and sentence.number not in others:
                yield sentence
            continue
        leads = open_ and beneficiaries.leads_in(sentence)
        refers = refers_to(draft, sentence)
        other = others.get(sentence.number)
        if other is not None:
            if other.kind in SCHEMES:
                return
            open_ = open_ and (refers or sentence.line == source.line)
            continue
        if sentence.line == source.line or refers:
            open_, line = True, max(line, sentence.line)
            yield sentence
        elif open_ and _goes_on(sentence, line, last):
            yield sentence


def _goes_on(sentence: Sentence, line: int, last: int) -> bool:
    """Tell whether a sentence speaks of grants, deadlines or places, or gives figures near by."""
    if sentence.line - line <= _FAR and _GOES_ON.search(sentence.lower):
        return True
    return sentence.line - last <= _NEAR and any(u.kind in {COUNT, MONEY} for u in sentence.units)


def refers_to(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether a sentence names a scheme or takes it up by its noun: "the fund", "this year's lab"."""
    if draft.subject is None:
        return False
    name = draft.subject.text.casefold().replace("’", "'")
    head = re.escape(name.split()[-1])
    return name in sentence.lower or bool(
        re.search(rf"\b(?:the|this|its|their|each|'s) (?:[\w-]+ )?{head}\b", sentence.lower)
    )


def tells_of_earlier(sentence: Sentence, year: int | None) -> bool:
    """Tell whether a sentence only looks back, and is no tally of all years: "since 2019 it has backed"."""
    if re.search(r"\b(?:since|so far|to date)\b", sentence.lower):
        return False
    if _EARLIER.search(sentence.lower):
        return True
    ends = [u.date.end for u in sentence.units if u.date is not None]
    return year is not None and bool(ends) and all(int(end[:4]) < year for end in ends)


def _take_figures(draft: Draft, sentence: Sentence) -> None:
    for unit in sentence.units:
        sums = {(a.value, a.currency) for a in draft.amounts}
        if unit.money is not None and (unit.money.value, unit.money.currency) not in sums:
            draft.amounts.append(unit.money)
        if unit.kind != COUNT or unit.count is None or unit.count.unit is None:
            continue
        if count_key(unit.count) not in map(count_key, draft.counts):
            draft.counts.append(unit.count)


_CLOSES = re.compile(
    r"\b(?:deadline|clos(?:e|es|ed|ing)|until|till|before|no later than"
    r"|(?:appl\w+|submi\w+|received|enter\w*|entries|in|sent) by)(?: \w+){0,5}? <D(?P<day>\d+)>"
)
_OPENS = re.compile(
    r"\b(?:requests?|sign up|recruitment|applications?|applicants|appl(?:y|ies)|call|entries|submissions?"
    r"|doors|registrations?|recruitment"
    r"|available|takes? effect|into (?:force|effect)"
    r"|first|due|from <D|starts?|begins?|kicks? off|launch(?:es|ed)?"
    r"|open(?:s|ed)?|runs?|starting|commenc\w+|as of|get under way|held)\b"
)
_FROM_YEAR = re.compile(r"\b(?:from|start of|beginning of|as of|effective|for|in) <D(?P<day>\d+)>")
_NEXT_ONE = re.compile(r"\bnext (?:\w+ )?(?:deadline|call|round|session|intake|edition)\b")


def _opening(story: Story, draft: Draft, others: dict[int, Draft]) -> DateSpan | None:
    """Return the day to come on which a scheme closes for applications, else that on which it opens."""
    if story.reading.published is None:
        return None
    today = story.reading.published.isoformat()
    own = [draft.sentence, *draft.sources]
    sentences = [*own, *_passage(story, draft, others)]
    opening: DateSpan | None = None
    for sentence in sentences:
        if _NEXT_ONE.search(sentence.lower):
            continue
        text = skeleton(sentence)
        for match in _CLOSES.finditer(text):
            day = _day_to_come(sentence, match["day"], today)
            if day is not None and re.search(
                r"\b(?:appl\w+|call|entries|submi\w+|open|deadline|clos\w+|enter|proposals?|nominations?"
                r"|inscriptions?"
                r"|registr\w+|candidac\w+|convocation|pitches|postulat\w+|accept\w+|recruit\w+|send"
                r"|requests?|admissions?|sign up)\b",
                sentence.lower,
            ):
                return day
        if opening is None and (_OPENS.search(text) or (draft.kind is Kind.FUNDING and sentence in own)):
            opening = _day_to_come(sentence, None, today)
        if opening is None and sentence is draft.sentence:
            opening = _year_to_come(sentence, text, today)
    return opening


def _year_to_come(sentence: Sentence, text: str, today: str) -> DateSpan | None:
    """Return the year from which a measure holds: "from the start of next year"."""
    for match in _FROM_YEAR.finditer(text):
        day = sentence.units[int(match["day"])].date
        if day is not None and len(day.start) == len(today[:4]) and day.start > today[:4]:
            return day
    return None


def _day_to_come(sentence: Sentence, place: str | None, today: str) -> DateSpan | None:
    days = [sentence.units[int(place)]] if place else [u for u in sentence.units if u.kind == DATE]
    for unit in days:
        day = unit.date
        if day is not None and len(day.start) >= len("2025-05") and day.start > today[: len(day.start)]:
            return day
    return None
