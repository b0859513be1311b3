"""Every rule on a staged batch, table by table: what is checked, how hard, and what a person reads.

Rule: a staging table without a suite is an error, and a rule without a breaking and a passing example fails
the tests. A critical row rule holds its record back; a critical batch rule stops the batch; a warning only
tells. What the database already guarantees (keys, not-null, one `record_key` a run) is not checked again.
"""

from collections.abc import Callable, Iterable

from schemas.expectations.currencies import CODES, SMALL_UNITS
from schemas.expectations.rules import (
    ROW,
    BatchBounds,
    Between,
    Check,
    Level,
    Never,
    OneOf,
    Present,
    Rule,
    Shaped,
    Short,
    one_of,
)
from schemas.vocabulary import AnnouncementKind, ForumKind, PanelKind, Part, Qualifier, Severity
from schemas.warehouse.tables import Precision, metadata

BATCH = "batch"
RECORDS = ("forum", "panel", "announcement", "quote")

WARN = Severity.WARNING
NAME_LENGTH = 200
AS_OF = f"(select coalesce(b.staged_at, b.opened_at) from staging.batch b where b.run_id = {ROW}.run_id)"  # noqa: S608 - constants only

# Spelt out: what [[:alpha:]] covers depends on the locale, and a colon would be read as a parameter.
_SOLID = r"[^\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00bf\u2010-\u205e\u3000-\u303f]"
_ADDRESS = r"(https?\u003a//|www\.)"
_MARKUP = r"<[a-zA-Z/!]|&[a-z]+;|&#\d+;"
_CONTROL = r"[\u0001-\u001f\u007f\ufffd]"
_NO_NAME = f"{_ADDRESS}|{_MARKUP}|{_CONTROL}"


class SuiteMissingError(LookupError):
    """A staging table has no suite; nothing may be loaded from it."""


def _name(table: str, column: str, noun: str, most: int = NAME_LENGTH) -> tuple[Rule, ...]:
    rule = f"{table}.{column}"
    return (
        Rule(f"{rule}.short", Short(column, most), f"{noun} is longer than {most} characters: {{value}}"),
        Rule(f"{rule}.words", Shaped(column, _SOLID), f"{noun} “{{value}}” holds no letter and no digit"),
        Rule(
            f"{rule}.clean",
            Shaped(column, _NO_NAME, matches=False),
            f"{noun} holds a web address, markup or control characters: {{value}}",
        ),
    )


def _is_no_name(expression: str, most: int = NAME_LENGTH) -> str:
    return (
        f"(char_length({expression}) > {most} or {expression} !~ '{_SOLID}' or {expression} ~ '{_NO_NAME}')"
    )


def _phrase(
    table: str, column: str, noun: str, most: int = NAME_LENGTH, severity: Severity = Severity.CRITICAL
) -> Rule:
    return Rule(
        f"{table}.{column}.readable",
        Never(column, _is_no_name(column, most)),
        f"{noun} is too long, empty of words, or holds an address or markup: {{value}}",
        severity,
    )


def _names(table: str, column: str, noun: str, severity: Severity = Severity.CRITICAL) -> Rule:
    bad = f"from unnest({column}) as one(n) where {_is_no_name('one.n')}"
    return Rule(
        f"{table}.{column}.readable",
        Never(column, f"exists (select 1 {bad})"),
        f"{noun} is too long, empty of words, or holds an address or markup: {{value}}",
        severity,
        value=f"(select one.n {bad} limit 1)",
    )


def _kind(table: str, noun: str, codes: Iterable[str]) -> Rule:
    return Rule(
        f"{table}.kind.known", one_of("kind", codes), f"“{{value}}” is no kind of {noun} that we know"
    )


def _qualifier(table: str, column: str = "qualifier") -> Rule:
    return Rule(
        f"{table}.{column}.known", one_of(column, Qualifier), "“{value}” does not say how exact a number is"
    )


