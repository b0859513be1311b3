"""The files of the local state: secrets, remembered addresses, locks.

Rule: a file is written beside its place and renamed, secrets are readable by their owner alone, and a lock is
held by an open file (`flock`), so that it ends with its process and cannot go stale.
"""

import base64
import fcntl
import json
import os
import secrets as random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsreel.errors import StackError


def make_private(folder: Path) -> Path:
    """Make a folder for our own use; as root it stays passable, since PostgreSQL runs as another user."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return folder


def write_json(path: Path, value: object) -> None:
    """Write a file that only its owner can read, at once or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(value, file, indent=1)
    temporary.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """Read a file of `write_json`; a missing or broken one is empty."""
    try:
        value = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def secrets_of(home: Path) -> dict[str, str]:
    """Return the secrets of a home, made up on first use.

    Passwords: postgres, airflow, admin, viewer; keys: jwt, fernet, session.
    """
    make_private(home)
    path = home / "secrets.json"
    with exclusive(home / "secrets.lock", "another process to write the secrets"):
        known = read_json(path)
        made = {
            "postgres": random.token_urlsafe(24),
            "airflow": random.token_urlsafe(24),
            "admin": random.token_urlsafe(9),
            "viewer": random.token_urlsafe(9),
            "jwt": random.token_hex(64),
            "fernet": base64.urlsafe_b64encode(random.token_bytes(32)).decode(),
            "session": random.token_hex(32),
        }
        if missing := made.keys() - known.keys():
            known |= {name: made[name] for name in missing}
            write_json(path, known)
    return {name: known[name] for name in made}


def try_lock(path: Path, *, shared: bool = False) -> int | None:
    """Take a lock without waiting; returns the open file that holds it, None when another process has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def wait_for_lock(path: Path, what: str, *, shared: bool = False, seconds: float = 60) -> int:
    """Take a lock, waiting for it; raises StackError that says what was waited for."""
    deadline = time.monotonic() + seconds
    while (descriptor := try_lock(path, shared=shared)) is None:
        if time.monotonic() > deadline:
            raise StackError(f"waited {seconds:.0f} s for {what}", hint=f"the lock is {path}")
        time.sleep(0.05)
    return descriptor


@contextmanager
def exclusive(path: Path, what: str, *, seconds: float = 60) -> Iterator[None]:
    """Be the only process in this block."""
    descriptor = wait_for_lock(path, what, seconds=seconds)
    try:
        yield
    finally:
        os.close(descriptor)


def is_locked(path: Path) -> bool:
    """Tell whether a process holds the exclusive lock."""
    if not path.exists():
        return False
    descriptor = try_lock(path, shared=True)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False
