"""Investment rounds and campaigns: money that a company or a project has raised.

Rule: the investors act and the company is the other party; who only sits on its board is no investor.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import parties
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story, distinct
from extractors.records.announcements.givers import fill
from extractors.records.announcements.links import mates, subject
from extractors.records.announcements.units import BODY, MONEY, PERSON, SCHEME, WORK, Sentence
from extractors.records.announcements.verbs import is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_RAISE = words(
    "raise close secure land bag net attract receive complete bank pull collect snag nab draw win get"
)
_RAISES_ONLY = words("raise")
# What is raised to a sum, not by one.
_PRICES = words(
    "price prices fee fees offer bid stake budget wages rate rates minimum ceiling cap target levy"
)
_ROUND = re.compile(
    r"\b(?:series [a-f]|(?:pre-)?seed|bridge|angel|growth|venture|crowd ?funding|crowd-funding|funding"
    r"|investment|financing|fundraising|equity|capital)\b"
    r"(?: (?:funding|financing|investment|equity|capital|extension))?(?: (?:round|raise|campaign|drive))?"
    r"|\b(?:revolving )?(?:credit (?:line|facility)|line of credit|loan facility|debt facility)\b"
    r"|\bround of (?:funding|financing|investment)|\b(?:funding|financing) round\b|(?<=million )round\b"
)
_CAMPAIGN = re.compile(
    r"\b(?:crowd-?funding|crowd ?funding|kickstarter|backers|pledges|crowdfund\w*|goal|target)\b"
)
_INVESTORS = (
    r"(?:led|co-led|headed|spearheaded|backed|funded|joined|supported|anchored|provided|topped up) by",
    r"(?:participation|investment|contributions?|backing|support|money|cash|funds|capital|funding) (?:also"
    r" )?(?:came )?from",
    r"(?:investors|backers)(?: \w+)? (?:include[sd]?|including|such as|were|are|like)",
    r"(?:alongside|joined by|together with|as well as)",
    r"(?:existing|new|previous|other|fellow|current|strategic) (?:investors?|backers?|shareholders?)",
    r"from",
)
_FILL = r"(?: (?:(?!<[BPS])(?:[\w'’-]+|<[CNDM]\d+>|'s|,|\())){0,7}?"
_BACKED_BY = re.compile(rf"\b(?:{'|'.join(_INVESTORS)}){_FILL} <[BPSE](?P<who>\d+)>")
_TOOK_PART = re.compile(
    r"<[BPS](?P<who>\d+)> (?:also |all |both )?(?:as (?:an? |the )?(?:co-)?(?:lender|investor|backer|lead)"
    r"|participated|took part|joined|led|co-led|invested"
    r"|contributed"
    r"|came in|topped|put in|followed|led the round)"
)
_ABOUT_ROUND = re.compile(
    r"\b(?:round|investors?|invest\w*|participat\w+|funding|financing|led by|backers?|raise)\b"
)


def rounds(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has raised $24m in a Series B led by Y" and "X has closed a seed round"."""
    unit = sentence.units[verb]
    if unit.lemma in _LEADS:
        yield from (_led if is_passive(sentence, verb) else _leading)(story, sentence, verb)
        return
    if unit.lemma not in _RAISE or is_passive(sentence, verb):
        return
    behind = sentence.units[verb + 1 : verb + 14]
    money = any(u.kind == MONEY for u in behind)
    text = " ".join(u.lower for u in behind)
    named = _ROUND.search(text)
    if unit.lemma in _RAISES_ONLY:
        if not money or _PRICES & {u.lower for u in behind[:5]}:
            return
    elif named is None or not (money or re.search(r"\b(?:round|series [a-f])\b", text)):
        return
    actor = subject(sentence, verb, COMPANIES | {SCHEME, WORK, PERSON})
    if actor is None and unit.lemma not in _RAISES_ONLY:
        return
    draft = Draft(Kind.FUNDING, story.words(unit), sentence, confidence=0.75, is_round=True)
    fill(story, sentence, draft)
    if actor is not None and sentence.units[actor].kind == WORK:
        entity = sentence.units[actor].entity
        draft.titles = [entity] if entity is not None else []
    elif actor is not None:
        draft.with_ = story.parties(sentence, actor)
    else:
        draft.with_ = story.carried_actor(sentence, verb)
    draft.subject = _round_name(story, sentence, verb)
    draft.by = distinct([w for s in _passage(story, sentence) for w in _investors(s)])
    mine = {w.text for w in draft.with_}
    draft.by = [w for w in draft.by if w.text not in mine]
    draft.date = story.date(sentence, verb, ahead=False)
    if draft.by or named or draft.titles or _CAMPAIGN.search(sentence.lower) or (actor is not None and money):
        yield draft


