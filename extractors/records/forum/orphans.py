"""Finds the name behind an orphan: "the trade show" in an article that names no such thing.

Rule: only one orphan is given a name, and only where several signs speak for it; a name that acts like a
company, a person or a place is none. Where no name will do, an event that somebody holds goes by its noun.
"""

import re
from collections.abc import Mapping

from extractors.reading import EntityKind, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.forum.clues import ECONOMY, Clue
from extractors.records.forum.forms import INSTITUTIONS
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.lexicon import GENERIC, NOUN, kind_of_noun
from extractors.records.forum.references import fits, references_in
from extractors.records.names import Names
from schemas.vocabulary import ForumKind

_LEAST = 0.03
_BACK, _AHEAD = 420, 220
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
# Nouns of any gathering that still bring up one: "X is growing up. The gathering of podcast makers …".
_BROUGHT_UP = frozenset({"gathering", "event", "get-together", "meeting"})
_MINOR = frozenset(
    {"dinner", "lunch", "luncheon", "breakfast", "reception", "party", "ceremony", "exhibition"}
)
_TALKS = frozenset({"webinar", "seminar", "online seminar", "get-together", "meetup", "meet-up", "hackathon"})
_WHOLE = frozenset(ForumKind) - {ForumKind.WORKSHOP, ForumKind.OTHER}
_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION, EntityKind.VENUE})


def find_orphan(
    reading: Reading, names: Names, gatherings: list[Gathering], odds: Mapping[int, float]
) -> tuple[Chunk, Clue] | None:
    """Return the name that a description without a name means, and why; None where there is none."""
    for match in sorted(
        [*references_in(reading), *_INTRODUCED.finditer(reading.text)], key=lambda m: m.start()
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
        chunk = _named_near(reading, names, match, odds)
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


def _named_near(
    reading: Reading, names: Names, match: re.Match[str], odds: Mapping[int, float]
) -> Chunk | None:
    """Return the likeliest name near a description: before "the show", behind "its first show"."""
    introduces = match.re is _INTRODUCED
    near = [
        c
        for c in names.chunks
        if match.start() - _BACK < c.start < c.end <= match.start()
        or (introduces and match.end() <= c.start < match.end() + _AHEAD)
    ]
    fitting = [
        c
        for c in near
        if not reading.text.startswith(":", c.end)
        and names.kind(c.start, c.end) not in _PLACES
        and c.words[-1] not in INSTITUTIONS
    ]
    best = max(fitting, key=lambda c: odds.get(c.start, 0.0), default=None)
    return best if best is not None and odds.get(best.start, 0.0) >= _LEAST else None
