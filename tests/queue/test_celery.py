"""Tasks on a Celery worker: the stack with CeleryExecutor and a Redis of its own, and one run through it.

Rule: Redis, worker and stack are real, on loopback, and gone when the test ends.
"""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from newsreel import runs
from newsreel.press.server import running_press
from newsreel.settings import PROJECT, Settings
from newsreel.stack.home import make_private, read_json
from newsreel.stack.processes import marked, spawn, stop
from newsreel.stack.supervisor import running_stack

pytestmark = pytest.mark.redis

SCRAPE = "scrape_reel_ledger"
RUN_SECONDS = 240


@pytest.fixture
def folder() -> Iterator[Path]:
    # pytest's own folder is closed to others, and PostgreSQL may have to run as another user.
    with tempfile.TemporaryDirectory(prefix="newsreel-queue-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def broker(folder: Path) -> Iterator[str]:
    """The URL of a Redis that belongs to this test."""
    program = shutil.which("redis-server")
    assert program, "this test needs Redis"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    state = make_private(folder / "redis")
    options = ("--port", str(port), "--bind", "127.0.0.1", "--dir", str(state), "--save", "")
    server = spawn([program, *options], log=state / "redis.log")
    yield f"redis://127.0.0.1:{port}/0"
    stop([server], seconds=10)


def test_a_scrape_runs_on_the_celery_worker_and_leaves_nothing_running(
    folder: Path, broker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREEL_EXECUTOR", "CeleryExecutor")
    monkeypatch.setenv("NEWSREEL_BROKER_URL", broker)
    sources = folder / "sources"
    sources.mkdir()
    described = (PROJECT / "corpus/press/sources/reel_ledger.yaml").read_text("utf-8")
    by_hand = described.replace("enabled: true", "enabled: false")
    (sources / "reel_ledger.yaml").write_text(by_hand, "utf-8")
    monkeypatch.setenv("NEWSREEL_SOURCES_DIR", str(sources))
    settings = Settings(home=folder / "home", port=18280, parallelism=2)
    with running_press() as press:
        monkeypatch.setenv("NEWSREEL_LOOPBACK_ALLOWED", press.loopback_allowed)
        with running_stack(settings, print) as stack, stack.address.client() as airflow:
            runs.await_dags(airflow, [SCRAPE, runs.PUBLISH], alive=stack.check)
            begun = [airflow.trigger(SCRAPE, {"limit": 1})]
            scraped = runs.follow(airflow, begun, seconds=RUN_SECONDS, alive=stack.check)
            published = runs.await_consumers(airflow, scraped, runs.PUBLISH, alive=stack.check)
            ended = scraped + runs.follow(airflow, published, seconds=RUN_SECONDS, alive=stack.check)
            tasks = [task for run in ended for task in run.tasks]
            mark = read_json(settings.home / "stack.json")["mark"]
            of_the_stack = {process.pid for process in marked(mark)}
    worked = (settings.logs / "worker.log").read_text("utf-8", errors="replace")
    assert {run.dag_id for run in ended} == {SCRAPE, runs.PUBLISH}
    assert {task.state for task in tasks} == {"success"}
    # Other DAGs may run there, too: the daily watch is due as soon as a stack starts.
    executed = [f"run_id={run.run_id}/task_id=" for run in ended]
    assert sum(worked.count(f"/{ours}") for ours in executed) == len(tasks)
    assert of_the_stack
    assert not [pid for pid in of_the_stack if psutil.pid_exists(pid)]
    assert marked(mark) == []
