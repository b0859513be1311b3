"""Tells who says something: verbs of saying, and which name is their subject.

Rule: a name is a speaker only where it is the subject itself; who is told, owns, employs or is played by the
speaker is none, and an unnamed speaker is nobody.
"""

import re

from spacy.tokens import Token

from extractors.entities import lexicon as lex
from extractors.entities.clues import ROLE
from extractors.entities.page import Page
from extractors.reading import Entity, EntityKind, Mention, Words

K = EntityKind
_SPEAKERS = frozenset({K.PERSON, K.BODY, K.EVENT, K.SCHEME})
_RELATIVE = lex.words(
    """
    who which that what whoever whatever
    """
)
_PLAYED = re.compile(r"\b(?:played|portrayed|voiced|sung|spoken)\sby\s(?:the\s)?$")
# "Described by its director, Ada Obi, as “…”".
_AGENT = re.compile(r"\bby\s(?=[^,;]*$|[^;]*\bas\s$)")
NAMELESS = re.compile(
    r"\b(?:an?|one|another|some|several)\s(?:[\w’'&+\-]+\s){0,4}?(?:rep|representative|spokes\w+|source"
    r"|insider|official|exec|executive|person"
    r"|producer|buyer|seller|delegate|student|man|woman|attendee|member|user|viewer|fan|reader|colleague"
    r"|friend|guest|lawyer|agent|distributor)\b"
    r"|\bspokes(?:man|woman|person|people)\b|\b(?:sources|insiders|people|those|organi[sz]ers|critics"
    r"|fans|others|many|some)\b",
    re.IGNORECASE,
)


