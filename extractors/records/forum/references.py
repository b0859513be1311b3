"""Ties what refers to a gathering to it: "the festival", "the three-day event", "its third edition".

Rule: a reference goes to a gathering that its noun fits, named before it or, failing that, soon after.
"""

import re

from extractors.reading import Reading
from extractors.records.forum.clues import ECONOMY
from extractors.records.forum.forms import fold
from extractors.records.forum.gathering import Gathering, Spot
from extractors.records.forum.lexicon import ANY_NOUN, GENERIC, kind_of_noun
from schemas.vocabulary import ForumKind

REFERENCE = re.compile(
    rf"\b(?:[\w-]+[’']s(?=\s+(?:biggest|largest|oldest|leading|premier|only|main|first|top|"
    rf"longest-running|annual|best-known)\b)|the|this|that|(?:this|next|last) (?:year|summer|"
    rf"spring|autumn|winter|month)[’']s|its|whose|our|an?(?=\s+(?:second|third|fourth|fifth|sixth|"
    rf"\w+th)\b)|(?<=hold\s)a|(?<=host\s)a|(?<=stage\s)a|(?<=launch\s)a|"
    rf"(?<=organise\s)a)\s+(?:(?!(?:which|that|who|of|in|at|by|with|from|for|is|was|are|were|has|"
    rf"will)\b)[\w+-]+\s+){{0,3}}?"
    rf"({ANY_NOUN})\b(?!\s*[’']s?\s+own\b)(?!-)(?-i:(?!\s[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"[A-ZÀ-Þ][\w’'-]+[”\"’']?,[”\"’']?\s+$")
_DEMONYM = ("ese", "sh", "ian", "an", "ic", "ch", "i")
_WHOLE = frozenset(
    {ForumKind.FESTIVAL, ForumKind.MARKET, ForumKind.FORUM, ForumKind.CONFERENCE, ForumKind.SUMMIT}
)
_EDITIONS = frozenset({"edition", "instalment", "installment", "outing"})
_DEFINITE = re.compile(r"(?:the|this|that)\b", re.IGNORECASE)


def add_references(reading: Reading, gatherings: list[Gathering]) -> None:
    """Tie "the festival", "the three-day event" to a gathering named before, else after."""
    named = sorted(((s.start, g) for g in gatherings for s in g.spots), key=lambda p: p[0])
    for match in REFERENCE.finditer(reading.text):
        if (
            ECONOMY.search(match.group())
            or _has_name(match.group())
            or any(s.start <= match.start(1) < s.end for g in gatherings for s in g.spots)
        ):
            continue
        noun = match[1].casefold()
        kind = kind_of_noun(noun)
        if _APPOSED.search(reading.text[max(0, match.start() - 30) : match.start()]) and not any(
            0 < match.start() - s.end <= 3 for g in gatherings for s in g.spots
        ):
            continue
        fitting = [(at, g) for at, g in named if fits(g, noun, kind)]
        if match.group().casefold().startswith("whose"):
            owners = [g for g in gatherings for s in g.spots if 0 < match.start() - s.end <= 3]
            fitting = [(g.spots[0].start, g) for g in owners] or fitting
        if not fitting and kind in _WHOLE and _DEFINITE.match(match.group()):
            fitting = [(at, g) for at, g in named if g.clues > 1]
        before = [g for at, g in fitting if at < match.start()]
        target = (
            max(
                before,
                key=lambda g: _near(g, match.start(), generic=noun in GENERIC and noun not in _EDITIONS),
            )
            if before
            else None
        ) or next((g for at, g in fitting if at - match.end() < 400), None)
        if target is not None:
            target.spots.append(Spot(match.start(), match.end(), False))
            target.nouns.add(noun)
    for gathering in gatherings:
        gathering.spots.sort(key=lambda s: s.start)


def _has_name(reference: str) -> bool:
    """Tell "the Golden Panda awards" from "the B2B event": a reference has no capitalised name inside."""
    inner = reference.split()[1:]
    return any(w[:1].isupper() and w[1:2].islower() and not w.endswith(_DEMONYM) for w in inner)


def _near(gathering: Gathering, at: int, *, generic: bool) -> tuple[int, int]:
    told = [s.end for s in gathering.spots if s.end <= at]
    return (0 if generic else min(gathering.clues, 6) + min(len(told), 4), max(told, default=0))


def fits(gathering: Gathering, noun: str, kind: ForumKind | None) -> bool:
    """Tell whether a gathering can be called by a noun."""
    if noun in GENERIC:
        return True
    head = fold(gathering.name.text).split()
    return (
        noun in head
        or (gathering.kind is None and kind is not None)
        or (kind is not None and kind is gathering.kind)
        or any(noun in d.text.casefold() for d in gathering.describes)
    )
