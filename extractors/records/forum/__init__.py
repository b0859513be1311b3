"""Finds the gatherings an article reports on: festivals, markets, forums, awards, workshops and the like.

Rule: a gathering is a record only for what the article says about the gathering itself; a name in passing,
however well known, is none.
"""

from extractors.records.forum.find import find_forums

__all__ = ["find_forums"]
