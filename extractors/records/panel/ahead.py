"""Reads the job and the body that stand before a name: "Belair’s chief technology officer X".

Rule: what stood there once ("former") counts for nothing, and a body is taken only where grammar ties it.
"""

import re

from extractors.reading import EntityKind, Mention, Reading, Words
from extractors.records.names import Names
from extractors.records.panel.jobs import FORMER, MAKES, MANAGES, Bodies, job_before, trimmed

_LEAD_GAP = re.compile(
    r"(?:,\s+|\s+)(?:(?:the|Dr\.?|Prof\.?|Professor|Mr\.?|Ms\.?|Mrs\.?|Sir|Dame|Datuk|Dato)\s+)?$"
)
_SHARED_GAP = re.compile(
    r"(?:\s*\([^()“”]{2,60}\))?(?:,?\s+(?:of|from|at)\s+(?:[\w’'.-]+\s+){0,3}[A-ZÀ-Þ0-9][\w’'+.-]*,?)?(?:,\s+|,?\s+(?:and|&)\s+)"
)
_HONOURS = frozenset(("Chief", "General", "Colonel", "Captain", "Doctor", "Master"))
_MAKER_OF = re.compile(r"\s+(?:of|behind)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}[“\"][^“”\"\n]{2,80}[”\"],?\s+$")
_DETERMINED = re.compile(r"\b(?:the|whose|its|their|her|his|festival|company)\s|[’']s?\s")
_EXECUTIVE = re.compile(
    r"^(?:chief \w+(?: \w+)? officer|chief executive|ceo|managing director|president|chairman|chairwoman|"
    r"chair|"
    r"(?:vice[ -]president|vp|svp|evp|head|director|controller) of .+|programming \w+|boss|content \w+|"
    r"founder|(?:[\w-]+ ){1,3}(?:chief|president|boss|head|exec|executive))$",
    re.IGNORECASE,
)


