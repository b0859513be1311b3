"""Turns articles into records: reads each once, then asks every record module.

Rule: whatever changes the records for the same text raises `EXTRACTOR_VERSION`; every stored record carries
it.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Protocol

from extractors.article import Article
from extractors.events import second_reading
from extractors.grounding import grounded
from extractors.language import BATCH, model_version, read, read_many
from extractors.reading import Reading
from extractors.records.announcement import find_announcements
from extractors.records.announcements.status import is_news_article
from extractors.records.confidence import calibrated
from extractors.records.forum import find_forums
from extractors.records.panel import find_panels
from extractors.records.quote import find_quotes
from schemas.records import Records

CODE_VERSION = "13"
MODELS = Path(__file__).parent / "models"
MAX_CHARACTERS = 400_000


def trained_version(folder: Path = MODELS) -> str:
    """Return a short hash of the trained files of a folder: another weight is another extractor."""
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]


EXTRACTOR_VERSION = f"{CODE_VERSION}+{model_version()}+{trained_version()}"


class ExtractionError(Exception):
    """An article that cannot be extracted; `article_key` says which, the message why."""

    def __init__(self, article_key: str, message: str) -> None:
        super().__init__(message)
        self.article_key = article_key


class Extractor(Protocol):
    """What reads the records out of an article; `version` names all that they depend on."""

    @property
    def version(self) -> str:
        """What the records depend on besides the text: code, models, prompts."""

    def extract(self, article: Article) -> Records:
        """Return the records of one article; raises ExtractionError when it cannot be read."""


class Rules:
    """The engine that needs no network: this module."""

    version = EXTRACTOR_VERSION

    def extract(self, article: Article) -> Records:
        """Return the records of one article."""
        return extract(article)


def extract(article: Article) -> Records:
    """Return the records of one article; `ExtractionError` when it cannot be read."""
    if (error := _refusal(article)) is not None:
        raise error
    return _records(read(article.text, article.title, article.published))


def extract_many(articles: Iterable[Article]) -> Iterator[Records | ExtractionError]:
    """Yield the records of each article in order, or why there are none."""
    for batch in batched(articles):
        with _uncollected():
            refusals = [_refusal(article) for article in batch]
            readable = [a for a, refusal in zip(batch, refusals, strict=True) if refusal is None]
            readings = read_many((a.text, a.title, a.published) for a in readable)
            found = [refusal or _records(next(readings)) for refusal in refusals]
        yield from found


def batched(articles: Iterable[Article], size: int = BATCH) -> Iterator[list[Article]]:
    """Yield the articles in lists of a size, the last one shorter."""
    source = iter(articles)
    while batch := list(islice(source, size)):
        yield batch


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold off the garbage collector: a batch makes millions of objects, and it would walk them each time.

    They are freed when their batch is done, and what hangs in cycles at the next collection after it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _refusal(article: Article) -> ExtractionError | None:
    if len(article.text) > MAX_CHARACTERS:
        message = f"the text has {len(article.text):,} characters, more than {MAX_CHARACTERS:,}"
        return ExtractionError(article.key, message)
    return None


def _records(reading: Reading) -> Records:
    found = find_records(reading)
    return Records(
        forums=calibrated(found.forums),
        panels=calibrated(found.panels),
        announcements=calibrated(found.announcements),
        quotes=calibrated(found.quotes),
    )


def find_records(reading: Reading) -> Records:
    """Return the records of a reading with the confidence that comes of finding them."""
    return second_reading(reading, find_rule_records(reading))


def find_rule_records(reading: Reading) -> Records:
    """Return what the rules alone find, with the confidence that they have in it."""
    forums = grounded(find_forums(reading), reading.text)
    # What only judges, remembers, argues or retells a plot may name gatherings, but reports no session.
    panels = grounded(find_panels(reading, forums), reading.text) if is_news_article(reading) else []
    return Records(
        forums=forums,
        panels=panels,
        announcements=grounded(find_announcements(reading, forums, panels), reading.text),
        quotes=grounded(find_quotes(reading), reading.text),
    )
