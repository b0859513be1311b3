"""The deployment in containers: valid, without a secret, and the same processes as the local stack."""

import http.server
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from newsreel import health
from newsreel.errors import SettingsError
from newsreel.prepare import PASSWORDS_FILE, USERS, new_environment, write_passwords
from newsreel.settings import PROJECT, Settings
from newsreel.stack.airflow import COMMANDS

FILE = PROJECT / "docker-compose.yaml"
OURS = ("init", "api-server", "scheduler", "dag-processor", "triggerer", "worker")
# What only makes sense on the machine itself: no other container reads or needs it.
ONLY_LOCAL = {"SPT_NOENV"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load(FILE.read_text("utf-8"))


def test_file_keeps_the_compose_format(compose) -> None:
    schema = json.loads((PROJECT / "tests/data/compose-spec.json").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    errors = [
        f"{'/'.join(map(str, e.path))}: {e.message}"
        for e in jsonschema.Draft7Validator(schema).iter_errors(compose)
    ]
    assert errors == []


@pytest.mark.parametrize(
    "broken",
    [
        {"services": {"a": {"image": "x", "comand": "y"}}},
        {"services": {"a": {"command": "y"}}},
        {"services": {"a": {"image": "x", "depends_on": {"b": {"condition": "ready"}}}}},
        {"services": {"a": {"image": "x", "healthcheck": {"interval": "often"}}}},
    ],
)
def test_schema_notices_mistakes(broken) -> None:
    schema = json.loads((PROJECT / "tests/data/compose-spec.json").read_text("utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_names_lead_somewhere(compose) -> None:
    services = compose["services"]
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        assert set(service["networks"]) <= set(compose["networks"]), name
        assert {config["source"] for config in service.get("configs", [])} <= set(compose["configs"]), name
        for volume in service.get("volumes", []):
            source = re.sub(r"\$\{\w+:-(\w+)\}", r"\1", volume).partition(":")[0]
            assert source in compose["volumes"], (name, volume)


def test_commands_are_those_of_the_local_stack(compose) -> None:
    for name, command in COMMANDS.items():
        assert compose["services"][name]["command"] == ["python", "-m", "airflow", *command]


def test_airflow_is_set_as_in_the_local_stack(compose, tmp_path: Path) -> None:
    local = Settings(home=tmp_path).airflow_environment(
        metadata_url="postgresql+psycopg://x", port=8080, secrets={"jwt": "j", "fernet": "f", "session": "s"}
    )
    names = {name for name in local if name.startswith(("AIRFLOW", "NEWSREEL_"))} - ONLY_LOCAL
    here = compose["x-environment"]
    assert sorted(names - set(here)) == []
    same = [
        name
        for name in names
        if name.startswith("AIRFLOW__") and not re.search("HOST|URL|CONN|FOLDER|FILE|KEY|SECRET", name)
    ]
    assert {name: here[name] for name in same if "${" not in here[name]} == {
        name: local[name] for name in same if "${" not in here[name]
    }


def test_no_secret_is_in_the_file(compose) -> None:
    text = FILE.read_text("utf-8")
    for name in re.findall(r"(\w*(?:PASSWORD|SECRET|KEY)\w*): (\S.*)", text):
        assert "${" in name[1] or name[0].endswith(("_FILE", "PASSWORDS_FILE")), name
    asked = set(re.findall(r"\$\{(\w+):\?", text))
    example = (PROJECT / ".env.example").read_text("utf-8")
    assert asked <= set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    assert not re.search(r"^\w*(PASSWORD|SECRET|KEY)\w*=\S", example, re.MULTILINE)


def test_every_service_is_confined_and_checked(compose) -> None:
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert name == "init" or "healthcheck" in service, name
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), name
    for name in OURS:
        assert compose["services"][name]["cap_drop"] == ["ALL"], name
    assert compose["networks"]["inside"]["internal"] is True


def test_celery_is_a_profile(compose) -> None:
    extra = {name for name, service in compose["services"].items() if service.get("profiles")}
    assert extra == {"redis", "worker"}
    assert compose["x-environment"]["AIRFLOW__CORE__EXECUTOR"] == "${NEWSREEL_EXECUTOR:-LocalExecutor}"


def test_image_runs_as_an_ordinary_user_from_the_lock_file() -> None:
    lines = (PROJECT / "Dockerfile").read_text("utf-8").splitlines()
    users = [line for line in lines if line.startswith("USER ")]
    assert users == ["USER newsreel"]
    assert any("--require-hashes" in line for line in lines)
    ignored = (PROJECT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in ignored
    sent = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        name.removeprefix("./") for line in lines if line.startswith("COPY ") for name in line.split()[1:-1]
    }
    assert copied == sent
    assert all((PROJECT / name).exists() for name in copied)


def test_fresh_environment_fills_in_every_secret() -> None:
    example = (PROJECT / ".env.example").read_text("utf-8")
    first, second = new_environment(example), new_environment(example)
    values = dict(re.findall(r"^(\w+)=(.*)$", first, re.MULTILINE))
    assert all(values.values())
    assert len(values["AIRFLOW_JWT_SECRET"]) >= 64
    assert values["POSTGRES_PASSWORD"].isalnum()  # it stands in URLs
    changed = {name for name, value in values.items() if f"{name}={value}\n" not in second}
    assert changed == {name for name in values if re.search("PASSWORD|SECRET|KEY", name)}


def test_passwords_go_to_a_private_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "passwords.json"
    monkeypatch.setenv(PASSWORDS_FILE, str(path))
    for name in USERS.values():
        monkeypatch.setenv(name, f"secret of {name}")
    write_passwords()
    assert set(json.loads(path.read_text())) == {"admin", "viewer"}
    assert path.stat().st_mode & 0o777 == 0o600
    monkeypatch.delenv("AIRFLOW_ADMIN_PASSWORD")
    with pytest.raises(SettingsError, match="AIRFLOW_ADMIN_PASSWORD"):
        write_passwords()


@pytest.fixture
def server() -> Iterator[str]:
    """An API server that says how its components are."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            states = {"scheduler": {"status": "healthy"}, "dag_processor": {"status": "unhealthy"}}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(states if "monitor" in self.path else {"version": "x"}).encode())

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Keep quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def test_health_is_what_the_server_says(server: str) -> None:
    assert health.is_healthy("api-server", server)
    assert health.is_healthy("scheduler", server)
    assert not health.is_healthy("dag-processor", server)
    assert not health.is_healthy("triggerer", server)


@pytest.mark.parametrize(("component", "status"), [("scheduler", 1), ("nothing", 2)])
def test_health_check_fails_without_a_server(component: str, status: int) -> None:
    environment = os.environ | {"AIRFLOW__CORE__EXECUTION_API_SERVER_URL": "http://127.0.0.1:9/execution/"}
    done = subprocess.run(
        [sys.executable, "-m", "newsreel.health", component],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == status
    assert done.stderr
