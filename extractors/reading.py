"""What the language layer hands to the record modules: one article, read once.

Rule: all offsets are characters of `Reading.text`, and every value a record module emits is cut from spans
given here. The record modules never call the model, and never look outside the reading.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from spacy.tokens import Doc, Span

from schemas.vocabulary import Qualifier


class BlockKind(StrEnum):
    """What a line of the text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text; `start` lies behind a heading's `## ` or an item's `- `."""

    kind: BlockKind
    start: int
    end: int


class EntityKind(StrEnum):
    """What a name stands for."""

    PERSON = "person"
    BODY = "body"  # company, broadcaster, ministry, guild, fund as an actor
    EVENT = "event"  # a gathering: festival, market, forum, awards show
    WORK = "work"  # film, series, book, game, song, podcast
    SCHEME = "scheme"  # a named fund, programme, lab, prize
    VENUE = "venue"
    CITY = "city"
    COUNTRY = "country"
    REGION = "region"
    SESSION = "session"  # the title of a talk or panel


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the text that a value is cut from."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Entity:
    """One thing in the world as the article names it; `name` is its longest proper form."""

    kind: EntityKind
    name: Words
    mentions: list["Mention"] = field(default_factory=list)
    roles: list[Words] = field(default_factory=list)  # a person's jobs as written, best first
    employers: list["Entity"] = field(default_factory=list)  # a person's companies or bodies, best first
    works: list["Entity"] = field(default_factory=list)  # titles tied to a person


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named or referred to ("Kim", "the exec", "she", "the streamer")."""

    entity: Entity
    start: int
    end: int
    is_name: bool  # False for pronouns and role references


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or range read from the text, resolved against the day of publication.

    `start` and `end` are ISO strings, as exact as the words allow; a single day has both the same.
    """

    start_offset: int
    end_offset: int
    start: str
    end: str
    is_range: bool


@dataclass(frozen=True, slots=True)
class MoneySpan:
    """A sum of money; `value` in units of `currency` (ISO 4217)."""

    start: int
    end: int
    value: float
    currency: str
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class CountSpan:
    """A counted noun: "more than 13,000 participants"; the unit is the noun phrase as written."""

    start: int
    end: int
    value: float
    unit: Words | None
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """One statement of direct speech: its parts without outer marks, and who says it."""

    parts: tuple[Words, ...]
    speaker: Entity | None
    cue: Words | None  # the attribution verb


@dataclass(slots=True, eq=False)
class Reading:
    """One article, read once; everything in the order of the text."""

    text: str
    title: str | None
    published: date | None
    blocks: list[Block]
    doc: Doc  # over `text` as a whole: token.idx is an offset of the article
    entities: list[Entity]
    mentions: list[Mention]
    dates: list[DateSpan]
    money: list[MoneySpan]
    counts: list[CountSpan]
    quotes: list[QuoteSpan]
    stand_ins: list[Mention] = field(
        default_factory=list
    )  # "the film", "the scheme", "it": not in `mentions`
    unclaimed: list[QuoteSpan] = field(default_factory=list)  # words in quotation marks that nobody says
    _starts: list[int] = field(init=False, repr=False)  # where each token begins

    def __post_init__(self) -> None:
        self._starts = self.doc.to_array("IDX").tolist()

    def stands_for(self, start: int, end: int) -> Entity | None:
        """Return what a reference without a name stands for ("she", "the exec", "the film"), or None."""
        for mention in (*self.mentions, *self.stand_ins):
            if not mention.is_name and mention.start <= start and end <= mention.end:
                return mention.entity
        return None

    def words(self, start: int, end: int) -> Words:
        """Cut a stretch out of the text."""
        return Words(start, end, self.text[start:end])

    def tokens(self, start: int, end: int) -> Span:
        """Return the tokens that cover a stretch, widened to token bounds."""
        covered = self.covered(start, end)
        return self.doc[covered.start : covered.stop]

    def covered(self, start: int, end: int) -> range:
        """Return the numbers of the tokens that cover a stretch, widened to token bounds."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        return range(first, bisect_left(self._starts, max(end, start + 1)))

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence around an offset."""
        return self.doc[max(bisect_right(self._starts, offset) - 1, 0)].sent

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie wholly inside a stretch, in order."""
        return [m for m in self.mentions if m.start >= start and m.end <= end]
