"""What every step works with: the warehouse, the archive, the sources and the fetcher of one process.

Rule: a house is opened for one step and closed behind it; nothing is opened on import.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import Engine

from extractors.archive import Archive
from extractors.fetch import Fetcher
from extractors.source import Source, check_sources
from extractors.urls import same_site
from newsreel.errors import NewsreelError
from newsreel.settings import Settings
from newsreel.steps.errors import StepError
from newsreel.steps.listings import SharedListings
from newsreel.steps.robots import SharedRobots
from schemas.warehouse.engine import make_engine
from schemas.warehouse.gate import RulesTable, WarehouseGate
from schemas.warehouse.listings import ListingsTable

if TYPE_CHECKING:
    from extractors.pipeline import Extractor

MANUAL = "manual"  # the source code of pages that belong to no source


@dataclass(frozen=True)
class House:
    """The services a step may use."""

    settings: Settings
    engine: Engine
    archive: Archive
    sources: dict[str, Source]

    @cached_property
    def fetcher(self) -> Fetcher:
        """The fetcher, which shares its turns at a host, and what robots.txt says, with all processes."""
        return Fetcher(gate=WarehouseGate(self.engine), robots=SharedRobots(RulesTable(self.engine)))

    @cached_property
    def listings(self) -> SharedListings:
        """The feeds and sitemaps as last received."""
        return SharedListings(ListingsTable(self.engine))

    @cached_property
    def _rules(self) -> "Extractor":
        from extractors.pipeline import Rules  # noqa: PLC0415 - it loads the language model

        return Rules()

    @cached_property
    def _llm(self) -> "Extractor":
        from extractors.llm.engine import LlmEngine, LlmSettings, LlmSettingsError  # noqa: PLC0415 - optional

        try:
            return LlmEngine(LlmSettings.from_environment(), self.settings.home / "llm")
        except LlmSettingsError as error:
            raise StepError(str(error)) from error

    def extractor_of(self, code: str | None) -> "Extractor":
        """Return what reads the records of a source; StepError when its engine is not set up."""
        source = self.sources.get(code or "")
        return self._llm if source is not None and source.engine == "llm" else self._rules

    def source(self, code: str) -> Source:
        """Return a source; StepError when there is none of that code."""
        if code not in self.sources:
            raise StepError(f"there is no source {code!r}: `newsreel sources list` shows them")
        return self.sources[code]

    def source_of(self, url: str | None) -> Source | None:
        """Return the source to whose site an address belongs."""
        host = urlsplit(url or "").hostname or ""
        for source in self.sources.values():
            if host and any(same_site(host, own) for own in (source.host, *source.hosts)):
                return source
        return None


@contextmanager
def open_house(settings: Settings | None = None) -> Iterator[House]:
    """Open the services of the settings (by default those of the environment).

    StepError when a setting is wrong: no retry mends that.
    """
    try:
        settings = settings or Settings.load()
        url = settings.warehouse_url
    except NewsreelError as error:
        raise StepError(f"{error.message}; {error.hint}" if error.hint else error.message) from error
    sources, _ = check_sources()
    yield House(settings, make_engine(url), Archive(settings.archive_url), sources)
