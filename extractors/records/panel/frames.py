"""Finds the places where the article names a session, and reads the session's kind, title and day.

Rule: a frame is a place, not yet a session: frames of one session are joined later, and one without people
is dropped.
"""

import re
from dataclasses import dataclass, field

from extractors.entities.works import MAKER_AFTER
from extractors.reading import BlockKind, DateSpan, EntityKind, Reading, Words
from extractors.records.evidence import unquoted
from extractors.records.panel.lexicon import NOT_A_SESSION, NOT_BEHIND, NOUN, SCRAPPED, SCRAPS, kind_of
from extractors.values.lexicon import row
from schemas.vocabulary import PanelKind

_QUOTE = r"[“\"‘']([^“”\"\n]{2,120}?)[,.]?[”\"’']"
_TITLE_AFTER = re.compile(
    rf"^(?:\s+(?:session|discussion))?(?:\s+on [^,.;“\"]{{2,60}})?(?:,|:)?\s*(?:(?:was |is |and |"
    rf"which was |that was |aptly |simply )*(?:called|entitled|titled|dubbed|named|billed as|under "
    rf"the (?:title|banner|heading|theme|motto)(?: of)?|headed|baptis?z?ed|christened|labell?ed|headlined|"
    rf"themed|of|"
    rf"on the theme (?:of )?|with the theme (?:of )?|"
    rf"bore the title|bears the title|with the title)\s+)?{_QUOTE}"
)
_TITLE_LATER = re.compile(
    rf"^[^“”\"\n.]{{0,90}}?\b(?:called|entitled|titled|dubbed|billed as|under the (?:title|banner|"
    rf"heading)(?: of)?|bore the title|bears the title|with the title|named)\s+{_QUOTE}"
)
_CAPITALS = (
    r"((?:[A-ZÀ-Þ0-9][\w’'&-]*[?!]?)(?:(?:[:,](?=\s[A-Z]))?\s+(?:[A-ZÀ-Þ0-9][\w’'&-]*[?!]?|of|the|and|in|"
    r"a|an|to|"
    r"for|or|on|is|are|with|at|by|from|as|vs|&|not|your|its|it)(?=[\s,.;:?!)]|$))*[?!]?)"
)
_UNQUOTED = re.compile(
    rf"^[^“”\"\n.]{{0,60}}?\b(?:called|entitled|titled|dubbed|billed as|headlined|under the (?:title|banner|"
    rf"heading)(?: of)?|bore the title|bears the title|with the title)\s+{_CAPITALS}(?=[,.;:?!)\s]|$)"
)
_TALK_FOR = re.compile(
    rf"\b(?:sat down|sits down|in conversation|came together|teamed up|took the stage|on ?stage|spoke)\b"
    rf"[^.“”\"\n]{{0,120}}\b(?:for|under the title|in)\s+{_QUOTE}"
)
_AT_TITLE = re.compile(
    r"(?:^\W*(?:(?:And|Then|Also|But|Later|Earlier|Elsewhere),?\s+)?(?:[Aa]t|[Ii]n|[Dd]uring|[Oo]n)|"
    r"\b(?:[Tt]hen came|"
    r"[Nn]ext (?:came|up (?:was|is))|[Ff]ollowed by|[Ss]tanding room only [^.“”]{0,60}for|[Tt]urned out for|"
    r"(?:[Aa]udience|[Cc]rowd|[Qq]ueued|[Gg]athered|[Cc]ame together|[Tt]eamed up|[Pp]acked|[Ss]eats?|"
    r"[Ss]tage)"
    r"[^.“”]{0,50}\bfor|(?:spoke|speaking|speak|appeared|appearing|appear|him|her|them|sat|moderated|"
    r"chaired) on))"
    r"\s+[“\"]([^“”\"\n]{4,110}?)[,.]?[”\"](?=,?\s)"
)
_NAMED = re.compile(
    r"(?:\b(?:called|titled|dubbed|named|as|title|banner|theme|heading|motto|headed|baptis?z?ed|christened|headlined|themed)"
    r"(?: of)?|^\s+of)\s+$"
)
_NOUN_TITLE = re.compile(
    r"[“\"]([^“”\"\n]{4,90}?\s(?:Panel|Talk|Session|Lecture|Debate|Keynote|Masterclass|Workshop|Roundtable|Discussion|"
    r"Conversation|Seminar|Pitch))[,.]?[”\"]"
)
_MADE = re.compile(
    r"\b(?:premieres?|screenings?|making|seasons?|creators?|directors?|authors?|stars?|writers?|producers?|actors?|books?|films?|"
    r"series|novels?|success|scripts?|footage|clips?|episodes?|extracts?|cast|team|maker|showrunner|of|by|from|with)\s+"
    r"(?:(?:of|from|behind|for|on)\s+)?(?:(?:his|her|their|its|"
    r"the)\s+)?(?:[a-z-]+\s+){0,2}$|"
    r"\b(?:his|her|their|its)\s+(?:[\w-]+\s+){0,3}$"
)
_HAS_TITLE = re.compile(
    r"\W?[“\"]([^“”\"\n]{4,110}?)[,.]?[”\"]\s+(?:has|had|brought together|brings together|pits?|pitted|"
    r"gathered|gathers|"
    r"heard|looked at|looks at|asked|asks)\s"
)
_TITLE_BEFORE = re.compile(
    r"[“\"‘']([^“”\"\n]{2,120}?)[,.]?[”\"’']\s*(?:,\s+(?:a|an|the|her|his|"
    r"their)\s+(?:[\w’-]+\s+){0,4})?(?:\([^)]{2,30}\)\s*)?$"
)
_TOPIC = re.compile(
    r"^,?\s+(?:on|about)\s+(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d|may \d|the (?:\d|opening|first|"
    r"second|final|last|closing|same)|stage|\d)([^,.;:“”\"()]{3,70})",
    re.IGNORECASE,
)
_TOPIC_STOP = re.compile(
    r"\s+(?:brings?|bringing|alongside|together|includ\w+|pits?|pitted|pairs?|paired|features?|unites?|"
    r"united|"
    r"will|has|have|is|are|told|said|hears?|takes?|took|at (?!work|home|sea|play|war|night)|held|chair|host|"
    r"in (?=[A-Z])|this|last|next|yesterday|today|while|after|before|which|where|when|but|between|earlier|"
    r"later|"
    r"with|by|featuring|moderated|chaired|led|hosted|that|which|who|at the|in which|where|"
    r"saw|brought|was|is|were|had|and (?:said|told)|on (?:the )?(?:\w+day|\d+|january|february|march|"
    r"april|may|"
    r"june|july|august|september|october|november|december|day|opening|first|second|third|final|last)|"
    r"during|given|heard|went|ended|drew|from)\b.*$",
    re.IGNORECASE,
)
_MODIFIER = re.compile(r"(?:^|[\s“\"(’'])((?:[A-Z][\w’'-]+|[a-z][\w-]+)(?:\s+(?:and\s+)?[a-z][\w-]+)?)\s+$")
_PLAIN = frozenset(
    row(
        "a an the this that its their his her another other second third fourth first final last "
        "closing opening morning afternoon evening lunchtime daily whole long longer brief short "
        "packed full lively liveliest heated public free live special recent joint one two three "
        "same next later earlier such any each every no some many most best main own new "
        "inaugural annual hour-long hour-and-a-half separate sold-out crowded popular "
        "entertaining planned virtual online tuesday monday wednesday thursday friday saturday "
        "sunday day’s week’s year’s day's week's weekend’s single star-studded wide-ranging "
        "all-female all-star expert industry of in at on for with and to from by during after "
        "before jury candid rare 90-minute 60-minute two-hour three-hour keynote festival "
        "festival’s summit’s forum’s market’s conference’s half-hour 45-minute intimate fuller "
        "fullest busiest biggest so-called popular was is gave opened used"
    )
)
_DAY_WORD = re.compile(
    r"\b(?P<w>opening|first|second|third|fourth|final|last|closing) (?:day|morning|afternoon|"
    r"evening|night)\b|\bday (?P<n>one|two|three|four)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:week|festival|event|market|summit|forum|conference|programme|days|gathering|"
    r"proceedings) (?:was )?(?:closed|closes|ended|ends|wrapped|wraps|concluded|concludes|finished|"
    r"rounded off) with\b|\bto close (?:the|proceedings)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\sof\s(?:the\s)?")
