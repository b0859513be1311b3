"""Looks at a sentence as something said about gatherings: which are named, and which edition is meant.

Rule: a sentence says something only about a gathering that it names or refers to, or that the sentence
before was about when it goes on with "it".
"""

import re
from dataclasses import dataclass

from extractors.reading import Reading
from extractors.records.forum.candidates import Gathering, Spot

_GOES_ON = re.compile(
    r"^\W*(?:It|Its|The (?:pair|two|duo|organi[sz]ers?|hosts?|programme|program|line-?up|venue|theme|agenda)|"
    r"All of them|Among|Some|Around|About|Roughly|Nearly|Almost|More than|Over|At least|An "
    r"estimated|Sponsors?|Partners?|Also|Promoters?|Support|Backing|Funding|Money|"
    r"Organi[sz]ers?|Organi[sz]ed|Hosted|Run|Held|Backed|Supported|Attendance|Delegates|Attendees|"
    r"Participants|Guests|"
    r"Visitors|Dates?|Running|Before that|In all|In total|Admission|Registration|\d[\d,]*)\b|"
    r"\b(?:sponsor|host|back|support)(?:ed|ing|s) (?:it|the evening|proceedings)\b|\b(?:are|is) "
    r"(?:the )?(?:\w+ )?(?:sponsors?|partners?)\b|"
    r"\bwas (?:the )?\w+ (?:sponsor|partner)\b|\b(?:attended|took part|registered|turned up|came)\b"
)
_ABOUT_IT = re.compile(
    r"\b(?:sponsor\w*|backers?|co-host\w*|partners? (?:is|are|include|this|on)|organi[sz]ed by|"
    r"organi[sz]ers?|hosted by|supported by|backed by|support (?:comes|came|from)|backing (?:comes|"
    r"came|from)|funding (?:comes|came|from)|"
    r"delegates|attendees|attended|turnout|footfall|visitors|participants|accredited|takes? place|"
    r"took place|will be held|was held|the venue|tickets)\b",
    re.IGNORECASE,
)
_IS_RUN = re.compile(
    r"\W*It (?:is|was|will be|has been)\s+(?:\w+ )?(?:being )?(?:organi[sz]ed|run|hosted|held|"
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
    r"\bnext (?:year|edition|time|summit|festival|market|forum|conference|event|outing|gathering)\b|"
    r"\b(?:back|return\w*) (?:again )?(?:for|in) (?:20\d\d|its)\b|\bfollowing year\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:rumou?r\w*|speculat\w+|suggestion|suggested|reports? (?:in|that|of)|talk (?:of|in|that)|"
    r"denied|denies|might|may yet|"
    r"waved away|scrapped|called off|cancell?ed|folded|pencilled in|defunct|proposed|considered|"
    r"considering|would (?:relocate|move)|"
    r"has not said|have not been fixed|not been fixed|yet to be (?:fixed|announced|set))\b",
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
    r"within|parallel|under|like|unlike|"
    r"before|after|such as)\s+(?:of\s+|to\s+|with\s+)?(?:the\s+)?$|"
    r"\b(?:partner\w*|team\w*|conjunction|partnership|collaboration|association|cooperation|tandem|"
    r"forces|together|jointly)\s+(?:up\s+)?with\s+(?:the\s+)?$",
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
    block: int = 0
    is_audience: bool = False

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
        plain = [(s, g) for s, g in self.here if not self._is_oblique(s)] or self.here
        before = [g for s, g in plain if s.end <= at + 1]
        if before:
            return before[-1]
        return plain[0][1] if plain else self.carried

    def _is_oblique(self, spot: Spot) -> bool:
        before, after = self.reading.text[self.start : spot.start], self.reading.text[spot.end : self.end]
        earlier = [s for s, _ in self.here if s.end <= spot.start]
        if before.endswith("(") and earlier:
            return self._is_oblique(earlier[-1])
        return bool(
            _OBLIQUE.search(before)
            or re.match(r"[’']s\s+(?:sidelines|margins|fringes?|own|stages?)\b", after)
        )

    def spot(self, at: int) -> Spot | None:
        """Return the place of the gathering nearest before an offset."""
        before = [s for s, _ in self.here if s.end <= at]
        return before[-1] if before else None


def find_scenes(reading: Reading, gatherings: list[Gathering]) -> list[Scene]:
    """Divide the article into sentences that are about gatherings, in order."""
    spots = sorted(((s, g) for g in gatherings for s in g.spots), key=lambda p: (p[0].start, -p[0].end))
    scenes: list[Scene] = []
    main = max(gatherings, key=lambda g: (g.clues, len(g.spots)), default=None)
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
            carried = (
                None if here else _carried(reading, (start, end), last, previous, main if audience else None)
            )
            if here or carried:
                scene = Scene(reading, start, end, here, carried, block=number, is_audience=audience)
                scene.is_next = bool(_NEXT.search(text)) or (was_next and bool(re.match(r"\W*It\b", text)))
                scene.is_doubtful = bool(_HYPOTHETICAL.search(text))
                scene.is_past = bool(_PAST.search(text))
                scenes.append(scene)
                last = here[-1][1] if here else carried
                was_next = scene.is_next
            elif last is not None and not re.match(r"\W*[“\"]", text):
                was_next = False
    return scenes


def _carried(
    reading: Reading,
    span: tuple[int, int],
    last: Gathering | None,
    previous: Gathering | None,
    heard: Gathering | None,
) -> Gathering | None:
    """Return the gathering that a sentence goes on about; `heard` is the one before an audience."""
    text = reading.text[span[0] : span[1]]
    if heard is not None:
        return previous or heard
    if re.match(r"\W*[“\"]", text):
        return None
    if re.match(r"\W*(?:It|Its)\b", text):
        return last or (previous if _IS_RUN.match(text) else None)
    if _GOES_ON.search(text):
        return previous
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
