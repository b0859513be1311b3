"""Resolves what refers without naming: "she", "the exec", "the streamer", "the festival".

Rule: a reference goes to the nearest entity before it that fits its words; one that fits none stays
unresolved.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from extractors.entities import lexicon as lex
from extractors.entities.page import Page
from extractors.entities.people import role_words
from extractors.reading import Entity, EntityKind, Mention

K = EntityKind
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_REFERENCE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Ii]ts)((?:\s[\w’'\-]+){1,5})")
_IT = re.compile(
    r"\b[Ii]t(?=\s(?:(?:also|later|then|has|had)\s)?"
    r"(?:said|says|added|told|wrote|noted|announced|called|stated|confirmed)\b)"
)
_NATIONAL = re.compile(
    r"\b[Tt]he\s([A-Z][a-z]+)(?=[,.;]|\s(?:said|says|told|added|noted|recalled|joked|who|was|is|has|had)\b)"
)
_NOUNS = lex.ROLE_HEADS | lex.BODY_NOUNS | lex.EVENT_NOUNS
_BINDING = frozenset({"of", "for", "by"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her"})
_FUNCTION = lex.words(
    """
    of for at by in on to and or is was are were be has had have will would that which who with from as
    than
    """
)
_KIN = [
    lex.words(
        """
    director filmmaker film-maker helmer auteur moviemaker documentarian documentary-maker co-director
    """
    ),
    lex.words(
        """
    writer screenwriter showrunner novelist author scribe playwright dramatist creator poet scriptwriter
    co-creator co-writer journalist columnist critic
    """
    ),
    lex.words(
        """
    actor actress star performer comedian lead
    """
    ),
    lex.words(
        """
    exec executive boss chief president head ceo founder chairman chairwoman chair director md manager
    topper honcho vice-president vp chieftain co-founder co-president partner commissioner
    """
    ),
    lex.words(
        """
    host presenter moderator broadcaster journalist interlocutor interviewer anchor
    """
    ),
    lex.words(
        """
    minister politician secretary secretary-general commissioner official
    """
    ),
    lex.words(
        """
    designer developer coder programmer artist illustrator cartoonist animator
    """
    ),
    lex.words(
        """
    singer musician rapper songwriter composer artist performer star
    """
    ),
    lex.words(
        """
    producer co-producer
    """
    ),
]
_ANY_PERSON = lex.words(
    """
    exec executive boss filmmaker film-maker newcomer veteran official
    """
)


def refer(page: Page, entities: Sequence[Entity], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that refer without naming, in the order of the text."""
    return _Referrer(page, entities, mentions).run()


