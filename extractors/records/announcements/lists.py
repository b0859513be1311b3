"""Gives each list of titles to the draft that it spells out.

Rule: a list belongs to the sentence that leads into it, or to the nearest draft before it without titles.
"""

import re

from extractors.reading import Entity
from extractors.records.announcements import prizes, slates
from extractors.records.announcements.credits import Credit, is_background_title
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.units import BODY, PERSON, SCHEME, WORK, Sentence
from schemas.vocabulary import AnnouncementKind as Kind


def lay_in_lists(story: Story, found: list[Draft]) -> list[Draft]:
    """Give each list of titles to the slate, prize, fund or programme that it spells out."""
    for lead, items in slates.title_lists(story):
        owner = _owner(story, found, lead, items)
        if owner is None:
            continue
        for item in items:
            _take_item(story, owner, item)
        if owner not in found:
            found.append(owner)
    return found


def _take_item(story: Story, owner: Draft, item: Sentence) -> None:
    """Take in what one item names: its title, its people, its companies, its sum."""
    title = _title_of(item)
    known = story.profile(title).credits if title is not None else []
    for number, unit in enumerate(item.units):
        if unit.entity is None:
            continue
        if unit.kind == WORK and not is_background_title(item, number):
            owner.titles += [unit.entity] if unit.entity not in owner.titles else []
        elif unit.kind == PERSON and unit.is_name and unit.entity not in [c.person for c in owner.people]:
            credit = next((c for c in known if c.person is unit.entity), None)
            named = prizes.category(story, item, number) if owner.kind is Kind.AWARD else None
            if credit is None or named is not None:
                credit = Credit(unit.entity, named, item.number)
            owner.people.append(credit)
        elif unit.kind == BODY and owner.kind is not Kind.SLATE:
            owner.with_ = distinct([*owner.with_, unit.entity.name])
    if owner.kind is Kind.FUNDING:
        owner.amounts += story.amounts(item)


def _title_of(item: Sentence) -> Entity | None:
    return next(
        (u.entity for n, u in enumerate(item.units) if u.kind == WORK and not is_background_title(item, n)),
        None,
    )


def _owner(story: Story, found: list[Draft], lead: Sentence | None, items: list[Sentence]) -> Draft | None:
    at = items[0].number
    near = [
        d
        for d in found
        if d.kind in {Kind.SLATE, Kind.AWARD, Kind.FUNDING, Kind.PROGRAMME} and d.sentence.number < at
    ]
    context = lead.lower if lead is not None else ""
    if re.search(r"\b(?:winners?|prizes?|awards?|mentions?|shortlist|nominees|nominations)\b", context):
        wanted = [d for d in near if d.kind is Kind.AWARD]
    elif re.search(r"\b(?:grants?|funded|awarded|supported|backed|receive)\b", context):
        wanted = [d for d in near if d.kind is Kind.FUNDING]
    elif re.search(r"\b(?:fellows|participants|selected|mentees|alumni)\b", context):
        wanted = [d for d in near if d.kind is Kind.PROGRAMME]
    elif re.search(r"\b(?:dated|out now|dates|release)\b", context):
        return None
    else:
        wanted = [d for d in near if d.kind is Kind.SLATE]
    if wanted:
        return wanted[-1]
    if "fellows" in context or "participants" in context:
        return _programme_in_sight(story, items[0])
    section, line = items[0].section, items[0].line
    close = [
        d for d in near if d.sentence.section == section and line - d.sentence.line <= 4 and not d.titles
    ]
    if close:
        return close[-1]
    subject = slates.list_head(story, lead)
    if subject is None or lead is None:
        return None
    draft = Draft(Kind.SLATE, subject, lead, subject=subject, confidence=0.55)
    draft.by = story.carried_actor(lead)
    return draft


def _programme_in_sight(story: Story, item: Sentence) -> Draft | None:
    """Make the record of a programme whose people a list names, where nothing else announces it."""
    for sentence in reversed(story.sentences[: item.number]):
        for unit in sentence.units:
            if (
                unit.kind == SCHEME
                and unit.entity is not None
                and re.search(r"fellow|lab|program|academy|scheme", unit.lower)
            ):
                draft = Draft(
                    Kind.PROGRAMME,
                    story.words(unit),
                    sentence,
                    subject=unit.entity.name,
                    confidence=0.6,
                    presumed=True,
                )
                draft.by = story.carried_actor(sentence)
                return draft
    return None
