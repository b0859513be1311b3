"""Resolves what refers without naming: "she", "the exec", "the streamer", "the festival".

Rule: a reference goes to the nearest entity before it that fits its words; one that fits none stays
unresolved.
"""

import re
from collections.abc import Iterator

from extractors.entities import lexicon as lex
from extractors.entities.antecedents import Antecedents
from extractors.entities.page import Page
from extractors.patterns import any_of
from extractors.reading import Entity, EntityKind, Mention

K = EntityKind
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_REFERENCE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Ii]ts)(?=((?:\s[\w’'\-]+){1,5}))")
_IT = re.compile(
    r"\b[Ii]t(?=\s(?:(?:also|later|then|has|had)\s)?"
    r"(?:said|says|added|told|wrote|noted|announced|called|stated|confirmed)\b)"
)
_NATIONAL = re.compile(
    r"\b[Tt]he\s([A-Z][a-z]+)(?!,\s[A-Z]\w+(?:,|\s(?:and|or)\b))(?=[,.;]|\s(?:said|says|told|added|noted|recalled|joked|who|was|is|has|had)\b)"
)
_WORKS = lex.words(
    """
    film movie feature documentary doc series show drama comedy thriller game album book novel play musical
    podcast title single memoir sitcom docuseries miniseries pic adaptation sequel
    """
)
_SCHEMES = lex.words("fund programme program scheme initiative lab prize incentive rebate grant")
_BODIES = lex.BODY_NOUNS | {"streamer", "pubcaster", "developer"}
_NOUNS = lex.ROLE_HEADS | lex.EVENT_NOUNS | _BODIES | _WORKS | _SCHEMES
_POSTS = lex.ROLE_HEADS - lex.BODY_ROLE_HEADS
_COMPANION = re.compile(
    r"\b(?P<whose>[Hh]is|[Hh]er)\s(?:co-[a-z]+|partner|colleague|counterpart|collaborator|sibling|brother|sister)\b"
    r"(?!\s[A-Z])"
)
# "It" goes on with what the sentence before was about, in a sentence of its own.
_IT_GOES_ON = re.compile(r"(?:(?<=[.!?]\s)|(?<=[.!?][”\"]\s))It(?=\s[a-z])")
_POST_OPENS = re.compile(
    rf"\bThe\s(?:[a-z\-]+\s){{0,2}}(?P<head>{any_of(_POSTS)})\s(?:of|at)\s[A-Z][^.,;\n]{{2,60}}(?=,\swho\b|\swho\b)"
)
# "The director of acquisitions of Y, Ada Obi".
_COMPLEMENT = re.compile(r"\s(?:of|for|at)\s[^,.;:()“”\"\n]{2,70},\s(?=[A-Z])")
_DOUBLE = lex.words("director writer producer actor actress creator host editor presenter author")
_ORIGIN = re.compile(r"-(?:born|based|raised|trained|american|british|canadian|french|german)$")
_BINDING = frozenset({"of", "for", "by"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her"})
_FUNCTION = lex.words(
    """
    of for at by in on to and or is was are were be has had have will would that which who with from as
    than
    """
)


def refer(page: Page, known: Antecedents) -> list[Mention]:
    """Return the mentions that refer without naming, in the order of the text."""
    return _Referrer(page, known).run()


class _Referrer:
    """The references of an article, resolved from first to last."""

    def __init__(self, page: Page, known: Antecedents) -> None:
        self.page, self.text, self.known = page, page.text, known

    def run(self) -> list[Mention]:
        found = []
        posted = {(start, end): head for start, end, head in self._posted()}
        for start, end, head in sorted({*self._places(), *((*at, head) for at, head in posted.items())}):
            new = (start, end) in posted
            entity = self.known.newcomer(start, head) if new else self._resolve(start, end, head)
            if entity is not None:
                mention = Mention(entity, start, end, is_name=False)
                self.known.note(mention)
                found.append(mention)
        return found

    def _places(self) -> Iterator[tuple[int, int, str]]:
        """Yield where references stand, and the noun or pronoun by which each refers."""
        yield from ((m.start(), m.end(), m.group().lower()) for m in _PRONOUN.finditer(self.text))
        for match in _REFERENCE.finditer(self.text):
            for end, head in self._heads(match):
                if not self._apposed(end):
                    yield match.start(), end, head
        for match in _COMPANION.finditer(self.text):
            if not self._apposed(match.end()):
                yield match.start(), match.end(), match["whose"].lower()
        said = {m.start(): m.end() for m in _IT.finditer(self.text)}
        yield from ((start, end, "company") for start, end in said.items())
        yield from (
            (m.start(), m.end(), "it") for m in _IT_GOES_ON.finditer(self.text) if m.start() not in said
        )
        for match in _NATIONAL.finditer(self.text):
            if match[1].lower() in lex.NATION_WORDS:
                yield match.start(), match.end(), ""

    def _resolve(self, start: int, end: int, head: str) -> Entity | None:
        known = self.known
        if head in {"he", "she", ""}:
            return known.person(start, head)
        if head in {"his", "her"}:
            return known.companion(start, "he" if head == "his" else "she")
        if head == "it":
            return known.subject_before(start)
        if head in _WORKS:
            return known.work(start, head)
        if head in lex.EVENT_NOUNS - {"week"}:
            return known.event(start, head)
        return self._actor(start, end, head)

    def _posted(self) -> Iterator[tuple[int, int, str]]:
        """Yield where a sentence begins with a post and who fills it: "The co-president of Y, who ran …"."""
        for match in _POST_OPENS.finditer(self.text):
            name = self.known.name_at(match.end())
            apposed = name is not None and name.entity.kind is K.PERSON and name.start < match.end() + 3
            if match.start() in self.page.sentence_starts and not apposed:
                yield match.start(), match.end("head"), match["head"].lower()

    def _actor(self, start: int, end: int, head: str) -> Entity | None:
        """Return the person, scheme or body that a role, a programme or a company's noun means."""
        sold = head == "agent" and "sales agent" in self.text[start:end].lower()
        owned = bool(re.match(r"[Ii]ts\s|[Tt]he\s[\w\-]+[’']s\s", self.text[start:end]))
        entity = None
        if head in lex.ROLE_HEADS and not sold:
            entity = self.known.by_role(start, head, owned=owned)
        if entity is None and head in _SCHEMES:
            entity = self.known.scheme(start, head)
        if entity is None and (sold or head in _BODIES):
            entity = self.known.body(start, "distributor" if sold else head)
        return entity

    def _heads(self, match: re.Match[str]) -> Iterator[tuple[int, str]]:
        """Yield the end and the noun of a reference, and of what it owns: "the company’s director" is two."""
        owner = re.search(r"[’']s?(?=\s|$)", match[1])
        whole = re.sub(r"[’']s?(?=\s|$)", lambda m: " " * len(m.group()), match[1])
        if owner is not None and (found := self._head(match.start(1), match[1][: owner.start()])) is not None:
            yield found
        found = self._head(match.start(1), whole)
        if found is not None and (owner is None or found[0] > match.start(1) + owner.start()):
            yield found

    def _head(self, start: int, phrase: str) -> tuple[int, str] | None:
        """Return the end and the noun of a reference, unless a name follows it ("the director Ada Obi")."""
        head: tuple[int, str] | None = None
        for word in re.finditer(r"[\w’'\-]+", phrase):
            lower = word.group().lower()
            if lower.rpartition("-")[2] in _DOUBLE:  # "the producer-director"
                lower = lower.rpartition("-")[2]
            if lower in _NOUNS and word.group().islower():
                head = (start + word.end(), lower)
            elif head is not None:
                named = word.group()[0].isupper() or self._complemented(word, phrase)
                return None if named or self._goes_on(head[0] - len(head[1])) else head
            elif lower in _FUNCTION or not (
                word.group().islower() or lower in lex.NATION_WORDS or _ORIGIN.search(lower)
            ):
                return None
        return head

    def _goes_on(self, offset: int) -> bool:
        """Tell whether a noun only describes the next one: "the film industry"."""
        token = self.page.token_at.get(offset)
        return token is not None and token.dep_ == "compound" and token.head.i > token.i

    @staticmethod
    def _complemented(word: re.Match[str], phrase: str) -> bool:
        """Tell whether a noun has a complement: "the director of the fund", not "the head of drama"."""
        beyond = phrase[word.end() :].split()
        return word.group().lower() in _BINDING and (
            not beyond or beyond[0][0].isupper() or beyond[0] in _DETERMINERS
        )

    def _apposed(self, end: int) -> bool:
        """Tell whether the person is named right behind: "its director, Ada Obi, said"."""
        if beyond := _COMPLEMENT.match(self.text, end):
            end = beyond.end() - 2
        name = self.known.name_at(end)
        if name is None or name.entity.kind is not K.PERSON or " " not in self.text[name.start : name.end]:
            return False
        return self.text[end : name.start] in {", ", " "}
