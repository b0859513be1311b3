"""The tables of the warehouse, schema by schema, from the first fetch to the resolved forum.

Rule: a table changes together with a migration in `migrations/versions`; a test compares the two. Every key
of raw, staging and core is made from the row's own content (no sequence, no clock), so that the same input
gives the same rows on every machine and after every crash.

Names: `_key` and `_id` are hex digests, `_at` is a moment (timestamptz), `_date` a day, `_count` a number
of things. A date that may be partial has three columns: `x_date` (its first possible day), `x_date_text`
("2025", "2025-05", "2025-05-14") and `x_date_precision` (year, month or day). Arrays are never null; an
empty one says that the text names nobody.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from schemas.vocabulary import (
    Alert,
    AnnouncementKind,
    FetchOutcome,
    ForumKind,
    PanelKind,
    Part,
    Qualifier,
    Severity,
)

SCHEMAS = ("raw", "staging", "core", "quality", "report")

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "uq": "%(table_name)s_%(column_0_N_name)s_uq",
        "ix": "%(table_name)s_%(column_0_N_name)s_ix",
        "fk": "%(table_name)s_%(column_0_N_name)s_fk",
        "ck": "%(table_name)s_%(constraint_name)s_ck",
    }
)


class BatchState(StrEnum):
    """How far a run's batch has come; `failed` means that a batch rule stopped it."""

    OPEN = "open"
    STAGED = "staged"
    PUBLISHED = "published"
    FAILED = "failed"


class Decision(StrEnum):
    """What a person decided about a quarantined row; an accepted one loads with the next load of its run."""

    ACCEPT = "accept"
    REJECT = "reject"


