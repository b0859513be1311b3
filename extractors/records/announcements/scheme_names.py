"""What a fund or programme is called, and which of the two it is.

Rule: a scheme's own name comes before the noun that describes it; the programme of a festival or a channel is
no scheme.
"""

import re

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.draft import Story
from extractors.records.announcements.nouns import phrase_start
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    DATE,
    EVENT,
    MONEY,
    PERSON,
    PLACE,
    SCHEME,
    SPEECH,
    WORD,
    WORK,
    Sentence,
)
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

FUND = re.compile(
    r"\b(?:fund|funds|funding|fondo|fonds|rebates?|incentives?|grants?|subsid\w+|endowment|(?:tax|film"
    r"|audiovisual)"
    r"[ -](?:credits?|certificates?|relief|breaks?|shelter|refund)|bursar\w+|stipends?|pot|financ\w+"
    r"|investments?|uplift"
    r"|expenditure credit|war chest|prize pot|seed money|budget|cash|levy|kitty)\b",
    re.IGNORECASE,
)
PROGRAMME = re.compile(
    r"\b(?:programmes?|programs?|labs?|laborator\w+|initiatives?|schemes?|fellowships?|academ\w+"
    r"|accelerators?"
    r"|incubators?|residenc\w+|workshops?|courses?|boot ?camps?|boot-camps?|mentor\w*|traineeships?"
    r"|internships?"
    r"|apprentice\w*|calls?|training|school|scholarships?|placements?|masterclasses|applications|submissions"
    r"|entries|proposals|hackathon|competition|hub|studio|exchange|search|retreat|intake|cohort|diploma"
    r"|degree|tracks?|pathways?)\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:prizes?|awards?|medal|trophy|survey|report|index|festival|market|summit|forum|week|slate|line-?up"
    r"|radio|tv|television|news|music)\b",
    re.IGNORECASE,
)
HEADS = lex.FUND_NOUNS | lex.PROGRAMME_NOUNS | words("exchange school search")
EVERYDAY = words("workshop workshops course courses training masterclasses")
_BROAD = words(
    "exchange school search programme programmes program programs call calls lab labs course courses"
    " competition edition track"
)
_TEACHES = re.compile(
    r"\b(?:train\w*|mentor\w*|talents?|emerging|skills?|fellows?\w*|appl(?:y|ies|ications?|icants?)"
    r"|submissions?|entries"
    r"|participants?|students?|graduates?|trainees?|writers|directors|producers|filmmakers|film-makers"
    r"|artists"
    r"|composers|musicians|developers|creators|journalists|start-ups|startups|animators|playwrights"
    r"|support\w*"
    r"|development|grants?|bursar\w+|scholarships?|funding|incentive|incubat\w+|accelerat\w+|residen\w+"
    r"|exchange|workshops?"
    r"|open call|call for|under-?represented|disabled|women|young|aspiring|new voices|diversity|inclusion"
    r"|leadership|apprentic\w+"
    r"|placements?|internships?|teachers?|schools?|projects|screenwriting|scripts?|education|academy)\b"
)
_ON_SCREEN = re.compile(
    r"\b(?:festival|official|competition|concert|screening|industry|conference|public|full|main|live"
    r"|opening|closing|side"
    r"|evening|morning|news|breakfast|radio|tv|television|flagship|current-affairs|magazine|gala|film)"
    r" program(?:me)?s?\b"
)


def is_scheme_noun(sentence: Sentence, head: int) -> bool:
    """Tell a training programme from that of a festival or a channel: the sentence must speak of learning."""
    unit = sentence.units[head]
    tail = unit.text.split()[-1].lower()
    if unit.kind not in {WORD, COUNT} or tail not in _BROAD:
        return True
    return bool(_TEACHES.search(sentence.lower)) and not _ON_SCREEN.search(sentence.lower)


def is_gathering(sentence: Sentence, head: int) -> bool:
    """Tell "its second Little Giants market" from "its second Little Giants scheme"."""
    ahead = sentence.units[head + 1] if head + 1 < len(sentence.units) else None
    return ahead is not None and not ahead.kind and bool(_NEITHER.fullmatch(ahead.lower))


def scheme_kind(sentence: Sentence, head: int, subject: Words) -> Kind | None:
    """Tell a fund from a programme by its name or noun; a sum beside a scheme makes no fund of it."""
    text = subject.text
    own = sentence.units[head].lower
    tail = text.split()[-1]
    if PROGRAMME.fullmatch(tail):
        return (
            Kind.PROGRAMME
            if not re.search(r"\b(?:grants?|funding|incentive|rebate)\b", text.lower())
            else Kind.FUNDING
        )
    if FUND.search(text) or own in lex.FUND_NOUNS:
        return Kind.FUNDING
    if _NEITHER.search(text):
        return None
    if PROGRAMME.search(text) or own in lex.PROGRAMME_NOUNS:
        return Kind.PROGRAMME
    nearby = " ".join(u.lower for u in sentence.units[head : head + 14])
    if FUND.search(nearby):
        return Kind.FUNDING
    return Kind.PROGRAMME if sentence.units[head].kind == SCHEME or PROGRAMME.search(nearby) else None


