"""Runs the suites over one run's staged rows with Great Expectations and returns what they found.

Rule: staging is committed before, because the library reads through connections of its own; they are closed
after. A result that is not complete is an error: the library cuts lists of failing rows without a word, so
their length is compared with the count each time. A check that crashes is critical, whatever its severity.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import great_expectations as gx
from great_expectations.core.expectation_validation_result import (
    ExpectationSuiteValidationResult,
    ExpectationValidationResult,
)
from great_expectations.core.partitioners import PartitionerColumnValue
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.types.base import DataContextConfig, ProgressBarsConfig
from great_expectations.expectations.core.expect_column_value_lengths_to_be_between import (
    ExpectColumnValueLengthsToBeBetween,
)
from great_expectations.expectations.core.expect_column_values_to_be_between import (
    ExpectColumnValuesToBeBetween,
)
from great_expectations.expectations.core.expect_column_values_to_be_in_set import (
    ExpectColumnValuesToBeInSet,
)
from great_expectations.expectations.core.expect_column_values_to_match_regex import (
    ExpectColumnValuesToMatchRegex,
)
from great_expectations.expectations.core.expect_column_values_to_not_be_null import (
    ExpectColumnValuesToNotBeNull,
)
from great_expectations.expectations.core.expect_column_values_to_not_match_regex import (
    ExpectColumnValuesToNotMatchRegex,
)
from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
from great_expectations.expectations.row_conditions import Column
from sqlalchemy import URL

from schemas.expectations.profile import PROFILE
from schemas.expectations.rules import (
    BatchBounds,
    Between,
    Check,
    Level,
    Never,
    OneOf,
    Present,
    Rule,
    Shaped,
    Short,
)
from schemas.expectations.suites import BATCH, suite_of
from schemas.vocabulary import Severity

log = logging.getLogger(__name__)

MAX_ROWS = 100_000
_QUERY_ROWS = 200  # more rows than these the library leaves out of the result of a query
_RESULTS = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": ["row_no"],
    "partial_unexpected_count": MAX_ROWS,
    "return_unexpected_index_query": False,
}


class IncompleteResultError(RuntimeError):
    """More failing rows were counted than listed; nothing may be loaded on such a verdict."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule came to; `rows` identify the failing rows by the columns of `row_identity`."""

    suite: str
    rule: Rule
    success: bool
    evaluated: int | None = None
    unexpected: int | None = None
    observed: str | None = None
    exception: str | None = None
    rows: tuple[tuple[Any, ...], ...] = ()

    @property
    def stops(self) -> bool:
        """Whether the batch may not be loaded because of it."""
        critical_batch_rule = (
            self.rule.level is Level.BATCH and self.rule.severity is Severity.CRITICAL and not self.success
        )
        return self.exception is not None or critical_batch_rule


@dataclass(frozen=True, slots=True)
class Findings:
    """What all rules came to, and the library's own results for its pages, by suite."""

    findings: list[Finding]
    results: dict[str, ExpectationSuiteValidationResult] = field(default_factory=dict)


def rule_name(one: ExpectationValidationResult) -> str:
    """Return the name of the rule that one of the library's results is about."""
    if one.expectation_config is None or not one.expectation_config.meta:
        raise ValueError("a result of Great Expectations without the rule's name")
    return str(one.expectation_config.meta["rule"])


def row_identity(table: str) -> tuple[str, ...]:
    """Return the columns that tell one row of a run from another."""
    return ("record_key", "ordinal") if table == "evidence" else ("row_no",)


def run_suites(url: URL, run_id: str, row_counts: dict[str, int], bounds: BatchBounds | None) -> Findings:
    """Check the staged rows of a run; `row_counts` tells for each staging table how many rows it has.

    A table without rows keeps all its rules: there is nothing that could break them.
    """
    findings = []
    tables = []
    for table, count in row_counts.items():
        if table == BATCH or count:
            tables.append(table)
        else:
            findings += [Finding(table, rule, success=True, evaluated=0) for rule in suite_of(table)]
    with _warehouse(url) as (context, source):
        definitions = {table: _definition(context, source, table, bounds) for table in tables}
        checkpoint = context.checkpoints.add(
            gx.Checkpoint(
                name="staged", validation_definitions=list(definitions.values()), result_format=_RESULTS
            )
        )
        done = checkpoint.run(
            batch_parameters={"run_id": run_id}, run_id=RunIdentifier(run_name=run_id)
        ).run_results
        results = {result.suite_name: result for result in done.values()}
        for table in tables:
            findings += _findings(table, row_counts[table], results[table], definitions[table], run_id)
    return Findings(findings, results)


@contextmanager
def _warehouse(url: URL) -> Iterator[tuple[Any, Any]]:
    stores = {
        "expectations_store": {"class_name": "ExpectationsStore"},
        "validation_results_store": {"class_name": "ValidationResultsStore"},
        "checkpoint_store": {"class_name": "CheckpointStore"},
        "validation_definition_store": {"class_name": "ValidationDefinitionStore"},
    }
    config = DataContextConfig(
        config_version=4,
        expectations_store_name="expectations_store",
        validation_results_store_name="validation_results_store",
        checkpoint_store_name="checkpoint_store",
        stores=stores,
        data_docs_sites={},
        progress_bars=ProgressBarsConfig(globally=False),
        analytics_enabled=False,
    )
    # A context of its own for each batch: results pile up in its memory.
    context = gx.get_context(project_config=config, mode="ephemeral")
    limited = url.update_query_dict(
        {
            "application_name": "newsreel checks",
            "options": "-c statement_timeout=300000 -c timezone=UTC -c search_path=staging",
        }
    )
    source = context.data_sources.add_postgres(
        "warehouse", connection_string=limited.render_as_string(hide_password=False)
    )
    try:
        yield context, source
    finally:
        source.get_execution_engine().close()
        source.get_engine().dispose()


