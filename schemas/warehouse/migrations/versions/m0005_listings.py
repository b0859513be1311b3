"""Keep each feed and sitemap with its validators, so that it is asked for only when it has changed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listing",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("packed", sa.LargeBinary(), nullable=False, comment="The body as it came, by zlib"),
        sa.PrimaryKeyConstraint("url", name=op.f("listing_pk")),
        schema="raw",
        comment="Feeds and sitemaps as last received; what the answer that nothing has changed stands for.",
    )


def downgrade() -> None:
    op.drop_table("listing", schema="raw")
