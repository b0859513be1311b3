"""One source of articles: its YAML file, read into a model that refuses what it does not know.

Rule: a source is data. What can be said in YAML is said there and nowhere else, and an error names the file,
the field and what to do. The code of a source is its file's stem, spelt the same in tables, DAG ids and logs.
Which loopback addresses may be fetched is never a source's business: see `extractors.addresses`.
"""

import os
import re
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

BUILT_IN = Path(__file__).parent / "sources"
MAX_BYTES = 200_000

_CODE = re.compile(r"[a-z][a-z0-9_]{1,23}")
_CRON_FIELD = r"(\*|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(/\d+)?"
_CRON = re.compile(rf"({_CRON_FIELD}(,{_CRON_FIELD})*)(\s+{_CRON_FIELD}(,{_CRON_FIELD})*){{4}}")
_CRON_NAMES = {"@hourly", "@daily", "@weekly", "@monthly"}


class SourceError(Exception):
    """One or more source files are wrong; the message has a line for each problem."""


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is no web address; write it in full, with https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("holds a user name or password; addresses of sources are public, leave them out")
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(
            f"is no regular expression ({error}); put it in single quotes and escape . and ?"
        ) from error
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{value!r} is no time zone; write one such as America/Los_Angeles") from error
    return value


def _cron(value: str) -> str:
    if value not in _CRON_NAMES and not _CRON.fullmatch(value):
        raise ValueError(f'{value!r} is no schedule; write five cron fields such as "30 5 * * *", or @daily')
    return value


WebAddress = Annotated[
    str, StringConstraints(max_length=2000, strip_whitespace=True), AfterValidator(_web_address)
]
Pattern = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_pattern)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Volume(_Closed):
    """How much a source is expected to bring; outside these bounds something has changed."""

    min_week: int = Field(
        default=0, ge=0, description="Articles a week; fewer stop the batch as a silent source"
    )
    max_week: int | None = Field(default=None, ge=1, description="Articles a week; more give a warning")
    max_run: int = Field(default=200, ge=1, le=10_000, description="Pages that one run fetches at most")

    @model_validator(mode="after")
    def _bounds_in_order(self) -> Self:
        if self.max_week is not None and self.max_week < self.min_week:
            raise ValueError(f"max_week ({self.max_week}) is below min_week ({self.min_week}); swap them")
        return self


