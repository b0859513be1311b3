"""Holds what the readers of sessions share: who speaks where, which gathering, which day may be meant.

Rule: nothing here adds a session; the readers do, each in its own way.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.entities.lexicon import BODY_HEADS, STRONG_BODY_HEADS
from extractors.entities.places import gazetteer
from extractors.reading import BlockKind, Entity, EntityKind, Mention, Reading, Words
from extractors.records.forum.scene import sentences_of
from extractors.records.names import Names, names_of
from extractors.records.panel.cues import ABSENT, OUTSIDE
from extractors.records.panel.descriptions import find_descriptions, find_foretold
from extractors.records.panel.gatherings import GatheringReader
from extractors.records.panel.jobs import job_before
from extractors.records.panel.lexicon import MODERATED_BY, MODERATES, NOUN, SPEECH
from extractors.records.panel.people import PortraitReader
from extractors.records.panel.sessions import Line, Session
from schemas.records import Forum
from schemas.vocabulary import Part

_BEHIND_OTHER = re.compile(
    r"\b(?:late|adaptation of|novel by|book by|film by|series by|play by|directed by|written by|"
    r"starring|created by|replac(?:ed|es|ing)|tribute to|mentor,?|by fellow|company of|rival|"
    r"without|based on|produced by)\s+"
    r"(?:(?:the|his|her|a|an)\s+)?(?:[\w-]+\s+){0,3}$|\b(?:about|after|than|like|unlike|of|for|"
    r"on)\s+$|[“\"][^“”\"]{1,60}[”\"],?\s+(?:by|from)\s+(?:[\w’-]+\s+){0,4}$",
)
_HOUR_LINE = re.compile(r"\d{1,2}(?:[.:h]\d\d\s?(?:[ap]\.?m\.?)?|\s?[ap]\.?m\.?)\s*[-–—:|]", re.IGNORECASE)
_JOINED = re.compile(
    r"(?:\s*\([^)]*\))?(?:,[^,.;“”]{2,80},|,)?\s+and\s+(?:(?:its|the|his|her|a|an)\s+)?(?:[\w’-]+\s+){0,5}"
    r"(?:[\w’-]+,\s+)?"
)
_SAID = re.compile(
    r"\b(?:said|added|recalled|joked|objected|argued|countered|replied|agreed|insisted|quipped|warned|admitted|"
    r"explained|remembered|conceded|observed|noted|remarked|complained|declared|concluded|answered|retorted|"
    r"confessed|predicted|recounted|lamented|suggested|pleaded|shrugged|responded)\s+(?:[\w’-]+\s+){0,4}$"
)
_SAYS = re.compile(
    r"(?:\s*\([^)]*\))?(?:,[^.;]{2,140}?,)?\s+(?:(?:also|then|later|has|had|who|meanwhile|and|"
    r"himself|herself|duly|again|both|went on to)\s+)*" + SPEECH.pattern,
)


@dataclass(slots=True)
class Ground:
    """What all readers of sessions stand on: the reading, its gatherings and people, the sessions so far."""

    reading: Reading
    forums: Sequence[Forum]
    names: Names = field(init=False)
    portraits: PortraitReader = field(init=False)
    sentences: list[list[tuple[int, int]]] = field(init=False)
    plain: str = field(init=False)  # the text with its direct speech blanked, offset for offset
    people: list[Mention] = field(init=False)
    gatherings: GatheringReader = field(init=False)
    sessions: list[Session] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = names_of(self.reading)
        self.portraits = PortraitReader(self.reading, self.names)
        self.sentences = [sentences_of(self.reading, b.start, b.end) for b in self.reading.blocks]
        self.plain = _without_quotes(self.reading)
        told = [m for m in self.reading.mentions if m.entity.kind is EntityKind.PERSON]
        named = sorted((m for m in told if m.is_name), key=lambda m: m.start)
        self.people = [m for m in told if not _is_no_name(self.reading, m, named)]
        self.people = [self._meant(m) for m in self.people + _foreigners(self.reading, named)]
        described = find_descriptions(self.reading, self.sentences)
        self.people = sorted([*self.people, *described], key=lambda m: (m.start, -m.end))
        self.portraits.described = [*described, *find_foretold(self.reading, self.sentences)]
        self.gatherings = GatheringReader(self.reading, self.names, self.forums)

    def _meant(self, mention: Mention) -> Mention:
        """Return a pronoun as its person: who is asked, not who asks ("hosted by X, she looked back")."""
        if mention.is_name or self.reading.text[mention.start : mention.end].lower() not in {"he", "she"}:
            return mention
        number = next(n for n, b in enumerate(self.reading.blocks) if mention.start < b.end)
        lines = [s for n in (number - 1, number) if n >= 0 for s in self.sentences[n]]
        start, end = next((s for s in lines if s[0] <= mention.start < s[1]), (mention.start, mention.end))
        names = [
            m
            for m in self.people
            if m.is_name and m.entity is mention.entity and start <= m.start < mention.start
        ]
        if not names or self.part(names[0], start, end) is not Part.MODERATOR:
            return mention
        earlier = [
            m
            for m in self.people
            if m.is_name and m.entity is not mention.entity and lines[0][0] <= m.start < start
        ]
        return Mention(earlier[0].entity, mention.start, mention.end, False) if earlier else mention

    def is_hour_line(self, number: int) -> bool:
        """Tell whether a paragraph is a line of a timetable: it begins with an hour."""
        block = self.reading.blocks[number]
        return block.kind is BlockKind.PARAGRAPH and bool(
            _HOUR_LINE.match(self.reading.text[block.start : block.end])
        )

    def part(self, mention: Mention, start: int, end: int) -> Part:
        """Tell whether a person moderates in a sentence."""
        text = self.reading.text
        if self._is_moderated_by(text[start : mention.start], start):
            return Part.MODERATOR
        return Part.MODERATOR if MODERATES.match(text[mention.end : end]) else Part.SPEAKER

    def _is_moderated_by(self, lead: str, start: int) -> bool:
        """Tell whether the words before a name, which begin at an offset, say that its bearer moderates."""
        bare = re.sub(
            r"(?:(?:the|a|an|its|former|"
            r"veteran)\s+)?(?:[A-Z][\w’'+-]*\s+){0,4}(?:[a-z’'][\w’'-]*\s+(?:of\s+|"
            r"and\s+)?){0,5},?\s*$",
            "",
            lead,
        )
        for candidate in (lead, bare):
            if MODERATED_BY.search(
                candidate if candidate.endswith(" ") or not candidate else candidate + " "
            ):
                return True
        for words in range(1, 9):
            before, *behind = lead.rsplit(" ", words + 1)
            if (
                len(behind) < words
                or re.search(r"[.;:“”]", " ".join(behind))
                or self._person_between(start + len(before), start + len(lead))
            ):
                break
            if MODERATED_BY.search(before + " "):
                return True
        return False

    def _person_between(self, start: int, end: int) -> bool:
        return any(start <= m.start < end for m in self.people)

    def owns(self, mention: Mention) -> bool:
        """Tell whether an 's follows a name."""
        after = self.reading.text[mention.end : mention.end + 2]
        return after in {"’s", "'s"} or (
            after[:1] in {"’", "'"} and self.reading.text[mention.end - 1] == "s"
        )

    def in_quote(self, at: int) -> bool:
        """Tell whether an offset lies in direct speech."""
        return self.plain[at] != self.reading.text[at]

    def outside(self, start: int, end: int) -> bool:
        """Tell whether a stretch is of words said elsewhere: in a statement, to a paper, in a corridor."""
        return any(
            not self.gatherings.named_in(start + found.start(), start + found.end())
            for found in OUTSIDE.finditer(self.plain[start:end])
        )

    def is_absent(self, mention: Mention, end: int) -> bool:
        """Tell whether a person is said to have stayed away."""
        text = self.reading.text
        after = text[mention.end : end]
        nearest = re.split(r";|\band (?=[A-Z])|\b(?:said|says|told|tells|argued|warned)\b", after)[0][:110]
        later = [m for m in self.people if mention.end < m.start < end and m.entity is not mention.entity]
        if later:
            nearest = nearest[: max(0, later[0].start - mention.end)]
        return bool(ABSENT.search(nearest))

    def speakers(self, start: int, end: int) -> list[Mention]:
        """Return who is said to speak in a sentence, three at most."""
        found = []
        text = self.reading.text
        for mention in self.people:
            if not start <= mention.start < end or self.in_quote(mention.start) or self.owns(mention):
                continue
            if _BEHIND_OTHER.search(text[start : mention.start]) or self.is_absent(mention, end):
                continue
            after = self.plain[mention.end : end][:130]
            before = self.plain[start : mention.start].rstrip()[-40:] + " "
            if _SAYS.match(after) or _SAID.search(before):
                found.append(mention)
        told = [m for m in self.people if start <= m.start < end and m.is_name]
        for first, second in reversed(list(pairwise(told))):
            if second in found and first not in found and self._speak_together(first, second):
                found.append(first)
        return sorted(found, key=lambda m: m.start)[:3]

    def _speak_together(self, first: Mention, second: Mention) -> bool:
        """Tell whether two names are joined before one verb: "X and its director, Y, told"."""
        return not self.owns(first) and bool(_JOINED.fullmatch(self.reading.text[first.end : second.start]))

    def evidence(self, forum: Forum, path: str) -> Words:
        """Return the words that a gathering's value was read from."""
        found = next(e for e in forum.evidence if e.field == path)
        return self.reading.words(found.start, found.end)

    def within(self, day: str, forum: Forum | None) -> bool:
        """Tell whether a day lies in the days of a gathering, as far as they are known."""
        if forum is None or (not forum.start_date and not forum.end_date):
            return True
        if forum.start_date and len(forum.start_date) == 10 and day < forum.start_date:
            return False
        return not (forum.end_date and len(forum.end_date) == 10 and day > forum.end_date)

    def works_at(self, at: int) -> list[Entity]:
        """Return the works named in the line around an offset."""
        block = next(b for b in self.reading.blocks if at < b.end)
        return [m.entity for m in self.portraits.works if block.start <= m.start < block.end]

    def works_in(self, line: Line) -> bool:
        """Tell whether a sentence names a work."""
        return any(line[0] <= m.start < line[1] for m in self.portraits.works)

    def is_quoted(self, words: Words) -> bool:
        """Tell whether words stand right behind an opening quotation mark."""
        return self.reading.text[max(0, words.start - 1) : words.start] in {"“", '"', "‘", "'"}


