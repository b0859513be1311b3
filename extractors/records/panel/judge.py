"""Describes what speaks for a segment being a session that the article reports.

Rule: clues are facts of the segment as a whole; a segment without anybody in it is none, whatever they say.
"""

import re
from datetime import timedelta

from extractors.reading import BlockKind
from extractors.records.panel.cues import PAST, SAYING
from extractors.records.panel.ground import Ground
from extractors.records.panel.members import Clues
from extractors.records.panel.sessions import Session
from schemas.vocabulary import Part

_PRIZE = re.compile(
    r"\b(?:won|wins|winners?|prizes?|awards?|took the|swept|scooped|nominat\w+|accept\w+|collect\w+|"
    r"honou?r\w*|"
    r"gong|trophy|shortlist\w*)\b",
    re.IGNORECASE,
)
_FORTHCOMING = re.compile(r"\b(?:will|is to|are to|is due|are due|is set|are set|scheduled|plans?)\b")
_HYPOTHETICAL = re.compile(
    r"\b(?:would|could|might|may|rumou?r\w*|speculat\w*|denied|denies|if|should|refused|planned|wants? to)\b",
    re.IGNORECASE,
)
_SCREENED = re.compile(r"\b(?:premiere\w*|screen(?:ed|s|ing)|debut\w*|bow(?:ed|s)|open(?:s|ed) in)\b")
_NEWS = 28
_FIRST_PERSON = re.compile(r"\b(?:I|me|my)\b")


def clues_of(ground: Ground, session: Session) -> Clues:
    """Return the clues of one segment, its people known."""
    known = ground.gatherings.of(session)
    start, end = session.frames[0].sentence if session.frames else (session.start, session.start + 1)
    plain = ground.plain[start:end]
    speakers = len(session.speakers)
    kind = "named" if session.named else "staged"
    named_here = bool(ground.gatherings.named_in(start, end))
    year = str(ground.reading.published.year) if ground.reading.published else "9999"
    found: Clues = {
        f"{kind}:old year": float(any(y < year for y in re.findall(r"\b(?:19|20)\d\d\b", plain))),
        f"{kind}:long ago": float(is_long_ago(ground, start, end)),
        f"{kind}:scrapped": float(any(f.scrapped for f in session.frames)),
        kind: 1.0,
        f"{kind}:{session.kind.value}": 1.0,
        f"{kind}:speakers:{min(speakers, 3)}": 1.0,
        f"{kind}:gathering": float(known is not None),
        f"{kind}:forum": float(known is not None and known.forum is not None),
        f"{kind}:named here": float(named_here),
        f"{kind}:referred": float(bool(ground.gatherings.referred_in(start, end))),
        "prize giving": float(ground.gatherings.is_prize_giving(known)),
        f"{kind}:prize": float(bool(_PRIZE.search(plain))),
        f"{kind}:past": float(bool(PAST.search(plain))),
        f"{kind}:outside": float(ground.outside(start, end)),
        f"{kind}:hypothetical": float(bool(_HYPOTHETICAL.search(plain))),
        f"{kind}:forthcoming": float(bool(_FORTHCOMING.search(plain))),
        f"{kind}:screened": float(bool(_SCREENED.search(plain))),
        f"{kind}:first person": float(bool(_FIRST_PERSON.search(plain))),
        "moderated": float(any(p.part is Part.MODERATOR for p in session.people)),
        "title": float(session.title is not None),
        "quoted title": float(session.title is not None and ground.is_quoted(session.title)),
        "sure people": float(max((p.score for p in session.people), default=0.0)),
        f"{kind}:lead": float(session.block < 3),
        f"{kind}:saying": float(_says(ground, session)),
        f"{kind}:dated": float(session.frames[0].date is not None) if session.frames else 0.0,
        "loose noun": float(
            session.named
            and session.kind_words.text.casefold() in {"talk", "speech", "session", "discussion"}
        ),
        "listed": float(session.listed),
        "several": float(len([s for s in ground.sessions if s.named and s.people]) > 1),
        "headed": float(any(b.kind is BlockKind.HEADING for b in ground.reading.blocks)),
    }
    return {name: value for name, value in found.items() if value}


def is_long_ago(ground: Ground, start: int, end: int) -> bool:
    """Tell whether a stretch tells of a day more than some weeks before the article, and of none since."""
    published = ground.reading.published
    told = [d.end for d in ground.reading.dates if start <= d.start_offset < end]
    if published is None or not told:
        return False
    since = (published - timedelta(days=_NEWS)).isoformat()
    return all(day < since[: len(day)] for day in told)


def _says(ground: Ground, session: Session) -> bool:
    """Tell whether the first sentence of a segment reports speech."""
    if not session.frames:
        return False
    start, end = session.frames[0].sentence
    return any(t.lemma_.lower() in SAYING and t.pos_ == "VERB" for t in ground.reading.tokens(start, end))
