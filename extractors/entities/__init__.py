"""Finds the people, works, bodies, events and places of an article, and every place that names them.

Rule: a name's kind is decided by evidence in the article, once for all its mentions; there are no lists of real names.
"""

from collections.abc import Sequence

from extractors.marks import Quotation
from extractors.reading import Entity, EntityKind, Mention, Reading

_KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.BODY,
    "GPE": EntityKind.COUNTRY,
    "EVENT": EntityKind.EVENT,
    "FAC": EntityKind.VENUE,
    "LOC": EntityKind.REGION,
}


def find_entities(reading: Reading, quotations: Sequence[Quotation]) -> tuple[list[Entity], list[Mention]]:
    """Return the entities in the order of their first mention, and all mentions in the order of the text."""
    entities: dict[str, Entity] = {}
    mentions = []
    for span in reading.doc.ents:
        if (kind := _KINDS.get(span.label_)) is None:
            continue
        words = reading.words(span.start_char, span.end_char)
        entity = entities.setdefault(words.text, Entity(kind, words))
        mentions.append(Mention(entity, words.start, words.end, True))
    for entity, mention in ((m.entity, m) for m in mentions):
        entity.mentions.append(mention)
    return list(entities.values()), mentions
