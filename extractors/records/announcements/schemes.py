"""Schemes: funds and programmes that are launched, opened, raised or at work.

Rule: the fund or scheme is the subject, by its own name where the text gives one; what it does only counts as
news where the verb is a plan or a fresh result.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements import places, status
from extractors.records.announcements.draft import ACTORS, COMPANIES, Draft, Story
from extractors.records.announcements.links import (
    clause_end,
    finite_verbs,
    group_start,
    is_passive,
    link,
    subject,
)
from extractors.records.announcements.nouns import phrase_start, phrase_with_head
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
    r"\b(?:fund|funds|funding|fondo|fonds|rebates?|incentives?|grants?|subsid\w+|endowment|(?:tax|film|audiovisual)"
    r"[ -](?:credits?|certificates?|relief|breaks?|shelter|refund)|bursar\w+|stipends?|pot|financ\w+|investments?|uplift"
    r"|expenditure credit|war chest|prize pot|seed money|budget|cash|levy|kitty)\b",
    re.IGNORECASE,
)
PROGRAMME = re.compile(
    r"\b(?:programmes?|programs?|labs?|laborator\w+|initiatives?|schemes?|fellowships?|academ\w+|accelerators?"
    r"|incubators?|residenc\w+|workshops?|courses?|boot ?camps?|boot-camps?|mentor\w*|traineeships?|internships?"
    r"|apprentice\w*|calls?|training|school|scholarships?|placements?|masterclasses|applications|submissions"
    r"|entries|proposals|hackathon|competition|hub|studio|exchange|search|retreat|intake|cohort|diploma|degree|tracks?|pathways?)\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:prizes?|awards?|medal|trophy|survey|report|index|festival|market|summit|forum|week|slate|line-?up"
    r"|radio|tv|television|news|music)\b",
    re.IGNORECASE,
)

_SET_UP = lex.LAUNCH | words(
    "take run bring back raise double triple increase relaunch re-launch revive expand extend renew reopen re-open"
    " boost restore reinstate unfreeze pilot trial host operate plan outline publish devise develop initiate"
    " form build lift replenish resume grow organise organize hold team partner join collaborate ally confirm"
    " detail top widen broaden overhaul scrap suspend pause halt freeze close shut end abolish axe stop prolong continue"
    " come start recruit put"
)
_RAISED = words("raise double triple increase lift boost grow top widen broaden overhaul expand extend scrap")
_RAISED_HEADS = words(
    "rebate rebates incentive incentives subsidy subsidies fund funds funding budget grant grants credit credits"
    " relief uplift programme program scheme fellowship academy lab initiative residency"
)
_TOGETHER = words("team partner join collaborate ally")
# What a body holds or shows all the time; only a named scheme makes news of it.
_USUAL = words(
    "run start offer present reveal back bring take host hold operate organise organize plan publish develop detail confirm build form"
)
_WANES = words("put suspend pause halt freeze close shut end abolish axe stop continue scrap")
_HEADS = lex.FUND_NOUNS | lex.PROGRAMME_NOUNS | words("exchange school search")
_EVERYDAY = words("workshop workshops course courses training masterclasses")


def launches(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has launched the Y Fund", "X opens a call for Y", "X and Y team up on a Z", and their passives."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in _SET_UP:
        return
    passive = is_passive(sentence, verb)
    behind = [u.lower for u in sentence.units[verb : verb + 4]]
    if unit.lemma == "bring" and "back" not in behind:
        return
    if unit.lemma == "put":
        if not {"hold", "ice"} & {u.lower for u in sentence.units[verb:]}:
            return
    elif unit.lemma == "come" or (unit.lemma == "take" and "effect" in behind):
        yield from _in_force(story, sentence, verb)
        return
    if unit.lemma == "take" and "wraps" not in [u.lower for u in sentence.units[verb : verb + 4]]:
        return
    found = _object(story, sentence, verb, passive=passive)
    if found is None or (not passive and subject(sentence, verb, ACTORS | {WORK}) in _works(sentence)):
        return
    head, noun = found
    kind = scheme_kind(sentence, head, noun)
    if kind is None or _is_gathering(sentence, head) or not is_scheme_noun(sentence, head):
        return
    if sentence.units[head].lower in _LOOSE and not any(u.kind == MONEY for u in sentence.units):
        return
    if sentence.units[head].lower in _EVERYDAY and not (
        _is_new(sentence, head) and (unit.lemma not in _USUAL or _is_under_way(sentence, verb))
    ):
        return
    named = name_beside(story, sentence, head)
    if unit.lemma in _WANES and sentence.units[head].kind != SCHEME and named is None and not passive:
        own = {"its", "their", "the"} & {u.lower for u in sentence.units[verb + 1 : head]}
        if not own or kind is not Kind.FUNDING:
            return
    if unit.lemma in _USUAL and kind is not Kind.FUNDING and not _is_under_way(sentence, verb):
        fresh = sentence.units[head].kind == SCHEME or named is not None or _is_new(sentence, head)
        if not fresh:
            return
    draft = Draft(
        kind, story.words(unit), sentence, subject=dubbed(story, sentence) or named or noun, confidence=0.75
    )
    set_actor(story, draft, verb)
    _partners(story, sentence, verb, draft)
    fill(story, sentence, draft)
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


def set_actor(story: Story, draft: Draft, verb: int) -> None:
    """Set who does what a verb says; a supposed person without a job or company is the body that acts."""
    sentence = draft.sentence
    if is_passive(sentence, verb):
        agents = story.after(sentence, verb, COMPANIES, frozenset({"by"}))
        draft.by = (
            story.parties(sentence, agents[0]) if agents else story.carried_actor(sentence, verb, COMPANIES)
        )
        draft.presumed = not agents
        return
    at = subject(sentence, verb, ACTORS)
    if at is not None and sentence.units[at].kind == PERSON:
        person = sentence.units[at].entity
        pronouns = person is not None and any(not m.is_name for m in person.mentions)
        if person is not None and not (person.roles or person.employers or pronouns):
            draft.by = [person.name]
            return
    draft.by = governments(story, sentence, verb) or story.actors(sentence, verb)


_STATE = words("government ministry cabinet parliament senate council state treasury city authorities region")


def governments(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return "New Zealand government" or "city of Turin" where no named body, but a government acts."""
    start = group_start(sentence, verb)
    if start > 2 and sentence.units[start - 1].kind == PLACE and sentence.units[start - 2].lower == "of":
        return (
            [story.reading.words(sentence.units[start - 3].start, sentence.units[start - 1].end)]
            if sentence.units[start - 3].lower in _STATE
            else []
        )
    for number in range(start - 1, max(-1, start - 7), -1):
        unit = sentence.units[number]
        if unit.kind in {BODY, SCHEME, PERSON} or unit.pos in {"VERB", "ADP"}:
            return []
        if not unit.kind and unit.lower in _STATE and number + 1 >= start - 1:
            first = phrase_start(sentence, number, 0)
            whose = sentence.units[first].kind == PLACE or sentence.units[first].text[:1].isupper()
            if first < number and whose and sentence.units[first].lower != "the":
                return [story.reading.words(sentence.units[first].start, unit.end)]
            return []
    return []


