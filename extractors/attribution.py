"""Reads the words around a quotation that say whose it is: "said X", "as X put it", "in X’s words", "X: ".

Rule: an attribution belongs to the quotation only where nothing but its subject stands between the two; a
verb of another clause says nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.entities.page import Page
from extractors.entities.works import TURNED, Title
from extractors.marks import Quotation
from extractors.reading import Entity, EntityKind, Mention, Words
from extractors.speakers import NAMELESS, Speakers

K = EntityKind
FRAGMENT_WORDS = 4
ATTRIBUTION_WIDTH = 260
REPLY = re.compile(
    r"[\s,]*(?:was|came|went|ran)\s(?:his|her|the|their)\s(?:\w+\s)?(?:answer|reply|response|verdict"
    r"|retort|message|advice)\b"
)
# Words that make what follows them the source; "so" and "thus" are those of German copies.
_SO = (
    r"according to|in the words of|in words of|as per|in accordance with|in the opinion of|per"
    r"|(?:so|thus)(?=\s[A-Z])"
)
NAMED = re.compile(rf"[\s,]*(?:{_SO})\s")
_OWN_WORDS = re.compile(
    r"\b(?:in|by)\s(?:his|her|their|its)\sown\s(?:words|count|account|reckoning|admission|description|estimate),?\s$"
)
# "As Ada Obi put it", "in her words": whose the words are, behind them or before them.
PUT = re.compile(
    r"[\s,]*as\s(?=[^;.]{2,120}?\s(?:\w+ly\s)?(?:once\s|later\s|likes?\sto\s|used\sto\s)?"
    r"(?:puts?|has put|had put|phrased|phrases|has it|had it|calls?|called|describe[sd]?|term(?:s|ed))\b)"
)
WHOSE_WORDS = re.compile(
    r"[\s,]*\b(?:in|to (?:borrow|quote|use))\s(?:(?P<own>his|her)|(?P<name>[^,;.]{2,80}?)[’']s?)\s"
    r"(?:own\s|memorable\s)?(?:words?|phrase|phrasing|formulation|description|telling|parlance|expression)\b"
)
_ITSELF = re.compile(r"[\s,]*(?:limited|restricted|confined)\s(?:him|her)self\sto\s\w+")
_INITIALS = re.compile(r"([A-Z])\.?([A-Z])\.?([A-Z])?\.?:\s*$")
_CLOSING_SAID = re.compile(r",\s([^,.;“”\"]{2,60}?)\s(\w+)\s*$")


@dataclass(slots=True)
class Statement:
    """Quotations that belong together, and what stands before, between and after them."""

    parts: list[Quotation]
    speaker: Entity | None = None
    cue: Words | None = None


class Attributions:
    """The statements of one article, and what stands before and behind them."""

    def __init__(self, page: Page, titles: Sequence[Title]) -> None:
        self.page, self.text, self.reading = page, page.text, page.reading
        titled = {id(t.quotation) for t in titles}
        self.quotations = [q for q in page.quotations if q.depth == 0 and id(q) not in titled]
        self.speakers = Speakers(page)
        self.mentions, self.verbs = self.speakers.mentions, self.speakers.verbs
        self.spoken: list[Statement] = []

    def author(self, offset: int) -> Entity | None:
        """Return who has written what is quoted: whom the sentences before it are about."""
        block = self.page.block_at(offset)
        n = self.reading.blocks.index(block) if block is not None else 0
        for here in reversed(self.reading.blocks[max(n - 1, 0) : n + 1]):
            if people := self.people(here.start, min(here.end, offset)):
                return self.subject_among(people)
        return None

    def behind(self, start: int, end: int) -> tuple[Entity | None, Words] | None:
        """Read the attribution behind a quotation: "said X", "X said", "according to X", "— X"."""
        limit = self._sentence_end(start, min(end, start + ATTRIBUTION_WIDTH))
        clause = self.text[start:limit]
        if lead := re.match(r"\s*,?\s*[—–]\s*(?=[a-z])", clause):  # "«…», — noted she": the dash says nothing
            start, clause = start + lead.end(), clause[lead.end() :]
        if (marked := self._marked(start, limit)) is not None:
            return marked
        if self.text[start - 2 : start - 1] == "." and re.match(r"\s[A-Z]", self.text[start : start + 2]):
            return self._captioned(start, limit)
        cue = self.cue_behind(start, limit)
        if cue is not None:
            return self.speakers.subject_of(cue, start, limit), cue
        return (
            self._closing(start, limit)
            or self.turned(start, limit)
            or self.acted(start, limit)
            or self._captioned(start, limit)
        )

    def _marked(self, start: int, limit: int) -> tuple[Entity | None, Words] | None:
        """Read an attribution without a verb of saying: a dash, "according to X", "as X put it"."""
        clause = self.text[start:limit]
        if dash := re.match(r"\s*[—–-]\s*(?=[A-Z])", clause):
            named = self.speakers.named_at(start + dash.end())
            if named is None and (titled := re.match(r"[A-Z][a-z]+\.?\s", clause[dash.end() :])):
                named = self.speakers.named_at(start + dash.end() + titled.end())
            if named is not None and not re.match(
                r"[\w ]*\s(?:is|was|has|will)\b", self.text[named.end : limit]
            ):
                return named.entity, self.reading.words(start + dash.start(), start + dash.end())
        source: Entity | None = None
        match: re.Match[str] | None = None
        if match := NAMED.match(clause):
            mention = self.speakers.first_speaker(start + match.end(), limit)
            source = mention.entity if mention is not None else None
        elif match := PUT.match(clause):
            source = self.speakers.best(start + match.end(), limit)
        elif match := WHOSE_WORDS.match(clause):
            source = self._owner_of_words(match, start)
        elif match := REPLY.match(clause):
            source = self._main_speaker(start)
        elif match := _ITSELF.match(clause):
            source = self.author(start)
        if match is None or source is None:
            return None
        return source, self.reading.words(start + match.start(), start + match.end())

    def _owner_of_words(self, whose: re.Match[str], start: int) -> Entity | None:
        """Return whose words they are: "in her words", "in Ada Obi’s phrase"."""
        if whose["own"]:
            return self.author(start)
        owner = self.speakers.first_speaker(start + whose.start("name"), start + whose.end("name"))
        return owner.entity if owner is not None else None

    def turned(self, start: int, limit: int) -> tuple[Entity | None, Words] | None:
        """Read a verb that stands right behind a quotation, before who says it: "…”, slips the head, X"."""
        parted = any(mark in ",.?!…—–" for mark in self.text[max(0, start - 3) : start + 1])
        if not parted or (match := TURNED.match(self.text, start, limit)) is None:
            return None
        cue = self.reading.words(match.start("verb"), match.end("verb"))
        subject = self.speakers.subject_of(cue, start, limit)
        return (subject, cue) if subject is not None else None

    def acted(self, start: int, limit: int) -> tuple[Entity | None, Words] | None:
        """Read any verb behind a comma and its subject: "…,” he corrected", "…,” Ada Obi tells me"."""
        if (
            self.text[start - 2 : start - 1] not in {",", "!", "?", "…"}
            and self.text[start : start + 1] != ","
        ):
            return None
        verb = next((t for t in self.reading.tokens(start, limit) if t.pos_ == "VERB"), None)
        if verb is None or verb.tag_ not in {"VBD", "VBZ", "VBP"} or not self._subject_lead(start, verb.idx):
            return None
        lead = self.text[start : verb.idx].strip(" ,")
        subject = self.speakers.best(start, verb.idx)
        if subject is None or NAMELESS.match(lead):
            return None
        return subject, self.reading.words(verb.idx, verb.idx + len(verb))

    def _captioned(self, start: int, limit: int) -> tuple[Entity | None, Words] | None:
        """Read a speaker in a sentence without a verb: "…” Director Ada Obi, on location."."""
        if self.text[start - 2 : start - 1] not in {".", "!", "?", "…"}:
            return None
        lead = re.match(r"\s(?:[A-Z][\w\-]+\s)?(?:[a-z\-]+\s){0,3}(?=[A-Z])", self.text[start:limit])
        named = self.speakers.named_at(start + lead.end()) if lead is not None else None
        if named is None:
            named = self.speakers.named_at(start + 1)
        if named is None or any(t.pos_ in {"VERB", "AUX"} for t in self.reading.tokens(start, limit)):
            return None
        return named.entity, self.reading.words(named.start, named.end)

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
        for match in re.finditer(r"[.!?;](?=\s|$)|[“\"](?=\S)(?!\w+[”\"]\s[A-Z])", self.text[start:limit]):
            at = start + match.start()
            if match.group() == "." and re.search(
                r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Jr|Sr|Inc|[A-Z])$", self.text[max(0, at - 5) : at]
            ):
                continue
            return at
        return limit

    def cue_behind(self, start: int, limit: int | None = None) -> Words | None:
        """Return the verb of saying that directly belongs to the quotation which ends here."""
        limit = self._sentence_end(start, start + ATTRIBUTION_WIDTH) if limit is None else limit
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

    def before(self, first: Quotation, start: int) -> tuple[Entity | None, Words] | None:
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
        if match is not None and (mention := self._source(match, begin, first.start)) is not None:
            return mention.entity, self.reading.words(begin + match.start(), begin + match.end())
        if (whose := WHOSE_WORDS.search(lead)) and not re.search(r"\w\s\w", lead[whose.end() :]):
            owner = self._owner_of_words(whose, begin)
            if owner is not None:
                return owner, self.reading.words(begin + whose.start(), begin + whose.end())
        return self._labelled(begin, first, lead) if lead.rstrip().endswith(":") else None

    def _source(self, match: re.Match[str], begin: int, end: int) -> Mention | None:
        """Return who is named behind "according to", else who is named before "in her own words"."""
        behind = self.speakers.first_speaker(begin + match.end(), end)
        return behind if behind is not None else self.speakers.first_speaker(begin, end)

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
        if people and all(person is people[0] for person in people) and self.is_whole(first):
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

    def is_whole(self, q: Quotation) -> bool:
        """Tell whether a quotation reads like a sentence of speech, not a phrase."""
        words = self.text[q.inner_start : q.inner_end].split()
        return (
            len(words) >= FRAGMENT_WORDS
            and words[0][0].isupper()
            and self.text[q.inner_end - 1] in ".?!…,—”’'"
        )

    def people(self, start: int, end: int) -> list[Mention]:
        """Return the people whom a stretch speaks of, outside of quotations."""
        inside = [m for m in self.mentions if start <= m.start < end and m.entity.kind is K.PERSON]
        return [m for m in inside if not any(p.start < m.start < p.end for p in self.quotations)]

    def subject_among(self, mentions: list[Mention]) -> Entity:
        """Return the first of those whom the last sentence names."""
        sentence = self.reading.sentence_at(mentions[-1].start).start_char
        last = [m for m in mentions if m.start >= sentence]
        return last[0].entity
