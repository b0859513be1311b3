"""A small client for Airflow's REST API: trigger a run, follow it, and tell why it failed.

Rule: every request has a deadline, and every answer that is no success becomes an AirflowError that says what
was asked. No proxy is ever used: the stack is on loopback.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from newsreel.errors import AirflowError

ENDED = frozenset({"success", "failed"})
POLL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Task:
    """One task instance of a run."""

    task_id: str
    map_index: int
    state: str | None
    try_number: int

    @property
    def name(self) -> str:
        """The task's id, with the number of its batch when it is mapped."""
        return self.task_id if self.map_index < 0 else f"{self.task_id}[{self.map_index}]"


@dataclass(frozen=True, slots=True)
class Run:
    """A DAG run and, once asked for, its tasks."""

    dag_id: str
    run_id: str
    state: str
    tasks: tuple[Task, ...] = field(default=())

    @property
    def has_ended(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class Telling:
    """What a run told of its assets: when for the last time, as ISO text, and the runs that it started."""

    at: str
    started: tuple[Run, ...]


class Airflow:
    """An Airflow at a URL; logs in on first use and again when its token has run out."""

    def __init__(self, url: str, user: str, password: str, *, seconds: float = 30) -> None:
        self.url = url.rstrip("/")
        self._user = user
        self._password = password
        self._client = httpx.Client(base_url=self.url, timeout=seconds, trust_env=False)
        self._token: str | None = None

    def __enter__(self) -> "Airflow":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def answers(self, path: str) -> bool:
        """Tell whether a public page of the server answers."""
        try:
            return self._client.get(path, timeout=10).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def health(self) -> dict[str, str | None]:
        """Return the state of each component that the server knows, "healthy" when it is."""
        try:
            answer = self._client.get("/api/v2/monitor/health", timeout=10)
            parts = answer.json() if answer.status_code == httpx.codes.OK else {}
        except (httpx.TransportError, ValueError):
            return {}
        return {name: part.get("status") for name, part in parts.items() if isinstance(part, dict)}

    def dag(self, dag_id: str) -> dict[str, Any] | None:
        """Return what Airflow knows about a DAG, None while it has not parsed it."""
        return self._find(f"/dags/{dag_id}")

    def dag_ids(self) -> list[str]:
        """Return the DAGs that have been parsed."""
        return [dag["dag_id"] for dag in self._pages("/dags", "dags")]

    def import_errors(self) -> dict[str, str]:
        """Return the DAG files that could not be read, with the last line of the reason."""
        errors = self._pages("/importErrors", "import_errors")
        return {e["filename"]: e["stack_trace"].strip().splitlines()[-1] for e in errors}

    def unpause(self, dag_id: str) -> None:
        """Let a DAG run."""
        self._request("PATCH", f"/dags/{dag_id}", json={"is_paused": False})

    def trigger(self, dag_id: str, conf: dict[str, Any] | None = None) -> Run:
        """Start a run by hand; a refused Param is an AirflowError with Airflow's own words."""
        body = {"logical_date": None, "conf": conf or {}}
        answer = self._request("POST", f"/dags/{dag_id}/dagRuns", json=body).json()
        return Run(dag_id, answer["dag_run_id"], answer["state"])

    def run(self, dag_id: str, run_id: str) -> Run:
        """Return a run with its tasks as they are now."""
        path = f"/dags/{dag_id}/dagRuns/{run_id}"
        answer = self._get(path)
        tasks = tuple(
            Task(t["task_id"], t["map_index"], t["state"], t["try_number"])
            for t in self._pages(f"{path}/taskInstances", "task_instances")
        )
        return Run(dag_id, run_id, answer["state"], tasks)

    def runs(self, dag_id: str, **query: Any) -> list[Run]:
        """Return the runs of a DAG that a query of the REST API selects, without their tasks."""
        found = self._pages(f"/dags/{dag_id}/dagRuns", "dag_runs", **query)
        return [Run(dag_id, run["dag_run_id"], run["state"]) for run in found]

    def telling(self, run: Run) -> Telling | None:
        """Return what a run told of its assets; None when it told of none."""
        query = {"source_dag_id": run.dag_id, "source_run_id": run.run_id}
        events = self._pages("/assets/events", "asset_events", **query)
        if not events:
            return None
        started = {
            (child["dag_id"], child["run_id"]): Run(child["dag_id"], child["run_id"], child["state"])
            for event in events
            for child in event["created_dagruns"]
        }
        return Telling(max(event["timestamp"] for event in events), tuple(started.values()))

    def log_tail(self, run: Run, task: Task, *, lines: int = 15) -> str:
        """Return the last lines of a task's log."""
        path = f"/dags/{run.dag_id}/dagRuns/{run.run_id}/taskInstances/{task.task_id}/logs/{task.try_number}"
        answer = self._find(path, map_index=task.map_index, full_content=True)
        return "\n".join(list(_log_lines((answer or {}).get("content")))[-lines:])

    def page(self, run: Run) -> str:
        """Return the address of a run in Airflow's UI."""
        return f"{self.url}/dags/{run.dag_id}/runs/{run.run_id}"

    def _pages(self, path: str, key: str, **query: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while True:
            page = self._get(path, limit=100, offset=len(found), **query)
            found.extend(page[key])
            if not page[key] or len(found) >= page["total_entries"]:
                return found

    def _get(self, path: str, **query: Any) -> dict[str, Any]:
        value: dict[str, Any] = self._request("GET", path, params=query).json()
        return value

    def _find(self, path: str, **query: Any) -> dict[str, Any] | None:
        answer = self._request("GET", path, params=query, allow_missing=True)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        value: dict[str, Any] = answer.json()
        return value

    def _request(
        self, method: str, path: str, *, allow_missing: bool = False, **options: Any
    ) -> httpx.Response:
        try:
            answer = self._send(method, path, **options)
            if answer.status_code == httpx.codes.UNAUTHORIZED:
                self._token = None
                answer = self._send(method, path, **options)
        except httpx.TransportError as error:
            raise AirflowError(
                f"Airflow at {self.url} does not answer ({type(error).__name__})",
                hint="`newsreel status` tells what runs; `make up` starts it",
            ) from error
        if answer.is_success or (allow_missing and answer.status_code == httpx.codes.NOT_FOUND):
            return answer
        raise AirflowError(f"Airflow refused {method} {path}: {_detail(answer)}")

    def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        if self._token is None:
            login = {"username": self._user, "password": self._password}
            answer = self._client.post("/auth/token", json=login)
            if not answer.is_success:
                raise AirflowError(
                    f"Airflow at {self.url} did not let {self._user} in: {_detail(answer)}",
                    hint="set NEWSREEL_AIRFLOW_USER and NEWSREEL_AIRFLOW_PASSWORD",
                )
            self._token = answer.json()["access_token"]
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        return self._client.request(method, f"/api/v2{path}", headers=headers, **options)


def _detail(answer: httpx.Response) -> str:
    try:
        detail = answer.json()["detail"]
    except (ValueError, KeyError, TypeError):
        detail = answer.text[:300]
    return f"{answer.status_code} {detail}"


def _log_lines(content: object) -> Iterator[str]:
    """Yield the lines of a task's log: structured events, or plain text as it was."""
    if isinstance(content, str):
        yield from content.splitlines()
        return
    for event in content if isinstance(content, list) else []:
        if not isinstance(event, dict):
            yield str(event)
            continue
        text = str(event.get("event", ""))
        if text.startswith("::"):  # marks of a folding group
            continue
        yield text
        for detail in event.get("error_detail") or []:
            yield f"{detail.get('exc_type')}: {detail.get('exc_value')}"
