"""The verdict on one run's staged batch: what it says, what it writes, and whether the batch may be loaded.

Rule: the verdict is a function of the staged rows, the moment the batch was staged and the bounds; there is
no clock in it. It is written in one transaction, and checking the same batch again writes the same.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, func, select

from schemas.expectations.docs import Written, write_docs
from schemas.expectations.quarantine import write_verdicts
from schemas.expectations.rules import BatchBounds
from schemas.expectations.runner import Finding, run_suites
from schemas.expectations.suites import staged_tables
from schemas.vocabulary import Severity
from schemas.warehouse.engine import make_engine, warehouse_url
from schemas.warehouse.errors import BatchNotStagedError
from schemas.warehouse.tables import BatchState, batch, metadata, staged_article


class Outcome(StrEnum):
    """What the checks say about a batch."""

    LOADABLE = "loadable"  # all but the records in quarantine
    EMPTY = "empty"  # no article was staged, and no rule asks for any: there is nothing to load
    REJECTED = "rejected"  # a critical batch rule is broken or a check crashed: nothing is loaded


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks came to, in words for a log and counts for a report."""

    run_id: str
    outcome: Outcome
    reasons: tuple[str, ...]  # why it is rejected, a sentence each
    warnings: tuple[str, ...]  # what else is worth a look; these never stop
    rule_count: int
    held_count: int  # records in quarantine
    page: Path | None  # Data Docs of this run, when they were written

    @property
    def loadable(self) -> bool:
        """Whether the rest of the batch may be loaded."""
        return self.outcome is not Outcome.REJECTED


def validate(url: str, run_id: str, docs_dir: Path | None, bounds: BatchBounds | None = None) -> Verdict:
    """Check the staged batch of a run; write verdicts, quarantine and pages; say whether to load.

    `bounds` are those of the run's source; None for a run over several sources or by hand. No pages are
    written where `docs_dir` is None.
    Raises `BatchNotStagedError` for a run that has staged nothing or is still at it, `SuiteMissingError` for
    a staging table without rules, and `IncompleteResultError` when failing rows were cut off.
    """
    engine = make_engine(url)
    with engine.begin() as conn:
        row_counts = _row_counts(conn, run_id)
    found = run_suites(warehouse_url(url), run_id, row_counts, bounds)
    with engine.begin() as conn:
        conn.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"checks of {run_id}", 0))))
        held_count = write_verdicts(conn, run_id, found.findings)
    reasons = tuple(_sentence(f) for f in found.findings if f.stops)
    warnings = [_sentence(f) for f in found.findings if not f.success and not f.stops]
    outcome = (
        Outcome.REJECTED
        if reasons
        else Outcome.LOADABLE
        if row_counts[staged_article.name]
        else Outcome.EMPTY
    )
    pages = write_docs(docs_dir, run_id, found.results, str(outcome)) if docs_dir else Written(None)
    if pages.problem:
        warnings.append(f"docs.written: {pages.problem}")
    return Verdict(run_id, outcome, reasons, tuple(warnings), len(found.findings), held_count, pages.page)


def _row_counts(conn: Connection, run_id: str) -> dict[str, int]:
    state = conn.scalar(select(batch.c.state).where(batch.c.run_id == run_id))
    if state is None or state == BatchState.OPEN:
        raise BatchNotStagedError(
            f"the batch of run {run_id} is {state or 'unknown'}: only a staged batch can be checked"
        )
    tables = [metadata.tables[f"staging.{name}"] for name in staged_tables()]
    return {
        table.name: conn.scalar(select(func.count()).select_from(table).where(table.c.run_id == run_id)) or 0
        for table in tables
    }


def _sentence(finding: Finding) -> str:
    if finding.exception:
        return f"{finding.rule.name}: the check itself failed: {finding.exception.splitlines()[0]}"
    if finding.observed is not None:
        return f"{finding.rule.name}: {finding.rule.explain(finding.observed)}"
    broken = f"{finding.unexpected} of {finding.evaluated} rows" if finding.evaluated else "the batch"
    held = "; held back" if finding.rule.severity is Severity.CRITICAL else ""
    return f"{finding.rule.name}: broken by {broken}{held}"
