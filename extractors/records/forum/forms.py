"""Reads what a name's own form tells: the kind of gathering its head noun names, an adjective of a country.

Rule: a form is judged by words of the language alone, without the text around it.
"""

import re
from functools import lru_cache
from itertools import pairwise

from extractors.records.chunks import Chunk
from extractors.records.forum.lexicon import NAME_HEADS, OPENING_HEADS, WEAK_HEADS
from extractors.values.lexicon import row
from schemas.vocabulary import ForumKind

_SHAPE = re.compile(r"(?:[a-zà-ÿ](Con|Fest|Expo|Mart|Fair|Forum|Market|Summit)|\w{2}(fest|expo|filmfest))$")
_SHAPES = {
    "con": ForumKind.CONFERENCE,
    "fest": ForumKind.FESTIVAL,
    "filmfest": ForumKind.FESTIVAL,
    "expo": ForumKind.MARKET,
    "mart": ForumKind.MARKET,
    "fair": ForumKind.MARKET,
    "market": ForumKind.MARKET,
    "forum": ForumKind.FORUM,
    "summit": ForumKind.SUMMIT,
}
INSTITUTIONS = frozenset(
    row(
        "fund foundation trust institute agency council office university college school "
        "association ministry society company studio studios pictures films entertainment group "
        "media union guild commission fellowship prize"
    )
)
_DEMONYMS = frozenset(
    row(
        "welsh french dutch greek czech swiss thai german mexican african european nordic baltic american "
        "korean "
        "moroccan icelandic israeli iraqi pakistani kuwaiti qatari omani emirati saudi arab slovak slovene "
        "uzbek "
        "kazakh kyrgyz basque flemish walloon breton catalan latin afghan somali filipino mozambican kenyan "
        "ugandan alpine andean adriatic aegean balkan"
    )
)
_LINKED = dict.fromkeys(
    row("encounters days nights meetings weeks week rencontres evenings"), ForumKind.FESTIVAL
)
_LINKS = frozenset({"of", "for", "de", "du", "des", "del"})


def head(chunk: Chunk) -> tuple[ForumKind, bool] | None:
    """Return the kind that a name's own head noun tells, and whether it is a strong one."""
    words = [w for w in chunk.words if not re.fullmatch(r"(?:19|20)\d\d", w)]
    if shape := _SHAPE.search(re.sub(r"\s+(?:19|20)\d\d$", "", chunk.text)) or _SHAPE.search(
        chunk.text.split()[0]
    ):
        return _SHAPES[(shape[1] or shape[2]).casefold()], True
    if len(words) < 2:
        return None
    first, last, inner = words[0], words[-1], words[1:-1]
    if kind := NAME_HEADS.get(last):
        return kind, kind not in {ForumKind.WORKSHOP, ForumKind.OTHER}
    if first in OPENING_HEADS and (kind := NAME_HEADS.get(first) or WEAK_HEADS.get(first)):
        return kind, True
    for word, following in pairwise(words):
        inside = _LINKED.get(word) if word is not first else None
        if following in _LINKS and (kind := NAME_HEADS.get(word) or inside):
            return kind, True
    weak = next((k for w in inner if (k := NAME_HEADS.get(w))), None)
    if (
        weak is None
        and any(w.endswith(("festival", "filmfest")) for w in words[1:])
        and last not in INSTITUTIONS
    ):
        weak = ForumKind.FESTIVAL
    weak = weak or WEAK_HEADS.get(last) or next((WEAK_HEADS[w] for w in inner if w in WEAK_HEADS), None)
    return (weak, False) if weak else None


def is_demonym(word: str) -> bool:
    """Tell whether one word is an adjective of a country or a region."""
    return word.endswith(("ese", "ish", "ian")) or word.casefold() in _DEMONYMS


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return a name as names are compared: in lower case, without punctuation."""
    return re.sub(r"[^\w+]+|_+", " ", name).casefold().strip()