class Source(_Closed):
    """A publication Newsreel reads, as its YAML file describes it."""

    code: str = Field(description="The file's stem: lower case, digits and _, at most 24 characters")
    name: Line = Field(description="Name of the publication, as readers know it")
    homepage: WebAddress = Field(description="Its front page; pages on this site count as its own")
    feeds: tuple[WebAddress, ...] = Field(default=(), description="Addresses of RSS, Atom or JSON feeds")
    sitemaps: tuple[WebAddress, ...] = Field(
        default=(), description="Addresses of sitemaps or sitemap indexes"
    )
    hosts: tuple[Host, ...] = Field(
        default=(), description="Further hosts that belong to it, for links and redirects"
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = Field(
        default="en", description="ISO 639-1 code; articles in another language are set aside"
    )
    time_zone: Annotated[str, AfterValidator(_zone)] = Field(
        description="IANA zone of the newsroom, for times that a page gives without one"
    )
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = Field(
        description="ISO 3166 code of the publisher's country"
    )
    terms: Prose = Field(
        description="What the site's terms say about reading it by machine, and when that was checked"
    )
    robots: Prose = Field(description="What its robots.txt says that a maintainer should know")
    interval_seconds: float = Field(
        default=5.0,
        ge=0,
        le=3600,
        description="Seconds between two requests to a host; its Crawl-delay may raise it",
    )
    volume: Volume = Field(default_factory=Volume, description="How much it is expected to bring")
    enabled: bool = Field(default=False, description="Whether its DAG runs by schedule")
    schedule: Annotated[str, AfterValidator(_cron)] = Field(
        default="@daily", description="When its DAG runs: five cron fields in UTC, or @daily"
    )
    include: tuple[Pattern, ...] = Field(
        default=(), description="Regular expressions; a page is read only when its address matches one"
    )
    exclude: tuple[Pattern, ...] = Field(
        default=(), description="Regular expressions; a page is left out when its address matches one"
    )
    engine: Literal["rules", "llm"] = Field(
        default="rules", description="What reads its records: rules, or the model of NEWSREEL_LLM_URL"
    )
    confidence_threshold: float = Field(
        default=0.0, ge=0, le=1, description="Records below this confidence are quarantined"
    )

    @model_validator(mode="after")
    def _can_be_discovered(self) -> Self:
        if not self.feeds and not self.sitemaps:
            raise ValueError("has neither feeds nor sitemaps; give at least one address in one of them")
        return self

    @property
    def host(self) -> str:
        """The homepage's host, in lower case."""
        return (urlsplit(self.homepage).hostname or "").lower()

    def wants(self, url: str) -> bool:
        """Tell whether the patterns let a page's address through."""
        if any(re.search(pattern, url) for pattern in self.exclude):
            return False
        return not self.include or any(re.search(pattern, url) for pattern in self.include)


def load_sources(folder: Path | None = None) -> dict[str, Source]:
    """Read all sources by code: of a folder, or the built-in ones and those of $NEWSREEL_SOURCES_DIR.

    Raises SourceError with a line for each problem in any file.
    """
    sources, errors = check_sources(folder)
    if errors:
        raise SourceError("\n".join(str(error) for error in errors))
    return sources


def check_sources(folder: Path | None = None) -> tuple[dict[str, Source], list[SourceError]]:
    """Read all sources that are right, and the errors of those that are not: one bad file stops no other."""
    sources: dict[str, Source] = {}
    errors: list[SourceError] = []
    for path in _files(folder):
        try:
            source = read_source(path)
        except SourceError as error:
            errors.append(error)
            continue
        if source.code in sources:
            errors.append(SourceError(f"{path}: the code {source.code!r} is another file's too; rename one"))
        else:
            sources[source.code] = source
    return sources, errors


def read_source(path: Path) -> Source:
    """Read one source file; raises SourceError with a line for each problem."""
    if not _CODE.fullmatch(path.stem):
        raise SourceError(
            f"{path}: the file's name is the source's code; rename it to 2-24 small letters, digits and _"
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(f"{path}: has {size} bytes; a source takes less than {MAX_BYTES}, shorten it")
        content = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); check its rights") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise SourceError(f"{path}: is no YAML: {_yaml_message(error)}") from error
    if not isinstance(content, dict):
        raise SourceError(f"{path}: holds no fields; begin with `name: …`")
    if "code" in content:
        raise SourceError(f"{path}: code: is the file's name; remove the line")
    try:
        return Source.model_validate({"code": path.stem, **content})
    except ValidationError as error:
        raise SourceError("\n".join(f"{path}: {_message(item)}" for item in error.errors())) from error


def source_folders() -> list[Path]:
    """Return where source files lie: the built-in folder, and $NEWSREEL_SOURCES_DIR."""
    extra = os.environ.get("NEWSREEL_SOURCES_DIR")
    return [BUILT_IN, *([Path(extra)] if extra else [])]


def _files(folder: Path | None) -> Iterator[Path]:
    for each in source_folders() if folder is None else [folder]:
        if not each.is_dir():
            raise SourceError(f"{each}: is no folder of sources; check NEWSREEL_SOURCES_DIR")
        yield from sorted(path for path in each.iterdir() if path.suffix in (".yaml", ".yml"))


def _message(item: ErrorDetails) -> str:
    field = ".".join(str(part) for part in item["loc"]) or "the file"
    kind, given = item["type"], item["input"]
    if kind == "missing":
        text = "is missing; add it"
    elif kind == "extra_forbidden":
        known = ", ".join(name for name in Source.model_fields if name != "code")
        text = f"is unknown; remove it or check the spelling (known: {known})"
    elif isinstance(given, bool) and kind == "string_type":
        text = 'YAML reads yes, no, on and off as true or false; put the word in quotes, as in "no"'
    elif kind == "value_error":
        text = item["msg"].removeprefix("Value error, ")
    else:
        text = f"{item['msg']}; it is {str(given)[:60]!r}"
    return f"{field}: {text}"


def _yaml_message(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return f"line {mark.line + 1}: {problem}" if mark is not None else problem


class _Loader(yaml.SafeLoader):
    """Safe YAML in which a key may stand once: the second would silently win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        """Build a mapping; raises ConstructorError for a repeated key."""
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = key_node.value
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key!r} stands twice; remove one", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)
