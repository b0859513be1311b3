"""Two warehouses, row by row.

Rule: every table and view of the five schemas is compared, every column of it, save those named here with the
reason. Of a column that is left out it is still compared whether it has a value.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import psycopg
from psycopg import sql

from newsreel.settings import libpq_url

SCHEMAS = ["raw", "staging", "core", "quality", "report"]

CLOCK = "the moment at which it happened"
CHANCE = "made by chance"
SURROGATE = "a number that the database gave it"
DURATION = "how long it took"
LEFT_OUT = {
    "raw.document.first_seen_at": CLOCK,
    "raw.fetch.fetched_at": CLOCK,
    "raw.fetch.elapsed_ms": DURATION,
    "raw.fetch.retry_at": CLOCK,
    "raw.host.next_at": CLOCK,
    "raw.host.paused_until": CLOCK,
    "raw.host.leased_until": CLOCK,
    "raw.host.holder": CHANCE,
    "raw.turn.ticket": CHANCE,
    "raw.turn.asked_at": CLOCK,
    "raw.turn.back_at": CLOCK,
    "raw.robots.fetched_at": CLOCK,
    "raw.frontier.found_at": CLOCK,
    "raw.article.first_seen_at": CLOCK,
    "raw.article_version.seen_at": CLOCK,
    "raw.article_version.cleaned_at": CLOCK,
    "staging.batch.opened_at": CLOCK,
    "staging.batch.staged_at": CLOCK,
    "staging.batch.published_at": CLOCK,
    "staging.article.seen_at": CLOCK,
    "core.article.first_seen_at": CLOCK,
    "core.extraction.valid_from": CLOCK,
    "core.extraction.valid_to": CLOCK,
    "core.identity_change.changed_at": CLOCK,
    "quality.check_result.checked_at": CLOCK,
    "quality.quarantine.quarantine_id": SURROGATE,
    "quality.quarantine.quarantined_at": CLOCK,
    "report.article.first_seen_at": CLOCK,
    "report.article.loaded_at": CLOCK,
    "report.source_health.last_fetch_at": CLOCK,
    "report.source_health.last_success_at": CLOCK,
    "report.source_health.last_article_at": CLOCK,
    "report.source_health.hours_since_article": CLOCK,
}

Rows = Counter[str]


@dataclass(frozen=True)
class Picture:
    """All rows of a warehouse: relation to rows, each as JSON with what is left out put to "set" or null."""

    relations: dict[str, Rows]

    def without(self, *names: str) -> "Picture":
        """Return the picture without some relations ("raw.fetch") or whole schemas ("raw")."""
        kept = {
            name: rows
            for name, rows in self.relations.items()
            if name not in names and name.partition(".")[0] not in names
        }
        return Picture(kept)

    def masked(self, *columns: str) -> "Picture":
        """Return the picture with some more columns left out, wherever they stand."""
        return Picture({name: _masked(rows, columns) for name, rows in self.relations.items()})

    @property
    def row_count(self) -> int:
        """The number of rows in all."""
        return sum(rows.total() for rows in self.relations.values())


def take_picture(url: str) -> Picture:
    """Read all rows of all relations of a warehouse."""
    relations: dict[str, Rows] = {}
    with psycopg.connect(libpq_url(url), options="-c timezone=UTC") as conn:
        names = conn.execute(
            "select relnamespace::regnamespace::text, relname from pg_class"
            " where relkind in ('r', 'v') and relnamespace::regnamespace::text = any(%s) order by 1, 2",
            [SCHEMAS],
        ).fetchall()
        for schema, table in names:
            name = f"{schema}.{table}"
            found = conn.execute(
                sql.SQL("select row_to_json(one)::text from {} one").format(sql.Identifier(schema, table))
            )
            relations[name] = _masked(
                Counter(row for (row,) in found),
                [column.rpartition(".")[2] for column in LEFT_OUT if column.startswith(f"{name}.")],
            )
    return Picture(relations)


def differences(wanted: Picture, found: Picture) -> list[str]:
    """Return a line for each row that only one of the two has; none when they are equal."""
    lines = []
    for name in sorted(wanted.relations.keys() | found.relations.keys()):
        ours, theirs = wanted.relations.get(name, Counter()), found.relations.get(name, Counter())
        missing, extra = sorted((ours - theirs).elements()), sorted((theirs - ours).elements())
        for one, other in zip(missing, extra, strict=False):
            lines.append(f"{name}: other values: {_changes(one, other)}")
        lines += [f"{name}: missing {row[:300]}" for row in missing[len(extra) :]]
        lines += [f"{name}: too many {row[:300]}" for row in extra[len(missing) :]]
    return lines


def _masked(rows: Rows, columns: Iterable[str]) -> Rows:
    left_out = set(columns)
    masked: Rows = Counter()
    for row, count in rows.items():
        values = {
            column: "set" if column in left_out and value is not None else value
            for column, value in json.loads(row).items()
        }
        masked[json.dumps(values, ensure_ascii=False, sort_keys=True)] += count
    return masked


def _changes(one: str, other: str) -> str:
    ours, theirs = json.loads(one), json.loads(other)
    changed = [column for column in ours | theirs if ours.get(column) != theirs.get(column)]
    return "; ".join(f"{c} {ours.get(c)!r:.90} is {theirs.get(c)!r:.90}" for c in changed)
