"""Tells which gathering a session belongs to, whether or not the gathering has a record of its own.

Rule: a session's gathering is one that its own sentences name, else the one that the article is about.
"""

import re
from collections.abc import Sequence

from extractors.reading import EntityKind, Reading
from extractors.records.forum.candidates import find_gatherings
from extractors.records.forum.forms import fold
from extractors.records.names import Names
from extractors.records.panel.guesses import guess_gatherings, points_of
from extractors.records.panel.known import Known
from extractors.records.panel.sessions import Session
from schemas.records import Forum
from schemas.vocabulary import ForumKind

_HELD_AT = re.compile(
    r"\b(?:at|during|of|for|to|told|addressed|addressing|opened|opening|in|on|from|keynoted)\s+(?:the\s+|"
    r"this\s+|"
    r"this year[’']s\s+|its\s+|last week[’']s\s+|this week[’']s\s+)?(?:[\w-]+(?:th|st|nd|"
    r"rd)\s+)?(?:annual\s+|"
    r"inaugural\s+|first\s+|first-ever\s+|second\s+|third\s+)*$",
    re.IGNORECASE,
)
_AT = re.compile(r"\b(?:[Aa]t|[Dd]uring) (?:the |this year[’']s )?(?:[\w-]+(?:th|st|nd|rd) )?$")
_NO_EVENT = frozenset(
    {EntityKind.PERSON, EntityKind.WORK, EntityKind.CITY, EntityKind.COUNTRY, EntityKind.VENUE}
)
_PREMIERED = re.compile(
    r"\b(?:premiered?|bowed|screened|debuted|played|won|prize|award|selected|competed|launched)\b[^.;]{0,40}$"
)


class GatheringReader:
    """The gatherings of one article."""

    def __init__(self, reading: Reading, names: Names, forums: Sequence[Forum]) -> None:
        self.reading, self.forums = reading, forums
        self.known: list[Known] = []
        for found in find_gatherings(reading):
            known = Known(found.name, found.clues)
            known.spots = [(s.start, s.end) for s in found.spots]
            known.names = [(s.start, s.end) for s in found.spots if s.is_name]
            self.known.append(known)
        self._adopt_entities()
        for known in self.known:
            known.weight += int(points_of(reading, names, known.names))
        self._match_forums()
        guesses = guess_gatherings(reading, names, [n for k in self.known for n in k.names])
        self.known += [g.known for g in guesses if g.holds]
        self._likeliest = next((g.known for g in guesses), None)

    def _adopt_entities(self) -> None:
        """Take over what the language layer holds for a gathering."""
        for entity in self.reading.entities:
            if entity.kind is not EntityKind.EVENT or any(
                fold(k.name.text) == fold(entity.name.text) for k in self.known
            ):
                continue
            places = [(m.start, m.end) for m in entity.mentions]
            if any(s < e2 and e > s2 for k in self.known for s, e in k.names for s2, e2 in places):
                continue
            self.known.append(Known(entity.name, 1, places, places))

    def _match_forums(self) -> None:
        for forum in self.forums:
            same = [k for k in self.known if fold(k.name.text) == fold(forum.name)]
            if same:
                same[0].forum = same[0].forum or forum
                same[0].weight += 10
                continue
            evidence = next(e for e in forum.evidence if e.field == "name")
            words = self.reading.words(evidence.start, evidence.end)
            places = [
                (m.start(), m.end()) for m in re.finditer(re.escape(forum.name), self.reading.text)
            ] or [(words.start, words.end)]
            self.known.append(Known(words, 10, places, places, forum))

    def named_in(self, start: int, end: int) -> list[tuple[Known, int]]:
        """Return the gatherings that a stretch names, with where."""
        return [(k, s) for k in self.known for s, e in k.names if start <= s and e <= end]

    def referred_in(self, start: int, end: int) -> list[tuple[Known, int]]:
        """Return the gatherings that a stretch names or refers to, with where."""
        return [(k, s) for k in self.known for s, e in k.spots if start <= s and e <= end]

    def of(self, session: Session) -> Known | None:
        """Return the gathering of a session: named in its sentences, else the article's."""
        reported = [k for k in self.known if k.forum is not None]
        for frame in session.frames[:3]:
            start, end = frame.sentence
            if held := self._held(session, start, end, reported):
                return held
        block = self.reading.blocks[session.block]
        return self._held(session, block.start, block.end, reported) or self.main()

    def _held(self, session: Session, start: int, end: int, reported: list[Known]) -> Known | None:
        """Return the gathering at which, by a stretch, a session is held."""
        text = self.reading.text
        here = [(k, s) for k, s in self.named_in(start, end) if not _PREMIERED.search(text[start:s])]
        strong = [(k, s) for k, s in here if k.forum is not None or _HELD_AT.search(text[start:s])]
        if reported:
            told = [(k, s) for k, s in strong if k.forum is not None]
            strong = told or [(k, s) for k, s in strong if k.weight > 1 and _AT.search(text[start:s])]
        if not strong:
            return None
        return min(strong, key=lambda p: abs(p[1] - session.start))[0]

    def main(self) -> Known | None:
        """Return the gathering that the article is about."""
        reported = [k for k in self.known if k.forum is not None]
        if reported:
            return max(reported, key=lambda k: (k.weight, -k.name.start))
        strong = [k for k in self.known if k.weight > 1 or len(k.names) > 1]
        hardly = [self._likeliest] if self._likeliest is not None else self.known
        return max(strong or hardly, key=lambda k: (k.weight, len(k.spots), -k.name.start), default=None)

    def is_prize_giving(self, known: Known | None) -> bool:
        """Tell whether a gathering is an awards show."""
        if known is None:
            return False
        if known.forum is not None:
            return known.forum.kind is ForumKind.AWARDS
        return bool(re.search(r"\b(?:Awards?|Oscars|Prizes?)$", known.name.text))
