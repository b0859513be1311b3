"""Ties people to the bodies and works that their sentence only refers to: "his “T”", "the channel’s chief".

Rule: runs when the references are resolved, and adds only where the words beside a name have told nothing.
"""

import re
from collections.abc import Sequence

from extractors.entities import lexicon as lex
from extractors.entities.antecedents import Antecedents
from extractors.entities.page import Page
from extractors.patterns import any_of
from extractors.reading import Entity, EntityKind, Mention

K = EntityKind
_ACTORS = frozenset({K.BODY, K.EVENT, K.SCHEME})
_MAKERS = (
    r"(?:co-)?(?:directors?|creators?|showrunners?|screenwriters?|writers?|stars?|producers?|authors?|novelists?|helmers?"
    r"|leads?|designers?|composers?|editors?|presenters?|hosts?|developers?|makers?|translators?|illustrators?)"
)
_HIS = re.compile(r"(?:^|[\s“\"(])(?P<whose>[Hh]is|[Hh]er)\s(?:[\w’'\-]+,?\s){0,6}[“\"‘']?$")
_ITS = re.compile(rf"\b[Ii]ts\s(?:[\w\-]+\s){{0,3}}?{_MAKERS}(?:\s(?:and|&)\s{_MAKERS})?,?\s$")
_AND_ITS = re.compile(r",?\s(?:and|&)\s$")
_OWNED_ROLE = re.compile(r"[’']s?\s(?:[\w\-&]+\s){0,6}?(?P<role>[\w\-]+),?\s$")
_HOUSES = (lex.EVENT_NOUNS - {"event", "series", "week", "ceremony"}) | lex.BODY_NOUNS
_HOUSE = re.compile(
    rf"(?:^|[\s“\"])(?P<noun>{any_of(_HOUSES)})\s(?:[a-z\-]+\s){{0,2}}?(?P<role>[a-z\-]+),?\s$",
    re.IGNORECASE,
)
_WIDTH = 90


def tie(page: Page, known: Antecedents, references: Sequence[Mention]) -> None:
    """Add works and employers to the people of an article by its resolved references."""
    _Tier(page, known, references).run()


class _Tier:
    """The names of an article beside its references."""

    def __init__(self, page: Page, known: Antecedents, references: Sequence[Mention]) -> None:
        self.page, self.known = page, known
        self.referring = {m.end: m.entity for m in references}

    def run(self) -> None:
        for mention in self.known.mentions:
            if mention.entity.kind is K.WORK:
                self._owned_work(mention)
            elif mention.entity.kind is K.PERSON:
                self._maker_of_it(mention)
                if not mention.entity.employers:
                    self._employ(mention)

    def _owned_work(self, title: Mention) -> None:
        """Read "her crime drama “T”"."""
        before = self.page.before(title.start, _WIDTH)
        if match := _HIS.search(before):
            at = title.start - len(before) + match.start("whose")
            person = self.known.person(at, "he" if match["whose"].lower() == "his" else "she")
            if person is not None:
                _add(person.works, title.entity)

    def _maker_of_it(self, person: Mention) -> None:
        """Read "“T” and its director NAME"."""
        if not _ITS.search(self.page.before(person.start, _WIDTH)):
            return
        sentence = self.page.reading.sentence_at(person.start)
        named = [m for m in self.known.mentions if sentence.start_char <= m.start < person.start]
        if named and named[-1].entity.kind is K.PERSON and len(named) > 1:
            named.pop()  # “T” with its director NAME and its star NAME
        if named and named[-1].entity.kind is K.WORK:
            _add(person.entity.works, named[-1].entity)

    def _employ(self, person: Mention) -> None:
        """Read "the channel’s fiction chief, NAME", "festival director NAME" and "finance chief NAME"."""
        before = self.page.before(person.start, _WIDTH)
        base = person.start - len(before)
        for end, entity in self.referring.items():
            if base <= end < person.start and entity.kind in _ACTORS:
                gap = _OWNED_ROLE.fullmatch(self.page.text, end, person.start)
                if gap and gap["role"].lower() in lex.ROLE_HEADS:
                    _add(person.entity.employers, entity)
                    return
        house = _HOUSE.search(before)
        if house and house["role"] in lex.ROLE_HEADS:
            noun = house["noun"].lower()
            events = lex.EVENT_NOUNS & {noun}
            owner = self.known.event(person.start, noun) if events else self.known.body(person.start, noun)
            if owner is not None:
                _add(person.entity.employers, owner)


def _add(known: list[Entity], entity: Entity) -> None:
    if all(entity is not other for other in known):
        known.append(entity)
