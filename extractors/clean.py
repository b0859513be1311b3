"""From the bytes of a page to an article: text by trafilatura, metadata by JSON-LD and meta tags.

Rule: the same bytes give the same article, on every machine and in every order. A change of the text that
comes out of a page needs a new `CLEANER_VERSION`, because every piece of evidence counts its characters.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import trafilatura
from trafilatura.settings import Document

from extractors.article import Article
from extractors.characters import clean_line, clean_text
from extractors.source import Source
from schemas.vocabulary import FetchOutcome

CLEANER_VERSION = f"1+trafilatura-{trafilatura.__version__}"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of a page: an article, or the outcome that says why there is none.

    PAYWALLED comes with an article (`is_partial`): its text is a teaser, worth keeping as that.
    """

    outcome: FetchOutcome
    article: Article | None
    detail: str = ""


def clean(
    body: bytes | str,
    *,
    url: str | None,
    headers: Mapping[str, str] | None = None,
    source: Source | None = None,
) -> Cleaned:
    """Read the article out of a page; never raises for what a page holds.

    `url` is the page's address after redirects, `headers` those of its response.
    """
    document = trafilatura.bare_extraction(body, url=url, include_comments=False, with_metadata=True)
    if not isinstance(document, Document):
        return Cleaned(FetchOutcome.EMPTY, None, "no text found")
    found = document.as_dict()
    article = Article(
        text=clean_text(found["text"] or ""),
        title=clean_line(found["title"] or "") or None,
        url=url,
        canonical_url=url,
        source_code=source.code if source else None,
    )
    return Cleaned(FetchOutcome.FETCHED, article)
