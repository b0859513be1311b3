"""Reads sessions that the running text names, over all sentences that go on about them.

Rule: a person takes part by standing in the sentence that presents the session, or by speaking in it;
background people of the same sentence do not.
"""

import re

from extractors.reading import BlockKind, Mention
from extractors.records.panel.frames import Frame, FrameReader
from extractors.records.panel.ground import Ground, Session, without_quotes
from extractors.records.panel.lexicon import CONTINUES, OUTSIDE, ROLE, SPEECH
from schemas.vocabulary import PanelKind, Part

_BEHIND_OTHER = re.compile(
    r"\b(?:late|adaptation of|novel by|book by|film by|series by|play by|directed by|written by|"
    r"starring|created by|replac(?:ed|es|ing)|tribute to|mentor,?|by fellow|company of|rival|"
    r"without|based on|produced by)\s+"
    r"(?:(?:the|his|her|a|an)\s+)?(?:[\w-]+\s+){0,3}$|\b(?:about|after|than|like|unlike|of|for|"
    r"on)\s+$|[“\"][^“”\"]{1,60}[”\"],?\s+(?:by|from)\s+(?:[\w’-]+\s+){0,4}$",
)
_GIVES = re.compile(
    r"\b(?:giv(?:es?|ing|en)|gave|deliver\w*|host\w*|led|leads?|leading|held|hold\w*|took part|"
    r"takes? part|taking part|appear\w*|joined|join\w*|sat down|sit down|spoke|speak\w*|used|uses|"
    r"opened|opens|presented|presents|is|was|were|will|headlin\w*|"
    r"took the stage|took|taught|teach\w*|ran|run\w*|came|shared|share|open\w*|clos\w*|conduct\w*|"
    r"present\w*|anchor\w*|kick\w*|discussed|said|told|argued|talked|described|moderat\w*|"
    r"chair\w*)\b"
)
_WITH = re.compile(
    r"\b(?:with|by|from|featuring|featured|feature|features|between|of|brought together|brings "
    r"together|bringing together|had|has|included|includes?|including|among|saw|sees|gathered|"
    r"united|paired|pits?|pitted|went to|goes to|given by|delivered by|belonged to|"
    r"around the table|on stage|put|starring|led by|speakers?|joined by|made up of|comprising|"
    r"comprised|consisting of|consisted of|presented|participants?|guests?|panell?ists?)\b|[:;—–]|"
    r"“[^”]*”,?\s*$",
    re.IGNORECASE,
)
_OTHER_SESSION = re.compile(
    r"\b(?:another|a second|a further|a separate|other|second|third)\b", re.IGNORECASE
)
_OPEN_KINDS = frozenset({PanelKind.PANEL, PanelKind.ROUNDTABLE, PanelKind.PRESS_CONFERENCE, PanelKind.OTHER})


