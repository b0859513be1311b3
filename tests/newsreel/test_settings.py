from pathlib import Path

import pytest

from newsreel.errors import NotSetUpError, SettingsError
from newsreel.settings import PROJECT, Settings, libpq_url, sqlalchemy_url

SECRETS = {"jwt": "j" * 64, "fernet": "f", "session": "s"}


def test_a_fresh_machine_needs_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSREEL_HOME", raising=False)
    settings = Settings.load()
    assert settings.home == PROJECT / ".newsreel"
    assert settings.dags_dir == PROJECT / "dags"
    assert settings.has_local_warehouse
    assert settings.archive_url == (settings.home / "archive").as_uri()


def test_folders_mean_the_same_wherever_a_process_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSREEL_HOME", "state")
    assert Settings.load().home == tmp_path / "state"


@pytest.mark.parametrize(("variable", "value"), [("NEWSREEL_PORT", "http"), ("NEWSREEL_PARALLELISM", "0")])
def test_a_wrong_value_is_told_with_its_variable(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=f"{variable} is '{value}'"):
        Settings.load()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("postgresql://u:p@db:5433/news", "postgresql+psycopg://u:p@db:5433/news"),
        ("postgres://u:p@db/news", "postgresql+psycopg://u:p@db/news"),
        ("postgresql+psycopg2://u@db/news?sslmode=require", "postgresql+psycopg://u@db/news?sslmode=require"),
        (
            '{"conn_type": "postgres", "host": "db", "login": "u", "password": "p@/:", "schema": "news"}',
            "postgresql+psycopg://u:p%40%2F%3A@db:5432/news",
        ),
    ],
)
def test_another_postgresql_is_named_by_a_url_or_an_airflow_connection(given: str, expected: str) -> None:
    assert sqlalchemy_url(given) == expected
    assert libpq_url(expected).startswith("postgresql://")


@pytest.mark.parametrize("given", ["mysql://u:secret@db/news", "secret", "{secret", '{"login": "secret"}'])
def test_a_wrong_warehouse_is_refused_without_repeating_its_password(given: str) -> None:
    with pytest.raises(SettingsError) as refused:
        sqlalchemy_url(given)
    assert "secret" not in refused.value.message


def test_the_urls_variable_wins_over_airflows_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_NEWSREEL_WAREHOUSE", "postgres://u@connection/news")
    assert Settings.load().warehouse_url == "postgresql+psycopg://u@connection/news"
    monkeypatch.setenv("NEWSREEL_WAREHOUSE_URL", "postgres://u@variable/news")
    assert Settings.load().warehouse_url == "postgresql+psycopg://u@variable/news"


def test_a_home_without_a_database_says_how_to_get_one(home: Path) -> None:
    with pytest.raises(NotSetUpError) as missing:
        _ = Settings.load().warehouse_url
    assert "make demo" in (missing.value.hint or "")


def test_airflows_environment_is_complete_and_the_users_own_settings_stay_out(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW__CORE__EXECUTOR", "CeleryExecutor")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("NO_PROXY", "example.com")
    metadata = "postgresql+psycopg://u:p@127.0.0.1:1/airflow"
    environment = Settings.load().airflow_environment(metadata_url=metadata, port=8123, secrets=SECRETS)
    assert environment["AIRFLOW__CORE__EXECUTOR"] == "LocalExecutor"
    assert environment["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC"] == metadata
    assert environment["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8123/execution/"
    assert environment["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert environment["NEWSREEL_HOME"] == str(home)
    assert environment["NO_PROXY"] == "example.com,127.0.0.1,localhost"
    assert "PYTHONDONTWRITEBYTECODE" not in environment


def test_celery_asks_for_a_broker_and_keeps_its_results_in_airflows_database(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREEL_EXECUTOR", "CeleryExecutor")
    metadata = "postgresql+psycopg://u:p@127.0.0.1:1/airflow"
    with pytest.raises(SettingsError, match="no broker"):
        Settings.load().airflow_environment(metadata_url=metadata, port=8123, secrets=SECRETS)
    monkeypatch.setenv("NEWSREEL_BROKER_URL", "redis://127.0.0.1:2/0")
    environment = Settings.load().airflow_environment(metadata_url=metadata, port=8123, secrets=SECRETS)
    assert environment["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"
    assert environment["AIRFLOW__CELERY__BROKER_URL"] == "redis://127.0.0.1:2/0"
    assert environment["AIRFLOW__CELERY__RESULT_BACKEND"] == f"db+{metadata}"
