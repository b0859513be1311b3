"""Turns drafts into records, every value with its words.

Rule: a draft that names nothing becomes no record.
"""

from extractors.reading import Words
from extractors.records.announcements.draft import Draft
from extractors.records.evidence import Values
from schemas.records import Announcement


def build(draft: Draft) -> Announcement | None:
    """Make the record of a draft; None when it says too little."""
    if not draft.has_identity():
        return None
    values = Values()
    values.put("kind", draft.trigger, draft.kind)
    if draft.subject is not None:
        values.put("subject", draft.subject)
    for words in draft.by:
        values.add("by", words)
    for words in draft.with_:
        if words.text not in {b.text for b in draft.by}:
            values.add("with", words)
    for credit in draft.people:
        item = values.item("people")
        item.put("name", credit.person.name)
        if credit.role is not None:
            item.put("role", credit.role)
    for title in draft.titles:
        values.add("titles", title.name)
    for money in draft.amounts:
        amount = {"value": money.value, "currency": money.currency, "qualifier": money.qualifier}
        values.add("amounts", Words(money.start, money.end, "sum"), amount)
    for count in draft.counts:
        number = {
            "value": count.value,
            "qualifier": count.qualifier,
            **({"unit": count.unit.text} if count.unit else {}),
        }
        values.add("counts", Words(count.start, count.end, "count"), number)
    if draft.date is not None:
        values.put("date", Words(draft.date.start_offset, draft.date.end_offset, "date"), draft.date.start)
    for words in draft.places:
        values.add("places", words)
    return values.build(Announcement, draft.confidence)
