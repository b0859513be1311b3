"""Lets drafts gather what the sentences around them say: sums, counts, parties, people, dates.

Rule: a sentence gives a draft nothing that another draft begins in, and nothing of an earlier time.
"""

import re
from collections.abc import Iterator
from itertools import chain

from extractors.reading import BlockKind
from extractors.records.announcements import (
    calls,
    dealings,
    laurels,
    partakers,
    parts,
    passages,
    places,
    slates,
    sources,
)
from extractors.records.announcements.credits import Credit, Profile, skeleton
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.links import mates
from extractors.records.announcements.merging import count_key
from extractors.records.announcements.units import BODY, PERSON, PLACE, WORK, Sentence
from schemas.vocabulary import AnnouncementKind as Kind


def follow_up(story: Story, found: list[Draft]) -> None:
    """Let funds, programmes, prizes and slates gather what the sentences after them say of them."""
    found += calls.from_headline(story, found)
    starts = {s.number for d in found for s in (d.sentence, *d.sources)}
    for draft in found:
        _take_budget(story, draft)
        if draft.kind in parts.SCHEMES:
            passages.gather(story, draft, found)
            _run_by(story, draft)
            _not_itself(story, draft)
        elif draft.kind in {Kind.AWARD, Kind.REPORT}:
            _follow(story, draft, starts)
            if draft.kind is Kind.AWARD:
                laurels.follow(story, draft, starts)
        elif draft.kind in {Kind.DEAL, Kind.COMMISSION}:
            _gather_price(story, draft, starts)
            if draft.kind is Kind.DEAL:
                if draft.subject is not None and not draft.titles and not draft.counts:
                    _founders(story, draft)
                dealings.follow(story, draft, starts)
        elif draft.kind is Kind.SLATE:
            _gather_titles(story, draft, starts)
        elif draft.kind is Kind.PRODUCTION and (draft.date or draft.places):
            _shoot_places(story, draft)
    _drop_scheme_names(found)


def _drop_scheme_names(found: list[Draft]) -> None:
    """Drop what was read of a fund or programme whose name was taken for a title."""
    named = {d.subject.text for d in found if d.kind in parts.SCHEMES and d.subject is not None}
    found[:] = [
        d
        for d in found
        if d.kind in parts.SCHEMES or not d.titles or any(t.name.text not in named for t in d.titles)
    ]


_BUDGET = re.compile(
    r"\b(?:budget\w*|cost\w*)(?: \w+){0,3} <M\d+>|<M\d+> (?:[\w-]+ ){0,3}?(?:feature|film|series|drama"
    r"|thriller|production|project|picture|movie|documentary|comedy|biopic|show)\b"
)


def _take_budget(story: Story, draft: Draft) -> None:
    """Take in what a shoot says that its title costs: "a €4 million feature"."""
    if draft.kind is Kind.PRODUCTION and not draft.amounts and _BUDGET.search(skeleton(draft.sentence)):
        draft.amounts = story.amounts(draft.sentence)


def _name_numbers(story: Story, draft: Draft) -> None:
    """Give the bare numbers of a report the noun that their sentence has for them."""
    own = {s.number: s for s in (draft.sentence, *draft.sources)}.values()
    draft.counts = [
        next((sources.with_unit(story, s, c) for s in own if s.start <= c.start < s.end), c)
        for c in draft.counts
    ]


def _not_itself(story: Story, draft: Draft) -> None:
    """Put the article's main company in the place of a scheme that would act itself."""
    own = draft.subject.text.casefold() if draft.subject is not None else ""
    if [w.text.casefold() for w in draft.by] == [own]:
        main = story.main_body(frozenset({BODY}), but=own)
        told = [s for s in story.sentences if any(u.entity and u.entity.name == main for u in s.units)]
        if main is not None and main not in draft.with_ and len(told) > 1:
            draft.by = [main]


