"""Reads what a person is at the place that introduces them: job, company or body, works.

Rule: the job and the body are those that stand beside the name, in apposition or before it; what the
language layer tied to the person elsewhere only fills what is missing here.
"""

import re
from dataclasses import dataclass, field

from extractors.reading import Entity, EntityKind, Mention, Reading, Words
from extractors.records.names import Names
from extractors.records.panel.ahead import AheadReader
from extractors.records.panel.behind import BRACKET, FUNCTION, BehindReader
from extractors.records.panel.credits import CreditReader
from extractors.records.panel.jobs import MAKES, Bodies, has_job, is_nation, job_before, trimmed
from extractors.records.panel.makers import Makers

_CHAIR = re.compile(r"\b(?:moderator|chair|host|interviewer|interlocutor|emcee|compere)$")
GATHERING_ROLE = re.compile(
    r"^(?:the\s+)?(?:festival|market|summit|forum|conference|event|fair|showcase|congress|expo|convention|"
    r"awards)[’']?s?\s+(?:[\w-]+\s+){0,2}(?:co-)?(?:director|head|chief|president|chair|chairman|chairwoman|"
    r"manager|producer|organi[sz]er|programmer|founder|curator|boss)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Portrait:
    """What the article says of a person beside the name."""

    role: Words | None = None
    affiliation: Words | None = None
    works: list[Words] = field(default_factory=list)


class PortraitReader:
    """Reads portraits of the people of one article."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading, self.names = reading, names
        self.text = reading.text
        self.credits = CreditReader(reading)
        self.works = self.credits.works
        self.makers = Makers(reading)
        self.described: list[Mention] = []
        self.bodies = bodies = Bodies(names)
        self.ahead = AheadReader(reading, names, bodies)
        self.behind = BehindReader(reading, names, bodies, self.works)

    def portrait(self, entity: Entity, at: list[Mention]) -> Portrait:
        """Return what stands beside the mentions given first, then beside the first full naming."""
        portrait = Portrait()
        words = len(entity.name.text.split())
        mentions = [
            *[m for m in at if m.is_name],
            *[
                m
                for m in entity.mentions
                if m.is_name and m not in at and words <= len(self.text[m.start : m.end].split())
            ],
        ]
        mentions.sort(key=lambda m: (len(self.text[m.start : m.end].split()) < words, m not in at, m.start))
        for mention in mentions[:4]:
            role, body = self._beside(mention)
            portrait.role = portrait.role or role
            portrait.affiliation = portrait.affiliation or body
            for work in self.credits.of(mention):
                self._credit(portrait, work)
            if title := self._bracketed_title(mention):
                self._credit(portrait, title)
        self._describe(portrait, entity)
        self._fill(portrait, entity)
        return portrait

    def _credit(self, portrait: Portrait, work: Words) -> None:
        inside = any(start <= work.start < end for start, end in self.behind.taken)
        odd = re.search(r"\band (?:the )?[A-Z][\w-]+$", work.text) and is_nation(work.text.split()[-1])
        if not inside and not odd and all(w.text.casefold() != work.text.casefold() for w in portrait.works):
            portrait.works.append(work)

    def _bracketed_title(self, mention: Mention) -> Words | None:
        """Read a title without quotation marks, alone in brackets behind somebody who makes such things."""
        bracket = BRACKET.match(self.text, mention.end)
        if bracket is None or any(bracket.start() <= s < bracket.end() for s, _ in self.behind.taken):
            return None
        inner = bracket[1]
        if (
            not re.fullmatch(r"[A-ZÀ-Þ][\w’'&!?.,: -]{2,60}", inner)
            or has_job(inner)
            or re.search(r"\d{2}", inner)
        ):
            return None
        line = self.text.rfind("\n", 0, mention.start) + 1
        kinds = {m.entity.kind for m in self.names.at(bracket.start(1), bracket.end(1))}
        places = {EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION}
        makes = MAKES.search(self.text[max(line, mention.start - 40) : mention.start])
        if not makes or kinds & places or all(is_nation(w) for w in inner.split()):
            return None
        return self.reading.words(bracket.start(1), bracket.end(1))

    def _describe(self, portrait: Portrait, entity: Entity) -> None:
        """Read what a description of the person adds: "The Lagos-born showrunner of “A”"."""
        references = [m for m in self.described if m.entity is entity]
        references += [m for m in entity.mentions if not m.is_name and " " in self.text[m.start : m.end]]
        for mention in references[:4]:
            line_end = self.text.find("\n", mention.end)
            line_end = len(self.text) if line_end < 0 else line_end
            if (
                not has_job(self.text[mention.start : mention.end])
                or _CHAIR.search(self.text[mention.start : mention.end])
                or (job := job_before(self.text, mention.start, mention.end)) is None
            ):
                continue
            stop = re.search(r"[,.;]|\s(?:was|is|has|had|said|told|who)\b", self.text[mention.end : line_end])
            role, body = self.behind.split_job(job[0], mention.end + (stop.start() if stop else 0), line_end)
            line = self.text.rfind("\n", 0, mention.start) + 1
            body = body or self.bodies.before(line, job[0], titles=False)
            who_role, who_body = (None, None)
            if who := re.match(r",\s+(?=who\b)", self.text[mention.end : line_end]):
                who_role, who_body = self.behind.who(mention.end + who.end(), line_end)
            if portrait.role is None:
                portrait.role = who_role or role
                portrait.affiliation = portrait.affiliation or who_body or body
            for work in self.credits.of(mention):
                self._credit(portrait, work)

    def _fill(self, portrait: Portrait, entity: Entity) -> None:
        """Let what the language layer tied to the person fill what is missing."""
        if portrait.role is None:
            for known in entity.roles:
                if (
                    self.behind.is_job(known.start, known.end)
                    and known.text.lower() != "moderator"
                    and not re.search(r"\b(?:to|who|which|that|is|was)\b", known.text)
                    and (span := trimmed(self.text, known.start, known.end))
                ):
                    portrait.role = self.reading.words(*span)
                    break
        if portrait.affiliation is None and len(entity.roles) < 2:
            employers = [
                e.name
                for e in entity.employers
                if e.kind is EntityKind.BODY
                and not has_job(e.name.text)
                and not is_nation(e.name.text)
                and not FUNCTION.search(e.name.text)
            ]
            portrait.affiliation = next(iter(employers), None)
        for work in [*(tied.name for tied in entity.works), *self.makers.of(entity, portrait.role)]:
            self._credit(portrait, work)

    def _beside(self, mention: Mention) -> tuple[Words | None, Words | None]:
        role, body = self.behind.read(mention)
        before_role, before_body = self.ahead.read(mention)
        if before_role is not None and _CHAIR.fullmatch(before_role.text.lower()):
            before_role = None
        if role is not None and before_role is not None and body is None:
            return before_role if before_body else role, before_body
        return role or before_role, body or before_body

    def leads_gathering(self, role: Words) -> bool:
        """Tell whether a job is the gathering's: "festival director", "head of press at the fair"."""
        after = self.text[role.end : role.end + 30]
        return bool(
            GATHERING_ROLE.match(role.text)
            or re.match(
                r"\s+(?:of|at|for) the (?:festival|market|summit|forum|conference|event|fair)\b", after
            )
        )
