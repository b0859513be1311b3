"""Cleaning beside bare trafilatura, on the press site's pages: both ways, and which words they keep.

Rule: both are given the same bytes, and the words of a page are those of the article that stands on it.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace

import trafilatura

from extractors.clean import clean
from newsreel.evaluation.score import Tally
from newsreel.press.site import PressSite

_WORD = re.compile(r"\w+")
# What stands around the story on a publisher's page, of which the press site's pages have little.
_MENU = "".join(
    f'<li><a href="/section/{n}" class="menu-item item-{n}">Section number {n}</a></li>' for n in range(250)
)
_CARDS = "".join(
    f'<div class="card card-{n}"><a href="/story/{n}"><h3>Another story of the week, number {n}</h3></a>'
    "<p>A line about it.</p></div>"
    for n in range(120)
)
_SCRIPT = "<script>" + "window.slots.push([728, 90]);" * 2_000 + "</script>"


@dataclass(frozen=True, slots=True)
class ServedPage:
    """A page as the press site sends it, and the words of the article that stand on it."""

    url: str
    body: bytes
    words: Counter[str]

    @property
    def framed(self) -> "ServedPage":
        """The same in the frame of a publisher's page: menus, cards of other stories, scripts."""
        body = self.body.replace(b"<body>", f"<body><nav><ul>{_MENU}</ul></nav>".encode(), 1)
        body = body.replace(b"</body>", f"<footer>{_CARDS}</footer>{_SCRIPT}</body>".encode(), 1)
        return replace(self, body=body)


def served_pages(case_ids: Container[str]) -> list[ServedPage]:
    """Return the pages of all outlets on which these articles stand; of an article in parts the first."""
    site = PressSite()
    return [
        ServedPage(
            page.url,
            site.respond(outlet.host, page.path, {}).body,
            _words("\n".join(page.parts()[0])),
        )
        for outlet in site.outlets.values()
        for page in site.pages(outlet.host)
        if page.case_id in case_ids
    ]


def clean_text_of(page: ServedPage) -> str:
    """Return the text that our cleaning finds; "" when it refuses the page."""
    article = clean(page.body, url=page.url, headers={"content-type": "text/html; charset=utf-8"}).article
    return article.text if article else ""


def bare_text_of(page: ServedPage) -> str:
    """Return the text that trafilatura finds by itself."""
    document = trafilatura.bare_extraction(page.body, url=page.url, with_metadata=True)
    return getattr(document, "text", None) or ""


def fidelity(pages: Iterable[ServedPage], read: Callable[[ServedPage], str]) -> Tally:
    """Count the words of the articles, those that come out of their pages, and those that are both."""
    tally = Tally()
    for page in pages:
        found = _words(read(page))
        tally.add((found & page.words).total(), page.words.total(), found.total())
    return tally


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))