def _follow(story: Story, draft: Draft, starts: set[int]) -> None:
    for source in (draft.sentence, *draft.sources):
        for sentence in _about(story, draft, source, starts):
            _gather(draft, sentence)
    if draft.kind is Kind.REPORT:
        _name_numbers(story, draft)
    _run_by(story, draft)


_PRICE = re.compile(
    r"\b(?:budget|budgeted|price|worth|valued|value|costs?|upfront|pay|pays|paid|fee|sum|deal|advance"
    r"|package|figure|further)\b"
)


_RUN = re.compile(
    r"\b(?:run|managed|organised|organized|administered|operated|founded|set up|created|presented"
    r"|handed out|given|awarded|launched|overseen|announced|owned)"
    r"(?: \w+)? (?:jointly )?by (?:the )?(?:[\w'’-]+ |<C\d+> |'s ){0,5}?<[BE](?P<by>\d+)>"
    r"|\b(?:initiative|project|programme|program|scheme|brainchild|creation|venture|collaboration|partnership)"
    r" (?:of|by|from|between) (?:the )?(?:[\w'’-]+ |<C\d+> |'s ){0,4}?<[BEV](?P<of>\d+)>"
)


def _run_by(story: Story, draft: Draft) -> None:
    """Learn from "the prize, run by X, …" who gives it."""
    if draft.subject is None or draft.kind is Kind.REPORT:
        return
    name, heads = draft.subject.text.casefold(), "|".join(map(re.escape, parts.heads(draft.subject)))
    refers = re.compile(rf"\bthe (?:\w+ )?(?:{heads})\b")
    for sentence in story.sentences:
        lower = sentence.lower
        if name not in lower and not refers.search(lower):
            continue
        runner = _RUN.search(skeleton(sentence))
        if (
            runner is not None
            and (draft.presumed or draft.kind is not Kind.FUNDING)
            and (sentence is not draft.sentence or (draft.presumed and runner["of"] is not None))
        ):
            draft.by = story.parties(sentence, int(runner["by"] or runner["of"]))
            draft.presumed = False
        partakers.take_helpers(story, draft, sentence)
    draft.with_ = [w for w in draft.with_ if w.text not in {b.text for b in draft.by}]


def _founders(story: Story, draft: Draft) -> None:
    """Take in the founders that the next lines name for a company that is bought."""
    for sentence in story.sentences[draft.sentence.number : draft.sentence.number + 6]:
        if sentence.section != draft.sentence.section:
            break
        for number, unit in enumerate(sentence.units):
            if not unit.kind and unit.lower in {"founder", "founders", "co-founder", "co-founders"}:
                for at in range(number + 1, min(len(sentence.units), number + 4)):
                    if sentence.units[at].kind != PERSON:
                        continue
                    role = story.reading.words(unit.start, unit.end - unit.lower.endswith("s"))
                    for mate in mates(sentence, at):
                        person = sentence.units[mate].entity
                        if person is not None and person not in [c.person for c in draft.people]:
                            draft.people.append(Credit(person, role, sentence.number))
                    return


def _gather_price(story: Story, draft: Draft, starts: set[int]) -> None:
    """Take in the sum that the next sentences give as the price or budget."""
    for sentence in story.sentences[draft.sentence.number + 1 : draft.sentence.number + 4]:
        if sentence.section != draft.sentence.section or (
            sentence.number in starts and "budget" not in sentence.lower
        ):
            break
        same = sentence.line == draft.sentence.line
        if not same and BlockKind.ITEM in {sentence.block.kind, draft.sentence.block.kind}:
            break
        if (same or _PRICE.search(sentence.lower)) and sentence.line - draft.sentence.line <= 1:
            known = {(a.value, a.currency) for a in draft.amounts}
            draft.amounts += [a for a in story.amounts(sentence) if (a.value, a.currency) not in known]


