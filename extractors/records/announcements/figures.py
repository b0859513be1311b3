"""Figures made public: viewing, sales, surveys, results.

Rule: a report needs figures of now, and either a title, a report by name or the line of an account; what a
figure is compared with is none of its figures.
"""

import re
from collections.abc import Iterator

from extractors.reading import CountSpan, Entity, MoneySpan, Words
from extractors.records.announcements import prizes
from extractors.records.announcements.credits import is_background_title, skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.goods import is_title
from extractors.records.announcements.links import clause_start, group_start, subject
from extractors.records.announcements.nouns import phrase, phrase_start, phrase_with_head
from extractors.records.announcements.units import BODY, COUNT, EVENT, MONEY, SCHEME, WORK, Sentence
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_EARNS = words(
    "gross take earn make collect amass bank rake pull open add lead top hold post score bow debut start"
    " land bring claim notch garner net ring scare reach pass cross clear follow generate drop surpass"
    " exceed hit break log record register cume finish slip climb come slide launch sell shift"
)
_AUDIENCE = words(
    "viewers households homes subscribers admissions copies tickets listeners streams views users players"
    " downloads spectators accounts people hours units plays sales viewer fans members readers visitors"
    " theatergoers theatregoers cinemagoers moviegoers patrons customers sets gamers owners records albums"
    " singles minutes impressions"
)
_WATCHED = words(
    "watch view see stream download sell play attract draw reach pull reel rack tune launch open debut"
    " premiere average peak score bring win amass notch record attend shift bow log register garner"
    " command pass top surpass exceed hit cross deliver secure move ship clock gather capture listen hear"
    " buy read net score command rate"
)
_REPORTS = words(
    "report survey study figures results accounts tally census index revenue revenues profit earnings"
    " turnover data poll analysis audit barometer research"
)
_SELLS = words("sell shift ship move pass top surpass exceed cross hit reach clock")
_CONSUMES = words("watch view see stream attend buy hear listen tune play download")
_LEAST_AUDIENCE = 1000
_LEAST_TAKINGS = 50_000


def current(sentence: Sentence) -> tuple[list[MoneySpan], list[CountSpan]]:
    """Return the sums and counts of a sentence without those that they are compared with."""
    units = sentence.units
    money: list[MoneySpan] = []
    counts: list[CountSpan] = []
    for number, unit in enumerate(units):
        if unit.kind not in {MONEY, COUNT} or _compared(sentence, number):
            continue
        if unit.money is not None:
            money.append(unit.money)
        elif unit.count is not None and unit.count.value >= _FEW:
            counts.append(unit.count)
    return money, counts


_FEW = 3
_BEFORE = re.compile(
    r"(?:(?:up|down|rose|fell|risen|fallen|grew|dropped|increase|decrease|decline|jump|slipped|declined|edged"
    r"|against|versus|vs|compared (?:with|to)|than|over|from)[^,;]{0,40}? )?(?:from|against|versus|vs\.?|than"
    r"|compared (?:with|to)|more than last year's)(?: the| a| its| just| some)*$"
)


def _compared(sentence: Sentence, number: int) -> bool:
    """Tell whether a figure only says what another is compared with: "up from $8m", "against €3m in 2023"."""
    before = " ".join(u.lower for u in sentence.units[max(0, number - 8) : number])
    match = _BEFORE.search(before)
    if match is None:
        return False
    if not match.group().startswith("from"):
        return True
    behind = " ".join(u.lower for u in sentence.units[number + 1 : number + 7])
    earlier = re.search(r"\b(?:earlier|before|ago|previous|last year|prior|to)\b|\b(?:19|20)\d\d\b", behind)
    return earlier is not None and any(u.lemma in _MOVES for u in sentence.units[:number])


