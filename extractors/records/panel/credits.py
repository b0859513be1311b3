"""Ties works to people: the titles that the article sets beside a name.

Rule: a title is tied by grammar alone, in brackets, by a job of making ("director of"), or by "whose"; never
by standing near.
"""

import re
from itertools import pairwise

from extractors.reading import EntityKind, Mention, Reading, Words
from extractors.records.panel.jobs import MAKES, has_job, is_head, singular

_IN_BRACKETS = re.compile(r"\s*(?:,[^,;.()A-Z]{2,60},?)?\s*\(([^)]{2,160})\)")
_AND_TITLE = re.compile(r"[”\"’']?,?[”\"’']?(?:\s+and|,|,\s+and|\s+&)?\s+(?:the\s+)?[“\"‘]?")
_BEFORE = re.compile(
    r"[”\"’']?(?:\s+\([^)]{2,20}\))?\s+(?:co-)?(?:[\w-]+\s+(?:and\s+)?){0,2}[\w-]+(?:\s+[A-Z][\w’-]+"
    r"(?:\s+[A-Z][\w’-]+){0,3}\s+and)?\s+$"
)
_LOOSE = re.compile(r"\b(?:with|at|for|to|from|in|on|as|like|than|featuring|alongside)\s")
_JUST_BEHIND = re.compile(r"[”\"’']?,?\s+")
_MAKER_OF = re.compile(
    r"\b(?:co-)?(?:directors?|creators?|writers?|producers?|stars?|authors?|makers?|showrunners?|designers?|"
    r"composers?|hosts?|presenters?|developers?|duo|team|pair)\s+(?:of|behind)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}[“\"‘]?$"
)
_LIST_GAP = re.compile(r",?\s+(?:and|&)\s+|,\s+")
_JOB_GAP = re.compile(
    r",?\s+(?:and|&|with|alongside)\s+(?:(?:its|the)\s+)?((?:[a-z][\w-]*\s+){0,4}[a-z][\w-]*),?\s+"
)
_ITS_MAKER = re.compile(
    r"\b(?:its|the (?:film|movie|series|show|drama|comedy|documentary|doc|game|book|novel|play|musical|"
    r"feature|short|project|podcast|picture|thriller|sitcom|title)[’']s)\s+((?:[a-z][\w-]*\s+){0,4}[a-z][\w-]*),?\s+$"
)
_TEAM = re.compile(
    r",?\s+(?:the\s+)?(?:[\w-]+\s+){0,3}(?:duo|pair|team|trio|couple|siblings|brothers|sisters|partners|collective)\s+"
    r"(?:behind|of|who)\b"
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
    r"(?:,?\s+(?:of|at|for|from)\s+[^,.;“”\"]{2,50})?,?\s+(?:,\s+)?(?:whose|best known for|known for|"
    r"presented|presenting|pitched|pitching|introduced|introducing|showed|showing|with|here with|there with|"
    r"attending with|(?:is|was) the \w+ behind|with credits (?:on|including)|who did the|who (?:just|"
    r"recently|has just|is) \w+|who (?:made|directed|wrote|created|produced))\s+(?:[\w’-]+,?\s+){0,9}[“\"‘]?$"
)
_FOR = re.compile(r"\s+for\s+(?:(?:his|her|their|the)\s+)?(?:[\w-]+\s+){0,3}[“\"‘]$")
_PITCHES = re.compile(r"[^.“”]{0,80}\b(?:pitched|pitching|presented|presenting)\s+[“\"‘]?$")
_DASHED = re.compile(r"\s+[—–]\s+[“\"‘]$")
_OWNER = re.compile(r"[’']s?\s+(?:[\w-]+\s+){0,4}[“\"‘]?$")
_OF_TITLE = re.compile(r"\s+(?:of|behind)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}[“\"‘]?$")
_NO_MAKER = re.compile(r"\b(?:said|told|and|that|but|where|when|in which|at|by)\b")