def _date(table: str, column: str, noun: str) -> tuple[Rule, ...]:
    rule = f"{table}.{column}"
    return (
        Rule(
            f"{rule}.window",
            Never(
                column,
                f"{column} < date '1895-01-01' or {column} > cast({AS_OF} as date) + interval '15 years'",
            ),
            f"{noun} {{value}} lies before the first film or more than 15 years ahead",
        ),
        Rule(
            f"{rule}.near",
            Never(column, f"abs({column} - published_date) > 5 * 366"),
            f"{noun} {{value}} is more than five years from the article's own date",
            WARN,
        ),
        Rule(
            f"{rule}.partial",
            Never(
                column,
                # A day whose year is not known has no place in the calendar: "--11-07".
                f"coalesce(left({column}_text, 2), '') <> '--' and ("
                f"({column} is null) <> ({column}_text is null) or "
                f"({column}_text is null) <> ({column}_precision is null) or "
                f"{column}_precision not in ({_listed(Precision)}) or "
                f"char_length({column}_text) <> "
                f"case {column}_precision when 'year' then 4 when 'month' then 7 else 10 end or "
                f"left(cast({column} as text), char_length({column}_text)) <> {column}_text)",
            ),
            f"{noun} is written in ways that do not fit together: {{value}}",
            value=f"concat_ws(' / ', cast({column} as text), {column}_text, {column}_precision)",
        ),
    )


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


def _staged(table: str, condition: str) -> str:
    return f"(select count(*) from staging.{table} s where s.run_id = {ROW}.run_id and {condition})"  # noqa: S608 - constants only


def _counts(tables: Iterable[str]) -> str:
    return ", ".join(f"{table}_count, '{table}'" for table in tables)


_EVIDENCE = _staged("evidence", f"s.record_key = {ROW}.record_key")


def _threshold(bounds: BatchBounds) -> Check:
    return Between("confidence", bounds.confidence_threshold)


def _record(table: str, most: int) -> tuple[Rule, ...]:
    """Return the rules that hold for each record, whatever its type."""
    return (
        Rule(
            f"{table}.article.staged",
            Never("article_key", _staged("article", f"s.article_key = {ROW}.article_key") + " = 0"),
            "Its article {value} is not part of the batch",
        ),
        Rule(
            f"{table}.evidence.exact",
            Never("ungrounded", "cardinality(ungrounded) > 0"),
            "These values do not stand in the words given as their evidence: {value}",
            value="array_to_string(ungrounded, ', ')",
        ),
        Rule(
            f"{table}.evidence.staged",
            Never(
                "evidence_count",
                f"evidence_count < 1 or evidence_count <> {_EVIDENCE}",
            ),
            "Its evidence is not all there: {value}",
            value=f"concat(evidence_count, ' given, ', {_EVIDENCE}, ' staged')",
        ),
        Rule(
            f"{table}.confidence.share",
            Between("confidence", 0, 1),
            "A confidence of {value} is no share between 0 and 1",
        ),
        Rule(
            f"{table}.confidence.enough",
            _threshold,
            "A confidence of {value} is below what its source asks for; it waits for a review",
        ),
        Rule(
            f"{table}.ordinal.few",
            Between("ordinal", 0, most - 1),
            f"One article gives more than {most} of these, which looks like a list read wrongly",
            WARN,
        ),
    )


def _part(table: str, parent: str) -> Rule:
    condition = (
        f"s.row_no = {ROW}.parent_row_no and s.record_key = {ROW}.parent_key "
        f"and s.article_key = {ROW}.article_key"
    )
    return Rule(
        f"{table}.parent.staged",
        Never("parent_key", f"parent_type <> '{parent}' or {_staged(parent, condition)} = 0"),
        f"The {parent} {{value}} that it is a part of is not in the batch",
    )


def _parts(table: str, *children: str) -> Rule:
    lost = " or ".join(
        f"{child}_count <> {_staged(child, f's.parent_key = {ROW}.record_key')}" for child in children
    )
    return Rule(
        f"{table}.parts.staged",
        Never(None, lost),
        "Parts of it were lost on the way; it names {value}",
        value=f"concat_ws(' ', {_counts(children)})",
    )