_OF_PERSON = re.compile(
    r"(?:\s*\([^)]*\))?(?P<job>,?\s+(?:[a-z][\w’'-]*\s+){0,6}?)(?:of|at|from|for)\s+"
    r"(?:(?:the|its|his|her|their)\s+)?(?:[A-ZÀ-Þ][\w’-]*\s+)?"
    r"(?:(?!and\b|or\b|with\b|plus\b|who\b|to\b)[a-z][\w-]*\s+){0,3}"
)
_FIRMS = BODY_HEADS | STRONG_BODY_HEADS
_OF_NATION = re.compile(
    r"(?:^|[,;:—–]\s+|\b(?:and|with|were|are|was|is|between|including|from|featuring|alongside|joined by|"
    r"by)\s+)"
    r"(?:[A-ZÀ-Þ][\w-]*\s+)?([A-ZÀ-Þ][\w-]+)[’']s?\s+(?:own\s+)?$"
)
_RUNS = re.compile(r"\b(?:heads|runs|leads|founded|chairs|owns|manages|joined|left|represents)\s+$")


def _is_no_name(reading: Reading, mention: Mention, people: list[Mention]) -> bool:
    """Tell a person from a company before a job ("Bookhouse editor Ann Lee") and from other false names."""
    name = mention.entity.name.text
    if re.search(r"\d|^(?:The|A|An|Our|My|Your|We|I)\b|[’']re$|[’']ve$|[’']ll$", name):
        return True
    if not mention.is_name:
        return False
    text = reading.text
    if name.split()[-1].lower() in STRONG_BODY_HEADS or _RUNS.search(text[: mention.start][-20:]):
        return True
    if NOUN.fullmatch(name.split()[-1]) or _is_employer(reading.text, mention, people):
        return True
    ahead = re.match(
        r"(?:[’']s?)?\s+((?:[a-z][\w’&-]*\s+|[A-Z]{2,4}\s+){1,6})(?=[A-ZÀ-Þ][\w’-]+\s+\S)",
        text[mention.end :],
    )
    if ahead is not None and job_before(ahead[1], 0, len(ahead[1].rstrip())) == (0, len(ahead[1].rstrip())):
        at = mention.end + ahead.end()
        return any(m.start == at for m in people)
    return False


