"""What the warehouse knows of each source's weeks, and the alerts that were raised about it.

Rule: the moment is an input, never the clock, so that a look at a past day gives what it gave then. An alert
is raised once and ended once: as long as what it says goes on, only its detail and last sight change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from schemas.vocabulary import Alert
from schemas.warehouse import tables as t

WEEK = timedelta(days=7)
WEEKS = 5


@dataclass(slots=True)
class Week:
    """What a source gave in seven days: counts of articles new to us, and of addresses asked."""

    articles: int = 0
    undated: int = 0
    recordless: int = 0
    asked: int = 0
    pages: int = 0  # of those asked, what came with a body and was looked at
    textless: int = 0  # of the pages, those that held no article's text
    refused: int = 0  # of those asked, what the site did not give

    def __add__(self, other: "Week") -> "Week":
        """Return both together."""
        return Week(*(getattr(self, name) + getattr(other, name) for name in Week.__slots__))


@dataclass(slots=True)
class Observed:
    """A source's history; `weeks` are counted back from the moment of the look, the newest first."""

    first_asked_at: datetime
    last_success_at: datetime | None
    weeks: list[Week] = field(default_factory=lambda: [Week() for _ in range(WEEKS)])

    @property
    def before(self) -> Week:
        """The weeks before the newest, together."""
        return sum(self.weeks[1:], Week())


Told = tuple[str, Alert, str]  # source, alert, detail


@dataclass(frozen=True, slots=True)
class Change:
    """Which alerts a look raised, found going on, and ended."""

    raised: tuple[Told, ...]
    open: tuple[Told, ...]
    ended: tuple[Told, ...]


TEXT = ("fetched", "duplicate", "paywalled", "wrong_language")
TEXTLESS = ("empty", "js_only", "consent_wall", "soft_404", "not_article", "shrunk")
REFUSED = ("blocked", "blocked_by_robots", "rate_limited", "unavailable", "too_slow")

_FETCHED = text("""
SELECT source_code,
    floor(extract(epoch FROM :now - fetched_at) / 604800)::integer AS week,
    count(*) AS asked,
    count(*) FILTER (WHERE outcome = ANY(:text) OR outcome = ANY(:textless)) AS pages,
    count(*) FILTER (WHERE outcome = ANY(:textless)) AS textless,
    count(*) FILTER (WHERE outcome = ANY(:refused)) AS refused
FROM raw.fetch
WHERE fetched_at <= :now AND fetched_at > :since
GROUP BY 1, 2
""").bindparams(text=list(TEXT), textless=list(TEXTLESS), refused=list(REFUSED))
_LOADED = text("""
SELECT a.source_code,
    floor(extract(epoch FROM :now - a.first_seen_at) / 604800)::integer AS week,
    count(*) AS articles,
    count(*) FILTER (WHERE x.published_date IS NULL) AS undated,
    count(*) FILTER (WHERE NOT EXISTS (
        SELECT FROM core.claim c WHERE c.extraction_id = x.extraction_id)) AS recordless
FROM core.article a
JOIN core.extraction x ON x.article_key = a.article_key AND x.is_current
WHERE a.first_seen_at <= :now AND a.first_seen_at > :since
GROUP BY 1, 2
""")
_SAMPLE = text("""
SELECT content_hash FROM (
    SELECT DISTINCT ON (content_hash) content_hash, fetched_at
    FROM raw.fetch
    WHERE source_code = :code AND outcome = 'fetched' AND fetched_at > :since AND fetched_at <= :until
    ORDER BY content_hash, fetched_at
) pages ORDER BY fetched_at DESC, content_hash LIMIT :size
""")


def observe(conn: Connection, now: datetime) -> dict[str, Observed]:
    """Return what is known of each source that was ever asked, as of a moment."""
    fetch = t.fetch
    rows = conn.execute(
        select(
            fetch.c.source_code,
            func.min(fetch.c.fetched_at),
            func.max(fetch.c.fetched_at).filter(
                fetch.c.outcome.in_(["fetched", "not_modified", "duplicate", "paywalled"])
            ),
        )
        .where(fetch.c.fetched_at <= now)
        .group_by(fetch.c.source_code)
    )
    observed = {code: Observed(first, last) for code, first, last in rows}
    for query in (_FETCHED, _LOADED):
        for row in conn.execute(query, {"now": now, "since": now - WEEKS * WEEK}).mappings():
            if row["source_code"] in observed and 0 <= row["week"] < WEEKS:
                week = observed[row["source_code"]].weeks[row["week"]]
                for name in row.keys() - {"source_code", "week"}:
                    setattr(week, str(name), row[name])
    return observed


def sample_pages(conn: Connection, code: str, since: datetime, until: datetime, size: int) -> list[str]:
    """Return the hashes of the latest pages of a source that were received in a time and were articles."""
    given = {"code": code, "since": since, "until": until, "size": size}
    return list(conn.scalars(_SAMPLE, given))


def keep_alerts(
    conn: Connection, now: datetime, found: Mapping[tuple[str, Alert], str], watched: set[str]
) -> Change:
    """Write down what a look found about the watched sources; what it no longer finds has ended."""
    a = t.source_alert
    standing = {
        (row.source_code, Alert(row.alert)): row
        for row in conn.execute(
            select(a).where(a.c.ended_at.is_(None), a.c.source_code.in_(watched)).with_for_update()
        )
    }
    raised: list[Told] = []
    going_on: list[Told] = []
    ended: list[Told] = []
    for (code, alert), detail in sorted(found.items()):
        known = standing.pop((code, alert), None)
        # The look that raised it may be run again: to that run it is still new.
        is_new = known is None or known.raised_at == now
        (raised if is_new else going_on).append((code, alert, detail))
        if known is None:
            row = {
                "source_code": code,
                "alert": alert,
                "raised_at": now,
                "last_seen_at": now,
                "detail": detail,
            }
            conn.execute(insert(a).values(row))
        else:
            conn.execute(
                update(a).where(a.c.alert_id == known.alert_id).values(last_seen_at=now, detail=detail)
            )
    for (code, alert), over in sorted(standing.items()):
        ended.append((code, alert, over.detail))
        conn.execute(update(a).where(a.c.alert_id == over.alert_id).values(ended_at=now))
    return Change(tuple(raised), tuple(going_on), tuple(ended))
