"""Finds the titles that stand without quotation marks.

Rule: where an article quotes its titles, words without marks are a title only when they are quoted elsewhere
or stand beside who made them; a stretch is one title only when its clues say so.
"""

import re
from collections.abc import Sequence

from extractors.entities import lexicon as lex
from extractors.entities.kinds import Clues, Scope, judge, observe
from extractors.entities.page import Page
from extractors.entities.trim import Name
from extractors.entities.works import WORD, Title, quoted_works, title_case
from extractors.reading import BlockKind, EntityKind

_CAPITAL = r"[A-Z0-9À-Ž][\w’'\-]*"
_SMALL_WORDS = r"(?:of|the|for|in|on|and|to|a|an|at|with|from|by|is|de|la|del|du|des)"
_SPACED = (
    rf"{_CAPITAL}(?:\s(?:{_SMALL_WORDS}\s){{0,3}}{_CAPITAL})*"
    rf"(?:\s{_SMALL_WORDS}){{1,3}}\s{_CAPITAL}(?:\s{_CAPITAL})*"
)
_MAKER = (
    r"(?:co-)?(?:director|creator|showrunner|screenwriter|writer|star|producer|author|novelist|scribe"
    r"|helmer)s?"
)
_UNQUOTED = re.compile(
    rf"\b(?:(?P<before>{_SPACED})\s(?={_MAKER},?\s[A-Z])|{_MAKER}\sof\s(?P<after>{_SPACED}))"
)

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_LISTED = re.compile(
    rf"(?:(?:\w+day,?\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}|{_MONTH}\s\d{{1,2}}"
    rf"|\d{{1,2}}[.:]\d\d\s?(?:[ap]m)?|\w+day)"
    r"(?:,\s[^:]{1,20})?[:,–—-]\s)(?P<title>[^\s“”\"‘’.:][^“”\".:]{6,80}?)(?=[.:(]|\s[–—-]\s|,\s(?:with"
    r"|by|hosted))"
)


# A stretch that may be one title: small words, an owner, an article or a colon stand in it.
_BIG = r"[A-Z0-9À-Ž](?:[\w’'\-]*\w)?"
_SPAN = re.compile(
    rf"(?<![\w’'-])(?:The|A|An|My|Our|Your|In|On|To|For)?\s?{_BIG}(?:(?:[:!?,]?\s|\s(?:&\s)?)"
    rf"(?:(?:of|in|on|the|a|an|and|to|for|my|your|is|de|la|le|les|los|las|el|du|del|di|da|do|dos|des|y|et|e|der|die"
    rf"|das|und)\s){{0,3}}{_BIG})*[!?]?"
)
_JOINT = re.compile(
    r"\s[a-z]+\s|[’']s?\s|:\s|^(?:The|A|An|My|Our|Your|In|On|To|For)\s|[!?]$|\s\d+$|\s[IVX]+$"
)
_SURE = 0.5
_FEW = 2  # an article that quotes as many titles quotes them all


def find_unquoted(page: Page, titles: Sequence[Title]) -> list[Title]:
    """Return the titles that stand without marks: those quoted elsewhere, and those beside who made them."""
    found: dict[int, Title] = {}
    quoted = sorted((t.quotation.start, t.quotation.end) for t in titles if t.quotation is not None)
    found.update(_beside_makers(page))
    found.update(_listed(page))
    scope = Scope((), quoted_works(titles))
    for name in spanning(page, titles):
        evidence = judge(weigh_span(page, name, scope))
        if evidence.get(EntityKind.WORK, 0.0) >= _SURE:
            found.setdefault(name.start, Title(name.start, name.end, name.text, EntityKind.WORK, None))
    known = {
        t.text.lower(): t
        for t in [*titles, *found.values()]
        if t.kind in {EntityKind.WORK, EntityKind.SCHEME}
    }
    lower = page.text.lower()
    for text, title in known.items():
        if lower.count(text) < 2:
            continue  # it stands nowhere but where it was found
        words = WORD.findall(text)
        if len(words) < 2 and (page.common.knows(text) or len(text) < 4):
            continue
        for match in re.finditer(rf"(?<![\w“‘\"]){re.escape(text)}(?![\w])", page.text, re.IGNORECASE):
            if title_case(match.group()) and match.group() != match.group().upper():
                found.setdefault(
                    match.start(), Title(match.start(), match.end(), match.group(), title.kind, None)
                )
    return [t for _, t in sorted(found.items()) if not any(s <= t.start < e for s, e in quoted)]


def _beside_makers(page: Page) -> dict[int, Title]:
    """Return the titles before or behind who made them: "The Salt Road director Ada Obi", "creator of …"."""
    found = {}
    for match in _UNQUOTED.finditer(page.text):
        group = "before" if match["before"] else "after"
        start, end = match.span(group)
        words = match[group].split()
        heads = lex.EVENT_HEADS | lex.SCHEME_HEADS | lex.STRONG_BODY_HEADS | lex.ROLE_HEADS
        joints = {w for w in words if w.islower()}
        if joints <= {"and"} and words[0] not in {"The", "A", "An"}:
            continue
        if words[-1].lower() in lex.NATION_WORDS:
            continue
        if words[0].lower() in lex.NOT_NAMES - {"the", "a", "an"} or {w.lower() for w in words} & heads:
            continue
        found[start] = Title(start, end, match[group], EntityKind.WORK, None)
    return found


def weigh_span(page: Page, name: Name, scope: Scope) -> Clues:
    """Collect the clues for a stretch that may be one title."""
    clues = observe(page, [name], scope)
    clues.note("span")
    return clues


def spanning(page: Page, titles: Sequence[Title]) -> list[Name]:
    """Return the stretches that may be one title, where the article quotes no titles."""
    if quoted_works(titles) >= _FEW:
        return []
    found = []
    quoted = [(t.quotation.start, t.quotation.end) for t in titles if t.quotation is not None]
    hidden = [(q.start, q.end) for q in page.quotations if q.depth == 0 and q.closed]
    for match in _SPAN.finditer(page.text):
        start, end = match.span()
        while page.text[start] == " ":
            start += 1
        if start in page.sentence_starts and (
            lead := re.match(r"(?:The|A|An|In|On|To|For)\s", page.text[start:end])
        ):
            start += lead.end()
        text = page.text[start:end]
        if not _JOINT.search(text) or any(a <= start < b for a, b in (*hidden, *quoted)):
            continue
        found.append(Name(start, end, text, start in page.sentence_starts))
    return found


def _listed(page: Page) -> dict[int, Title]:
    """Return the sessions of a programme: "- 3 June: Temp Love. Composers …"."""
    found = {}
    for block in page.reading.blocks:
        match = _LISTED.match(page.text, block.start, block.end) if block.kind is BlockKind.ITEM else None
        if match is not None and title_case(match["title"]):
            start, end = match.span("title")
            found[start] = Title(start, end, match["title"], EntityKind.SESSION, None)
    return found
