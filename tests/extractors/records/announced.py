"""The announcements of a short text, as the tests of their wordings ask for them."""

from datetime import date

from extractors.language import read
from extractors.records.announcement import find_announcements
from schemas.records import Announcement, ungrounded

PUBLISHED = date(2025, 5, 14)


def found(text: str) -> list[Announcement]:
    """Return the announcements of a text of that day, all of whose values stand in it."""
    reading = read(text, None, PUBLISHED)
    records = find_announcements(reading, [], [])
    assert [ungrounded(r, reading.text) for r in records] == [[] for _ in records]
    return records