_LEADS = words("lead co-lead head back spearhead anchor")


def _led(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "The Series D was led by Anvil Growth", with the sums of the sentence before."""
    start = sentence.start
    match = _ROUND.search(story.reading.text[start : sentence.units[verb].start].lower())
    before = story.previous(sentence)
    if match is None or before is None:
        return
    named = story.reading.words(start + match.start(), start + match.end())
    draft = _named_round(story, sentence, verb, named, confidence=0.7)
    draft.by = distinct([w for s in _passage(story, sentence) for w in _investors(s)])
    draft.with_ = [
        w
        for w in story.carried_actor(before, len(before.units))
        if w not in draft.by and not _ROUND.fullmatch(w.text.lower())
    ]
    draft.amounts = [*story.amounts(before), *story.amounts(sentence)]
    draft.presumed = True
    if draft.by:
        yield draft


def _leading(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "Lumen Ventures has led a $12 million round in Acme"."""
    named = _round_name(story, sentence, verb)
    near = sentence.units[verb + 1 : verb + 9]
    if named is None or not any(u.lower in {"round", "investment", "financing"} for u in near):
        return
    draft = _named_round(story, sentence, verb, named, confidence=0.65)
    draft.by = story.actors(sentence, verb)
    draft.with_ = parties.others(story, sentence, verb, words("in for of at"))
    fill(story, sentence, draft)
    if draft.with_ and draft.amounts:
        yield draft


def _named_round(story: Story, sentence: Sentence, verb: int, named: Words, *, confidence: float) -> Draft:
    """Begin the record of a round that has a name, told by a verb of leading."""
    told = story.words(sentence.units[verb])
    return Draft(Kind.FUNDING, told, sentence, subject=named, confidence=confidence, is_round=True)


def _round_name(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Cut the round's own name: "Series A funding round", "seed investment"."""
    start = sentence.units[verb].end
    names = [(u.start, u.end) for u in sentence.units if u.is_name]
    for match in _ROUND.finditer(story.reading.text[start : sentence.end].lower()):
        at, end = start + match.start(), start + match.end()
        if not any(first <= at < last for first, last in names):
            return story.reading.words(at, end)
    return None


def _passage(story: Story, sentence: Sentence) -> Iterator[Sentence]:
    """Yield the sentence of a round and those behind it that go on about who invested."""
    yield sentence
    for later in story.sentences[sentence.number + 1 : sentence.number + 6]:
        if later.section != sentence.section or later.block.kind is not sentence.block.kind:
            return
        if _ABOUT_ROUND.search(later.lower):
            yield later


def _investors(sentence: Sentence) -> Iterator[Words]:
    text = skeleton(sentence)
    for pattern in (_BACKED_BY, _TOOK_PART):
        for match in pattern.finditer(text):
            for number in mates(sentence, int(match["who"])):
                unit = sentence.units[number]
                if unit.entity is not None and unit.kind in {BODY, SCHEME}:
                    yield unit.entity.name
                elif unit.entity is not None and unit.kind == PERSON:
                    yield from [e.name for e in unit.entity.employers[:1]] or [unit.entity.name]
