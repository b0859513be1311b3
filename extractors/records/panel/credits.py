"""Ties works to people: the titles that the article sets beside a name.

Rule: a title is tied by grammar alone, in brackets, by a job of making ("director of"), or by "whose"; never
by standing near.
"""

import re

from extractors.reading import EntityKind, Mention, Reading, Words
from extractors.records.panel.jobs import has_job

_IN_BRACKETS = re.compile(r"\s*(?:,[^,;.()A-Z]{2,60},?)?\s*\(([^)]{2,160})\)")
_AND_TITLE = re.compile(r"[”\"’']?,?[”\"’']?(?:\s+and|,|,\s+and|\s+&)?\s+(?:the\s+)?[“\"‘]?")
_BEFORE = re.compile(
    r"[”\"’']?,?[”\"’']?(?:\s+\([^)]{2,20}\))?\s+(?:co-)?(?:[\w-]+\s+(?:and\s+)?){0,2}[\w-]+(?:\s+[A-Z][\w’-]+"
    r"(?:\s+[A-Z][\w’-]+){0,3}\s+and)?\s+$"
)
_BY = re.compile(
    r"[”\"’']?,?[”\"’']?,?\s+(?:(?:an?|the|her|his|their)\s+[^,.;“”]{3,50}\s+)?(?:by|from|directed by|"
    r"written by|"
    r"created by)\s+(?:[\w’-]+\s+){0,4}(?:[A-Z][\w’-]+(?:\s+[A-Z][\w’-]+){1,3},?\s+and\s+(?:[a-z]\w+\s+)?)?$"
)
_BEHIND = re.compile(
    r",?\s+(?:(?:who|and)\s+)?(?:the\s+|a\s+|an\s+)?(?:[\w’-]+\s+){0,6}?(?:of|behind|on|for|created|"
    r"directed|wrote|"
    r"produced|writes|directs|plays|voices|stars in|starred in|"
    r"with)\s+(?:the\s+)?(?:[\w-]+,?\s+){0,4}[“\"‘]?$"
)
_WHOSE = re.compile(
    r",?\s+(?:,\s+)?(?:whose|best known for|known for|presented|presenting|pitched|pitching|introduced|"
    r"introducing|"
    r"showed|showing|who (?:made|directed|wrote|created|produced)|here with|there with|attending with|"
    r"with)\s+"
    r"(?:[\w’-]+,?\s+){0,7}[“\"‘]?$"
)
_PITCHES = re.compile(r"[^.“”]{0,80}\b(?:pitched|pitching|presented|presenting)\s+[“\"‘]?$")
_OWNER = re.compile(r"[’']s?\s+(?:[\w-]+\s+){0,4}[“\"‘]?$")
_OF_TITLE = re.compile(r"\s+(?:of|behind)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}[“\"‘]?$")
_NO_MAKER = re.compile(r"\b(?:said|told|and|that|but|where|when|in which|at|by)\b")


class CreditReader:
    """Finds the works of the people of one article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.works = [m for m in reading.mentions if m.entity.kind is EntityKind.WORK]

    def of(self, mention: Mention) -> list[Words]:
        """Return the titles tied to a person at one naming, in the order of the text."""
        line_end = self.text.find("\n", mention.end)
        line_end = len(self.text) if line_end < 0 else line_end
        line = self.text.rfind("\n", 0, mention.start) + 1
        found: list[Mention] = []
        if brackets := _IN_BRACKETS.match(self.text, mention.end, line_end):
            found += [w for w in self.works if brackets.start(1) <= w.start and w.end <= brackets.end(1)]
        for work in self.works:
            if line <= work.start and work.end <= mention.start:
                between = self.text[work.end : mention.start]
                if self._made_before(between):
                    found.append(work)
            elif mention.end <= work.start < line_end:
                between = self.text[mention.end : work.start]
                if self._made_behind(between, reference=not mention.is_name):
                    found.append(work)
        following = [
            other
            for work in found
            for other in self.works
            if other.start > work.end and _AND_TITLE.fullmatch(self.text[work.end : other.start])
        ]
        seen: dict[str, Words] = {}
        for work in [*found, *following]:
            seen.setdefault(work.entity.name.text.casefold(), work.entity.name)
        return list(seen.values())

    def _made_before(self, between: str) -> bool:
        """Tell "“A” director X" and "“A”, a comedy by X"."""
        if len(between) > 90:
            return False
        return bool((_BEFORE.match(between) and has_job(between)) or _BY.match(between))

    def _made_behind(self, between: str, *, reference: bool) -> bool:
        """Tell "X, creator of “A”", "X, whose “A”", "X pitched “A”", "X’s “A”"."""
        if len(between) > 110 or "”" in between:
            return False
        if _OWNER.match(between) or (reference and _OF_TITLE.fullmatch(between)):
            return True
        if (
            _BEHIND.fullmatch(between)
            and has_job(between)
            and not _NO_MAKER.search(between.split(" of ", maxsplit=1)[0])
        ):
            return True
        return bool(_WHOSE.fullmatch(between) or _PITCHES.fullmatch(between))
