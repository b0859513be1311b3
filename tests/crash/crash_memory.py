"""What the costly parts of a run answered, so that a hundred runs need them once.

Rule: only pure answers are remembered, under all that they depend on: the same page cleans to the same text,
the same text reads to the same records, the same staged rows get the same verdicts. What is asked anew is
worked out anew, so a run that differs is not hidden. All writing stays real.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Self

import psycopg
from sqlalchemy import URL

import extractors.pipeline
import newsreel.steps.clean
import newsreel.steps.extract
import newsreel.steps.house
import schemas.expectations.docs
import schemas.expectations.validate
from extractors.article import Article
from extractors.budget import Cleaner
from extractors.clean import Cleaned
from extractors.source import Source, check_sources
from newsreel.settings import libpq_url
from schemas.expectations.profile import PROFILE
from schemas.expectations.rules import BatchBounds
from schemas.expectations.runner import Findings
from schemas.expectations.suites import BATCH, staged_tables
from schemas.records import Records

_cleaned: dict[str, Cleaned] = {}
_read: dict[str, Records] = {}
_found: dict[str, Findings] = {}
_pages: dict[tuple[str, str, int], str] = {}
_extract = extractors.pipeline.extract
_run_suites = schemas.expectations.validate.run_suites
_page = schemas.expectations.docs._page


class RememberingCleaner:
    """A cleaner that starts its process only for a page that it has not seen."""

    def __init__(self) -> None:
        self._cleaner = Cleaner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._cleaner.close()

    def clean(
        self, body: bytes, *, url: str | None, headers: Mapping[str, str], source: Source | None
    ) -> Cleaned:
        """Clean a page as `Cleaner.clean` does."""
        given = [url, {**headers, "date": ""}, source and source.code]
        key = _key(hashlib.sha256(body).hexdigest(), given)
        if key not in _cleaned:
            _cleaned[key] = self._cleaner.clean(body, url=url, headers=headers, source=source)
        return _cleaned[key]


def remember() -> None:
    """Let the steps of this process and its children ask the memory first."""
    newsreel.steps.clean.Cleaner = RememberingCleaner  # type: ignore[assignment, misc]
    for module in (extractors.pipeline, newsreel.steps.extract):
        if getattr(module, "extract", None) is _extract:
            module.extract = _remembered_extract  # type: ignore[attr-defined]
    sources = check_sources()
    newsreel.steps.house.check_sources = lambda: sources
    schemas.expectations.validate.run_suites = _remembered_suites
    schemas.expectations.docs._page = _remembered_page


def forget() -> None:
    """Let the steps of this process work everything out again, save what the language model read."""
    newsreel.steps.clean.Cleaner = Cleaner  # type: ignore[misc]
    schemas.expectations.validate.run_suites = _run_suites
    schemas.expectations.docs._page = _page


def _remembered_extract(article: Article) -> Records:
    key = article.model_dump_json(exclude={"provenance"})
    if key not in _read:
        _read[key] = _extract(article)
    return _read[key]


def _remembered_suites(
    url: URL, run_id: str, row_counts: dict[str, int], bounds: BatchBounds | None
) -> Findings:
    key = _key(_staged_rows(url, run_id), repr(bounds))
    if key not in _found:
        _found[key] = _run_suites(url, run_id, row_counts, bounds)
    return _found[key]


def _remembered_page(run_id: str, suite: str, result: Any) -> str:
    key = (run_id, suite, id(result))  # the findings that are remembered keep it alive
    if key not in _pages:
        _pages[key] = _page(run_id, suite, result)
    return _pages[key]


def _staged_rows(url: URL, run_id: str) -> str:
    """Return a digest of all that a run has staged, and of what the batch rules measure of it."""
    seen = hashlib.sha256()
    with psycopg.connect(libpq_url(url.render_as_string(hide_password=False))) as conn:
        for name in sorted(set(staged_tables()) - {BATCH}):
            rows = conn.execute(
                f"select (to_jsonb(one) - 'seen_at')::text from staging.{name} one"  # noqa: S608 - our tables
                " where run_id = %s order by 1".encode(),
                [run_id],
            )
            for (row,) in rows:
                seen.update(f"{name} {row}\n".encode())
        measured = conn.execute(
            f"select to_jsonb(one)::text from ({PROFILE}) one where run_id = %s".encode(),  # noqa: S608 - ours
            [run_id],
        )
        seen.update(repr(measured.fetchall()).encode())
    return seen.hexdigest()


def _key(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()
