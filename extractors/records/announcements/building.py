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
    values.put("subject", draft.subject)
    actors = {words.text for words in draft.by}
    lists = {
        "by": draft.by,
        "with": [words for words in draft.with_ if words.text not in actors],
        "titles": [title.name for title in draft.titles],
        "places": draft.places,
    }
    for name, found in lists.items():
        for words in found:
            values.add(name, words)
    for credit in draft.people:
        item = values.item("people")
        item.put("name", credit.person.name)
        item.put("role", credit.role)
    _put_numbers(draft, values)
    return values.build(Announcement, draft.confidence)


def _put_numbers(draft: Draft, values: Values) -> None:
    for money in draft.amounts:
        amount = {"value": money.value, "currency": money.currency, "qualifier": money.qualifier}
        values.add("amounts", Words(money.start, money.end, "sum"), amount)
    for count in draft.counts:
        unit = {"unit": count.unit.text} if count.unit else {}
        number = {"value": count.value, "qualifier": count.qualifier, **unit}
        values.add("counts", Words(count.start, count.end, "count"), number)
    if draft.date is not None:
        values.put("date", Words(draft.date.start_offset, draft.date.end_offset, "date"), draft.date.start)
