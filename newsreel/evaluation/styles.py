"""What sort of article a corpus article is: its free description sorted into a few groups.

Rule: an article is in the first group whose words its description holds; "other" is for those of none.
"""

import re

OTHER = "other"
_GROUPS = {
    "negative": "negative|no records?",
    "copy or translation": "machine-translated|translat|spun|copy|wire",
    "round-up or list": (
        "round-?up|briefs?|digest|newsletter|winners list|list of|several|items|calendar|diary|shuffle"
    ),
    "interview": "interview|q&a|in[- ]conversation|transcript",
    "sessions": "panel|keynote|session|masterclass|conference|summit|roundtable|talk",
    "festival or market": "festival|market|fair|showcase|line-?up|awards?|forum|jury|nominations?",
    "money and schemes": (
        "fund|grant|incentive|scheme|lab|training|fellowship|open call|pledge|accelerator|programme"
    ),
    "figures": "box[- ]office|figures|quarterly|results|report",
    "deals and titles": (
        "deal|sales|acqui|rights|series|commission|renew|release|slate|casting|shoot|production|merger"
    ),
    "people": "appoint|exec|reshuffle|departure|hire|joins|obituary",
}


def group_of(style: str) -> str:
    """Return the group of a description."""
    return next((name for name, words in _GROUPS.items() if re.search(rf"\b({words})", style.lower())), OTHER)