def _in_force(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "the rebate came into force on Tuesday" and "the tax credit takes effect in May"."""
    behind = " ".join(u.lower for u in sentence.units[verb : verb + 5])
    if not re.search(r"\binto (?:force|effect|operation)\b|\beffect\b", behind):
        return
    start = group_start(sentence, verb)
    found = phrase_with_head(story, sentence, _RAISED_HEADS, max(0, start - 12), start)
    if found is None or scheme_kind(sentence, *found) is not Kind.FUNDING:
        return
    unit = sentence.units[verb]
    draft = Draft(Kind.FUNDING, story.words(unit), sentence, subject=found[1], confidence=0.65, presumed=True)
    draft.by = story.carried_actor(sentence, verb)
    fill(story, sentence, draft)
    draft.date = story.date(sentence, verb)
    yield draft


# Money that is news only with its sum.
_LOOSE = words("funding investment investments budget financing cash")
_BROAD = words(
    "exchange school search programme programmes program programs call calls lab labs course courses competition edition track"
)
_TEACHES = re.compile(
    r"\b(?:train\w*|mentor\w*|talents?|emerging|skills?|fellows?\w*|appl(?:y|ies|ications?|icants?)|submissions?|entries"
    r"|participants?|students?|graduates?|trainees?|writers|directors|producers|filmmakers|film-makers|artists"
    r"|composers|musicians|developers|creators|journalists|start-ups|startups|animators|playwrights|support\w*"
    r"|development|grants?|bursar\w+|scholarships?|funding|incentive|incubat\w+|accelerat\w+|residen\w+|exchange|workshops?"
    r"|open call|call for|under-?represented|disabled|women|young|aspiring|new voices|diversity|inclusion|leadership|apprentic\w+"
    r"|placements?|internships?|teachers?|schools?|projects|screenwriting|scripts?|education|academy)\b"
)
_ON_SCREEN = re.compile(
    r"\b(?:festival|official|competition|concert|screening|industry|conference|public|full|main|live|opening|closing|side"
    r"|evening|morning|news|breakfast|radio|tv|television|flagship|current-affairs|magazine|gala|film) program(?:me)?s?\b"
)


def is_scheme_noun(sentence: Sentence, head: int) -> bool:
    """Tell a training programme from that of a festival or a channel: the sentence must speak of learning."""
    unit = sentence.units[head]
    tail = unit.text.split()[-1].lower()
    if unit.kind not in {WORD, COUNT} or tail not in _BROAD:
        return True
    return bool(_TEACHES.search(sentence.lower)) and not _ON_SCREEN.search(sentence.lower)


def _works(sentence: Sentence) -> set[int]:
    return {n for n, u in enumerate(sentence.units) if u.kind == WORK}


def _is_gathering(sentence: Sentence, head: int) -> bool:
    """Tell "its second Little Giants market" from "its second Little Giants scheme"."""
    ahead = sentence.units[head + 1] if head + 1 < len(sentence.units) else None
    return ahead is not None and not ahead.kind and bool(_NEITHER.fullmatch(ahead.lower))


def _object(story: Story, sentence: Sentence, verb: int, *, passive: bool) -> tuple[int, Words] | None:
    """Return the fund or scheme that a verb acts on."""
    unit = sentence.units[verb]
    heads = _RAISED_HEADS if unit.lemma in _RAISED else _HEADS
    if passive or (unit.tag == "VBN" and verb < len(_OPENERS)):
        start = group_start(sentence, verb)
        found = phrase_with_head(story, sentence, heads, max(0, start - 10), start)
        found = found or _named_like_one(sentence, max(0, start - 6), start)
        if found is None and verb < len(_OPENERS):
            found = phrase_with_head(story, sentence, heads, verb + 1, verb + 8)
            if "by" in [u.lower for u in sentence.units[verb + 1 : verb + 2]]:
                return None
        return None if found is not None and _only_means(sentence, found[0]) else found
    end = min(clause_end(sentence, verb), verb + 18)
    found = phrase_with_head(story, sentence, heads, verb + 1, end)
    if found is not None and (_only_means(sentence, found[0]) or _hangs_elsewhere(sentence, verb, found[0])):
        return None
    if found is not None and unit.lemma in _TOGETHER and not _is_new(sentence, found[0]):
        return None
    return _with_complement(story, sentence, *found) if found is not None else None


_NAMED_LIKE = re.compile(
    r"\b(?:Initiative|Lab|Labs|Fellowship|Programme|Program|Scheme|Accelerator|Residency|Scholarships?|Grants?|Bursary"
    r"|Incentive|Rebate|Fund|Fondo|Fonds|Prize Fund|Apprenticeships?|Mentorship)\b"
)


def _named_like_one(sentence: Sentence, start: int, end: int) -> tuple[int, Words] | None:
    """Return a body whose name is that of a scheme: "the First Feature Initiative is being extended"."""
    for number in range(start, end):
        unit = sentence.units[number]
        if unit.kind == BODY and unit.is_name and unit.entity is not None and _NAMED_LIKE.search(unit.text):
            return number, unit.entity.name
    return None


_EDITIONS = words(
    "edition editions intake round year phase cohort season call version instalment installment half series applications"
    " entries submissions part launch expansion extension creation batch results application opening"
)


def _hangs_elsewhere(sentence: Sentence, verb: int, head: int) -> bool:
    """Tell "hold a webinar with Ann Lee of Rai Lab" from "launch the third edition of its accelerator"."""
    if sentence.units[verb].lemma in _TOGETHER:
        return False
    hangs = link(sentence, head)
    if hangs.kind != "prep" or hangs.word not in {"of", "at", "from", "by", "with"} or hangs.at <= verb:
        return False
    return sentence.units[hangs.at - 1].lower not in _EDITIONS


def _only_means(sentence: Sentence, head: int) -> bool:
    """Tell money that only helps: "organised by X with funding from Y"."""
    start = phrase_start(sentence, head, 0)
    before = sentence.units[start - 1].lower if start else ""
    return before in {"with", "without", "through", "via", "from"} and sentence.units[head].kind != SCHEME


_OPENERS = "abc"  # a participle this near the start opens the sentence: "Launched in May, the fund …"


def _is_new(sentence: Sentence, head: int) -> bool:
    """Tell "a paid scheme", "a new lab" and "its first fund" from "the scheme"."""
    start = phrase_start(sentence, head, 0)
    near = [u.lower for u in sentence.units[max(0, start - 2) : head]]
    return bool({"a", "an", "new", "first", "inaugural", "brand-new", "joint"} & set(near))


_CALLS = words("call calls")


def _with_complement(story: Story, sentence: Sentence, head: int, subject: Words) -> tuple[int, Words]:
    """Take "for entries" into "call for entries"."""
    units = sentence.units
    if units[head].lower in _CALLS and head + 2 < len(units) and units[head + 1].lower == "for":
        end = head + 2
        while end + 1 < len(units) and units[end].pos == "ADJ" and not units[end].kind:
            end += 1
        if not units[end].kind and units[end].pos in {"NOUN", "PROPN"}:
            return head, story.reading.words(subject.start, units[end].end)
    return head, subject


_CONNECTORS = words("for of the and in de & to")


def _capitals_before(story: Story, sentence: Sentence, at: int) -> Words | None:
    """Return the run of capitalised words that ends before a place: "Ready for Set" in "Ready for Set, a scheme"."""
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
    r"\b(?:[Dd]ubbed|[Cc]alled|[Nn]amed|[Tt]itled|[Cc]hristened|[Bb]randed|[Kk]nown as|[Ee]ntitled|[Bb]aptised)"
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
    for at in (head + 1, head + 2, head + 3):
        if at >= len(units):
            break
        if (
            units[at].kind in _NAMES
            and units[at].text[:1].isupper()
            and units[at - 1].lower in _NAMED | {"the", units[head].lower}
        ):
            plain = units[at - 1].lower in {"for", "the"}
            entity = units[at].entity
            ahead = units[at + 1].lower if at + 1 < len(units) else ""
            if (
                (plain and units[at].kind not in {SCHEME, WORK})
                or ahead in {"'s", "'"}
                or (units[at].kind in {PERSON, PLACE, EVENT} and not _closes(sentence, at))
            ):
                return None
            return entity.name if entity is not None else None
    start = phrase_start(sentence, head, 0)
    while start > 0 and (
        units[start - 1].pos == "DET"
        or units[start - 1].kind in {COUNT, MONEY}
        or units[start - 1].tag == "PRP$"
    ):
        start -= 1
    if start > 1 and units[start - 1].text in {",", "–", "—"} and start < head + 1:
        entity = units[start - 2].entity
        whole = _capitals_before(story, sentence, start - 1)
        if entity is not None and units[start - 2].kind in _NAMES and start - 2 > 0:
            wider = whole is not None and len(whole.text) > len(entity.name.text)
            return whole if wider and entity.name.text in whole.text else entity.name
        return whole
    return None


def _closes(sentence: Sentence, at: int) -> bool:
    """Tell whether a name ends its apposition: a comma, a bracket, "with" or the stop comes next."""
    ahead = sentence.units[at + 1] if at + 1 < len(sentence.units) else None
    return (
        ahead is None or ahead.text in {",", ".", ")", "–", "—", ";"} or ahead.lower in {"with", "for", "to"}
    )


def _is_under_way(sentence: Sentence, verb: int) -> bool:
    """Tell "is running programmes" from "runs a programme"."""
    helpers = {u.lower for u in sentence.units[max(0, verb - 3) : verb]}
    return sentence.units[verb].tag == "VBG" and bool(helpers & {"is", "are"})


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


def _partners(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    for number in story.after(sentence, verb, COMPANIES, frozenset({"with", "alongside"})):
        for party in story.parties(sentence, number):
            if all(party.text != known.text for known in [*draft.by, *draft.with_]):
                draft.with_.append(party)


def fill(story: Story, sentence: Sentence, draft: Draft) -> None:
    """Take in the sums, counts and places of a sentence."""
    draft.amounts = story.amounts(sentence)
    draft.counts = story.counts(sentence)
    draft.places = places.of_makers(sentence)


_ACTS = words(
    "accept take select choose train offer return invite close welcome pick open run graduate support host"
    " mentor receive launch start begin kick seek give provide help pair place pay go expand relaunch reopen"
)
_CALL_OPEN = re.compile(
    r"\b(?:applications?|entries|submissions?|call|registrations?|nominations|proposals)\b.*\b(?:open|invited|due"
    r"|accepted|welcome|sought|close|closes)\b"
)


def openings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read what a scheme does: "the lab will take eight writers", "applications for X are open until May"."""
    unit = sentence.units[verb]
    if unit.lemma not in _ACTS | {"be"}:
        return
    calls = _CALL_OPEN.search(sentence.lower) is not None
    if unit.lemma == "be" and not calls:
        return
    end = group_start(sentence, verb)
    heads = lex.PROGRAMME_NOUNS - _EVERYDAY | words("exchange school search")
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


_FIRST_LINES = 2
_UNSPECIFIC = words("cash budget investment investments studio hub competition school entries search")


def _is_told(story: Story, sentence: Sentence) -> bool:
    return any(
        status.is_news(sentence, verb, story.year) and not status.in_background_clause(sentence, verb)
        for verb in finite_verbs(sentence)
    )


_RETURNS = words("return launch relaunch reopen open start begin kick")


_ENTRIES = words(
    "application applications entry entries submission submissions proposal proposals pitch pitches nominations"
)
_INVITE = words("invite call seek accept open welcome take look request solicit reopen")


def calls(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X is inviting applications for Y", "entries are open for Y", "X has called for submissions"."""
    unit = sentence.units[verb]
    if unit.lemma not in _INVITE | {"be"} or unit.pos not in {"VERB", "ADJ", "AUX"}:
        return
    units = sentence.units
    passive = is_passive(sentence, verb) or unit.lemma == "be" or unit.lemma == "open"
    near = range(verb + 1, min(len(units), verb + 8))
    entries = next((n for n in near if units[n].kind == WORD and units[n].lower in _ENTRIES), None)
    if entries is None and passive and _CALL_OPEN.search(sentence.lower):
        before = range(max(0, verb - 14), verb)
        entries = next((n for n in before if units[n].kind == WORD and units[n].lower in _ENTRIES), None)
    if entries is None:
        return
    found = phrase_with_head(
        story, sentence, _HEADS | {"competition", "edition"}, entries + 1, clause_end(sentence, entries)
    )
    subject: Words | None
    if found is not None:
        subject = name_beside(story, sentence, found[0]) or found[1]
        kind = scheme_kind(sentence, *found) or Kind.PROGRAMME
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
