"""Create the tables of raw, staging, core and quality."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_raw()
    _create_staging()
    _create_claims()
    _create_entities()
    _create_quality()


def downgrade() -> None:
    tables = (
        "core.quote_claim",
        "core.person",
        "core.participant",
        "core.panel_member",
        "core.panel_claim",
        "core.forum_member",
        "core.forum_claim",
        "core.evidence",
        "core.count",
        "core.claim_handle",
        "core.announcement_member",
        "core.announcement_claim",
        "core.amount",
        "staging.article",
        "core.panel_speaker",
        "core.claim",
        "staging.quote",
        "staging.person",
        "staging.participant",
        "staging.panel",
        "staging.forum",
        "staging.evidence",
        "staging.count",
        "staging.announcement",
        "staging.amount",
        "raw.fetch",
        "raw.article_version",
        "core.panel",
        "core.extraction",
        "staging.batch",
        "raw.takedown",
        "raw.host",
        "raw.frontier",
        "raw.document",
        "raw.article",
        "quality.quarantine",
        "quality.check_result",
        "core.identity_change",
        "core.forum",
        "core.article",
        "core.announcement",
    )
    for table in tables:
        schema, _, name = table.partition(".")
        op.drop_table(name, schema=schema)


def _create_raw() -> None:
    op.create_table(
        "article",
        sa.Column("article_key", sa.Text(), nullable=False, comment="sha256 of canonical_url"),
        sa.Column("canonical_url", sa.Text(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column(
            "first_seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("article_key", name=op.f("article_pk")),
        schema="raw",
        comment="Each article by its canonical address.",
    )
    op.create_table(
        "document",
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("byte_count", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("first_url", sa.Text(), nullable=True),
        sa.Column(
            "first_seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("content_hash", name=op.f("document_pk")),
        schema="raw",
        comment=(
            "Each distinct body of bytes ever received; the bytes lie in the archive under the same hash."
        ),
    )
    op.create_table(
        "frontier",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_key", sa.Text(), sa.Computed("md5(url)", persisted=True), nullable=False),
        sa.Column("batch_no", sa.Integer(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "url_key", name=op.f("frontier_pk")),
        schema="raw",
        comment="The addresses that a run set out to fetch, in batches.",
    )
    op.create_index(
        op.f("frontier_run_id_batch_no_ix"), "frontier", ["run_id", "batch_no"], unique=False, schema="raw"
    )
    op.create_table(
        "host",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("host", name=op.f("host_pk")),
        schema="raw",
        comment="When each host may be asked again; shared by all processes.",
    )
    op.create_table(
        "takedown",
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("reason_text", sa.Text(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("article_key", name=op.f("takedown_pk")),
        schema="raw",
        comment="Articles that were erased on demand and are not taken in again.",
    )
    op.create_table(
        "article_version",
        sa.Column("article_version_id", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=True),
        sa.Column("cleaner_version", sa.Text(), nullable=False),
        sa.Column(
            "text_hash",
            sa.Text(),
            nullable=False,
            comment="sha256 of what extraction reads: title, publication date and text",
        ),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("authors", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("published_date", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("is_partial", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("syndicated_from", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "seen_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When this version was last received",
        ),
        sa.Column("cleaned_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"],
            ["raw.article.article_key"],
            name=op.f("article_version_article_key_fk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["content_hash"], ["raw.document.content_hash"], name=op.f("article_version_content_hash_fk")
        ),
        sa.PrimaryKeyConstraint("article_version_id", name=op.f("article_version_pk")),
        sa.UniqueConstraint(
            "article_key",
            "text_hash",
            "cleaner_version",
            name=op.f("article_version_article_key_text_hash_cleaner_version_uq"),
        ),
        schema="raw",
        comment="Each wording of an article, as one version of the cleaner sees it.",
    )
    op.create_index(
        op.f("article_version_content_hash_ix"),
        "article_version",
        ["content_hash"],
        unique=False,
        schema="raw",
    )
    op.create_table(
        "fetch",
        sa.Column("fetch_id", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_key", sa.Text(), sa.Computed("md5(url)", persisted=True), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("byte_count", sa.BigInteger(), nullable=True),
        sa.Column("elapsed_ms", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('fetched', 'not_modified', 'duplicate', 'blocked_by_robots', 'blocked', "
            "'rate_limited', 'unavailable', 'gone', 'refused_address', 'refused_url', 'redirect_loop', "
            "'offsite_redirect', 'too_large', 'too_slow', 'too_deep', 'truncated', 'bad_encoding', "
            "'not_html', 'not_listing', 'not_article', 'soft_404', 'consent_wall', 'js_only', "
            "'paywalled', 'empty', 'wrong_language', 'over_budget')",
            name=op.f("fetch_outcome_ck"),
        ),
        sa.ForeignKeyConstraint(
            ["content_hash"], ["raw.document.content_hash"], name=op.f("fetch_content_hash_fk")
        ),
        sa.PrimaryKeyConstraint("fetch_id", name=op.f("fetch_pk")),
        sa.UniqueConstraint("run_id", "url_key", name=op.f("fetch_run_id_url_key_uq")),
        schema="raw",
        comment="One row for each address of a run: how the attempt to get it ended.",
    )
    op.create_index(
        op.f("fetch_source_code_fetched_at_ix"),
        "fetch",
        ["source_code", "fetched_at"],
        unique=False,
        schema="raw",
    )
    op.create_index(
        op.f("fetch_url_key_fetched_at_ix"), "fetch", ["url_key", "fetched_at"], unique=False, schema="raw"
    )


def _create_staging() -> None:
    op.create_table(
        "batch",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("dag_id", sa.Text(), nullable=False),
        sa.Column(
            "source_code", sa.Text(), nullable=True, comment="Null where a run takes in several sources"
        ),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("article_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("record_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("staged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True, comment="Why the batch failed"),
        sa.CheckConstraint("state IN ('open', 'staged', 'published', 'failed')", name=op.f("batch_state_ck")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("batch_pk")),
        schema="staging",
        comment="One row a run: what it staged and how far it has come.",
    )
    op.create_index(
        op.f("batch_state_staged_at_ix"), "batch", ["state", "staged_at"], unique=False, schema="staging"
    )
    op.create_table(
        "amount",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("row_no", sa.BigInteger(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("parent_type", sa.Text(), nullable=False),
        sa.Column("parent_row_no", sa.BigInteger(), nullable=False),
        sa.Column("parent_key", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["staging.batch.run_id"], name=op.f("amount_run_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "row_no", name=op.f("amount_pk")),
        sa.UniqueConstraint("run_id", "record_key", name=op.f("amount_run_id_record_key_uq")),
        schema="staging",
        comment="Sums of money of a staged announcement.",
    )
    op.create_index(
        op.f("amount_run_id_article_key_ix"),
        "amount",
        ["run_id", "article_key"],
        unique=False,
        schema="staging",
    )
    op.create_table(
        "announcement",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("row_no", sa.BigInteger(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("by_names", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("with_names", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("titles", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("places", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.Column("person_count", sa.Integer(), nullable=False),
        sa.Column("amount_count", sa.Integer(), nullable=False),
        sa.Column("count_count", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Position in the article's list, from 0"),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence_count", sa.Integer(), nullable=False),
        sa.Column(
            "ungrounded",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
            comment="Paths of values that do not stand in their evidence; must be empty",
        ),
        sa.Column("published_date", sa.Date(), nullable=True, comment="Publication date of the article"),
        sa.Column(
            "payload",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="The record as it was emitted",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["staging.batch.run_id"], name=op.f("announcement_run_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "row_no", name=op.f("announcement_pk")),
        sa.UniqueConstraint("run_id", "record_key", name=op.f("announcement_run_id_record_key_uq")),
        schema="staging",
        comment="Announcements of a run's batch.",
    )
    op.create_index(
        op.f("announcement_run_id_article_key_ix"),
        "announcement",
        ["run_id", "article_key"],
        unique=False,
        schema="staging",
    )
    op.create_table(
        "count",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("row_no", sa.BigInteger(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("parent_type", sa.Text(), nullable=False),
        sa.Column("parent_row_no", sa.BigInteger(), nullable=False),
        sa.Column("parent_key", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["staging.batch.run_id"], name=op.f("count_run_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "row_no", name=op.f("count_pk")),
        sa.UniqueConstraint("run_id", "record_key", name=op.f("count_run_id_record_key_uq")),
        schema="staging",
        comment="Counted things of a staged announcement.",
    )
    op.create_index(
        op.f("count_run_id_article_key_ix"),
        "count",
        ["run_id", "article_key"],
        unique=False,
        schema="staging",
    )
    op.create_table(
        "evidence",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value_text", sa.Text(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("evidence_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["staging.batch.run_id"], name=op.f("evidence_run_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "record_key", "ordinal", name=op.f("evidence_pk")),
        schema="staging",
        comment="The words each staged value was read from.",
    )
    op.create_index(
        op.f("evidence_run_id_article_key_ix"),
        "evidence",
        ["run_id", "article_key"],
        unique=False,
        schema="staging",
    )
    op.create_table(
        "forum",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("row_no", sa.BigInteger(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "acronym", sa.Text(), nullable=True, comment='As the article gives it behind the name: "(BIFF)"'
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("organizers", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("partners", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("parent_event", sa.Text(), nullable=True),
        sa.Column("venue", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("start_date_text", sa.Text(), nullable=True),
        sa.Column("start_date_precision", sa.Text(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("end_date_text", sa.Text(), nullable=True),
        sa.Column("end_date_precision", sa.Text(), nullable=True),
        sa.Column("attendance_value", sa.Numeric(), nullable=True),
        sa.Column("attendance_unit", sa.Text(), nullable=True),
        sa.Column("attendance_qualifier", sa.Text(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Position in the article's list, from 0"),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence_count", sa.Integer(), nullable=False),
        sa.Column(
            "ungrounded",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
            comment="Paths of values that do not stand in their evidence; must be empty",
        ),
        sa.Column("published_date", sa.Date(), nullable=True, comment="Publication date of the article"),
        sa.Column(
            "payload",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="The record as it was emitted",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["staging.batch.run_id"], name=op.f("forum_run_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "row_no", name=op.f("forum_pk")),
        sa.UniqueConstraint("run_id", "record_key", name=op.f("forum_run_id_record_key_uq")),
        schema="staging",
        comment="Forums of a run's batch.",
    )
    op.create_index(
        op.f("forum_run_id_article_key_ix"),
        "forum",
        ["run_id", "article_key"],
        unique=False,
        schema="staging",
    )
    op.create_table(
        "panel",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("row_no", sa.BigInteger(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.Column("participant_count", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Position in the article's list, from 0"),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence_count", sa.Integer(), nullable=False),
        sa.Column(
            "ungrounded",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
            comment="Paths of values that do not stand in their evidence; must be empty",
        ),
        sa.Column("published_date", sa.Date(), nullable=True, comment="Publication date of the article"),
        sa.Column(
            "payload",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="The record as it was emitted",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["staging.batch.run_id"], name=op.f("panel_run_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "row_no", name=op.f("panel_pk")),
        sa.UniqueConstraint("run_id", "record_key", name=op.f("panel_run_id_record_key_uq")),
        schema="staging",
        comment="Sessions of a run's batch.",
    )
    op.create_index(
        op.f("panel_run_id_article_key_ix"),
        "panel",
        ["run_id", "article_key"],
        unique=False,
        schema="staging",
    )
    op.create_table(
        "participant",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("row_no", sa.BigInteger(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("parent_type", sa.Text(), nullable=False),
        sa.Column("parent_row_no", sa.BigInteger(), nullable=False),
        sa.Column("parent_key", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("works", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["staging.batch.run_id"], name=op.f("participant_run_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "row_no", name=op.f("participant_pk")),
        sa.UniqueConstraint("run_id", "record_key", name=op.f("participant_run_id_record_key_uq")),
        schema="staging",
        comment="People who speak in a staged session.",
    )
    op.create_index(
        op.f("participant_run_id_article_key_ix"),
        "participant",
        ["run_id", "article_key"],
        unique=False,
        schema="staging",
    )
    op.create_table(
        "person",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("row_no", sa.BigInteger(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("parent_type", sa.Text(), nullable=False),
        sa.Column("parent_row_no", sa.BigInteger(), nullable=False),
        sa.Column("parent_key", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"], ["staging.batch.run_id"], name=op.f("person_run_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "row_no", name=op.f("person_pk")),
        sa.UniqueConstraint("run_id", "record_key", name=op.f("person_run_id_record_key_uq")),
        schema="staging",
        comment="People a staged announcement is about.",
    )
    op.create_index(
        op.f("person_run_id_article_key_ix"),
        "person",
        ["run_id", "article_key"],
        unique=False,
        schema="staging",
    )
    op.create_table(
        "quote",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("row_no", sa.BigInteger(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("quote_text", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Position in the article's list, from 0"),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence_count", sa.Integer(), nullable=False),
        sa.Column(
            "ungrounded",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
            comment="Paths of values that do not stand in their evidence; must be empty",
        ),
        sa.Column("published_date", sa.Date(), nullable=True, comment="Publication date of the article"),
        sa.Column(
            "payload",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="The record as it was emitted",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["staging.batch.run_id"], name=op.f("quote_run_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "row_no", name=op.f("quote_pk")),
        sa.UniqueConstraint("run_id", "record_key", name=op.f("quote_run_id_record_key_uq")),
        schema="staging",
        comment="Quotes of a run's batch.",
    )
    op.create_index(
        op.f("quote_run_id_article_key_ix"),
        "quote",
        ["run_id", "article_key"],
        unique=False,
        schema="staging",
    )
    op.create_table(
        "article",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("row_no", sa.BigInteger(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("article_version_id", sa.Text(), nullable=False),
        sa.Column("extractor_version", sa.Text(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("canonical_url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("authors", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("published_date", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("is_partial", sa.Boolean(), nullable=False),
        sa.Column("text_length", sa.Integer(), nullable=False, comment="In characters"),
        sa.Column("forum_count", sa.Integer(), nullable=False),
        sa.Column("panel_count", sa.Integer(), nullable=False),
        sa.Column("announcement_count", sa.Integer(), nullable=False),
        sa.Column("quote_count", sa.Integer(), nullable=False),
        sa.Column(
            "seen_at", sa.DateTime(timezone=True), nullable=False, comment="When this version was received"
        ),
        sa.ForeignKeyConstraint(
            ["article_version_id"],
            ["raw.article_version.article_version_id"],
            name=op.f("article_article_version_id_fk"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["staging.batch.run_id"], name=op.f("article_run_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "row_no", name=op.f("article_pk")),
        sa.UniqueConstraint("run_id", "record_key", name=op.f("article_run_id_record_key_uq")),
        schema="staging",
        comment="The articles of a run's batch; `record_key` is the article's key.",
    )
    op.create_index(
        op.f("article_run_id_article_key_ix"),
        "article",
        ["run_id", "article_key"],
        unique=False,
        schema="staging",
    )


def _create_claims() -> None:
    op.create_table(
        "article",
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("canonical_url", sa.Text(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("article_key", name=op.f("article_pk")),
        schema="core",
        comment="Each article that was ever loaded.",
    )
    op.create_table(
        "extraction",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column(
            "revision_no",
            sa.Integer(),
            nullable=False,
            comment="1 for the first, one more for each that supersedes",
        ),
        sa.Column("article_version_id", sa.Text(), nullable=False),
        sa.Column("cleaner_version", sa.Text(), nullable=False),
        sa.Column("extractor_version", sa.Text(), nullable=False),
        sa.Column(
            "claims_hash",
            sa.Text(),
            nullable=False,
            comment="Digest over the loaded records: the same again changes nothing",
        ),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("authors", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("published_date", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("is_partial", sa.Boolean(), nullable=False),
        sa.Column("syndicated_from", sa.Text(), nullable=True),
        sa.Column("text_length", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("is_current = (valid_to IS NULL)", name=op.f("extraction_validity_ck")),
        sa.ForeignKeyConstraint(
            ["article_key"],
            ["core.article.article_key"],
            name=op.f("extraction_article_key_fk"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("extraction_id", name=op.f("extraction_pk")),
        sa.UniqueConstraint("article_key", "revision_no", name=op.f("extraction_article_key_revision_no_uq")),
        schema="core",
        comment="What one reading of an article said; the current one holds, the rest is history.",
    )
    op.create_index(
        "extraction_current_uq",
        "extraction",
        ["article_key"],
        unique=True,
        schema="core",
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "claim",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.CheckConstraint(
            "record_type IN ('forum', 'panel', 'announcement', 'quote')", name=op.f("claim_record_type_ck")
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("claim_confidence_ck")),
        sa.ForeignKeyConstraint(
            ["extraction_id"],
            ["core.extraction.extraction_id"],
            name=op.f("claim_extraction_id_fk"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("claim_pk")),
        sa.UniqueConstraint("extraction_id", "record_key", name=op.f("claim_extraction_id_record_key_uq")),
        schema="core",
        comment="One record of one reading.",
    )
    op.create_index(op.f("claim_record_key_ix"), "claim", ["record_key"], unique=False, schema="core")
    op.create_table(
        "amount",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("amount_currency_ck")),
        sa.CheckConstraint(
            "qualifier IN ('exact', 'about', 'over', 'under', 'up_to')", name=op.f("amount_qualifier_ck")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("amount_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", "ordinal", name=op.f("amount_pk")),
        schema="core",
        comment="Sums of money in a claimed announcement.",
    )
    op.create_table(
        "announcement_claim",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("by_names", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("with_names", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("titles", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("places", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "date_precision IN ('year', 'month', 'day')", name=op.f("announcement_claim_date_precision_ck")
        ),
        sa.CheckConstraint(
            "kind IN ('funding', 'programme', 'slate', 'commission', 'production', 'release', 'deal', "
            "'appointment', 'award', 'report')",
            name=op.f("announcement_claim_kind_ck"),
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["core.claim.claim_id"],
            name=op.f("announcement_claim_claim_id_fk"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("announcement_claim_pk")),
        schema="core",
        comment="What one article says about an announcement.",
    )
    op.create_table(
        "count",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "qualifier IN ('exact', 'about', 'over', 'under', 'up_to')", name=op.f("count_qualifier_ck")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("count_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", "ordinal", name=op.f("count_pk")),
        schema="core",
        comment="Counted things in a claimed announcement.",
    )
    op.create_table(
        "evidence",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value_text", sa.Text(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("evidence_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "char_length(evidence_text) = end_char - start_char", name=op.f("evidence_span_ck")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("evidence_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", "ordinal", name=op.f("evidence_pk")),
        schema="core",
        comment=(
            "The words each claimed value was read from: text[start_char:end_char] of the article's version."
        ),
    )
    op.create_table(
        "forum_claim",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "acronym", sa.Text(), nullable=True, comment='As the article gives it behind the name: "(BIFF)"'
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("organizers", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("partners", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("parent_event", sa.Text(), nullable=True),
        sa.Column("venue", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("start_date_text", sa.Text(), nullable=True),
        sa.Column("start_date_precision", sa.Text(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("end_date_text", sa.Text(), nullable=True),
        sa.Column("end_date_precision", sa.Text(), nullable=True),
        sa.Column("attendance_value", sa.Numeric(), nullable=True),
        sa.Column("attendance_unit", sa.Text(), nullable=True),
        sa.Column("attendance_qualifier", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "attendance_qualifier IN ('exact', 'about', 'over', 'under', 'up_to')",
            name=op.f("forum_claim_attendance_qualifier_ck"),
        ),
        sa.CheckConstraint(
            "end_date_precision IN ('year', 'month', 'day')", name=op.f("forum_claim_end_date_precision_ck")
        ),
        sa.CheckConstraint(
            "kind IN ('festival', 'market', 'forum', 'conference', 'summit', 'awards', 'showcase', "
            "'workshop', 'other')",
            name=op.f("forum_claim_kind_ck"),
        ),
        sa.CheckConstraint(
            "start_date_precision IN ('year', 'month', 'day')",
            name=op.f("forum_claim_start_date_precision_ck"),
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("forum_claim_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("forum_claim_pk")),
        schema="core",
        comment="What one article says about a forum.",
    )
    op.create_table(
        "panel_claim",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "date_precision IN ('year', 'month', 'day')", name=op.f("panel_claim_date_precision_ck")
        ),
        sa.CheckConstraint(
            "kind IN ('panel', 'keynote', 'masterclass', 'conversation', 'roundtable', 'workshop', "
            "'pitch', 'presentation', 'press_conference', 'other')",
            name=op.f("panel_claim_kind_ck"),
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("panel_claim_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("panel_claim_pk")),
        schema="core",
        comment="What one article says about a session.",
    )
    op.create_table(
        "participant",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("works", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.CheckConstraint("part IN ('speaker', 'moderator')", name=op.f("participant_part_ck")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("participant_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", "ordinal", name=op.f("participant_pk")),
        schema="core",
        comment="Who speaks in a claimed session.",
    )
    op.create_table(
        "person",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("person_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", "ordinal", name=op.f("person_pk")),
        schema="core",
        comment="Whom a claimed announcement is about.",
    )
    op.create_table(
        "quote_claim",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("quote_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("quote_claim_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("quote_claim_pk")),
        schema="core",
        comment="Direct speech in one article.",
    )


def _create_entities() -> None:
    op.create_table(
        "announcement",
        sa.Column("announcement_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("by_names", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("with_names", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("titles", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("places", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.Column(
            "people",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
            comment="Names, with the role in brackets",
        ),
        sa.Column(
            "article_urls", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("outlets", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("outlet_count", sa.Integer(), nullable=False),
        sa.Column("first_published_date", sa.Date(), nullable=True),
        sa.Column("last_published_date", sa.Date(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False, comment="Of the surest claim"),
        sa.CheckConstraint(
            "kind IN ('funding', 'programme', 'slate', 'commission', 'production', 'release', 'deal', "
            "'appointment', 'award', 'report')",
            name=op.f("announcement_kind_ck"),
        ),
        sa.PrimaryKeyConstraint("announcement_id", name=op.f("announcement_pk")),
        schema="core",
        comment="Each announcement, resolved from the current claims about it.",
    )
    op.create_index(
        op.f("announcement_kind_date_ix"), "announcement", ["kind", "date"], unique=False, schema="core"
    )
    op.create_table(
        "forum",
        sa.Column("forum_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "acronym", sa.Text(), nullable=True, comment='As the article gives it behind the name: "(BIFF)"'
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("organizers", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("partners", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("parent_event", sa.Text(), nullable=True),
        sa.Column("venue", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("start_date_text", sa.Text(), nullable=True),
        sa.Column("start_date_precision", sa.Text(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("end_date_text", sa.Text(), nullable=True),
        sa.Column("end_date_precision", sa.Text(), nullable=True),
        sa.Column("attendance_value", sa.Numeric(), nullable=True),
        sa.Column("attendance_unit", sa.Text(), nullable=True),
        sa.Column("attendance_qualifier", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True, comment="Of its dates, else of the first report"),
        sa.Column("parent_forum_id", sa.Text(), nullable=True),
        sa.Column(
            "article_urls", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("outlets", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("outlet_count", sa.Integer(), nullable=False),
        sa.Column("first_published_date", sa.Date(), nullable=True),
        sa.Column("last_published_date", sa.Date(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False, comment="Of the surest claim"),
        sa.CheckConstraint(
            "kind IN ('festival', 'market', 'forum', 'conference', 'summit', 'awards', 'showcase', "
            "'workshop', 'other')",
            name=op.f("forum_kind_ck"),
        ),
        sa.PrimaryKeyConstraint("forum_id", name=op.f("forum_pk")),
        schema="core",
        comment="Each gathering, resolved from the current claims about it.",
    )
    op.create_index(op.f("forum_start_date_ix"), "forum", ["start_date"], unique=False, schema="core")
    op.create_table(
        "identity_change",
        sa.Column("entity_type", sa.Text(), nullable=False),
        sa.Column("old_id", sa.Text(), nullable=False),
        sa.Column("new_id", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("entity_type", "old_id", "new_id", name=op.f("identity_change_pk")),
        schema="core",
        comment="Which resolved entity went on under which other id, as later claims told more about it.",
    )
    op.create_table(
        "panel",
        sa.Column("panel_id", sa.Text(), nullable=False),
        sa.Column("forum_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.Column(
            "article_urls", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("outlets", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("outlet_count", sa.Integer(), nullable=False),
        sa.Column("first_published_date", sa.Date(), nullable=True),
        sa.Column("last_published_date", sa.Date(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False, comment="Of the surest claim"),
        sa.CheckConstraint(
            "kind IN ('panel', 'keynote', 'masterclass', 'conversation', 'roundtable', 'workshop', "
            "'pitch', 'presentation', 'press_conference', 'other')",
            name=op.f("panel_kind_ck"),
        ),
        sa.ForeignKeyConstraint(
            ["forum_id"],
            ["core.forum.forum_id"],
            name=op.f("panel_forum_id_fk"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("panel_id", name=op.f("panel_pk")),
        schema="core",
        comment="Each session, resolved from the current claims about it.",
    )
    op.create_index(op.f("panel_forum_id_ix"), "panel", ["forum_id"], unique=False, schema="core")
    op.create_table(
        "panel_speaker",
        sa.Column("panel_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("works", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.CheckConstraint("part IN ('speaker', 'moderator')", name=op.f("panel_speaker_part_ck")),
        sa.ForeignKeyConstraint(
            ["panel_id"],
            ["core.panel.panel_id"],
            name=op.f("panel_speaker_panel_id_fk"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("panel_id", "ordinal", name=op.f("panel_speaker_pk")),
        schema="core",
        comment="Each person of a resolved session.",
    )
    op.create_table(
        "announcement_member",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("announcement_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["core.announcement.announcement_id"],
            name=op.f("announcement_member_announcement_id_fk"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["core.claim.claim_id"],
            name=op.f("announcement_member_claim_id_fk"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("announcement_member_pk")),
        schema="core",
        comment="Which current claims are about which announcement.",
    )
    op.create_index(
        op.f("announcement_member_announcement_id_ix"),
        "announcement_member",
        ["announcement_id"],
        unique=False,
        schema="core",
    )
    op.create_table(
        "claim_handle",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("claim_handle_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handle", "claim_id", name=op.f("claim_handle_pk")),
        schema="core",
        comment="By what current claims may be about one thing: only those that share a handle can.",
    )
    op.create_index(
        op.f("claim_handle_claim_id_ix"), "claim_handle", ["claim_id"], unique=False, schema="core"
    )
    op.create_table(
        "forum_member",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("forum_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("forum_member_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["forum_id"],
            ["core.forum.forum_id"],
            name=op.f("forum_member_forum_id_fk"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("forum_member_pk")),
        schema="core",
        comment="Which current claims are about which forum.",
    )
    op.create_index(
        op.f("forum_member_forum_id_ix"), "forum_member", ["forum_id"], unique=False, schema="core"
    )
    op.create_table(
        "panel_member",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("panel_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["core.claim.claim_id"], name=op.f("panel_member_claim_id_fk"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["panel_id"],
            ["core.panel.panel_id"],
            name=op.f("panel_member_panel_id_fk"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("panel_member_pk")),
        schema="core",
        comment="Which current claims are about which panel.",
    )
    op.create_index(
        op.f("panel_member_panel_id_ix"), "panel_member", ["panel_id"], unique=False, schema="core"
    )


def _create_quality() -> None:
    op.create_table(
        "check_result",
        sa.Column("run_id", sa.Text(), nullable=False, comment="The run whose batch was checked"),
        sa.Column("suite", sa.Text(), nullable=False, comment="The suite: the table it checks"),
        sa.Column("rule", sa.Text(), nullable=False, comment="The rule's stable name"),
        sa.Column(
            "level", sa.Text(), nullable=False, comment="row: each row is judged; batch: the batch as a whole"
        ),
        sa.Column("severity", sa.Text(), nullable=False, comment="critical stops, warning tells"),
        sa.Column("success", sa.Boolean(), nullable=False, comment="Whether the batch keeps the rule"),
        sa.Column(
            "evaluated_count",
            sa.BigInteger(),
            nullable=True,
            comment="Rows looked at; null where a rule does not count",
        ),
        sa.Column(
            "unexpected_count",
            sa.BigInteger(),
            nullable=True,
            comment="Rows that break the rule; null where a rule does not count",
        ),
        sa.Column("observed_value", sa.Text(), nullable=True, comment="What a batch rule measured"),
        sa.Column(
            "exception_text",
            sa.Text(),
            nullable=True,
            comment="Why the check itself failed; null when it ran",
        ),
        sa.Column(
            "checked_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When the batch was checked",
        ),
        sa.CheckConstraint("level IN ('row', 'batch')", name=op.f("check_result_level_ck")),
        sa.CheckConstraint("severity IN ('critical', 'warning')", name=op.f("check_result_severity_ck")),
        sa.PrimaryKeyConstraint("run_id", "suite", "rule", name=op.f("check_result_pk")),
        schema="quality",
        comment="One row for each rule and run: the verdict.",
    )
    op.create_table(
        "quarantine",
        sa.Column(
            "quarantine_id",
            sa.BigInteger(),
            sa.Identity(always=True),
            nullable=False,
            comment="Number of the row",
        ),
        sa.Column("run_id", sa.Text(), nullable=False, comment="The run that staged the row"),
        sa.Column(
            "record_type",
            sa.Text(),
            nullable=False,
            comment="article, forum, panel, announcement, quote or a part of one",
        ),
        sa.Column(
            "record_key", sa.Text(), nullable=False, comment="Stable key of the record, the same in each run"
        ),
        sa.Column(
            "article_key",
            sa.Text(),
            nullable=True,
            comment="Key of the article; null where no article came of a page",
        ),
        sa.Column("rule", sa.Text(), nullable=False, comment="The rule that the row breaks"),
        sa.Column(
            "severity",
            sa.Text(),
            nullable=False,
            comment="critical: the row did not load; warning: it loaded",
        ),
        sa.Column(
            "column_name",
            sa.Text(),
            nullable=True,
            comment="The column that the rule looks at; null where it looks at several",
        ),
        sa.Column("value_text", sa.Text(), nullable=True, comment="The value that breaks the rule"),
        sa.Column("reason_text", sa.Text(), nullable=False, comment="The reason, in words"),
        sa.Column(
            "payload",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="The record as it was emitted",
        ),
        sa.Column(
            "quarantined_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When the row was held back",
        ),
        sa.Column(
            "reviewed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When a person decided; null until then",
        ),
        sa.Column(
            "decision",
            sa.Text(),
            nullable=True,
            comment="accept: loads with the next load of its run; reject; null: undecided",
        ),
        sa.CheckConstraint("decision IN ('accept', 'reject')", name=op.f("quarantine_decision_ck")),
        sa.CheckConstraint("severity IN ('critical', 'warning')", name=op.f("quarantine_severity_ck")),
        sa.PrimaryKeyConstraint("quarantine_id", name=op.f("quarantine_pk")),
        sa.UniqueConstraint(
            "run_id",
            "record_type",
            "record_key",
            "rule",
            "column_name",
            name=op.f("quarantine_run_id_record_type_record_key_rule_column_name_uq"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="quality",
        comment=(
            "One row for each record and rule it breaks, with the value, the reason and the record itself."
        ),
    )
    op.create_index(
        op.f("quarantine_article_key_ix"), "quarantine", ["article_key"], unique=False, schema="quality"
    )
    op.create_index(
        op.f("quarantine_record_key_ix"), "quarantine", ["record_key"], unique=False, schema="quality"
    )
