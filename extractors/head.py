"""The head of a page: its meta tags, its link relations and its title, as bs4 reads them.

Rule: bs4 is handed only the tags that somebody asks for, picked out beforehand: a head may hold hundreds of
others, and reading them all would cost as much as extracting the text.
"""

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from extractors.characters import clean_line

MAX_HEAD = 500_000
MAX_VALUE = 2000

_TAGS = ["meta", "link", "title"]
_VALUE = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
_WANTED = re.compile(
    rf"<meta\b(?={_VALUE}\b(?:name|property|itemprop|http-equiv)\s*=\s*[\"']?(?:"
    r"og:(?:title|type|url|site_name|locale|description|published_time|updated_time|article)"
    r"|article[:.](?:published|modified|author|section|content_tier|sponsored)|twitter:(?:title|description|data1)"
    r"|(?:dc|dcterms|parsely|sailthru|cxenseparse|rnews)\b|al:iphone:app_name|author|byl\b|date|pub|last|mod|title"
    r"|headline|description|application-name|apple-mobile-web-app-title|robots|newsreel|googlebot-news|tdm|sponsored"
    rf"|content-language)){_VALUE}>"
    rf"|<link\b(?={_VALUE}\brel\s*=\s*[\"']?canonical){_VALUE}>"
    r"|<title\b[^>]*>[^<]*</title[^>]*>",
    re.IGNORECASE,
)
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
    tags = "\n".join(_WANTED.findall(start, 0, end.start() if end else len(start)))
    soup = BeautifulSoup(tags, "html.parser")
    head = Head()
    for tag in soup.find_all(_TAGS):
        if tag.name == "title":
            head.title = head.title or clean_line(tag.get_text()) or None
        elif tag.name == "meta":
            _note_meta(tag, head)
        else:
            _note_link(tag, head)
    return head


def _note_meta(tag: Tag, head: Head) -> None:
    name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
    content = tag.get("content")
    if isinstance(name, str) and isinstance(content, str) and content.strip():
        head.metas.setdefault(name.strip().lower(), []).append(content.strip()[:MAX_VALUE])


def _note_link(tag: Tag, head: Head) -> None:
    href, relation = tag.get("href"), tag.get("rel")
    if isinstance(href, str) and relation:
        for each in relation.split() if isinstance(relation, str) else relation:
            head.links.setdefault(each.lower(), []).append(href.strip())