def _definition(context: Any, source: Any, table: str, bounds: BatchBounds | None) -> Any:
    if table == BATCH:
        asset = source.add_query_asset(table, query=PROFILE)
    else:
        asset = source.add_table_asset(table, table_name=table)
    batch = asset.add_batch_definition(
        "by_run", partitioner=PartitionerColumnValue(column_name="run_id"), validate_partitioner=False
    )
    suite = context.suites.add(gx.ExpectationSuite(table, expectations=list(_expectations(table, bounds))))
    return context.validation_definitions.add(gx.ValidationDefinition(name=table, data=batch, suite=suite))


def _expectations(table: str, bounds: BatchBounds | None) -> Iterator[Any]:
    for rule in suite_of(table):
        check = rule.check_for(bounds)
        if check is None:
            continue
        common: dict[str, Any] = {
            "meta": {"rule": rule.name, "level": str(rule.level)},
            "severity": str(rule.severity),
            "description": f"{rule.name} ({rule.severity}): {rule.reason.replace('{value}', '…')}",
        }
        if rule.at_least_rows:
            common["row_condition"] = Column("article_count") >= rule.at_least_rows
        yield _expectation(check, ", ".join(row_identity(table)), common)


def _expectation(check: Check, identity: str, common: dict[str, Any]) -> Any:
    match check:
        case Present(column):
            return ExpectColumnValuesToNotBeNull(column=column, **common)
        case OneOf(column, values):
            return ExpectColumnValuesToBeInSet(column=column, value_set=list(values), **common)
        case Between(column, least, most):
            return ExpectColumnValuesToBeBetween(column=column, min_value=least, max_value=most, **common)
        case Short(column, most):
            return ExpectColumnValueLengthsToBeBetween(column=column, max_value=most, **common)
        case Shaped(column, pattern, matches):
            shape = ExpectColumnValuesToMatchRegex if matches else ExpectColumnValuesToNotMatchRegex
            return shape(column=column, regex=pattern, **common)
        case Never(_, condition):
            # No alias behind {batch}: the library gives it one, and conditions refer to it.
            query = f"select {identity} from {{batch}} where {condition}"  # noqa: S608 - constants of `suites`
            return UnexpectedRowsExpectation(unexpected_rows_query=query, **common)


def _findings(
    table: str, row_count: int, result: ExpectationSuiteValidationResult, definition: Any, run_id: str
) -> Iterator[Finding]:
    rules = {rule.name: rule for rule in suite_of(table)}
    expectations = {e.meta["rule"]: e for e in definition.suite.expectations}
    for one in result.results:
        rule = rules[rule_name(one)]
        if crash := _crash(one):
            yield Finding(table, rule, success=False, exception=crash)
        elif rule.level is Level.BATCH:
            yield _batch_finding(table, rule, one)
        elif isinstance(expectations[rule.name], UnexpectedRowsExpectation):
            rows = _query_rows(one, definition, expectations[rule.name], run_id)
            yield _row_finding(table, rule, row_count, one.result["observed_value"], rows)
        else:
            rows = one.result["unexpected_index_list"]
            looked_at = one.result["element_count"] - one.result.get("missing_count", 0)
            yield _row_finding(table, rule, looked_at, one.result["unexpected_count"], rows)


def _query_rows(one: ExpectationValidationResult, definition: Any, expectation: Any, run_id: str) -> Any:
    if one.result["observed_value"] > _QUERY_ROWS:
        return definition.get_unexpected_rows(expectation, batch_parameters={"run_id": run_id})
    return one.result["details"]["unexpected_rows"]


def _row_finding(table: str, rule: Rule, looked_at: int, count: int, rows: Any) -> Finding:
    keys = tuple(tuple(row[name] for name in row_identity(table)) for row in rows)
    if len(keys) != count:
        raise IncompleteResultError(
            f"{rule.name}: {count} rows break it, but {len(keys)} are listed; "
            f"make the batch smaller (at most {MAX_ROWS} failing rows)"
        )
    return Finding(table, rule, success=not keys, evaluated=looked_at, unexpected=count, rows=keys)


def _batch_finding(table: str, rule: Rule, one: ExpectationValidationResult) -> Finding:
    values = one.result.get("unexpected_list") or []
    return Finding(
        table,
        rule,
        success=bool(one.success),
        evaluated=one.result["element_count"] - one.result.get("missing_count", 0),
        unexpected=one.result["unexpected_count"],
        observed=f"{float(values[0]):g}" if values else None,
    )


def _crash(one: ExpectationValidationResult) -> str | None:
    """Return why the check itself failed; the library gives one exception, or one a metric."""
    info: dict[str, Any] = one.exception_info or {}
    every = [info] if "raised_exception" in info else list(info.values())
    texts = {str(e["exception_message"]).strip() for e in every if e["raised_exception"]}
    return "\n".join(sorted(texts)) or None