class NamedReader:
    """Finds the sessions that the running text names, and who takes part in them."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.frames = FrameReader(ground.reading, ground.sentences)

    def read(self) -> None:
        """Add the sessions of all paragraphs."""
        by_block: dict[int, list[Frame]] = {}
        for frame in self.frames.read():
            by_block.setdefault(frame.block, []).append(frame)
        last: Session | None = None
        for number, block in enumerate(self.ground.reading.blocks):
            if block.kind is BlockKind.HEADING:
                continue
            if block.kind is BlockKind.ITEM:
                last = None
                continue
            for start, end in self.ground.sentences[number]:
                frames = [f for f in by_block.get(number, ()) if f.sentence == (start, end)]
                if frames:
                    for group, stretch in self._groups(frames, start, end):
                        last = self._read_sentence(group, last, *stretch)
                elif last is not None:
                    self._go_on(last, start, end, number)

    def _groups(self, frames: list[Frame], start: int, end: int) -> list[tuple[list[Frame], tuple[int, int]]]:
        """Part the frames of a sentence that lists sessions: "a masterclass with X and a panel with Y"."""
        text = self.ground.reading.text
        bounds = [start]
        groups = [[frames[0]]]
        for frame in frames[1:]:
            gap = text[groups[-1][-1].end : frame.start]
            opening = re.search(
                r"(?:,|;|\band\b|\bplus\b|\balso\b)[^,;]{0,50}?\b(?:a|an|another)\s+(?:[\w’-]+\s+){0,3}$", gap
            )
            named = any(groups[-1][-1].end <= m.start < frame.start for m in self.ground.people)
            if opening and named:
                bounds.append(groups[-1][-1].end + opening.start())
                groups.append([frame])
            else:
                groups[-1].append(frame)
        bounds.append(end)
        return [(group, (bounds[n], bounds[n + 1])) for n, group in enumerate(groups)]

    def _read_sentence(
        self, frames: list[Frame], last: Session | None, start: int, end: int
    ) -> Session | None:
        main = self._main(frames)
        joined = self._same(main, last)
        if main.scrapped and joined is None:
            return last if last is not None and last.block == main.block else None
        session = joined or Session(main.kind, main.noun, main.start, main.block)
        people = self._people_of(main, start, end, session)
        if (subject := self._subject(start, main)) is not None and all(
            m.entity is not subject.entity for m, _ in people
        ):
            people = [(subject, Part.SPEAKER), *people]
        if (
            joined is None
            and (main.definite or main.kind is PanelKind.CONVERSATION)
            and all(p is Part.MODERATOR for _, p in people)
        ) or (joined is None and main.kind is PanelKind.CONVERSATION and len(people) == 1):
            people = [*self._spoke_before(start, main.block, {id(m.entity) for m, _ in people}), *people]
        if joined is None and not people and not main.title and main.definite:
            return last
        for mention, part in people:
            session.add(mention, part)
        session.frames += frames
        for frame in frames:
            if session.title is None or (
                frame.title is not None
                and self.ground.is_quoted(frame.title)
                and not self.ground.is_quoted(session.title)
            ):
                session.title = frame.title or session.title
            if session.kind is PanelKind.OTHER and frame.kind is not PanelKind.OTHER:
                session.kind, session.kind_words = frame.kind, frame.noun
        if joined is None:
            self.ground.sessions.append(session)
        return session

    def _subject(self, start: int, frame: Frame) -> Mention | None:
        """Return who "the Lagos-born showrunner" or "she" is that a sentence with a session begins with."""
        lead = self.ground.reading.text[start : frame.start]
        opening = re.match(r"\W*(?:The\s+(?:[\w’-]+\s+){0,4}?[\w-]+|She|He)\b", lead)
        if (
            opening is None
            or len(lead) > 260
            or (
                not re.match(r"\W*(?:She|He)\b", lead)
                and not ROLE.search(" " + opening.group().strip().casefold())
            )
        ) and (
            opening is None
            or not re.match(
                r"\W*The\s+(?:[\w’-]+\s+){0,4}?(?:director|writer|producer|creator|showrunner|"
                r"actor|actress|creative|designer|author|exec|executive|novelist|film-?maker|"
                r"artist|composer|singer|founder|editor|veteran|star)\b",
                lead,
            )
        ):
            return None
        if not _GIVES.search(lead) or re.match(
            r"\W*The\s+(?:panel|session|festival|market|forum|summit|event)\b", lead
        ):
            return None
        block = self.ground.reading.blocks[frame.block]
        earlier = [m for m in self.ground.people if m.is_name and block.start <= m.start < start] or [
            m
            for m in self.ground.people
            if m.is_name
            and frame.block
            and self.ground.reading.blocks[frame.block - 1].start <= m.start < block.start
        ]
        return earlier[0] if earlier else None

    def _spoke_before(self, start: int, block: int, known: set[int]) -> list[tuple[Mention, Part]]:
        """Return who spoke in the line before "their session" or "in a chat with X, she said"."""
        line = self.ground.reading.blocks[block].start
        found: list[tuple[Mention, Part]] = []
        for sentence in self.ground.sentences[block]:
            if line <= sentence[0] < start:
                found += [
                    (m, Part.SPEAKER) for m in self.ground.speakers(*sentence) if id(m.entity) not in known
                ]
        return found[-3:]

    def _main(self, frames: list[Frame]) -> Frame:
        titled = [f for f in frames if f.title is not None and self.ground.is_quoted(f.title)]
        plain = [f for f in frames if f.kind is not PanelKind.OTHER]
        return (titled or plain or frames)[0]

    def _same(self, frame: Frame, last: Session | None) -> Session | None:
        """Return the session that a frame goes on about, if it does."""
        for session in reversed(self.ground.sessions):
            if (
                frame.title is not None
                and session.title is not None
                and frame.title.text.casefold() == session.title.text.casefold()
            ):
                return session
        if last is None or _OTHER_SESSION.search(
            self.ground.reading.text[frame.sentence[0] : frame.start][-30:]
        ):
            return None
        fits = (
            frame.kind in {PanelKind.OTHER, last.kind}
            or last.kind is PanelKind.OTHER
            or frame.noun.text.casefold()
            in {"talk", "speech", "discussion", "presentation", "conversation", "address"}
        )
        different = (
            frame.title is not None
            and last.title is not None
            and frame.title.text.casefold() != last.title.text.casefold()
        )
        if different and frame.title is not None and not self.ground.is_quoted(frame.title):
            return None
        own_title = (
            frame.title is not None
            and last.title is not None
            and self.ground.is_quoted(frame.title)
            and self.ground.is_quoted(last.title)
        )
        if not fits or own_title or frame.scrapped:
            return None
        before = self.ground.reading.text[frame.sentence[0] : frame.start]
        refers = re.search(
            r"(?:\b(?:the|this|that|her|his|their|its|whose)\s+)(?:[a-z]+\s+)?$", before, re.IGNORECASE
        )
        return (
            last
            if refers
            and not re.search(r"\b(?:closing|opening|morning|afternoon|evening|final|other)\s+$", before)
            else None
        )

    def _people_of(self, frame: Frame, start: int, end: int, session: Session) -> list[tuple[Mention, Part]]:
        """Return who takes part by the sentence that names the session."""
        found: list[tuple[Mention, Part]] = []
        text = self.ground.reading.text
        for mention in self.ground.people:
            if (
                not start <= mention.start < end
                or self.ground.in_quote(start, mention.start)
                or self.ground.is_absent(mention, end)
            ):
                continue
            part = self.ground.part(mention, start, end)
            if part is Part.MODERATOR:
                found.append((mention, part))
                continue
            before = text[start : mention.start]
            if (_BEHIND_OTHER.search(before) and not self._is_listed(frame, mention)) or self.ground.owns(
                mention
            ):
                continue
            if re.match(r"[^.]{0,60}\b(?:from|in) the (?:audience|floor)\b", text[mention.end : end]):
                continue
            if mention.start > frame.start:
                between = text[frame.end : mention.start]
                near = frame.start - start < 60
                tied = bool(_WITH.search(between) or near or session.has(mention.entity) or found)
            else:
                between = text[mention.end : frame.start]
                tied = bool(_GIVES.search(between)) and len(between) < 260
            if tied:
                found.append((mention, Part.SPEAKER))
        return found

    def _is_listed(self, frame: Frame, mention: Mention) -> bool:
        between = self.ground.reading.text[frame.end : mention.start] if mention.start > frame.end else ""
        return (
            bool(re.search(r"\b(?:of|between|featuring|with|by)\s+(?:the\s+)?(?:[\w’-]+\s+){0,4}$", between))
            and len(between) < 80
            and "”" not in between
        )

    def _go_on(self, session: Session, start: int, end: int, block: int) -> None:
        """Let people join who are said to speak in a sentence behind the one that names the session."""
        text = self.ground.reading.text
        sentence = text[start:end]
        near = block == session.frames[-1].block or block == session.active
        continues = bool(CONTINUES.search(sentence))
        is_open = (
            session.kind in _OPEN_KINDS
            and sum(p.part is Part.SPEAKER for p in session.people) < 2
            and block - session.block <= 4
        )
        moderated = any(
            self.ground.part(m, start, end) is Part.MODERATOR
            for m in self.ground.people
            if start <= m.start < end
        )
        if not near and not continues and not is_open and not (moderated and block - session.block <= 3):
            return
        if block - session.block > (4 if is_open else 3) or OUTSIDE.search(without_quotes(sentence)):
            return
        for mention in self.ground.people:
            if (
                not start <= mention.start < end
                or self.ground.in_quote(start, mention.start)
                or self.ground.owns(mention)
            ):
                continue
            if self.ground.is_absent(mention, end) or not mention.is_name:
                continue
            part = self.ground.part(mention, start, end)
            if part is Part.MODERATOR:
                session.add(mention, part)
                session.active = block
                continue
            if _BEHIND_OTHER.search(text[start : mention.start]):
                continue
            if not near and not continues and mention is not mention.entity.mentions[0]:
                continue
            around = (
                without_quotes(text[mention.end : min(end, mention.end + 90)])
                + " | "
                + without_quotes(text[max(start, mention.start - 60) : mention.start])
            )
            if continues or SPEECH.search(around):
                session.add(mention, Part.SPEAKER)
                session.active = block
