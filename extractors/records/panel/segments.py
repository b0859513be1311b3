"""Parts the running text into sessions: which sentences tell of which session.

Rule: a segment is a stretch of text, not yet a session; who takes part and whether it counts is judged later.
"""

import re

from extractors.reading import BlockKind, Entity
from extractors.records.panel.cues import ASKED, SEPARATE, STAGE
from extractors.records.panel.frames import Frame, FrameReader
from extractors.records.panel.ground import Ground
from extractors.records.panel.sessions import Line, Session
from schemas.vocabulary import PanelKind

_OTHER_SESSION = re.compile(
    r"\b(?:another|a second|a further|a separate|other|second|third)\b", re.IGNORECASE
)
_REFERS = re.compile(r"\b(?:the|this|that|her|his|their|its|whose)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_BARE = re.compile(r"\b(?:the|this|that|her|his|their|its|whose)\s+$", re.IGNORECASE)
_OWN_NOUN = re.compile(r"\b(?:closing|opening|morning|afternoon|evening|final|other|last|first)\s+$")
_PLAIN_NOUNS = frozenset(
    ("talk", "speech", "discussion", "presentation", "conversation", "address", "session")
)
_TALKS = frozenset({PanelKind.PANEL, PanelKind.ROUNDTABLE, PanelKind.CONVERSATION, PanelKind.OTHER})
_CLASSES = frozenset({PanelKind.MASTERCLASS, PanelKind.WORKSHOP, PanelKind.PRESENTATION, PanelKind.KEYNOTE})
_LED_OVER = re.compile(
    r"\b(?:followed|preceded|succeeded|joined|rounded off|capped|accompanied)\b[^.;]{0,20}\bby\s+(?:a|an|"
    r"another)\s+"
    r"(?:[\w’-]+\s+){0,3}$|\band\s+by\s+(?:a|an)\s+(?:[\w’-]+\s+){0,3}$"
)
_AT_GATHERING = re.compile(
    r"\b(?:at|during|to|told|addressed|addressing|in|on|before|of|keynoted|opened|closed)\s+(?:the\s+|"
    r"this\s+|"
    r"its\s+|a\s+)?(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:told|said|says|spoke|speaks?|speaking|talked|warned|argued|addressed|addressing|presented|"
    r"appeared|"
    r"pitched|unveiled|revealed|announced|discussed|declared|predicted|admitted|shared|explained|recalled|"
    r"insisted|joked|confirmed|urged|introduced|joined|described|dropped in|dropped by|agreed|disagreed|"
    r"clashed|"
    r"debated|outlined|called|promised|demonstrated|showed|gave|asked|answered|reflected|looked back|"
    r"recounted|"
    r"remembered|warns?|argues?|tells|declares?|predicts?|claimed|stressed|noted|lamented|keynoted|"
    r"dissected)\b"
)
_SAME_ROOM = re.compile(
    r"\bto (?:\w+ )?(?:applause|laughter|cheers|nods|groans)\b|"
    r"\bthe (?:room|hall|crowd|audience|stage|house|table)\b|\bon ?-?stage\b",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    r"\W*(?:Also |Later |Earlier )?(?:[Ss]peaking|[Tt]alking|[Aa]ppearing|[Aa]ddressing)\b"
)
_SHOWN = (
    r"(?:presented|demonstrated|unveiled|showed|shown|introduced|lectured|previewed|delivered|dissected|outlined|"
    r"analy[sz]ed|taught|compared|walked|deconstructed|showcased|described|explained|talked|spoke|took apart|"
    r"took|screened|examined|discussed|set out|shared|revealed|addressed|read|gave|told|spelled out|laid out|"
    r"presents|demonstrates|unveils|shows|introduces|previews|delivers|speaks|talks|compares|explains|addresses)"
)
_PRESENTS = re.compile(
    r"(?:\s*\([^)]*\))?(?:,[^;“”]{2,110}?,)?\s+(?:(?:who|had|has|then|also|will|and|is to|are to)\s+){0,3}"
    + _SHOWN
    + r"\b"
)
_PRESENTED = re.compile(
    r"\b(?:presented|demonstrated|unveiled|shown|introduced|given|delivered|outlined|previewed)\s+(?:\w+\s+)?by\s+"
    r"(?:(?:its|their|the|an?)\s+)?(?:[\w’-]+\s+){0,5}$"
)
_NEAR = 2
_LONGEST = 5


class Segmenter:
    """Finds the segments of one article."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.frames = FrameReader(ground.reading, ground.sentences, ground.plain)
        self.last: Session | None = None

    def read(self) -> list[Session]:
        """Return the segments of all paragraphs in order."""
        by_block: dict[int, list[Frame]] = {}
        for frame in self.frames.read():
            by_block.setdefault(frame.block, []).append(frame)
        for number, block in enumerate(self.ground.reading.blocks):
            if block.kind is not BlockKind.PARAGRAPH or self.ground.is_hour_line(number):
                if self.last is not None and (block.kind is not BlockKind.HEADING or not self.last.named):
                    self.last = None
                continue
            for start, end in self.ground.sentences[number]:
                frames = [f for f in by_block.get(number, ()) if f.sentence == (start, end)]
                if frames:
                    for group, stretch in self._groups(frames, start, end):
                        self._name(group, number, *stretch)
                else:
                    self._go_on(start, end, number)
        for session in self.ground.sessions:
            self._look_back(session)
        return self.ground.sessions

    def _groups(self, frames: list[Frame], start: int, end: int) -> list[tuple[list[Frame], tuple[int, int]]]:
        """Part the frames of a sentence that lists sessions: "a masterclass with X and a panel with Y"."""
        text = self.ground.reading.text
        bounds = [start]
        groups = [[frames[0]]]
        for frame in frames[1:]:
            gap = text[groups[-1][-1].end : frame.start]
            opening = re.search(
                r"(?:,|;|\band\b|\bplus\b|\balso\b|\bwhile\b|\bbefore\b|\bwhereas\b)[^,;]{0,50}?\b"
                r"(?:a|an|another)\s+(?:[\w’-]+\s+){0,3}$",
                gap,
            )
            named = any(groups[-1][-1].end <= m.start < frame.start for m in self.ground.people)
            clause = self._clause_before(frame, groups[-1][-1].end)
            led = _LED_OVER.search(gap)
            if led or ((opening or clause) and named):
                split = led or opening
                bounds.append((not led and clause) or groups[-1][-1].end + (split.start() if split else 0))
                groups.append([frame])
            else:
                groups[-1].append(frame)
        bounds.append(end)
        return [(group, (bounds[n], bounds[n + 1])) for n, group in enumerate(groups)]

    def _clause_before(self, frame: Frame, start: int) -> int | None:
        """Return where a clause of its own begins that names a session: ", and X, Y and Z take part in a"."""
        token = self.ground.reading.tokens(frame.start, frame.end).root
        while token.pos_ not in {"VERB", "AUX"} and token.head is not token:
            token = token.head
        subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None or token.pos_ not in {"VERB", "AUX"} or frame.definite:
            return None
        return subject.left_edge.idx if subject.left_edge.idx > start else None

    def _name(self, frames: list[Frame], block: int, start: int, end: int) -> None:
        """Open a session that a sentence names, or go on with the one that it refers to."""
        main = self._main(frames)
        joined = self._same(main)
        if main.scrapped and joined is None:
            if self.last is not None and self.last.block != block:
                self.last = None
            return
        session = joined or Session(main.kind, main.noun, main.start, block)
        if not session.named:
            session.kind, session.kind_words = main.kind, main.noun
        session.frames += frames
        session.lines.append((start, end, block))
        for frame in frames:
            if session.title is None or (
                frame.title is not None
                and self.ground.is_quoted(frame.title)
                and not self.ground.is_quoted(session.title)
            ):
                session.title = frame.title or session.title
            if (
                session.kind in {PanelKind.OTHER, PanelKind.PRESENTATION}
                and frame.kind is not PanelKind.OTHER
            ):
                session.kind, session.kind_words = frame.kind, frame.noun
            session.named = True
        if joined is None:
            if main.definite:
                session.lines = [*self._untold(start, block), *session.lines]
            self.ground.sessions.append(session)
        self.last = session

    def _untold(self, start: int, block: int) -> list[Line]:
        """Return the sentences before one that names their session at last: "The talk was chaired by X"."""
        lines = [(s, e, block) for s, e in self.ground.sentences[block] if s < start]
        if not lines and block and self.ground.reading.blocks[block - 1].kind is BlockKind.PARAGRAPH:
            lines = [(s, e, block - 1) for s, e in self.ground.sentences[block - 1]]
        told = [line for session in self.ground.sessions for line in session.lines]
        return [line for line in lines if all(line[:2] != known[:2] for known in told)]

    def _main(self, frames: list[Frame]) -> Frame:
        titled = [f for f in frames if f.title is not None and self.ground.is_quoted(f.title)]
        plain = [f for f in frames if f.kind is not PanelKind.OTHER]
        return (titled or plain or frames)[0]

    def _same(self, frame: Frame) -> Session | None:
        """Return the session that a frame goes on about, if it does."""
        for session in reversed(self.ground.sessions):
            if (
                frame.title is not None
                and session.title is not None
                and frame.title.text.casefold() == session.title.text.casefold()
            ):
                return session
        last = self.last
        before = self.ground.reading.text[frame.sentence[0] : frame.start]
        if last is None or frame.scrapped or _OTHER_SESSION.search(before[-30:]):
            return None
        alike = frame.title is None and frame.block - last.frames[-1].block < _NEAR
        fits = (
            frame.kind in {PanelKind.OTHER, last.kind}
            or last.kind in {PanelKind.OTHER, PanelKind.PRESENTATION}
            or frame.noun.text.casefold() in _PLAIN_NOUNS
            or (alike and any({frame.kind, last.kind} <= kinds for kinds in (_TALKS, _CLASSES)))
        )
        if not fits:
            return None
        own_name = frame.title is not None and last.title is None and not self.ground.is_quoted(frame.title)
        if own_name and frame.kind is last.kind and frame.block > last.frames[-1].block:
            return None
        titles = [t for t in (frame.title, last.title) if t is not None]
        if len(titles) == 2 and titles[0].text.casefold() != titles[1].text.casefold():
            quoted = [self.ground.is_quoted(t) for t in titles]
            if not quoted[0] or all(quoted):
                return None
        plain = last.kind is PanelKind.PRESENTATION and frame.kind is not last.kind
        refers = _BARE.search(before) if plain else _REFERS.search(before)
        return last if refers and not _OWN_NOUN.search(before) else None

    def _go_on(self, start: int, end: int, block: int) -> None:
        """Add a sentence to the session it goes on about; one that tells of a stage may open its own."""
        sentence = self.ground.reading.text[start:end]
        if SEPARATE.match(sentence) and self._has_new_voices(start, end, block):
            self.last = None
        plain = self.ground.plain[start:end]
        cue = STAGE.search(plain) or self._at_gathering(start, end) or ASKED.search(plain)
        if cue is None and self.ground.sessions:
            cue = self._presents(start, end)
        apart = not self._belongs(block, sentence) or self._is_new_voice(start, end, block)
        if cue is not None and not self.ground.outside(start, end) and apart:
            words = self.ground.reading.words(start + cue.start(), start + cue.end())
            frame = self.frames.staged(words, start, end, block)
            asked = ASKED.search(plain)
            kind = PanelKind.CONVERSATION if asked else PanelKind.PRESENTATION
            self.last = Session(
                kind, words, frame.start, block, title=frame.title, frames=[frame], named=False
            )
            self.ground.sessions.append(self.last)
        if self.last is not None:
            if block - self.last.frames[-1].block > _LONGEST:
                self.last = None
                return
            self.last.lines.append((start, end, block))
            if cue is not None:
                self.last.frames.append(
                    self.frames.staged(
                        self.ground.reading.words(start + cue.start(), start + cue.end()), start, end, block
                    )
                )

    def _belongs(self, block: int, sentence: str) -> bool:
        """Tell whether a sentence on a stage goes on about the session before it."""
        if self.last is None or SEPARATE.match(sentence):
            return False
        gap = block - self.last.frames[-1].block
        return gap <= _NEAR or (self.last.named and gap <= _LONGEST and bool(_SAME_ROOM.search(sentence)))

    def _is_new_voice(self, start: int, end: int, block: int) -> bool:
        """Tell whether a paragraph opens with somebody else who speaks to the gathering on their own."""
        if self.last is None:
            return False
        at_large = bool(self.ground.gatherings.referred_in(start, end))
        if not (_SPEAKING.match(self.ground.plain[start:end]) or (at_large and not self.last.named)):
            return False
        return self._has_new_voices(start, end, block)

    def _has_new_voices(self, start: int, end: int, block: int) -> bool:
        """Tell whether nobody who speaks in the first sentence of a paragraph was in the session so far."""
        last = self.last
        if last is None or last.block == block or start != self.ground.sentences[block][0][0]:
            return False
        speakers = {id(m.entity) for m in self.ground.speakers(start, end)}
        known = {
            id(m.entity) for line in last.lines for m in self.ground.people if line[0] <= m.start < line[1]
        }
        return bool(speakers) and not speakers & known

    def _at_gathering(self, start: int, end: int) -> re.Match[str] | None:
        """Tell whether somebody speaks at, or to, a gathering that the sentence names."""
        plain = self.ground.plain[start:end]
        for _, at in self.ground.gatherings.named_in(start, end):
            if _AT_GATHERING.search(plain[: at - start]):
                return _SPOKEN.search(plain)
        return None

    def _presents(self, start: int, end: int) -> re.Match[str] | None:
        """Tell whether a sentence leads over to somebody new who presents something: "Earlier, X showed"."""
        plain = self.ground.plain[start:end]
        apart = bool(SEPARATE.match(plain))
        known = {id(entity) for entity in self._voices()}
        for mention in self.ground.people:
            if not start <= mention.start < end or id(mention.entity) in known or not mention.is_name:
                continue
            if shows := apart and _PRESENTS.match(plain, mention.end - start):
                return shows
            if shown := _PRESENTED.search(plain[: mention.start - start]):
                return shown
        return None

    def _voices(self) -> list[Entity]:
        """Return who is named in the session that the article has been telling of."""
        lines = self.last.lines if self.last is not None else ()
        return [m.entity for s, e, _ in lines for m in self.ground.people if s <= m.start < e]

    def _look_back(self, session: Session) -> None:
        """Give a session the sentences before it that may tell who speaks: of its line and the one before."""
        sentences = self.ground.sentences
        session.before = [(s, e, session.block) for s, e in sentences[session.block] if e <= session.start]
        previous = session.block - 1
        if (
            previous >= 0
            and self.ground.reading.blocks[previous].kind is BlockKind.PARAGRAPH
            and session.named
        ):
            session.before = [(s, e, previous) for s, e in sentences[previous]] + session.before
