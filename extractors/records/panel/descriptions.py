"""Finds where a sentence goes on about a person by what the person is: "The Lagos-born showrunner of “A” …".

Rule: a description belongs to the person whom the sentence before, or the first of the paragraph before,
begins with, and only where nobody else stands between; one that the article opens with ("Orrery’s head of
drama told …") to the person whom its second paragraph begins with.
"""

import re

from spacy.tokens import Token

from extractors.reading import EntityKind, Mention, Reading
from extractors.records.panel.jobs import is_head

_STOPS = frozenset(
    ("of", "at", "in", "is", "was", "has", "and", "who", "that", "which", "for", "on", "to", "with")
)
_CHAIRS = frozenset(("moderator", "chair", "host", "interviewer", "jury"))
_OPENING = 40


def find_descriptions(reading: Reading, sentences: list[list[tuple[int, int]]]) -> list[Mention]:
    """Return the descriptions that sentences begin with, as references to their people."""
    people = [m for m in reading.mentions if m.entity.kind is EntityKind.PERSON and m.is_name]
    known = {m.start for m in reading.mentions if not m.is_name}
    found: list[Mention] = []
    previous: tuple[int, int] | None = None
    paragraph: tuple[int, int] | None = None
    for lines in sentences:
        for start, end in lines:
            opening = _head_of(reading.text, start, end)
            if opening is not None and start not in known:
                told = (previous, paragraph) if start == lines[0][0] else (previous,)
                begins = [m for place in told if place and (m := _first(people, *place))]
                found += [Mention(m.entity, start, opening, False) for m in begins[:1]]
            previous = (start, end)
        paragraph = lines[0] if lines else paragraph
    return found


def find_foretold(reading: Reading, sentences: list[list[tuple[int, int]]]) -> list[Mention]:
    """Return the job without a name that the first paragraph tells of, as a reference to who comes next."""
    told = [lines for lines in sentences if lines][:2]
    if len(told) < 2:
        return []
    people = [m for m in reading.mentions if m.entity.kind is EntityKind.PERSON and m.is_name]
    (start, end), after = (told[0][0][0], told[0][-1][1]), told[1][0]
    named = _first(people, *after)
    if named is None or any(start <= m.start < end for m in people):
        return []
    jobs = [t for t in reading.tokens(start, end) if is_head(t.text) and t.text.islower() and _is_one(t)]
    return [Mention(named.entity, jobs[0].idx, jobs[0].idx + len(jobs[0].text), False)] if jobs else []


def _is_one(job: Token) -> bool:
    """Tell whether a job stands for one who acts: "X’s head of drama told", "from the president of Y"."""
    acts = job.dep_ == "nsubj" or (job.dep_ == "pobj" and job.head.lower_ in {"by", "from"})
    return acts and job.tag_ == "NN" and job.head.i != job.i


def _first(people: list[Mention], start: int, end: int) -> Mention | None:
    """Return the person whom a sentence begins with, or the only one whom it names."""
    named = [m for m in people if start <= m.start < end]
    alone = len({id(m.entity) for m in named}) == 1
    return named[0] if named and (alone or named[0].start - start < _OPENING) else None


def _head_of(text: str, start: int, end: int) -> int | None:
    """Return where the job ends that a sentence begins with, or None."""
    if not text.startswith("The ", start):
        return None
    for word in re.finditer(r"[\w’'-]+", text[start + 4 : min(end, start + 90)]):
        at = start + 4 + word.end()
        if word.group().lower() in _STOPS:
            return None
        if is_head(word.group()) and word.group()[0].islower():
            behind = text[at : at + 30]
            if re.match(r",?\s+[A-Z]|[’']s?\s", behind) or word.group() in _CHAIRS:
                return None
            if (more := re.match(r"\s+(?:and\s+)?([\w-]+)", behind)) and is_head(more[1]):
                continue
            return at
    return None
