"""The embedded PostgreSQL for real: started, shared, killed, and found again."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil
import psycopg
import pytest

from newsreel.settings import Settings, libpq_url
from newsreel.stack import postgres
from newsreel.stack.home import read_json, wait_for_lock
from newsreel.stack.postgres import Server

local_server = partial(postgres.local_server, durable=False)

HOLD = """
import sys
from pathlib import Path
from newsreel.settings import Settings
from newsreel.stack.postgres import local_server
with local_server(Settings(home=Path(sys.argv[1])), durable=False).hold():
    print("holds", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    # pytest's own folder is closed to others, and PostgreSQL may have to run as another user.
    with tempfile.TemporaryDirectory(prefix="newsreel-home-") as folder:
        Path(folder).chmod(0o711)
        yield Settings(home=Path(folder) / "home", external_warehouse=None)


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="newsreel-home-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


def ask(server: Server, statement: str, database: str = "newsreel") -> object:
    with psycopg.connect(libpq_url(server.url(database)), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchone() if cursor.description else None


def postmaster(server: Server) -> psutil.Process:
    return psutil.Process(read_json(server.folder / "keeper.json")["server"])


def await_end(server: Server) -> None:
    os.close(wait_for_lock(server.folder / "keeper.lock", "the keeper to end", seconds=30))


def test_it_serves_two_databases_to_whoever_has_the_password(settings: Settings) -> None:
    server = local_server(settings)
    with server.hold():
        assert ask(server, "select current_database()", "airflow") == ("airflow",)
        assert ask(server, "select current_setting('unix_socket_directories')") == ("",)
        assert ask(server, "select current_setting('listen_addresses')") == ("127.0.0.1",)
        assert settings.warehouse_url == server.url()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(libpq_url(server.url(password="another")))
        if os.geteuid() == 0:
            assert postmaster(server).uids().real != 0


def test_airflows_role_has_no_way_into_the_warehouse(settings: Settings) -> None:
    server = local_server(settings)
    with server.hold():
        password = read_json(settings.home / "secrets.json")["airflow"]
        own = libpq_url(server.url("airflow", user="airflow", password=password))
        with psycopg.connect(own) as connection:
            connection.execute("create table mine (n int)")
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(libpq_url(server.url("newsreel", user="airflow", password=password)))


def test_it_runs_while_anybody_uses_it_and_no_longer(settings: Settings) -> None:
    server = local_server(settings)
    with server.hold():
        process = postmaster(server)
        with server.hold():
            assert postmaster(server) == process
        assert server.is_running()
        assert process.is_running()
    assert not server.is_running()
    assert not process.is_running()


def test_a_killed_user_takes_it_along_and_the_rows_stay(settings: Settings) -> None:
    server = local_server(settings)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(settings.home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == b"holds\n"
        ask(server, "create table kept_1 as select 7 as n")
        user.kill()
    await_end(server)
    with server.hold():
        assert ask(server, "select n from kept_1") == (7,)


def test_a_killed_server_is_started_again_with_its_rows(settings: Settings) -> None:
    server = local_server(settings)
    with server.hold():
        ask(server, "create table kept_2 as select 7 as n")
        postmaster(server).kill()
        await_end(server)
    with server.hold():
        assert ask(server, "select n from kept_2") == (7,)


def test_a_killed_keeper_leaves_no_server_and_the_next_one_starts(settings: Settings) -> None:
    server = local_server(settings)
    with server.hold():
        process = postmaster(server)
        psutil.Process(read_json(server.folder / "keeper.json")["pid"]).kill()
        psutil.wait_procs([process], timeout=20)
        assert not process.is_running()
    with server.hold():
        assert ask(server, "select 1") == (1,)


def test_a_stale_pid_file_that_names_a_living_process_is_no_hindrance(settings: Settings) -> None:
    server = local_server(settings)
    with server.hold():
        pid_file = server.data / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    with server.hold():
        assert ask(server, "select 1") == (1,)


def test_a_port_that_is_taken_meanwhile_is_left_for_another_one(settings: Settings) -> None:
    server = local_server(settings)
    with socket.socket() as thief:
        thief.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        thief.bind(("127.0.0.1", server.port))
        thief.listen()
        moved = local_server(settings)
        assert moved.port != server.port
        with moved.hold():
            assert ask(moved, "select 1") == (1,)
    assert local_server(settings).port == moved.port


def test_two_homes_run_side_by_side(settings: Settings, folder: Path) -> None:
    first = local_server(settings)
    second = local_server(Settings(home=folder / "other", external_warehouse=None))
    with first.hold(), second.hold():
        assert first.port != second.port
        ask(first, "create table only_here (n int)")
        assert ask(second, "select to_regclass('only_here')") == (None,)


def test_a_home_that_only_root_can_enter_keeps_its_database_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = folder / "var"
    elsewhere.mkdir(mode=0o755)
    monkeypatch.setattr(postgres, "_var", lambda: elsewhere)
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    server = local_server(Settings(home=closed / "home", external_warehouse=None))
    inside = server.folder.is_relative_to(closed)
    assert inside == (os.geteuid() != 0)
    assert closed.stat().st_mode & 0o777 == 0o700
    with server.hold():
        assert ask(server, "select 1") == (1,)


def test_an_interrupted_set_up_is_begun_anew(folder: Path) -> None:
    settings = Settings(home=folder / "home", external_warehouse=None)
    server = local_server(settings)
    # As a kill in the middle of initdb leaves it.
    server.data.rename(server.folder / "data.new")
    (settings.home / "postgres.json").write_text("{}")
    again = local_server(settings)
    with again.hold():
        assert ask(again, "select current_database()") == ("newsreel",)
