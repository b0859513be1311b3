"""Puts the gatherings of an article together: what every sentence says of each, edition by edition.

Rule: what is said of next year's edition never mixes with this year's; a gathering of which nothing of its
own is said is left out.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property

from extractors.reading import BlockKind, DateSpan, Reading, Words
from extractors.records.evidence import Values
from extractors.records.forum.candidates import find_gatherings
from extractors.records.forum.editions import Edition, later_start
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.judge import NONE, Scale, scales
from extractors.records.forum.lexicon import ONE_DAY
from extractors.records.forum.offers import DAY, PARTY, PLACE, SIZE, Offer, OfferReader
from extractors.records.forum.place import PlaceReader, is_country
from extractors.records.forum.reported import ReportReader
from extractors.records.forum.scene import Scene, find_scenes, main_of
from extractors.records.forum.size import read_attendance, read_editions
from extractors.records.forum.when import DateReader, Days, add_days, length_in_days
from extractors.records.names import names_of
from schemas.records import Forum
from schemas.vocabulary import ForumKind

_PARENT = re.compile(
    r"\b(?:part of|a (?:section|strand|sidebar|programme) of|on the (?:sidelines|margins|fringes?) "
    r"of|during|alongside|within|in parallel (?:with|to)|"
    r"running parallel to|held at|at|under the umbrella of|of|ahead of|in conjunction with|the eve "
    r"of)\s+(?:the\s+|this year[’']s\s+|the \w+ )?$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"([^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ’' -]{2,30}|[^\W\d_a-zß-ÿ][\w’'-]+(?: [^\W\d_a-zß-ÿ][\w’'-]+){0,2})"
    r"(?:, [^\W\d_a-zß-ÿ][\w .]{1,30})?(?:\s+[—–-]{1,2}|:)\s+(?=[“\"‘A-ZÀ-Þ])"
)
_SESSION = re.compile(
    r"\b(?:panel|keynote|masterclass|workshop|conversation|round-?table|fireside|talk|lecture|"
    r"session|pitch\w*|case study|moderat\w+|discussion|Q&A)\b",
    re.IGNORECASE,
)
_SIDELINES = re.compile(r"^[’']s?\s+(?:own\s+)?(?:sidelines|margins|fringes?|industry|market|umbrella)\b")
REPORT = "report"
BELIEVED = {PARTY: 0.8, PLACE: 0.55, DAY: 0.85, SIZE: 0.6, REPORT: 0.6}
RULED = {PARTY: 0.0, PLACE: 0.1, DAY: 0.25}  # what a reader found by its grammar needs less belief
_VAGUE = 0.75  # a lab, a dinner or a "series" is seldom what an article reports on
_SHORTEST = 3  # capitals of a dateline, not of an abbreviation
_FAR, _NEAR = timedelta(days=220), timedelta(days=120)
_SHORT_KINDS = frozenset({ForumKind.SHOWCASE, ForumKind.AWARDS})


class Finder:
    """Reads the gatherings of one article, by the scales that judge their values."""

    def __init__(self, reading: Reading, by: Mapping[str, Scale]) -> None:
        self.reading, self.scales = reading, by
        self.names = names_of(reading)
        self.gatherings = list(find_gatherings(reading))
        self.this: dict[int, Edition] = {}
        self.next: dict[int, Edition] = {}

    def find(self) -> list[Forum]:
        """Return the records of the gatherings that are reported on."""
        self._read()
        return self._records()

    def reports(self) -> Iterator[tuple[str, set[str]]]:
        """Yield the name of each gathering and what speaks for its being reported on."""
        self._read()
        for gathering in self.gatherings:
            yield gathering.name.text, self._signs(self.this[id(gathering)])

    def _read(self) -> None:
        self._judge(self.offers())

    def offers(self) -> list[Offer]:
        """Read what the article says of each edition, and return what else may be said of one."""
        scenes = self.scenes = find_scenes(self.reading, self.gatherings)
        dates, places = DateReader(self.reading), PlaceReader(self.reading, self.names)
        for gathering in self.gatherings:
            self.this[id(gathering)] = Edition(gathering)
        for scene in scenes:
            scene.is_next = scene.is_next or self._is_far_ahead(scene)
            self._read_editions(scene)
            self._read_length(scene)
        self._mark_next(scenes)
        self._read_programme()
        self._read_dateline()
        for scene in scenes:
            self._read_parent(scene)
            if scene.is_next:
                self._read_dates(scene, dates)
                self._read_places(scene, places)
                self._read_size(scene)
        return OfferReader(self.reading, self.names, self.gatherings).read(scenes)

    def _judge(self, offers: list[Offer]) -> None:
        """Take the offers that the trained weights believe to be values of this year's editions."""
        for offer in offers:
            odds = self.scales[offer.question].odds(offer.features)
            answer = max((a for a in odds if a != NONE), key=lambda a: odds[a])
            rules = ("city", "country") if answer == "town" else (answer,)
            sure = any(f"rule:{rule}:plain" in offer.features for rule in rules)
            if 1 - odds[NONE] < (RULED[offer.question] if sure else BELIEVED[offer.question]):
                continue
            rank = odds[answer] + (1 if sure else 0)
            if answer == "town":
                answer = "country" if is_country(offer.words.text) else "city"
            edition = self.this[id(offer.gathering)]
            if offer.is_ahead:
                edition = self.next.setdefault(id(offer.gathering), Edition(offer.gathering))
            if isinstance(offer.value, DateSpan):
                span = offer.value
                start, end = span.start if answer != "end" else None, span.end if answer != "start" else None
                edition.days.append(Days(start, end, span, rank))
            else:
                shouted = (
                    answer == "city" and len(offer.words.text) > _SHORTEST and offer.words.text.isupper()
                )
                value = offer.words.text.title() if shouted else offer.value
                edition.add(answer, offer.words, value, rank)

    def _mark_next(self, scenes: list[Scene]) -> None:
        """Mark the sentences that are about an edition to come."""
        previous: Scene | None = None
        for scene in scenes:
            known = [self.this[id(g)].best("edition") for g in scene.gatherings]
            higher = any(
                k is not None and isinstance(k[2], int) and value > k[2]
                for (g, _, value, _) in read_editions(self.reading, scene)
                for k in [self.this[id(g)].best("edition")]
            )
            goes_on = (
                previous is not None
                and previous.is_next
                and scene.carried is not None
                and scene.block == previous.block
            )
            scene.is_next = (
                scene.is_next or (bool(known) and higher) or self._names_later_year(scene) or goes_on
            )
            previous = scene

    def _read_programme(self) -> None:
        """Let a list of sessions speak for the gathering that the article is about."""
        items = [
            b
            for b in self.reading.blocks
            if b.kind is BlockKind.ITEM and _SESSION.search(self.reading.text[b.start : b.end])
        ]
        if len(items) < 2 or not self.gatherings:
            return
        before = [g for g in self.gatherings if g.spots[0].start < items[0].start]
        if (main := main_of(before, self.reading.title)) is not None:
            main.sessions += 1

    def _read_dateline(self) -> None:
        """Take the dateline's town where nothing better tells the town of the main gathering."""
        lines = [_DATELINE.match(self.reading.text, b.start, b.end) for b in self.reading.blocks[:6]]
        match = next((m for m in lines if m and _is_dateline(m)), None)
        if match is None or not self.gatherings:
            return
        first = [g for g in self.gatherings if g.spots[0].start < 500]
        if first and not is_country(match[1]):
            main = main_of(first, self.reading.title)
            words = self.reading.words(match.start(1), match.end(1))
            self.this[id(main)].add(
                "city", words, words.text.title() if words.text.isupper() else None, rank=0
            )

    def _names_later_year(self, scene: Scene) -> bool:
        """Tell whether a gathering is named with a year that lies behind the one of publication."""
        if self.reading.published is None:
            return False
        years = re.findall(
            r"\b(20\d\d)\s+(?:edition|summit|festival|forum|market|conference|event|fair|awards|"
            r"showcase|instal+ment)\b",
            scene.text,
        )
        return (
            any(int(year) > self.reading.published.year for year in years)
            and self.reading.published.month < 10
        )

    def _is_far_ahead(self, scene: Scene) -> bool:
        """Tell whether a sentence gives days of next year although the article gives some of this one."""
        if self.reading.published is None or not scene.here:
            return False
        last = (self.reading.published + _FAR).isoformat()
        soon = (self.reading.published + _NEAR).isoformat()
        days = [d for d in self.reading.dates if len(d.start) == 10]
        here = [d for d in self.reading.dates if scene.start <= d.start_offset < scene.end]
        far = any(d.start > last[: len(d.start)] for d in here if len(d.start) > 4)
        far = far or any(True for _ in DateReader(self.reading).years_ahead(scene))
        return far and any(d.start < soon and not scene.start <= d.start_offset < scene.end for d in days)

    def _is_next(self, scene: Scene, gathering: Gathering) -> bool:
        return scene.is_next and gathering is not None

    def _edition(self, scene: Scene, gathering: Gathering) -> Edition:
        if self._is_next(scene, gathering):
            return self.next.setdefault(id(gathering), Edition(gathering))
        return self.this[id(gathering)]

    def _read_editions(self, scene: Scene) -> None:
        for gathering, words, value, rank in read_editions(self.reading, scene):
            this = self.this[id(gathering)]
            known = this.best("edition")
            if scene.is_next or (known is not None and isinstance(known[2], int) and value > known[2]):
                if not scene.is_doubtful:
                    self.next.setdefault(id(gathering), Edition(gathering)).add("edition", words, value, rank)
            elif known is None or known[0] < rank:
                this.add("edition", words, value, rank)

    def _read_length(self, scene: Scene) -> None:
        for gathering in scene.gatherings:
            edition = self.this[id(gathering)]
            edition.length = edition.length or length_in_days(scene.text)
            spots = [self.reading.text[s.start : s.end] for s, g in scene.here if g is gathering]
            if (
                any(
                    ONE_DAY.search(spot)
                    for spot in [*spots, gathering.name.text, *(d.text for d in gathering.describes)]
                )
                and not edition.length
            ):
                edition.one_day = True

    def _read_dates(self, scene: Scene, reader: DateReader) -> None:
        for gathering, days in reader.read(scene, one_day=self._lasts_a_day(scene)):
            if scene.is_doubtful and days.rank < 4:
                continue
            self._edition(scene, gathering).days.append(days)
        for span in reader.years_ahead(scene) if scene.is_next else ():
            if (held := scene.target(span.start_offset)) is not None and not scene.is_doubtful:
                self._edition(scene, held).days.append(Days(span.start, span.end, span, 0))

    def _lasts_a_day(self, scene: Scene) -> bool:
        editions = [self.this[id(g)] for g in scene.gatherings]
        return any(e.one_day or (e.gathering.kind in _SHORT_KINDS and not e.length) for e in editions)

    def _read_places(self, scene: Scene, reader: PlaceReader) -> None:
        if scene.is_doubtful:
            return
        for gathering, slot, words in reader.read(scene):
            self._edition(scene, gathering).add(slot, words, rank=1 if scene.is_audience else 2)
        if (
            scene.is_next
            and re.search(r"\b(?:at|in|to) the same (?:venue|place|site)\b", scene.text)
            and scene.gatherings
        ):
            gathering = scene.gatherings[0]
            if same := self.this[id(gathering)].best("venue"):
                self._edition(scene, gathering).add("venue", same[1], rank=2)

    def _read_size(self, scene: Scene) -> None:
        for gathering, words, attendance, rank in read_attendance(self.reading, scene):
            self._edition(scene, gathering).add("attendance", words, attendance, rank)

    def _read_parent(self, scene: Scene) -> None:
        """Read "part of X", "on the sidelines of X", "X's sidelines" where X is another gathering."""
        text = self.reading.text
        for spot, parent in scene.here:
            before = text[scene.start : spot.start]
            own = [g for s, g in scene.here if g is not parent]
            child = own[0] if own else scene.carried
            if child is None or child is parent or id(parent) == id(child):
                continue
            cue = _PARENT.search(before)
            if (
                cue
                and (
                    cue.group().strip().casefold() not in {"of", "at"}
                    or any(d.end >= scene.start + cue.start() - 2 for d in child.describes)
                )
            ) or _SIDELINES.match(text[spot.end :]):
                edition = self.this[id(child)]
                if edition.parent is None:
                    edition.parent, edition.parent_words = parent, self.reading.words(spot.start, spot.end)

    @cached_property
    def _told(self) -> ReportReader:
        return ReportReader(self.reading, self.gatherings, self.scenes)

    def _signs(self, edition: Edition) -> set[str]:
        return self._told.signs(edition, has_next=id(edition.gathering) in self.next)

    def reported(self, edition: Edition) -> float:
        """Return the probability that the article reports on an edition."""
        return self.scales[REPORT].odds(self._signs(edition)).get("reported", 0.0)

    def _says_nothing(self, edition: Edition) -> bool:
        """Tell a gathering that is but rumoured, or only named as what another is part of."""
        if edition.found or edition.days:
            return False
        doubts = [s.is_doubtful for s in self.scenes for _, g in s.here if g is edition.gathering]
        return any(doubts) or any(e.parent is edition.gathering for e in self.this.values())

    def _is_reported(self, edition: Edition) -> bool:
        """Tell whether an article reports on an edition."""
        vague = edition.gathering.kind in {ForumKind.WORKSHOP, ForumKind.OTHER}
        return self.reported(edition) >= (_VAGUE if vague else BELIEVED[REPORT])

    def _records(self) -> list[Forum]:
        found = []
        for gathering in self.gatherings:
            this, later = self.this[id(gathering)], self.next.get(id(gathering))
            main, later = self._part_by_date(this, later)
            strength = self._strength(main)
            if later is not None and strength < 2:
                for slot, values in later.found.items():
                    main.found.setdefault(slot, []).extend(values)
                main.days += later.days
                later, strength = None, self._strength(main)
            if gathering.kind is None or self._says_nothing(main) or not self._is_reported(main):
                continue
            found.append((gathering.spots[0].start, self._record(main, strength)))
            if later is not None and (later.days or later.found.get("city") or later.found.get("venue")):
                found.append((later_start(later), self._record(later, self._strength(later))))
        return [forum for _, forum in found]

    def _part_by_date(self, this: Edition, later: Edition | None) -> tuple[Edition, Edition | None]:
        """Move days that lie a year behind the others to the next edition."""
        starts = sorted((d.start or d.end or "") for d in this.days)
        if starts:
            first = starts[0]
            far = [
                d
                for d in this.days
                if (d.start or d.end or "")[:4] > first[:4]
                and (d.start or d.end or "")[:7] > add_months(first, 6)
            ]
            if far:
                later = later or Edition(this.gathering)
                later.days += far
                this.days = [d for d in this.days if d not in far]
        return this, later

    def _strength(self, edition: Edition) -> int:
        """Weigh what the article says of the gathering itself."""
        found = edition.found
        score = 2 if edition.days else 0
        score += 2 if "attendance" in found else 0
        score += 2 if edition.gathering.sessions else 0
        score += 2 if "organizers" in found else 0
        score += 1 if "partners" in found else 0
        score += 1 if "venue" in found else 0
        score += 1 if "city" in found else 0
        score += 1 if "edition" in found else 0
        return score

    def _record(self, edition: Edition, strength: int) -> Forum:
        gathering, values = edition.gathering, Values()
        values.put("name", gathering.name)
        values.put("kind", gathering.kind_words, gathering.kind)
        for slot in ("edition", "venue", "city", "country", "attendance"):
            if best := edition.best(slot):
                values.put(slot, best[1], best[2])
        for role in ("organizers", "partners"):
            for _, words, _ in edition.found.get(role, ()):
                if role == "organizers" or not self._is_organizer(edition, words):
                    values.add(role, words)
        if edition.parent is not None and edition.parent is not gathering:
            values.put("parent_event", edition.parent.name)
        self._put_days(values, edition)
        return values.build(Forum, min(0.98, 0.45 + 0.07 * strength))

    def _is_organizer(self, edition: Edition, words: Words) -> bool:
        return any(w.text == words.text for _, w, _ in edition.found.get("organizers", ()))

    def _put_days(self, values: Values, edition: Edition) -> None:
        start = max((d for d in edition.days if d.start), key=lambda d: (d.rank, bool(d.end)), default=None)
        whole = start if start and start.end else None
        end = whole or max((d for d in edition.days if d.end), key=lambda d: d.rank, default=None)
        first, last = start.start if start else None, end.end if end else None
        either = start or end
        if either is None:
            return
        span = either.span
        words = self.reading.words(span.start_offset, span.end_offset)
        last_words = self.reading.words(end.span.start_offset, end.span.end_offset) if end else words
        if edition.length and first and not last:
            last = add_days(first, edition.length - 1)
        elif edition.length and last and not first:
            first = add_days(last, 1 - edition.length)
        if first and last and first > last:
            last = None
        if first:
            values.put("start_date", words, first)
        if last:
            values.put("end_date", last_words, last)


def _is_dateline(match: re.Match[str]) -> bool:
    """Tell a dateline from a heading and from the name of who speaks in an interview."""
    colon = match.group().rstrip().endswith(":")
    return (not colon and match.start() == 0) or (
        match[1].isupper() and (not colon or (match.start() == 0 and len(match[1]) > _SHORTEST))
    )


def add_months(day: str, months: int) -> str:
    """Return the ISO month that lies a number of months behind a partial ISO date."""
    year, month = int(day[:4]), int(day[5:7] or 1) if len(day) > 4 else 1
    months += month - 1
    return f"{year + months // 12}-{months % 12 + 1:02d}"


def find_forums(reading: Reading) -> list[Forum]:
    """Return the gatherings that an article reports on, in the order of their first naming."""
    return Finder(reading, scales()).find()
