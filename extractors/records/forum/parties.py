"""Tells which names can be those of bodies that act: not people, works or countries.

Rule: a name is refused only for a reason that the article gives; otherwise the verb beside it decides.
"""

import re

from extractors.reading import EntityKind, Reading, Words
from extractors.records.chunks import Chunk, name_list
from extractors.records.forum.place import is_country
from extractors.records.names import Names
from extractors.values.lexicon import row

_COMMON = frozenset(
    row(
        "airline telco distributor broadcaster streamer producer distiller brewer bank retailer "
        "insurer publisher studio carmaker charity sponsor sponsors carrier hotelier supermarket "
        "chipmaker platform startup network label foundation ministry organiser organizer partner "
        "partners backer backers"
    )
)
_PERSON_NOUN = re.compile(
    r"\b(?:critic|journalist|presenter|comedian|comic|host|director|actor|actress|writer|novelist|"
    r"poet|editor|author|professor|minister|president|chief|"
    r"broadcaster and \w+|singer|rapper|musician|programmer|moderator|consultant|anchor|newsreader|"
    r"DJ|mayor|chair(?:man|woman)?|founder|producer and \w+)\s+$"
)


_BASED = re.compile(r"[^\W\d_][\w’' -]*-(?:based|headquartered)\s+(?=\S)")
# An authority without a name of its own: "Oman's culture ministry", "the regional government of Andalusia".
_OFFICE = re.compile(
    r"(?:the\s+)?(?:[A-ZÀ-Þ][\w-]+\s+(?=embassy|government|ministry|"
    r"parliament))?(?:[A-ZÀ-Þ][\w’-]*(?:\s[A-ZÀ-Þ][\w-]*)?[’']s\s+)?((?:(?:city|town|county|state|regional|"
    r"provincial|"
    r"municipal|federal|national|local|culture|cultural|tourism|education|trade|economy|foreign|island|"
    r"district|"
    r"[a-z]+)\s+){0,2}?(?:government|council|ministry|municipality|authorities|authority|parliament|"
    r"mayor[’']s office|embassy|"
    r"chamber of commerce)"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?(?:[a-z]+\s+(?=of\b|and\b)|[A-ZÀ-Þ][\w-]*\s?)+)?)(?<=\S)"
)
_AND = re.compile(r"\s*(?:,\s*and|,|and)\s+(?:by\s+|from\s+|of\s+|with\s+)?")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WITH_OTHERS = re.compile(r",?\s+(?:(?:together|along|jointly) with|alongside)\b")


def is_place(names: Names, chunk: Chunk) -> bool:
    """Tell whether a name is a city's, a country's or a region's."""
    return is_country(chunk.text) or names.kind(chunk.start, chunk.end) in {
        EntityKind.CITY,
        EntityKind.COUNTRY,
        EntityKind.REGION,
    }


# Who speaks: the word behind "said", or before it.
_SPEAKING = re.compile(
    r"\b(?:said|says|told|added|recalled|argued)\s+(?=([\w’'-]+))|([\w’'-]+)\s+(?=(?:said|says|told|added|recalled)\b)"
)


class Parties:
    """Tells which names of one article can be bodies, in their full form."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading, self.names = reading, names
        self._speakers = {name for said in _SPEAKING.finditer(reading.text) for name in said.groups()}

    def bodies(self, start: int, end: int) -> list[tuple[Words, int]]:
        """Read the bodies of a coordination, each with where it stands; else "the trust", "the streamer"."""
        end = self._phrase_end(start, end)
        if office := _OFFICE.match(self.reading.text, start, end):
            rest = _AND.match(self.reading.text, office.end(), end)
            others = self.bodies(rest.end(), end) if rest else []
            return [(self.reading.words(office.start(1), office.end(1)), office.start(1)), *others]
        named = [(self.body(c), c.start) for c in name_list(self.reading.text, start, end)]
        return [(words, at) for words, at in named if words is not None] or self.reference(start, end)

    def _phrase_end(self, start: int, end: int) -> int:
        """Return where a list of bodies ends at the latest: before "together with" and finite verbs."""
        verbs = (
            t.idx
            for t in self.reading.tokens(start, end)
            if t.idx >= start and t.tag_ in _FINITE and t.is_lower
        )
        others = (m.start() for m in _WITH_OTHERS.finditer(self.reading.text, start, end))
        return min([end, *verbs, *others])

    def body(self, chunk: Chunk) -> Words | None:
        """Return the full form of a name that can be a body's, else None."""
        kind = self.names.kind(chunk.start, chunk.end)
        if (bare := self._without_noun(chunk)) is not None:
            return bare
        if based := _BASED.match(chunk.text):
            return self.names.full(chunk.start + based.end(), chunk.end)
        if (
            is_country(chunk.text)
            or (kind is EntityKind.WORK and self._is_quoted(chunk))
            or self._is_person(chunk, kind)
        ):
            return None
        return self.names.full(chunk.start, chunk.end)

    def _without_noun(self, chunk: Chunk) -> Words | None:
        """Take a common noun off a name that a sentence begins with: "Airline Hibiscus Air"."""
        first, _, rest = chunk.text.partition(" ")
        if (
            not rest
            or first.casefold() not in _COMMON
            or not re.search(r"(?:^|[.!?\n]\s)$", self.reading.text[max(0, chunk.start - 2) : chunk.start])
        ):
            return None
        start = chunk.start + len(first) + 1
        return self.names.full(start, chunk.end)

    def _is_quoted(self, chunk: Chunk) -> bool:
        return self.reading.text[max(0, chunk.start - 1) : chunk.start] in {"“", '"', "‘", "'"}

    def _is_person(self, chunk: Chunk, kind: EntityKind | None) -> bool:
        """Believe that a name is a person's where a job stands before it or it speaks elsewhere."""
        if _PERSON_NOUN.search(self.reading.text[max(0, chunk.start - 40) : chunk.start]):
            return True
        if kind is not EntityKind.PERSON:
            return False
        if any(m.is_name and m.entity.roles for m in self.names.at(chunk.start, chunk.end)):
            return True
        return chunk.text.split()[-1] in self._speakers

    def reference(self, start: int, end: int) -> list[tuple[Words, int]]:
        """Resolve "the trust", "the streamer" behind a cue."""
        match = re.match(r"(?:the|its)\s+[\w-]+", self.reading.text[start:end])
        if not match:
            return []
        for mention in self.names.at(start, start + match.end()):
            if not mention.is_name and mention.entity.kind is EntityKind.BODY:
                return [(mention.entity.name, mention.start)]
        return []
