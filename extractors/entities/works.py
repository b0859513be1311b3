"""Tells quoted titles from speech, scare quotes and slogans, and says what each is the title of.

Rule: a title is known by its capitals or by the words around it, never by its length alone; the same words
have one kind throughout an article.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.entities import lexicon as lex
from extractors.entities.clues import WORK
from extractors.entities.page import Page
from extractors.marks import Quotation
from extractors.patterns import any_of
from extractors.reading import EntityKind

SMALL = lex.words(
    """
    a an the of in on at to for and or but nor with from by vs as into onto over under up down off out
    is it its be de la le les el los las del della di da do dos das du des y e et und der die das den
    van von o os as al il lo gli un une una ein eine en i og och à au aux no na em s t’s via per than
    that if so yet
    """
)
_ENGLISH = SMALL | lex.NOT_NAMES  # what no table of nouns, verbs and adjectives holds
WORD = re.compile(r"[^\W_]+(?:[’'ʻ\-.][^\W_]+)*")
_MOSTWORDS = 14
_BARE = 2
_ADVERB = r"(?:(?:\w+ly|also|later|then|once|even|just|both|jointly)\s)?"
_SAID = (
    r"(?:said|says|told|tells|added|adds|noted|recalled|explained|admitted|joked|quipped|replied|wrote"
    r"|asked|warned"
    r"|argued|insisted|laughed|sighed|shrugged|grumbled|promised|declared|exclaimed|observed|remarked"
    r"|continued"
    r"|conceded|responded|posted|answered|shouted|cried|went on)"
)
_ATTRIBUTED = re.compile(
    rf"\s*(?:{_SAID}\b|(?:he|she|they|[A-Z][\w’'\-]+(?:\s[A-Z][\w’'\-]+){{0,3}}"
    rf"|the\s[\w-]+(?:\s[\w-]+)?)\s{_ADVERB}{_SAID}\b"
    r"|(?:he|she)\s\w+(?:ed|s)[.,;])"
)
# A verb right behind a quotation, with who says it: whatever the verb means, it says.
TURNED = re.compile(
    r"[\s,]*(?:(?:has|have|had)\s)?(?:\w+ly\s)?(?P<verb>[a-z]{2,}(?:s|ed)|(?:let|made)\sknown?"
    r"|(?:came|shot|hit|fired|threw|struck|bit|put|cut|went|spat|swore|sang)(?:\s(?:back|in|on|out|up))?)\s(?!by\b|in\b|on\b|to\b)"
    r"(?=(?:the|its|his|her|our|Mr|Ms|Mrs|Dr|H\.E)\b|[A-Z])"
)
_SESSION, _STRAND = any_of(lex.SESSION_NOUNS), any_of(lex.STRAND_NOUNS)
_SCHEME_AFTER = re.compile(
    r"[”\"’',]*\s(?:\w+\s)?(?:program(?:me)?|initiative|campaign|scheme|lab|fund|fellowship|grant"
    r"|competition)\b"
)
_SESSION_AFTER = re.compile(rf"[”\"’',]*\s(?:{_SESSION})\b(?!\s(?:by|from))", re.IGNORECASE)
_SESSION_CALLED = re.compile(
    rf"[”\"’',]*,?\s(?:(?:an?|the|her|his|its|their)\s(?:[\w’'\-]+\s){{0,4}}(?:{_SESSION})\b"
    rf"|(?:was|is)\sthe\s(?:title|name|theme|subject)\sof\s(?:\w+\s){{0,3}}(?:{_SESSION})\b"
    rf"|(?:(?:which|that)\s(?:was|is)\s|was\s)?(?:moderated|chaired|steered|convened)\sby\b)",
    re.IGNORECASE,
)
_SESSION_BEFORE = re.compile(rf"\b(?:{_SESSION})\b[^“”\"\n.;]{{0,60}}$", re.IGNORECASE)
# "a roundtable, “T”", "sat down with moderator NAME for “T”".
_SESSION_BESIDE = re.compile(
    rf"\b(?:{_SESSION})(?:,\s|:\s|\s[—–]\s)$"
    r"|\b(?:sat down|sits down|in conversation|took (?:to )?the stage|takes the stage|moderators?|on stage"
    r"|panell?ists?|moderated|chaired)\b[^“”\".;]{0,60}\b(?:for|in|at)\s$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|of|on|for|from|in|with|to|behind|after|like|including|adapting|presenting)\s$"
)
_OWNED = re.compile(r"(?:\(|[’']s?\s(?:[\w\-]+\s){0,3}|\b(?:whose|who|director|creator|star)\b[^,]*)$")
_NAMED = re.compile(
    r"\b(?:titled|entitled|called|named|dubbed|billed as|known as|the title|under the (?:title|heading"
    r"|rubric))\W*$"
)
_STRAND_BEFORE = re.compile(
    rf"(?<!documentary\s)(?<!drama\s)(?<!film\s)\b(?:{_STRAND})\b(?:\s(?:of|is|was|reading|that reads"
    rf"|read))?[,:]?\s$"
)
_STRAND_AFTER = re.compile(
    r"[”\"’',]*\s(?:sidebar|section|strand|slot|banner|theme|slogan|label|line|tag|clause)\b"
)
_WORK_BEFORE = re.compile(
    rf"(?:\b(?:{WORK})s?,?\s|\b(?:starring in|adaptation of|star of|creator of|rights (?:to|for|in|on)"
    rf"|season of"
    rf"|series of|director of|author of|producer of|writer of|episodes? of|version of|sequel to"
    rf"|remake of)\s)$",
    re.IGNORECASE,
)
# "At the panel, “Amber Widow” creator Ann Lee said": the title is that of her work.
MAKER_AFTER = re.compile(
    r"[”\"’']?\s(?:co-)?(?:creator|director|writer|star|producer|showrunner|helmer|author|screenwriter|filmmaker"
    r"|actor|actress|host|composer|designer|maker)s?(?:\s(?:and|&)\s\w+)?\s[A-Z]"
)
_WORK_AFTER = re.compile(
    rf"[”\"’',]*(?:\s\([^)]{{2,40}}\)|,?\s(?:by|from|starring|directed|written|created|dir\b|helmed|based"
    rf"|adapted)\b"
    rf"|,?\s(?:which|that|stars|follows|tells|centers|centres|premieres|opens|debuts|bows)\b"
    rf"|,\s(?:an?|the|his|her|their|its)\s(?:[\w’'\-]+\s){{0,6}}?(?:{WORK})\b)",
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title: the words without marks, and what they name (None: a slogan or the name of a strand)."""

    start: int
    end: int
    text: str
    kind: EntityKind | None
    quotation: Quotation | None