class AheadReader:
    """Reads what stands before the names of one article."""

    def __init__(self, reading: Reading, names: Names, bodies: Bodies) -> None:
        self.reading, self.names, self.bodies = reading, names, bodies
        self.text = reading.text

    def read(self, mention: Mention) -> tuple[Words | None, Words | None]:
        """Read "Belair’s chief technology officer, X", "festival director X", "co-directors Y and X"."""
        if partner := self._partner(mention):
            role, body = self.read(partner)
            if role and self.text[role.end : role.end + 1] == "s":
                return role, body
        line = self.text.rfind("\n", 0, mention.start) + 1
        stop, comma = self._end_of_lead(line, mention.start)
        owner = self._owner(line, mention.start)
        job = job_before(self.text, line, stop)
        if job is None or self.text[slice(*job)] in _HONOURS:
            return (self._of_body(line, stop) if comma else None) or (None, owner)
        start, end = job
        if comma and not _DETERMINED.search(self.text[max(line, start - 14) : start + 4]):
            return None, owner
        if (
            not comma
            and re.search(r"[,”\"]\s+$", self.text[line:start])
            and (told := self._teller(mention, job))
        ):
            return told
        if FORMER.search(self.text[max(line, start - 60) : start]) or self._was(line, start):
            return None, None
        makes = MAKES.search(self.text[start:end]) and not MANAGES.search(self.text[start:end])
        body = (
            self.bodies.before(line, start, titles=not makes)
            or self._possessor(line, start)
            or self._firm(line, *job)
        )
        span = trimmed(self.text, start, end)
        return (self.reading.words(*span) if span else None), body

    def _of_body(self, line: int, stop: int) -> tuple[Words | None, Words | None] | None:
        """Read "the head of drama at Rede Aurora, X": the job before the body that ends a lead."""
        body = next((c for c in self.names.chunks if line <= c.start and c.end == stop), None)
        if body is None:
            return None
        tied = re.search(r"\s+(?:of|at|for)\s+(?:the\s+)?$", self.text[line : body.start])
        job = job_before(self.text, line, line + tied.start()) if tied else None
        if job is None or not re.search(r"\b(?:the|its|their)\s+$", self.text[line : job[0]]):
            return None
        span = trimmed(self.text, *job)
        return (self.reading.words(*span) if span else None), self.bodies.body(body)

    def _teller(self, mention: Mention, job: tuple[int, int]) -> tuple[Words | None, Words | None] | None:
        """Read "Vivaz will spend $90m, content VP |X said" with the company that the sentence is about."""
        says = re.match(
            r"\s+(?:has\s+|also\s+)?(?:said|says|told|added|confirmed|explained|noted)\b",
            self.text[mention.end :],
        )
        if says is None or not MANAGES.search(self.text[slice(*job)]):
            return None
        sentence = self.reading.sentence_at(mention.start).start_char
        bodies = [
            m.entity
            for m in self.names.at(sentence, job[0])
            if m.entity.kind is EntityKind.BODY and m.is_name and m.start - sentence < 60
        ]
        span = trimmed(self.text, *job)
        return (self.reading.words(*span) if span else None), (bodies[0].name if bodies else None)

    def _firm(self, line: int, start: int, end: int) -> Words | None:
        """Return the company that the article opens with, for an executive named without one."""
        if not _EXECUTIVE.search(self.text[start:end]):
            return None
        first = self.reading.sentence_at(0)
        bodies = [
            m.entity
            for m in self.names.at(0, min(first.end_char, 60))
            if m.entity.kind is EntityKind.BODY and m.is_name and m.start < 40
        ]
        near = line - first.end_char < 400 and line > 0
        return bodies[0].name if near and len({id(b) for b in bodies}) == 1 else None

    def _possessor(self, line: int, start: int) -> Words | None:
        """Read the body of "its CEO X" and "the publisher’s sales director X": the one named last before."""
        if self._is_of_title(line, start):
            return None
        lead = re.search(
            r"\b(?:its|their|whose|the (?:company|studio|publisher|broadcaster|streamer|firm|agency|label|"
            r"network|group|house|"
            r"distributor|outfit|platform|service|channel|start-up|union|guild|association|"
            r"developer)[’']s)\s+$",
            self.text[line:start],
        )
        if lead is None:
            return None
        sentence = max(line, self.reading.sentence_at(start).start_char)
        bodies = [
            m
            for m in self.names.at(line, line + lead.start())
            if m.entity.kind is EntityKind.BODY and m.is_name and m.end <= line + lead.start()
        ]
        here = [m for m in bodies if m.start >= sentence] or bodies[-1:]
        return here[0].entity.name if here else None

    def _is_of_title(self, line: int, start: int) -> bool:
        """Tell "“A” with its |star X": the owner is a title, not a company."""
        if not re.search(r"\bits\s+$", self.text[line:start]):
            return False
        ahead = [m for m in self.names.at(line, start) if m.end <= start and m.is_name]
        last = max(ahead, key=lambda m: m.end, default=None)
        works = [m for m in ahead if m.entity.kind is EntityKind.WORK]
        people = [m for m in ahead if m.entity.kind is EntityKind.PERSON]
        near = max(works, key=lambda m: m.end, default=None)
        return near is not None and (
            near is last or all(p.start > near.end for p in people[-1:]) or not people
        )

    def _was(self, line: int, start: int) -> bool:
        """Tell "former Meridian Records |president" and "then |" from a present job."""
        chunk = next((c for c in self.names.chunks if c.end <= start <= c.end + 3 and c.start >= line), None)
        return chunk is not None and bool(FORMER.search(self.text[line : chunk.start]))

    def _owner(self, line: int, at: int) -> Words | None:
        """Read the body that owns a name: "Wavelength Korea’s |Han So-ri"."""
        chunk = next((c for c in self.names.chunks if c.owns and line <= c.start and c.end + 3 == at), None)
        return self.bodies.body(chunk) if chunk is not None else None

    def _end_of_lead(self, line: int, at: int) -> tuple[int, bool]:
        """Return where the words before a name end, and whether a comma parts them from it."""
        if maker := _MAKER_OF.search(self.text[line:at]):
            return line + maker.start(), False
        stop = at
        if aside := re.search(r"\s+\([^()]{1,60}\)(?=\s+$)", self.text[line:stop]):
            stop = line + aside.start()
        gap = _LEAD_GAP.search(self.text[line:stop])
        return (line + gap.start(), gap.group().startswith(",")) if gap else (stop, False)

    def _partner(self, mention: Mention) -> Mention | None:
        """Return the first person of the list that a name closes: "directors Y, Z and X"."""
        people = [m for m in self.reading.mentions if m.entity.kind is EntityKind.PERSON and m.is_name]
        first, place = None, mention
        for other in reversed([m for m in people if m.end < mention.start]):
            if not _SHARED_GAP.fullmatch(self.text[other.end : place.start]):
                break
            first = place = other
        return first
