"""The head of a page: its meta tags, its link relations and its title.

Rule: what stands behind the head says nothing here: there, other stories and readers write. The parser may
move a broken head's tags into the body, so the head is cut off before it is parsed.
"""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from extractors.characters import clean_line

MAX_HEAD = 500_000
MAX_VALUE = 2000

_PARSER = HTMLParser(collect_ids=False, encoding="utf-8", remove_comments=True, remove_pis=True)
_END = re.compile(r"</head\s*>|<body\b", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """Meta values by name and link targets by relation, names in lower case, in the page's order."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    title: str | None = None

    def meta(self, *names: str) -> str | None:
        """Return the first value of the first name that has one."""
        return next((values[0] for name in names if (values := self.metas.get(name))), None)

    def all_metas(self, *names: str) -> list[str]:
        """Return the values of all the names, in the order of the names."""
        return [value for name in names for value in self.metas.get(name, ())]


def read_head(html: str) -> Head:
    """Read the head of a page."""
    start = html[:MAX_HEAD]
    end = _END.search(start)
    # With an element before it, a head of nothing but blanks is a document, too.
    tree = document_fromstring(f"<html>{start[: end.start()] if end else start}".encode(), parser=_PARSER)
    head = Head()
    for node in tree.iter("meta", "link", "title"):
        if node.tag == "title":
            head.title = head.title or clean_line(node.text_content()) or None
        elif node.tag == "meta":
            _note_meta(node, head)
        else:
            _note_link(node, head)
    return head


def _note_meta(node: HtmlElement, head: Head) -> None:
    name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv")
    content = node.get("content", "").strip()
    if name and content:
        head.metas.setdefault(name.strip().lower(), []).append(content[:MAX_VALUE])


def _note_link(node: HtmlElement, head: Head) -> None:
    href = node.get("href")
    for relation in node.get("rel", "").lower().split() if href else ():
        head.links.setdefault(relation, []).append(href.strip())
