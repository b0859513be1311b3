"""Finds the name behind an orphan: "the trade show" in an article that names no such thing.

Rule: only one orphan is given a name, the one near it that is likeliest to be a gathering's. Where no name
will do, an event that somebody holds goes by its noun.
"""

import re
from collections.abc import Mapping

from extractors.reading import EntityKind, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.forum.clues import ECONOMY, Clue
from extractors.records.forum.forms import INSTITUTIONS
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.lexicon import NOUN, kind_of_noun
from extractors.records.forum.references import NOT_WITHIN, fits
from extractors.records.names import Names
from schemas.vocabulary import ForumKind

_LEAST, _LEAST_BROUGHT_UP = 0.012, 0.015
_BACK, _AHEAD = 420, 220
# A noun that brings a gathering up: "a new market for features", "Vienna’s showcase festival", "the do".
_TOLD = re.compile(
    rf"\b(?:(?P<definite>the|this|these|its|their|our|whose|[^\W\d_][\w-]*[’']s)|an?|his|her)\s+"
    rf"(?:(?!(?:{NOT_WITHIN})\b)[\w’'-]+\s+){{0,4}}?(?P<noun>{NOUN}|gathering|event|get-together|meeting)\b"
    r"(?!-|[’'](?!s \w+ (?:edition|outing|instal)))"
    r"(?!\s+(?:chief|director|head|president|boss|circuit|scene|season|run|world|goers?|share|leader|"
    r"organi[sz]ers?|hit|favou?rite|veteran|programmer|debut|premiere)\b)",
    re.IGNORECASE,
)
# Who holds the thing that is told of: "X will stage a summit", "X and its summit".
_HOLDER = re.compile(
    r"\b(?:its|their|our|his|her|hold|held|host|stag|organi[sz]|launch|runs?\b|ran\b|put|present|mount|conven|add|"
    r"creat|start|unveil|announc|plan|throw|threw|devot|dedicat)",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?:[’']s)?,?\s+(?:said|says|told|has (?:hired|named|signed|acquired)|chief|ceo|president|founder|boss|"
    r"producer)\b",
    re.IGNORECASE,
)
# "at the Sharjah book fair": one that goes by a town's name, met elsewhere.
_OTHER = re.compile(r"\b(?:at|from|to|after|during|of) the [A-ZÀ-Þ][\w-]+ (?:[\w-]+ )*$")
_EARLIER = re.compile(r"\b(?:last|previous|former|past|other|another|any|every|each|no)\b", re.IGNORECASE)
_NAMELESS = re.compile(
    r"\b(?:at|during|of|hold|holds|held|hosts?|hosted|staged?|stages)\s+(?:the company|the streamer|the "
    r"broadcaster|"
    r"the network|the studio|the group|its|their|(?:[A-ZÀ-Þ][\w’&+-]*\s?){1,4}(?<!\s))(?:[’']s)?\s+"
    r"(?:(?:annual|first|second|third|inaugural|spring|autumn|fall|winter|summer|yearly|latest|own|"
    r"\d+(?:st|nd|rd|th))\s+)*"
    r"(upfronts? presentation|upfronts?|newfronts?|slate presentation|content showcase|slate event|"
    r"congress|capital markets day|investor day)\b(?=,?\s+(?:in|at|on)\b)|"
    r"\b[Tt]he (upfronts?|newfronts?)\b(?!\s+(?:market|season|week|deals?|sales))"
)
_MINOR = frozenset(
    {
        "dinner",
        "lunch",
        "luncheon",
        "breakfast",
        "reception",
        "party",
        "ceremony",
        "exhibition",
        "celebration",
    }
)
# Nouns that, with "a" before them, seldom bring up what an article is about.
_LOOSE = frozenset(
    {"show", "exhibition", "camp", "academy", "lab", "market", "jam", "residency", "screenings"}
)
_PLACES = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION, EntityKind.VENUE})


def find_orphan(
    reading: Reading, names: Names, gatherings: list[Gathering], odds: Mapping[int, float]
) -> tuple[Chunk, Clue] | None:
    """Return the name that a description without a name means, and why; None where there is none."""
    best: tuple[float, Chunk, re.Match[str]] | None = None
    taken = [(s.start, s.end) for g in gatherings for s in g.spots]
    for match in _TOLD.finditer(reading.text):
        noun = match["noun"].casefold()
        kind = kind_of_noun(noun)
        if (
            noun in _MINOR
            or ECONOMY.search(match.group())
            or _EARLIER.search(match.group())
            or _OTHER.search(reading.text, max(0, match.start() - 12), match.start("noun"))
            or (not match["definite"] and (kind is None or noun in _LOOSE))
            or any(start < match.end() and match.start("noun") < end for start, end in taken)
        ):
            continue
        known = [g for g in gatherings if kind is not None or g.spots[0].start < match.start()]
        if any(g.clues > 1 or (g.kind and fits(g, noun, kind)) for g in known):
            continue
        chunk = _named_near(reading, names, match, odds)
        if chunk is None:
            continue
        odd = odds.get(chunk.start, 0.0)
        if odd >= (_LEAST if match["definite"] else _LEAST_BROUGHT_UP) and (best is None or odd > best[0]):
            best = odd, chunk, match
    if best is None:
        return None
    _, chunk, match = best
    words = reading.words(match.start("noun"), match.end("noun"))
    return chunk, Clue(kind_of_noun(words.text), words, True, words)


def find_nameless(reading: Reading) -> Words | None:
    """Return the noun by which an article calls an event that somebody holds and that has no name."""
    match = _NAMELESS.search(reading.text)
    return reading.words(match.start(match.lastindex or 0), match.end()) if match else None


def _named_near(
    reading: Reading, names: Names, match: re.Match[str], odds: Mapping[int, float]
) -> Chunk | None:
    """Return the likeliest name near a description: before "the show", behind "its first show"."""
    text = reading.text
    sentence = max(text.rfind("\n", 0, match.start()), text.rfind(". ", 0, match.start()))
    held = _HOLDER.search(text, sentence + 1, match.end())
    ahead = match.end() + _AHEAD if held or not match["definite"] else match.end()
    showcase = kind_of_noun(match["noun"]) is ForumKind.SHOWCASE
    fitting = [
        c
        for c in names.chunks
        if match.start() - _BACK < c.start < c.end <= ahead
        and not (held and sentence < c.start < match.start())
        and not text.startswith(":", c.end)
        and not _ACTS.match(text, c.end)
        and (kind := names.kind(c.start, c.end)) not in _PLACES
        and not (showcase and kind is EntityKind.BODY and c.start < match.start())
        and not INSTITUTIONS.intersection(c.words)
    ]
    return max(fitting, key=lambda c: odds.get(c.start, 0.0), default=None)
