"""Days that are still to come, or have only just passed, seen from the day of publication.

Rule: a day without a year is read forward when the language layer's reading is long past: plans look ahead.
"""

import re
from dataclasses import replace
from datetime import timedelta

from extractors.reading import DateSpan
from extractors.records.announcements.draft import Story

_FRESH = timedelta(days=10)
_LATELY = timedelta(days=110)  # what lies back no longer than this was meant so: "opened in January"


def to_come(story: Story, span: DateSpan) -> DateSpan | None:
    """Return a day that is to come or just past; one without a year is read forward: releases are plans."""
    published = story.reading.published
    if published is None:
        return span
    if len(span.start) == 4:
        return span if int(span.start) >= published.year else None
    earliest = (published - _FRESH).isoformat()
    if span.start >= earliest[: len(span.start)] or (span.is_range and span.end >= earliest[: len(span.end)]):
        return span
    lately = (published - _LATELY).isoformat()
    if span.end >= lately[: len(span.end)]:
        return None
    words_ = story.reading.text[span.start_offset : span.end_offset]
    if re.search(r"\d{4}|\b(?:last|ago|yesterday)\b", words_) or not _is_month(words_):
        return None
    year = str(int(span.start[:4]) + 1)
    later = replace(span, start=year + span.start[4:], end=year + span.end[4:])
    return later if later.start >= earliest[: len(later.start)] else None


def _is_month(text: str) -> bool:
    return bool(re.search(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", text))


def is_later(story: Story, span: DateSpan) -> bool:
    """Tell whether a day lies behind that of publication; "today" and "tonight" do as well."""
    words_ = story.reading.text[span.start_offset : span.end_offset].lower()
    published = story.reading.published
    today = published.isoformat()[: len(span.start)] if published is not None else ""
    return span.start > today or words_ in {"today", "tonight"}


def is_future(story: Story, span: DateSpan) -> bool:
    """Tell whether a day is that of publication or later; a month or year has to be a later one."""
    published = story.reading.published
    if published is None:
        return False
    today = published.isoformat()[: len(span.start)]
    return span.start > today or (span.start == today and len(today) == len("2025-05-14"))
