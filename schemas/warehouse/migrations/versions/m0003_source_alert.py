"""Keep what is wrong with a source, from when to when."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# As they were when this migration was written.
ALERTS = "silent too_few too_many refused no_text no_dates no_records layout_changed".split()


def upgrade() -> None:
    listed = ", ".join(f"'{alert}'" for alert in ALERTS)
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "source_alert",
        sa.Column(
            "alert_id", sa.BigInteger(), sa.Identity(always=True), nullable=False, comment="Number of the row"
        ),
        sa.Column("source_code", sa.Text(), nullable=False, comment="The source"),
        sa.Column("alert", sa.Text(), nullable=False, comment="What is wrong with it"),
        sa.Column("raised_at", moment, nullable=False, comment="The look that first found it"),
        sa.Column("last_seen_at", moment, nullable=False, comment="The last look that found it"),
        sa.Column(
            "ended_at", moment, nullable=True, comment="The look that found it gone; null while it goes on"
        ),
        sa.Column("detail", sa.Text(), nullable=False, comment="The counts behind it, in words"),
        sa.CheckConstraint(f"alert IN ({listed})", name=op.f("source_alert_alert_ck")),
        sa.PrimaryKeyConstraint("alert_id", name=op.f("source_alert_pk")),
        schema="quality",
        comment="What was wrong with a source, from when to when; one row for each time.",
    )
    op.create_index(
        "source_alert_open_ix",
        "source_alert",
        ["source_code", "alert"],
        unique=True,
        schema="quality",
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("source_alert", schema="quality")