ARTICLE = (
    Rule(
        "article.canonical_url.whole",
        Shaped("canonical_url", r"^[a-z][a-z0-9+.-]*\u003a", matches=True),
        "“{value}” is no address",
        WARN,
    ),
    Rule(
        "article.canonical_url.inert",
        Shaped("canonical_url", r"^\s*(javascript|data|vbscript)\u003a", matches=False),
        "The address {value} would run code when somebody follows it",
    ),
    Rule("article.title.present", Present("title"), "The article has no title", WARN),
    _phrase("article", "title", "The title", most=400, severity=WARN),
    Rule(
        "article.published_date.present", Present("published_date"), "No day of publication was found", WARN
    ),
    Rule(
        "article.published_date.past",
        Never("published_date", f"published_date > cast({AS_OF} as date) + 1"),
        "It is dated {value}, which is in the future",
    ),
    Rule(
        "article.published_date.window",
        Never("published_date", "published_date < date '1990-01-01'"),
        "It is dated {value}, before there was a trade press on the web",
    ),
    Rule(
        "article.text_length.some",
        Between("text_length", 40),
        "Its text has only {value} characters, too few for an article",
    ),
    Rule(
        "article.text_length.whole",
        Between("text_length", 250, 100_000),
        "Its text has {value} characters, which is unusual for an article",
        WARN,
    ),
    Rule(
        "article.language.english",
        Shaped("language", r"^en([-_].*)?$"),
        "Its language is “{value}”; the extraction reads English",
        WARN,
    ),
    Rule(
        "article.is_partial.whole",
        Never("is_partial", "is_partial"),
        "Only its beginning could be read",
        WARN,
    ),
    _names("article", "authors", "An author’s name", WARN),
    Rule(
        "article.records.staged",
        Never(
            None,
            " or ".join(
                f"{record}_count <> {_staged(record, f's.article_key = {ROW}.article_key')}"
                for record in RECORDS
            ),
        ),
        "Records of it were lost on the way; it names {value}",
        value=f"concat_ws(' ', {_counts(RECORDS)})",
    ),
)

FORUM = (
    *_name("forum", "name", "The name"),
    Rule(
        "forum.name.once",
        Never(
            "name",
            _staged(
                "forum",
                f"s.article_key = {ROW}.article_key and lower(s.name) = lower({ROW}.name) "
                f"and s.start_date is not distinct from {ROW}.start_date",
            )
            + " > 1",
        ),
        "The article gives the forum “{value}” more than once",
        WARN,
    ),
    _kind("forum", "gathering", ForumKind),
    Rule(
        "forum.edition.plausible",
        Between("edition", 1, 200),
        "An edition number of {value} is not plausible",
    ),
    _names("forum", "organizers", "An organizer"),
    _names("forum", "partners", "A partner"),
    _phrase("forum", "parent_event", "The larger event"),
    Rule(
        "forum.parent_event.other",
        Never("parent_event", "lower(parent_event) = lower(name)"),
        "It is given as a part of itself: {value}",
    ),
    _phrase("forum", "venue", "The venue"),
    _phrase("forum", "city", "The city", most=80),
    _phrase("forum", "country", "The country", most=80),
    *_date("forum", "start_date", "The first day"),
    *_date("forum", "end_date", "The last day"),
    Rule(
        "forum.dates.ordered",
        Never(
            "end_date",
            'end_date_text collate "C" < left(start_date_text, char_length(end_date_text)) collate "C"',
        ),
        "It ends before it begins: {value}",
        value="concat(start_date_text, ' to ', end_date_text)",
    ),
    Rule(
        "forum.dates.length",
        Never(
            "end_date",
            "start_date_precision = 'day' and end_date_precision = 'day' and end_date - start_date > 120",
        ),
        "It lasts longer than four months: {value}",
        WARN,
        value="concat(start_date_text, ' to ', end_date_text)",
    ),
    Rule(
        "forum.attendance_value.plausible",
        Between("attendance_value", 1, 5_000_000),
        "{value} people is not a plausible attendance",
    ),
    _phrase("forum", "attendance_unit", "The word for those who came", most=80),
    _qualifier("forum", "attendance_qualifier"),
    *_record("forum", most=25),
)