_NAMED_LIKE = re.compile(
    r"\b(?:Initiative|Lab|Labs|Fellowship|Programme|Program|Scheme|Accelerator|Residency|Scholarships?"
    r"|Grants?|Bursary"
    r"|Incentive|Rebate|Fund|Fondo|Fonds|Prize Fund|Apprenticeships?|Mentorship)\b"
)


def named_like_one(sentence: Sentence, start: int, end: int) -> tuple[int, Words] | None:
    """Return a body whose name is that of a scheme: "the First Feature Initiative is being extended"."""
    for number, unit in list(enumerate(sentence.units))[start:end]:
        if unit.kind == BODY and unit.is_name and unit.entity is not None and _NAMED_LIKE.search(unit.text):
            return number, unit.entity.name
    return None


_CONNECTORS = words("for of the and in de & to")


def _capitals_before(story: Story, sentence: Sentence, at: int) -> Words | None:
    """Return the run of capitalised words before a place: "Ready for Set" in "Ready for Set, a scheme"."""
    units = sentence.units
    first = at
    for number in range(at - 1, -1, -1):
        if units[number].text[:1].isupper() and units[number].kind not in {DATE, COUNT, MONEY, SPEECH}:
            first = number
        elif units[number].lower not in _CONNECTORS:
            break
    if first in {0, at}:
        return None
    return story.reading.words(units[first].start, units[at - 1].end)


_DUBBED = re.compile(
    r"\b(?:[Dd]ubbed|[Cc]alled|[Nn]amed|[Tt]itled|[Cc]hristened|[Bb]randed|[Kk]nown as|[Ee]ntitled"
    r"|[Bb]aptised)"
    r" (?:the )?[“\"‘']?(?P<name>[A-Z][\w’'+&-]*(?: (?:for |of |the |and |in |de )?[A-Z0-9][\w’'+&-]*)*)"
)


def dubbed(story: Story, sentence: Sentence) -> Words | None:
    """Return the name in "Dubbed Likha Animasyon, the fund …" and "a fund called Voices"."""
    match = _DUBBED.search(story.reading.text, sentence.start, sentence.end)
    return story.reading.words(*match.span("name")) if match else None


_NAMED = words(", called named for dubbed titled christened known as - – — ( :")
_NAMES = frozenset({SCHEME, WORK, BODY, SPEECH, PERSON, PLACE, EVENT})


def name_beside(story: Story, sentence: Sentence, head: int) -> Words | None:
    """Return the name in "Second Light, a mentoring scheme" and "a mentoring scheme, Second Light"."""
    units = sentence.units
    if units[head].kind:
        return None
    before = units[head - 1] if head else None
    if before is not None and before.is_name and before.kind in _NAMES - {PLACE, SPEECH}:
        return story.reading.words(before.start, units[head].end)
    behind = range(head + 1, min(head + 4, len(units)))
    at = next((n for n in behind if _may_name(sentence, n, head)), None)
    return _name_before(story, sentence, head) if at is None else _name_behind(sentence, at)


def _may_name(sentence: Sentence, at: int, head: int) -> bool:
    unit, before = sentence.units[at], sentence.units[at - 1].lower
    leads = _NAMED | {"the", sentence.units[head].lower}
    return unit.kind in _NAMES and unit.text[:1].isupper() and before in leads


def _name_behind(sentence: Sentence, at: int) -> Words | None:
    units = sentence.units
    entity = units[at].entity
    owns = at + 1 < len(units) and units[at + 1].lower in {"'s", "'"}
    other = units[at - 1].lower in {"for", "the"} and units[at].kind not in {SCHEME, WORK}
    open_ = units[at].kind in {PERSON, PLACE, EVENT} and not _closes(sentence, at)
    return None if entity is None or owns or other or open_ else entity.name


def _name_before(story: Story, sentence: Sentence, head: int) -> Words | None:
    units = sentence.units
    start = phrase_start(sentence, head, 0)
    while start > 0 and (
        units[start - 1].pos == "DET"
        or units[start - 1].kind in {COUNT, MONEY}
        or units[start - 1].tag == "PRP$"
    ):
        start -= 1
    if start <= 1 or units[start - 1].text not in {",", "–", "—"}:
        return None
    entity = units[start - 2].entity
    whole = _capitals_before(story, sentence, start - 1)
    if entity is None or units[start - 2].kind not in _NAMES or start == 2:
        return whole
    wider = whole is not None and len(whole.text) > len(entity.name.text)
    return whole if whole is not None and wider and entity.name.text in whole.text else entity.name


def _closes(sentence: Sentence, at: int) -> bool:
    """Tell whether a name ends its apposition: a comma, a bracket, "with" or the stop comes next."""
    ahead = sentence.units[at + 1] if at + 1 < len(sentence.units) else None
    return (
        ahead is None or ahead.text in {",", ".", ")", "–", "—", ";"} or ahead.lower in {"with", "for", "to"}
    )
