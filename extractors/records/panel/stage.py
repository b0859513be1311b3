"""Reads people who speak at a gathering where the article names no session.

Rule: somebody speaks here only where the sentence tells of an audience, a stage or the gathering itself.
"""

import re

from extractors.reading import BlockKind, Mention
from extractors.records.panel.ground import Ground, Session, without_quotes
from extractors.records.panel.lexicon import OUTSIDE, STAGE
from schemas.vocabulary import ForumKind, PanelKind, Part

_PRIZE = re.compile(r"\b(?:won|wins|winners?|prizes?|awards?|took the|swept|scooped|nominat\w+)\b")
_SPEAKS_AT = re.compile(
    r"\b(?:told|tells|addressed|addressing|speaking (?:at|to|during)|spoke (?:at|to|during)|said "
    r"(?:at|during)|appearing at|appeared at|on stage at|presented (?:\w+ ){0,6}at|"
    r"used)\s+(?:[\w’-]+\s+){0,6}$",
    re.IGNORECASE,
)


class StageReader:
    """Finds talks that have no name of their own."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def read(self) -> None:
        """Add who speaks on a stage, and who is reported with them on the same work."""
        if not self._is_about_talk():
            return
        for number, block in enumerate(self.ground.reading.blocks):
            if block.kind is not BlockKind.PARAGRAPH:
                continue
            for start, end in self.ground.sentences[number]:
                sentence = without_quotes(self.ground.reading.text[start:end])
                if (STAGE.search(sentence) or self._at_gathering(sentence)) and not OUTSIDE.search(sentence):
                    for mention in self.ground.speakers(start, end):
                        self._add_talk(mention, number)
        self._read_company()

    def _is_about_talk(self) -> bool:
        """Tell whether who speaks on a stage here gives a talk, rather than thanks for a prize."""
        if not self.ground.forums or all(f.kind is ForumKind.AWARDS for f in self.ground.forums):
            return False
        lead = (
            self.ground.reading.text[: self.ground.reading.blocks[0].end]
            if self.ground.reading.blocks
            else ""
        )
        return self.ground.forums[0].kind is not ForumKind.FESTIVAL or not _PRIZE.search(lead)

    def _read_company(self) -> None:
        """Let those join a talk who are reported right after it on the same work."""
        for session in [s for s in self.ground.sessions if not s.named]:
            work_ids = self.ground.works_near(session.block)
            for number in range(session.block + 1, min(session.block + 7, len(self.ground.reading.blocks))):
                if self.ground.reading.blocks[number].kind is not BlockKind.PARAGRAPH or any(
                    s.named and s.block == number for s in self.ground.sessions
                ):
                    break
                if not work_ids & self.ground.works_near(number):
                    continue
                for start, end in self.ground.sentences[number]:
                    if OUTSIDE.search(without_quotes(self.ground.reading.text[start:end])):
                        continue
                    for mention in self.ground.speakers(start, end):
                        if mention.is_name and not any(s.has(mention.entity) for s in self.ground.sessions):
                            session.add(mention, Part.SPEAKER)

    def _at_gathering(self, sentence: str) -> bool:
        """Tell whether somebody speaks at, or to, a gathering that the sentence names."""
        for forum in self.ground.forums:
            at = sentence.find(forum.name)
            lead = sentence[:at][-70:] if at >= 0 else ""
            if at >= 0 and _SPEAKS_AT.search(lead):
                return True
        return False

    def _add_talk(self, mention: Mention, block: int) -> None:
        if any(s.has(mention.entity) for s in self.ground.sessions):
            return
        works = {
            id(m.entity)
            for m in self.ground.portraits.works
            if self.ground.reading.blocks[block].start <= m.start < self.ground.reading.blocks[block].end
        }
        for session in self.ground.sessions:
            if session.named or abs(block - session.block) > 3:
                continue
            shared = works & {
                id(m.entity)
                for m in self.ground.portraits.works
                if self.ground.reading.blocks[session.block].start
                <= m.start
                < self.ground.reading.blocks[session.block].end
            }
            if session.block == block or shared:
                session.add(mention, Part.SPEAKER)
                return
        words = self.ground.reading.words(mention.start, mention.end)
        session = Session(PanelKind.PRESENTATION, words, mention.start, block, named=False)
        session.add(mention, Part.SPEAKER)
        self.ground.sessions.append(session)
