"""The drop folder: which files in it are complete, and where each of them stands.

Rule: a file's state is the folder it lies in (drop, claimed/, done/, failed/) and each change is one rename,
so that any process may be killed at any time and no file is read twice, lost or half read. Memory only holds
what may be forgotten: the sizes seen by the last look.
"""

import hashlib
import json
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CLAIMED, DONE, FAILED = "claimed", "done", "failed"
PAGES = frozenset({".html", ".htm", ".xhtml"})
TEXTS = frozenset({".txt"})
LISTS = frozenset({".url", ".urls"})
SIDECAR = ".meta.json"
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart", ".swp", "~")


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the folder found: names newly claimed, waiting too long, and refused."""

    claimed: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def is_worth_a_run(self) -> bool:
        """Whether somebody has to take files up."""
        return bool(self.claimed or self.overdue)


@dataclass(slots=True)
class Inbox:
    """A drop folder; it and its subfolders are made when they are missing."""

    folder: Path
    _seen: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in (CLAIMED, DONE, FAILED):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def look(self, overdue: float) -> Look:
        """Claim the files that have not changed since the last look; the first look claims nothing.

        A claim that nobody has taken up for `overdue` seconds is named again: its event was lost, or the run
        that it started was. The claim's time stamp is set anew, so that this too is known after a restart.
        """
        before, now = self._seen, dict(self._arrivals())
        self._seen = now
        claimed, refused = [], []
        for name, size_and_time in sorted(now.items()):
            if before.get(name) != size_and_time or name.endswith(SIDECAR):
                continue
            sidecar = name + SIDECAR
            if sidecar in now and before.get(sidecar) != now[sidecar]:
                continue
            if Path(name).suffix.lower() not in PAGES | TEXTS | LISTS:
                self._refuse(name)
                refused.append(name)
            elif claim := self._claim(name, has_sidecar=sidecar in now):
                claimed.append(claim)
        late = tuple(self._overdue(overdue, set(claimed)))
        return Look(tuple(claimed), late, tuple(refused))

    def claims(self) -> list[Path]:
        """List the claimed files, oldest name first, without their sidecars."""
        folder = self.folder / CLAIMED
        return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.endswith(SIDECAR))

    def settle(self, claim: Path, reason: str | None = None) -> None:
        """Move a claim to done/, or to failed/ with the reason in a file beside it.

        A claim that is settled already is left alone.
        """
        folder = self.folder / (FAILED if reason else DONE)
        if reason and claim.exists():
            _write(folder / f"{claim.name}.reason", reason + "\n")
        for path in (claim.with_name(claim.name + SIDECAR), claim):
            try:
                path.replace(folder / path.name)
            except FileNotFoundError:
                continue

    def _arrivals(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for entry in os.scandir(self.folder):
            if entry.name.startswith(".") or entry.name.lower().endswith(_UNFINISHED):
                continue
            try:
                found = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if stat.S_ISREG(found.st_mode):
                yield entry.name, (found.st_size, found.st_mtime_ns)

    def _claim(self, name: str, *, has_sidecar: bool) -> str | None:
        source = self.folder / name
        try:
            claim = f"{_digest(source)[:12]}-{name}"
            target = self.folder / CLAIMED / claim
            # The sidecar goes first: a page that is claimed has its date beside it from the start.
            if has_sidecar:
                (self.folder / (name + SIDECAR)).replace(target.with_name(claim + SIDECAR))
            source.replace(target)
            os.utime(target)
        except FileNotFoundError:
            return None  # another triggerer was quicker, or the sender took it back
        return claim

    def _refuse(self, name: str) -> None:
        known = ", ".join(sorted(PAGES | TEXTS | LISTS))
        _write(self.folder / FAILED / f"{name}.reason", f"unknown ending; the inbox takes {known}\n")
        try:
            (self.folder / name).replace(self.folder / FAILED / name)
        except FileNotFoundError:
            return

    def _overdue(self, seconds: float, fresh: set[str]) -> Iterator[str]:
        for claim in self.claims():
            try:
                if claim.name not in fresh and time.time() - claim.stat().st_mtime > seconds:
                    os.utime(claim)
                    yield claim.name
            except FileNotFoundError:
                continue


def sidecar_of(page: Path) -> dict[str, str]:
    """Read the facts given beside a file in `<name>.meta.json` (url, title, published, source).

    Raises ValueError with a reason for people when it is no such thing.
    """
    path = page.with_name(page.name + SIDECAR)
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path.name} is no JSON: {error}") from error
    known = {"url", "title", "published", "source"}
    if not isinstance(content, dict) or not all(isinstance(v, str) for v in content.values()):
        raise ValueError(f"{path.name} holds no object of texts")
    if unknown := set(content) - known:
        raise ValueError(f"{path.name} has unknown fields {sorted(unknown)}; known are {sorted(known)}")
    return content


def read_list(text: str) -> list[str]:
    """Return the addresses of a URL list: one a line, `#` comments; or a Windows shortcut's `URL=`."""
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines()]
    if any(line.lower() == "[internetshortcut]" for line in lines):
        return [line[4:].strip() for line in lines if line[:4].upper() == "URL="]
    return [line for line in lines if line and not line.startswith("#")]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.tmp")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)
