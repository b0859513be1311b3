"""Months that no preposition leads, and feasts: "March sees", "a June release", "at Christmas".

Rule: a month alone is a date only where its words speak of what happens in it; a feast that describes a work
("a Christmas special") is none.
"""

import re
from collections.abc import Iterator

from extractors.values.days import MONTH, YEAR, Day, month_in

_ALONE = re.compile(
    rf"(?:(?<=[.!?]\s)|(?<=^)|(?<=\n)|(?<=\b[Aa]nd\s)|(?<=\b[Ii]ts\s)|(?<=[a-z]\s)){MONTH}"
    r"(?=\s(?:sees|saw|brings|brought|marks|will\s(?:see|bring)"
    r"|an?\s(?:revival|premiere|return|tour|release|second|new)"
    r"|start|shoot|release|premiere|launch|opening|debut|bow|edition|date|slot|publication|drop|broadcast"
    r"|finale|transmission"
    r"|rollout|issue|event|tour|run)\b)(?!\s\d)"
)
_FEAST = re.compile(
    r"\b(?P<feast>Christmas(?: (?:Day|Eve))?|Boxing Day|New Year[’']s (?:Day|Eve)|Halloween"
    rf"|Valentine[’']s Day|May Day)(?:,?\s(?P<y>{YEAR}))?(?!\s[A-Z])"
    r"(?!\s(?:special|film|movie|series|carol|comedy|album|song|card|advert|ad\b|market|tree|single|classic|story"
    r"|romcom|episode))"
)
_FEASTS = {
    "christmas": (12, None),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
    "may day": (5, 1),
}


def months_and_feasts(text: str) -> Iterator[tuple[re.Match[str], Day]]:
    """Yield the words of each and which day or month they mean; its year is 0 where they name none."""
    for match in _ALONE.finditer(text):
        yield match, Day(0, month_in(match.group()))
    for match in _FEAST.finditer(text):
        yield match, Day(int(match["y"] or 0), *_FEASTS[match["feast"].lower().replace("’", "'")])
