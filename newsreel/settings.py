"""Where Newsreel keeps its state and which services it uses, read from the environment.

Rule: every setting is one documented environment variable with a default that works on a fresh machine.
Nothing else in the project reads `NEWSREEL_*`, save `extractors`, which may not import this module.
"""

import json
import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from newsreel.errors import NotSetUpError, SettingsError

PROJECT = Path(__file__).resolve().parent.parent


def _variable(name: str, default: Callable[[], object] | None = None) -> Callable[[], Any]:
    def read() -> object:
        value = os.environ.get(name, "").strip()
        return value or (default() if default else None)

    return read


def _external_warehouse() -> str | None:
    if url := os.environ.get("NEWSREEL_WAREHOUSE_URL", "").strip():
        return sqlalchemy_url(url)
    if connection := os.environ.get("AIRFLOW_CONN_NEWSREEL_WAREHOUSE", "").strip():
        return sqlalchemy_url(connection)
    return None


class Settings(BaseModel):
    """All settings; `Settings()` reads the environment, keyword arguments win over it."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    home: Path = Field(
        default_factory=_variable("NEWSREEL_HOME", lambda: PROJECT / ".newsreel"),
        description="NEWSREEL_HOME: the local state (database, archive, Airflow's home, logs)",
    )
    external_warehouse: str | None = Field(
        default_factory=_external_warehouse,
        description="NEWSREEL_WAREHOUSE_URL, else AIRFLOW_CONN_NEWSREEL_WAREHOUSE: another PostgreSQL",
    )
    archive: str | None = Field(
        default_factory=_variable("NEWSREEL_ARCHIVE_URL"),
        description="NEWSREEL_ARCHIVE_URL: where raw pages are kept; default file://HOME/archive",
    )
    inbox_folder: Path | None = Field(
        default_factory=_variable("NEWSREEL_INBOX"),
        description="NEWSREEL_INBOX: the drop folder; default HOME/inbox",
    )
    files_from: tuple[Path, ...] = Field(
        default_factory=lambda: tuple(
            Path(folder) for folder in os.environ.get("NEWSREEL_FILES_FROM", "").split(os.pathsep) if folder
        ),
        description="NEWSREEL_FILES_FROM: folders that files may be ingested from; default any folder",
    )
    docs_folder: Path | None = Field(
        default_factory=_variable("NEWSREEL_DOCS_DIR"),
        description="NEWSREEL_DOCS_DIR: where Data Docs are written; default HOME/data-docs",
    )
    dags_dir: Path = Field(
        default_factory=_variable("NEWSREEL_DAGS_DIR", lambda: PROJECT / "dags"),
        description="NEWSREEL_DAGS_DIR: the DAGs Airflow runs; default dags/ of the checkout",
    )
    plugins_dir: Path = Field(
        default_factory=_variable("NEWSREEL_PLUGINS_DIR", lambda: PROJECT / "plugins"),
        description="NEWSREEL_PLUGINS_DIR: Airflow's plugins; default plugins/ of the checkout",
    )
    port: int = Field(
        default_factory=_variable("NEWSREEL_PORT", lambda: 8080),
        ge=1,
        le=65535,
        description="NEWSREEL_PORT: Airflow's port; when taken, the next free one is used and told",
    )
    parallelism: int = Field(
        default_factory=_variable("NEWSREEL_PARALLELISM", lambda: 4),
        ge=1,
        le=256,
        description="NEWSREEL_PARALLELISM: tasks that run at once; each costs about 150 MB",
    )
    executor: Literal["LocalExecutor", "CeleryExecutor"] = Field(
        default_factory=_variable("NEWSREEL_EXECUTOR", lambda: "LocalExecutor"),
        description="NEWSREEL_EXECUTOR: CeleryExecutor runs the tasks on a Celery worker",
    )
    broker_url: str | None = Field(
        default_factory=_variable("NEWSREEL_BROKER_URL"),
        description="NEWSREEL_BROKER_URL: the Redis that CeleryExecutor needs, redis://…",
    )
    airflow_url: str | None = Field(
        default_factory=_variable("NEWSREEL_AIRFLOW_URL"),
        description="NEWSREEL_AIRFLOW_URL: another Airflow for `newsreel ingest` than the local one",
    )
    airflow_user: str = Field(
        default_factory=_variable("NEWSREEL_AIRFLOW_USER", lambda: "admin"),
        description="NEWSREEL_AIRFLOW_USER: who logs in there",
    )
    airflow_password: str | None = Field(
        default_factory=_variable("NEWSREEL_AIRFLOW_PASSWORD"),
        description="NEWSREEL_AIRFLOW_PASSWORD: with which password; not needed for the local stack",
    )

    def model_post_init(self, _context: object, /) -> None:
        """Make folders absolute, so that processes started elsewhere mean the same."""
        for name in ("home", "inbox_folder", "docs_folder", "dags_dir", "plugins_dir"):
            if isinstance(value := getattr(self, name), Path):
                object.__setattr__(self, name, value.expanduser().absolute())

    @classmethod
    def load(cls, **values: Any) -> "Settings":
        """Read the settings; raises SettingsError with the variable and what is wrong with it."""
        try:
            return cls(**values)
        except ValidationError as error:
            first = error.errors()[0]
            field = cls.model_fields[str(first["loc"][0])]
            variable = (field.description or "").partition(":")[0]
            raise SettingsError(
                f"{variable} is {first['input']!r}: {first['msg']}", hint=f"change or unset {variable}"
            ) from error

    @property
    def archive_url(self) -> str:
        """Where raw pages are kept."""
        return self.archive or (self.home / "archive").as_uri()

    @property
    def inbox(self) -> Path:
        """The drop folder that `ingest_inbox` watches."""
        return self.inbox_folder or self.home / "inbox"

    @property
    def docs_dir(self) -> Path:
        """Where Data Docs are written."""
        return self.docs_folder or self.home / "data-docs"

    @property
    def airflow_home(self) -> Path:
        """Airflow's own state: configuration, task logs, passwords."""
        return self.home / "airflow"

    @property
    def logs(self) -> Path:
        """The logs of the stack's processes, a file each."""
        return self.home / "logs"

    @property
    def has_local_warehouse(self) -> bool:
        """Whether the warehouse is the embedded PostgreSQL of this home."""
        return self.external_warehouse is None

    @cached_property
    def warehouse_url(self) -> str:
        """The warehouse as an SQLAlchemy URL (`postgresql+psycopg://…`).

        Raises NotSetUpError while the embedded PostgreSQL has not been set up.
        """
        if self.external_warehouse is not None:
            return self.external_warehouse
        try:
            address = json.loads((self.home / "postgres.json").read_text())
            secrets = json.loads((self.home / "secrets.json").read_text())
            return local_url(secrets["postgres"], int(address["port"]), "newsreel")
        except (OSError, KeyError, ValueError) as error:
            raise NotSetUpError(
                f"there is no local warehouse in {self.home} yet", hint="`make up` or `make demo` sets it up"
            ) from error

    def airflow_environment(
        self, *, metadata_url: str, port: int, secrets: Mapping[str, str]
    ) -> dict[str, str]:
        """Return the complete environment of an Airflow process of the local stack.

        `secrets` needs the keys jwt, fernet and session. Raises SettingsError for Celery without a broker.
        """
        airflow = self.airflow_home
        values = {
            "CORE__DAGS_FOLDER": self.dags_dir,
            "CORE__PLUGINS_FOLDER": self.plugins_dir,
            "CORE__EXECUTOR": self.executor,
            "CORE__PARALLELISM": self.parallelism,
            "CORE__LOAD_EXAMPLES": False,
            "CORE__DAGS_ARE_PAUSED_AT_CREATION": False,
            "CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
            "CORE__FERNET_KEY": secrets["fernet"],
            "CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin,viewer:viewer",
            "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": airflow / "passwords.json",
            # Both, or Airflow asks for asyncpg on import.
            "DATABASE__SQL_ALCHEMY_CONN": metadata_url,
            "DATABASE__SQL_ALCHEMY_CONN_ASYNC": metadata_url,
            "API__HOST": "127.0.0.1",
            "API__PORT": port,
            "API__BASE_URL": f"http://127.0.0.1:{port}",
            "API__SECRET_KEY": secrets["session"],
            "API__EXPOSE_CONFIG": False,
            "API_AUTH__JWT_SECRET": secrets["jwt"],
            "WORKERS__EXECUTION_API_TIMEOUT": 30,
            "DAG_PROCESSOR__REFRESH_INTERVAL": 15,
            "DAG_PROCESSOR__PARSING_PROCESSES": 1,
            "LOGGING__BASE_LOG_FOLDER": airflow / "logs",
            # A killed stack leaves tasks marked as running: the next one takes them up in a minute.
            "SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": 30,
            "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": 90,
            "USAGE_DATA_COLLECTION__ENABLED": False,
        }
        if self.executor == "CeleryExecutor":
            if self.broker_url is None:
                raise SettingsError(
                    "NEWSREEL_EXECUTOR is CeleryExecutor, but there is no broker",
                    hint="set NEWSREEL_BROKER_URL, such as redis://127.0.0.1:6379/0",
                )
            values |= {
                "CELERY__BROKER_URL": self.broker_url,
                "CELERY__RESULT_BACKEND": f"db+{metadata_url}",
                "CELERY__WORKER_CONCURRENCY": self.parallelism,
            }
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW__")}
        # Byte code is worth two seconds a process; loopback must not go through a proxy.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        local = "127.0.0.1,localhost"
        environment["NO_PROXY"] = environment["no_proxy"] = ",".join(
            filter(None, [environment.get("NO_PROXY") or environment.get("no_proxy"), local])
        )
        return (
            environment
            | {
                "AIRFLOW_HOME": str(airflow),
                "NEWSREEL_HOME": str(self.home),
                "NEWSREEL_ARCHIVE_URL": self.archive_url,
                "NEWSREEL_INBOX": str(self.inbox),
                "NEWSREEL_DOCS_DIR": str(self.docs_dir),
                # Process titles would overwrite the environment that the stack knows its processes by.
                "SPT_NOENV": "1",
                "PYTHONUNBUFFERED": "1",
            }
            | {f"AIRFLOW__{name}": str(value) for name, value in values.items()}
        )


