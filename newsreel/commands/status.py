"""`newsreel status`: what runs, and what the warehouse holds.

Rule: it changes nothing and starts nothing but the local database, for the time of its queries.
"""
# ruff: noqa: PLC0415 - heavy imports belong into the commands: `--help` answers at once

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsreel.commands.output import RecordFormat, stdout, table
from newsreel.errors import NewsreelError
from newsreel.settings import Settings

if TYPE_CHECKING:
    from newsreel.stack.supervisor import Address

SECTIONS = {
    "sources": """
        SELECT source_code AS source, last_batch_state AS last_run, last_fetch_at AS asked,
            fetched_count AS pages, failed_count AS failed, article_count AS articles,
            record_count AS records, round(hours_since_article) AS hours_old, quarantine_count AS held
        FROM report.source_health ORDER BY 1""",
    "alerts": """
        SELECT source_code AS source, alert, raised_at AS since, detail
        FROM report.source_alert WHERE is_open ORDER BY 1, 2""",
    "records": """
        SELECT 'articles' AS what, count(*) AS rows FROM report.article
        UNION ALL SELECT 'forums', count(*) FROM report.forum
        UNION ALL SELECT 'panels', count(*) FROM report.panel
        UNION ALL SELECT 'announcements', count(*) FROM report.announcement
        UNION ALL SELECT 'quotes', count(*) FROM report.quote""",
    "quarantine": """
        SELECT record_type AS record, rule, count(*) AS rows, max(quarantined_at) AS latest
        FROM quality.quarantine WHERE decision IS NULL AND severity = 'critical'
        GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 20""",
}


def status(
    *,
    output: Annotated[
        RecordFormat, typer.Option("--format", "-f", help="How it is printed.")
    ] = RecordFormat.TABLE,
) -> None:
    """Tell what runs, and how runs, volumes, freshness and quarantine stand.

    [bold]Examples[/]
      newsreel status
      newsreel status --format json | jq .quarantine
    """
    from newsreel.commands.query import select, warehouse
    from newsreel.stack.supervisor import address_of

    settings = Settings.load()
    address = address_of(settings)
    parts = _components(address)
    sections: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}
    problem: NewsreelError | None = None
    try:
        with warehouse(settings):
            for name, query in SECTIONS.items():
                sections[name] = select(settings.warehouse_url, query)
    except NewsreelError as error:
        problem = error
    if output is RecordFormat.JSON:
        found = {
            name: [dict(zip(c, row, strict=True)) for row in rows] for name, (c, rows) in sections.items()
        }
        state: dict[str, Any] = {"airflow": address.url if address else None, "components": parts}
        stdout.file.write(json.dumps(state | found, default=str) + "\n")
    else:
        where = f"{address.url} ({', '.join(f'{k} {v}' for k, v in parts.items())})" if address else "down"
        stdout.print(f"Airflow    {where}", markup=False, soft_wrap=True)
        kind = "local" if settings.has_local_warehouse else "external"
        stdout.print(f"Warehouse  {kind}; home {settings.home}", markup=False, soft_wrap=True)
        for name, (columns, rows) in sections.items():
            if rows:
                table(columns, rows, title=name.capitalize())
    if problem is not None:
        raise problem


def _components(address: "Address | None") -> dict[str, str | None]:
    if address is None:
        return {}
    with address.client() as airflow:
        return airflow.health()