class CreditReader:
    """Finds the works of the people of one article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.works = [m for m in reading.mentions if m.entity.kind is EntityKind.WORK]
        self.named = [m for m in reading.mentions if m.entity.kind is EntityKind.PERSON and m.is_name]

    def of(self, mention: Mention) -> list[Words]:
        """Return the titles tied to a person at one naming, in the order of the text."""
        line_end = self.text.find("\n", mention.end)
        line_end = len(self.text) if line_end < 0 else line_end
        line = self.text.rfind("\n", 0, mention.start) + 1
        found: list[Mention] = []
        for start, end in self._stretches(mention, line):
            if brackets := _IN_BRACKETS.match(self.text, end, line_end):
                found += [w for w in self.works if brackets.start(1) <= w.start and w.end <= brackets.end(1)]
            for work in self.works:
                if line <= work.start and work.end <= start:
                    between = self.text[work.end : start]
                    if self._made_before(between) or (
                        _JUST_BEHIND.fullmatch(between) and _MAKER_OF.search(self.text[line : work.start])
                    ):
                        found.append(work)
                elif end <= work.start < line_end and self._made_behind(
                    self.text[end : work.start], reference=not mention.is_name
                ):
                    found.append(work)
        found += self._of_team(mention, line)
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

    def _stretches(self, mention: Mention, line: int) -> list[tuple[int, int]]:
        """Return where a name stands, and the list of names with one job around it: "directors X and Y"."""
        start, end = mention.start, mention.end
        pairs = [
            (a, b)
            for a, b in pairwise(m for m in self.named if m.start >= line)
            if _LIST_GAP.fullmatch(self.text[a.end : b.start])
        ]
        for first, second in reversed(pairs):
            start = first.start if second.start == start else start
        for first, second in pairs:
            end = second.end if first.end == end else end
        if (start, end) == (mention.start, mention.end):
            return [(start, end)]
        ahead = self.text[max(line, start - 40) : start]
        behind = re.split(r"\b(?:of|behind|who|and)\b", self.text[end : end + 60], maxsplit=1)[0]
        shared = _is_plural_job(ahead) or _is_plural_job(behind) or _TEAM.match(self.text, end)
        return [(mention.start, mention.end), *([(start, end)] if shared else [])]

    def _of_team(self, mention: Mention, line: int) -> list[Mention]:
        """Read "“A” star X and its director, |" and "“A” with its director |"."""
        ahead = self.text[max(line, mention.start - 60) : mention.start]
        if (its := _ITS_MAKER.search(ahead)) and MAKES.search(its[1]):
            return [w for w in self.works if line <= w.start < mention.start][-1:]
        first = next((m for m in reversed(self.named) if line <= m.start and m.end < mention.start), None)
        gap = _JOB_GAP.fullmatch(self.text[first.end : mention.start]) if first else None
        if first is None or gap is None or not MAKES.search(gap[1]):
            return []
        return [
            w
            for w in self.works
            if line <= w.start and w.end <= first.start and self._made_before(self.text[w.end : first.start])
        ]

    def _made_before(self, between: str) -> bool:
        """Tell "“A” director X" and "“A”, a comedy by X"."""
        if len(between) > 90:
            return False
        before = _BEFORE.match(between) and has_job(between) and not _LOOSE.search(between)
        return bool(before or _BY.match(between))

    def _made_behind(self, between: str, *, reference: bool) -> bool:
        """Tell "X, creator of “A”", "X, whose “A”", "X pitched “A”", "X’s “A”"."""
        if len(between) > 110 or "”" in between:
            return False
        if (
            _OWNER.match(between)
            or _DASHED.fullmatch(between)
            or (reference and _OF_TITLE.fullmatch(between))
        ):
            return True
        if (
            _BEHIND.fullmatch(between)
            and has_job(between)
            and not _NO_MAKER.search(between.split(" of ", maxsplit=1)[0])
        ):
            return True
        return any(p.fullmatch(between) for p in (_WHOSE, _PITCHES, _FOR))


def _is_plural_job(text: str) -> bool:
    """Tell whether a stretch names a job that several people share: "directors", "co-creators"."""
    found = re.findall(r"[\w-]+", text)
    return any(is_head(w) and w.endswith("s") and singular(w) != w.lower() for w in found)
