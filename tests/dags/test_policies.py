"""What every DAG and task must have, whoever writes the next one."""

import copy
import json
import subprocess
import sys
from datetime import timedelta

import pytest
from airflow.sdk.exceptions import ParamValidationError

from extractors.source import load_sources
from newsreel.dag_docs import PAGE, page
from newsreel.orchestration import Tag, daily
from newsreel.settings import PROJECT

NAMES = {"publish_records", "ingest_urls", "ingest_inbox", "reprocess_archive", "watch_sources"}
HEAVY = (
    "spacy",
    "great_expectations",
    "trafilatura",
    "pandas",
    "sklearn",
    "schemas.warehouse",
    "extractors.clean",
)


def tasks(dag_bag):
    return [task for dag in dag_bag.dags.values() for task in dag.tasks]


def test_all_dags_are_there_without_an_error(dag_bag, press_sources: None) -> None:
    assert dag_bag.import_errors == {}
    assert set(dag_bag.dags) == NAMES | {f"scrape_{code}" for code in load_sources()}
    assert any(dag_id.startswith("scrape_") for dag_id in dag_bag.dags)


def test_every_dag_says_what_it_is_and_ends(dag_bag) -> None:
    for dag in dag_bag.dags.values():
        assert len(dag.doc_md or "") > 300, dag.dag_id
        assert dag.description, dag.dag_id
        assert dag.tags, dag.dag_id
        assert dag.tags <= {str(tag) for tag in Tag}, dag.dag_id
        assert dag.catchup is False, dag.dag_id
        assert dag.dagrun_timeout, dag.dag_id
        assert dag.max_active_runs == (4 if dag.dag_id == "ingest_urls" else 1), dag.dag_id


def test_every_task_has_owner_docs_retries_and_a_timeout(dag_bag) -> None:
    for task in tasks(dag_bag):
        name = f"{task.dag_id}.{task.task_id}"
        assert task.owner == "newsreel", name
        assert len(task.doc_md or "") > 30, name
        assert task.execution_timeout, name
        assert task.execution_timeout <= task.dag.dagrun_timeout, name
        if task.task_id != "verdict":  # a judgement does not change when it is asked again
            assert task.retries >= 2, name
        assert task.retry_exponential_backoff > 1, name
        assert task.max_retry_delay <= timedelta(minutes=15), name


def test_every_param_has_a_title_and_a_description(dag_bag) -> None:
    for dag in dag_bag.dags.values():
        for name in dag.params:
            param = dag.params.get_param(name)
            assert len(param.description or "") > 15, (dag.dag_id, name)
            assert {"title", "type"} <= set(param.schema), (dag.dag_id, name)


@pytest.mark.parametrize(
    ("dag_id", "conf"),
    [
        ("ingest_urls", {"urls": ["ftp://example.com/"]}),
        ("ingest_urls", {"urls": "https://example.com/"}),
        ("ingest_urls", {"published": "yesterday"}),
        ("ingest_urls", {"source": "No Source"}),
        ("reprocess_archive", {"from": "2024-13-01"}),
        ("publish_records", {"runs": [""]}),
        ("scrape_daily_post", {"limit": 0}),
        ("scrape_daily_post", {"refetch": "yes"}),
    ],
)
def test_wrong_params_are_refused(dag_bag, dag_id: str, conf: dict) -> None:
    params = copy.deepcopy(dag_bag.dags[dag_id].params)
    with pytest.raises(ParamValidationError):
        params.update(conf)


def test_enabled_sources_run_daily_and_disabled_ones_wait(dag_bag, press_sources: None) -> None:
    for code, source in load_sources().items():
        dag = dag_bag.dags[f"scrape_{code}"]
        assert dag.is_paused_upon_creation is not source.enabled
        assert (dag.schedule is not None) is source.enabled
        assert (Tag.DISABLED in dag.tags) is not source.enabled


def test_sources_are_spread_over_the_night() -> None:
    crons = {daily(f"source_{n}") for n in range(50)}
    assert len(crons) > 30
    assert all(3 <= int(cron.split()[1]) <= 5 for cron in crons)


def test_dags_are_told_from_events(dag_bag) -> None:
    names = {
        dag_id: {asset.name for asset in dag.schedule}
        for dag_id, dag in dag_bag.dags.items()
        if isinstance(dag.schedule, list)
    }
    assert names == {"publish_records": {"newsreel/staged"}, "ingest_inbox": {"newsreel/inbox"}}
    producers = {
        task.dag_id for task in tasks(dag_bag) if "newsreel/staged" in {o.name for o in task.outlets}
    }
    assert producers == set(dag_bag.dags) - {"publish_records", "watch_sources"}


def test_parsing_is_quick_and_imports_nothing_heavy(press_sources: None) -> None:
    code = (
        "import json, sys, time; from airflow.dag_processing.dagbag import DagBag\n"
        "start = time.process_time(); bag = DagBag(sys.argv[1]); seconds = time.process_time() - start\n"
        "print(json.dumps([len(bag.dags), seconds, sorted(sys.modules)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(PROJECT / "dags")], capture_output=True, text=True, check=True
    )
    count, seconds, modules = json.loads(done.stdout.splitlines()[-1])
    assert count > len(NAMES)
    assert [name for name in HEAVY if name in modules] == []
    assert seconds < 5


def test_page_of_the_dags_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSREEL_SOURCES_DIR", raising=False)
    assert PAGE.read_text("utf-8") == page(), "run `python -m newsreel.dag_docs`"
