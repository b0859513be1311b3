"""From article versions to staged records.

Rule: each article is staged in a transaction of its own under the run's id, and staging it again writes the
same rows. An article that cannot be read is held back by name in quality.quarantine; the others go on.
"""

import logging
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from extractors.article import Article
from extractors.pipeline import EXTRACTOR_VERSION, ExtractionError, extract_many
from newsreel.steps.house import House
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
    for (version_id, article), result in zip(articles, extract_many(a for _, a in articles), strict=True):
        with house.engine.begin() as conn:
            if isinstance(result, ExtractionError):
                counts["unreadable"] += 1
                log.warning("run=%s url=%s cannot be extracted: %s", run_id, article.canonical_url, result)
                _hold(conn, run_id, article, str(result))
                continue
            stage_article(conn, run_id, version_id, result, EXTRACTOR_VERSION)
        counts["articles"] += 1
        for name in ("forums", "panels", "announcements", "quotes"):
            counts[name] += len(getattr(result, name))
    return {"batch": batch_no, **counts}


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
