"""What all DAGs share: owner, tags, retries, the assets between them, and how a step is run inside a task.

Rule: importing this module is cheap, because every DAG file does it at parse time: `airflow.sdk` and the
standard library, nothing else. Steps are imported inside tasks. Only this module turns a step's errors into
Airflow's.
"""

import importlib
import json
import logging
import os
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from airflow.sdk import Asset, BaseNotifier, RetryPolicy, get_current_context
from airflow.sdk.definitions.retry_policy import RetryDecision
from airflow.sdk.exceptions import AirflowFailException

if TYPE_CHECKING:
    from airflow.sdk import Context

log = logging.getLogger(__name__)

OWNER = "newsreel"
# A fixed day in the past: no schedule may depend on when a file was parsed.
START = datetime(2026, 1, 1, tzinfo=UTC)
STAGED = Asset("newsreel/staged", uri="newsreel://staged")
PUBLISHED = Asset("newsreel/published", uri="newsreel://published")


class Tag(StrEnum):
    """The tags a DAG may carry in Airflow's UI."""

    SCRAPE = "scrape"
    PUBLISH = "publish"
    INGEST = "ingest"
    REPROCESS = "reprocess"
    WATCH = "watch"
    NETWORK = "network"
    SCHEDULED = "scheduled"
    MANUAL = "manual"
    EVENT = "event-driven"
    DISABLED = "source-disabled"


class PressRetryPolicy(RetryPolicy):
    """Waits as long as a site asked for, where a step knows it; else the task's own back-off."""

    def evaluate(
        self,
        exception: BaseException,
        try_number: int,  # noqa: ARG002 - the interface's
        max_tries: int,  # noqa: ARG002
        context: "Context | None" = None,  # noqa: ARG002
    ) -> RetryDecision:
        """Wait until the exception's `retry_at`, if it has one: at least 5 seconds, at most an hour."""
        moment = getattr(exception, "retry_at", None)
        if not isinstance(moment, datetime):
            return RetryDecision.default()
        wait = min(max((moment - datetime.now(UTC)).total_seconds(), 5.0), 3600.0)
        return RetryDecision.retry(timedelta(seconds=wait), reason=str(exception))


def task_defaults(**changes: Any) -> dict[str, Any]:
    """Return the arguments that every task has unless it says otherwise."""
    return {
        "owner": OWNER,
        "retries": 3,
        "retry_delay": timedelta(seconds=20),
        "retry_exponential_backoff": 2.0,
        "max_retry_delay": timedelta(minutes=15),
        "retry_policy": PressRetryPolicy(),
        "on_failure_callback": notifiers(),
        "execution_timeout": timedelta(minutes=30),
        **changes,
    }


def notifiers() -> list[BaseNotifier]:
    """Return who is told when a task has failed: $NEWSREEL_NOTIFIERS, a JSON list of Airflow's notifiers.

    Each is an object with `notifier`, the class, and the arguments it takes, which may be templates:
    `{"notifier": "airflow.providers.smtp.notifications.smtp.SmtpNotifier", "to": "desk@example.org"}`.
    ValueError with what is wrong, which Airflow shows as the DAG's import error.
    """
    given = os.environ.get("NEWSREEL_NOTIFIERS", "").strip()
    try:
        listed = json.loads(given or "[]")
        return [_notifier(**item) for item in listed]
    except (TypeError, ValueError, ImportError, AttributeError) as error:
        raise ValueError(f"NEWSREEL_NOTIFIERS is wrong: {error}") from error


def _notifier(notifier: str, **arguments: Any) -> BaseNotifier:
    module, _, name = notifier.rpartition(".")
    made = getattr(importlib.import_module(module), name)(**arguments)
    if not isinstance(made, BaseNotifier):
        raise TypeError(f"{notifier} is no notifier of Airflow")
    return made


def batch_id(context: Mapping[str, Any] | None = None) -> str:
    """Return the warehouse's id of the current run: Airflow's run ids repeat from DAG to DAG."""
    context = context or get_current_context()
    return f"{context['dag'].dag_id}:{context['run_id']}"


def daily(code: str) -> str:
    """Return a cron expression between 03:00 and 05:59 UTC, another minute for each source."""
    minute = zlib.crc32(code.encode()) % 180
    return f"{minute % 60} {3 + minute // 60} * * *"


def perform(step: Callable[..., Mapping[str, Any]], **inputs: Any) -> dict[str, Any]:
    """Run a step of `newsreel.steps` inside a task; its counts go to the log, the UI and the caller.

    A failure that no retry can mend becomes AirflowFailException; others are left to the task's retries.
    """
    from newsreel.steps.errors import StepError  # noqa: PLC0415 - not at parse time
    from newsreel.steps.house import open_house  # noqa: PLC0415

    context = get_current_context()
    name = step.__name__
    try:
        with open_house() as house:
            result = dict(step(house, **inputs))
    except StepError as error:
        log.error("step=%s run=%s failed for good: %s", name, batch_id(context), error)  # noqa: TRY400 - no trace
        raise AirflowFailException(str(error)) from error
    listed = " ".join(f"{key}={value}" for key, value in result.items() if isinstance(value, int))
    log.info("step=%s run=%s %s", name, batch_id(context), listed)
    # `map_index_template` shows it in the grid.
    context["counts"] = listed  # type: ignore[typeddict-unknown-key]  # Airflow's documented way to name a map index
    return result


def perform_batched(step: Callable[..., Mapping[str, Any]], **inputs: Any) -> list[int]:
    """Run a step that cuts its work into batches; return their numbers, to map tasks over.

    Tasks can only be mapped over what a task returns, so the counts go to the XCom `counts` beside it.
    """
    result = perform(step, **inputs)
    get_current_context()["ti"].xcom_push("counts", result)
    return list(range(1, int(result["batches"]) + 1))
