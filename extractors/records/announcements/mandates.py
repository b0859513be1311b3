"""Mandates: one company entrusted by another with its sales, its advertising, a contract or a library.

Rule: who takes on to sell or distribute is `by` and the owner `with`; a supplier or agency is `with`, and who
chooses it `by`. A person put into a post is an appointment and none of these.
"""

from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import parties
from extractors.records.announcements.deals import BY, terms
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.links import link, subject
from extractors.records.announcements.nouns import phrase_start
from extractors.records.announcements.units import BODY, PERSON, PLACE, VENUE, WORK, Sentence, Unit
from extractors.records.announcements.verbs import clause_end, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_CHOOSES = words(
    "appoint name choose pick select tap hire enlist designate retain engage contract recruit"
    " nominate confirm"
    " welcome task"
)
_SELLERS = words("agent representative rep distributor seller publisher sub-publisher licensee administrator")
_SUPPLIERS = words("partner sponsor supplier agency operator vendor provider carrier broadcaster contractor")
_ROLES = _SELLERS | _SUPPLIERS
_HANDS = words("entrust hand assign award give transfer grant move outsource switch consign")
_TAKES = words("be become come board join sign serve act return")
_WINS = words("win land secure clinch get gain receive obtain bag score sign pick scoop")
_TASKS = words(
    "account contract mandate tender order brief concession franchise sales representation"
    " distribution library"
    " catalogue catalog business advertising licensing merchandising marketing"
)
_CONTRACTS = words("account contract mandate tender order brief concession")
_COMPANIES = frozenset({BODY, VENUE, WORK})
_IN_PHRASE = frozenset("DET ADJ NOUN PROPN PRON ADP PART AUX ADV VERB CCONJ".split())
_BEHIND = words("to with for from by of")


