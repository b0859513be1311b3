"""Reads what a person is at the place that introduces them: job, company or body, works.

Rule: the job and the body are those that stand beside the name, in apposition or before it; what the
language layer tied to the person elsewhere only fills what is missing here.
"""

import re
from dataclasses import dataclass, field

from extractors.reading import Entity, EntityKind, Mention, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.names import Names
from extractors.records.panel.lexicon import ROLE

_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION})
_ARTICLE = re.compile(
    r"^(?:the|a|an|its|his|her|their|another|fellow|former|veteran|acclaimed|renowned|celebrated|"
    r"then|late|newly appointed|legendary|star|award-winning|rising|first-time)\s+",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"^.*\b(?:by|with|from|between|featuring|and|to|as|that|which|when|while|where|but|told|said|"
    r"says|had|has|have|is|was|were|are|at|in|on|for|joined|brought|together|including|include|"
    r"included|between|alongside|against|than|went|gave|"
    r"asked|called|sat|put|saw|over|into|about|after|before|later|then|if|because|how|what|why|who|"
    r"whose|also|both|either|like|via|per|plus|under|during|only|not|so|yet|it|they|he|she|we|this|"
    r"these|those|there|here|will|would|can|could|do|does|did|made|make|makes)\s+",
    re.IGNORECASE,
)
_SEGMENT = re.compile(
    r"\s*(?:\([^)]{1,80}\)\s*)?,\s+((?:[^,;.()“”\"\n]|\.(?=[A-Z]\.)|(?<=[A-Z])\.|\([^)]{1,40}\))+)"
)
_OF_BODY = re.compile(r"(?:\s*\([^)]{1,80}\))?,?\s+(?:of|from)\s+")
_BARE = re.compile(r"(?:\s*\([^)]{1,80}\))?,\s+(?=[A-Z])")
_LEAD_GAP = re.compile(
    r"(?:,\s+|\s+)(?:(?:the|Dr\.?|Prof\.?|Professor|Mr\.?|Ms\.?|Mrs\.?|Sir|Dame|Minister)\s+)?$"
)
_AND_TITLE = re.compile(r"[”\"’]?,?[”\"’]?(?:\s+and|,)?\s+[“\"‘]")
_DETERMINED = re.compile(r"\b(?:the|its|their|her|his)\s")
_STOP = re.compile(
    r"\b(?:who|which|whose|where|said|says|told|will|was|is|has|had|and (?:a |the )?(?:[A-Z][\w-]+\s[A-Z]))\b"
)
_WORK_PARENS = re.compile(r"\s*(?:,[^,;.()A-Z]{2,60},?)?\s*\(([^)]{2,120})\)")
_BODY_NOUN = re.compile(
    r"\b(?:streamer|broadcaster|house|company|consultancy|publisher|outfit|channel|network|studio|"
    r"distributor|platform|firm|group|agency|label|shop|indie|start-up|startup|producer|maker|"
    r"operator|union|guild|society|association|"
    r"foundation|institute|council|fund|charity|newsletter|magazine|paper|daily|weekly|site|"
    r"website|podcast|brand|bank|chain|giant|service|app|collective|non-profit|nonprofit|body|"
    r"organisation|organization|think tank|boutique|"
    r"shingle|banner|imprint|press|retailer|manufacturer|developer|lab|school|university|college|"
    r"museum|gallery|theatre|orchestra|cinema|festival|station|pubcaster|net|specialist|vendor|"
    r"facility|investor|financier|exhibitor|co-operative|cooperative|trust|ministry|board)\s+$"
)
_FUNCTION = re.compile(
    r"\b(?:content|drama|originals?|sales|acquisitions?|programming|development|productions?|"
    r"marketing|fiction|scripted|unscripted|kids|series|films?|distribution|partnerships?|business|"
    r"rights|communications?|strategy|operations|news|sports?|"
    r"publishing|licensing|international|europe|asia|africa|pacific|emea|apac|america|americas|"
    r"nordics|latam|india|animation|comedy|documentar(?:y|ies)|entertainment|factual|formats?|"
    r"technology|research|policy|games?|design)$",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"(?:[a-z-]+ ){0,2}(?!(?:other|another|after|under|over|former|later|earlier|whether|together|"
    r"either|never|rather|further|number|member|paper|her|per|ever|their|never)\b)[a-z-]{2,}(?:er|"
    r"or|ist|ian|wright|grapher|ologist)s?"
)
_GATHERING_ROLE = re.compile(
    r"^(?:the\s+)?(?:festival|market|summit|forum|conference|event|fair|showcase|"
    r"awards)\s+(?:co-)?(?:director|head|chief|president|chair|manager|producer|organi[sz]er|"
    r"programmer|founder)",
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
        self.works = [m for m in reading.mentions if m.entity.kind is EntityKind.WORK]

    def portrait(self, entity: Entity, at: list[Mention]) -> Portrait:
        """Return what stands beside the mentions given first, then beside the first full naming."""
        portrait = Portrait()
        mentions = [
            *at,
            *[
                m
                for m in entity.mentions
                if m.is_name
                and m not in at
                and len(m.entity.name.text.split()) <= len(self.reading.text[m.start : m.end].split())
            ],
        ]
        for mention in mentions[:4]:
            role, body = self._beside(mention)
            if portrait.role is None:
                portrait.role = role
            if portrait.affiliation is None:
                portrait.affiliation = body
            for work in self._works(mention):
                if all(w.text.casefold() != work.text.casefold() for w in portrait.works):
                    portrait.works.append(work)
        portrait.role = portrait.role or next(iter(entity.roles), None)
        if portrait.affiliation is None:
            employers = [e.name for e in entity.employers if not _FUNCTION.search(e.name.text)]
            portrait.affiliation = next(iter(employers), None)
        for tied in entity.works:
            if all(w.text.casefold() != tied.name.text.casefold() for w in portrait.works):
                portrait.works.append(tied.name)
        return portrait

    def _beside(self, mention: Mention) -> tuple[Words | None, Words | None]:
        role, body = self._behind(mention)
        before_role, before_body = self._before(mention)
        return role or before_role, body or before_body

    def _before(self, mention: Mention) -> tuple[Words | None, Words | None]:
        """Read "Belair’s chief technology officer, X", "festival director X", "co-directors Y and X"."""
        text = self.reading.text
        if partner := self._partner(mention):
            role, body = self._before(partner)
            if role and text[role.end : role.end + 1] == "s":
                return role, body
        line = text.rfind("\n", 0, mention.start) + 1
        stop, comma = self._end_of_lead(line, mention.start)
        chunk = self._chunk_before(line, stop)
        start = self._start_of_role(line, stop, chunk)
        role_text = text[start:stop].strip()
        if not role_text or len(role_text.split()) > 8:
            return None, None
        if not ROLE.search(" " + role_text) and (comma or not _AGENT.fullmatch(role_text)):
            return None, None
        owned = chunk is not None and chunk.owns
        if comma and not owned and not _DETERMINED.search(text[max(line, start - 12) : stop]):
            return None, None
        role = self.reading.words(start, start + len(text[start:stop].rstrip()))
        near = chunk is not None and start - chunk.end <= (22 if owned else 4)
        return self._trimmed(role), self._as_body(chunk, sure=owned) if near else None

    def _end_of_lead(self, line: int, at: int) -> tuple[int, bool]:
        """Return where the words before a name end, and whether a comma parts them from it."""
        text = self.reading.text
        stop = at
        if aside := re.search(r"\s+\([^()]{1,60}\)(?=\s+$)", text[line:stop]):
            stop = line + aside.start()
        gap = _LEAD_GAP.search(text[line:stop])
        return (line + gap.start(), gap.group().startswith(",")) if gap else (stop, False)

    def _start_of_role(self, line: int, stop: int, chunk: Chunk | None) -> int:
        """Return where the job before a name begins: behind the last name, mark, verb or article."""
        text = self.reading.text
        start = chunk.end + (2 if chunk.owns else 0) if chunk else max(line, stop - 90)
        start = max(start, max((text.rfind(c, line, stop) + 1 for c in ',;:.(“”"—–'), default=line))
        if chunk and chunk.end > start - 1 and self._is_role_word(chunk):
            start = chunk.start
        phrase = text[start:stop] + " "
        cut = _CUT.match(phrase)
        while cut is not None and cut.group().endswith(" and "):
            first = phrase[: cut.end() - 5]
            if not first.strip() or not ROLE.search(" " + first.rstrip()[-30:]):
                break
            cut = _CUT.match(first + " ")
        start += cut.end() if cut is not None else 0
        while article := _ARTICLE.match(text[start:stop] + " "):
            if start + article.end() > stop:
                break
            start += article.end()
        while text[start:stop].startswith((" ", "’s ", "'s ")):
            start += 1 if text[start] == " " else 2
        return start

    def _partner(self, mention: Mention) -> Mention | None:
        """Return the first person of the list that a name closes: "directors Y, Z and X"."""
        people = [m for m in self.reading.mentions if m.entity.kind is EntityKind.PERSON and m.is_name]
        first, place = None, mention
        for other in reversed([m for m in people if m.end < mention.start]):
            between = self.reading.text[other.end : place.start]
            if between not in {" and ", ", ", ", and "}:
                break
            first = place = other
        return first

    def _is_role_word(self, chunk: Chunk) -> bool:
        return bool(ROLE.search(" " + chunk.text)) and self.names.kind(chunk.start, chunk.end) is None

    def _chunk_before(self, line: int, stop: int) -> Chunk | None:
        found = [c for c in self.names.chunks if line <= c.start and c.end <= stop]
        return found[-1] if found else None

    def _trimmed(self, role: Words) -> Words | None:
        text = re.sub(r"^(?:the|a|an|its|her|his|their|former|veteran|own)\s+", "", role.text)
        start = role.end - len(text)
        text = re.sub(r"\s*\([^)]*\)?$|\s+(?:of|at|for|with|in|on|from)$|\)$", "", text)
        if text.endswith(("ors", "ers", "ists", "founders", "presidents")):
            text = text[:-1]
        return self.reading.words(start, start + len(text)) if text else None

    def _behind(self, mention: Mention) -> tuple[Words | None, Words | None]:
        """Read "X, head of sync at Nairobi’s Twiga", "X of Vučko Games", "X, the presenter"."""
        text = self.reading.text
        end = text.find("\n", mention.end)
        end = len(text) if end < 0 else end
        of = _OF_BODY.match(text, mention.end, end)
        if of and (body := self._body_after(of.end(), end)):
            return None, body
        segment = _SEGMENT.match(text, mention.end, end)
        if segment is None:
            return None, None
        start, stop = segment.start(1), segment.end(1)
        stopped = _STOP.search(text[start:stop])
        if stopped is not None and stopped.start() == 0:
            return self._who(start, stop)
        stop = start + stopped.start() if stopped else stop
        if any(m.entity.kind is EntityKind.PERSON and m.end <= stop + 40 for m in self.names.at(start, stop)):
            return None, None
        if ROLE.search(" " + text[start:stop]):
            return self._role_and_body(start, stop, end)
        return None, self._bare_body(mention.end, end)

    def _bare_body(self, at: int, end: int) -> Words | None:
        """Read a body that alone stands in apposition: "X, Radio Volta,"."""
        comma = _BARE.match(self.reading.text, at, end)
        body = self._body_after(comma.end(), end) if comma else None
        return body if body and self.reading.text[body.end : body.end + 1] in {"", ".", ",", ";"} else None

    def _who(self, start: int, stop: int) -> tuple[Words | None, Words | None]:
        match = re.match(r"who\s+(?:is|was)\s+(?:also\s+)?", self.reading.text[start:stop])
        if match and ROLE.search(" " + self.reading.text[start + match.end() : stop]):
            return self._role_and_body(start + match.end(), stop, stop)
        return None, None

    def _role_and_body(self, start: int, stop: int, limit: int) -> tuple[Words | None, Words | None]:
        text = self.reading.text
        if article := re.match(r"(?:the|a|an|its|his|her|their)\s+", text[start:stop]):
            start += article.end()
        if owner := next((c for c in self.names.chunks if c.start == start and c.owns), None):
            return self._trimmed(self.reading.words(owner.end + 3, stop)), self._as_body(owner)
        if demonym := re.match(r"[A-Z][\w-]+(?:-[A-Z]\w+)?\s+(?=[a-z])", text[start:stop]):
            lead = next((c for c in self.names.chunks if c.start == start), None)
            if lead is None or self.names.kind(lead.start, lead.end) is not EntityKind.CITY:
                body = self._as_body(lead)
                start += demonym.end()
                if body and not _FUNCTION.search(body.text) and ROLE.search(" " + text[start:stop]):
                    return self.reading.words(start, stop), body
        return self._role_of_body(start, stop, limit) or (
            self._plain_role(text[start:stop].rstrip(), start),
            None,
        )

    def _role_of_body(self, start: int, stop: int, limit: int) -> tuple[Words | None, Words | None] | None:
        """Read up to the preposition that brings in a body or a work: "head of drama at Rede Aurora"."""
        text = self.reading.text
        for prep in re.finditer(r"\s+(?:of|at|for|with|from)\s+", text[start:stop]):
            here = start + prep.end()
            role = self.reading.words(start, start + prep.start())
            if any(here <= w.start <= here + 1 for w in self.works):
                return self._trimmed(role), None
            body = self._body_after(here, limit)
            if body and not _FUNCTION.search(body.text) and ROLE.search(" " + role.text):
                return self._trimmed(role), body
        return None

    def _plain_role(self, role: str, start: int) -> Words | None:
        if len(role.split()) > 9 or "“" in role:
            return None
        if cut := re.search(r"\s+(?:of|on|for|in|at|from)(?:\s+the)?$|\s+at the \w+$", role):
            role = role[: cut.start()]
        return self._trimmed(self.reading.words(start, start + len(role)))

    def _body_after(self, at: int, limit: int) -> Words | None:
        """Read the body of a noun phrase that begins at an offset: "the sales house Cardinal Sur"."""
        text = self.reading.text
        found: Chunk | None = None
        place = at
        for chunk in self.names.chunks:
            if chunk.start < at or chunk.start >= limit:
                continue
            gap = text[place : chunk.start]
            if not re.fullmatch(
                r"(?:[’']s?)?\s*(?:(?:the|its|a|an|his|her)\s+)?(?:[a-zà-ÿ][\w’'&-]*\s+){0,6}", gap
            ) or re.search(
                r"\b(?:of|at|in|and|for|with|on|from|to|who|which|that|by|said|told|was|is|has|as)\s", gap
            ):
                break
            found, place = chunk, chunk.end
            if not chunk.owns and not self._goes_on(chunk):
                break
        if found is None or (found.owns and self.names.kind(found.start, found.end) in _PLACES):
            return None
        return self._as_body(found)

    def _goes_on(self, chunk: Chunk) -> bool:
        """Tell whether a demonym or a city leads on to the name: "Basque broadcaster EuskoTB"."""
        ahead = re.match(r"\s+((?:[a-zà-ÿ][\w’'&-]*\s+){1,6})(?=[A-ZÀ-Þ0-9])", self.reading.text[chunk.end :])
        return bool(ahead and len(chunk.words) <= 2 and _BODY_NOUN.search(ahead[1]))

    def _as_body(self, chunk: Chunk | None, *, sure: bool = True) -> Words | None:
        if chunk is None:
            return None
        kind = self.names.kind(chunk.start, chunk.end)
        if (
            kind in _PLACES
            or kind in {EntityKind.WORK, EntityKind.SESSION}
            or (kind is EntityKind.PERSON and not sure)
        ):
            return None
        if (kind is None and not sure) or (
            len(chunk.words) == 1
            and re.search(r"(?:ish|ese|[aei]an|ch)$", chunk.text)
            and kind is not EntityKind.BODY
        ):
            return None
        return self.names.full(chunk.start, chunk.end)

    def leads_gathering(self, role: Words) -> bool:
        """Tell whether a job is the gathering's: "festival director", "head of press at the fair"."""
        after = self.reading.text[role.end : role.end + 30]
        return bool(
            _GATHERING_ROLE.match(role.text)
            or re.match(
                r"\s+(?:of|at|for) the (?:festival|market|summit|forum|conference|event|fair)\b", after
            )
        )

    def _works(self, mention: Mention) -> list[Words]:
        """Read the titles tied to a name: "X (“A”, “B”)", "“A” director X", "X, creator of “A”"."""
        text = self.reading.text
        line_end = text.find("\n", mention.end)
        line_end = len(text) if line_end < 0 else line_end
        line = text.rfind("\n", 0, mention.start) + 1
        found = []
        if parens := _WORK_PARENS.match(text, mention.end, line_end):
            found += [w for w in self.works if parens.start(1) <= w.start and w.end <= parens.end(1)]
        for work in self.works:
            between = (
                text[work.end : mention.start]
                if work.end <= mention.start
                else text[mention.end : work.start]
            )
            if work.end <= mention.start and work.start >= line:
                lead = between.lstrip("”\"’',")
                if (
                    len(lead) < 50
                    and ROLE.search(" " + lead.strip())
                    and not re.search(r"[,.;:]|\b(?:and|by|with|told|said)\s*$", lead.strip()[:-1])
                ) or re.fullmatch(
                    r"[”\"’]?(?:,[”\"’]?)?\s+(?:co-directors?|directors?|creators?|stars?|"
                    r"producers?|writers?)\s+[\w\s’-]{2,40}?\s+and\s+",
                    between,
                ):
                    found.append(work)
            elif (
                mention.end <= work.start < line_end
                and re.match(
                    r",?\s+(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+){0,5}?(?:of|behind|on|"
                    r"for)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}(?:[“\"‘])?$",
                    between,
                )
                and ROLE.search(" " + between)
            ) or (
                mention.end <= work.start < line_end
                and re.fullmatch(
                    r"(?:,?\s+(?:who\s+)?(?:presented|presenting|pitched|pitching|introduced|"
                    r"introducing|with|whose (?:\w+\s+){0,3}))(?:\s+[\w’-]+){0,4}\s*[“\"‘]?|"
                    r"[^.“”]{0,80}\b(?:pitching|presented|presenting)\s+[“\"‘]",
                    between,
                )
            ):
                found.append(work)
        following = [
            other
            for work in found
            for other in self.works
            if other.start > work.end and _AND_TITLE.fullmatch(text[work.end : other.start])
        ]
        return [w.entity.name for w in [*found, *following]]
