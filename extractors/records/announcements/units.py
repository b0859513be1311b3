"""What a sentence is made of: units, each a word, or a whole name, sum, count, date or quotation.

Rule: a unit keeps its offsets; what it reads as may differ from the words that it stands for.
"""

from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Token

from extractors.reading import (
    Block,
    CountSpan,
    DateSpan,
    Entity,
    MoneySpan,
)
from extractors.records.announcements.wording import Plain

PERSON, WORK, BODY, EVENT, SCHEME, VENUE, PLACE = "P", "W", "B", "E", "S", "V", "C"
MONEY, COUNT, DATE, SPEECH, WORD = "M", "N", "D", "Q", ""
PARTIES = frozenset({BODY, EVENT, SCHEME, PERSON})

# Verbs of the trade that the model does not know.
_LEMMAS = {
    "greenlit": "greenlight",
    "green-lit": "greenlight",
    "greenlights": "greenlight",
    "green-lights": "greenlight",
    "inked": "ink",
    "helmed": "helm",
    "upped": "up",
    "axed": "axe",
    "nabbed": "nab",
    "optioned": "option",
    "re-upped": "re-up",
    "recommissioned": "recommission",
    "shortlisted": "shortlist",
    "longlisted": "longlist",
    "prebought": "pre-buy",
}
_PREFIXES = frozenset({"co", "pre", "re", "un", "sub", "over", "out"})


@dataclass
class Unit:
    """One step of a sentence; `kind` is a letter of this module, the empty string for a word."""

    kind: str
    start: int
    end: int
    text: str
    tokens: list[Token] = field(default_factory=list)
    entity: Entity | None = None
    is_name: bool = False
    money: MoneySpan | None = None
    count: CountSpan | None = None
    date: DateSpan | None = None
    verb: str = ""  # the base form of a verb that the model has taken for a noun
    plain: Plain | None = None  # what odd wording stands for
    lower: str = field(init=False)  # the text in lower case, with straight apostrophes

    def __post_init__(self) -> None:
        self.lower = self.plain.lower if self.plain else self.text.lower().replace("’", "'")

    def take_for_verb(self, base: str) -> None:
        """Read a word that the model has taken for a noun as a verb with this base form."""
        self.verb = base
        for worked_out in ("lemma", "pos", "tag"):
            self.__dict__.pop(worked_out, None)

    @cached_property
    def lemma(self) -> str:
        """The base form of a word, of a phrase its text; "co-produced" is "co-produce"."""
        if self.plain is not None:
            return self.plain.lemma
        if self.verb:
            return self.verb
        if len(self.tokens) == 1:
            return _LEMMAS.get(self.lower) or self.tokens[0].lemma_.lower()
        if self._prefixed:
            return f"{self.tokens[0].lower_}-{self.tokens[-1].lemma_.lower()}"
        return self.lower

    @cached_property
    def pos(self) -> str:
        """The coarse part of speech of a word; a phrase is a name."""
        if self.plain is not None:
            return self.plain.pos
        if self.kind or not self.tokens:
            return "PROPN"
        if self.verb or self.lower in _LEMMAS:
            return "VERB"
        last = self.tokens[-1].pos_
        if len(self.tokens) == 1 or self._prefixed:
            return last
        return "ADJ" if last in {"VERB", "ADJ", "NUM"} else "NOUN"

    @cached_property
    def tag(self) -> str:
        """The fine part of speech of a word."""
        if self.plain is not None:
            return self.plain.tag
        if self.kind or not self.tokens:
            return "NNP"
        if self.verb:
            return "VBZ" if self.lower.endswith("s") else "VBP"
        if self.lower in _LEMMAS:
            return "VBN"
        if len(self.tokens) == 1 or self._prefixed:
            return self.tokens[-1].tag_
        return "JJ" if self.pos == "ADJ" else "NN"

    @property
    def _prefixed(self) -> bool:
        return len(self.tokens) > 2 and self.tokens[0].lower_ in _PREFIXES


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: its units, the line it stands in, and the number of its line and of its section."""

    units: list[Unit]
    block: Block
    line: int
    section: int
    number: int = 0

    @property
    def start(self) -> int:
        """Offset of the first unit."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """Offset behind the last unit."""
        return self.units[-1].end

    @property
    def lower(self) -> str:
        """The units' text in lower case, joined by spaces; for looking up phrases."""
        return " ".join(u.lower for u in self.units)