def _about(story: Story, draft: Draft, source: Sentence, starts: set[int]) -> Iterator[Sentence]:
    """Yield the sentences behind a draft that go on about it: the rest of its line, and what refers to it."""
    head = draft.subject.text.casefold().split()[-1] if draft.subject else ""
    name = draft.subject.text.casefold() if draft.subject else ""
    for sentence in story.sentences[source.number + 1 :]:
        if sentence.section != source.section or sentence.block.kind is BlockKind.HEADING:
            break
        if sentence.number in starts:
            if sentence.line != source.line:
                break
            continue
        lower = sentence.lower
        refers = bool(name and name in lower) or bool(
            head and re.search(rf"\bthe (?:\w+ )?{re.escape(head)}\b", lower)
        )
        if sentence.line == source.line or refers:
            yield sentence
        elif sentence.line - source.line > 2:
            break


def _gather(draft: Draft, sentence: Sentence) -> None:
    if any(w in sentence.lower for w in ("last year", "years ago", "in the past", "previous")):
        return
    for unit in sentence.units:
        known = {(a.value, a.currency) for a in draft.amounts}
        if unit.money is not None and (unit.money.value, unit.money.currency) not in known:
            draft.amounts.append(unit.money)
        counted = unit.count is not None and unit.count.unit is not None and draft.kind is not Kind.AWARD
        if counted and unit.count is not None and count_key(unit.count) not in map(count_key, draft.counts):
            draft.counts.append(unit.count)


def _gather_titles(story: Story, draft: Draft, starts: set[int]) -> None:
    """Take in the titles of the lines after a slate's announcement, with their people."""
    if draft.titles and draft.sentence.block.kind is BlockKind.ITEM:
        return
    for sentence in story.sentences[draft.sentence.number + 1 :]:
        if sentence.section != draft.sentence.section or sentence.line - draft.sentence.line > 3:
            break
        if slates.TURNS.search(sentence.lower) or not slates.goes_on(sentence, draft.sentence):
            break
        own = slates.own_titles(sentence)
        goes_on = sentence.line == draft.sentence.line or _GOES_ON.search(sentence.lower)
        if not own or not goes_on or (sentence.number in starts and sentence.line != draft.sentence.line):
            continue
        draft.titles += [title for title in own if title not in draft.titles]


_GOES_ON = re.compile(
    r"\b(?:opening|closing|also|rest|among|other|others|includ\w+|centrepiece|centerpiece|section"
    r"|slate|line-?up|competition|joining"
    r"|joins|further|rounding|meanwhile|titles?|films?|features?|selected|selection|bowing|screening)\b"
)


def place_all(story: Story, found: list[Draft]) -> None:
    """Give what has no places yet those that its own sentences tell: of a deal, a scheme, a post, figures."""
    for draft in found:
        if draft.places or draft.kind not in _PLACED:
            continue
        told = (draft.sentence, *draft.sources, *_going_on(story, draft))
        draft.places = distinct([w for sentence in told for w in _PLACED[draft.kind](sentence)])
        if draft.kind is Kind.DEAL and not draft.titles and not draft.places:
            states = {u.entity.name.text for u in draft.sentence.units if u.kind == PLACE and u.entity}
            draft.places = [w for w in draft.by if w.text in states]  # of a treaty
            draft.places = draft.places or places.of_makers(draft.sentence)  # "four arenas in Spain"


def _going_on(story: Story, draft: Draft) -> Iterator[Sentence]:
    """Yield the sentences behind a change of post that go on about whoever comes: "She will be based in"."""
    people = {id(c.person) for c in draft.people}
    later = story.sentences[draft.sentence.number + 1 : draft.sentence.number + 4]
    for sentence in later if draft.kind is Kind.APPOINTMENT else ():
        first = next((u for u in sentence.units if u.kind == PERSON), None)
        if sentence.line == draft.sentence.line and first is not None and id(first.entity) in people:
            yield sentence


_PLACED = {
    Kind.REPORT: places.of_figures,
    Kind.APPOINTMENT: places.of_post,
    Kind.FUNDING: places.of_makers,
    Kind.PROGRAMME: places.of_makers,
    Kind.DEAL: places.of_rights,
}


