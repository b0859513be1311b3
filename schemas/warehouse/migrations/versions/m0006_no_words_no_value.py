"""Let nobody accept a record whose words are not in the text: its run would never load again."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_GROUNDLESS = "decision = 'accept' AND rule LIKE '%evidence.%'"


def upgrade() -> None:
    op.execute(
        f"UPDATE quality.quarantine SET decision = NULL, reviewed_at = NULL WHERE {_GROUNDLESS}"  # noqa: S608
    )
    op.create_check_constraint(
        op.f("quarantine_words_not_in_the_text_ck"),
        "quarantine",
        f"({_GROUNDLESS}) IS NOT TRUE",
        schema="quality",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("quarantine_words_not_in_the_text_ck"), "quarantine", schema="quality")