class Precision(StrEnum):
    """How exact a partial date is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


def _one_of(column: str, codes: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(text(f"{column} IN ({listed})"), name=column)


def _required(name: str, kind: Any = Text, *args: Any, **more: Any) -> Column[Any]:
    return Column(name, kind, *args, nullable=False, **more)


def _names(name: str, comment: str | None = None) -> Column[Any]:
    return Column(name, ARRAY(Text), nullable=False, server_default=text("'{}'"), comment=comment)


def _moment(name: str, comment: str | None = None) -> Column[Any]:
    return Column(name, DateTime(timezone=True), nullable=False, server_default=func.now(), comment=comment)


def _partial_date(name: str) -> list[Column[Any]]:
    return [Column(name, Date), Column(f"{name}_text", Text), Column(f"{name}_precision", Text)]


# -- raw: what the net gave ----------------------------------------------------------------------------

document = Table(
    "document",
    metadata,
    Column("content_hash", Text, primary_key=True),
    _required("byte_count", BigInteger),
    Column("media_type", Text),
    Column("first_url", Text),
    _moment("first_seen_at"),
    schema="raw",
    comment="Each distinct body of bytes ever received; the bytes lie in the archive under the same hash.",
)

fetch = Table(
    "fetch",
    metadata,
    Column("fetch_id", Text, primary_key=True),
    _required("run_id"),
    _required("source_code"),
    _required("url"),
    # An address may be longer than an index entry can be.
    Column("url_key", Text, Computed("md5(url)", persisted=True), nullable=False),
    Column("final_url", Text),
    _required("outcome"),
    Column("http_status", Integer),
    Column("content_hash", Text, ForeignKey("raw.document.content_hash")),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("byte_count", BigInteger),
    Column("elapsed_ms", Integer),
    Column("detail", Text),
    Column("retry_at", DateTime(timezone=True)),
    _required("fetched_at", DateTime(timezone=True)),
    UniqueConstraint("run_id", "url_key"),
    Index(None, "url_key", "fetched_at"),
    Index(None, "source_code", "fetched_at"),
    _one_of("outcome", FetchOutcome),
    schema="raw",
    comment="One row for each address of a run: how the attempt to get it ended.",
)

host = Table(
    "host",
    metadata,
    Column("host", Text, primary_key=True),
    _required("next_at", DateTime(timezone=True)),
    Column("paused_until", DateTime(timezone=True)),
    Column("leased_until", DateTime(timezone=True), comment="Until when a worker may be asking it"),
    Column("holder", Text, comment="The turn that is being taken"),
    schema="raw",
    comment="When each host may be asked again; shared by all processes.",
)

turn = Table(
    "turn",
    metadata,
    _required("host"),
    _required("ticket"),
    _required("asked_at", DateTime(timezone=True), comment="Who asked first is first"),
    _required("back_at", DateTime(timezone=True), comment="When it will have asked again; later, it is gone"),
    PrimaryKeyConstraint("host", "ticket"),
    schema="raw",
    comment="Who waits for a host; shared by all processes.",
)

robots = Table(
    "robots",
    metadata,
    Column("root", Text, primary_key=True, comment="Scheme and host"),
    _required("fetched_at", DateTime(timezone=True)),
    Column("body", Text, comment="The rules as they came; null where there are none"),
    Column("problem", Text, comment="Why nothing may be fetched until it is asked again"),
    schema="raw",
    comment="What each robots.txt said; believed for 24 hours at most.",
)

listing = Table(
    "listing",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    _required("packed", LargeBinary, comment="The body as it came, by zlib"),
    schema="raw",
    comment="Feeds and sitemaps as last received; what the answer that nothing has changed stands for.",
)

frontier = Table(
    "frontier",
    metadata,
    _required("run_id"),
    _required("url"),
    Column("url_key", Text, Computed("md5(url)", persisted=True), nullable=False),
    _required("batch_no", Integer),
    _required("source_code"),
    _required("via"),
    Column("title", Text),
    Column("published_at", DateTime(timezone=True)),
    _moment("found_at"),
    PrimaryKeyConstraint("run_id", "url_key"),
    Index(None, "run_id", "batch_no"),
    schema="raw",
    comment="The addresses that a run set out to fetch, in batches.",
)

article = Table(
    "article",
    metadata,
    Column("article_key", Text, primary_key=True, comment="sha256 of canonical_url"),
    _required("canonical_url"),
    _required("source_code"),
    _required("outlet"),
    _moment("first_seen_at"),
    schema="raw",
    comment="Each article by its canonical address.",
)

article_version = Table(
    "article_version",
    metadata,
    Column("article_version_id", Text, primary_key=True),
    _required("article_key", Text, ForeignKey("raw.article.article_key", ondelete="CASCADE")),
    Column("content_hash", Text, ForeignKey("raw.document.content_hash")),
    _required("cleaner_version"),
    _required("text_hash", comment="sha256 of what extraction reads: title, publication date and text"),
    Column("title", Text),
    _names("authors"),
    Column("published_date", Date),
    Column("published_at", DateTime(timezone=True)),
    Column("modified_at", DateTime(timezone=True)),
    Column("language", Text),
    Column("section", Text),
    _required("is_partial", Boolean, server_default=text("false")),
    Column("syndicated_from", Text),
    _names("labels", "What the page calls itself: opinion, sponsored, noindex, tdm_reserved, …"),
    _required("text"),
    _required("seen_at", DateTime(timezone=True), comment="When this version was last received"),
    _moment("cleaned_at"),
    UniqueConstraint("article_key", "text_hash", "cleaner_version"),
    Index(None, "content_hash"),
    schema="raw",
    comment="Each wording of an article, as one version of the cleaner sees it.",
)

takedown = Table(
    "takedown",
    metadata,
    Column("article_key", Text, primary_key=True),
    _required("url"),
    _required("reason_text"),
    _moment("erased_at"),
    schema="raw",
    comment="Articles that were erased on demand and are not taken in again.",
)

# -- staging: one run's records, to be checked ---------------------------------------------------------

batch = Table(
    "batch",
    metadata,
    Column("run_id", Text, primary_key=True),
    _required("dag_id"),
    Column("source_code", Text, comment="Null where a run takes in several sources"),
    _required("state", server_default=text("'open'")),
    _required("article_count", Integer, server_default=text("0")),
    _required("record_count", Integer, server_default=text("0")),
    _moment("opened_at"),
    Column("staged_at", DateTime(timezone=True)),
    Column("published_at", DateTime(timezone=True)),
    Column("failed_at", DateTime(timezone=True)),
    Column("detail", Text, comment="Why the batch failed"),
    _one_of("state", BatchState),
    Index(None, "state", "staged_at"),
    schema="staging",
    comment="One row a run: what it staged and how far it has come.",
)


def _staged(name: str, *columns: Any, comment: str) -> Table:
    """Make a staging table: `row_no` is cut from `record_key`, so replaying a run numbers its rows alike."""
    return Table(
        name,
        metadata,
        _required("run_id", Text, ForeignKey("staging.batch.run_id", ondelete="CASCADE")),
        _required("row_no", BigInteger),
        _required("record_key"),
        _required("article_key"),
        *columns,
        PrimaryKeyConstraint("run_id", "row_no"),
        UniqueConstraint("run_id", "record_key"),
        Index(None, "run_id", "article_key"),
        schema="staging",
        comment=comment,
    )


def _record_columns() -> list[Column[Any]]:
    return [
        _required("ordinal", Integer, comment="Position in the article's list, from 0"),
        _required("confidence", Float),
        _required("evidence_count", Integer),
        _names("ungrounded", "Paths of values that do not stand in their evidence; must be empty"),
        Column("published_date", Date, comment="Publication date of the article"),
        _required("payload", JSONB, comment="The record as it was emitted"),
    ]


def _child(name: str, *columns: Any, comment: str) -> Table:
    return _staged(
        name,
        _required("parent_type"),
        _required("parent_row_no", BigInteger),
        _required("parent_key"),
        _required("ordinal", Integer),
        *columns,
        comment=comment,
    )


def _forum_columns() -> list[Column[Any]]:
    return [
        _required("name"),
        Column("acronym", Text, comment='As the article gives it behind the name: "(BIFF)"'),
        _required("kind"),
        Column("edition", Integer),
        _names("organizers"),
        _names("partners"),
        Column("parent_event", Text),
        Column("venue", Text),
        Column("city", Text),
        Column("country", Text),
        *_partial_date("start_date"),
        *_partial_date("end_date"),
        Column("attendance_value", Numeric),
        Column("attendance_unit", Text),
        Column("attendance_qualifier", Text),
    ]


def _panel_columns() -> list[Column[Any]]:
    return [Column("title", Text), _required("kind"), Column("event", Text), *_partial_date("date")]


def _announcement_columns() -> list[Column[Any]]:
    return [
        _required("kind"),
        Column("subject", Text),
        _names("by_names"),
        _names("with_names"),
        _names("titles"),
        _names("places"),
        *_partial_date("date"),
    ]


def _quote_columns() -> list[Column[Any]]:
    return [_required("speaker"), _required("quote_text")]


def _participant_columns() -> list[Column[Any]]:
    return [
        _required("name"),
        _required("part"),
        Column("role", Text),
        Column("affiliation", Text),
        _names("works"),
    ]


def _person_columns() -> list[Column[Any]]:
    return [_required("name"), Column("role", Text)]


def _amount_columns() -> list[Column[Any]]:
    return [_required("value", Numeric), _required("currency"), _required("qualifier")]


def _count_columns() -> list[Column[Any]]:
    return [_required("value", Numeric), Column("unit", Text), _required("qualifier")]


staged_article = _staged(
    "article",
    _required(
        "article_version_id",
        Text,
        ForeignKey("raw.article_version.article_version_id", ondelete="CASCADE"),
    ),
    _required("extractor_version"),
    _required("source_code"),
    _required("outlet"),
    _required("canonical_url"),
    Column("title", Text),
    _names("authors"),
    Column("published_date", Date),
    Column("published_at", DateTime(timezone=True)),
    Column("language", Text),
    Column("section", Text),
    _required("is_partial", Boolean),
    _required("text_length", Integer, comment="In characters"),
    _required("forum_count", Integer),
    _required("panel_count", Integer),
    _required("announcement_count", Integer),
    _required("quote_count", Integer),
    _required("seen_at", DateTime(timezone=True), comment="When this version was received"),
    comment="The articles of a run's batch; `record_key` is the article's key.",
)

staged_forum = _staged("forum", *_forum_columns(), *_record_columns(), comment="Forums of a run's batch.")
staged_panel = _staged(
    "panel",
    *_panel_columns(),
    _required("participant_count", Integer),
    *_record_columns(),
    comment="Sessions of a run's batch.",
)
staged_announcement = _staged(
    "announcement",
    *_announcement_columns(),
    _required("person_count", Integer),
    _required("amount_count", Integer),
    _required("count_count", Integer),
    *_record_columns(),
    comment="Announcements of a run's batch.",
)
staged_quote = _staged("quote", *_quote_columns(), *_record_columns(), comment="Quotes of a run's batch.")

staged_participant = _child(
    "participant", *_participant_columns(), comment="People who speak in a staged session."
)
staged_person = _child("person", *_person_columns(), comment="People a staged announcement is about.")
staged_amount = _child("amount", *_amount_columns(), comment="Sums of money of a staged announcement.")
staged_count = _child("count", *_count_columns(), comment="Counted things of a staged announcement.")

staged_evidence = Table(
    "evidence",
    metadata,
    _required("run_id", Text, ForeignKey("staging.batch.run_id", ondelete="CASCADE")),
    _required("record_type"),
    _required("record_key"),
    _required("article_key"),
    _required("ordinal", Integer),
    _required("field"),
    _required("value_text"),
    _required("start_char", Integer),
    _required("end_char", Integer),
    _required("evidence_text"),
    PrimaryKeyConstraint("run_id", "record_key", "ordinal"),
    Index(None, "run_id", "article_key"),
    schema="staging",
    comment="The words each staged value was read from.",
)

# -- core: what articles claim, with history -----------------------------------------------------------

core_article = Table(
    "article",
    metadata,
    Column("article_key", Text, primary_key=True),
    _required("canonical_url"),
    _required("source_code"),
    _required("outlet"),
    _required("first_seen_at", DateTime(timezone=True)),
    schema="core",
    comment="Each article that was ever loaded.",
)

extraction = Table(
    "extraction",
    metadata,
    Column("extraction_id", Text, primary_key=True),
    _required("article_key", Text, ForeignKey("core.article.article_key", ondelete="CASCADE")),
    _required("revision_no", Integer, comment="1 for the first, one more for each that supersedes"),
    _required("article_version_id"),
    _required("cleaner_version"),
    _required("extractor_version"),
    _required("claims_hash", comment="Digest over the loaded records: the same again changes nothing"),
    _required("run_id"),
    Column("title", Text),
    _names("authors"),
    Column("published_date", Date),
    Column("published_at", DateTime(timezone=True)),
    Column("modified_at", DateTime(timezone=True)),
    Column("language", Text),
    Column("section", Text),
    _required("is_partial", Boolean),
    Column("syndicated_from", Text),
    _names("labels"),
    _required("text_length", Integer),
    _required("is_current", Boolean),
    _required("valid_from", DateTime(timezone=True)),
    Column("valid_to", DateTime(timezone=True)),
    UniqueConstraint("article_key", "revision_no"),
    Index("extraction_current_uq", "article_key", unique=True, postgresql_where=text("is_current")),
    CheckConstraint(text("is_current = (valid_to IS NULL)"), name="validity"),
    schema="core",
    comment="What one reading of an article said; the current one holds, the rest is history.",
)

claim = Table(
    "claim",
    metadata,
    Column("claim_id", Text, primary_key=True),
    _required("extraction_id", Text, ForeignKey("core.extraction.extraction_id", ondelete="CASCADE")),
    _required("record_type"),
    _required("record_key"),
    _required("ordinal", Integer),
    _required("confidence", Float),
    UniqueConstraint("extraction_id", "record_key"),
    _one_of("record_type", ("forum", "panel", "announcement", "quote")),
    CheckConstraint(text("confidence BETWEEN 0 AND 1"), name="confidence"),
    Index(None, "record_key"),
    schema="core",
    comment="One record of one reading.",
)


def _claim_id() -> Column[Any]:
    return _required("claim_id", Text, ForeignKey("core.claim.claim_id", ondelete="CASCADE"))


def _claim_of(record_type: str, *columns: Any, comment: str) -> Table:
    return Table(
        f"{record_type}_claim",
        metadata,
        _claim_id(),
        *columns,
        PrimaryKeyConstraint("claim_id"),
        schema="core",
        comment=comment,
    )


def _part_of_claim(name: str, *columns: Any, comment: str) -> Table:
    return Table(
        name,
        metadata,
        _claim_id(),
        _required("ordinal", Integer),
        *columns,
        PrimaryKeyConstraint("claim_id", "ordinal"),
        schema="core",
        comment=comment,
    )


forum_claim = _claim_of(
    "forum",
    *_forum_columns(),
    _one_of("kind", ForumKind),
    _one_of("attendance_qualifier", Qualifier),
    _one_of("start_date_precision", Precision),
    _one_of("end_date_precision", Precision),
    comment="What one article says about a forum.",
)
panel_claim = _claim_of(
    "panel",
    *_panel_columns(),
    _one_of("kind", PanelKind),
    _one_of("date_precision", Precision),
    comment="What one article says about a session.",
)
announcement_claim = _claim_of(
    "announcement",
    *_announcement_columns(),
    _one_of("kind", AnnouncementKind),
    _one_of("date_precision", Precision),
    comment="What one article says about an announcement.",
)
quote_claim = _claim_of("quote", *_quote_columns(), comment="Direct speech in one article.")

participant = _part_of_claim(
    "participant", *_participant_columns(), _one_of("part", Part), comment="Who speaks in a claimed session."
)
person = _part_of_claim("person", *_person_columns(), comment="Whom a claimed announcement is about.")
amount = _part_of_claim(
    "amount",
    *_amount_columns(),
    _one_of("qualifier", Qualifier),
    CheckConstraint(text("currency ~ '^[A-Z]{3}$'"), name="currency"),
    comment="Sums of money in a claimed announcement.",
)
count = _part_of_claim(
    "count",
    *_count_columns(),
    _one_of("qualifier", Qualifier),
    comment="Counted things in a claimed announcement.",
)
evidence = _part_of_claim(
    "evidence",
    _required("field"),
    _required("value_text"),
    _required("start_char", Integer),
    _required("end_char", Integer),
    _required("evidence_text"),
    CheckConstraint(text("char_length(evidence_text) = end_char - start_char"), name="span"),
    comment="The words each claimed value was read from: text[start_char:end_char] of the article's version.",
)

# -- core: what the claims of all outlets come to ------------------------------------------------------


def _source_columns() -> list[Column[Any]]:
    return [
        _names("article_urls"),
        _names("outlets"),
        _required("outlet_count", Integer),
        Column("first_published_date", Date),
        Column("last_published_date", Date),
        _required("confidence", Float, comment="Of the surest claim"),
    ]


forum = Table(
    "forum",
    metadata,
    Column("forum_id", Text, primary_key=True),
    *_forum_columns(),
    Column("year", Integer, comment="Of its dates, else of the first report"),
    Column("parent_forum_id", Text),
    *_source_columns(),
    _one_of("kind", ForumKind),
    Index(None, "start_date"),
    schema="core",
    comment="Each gathering, resolved from the current claims about it.",
)

panel = Table(
    "panel",
    metadata,
    Column("panel_id", Text, primary_key=True),
    Column("forum_id", Text, ForeignKey("core.forum.forum_id", deferrable=True, initially="DEFERRED")),
    *_panel_columns(),
    *_source_columns(),
    _one_of("kind", PanelKind),
    Index(None, "forum_id"),
    schema="core",
    comment="Each session, resolved from the current claims about it.",
)

panel_speaker = Table(
    "panel_speaker",
    metadata,
    _required(
        "panel_id",
        Text,
        ForeignKey("core.panel.panel_id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
    ),
    _required("ordinal", Integer),
    *_participant_columns(),
    PrimaryKeyConstraint("panel_id", "ordinal"),
    _one_of("part", Part),
    schema="core",
    comment="Each person of a resolved session.",
)

announcement = Table(
    "announcement",
    metadata,
    Column("announcement_id", Text, primary_key=True),
    *_announcement_columns(),
    _names("people", "Names, with the role in brackets"),
    *_source_columns(),
    _one_of("kind", AnnouncementKind),
    Index(None, "kind", "date"),
    schema="core",
    comment="Each announcement, resolved from the current claims about it.",
)


def _members(entity: str) -> Table:
    return Table(
        f"{entity}_member",
        metadata,
        _claim_id(),
        _required(
            f"{entity}_id",
            Text,
            ForeignKey(f"core.{entity}.{entity}_id", deferrable=True, initially="DEFERRED"),
        ),
        PrimaryKeyConstraint("claim_id"),
        Index(None, f"{entity}_id"),
        schema="core",
        comment=f"Which current claims are about which {entity}.",
    )


forum_member = _members("forum")
panel_member = _members("panel")
announcement_member = _members("announcement")

claim_handle = Table(
    "claim_handle",
    metadata,
    _claim_id(),
    _required("handle"),
    PrimaryKeyConstraint("handle", "claim_id"),
    Index(None, "claim_id"),
    schema="core",
    comment="By what current claims may be about one thing: only those that share a handle can.",
)

identity_change = Table(
    "identity_change",
    metadata,
    _required("entity_type"),
    _required("old_id"),
    _required("new_id"),
    _moment("changed_at"),
    PrimaryKeyConstraint("entity_type", "old_id", "new_id"),
    schema="core",
    comment="Which resolved entity went on under which other id, as later claims told more about it.",
)

# -- quality: verdicts and what was held back ----------------------------------------------------------

check_result = Table(
    "check_result",
    metadata,
    _required("run_id", comment="The run whose batch was checked"),
    _required("suite", comment="The suite: the table it checks"),
    _required("rule", comment="The rule's stable name"),
    _required("level", comment="row: each row is judged; batch: the batch as a whole"),
    _required("severity", comment="critical stops, warning tells"),
    _required("success", Boolean, comment="Whether the batch keeps the rule"),
    Column("evaluated_count", BigInteger, comment="Rows looked at; null where a rule does not count"),
    Column(
        "unexpected_count", BigInteger, comment="Rows that break the rule; null where a rule does not count"
    ),
    Column("observed_value", Text, comment="What a batch rule measured"),
    Column("exception_text", Text, comment="Why the check itself failed; null when it ran"),
    _moment("checked_at", "When the batch was checked"),
    PrimaryKeyConstraint("run_id", "suite", "rule"),
    _one_of("level", ("row", "batch")),
    _one_of("severity", Severity),
    schema="quality",
    comment="One row for each rule and run: the verdict.",
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("quarantine_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the row"),
    _required("run_id", comment="The run that staged the row"),
    _required("record_type", comment="article, forum, panel, announcement, quote or a part of one"),
    _required("record_key", comment="Stable key of the record, the same in each run"),
    Column("article_key", Text, comment="Key of the article; null where no article came of a page"),
    _required("rule", comment="The rule that the row breaks"),
    _required("severity", comment="critical: the row did not load; warning: it loaded"),
    Column("column_name", Text, comment="The column that the rule looks at; null where it looks at several"),
    Column("value_text", Text, comment="The value that breaks the rule"),
    _required("reason_text", comment="The reason, in words"),
    _required("payload", JSONB, comment="The record as it was emitted"),
    _moment("quarantined_at", "When the row was held back"),
    Column("reviewed_at", DateTime(timezone=True), comment="When a person decided; null until then"),
    Column("decision", Text, comment="accept: loads with the next load of its run; reject; null: undecided"),
    # A value without its words never loads, whoever says so.
    CheckConstraint(
        text("(decision = 'accept' AND rule LIKE '%evidence.%') IS NOT TRUE"), name="words_not_in_the_text"
    ),
    UniqueConstraint(
        "run_id", "record_type", "record_key", "rule", "column_name", postgresql_nulls_not_distinct=True
    ),
    _one_of("severity", Severity),
    _one_of("decision", Decision),
    Index(None, "record_key"),
    Index(None, "article_key"),
    schema="quality",
    comment="One row for each record and rule it breaks, with the value, the reason and the record itself.",
)

source_alert = Table(
    "source_alert",
    metadata,
    Column("alert_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the row"),
    _required("source_code", comment="The source"),
    _required("alert", comment="What is wrong with it"),
    _required("raised_at", DateTime(timezone=True), comment="The look that first found it"),
    _required("last_seen_at", DateTime(timezone=True), comment="The last look that found it"),
    Column("ended_at", DateTime(timezone=True), comment="The look that found it gone; null while it goes on"),
    _required("detail", comment="The counts behind it, in words"),
    _one_of("alert", Alert),
    Index(
        "source_alert_open_ix",
        "source_code",
        "alert",
        unique=True,
        postgresql_where=text("ended_at IS NULL"),
    ),
    schema="quality",
    comment="What was wrong with a source, from when to when; one row for each time.",
)
