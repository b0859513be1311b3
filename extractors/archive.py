"""The raw store: every page as it came, under the SHA-256 of its bytes, with the headers it came with.

Rule: what lies under a hash never changes. A file is written under a temporary name, flushed to the disk and
then renamed, so that a name either holds all of its bytes or does not exist; headers are written before the
body, so that a body is never without them.
"""

import hashlib
import json
import os
import re
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from upath import UPath

_HASH = re.compile(r"[0-9a-f]{64}")


class ArchiveError(Exception):
    """The archive does not hold what was asked for, or holds it damaged; the message says which."""


class _Store(Protocol):
    """Where named bytes lie; a name is written once and whole."""

    def write(self, name: str, content: bytes) -> None: ...

    def read(self, name: str) -> bytes: ...

    def exists(self, name: str) -> bool: ...

    def remove(self, name: str) -> None: ...

    def names(self) -> Iterator[str]: ...


class Archive:
    """A raw store behind one URL: `file:///var/newsreel/raw`, `s3://bucket/raw`, or whatever fsspec knows."""

    def __init__(self, url: str) -> None:
        """Open the store; ValueError when the URL names none."""
        parts = urlsplit(url)
        if not parts.scheme:
            raise ValueError(f"{url!r} is no URL of an archive; write file:///path or s3://bucket/path")
        self.url = url
        self._store: _Store = (
            _Files(Path(unquote(parts.path))) if parts.scheme == "file" else _Objects(UPath(url))
        )

    def put(self, body: bytes, headers: Mapping[str, str]) -> str:
        """Keep a page; returns its SHA-256 (hex). The first headers that came with the same bytes stay."""
        sha = hashlib.sha256(body).hexdigest()
        if not self._store.exists(_body_name(sha)):
            content = json.dumps(dict(sorted(headers.items())), ensure_ascii=True, indent=1).encode()
            self._store.write(_header_name(sha), content)
            self._store.write(_body_name(sha), body)
        return sha

    def get(self, sha: str) -> bytes:
        """Return a page's bytes; raises ArchiveError when they are missing or not those of the hash."""
        body = self._read(_body_name(_checked(sha)), sha)
        if hashlib.sha256(body).hexdigest() != sha:
            raise ArchiveError(f"{sha}: the bytes in {self.url} are not those that were stored")
        return body

    def headers(self, sha: str) -> dict[str, str]:
        """Return the headers a page came with, names in lower case; raises ArchiveError."""
        try:
            content = json.loads(self._read(_header_name(_checked(sha)), sha))
        except ValueError as error:
            raise ArchiveError(f"{sha}: its headers are damaged") from error
        if not isinstance(content, dict):
            raise ArchiveError(f"{sha}: its headers are damaged")
        return {str(name): str(value) for name, value in content.items()}

    def has(self, sha: str) -> bool:
        """Tell whether a page is kept."""
        return self._store.exists(_body_name(_checked(sha)))

    def verify(self, sha: str) -> bool:
        """Tell whether a page is kept and whole, headers too."""
        try:
            self.get(sha)
            self.headers(sha)
        except ArchiveError:
            return False
        return True

    def erase(self, sha: str) -> None:
        """Remove a page for good: for requests that the law backs, and for nothing else."""
        self._store.remove(_body_name(_checked(sha)))
        self._store.remove(_header_name(sha))

    def __iter__(self) -> Iterator[str]:
        """Yield the hashes of all pages kept, in no order."""
        for name in self._store.names():
            stem = name.rsplit("/", 1)[-1]
            if _HASH.fullmatch(stem):
                yield stem

    def _read(self, name: str, sha: str) -> bytes:
        try:
            return self._store.read(name)
        except FileNotFoundError as error:
            raise ArchiveError(f"{sha}: not in {self.url}") from error


def _checked(sha: str) -> str:
    if not _HASH.fullmatch(sha):
        raise ArchiveError(f"{sha[:80]!r} is no SHA-256")
    return sha


def _body_name(sha: str) -> str:
    return f"{sha[:2]}/{sha[2:4]}/{sha}"


def _header_name(sha: str) -> str:
    return f"{_body_name(sha)}.headers.json"


class _Files:
    """Named bytes in a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, name: str, content: bytes) -> None:
        path = self._root / name
        folders = [path.parent]
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            folders += [path.parent.parent, self._root]
        temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.rename(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        # The name is safe only when the folder that holds it is.
        for folder in folders:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def read(self, name: str) -> bytes:
        return (self._root / name).read_bytes()

    def exists(self, name: str) -> bool:
        return (self._root / name).is_file()

    def remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        for path in self._root.glob("??/??/*"):
            yield path.relative_to(self._root).as_posix()


class _Objects:
    """Named bytes in an object store: one write is one object, whole or not there."""

    def __init__(self, root: UPath) -> None:
        self._root = root

    def write(self, name: str, content: bytes) -> None:
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def read(self, name: str) -> bytes:
        return bytes((self._root / name).read_bytes())

    def exists(self, name: str) -> bool:
        return bool((self._root / name).is_file())

    def remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        for path in self._root.glob("*/*/*"):
            yield path.name
