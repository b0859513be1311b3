"""What an HTTP answer means for the page that was asked for.

Rule: every status has one meaning here, and only what may pass by itself is called transient. A page that is
none (PDF, feed, redirect in disguise) is told from its bytes, whatever its label says.
"""

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from extractors.inflate import GZIP, MAX_LAYERS, BodyError, BodyLimits, gunzip
from extractors.sniff import binary_kind, why_not_html
from extractors.transport import Reply
from schemas.vocabulary import FetchOutcome

MAX_WAIT = 24 * 3600.0
DEFAULT_WAIT = 60.0  # seconds to stay away after a 429 that does not say how long

_MEANING = {
    204: (FetchOutcome.EMPTY, ": no content"),
    205: (FetchOutcome.EMPTY, ": no content"),
    206: (FetchOutcome.TRUNCATED, ": a part, where the whole was asked for"),
    304: (FetchOutcome.NOT_MODIFIED, ""),
    404: (FetchOutcome.GONE, ""),
    410: (FetchOutcome.GONE, ""),
}
_REFRESH = re.compile(
    rb"<meta\b(?=[^>]*http-equiv\s*=\s*[\"']?refresh)[^>]*content\s*=\s*"
    rb"(?:\"\s*(\d+)\s*[;,]\s*url\s*=\s*'?([^\">]+?)'?\s*\"|'\s*(\d+)\s*[;,]\s*url\s*=\s*\"?([^'>]+?)\"?\s*')",
    re.IGNORECASE,
)
_UNSEEN = re.compile(rb"<(script|style|noscript|title|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")


class Kind(StrEnum):
    """What is being asked for; each has its own limits."""

    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"


LIMITS = {
    Kind.PAGE: BodyLimits(wire=5_000_000, unpacked=10_000_000),
    Kind.FEED: BodyLimits(wire=10_000_000, unpacked=20_000_000),
    Kind.SITEMAP: BodyLimits(wire=52_428_800, unpacked=52_428_800),
}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host gave with an earlier answer to ask whether the page has changed since."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers of a conditional request; values that are no header values are left out."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value and re.fullmatch(r"[\x20-\x7e]{1,500}", value)}


@dataclass(frozen=True, slots=True)
class Answer:
    """The meaning of an answer: an `outcome`, unless there is a `location` to go to."""

    outcome: FetchOutcome
    detail: str = ""
    body: bytes | None = None
    location: str | None = None
    is_refresh: bool = False  # the location stood in the page, not in a header
    wait: float | None = None  # seconds that the host wants to be left alone
    is_transient: bool = False


def judge(reply: Reply, kind: Kind) -> Answer:
    """Tell what an answer means; a 304 is taken to have been asked for."""
    status = reply.status
    if "challenge" in reply.headers.get("cf-mitigated", ""):
        return Answer(FetchOutcome.BLOCKED, f"HTTP {status}: a challenge for browsers")
    if status in (301, 302, 303, 307, 308) and reply.headers.get("location"):
        return Answer(FetchOutcome.REDIRECT_LOOP, location=reply.headers["location"])
    if status in (200, 203):
        return _judge_body(reply, kind)
    return _judge_status(status, retry_after(reply.headers.get("retry-after"), datetime.now(UTC)))


def _judge_status(status: int, wait: float | None) -> Answer:
    if status in _MEANING:
        outcome, meaning = _MEANING[status]
        return Answer(outcome, f"HTTP {status}{meaning}")
    detail = f"HTTP {status}"
    if status == 429:
        return Answer(FetchOutcome.RATE_LIMITED, detail, wait=DEFAULT_WAIT if wait is None else wait)
    if status in (408, 425) or 500 <= status < 600:
        return Answer(FetchOutcome.UNAVAILABLE, detail, wait=wait, is_transient=True)
    if 400 <= status < 500 or status == 999:
        return Answer(FetchOutcome.BLOCKED, detail)
    return Answer(FetchOutcome.UNAVAILABLE, f"{detail} has no meaning here")


def _judge_body(reply: Reply, kind: Kind) -> Answer:
    try:
        body = _unwrap(reply.body or b"", LIMITS[kind])
    except BodyError as error:
        is_transient = error.outcome is FetchOutcome.TRUNCATED
        return Answer(error.outcome, str(error), is_transient=is_transient)
    if not body.strip(b"\x00 \t\r\n\x0c"):
        return Answer(FetchOutcome.EMPTY, f"{len(body)} bytes of nothing", body)
    if kind is not Kind.PAGE:
        binary = binary_kind(body)
        return Answer(FetchOutcome.NOT_LISTING, binary) if binary else Answer(FetchOutcome.FETCHED, body=body)
    other = why_not_html(body, reply.headers.get("content-type", ""))
    if other is not None:
        return Answer(FetchOutcome.NOT_HTML, other)
    target = _refresh_target(body)
    if target is not None:
        return Answer(FetchOutcome.FETCHED, body=body, location=target, is_refresh=True)
    return Answer(FetchOutcome.FETCHED, body=body)


def _unwrap(body: bytes, limits: BodyLimits) -> bytes:
    for _ in range(MAX_LAYERS):
        if not body.startswith(GZIP):
            break
        body = gunzip(body, limits)
    return body


def _refresh_target(body: bytes) -> str | None:
    """Return where a page that is only a signpost leads."""
    if len(body) > 65_536:
        return None
    match = _REFRESH.search(
        re.sub(rb"<noscript\b.*?</noscript\s*>", b"", body, flags=re.IGNORECASE | re.DOTALL)
    )
    if match is None or int((match[1] or match[3])[:6]) > 10:
        return None
    if len(_TAG.sub(b"", _UNSEEN.sub(b"", body)).split()) > 60:
        return None
    return html.unescape((match[2] or match[4]).decode("utf-8", "replace")).strip()


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After of either form as seconds within [0, 24 h]; None for none or nonsense."""
    if value is None:
        return None
    value = value.strip()
    if re.fullmatch(r"[+-]?\d{1,30}(\.\d{0,9})?", value):
        return min(max(float(value), 0.0), MAX_WAIT)
    try:
        at = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(max((at - now).total_seconds(), 0.0), MAX_WAIT)
