"""How a page is built around its article, to notice when a site changes its layout.

Rule: only tags and classes count, never words; what changes from page to page (numbers in class names, the
order of classes) is left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from extractors.markup import read_page

Layout = frozenset[str]

_SHARE = 0.5  # of the pages must have a feature for it to count as the site's
_CHANGING = re.compile(r"\d")
_MAX_CLASSES = 6
_EVERYWHERE = frozenset({"html", "body"})


def read_layout(body: bytes) -> Layout:
    """Return the features of a page's layout; raises PageError for what is no page.

    A feature is a step, `tag.class`, on the way from the root to the headline, to the date, or to the element
    whose own paragraphs hold the most text.
    """
    tree = read_page(body).tree
    ends = [*tree.iter("h1"), *tree.iter("time")][:4]
    sizes: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter("p"):
        parent = paragraph.getparent()
        if parent is not None:
            sizes[parent] += len(paragraph.text_content())
    if sizes:
        ends.append(sizes.most_common(1)[0][0])
    steps = (_step(element) for end in ends for element in (end, *end.iterancestors()))
    return frozenset(steps) - _EVERYWHERE


def likeness(before: Sequence[Layout], after: Sequence[Layout]) -> float:
    """Return how much two samples of one site's pages have in common, 0 to 1 (Jaccard index).

    What counts is what most pages of a sample have; two samples without anything in common to compare are
    alike.
    """
    first, second = _usual(before), _usual(after)
    both = first | second
    return len(first & second) / len(both) if both else 1.0


def _usual(sample: Sequence[Layout]) -> set[str]:
    counts = Counter(feature for layout in sample for feature in layout)
    return {feature for feature, count in counts.items() if count > _SHARE * len(sample)}


def _step(element: HtmlElement) -> str:
    return ".".join([str(element.tag), *sorted(_classes(element.get("class", "").split()))])


def _classes(names: Iterable[str]) -> list[str]:
    return [name for name in names if not _CHANGING.search(name)][:_MAX_CLASSES]
