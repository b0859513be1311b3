"""Let one worker at a time ask a host, share robots rules, keep a page's labels, name a shrunk text."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# As they were when this migration was written.
BEFORE = (
    "fetched not_modified duplicate blocked_by_robots blocked rate_limited unavailable gone refused_address"
    " refused_url redirect_loop offsite_redirect too_large too_slow too_deep truncated bad_encoding not_html"
    " not_listing not_article soft_404 consent_wall js_only paywalled empty wrong_language over_budget"
).split()
AFTER = [*BEFORE[:3], "shrunk", *BEFORE[3:]]


def upgrade() -> None:
    op.add_column(
        "host",
        sa.Column(
            "leased_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="Until when a worker may be asking it",
        ),
        schema="raw",
    )
    op.add_column(
        "host",
        sa.Column("holder", sa.Text(), nullable=True, comment="The turn that is being taken"),
        schema="raw",
    )
    op.create_table(
        "robots",
        sa.Column("root", sa.Text(), nullable=False, comment="Scheme and host"),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "body", sa.Text(), nullable=True, comment="The rules as they came; null where there are none"
        ),
        sa.Column(
            "problem", sa.Text(), nullable=True, comment="Why nothing may be fetched until it is asked again"
        ),
        sa.PrimaryKeyConstraint("root", name=op.f("robots_pk")),
        schema="raw",
        comment="What each robots.txt said; believed for 24 hours at most.",
    )
    op.add_column(
        "article_version",
        sa.Column(
            "labels",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
            comment="What the page calls itself: opinion, sponsored, noindex, tdm_reserved, …",
        ),
        schema="raw",
    )
    _allow(AFTER)


def downgrade() -> None:
    op.execute("UPDATE raw.fetch SET outcome = 'empty' WHERE outcome = 'shrunk'")
    _allow(BEFORE)
    op.drop_column("article_version", "labels", schema="raw")
    op.drop_table("robots", schema="raw")
    op.drop_column("host", "holder", schema="raw")
    op.drop_column("host", "leased_until", schema="raw")


def _allow(outcomes: list[str]) -> None:
    listed = ", ".join(f"'{outcome}'" for outcome in outcomes)
    op.drop_constraint(op.f("fetch_outcome_ck"), "fetch", schema="raw", type_="check")
    op.create_check_constraint(op.f("fetch_outcome_ck"), "fetch", f"outcome IN ({listed})", schema="raw")