class Speakers:
    """The names of one article that may speak, and its verbs of saying, in the order of the text."""

    def __init__(self, page: Page) -> None:
        self.page, self.text, self.reading = page, page.text, page.reading
        self.mentions = [m for m in page.reading.mentions if m.entity.kind in _SPEAKERS]
        self.verbs = _cues(page)

    def subject_of(self, cue: Words, start: int, limit: int) -> Entity | None:
        """Return the subject of a verb of saying behind a quotation: "Ada Obi said", "said Ada Obi"."""
        lead = self.text[start : cue.start]
        if lead.strip(" ,") and not re.fullmatch(
            r"[\s,]*(?:so\s|thus\s)?(?:\w+ly|have|has|had|also|then|later)?\s*", lead
        ):
            if NAMELESS.match(lead.strip(" ,")) or self._nameless_subject(lead):
                return None
            return self.best(start, cue.start)
        tail_limit = limit
        if stop := re.search(
            r"\s(?:in|on|at|during|from|after|when|as|of his|of her|who|while)\s", self.text[cue.end : limit]
        ):
            tail_limit = max(cue.end + stop.start(), cue.end + 1)
        tail = self.text[cue.end : tail_limit]
        if NAMELESS.match(tail.strip()):
            return None
        return self.best(cue.end, limit, tail_limit)

    @staticmethod
    def _nameless_subject(lead: str) -> bool:
        """Tell whether "a Palisade rep" or "the spokesperson" speaks."""
        match = NAMELESS.search(lead)
        return (
            match is not None
            and not re.search(r"[A-Z][\w’'\-]+\s[A-Z]", lead[match.end() :])
            and "," not in lead[match.end() :]
        )

    def best(self, start: int, end: int, head_end: int | None = None) -> Entity | None:
        """Choose among the mentions of a subject: the first person, else the body that it begins with."""
        inside = [m for m in self.mentions if start <= m.start and m.end <= end]
        head = [m for m in inside if head_end is None or m.start < head_end]
        people = [m for m in head or inside if m.entity.kind is K.PERSON]
        if people and _PLAYED.search(self.text[start : people[0].start]):
            return None  # a role speaks
        if people:
            first = self._past_employer(self._without_owners(people))
            addressed = re.search(
                r"\b(?:of|to|with|told|about|for|by)\s(?:the\s)?$", self.text[start : first.start]
            )
            if not (addressed and head_end is None and head[0].entity.kind is not K.PERSON):
                return first.entity
        bodies = [m for m in head if m.entity.kind is not K.PERSON]
        if bodies and self._speaks_itself(bodies[0], start, end):
            return bodies[0].entity
        return None

    def _speaks_itself(self, body: Mention, start: int, end: int) -> bool:
        """Tell whether a body is the subject, rather than the employer of someone without a name."""
        led = re.fullmatch(
            r"[\s,]*(?:the\s|a statement from\s)?(?:[\w\-’']+\s){0,3}",
            self.text[start : body.start],
            re.IGNORECASE,
        )
        beyond = self.text[body.end : end]
        owner = re.match(rf"(?:[’']s?)?\s(?:[\w\-]+\s){{0,3}}?(?:{ROLE})\b|[’']s?\s", beyond)
        return bool(led) and not owner

    def _past_employer(self, people: list[Mention]) -> Mention:
        """Return the first person, or the second behind an employer: "said X director Y"."""
        if len(people) > 1:
            between = self.text[people[0].end : people[1].start]
            words = re.fullmatch(r"(?:[’']s)?((?:\s[a-zA-Z\-]+){1,7}),?\s", between)
            if (
                words
                and set(words[1].lower().split()) & lex.ROLE_HEADS
                and words[1].split()[0] != "of"
                and not set(words[1].split()) & {"told", "said", "and", "of"} - {"of", "and"}
            ):
                return people[1]
        return people[0]

    def _without_owners(self, people: list[Mention]) -> list[Mention]:
        """Leave out who only owns the speaker: "Ada Obi’s editor, Tom Wex, says"."""
        owning = [m for m in people if re.match(r"[’'](?:s\s|\s)", self.text[m.end : m.end + 3])]
        return [m for m in people if m not in owning] or people

    def named_at(self, offset: int) -> Mention | None:
        """Return the name that begins at an offset."""
        return next((m for m in self.mentions if m.start == offset and m.is_name), None)

    def first_speaker(self, start: int, end: int) -> Mention | None:
        """Return the first person of a stretch, else its first name."""
        inside = [m for m in self.mentions if start <= m.start < end]
        people = [m for m in inside if m.entity.kind is K.PERSON]
        return next(iter(people or inside), None)

    def governor(self, cue: Words, begin: int, end: int) -> Entity | None:
        """Return the subject of a verb of saying that stands before a quotation."""
        inverted = re.match(r"\s(?:the\s)?(?:[\w’'\-&+]+\s){0,6}?$", self.text[cue.end : end])
        by = _AGENT.search(self.text[cue.end : end])
        if by is not None and (agent := self.first_speaker(cue.end + by.end(), end)) is not None:
            return agent.entity
        token = self.page.token_at.get(cue.start)
        if token is not None and (parsed := self._parsed_subject(token.i)) is not None:
            return parsed[0]
        left = [m for m in self.mentions if begin <= m.start and m.end <= cue.start]
        if left and not self._nameless_subject(self.text[begin : cue.start]):
            people = [m for m in left if m.entity.kind is K.PERSON]
            return (people or left)[-1].entity if not people else people[0].entity
        right = [m for m in self.mentions if cue.end <= m.start and m.end <= end]
        if right and inverted is None and right[0].start - cue.end < 40:
            return right[0].entity
        return None

    def _parsed_subject(self, n: int) -> tuple[Entity | None] | None:
        """Return who the parsed subject of a verb is: (None,) is nobody with a name, None no subject."""
        verb = self.reading.doc[n]
        for _ in range(4):
            subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
            if subjects:
                subject = subjects[0]
                if subject.lower_ in _RELATIVE:
                    return self._antecedent(verb) if subject.lower_ == "who" else None
                left, right = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
                inside = [m for m in self.mentions if left <= m.start and m.end <= right]
                if NAMELESS.match(self.text[left:right]):
                    return (None,)
                people = [m for m in inside if m.entity.kind is K.PERSON]
                covering = [m for m in inside if m.start <= subject.idx < m.end]
                apposed = [m for m in inside if m.is_name and self._is_apposed(m, subject)]
                named = [m for m in covering if m.is_name]
                chosen = self._without_owners(people) or named or apposed or covering
                return (chosen[0].entity if chosen else None,)
            if verb.dep_ not in {"conj", "xcomp", "advcl", "ccomp"}:
                return None
            verb = verb.head
        return None

    def doer(self, offset: int, start: int) -> Entity | None:
        """Return the person who is the subject of the clause that goes on into a fragment."""
        token = self.page.token_at.get(offset) or self.reading.tokens(offset, offset + 1)[0]
        sentence = token.sent
        for verb in reversed([t for t in sentence if t.idx < offset and t.pos_ in {"VERB", "AUX"}]):
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is None or verb.idx < start:
                continue
            person = next((m for m in self.mentions if m.start <= subject.idx < m.end), None)
            if person is not None and person.entity.kind is K.PERSON:
                return person.entity
            return None
        return None

    def _antecedent(self, verb: Token) -> tuple[Entity] | None:
        """Return whom a relative clause goes on about: "accompanied by Ada Obi, who said"."""
        if verb.dep_ != "relcl" or verb.head.i >= verb.i:
            return None
        noun = verb.head.idx
        person = next((m for m in self.mentions if m.start <= noun < m.end), None)
        return (person.entity,) if person is not None and person.entity.kind is K.PERSON else None

    def _is_apposed(self, body: Mention, subject: Token) -> bool:
        """Tell whether a body is named beside the noun that speaks: "its owner, Obi Group, said"."""
        root = self.reading.tokens(body.start, body.end).root
        return root.dep_ == "appos" and root.head.i == subject.i


def _cues(page: Page) -> list[Words]:
    """Return the verbs of saying outside of quotations, in the order of the text."""
    spans = [(q.start, q.end) for q in page.quotations if q.depth == 0]
    found = []
    n = 0
    for token in page.reading.doc:
        while n < len(spans) and spans[n][1] <= token.idx:
            n += 1
        if n < len(spans) and spans[n][0] <= token.idx < spans[n][1]:
            continue
        opens = token.is_sent_start and token.text.istitle()  # "Said Ada Obi: …"
        if token.pos_ not in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"} or not (token.text.islower() or opens):
            continue
        lemma = token.lemma_.lower() if token.pos_ == "VERB" else _verb(token.lower_)
        if lemma in lex.SPEECH_VERBS and (token.pos_ == "VERB" or lemma in lex.STRONG_SPEECH_VERBS):
            found.append(Words(token.idx, token.idx + len(token), token.text))
    return found


def _verb(word: str) -> str:
    if word in {"said", "told", "wrote"}:
        return {"said": "say", "told": "tell", "wrote": "write"}[word]
    for ending, base in (("ied", "y"), ("ed", ""), ("ed", "e"), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + base in lex.SPEECH_VERBS:
            return word[: -len(ending)] + base
    return ""