PANEL = (
    _phrase("panel", "title", "The title"),
    _kind("panel", "session", PanelKind),
    _phrase("panel", "event", "The gathering"),
    *_date("panel", "date", "The day"),
    Rule(
        "panel.participant_count.named",
        Between("participant_count", 1),
        "No participant of the session is named",
    ),
    Rule(
        "panel.participant_count.few",
        Between("participant_count", None, 40),
        "{value} people in one session looks like a list read wrongly",
        WARN,
    ),
    _parts("panel", "participant"),
    *_record("panel", most=30),
)

ANNOUNCEMENT = (
    _kind("announcement", "announcement", AnnouncementKind),
    _phrase("announcement", "subject", "The subject", most=300),
    Rule(
        "announcement.subject.something",
        Never(
            "subject",
            "subject is null and cardinality(titles) = 0 "
            "and person_count = 0 and amount_count = 0 and count_count = 0",
        ),
        "It is about nothing: no subject, no title, no person, no sum and no figure",
    ),
    Rule(
        "announcement.by_names.someone",
        Never("by_names", "cardinality(by_names) = 0"),
        "Nobody is named who acts or announces",
        WARN,
    ),
    _names("announcement", "by_names", "A party"),
    _names("announcement", "with_names", "A party"),
    _names("announcement", "titles", "A title"),
    _names("announcement", "places", "A place"),
    *_date("announcement", "date", "The date"),
    Rule(
        "announcement.date.release",
        Never("date", "kind = 'release' and abs(date - published_date) > 8 * 366"),
        "A release on {value} is more than eight years from the article's own date",
    ),
    _parts("announcement", "person", "amount", "count"),
    *_record("announcement", most=60),
)

QUOTE = (
    *_name("quote", "speaker", "The speaker’s name", most=120),
    Rule(
        "quote.speaker.named",
        Shaped(
            "speaker",
            r"(?i)^(i|he|she|it|they|we|you|who|him|her|them|source|sources|the exec|the director)$",
            matches=False,
        ),
        "“{value}” is no name",
    ),
    Rule(
        "quote.quote_text.words",
        Never("quote_text", r"cardinality(regexp_split_to_array(btrim(quote_text), '\s+')) < 4"),
        "A quote has at least four words; this one reads “{value}”",
    ),
    Rule(
        "quote.quote_text.short",
        Short("quote_text", 4000),
        "The quote is longer than 4000 characters, so its closing mark was probably missed: {value}",
    ),
    Rule(
        "quote.quote_text.clean",
        Shaped("quote_text", f"{_MARKUP}|[\\u0001-\\u0008\\u000b-\\u001f\\ufffd]", matches=False),
        "The quote holds markup or characters that were decoded wrongly: {value}",
    ),
    Rule(
        "quote.quote_text.once",
        Never(
            "quote_text",
            _staged("quote", f"s.article_key = {ROW}.article_key and s.quote_text = {ROW}.quote_text")
            + " > 1",
        ),
        "The article gives the same words twice: {value}",
        WARN,
    ),
    *_record("quote", most=150),
)

PARTICIPANT = (
    *_name("participant", "name", "The participant’s name", most=120),
    Rule("participant.part.known", one_of("part", Part), "“{value}” is no part that one takes in a session"),
    _phrase("participant", "role", "The role", most=300),
    _phrase("participant", "affiliation", "The affiliation"),
    _names("participant", "works", "A work"),
    _part("participant", "panel"),
)

PERSON = (
    *_name("person", "name", "The person’s name", most=120),
    _phrase("person", "role", "The role", most=300),
    _part("person", "announcement"),
)

AMOUNT = (
    Rule("amount.value.positive", Never("value", "value <= 0"), "A sum of {value} is no sum of money"),
    Rule(
        "amount.value.ceiling",
        Never(
            "value",
            f"value > case when currency in ({_listed(SMALL_UNITS)}) then 1e15 else 1e12 end",
        ),
        "A sum of {value} is larger than this trade has ever seen",
        value="concat(value, ' ', currency)",
    ),
    Rule("amount.currency.known", OneOf("currency", CODES), "“{value}” is no currency in use"),
    _qualifier("amount"),
    _part("amount", "announcement"),
)

COUNT = (
    Rule("count.value.plausible", Between("value", 0, 1e12), "A count of {value} is not plausible"),
    _phrase("count", "unit", "The counted thing", most=120),
    _qualifier("count"),
    _part("count", "announcement"),
)

