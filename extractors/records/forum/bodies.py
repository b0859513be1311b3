"""Reads who holds a gathering and who stands by it.

Rule: a body is organizer or partner only by a verb, noun or preposition that says so, tied to the gathering
in the same sentence.
"""

import re
from collections.abc import Iterator
from typing import Literal

from extractors.reading import Reading, Words
from extractors.records.chunks import Chunk, name_list
from extractors.records.forum.clauses import ClauseReader
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.owners import OwnerReader
from extractors.records.forum.parties import Parties, is_place
from extractors.records.forum.scene import Scene
from extractors.records.names import Names

Role = Literal["organizers", "partners"]
Found = tuple[Gathering, Role, Words]
_JOINTLY = r"(?:(?:annually|jointly|again|once more|also|every year|each year|together|co-)\s*)*"
_RUN_BY = re.compile(
    rf"(?<![\w-])(?:organi[sz]ed|run|hosted|held|presented|staged|produced|put on|put together|"
    rf"mounted|convened|curated|operated|"
    rf"overseen|managed|arranged|laid on|set up|launched|founded|reali[sz]ed|accomplished|carried out|"
    rf"conducted|executed|piloted|impelled|celebrated|promoted|driven)\s+{_JOINTLY}by\s+|"
    rf"\b(?:a|in|under the) (?:charge|responsibility|organi[sz]ation) of\s+|\b(?:joint "
    rf")?(?:venture|project|initiative|partnership|collaboration|co-production|undertaking|effort|event|"
    rf"production) (?:of|between|by)\s+",
    re.IGNORECASE,
)
_BACKED_BY = re.compile(
    r"\b(?:sponsored|supported|backed|co-hosted|co-organi[sz]ed|co-presented|funded|part-funded|"
    r"co-funded|bankrolled|"
    r"underwritten|financed|part-financed|subsidi[sz]ed|powered|endorsed)\s+(?:in part |jointly |"
    r"again |mainly |chiefly )?by\s+",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:together with|jointly with|along with|alongside|in (?:partnership|association|"
    r"collaboration|cooperation|co-operation|"
    r"conjunction|tandem|concert|league|alliance) with|partner(?:ed|ing|s)? (?:up )?with|team(?:ed|"
    r"ing|s)? (?:up )?with|join(?:ed|ing)? forces with|"
    r"with (?:the |some |additional |financial )*(?:support|backing|help|assistance|sponsorship|"
    r"funding|money|aid|blessing|participation|contribution) (?:of|from)|"
    r"(?:support|backing|funding|sponsorship|money|help|cash) (?:also |again |mainly |largely "
    r")?(?:comes |came |coming )?from|by courtesy of|courtesy of|with the (?:\w+ )?(?:support|"
    r"backing|help) of|co-(?:organi[sz]ed|hosted|presented|run) with|thanks to|in a tie-up with|"
    r"hand in hand with|join(?:ed|ing|s)? (?:hands|efforts) with|in tie-up with|in (?:the )?company of|"
    r"with (?:the )?(?:auspices|patronage|collaboration|assistance|sponsorship|impulse) of|(?:co-host|"
    r"partner|sponsor|backer|supporter)s?,?\s+(?:this year |this time "
    r"|for the event |again |also )?(?:is|are|include|includes|including|was|were))\s+",
    re.IGNORECASE,
)
_RUN_WITH = re.compile(
    r"\b(?:organi[sz]ed|run|runs|hosted|hosts|held|holds|hold|staged|stages|co-hosted|co-hosts|"
    r"produced|presented)\b[^,.;:“”\"]{0,40}?\bwith\s+",
    re.IGNORECASE,
)
_AS_SPONSOR = re.compile(
    r"\b(?:with|has|had|having|names?|named|brings?|counts?)\s+((?:(?!\b(?:with|has|"
    r"had)\b)[^.;:“”\"]){2,90}?)\s+(?:on board |back |again )?as\s+(?:its |the |an? "
    r")?(?:\w+\s+){0,2}?"
    r"(?:sponsors?|partners?|backers?|supporters?|(?:co-)?hosts?)\b",
    re.IGNORECASE,
)
_IS_SPONSOR = re.compile(
    r"(?:\s+(?:county|council|region|government|city|university|"
    r"municipality))?\s*(?:\([^)]{1,40}\))?,?\s+(?:(?:is|was|are|were|comes?|came|returns?|"
    r"returned) (?:back |again |once more |on board )*as|is|was|are|were|remains?|returns? as|"
    r"serves? as|act(?:s|ed) as|will be|came in as|comes in as|signed on as|joined as|joins as)\s+"
    r"(?:again |once more |also )?(?:the |its |an? |this year[’']s "
    r")?(?:\w+[\s-]){0,2}?(?:sponsors?|partners?|backers?|co-hosts?|supporters?)\b",
    re.IGNORECASE,
)
_BACKS = re.compile(
    r"\s*(?:\([^)]{1,40}\))?\s+(?:also |again |jointly |both |each |all )*(?:sponsor(?:s|ed)?|"
    r"back(?:s|ed)?|support(?:s|ed)?|"
    r"(?:is|are|was|were) (?:again |also )?(?:sponsoring|backing|supporting|funding|co-hosting|"
    r"partnering|helping|footing)|co-host(?:s|ed)?|"
    r"fund(?:s|ed)?|part-fund(?:s|ed)?|underwr(?:ites?|ote)|foots?(?: part of)? the bill|foot part "
    r"of the bill|pick(?:s|ed)? up (?:part of )?the (?:bill|tab)|help(?:s|ed)? (?:to )?(?:pay|fund|"
    r"finance))\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\s*(?:\([^)]{1,60}\))?,?\s+(?:(?:today|yesterday|tonight|again|also|now|jointly|both|first|"
    r"recently|on \w+day|this \w+|last \w+|"
    r"will|is|are|was|were|has|have|had|to|set|going|due|about|preparing|planning|gearing up|"
    r"plans?|bringing|brings|brought|returning|once|more|partnered|teamed|up|joined|hands|forces|"
    r"arranging|along|with "
    r"(?:[A-Z][\w’'&-]*\s?)+(?:\([A-Z]+\))?)\s+)*"
    r"(?:host|hosts|hosted|hosting|hold|holds|held|holding|run|runs|ran|running|organi[sz]es?|"
    r"organi[sz]ed|organi[sz]ing|present|presents|presented|"
    r"conduct|conducts|conducted|arrange|arranges|arranged|reali[sz]es?|reali[sz]ed|celebrates?|"
    r"presenting|stage|stages|staged|staging|launch|launches|launched|launching|convene|convenes|"
    r"convened|mount|mounts|mounted|put on|puts on|bring back|"
    r"brings back|brought back|bringing back|back|unveil|unveils|throw|throws|threw|kick off|kicks "
    r"off|kicked off|wrap|wraps|wrapped|open|opens|opened|close|closes|closed|stag\w+)\s+"
    r"(?=(?:back\s+)?(?:its|their|the|a|an|his|her|this|what)\b)",
)
_ONLY_HOLDS = re.compile(
    r"\b(?:host|hold|held|run|ran|organi|conduct|arrang|reali|celebrat|present|stag|launch|conven|mount|"
    r"put|puts|bring|throw|threw)\w*\b",
    re.IGNORECASE,
)
_ORGANISER = re.compile(
    r"\b(?:co-)?(?:organi[sz]ers?|promoters?)\s*,?\s+(?:is |are |was |were |the |by |body |group |"
    r"firm |company |association )*(?=(?:the |trade |industry |non-profit |[a-z-]+ )*[A-Z0-9])",
    re.IGNORECASE,
)
_THAT_HOLDS = re.compile(
    r"^,?\s*(?:[^,.;]{0,60}?)\b(?:that|which)\s+(?=(?:the\s+|[a-z-]+\s+){0,4}[A-Z][^.;]{2,60}?\s+"
    r"(?:is\s+|are\s+|will\s+|has\s+)?(?:held|holds|hosted|hosts|ran|runs|organi[sz]ed|"
    r"organi[sz]es|staged|stages|presented|presents|convened|launched|hosting|holding|running)\b)"
)
_LEADS = re.compile(
    r"\W*(?:(?:It|They|All|The|Jointly|Again|Also)\b[^,]{0,60}$|(?:Organi[sz]ed|Run|Hosted|Held|"
    r"Presented|Staged|Sponsored|Backed|Supported|Put|Mounted|Produced|Founded|Convened|Launched|"
    r"Curated|Presented|Funded|Financed)\b|"
    r"(?:It|They)\b)"
)
_TO_HOST = re.compile(
    r"^[^.;]{2,120}?\s+(?:to|and will|and) (?:host|hold|stage|organi[sz]e|arrange|conduct|reali[sz]e|"
    r"celebrate|carry|launch|run|present|put "
    r"on|mount|co-host)\s+"
)
_GAP_TO_CUE = re.compile(
    r"^(?:\s*\([^)]*\))?[\s,–—]*(?:now in its \w+ (?:edition|year),?\s*)?(?:(?:which|that|who|and|"
    r"it)\s+)?(?:(?:is|was|are|were|will be|has been|have been|being|to be|be)\s+)?"
    r"(?:(?:also|again|jointly|now|once more|being|co-|first|annually)\s*)*$",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"\b(?:panel|session|prize|award|fellowship|fund|programme|scheme|competition|section|sidebar|"
    r"keynote|masterclass|talk|"
    r"film|project|screening|discussion|roundtable|round-table|conversation|workshop|report|survey|"
    r"study|dinner|party|stand|pavilion|who|slate|title|titles)\b[^.;]{0,50}$"
)
_ELSEWHERE = re.compile(r"[,;]|\b(?:at|in|for|during|to)\b")


class BodyReader:
    """Finds organizers and partners in the scenes of one article."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading, self.names = reading, names
        self.parties = Parties(reading, names)
        self.owners = OwnerReader(reading, names, self.parties)
        self.clauses = ClauseReader(reading)

    def read(self, scene: Scene) -> Iterator[Found]:
        """Yield (gathering, role, body) for what one sentence says."""
        seen: set[tuple[int, str]] = set()
        for gathering, role, words, at in self._read(scene):
            if (at, "any") not in seen and not self._is_self(gathering, words):
                seen.add((at, "any"))
                yield gathering, role, words

    def _read(self, scene: Scene) -> Iterator[tuple[Gathering, Role, Words, int]]:
        for gathering, words, at in self.owners.read(scene):
            yield gathering, "organizers", words, at
        yield from self._passive(scene, _RUN_BY, "organizers")
        yield from self._passive(scene, _BACKED_BY, "partners")
        yield from self._with(scene)
        yield from self._sponsors(scene)
        yield from self._subjects(scene)
        yield from self._organisers(scene)
        yield from self._clauses(scene)

    def _clauses(self, scene: Scene) -> Iterator[tuple[Gathering, Role, Words, int]]:
        """Read what the parse tells: "the fair is staged at the Pavilion by A"."""
        for doing in self.clauses.read(scene):
            for words, where in self.parties.bodies(doing.start, doing.end):
                yield doing.gathering, doing.role, words, where

    def _subjects(self, scene: Scene) -> Iterator[tuple[Gathering, Role, Words, int]]:
        """Read "A hosts its X", "X that A held"."""
        for chunks, at in self._subjects_before(scene, _HOLDS):
            gathering = self._held(scene, chunks, at)
            for chunk in chunks if gathering is not None else ():
                words = self.parties.body(chunk)
                if gathering is not None and words is not None:
                    yield gathering, "organizers", words, chunk.start
        for spot, gathering in scene.here:
            if match := _THAT_HOLDS.match(self.reading.text[spot.end : scene.end]):
                for words, where in self.parties.bodies(spot.end + match.end(), scene.end)[:2]:
                    yield gathering, "organizers", words, where

    def _held(self, scene: Scene, chunks: list[Chunk], at: int) -> Gathering | None:
        """Return the gathering that a verb before an offset acts on, if its subjects can hold one."""
        text = self.reading.text
        ahead = [(s, g) for s, g in scene.here if -12 <= s.start - at <= 60]
        if not ahead or all(is_place(self.names, c) for c in chunks):
            return None
        spot, gathering = ahead[0]
        between = text[at : max(at, spot.start)]
        elsewhere = _ELSEWHERE.search(between) and not re.search(r",\s*$", between)
        itself = (
            not spot.is_name and text.startswith("its", spot.start) and chunks[-1].text in gathering.name.text
        )
        holds = _ONLY_HOLDS.search(text[chunks[-1].end : at])
        return gathering if holds and not elsewhere and not itself else None

    def _passive(
        self, scene: Scene, cue: re.Pattern[str], role: Role
    ) -> Iterator[tuple[Gathering, Role, Words, int]]:
        for match in cue.finditer(scene.text):
            at = scene.start + match.start()
            gathering = self._subject(scene, at)
            if gathering is None:
                continue
            bodies = self.parties.bodies(scene.start + match.end(), scene.end)
            for words, where in bodies:
                yield gathering, role, words, where
            if role == "organizers" and bodies:
                yield from self._and_with(scene, gathering, bodies[-1][1])

    def _and_with(
        self, scene: Scene, gathering: Gathering, last: int
    ) -> Iterator[tuple[Gathering, Role, Words, int]]:
        """Read the partners that follow the organizers: "by A with B"."""
        follows = re.compile(r"(?:\s*\([^)]*\))?,?\s+with\s+(?!the\s+(?:support|backing|help|aid)\b)")
        for chunk in self.names.chunks:
            if chunk.start == last and (match := follows.match(self.reading.text, chunk.end)):
                for words, where in self.parties.bodies(match.end(), scene.end):
                    yield gathering, "partners", words, where

    def _subject(self, scene: Scene, at: int) -> Gathering | None:
        """Return the gathering that a participle is said of, or None when it is another thing."""
        spot = scene.spot(at)
        between = self.reading.text[spot.end if spot else scene.start : at]
        if spot and _GAP_TO_CUE.match(between):
            return scene.target(at)
        if _OTHER_SUBJECT.search(between):
            return None
        if spot is None and between.strip(' ,\n“"') and not _LEADS.match(between):
            return None
        return scene.target(at)

    def _with(self, scene: Scene) -> Iterator[tuple[Gathering, Role, Words, int]]:
        for match in [*_WITH.finditer(scene.text), *_RUN_WITH.finditer(scene.text)]:
            gathering = self._subject(scene, scene.start + match.start())
            if (host := _TO_HOST.search(scene.text[match.end() :])) is not None:
                ahead = [g for s, g in scene.here if s.start >= scene.start + match.end() + host.end() - 2]
                gathering = ahead[0] if ahead else gathering
            if gathering is None or (re.search(r"thanks to", match.group()) and not scene.here):
                continue
            partners = re.match(r"(?:partner|team|join|along)", match.group(), re.IGNORECASE)
            for words, where in self.parties.bodies(scene.start + match.end(), scene.end):
                if partners or not any(s.start <= where < s.end for s, g in scene.here if g is not gathering):
                    yield gathering, "partners", words, where

    def _sponsors(self, scene: Scene) -> Iterator[tuple[Gathering, Role, Words, int]]:
        for match in _AS_SPONSOR.finditer(scene.text):
            gathering = scene.target(scene.start + match.start())
            for words, where in self.parties.bodies(scene.start + match.start(1), scene.start + match.end(1)):
                if gathering is not None:
                    yield gathering, "partners", words, where
        for pattern in (_IS_SPONSOR, _BACKS):
            for last, following in self._subjects_before(scene, pattern):
                gathering = scene.target(last[-1].end)
                if gathering is None or (pattern is _BACKS and not self._is_object(scene, following)):
                    continue
                for chunk in last:
                    if (named := self.parties.body(chunk)) is not None:
                        yield gathering, "partners", named, chunk.start

    def _is_object(self, scene: Scene, at: int) -> bool:
        """Tell whether a gathering, or "it", is what the verb before an offset acts on."""
        rest = self.reading.text[at : scene.end]
        if re.search(r"(?:bill|tab)$", self.reading.text[scene.start : at]):
            return True
        if re.match(r"\s+(?:it|the evening|proceedings|both)\b", rest):
            return True
        return any(0 <= s.start - at <= 4 for s, _ in scene.here)

    def _subjects_before(self, scene: Scene, verb: re.Pattern[str]) -> Iterator[tuple[list[Chunk], int]]:
        """Yield the coordinated names that stand right before a verb, and where the verb ends."""
        for chunk in self.names.chunks:
            if not scene.start <= chunk.start < scene.end:
                continue
            match = verb.match(self.reading.text, chunk.end, scene.end)
            if match is None:
                continue
            yield self._coordination(scene, chunk), match.end()

    def _coordination(self, scene: Scene, last: Chunk) -> list[Chunk]:
        starts = [
            scene.start,
            *(
                scene.start + m.end()
                for m in re.finditer(r"[;:]\s+|,\s+(?:while|and|but|with)\s+|—\s*", scene.text)
            ),
        ]
        for start in (s for s in starts if s <= last.start):
            names = name_list(self.reading.text, start, last.end)
            if names and names[-1].end == last.end:
                return names
        return [last]

    def _organisers(self, scene: Scene) -> Iterator[tuple[Gathering, Role, Words, int]]:
        for match in _ORGANISER.finditer(scene.text):
            gathering = scene.target(scene.start + match.start())
            for words, where in self.parties.bodies(scene.start + match.end(), scene.end):
                if gathering is not None:
                    yield gathering, "organizers", words, where

    def _is_self(self, gathering: Gathering, words: Words) -> bool:
        return words.text.casefold() in gathering.name.text.casefold()
