"""What a page turns out to be when it is no article, told from what is left of it.

Rule: a page is refused only for what it shows; a declared article with a text worth reading is an article,
whatever else it says. Phrases count only in short texts: articles write about cookies and paywalls, too.
"""

import re
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement

from extractors.metadata import Metadata
from extractors.shown import text_of
from schemas.vocabulary import FetchOutcome

MIN_WORDS = 20
SHORT = 1500  # characters: longer texts are not judged by phrases
PROSE = 800  # characters in whole sentences: more is no list of links
STUB = 2500  # a locked text of this length or more, without a word of subscribing, is taken as whole

_STRING = etree.XPath("string()")
_UNSPACED = re.compile("[\u2e81-\U0010ffff]")
_SENTENCE_ENDS = (".", "”", '."', "!", "?", "…", "。")
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
    r"^\W*(404|410)\b|\b(page|article|story|content|site|url|post)\s+"
    r"(you\s+\w+\s+\w+\s+\w+\s+|was\s+|could\s+|can\s?)?(not|never|no longer)\s+(be\s+)?(found"
    r"|available|exists?)"
    r"|\bnot found\b|\bno longer (available|exists?)\b|\b(doesn.t|does not|didn.t) exist\b"
    r"|\bhas been (removed|deleted|moved)\b|\bnothing (was )?found\b"
    r"|\b(oops|sorry)\b.{0,40}\b(page|article|find|found)\b|\bseite nicht gefunden\b|\bpage introuvable\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\baccept all\b|\breject all\b|\bmanage (choices|preferences|options"
    r"|settings)\b"
    r"|\bwe value your privacy\b|\bprivacy (policy|choices|settings)\b|\bour \d* ?partners\b"
    r"|\blegitimate interest\b|\bpersonali[sz]ed (ads|advertising|content)\b|\bgdpr\b"
    r"|\bprocess(ing)? (of )?(your )?personal data\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"\b(enable|activate|turn on|requires?|need)\b.{0,30}\bjavascript\b"
    r"|\bjavascript\b.{0,40}\b(disabled|required|enabled?|turned off|not (supported|available))\b"
    r"|\b(loading|please wait)\b\W*$",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"^\s*(just a moment|attention required|access (to this page has been )?denied|are you a (robot|human)"
    r"|verify(ing)? (that )?you are (a )?human|pardon our interruption|please verify you are|one more step"
    r"|security check|checking your browser|unusual traffic|robot check|403 forbidden)",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"\b(subscribe|sign up|register|log ?in|sign in|become a (member|subscriber))\b.{0,40}\b(to|for)\b"
    r".{0,30}\b(read|continue|access|unlock|view|full|keep)\b"
    r"|\b(this|the full|rest of (this|the)) (article|story|content|post)\s+is\s+(only "
    r"|exclusively )?(available )?"
    r"(for|to|reserved)\b.{0,30}\b(subscribers?|members?|premium)\b"
    r"|\b(continue|keep) reading\b.{0,40}\b(subscri|account|free|trial)"
    r"|\balready (a|an) (subscriber|member)\b|\bfor (subscribers|members) only\b"
    r"|\bsubscribers? only\b|\bto read the (full|rest)\b"
    r"|\bpremium (content|article)\b",
    re.IGNORECASE,
)


# One of them stands in every phrase of the pattern above, which is dear.
_WALL_WORDS = (
    "subscri",
    "sign up",
    "register",
    "log in",
    "login",
    "sign in",
    "member",
    "reading",
    "to read",
    "premium",
)


class Evidence:
    """What a page shows, as far as it tells what it is; what is costly is counted when it is asked for."""

    def __init__(
        self, tree: HtmlElement, text: str, metadata: Metadata, *, is_front: bool, scripts: int
    ) -> None:
        """Take the tree without hidden parts, and the text extracted from it."""
        self._tree = tree
        self.text = text
        self.metadata = metadata
        self.title = metadata.title or ""
        self.is_front = is_front
        self.scripts = scripts

    @cached_property
    def words(self) -> int:
        """How many words the text has; scripts without spaces count two signs a word."""
        return max(len(self.text.split()), len(_UNSPACED.findall(self.text, 0, 1000)) // 2)

    @cached_property
    def shown(self) -> str:
        """All that a reader sees as one line, at most 20,000 characters."""
        return " ".join(str(_STRING(self._tree))[:60_000].split())[:20_000]

    @cached_property
    def link_share(self) -> float:
        """Of the characters shown, the share inside links."""
        links = sum(len(text_of(node)) for node in self._tree.iter("a"))
        return min(links / max(len(text_of(self._tree)), 1), 1.0)


def refuse(seen: Evidence) -> tuple[FetchOutcome, str] | None:
    """Return why a page is no article; None when it is one."""
    is_short = len(seen.text) < SHORT
    declared = seen.metadata.is_declared_article and seen.metadata.published is not None
    if is_short and _CHALLENGE.search(seen.title or seen.shown):
        return FetchOutcome.BLOCKED, f"a challenge: {seen.title[:80] or seen.shown[:80]}"
    refused = _placeholder(seen) if is_short and not declared else None
    if refused is not None:
        return refused
    if seen.words < (MIN_WORDS // 2 if declared else MIN_WORDS):
        return _nothing(seen)
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


def _nothing(seen: Evidence) -> tuple[FetchOutcome, str]:
    if _NOT_FOUND.search(seen.title):
        return FetchOutcome.SOFT_404, f"says that there is no page: {seen.title[:80]}"
    if (
        len({match[0].lower() for match in _CONSENT.finditer(seen.shown)}) >= 3
        and len(seen.shown) < 2 * SHORT
    ):
        return FetchOutcome.CONSENT_WALL, "shows nothing but a request for consent"
    if _SCRIPT.search(seen.shown[:SHORT]) or (seen.scripts >= 1 and len(seen.shown) < 200):
        return FetchOutcome.JS_ONLY, f"{seen.scripts} scripts and {seen.words} words"
    if seen.is_front or seen.link_share > 0.5:
        return FetchOutcome.NOT_ARTICLE, f"{seen.words} words of text among links"
    return FetchOutcome.EMPTY, f"{seen.words} words of text"


def _is_listing(seen: Evidence) -> bool:
    lines = seen.text.split("\n")
    prose = sum(len(line) for line in lines if len(line) > 140 or line.endswith(_SENTENCE_ENDS))
    if prose > PROSE and not seen.is_front:
        return False
    is_bitty = prose < len(seen.text) * 0.5
    return (seen.is_front or bool(seen.metadata.page_types & _LISTS) or len(lines) >= 8) and (
        (is_bitty and seen.link_share > 0.5) or (seen.is_front and seen.link_share > 0.3)
    )


def is_partial(seen: Evidence) -> str | None:
    """Return why a text is only a part of its article; None when it is whole as far as one can tell."""
    metadata, length = seen.metadata, len(seen.text)
    if metadata.is_locked and metadata.word_count and seen.words < metadata.word_count * 0.8:
        return f"locked, {seen.words} of {metadata.word_count} words shown"
    if metadata.is_locked and length < STUB:
        return "locked for readers without a subscription"
    if metadata.description and length < min(len(metadata.description), SHORT):
        return f"{length} characters, less than its own summary"
    if length >= SHORT or metadata.word_count:
        return None
    shown = seen.shown.lower()
    wall = _WALL.search(seen.shown) if any(word in shown for word in _WALL_WORDS) else None
    return f"ends in a paywall: {wall[0][:60]}" if wall is not None else None
