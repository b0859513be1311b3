"""`newsreel ingest`: single pages the way the DAGs take, through Airflow.

Rule: it triggers, waits and reads the result from the report views; it never fetches or extracts by itself.
"""

from typing import Annotated

import typer


def ingest(
    targets: Annotated[
        list[str], typer.Argument(help="Addresses (https://…) or files (.html, .txt, .urls).")
    ],
) -> None:
    """Take pages in through Airflow, and show what was loaded for them."""