def _foreigners(reading: Reading, people: list[Mention]) -> list[Mention]:
    """Return those in a list of people whom only a country marks: "and Bulgaria’s |Plamen Yordanov|"."""
    found = []
    for mention in reading.mentions:
        if mention.entity.kind is not EntityKind.BODY or not mention.is_name:
            continue
        name = mention.entity.name.text.split()
        if len(name) not in {2, 3} or any(w.lower() in _FIRMS or not w.istitle() for w in name):
            continue
        sentence = reading.sentence_at(mention.start)
        lead = _OF_NATION.search(reading.text[sentence.start_char : mention.start])
        if lead is None or not any(lead[1].lower() in places for places in gazetteer()):
            continue
        if any(sentence.start_char <= m.start < sentence.end_char for m in people):
            found.append(mention)
    return found


def _is_employer(text: str, mention: Mention, people: list[Mention]) -> bool:
    """Tell a name that others belong to: "X of |Pedra Solta|", "X, its head at |Twiga|", "|Twiga|’s X"."""
    behind = bisect_left(people, mention.end, key=lambda m: m.start)
    owned = re.match(r"[’']s?\s+", text[mention.end : mention.end + 4])
    if owned and behind < len(people) and people[behind].start == mention.end + owned.end():
        return True
    ahead = people[max(0, bisect_left(people, mention.start, key=lambda m: m.start) - 1)]
    if ahead.end >= mention.start or ahead.entity is mention.entity:
        return False
    gap = _OF_PERSON.fullmatch(text[ahead.end : mention.start])
    if gap is None:
        return False
    job = gap["job"].strip(" ,")
    return not job or job_before(job, 0, len(job)) is not None


def _without_quotes(reading: Reading) -> str:
    """Return the text with its direct speech blanked; a mark left open runs to the end of its line."""
    return re.sub(
        r"“[^”\n]*(?:”|(?=\n|$))|\"[^\"\n]*(?:\"|(?=\n|$))", lambda m: " " * len(m.group()), reading.text
    )
