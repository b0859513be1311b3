"""Prepares a deployment in containers: its secrets once, its databases and folders at each start.

Rule: running it again changes nothing that is there; a secret is written only where Airflow reads it.
"""

import argparse
import base64
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

from newsreel.errors import NewsreelError, SettingsError
from newsreel.settings import Settings
from schemas.warehouse.errors import WarehouseError
from schemas.warehouse.migrate import upgrade

USERS = {"admin": "AIRFLOW_ADMIN_PASSWORD", "viewer": "AIRFLOW_VIEWER_PASSWORD"}
PASSWORDS_FILE = "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"


def new_environment(example: str) -> str:
    """Return the text of .env.example with a fresh secret behind each name that stands empty there."""
    lines = []
    for line in example.splitlines():
        name, separator, value = line.partition("=")
        is_empty = separator and not value and not line.startswith("#")
        lines.append(f"{line}{_secret(name)}" if is_empty else line)
    return "\n".join(lines) + "\n"


def deploy(settings: Settings) -> None:
    """Make the folders and users, and bring both databases to the current version."""
    for folder in (settings.inbox, settings.docs_dir, settings.airflow_home):
        folder.mkdir(parents=True, exist_ok=True)
    write_passwords()
    subprocess.run([sys.executable, "-m", "airflow", "db", "migrate"], check=True)
    upgrade(settings.warehouse_url)


def write_passwords() -> None:
    """Write the users' passwords from the environment to the file that Airflow reads them from."""
    missing = [name for name in (*USERS.values(), PASSWORDS_FILE) if not os.environ.get(name)]
    if missing:
        raise SettingsError(f"not set: {', '.join(missing)}", hint="see .env.example")
    path = Path(os.environ[PASSWORDS_FILE])
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({user: os.environ[name] for user, name in USERS.items()}, file)


def _secret(name: str) -> str:
    if name.endswith("FERNET_KEY"):
        return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return secrets.token_hex(64 if name.endswith("JWT_SECRET") else 24)


def main() -> int:
    """Run from the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m newsreel.prepare", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["env", "deploy"], help="print a .env with fresh secrets, or deploy")
    if parser.parse_args().what == "env":
        sys.stdout.write(new_environment(Path(".env.example").read_text("utf-8")))
        return 0
    try:
        deploy(Settings.load())
    except (NewsreelError, WarehouseError, subprocess.CalledProcessError) as error:
        hint = f" ({error.hint})" if isinstance(error, NewsreelError) and error.hint else ""
        sys.stderr.write(f"newsreel: {error}{hint}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
