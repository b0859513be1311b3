"""Looks at a sentence as something said about gatherings: which are named, and which edition is meant.

Rule: a sentence says something only about a gathering that it names or refers to, or that the sentence
before was about when it goes on with "it".
"""

import re
from dataclasses import dataclass

from extractors.reading import Reading
from extractors.records.forum.forms import fold
from extractors.records.forum.gathering import Gathering, Spot
from extractors.records.forum.lexicon import NOUN, kind_of_noun

_GOES_ON = re.compile(
    r"^\W*(?:It|Its|The (?:pair|two|duo|organi[sz]ers?|hosts?|programme|program|line-?up|venue|theme|agenda)|"
    r"All of them|Among|Some|Around|About|Roughly|Nearly|Almost|More than|Over|At least|An "
    r"estimated|Sponsors?|Partners?|Also|Promoters?|Sessions|Screenings|Talks|Debates|Panels|Support|"
    r"Backing|Funding|Money|"
    r"Organi[sz]ers?|Organi[sz]ed|Hosted|Run|Held|Backed|Supported|Attendance|Delegates|Attendees|"
    r"Participants|Guests|"
    r"Visitors|Dates?|Running|Before that|In all|In total|Admission|Registration|\d[\d,]*|"
    r"Organi[sz]ing|Staged|Presented|Produced|Put on|Convened|Funded|Financed|Total|Overall|This year|"
    r"Previous(?:ly)?|Co-hosts?|Behind|Main|Lead|Headline|Title|Principal|Media|Other|Further|Additional|"
    r"Exhibitors|"
    r"Buyers|Producers|Participation|Footfall|Turnout|Numbers|Crowds?|Fans|Registered|Accredited|"
    r"Accreditation|"
    r"Nearly|Close to|Well over|Up to|Fewer than|Just over|Just under|Upwards of|Proceedings|Doors)\b|"
    r"\b(?:sponsor|host|back|support)(?:ed|ing|s) (?:it|the evening|proceedings)\b|\b(?:are|is) "
    r"(?:the )?(?:\w+ )?(?:sponsors?|partners?)\b|"
    r"\bwas (?:the )?\w+ (?:sponsor|partner)\b|\b(?:attended|took part|registered|turned up|came)\b"
)
_ABOUT_IT = re.compile(
    r"\b(?:sponsor\w*|backers?|co-host\w*|partners? (?:is|are|include|this|on)|organi[sz]ed by|"
    r"organi[sz]ers?|hosted by|supported by|backed by|support (?:comes|came|from)|backing (?:comes|"
    r"came|from)|funding (?:comes|came|from)|"
    r"delegates|attendees|attended|turnout|footfall|visitors|participants|accredited|takes? place|"
    r"took place|will be held|was held|the venue|tickets|run by|put on by|staged by|presented by|produced by|"
    r"hosted|funded by|financed by|in (?:partnership|association|collaboration|cooperation|co-operation|"
    r"conjunction) with|"
    r"with (?:the )?(?:support|backing|help|funding) (?:of|from)|footed the bill|picked up the (?:tab|"
    r"bill)|patron(?:age)?|"
    r"auspices|exhibitors|exhibiting|buyers|guests|audience|crowds?|fans|film-?makers|professionals|"
    r"executives|"
    r"registered|accreditations?|badge-?holders|participate[sd]?|participating|take part|took part|"
    r"turned out|"
    r"will run|runs (?:from|until|to)|ran (?:from|until|to|over)|organiser|organizer|promoter|"
    r"come on board|came on board|on board as)\b",
    re.IGNORECASE,
)
_ABOUT_MAIN = re.compile(
    r"^\W*(?:(?:The )?(?:organi[sz]ers?|sponsors?|promoters?|venue|attendance|turnout|main (?:sponsor|"
    r"partner)|"
    r"title (?:sponsor|partner)|partners|delegates|visitors|exhibitors)|Organi[sz]ed|Sponsored|Supported|"
    r"Hosted by|"
    r"(?:More than|Over|Some|About|Around|Nearly|Almost|Up to|A record|A total of) [\d,]+ "
    r"(?:\w+ ){0,2}?(?:people|delegates|visitors|fans|participants|attendees|professionals|guests))\b"
)
_IS_RUN = re.compile(
    r"\W*It(?:[’']s| is| was| will be| has been)\s+(?:\w+ )?(?:being )?(?:organi[sz]ed|run|hosted|held|"
    r"staged|put|presented|produced|sponsored|backed|supported|funded|financed|convened|founded|"
    r"mounted)\b"
)
_AUDIENCE = re.compile(
    r"\b(?:told|in front of|before|addressed|to)\s+(?:(?:the|a|an|some|about|around|nearly|almost|"
    r"over|more|than|packed|full|crowded|roughly|opening|keynote|capacity|[\d,]+)\s+)+"
    r"(?:people|delegates|guests|house|audience|crowd|hall|room|attendees|participants|"
    r"professionals|executives|students)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"\bnext (?:year|edition|time|outing|gathering|one|instal+ment|event|meeting|{NOUN})\b|"
    r"\b(?:is|comes|goes) next\b|\b(?:the|its) next\s+(?-i:(?=[A-ZÀ-Þ]))|"
    r"\b(?:back|return\w*) (?:again )?(?:for|in) (?:20\d\d|its)\b|\bfollowing year\b|"
    r"\b(?:a|one) further (?:edition|leg|outing|instal+ment)\b|\bfollow-up (?:edition|event)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:rumou?r\w*|speculat\w+|suggestion|suggested|reports? (?:in|that|of)|talk (?:of|in|that)|"
    r"denied|denies|might|may yet|"
    r"waved away|scrapped|called off|cancell?ed|folded|defunct|proposed|considered|"
    r"considering|would (?:relocate|move)|"
    r"has not said|have not been fixed|not been fixed|yet to be (?:fixed|announced|set))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:will|would|can|could|does|did|is|was|are|were)(?: not|n[’']t) (?:be (?:held|staged|hosted|back)|"
    r"take place|"
    r"go ahead|return|happen|going ahead)\b|\b(?:was|were) (?:to have (?:been|housed|hosted|taken|run)|"
    r"originally)\b|"
    r"\bno longer\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last year|previous edition|the first edition|a year ago|years ago|founded|was launched "
    r"in|began in|started in|"
    r"premiered (?:at|in)|screened at|played (?:at|in)|bowed at|debuted at|won .{0,40} at|prize at|"
    r"award at)\b",
    re.IGNORECASE,
)
_OBLIQUE = re.compile(
    r"\b(?:sidelines|margins|fringes?|part|section|sidebar|heels|eve|run-up|ahead|alongside|during|"
    r"within|parallel|under|like|unlike|framework|umbrella|banner|frame|context|occasion|strand|offshoot|"
    r"spin-off|"
    r"before|after|such as)\s+(?:of\s+|to\s+|with\s+|from\s+)?(?:the\s+|this year[’']s\s+)?(?:[\w-]+(?:th|"
    r"st|nd|rd)\s+)?$|"
    r"\b(?:partner\w*|team\w*|conjunction|partnership|collaboration|association|cooperation|tandem|"
    r"forces|together|jointly)\s+(?:up\s+)?with\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\W*[“\"‘]")