def give_credits(story: Story, found: list[Draft]) -> None:
    """Give each title's producers to the first record of the title, its people to that of their passage."""
    of_title: dict[int, list[Draft]] = {}
    for draft in sorted(found, key=lambda d: (d.sentence.number, _ORDER.index(d.kind))):
        if draft.kind is Kind.APPOINTMENT:
            continue
        for title in draft.titles:
            if id(title) not in of_title:
                _give_making(story.profile(title), draft)
            of_title.setdefault(id(title), []).append(draft)
    for key, drafts in of_title.items():
        for credit in story.profiles[key].credits:
            _place_credit(story, credit, drafts)


def _give_making(profile: Profile, draft: Draft) -> None:
    """Give the first record of a title who makes it, and an order how many episodes it has."""
    names = {w.text for w in [*draft.by, *draft.with_]}
    makes = draft.kind is Kind.PRODUCTION and any(w.text in names for w, _ in profile.companies)
    if makes or draft.kind in _MADE_WITH:
        draft.with_ = distinct([*draft.with_, *(w for w, _ in profile.companies if w.text not in names)])
    if draft.kind is Kind.COMMISSION and not draft.counts:
        draft.counts += [
            c
            for c, _ in profile.counts
            if c.unit is not None and c.unit.text.lower().rstrip("s").endswith("episode")
        ][:1]


_MADE_WITH = frozenset(
    {Kind.COMMISSION, Kind.DEAL, Kind.AWARD, Kind.SLATE, Kind.RELEASE, Kind.FUNDING, Kind.PROGRAMME}
)


def _place_credit(story: Story, credit: Credit, drafts: list[Draft]) -> None:
    """Put a credit into the slate, or the record whose passage names it, else the first; into one only."""
    for draft in drafts:
        for number, known in enumerate(draft.people):
            if known.person is credit.person:
                draft.people[number] = known if known.role is not None else credit
                return
    line = story.sentences[credit.sentence].line
    slate = (d for d in drafts if d.kind is Kind.SLATE)
    own = (d for d in drafts if any(s.line == line for s in (d.sentence, *d.sources)))
    next(chain(slate, own), drafts[0]).people.append(credit)


_ORDER = [
    Kind.COMMISSION,
    Kind.DEAL,
    Kind.SLATE,
    Kind.AWARD,
    Kind.FUNDING,
    Kind.PROGRAMME,
    Kind.RELEASE,
    Kind.PRODUCTION,
    Kind.APPOINTMENT,
    Kind.REPORT,
]


def _shoot_places(story: Story, draft: Draft) -> None:
    """Take in where the rest of a shoot's line says that it goes."""
    for sentence in story.sentences[draft.sentence.number + 1 : draft.sentence.number + 3]:
        own = [u for u in sentence.units if u.kind == WORK and u.entity not in draft.titles]
        if (
            sentence.line - draft.sentence.line <= 1
            and sentence.section == draft.sentence.section
            and not own
        ):
            draft.places = distinct([*draft.places, *places.of_shoot(sentence)])


def name_producers(story: Story, found: list[Draft]) -> None:
    """Let the company that makes a title act in its shoot, where the sentence itself names nobody."""
    for draft in found:
        if draft.kind is Kind.PRODUCTION and draft.titles and (draft.presumed or not draft.by):
            makers = [company for company, _ in story.profile(draft.titles[0]).companies]
            draft.by = makers[:1] or draft.by
            draft.with_ = distinct([*draft.with_, *makers[1:]])


def share_parties(story: Story, found: list[Draft]) -> None:
    """Give a release or shoot that names no party the one of its title's other record."""
    for draft in found:
        if draft.by or draft.kind not in {Kind.RELEASE, Kind.PRODUCTION, Kind.REPORT}:
            continue
        for other in found:
            if other is not draft and other.by and any(t in other.titles for t in draft.titles):
                draft.by = list(other.by)
                break
        else:
            draft.by = story.leading_body() or story.carried_actor(draft.sentence, 0, frozenset({BODY}))
