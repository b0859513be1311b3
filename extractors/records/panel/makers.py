"""Tells by grammar who makes, stars in, pitches or shows which title: "X cut “A”", "Her “A”".

Rule: a verb of making ties its subject to its object; a verb of showing does so only for one whose job is to
make such things, as an executive shows what others made.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from extractors.reading import Entity, EntityKind, Mention, Reading, Words
from extractors.records.panel.jobs import MAKES, MANAGES
from extractors.values.lexicon import row, words

_MAKE = words(
    """
    direct co-direct write co-write create co-create produce co-produce make shoot film lens edit cut score
    compose design develop star play voice host narrate front animate adapt author pen helm
    illustrate draw choreograph photograph record pitch devise conceive dream-up script storyboard code
    program headline co-star topline executive-produce showrun steer translate finish wrap complete light
    restore remix dub supervise stage co-author ghostwrite craft arrange orchestrate sing
    """
)
_SHOW = words(
    """
    present introduce launch unveil showcase promote screen preview discuss dissect premiere bring plug
    accompany represent show talk speak tease demonstrate read perform debate explain
    recall reveal describe deconstruct revisit
    """
)
_PARTS = words(
    """
    scene scenes clip clips footage episode episodes trailer teaser extract extracts excerpt excerpts pilot
    chapter chapters minute minutes cut season series making story set shoot sequel adaptation page pages
    score music soundtrack effects costumes look photography editing success cancellation
    reading work script version demo build sequence sequences book film novel game drama documentary show
    """
)
_SHOWS = words("show programme program podcast series broadcast slot radio newsletter")
_SUBJECTS = frozenset(row("nsubj nsubjpass"))
_ASIDE = frozenset(row("appos compound nmod conj amod"))
_ON = words("in on about with for")
_HIS = re.compile(r"\b(?:his|her)\b", re.IGNORECASE)
_TO_TITLE = re.compile(
    r"\s+(?:own |new |latest |next |first |second |debut |hit |recent |forthcoming |upcoming |\w+-\w+ )*"
    r"(?:[\w’&-]+,?\s+){0,6}?[“\"‘]?"
)
_NO_LINK = re.compile(r"\b(?:and|but|or|that|which|who|in|at|on|to|for|by|with|than|like)\s")


class Makers:
    """The ties between people and titles that the verbs and pronouns of one article make."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        named = (*reading.mentions, *reading.stand_ins)
        self.works = [m for m in named if m.entity.kind is EntityKind.WORK]
        self.people = sorted(
            (m for m in reading.mentions if m.entity.kind is EntityKind.PERSON), key=lambda m: m.start
        )
        self._by_token = {t.i: m.entity for m in self.people for t in reading.tokens(m.start, m.end)}
        self._made: dict[int, list[Words]] = {}
        self._shown: dict[int, list[Words]] = {}
        self._company: dict[int, list[Entity]] = {}
        for work in self.works:
            self._read_verbs(work)
            if (owner := self._whose(work)) is not None:
                _tie(self._made, owner, work)

    def of(self, person: Entity, role: Words | None) -> list[Words]:
        """Return the titles tied to a person whose job is known."""
        shown = self._shown.get(id(person), [])
        makes = (role is not None and _makes(role)) or self._shows_with_maker(person)
        return self._made.get(id(person), []) + (shown if makes else [])

    def _shows_with_maker(self, person: Entity) -> bool:
        """Tell whether somebody who makes such things shows the title too."""
        return any(_makes(role) for other in self._company.get(id(person), ()) for role in other.roles)

    def _read_verbs(self, work: Mention) -> None:
        token = self.reading.tokens(work.start, work.end).root
        for child in token.children:
            inside = work.start <= child.idx < work.end
            if not inside and child.dep_ in {"acl", "relcl"} and child.tag_ in {"VBN", "VBD", "VBZ", "VBP"}:
                self._tie_verb(child, work, by_whom=child.tag_ == "VBN")
        token = _head(token)
        if token.dep_ == "pobj" and token.head.head.lemma_.lower() in _PARTS:
            token = token.head.head
        if token.dep_ == "dobj":
            self._tie_verb(token.head, work)
        elif token.dep_ == "nsubjpass":
            self._tie_verb(token.head, work, by_whom=True)
        elif token.dep_ == "pobj" and token.head.head.pos_ == "VERB" and token.head.lower_ in _ON:
            self._tie_verb(token.head.head, work)

    def _tie_verb(self, verb: Token, work: Mention, *, by_whom: bool = False) -> None:
        lemma = verb.lemma_.lower()
        hosts = lemma == "present" and any(c.dep_ == "dobj" and c.lower_ in _SHOWS for c in verb.children)
        ties = self._made if hosts or lemma in _MAKE else self._shown if lemma in _SHOW else None
        if ties is None or any(c.dep_ == "neg" for c in verb.children):
            return
        people: list[Entity] = []
        for noun in _agents(verb) if by_whom else _subjects(verb):
            tokens = (noun, *_joined(noun))
            people += [self._by_token[t.i] for t in tokens if t.i in self._by_token]
        for person in people:
            _tie(ties, person, work)
            self._company.setdefault(id(person), []).extend(people)

    def _whose(self, work: Mention) -> Entity | None:
        """Return whose title it is by a pronoun: "Her crime drama “A”"."""
        sentence = self.reading.sentence_at(work.start)
        start = sentence.start_char
        own = None
        for pronoun in _HIS.finditer(self.text, start, work.start):
            gap = self.text[pronoun.end() : work.start]
            quoted = gap.endswith(("“", '"', "‘"))
            sort = quoted or any(word in _PARTS for word in gap.lower().split())
            if sort and _TO_TITLE.fullmatch(gap) and not _NO_LINK.search(gap):
                own = pronoun
        if own is None:
            return None
        line = self.text.rfind("\n", 0, start) + 1
        here = [m for m in self.people if start <= m.start and m.end <= own.start()]
        if here:
            subjects = [m for m in here if self._is_subject(m)]
            return (subjects or here)[-1].entity
        behind = [m for m in self.people if work.end <= m.start < sentence.end_char and self._is_subject(m)]
        if behind and self.text[start : own.start()].strip():
            return behind[0].entity
        earlier = [m for m in self.people if line <= m.start < start]
        if not earlier:
            return None
        last = self.reading.sentence_at(earlier[-1].start).start_char
        told = [m for m in earlier if m.start >= last]
        return next((m for m in told if self._is_subject(m)), told[0]).entity

    def _is_subject(self, mention: Mention) -> bool:
        return _head(self.reading.tokens(mention.start, mention.end).root).dep_ in _SUBJECTS


def _head(token: Token) -> Token:
    """Return the noun that a name stands beside or joins, or the name itself."""
    while token.dep_ in _ASIDE and token.head is not token and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token


def _tie(ties: dict[int, list[Words]], person: Entity, work: Mention) -> None:
    known = ties.setdefault(id(person), [])
    if all(w.text.casefold() != work.entity.name.text.casefold() for w in known):
        known.append(work.entity.name)


def _makes(role: Words) -> bool:
    return bool(MAKES.search(role.text)) and not MANAGES.search(role.text)


def _agents(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            yield from (c for c in child.children if c.dep_ == "pobj")


def _subjects(verb: Token) -> Iterator[Token]:
    """Yield who does what a verb tells, through "who", "to present" and "and presented"."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ != "nsubj":
                continue
            if child.tag_ in {"WP", "WDT"}:
                yield verb.head
            else:
                yield child
            return
        if verb.dep_ == "acl":
            yield verb.head
            return
        if verb.dep_ not in {"xcomp", "advcl", "conj"} or verb.head is verb:
            return
        verb = verb.head
        passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if passive:
            yield from list(_agents(verb)) or passive
            return


def _joined(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ in {"conj", "appos"}:
            yield child
            yield from _joined(child)
