"""What readers see of an article beside its text: byline, date, microdata.

Rule: each look costs a walk over the tree, so nothing is looked for before somebody asks; what stands in
navigation, asides and footers belongs to other stories.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement

_BYLINES = etree.XPath(
    "//*[self::span or self::p or self::div or self::a or self::address or self::li]"
    "[contains(@class, 'byline') or contains(@class, 'author') or contains(@class, 'Byline')"
    " or contains(@class, 'contributor') or self::address][not(ancestor::aside or ancestor::footer)]"
)
_DATES = etree.XPath(
    "//*[contains(@class, 'date') or contains(@class, 'time') or contains(@class, 'published')"
    " or contains(@class, 'meta') or contains(@class, 'byline') or contains(@class, 'posted')]"
    "[not(ancestor::aside or ancestor::nav or ancestor::footer)]"
)
_STRING = etree.XPath("string()")
_TIMES = etree.XPath("//time[not(ancestor::aside or ancestor::nav or ancestor::footer)]")
_ITEMS = etree.XPath("//*[@itemprop]")
_NAMES = etree.XPath(".//*[@itemprop='name']")
_IS_ARTICLE = etree.XPath(
    "boolean(//*[contains(@itemtype, 'Article') or contains(@itemtype, 'BlogPosting')])"
)
_LINKED = etree.XPath("//a[contains(concat(' ', @rel, ' '), ' author ')]")
_BEHIND = etree.XPath("following::text()[normalize-space()][position() <= 12]/..")
_BY = re.compile(
    r"^(?:(?:Posted|Published|Updated|Written|Words|Story)\b[^.]{0,60}\s)?[Bb]y:?\s+((?:[^.!?“”]|(?<=\b[A-Z])\.){3,120})$"
)


class Shown:
    """The visible side of a page's metadata, looked up when asked for."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree

    @cached_property
    def _properties(self) -> dict[str, list[HtmlElement]]:
        found: dict[str, list[HtmlElement]] = {}
        for node in _ITEMS(self._tree):
            for name in node.get("itemprop").split():
                found.setdefault(name, []).append(node)
        return found

    @cached_property
    def is_article_item(self) -> bool:
        """Whether microdata calls the page, or a part of it, an article."""
        return bool(_IS_ARTICLE(self._tree))

    def properties(self, name: str) -> Iterator[str]:
        """Yield the values of a microdata property."""
        for node in self._properties.get(name, ()):
            value = node.get("content") or node.get("datetime") or text_of(node)
            if value:
                yield str(value)

    def property_authors(self) -> list[str]:
        """Return the names that microdata gives as authors."""
        found: list[str] = []
        for node in self._properties.get("author", ()):
            names = _NAMES(node)
            found += [
                str(each.get("content") or text_of(each)) for each in names or ([] if len(node) else [node])
            ]
        return found[:20]

    def linked_authors(self) -> list[str]:
        """Return the texts of links to authors."""
        return _texts(_LINKED(self._tree))

    def bylines(self) -> list[str]:
        """Return the lines that are classed as bylines, and those below the headline that say "by"."""
        lines = _texts(_BYLINES(self._tree))
        return lines or [match[1] for text in self._below_headline[:6] if (match := _BY.match(text))][:1]

    def headings(self) -> list[str]:
        """Return the page's first-level headings."""
        return [text for node in self._tree.iter("h1") if (text := text_of(node)) and len(text) < 400]

    def times(self) -> Iterator[str]:
        """Yield what the first <time> elements say: for machines, then for readers."""
        for node in _TIMES(self._tree)[:3]:
            yield node.get("datetime") or ""
            yield text_of(node)

    def datelines(self) -> list[str]:
        """Return the short lines in which a date may stand."""
        return [*_texts(_DATES(self._tree)), *self._below_headline]

    @cached_property
    def _below_headline(self) -> list[str]:
        heading = next(self._tree.iter("h1"), None)
        return _texts(dict.fromkeys(_BEHIND(heading))) if heading is not None else []


def text_of(node: HtmlElement) -> str:
    """Return all text inside an element as one line."""
    # Most elements hold nothing but their text, which needs no walk.
    return " ".join((str(_STRING(node)) if len(node) else node.text or "").split())


def _texts(nodes: "list[HtmlElement] | dict[HtmlElement, None]") -> list[str]:
    return [text for node in list(nodes)[:20] if 2 < len(text := text_of(node)) < 200]
