"""The closed lists: every code that a record, a fetch or a check may carry.

Rule: a code is added here and nowhere else; the database enumerations, the expectations and the docs are
made from these classes. Removing or renaming a member breaks what analysts have written.
"""

from enum import StrEnum


class ForumKind(StrEnum):
    """What sort of gathering a forum record is."""

    FESTIVAL = "festival"
    MARKET = "market"
    FORUM = "forum"
    CONFERENCE = "conference"
    SUMMIT = "summit"
    AWARDS = "awards"
    SHOWCASE = "showcase"
    WORKSHOP = "workshop"
    OTHER = "other"


class PanelKind(StrEnum):
    """What form a session has; a talk with no named form is a presentation."""

    PANEL = "panel"
    KEYNOTE = "keynote"
    MASTERCLASS = "masterclass"
    CONVERSATION = "conversation"
    ROUNDTABLE = "roundtable"
    WORKSHOP = "workshop"
    PITCH = "pitch"
    PRESENTATION = "presentation"
    PRESS_CONFERENCE = "press_conference"
    OTHER = "other"


class Part(StrEnum):
    """What a participant does in a session."""

    SPEAKER = "speaker"
    MODERATOR = "moderator"


class AnnouncementKind(StrEnum):
    """What a party makes public."""

    FUNDING = "funding"
    PROGRAMME = "programme"
    SLATE = "slate"
    COMMISSION = "commission"
    PRODUCTION = "production"
    RELEASE = "release"
    DEAL = "deal"
    APPOINTMENT = "appointment"
    AWARD = "award"
    REPORT = "report"


class Qualifier(StrEnum):
    """How exact a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    UP_TO = "up_to"


class FetchOutcome(StrEnum):
    """How the attempt to get one page ended; every URL of a run ends in exactly one."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"
    DUPLICATE = "duplicate"
    SHRUNK = "shrunk"
    BLOCKED_BY_ROBOTS = "blocked_by_robots"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    GONE = "gone"
    REFUSED_ADDRESS = "refused_address"
    REFUSED_URL = "refused_url"
    REDIRECT_LOOP = "redirect_loop"
    OFFSITE_REDIRECT = "offsite_redirect"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    TOO_DEEP = "too_deep"
    TRUNCATED = "truncated"
    BAD_ENCODING = "bad_encoding"
    NOT_HTML = "not_html"
    NOT_LISTING = "not_listing"
    NOT_ARTICLE = "not_article"
    SOFT_404 = "soft_404"
    CONSENT_WALL = "consent_wall"
    JS_ONLY = "js_only"
    PAYWALLED = "paywalled"
    EMPTY = "empty"
    WRONG_LANGUAGE = "wrong_language"
    OVER_BUDGET = "over_budget"


class Alert(StrEnum):
    """What can be wrong with a source."""

    SILENT = "silent"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    REFUSED = "refused"
    NO_TEXT = "no_text"
    NO_DATES = "no_dates"
    NO_RECORDS = "no_records"
    LAYOUT_CHANGED = "layout_changed"


class Severity(StrEnum):
    """What a failed check does: stop (critical) or tell (warning)."""

    CRITICAL = "critical"
    WARNING = "warning"
