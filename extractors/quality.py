"""What a page turns out to be when it is no article, told from what is left of it.

Rule: a page is refused only for what it shows; a declared article with a text worth reading is an article,
whatever else it says. Phrases count only in short texts: articles write about cookies and paywalls, too.
"""

import re
from dataclasses import dataclass

from extractors.metadata import Metadata
from schemas.vocabulary import FetchOutcome

MIN_WORDS = 20
SHORT = 1500  # characters: longer texts are not judged by phrases
STUB = 2500  # a locked text of this length or more, without a word of subscribing, is taken as whole

_LISTS = {
    "collectionpage",
    "itemlist",
    "searchresultspage",
    "profilepage",
    "og:website",
    "og:profile",
    "website",
}
_NOT_FOUND = re.compile(
    r"^\W*(404|410)\b|\b(page|article|story|content|site|url|post)\s+(you\s+\w+\s+\w+\s+\w+\s+|was\s+|could\s+|can\s?)?"
    r"(not|never|no longer)\s+(be\s+)?(found|available|exists?)|\bnot found\b|\bno longer (available|exists?)\b"
    r"|\b(doesn.t|does not|didn.t) exist\b|\bhas been (removed|deleted|moved)\b|\bnothing (was )?found\b"
    r"|\b(oops|sorry)\b.{0,40}\b(page|article|find|found)\b|\bseite nicht gefunden\b|\bpage introuvable\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\baccept all\b|\breject all\b|\bmanage (choices|preferences|options|settings)\b"
    r"|\bwe value your privacy\b|\bprivacy (policy|choices|settings)\b|\bour \d* ?partners\b|\blegitimate interest\b"
    r"|\bpersonali[sz]ed (ads|advertising|content)\b|\bgdpr\b|\bprocess(ing)? (of )?(your )?personal data\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"\b(enable|activate|turn on|requires?|need)\b.{0,30}\bjavascript\b|\bjavascript\b.{0,40}\b(disabled|required|enabled?"
    r"|turned off|not (supported|available))\b|\b(loading|please wait)\b\W*$",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"^\s*(just a moment|attention required|access (to this page has been )?denied|are you a (robot|human)"
    r"|verify(ing)? (that )?you are (a )?human|pardon our interruption|please verify you are|one more step"
    r"|security check|checking your browser|unusual traffic|robot check|403 forbidden)",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"\b(subscribe|sign up|register|log ?in|sign in|become a (member|subscriber))\b.{0,40}\b(to|for)\b.{0,30}"
    r"\b(read|continue|access|unlock|view|full|keep)\b|\b(this|the full|rest of (this|the)) (article|story|content|post)\s+is\s+"
    r"(only |exclusively )?(available )?(for|to|reserved)\b.{0,30}\b(subscribers?|members?|premium)\b"
    r"|\b(continue|keep) reading\b.{0,40}\b(subscri|account|free|trial)|\balready (a|an) (subscriber|member)\b"
    r"|\bfor (subscribers|members) only\b|\bsubscribers? only\b|\bto read the (full|rest)\b|\bpremium (content|article)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a page shows, as far as it tells what it is."""

    text: str  # the extracted text
    shown: str  # all that a reader sees, blanks collapsed; the first 20,000 characters
    title: str
    is_front: bool  # its address is the front page's
    scripts: int
    link_share: float  # of the characters shown, those inside links
    metadata: Metadata


def refuse(seen: Evidence) -> tuple[FetchOutcome, str] | None:
    """Return why a page is no article; None when it is one."""
    words = len(seen.text.split())
    is_short = len(seen.text) < SHORT
    if is_short and _CHALLENGE.search(seen.title or seen.shown):
        return FetchOutcome.BLOCKED, f"a challenge: {seen.title[:80] or seen.shown[:80]}"
    declared = seen.metadata.is_declared_article and seen.metadata.published is not None
    if is_short and not declared:
        refused = _placeholder(seen)
        if refused is not None:
            return refused
    if words < (MIN_WORDS if not declared else MIN_WORDS // 2):
        return _nothing(seen, words)
    if not seen.metadata.is_declared_article and _is_listing(seen):
        return FetchOutcome.NOT_ARTICLE, "a list of links or short teasers"
    return None


def _placeholder(seen: Evidence) -> tuple[FetchOutcome, str] | None:
    title_says = _NOT_FOUND.search(seen.title)
    if title_says or (len(seen.text) < 400 and _NOT_FOUND.search(seen.text[:300])):
        return FetchOutcome.SOFT_404, f"says that there is no page: {(seen.title or seen.text)[:80]}"
    signs = {match[0].lower() for match in _CONSENT.finditer(seen.text)}
    if len(signs) >= 3 or (signs and len(seen.text) < 500 and len(_CONSENT.findall(seen.text)) >= 3):
        return FetchOutcome.CONSENT_WALL, f"asks for consent: {', '.join(sorted(signs)[:4])}"
    if len(seen.text) < 500 and _SCRIPT.search(seen.text):
        return FetchOutcome.JS_ONLY, f"wants a browser: {seen.text[:80]}"
    return None


def _nothing(seen: Evidence, words: int) -> tuple[FetchOutcome, str]:
    if _NOT_FOUND.search(seen.title):
        return FetchOutcome.SOFT_404, f"says that there is no page: {seen.title[:80]}"
    if (
        len({match[0].lower() for match in _CONSENT.finditer(seen.shown)}) >= 3
        and len(seen.shown) < 2 * SHORT
    ):
        return FetchOutcome.CONSENT_WALL, "shows nothing but a request for consent"
    if _SCRIPT.search(seen.shown[:SHORT]) or (seen.scripts >= 1 and len(seen.shown) < 200):
        return FetchOutcome.JS_ONLY, f"{seen.scripts} scripts and {words} words"
    if seen.is_front or seen.link_share > 0.5:
        return FetchOutcome.NOT_ARTICLE, f"{words} words of text among links"
    return FetchOutcome.EMPTY, f"{words} words of text"


def _is_listing(seen: Evidence) -> bool:
    if seen.is_front:
        return True
    lines = seen.text.split("\n")
    prose = sum(len(line) for line in lines if len(line) > 140 or line.endswith((".", "”", '."', "!", "?")))
    is_bitty = prose < len(seen.text) * 0.5
    if seen.metadata.page_types & _LISTS and (is_bitty or seen.link_share > 0.6):
        return True
    return is_bitty and len(lines) >= 8 and seen.link_share > 0.6


def is_partial(text: str, shown: str, metadata: Metadata) -> str | None:
    """Return why a text is only a part of its article; None when it is whole as far as one can tell."""
    if metadata.word_count and metadata.is_locked and len(text.split()) < metadata.word_count * 0.8:
        return f"locked, {len(text.split())} of {metadata.word_count} words shown"
    wall = _WALL.search(shown) if len(text) < STUB else None
    if metadata.is_locked and len(text) < STUB:
        return "locked for readers without a subscription"
    if wall is not None and len(text) < SHORT and not metadata.word_count:
        return f"ends in a paywall: {wall[0][:60]}"
    return None
