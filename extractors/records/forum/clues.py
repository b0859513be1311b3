"""Reads why a name may stand for a gathering: its head noun, what the article calls it, what it tells of it.

Rule: a clue makes a candidate only; whether the article reports on the gathering is decided later.
"""

import re
from dataclasses import dataclass

from extractors.patterns import Ending
from extractors.reading import EntityKind, Reading, Words
from extractors.records.chunks import Chunk
from extractors.records.forum.forms import INSTITUTIONS, fold, head, is_demonym
from extractors.records.forum.lexicon import (
    NOUN,
    SESSION,
    WEAK_HEADS,
    kind_of_noun,
)
from extractors.records.names import Names
from extractors.values.lexicon import row
from schemas.vocabulary import ForumKind

_PLACE_KINDS = frozenset({EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION})
_NOT_GATHERINGS = frozenset({EntityKind.PERSON, EntityKind.WORK})
_MODIFIER = r"(?:(?!(?:which|that|who|of|in|at|by|with|from|for|where|whose|to|and then)\b)[\w’'&+-]+\s+)"
_AFTER = re.compile(
    rf"[”\"’']?\s*(?:\([^)]{{1,40}}\))?\s*(?:,|–|—|:|\(|\bis|\bwas|\bare|\bwill be|\bbecame|\bbecomes)\s+"
    rf"(?:(?:which|who)\s+)?(?:(?:is |was |will be |has been )?(?:now|possibly|probably|billed as|"
    rf"billing itself as|"
    rf"bills itself as|billed itself as|described as|describes itself as|styled as|touted as|pitched as|"
    rf"styling itself|"
    rf"calls itself|perhaps|arguably|effectively|essentially|in effect|already|widely seen as|once|also)\s+)*"
    rf"((?:(?:the|a|an|its|their|this|[\w’'-]+[’']s?)\s+|"
    rf"(?=[a-z-]+\s+{NOUN}\b)){_MODIFIER}{{0,8}}?(?-i:({NOUN}|offshoot|"
    rf"spin-off|event|gathering|get-together|meeting|series|show|conclave)))\b"
    r"(?=\s*(?:[,.;:)(—–]|$)|\s+(?:of|for|that|which|where|in|at|on|held|run|organi[sz]ed|hosted|"
    r"staged|mounted|by|from|whose|and|with|to|presented|convened|put|devoted|dedicated|about|"
    r"aimed|created|launched|set|founded|designed|backed|sponsored|supported|bringing|will|has|is|was|now|"
    r"focus\w*|taking|opening|running|started|under|as|will))",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    rf"[”\"’']?\s+({NOUN})\b(?![-’'])(?!\s+(?-i:[A-ZÀ-Þ][a-z]))(?!\s+(?:cent(?:re|er)|halls?|hotel|house|"
    rf"palace|grounds|venue|complex|"
    rf"building|theat(?:re|er)|campus|district|office|director|chief|head|organi[sz]er|"
    rf"boss|president|programmer|goers?|circuit|"
    rf"scene|share|leader|conditions|value|town|season|favou?rite|debut|premiere|run|world|hit|veteran|"
    rf"regulars?)\b)"
)
_PRECEDES = Ending(
    rf"(?:\b(?:the|a|an|its|their|this|first|second|third|annual|inaugural|free|new|of)\s+|[’']s?\s+|"
    rf"(?:^|[.!?”\"]\s+|[:—–]\s)(?=[A-Z]))"
    rf"{_MODIFIER}{{0,5}}?({NOUN}|spin-off|offshoot)(?:,|:)?\s+[“\"‘]?$",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"(?:^|[.!?”\"]\s+)(?:(?:Jointly|Now|Again)\s+)?(?:Held|Organi[sz]ed|Run|Hosted|Presented|Staged|"
    r"Backed|Supported|Funded|"
    r"Sponsored|Produced|Put|Mounted|Convened|Launched|Founded|Created|Curated|Opening|Speaking|"
    r"Addressing|Set up)\b[^.;]*$"
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TITLED = Ending(
    r"(?:^|[.!?”\"]\s+|[,–—(]\s*)(?:called|titled|entitled|dubbed|named|branded|christened|billed as|"
    r"known as|under the (?:name|title|banner)(?: of)?)\s+(?:the\s+)?[“\"‘]?$",
    re.IGNORECASE,
)
_TITLED_NOUN = re.compile(
    rf"[”\"’']?,?[”\"’']?\s+(?:the|this|its|a|an)\s+{_MODIFIER}{{0,6}}?({NOUN}|event|gathering|get-together|"
    rf"evening|do|meeting|series|strand|sidebar|offshoot|spin-off)\b",
    re.IGNORECASE,
)
_OF_THE = Ending(r"\b(?:the|its|their|this year[’']s|annual|first|\w+th)\s+$", re.IGNORECASE)
_HOLDS_ITS = Ending(
    r"\b(?:holds?|held|hosts?|hosted|stages?|staged|presents?|presented|returns? with|runs?|ran|"
    r"organi[sz]e[sd]?|"
    r"launch(?:es|ed)?|puts? on|opens?|opened|kicks? off|kicked off|wraps?|wrapped|closes?|closed|"
    r"bring(?:s|ing)? back|conduct(?:s|ed)?|celebrat(?:es|ed)|reali[sz](?:es|ed)|carr(?:ies|ied) out|"
    r"arranged?|took place|takes place|pass(?:es)?|inaugurate[sd]?|end(?:s|ed)|conclude[sd]?|receives?)"
    r"\s+(?:its|their|the)\s+(?:own\s+|annual\s+|first\s+)?[“\"‘]?$",
    re.IGNORECASE,
)
_WHEN_OR_WHERE = re.compile(
    r"[”\"’']?\s+(?:(?:today|tonight|yesterday|this|last|next)\b|(?:on|from|between)\s+(?:the evening of\s+)?"
    r"(?:\d|[A-Z])|(?:in|at)\s+(?:the\s+)?[A-Z])"
)
_EDITION_BEFORE = Ending(
    r"(?:\bedition|\binstal+ment|\bouting|\bstaging)\s+of\s+(?:the\s+|this year[’']s\s+)?(?:annual\s+)?$",
    re.IGNORECASE,
)
_EDITION_AFTER = re.compile(
    r"(?:[’']s?\s+|,\s+(?:now\s+)?in\s+its\s+|\s+[\w\s]{0,24}?\b(?:wrap|clos|open|launch|kick|"
    r"return|unveil|mark|celebrat|hold|held|stag|"
    r"conclud|end|beg|pull|host)\w*\s+(?:[a-z]+\s+){0,4}?(?:its|their)\s+|,\s+whose\s+|"
    r"\s+(?:is |will |to |has )?(?:said goodbye|bowed? out|doubl\w+|grow\w*|grew|expand\w*|mov(?:e|es|ed|"
    r"ing))\b[^.;:“”]{0,50}"
    r"\b(?:for|after|with)\s+its\s+)"
    r"(?:\w+-?\w*\s+){0,3}?(?:edition|instal+ment|outing)\b",
    re.IGNORECASE,
)
_SESSION_BEFORE = Ending(
    rf"\b{SESSION}(?:,\s*[“\"‘][^“”\"‘]{{2,80}}[”\"’],?)?\s+(?:on (?:mon|tues|wednes|thurs|fri|"
    rf"satur|sun)day\s+)?(?:at|during|for|of)\s+"
    rf"(?:the\s+|this year[’']s\s+|this week[’']s\s+)?(?:[\w-]+(?:th|st|nd|rd)\s+|(?:annual|"
    rf"inaugural|first|second|third)\s+)*$",
    re.IGNORECASE,
)
_ORDINAL_BEFORE = Ending(
    r"\b(?:the|its|their|this year[’']s|[\w’'-]+[’']s)\s+(?:\d{1,3}(?:st|nd|rd|th)|first(?:[ "
    r"-]ever)?|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\w+teenth|\w+ieth|\w+y-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"inaugural|debut|annual|latest)(?:\s+(?:annual|and final|biennial))?\s+$",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"(?:\s*\([^)]{1,40}\))?(?:,\s+(?:which|whose)\b[^,.;]{0,60}|,[^,.;]{3,80},)?\s+(?:(?:will|is|"
    r"was|are|has|have|to|been|be|set|due|once|again|now|also|officially)\s+)*"
    r"(?:(?:(?<=be )|(?<=was )|(?<=is )|(?<=been )|(?<=were ))(?:held|carried out|reali[sz]ed|celebrated|"
    r"conducted|inaugurated|concluded|accomplished)|ha(?:ve|s|d) place|elaps(?:es|ed)|takes? place|"
    r"took place|taking "
    r"place|unspool\w*|runs? (?:from|until|to|through|this|for|on|\d)|ran (?:from|until|to|through|"
    r"for|on|\d)|running (?:from|until|through)|kick(?:s|ed)? off|"
    r"gets under way|got under way|wrap(?:s|ped)? (?:on|its|up|in|last|this)|dr(?:ew|aws|awing) (?=\d|some|"
    r"about|"
    r"around|more|nearly|almost|over|roughly|close|crowds|record|a (?:record|crowd|total))|"
    r"attracted|welcomed [\d]|brought [\d,]+|brought together|gathers|gathered|returns? (?:to|from|"
    r"on|for its|this|next|in)|"
    r"returned (?:to|on|for|in|with)|launch(?:es|ed)? (?:on|in)|debut(?:s|ed)? (?:on|in)|open(?:s|"
    r"ed)? its doors|is back|came to (?:an end|a close)|postponed|moved (?:to|from)|expects|"
    r"scheduled|slated)\b"
    r"|[”\"’']?(?:\s*\([^)]{1,40}\))?,[”\"’']?\s+(?:to be (?:held|staged|hosted)|which (?:will be|is|was|"
    r"is to be|is being|has been) "
    r"(?:held|staged|hosted|organi[sz]ed|run|put on|presented|scheduled|billed|set)|held (?:on|in|at|from|"
    r"over|this|last|by)|"
    r"staged|taking place|running (?:from|until|through|over|on)|set for|slated for|scheduled for|"
    r"due to (?:be held|take place|"
    r"run|open|start)|planned for|originally|which (?:runs?|ran|kick|opens?|opened|wraps?|wrapped|closes?|"
    r"closed|begins?|began|"
    r"takes? place|took place|unspool|returns?|celebrat|mark)\w*|"
    r"which (?:the |its )?[\w’' -]{3,50} (?:is|are|was|were|has|have|will)?\s?(?:be )?(?:organi[sz]\w+|"
    r"host\w*|stag\w+|holding|"
    r"held|running|runs|ran|putting on|presenting|convening|launch\w+|set up|founded))\b"
    r"|\s+(?:is next|comes next|follow(?:s|ed) (?:on|this|last|next|in|from)|is (?:up )?first|"
    r"kicks? things off|is (?:being )?"
    r"(?:held|staged|hosted|under way|underway|on until|on from|on this|on now))\b"
    r"|\s+(?:has been|have been|was|were|is|are) (?:cancelled|canceled|called off|axed|scrapped|postponed|"
    r"pushed back|"
    r"brought forward)\b|\s+(?:turns?|turned|celebrates? its|marks? its|marked its|"
    r"celebrated its) (?:\w+ )?(?:anniversary|"
    r"birthday|edition|year|\d+|eight|ten|five|six|seven|nine|twenty|thirty|forty)\b"
    r"|\s+(?:will |to )?(?:close[sd]?|threw open|throws? open|shut) (?:its|the) doors\b|\s+(?:will |to |"
    r"is to |set to )?"
    r"(?:bow|bowed|bows|unfold|unfolds|unfolded|touch(?:es|ed)? down|land(?:s|ed)?|descend(?:s|ed)? on|"
    r"set up shop|"
    r"roll(?:s|ed)? into|pitch(?:es|ed)? (?:up|camp)) (?:in|at|on|to)?\b"
    r"|(?:\s*\([^)]{1,40}\))?,\s+which (?:had|has|counts|names) [^.;]{3,80} as (?:\w+ "
    r"){0,3}(?:sponsor|partner|backer|host)"
    r"|\s+\((?:(?:[A-Z][a-z]+day,? )?[A-Z][a-z]{2,8}\.? \d|\d{1,2}(?:st|nd|rd|th)?(?: [A-Z][a-z]+)?\s?[-–])"
)
_CALLED = Ending(
    rf"\b((?:{NOUN}|event|gathering|get-together|offshoot|spin-off|industry days|days|strand|sidebar|evening|"
    rf"series|meeting)s?),?\s+(?:which |that )?(?:is |was |has been |will be |to be )?(?:called|dubbed|"
    rf"known as|named|entitled|titled|branded|billed as|"
    rf"christened)\s+(?:the\s+)?[“\"‘]?$",
    re.IGNORECASE,
)
_VENUE_LAST = re.compile(
    r"\b(?:hotel|halls?|cent(?:re|er)|theat(?:re|er)|arena|house|palace|museum|cinemas?|pavilion|"
    r"rooms?|opera|auditorium|stadium|park|studios?|library|gallery|university|college|school|club|"
    r"church|tower|plaza|square|street|road|armou?ry|warehouse|brewery|castle|wharf|pier|yards?|ballroom|"
    r"resort|"
    r"cathedral|abbey|monastery|barracks|mill|foundry|depot|terminal|hangar|villa|château|inn|lodge|dome|"
    r"lofts?)$",
    re.IGNORECASE,
)
_DAY_OF = Ending(
    r"\b(?:day|morning|afternoon|evening|night|edition|leg|programme) of\s+(?:the\s+|this year[’']s\s+)?$",
    re.IGNORECASE,
)
_SPOKEN_AT = Ending(
    r"\b(?:speaking|spoke|speaks|speak|appearing|appeared|on stage|onstage|said|told [\w ]{3,40}|"
    r"pitched|presented|unveiled|announced|day|afternoon|morning|evening|audience|crowd) "
    r"(?:(?:on|late on|early on) \w+day )?(?:at|during|of|to)\s+(?:the\s+|this year[’']s\s+|this "
    r"week[’']s\s+)?(?:[\w-]+(?:th|st|nd|rd)\s+|(?:annual|inaugural|first|second|third)\s+)*$",
    re.IGNORECASE,
)
ECONOMY = re.compile(
    r"\b(?:domestic|local|global|international|european|asian|american|african|streaming|tv|"
    r"television|theatrical|home|"
    r"job|stock|labou?r|property|advertising|export|overseas|foreign|world|mass|niche|free|open|"
    r"black|secondary|\w+ese|"
    r"\w+ish|\w+ian)\s+market$",
    re.IGNORECASE,
)
_CLOSES_APPOSITION = re.compile(r"\s*[,.(;]|\s+(?:in|at|on|was|is|will|has|runs?)\b")
_NEVER = frozenset(
    row(
        "winter spring summer autumn war unit world season street prize award fund cup hurricane storm act "
        "bill law channel"
    )
)
_FOR_PRIZE = Ending(
    r"\b(?:compet(?:e|es|ed|ing) for|vy(?:ing) for|vies? for|up for|in the running for|nominated for|"
    r"shortlisted for|"
    r"w[io]n(?:s|ning)?|took|takes?|bagged|scooped|received|receives?|awarded|handed|claimed|collected|"
    r"picked up)\s+"
    r"(?:the|a|an|its|their|this year[’']s|top prize,)\s+(?:top |main |grand |honorary |coveted )?$",
    re.IGNORECASE,
)
_OF_PRIZE = re.compile(
    r"\s+(?:competition|section|sidebar|prize|award|jury|trophy|statuette|for (?:the )?best)\b"
)


@dataclass(frozen=True, slots=True)
class Clue:
    """Why a name may be a gathering's: the kind it tells, the words that tell it, and how sure it is."""

    kind: ForumKind | None
    words: Words
    strong: bool
    described: Words | None = None


class ClueReader:
    """Finds what speaks for each name of one article being a gathering's."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading, self.names = reading, names

    def read(self, chunk: Chunk) -> Clue | None:
        """Return the best clue of a name, or None where nothing speaks for it."""
        if chunk.words[-1] in _NEVER or self._is_label(chunk):
            return None
        if _is_quoted(self.reading.text, chunk):
            return self._titled(chunk)
        return (
            self._titled(chunk)
            or self._described(chunk)
            or (None if self._is_other(chunk) else self._named(chunk) or self._told(chunk))
        )

    def _is_label(self, chunk: Chunk) -> bool:
        """Tell the name of who speaks, or of whom is named, before a colon: "TWA: The convention …"."""
        text = self.reading.text
        return text.startswith(":", chunk.end) and (chunk.start == 0 or text[chunk.start - 1] == "\n")

    def _lead(self, chunk: Chunk) -> str:
        return self.reading.text[max(0, chunk.start - 120) : chunk.start].rsplit("\n", maxsplit=1)[-1]

    def _tail(self, chunk: Chunk) -> str:
        return self.reading.text[chunk.end : chunk.end + 160].split("\n", maxsplit=1)[0]

    def _is_place(self, chunk: Chunk) -> bool:
        demonym = len(chunk.words) == 1 and is_demonym(chunk.text)
        return demonym or self.names.kind(chunk.start, chunk.end) in _PLACE_KINDS

    def _described(self, chunk: Chunk) -> Clue | None:
        """Read "X, the summer showcase of Y"."""
        after = _AFTER.match(self._tail(chunk))
        if after is None or self._is_place(chunk) or not _describes(after, self._lead(chunk)):
            return None
        if self.reading.text[chunk.end] == "," and self._goes_on_with(chunk, chunk.end + after.end(1) - 1):
            return None
        described = self.reading.words(chunk.end + after.start(1), chunk.end + after.end(1))
        named = head(chunk)
        return Clue(kind_of_noun(after[2]) or (named[0] if named else None), described, True, described)

    def _goes_on_with(self, chunk: Chunk, at: int) -> bool:
        """Tell "Held with X, the two-day event …" from "X, the two-day event, …": there it is the subject."""
        tokens = self.reading.tokens(at, at + 1)
        return bool(len(tokens)) and tokens[0].dep_ in _SUBJECTS and tokens[0].left_edge.idx > chunk.start

    def _titled(self, chunk: Chunk) -> Clue | None:
        """Read "Called X, the day-long showcase …" and "a showcase called X"."""
        lead = self._lead(chunk)
        if self._is_place(chunk):
            return None
        if _TITLED.search(lead) and (noun := _TITLED_NOUN.match(self._tail(chunk))):
            words = self.reading.words(chunk.end + noun.start(1), chunk.end + noun.end(1))
            return Clue(kind_of_noun(noun[1]), words, True, words)
        if (called := _CALLED.search(lead)) is not None:
            at = chunk.start - len(lead) + called.start(1)
            words = self.reading.words(at, at + len(called[1]))
            return Clue(kind_of_noun(called[1].removesuffix("s")), words, True, words)
        return None

    def _is_other(self, chunk: Chunk) -> bool:
        """Tell a venue or an institution from a gathering."""
        full = fold(self.names.full(chunk.start, chunk.end).text).split()
        if chunk.words[-1] in INSTITUTIONS or full[-1] in INSTITUTIONS:
            return True
        named = head(chunk)
        venue = _VENUE_LAST.search(chunk.text) and not (named and named[1])
        return bool(venue) and not _ORDINAL_BEFORE.search(self._lead(chunk))

    def _named(self, chunk: Chunk) -> Clue | None:
        """Read a name with a head noun, "the Little Giants market", "the webinar series X"."""
        kind, named = self.names.kind(chunk.start, chunk.end), head(chunk)
        if named and named[1]:
            return Clue(named[0], self.reading.words(chunk.start, chunk.end), True)
        if self._is_place(chunk):
            return None
        follows = _FOLLOWS.match(self._tail(chunk))
        economy = follows is not None and ECONOMY.search(chunk.text + follows.group())
        person = kind is EntityKind.PERSON and not _OF_THE.search(self._lead(chunk))
        if follows and not economy and not person and not chunk.owns:
            words = self.reading.words(chunk.end + follows.start(1), chunk.end + follows.end(1))
            return Clue(kind_of_noun(follows[1]), words, len(chunk.words) > 1)
        before = _PRECEDES.search(self._lead(chunk))
        if before is None:
            return None
        at = chunk.start - len(self._lead(chunk)) + before.start(1)
        words = self.reading.words(at, at + len(before[1]))
        apart = self.reading.text[words.end] == ","
        headed = kind is EntityKind.PERSON  # "the head of the festival, NAME"
        if apart and (headed or not _CLOSES_APPOSITION.match(self._tail(chunk))):
            return None
        return Clue(kind_of_noun(before[1]), words, True, words)

    def _told(self, chunk: Chunk) -> Clue | None:
        """Read a name of which the article tells an edition, a date, a session or a day."""
        kind, named = self.names.kind(chunk.start, chunk.end), head(chunk)
        lead, tail = self._lead(chunk), self._tail(chunk)
        whole = self.reading.words(chunk.start, chunk.end)
        sort = named[0] if named and chunk.words[-1] not in WEAK_HEADS else None
        if self._is_place(chunk) or _FOR_PRIZE.search(lead) or _OF_PRIZE.match(tail):
            return None
        if _EDITION_BEFORE.search(lead) or _EDITION_AFTER.match(tail[:90]):
            return Clue(sort, whole, True)
        happens = _ORDINAL_BEFORE.search(lead) or _HAPPENS.match(tail)
        happens = happens or (_HOLDS_ITS.search(lead) and _WHEN_OR_WHERE.match(tail))
        several = not chunk.owns and len(chunk.words) > 1
        if kind is EntityKind.BODY and named and named[0] is ForumKind.WORKSHOP and not happens:
            return None
        told = (
            (happens and kind not in _NOT_GATHERINGS)
            or (
                several and (_SESSION_BEFORE.search(lead) or _DAY_OF.search(lead) or kind is EntityKind.EVENT)
            )
            or named
        )
        return Clue(sort, whole, False) if told else None

    def has_session(self, chunk: Chunk) -> bool:
        """Tell whether a session is held, or somebody speaks, at what a name stands for."""
        lead = self._lead(chunk)
        spoken = _SESSION_BEFORE.search(lead) or _SPOKEN_AT.search(lead)
        return bool(spoken) and not _long_ago(self.reading, chunk)


def happens(tail: str) -> bool:
    """Tell whether the words behind a name say that it is held, opens, closes or draws people."""
    return bool(_HAPPENS.match(tail) or _EDITION_AFTER.match(tail[:90]))


def follows_ordinal(lead: str) -> bool:
    """Tell whether the words before a name count its editions: "the sixth", "its inaugural"."""
    return bool(_ORDINAL_BEFORE.search(lead))


def _describes(after: re.Match[str], lead: str) -> bool:
    """Refuse "A, a festival in B" where A is a list's item or a place, and "Held with A, the event"."""
    if _FRONTED.search(lead):
        return False
    return not ECONOMY.search(after[1]) and not re.search(r"\b(?:in|near)\s+$", lead)


def _is_quoted(text: str, chunk: Chunk) -> bool:
    before = text[max(0, chunk.start - 5) : chunk.start]
    return bool(re.search(r"[“\"‘'](?:The\s|An?\s)?$", before)) and bool(
        re.match(r"[,.!?]?[”\"’']", text[chunk.end : chunk.end + 2])
    )


def _long_ago(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether the line speaks of an earlier year: "gave a masterclass at X in 2003"."""
    if reading.published is None:
        return False
    text = reading.text
    after = text[chunk.end : chunk.end + 60].split("\n", maxsplit=1)[0]
    years = re.findall(r"\b(?:19|20)\d\d\b", after)
    return any(int(year) < reading.published.year for year in years) or "last year" in after
