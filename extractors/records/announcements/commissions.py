"""Commissions: titles ordered, renewed, put into development, brought back or dropped.

Rule: each needs a title. A title that the sentence only refers to ("the series", "it") is the one in focus.
"""

import re
from collections.abc import Iterator

from extractors.entities.lexicon import WORK_NOUNS
from extractors.reading import CountSpan, Entity, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.credits import is_background_title, skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import link
from extractors.records.announcements.units import BODY, COUNT, PERSON, WORD, WORK, Sentence, Unit
from extractors.records.announcements.verbs import clause_end, clause_start, group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_ORDER = lex.ORDER | words(
    "approve back revive sanction resurrect discontinue pull terminate halt abandon bin nix end conclude"
)
_REFERS = WORK_NOUNS | words("it they which run version episodes half-hours one season sequel spin-off pilot")
_ONLY_OBJECT = words(
    "drop can pull back adapt revive approve bin halt abandon scrap end conclude"
)  # these have other senses
_BODIES = frozenset({BODY})
EPISODES = words(
    "half-hours episodes episode parts part instalments installments hours films chapters shorts seasons"
    " specials minutes series documentaries pilots dramas comedies"
)


def commissions(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has ordered “Y” from Z" and its like."""
    unit = sentence.units[verb]
    if unit.lemma not in _ORDER or unit.pos != "VERB" or not _in_progress(sentence, verb):
        return
    passive = is_passive(sentence, verb)
    titles = _titles(story, sentence, verb, passive)
    ordered = None if titles or passive else _counted_object(sentence, verb)
    if ordered is not None:
        titles = _spelt_out(story, sentence, ordered)
    elif not titles and not passive and _new_work(sentence, verb):
        titles = _named_next(story, sentence)
    if not titles:
        return
    draft = Draft(Kind.COMMISSION, story.words(unit), sentence, titles=titles, confidence=0.8)
    if passive:
        agents = story.after(sentence, verb, COMPANIES, frozenset({"by", "at"}))
        carried = [] if agents else story.carried_actor(sentence, verb, _BODIES)
        draft.by = story.parties(sentence, agents[0]) if agents else carried
        draft.presumed = not agents
    else:
        draft.by = story.actors(sentence, verb)
    complete(story, sentence, verb, draft)
    makers = _told_to_make(story, sentence, verb)
    draft.with_ += [w for w in makers if w.text not in {known.text for known in [*draft.by, *draft.with_]}]
    yield draft


def complete(story: Story, sentence: Sentence, at: int, draft: Draft) -> None:
    """Take in the other parties, sums, numbers and the day of an order told at a place."""
    for number in story.after(sentence, at, frozenset({BODY}), frozenset({"from", "with", "through", "via"})):
        if sentence.units[link(sentence, number).at - 1].lower in lex.DEAL_NOUNS:
            continue
        for party in story.parties(sentence, number):
            if all(party.text != known.text for known in [*draft.by, *draft.with_]):
                draft.with_.append(party)
    draft.amounts = story.amounts(sentence)
    draft.counts = [c for c in story.counts(sentence, EPISODES) if _is_of(draft, sentence, c)]
    draft.date = story.date(sentence, at, ahead=False)


def _is_of(draft: Draft, sentence: Sentence, count: CountSpan) -> bool:
    """Tell whether a number belongs to a draft's own title: the nearest one of the sentence."""
    titles = [u for u in sentence.units if u.kind == WORK]
    nearest = min(titles, key=lambda u: max(u.start - count.end, count.start - u.end), default=None)
    return nearest is None or nearest.entity in draft.titles or not draft.titles


def _told_to_make(story: Story, sentence: Sentence, verb: int) -> list[Words]:
    """Return the company in "commissioned Acme to make “Y”"."""
    for number in range(verb + 1, min(verb + 8, len(sentence.units) - 1)):
        if sentence.units[number].kind == BODY and sentence.units[number + 1].lower == "to":
            return story.parties(sentence, number)
    return []


def _in_progress(sentence: Sentence, verb: int) -> bool:
    """Tell what is ordered now from what only describes a work or lies back: "series ordered in Spain"."""
    unit = sentence.units[verb]
    group = {u.lower for u in sentence.units[group_start(sentence, verb) : verb]}
    units, start = sentence.units, group_start(sentence, verb)
    before = units[start - 1] if start else None
    if (
        before is not None
        and unit.tag == "VBN"
        and start == verb
        and (before.kind == COUNT or before.pos == "NOUN")
    ):
        return False  # "series ordered in Spain"
    if (before is not None and before.lower in {"whether", "if", "how"}) or _means_else(sentence, verb):
        return False
    if {"was", "were"} & {u.lower for u in units[max(0, start - 1) : verb]} and "to" in group:
        return False
    if unit.lemma in {"end", "conclude"}:
        return unit.tag == "VBG" and bool(group) and not _led_on(sentence, verb)
    if unit.lemma == "adapt":
        return bool(group & {"will", "being", "be", "to"}) or (unit.tag == "VBG" and bool(group))
    return unit.lemma != "develop" or unit.tag in {"VBG", "VBN"}


def _means_else(sentence: Sentence, verb: int) -> bool:
    """Tell "dropped out", "pulled “Y” from its slot" and a dropped plan from dropping a title for good."""
    unit, ahead = sentence.units[verb], [u.lower for u in sentence.units[verb + 1 : verb + 9]]
    lemma = unit.lemma
    if unit.tag == "VBN" and is_plan(sentence, group_start(sentence, verb)):
        return True
    comes_out = not _COMES_OUT.isdisjoint(ahead) or any(
        u.date is not None and u.lower not in _TOLD_DAYS for u in sentence.units[verb + 1 : verb + 9]
    )
    return (
        lemma in {"drop", "revive"} and (comes_out or ahead[:1] in (["out"], ["off"], ["by"], ["to"]))
    ) or (lemma == "pull" and bool(_SLOTS & set(ahead)))


_COMES_OUT = words("episodes trailer parts single teaser")
_TOLD_DAYS = words("today yesterday monday tuesday wednesday thursday friday saturday sunday")
_SLOTS = words("slot schedule schedules calendar date screens shelves line-up lineup festival competition")
_PLANS = words(
    "shooting filming production photography shoot"
    " plan plans proposal proposals idea ideas talks session sessions panel screening screenings party"
    " tour concert version premiere edition ceremony workshop scheme"
)


def is_plan(sentence: Sentence, start: int) -> bool:
    """Tell whether what is dropped is a plan or a session, not a title: "Plans for a musical of “Y”"."""
    before = sentence.units[clause_start(sentence, start) : start]
    title = next((n for n, u in enumerate(before) if u.kind == WORK), len(before))
    return any(u.lower in _PLANS for u in before[:title])


def _led_on(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb has no object of its own: "is ending with a concert"."""
    ahead = sentence.units[verb + 1] if verb + 1 < len(sentence.units) else None
    return ahead is None or ahead.pos == "ADP"


def _titles(story: Story, sentence: Sentence, verb: int, passive: bool) -> list[Entity]:
    if passive:
        found = story.titles_before(sentence, group_start(sentence, verb))
        if sentence.units[verb].lemma in _ONLY_OBJECT | {"halt", "terminate"}:
            return found
        return found or _referred(story, sentence, verb, max(0, verb - 8))
    found = story.titles_after(sentence, verb, _next_verb(sentence, verb))
    if found and _only_near(sentence, verb):
        return []
    if found or _other_object(sentence, verb):
        return found
    strict = sentence.units[verb].lemma in _ONLY_OBJECT
    return _referred(story, sentence, verb, verb + 1 if strict else max(0, verb - 8))


_ASIDE = words(
    "about after before following over amid despite since against than like alongside around during"
)


def _only_near(sentence: Sentence, verb: int) -> bool:
    """Tell a title that only stands behind an order: "cancelled its party after complaints about “Y”"."""
    at = next((n for n in range(verb + 1, len(sentence.units)) if sentence.units[n].kind == WORK), verb)
    return link(sentence, at).word in _ASIDE


def _other_object(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb has a person or company for its object: "dropped the agency"."""
    for unit in sentence.units[verb + 1 : verb + 5]:
        if unit.kind in {PERSON, BODY}:
            return unit.is_name
        if unit.kind or unit.pos not in {"DET", "ADJ", "NUM", "PRON"}:
            return False
    return False


def _next_verb(sentence: Sentence, verb: int) -> int:
    """Return where the next finite verb with a title of its own begins, at the latest the clause's end."""
    last = clause_end(sentence, verb)
    for number in range(verb + 1, last):
        unit = sentence.units[number]
        finite = unit.kind == WORD and unit.pos == "VERB" and unit.tag in {"VBZ", "VBD", "VBP"}
        if finite and any(u.kind == WORK for u in sentence.units[verb + 1 : number]):
            return number
    return last


def _referred(story: Story, sentence: Sentence, verb: int, start: int) -> list[Entity]:
    """Return the title in focus when the words around the verb refer to it."""
    near = sentence.units[start : min(verb + 9, clause_end(sentence, verb))]
    return story.focused(sentence, verb) if any(_head(u) in _REFERS for u in near) else []


def _head(unit: Unit) -> str:
    return unit.lower.split()[-1] if unit.kind in {WORD, COUNT} else ""


def _counted_object(sentence: Sentence, verb: int) -> CountSpan | None:
    """Return the works that are ordered by number: "has ordered three animated series"."""
    for unit in sentence.units[verb + 1 : verb + 5]:
        if unit.count is not None and unit.count.unit is not None:
            head = unit.count.unit.text.lower().split()[-1]
            return (
                unit.count
                if head in EPISODES - {"episodes", "half-hours", "parts", "seasons", "hours"}
                or head in WORK_NOUNS
                else None
            )
    return None


_NEW = words("spin-off spinoff sequel prequel remake reboot adaptation version drama comedy thriller pilot")


def _new_work(sentence: Sentence, verb: int) -> bool:
    """Tell an order for a work that is not named yet: "has ordered a spin-off from its hit “Y”"."""
    ahead = sentence.units[verb + 1 : verb + 7]
    return bool(ahead) and ahead[0].lower in {"a", "an"} and any(u.lower in _NEW for u in ahead)


def _named_next(story: Story, sentence: Sentence) -> list[Entity]:
    """Return the title that one of the next sentences begins with."""
    for later in story.sentences[sentence.number + 1 : sentence.number + 3]:
        first = next((u for u in later.units if u.text not in {",", "-"}), None)
        if later.section == sentence.section and first is not None and first.kind == WORK and first.entity:
            return [first.entity]
    return []


def _spelt_out(story: Story, sentence: Sentence, ordered: CountSpan) -> list[Entity]:
    """Return the titles that the sentences behind an order name, as many as were ordered."""
    found: list[Entity] = []
    for later in story.sentences[sentence.number : sentence.number + 9]:
        if later.section != sentence.section or len(found) >= ordered.value:
            break
        own = [
            u.entity
            for n, u in enumerate(later.units)
            if u.kind == WORK and u.entity is not None and not is_background_title(later, n)
        ]
        found += [title for title in own[: 1 if later is not sentence else None] if title not in found]
    return found[: int(ordered.value)]


_MAKES = re.compile(
    r"<B(?P<maker>\d+)> (?:is|are|will|has been|has) (?:to |set to |due to |hired to "
    r"|picked to )?(?:also )?"
    r"(?:produc(?:e|ing)|mak(?:e|ing)|develop(?:ing)?|prepar(?:e|ing)) (?:[\w'’-]+ |<N\d+> "
    r"|, ){0,6}?<W(?P<title>\d+)>"
    r"[^.;]{0,80}? for (?:[\w'’-]+ |<C\d+> |'s ){0,4}?<B(?P<by>\d+)>"
)


def makers(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "Acme is to produce “Y” for Channel Nord": the channel has ordered it."""
    for match in _MAKES.finditer(skeleton(sentence)):
        title, by = sentence.units[int(match["title"])].entity, int(match["by"])
        if title is None:
            continue
        draft = Draft(
            Kind.COMMISSION, story.words(sentence.units[by - 1]), sentence, titles=[title], confidence=0.6
        )
        draft.by, draft.with_ = story.parties(sentence, by), story.parties(sentence, int(match["maker"]))
        draft.counts = story.counts(sentence, EPISODES)
        yield draft
