"""Finds direct speech and who says it.

Rule: words between marks are speech only when the article says whose they are. Titles, scare quotes and
slogans have nobody who says them; an unnamed speaker is nobody.
"""

import re
from collections.abc import Sequence

from extractors.attribution import (
    ATTRIBUTION_WIDTH,
    FRAGMENT_WORDS,
    NAMED,
    PUT,
    REPLY,
    WHOSE_WORDS,
    Attributions,
    Statement,
)
from extractors.entities.page import Page
from extractors.entities.works import Title
from extractors.marks import Quotation
from extractors.reading import Entity, EntityKind, QuoteSpan, Words

K = EntityKind
_LEAD_WIDTH = 120
# What somebody named before has written: "the memo begins", "her letter goes on".
_DOCUMENT = re.compile(
    r"[\s,]*(?:\w+\s)?(?:the|his|her|their)\s(?:\w+\s){0,2}(?:memo|letter|note|email|e-mail|message|statement|post"
    r"|text|blog|essay|thread|caption|speech|column|release)\s"
)
# Copies from tongues that leave the subject out: "…”, added in her message."
_DROPPED = re.compile(
    r"[\s,]*(?:\w+ly\s)?(?:said|added|noted|explained|assured|declared|affirmed|pointed out|concluded"
    r"|stressed|told|recalled|commented)(?:\s(?:in|on|at|during|about|before|after|with|to)\b|[.,])"
)
# What the fragment is written on, or what it is an example of, is nobody's speech.
_SHOWN = re.compile(r"\b(?:words?|phrases?|slogan|sign|poster|banner|label|button|read|reads|reading)\s$")
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|we|our|us|I’m|I’ve|we’re|we’ve)\b")


def find_speech(page: Page, titles: Sequence[Title]) -> list[QuoteSpan]:
    """Return the statements of the article in the order of the text; who speaks may be unknown."""
    return _Speech(page, titles).read()