class _Referrer:
    """The names of an article, while its references are resolved from first to last."""

    def __init__(self, page: Page, entities: Sequence[Entity], mentions: Sequence[Mention]) -> None:
        self.page = page
        self.text = page.text
        self.mentions = [m for m in mentions if m.is_name]
        self.starts = [m.start for m in self.mentions]
        self.people = [e for e in entities if e.kind is K.PERSON]
        self.found: list[Mention] = []
        self.learned: dict[int, set[str]] = {}  # roles by which a person was referred to
        self.spans = [(q.inner_start, q.inner_end) for q in page.quotations if q.depth == 0]

    def run(self) -> list[Mention]:
        places = [(m.start(), m.end(), "") for m in _PRONOUN.finditer(self.text)]
        places += [
            (m.start(), *found)
            for m in _REFERENCE.finditer(self.text)
            if (found := self._head(m)) is not None and not self._apposed(found[0])
        ]
        places += [(m.start(), m.end(), "company") for m in _IT.finditer(self.text)]
        places += [
            (m.start(), m.end(), "")
            for m in _NATIONAL.finditer(self.text)
            if m[1].lower() in lex.NATION_WORDS
        ]
        for start, end, head in sorted(places):
            owned = bool(re.match(r"[Ii]ts\s|[Tt]he\s[\w\-]+[’']s\s", self.text[start:end]))
            entity = self._resolve(start, head, owned=owned) if head else self._person_in_focus(start)
            if entity is not None:
                self.found.append(Mention(entity, start, end, is_name=False))
        return self.found

    def _head(self, match: re.Match[str]) -> tuple[int, str] | None:
        """Return the end and the noun of a reference, unless a name follows it ("the director Ada Obi")."""
        head: tuple[int, str] | None = None
        for word in re.finditer(r"[\w’'\-]+", match[1]):
            lower = word.group().lower()
            if lower in _NOUNS and word.group().islower():
                head = (match.start(1) + word.end(), lower)
            elif head is not None:
                return None if word.group()[0].isupper() or self._complemented(word, match) else head
            elif lower in _FUNCTION or not (word.group().islower() or lower in lex.NATION_WORDS):
                return None
        return head

    @staticmethod
    def _complemented(word: re.Match[str], match: re.Match[str]) -> bool:
        """Tell whether a noun has a complement: "the director of the fund", not "the head of drama"."""
        beyond = match[1][word.end() :].split()
        return word.group().lower() in _BINDING and (
            not beyond
            or beyond[0][0].isupper()
            or beyond[0] in {"the", "a", "an", "its", "their", "his", "her"}
        )

    def _apposed(self, end: int) -> bool:
        """Tell whether the person is named right behind: "its director, Ada Obi, said"."""
        name = next((m for m in self.mentions[bisect_left(self.starts, end) :][:1]), None)
        named = name is not None and name.entity.kind is K.PERSON and " " in self.text[name.start : name.end]
        return named and name is not None and self.text[end : name.start] in {", ", " "}

    def _quoted(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.spans)

    def _before(self, offset: int) -> Iterable[Mention]:
        """Yield all mentions before an offset, nearest first, names and references."""
        names = self.mentions[: bisect_left(self.starts, offset)]
        return sorted([*names[-60:], *self.found[-20:]], key=lambda m: -m.start)

    def _resolve(self, offset: int, head: str, *, owned: bool) -> Entity | None:
        if head in lex.EVENT_NOUNS - {"series", "week"}:
            return self._event(offset, head)
        if head in lex.ROLE_HEADS and (person := self._by_role(offset, head, owned=owned)) is not None:
            return person
        if head in lex.BODY_NOUNS:
            return self._body(offset, head)
        return None

    def _by_role(self, offset: int, head: str, *, owned: bool) -> Entity | None:
        kin = set().union(*(group for group in _KIN if head in group)) | {head}
        candidates = [m.entity for m in self._before(offset) if m.entity.kind is K.PERSON]
        for accepted in ({head}, kin):
            for person in candidates:
                if (role_words(person) | self.learned.get(id(person), set())) & accepted:
                    return person
        if owned:
            return None
        if head in _ANY_PERSON or head in lex.ROLE_HEADS - lex.BODY_NOUNS - lex.BODY_ROLE_HEADS:
            focus = self._person_in_focus(offset)
            if focus is not None:
                self.learned.setdefault(id(focus), set()).add(head)
            return focus
        return None

    def _body(self, offset: int, head: str) -> Entity | None:
        recent = [
            m
            for m in self._before(offset)
            if m.entity.kind in {K.BODY, K.SCHEME} and not self._quoted(m.start)
        ]
        for mention in recent:
            if head in mention.entity.name.text.lower().split():
                return mention.entity
        for mention in recent:
            if self._described(mention.entity, head):
                return mention.entity
        bodies = [m for m in recent if m.entity.kind is K.BODY]
        subject = next((m for m in bodies if self._is_subject(m)), None)
        chosen = subject or (bodies[0] if bodies else None)
        return chosen.entity if chosen is not None else None

    def _described(self, entity: Entity, head: str) -> bool:
        """Tell whether the article calls a body by this noun beside its name."""
        for mention in entity.mentions[:6]:
            around = self.page.before(mention.start, 50) + " | " + self.page.after(mention.end, 60)
            if re.search(rf"\b{head}\s\|\s|\|\s,\s(?:an?|the|its)\s(?:[\w’'\-]+\s){{0,4}}{head}\b", around):
                return True
        return False

    def _event(self, offset: int, head: str) -> Entity | None:
        recent = [m.entity for m in self._before(offset) if m.entity.kind is K.EVENT]
        for entity in recent:
            if head in entity.name.text.lower().split():
                return entity
        return max(recent, key=lambda e: len(e.mentions), default=None)

    def _is_subject(self, mention: Mention) -> bool:
        return any(
            token.dep_ in {"nsubj", "nsubjpass"}
            for token in self.page.reading.tokens(mention.start, mention.end)
        )

    def _bracketed(self, offset: int, start: int) -> bool:
        before = self.text[start:offset]
        return before.rfind("(") > before.rfind(")")

    def _person_in_focus(self, offset: int) -> Entity | None:
        """Return whom "she" means: the last subject before it, in its paragraph or the two before."""
        block = self.page.block_at(offset)
        if block is None:
            return None
        n = self.page.reading.blocks.index(block)
        for back in range(n, max(n - 3, -1), -1):
            here = self.page.reading.blocks[back]
            inside = [
                m
                for m in self._before(offset)
                if here.start <= m.start < here.end
                and m.entity.kind is K.PERSON
                and not self._quoted(m.start)
            ]
            inside = [m for m in inside if not self._bracketed(m.start, here.start)] or inside
            for mention in inside:
                if self._is_subject(mention):
                    return mention.entity
            if inside:
                return inside[0].entity
        return None