def earnings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "“Y” took $12 million" and "“Y” has been watched in 11 million households"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or _relative(sentence, verb) or prizes.prize_of(story, sentence, verb) is not None:
        return
    money, counts = current(sentence)
    sums = [m for m in money if m.start > unit.start and m.value >= _LEAST_TAKINGS]
    if len(charted(sentence)) > 1:
        return
    earns = unit.lemma in _EARNS and sums and _near(sentence, verb, sums[0].start)
    ahead = sentence.units[verb + 1] if verb + 1 < len(sentence.units) else None
    if unit.lemma == "hit" and ahead is not None and ahead.kind == WORK:
        return  # "the survival hit “Y”"
    if unit.tag == "VBG" or not (earns or _has_audience(sentence, verb, counts)):
        return
    titles = _titles(story, sentence, verb)
    if not titles:
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, titles=titles, confidence=0.65)
    draft.by = source(story, sentence) or _doer(story, sentence, verb) or _source_near(story, sentence)
    draft.amounts, draft.counts = money, counts
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


def _has_audience(sentence: Sentence, verb: int, counts: list[CountSpan]) -> bool:
    """Tell whether a verb is about an audience: it draws one behind it, or one before it watches."""
    unit = sentence.units[verb]
    if unit.lemma not in _WATCHED | _SELLS:
        return False
    audience = [c for c in counts if _is_audience(c)]
    if unit.lemma in _SELLS or unit.lemma not in _CONSUMES:
        audience = [c for c in audience if c.start > unit.start and _near(sentence, verb, c.start)]
    if unit.lemma in _WATCHED - _SELLS:
        audience = [c for c in audience if c.unit is None or _noun(c) not in {"copies", "units", "albums"}]
    return bool(audience)


def _noun(count: CountSpan) -> str:
    return count.unit.text.lower().split()[-1] if count.unit is not None else ""


def _is_audience(count: CountSpan) -> bool:
    noun = count.unit.text.lower().split()[-1] if count.unit is not None else None
    return count.value >= _LEAST_AUDIENCE and (noun is None or noun in _AUDIENCE)


def _near(sentence: Sentence, verb: int, start: int) -> bool:
    at = next(n for n, u in enumerate(sentence.units) if u.start >= start)
    return at - verb <= 9


def _titles(story: Story, sentence: Sentence, verb: int) -> list[Entity]:
    """Return the title whose figures a verb gives: before it, behind it ("people have seen “Y”"), in focus."""
    found = story.titles_before(sentence, verb + 1)[-1:]
    if found:
        return found
    first = clause_start(sentence, verb)
    for number in range(verb - 1, first - 1, -1):
        entity = sentence.units[number].entity
        if entity is not None and is_title(sentence, number):
            return [entity]
    behind = [
        u.entity
        for n, u in enumerate(sentence.units)
        if n > verb and u.kind == WORK and u.entity is not None and not is_background_title(sentence, n)
    ]
    if behind and subject(sentence, verb, COMPANIES) is None:
        return behind[:1]
    refers = any(u.lower in _REFERS for u in sentence.units[first : verb + 4])
    focused = story.focus.get(sentence.number)
    return [focused] if refers and focused is not None else []


_REFERS = words(
    "it film series show game book novel title album single song drama pic movie episode opener finale"
    " launch documentary comedy musical play podcast season production record track thriller"
)


