"""Finds the name behind an orphan: "the trade show" in an article that names no such thing.

Rule: only one orphan is given a name, and only where several signs speak for it; a name that acts like a
company, a person or a place is none. Where no name will do, an event that somebody holds goes by its noun.
"""

import re

from extractors.reading import EntityKind, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.forum.clues import ECONOMY, Clue, happens
from extractors.records.forum.forms import INSTITUTIONS, fold
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.lexicon import GENERIC, NOUN, kind_of_noun
from extractors.records.forum.references import REFERENCE, fits
from extractors.records.names import Names
from schemas.vocabulary import ForumKind

_LEAST = 4
_BACK, _AHEAD = 420, 220
_AT = re.compile(
    r"\b(?:at|of|for|to|no|with|during|after|before|inside|from|dubbed|called|titled)\s+"
    r"(?:the\s+|this year[’']s\s+)?[“\"‘]?$",
    re.IGNORECASE,
)
_THEN = re.compile(r"\s+(?:on (?:\w+day)|in [A-Z]|this year|this week|last week|next week)")
_COMPANY = re.compile(
    r"(?:[’']s)?\s+(?:said|says|told|has (?:hired|named|signed|acquired)|chief|ceo|president|director|"
    r"head|founder|boss|producer)\b"
    r"|,\s+the\s+[\w-]+(?:\s[\w-]+){0,2}\s(?:company|group|studio|agency|streamer|publisher|outfit|firm|"
    r"broadcaster)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    rf"\b(?:hold(?:s|ing)?|held|host(?:s|ed|ing)?|stag(?:e|es|ed|ing)|organi[sz](?:e|es|ed|ing)|"
    rf"launch(?:es|ed|ing)?|"
    rf"run(?:s|ning)?|ran|put(?:s|ting)? on|present(?:s|ed|ing)?|mount(?:s|ed|ing)?|conven(?:e|es|ed|ing)|"
    rf"add(?:s|ed|ing)?|"
    rf"creat(?:e|es|ed|ing)|start(?:s|ed|ing)?|unveil(?:s|ed|ing)?|announc(?:e|es|ed|ing)|plan(?:s|ned|"
    rf"ning)?|get(?:s|ting)?)\s+"
    rf"(?:an?|its|their|his|her)\s+(?:[\w’'-]+\s+){{0,4}}?({NOUN})\b(?![-’'])",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"\b(?:at|during|of|hold|holds|held|hosts?|hosted|staged?|stages)\s+(?:the company|the streamer|the "
    r"broadcaster|"
    r"the network|the studio|the group|its|their|(?:[A-ZÀ-Þ][\w’&+-]*\s?){1,4}(?<!\s))(?:[’']s)?\s+"
    r"(?:(?:annual|first|second|third|inaugural|spring|autumn|fall|winter|summer|yearly|latest|own|"
    r"\d+(?:st|nd|rd|th))\s+)*"
    r"(upfronts? presentation|upfronts?|newfronts?|slate presentation|content showcase|slate event|"
    r"congress)\b(?=\s+(?:in|at|on)\b)"
)
_IS_HELD = re.compile(
    r"[”\"’']?(?:,[”\"’']?\s+(?:which|as)\b|\s+(?:will|is to|is set to|was|is|are|has been)\s+(?:be\s+|"
    r"also\s+)?"
    r"(?:moderated|chaired|held|hosted|staged|opened|run|take|bring|feature|offer|include|gather|kick|last|"
    r"based|aimed|"
    r"open|close|see|consist|comprise|present|devoted|dedicated|free|part|modelled|designed)\w*\b)"
)
# Nouns of any gathering that still bring up one: "X is growing up. The gathering of podcast makers …".
_BROUGHT_UP = frozenset({"gathering", "event", "get-together", "meeting"})
_MINOR = frozenset(
    {"dinner", "lunch", "luncheon", "breakfast", "reception", "party", "ceremony", "exhibition"}
)
_GOES_ON = re.compile(r"[”\"’']?\s+[^.!?\n]{4,160}[.!?]\s")
_AT_START = re.compile(r"(?:^|\n|[.!?]\s)(?:The )?[“\"‘]?$")
_TALKS = frozenset({"webinar", "seminar", "online seminar", "get-together", "meetup", "meet-up", "hackathon"})
_WHOLE = frozenset(ForumKind) - {ForumKind.WORKSHOP, ForumKind.OTHER}
_DOUBTED = {EntityKind.PERSON: 2, EntityKind.WORK: 1}
_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION, EntityKind.VENUE})