class _Speech(Attributions):
    """One article, while its statements are read from first to last."""

    def read(self) -> list[QuoteSpan]:
        carried: Statement | None = None  # a statement that its paragraph left open
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

    def _group(self, quotations: list[Quotation], carried: Statement | None) -> list[Statement]:
        statements: list[Statement] = []
        for q in quotations:
            if carried is not None and not statements:
                carried.parts.append(q)
                statements.append(carried)
            elif statements and self._goes_on(statements[-1].parts[-1], q):
                statements[-1].parts.append(q)
            else:
                statements.append(Statement([q]))
        return statements

    def _goes_on(self, left: Quotation, right: Quotation) -> bool:
        """Tell whether only an attribution stands between two quotations."""
        gap = self.text[left.end : right.start]
        if not left.closed or len(gap) > ATTRIBUTION_WIDTH or "\n" in gap:
            return False
        last = self.text[left.inner_end - 1 : left.inner_end]
        if not gap.strip(" ,."):
            return last in ",.?!…—–" and len(gap) <= 2
        abbreviated = re.search(r"\b(?:Mr|Mrs|Ms|Dr|St|Inc|Jr|[A-Z])\.\s\S", gap)
        if re.search(r"[.!?]\s+\S", gap.strip()) and not abbreviated:
            return False
        if REPLY.match(gap):
            return True
        cues = [v for v in self.verbs if left.end <= v.start < right.start]
        named = NAMED.match(gap)
        whose = PUT.match(gap) or WHOSE_WORDS.match(gap)
        said = (
            cues or named or whose or self.acted(left.end, right.start) or self.turned(left.end, right.start)
        )
        if not said or not (whose or self._follows(left, gap)) or self._is_told_apart(left, gap, right):
            return False
        ends = gap.rstrip().rstrip('”"’')
        introduces = ends.endswith((":", ";")) and (len(cues) > 1 or self._starts_anew(left, gap))
        return not introduces and ends.endswith((",", ".", ":", ";", "—", "–", "!", "?", "that"))

    def _is_told_apart(self, left: Quotation, gap: str, right: Quotation) -> bool:
        """Tell a quotation from the next statement, where that has its own attribution or another speaker."""
        if not gap.rstrip().endswith(".") or not self.text[right.inner_start].isupper():
            return False
        if self.text[left.inner_start].islower():
            return self.cue_behind(right.end) is not None
        if "," not in {self.text[right.inner_end - 1], self.text[right.end : right.end + 1]}:
            return False
        here = self.behind(left.end, right.start)
        there = self.behind(right.end, right.end + ATTRIBUTION_WIDTH)
        return bool(here and there and here[0] and there[0] and here[0] is not there[0])

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
            or self.cue_behind(left.end) is not None
        )

    def _attribute(self, statement: Statement, start: int, end: int) -> None:
        first = statement.parts[0]
        candidates = [self.behind(p.end, n) for p, n in self._ends(statement, end)]
        before = self.before(first, start)
        after = next((c for c in candidates if c is not None), None)
        introduced = self.text[max(start, first.start - 2) : first.start].strip() == ":"
        chosen = (
            before if before is not None and (introduced or self._ends_sentence(first)) else after or before
        )
        if chosen is not None:
            statement.speaker, statement.cue = chosen
            behind = first.end, first.end + _LEAD_WIDTH
            if statement.speaker is None and (
                _DOCUMENT.search(self.text, *behind) or _DROPPED.match(self.text, *behind)
            ):
                statement.speaker = self.author(first.start)
        elif (self.is_whole(first) or self._bracketed(first)) and (
            fallback := self._inherited(first, start)
        ) is not None:
            statement.speaker = fallback
        elif _FIRST_PERSON.search(self.text[first.inner_start : first.inner_end]):
            statement.speaker = self._inherited(first, start)
        if statement.speaker is None and chosen is None:
            statement.speaker = self._told(first, start)

    def _told(self, q: Quotation, start: int) -> Entity | None:
        """Return whose talk a paragraph reports, where a quotation of it has no attribution of its own."""
        words = self.text[q.inner_start : q.inner_end]
        if words[:1].islower() and not _SHOWN.search(self.text[start : q.start]):
            doer = self.speakers.doer(q.start, start)
            if doer is not None:
                return doer
        stands_alone = self.is_whole(q) and re.search(r"[.!?:][”’)]*\s$", self.text[start : q.start])
        if not stands_alone and not _FIRST_PERSON.search(words):
            return None
        told = next((v for v in reversed(self.verbs) if start <= v.start < q.start), None)
        said = [s for s in self.spoken if start <= s.parts[-1].start < q.start]
        if said and (told is None or told.start < said[-1].parts[-1].end + ATTRIBUTION_WIDTH):
            return said[-1].speaker
        if told is None:
            return None
        return self.speakers.governor(told, self._clause_start(start, told.start), told.end)

    def _ends_sentence(self, q: Quotation) -> bool:
        """Tell whether a sentence ends with the fragment that it goes on into."""
        inside, behind = self.text[q.inner_start : q.inner_end], self.text[q.end : q.end + 2]
        return inside[:1].islower() and inside[-1:] == "." and behind[:1] == " " and behind[1:].isupper()

    def _ends(self, statement: Statement, end: int) -> list[tuple[Quotation, int]]:
        """Return each part with where the text behind it ends."""
        following = [p.start for p in statement.parts[1:]]
        return [(p, n) for p, n in zip(statement.parts, [*following, end], strict=True) if p.closed]

    def _bracketed(self, q: Quotation) -> bool:
        """Tell whether a quotation is all that a pair of brackets holds."""
        return self.text[q.start - 1 : q.start] == "(" and self.text[q.end : q.end + 1] == ")"

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
        bracketed = self._bracketed(q)
        if not bracketed and (not ends_line or len(lead) > _LEAD_WIDTH or re.search(r"[.!?]\s", lead)):
            return None
        people = self.people(start, q.start)
        return self.subject_among(people) if people else None

    def _from_line_before(self, n: int) -> Entity | None:
        """Return who speaks a line that begins with a quotation: who spoke, or was spoken of, before it."""
        if n == 0:
            return None
        previous = self.reading.blocks[n - 1]
        said = [s for s in self.spoken if s.parts[-1].start >= previous.start and s.speaker is not None]
        people = self.people(previous.start, previous.end)
        if said and (not people or people[-1].start < said[-1].parts[-1].end + ATTRIBUTION_WIDTH):
            return said[-1].speaker
        return self.subject_among(people) if people else None

    def _answerer(self, start: int, end: int) -> Entity | None:
        """Return who answers the reporter's question: whom it names first, else who has spoken last."""
        asked = max(self.text.rfind(mark, start, end - 2) for mark in (". ", "” ", "? ", "! "))
        named = self.people(max(asked, start), end)
        if named and named[0].is_name:
            return named[0].entity
        return next((s.speaker for s in reversed(self.spoken) if s.speaker is not None), None)

    def _is_speech(self, statement: Statement) -> bool:
        words = sum(len(self.text[p.inner_start : p.inner_end].split()) for p in statement.parts)
        return words >= FRAGMENT_WORDS

    def _span(self, statement: Statement) -> QuoteSpan:
        parts = tuple(self._words(p) for p in statement.parts)
        return QuoteSpan(parts, statement.speaker, statement.cue)

    def _words(self, q: Quotation) -> Words:
        start, end = q.inner_start, q.inner_end
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return self.reading.words(start, end)
