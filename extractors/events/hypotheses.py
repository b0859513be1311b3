"""Lays what the rules found and what the network suspects side by side: one hypothesis a record.

Rule: a hypothesis of the rules keeps all that they read, with its words; one of the network has only a word
that tells it. What becomes a record is not decided here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from extractors.events.candidates import Candidate
from extractors.events.editions import Editions
from extractors.events.labels import EVENTS, FORUM, NAMING, NONE, PANEL, SLOTS, fills, type_of
from extractors.events.network import Floats, Scores, probability
from extractors.events.relations import Anchor, Index, root
from extractors.reading import Reading
from schemas.records import Announcement, Evidence, Forum, Panel, Record, Records
from schemas.vocabulary import Part

SUSPECTED = 0.12  # probability of a trigger that is looked into
_OVERRULED = 0.2  # the same where the word tells something else more likely
_KNOWN = 0.05
_SAME = 0.5  # how likely two tellings name the same thing
_INDEX = re.compile(r"\[(\d+)\]")
_SLOT_OF = {"title": "topic", "start_date": "opens", "end_date": "closes"}
_SHARED = 0.5  # of the words of a phrase


class Value(NamedTuple):
    """One value that the rules read: its slot, its path in their record, and the candidate that says it."""

    slot: str
    evidence: Evidence
    candidate: int | None


@dataclass(slots=True, eq=False)
class Hypothesis:
    """What may be a record: an event, the word that tells it, and how likely each candidate stands where."""

    type: str  # "announcements", "forums", "panels"
    event: int  # row of EVENTS
    token: int
    sentence: int
    chances: Floats  # of the token, by row of EVENTS
    log_odds: Floats  # candidate × SLOTS
    record: Record | None = None
    told: Floats = field(
        default_factory=lambda: np.zeros((0, 0), np.float32)
    )  # candidate × SLOTS: 1 if so read
    read: list[Value] = field(default_factory=list)  # the same with its words, and what no candidate says

    @property
    def chance(self) -> float:
        """How likely its token tells its event."""
        return float(self.chances[self.event])


def find_hypotheses(
    reading: Reading, candidates: Sequence[Candidate], scores: Scores, rules: Records
) -> list[Hypothesis]:
    """Return those of the rules in their order, then those of the network in the order of the text."""
    triggers = scores.triggers
    sentences = np.array([scores.sentence(n) for n in range(len(triggers))], dtype=np.int64)
    records = [*rules.announcements, *rules.forums, *rules.panels]
    editions = Editions(reading, records, scores.sentence)
    asked = []
    for number, record in enumerate(records):
        words = kind_words(record)
        token = root(reading, words.start, words.end)
        apart = editions.apart(number, scores.sentence(token))
        asked.append(_anchors((token, event_of(record)), apart, scores, sentences))
    suspected = _suspicions(triggers)
    anchors = list(dict.fromkeys([*(anchor for group in asked for anchor in group), *suspected]))
    log_odds = dict(zip(anchors, scores.arguments(anchors), strict=True))
    at_words = _by_words(candidates)
    known: set[Anchor] = set()
    found = []
    for number, (record, own) in enumerate(zip(records, asked, strict=True)):
        told, read = _told(record, candidates, at_words)
        its = [anchor for anchor in suspected if editions.may_tell(number, int(sentences[anchor[0]]))]
        group = [*own, *_elsewhere(own, told, its, log_odds)]
        token, event = _best(group, triggers)
        known |= {anchor for anchor in group if anchor == (token, event) or triggers[anchor] > _KNOWN}
        together: Floats = np.max([log_odds[anchor] for anchor in group], axis=0)
        name = type_of(EVENTS[event])
        here = scores.sentence(token)
        found.append(Hypothesis(name, event, token, here, triggers[token], together, record, told, read))
    for token, event in (anchor for anchor in suspected if anchor not in known):
        nothing = np.zeros((len(candidates), len(SLOTS)), np.float32)
        name = type_of(EVENTS[event])
        here, chances = scores.sentence(token), triggers[token]
        found.append(Hypothesis(name, event, token, here, chances, log_odds[token, event], told=nothing))
    _share(found)
    of_rules = found[: len(records)]
    parted = editions.part([h.log_odds for h in of_rules], [h.told for h in of_rules])
    for hypothesis, log_odds_left in zip(of_rules, parted, strict=True):
        hypothesis.log_odds = log_odds_left
    return found


def _anchors(own: Anchor, apart: Iterable[int], scores: Scores, sentences: Index) -> list[Anchor]:
    """Return the words that may tell a record: its own, and the likeliest of their sentence.

    What is told apart from its name has one word only: the likeliest of the sentences that tell it.
    """
    token, event = own
    if likeliest := _likeliest(apart, event, scores.triggers, sentences):
        return [_best(likeliest, scores.triggers)]
    return list(
        dict.fromkeys([own, *_likeliest([scores.sentence(token)], event, scores.triggers, sentences)])
    )


def _likeliest(asked: Iterable[int], event: int, triggers: Floats, sentences: Index) -> list[Anchor]:
    """Return the word of each sentence that most likely tells an event."""
    within = (np.flatnonzero(sentences == sentence) for sentence in sorted(asked))
    return [(int(here[triggers[here, event].argmax()]), event) for here in within]


def _elsewhere(
    own: Sequence[Anchor], told: Floats, suspected: Iterable[Anchor], log_odds: Mapping[Anchor, Floats]
) -> list[Anchor]:
    """Return the words of other sentences that may tell a gathering of the rules: what has the same name.

    Only gatherings are joined so: one body does many things, one person speaks in many sessions.
    """
    event = own[0][1]
    if EVENTS[event] != FORUM:
        return []
    name = SLOTS.index("name")
    return [
        anchor
        for anchor in suspected
        if anchor[1] == event
        and anchor not in own
        and float((probability(log_odds[anchor][:, name]) * told[:, name]).max(initial=0.0)) >= _SAME
    ]


def _share(found: Sequence[Hypothesis]) -> None:
    """Let tellings of one thing in several sentences know of each other what stands in its slots."""
    likely = [named(hypothesis) for hypothesis in found]
    own = [hypothesis.log_odds for hypothesis in found]
    for number, hypothesis in enumerate(found):
        for other, telling in enumerate(found):
            if (
                other == number
                or telling.record is not None
                or telling.event != hypothesis.event
                or float(np.minimum(likely[number], likely[other]).max(initial=0.0)) < _SAME
            ):
                continue
            hypothesis.log_odds = np.maximum(hypothesis.log_odds, own[other])


def named(hypothesis: Hypothesis) -> Floats:
    """Return candidate × identifying slots: how likely each names what is told."""
    columns = [SLOTS.index(slot) for slot in NAMING[hypothesis.type]]
    return np.maximum(probability(hypothesis.log_odds[:, columns]), hypothesis.told[:, columns])


def event_of(record: Record) -> int:
    """Return the row of EVENTS that a record belongs to."""
    if isinstance(record, Announcement):
        return EVENTS.index(record.kind.value)
    return EVENTS.index(FORUM if isinstance(record, Forum) else PANEL)


def kind_words(record: Record) -> Evidence:
    """Return what a record's kind was read from, else its first words."""
    return next((e for e in record.evidence if e.field == "kind"), record.evidence[0])


