"""One article as every later step sees it: the text, and what its page says about it.

Rule: offsets of all evidence count characters of `Article.text`, so nothing may change the text once an
`Article` exists. What a page does not say stays None; no date, author or zone is made up here.
"""

import hashlib
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Article(BaseModel):
    r"""A cleaned article; immutable.

    `text` holds one paragraph a line, parted by one "\n"; headings begin with `## `, list items with `- `.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(description="The article's text; evidence counts its characters")
    title: str | None = Field(default=None, description="Headline, without the outlet's name")
    authors: tuple[str, ...] = Field(default=(), description="Persons of the byline, in its order")
    published: date | None = Field(default=None, description="Day of publication, in the page's own zone")
    published_at: datetime | None = Field(
        default=None, description="Time of publication when the page gives time and zone; else None"
    )
    modified_at: datetime | None = Field(
        default=None, description="Time of the last change as the page gives it, with its zone"
    )
    outlet: str | None = Field(default=None, description="Name of the publication")
    url: str | None = Field(default=None, description="Where the page was found, after redirects")
    canonical_url: str | None = Field(default=None, description="The article's address: its identity")
    language: str | None = Field(default=None, description="ISO 639-1 code of the text's language")
    section: str | None = Field(default=None, description="Section or first category, as the page names it")
    is_partial: bool = Field(default=False, description="The page shows only a part (paywall, teaser)")
    syndicated_from: str | None = Field(
        default=None, description="Address or name of the outlet that published the text first"
    )
    labels: tuple[str, ...] = Field(
        default=(), description="What the page calls itself: press_release, sponsored, opinion, live_blog, …"
    )
    source_code: str | None = Field(default=None, description="Code of the source it came through")
    content_hash: str | None = Field(default=None, description="SHA-256 (hex) of the archived page")
    provenance: dict[str, str] = Field(
        default_factory=dict, description='Where each value was read: {"title": "json-ld", …}'
    )

    @model_validator(mode="after")
    def _times_have_zones(self) -> Self:
        for name, value in (("published_at", self.published_at), ("modified_at", self.modified_at)):
            if value is not None and value.tzinfo is None:
                raise ValueError(f"{name} has no time zone")
        return self

    @property
    def key(self) -> str:
        """The article's key: SHA-256 (hex) of its canonical URL, or of its text when it has no address."""
        identity = self.canonical_url or self.url or f"text:{self.text_hash}"
        return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def text_hash(self) -> str:
        """SHA-256 (hex) of the text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def article_from_text(
    text: str,
    title: str | None = None,
    published: date | datetime | str | None = None,
    url: str | None = None,
) -> Article:
    """Make an article of plain text, which is kept character by character.

    `published` is a day, a time (with or without a zone), or either in ISO 8601; ValueError when it is none.
    """
    moment: datetime | None = None
    if isinstance(published, str):
        published = _from_iso(published.strip())
    if isinstance(published, datetime):
        moment = published if published.tzinfo is not None else None
        published = published.date()
    return Article(
        text=text, title=title or None, published=published, published_at=moment, url=url, canonical_url=url
    )


def _from_iso(value: str) -> date | datetime:
    try:
        return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"published is neither a day nor a time in ISO 8601: {value[:40]!r}") from error
