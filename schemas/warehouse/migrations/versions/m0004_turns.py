"""Let those who wait for a host go in the order in which they asked."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "turn",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False, comment="Who asked first is first"),
        sa.Column(
            "back_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When it will have asked again; later, it is gone",
        ),
        sa.PrimaryKeyConstraint("host", "ticket", name=op.f("turn_pk")),
        schema="raw",
        comment="Who waits for a host; shared by all processes.",
    )


def downgrade() -> None:
    op.drop_table("turn", schema="raw")
