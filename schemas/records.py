"""The records: what an extraction hands over, field by field, with the words each value was read from.

Rule: a value without evidence is no value. `Evidence` covers every leaf that is not a default, and the model
refuses a record in which one is missing; `ungrounded` compares the evidence with the text itself.
The annotation guidelines in `corpus/GUIDELINES.md` say what belongs in each field.
"""

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from schemas.vocabulary import AnnouncementKind, ForumKind, PanelKind, Part, Qualifier

Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
_MONTH_AND_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
# "--11-07" is a day whose year nothing tells, as XML Schema writes it (gMonthDay).
PartialDate = Annotated[
    str, StringConstraints(pattern=rf"^(\d{{4}}|\d{{4}}-(0[1-9]|1[0-2])|(\d{{4}}|-)-{_MONTH_AND_DAY})$")
]
RecordType = Literal["forum", "panel", "announcement", "quote"]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Model(BaseModel):
    """What all parts of a record share: closed, immutable, no surprises."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Evidence(Model):
    """The exact words one value was read from: `text[start:end]` of the article's text, in characters."""

    field: str = Field(
        description='Path of the value: "name", "organizers[0]", "participants[1].role", "amounts[0]"'
    )
    start: int = Field(ge=0, description="Offset of the first character")
    end: int = Field(gt=0, description="Offset behind the last character")

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.end <= self.start:
            raise ValueError(
                f"evidence for {self.field} ends at {self.end}, before it starts at {self.start}"
            )
        return self


class Attendance(Model):
    """How many came to a forum or are expected."""

    value: int = Field(ge=0, description="The number of people")
    unit: Name | None = Field(default=None, description="The noun as written, plural")
    qualifier: Qualifier = Field(default=Qualifier.EXACT, description="How exact the number is meant")


class Participant(Model):
    """A person who speaks in a session."""

    name: Name = Field(description="Full name in the longest form of the article")
    part: Part = Field(default=Part.SPEAKER, description="Speaker or moderator")
    role: Name | None = Field(default=None, description="Job as written")
    affiliation: Name | None = Field(default=None, description="Company or body")
    works: tuple[Name, ...] = Field(default=(), description="Titles tied to the person here")


class Person(Model):
    """A person an announcement is about."""

    name: Name = Field(description="Full name in the longest form of the article")
    role: Name | None = Field(default=None, description="The person's role in what is announced, as written")


class Amount(Model):
    """A sum of money."""

    value: float = Field(ge=0, description="In units of the currency")
    currency: Currency = Field(default="USD", description="ISO 4217; a bare $ is USD")
    qualifier: Qualifier = Field(default=Qualifier.EXACT, description="How exact the sum is meant")


class Count(Model):
    """A counted thing that is not money."""

    value: float = Field(ge=0, description="The number")
    unit: Name | None = Field(default=None, description="The noun as written, plural")
    qualifier: Qualifier = Field(default=Qualifier.EXACT, description="How exact the number is meant")


class Record(Model):
    """What all records share: how sure the extraction is, and where each value stands."""

    # Groups whose number, unit and qualifier are read from one span, and defaults that need no words.
    whole: ClassVar[frozenset[str]] = frozenset({"attendance", "amounts", "counts"})

    confidence: float = Field(default=1.0, ge=0, le=1, description="Calibrated share of right facts, 0 to 1")
    evidence: tuple[Evidence, ...] = Field(
        default=(), description="For each value the words it was read from"
    )

    def paths(self) -> Iterator[tuple[str, object]]:
        """Yield (path, value) for each value that needs evidence."""
        for name in type(self).model_fields:
            if name in {"confidence", "evidence"}:
                continue
            yield from _leaves(name, getattr(self, name), self.whole)

    @model_validator(mode="after")
    def _every_value_has_evidence(self) -> Self:
        shown = {re.sub(r"^text\[\d+\]$", "text", e.field) for e in self.evidence}
        if missing := [path for path, _ in self.paths() if path not in shown]:
            raise ValueError(f"no evidence for {', '.join(missing)}")
        return self


def _leaves(path: str, value: object, whole: frozenset[str]) -> Iterator[tuple[str, object]]:
    if value is None or value == () or (path.endswith(".part") and value is Part.SPEAKER):
        return
    if isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _leaves(f"{path}[{n}]", item, whole)
    elif isinstance(value, Model) and path.partition("[")[0] not in whole:
        for name in type(value).model_fields:
            yield from _leaves(f"{path}.{name}", getattr(value, name), whole)
    else:
        yield path, value


