"""The text of an article: trafilatura's, with headings and list items marked as such.

Rule: words come from the page as they stand, and none is added. What is left out here is what never belongs
to a story: its own headline and byline once more, and the set phrases of forms and buttons.
"""

import re

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document
from trafilatura.xml import xmltotxt

from extractors.characters import clean_text
from extractors.gaps import fill_gaps
from extractors.metadata import Metadata

_SET_PHRASES = re.compile(
    r"your e-?mail address will not be published\b.*|required fields are marked\W*|leave a (reply|comment)\W*"
    r"|(share|tweet|pin|e-?mail|print) this( (article|story|page))?\W*"
    r"|share (on|via) (facebook|twitter|x|linkedin)\W*|advertisement\W*"
    r"|story continues below advertisement\W*|(click|tap) here to (subscribe|sign up)\b.*"
    r"|(sign up|subscribe) (for|to) (our|the) (\w+ )?newsletters?\b.{0,60}|all rights reserved\W*"
    r"|subscribe to (read|continue|unlock)\b.{0,80}|already (a|an) (subscriber|member)\b.{0,80}"
    r"|(log|sign) in to (read|continue)\b.{0,80}|(by )?(staff|newsroom|editorial)( (writers?"
    r"|reporters?|team|staff))?\W*|read (more|next)\W*"
    r"|related (stories|articles|posts|content)\W*|popular on \w+\W*"
    r"|recommended( for you)?\W*",
    re.IGNORECASE,
)
_BY = re.compile(r"^\s*(written |words |posted )?by\b:?\s*", re.IGNORECASE)


def extract_text(tree: HtmlElement, metadata: Metadata) -> str:
    """Return the text of the article in a page; "" when there is none."""
    # Another format than the default only spares a rendering that is not used.
    document = trafilatura.bare_extraction(
        tree,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        include_links=False,
        include_images=False,
        deduplicate=False,
        with_metadata=False,
    )
    if not isinstance(document, Document):
        return ""
    for heading in document.body.iter("head"):
        if not any(above.tag in ("item", "cell") for above in heading.iterancestors()):
            heading.text = f"## {(heading.text or '').lstrip()}"
    lines = _trimmed(clean_text(xmltotxt(document.body, include_formatting=False)).split("\n"), metadata)
    filled = fill_gaps(tree, lines)
    return "\n".join(lines) if filled == lines else clean_text("\n".join(filled))


def _trimmed(lines: list[str], metadata: Metadata) -> list[str]:
    """Leave out the headline and byline at the beginning, and set phrases wherever they stand alone."""
    known = {
        _letters(metadata.title or ""),
        *map(_letters, metadata.authors),
        _letters("".join(metadata.authors)),
    }
    start = 0
    while start < min(len(lines), 3) and _letters(_BY.sub("", lines[start])) in known:
        start += 1
    return [line for line in lines[start:] if not _SET_PHRASES.fullmatch(line.removeprefix("## "))]


def _letters(text: str) -> str:
    return re.sub(r"\W+|\band\b", "", text).casefold()
