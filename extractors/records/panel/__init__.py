"""Finds the sessions of gatherings in which named people speak.

Rule: a session needs a person whom the article shows speaking in it; who stayed away, sat in the audience
or was only interviewed by the reporter is no participant.
"""

from extractors.records.panel.find import find_panels

__all__ = ["find_panels"]
