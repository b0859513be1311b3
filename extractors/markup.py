"""A page's bytes as text and as a tree, after a look at what would choke the parser.

Rule: the look is linear and comes first. lxml works in C, where no signal reaches it: a tag with 40,000
attributes costs it 13 seconds, and beyond 255 levels it drops the text without a word. What passes `check`
parses in the time of a common page.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from charset_normalizer import from_bytes
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

from schemas.vocabulary import FetchOutcome

MAX_CHARACTERS = 10_000_000
MAX_ELEMENTS = 50_000
MAX_ATTRIBUTES = 500
MAX_ENTITIES = 200_000
MAX_LD_BLOCKS = 30
MAX_LD_CHARACTERS = 500_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_INVALID = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_OPENING = re.compile(r"<[a-zA-Z]")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{2000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_RAW_OPENING = re.compile(r"<(script|style)\b", re.IGNORECASE)
_SCRIPT_CLOSING = re.compile(r"</script\b[^>]*>", re.IGNORECASE)
_STYLE_CLOSING = re.compile(r"</style\b[^>]*>", re.IGNORECASE)
_TYPE = re.compile(r"type\s*=\s*[\"']?\s*([\w/+.-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_END = re.compile(r"</html\s*>", re.IGNORECASE)
_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_DATA_URI = re.compile(r"(=\s*[\"']?data:)[^\"'\s>]{2000,}")


class PageError(Exception):
    """A page that cannot be read; `outcome` says in what way."""

    def __init__(self, outcome: FetchOutcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Page:
    """A page ready to be read."""

    html: str  # without scripts, styles and characters that XML has not
    tree: HtmlElement
    json_ld: tuple[str, ...]  # the blocks as they stood in the page
    scripts: int  # how many scripts were taken out
    replaced: int  # bytes that were no character


def read_page(body: bytes | str, headers: Mapping[str, str] | None = None) -> Page:
    """Decode, check and parse a page; raises PageError."""
    if isinstance(body, str):
        html, replaced = _SURROGATE.sub("\ufffd", body), 0
    else:
        html, replaced = decode(body, (headers or {}).get("content-type"))
    if len(html) > MAX_CHARACTERS:
        raise PageError(FetchOutcome.TOO_LARGE, f"{len(html)} characters, {MAX_CHARACTERS} are allowed")
    html = _INVALID.sub("", html).removeprefix("\ufeff")
    if not html.strip():
        raise PageError(FetchOutcome.EMPTY, "nothing but blanks")
    html, json_ld, scripts = _without_scripts(html)
    if "data:" in html:
        html = _DATA_URI.sub(r"\1", html)
    check(html)
    return Page(html, _parse(html), json_ld, scripts, replaced)


def decode(body: bytes, content_type: str | None) -> tuple[str, int]:
    """Return the text of a page and how many bytes of it were no character.

    Valid UTF-8 beats every declaration; then the declarations count, then the bytes themselves.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _replacing(body, encoding)
    try:
        return body.decode("utf-8"), 0
    except UnicodeDecodeError:
        pass
    text, broken = _replacing(body, "utf-8")
    many = len(re.findall(r"[\u0080-\ufffc\U00010000-\U0010ffff]", text))
    if many > 20 * broken:
        return text, broken  # UTF-8 with a few bad bytes
    declared = http_content_type_encoding(content_type) or html_body_declared_encoding(body[:4096])
    if declared and declared != "utf-8":
        try:
            return _replacing(body, declared)
        except (LookupError, UnicodeError):
            pass
    return _guess(body)


def _replacing(body: bytes, encoding: str) -> tuple[str, int]:
    text = body.decode(encoding, "replace")
    return text, text.count("\ufffd")


def _guess(body: bytes) -> tuple[str, int]:
    high = sum(byte >= 0x80 for byte in body)
    if high < len(body) / 10:  # quotes and accents in a Western page
        return _replacing(body, "cp1252")
    best = from_bytes(body[:5000] + body[-5000:]).best()
    try:
        return _replacing(body, best.encoding if best else "cp1252")
    except (LookupError, UnicodeError):
        return _replacing(body, "cp1252")


def _without_scripts(html: str) -> tuple[str, tuple[str, ...], int]:
    """Take scripts and styles out, keeping JSON-LD aside; one pass, whatever is left open."""
    kept: list[str] = []
    blocks: list[str] = []
    position = count = 0
    while opening := _RAW_OPENING.search(html, position):
        is_script = opening[1].lower() == "script"
        inside = html.find(">", opening.end())
        closing = (
            (_SCRIPT_CLOSING if is_script else _STYLE_CLOSING).search(html, inside) if inside >= 0 else None
        )
        if closing is None:
            break
        count += is_script
        declared = _TYPE.search(html, opening.end(), inside)
        if declared and declared[1].lower() in ("application/ld+json", "ld+json"):
            content = html[inside + 1 : closing.start()]
            if len(content) <= MAX_LD_CHARACTERS and len(blocks) < MAX_LD_BLOCKS:
                blocks.append(content)
        kept.append(html[position : opening.start()])
        position = closing.end()
    kept.append(html[position:])
    return " ".join(kept), tuple(blocks), count


def check(html: str) -> None:
    """Refuse what the parser or the extraction would choke on; raises PageError."""
    elements = len(_OPENING.findall(html)) if html.count("<") > MAX_ELEMENTS else 0
    if elements > MAX_ELEMENTS:
        raise PageError(FetchOutcome.OVER_BUDGET, f"{elements} elements, {MAX_ELEMENTS} are allowed")
    entities = html.count("&")
    if entities > MAX_ENTITIES:
        raise PageError(FetchOutcome.OVER_BUDGET, f"{entities} entities, {MAX_ENTITIES} are allowed")
    for match in _LONG_TAG.finditer(html):
        attributes = len(_QUOTED.sub("", match[0]).split())
        if attributes > MAX_ATTRIBUTES:
            raise PageError(FetchOutcome.OVER_BUDGET, f"a tag with {attributes} attributes")
    opened = html.rfind("<!--")
    if opened >= 0 and html.find("-->", opened) < 0 and len(html) - opened > 500:
        raise PageError(FetchOutcome.TRUNCATED, "a comment that is never closed hides the rest")


def _parse(html: str) -> HtmlElement:
    # As trafilatura's own parser; one for each page, because its log tells what was lost.
    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    end = _END.search(html)
    if end is not None and _OPENING.search(html, end.end()):
        html = _ENDS.sub("", html)  # the parser would drop what browsers show
    try:
        tree = document_fromstring(_XML_DECLARATION.sub("", html).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageError(FetchOutcome.EMPTY, f"no markup: {error}"[:200]) from error
    told = [entry.message.lower() for entry in parser.error_log]
    if any("depth" in message for message in told):
        raise PageError(FetchOutcome.TOO_DEEP, "nested deeper than the parser reads")
    if any("limit exceeded" in message for message in told):
        raise PageError(FetchOutcome.TOO_LARGE, "a text longer than the parser reads")
    return tree
