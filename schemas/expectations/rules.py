"""What a rule is: a name, what it checks, how hard it is, and the sentence a person reads when it is broken.

Rule: this module and `suites` know nothing of Great Expectations, so that docs and pages may list the rules
without paying for its import; `runner` alone turns a check into an expectation.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from schemas.vocabulary import Severity

# What Great Expectations calls the batch in a query; a subquery refers to the row's columns by it.
ROW = "subselect"


class Level(StrEnum):
    """What a rule judges: each row by itself, or the batch as a whole."""

    ROW = "row"
    BATCH = "batch"


class BatchBounds(BaseModel):
    """What a source's batch must look like; a run over several sources, or by hand, has no such bounds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    min_week: int = Field(default=0, ge=0, description="Articles a week; fewer stop the batch")
    max_week: int | None = Field(default=None, ge=1, description="Articles a week; more give a warning")
    confidence_threshold: float = Field(
        default=0.0, ge=0, le=1, description="Records below this confidence are quarantined"
    )
    max_dateless_share: float = Field(
        default=0.5, ge=0, le=1, description="Share of articles without a date; a larger one stops the batch"
    )
    max_age_days: int | None = Field(
        default=30, ge=1, description="Age of the newest article; an older one gives a warning"
    )
    max_known_share: float = Field(
        default=0.9, ge=0, le=1, description="Share of articles that an earlier run staged; more warn"
    )


@dataclass(frozen=True, slots=True)
class Present:
    """The column has a value."""

    column: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """The column, when it has a value, has one of these."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """The column, when it has a value, lies between these bounds, both included."""

    column: str
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Shaped:
    """The column, when it has a value, matches a PostgreSQL regular expression, or does not."""

    column: str
    pattern: str
    matches: bool = True


@dataclass(frozen=True, slots=True)
class Short:
    """The column, when it has a value, is no longer than so many characters."""

    column: str
    most: int


@dataclass(frozen=True, slots=True)
class Never:
    r"""No row for which this SQL condition holds.

    A subquery refers to the row by `ROW`. Colons before letters and braces have a meaning to the libraries on
    the way: write `cast(x as date)`, and `\u007b` in a pattern.
    """

    column: str | None
    condition: str


Check = Present | OneOf | Between | Shaped | Short | Never


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a suite.

    `reason` is what a person reads in the quarantine; `{value}` in it is the value that breaks the rule.
    `value`, an SQL expression over the row, computes it where the column alone does not tell.
    """

    name: str
    check: Check | Callable[[BatchBounds], Check | None]
    reason: str
    severity: Severity = Severity.CRITICAL
    level: Level = Level.ROW
    value: str | None = None
    at_least_rows: int = 0  # a batch rule on shares says nothing about a batch with fewer articles

    @property
    def column(self) -> str | None:
        """The column the rule looks at; None where it looks at several."""
        check = self.check_for(BatchBounds())
        return check.column if check else None

    def check_for(self, bounds: BatchBounds | None) -> Check | None:
        """Return what to check under these bounds; None where the rule needs bounds that are not given."""
        if callable(self.check):
            return self.check(bounds) if bounds is not None else None
        return self.check

    def explain(self, value: str | None) -> str:
        """Return the reason with the value in it, cut to a readable length."""
        shown = "nothing" if value is None else value if len(value) <= 120 else f"{value[:117]}…"
        return self.reason.replace("{value}", shown)


def one_of(column: str, codes: Iterable[str]) -> OneOf:
    """Return the check that a column keeps to a closed list."""
    return OneOf(column, tuple(str(code) for code in codes))