_PLACES = frozenset({EntityKind.COUNTRY, EntityKind.REGION})
_ATTRIBUTED = frozenset({PanelKind.PANEL, PanelKind.PITCH, PanelKind.ROUNDTABLE})
_FREE_TALKS = frozenset(("speech", "address", "talk", "opening remarks", "closing remarks"))
_LOOSE_NOUNS = frozenset(
    row(
        "talk pitch address debate demo panel fireside speech dialogue presentation discussion "
        "conversation lecture session"
    )
)
_LOOSE_LEAD = re.compile(
    r"(?:\b(?:an?|the|his|her|their|its|this|that|whose|another|each|every|one|first|second|third|"
    r"final|last|opening|closing|live|two|three|packed)|"
    r"[’']s?)\s+(?:[“\"‘]?[\w’&-]+[”\"’]?,?\s+){0,4}$|[”\"]\s+$",
    re.IGNORECASE,
)
_NO_TALK = re.compile(
    r"\b(?:to|will|would|can|could|may|they|we|you|who|not|don[’']t|no|any|corridor|some|more|much|"
    r"small|e-?mail|web|home|ip|business|forwarding)\s+$",
    re.IGNORECASE,
)
_CEREMONY = re.compile(
    r"\b(?:opening|closing|farewell|welcome|inaugural|plenary)\s+[\w&-]+(?:\s[\w-]+)?$", re.IGNORECASE
)
_NUMBERS = frozenset(
    row("two three four five six seven eight nine ten eleven twelve many several these those")
)
_SAME_DAY = re.compile(
    r"\bLater,\s|\b(?:earlier|later) (?:in|on|that) (?:the |same )?(?:day|morning|afternoon|evening)?\b|\bon "
    r"the same (?:day|morning|afternoon|evening)\b|\bthat (?:afternoon|evening|morning|night)\b|"
    r"\bafter lunch\b|\bthe same day\b",
    re.IGNORECASE,
)
_NEXT_DAY = re.compile(
    r"\bthe (?:following|next) (?:day|morning|afternoon|evening)\b|\ba day later\b", re.IGNORECASE
)


