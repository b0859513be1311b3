"""Author lines as names of persons.

Rule: a name or nothing. A desk, an address, a job or a life story is no author.
"""

import re

from extractors.characters import clean_line

MAX_AUTHORS = 20

_BY = re.compile(r"^\s*(?:(?:written|words|story|reported|posted|text|report)\s+)?by\b:?\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:;|\||/|•|·|\n|\s&\s|,?\s+(?:and|und|et|with)\s+|,)\s*", re.IGNORECASE)
_NO_NAME = re.compile(
    r"@|https?:|www\.|\d|[<>{}\[\]()=]"
    r"|\b(staff|team|desk|editors?|editorial|newsroom|reporters?|correspondent|admin(istrator)?|contributors?"
    r"|guest|author|anonymous|press release|newswire|agency|agencies|reuters|associated press|afp|unknown"
    r"|redaktion|rédaction|null|none|undefined|the|is|was|has|who|writes|covers|joined|based|magazine|times"
    r"|news)\b",
    re.IGNORECASE,
)
_LINKS = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)


def read_authors(values: list[str], outlet: str | None = None) -> tuple[str, ...]:
    """Return the persons that author lines name, each once, in their order."""
    names: dict[str, str] = {}
    for value in values:
        if _LINKS.match(value) or len(value) > 400:
            continue
        for part in _split(clean_line(value)):
            name = _BY.sub("", part).strip(" .,-–—:")
            if _is_name(name) and (outlet is None or name.casefold() != outlet.casefold()):
                names.setdefault(name.casefold(), _cased(name))
    return tuple(list(names.values())[:MAX_AUTHORS])


def _split(line: str) -> list[str]:
    line = _BY.sub("", line)
    line = re.sub(
        r",\s+(jr|sr|ii|iii|iv)\b\.?", lambda found: " " + found[0].lstrip(", "), line, flags=re.IGNORECASE
    )
    return [part for part in _SEPARATOR.split(line) if part]


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 6 or not 2 <= len(name) <= 60 or _NO_NAME.search(name):
        return False
    if len(words) == 1:
        return len(name) >= 3 and (name[0].isupper() or not name.isascii()) and name.isalpha()
    return any(word[0].isupper() or not word[0].isascii() for word in words)


def _cased(name: str) -> str:
    if name.isupper() and len(name) > 4:
        return " ".join(word if len(word) <= 2 and "." in word else word.title() for word in name.split())
    return name
