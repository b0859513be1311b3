"""What a page says about itself in JSON-LD, as flat nodes.

Rule: broken or absurd data costs its block, never the page: sizes, depths and counts are bounded, and every
value is checked for its type before it is used.
"""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_NODES = 3000
MAX_DEPTH = 8

_WRAPPING = re.compile(
    r"^\s*(<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_ARTICLES = {"blogposting", "liveblogposting", "report", "review", "pressrelease", "interview"}

Node = dict[str, object]


@dataclass(slots=True)
class JsonLd:
    """All nodes of a page, and those that are named by others."""

    nodes: list[Node] = field(default_factory=list)
    named: dict[str, Node] = field(default_factory=dict)

    def articles(self) -> list[Node]:
        """Return the nodes that are articles, in the page's order."""
        return [node for node in self.nodes if any(is_article_type(kind) for kind in types(node))]

    def resolve(self, value: object) -> object:
        """Follow a bare reference ({"@id": …}) to the node it names."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
            return self.named.get(str(value.get("@id")), value)
        return value


def read_json_ld(blocks: tuple[str, ...]) -> JsonLd:
    """Read all blocks of a page; what is no JSON is passed over."""
    found = JsonLd()
    queue: deque[tuple[object, int]] = deque((content, 0) for content in map(_load, blocks))
    while queue and len(found.nodes) < MAX_NODES:
        value, depth = queue.popleft()
        if isinstance(value, list):
            queue.extend((item, depth) for item in value[:MAX_NODES])
        elif isinstance(value, dict) and depth <= MAX_DEPTH:
            found.nodes.append(value)
            name = value.get("@id")
            if isinstance(name, str) and len(value) > 2:
                found.named.setdefault(name, value)
            queue.extend((item, depth + 1) for item in value.values() if isinstance(item, dict | list))
    return found


def types(node: Node) -> Iterator[str]:
    """Yield a node's types in lower case, without their vocabulary's address."""
    value = node.get("@type")
    for kind in value if isinstance(value, list) else [value]:
        if isinstance(kind, str):
            yield kind.rsplit("/", 1)[-1].lower()


def is_article_type(kind: str) -> bool:
    """Tell whether a type (in lower case) is that of an article."""
    return kind.endswith("article") or kind in _ARTICLES


def strings(value: object, *keys: str) -> list[str]:
    """Return the texts of a value that is a string, an object with one of the keys, or a list of either."""
    found: list[str] = []
    for item in value[:50] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = next((item[key] for key in keys if isinstance(item.get(key), str)), None)  # noqa: PLW2901
        if isinstance(item, str) and item.strip():
            found.append(html.unescape(item).strip())
    return found


def first(value: object, *keys: str) -> str | None:
    """Return the first of `strings`."""
    return next(iter(strings(value, *keys)), None)


def _load(block: str) -> object:
    block = _WRAPPING.sub("", block).strip().rstrip(";")
    for attempt in (str, _unescaped, _without_commas):
        try:
            return json.loads(attempt(block), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unescaped(block: str) -> str:
    return html.unescape(block)


def _without_commas(block: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", block)