@dataclass(slots=True)
class Frame:
    """One place where a session is named."""

    start: int
    end: int
    sentence: tuple[int, int]
    block: int
    kind: PanelKind
    noun: Words
    title: Words | None = None
    definite: bool = False
    scrapped: bool = False
    named: bool = True
    date: DateSpan | None = None
    day_words: list[tuple[str, int, int]] = field(default_factory=list)


class FrameReader:
    """Finds the frames of one article."""

    def __init__(self, reading: Reading, sentences: list[list[tuple[int, int]]], plain: str) -> None:
        self.reading = reading
        self.sentences, self.plain = sentences, plain
        self.titles = [m for m in reading.mentions if m.entity.kind is EntityKind.SESSION]

    def read(self) -> list[Frame]:
        """Return the frames in the order of the text; list items have their own reader."""
        found: list[Frame] = []
        for number, block in enumerate(self.reading.blocks):
            if block.kind is not BlockKind.PARAGRAPH:
                continue
            for start, end in self.sentences[number]:
                found += self._in_sentence(start, end, number)
        return found

    def _in_sentence(self, start: int, end: int, block: int) -> list[Frame]:
        text = self.reading.text
        found: list[Frame] = []
        for match in NOUN.finditer(text, start, end):
            before, after = text[start : match.start()], text[match.end() : end]
            if self._is_inside_quote(match) or NOT_A_SESSION.search(before) or NOT_BEHIND.match(after):
                continue
            if self._is_in_title(match):
                continue
            if found and match.start() - found[-1].end < 3:
                continue
            frame = self.frame(match, start, end, block)
            if _is_verbal(before, match.group()) or (
                re.match(r"[^.]{0,40}\b(?:was won|were won|won by|went to|winners?)\b", after)
                and "pitch" in match.group().casefold()
            ):
                continue
            found.append(frame)
        return found or self._titled(start, end, block)

    def _titled(self, start: int, end: int, block: int) -> list[Frame]:
        """Read a session that a sentence names by its title alone: "At “Paid to Fail”, X argued"."""
        text = self.reading.text
        for mention in self.titles:
            inside = start <= mention.start and mention.end <= end
            once = len(mention.entity.mentions) == 1
            if inside and once and not _MADE.search(text[start : mention.start].rstrip('“"‘')):
                place = self.reading.words(mention.start, mention.end)
                title = mention.entity.name
                break
        else:
            quoted = _AT_TITLE.search(text, start, end) or _HAS_TITLE.match(text, start, end)
            quoted = quoted or _NOUN_TITLE.search(text, start, end)
            words = unquoted(self.reading, *quoted.span(1)) if quoted else None
            if words is None or len(words.text.split()) < 2 or self._is_work(words, once=True):
                return []
            title = place = words
        frame = Frame(place.start, place.end, (start, end), block, PanelKind.OTHER, place, title=title)
        self._read_days(frame)
        return [frame]

    def _is_in_title(self, noun: re.Match[str]) -> bool:
        """Tell a noun that is a word of a work's title or of a gathering's name."""
        return noun.group()[:1].isupper() and any(
            m.entity.kind in {EntityKind.WORK, EntityKind.EVENT}
            and m.start <= noun.start()
            and noun.end() <= m.end
            for m in self.reading.mentions
        )

    def _is_inside_quote(self, noun: re.Match[str]) -> bool:
        """Tell whether a noun is spoken: one that opens a quotation may be the name of a format."""
        if self.reading.text[noun.start() - 1 : noun.start()] in {"“", '"'}:
            return noun.group().casefold().replace("-", " ") != "in conversation"
        return self.plain[noun.start()] == " "

    def staged(self, words: Words, start: int, end: int, block: int) -> Frame:
        """Return the frame of a sentence that tells of a stage but names no session."""
        frame = Frame(words.start, words.end, (start, end), block, PanelKind.PRESENTATION, words, named=False)
        if titled := _TALK_FOR.search(self.reading.text, words.start, end):
            title = unquoted(self.reading, *titled.span(1))
            frame.title = title if title and not self._is_work(title, once=True) else None
        self._read_days(frame)
        return frame

    def frame(self, match: re.Match[str], start: int, end: int, block: int) -> Frame:
        """Read what is said of the session at a noun inside a stretch."""
        text = self.reading.text
        before, after = text[start : match.start()], text[match.end() : end]
        noun = self.reading.words(match.start(), match.end())
        definite = bool(
            re.search(r"\b(?:the|this|that|her|his|their|its)\s+(?:[a-z]+\s+)?$", before, re.IGNORECASE)
        )
        frame = Frame(
            match.start(), match.end(), (start, end), block, kind_of(match.group()), noun, definite=definite
        )
        frame.title = self._title(match, start, end, before, after)
        frame.scrapped = bool(
            SCRAPPED.search(after[:140]) or re.search(r"\bplanned\s+$", before) or SCRAPS.search(before)
        )
        self._read_days(frame)
        return frame

    def _read_days(self, frame: Frame) -> None:
        text = self.reading.text
        start, end = frame.sentence
        frame.date = self._date(frame.start, frame.end, start, end)
        for day in _DAY_WORD.finditer(text, start, end):
            frame.day_words.append(((day["w"] or day["n"]).casefold(), day.start(), day.end()))
        for pattern, word in ((_SAME_DAY, "same"), (_NEXT_DAY, "next"), (_CLOSES, "closing")):
            if relative := pattern.search(text, start, end):
                frame.day_words.append((word, relative.start(), relative.end()))

    def _title(self, match: re.Match[str], start: int, end: int, before: str, after: str) -> Words | None:
        if words := self._quoted_title(match.end(), start, before, after):
            return words
        for mention in self.titles:
            lead = self.reading.text[start : mention.start].rstrip('“"‘')
            if start <= mention.start and mention.end <= end and not _MADE.search(lead):
                return mention.entity.name
        noun = match.group().casefold()
        if noun.startswith("keynot"):
            return None
        if opening := _CEREMONY.search(before + match.group()):
            return self.reading.words(start + opening.start(), match.end())
        if noun not in _FREE_TALKS and (topic := _TOPIC.match(after)):
            stop = _TOPIC_STOP.search(topic[1])
            length = topic.start(1) + (stop.start() if stop else len(topic[1]))
            return self.reading.words(match.start(), match.end() + length)
        return self._of_place(match) or self._attributed(match, start, before)

    def _of_place(self, match: re.Match[str]) -> Words | None:
        """Read "the panel of Thailand", as copies write for "the Thai panel"."""
        of = _OF.match(self.reading.text, match.end())
        if of is None or kind_of(match.group()) is not PanelKind.PANEL:
            return None
        place = next(
            (m for m in self.reading.mentions if m.start == of.end() and m.entity.kind in _PLACES), None
        )
        return self.reading.words(match.start(), place.end) if place is not None else None

    def _quoted_title(self, behind: int, start: int, before: str, after: str) -> Words | None:
        for pattern in (_TITLE_AFTER, _TITLE_LATER):
            if quoted := pattern.match(after):
                words = unquoted(self.reading, behind + quoted.start(1), behind + quoted.end(1))
                said = re.match(r"[^“”]{0,3}\s+(?:said|says|told)\b", after[quoted.end() :])
                gap = after[: quoted.start(1) - 1]
                made = (_MADE.search(gap) and not _NAMED.search(gap)) or MAKER_AFTER.match(
                    after, quoted.end()
                )
                named = words and not self._is_work(words, once=True) and self._is_apart(words)
                if words and named and not said and not made:
                    return words
        if (plain := _UNQUOTED.match(after)) and len(plain[1]) > 3:
            return self.reading.words(behind + plain.start(1), behind + plain.end(1))
        if quoted := _TITLE_BEFORE.search(before):
            words = unquoted(self.reading, start + quoted.start(1), start + quoted.end(1))
            if words and not self._is_work(words) and len(words.text.split()) <= 14:
                return words
        return None

    def _attributed(self, match: re.Match[str], start: int, before: str) -> Words | None:
        """Read what the article calls a session: "Japan panel", "series pitch", "fireside chat"."""
        if match.group().casefold() in {"series pitch", "fireside chat", "case study"}:
            return self.reading.words(match.start(), match.end())
        modifier = _MODIFIER.search(before)
        if modifier is None or kind_of(match.group()) not in _ATTRIBUTED:
            return None
        word = modifier[1].split()[-1]
        folded = word.casefold()
        if word[:1].isupper() and re.search(r"[A-ZÀ-Þ][\w’'-]*\s+$", before[: modifier.end(1) - len(word)]):
            return None
        if match.group().casefold().endswith(("panels", "pitches", "sessions")) or folded in _NUMBERS:
            return None
        if folded in _PLAIN or folded.endswith(("ed", "est", "ly", "’s", "'s")) or folded[0].isdigit():
            return None
        return self.reading.words(start + modifier.end(1) - len(word), match.end())

    def _is_apart(self, words: Words) -> bool:
        """Tell a title from a nickname: “Dido” in the middle of a name."""
        before = self.reading.text[: words.start].rstrip("“\"‘' ")
        return (
            len(words.text.split()) > 1
            or not before[-1:].isalpha()
            or bool(
                re.search(
                    r"\b(?:called|titled|entitled|dubbed|named|title|panel|session|keynote|"
                    r"workshop|masterclass|talk)$",
                    before,
                )
            )
        )

    def _is_work(self, words: Words, *, once: bool = False) -> bool:
        """Tell a title of a work; with `once` one that the article names only here can be the session's."""
        return any(
            m.start < words.end and m.end > words.start and not (once and len(m.entity.mentions) == 1)
            for m in self.reading.mentions
            if m.entity.kind is EntityKind.WORK
        )

    def _date(self, at: int, behind: int, start: int, end: int) -> DateSpan | None:
        near = [
            d
            for d in self.reading.dates
            if start <= d.start_offset < end
            and len(d.start) == 10
            and not d.is_range
            and not re.search(
                r"\b(?:until|till|to|through|since|before|after)\s+$",
                self.reading.text[start : d.start_offset],
            )
        ]
        return min(
            near, key=lambda d: min(abs(d.start_offset - behind), abs(at - d.end_offset)), default=None
        )


def _is_verbal(before: str, noun: str) -> bool:
    """Tell the noun from "to pitch", "they talk", "talk of a sale", "an e-mail address"."""
    if noun.casefold() not in _LOOSE_NOUNS:
        return False
    return _LOOSE_LEAD.search(before) is None or bool(_NO_TALK.search(before))
