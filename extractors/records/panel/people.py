"""Reads what a person is at the place that introduces them: job, company or body, works.

Rule: the job and the body are those that stand beside the name, in apposition or before it; what the
language layer tied to the person elsewhere only fills what is missing here.
"""

import re
from dataclasses import dataclass, field

from extractors.reading import Entity, EntityKind, Mention, Reading, Words
from extractors.records.names import Names
from extractors.records.panel.credits import CreditReader
from extractors.records.panel.jobs import FORMER, Bodies, has_job, is_head, is_nation, job_before, trimmed

_SEGMENT = re.compile(
    r"\s*(?:\([^)]{1,80}\)\s*)?,\s+((?:[^,;.()“”\"\n—]|\.(?=[A-Z]\.)|(?<=[A-Z])\.|\([^)]{1,40}\))+)"
)
_OF_BODY = re.compile(r"(?:\s*\([^)]{1,80}\))?,?\s+(?:of|from|at)\s+(?=[\w\s’'&-]*[A-Z])")
_BARE = re.compile(r"(?:\s*\([^)]{1,80}\))?,\s+(?=[A-Z])")
_LEAD_GAP = re.compile(
    r"(?:,\s+|\s+)(?:(?:the|Dr\.?|Prof\.?|Professor|Mr\.?|Ms\.?|Mrs\.?|Sir|Dame|Datuk|Dato)\s+)?$"
)
_DETERMINED = re.compile(r"\b(?:the|its|their|her|his|festival|company)\s|[’']s?\s")
_STOP = re.compile(
    r"\b(?:which|where|said|says|told|will|was|is|are|were|has|had|spoke|speaks|took|takes|gave|joined|"
    r"pitched|"
    r"presented|discussed|argued|described|warned|moderated|chaired|showed|to|and (?:a |the "
    r")?(?:[A-Z][\w-]+\s[A-Z])|"
    r"and (?:(?:its|the|his|her|their|fellow)\s)?(?:[A-Z][\w’-]+\s)?(?:[a-z-]+\s){1,4}[A-Z][\w-]+\s[A-Z])\b"
)
_WHO = re.compile(
    r"who\s+(?:also\s+|now\s+|currently\s+|co-)?(?:is|was|works as|serves as)\s+(?:also\s+|now\s+)?"
)
_WHO_RUNS = re.compile(
    r"(?:who|and)\s+(?:also\s+|now\s+|currently\s+)?(?:co-)?(?:runs|heads|leads|founded|set up|owns|"
    r"chairs|manages|"
    r"oversees|directs|launched|works (?:for|at|with)|represents|established|started)\s+(?=[\w\s’'&-]*[A-Z])"
)
_BRACKET = re.compile(r"\s*\(([^()\n]{2,140})\)")
_GATHERING_ROLE = re.compile(
    r"^(?:the\s+)?(?:festival|market|summit|forum|conference|event|fair|showcase|congress|expo|convention|"
    r"awards)[’']?s?\s+(?:[\w-]+\s+){0,2}(?:co-)?(?:director|head|chief|president|chair|chairman|chairwoman|"
    r"manager|producer|organi[sz]er|programmer|founder|curator|boss)",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:director|producer|writer|screenwriter|showrunner|creator|actor|actress|star|filmmaker|film-maker|"
    r"cinematographer|editor|composer|designer|animator|author|novelist|singer|rapper|musician|artist|"
    r"maker|host|"
    r"presenter|comedian|playwright|illustrator|cartoonist|songwriter|podcaster|documentarian|"
    r"choreographer)s?\b",
    re.IGNORECASE,
)
_MANAGES = re.compile(
    r"\b(?:chief|ceo|head|president|officer|manager|managing|boss|founder|vp|svp|evp|lead)\b", re.IGNORECASE
)
_BODY_LAST = re.compile(
    r"\b(?:Films?|Pictures|Studios?|Media|Entertainment|Productions?|Group|TV|Television|Radio|Games|"
    r"Books|Press|"
    r"Publishing|Records|Music|Network|Agency|Animation|University|Institute|Fund|Foundation|Commission|"
    r"Council|"
    r"Capital|Partners|Digital|Interactive|Lab|Labs|Co|Ltd|Inc|GmbH|House|Company|Collective|Association|"
    r"Guild|Union|"
    r"Society|Broadcasting|Distribution|Sales|Originals|Plus|Channel|Museum|Gallery|Festival|Week|Forum|"
    r"Software)$"
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
        self.bodies = Bodies(names)
        self.credits = CreditReader(reading)
        self.works = self.credits.works
        self.described: list[Mention] = []

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
                if all(w.text.casefold() != work.text.casefold() for w in portrait.works):
                    portrait.works.append(work)
        self._describe(portrait, entity)
        self._fill(portrait, entity)
        return portrait

    def _describe(self, portrait: Portrait, entity: Entity) -> None:
        """Read what a description of the person adds: "The Lagos-born showrunner of “A”"."""
        references = [m for m in self.described if m.entity is entity]
        references += [m for m in entity.mentions if not m.is_name and " " in self.text[m.start : m.end]]
        for mention in references[:4]:
            line_end = self.text.find("\n", mention.end)
            line_end = len(self.text) if line_end < 0 else line_end
            if (
                not has_job(self.text[mention.start : mention.end])
                or (job := job_before(self.text, mention.start, mention.end)) is None
            ):
                continue
            stop = re.search(r"[,.;]|\s(?:was|is|has|had|said|told|who)\b", self.text[mention.end : line_end])
            role, body = self._split_job(job[0], mention.end + (stop.start() if stop else 0), line_end)
            who_role, who_body = (None, None)
            if who := re.match(r",\s+(?=who\b)", self.text[mention.end : line_end]):
                who_role, who_body = self._who(mention.end + who.end(), line_end)
            if portrait.role is None:
                portrait.role = who_role or role
                portrait.affiliation = portrait.affiliation or who_body or body
            for work in self.credits.of(mention):
                if all(w.text.casefold() != work.text.casefold() for w in portrait.works):
                    portrait.works.append(work)

    def _fill(self, portrait: Portrait, entity: Entity) -> None:
        """Let what the language layer tied to the person fill what is missing."""
        if portrait.role is None:
            for known in entity.roles:
                if has_job(known.text) and (span := trimmed(self.text, known.start, known.end)):
                    portrait.role = self.reading.words(*span)
                    break
        if portrait.affiliation is None and len(entity.roles) < 2:
            employers = [
                e.name
                for e in entity.employers
                if e.kind is EntityKind.BODY and not has_job(e.name.text) and not is_nation(e.name.text)
            ]
            portrait.affiliation = next(iter(employers), None)
        for tied in entity.works:
            if not re.search(r"\band [A-Z]\w+$", tied.name.text) and all(
                w.text.casefold() != tied.name.text.casefold() for w in portrait.works
            ):
                portrait.works.append(tied.name)

    def _beside(self, mention: Mention) -> tuple[Words | None, Words | None]:
        role, body = self._behind(mention)
        before_role, before_body = self._before(mention)
        if role is not None and before_role is not None and body is None:
            return before_role if before_body else role, before_body
        return role or before_role, body or before_body

    def _before(self, mention: Mention) -> tuple[Words | None, Words | None]:
        """Read "Belair’s chief technology officer, X", "festival director X", "co-directors Y and X"."""
        if partner := self._partner(mention):
            role, body = self._before(partner)
            if role and self.text[role.end : role.end + 1] == "s":
                return role, body
        line = self.text.rfind("\n", 0, mention.start) + 1
        stop, comma = self._end_of_lead(line, mention.start)
        owner = self._owner(line, mention.start)
        job = job_before(self.text, line, stop)
        if job is None:
            return None, owner
        start, end = job
        if comma and not _DETERMINED.search(self.text[max(line, start - 14) : start + 4]):
            return None, owner
        if FORMER.search(self.text[max(line, start - 60) : start]) or self._was(line, start):
            return None, None
        body = self.bodies.before(line, start) or self._possessor(line, start)
        span = trimmed(self.text, start, end)
        return (self.reading.words(*span) if span else None), body

    def _possessor(self, line: int, start: int) -> Words | None:
        """Read the body of "its CEO X" and "the publisher’s sales director X": the one named last before."""
        lead = re.search(
            r"\b(?:its|their|the (?:company|studio|publisher|broadcaster|streamer|firm|agency|label|"
            r"network|group|house|"
            r"distributor|outfit|platform|service|channel|start-up|union|guild|association|"
            r"developer)[’']s)\s+$",
            self.text[line:start],
        )
        if lead is None:
            return None
        bodies = [
            m
            for m in self.names.at(max(0, line - 400), line + lead.start())
            if m.entity.kind is EntityKind.BODY and m.is_name and m.end <= line + lead.start()
        ]
        here = [m for m in bodies if m.start >= line]
        return here[0].entity.name if here else None

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
            between = self.text[other.end : place.start]
            if between not in {" and ", ", ", ", and ", " & "}:
                break
            first = place = other
        return first

    def _behind(self, mention: Mention) -> tuple[Words | None, Words | None]:
        """Read "X, head of sync at Nairobi’s Twiga", "X of Vučko Games", "X (CEO, Twiga)"."""
        end = self.text.find("\n", mention.end)
        end = len(self.text) if end < 0 else end
        if (bracket := _BRACKET.match(self.text, mention.end, end)) is not None:
            role, body = self._in_bracket(mention, bracket)
            if role or body:
                return role, body
        of = _OF_BODY.match(self.text, mention.end, end)
        if of and (body := self.bodies.after(of.end(), end)):
            return None, body
        segment = _SEGMENT.match(self.text, mention.end, end)
        if segment is not None:
            return self._apposed(mention, segment.start(1), segment.end(1), end)
        runs = re.match(r"\s+(?=who )", self.text[mention.end : end])
        return self._who(mention.end + runs.end(), end) if runs else (None, None)

    def _apposed(
        self, mention: Mention, start: int, stop: int, end: int
    ) -> tuple[Words | None, Words | None]:
        """Read what stands behind the comma after a name."""
        if re.match(r"(?:who|and (?:co-)?(?:runs|heads))\b", self.text[start:stop]):
            return self._who(start, end)
        stopped = _STOP.search(self.text[start:stop])
        stop = start + stopped.start() if stopped else stop
        if stop == start or self._is_next_person(mention, start, stop):
            return None, None
        if self._is_job(start, stop):
            return self._role_and_body(start, stop, end)
        return None, self._bare_body(mention.end, end)

    def _is_job(self, start: int, stop: int) -> bool:
        """Tell an apposition with a job from another phrase: "in conversation with the critic X"."""
        if not has_job(self.text[start:stop]):
            return False
        return not re.match(
            r"(?:in|on|at|with|by|for|from|to|of|as|whose|which|joined|together|along|alongside|including|"
            r"speaking|"
            r"like|unlike|after|before|and|but|while|when|where|moderated|chaired|hosted|flanked|supported|"
            r"accompanied|followed|forever|best known|known|who)\b",
            self.text[start:stop],
        )

    def _is_next_person(self, mention: Mention, start: int, stop: int) -> bool:
        """Tell whether the words behind a comma bring in the next person of a list."""
        people = [
            m
            for m in self.names.at(start, stop + 40)
            if m.entity.kind is EntityKind.PERSON
            and m.is_name
            and m.entity is not mention.entity
            and len(self.text[m.start : m.end].split()) > 1
        ]
        if not people:
            return False
        first = min(people, key=lambda m: m.start)
        lead = self.text[start : first.start]
        if re.search(r"\b(?:at|of|for|with|from)\s+(?:[\w’'-]+\s+){0,5}$", lead) and has_job(lead):
            return False
        return (
            first.start < stop
            or (not lead[: stop - start].strip(" ,") and first.start - stop < 3)
            or (self.text[stop : first.start].strip() == "" and first.start > stop)
        )

    def _in_bracket(self, mention: Mention, bracket: re.Match[str]) -> tuple[Words | None, Words | None]:
        """Read "(Head of Children’s, VTV)", "(Deep Field)", "(CEO Mango Lane)"."""
        at, inner = bracket.start(1), bracket[1]
        if re.search(r"[“”\"‘]", inner) or any(at <= w.start < bracket.end(1) for w in self.works):
            return None, None
        parts = [(m.start(), m.end()) for m in re.finditer(r"[^,;/|]+(?:,(?=\s(?:Inc|Ltd))[^,;/|]+)?", inner)]
        if has_job(inner[slice(*parts[0])]):
            role, body = self._role_and_body(at + parts[0][0], at + parts[0][1], bracket.end(1))
            if body is None and len(parts) > 1:
                last = self.reading.words(at + parts[-1][0] + 1, at + parts[-1][1])
                if last.text[:1].isupper() and not has_job(last.text.split()[-1]):
                    body = last
            return role, body
        if len(parts) == 2 and has_job(inner[slice(*parts[1])]):
            role, _ = self._role_and_body(at + parts[1][0], at + parts[1][1], bracket.end(1))
            return role, self.reading.words(at + parts[0][0], at + parts[0][1])
        if len(parts) == 1 and inner[:1].isupper() and self._is_body_alone(mention, inner):
            return None, self.reading.words(at, bracket.end(1))
        return None, None

    def _is_body_alone(self, mention: Mention, inner: str) -> bool:
        """Tell whether a name alone in brackets behind a person is a company's, not a title."""
        if all(is_nation(w) for w in inner.split()) or re.fullmatch(r"[\d\s–-]+|\w{1,3}", inner):
            return inner.isupper() and len(inner) in {2, 3, 4} and inner not in {"UK", "US", "USA"}
        first = self.names.at(mention.end + 2, mention.end + 3)
        kinds = {m.entity.kind for m in first}
        if kinds & {EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION}:
            return False
        if _BODY_LAST.search(inner):
            return True
        line = self.text.rfind("\n", 0, mention.start) + 1
        lead = self.text[max(line, mention.start - 40) : mention.start]
        if inner.startswith(("The ", "A ", "An ")):
            return False
        return not _MADE.search(lead) or bool(_MANAGES.search(lead))

    def _bare_body(self, at: int, end: int) -> Words | None:
        """Read a body that alone stands in apposition: "X, Radio Volta,"."""
        comma = _BARE.match(self.text, at, end)
        body = self.bodies.after(comma.end(), end) if comma else None
        return body if body and self.text[body.end : body.end + 1] in {"", "\n", ".", ",", ";", ")"} else None

    def _who(self, start: int, limit: int) -> tuple[Words | None, Words | None]:
        if (runs := _WHO_RUNS.match(self.text, start, limit)) is not None:
            return None, self.bodies.after(runs.end(), limit)
        match = _WHO.match(self.text, start, limit)
        if match is None:
            return None, None
        stop = re.search(r"[,;.\n]", self.text[match.end() : limit])
        end = match.end() + (stop.start() if stop else limit - match.end())
        return (
            self._role_and_body(match.end(), end, end)
            if has_job(self.text[match.end() : end])
            else (None, None)
        )

    def _role_and_body(self, start: int, stop: int, limit: int) -> tuple[Words | None, Words | None]:
        """Read a noun phrase that tells a job: "head of drama at A", "A’s head of drama", "the A founder"."""
        text = self.text
        if (
            text[start:stop]
            .lstrip()
            .lower()
            .startswith(("former", "previously", "formerly", "until recently"))
        ):
            return self._who_behind(stop, limit)
        owner = next((c for c in self.names.chunks if start <= c.start <= start + 6 and c.end < stop), None)
        if (
            owner is not None
            and (owner.owns or text[owner.end] == " ")
            and not is_head(owner.text.split()[-1])
        ):
            behind = owner.end + (2 if owner.owns and text[owner.end : owner.end + 1] in {"’", "'"} else 0)
            nation = self.bodies.is_place(owner) or all(is_nation(w) for w in owner.text.split())
            if has_job(text[behind:stop]) and not any(is_head(w) for w in owner.text.split()):
                role, body = self._split_job(behind, stop, limit)
                return role, (body if nation else self.bodies.body(owner)) or body
        return self._split_job(start, stop, limit)

    def _who_behind(self, stop: int, limit: int) -> tuple[Words | None, Words | None]:
        ahead = re.search(r"\bwho\b", self.text[stop - 40 : stop + 60]) if stop > 40 else None
        return self._who(stop - 40 + ahead.start(), limit) if ahead else (None, None)

    def _split_job(self, start: int, stop: int, limit: int) -> tuple[Words | None, Words | None]:
        """Read up to the preposition that brings in a body or a work: "head of drama at Rede Aurora"."""
        text = self.text
        for prep in re.finditer(r"\s+(?:of|at|for|with|from|behind|on|in)\s+", text[start:stop]):
            here = start + prep.end()
            role = (start, start + prep.start())
            if not has_job(text[slice(*role)]):
                continue
            if any(here <= w.start <= here + 12 for w in self.works):
                return self._words(role), None
            behind = text[here : here + 60]
            if prep.group().strip() in {"behind", "on", "in"}:
                return self._words(role), None
            if not re.match(r"(?:the\s+|its\s+|[\w’-]+-based\s+)?(?:[a-z][\w-]*\s+){0,6}[A-Z0-9“]", behind):
                continue
            if (body := self.bodies.after(here, limit)) is not None:
                return self._words(role), body
            if re.match(r"the\s+[a-z]", behind):
                return self._words(role), None
        job = (start, stop)
        cut = re.search(r"\s+(?:whose|who|in|for|on|from|based)\s.*$", text[start:stop])
        if cut and has_job(text[start : start + cut.start()]):
            job = (start, start + cut.start())
        role_words = self._words(job)
        body = None
        if text[stop : stop + 2] == ", " and (bare := _BARE.match(text, stop, limit)):
            body = self.bodies.after(bare.end(), limit)
            ends = body is not None and text[body.end : body.end + 1] in {"", "\n", ".", ";", ")"}
            body = body if ends else None
        return role_words, body

    def _words(self, span: tuple[int, int]) -> Words | None:
        inner = trimmed(self.text, *span)
        if inner is None or len(self.text[slice(*inner)].split()) > 9:
            return None
        return self.reading.words(*inner)

    def leads_gathering(self, role: Words) -> bool:
        """Tell whether a job is the gathering's: "festival director", "head of press at the fair"."""
        after = self.text[role.end : role.end + 30]
        return bool(
            _GATHERING_ROLE.match(role.text)
            or re.match(
                r"\s+(?:of|at|for) the (?:festival|market|summit|forum|conference|event|fair)\b", after
            )
        )