_BRINGS_UP = re.compile(
    rf"\b(?:an?|its|their|first|annual)\s+(?:[\w-]+\s+){{0,3}}?(?:{NOUN}|gathering|meeting|event)\b|"
    rf"\b(?:met|meets?|"
    r"gather(?:s|ed|ing)?|convened?|assembled?|descend(?:s|ed)?|flock(?:s|ed)?|came together|come together|"
    r"will make their way|head(?:s|ed|ing)? (?:to|for))\b",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\n|(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"‘À-Þ–—-])")


@dataclass(slots=True)
class Scene:
    """One sentence, the gatherings in it, and the gathering it goes on about when it names none."""

    reading: Reading
    start: int
    end: int
    here: list[tuple[Spot, Gathering]]
    carried: Gathering | None
    is_next: bool = False
    is_doubtful: bool = False
    is_past: bool = False
    is_denied: bool = False  # what did not or will not happen
    block: int = 0
    is_audience: bool = False
    is_soft: bool = False  # only its place in the article says which gathering it is about

    @property
    def text(self) -> str:
        """The sentence."""
        return self.reading.text[self.start : self.end]

    @property
    def gatherings(self) -> list[Gathering]:
        """The gatherings that the sentence is about, each once."""
        found: list[Gathering] = []
        for _, gathering in self.here:
            if all(g is not gathering for g in found):
                found.append(gathering)
        return found or ([self.carried] if self.carried is not None else [])

    def target(self, at: int) -> Gathering | None:
        """Return the gathering that something at an offset is said about.

        That is the nearest one before it, or after it, that is not just mentioned behind a preposition or as
        an owner ("on the festival's sidelines"); failing that the nearest; failing that the carried one.
        """
        plain = [(s, g) for s, g in self.here if not self.is_oblique(s)] or self.here
        before = [g for s, g in plain if s.end <= at + 1]
        if before:
            return before[-1]
        return plain[0][1] if plain else self.carried

    def is_oblique(self, spot: Spot) -> bool:
        """Tell whether a gathering is but mentioned behind a preposition or as an owner."""
        before, after = self.reading.text[self.start : spot.start], self.reading.text[spot.end : self.end]
        earlier = [s for s, _ in self.here if s.end <= spot.start]
        if before.endswith("(") and earlier:
            return self.is_oblique(earlier[-1])
        return bool(
            _OBLIQUE.search(before)
            or re.match(r"[’']s\s+(?:sidelines|margins|fringes?|own|stages?)\b", after)
        )

    def spot(self, at: int) -> Spot | None:
        """Return the place of the gathering nearest before an offset."""
        before = [s for s, _ in self.here if s.end <= at]
        return before[-1] if before else None


def main_of(gatherings: list[Gathering], title: str | None = None) -> Gathering | None:
    """Return the gathering that the article is about, if any: by its title, beginning and spots."""
    named = fold(title or "")
    first = min((g.spots[0].start for g in gatherings), default=0)

    def weight(gathering: Gathering) -> tuple[int, int]:
        name = fold(gathering.name.text)
        words = [w for w in name.split() if len(w) > 3 and kind_of_noun(w) is None]
        score = min(gathering.clues, 4) + min(len(gathering.spots), 5)
        score += 4 if name in named else 2 if any(w in named.split() for w in words) else 0
        return score + (2 if gathering.spots[0].start == first else 0), -gathering.spots[0].start

    return max(gatherings, key=weight, default=None)


def find_scenes(reading: Reading, gatherings: list[Gathering]) -> list[Scene]:
    """Divide the article into sentences that are about gatherings, in order."""
    spots = sorted(((s, g) for g in gatherings for s in g.spots), key=lambda p: (p[0].start, -p[0].end))
    scenes: list[Scene] = []
    main = main_of(gatherings, reading.title)
    firsts = sorted(((g.spots[0].start, n) for n, g in enumerate(gatherings)), key=lambda p: p[0])
    for number, block in enumerate(reading.blocks):
        last: Gathering | None = None
        was_next = False
        for start, end in sentences_of(reading, block.start, block.end):
            here = [(s, g) for s, g in spots if start <= s.start and s.end <= end]
            text = reading.text[start:end]
            previous = last or (
                scenes[-1].target(scenes[-1].end) if scenes and number - scenes[-1].block <= 1 else None
            )
            audience = not here and number < 6 and bool(_AUDIENCE.search(text))
            carried = None if here else _carried(reading, (start, end), last, previous, main)
            if audience:
                carried = previous or main
            soft = False
            if not here and carried is None and not _QUOTED.match(text):
                ahead = next((gatherings[n] for at, n in firsts if end <= at < end + 350), None)
                carried = last or (ahead if _BRINGS_UP.search(text) else None) or main
                soft = carried is not None
            if here or carried:
                scene = Scene(
                    reading, start, end, here, carried, block=number, is_audience=audience, is_soft=soft
                )
                scene.is_next = bool(_NEXT.search(text)) or (was_next and bool(re.match(r"\W*It\b", text)))
                scene.is_doubtful = bool(_HYPOTHETICAL.search(text))
                scene.is_denied = bool(_DENIED.search(text))
                scene.is_past = bool(_PAST.search(text))
                scenes.append(scene)
                last = scene.target(end) if here else last if soft else carried
                was_next = scene.is_next
            elif last is not None and not re.match(r"\W*[“\"]", text):
                was_next = False
    return scenes


def _carried(
    reading: Reading,
    span: tuple[int, int],
    last: Gathering | None,
    previous: Gathering | None,
    main: Gathering | None,
) -> Gathering | None:
    """Return the gathering that a sentence goes on about."""
    text = reading.text[span[0] : span[1]]
    if re.match(r"\W*[“\"]", text):
        return None
    if re.match(r"\W*(?:It|Its)\b", text):
        return last or (previous if _IS_RUN.match(text) else None)
    if _GOES_ON.search(text):
        return previous or (main if _ABOUT_MAIN.match(text) else None)
    ranges = any(span[0] <= d.start_offset < span[1] and d.is_range for d in reading.dates)
    return last if last is not None and (_ABOUT_IT.search(text) or ranges) else None


def sentences_of(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a line into sentences at full stops; the parser's bounds are too free with names and quotations."""
    found, place = [], start
    for bound in _BOUND.finditer(reading.text, start, end):
        if re.search(
            r"(?:\b[A-Z]|\b(?:Dr|Mr|Mrs|Ms|St|Prof|Jr|Inc|Ltd|Co|vs|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$",
            reading.text[place : bound.start()],
        ):
            continue
        found.append((place, bound.start()))
        place = bound.end()
    if place < end:
        found.append((place, end))
    return found
