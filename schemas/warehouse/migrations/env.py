"""Where Alembic gets its connection: from `migrate`, which holds the lock and the transaction.

Rule: a migration runs inside the caller's transaction, or not at all.
"""

from alembic import context

from schemas.warehouse.migrate import VERSION_TABLE
from schemas.warehouse.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_schemas=True,
    version_table=VERSION_TABLE,
    version_table_schema="core",
)
context.run_migrations()
