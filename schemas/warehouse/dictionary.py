"""The data dictionary: what views and columns mean to analysts, from the comments in the database.

Rule: nothing is written here by hand; `docs/data-dictionary.md` is this module's output over a migrated
database, and a test fails when the two differ.
"""

import sys
from collections import defaultdict
from pathlib import Path

from sqlalchemy import Connection, text

from schemas.warehouse.engine import make_engine

_COLUMNS = text("""
    SELECT
        n.nspname AS schema,
        c.relname AS relation,
        obj_description(c.oid, 'pg_class') AS about,
        a.attname AS name,
        format_type(a.atttypid, a.atttypmod) AS type,
        col_description(c.oid, a.attnum) AS meaning
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname IN ('report', 'quality') AND c.relkind IN ('v', 'r')
    ORDER BY n.nspname DESC, c.relname, a.attnum
""")
_HEAD = """# Data dictionary

What the warehouse offers to SQL users, through the role `newsreel_reader`. Generated from the comments in the
database: change a view in `schemas/warehouse/views`, then run
`python -m schemas.warehouse.dictionary "$(newsreel url)" docs/data-dictionary.md`.

The views of `report` are a promise: they may only grow. Dates that may be partial have three columns: the
first possible day, the text as exact as stated, and the precision. Lists of names are one text, parted
by "; ".
"""


def data_dictionary(conn: Connection) -> str:
    """Return the dictionary of a migrated database as Markdown."""
    about: dict[str, str] = {}
    columns: dict[str, list[str]] = defaultdict(list)
    for row in conn.execute(_COLUMNS):
        name = f"{row.schema}.{row.relation}"
        about[name] = row.about or ""
        meaning = (row.meaning or "").replace("|", "\\|")
        columns[name].append(f"| `{row.name}` | {row.type} | {meaning} |")
    contents = [f"- [`{name}`](#{name.replace('.', '')})" for name in about]
    sections = [
        f"## `{name}`\n\n{about[name]}\n\n| column | type | meaning |\n| --- | --- | --- |\n"
        + "\n".join(columns[name])
        for name in about
    ]
    return "\n".join([_HEAD, *contents, ""]) + "\n" + "\n\n".join(sections) + "\n"


if __name__ == "__main__":
    with make_engine(sys.argv[1]).connect() as connection:
        Path(sys.argv[2]).write_text(data_dictionary(connection), encoding="utf-8")
