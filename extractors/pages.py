"""Articles in several pages: where the next one is, and how they lie together in one body.

Rule: the next page is one whose address is the article's own with the next number. `rel="next"` alone proves
nothing: many sites point it at the next story.
"""

import html
import re

from extractors.urls import Url, resolve_link

MAX_PAGES = 10
BREAK = b"\n<!-- newsreel: next page -->\n"

_NEXT = re.compile(
    rb"<(?:link|a)\b(?=[^>]{0,500}\brel\s*=\s*[\"']?next\b)[^>]{0,500}?\bhref\s*=\s*[\"']?([^\"'\s>]{1,1000})",
    re.IGNORECASE,
)


def find_next_page(body: bytes, article: Url, number: int) -> Url | None:
    """Return the address of page `number` of an article when the page before it names it."""
    for match in _NEXT.finditer(body[:2_000_000]):
        url = resolve_link(str(article), html.unescape(match[1].decode("utf-8", "replace")))
        if url is not None and url.root == article.root and _is_page(url, article, number):
            return url
    return None


def _is_page(url: Url, article: Url, number: int) -> bool:
    path, _, query = url.target.partition("?")
    own_path, _, own_query = article.target.partition("?")
    path, own_path = path.rstrip("/"), own_path.rstrip("/")
    if query == own_query and path in (f"{own_path}/{number}", f"{own_path}/page/{number}"):
        return True
    numbered = {f"{name}={number}" for name in ("page", "pg", "p", "seite")}
    added = set(query.split("&")) - set(own_query.split("&"))
    return path == own_path and bool(added) and added <= numbered


def split_pages(body: bytes | str) -> list[bytes] | list[str]:
    """Return the pages that lie in a body."""
    if isinstance(body, str):
        return body.split(BREAK.decode(), MAX_PAGES - 1)
    return body.split(BREAK, MAX_PAGES - 1)