EVIDENCE = (
    Rule(
        "evidence.span.exact",
        Never(
            "evidence_text",
            "start_char < 0 or end_char <= start_char or char_length(evidence_text) <> end_char - start_char",
        ),
        "The words given as evidence are not as long as their place in the text: {value}",
    ),
    Rule(
        "evidence.record.staged",
        Never(
            "record_key",
            " and ".join(_staged(record, f"s.record_key = {ROW}.record_key") + " = 0" for record in RECORDS),
        ),
        "The record {value} that it belongs to is not in the batch",
    ),
)


def _batch(
    name: str,
    check: Check | Callable[[BatchBounds], Check | None],
    reason: str,
    severity: Severity = Severity.CRITICAL,
    at_least_rows: int = 0,
) -> Rule:
    return Rule(f"batch.{name}", check, reason, severity, Level.BATCH, at_least_rows=at_least_rows)


# Their columns are those of PROFILE.
BATCH_RULES = (
    _batch("articles.some", Between("article_count", 1), "The run staged no article", WARN),
    _batch(
        "volume.least",
        lambda b: Between("week_count", b.min_week),
        "The source brought {value} articles in the week before; it is silent, or its pages have changed",
    ),
    _batch(
        "volume.most",
        lambda b: Between("week_count", None, b.max_week) if b.max_week else None,
        "The source brought {value} articles in the week before, more than it is known for",
        WARN,
    ),
    _batch(
        "dates.most",
        lambda b: Between("dateless_share", 0, b.max_dateless_share),
        "A share of {value} of the articles has no date; the source's pages have probably changed",
        at_least_rows=10,
    ),
    _batch(
        "dates.nearly_all",
        Between("dateless_share", 0, 0.2),
        "A share of {value} of the articles has no date",
        WARN,
        at_least_rows=5,
    ),
    _batch(
        "titles.different",
        Between("same_title_share", 0, 0.5),
        "A share of {value} of the articles has one and the same title; these are probably no articles",
        at_least_rows=5,
    ),
    _batch(
        "records.some",
        Between("recordless_share", 0, 0.95),
        "A share of {value} of the articles gave no record; the extraction or the cleaning has failed",
        at_least_rows=20,
    ),
    _batch(
        "records.most",
        Between("recordless_share", 0, 0.6),
        "A share of {value} of the articles gave no record",
        WARN,
        at_least_rows=5,
    ),
    _batch(
        "evidence.nearly_all",
        Between("grounded_share", 0.98, 1),
        "Only a share of {value} of the records stands word for word in the text; the extraction is broken",
    ),
    _batch(
        "known.some",
        lambda b: Between("known_share", 0, b.max_known_share),
        "A share of {value} of the articles was staged by an earlier run already",
        WARN,
        at_least_rows=5,
    ),
    _batch(
        "freshness.newest",
        lambda b: Between("newest_age_days", None, b.max_age_days) if b.max_age_days else None,
        "The newest article is {value} days old",
        WARN,
    ),
)

SUITES: dict[str, tuple[Rule, ...]] = {
    BATCH: BATCH_RULES,
    "article": ARTICLE,
    "forum": FORUM,
    "panel": PANEL,
    "announcement": ANNOUNCEMENT,
    "quote": QUOTE,
    "participant": PARTICIPANT,
    "person": PERSON,
    "amount": AMOUNT,
    "count": COUNT,
    "evidence": EVIDENCE,
}


def suite_of(table: str) -> tuple[Rule, ...]:
    """Return the rules of a staging table; raise `SuiteMissingError` when nobody has written any."""
    try:
        return SUITES[table]
    except KeyError:
        raise SuiteMissingError(
            f"staging.{table} has no suite: add its rules to schemas/expectations/suites.py"
        ) from None


def staged_tables() -> list[str]:
    """Return the names of all staging tables; `batch` stands for the batch as a whole."""
    return [table.name for table in metadata.sorted_tables if table.schema == "staging"]


def all_rules() -> dict[str, Rule]:
    """Return every rule by its name."""
    return {rule.name: rule for table in staged_tables() for rule in suite_of(table)}
