import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from newsreel.errors import StackError
from newsreel.stack.home import (
    exclusive,
    is_locked,
    read_json,
    secrets_of,
    try_lock,
    wait_for_lock,
    write_json,
)


def test_secrets_are_made_once_and_belong_to_their_owner_alone(tmp_path: Path) -> None:
    first = secrets_of(tmp_path / "home")
    assert secrets_of(tmp_path / "home") == first
    assert len(set(first.values())) == len(first)
    assert len(first["jwt"]) >= 64
    assert stat.S_IMODE((tmp_path / "home" / "secrets.json").stat().st_mode) == 0o600


def test_secrets_that_an_older_version_did_not_know_are_added_to_the_others(tmp_path: Path) -> None:
    known = secrets_of(tmp_path)
    (tmp_path / "secrets.json").write_text(json.dumps({"postgres": known["postgres"]}))
    assert secrets_of(tmp_path)["postgres"] == known["postgres"]
    assert set(secrets_of(tmp_path)) == set(known)


@pytest.mark.parametrize("content", ["", "{", "[]", "null"])
def test_a_broken_state_file_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "state.json").write_text(content)
    assert read_json(tmp_path / "state.json") == {}


def test_a_state_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write_json(tmp_path / "state.json", {"a": 1})
    write_json(tmp_path / "state.json", {"b": 2})
    assert read_json(tmp_path / "state.json") == {"b": 2}
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def test_a_lock_has_one_holder_and_tells_what_is_waited_for(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    assert not is_locked(lock)
    with exclusive(lock, "the first"):
        assert is_locked(lock)
        assert try_lock(lock) is None
        with pytest.raises(StackError, match="waited 0 s for the second"):
            wait_for_lock(lock, "the second", seconds=0)
    assert not is_locked(lock)


def test_a_lock_ends_with_its_process_even_when_that_is_killed(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    program = (
        "import sys, pathlib; from newsreel.stack.home import try_lock;"
        "held = try_lock(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert is_locked(lock)
        holder.kill()
    assert not is_locked(lock)