def _doer(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    number = subject(sentence, verb, COMPANIES)
    if number is not None:
        return story.parties(sentence, number)
    carried = story.after(sentence, verb, frozenset({BODY}), frozenset({"on", "for"}))
    return _owner(story, sentence, verb) or (story.parties(sentence, carried[0]) if carried else [])


def _owner(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return whose title it is: "Acme’s “Salt” has sold two million copies"."""
    for number in range(verb - 2):
        unit = sentence.units[number]
        if unit.kind == BODY and sentence.units[number + 1].lower in {"'s", "'"}:
            return story.parties(sentence, number)
    return []


_SOURCE = re.compile(
    r"(?:according to|figures (?:from|by|released by|published by)|data (?:from|by)|per|says|said)"
    r" (?:[\w'’-]+ |<C\d+> |'s ){0,6}?<[BE](?P<who>\d+)>"
    r"|<[BE](?P<said>\d+)> (?:has |have |also )?(?:said|says|reported|reports|revealed|announced|estimates?|figures"
    r"|confirmed|disclosed|data|numbers)\b"
)


def source(story: Story, sentence: Sentence) -> list[Words]:
    """Return who gives the figures of a sentence: "according to X", "X said"."""
    match = _SOURCE.search(skeleton(sentence))
    return story.parties(sentence, int(match["who"] or match["said"])) if match else []


def _source_near(story: Story, sentence: Sentence) -> list[Words]:
    """Return who gives the figures of the sentences just before."""
    for before in reversed(story.sentences[max(0, sentence.number - 3) : sentence.number]):
        if before.line == sentence.line and (found := source(story, before)):
            return found
    return []


def charted(sentence: Sentence) -> list[tuple[Entity, int]]:
    """Return the titles of a sentence that a figure follows each, with the place of the figure."""
    found: list[tuple[Entity, int]] = []
    title: Entity | None = None
    for number, unit in enumerate(sentence.units):
        if unit.kind == WORK and not is_background_title(sentence, number):
            title = unit.entity
        elif title is not None and unit.kind in {COUNT, MONEY} and not _compared(sentence, number):
            large = unit.count is not None and _is_audience(unit.count)
            if large or (unit.money is not None and unit.money.value >= _LEAST_TAKINGS):
                found.append((title, number))
                title = None
    return found


_RANKS = words(
    "be rank follow stay remain lead top come place sit hold finish slip climb rise return stand show"
)


def charts(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read a chart in a sentence: "“A” was first with 1.9 million viewers, followed by “B” (980,000)"."""
    found = charted(sentence)
    if not found or not _noun_of_audience(story, sentence):
        return
    if len(found) == 1 and not _ranks(sentence, found[0][1]):
        return
    by = source(story, sentence) or _source_near(story, sentence)
    for title, number in found:
        unit = sentence.units[number]
        draft = Draft(Kind.REPORT, story.words(unit), sentence, titles=[title], by=by, confidence=0.6)
        draft.counts = [unit.count] if unit.count is not None else []
        draft.amounts = [unit.money] if unit.money is not None else []
        yield draft


def _ranks(sentence: Sentence, figure: int) -> bool:
    """Tell whether the last verb before a figure gives a place in a chart."""
    before = [u for u in sentence.units[:figure] if u.pos in {"VERB", "AUX"} or u.lower in {"which", "who"}]
    return bool(before) and before[-1].lemma in _RANKS


def _noun_of_audience(story: Story, sentence: Sentence) -> bool:
    """Tell whether the figures here are ones of an audience, by a noun of this line or the lines before."""
    near = story.sentences[max(0, sentence.number - 3) : sentence.number + 1]
    return any(
        u.count is not None and u.count.unit is not None and _noun(u.count) in _AUDIENCE
        for s in near
        for u in s.units
    )


def _relative(sentence: Sentence, verb: int) -> bool:
    first = group_start(sentence, verb)
    return first > 0 and sentence.units[first - 1].lower in {"which", "who", "that"}


_PRESENTS = words(
    "produce generate attract draw bring show put find release publish report post present reveal say count collect rise fall grow reach"
    " total come estimate suggest indicate survey estimate conclude reckon value record"
)


def reports(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read a report by name with its figures: "figures released by X show …", "X’s Y Survey puts …"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in _PRESENTS:
        return
    found = phrase_with_head(story, sentence, _REPORTS, 0, len(sentence.units))
    money, counts = current(sentence)
    if found is None or not (money or counts):
        return
    head = sentence.units[found[0]]
    if head.kind and not re.search(
        r"survey|report|index|study|slate|barometer|census|tracker|monitor", found[1].text, re.IGNORECASE
    ):
        return
    if not head.kind and head.lower not in _REPORTS:
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, subject=found[1], confidence=0.6)
    draft.subject = _full_name(story, sentence, found[0], found[1])
    agents = story.after(sentence, 0, COMPANIES, frozenset({"by"})) or story.after(
        sentence, 0, frozenset({BODY}), frozenset({"from", "to"})
    )
    owner = _owner_of(story, sentence, found[0])
    draft.by = owner or (story.parties(sentence, agents[0]) if agents else story.actors(sentence, verb))
    if head.lower in _NAMELESS and story.focused(sentence) and any(_is_audience(c) for c in counts):
        draft.titles, draft.subject = story.focused(sentence), None
    draft.amounts, draft.counts = money, counts
    draft.date = story.date(sentence, verb, ahead=False)
    draft.places = story.places(sentence, 0)
    yield draft


_NAMELESS = words("figures data numbers results")


def _owner_of(story: Story, sentence: Sentence, head: int) -> list[Words]:
    """Return whose report it is: "Cardinal Sur’s “Southern Slate” report"."""
    for number in range(head - 1, max(0, head - 7), -1):
        unit = sentence.units[number]
        if unit.lower in {"'s", "'"} and sentence.units[number - 1].kind == BODY:
            return story.parties(sentence, number - 1)
        if unit.pos in {"VERB", "AUX", "ADP", "PUNCT"}:
            return []
    return []


_TELLS = re.compile(
    r"\b(?:accounts|results|annual report|figures|survey|study|according to|data|statistics|full-year|quarterly"
    r"|earnings|reported|tally|census)\b"
)


def gives_figures(story: Story, sentence: Sentence) -> bool:
    """Tell whether a sentence gives figures of a report, whose year is always past."""
    if not any(u.kind in {MONEY, COUNT} for u in sentence.units):
        return False
    return bool(_TELLS.search(sentence.lower)) or _period(story, sentence) is not None


def _full_name(story: Story, sentence: Sentence, head: int, named: Words) -> Words:
    """Return the name of a survey with its noun: "the second Audio Pulse survey"."""
    before = sentence.units[head - 1] if head else None
    if before is not None and before.kind in {EVENT, SCHEME, WORK} and not sentence.units[head].kind:
        return story.reading.words(before.start, named.end)
    return named


_LINES = words(
    "revenue revenues profit profits sales turnover earnings income takings admissions subscribers"
    " streams spending royalties collections distributions losses loss investment production output"
    " attendance viewership ebitda billings bookings exports users members subscriptions receipts gross"
    " grosses spend shipments memberships listeners readership circulation subscriber"
)
_MOVES = words(
    "rise fall grow reach climb drop increase decrease jump slip come stand total be hit pass dip edge"
    " double surge plunge soar shrink tumble decline leap swell triple advance expand gain slide rebound"
    " amount exceed top break surpass"
)
_POSTS = words(
    "narrow widen cut trim reduce halve raise lift increase boost double report post book record deliver generate announce make turn see log earn disclose clock register"
)
_HOLDS = words(
    "add gain lose shed reach pass hit attract surpass top cross win notch report finish end exceed"
)
_TAKES = words("collect distribute earn turn make lose generate gross take book post raise pay")
_CUSTOMERS = words(
    "subscribers users members customers subscriptions accounts listeners readers players homes"
)


def results(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read lines of accounts: "revenue rose 8% to $412 million", "X added 3 million subscribers"."""
    unit = sentence.units[verb]
    money, counts = current(sentence)
    if not (money or counts) or _relative(sentence, verb):
        return
    named = _line_before(story, sentence, verb) or _line_behind(story, sentence, verb)
    if named is None:
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, subject=named, confidence=0.55, presumed=True)
    draft.by = source(story, sentence) or _account_of(story, sentence, verb)
    draft.subject = _period(story, sentence) or named
    draft.amounts, draft.counts = money, counts
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


def _line_before(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the line of an account that rises or falls: "net profit fell to …"."""
    if sentence.units[verb].lemma not in _MOVES:
        return None
    if not any(u.kind in {MONEY, COUNT} for u in sentence.units[verb:]):
        return None
    end = group_start(sentence, verb)
    for number in range(clause_start(sentence, verb), end - 2):
        if [u.lower for u in sentence.units[number : number + 2]] == ["number", "of"]:
            return phrase(story, sentence, number, keep_of=True)
    for number in range(end - 1, max(-1, end - 8), -1):
        word = sentence.units[number]
        if not word.kind and word.lower in _LINES:
            return story.reading.words(sentence.units[phrase_start(sentence, number, 0)].start, word.end)
    return None


def _line_behind(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the line that a company reports: "posted a net profit of €9m", "added 3 million subscribers"."""
    unit = sentence.units[verb]
    if unit.lemma not in _POSTS | _HOLDS | _TAKES or subject(sentence, verb, COMPANIES) is None:
        return None
    if unit.lemma in _TAKES and any(u.kind == MONEY for u in sentence.units[verb + 1 : verb + 4]):
        return _period(story, sentence)
    for number in range(verb + 1, min(len(sentence.units), verb + 9)):
        word = sentence.units[number]
        counted = word.count.unit if word.count is not None else None
        if counted is not None and word.count is not None:
            noun = counted.text.lower().split()[-1]
            changes = unit.lemma in _HOLDS and unit.tag in {"VBD", "VBN"}
            told = bool(
                source(story, sentence) or _period(story, sentence) or _reported_near(story, sentence)
            )
            large = word.count.value >= _LEAST_AUDIENCE
            return counted if large and changes and told and noun in _CUSTOMERS else None
        if not word.kind and word.lower in _LINES and unit.lemma in _POSTS:
            return story.reading.words(sentence.units[phrase_start(sentence, number, 0)].start, word.end)
    return None


def _reported_near(story: Story, sentence: Sentence) -> bool:
    near = story.sentences[sentence.number + 1 : sentence.number + 3]
    return any(s.line - sentence.line <= 1 and source(story, s) for s in near)


def _account_of(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    number = subject(sentence, verb, COMPANIES)
    if number is not None:
        return story.parties(sentence, number)
    return _owner(story, sentence, verb) or story.carried_actor(sentence, verb, frozenset({BODY}))


_PERIOD = words("quarter results accounts earnings half half-year year figures")


def _period(story: Story, sentence: Sentence) -> Words | None:
    """Return what the accounts are called nearby: "second-quarter results", "annual accounts"."""
    near = [
        s for s in story.sentences if abs(s.number - sentence.number) <= 2 and s.section == sentence.section
    ]
    for other in sorted(near, key=lambda s: abs(s.number - sentence.number)):
        for number, unit in enumerate(other.units):
            if unit.kind or unit.lower not in _PERIOD or unit.pos not in {"NOUN", "PROPN"}:
                continue
            first = phrase_start(other, number, 0)
            if first < number and (unit.lower in {"results", "accounts"} or unit.lower == "quarter"):
                return story.reading.words(other.units[first].start, unit.end)
    return None


def audiences(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read an audience of what is no title: "some 260,000 people watched the stream"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in words(
        "watch view stream peak average attract draw follow tune"
    ):
        return
    _, counts = current(sentence)
    audience = [c for c in counts if _is_audience(c) and c.unit is not None]
    if not audience or _titles(story, sentence, verb) or _relative(sentence, verb):
        return
    named = (
        phrase(story, sentence, verb + 1)
        if audience[0].start < unit.start
        else _subject_phrase(story, sentence, verb)
    )
    by = source(story, sentence)
    if named is None or not by:
        return
    draft = Draft(Kind.REPORT, story.words(unit), sentence, subject=named, by=by, confidence=0.55)
    draft.counts = counts
    draft.places = story.places(sentence, 0)
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


def _subject_phrase(story: Story, sentence: Sentence, verb: int) -> Words | None:
    for number in range(group_start(sentence, verb) - 1, -1, -1):
        unit = sentence.units[number]
        if unit.kind == EVENT and unit.entity is not None:
            return unit.entity.name
        if not unit.kind and unit.pos == "NOUN":
            return story.reading.words(sentence.units[phrase_start(sentence, number, 0)].start, unit.end)
    return None