def mandates(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has appointed Y as its sales agent", "X entrusts its library to Y", "Y has won X’s account"."""
    unit = sentence.units[verb]
    if unit.lemma in _CHOOSES and (at := _role_given(sentence, verb)) is not None:
        chosen, owners = _chosen(story, sentence, verb, at)
    elif unit.lemma in _TAKES and (at := _role_of_subject(sentence, verb)) is not None:
        chosen, owners = _subject(story, sentence, verb), _owners(story, sentence, at)
    elif unit.lemma in _HANDS and (at := _task(sentence, verb, _TASKS)) is not None:
        chosen, owners = (
            parties.others(story, sentence, verb, words("to with")),
            _subject(story, sentence, verb),
        )
    elif unit.lemma in _WINS and (at := _task(sentence, verb, _CONTRACTS)) is not None:
        chosen, owners = _subject(story, sentence, verb), parties.others(story, sentence, at, _BEHIND)
    else:
        return
    if not chosen or not owners:
        return
    noun = sentence.units[at]
    draft = Draft(Kind.DEAL, story.words(unit), sentence, confidence=0.65)
    draft.titles = story.titles_after(sentence, at, clause_end(sentence, at))
    draft.subject = None if draft.titles else _named(story, sentence, at)
    sells = noun.text.lower().split()[-1] in _SELLERS | {"library", "catalogue", "catalog", "distribution"}
    sells = sells or unit.lemma in _TAKES
    draft.by, draft.with_ = (chosen, owners) if sells else (owners, chosen)
    terms(story, sentence, verb, draft)
    yield draft


def gives_role(sentence: Sentence, verb: int) -> bool:
    """Tell a company that is chosen to sell or supply from a person who is put into a post."""
    return sentence.units[verb].lemma in _CHOOSES and _role_given(sentence, verb) is not None


def _role_given(sentence: Sentence, verb: int) -> int | None:
    """Return the place of the role in "has appointed Y as its sales agent" and "Y was named distributor"."""
    units = sentence.units
    at = verb + 1
    if is_passive(sentence, verb):
        who = subject(sentence, verb, frozenset({BODY, PERSON}))
        if who is None or units[who].kind != BODY:
            return None
    else:
        while at < len(units) and not units[at].kind and units[at].pos in {"DET", "ADJ", "NOUN", "PROPN"}:
            at += 1
        while at < len(units) and (units[at].kind == "C" or units[at].lower in {"'s", "based", "-based"}):
            at += 1
        if at >= len(units) or not _may_be_company(units[at]):
            return None
        at += 1
        if at >= len(units) or units[at].lower not in {"as", "to"}:
            return None
    return _role_in(sentence, at)


def _may_be_company(unit: Unit) -> bool:
    """Tell a company, even one that was taken for a person of whom nothing else is known."""
    entity = unit.entity
    if unit.kind == PERSON and entity is not None and unit.is_name:
        return not entity.employers and all(m.is_name for m in entity.mentions) and len(entity.roles) <= 1
    return unit.kind in _COMPANIES and unit.is_name


def _role_in(sentence: Sentence, start: int) -> int | None:
    """Return the place of the role that the phrase at a place names."""
    for number in range(start, min(len(sentence.units), start + 8)):
        unit = sentence.units[number]
        if unit.text.lower().split()[-1] in _ROLES and (not unit.kind or not unit.is_name):
            return number
        if unit.kind == PLACE:
            continue
        if unit.kind or unit.pos not in _IN_PHRASE:
            return None
        if unit.lower in {"of", "for", "at", "by", "with", "in"}:
            return None
    return None


def _role_of_subject(sentence: Sentence, verb: int) -> int | None:
    """Return the place of the role in "Y is the new sales agent of X", "Y boards as distributor of X"."""
    as_ = next((n for n in range(verb + 1, verb + 5) if _lower(sentence, n) == "as"), None)
    if as_ is None and sentence.units[verb].lemma not in {"be", "become"}:
        return None
    at = _role_in(sentence, verb + 1 if as_ is None else as_ + 1)
    if at is None or at + 1 >= len(sentence.units) or sentence.units[at + 1].lower not in {"of", "for"}:
        return None
    new = {"new", "exclusive", "sole", "first"} & {u.lower for u in sentence.units[verb + 1 : at]}
    return at if new or sentence.units[verb].lemma != "be" else None


def _lower(sentence: Sentence, number: int) -> str:
    return sentence.units[number].lower if number < len(sentence.units) else ""


def _owners(story: Story, sentence: Sentence, role: int) -> list[Words]:
    """Return for whom somebody takes a role: "sponsor of X’s breakfast show"."""
    found = parties.others(story, sentence, role, _BEHIND)
    first = next((u for u in sentence.units[role + 1 : role + 6] if u.kind == BODY and u.entity), None)
    return found or ([first.entity.name] if first is not None and first.entity is not None else [])


def _task(sentence: Sentence, verb: int, nouns: frozenset[str]) -> int | None:
    """Return the place of the account, contract or library that a verb acts on."""
    for number in range(verb + 1, min(len(sentence.units), verb + 10)):
        unit = sentence.units[number]
        if unit.text.lower().split()[-1] in nouns and (not unit.kind or not unit.is_name):
            return number
        if unit.kind == WORK or unit.text == ",":
            return None
    return None


def _chosen(story: Story, sentence: Sentence, verb: int, role: int) -> tuple[list[Words], list[Words]]:
    """Return who is chosen for a role and for whom."""
    if is_passive(sentence, verb):
        owners = parties.others(story, sentence, verb, BY) or parties.others(story, sentence, role, _BEHIND)
        return _subject(story, sentence, verb), owners
    at = next(n for n in range(verb + 1, role) if _may_be_company(sentence.units[n]))
    entity = sentence.units[at].entity
    return [entity.name] if entity is not None else [], story.actors(sentence, verb)


def _subject(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    at = subject(sentence, verb, frozenset({BODY, VENUE}))
    return story.parties(sentence, at) if at is not None and link(sentence, at).kind != "prep" else []


def _named(story: Story, sentence: Sentence, at: int) -> Words:
    """Return the role or task by its own words: "lead creative agency"."""
    unit = sentence.units[at]
    if unit.kind:
        start = unit.start + len(unit.text) - len(unit.text.split(" ", 1)[-1])
        return story.reading.words(start, unit.end)
    return story.reading.words(sentence.units[phrase_start(sentence, at, 0)].start, unit.end)
