"""Finds the people, works, bodies, events and places of an article, and every place that names them.

Rule: a name's kind is decided by evidence in the article, once for all its mentions; no list of known people,
bodies or works helps, only what the tongues call people.
"""

from collections.abc import Sequence

from extractors.entities.antecedents import Antecedents
from extractors.entities.link import Form, fold, kind_of, link
from extractors.entities.page import Page
from extractors.entities.people import describe
from extractors.entities.places import find_regions
from extractors.entities.references import refer
from extractors.entities.scan import find_names
from extractors.entities.ties import tie
from extractors.entities.unquoted import find_unquoted
from extractors.entities.works import Title, quoted_works
from extractors.reading import Entity, EntityKind, Mention

# What a reference stands for and the record modules ask for by itself: `Reading.stands_for`.
_ASIDE = frozenset({EntityKind.WORK, EntityKind.SCHEME})


def find_entities(page: Page, titles: Sequence[Title]) -> tuple[list[Entity], list[Mention], list[Mention]]:
    """Return the entities by first mention, all mentions, and aside what refers to works and schemes."""
    unquoted = find_unquoted(page, titles)
    masked = mask(page, [*titles, *unquoted])
    mentions = _title_mentions(page, [*titles, *unquoted])
    mentions += _region_mentions(page, masked)
    names = find_names(page, [*masked, *find_regions(page.text)])
    mentions += _name_mentions(page, link(page, names, quoted_works(titles)))
    mentions.sort(key=_place)
    found: dict[int, Entity] = {}
    for mention in mentions:
        found.setdefault(id(mention.entity), mention.entity).mentions.append(mention)
    entities = list(found.values())
    describe(page, entities, mentions)
    known = Antecedents(page, mentions)
    references = refer(page, known)
    tie(page, known, references)
    aside = [m for m in references if m.entity.kind in _ASIDE or _is_it(page, m)]
    references = [m for m in references if not any(m is other for other in aside)]
    for mention in references:
        mention.entity.mentions.append(mention)
    return entities, sorted([*mentions, *references], key=_place), aside


def _is_it(page: Page, mention: Mention) -> bool:
    return page.text[mention.start : mention.end] == "It" and mention.entity.kind is not EntityKind.BODY


def mask(page: Page, titles: Sequence[Title]) -> list[tuple[int, int]]:
    """Return the stretches in which no name is looked for: titles and sums of money."""
    quotations = [(t.quotation.start, t.quotation.end) for t in titles if t.quotation is not None]
    unquoted = [(t.start, t.end) for t in titles if t.quotation is None]
    return [*quotations, *unquoted, *((m.start, m.end) for m in page.reading.money)]


def _region_mentions(page: Page, masked: Sequence[tuple[int, int]]) -> list[Mention]:
    entities: dict[str, Entity] = {}
    mentions = []
    for start, end in find_regions(page.text):
        if not any(first < end and start < last for first, last in masked):
            words = page.reading.words(start, end)
            entity = entities.setdefault(fold(words.text), Entity(EntityKind.REGION, words))
            mentions.append(Mention(entity, start, end, True))
    return mentions


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _title_mentions(page: Page, titles: Sequence[Title]) -> list[Mention]:
    entities: dict[str, Entity] = {}
    mentions = []
    for title in titles:
        if title.kind is None:
            continue
        words = page.reading.words(title.start, title.end)
        entity = entities.setdefault(fold(title.text), Entity(title.kind, words))
        mentions.append(Mention(entity, title.start, title.end, True))
    return mentions


def _name_mentions(page: Page, forms: Sequence[Form]) -> list[Mention]:
    entities: dict[int, Entity] = {}
    for form in forms:
        kind = kind_of(form)
        if not form.longer and kind is not None:
            first = next((name for name in form.names if not name.text.isupper()), form.names[0])
            entities[id(form)] = Entity(kind, page.reading.words(first.start, first.end))
    mentions = []
    for form in forms:
        for name in form.names:
            target = _stands_for(form, name.start) if form.longer else form
            if (entity := entities.get(id(target))) is not None:
                mentions.append(Mention(entity, name.start, name.end, True))
    return mentions


def _stands_for(form: Form, at: int) -> Form:
    """Return the longer form that a short one stands for at an offset: the one named last before it."""
    longer = form.longer
    while longer[0].longer:
        longer = longer[0].longer

    def distance(candidate: Form) -> tuple[bool, int]:
        before = [name.start for name in candidate.names if name.start <= at]
        return (not before, at - before[-1] if before else candidate.start)

    return min(longer, key=distance)
