"""Finds direct speech and who says it.

Rule: words between marks are speech only when the article says whose they are. Titles, scare quotes and
slogans have nobody who says them; an unnamed speaker is nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.entities.page import Page
from extractors.entities.works import TURNED, Title
from extractors.marks import Quotation
from extractors.reading import Entity, EntityKind, Mention, QuoteSpan, Words
from extractors.speakers import NAMELESS, Speakers

K = EntityKind
_FRAGMENT_WORDS = 4
_ATTRIBUTION_WIDTH = 260
_LEAD_WIDTH = 120
_REPLY = re.compile(
    r"[\s,]*(?:was|came|went|ran)\s(?:his|her|the|their)\s(?:\w+\s)?(?:answer|reply|response|verdict"
    r"|retort|message|advice)\b"
)
# Words that make what follows them the source; "so" and "thus" are those of German copies.
_SO = (
    r"according to|in the words of|in words of|as per|in accordance with|in the opinion of"
    r"|(?:so|thus)(?=\s[A-Z])"
)
_OWN_WORDS = re.compile(
    r"\b(?:in|by)\s(?:his|her|their|its)\sown\s(?:words|count|account|reckoning|admission|description|estimate),?\s$"
)
# What somebody named before has written: "the memo begins", "her letter goes on".
_DOCUMENT = re.compile(
    r"[\s,]*(?:\w+\s)?(?:the|his|her|their)\s(?:\w+\s){0,2}(?:memo|letter|note|email|e-mail|message|statement|post"
    r"|text|blog|essay|thread|caption|speech|column|release)\s"
)
_INITIALS = re.compile(r"([A-Z])\.?([A-Z])\.?([A-Z])?\.?:\s*$")
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|we|our|us|I’m|I’ve|we’re|we’ve)\b")
_CLOSING_SAID = re.compile(r",\s([^,.;“”\"]{2,60}?)\s(\w+)\s*$")


@dataclass(slots=True)
class _Statement:
    """Quotations that belong together, and what stands before, between and after them."""

    parts: list[Quotation]
    speaker: Entity | None = None
    cue: Words | None = None


def find_speech(page: Page, titles: Sequence[Title]) -> list[QuoteSpan]:
    """Return the statements of the article in the order of the text."""
    return _Speech(page, titles).read()


class _Speech:
    """One article, while its statements are read from first to last."""

    def __init__(self, page: Page, titles: Sequence[Title]) -> None:
        self.page, self.text, self.reading = page, page.text, page.reading
        titled = {id(t.quotation) for t in titles}
        self.quotations = [q for q in page.quotations if q.depth == 0 and id(q) not in titled]
        self.speakers = Speakers(page)
        self.mentions, self.verbs = self.speakers.mentions, self.speakers.verbs
        self.spoken: list[_Statement] = []

    def read(self) -> list[QuoteSpan]:
        carried: _Statement | None = None  # a statement that its paragraph left open
        for block in self.reading.blocks:
            inside = [q for q in self.quotations if block.start <= q.start < block.end]
            if carried is not None and not (inside and inside[0].start == block.start):
                carried = None
            statements = self._group(inside, carried)
            for statement in statements:
                if statement is not carried:
                    self._attribute(statement, block.start, block.end)
                    self.spoken.append(statement)
                elif statement.speaker is None:
                    self._attribute(statement, block.start, block.end)
            carried = statements[-1] if statements and not inside[-1].closed else None
        return [self._span(s) for s in self.spoken if self._is_speech(s)]

    # Which quotations belong together.

    def _group(self, quotations: list[Quotation], carried: _Statement | None) -> list[_Statement]:
        statements: list[_Statement] = []
        for q in quotations:
            if carried is not None and not statements:
                carried.parts.append(q)
                statements.append(carried)
            elif statements and self._goes_on(statements[-1].parts[-1], q):
                statements[-1].parts.append(q)
            else:
                statements.append(_Statement([q]))
        return statements

    def _goes_on(self, left: Quotation, right: Quotation) -> bool:
        """Tell whether only an attribution stands between two quotations."""
        gap = self.text[left.end : right.start]
        if not left.closed or len(gap) > _ATTRIBUTION_WIDTH or "\n" in gap:
            return False
        last = self.text[left.inner_end - 1 : left.inner_end]
        if not gap.strip(" ,."):
            return last in ",.?!…—–" and len(gap) <= 2
        abbreviated = re.search(r"\b(?:Mr|Mrs|Ms|Dr|St|Inc|Jr|[A-Z])\.\s\S", gap)
        if re.search(r"[.!?]\s+\S", gap.strip()) and not abbreviated:
            return False
        if _REPLY.match(gap):
            return True
        cues = [v for v in self.verbs if left.end <= v.start < right.start]
        named = re.match(rf"[\s,]*(?:{_SO})\s", gap)
        if not (cues or named) or not self._follows(left, gap):
            return False
        ends = gap.rstrip()
        introduces = ends.endswith((":", ";")) and (len(cues) > 1 or self._starts_anew(left, gap))
        return not introduces and ends.endswith((",", ".", ":", ";", "—", "–", "!", "?", "that"))

    def _starts_anew(self, left: Quotation, gap: str) -> bool:
        """Tell whether a sentence of its own stands between two quotations: "…” The actor posted: “…"."""
        ended = self.text[left.inner_end - 1] in ".!?…"
        return ended and gap.lstrip()[:1].isupper() and gap.rstrip().endswith(":")

    def _follows(self, left: Quotation, gap: str) -> bool:
        """Tell whether the words behind a quotation attribute it, rather than go on with a sentence."""
        last = self.text[left.inner_end - 1 : left.inner_end]
        return (
            last in ",.?!…—–"
            or gap.startswith((",", " said", " he said", " she said"))
            or self._after_cue(left.end) is not None
        )

    # Who says it.

    def _attribute(self, statement: _Statement, start: int, end: int) -> None:
        first = statement.parts[0]
        candidates = [self._after(p.end, n) for p, n in self._ends(statement, end)]
        before = self._before(first, start)
        after = next((c for c in candidates if c is not None), None)
        introduced = self.text[max(start, first.start - 2) : first.start].strip() == ":"
        chosen = before if introduced and before is not None else after or before
        if chosen is not None:
            statement.speaker, statement.cue = chosen
            if statement.speaker is None and _DOCUMENT.search(self.text, first.end, first.end + _LEAD_WIDTH):
                statement.speaker = self._author(first.start)
        elif self._whole(first) and (fallback := self._inherited(first, start)) is not None:
            statement.speaker = fallback
        elif _FIRST_PERSON.search(self.text[first.inner_start : first.inner_end]):
            statement.speaker = self._inherited(first, start)

    def _author(self, offset: int) -> Entity | None:
        """Return who has written what is quoted: whom the sentences before it are about."""
        block = self.page.block_at(offset)
        n = self.reading.blocks.index(block) if block is not None else 0
        for here in reversed(self.reading.blocks[max(n - 1, 0) : n + 1]):
            if people := self._people(here.start, min(here.end, offset)):
                return self._subject_among(people)
        return None

    def _ends(self, statement: _Statement, end: int) -> list[tuple[Quotation, int]]:
        """Return each part with where the text behind it ends."""
        following = [p.start for p in statement.parts[1:]]
        return [(p, n) for p, n in zip(statement.parts, [*following, end], strict=True) if p.closed]

    def _after(self, start: int, end: int) -> tuple[Entity | None, Words] | None:
        """Read the attribution behind a quotation: "said X", "X said", "according to X", "— X"."""
        limit = self._sentence_end(start, min(end, start + _ATTRIBUTION_WIDTH))
        clause = self.text[start:limit]
        if lead := re.match(r"\s*,?\s*[—–]\s*(?=[a-z])", clause):  # "«…», — noted she": the dash says nothing
            start, clause = start + lead.end(), clause[lead.end() :]
        if dash := re.match(r"\s*[—–-]\s*(?=[A-Z])", clause):
            named = self.speakers.named_at(start + dash.end())
            if named is not None and not re.match(
                r"[\w ]*\s(?:is|was|has|will)\b", self.text[named.end : limit]
            ):
                return named.entity, self.reading.words(start + dash.start(), start + dash.end())
        according = re.match(rf"[\s,]*({_SO})\s", clause)
        if according and (mention := self.speakers.first_speaker(start + according.end(), limit)) is not None:
            return mention.entity, self.reading.words(start + according.start(1), start + according.end(1))
        if (reply := _REPLY.match(clause)) and (last := self._main_speaker(start)) is not None:
            return last, self.reading.words(start + reply.start(), start + reply.end())
        cue = self._after_cue(start, limit)
        if cue is None:
            return self._closing(start, limit) or self._turned(start, limit)
        subject = self.speakers.subject_of(cue, start, limit)
        return subject, cue

    def _turned(self, start: int, limit: int) -> tuple[Entity | None, Words] | None:
        """Read a verb that stands right behind a quotation, before who says it: "…”, slips the head, X"."""
        parted = any(mark in ",.?!…—–" for mark in self.text[max(0, start - 3) : start + 1])
        if not parted or (match := TURNED.match(self.text, start, limit)) is None:
            return None
        cue = self.reading.words(match.start("verb"), match.end("verb"))
        subject = self.speakers.subject_of(cue, start, limit)
        return (subject, cue) if subject is not None else None

    def _closing(self, start: int, limit: int) -> tuple[Entity | None, Words] | None:
        """Read the attribution that closes the sentence of a fragment: "…, he said."."""
        match = _CLOSING_SAID.search(self.text[start:limit])
        cue = next((v for v in self.verbs if match and v.start == start + match.start(2)), None)
        if match is None or cue is None:
            return None
        subject = self.speakers.best(start + match.start(1), cue.start)
        return (subject, cue) if subject is not None else None

    def _main_speaker(self, offset: int) -> Entity | None:
        """Return whose answers an article reports: who has spoken most before an offset."""
        said = [s.speaker for s in self.spoken if s.parts[0].start < offset and s.speaker is not None]
        return max(said, key=lambda e: sum(e is other for other in said), default=None)

    def _sentence_end(self, start: int, limit: int) -> int:
        """Return where the sentence that goes on at an offset ends."""
        for match in re.finditer(r"[.!?;](?=\s|$)|[“\"](?=\S)", self.text[start:limit]):
            at = start + match.start()
            if match.group() == "." and re.search(
                r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Jr|Sr|Inc|[A-Z])$", self.text[max(0, at - 5) : at]
            ):
                continue
            return at
        return limit

    def _after_cue(self, start: int, limit: int | None = None) -> Words | None:
        """Return the verb of saying that directly belongs to the quotation which ends here."""
        limit = self._sentence_end(start, start + _ATTRIBUTION_WIDTH) if limit is None else limit
        cues = [v for v in self.verbs if start <= v.start < limit]
        for cue in cues:
            lead = self.text[start : cue.start]
            if re.match(r"[\s,]*(?:\w+ly\s)?$", lead) or self._subject_lead(start, cue.start):
                return cue
        return None

    def _subject_lead(self, start: int, end: int) -> bool:
        """Tell whether the words before a verb are just its subject with what describes it."""
        lead = self.text[start:end].strip(" ,")
        if not lead or len(lead) > 170 or lead[:1] in "—–;:(":
            return False
        if re.match(
            r"(?:and|but|which|who|while|as|when|where|before|after|although|though|because|in|on|at|for"
            r"|to|of|by|with)\b",
            lead,
        ):
            return False
        if re.search(
            r"\b(?:is|was|are|were|has|had|will|would|can|could)\b(?!\s(?:also|now|then))",
            re.sub(r",[^,]*,", ",", lead),
        ):
            return bool(re.search(r"\b(?:has|had|have)(?:\s\w+ly)?$|\bquoted as$", lead))
        return True

    def _before(self, first: Quotation, start: int) -> tuple[Entity | None, Words] | None:
        """Read the attribution before a quotation: "X said: ", "X, who called it ", "waved away by X as "."""
        floor = max(
            (q.end for q in self.quotations if q.end <= first.start and q.start >= start), default=start
        )
        begin = max(self._clause_start(start, first.start), floor)
        cues = [v for v in self.verbs if begin <= v.start and v.end <= first.start]
        if NAMELESS.match(self.text[begin : first.start]):
            return None
        for cue in reversed(cues):
            if (subject := self.speakers.governor(cue, begin, first.start)) is not None:
                return subject, cue
        lead = self.text[begin : first.start]
        match = re.search(rf"(?:^|\s)({_SO})\s(?!far\b)", lead, re.IGNORECASE) or _OWN_WORDS.search(lead)
        if match is not None and (mention := self.speakers.first_speaker(begin, first.start)) is not None:
            return mention.entity, self.reading.words(begin + match.start(), begin + match.end())
        return self._labelled(begin, first, lead) if lead.rstrip().endswith(":") else None

    def _labelled(self, begin: int, first: Quotation, lead: str) -> tuple[Entity, Words] | None:
        """Read a label before a quotation: "Ada Obi: ", "AO: ", or a lead with one name in it."""
        inside = [m for m in self.mentions if begin <= m.start and m.end <= first.start]
        colon = begin + lead.rindex(":")
        cue = self.reading.words(colon, colon + 1)
        label = next((m for m in inside if m.is_name), None)
        if (
            label is not None
            and len(inside) > 1
            and re.match(r"[’']s?\s", self.text[label.end : label.end + 3])
        ):
            begin, label = inside[1].start, inside[1]  # "Najd’s Ada Obi: "
        if (person := self._initialled(lead)) is not None:
            return person, cue
        if label is not None and re.fullmatch(r"[\s“”\"]*", self.text[begin : label.start]):
            return label.entity, cue
        people = [m.entity for m in inside if m.entity.kind is K.PERSON]
        if people and all(person is people[0] for person in people) and self._whole(first):
            return people[0], cue
        return None

    def _initialled(self, lead: str) -> Entity | None:
        """Return whose initials label an answer: "TO: “…”"."""
        match = _INITIALS.fullmatch(lead)
        if match is None:
            return None
        initials = "".join(filter(None, match.groups()))
        people = {id(m.entity): m.entity for m in self.mentions if m.entity.kind is K.PERSON}
        fits = [p for p in people.values() if "".join(w[0] for w in p.name.text.split()) == initials]
        return fits[0] if len(fits) == 1 else None

    def _clause_start(self, start: int, end: int) -> int:
        """Return where the sentence before a quotation begins, by its punctuation."""
        begin = start
        for match in re.finditer(r"[.!?][”\"’')]*\s+(?=[^a-z])", self.text[start:end]):
            at = start + match.start()
            if re.search(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Jr|Sr|[A-Z])$", self.text[max(0, at - 5) : at]):
                continue
            begin = start + match.end()
        return begin

    def _whole(self, q: Quotation) -> bool:
        """Tell whether a quotation reads like a sentence of speech, not a phrase."""
        words = self.text[q.inner_start : q.inner_end].split()
        return (
            len(words) >= _FRAGMENT_WORDS
            and words[0][0].isupper()
            and self.text[q.inner_end - 1] in ".?!…,—”’'"
        )

    def _inherited(self, q: Quotation, start: int) -> Entity | None:
        """Return who speaks a quotation without attribution: the subject before it, or who spoke last."""
        block = self.page.block_at(q.start)
        if block is None:
            return None
        lead = self.text[start : q.start].strip()
        if not lead:
            return self._from_line_before(self.reading.blocks.index(block))
        ends_line = not q.closed or block.end - q.end <= 1
        if ends_line and lead.endswith("?"):
            return self._answerer(start, q.start)
        bracketed = lead.endswith("(") and self.text[q.end : q.end + 1] == ")"
        if not bracketed and (not ends_line or len(lead) > _LEAD_WIDTH or re.search(r"[.!?]\s", lead)):
            return None
        people = self._people(start, q.start)
        return self._subject_among(people) if people else None

    def _from_line_before(self, n: int) -> Entity | None:
        """Return who speaks a line that begins with a quotation: who spoke, or was spoken of, before it."""
        if n == 0:
            return None
        previous = self.reading.blocks[n - 1]
        said = [s for s in self.spoken if s.parts[-1].start >= previous.start and s.speaker is not None]
        people = self._people(previous.start, previous.end)
        if said and (not people or people[-1].start < said[-1].parts[-1].end + _ATTRIBUTION_WIDTH):
            return said[-1].speaker
        return self._subject_among(people) if people else None

    def _people(self, start: int, end: int) -> list[Mention]:
        """Return the people whom a stretch speaks of, outside of quotations."""
        inside = [m for m in self.mentions if start <= m.start < end and m.entity.kind is K.PERSON]
        return [m for m in inside if not any(p.start < m.start < p.end for p in self.quotations)]

    def _answerer(self, start: int, end: int) -> Entity | None:
        """Return who answers the reporter's question: whom it names first, else who has spoken last."""
        asked = max(self.text.rfind(mark, start, end - 2) for mark in (". ", "” ", "? ", "! "))
        named = self._people(max(asked, start), end)
        if named and named[0].is_name:
            return named[0].entity
        return next((s.speaker for s in reversed(self.spoken) if s.speaker is not None), None)

    def _subject_among(self, mentions: list[Mention]) -> Entity:
        sentence = self.reading.sentence_at(mentions[-1].start).start_char
        last = [m for m in mentions if m.start >= sentence]
        return last[0].entity

    # What counts.

    def _is_speech(self, statement: _Statement) -> bool:
        words = sum(len(self.text[p.inner_start : p.inner_end].split()) for p in statement.parts)
        return statement.speaker is not None and words >= _FRAGMENT_WORDS

    def _span(self, statement: _Statement) -> QuoteSpan:
        parts = tuple(self._words(p) for p in statement.parts)
        return QuoteSpan(parts, statement.speaker, statement.cue)

    def _words(self, q: Quotation) -> Words:
        start, end = q.inner_start, q.inner_end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return self.reading.words(start, end)
