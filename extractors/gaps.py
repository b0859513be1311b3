"""Headings and list items that the extraction left out of an article's text, put back where they stood.

Rule: only what stands inside the element that holds the article is put back, and nothing that is made of
links or belongs to a box of its own. On pages without semantic markup trafilatura keeps paragraphs alone, and
with the lists it loses programmes, juries and winners.
"""

import re
from collections import Counter

from lxml.html import HtmlElement

from extractors.shown import text_of

COVERED = 0.8  # of the matched characters, the share that the article's element must hold
MAX_BLOCKS = 3000
MAX_LENGTH = 1500  # characters of a heading or item

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BLOCKS = ("p", "li", *sorted(_HEADINGS))
_BOXES = frozenset({"nav", "aside", "footer", "form", "figure", "table", "blockquote", "dialog"})
_BOX_NAMES = re.compile(
    r"related|shar(e|ing)|social|newsletter|promo|comment|(read|more|see|watch)[-_]|next|popular"
    r"|trending|most[-_]"
    r"|\btags?\b|breadcrumb|byline|author|caption|\bads?\b|advert|sponsor|widget|sidebar|subscri"
    r"|paywall|\btoc\b"
    r"|recirc|\brail\b|teaser|menu|sign[-_]?up|foot|pag(er|ination)|recommend|\brel\b|cookie|consent"
    r"|gallery|embed",
    re.IGNORECASE,
)
_SIGNS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))


def fill_gaps(tree: HtmlElement, lines: list[str]) -> list[str]:
    """Return the lines of a text with the headings and items that belong between them."""
    nodes = list(tree.iter(*_BLOCKS))
    if len(nodes) > 2 * MAX_BLOCKS or not any(node.tag != "p" for node in nodes):
        return lines
    blocks = [(node, text) for node in nodes if (text := text_of(node))]
    if len(blocks) > MAX_BLOCKS:
        return lines
    letters = [_letters(line.removeprefix("## ").removeprefix("- ")) for line in lines]
    wanted = {key: number for number, key in enumerate(letters)}
    # Most lines stand in the page letter by letter; only the others are compared without their signs.
    exact = {
        line: wanted[key] for line, key in zip(lines, letters, strict=True) if line[:2] not in ("##", "- ")
    }
    places = {
        node: number
        for node, text in blocks
        if (number := exact.get(text, -1)) >= 0 or (number := wanted.get(_letters(text), -1)) >= 0
    }
    if all(node.tag == "p" or node in places for node, _ in blocks):
        return lines
    holder = _holder({node: len(lines[number]) for node, number in places.items()})
    if holder is None:
        return lines
    texts = dict(blocks)
    inside = [(node, texts[node]) for node in holder.iter(*_BLOCKS) if node in texts and node is not holder]
    return _merged(holder, inside, places, lines)


def _holder(matched: dict[HtmlElement, int]) -> HtmlElement | None:
    """Return the innermost element that holds most of what was extracted."""
    whole = sum(matched.values())
    parents: Counter[HtmlElement] = Counter()
    for node, length in matched.items():
        parents[node.getparent()] += length
    held: Counter[HtmlElement] = Counter()
    for parent, length in parents.items():
        for above in (parent, *parent.iterancestors()):
            held[above] += length
    enough = [node for node, length in held.items() if length >= COVERED * whole]
    return max(enough, key=lambda node: sum(1 for _ in node.iterancestors()), default=None)


def _merged(
    holder: HtmlElement,
    blocks: list[tuple[HtmlElement, str]],
    places: dict[HtmlElement, int],
    lines: list[str],
) -> list[str]:
    merged: list[str] = []
    pending: list[str] = []
    done = 0
    for node, text in blocks:
        place = places.get(node)
        if place is not None:
            if place >= done:
                merged += [*lines[done:place], *pending, lines[place]]
                done = place + 1
            pending = []
        elif node.tag == "p" or any(above in places for above in node.iterancestors()):
            continue
        elif len(text) > MAX_LENGTH or _is_boxed(node, holder) or _is_linked(node, text):
            # What stood over a box or a list of links was its heading.
            pending = [line for line in pending if not line.startswith("## ")]
        elif node.tag in _HEADINGS:
            pending.append(f"## {text}")
        elif node.find(".//li") is None:
            pending.append(f"- {text}")
    merged += lines[done:]
    while pending and pending[-1].startswith("## "):
        pending.pop()
    return merged + pending if done == len(lines) else merged


def _is_boxed(node: HtmlElement, holder: HtmlElement) -> bool:
    for each in (node, *node.iterancestors()):
        if each is holder:
            return False
        if each.tag in _BOXES or _BOX_NAMES.search(f"{each.get('class', '')} {each.get('id', '')}"):
            return True
    return False


def _is_linked(node: HtmlElement, text: str) -> bool:
    linked = sum(len(text_of(link)) for link in node.iter("a"))
    return linked * 2 > len(text)


def _letters(text: str) -> bytes:
    # Thousands a page: a regular expression would cost more than all the rest here.
    return text.casefold().encode("utf-8", "surrogatepass").translate(None, _SIGNS)