def find_titles(page: Page) -> list[Title]:
    """Return the quoted titles in the order of the text."""
    titles = [(t, _kind(page, q)) for q in page.quotations if (t := _title(page, q)) is not None]
    best: dict[str, tuple[int, EntityKind | None]] = {}
    for title, (strength, kind) in titles:
        key = title.text.lower()
        if key not in best or strength > best[key][0]:
            best[key] = (strength, kind)
    return [replace(title, kind=best[title.text.lower()][1]) for title, _ in titles]


_CAPITAL = r"[A-Z0-9À-Ž][\w’'\-]*"


def quoted_works(titles: Sequence[Title]) -> int:
    """Return how many works an article names between quotation marks."""
    return len({t.text.lower() for t in titles if t.quotation is not None and t.kind is EntityKind.WORK})


def title_case(text: str) -> bool:
    """Tell whether all words but the small ones have capitals."""
    words = WORD.findall(text)
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    if len(words) > _BARE and not any(w[0].isupper() for w in words[1:]):  # “It is from 2014.”
        return False
    return all(w[0].isupper() or w[0].isdigit() or w.lower() in SMALL for w in words)


def _title(page: Page, q: Quotation) -> Title | None:
    if not q.closed or "\n" in page.text[q.inner_start : q.inner_end]:
        return None
    start, end = q.inner_start, q.inner_end
    while start < end and page.text[start].isspace():
        start += 1
    while end > start and page.text[end - 1] in ",; \t":
        end -= 1
    text = page.text[start:end]
    if (
        title_case(text)
        and text.endswith(".")
        and not re.search(r"(?:\.\.|\b(?:Inc|Ltd|Co|Jr|Sr)|\b[A-Z])\.$", text)
    ):
        end -= 1
        text = text[:-1]
    if not text or not _is_title(page, q, text):
        return None
    return Title(start, end, text, None, q)


