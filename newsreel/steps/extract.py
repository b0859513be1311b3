"""From article versions to staged records.

Rule: each article is staged in a transaction of its own under the run's id, and staging it again writes the
same rows. An article that cannot be read is held back by name in quality.quarantine; the others go on.
When none can be read it is not the articles' fault, and the step fails.
"""

import logging
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from extractors.article import Article
from extractors.pipeline import ExtractionError, Extractor
from newsreel.steps.errors import StepError
from newsreel.steps.house import House
from schemas.records import Records
from schemas.vocabulary import Severity
from schemas.warehouse import tables as t
from schemas.warehouse.stage import stage_article

log = logging.getLogger(__name__)

RULE = "article.extracted"


def extract_batch(house: House, *, run_id: str, batch_no: int, versions: Sequence[str]) -> dict[str, int]:
    """Extract and stage article versions; return {"batch", "articles", "forums", …, "unreadable"}."""
    counts = dict.fromkeys(("articles", "forums", "panels", "announcements", "quotes", "unreadable"), 0)
    with house.engine.begin() as conn:
        articles = _articles(conn, versions)
    reason = ""
    for version_id, article in articles:
        extractor = house.extractor_of(article.source_code)
        result = _read(extractor, article)
        with house.engine.begin() as conn:
            if isinstance(result, str):
                reason = result
                counts["unreadable"] += 1
                _hold(conn, run_id, article, reason)
                continue
            stage_article(conn, run_id, version_id, result, extractor.version)
        counts["articles"] += 1
        for name in ("forums", "panels", "announcements", "quotes"):
            counts[name] += len(getattr(result, name))
    if counts["unreadable"] > 1 and not counts["articles"]:
        raise StepError(f"none of {counts['unreadable']} articles can be extracted; the last one: {reason}")
    return {"batch": batch_no, **counts}


def _read(extractor: Extractor, article: Article) -> Records | str:
    """Return an article's records, or why there are none."""
    try:
        return extractor.extract(article)
    except ExtractionError as error:
        log.warning("url=%s cannot be extracted: %s", article.canonical_url, error)
        return str(error)
    except (MemoryError, OSError):
        raise
    except Exception as error:
        # A mistake in a rule must not cost the other articles of the run; this one waits in quarantine.
        log.exception("url=%s cannot be extracted", article.canonical_url)
        return f"{type(error).__name__}: {error}"


def _articles(conn: Connection, versions: Iterable[str]) -> list[tuple[str, Article]]:
    version, article = t.article_version, t.article
    rows = conn.execute(
        select(version, article.c.canonical_url, article.c.source_code, article.c.outlet)
        .join(article, article.c.article_key == version.c.article_key)
        .where(version.c.article_version_id.in_(list(versions)))
        .order_by(version.c.article_version_id)
    )
    return [
        (
            row.article_version_id,
            Article(
                text=row.text,
                title=row.title,
                authors=tuple(row.authors),
                published=row.published_date,
                published_at=row.published_at,
                modified_at=row.modified_at,
                outlet=row.outlet,
                canonical_url=row.canonical_url,
                language=row.language,
                section=row.section,
                is_partial=row.is_partial,
                syndicated_from=row.syndicated_from,
                source_code=row.source_code,
                content_hash=row.content_hash,
            ),
        )
        for row in rows
    ]


def _hold(conn: Connection, run_id: str, article: Article, reason: str) -> None:
    row = {
        "run_id": run_id,
        "record_type": "article",
        "record_key": article.key,
        "article_key": article.key,
        "rule": RULE,
        "severity": Severity.CRITICAL,
        "reason_text": f"The article cannot be read: {reason}",
        "payload": {"canonical_url": article.canonical_url, "title": article.title},
    }
    conn.execute(insert(t.quarantine).values(row).on_conflict_do_nothing())
