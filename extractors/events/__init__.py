"""Reads an article a second time, with a small encoder: where events are told, and who and what take part.

Rule: this package only weighs and joins what the reading holds. Each value it adds is cut from a name, date,
sum, count or phrase of the reading; each record it changes came from the rules or from words it points at.
"""

from extractors.events.amend import second_reading

__all__ = ["second_reading"]
