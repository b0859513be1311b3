"""Following Airflow's runs from outside: start them, wait for them and what they set off, say what failed.

Rule: a failed run is told with the task that failed and the end of its log; nothing waits without a deadline.
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime

from newsreel.errors import AirflowError
from newsreel.stack.rest import ENDED, POLL_SECONDS, Airflow, Run, Task

PUBLISH = "publish_records"
PARSE_SECONDS = 180
FIRST_RUN_SECONDS = 20
Nothing = Callable[[], None]


def await_dags(airflow: Airflow, dag_ids: Iterable[str], *, alive: Nothing = lambda: None) -> None:
    """Wait until Airflow has read these DAGs, and let them run; AirflowError with the reason if it cannot."""
    deadline = time.monotonic() + PARSE_SECONDS
    for dag_id in dag_ids:
        while (known := airflow.dag(dag_id)) is None or known.get("is_stale"):
            alive()
            if time.monotonic() > deadline:
                errors = "; ".join(f"{name}: {reason}" for name, reason in airflow.import_errors().items())
                raise AirflowError(
                    f"Airflow knows no DAG {dag_id} after {PARSE_SECONDS} s{f': {errors}' if errors else ''}"
                )
            time.sleep(POLL_SECONDS)
        if known["is_paused"]:
            airflow.unpause(dag_id)


def run_now(airflow: Airflow, dag_ids: Iterable[str], *, since: datetime) -> list[Run]:
    """Have each DAG run now: return the runs begun since a moment, and start one where there is none.

    A DAG that Airflow sees for the first time is run by its schedule at once.
    """
    runs: list[Run] = []
    deadline = time.monotonic() + FIRST_RUN_SECONDS
    for dag_id in dag_ids:
        while not airflow.runs(dag_id) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)  # its first run is about to be made
        begun = airflow.runs(dag_id, start_date_gte=since.isoformat()) + active(airflow, [dag_id])
        runs += {run.run_id: run for run in begun}.values() or [airflow.trigger(dag_id)]
    return runs


def active(airflow: Airflow, dag_ids: Iterable[str]) -> list[Run]:
    """Return the runs of some DAGs that are queued or running."""
    return [run for dag_id in dag_ids for run in airflow.runs(dag_id, state=["queued", "running"])]


def follow(
    airflow: Airflow,
    runs: Iterable[Run],
    *,
    seconds: float,
    on_change: Callable[[Run], None] = lambda _: None,
    alive: Nothing = lambda: None,
) -> list[Run]:
    """Wait until all runs have ended; raises AirflowError for the first that failed."""
    deadline = time.monotonic() + seconds
    waiting = list(runs)
    ended: list[Run] = []
    while waiting:
        alive()
        latest = [airflow.run(run.dag_id, run.run_id) for run in waiting]
        for former, now in zip(waiting, latest, strict=True):
            if now != former:
                on_change(now)
            if now.state == "failed":
                raise _failure(airflow, now)
        ended += [run for run in latest if run.has_ended]
        waiting = [run for run in latest if not run.has_ended]
        if waiting and time.monotonic() > deadline:
            names = ", ".join(run.dag_id for run in waiting)
            raise AirflowError(
                f"{names} did not end within {seconds:.0f} s", hint=f"follow it at {airflow.page(waiting[0])}"
            )
        time.sleep(POLL_SECONDS if waiting else 0)
    return ended


def await_consumers(
    airflow: Airflow,
    runs: Iterable[Run],
    dag_id: str,
    *,
    seconds: float = 120,
    alive: Nothing = lambda: None,
) -> list[Run]:
    """Return the runs of a DAG that take up what these runs told of; one that told of no asset has none.

    Airflow starts no run for an asset that is told of while another run waits: that run takes it up as well.
    So any run that began after the telling counts, linked to it or not.
    """
    deadline = time.monotonic() + seconds
    found: dict[str, Run] = {}
    for run in runs:
        while True:
            if (telling := airflow.telling(run)) is None:
                break
            children = [child for child in telling.started if child.dag_id == dag_id]
            children = children or airflow.runs(dag_id, start_date_gte=telling.at)
            found |= {child.run_id: child for child in children}
            if children:
                break
            alive()
            if time.monotonic() > deadline:
                raise AirflowError(
                    f"{run.dag_id} has not started {dag_id} within {seconds:.0f} s",
                    hint=f"is it paused? {airflow.url}/dags/{dag_id}",
                )
            time.sleep(POLL_SECONDS)
    return list(found.values())


def progress_of(run: Run) -> tuple[int, int]:
    """Return how many of a run's tasks are done, of how many."""
    ended = ENDED | {"skipped", "upstream_failed", "removed"}
    return sum(task.state in ended for task in run.tasks), len(run.tasks)


def _failure(airflow: Airflow, run: Run) -> AirflowError:
    failed: list[Task] = [task for task in run.tasks if task.state == "failed"]
    if not failed:
        return AirflowError(f"{run.dag_id} failed", hint=airflow.page(run))
    log = airflow.log_tail(run, failed[0])
    names = ", ".join(task.name for task in failed)
    return AirflowError(f"{run.dag_id} failed in {names}; the end of its log:\n{log}", hint=airflow.page(run))