def _best(anchors: Sequence[Anchor], triggers: Floats) -> Anchor:
    return max(anchors, key=lambda anchor: float(triggers[anchor]))


def _suspicions(triggers: Floats) -> list[Anchor]:
    found = []
    for token, event in np.argwhere(triggers > SUSPECTED).tolist():
        is_likeliest = int(triggers[token].argmax()) == event
        if EVENTS[event] != NONE and (is_likeliest or triggers[token, event] > _OVERRULED):
            found.append((token, event))
    return found


def _by_words(candidates: Sequence[Candidate]) -> Mapping[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = {}
    for number, candidate in enumerate(candidates):
        found.setdefault((candidate.words.start, candidate.words.end), []).append(number)
    return found


def _told(
    record: Record, candidates: Sequence[Candidate], at_words: Mapping[tuple[int, int], list[int]]
) -> tuple[Floats, list[Value]]:
    """Return candidate × SLOTS of what the rules read, and the same as values."""
    told = np.zeros((len(candidates), len(SLOTS)), dtype=np.float32)
    read = []
    for evidence in record.evidence:
        slot = slot_of(record, evidence.field)
        if slot is None:
            continue
        named = at_words.get((evidence.start, evidence.end), ())
        exact = (n for n in named if fills(candidates[n].sort, slot))
        number = next(exact, None)
        if number is None:
            number = candidate_around(evidence, slot, candidates)
        read.append(Value(slot, evidence, number))
        if number is not None:
            told[number, SLOTS.index(slot)] = 1
    return told, read


def slot_of(record: Record, path: str) -> str | None:
    """Return the slot that a path of a record fills, None for what hangs on another value."""
    name, _, part = path.partition(".")
    field_name = _INDEX.sub("", name)
    if field_name == "participants":
        if part != "name" or not isinstance(record, Panel):
            return None
        number = int(_INDEX.search(name)[1])  # type: ignore[index]
        return "moderator" if record.participants[number].part is Part.MODERATOR else "speaker"
    if field_name == "people":
        return "people" if part == "name" else None
    if isinstance(record, Panel) and field_name == "date":
        return "on"
    slot = _SLOT_OF.get(field_name, field_name)
    return slot if slot in SLOTS and not part else None


def candidate_around(evidence: Evidence, slot: str, candidates: Sequence[Candidate]) -> int | None:
    """Return the candidate whose places cover most of the words that a value was read from."""
    best, most = None, 0.0
    for number, candidate in enumerate(candidates):
        if not fills(candidate.sort, slot):
            continue
        for start, end, _ in candidate.places:
            common = min(end, evidence.end) - max(start, evidence.start)
            share = common / max(end - start, evidence.end - evidence.start)
            if share > max(most, _SHARED):
                best, most = number, share
    return best