def find_orphan(reading: Reading, names: Names, gatherings: list[Gathering]) -> tuple[Chunk, Clue] | None:
    """Return the name that a description without a name means, and why; None where there is none."""
    for match in sorted(
        [*REFERENCE.finditer(reading.text), *_INTRODUCED.finditer(reading.text)], key=lambda m: m.start()
    ):
        noun = match[1].casefold()
        kind = kind_of_noun(noun)
        if (
            (noun in GENERIC and noun not in _BROUGHT_UP)
            or noun in _MINOR
            or ECONOMY.search(match.group())
            or _is_modifier(reading, match.end())
        ):
            continue
        if kind not in _WHOLE and not (kind is None or noun in _TALKS):
            continue
        known = [g for g in gatherings if kind is not None or g.spots[0].start < match.start()]
        if any(g.clues > 1 or (g.kind and fits(g, noun, kind)) for g in known):
            continue
        chunk = _named_near(reading, names, match, {s.start for g in gatherings for s in g.spots})
        if chunk is not None:
            words = reading.words(match.start(1), match.end(1))
            return chunk, Clue(kind, words, True, words)
    return None


def find_nameless(reading: Reading) -> Words | None:
    """Return the noun by which an article calls an event that somebody holds and that has no name."""
    match = _NAMELESS.search(reading.text)
    return reading.words(match.start(1), match.end(1)) if match else None


def _is_modifier(reading: Reading, end: int) -> bool:
    return bool(
        re.match(
            r"[’']s\b|\s+(?:chief|director|head|president|boss|circuit|scene|season|run|world|goers?)\b",
            reading.text[end : end + 20],
        )
    )


def _named_near(reading: Reading, names: Names, match: re.Match[str], likely: set[int]) -> Chunk | None:
    """Return the name that scores best near a description: before "the show", behind "its first show"."""
    introduces = match.re is _INTRODUCED
    scored = [
        (_score(reading, names, c, match.start()) + 2 * (c.start in likely), -abs(c.start - match.start()), c)
        for c in names.chunks
        if match.start() - _BACK < c.start < c.end <= match.start()
        or (introduces and match.end() <= c.start < match.end() + _AHEAD)
    ]
    best = max(scored, key=lambda s: s[:2], default=None)
    return best[2] if best is not None and best[0] >= _LEAST else None


def _score(reading: Reading, names: Names, chunk: Chunk, at: int) -> int:
    text, kind = reading.text, names.kind(chunk.start, chunk.end)
    before, after = (
        text[max(0, chunk.start - 40) : chunk.start],
        text[chunk.end : chunk.end + 160].split("\n", maxsplit=1)[0],
    )
    occurs = happens(after)
    if (
        text.startswith(":", chunk.end)
        or kind in _PLACES
        or chunk.words[-1] in INSTITUTIONS
        or len(chunk.text) < 3
    ):
        return 0
    if re.search(r"[“\"‘]$", before) and not (chunk.start > at and _opens(reading, chunk)):
        return 0
    name, title = fold(chunk.text), fold(reading.title or "").split()
    alone = text.count("\n", min(chunk.end, at), max(chunk.end, at)) == 0
    score = 2 if kind is EntityKind.EVENT else 0
    score += 2 if occurs else 0
    score += 4 if chunk.start > at and _opens(reading, chunk) else 0
    score += 1 if _AT.search(before) else 0
    score += (
        2
        if len(name) > 6 and name in " ".join(title)
        else 1
        if any(w in title for w in name.split() if len(w) > 3)
        else 0
    )
    score += 2 if _THEN.match(after) else 0
    score += 1 if sum(name in fold(c.text) for c in names.chunks) > 1 else 0
    score += 1 if chunk is names.chunks[0] else 0
    score += 1 if alone else 0
    score += 2 if alone and _GOES_ON.fullmatch(text, chunk.end, at) and _AT_START.search(before) else 0
    score -= 4 if _COMPANY.match(after) or chunk.owns else 0
    return score - (0 if occurs and kind is EntityKind.WORK else _DOUBTED.get(kind, 0) if kind else 0)


def _opens(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether a name opens a sentence as the subject of being held, opened or led."""
    if not re.search(
        r"(?:\n|[.!?]\s)(?:The\s)?[“\"‘]?$", reading.text[max(0, chunk.start - 8) : chunk.start]
    ):
        return False
    return happens(reading.text[chunk.end : chunk.end + 160]) or bool(_IS_HELD.match(reading.text, chunk.end))