class Forum(Record):
    """A gathering that the article reports on."""

    name: Name = Field(description="Its name, in the longest form of the article")
    kind: ForumKind = Field(description="By its name or description")
    edition: int | None = Field(
        default=None, ge=1, le=500, description='Which one: "28th" is 28, "inaugural" 1'
    )
    organizers: tuple[Name, ...] = Field(default=(), description="Who holds, hosts, runs or presents it")
    partners: tuple[Name, ...] = Field(
        default=(), description="Who it is held with; co-hosts, sponsors, supporters"
    )
    parent_event: Name | None = Field(default=None, description="The larger gathering it is part of")
    venue: Name | None = Field(default=None, description="The place, as the text names it")
    city: Name | None = Field(default=None, description="The city, as the text names it")
    country: Name | None = Field(default=None, description="The country, as the text names it")
    start_date: PartialDate | None = Field(default=None, description="First day, as exact as the text allows")
    end_date: PartialDate | None = Field(
        default=None, description="Last day; a one-day event has both the same"
    )
    attendance: Attendance | None = Field(default=None, description="The headline figure")


class Panel(Record):
    """A session at a gathering, with named people."""

    title: Name | None = Field(default=None, description="Its title, or what the article calls it")
    kind: PanelKind = Field(description="Its form")
    event: Name | None = Field(default=None, description="The gathering it belongs to, by its full name")
    date: PartialDate | None = Field(default=None, description="The day it is or was held")
    participants: tuple[Participant, ...] = Field(min_length=1, description="Who speaks in it")


class Announcement(Record):
    """Something a party makes public: one kind, one subject."""

    kind: AnnouncementKind = Field(description="What sort of thing is announced")
    subject: Name | None = Field(default=None, description="Fund, programme, prize, post or package")
    by: tuple[Name, ...] = Field(default=(), description="Who acts or announces")
    with_: tuple[Name, ...] = Field(default=(), alias="with", description="The other parties")
    people: tuple[Person, ...] = Field(default=(), description="Whom it is about; not the spokesperson")
    titles: tuple[Name, ...] = Field(default=(), description="Works it is about")
    amounts: tuple[Amount, ...] = Field(default=(), description="Sums of money")
    counts: tuple[Count, ...] = Field(
        default=(), description="Counted things other than money, years, durations"
    )
    date: PartialDate | None = Field(
        default=None, description="When it takes effect, else when it was announced"
    )
    places: tuple[Name, ...] = Field(default=(), description="Countries, territories or cities it applies to")

    def paths(self) -> Iterator[tuple[str, object]]:
        """Yield (path, value), with the field names of the contract."""
        for path, value in super().paths():
            yield path.replace("with_", "with", 1), value


class Quote(Record):
    """Direct speech of at least four words; interrupted parts are joined by one space."""

    speaker: Name = Field(description="Full name, or the body whose statement it is")
    text: Text = Field(description='As printed, without outer marks; evidence "text[0]", "text[1]" a part')


class Records(Model):
    """All records of one article."""

    forums: tuple[Forum, ...] = Field(default=())
    panels: tuple[Panel, ...] = Field(default=())
    announcements: tuple[Announcement, ...] = Field(default=())
    quotes: tuple[Quote, ...] = Field(default=())

    def each(self) -> Iterator[tuple[RecordType, Record]]:
        """Yield (type, record) in the order of the lists."""
        for forum in self.forums:
            yield "forum", forum
        for panel in self.panels:
            yield "panel", panel
        for announcement in self.announcements:
            yield "announcement", announcement
        for quote in self.quotes:
            yield "quote", quote


def evidence_of(record: Record, path: str) -> list[Evidence]:
    """Return the evidence of one value; a quote's text has one a part, in order."""
    return [e for e in record.evidence if e.field == path or (path == "text" and e.field.startswith("text["))]


def ungrounded(record: Record, text: str) -> list[str]:
    """Return the paths of string values that do not stand, word for word, in their evidence.

    Word for word means: the same letters and digits in the same order, whatever the case, spacing and
    punctuation. Codes, dates and numbers are read, not copied; their evidence has only to lie in the text.
    """
    wrong = []
    for path, value in record.paths():
        spans = evidence_of(record, path)
        if any(e.end > len(text) for e in spans):
            wrong.append(path)
        elif type(value) is str and not _is_read(path):
            words = " ".join(text[e.start : e.end] for e in spans)
            if _fold(value) not in _fold(words):
                wrong.append(path)
        elif isinstance(value, Attendance | Count) and value.unit:
            words = " ".join(text[e.start : e.end] for e in spans)
            if _fold(value.unit) not in _fold(words):
                wrong.append(f"{path}.unit")
    return wrong


def _is_read(path: str) -> bool:
    return path in {"date", "start_date", "end_date"}


def _fold(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).casefold().strip()