def _is_title(page: Page, q: Quotation, text: str) -> bool:
    words = WORD.findall(text)
    before, after = page.before(q.start), page.after(q.end)
    if not _may_be_title(text, words, nested=q.depth > 0) or _is_nickname(words, before, after):
        return False
    if title_case(text):
        content = sum(w.lower() not in SMALL for w in words)
        spoken = page.text[q.inner_end - 1] in ",.?!…" and bool(_ATTRIBUTED.match(after))
        return not spoken or content >= 4
    said = (
        _ATTRIBUTED.match(after) or TURNED.match(after) or re.search(rf"\b{_SAID}(?:\sthat)?[,:]?\s$", before)
    )
    if said or re.search(r"[.!]$|[.?!]\s", text):
        return False
    if _WORK_BEFORE.search(before) or _NAMED.search(before) or _WORK_AFTER.match(after):
        return len(words) <= 10
    foreign = sum(not page.common.knows(w) and w.lower() not in _ENGLISH and "’" not in w for w in words)
    return foreign * 2 >= len(words) and not q.depth


def _may_be_title(text: str, words: Sequence[str], *, nested: bool) -> bool:
    if not 0 < len(words) <= _MOSTWORDS or (nested and text[-1] in ".?!…" and len(words) < 3):
        return False
    return text[0].isupper() or text[0].isdigit() or text[0] in "#¡¿’‘'"


def _is_nickname(words: Sequence[str], before: str, after: str) -> bool:
    """Tell whether a quoted word stands inside a name: Dieudonné “Dido” Tshibangu."""
    inside = re.search(r"[A-Z][\w’'\-]+\s$", before) and re.match(rf"\s(?:\w+\s)?{_CAPITAL}", after)
    return len(words) == 1 and bool(inside)


def _kind(page: Page, q: Quotation) -> tuple[int, EntityKind | None]:
    """Return what a title names, and how strongly the words around it say so: the first clue decides."""
    before, after = page.before(q.start), page.after(q.end)
    if page.text[q.inner_end - 1] in ",;":  # printed inside the mark
        after = "," + after
    session = _SESSION_BEFORE.search(before)
    spoken_at = session and not _ABOUT.search(before) and not _OWNED.search(before)
    clues: tuple[tuple[object, int, EntityKind | None], ...] = (
        (_SCHEME_AFTER.match(after), 3, EntityKind.SCHEME),
        (session and _NAMED.search(before), 4, EntityKind.SESSION),
        (MAKER_AFTER.match(after), 3, EntityKind.WORK),
        (
            _SESSION_AFTER.match(after) or _SESSION_CALLED.match(after) or _SESSION_BESIDE.search(before),
            3,
            EntityKind.SESSION,
        ),
        (_STRAND_AFTER.match(after), 2, None),
        (_WORK_BEFORE.search(before) or _WORK_AFTER.match(after), 3, EntityKind.WORK),
        (_STRAND_BEFORE.search(before), 2, None),
        (spoken_at, 2, EntityKind.SESSION),
    )
    return next(((strength, kind) for clue, strength, kind in clues if clue), (1, EntityKind.WORK))
