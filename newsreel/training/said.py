"""Lays what an annotation says of people, and by whom, over a reading.

Rule: of words that stand in several places only the nearest to somebody are meant; the others teach nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.events.candidates import Candidate
from extractors.events.describing import anchors_of
from extractors.events.labels import CREDITED, PARTICIPANT, SLOTS, fills
from extractors.events.relations import Anchor
from extractors.events.voices import asked_about, statements_of
from extractors.reading import QuoteSpan, Reading
from newsreel.evaluation.facts import items, same_name, same_phrase, same_words

Floats = NDArray[np.float32]
Gold = dict[str, Any]
UNCLEAR = -1.0  # label of what may stand somewhere or may not
_ROLE, _VOICE = SLOTS.index("role"), SLOTS.index("voice")


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """Somebody in annotated records: whom the candidates name, as CREDITED or PARTICIPANT, what is said."""

    person: int
    portrait: str
    anchors: list[Anchor]
    labels: Floats  # describing × SLOTS: 1 what is said, -1 what may be


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """Words in quotation marks that an annotator has read: who says them, if anybody does."""

    span: QuoteSpan
    anchors: list[Anchor]
    labels: Floats  # candidate × SLOTS


def portraits_of(
    gold: Gold, reading: Reading, candidates: Sequence[Candidate], describing: Sequence[Candidate]
) -> list[Portrait]:
    """Return one portrait of each person as somebody of announcements, and one as somebody of sessions."""
    found: dict[tuple[int, str], Floats] = {}
    for portrait, item in _people(gold):
        named = (
            n
            for n, c in enumerate(candidates)
            if c.sort == "person" and same_name(item["name"], c.words.text)
        )
        if (person := next(named, None)) is not None:
            labels = _described(item, candidates[person], describing)
            known = found.get((person, portrait), labels)
            found[person, portrait] = _either(labels, known)
    return [
        Portrait(person, portrait, anchors_of(reading, candidates[person], portrait), labels)
        for (person, portrait), labels in found.items()
    ]


def statements_in(gold: Gold, reading: Reading, candidates: Sequence[Candidate]) -> Iterator[Statement]:
    """Yield the statements of an article, but for those whose speaker is no candidate."""
    quotes = items(gold.get("quotes"))
    for span in statements_of(reading):
        text = " ".join(part.text for part in span.parts)
        speaker = next((quote["speaker"] for quote in quotes if same_words(quote["text"], text)), None)
        voices = [
            n
            for n, c in enumerate(candidates)
            if speaker is not None and fills(c.sort, "voice") and same_name(speaker, c.words.text)
        ]
        if voices or speaker is None:
            labels = np.zeros((len(candidates), len(SLOTS)), dtype=np.float32)
            labels[voices, _VOICE] = 1
            yield Statement(span, asked_about(reading, span), labels)


def _people(gold: Gold) -> Iterator[tuple[str, Gold]]:
    for record in items(gold.get("announcements")):
        yield from ((CREDITED, person) for person in items(record.get("people")))
    for record in items(gold.get("panels")):
        yield from ((PARTICIPANT, person) for person in items(record.get("participants")))


def _described(item: Gold, person: Candidate, describing: Sequence[Candidate]) -> Floats:
    found = np.zeros((len(describing), len(SLOTS)), dtype=np.float32)
    for slot in ("affiliation", "works"):
        for name in items(item.get(slot)):
            said = [
                n for n, c in enumerate(describing) if fills(c.sort, slot) and same_name(name, c.words.text)
            ]
            found[said, SLOTS.index(slot)] = 1
    if role := item.get("role"):
        said = [
            n for n, c in enumerate(describing) if fills(c.sort, "role") and same_phrase(role, c.words.text)
        ]
        nearest = min(said, key=lambda n: _gap(person, describing[n]), default=None)
        for n in said:
            is_meant = nearest is not None and _overlap(describing[n], describing[nearest])
            found[n, _ROLE] = 1 if is_meant else UNCLEAR
    return found


def _either(labels: Floats, others: Floats) -> Floats:
    """Return what one of two annotations says: yes before unclear before no."""
    found: Floats = np.where((labels > 0) | (others > 0), np.float32(1), np.minimum(labels, others))
    return found


def _gap(person: Candidate, other: Candidate) -> int:
    """Return how many characters lie between somebody and other words, where they are nearest."""
    start, end, _ = other.places[0]
    return min(max(start - place.end, place.start - end, 0) for place in person.places)


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.words.start < other.words.end and other.words.start < one.words.end
