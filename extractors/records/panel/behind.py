"""Reads the job and the body behind a name: "X, head of sync at Nairobi’s Twiga", "X (CEO, Twiga)".

Rule: an apposition is read up to where the sentence or the list goes on; the next person of a list is none.
"""

import re

from extractors.reading import EntityKind, Mention, Reading, Words
from extractors.records.names import Names
from extractors.records.panel.jobs import (
    MAKES,
    MANAGES,
    TRADE_LETTERS,
    Bodies,
    has_job,
    is_head,
    is_nation,
    trimmed,
)

_SEGMENT = re.compile(
    r"\s*(?:\([^)]{1,80}\)\s*)?,\s+((?:[^,;.()“”\"\n—]|\.(?=[A-Z]\.)|(?<=[A-Z])\.|\([^)]{1,40}\))+)"
)
_LIST_GAP = re.compile(r",?\s+(?:and|&)\s+|,\s+")
_OF_BODY = re.compile(r"(?:\s*\([^)]{1,80}\))?,?\s+(?:of|from|at)\s+(?=[\w\s’'&-]*[A-Z])")
_BARE = re.compile(r"(?:\s*\([^)]{1,80}\))?,\s+(?=[A-Z])")
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
    r"chairs|manages|edits|curates|programmes|co-owns|presides over|works (?:for|at|with)|(?:buys|"
    r"commissions|programmes|"
    r"programs|speaks|writes|scouts|acts|produces|sells|publishes|reports|broadcasts) (?:for|at)|"
    r"teaches (?:\w+ ){0,3}at|oversees|directs|launched|represents|established|started)\s+"
    r"(?=[\w\s’'&-]*[A-Z])"
)
_OWNS = re.compile(
    r"\b(?:founder|co-founder|ceo|chief executive|owner|managing director|chairman|chairwoman|partner|"
    r"boss|(?<!vice[ -])president)s?$",
    re.IGNORECASE,
)
BRACKET = re.compile(r"\s*\(([^()\n]{2,140})\)")
FUNCTION = re.compile(
    r"\b(?:content|drama|originals?|sales|acquisitions?|programming|development|production|marketing|fiction|"
    r"scripted|unscripted|kids|series|distribution|partnerships?|business|rights|communications?|strategy|"
    r"operations|news|sports?|publishing|licensing|international|europe|asia|africa|pacific|emea|apac|"
    r"america|"
    r"americas|nordics|latam|india|comedy|documentar(?:y|ies)|entertainment|factual|formats?|technology|"
    r"research|"
    r"policy|design)$",
    re.IGNORECASE,
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


class BehindReader:
    """Reads what stands behind the names of one article."""

    def __init__(self, reading: Reading, names: Names, bodies: Bodies, works: list[Mention]) -> None:
        self.reading, self.names, self.bodies, self.works = reading, names, bodies, works
        self.text = reading.text
        self.taken: list[tuple[int, int]] = []  # brackets that tell a job or a body, not a title

    def read(self, mention: Mention) -> tuple[Words | None, Words | None]:
        """Read "X, head of sync at Nairobi’s Twiga", "X of Vučko Games", "X (CEO, Twiga)"."""
        if (partner := self._partner(mention)) is not None:
            role, body = self.read(partner)
            if role is not None and self.text[role.end : role.end + 1] == "s":
                return role, body
        end = self.text.find("\n", mention.end)
        end = len(self.text) if end < 0 else end
        if (bracket := BRACKET.match(self.text, mention.end, end)) is not None:
            role, body = self._in_bracket(mention, bracket)
            if role or body:
                self.taken.append((bracket.start(), bracket.end()))
                return role, body
        of = _OF_BODY.match(self.text, mention.end, end)
        if of and (body := self.bodies.after(of.end(), end)):
            return None, body
        segment = _SEGMENT.match(self.text, mention.end, end)
        if segment is not None:
            return self._apposed(mention, segment.start(1), segment.end(1), end)
        runs = re.match(r"\s+(?=who )", self.text[mention.end : end])
        return self.who(mention.end + runs.end(), end) if runs else (None, None)

    def _partner(self, mention: Mention) -> Mention | None:
        """Return the next of a list of names that may share a job: "X and |Y, creators of"."""
        gap = _LIST_GAP.match(self.text, mention.end)
        near = self.names.at(gap.end(), gap.end() + 1) if gap else []
        people = (m for m in near if m.entity.kind is EntityKind.PERSON and m.is_name)
        return next((m for m in people if gap and m.start == gap.end()), None)

    def _apposed(
        self, mention: Mention, start: int, stop: int, end: int
    ) -> tuple[Words | None, Words | None]:
        """Read what stands behind the comma after a name."""
        if re.match(r"(?:who|and (?:co-)?(?:runs|heads))\b", self.text[start:stop]):
            return self.who(start, end)
        stopped = _STOP.search(self.text[start:stop])
        stop = start + stopped.start() if stopped else stop
        if stop == start or self._is_next_person(mention, start, stop) or self._is_subject(start, stop):
            return None, None
        if self.is_job(start, stop):
            return self._role_and_body(start, stop, end)
        return None, self._bare_body(mention.end, end)

    def is_job(self, start: int, stop: int) -> bool:
        """Tell an apposition with a job from "in conversation with the critic X"."""
        first = self.reading.tokens(start, start + 1)[0]
        if not has_job(self.text[start:stop]) or first.tag_ in {"VBD", "VBZ", "VBP"}:
            return False
        return not re.match(
            r"(?:in|on|at|with|by|for|from|to|of|as|whose|which|joined|together|along|alongside|including|"
            r"speaking|"
            r"like|unlike|after|before|and|but|while|when|where|moderated|chaired|hosted|flanked|supported|"
            r"accompanied|followed|forever|best known|known|who|once|formerly|(?:\w+ly )?[a-z]+ed by)\b",
            self.text[start:stop],
        )

    def _is_subject(self, start: int, stop: int) -> bool:
        """Tell the subject of the sentence: "In conversation with X, the star looked back"."""
        if not self.text[start:stop].startswith(("the ", "The ")):
            return False
        heads = [t for t in self.reading.tokens(start, stop) if is_head(t.text)]
        return bool(heads) and heads[0].dep_ == "nsubj" and heads[0].head.i > heads[0].i

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
        plain = re.match(r"[a-z]", inner) and not has_job(inner.split(",", maxsplit=1)[0])
        if plain or re.search(r"[“”\"‘]|^\d", inner):
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
        return not MAKES.search(lead) or bool(MANAGES.search(lead))

    def _bare_body(self, at: int, end: int) -> Words | None:
        """Read a body that alone stands in apposition: "X, Radio Volta,"."""
        comma = _BARE.match(self.text, at, end)
        body = self.bodies.after(comma.end(), end) if comma else None
        return body if body and self.text[body.end : body.end + 1] in {"", "\n", ".", ",", ";", ")"} else None

    def who(self, start: int, limit: int) -> tuple[Words | None, Words | None]:
        """Read a relative clause: "who runs Prairie Dog Films", "who is chief executive of A"."""
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
            and owner.text not in TRADE_LETTERS
            and (owner.owns or text[owner.end] == " ")
            and not is_head(owner.text.split()[-1])
        ):
            behind = owner.end + (2 if owner.owns and text[owner.end : owner.end + 1] in {"’", "'"} else 0)
            nation = self.bodies.is_place(owner) or all(is_nation(w) for w in owner.text.split())
            if has_job(text[behind:stop]) and not any(is_head(w) for w in owner.text.split()):
                role, body = self.split_job(behind, stop, limit)
                return role, (body if nation else self.bodies.body(owner)) or body
        return self.split_job(start, stop, limit)

    def _who_behind(self, stop: int, limit: int) -> tuple[Words | None, Words | None]:
        ahead = re.search(r"\bwho\b", self.text[stop - 40 : stop + 60]) if stop > 40 else None
        return self.who(stop - 40 + ahead.start(), limit) if ahead else (None, None)

    def split_job(self, start: int, stop: int, limit: int) -> tuple[Words | None, Words | None]:
        """Read a job with its body behind a preposition or a comma: "head of drama at Rede Aurora"."""
        if (found := self._at_body(start, stop, limit)) is not None:
            return found
        text = self.text
        job = (start, stop)
        body = None
        cut = re.search(r"\s+(?:whose|who|in|for|on|from|based)\s.*$", text[start:stop])
        if cut and has_job(text[start : start + cut.start()]):
            job = (start, start + cut.start())
            clause = re.compile(r"\s+(?=who\s)").match(text, job[1])
            body = self.who(clause.end(), limit)[1] if clause else None
        role_words = self._words(job)
        if text[stop : stop + 2] == ", " and (bare := _BARE.match(text, stop, limit)):
            body = self.bodies.after(bare.end(), limit)
            ends = body is not None and text[body.end : body.end + 1] in {"", "\n", ".", ";", ")"}
            body = body if ends else None
        return role_words, body

    def _at_body(self, start: int, stop: int, limit: int) -> tuple[Words | None, Words | None] | None:
        """Read a job up to the preposition that brings in a body or a work, if there is one."""
        text = self.text
        for prep in re.finditer(r"\s+(?:of|at|for|from|with|behind|on|in)\s+", text[start:stop]):
            here = start + prep.end()
            role = (start, start + prep.start())
            if not has_job(text[slice(*role)]):
                continue
            if any(here <= w.start <= here + 12 for w in self.works):
                return self._words(role), None
            behind = text[here : here + 60]
            if prep.group().strip() in {"behind", "on", "in"}:
                return self._words(role), None
            if not re.match(r"(?:the\s+|its\s+|[\w’-]+-based\s+)?(?:[a-z][\w’'-]*\s+){0,6}[A-Z0-9“]", behind):
                if prep.group().strip() == "at":
                    return self._words(role), None
                continue
            if (body := self.bodies.after(here, limit)) is not None:
                if FUNCTION.search(body.text) and not _OWNS.search(text[slice(*role)]):
                    continue
                return self._words(role), body
            owned = _OWNS.search(text[slice(*role)]) and re.match(r"(?:the\s+)?[A-ZÀ-Þ]", behind)
            if owned or re.match(r"the\s+[a-z]", behind) or prep.group().strip() == "at":
                return self._words(role), None
        return None

    def _words(self, span: tuple[int, int]) -> Words | None:
        inner = trimmed(self.text, *span)
        if inner is None or len(self.text[slice(*inner)].split()) > 9:
            return None
        return self.reading.words(*inner)
