"""Airflow's processes: what is started, in which order, and how one sees that it is ready.

Rule: the API server comes first and has built its execution API before any scheduler runs, or first tasks
fail; the scheduler stops first. The commands are the ones that docker-compose.yaml runs.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsreel.errors import StackError
from newsreel.settings import Settings
from newsreel.stack.home import make_private, read_json, write_json
from newsreel.stack.processes import MARK, run, spawn, stop, tail
from newsreel.stack.rest import Airflow

COMMANDS: dict[str, tuple[str, ...]] = {
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
    "worker": ("celery", "worker", "--skip-serve-logs"),
}
# With seconds to end in: a stopping scheduler waits for its tasks, and the next one takes up what was left.
STOP_ORDER = (
    (("scheduler",), 15),
    (("worker",), 15),
    (("triggerer", "dag-processor"), 8),
    (("api-server",), 8),
)
START_SECONDS = 240
MIGRATE_SECONDS = 300
HEALTH_NAMES = ("scheduler", "dag_processor", "triggerer")
POLL_SECONDS = 0.5


class Processes:
    """Airflow's processes of one home, on one port."""

    def __init__(self, settings: Settings, environment: dict[str, str], mark: str) -> None:
        self._settings = settings
        self._environment = environment | {MARK: mark}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def migrate(self, version: str, database: Path) -> None:
        """Bring Airflow's own tables to a version, remembered in the database's folder."""
        marker = database / "airflow.json"
        if read_json(marker).get("version") == version:
            return
        done = run(
            [sys.executable, "-m", "airflow", "db", "migrate"],
            environment=self._environment,
            seconds=MIGRATE_SECONDS,
        )
        if done.returncode != 0:
            log = self._log("migrate")
            log.write_text(done.stdout + done.stderr)
            raise StackError(
                f"Airflow could not prepare its database: {(done.stderr.strip().splitlines() or [''])[-1]}",
                hint=f"its output is in {log}",
            )
        write_json(marker, {"version": version})

    def start(self, *names: str) -> None:
        """Start some of the processes."""
        for name in names:
            self.running[name] = spawn(
                [sys.executable, "-m", "airflow", *COMMANDS[name]],
                log=self._log(name),
                environment=self._environment,
                on_parent_death=signal.SIGTERM,
            )

    def check(self) -> None:
        """Raise StackError when a process has ended by itself."""
        for name, process in self.running.items():
            if (status := process.poll()) is not None:
                last = tail(self._log(name), 6)
                raise StackError(
                    f"Airflow's {name} ended (status {status}):\n{last}",
                    hint=f"its log is {self._log(name)}",
                )

    def await_server(self, airflow: Airflow) -> None:
        """Wait for the API server, and have it build the execution API that the first task needs."""
        self._until("Airflow's API server", lambda: airflow.answers("/api/v2/version"))
        self._until("Airflow's execution API", lambda: airflow.answers("/execution/health"))

    def await_components(self, airflow: Airflow, report: Callable[[str], None]) -> None:
        """Wait until the other processes have told the server that they live, and a DAG has been read."""

        def healthy() -> bool:
            states = airflow.health()
            missing = [name for name in HEALTH_NAMES if states.get(name) != "healthy"]
            if missing:
                report(f"waiting for {', '.join(missing).replace('_', ' ')}")
            return not missing

        self._until("Airflow's processes to become healthy", healthy)
        if any(self._settings.dags_dir.rglob("*.py")):
            report("waiting for the DAGs to be read")
            self._until(
                f"the DAGs in {self._settings.dags_dir} to be read",
                lambda: bool(airflow.dag_ids() or airflow.import_errors()),
            )

    def stop(self, report: Callable[[str], None]) -> None:
        """End all processes in the order that lets each finish, with deadlines."""
        for names, seconds in STOP_ORDER:
            together = [self.running.pop(name) for name in names if name in self.running]
            if together:
                report(f"stopping {', '.join(names)}")
                stop(together, seconds=seconds)

    def _until(self, what: str, is_done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not is_done():
            self.check()
            if time.monotonic() > deadline:
                raise StackError(
                    f"waited {START_SECONDS} s for {what}", hint=f"the logs are in {self._settings.logs}"
                )
            time.sleep(POLL_SECONDS)

    def _log(self, name: str) -> Path:
        return make_private(self._settings.logs) / f"{name}.log"