def local_url(password: str, port: int, database: str, *, user: str = "newsreel") -> str:
    """Return the SQLAlchemy URL of a database on loopback."""
    return f"postgresql+psycopg://{user}:{quote(password, safe='')}@127.0.0.1:{port}/{database}"


def sqlalchemy_url(url: str) -> str:
    """Turn a PostgreSQL URL or an Airflow connection (URI or JSON) into an SQLAlchemy URL for psycopg 3.

    Raises SettingsError for anything else; the message never repeats the value, which may hold a password.
    """
    if url.startswith("{"):
        try:
            connection = json.loads(url)
            login = quote(str(connection.get("login") or ""), safe="")
            password = quote(str(connection.get("password") or ""), safe="")
            user = f"{login}:{password}@" if password else f"{login}@" if login else ""
            place = f"{connection['host']}:{int(connection.get('port') or 5432)}"
            return f"postgresql+psycopg://{user}{place}/{quote(str(connection.get('schema') or ''))}"
        except (ValueError, KeyError, AttributeError) as error:
            raise SettingsError(
                "the connection newsreel_warehouse is no valid JSON connection",
                hint="it needs conn_type, host, login, password, port and schema",
            ) from error
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.partition("+")[0] not in {"postgresql", "postgres"}:
        raise SettingsError(
            "the warehouse URL is no PostgreSQL URL",
            hint="NEWSREEL_WAREHOUSE_URL=postgresql://user:password@host:5432/database",
        )
    return f"postgresql+psycopg://{rest}"


def libpq_url(url: str) -> str:
    """Turn an SQLAlchemy URL into one that psycopg and psql understand."""
    return "postgresql://" + url.partition("://")[2]
