"""Show analysts what a page calls itself: a sponsored story is no report."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "extraction",
        sa.Column("labels", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        schema="core",
    )
    op.execute(
        "UPDATE core.extraction x SET labels = v.labels FROM raw.article_version v "
        "WHERE v.article_version_id = x.article_version_id"
    )


def downgrade() -> None:
    op.drop_column("extraction", "labels", schema="core")
