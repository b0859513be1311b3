"""Finds the announcements of an article: what somebody makes public, of whom and about what.

Rule: an announcement is read from a verb and its parties, or from a list that a sentence leads into. Articles
that only judge, remember or argue announce nothing.
"""

from collections.abc import Sequence

from extractors.reading import Reading
from extractors.records.announcements import building, context, lists, merging, readers, status, telling_days
from extractors.records.announcements.crediting import profiles
from extractors.records.announcements.credits import focus_titles
from extractors.records.announcements.cutting import sentences
from extractors.records.announcements.draft import Draft, Story
from schemas.records import Announcement, Forum, Panel


def find_announcements(
    reading: Reading, forums: Sequence[Forum], panels: Sequence[Panel]
) -> list[Announcement]:
    """Return the announcements in the order of the text; none for reviews, obituaries and opinion.

    What a gathering's record or a session's title already says is not said again.
    """
    found = sentences(reading)
    if not found or not status.is_news_article(reading):
        return []
    focus = focus_titles(found)
    story = Story(reading, found, focus, profiles(reading, found, focus))
    drafts = merging.merge(readers.drafts(story))
    drafts = lists.lay_in_lists(story, drafts)
    context.follow_up(story, drafts)
    context.give_credits(story, drafts)
    context.name_producers(story, drafts)
    context.share_parties(story, drafts)
    telling_days.date_all(story, drafts)
    context.place_all(story, drafts)
    for draft in drafts:
        _leave_to_others(draft, forums, panels)
    built = (building.build(draft) for draft in sorted(drafts, key=lambda d: d.trigger.start))
    return [record for record in built if record is not None]


def _leave_to_others(draft: Draft, forums: Sequence[Forum], panels: Sequence[Panel]) -> None:
    """Take out what belongs to a gathering or a session: its attendance, and titles of talks."""
    taken = [e for forum in forums for e in forum.evidence if e.field == "attendance"]
    draft.counts = [c for c in draft.counts if not any(e.start < c.end and c.start < e.end for e in taken)]
    talks = {panel.title.casefold() for panel in panels if panel.title}
    draft.titles = [t for t in draft.titles if t.name.text.casefold() not in talks]
    draft.by = [w for w in draft.by if w.text.casefold() not in talks]
