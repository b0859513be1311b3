"""Finds the announcements of an article: what somebody makes public, of whom and about what.

Rule: an announcement is read from a verb and its parties, or from a list that a sentence leads into. Articles that
only judge, remember or argue announce nothing.
"""

from collections.abc import Sequence

from extractors.reading import Reading
from extractors.records.announcements import assembly, status
from extractors.records.announcements.credits import focus_titles, profiles
from extractors.records.announcements.draft import Story
from extractors.records.announcements.units import sentences
from schemas.records import Announcement, Forum, Panel


def find_announcements(
    reading: Reading, forums: Sequence[Forum], panels: Sequence[Panel]
) -> list[Announcement]:
    """Return the announcements in the order of the text; none for reviews, obituaries and opinion."""
    found = sentences(reading)
    if not found or not status.is_news_article(reading, found):
        return []
    focus = focus_titles(found)
    story = Story(reading, found, focus, profiles(reading, found, focus))
    drafts = assembly.merge(assembly.drafts(story))
    drafts = assembly.lay_in_lists(story, drafts)
    assembly.follow_up(story, drafts)
    assembly.give_credits(story, drafts)
    assembly.share_parties(story, drafts)
    assembly.date_all(story, drafts)
    built = (assembly.build(draft) for draft in drafts)
    return [record for record in built if record is not None]
