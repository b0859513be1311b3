"""Who made a title and who is in it, read sentence by sentence.

Rule: a credit's role is cut from the text.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.entities.lexicon import WORK_NOUNS
from extractors.reading import BlockKind, Entity, EntityKind, Reading, Words
from extractors.records.announcements.credits import CREW, Credit, Profile, cut, skeleton, title_at
from extractors.records.announcements.cues import (
    BESIDE,
    PERSON_OF_TITLE,
    PRODUCED,
    THEN_TITLE,
    TITLE_THEN_PERSON,
)
from extractors.records.announcements.links import describes_next, link, mates
from extractors.records.announcements.makers import Maker, makers
from extractors.records.announcements.units import BODY, COUNT, PERSON, PLACE, SPEECH, WORK, Sentence, Unit
from extractors.values.lexicon import words

_PLURAL_CREW = frozenset(w if w.endswith("s") else f"{w}s" for w in CREW) - {"actress"}
_ANY_CREW = CREW | _PLURAL_CREW


_OF_LATER = re.compile(r"<P(\d+)>")


def profiles(reading: Reading, found: list[Sentence], focus: dict[int, Entity | None]) -> dict[int, Profile]:
    """Return the profile of each title, by the identity of its entity."""
    result: dict[int, Profile] = {}
    for sentence in found:
        if sentence.block.kind is BlockKind.HEADING:
            continue
        for title, person, role in _credits(reading, sentence, focus):
            result.setdefault(id(title), Profile(title)).add(Credit(person, role, sentence.number))
        for title, company in _companies(sentence, focus):
            profile = result.setdefault(id(title), Profile(title))
            if all(company.text != known.text for known, _ in profile.companies):
                profile.companies.append((company, sentence.number))
        for unit in sentence.units:
            title_here = focus.get(sentence.number)
            if unit.kind == COUNT and unit.count is not None and title_here is not None:
                result.setdefault(id(title_here), Profile(title_here)).counts.append(
                    (unit.count, sentence.number)
                )
    _tied(reading, result)
    return result


def _tied(reading: Reading, result: dict[int, Profile]) -> None:
    """Add who is tied to a title anywhere in the article by a maker's job, and the jobs still missing."""
    for profile in result.values():
        for number, credit in enumerate(profile.credits):
            if credit.role is None:
                profile.credits[number] = replace(credit, role=_job_of(credit.person))
    for person in reading.entities:
        if person.kind is not EntityKind.PERSON or not person.works:
            continue
        role = _job_of(person)
        for title in person.works:
            result.setdefault(id(title), Profile(title)).add(Credit(person, role, 0))


def _job_of(person: Entity) -> Words | None:
    """Return the first job of a person that makes titles."""
    return next((r for r in person.roles if _MAKES.search(r.text.lower())), None)


_MAKES = re.compile(rf"\b(?:{'|'.join(sorted(CREW, key=len, reverse=True))})$")


def _credits(
    reading: Reading, sentence: Sentence, focus: dict[int, Entity | None]
) -> Iterator[tuple[Entity, Entity, Words | None]]:
    text = skeleton(sentence)
    seen: set[int] = set()
    judges = _JUDGES.search(text)
    for maker in makers(sentence):
        if judges is not None and not _won_by(text, judges.end(), maker):
            continue
        title = title_at(sentence, maker.number, focus)
        person = sentence.units[maker.number].entity
        if title is None or person is None or maker.number in seen:
            continue
        seen.add(maker.number)
        yield title, person, _part(reading, sentence, text, maker)
    if judges is not None:
        return
    yield from _beside(reading, sentence, text, seen)
    yield from _titled(reading, sentence, text)
    yield from _placed(reading, sentence, focus, seen)


def _known_for_other(sentence: Sentence, person: Entity, title: Entity) -> bool:
    """Tell who is introduced by a work of their own in a sentence that does not name the title in focus."""
    if any(u.entity is title for u in sentence.units) or title in person.works:
        return False
    return any(u.entity in person.works for u in sentence.units if u.kind == WORK)


def _won_by(text: str, judges: int, maker: Maker) -> bool:
    """Tell who made what a jury picks from who sits on it: a title stands between the jury and the part."""
    return "<W" in text[judges : max(maker.start, judges)]


# What stands right behind a name of a cast: "Ann Lee (the judge)", "Ann Lee as the judge".
_OWN_PART = re.compile(
    r"<P\d+> (?:\( (?:<W\d+> )?\) )?(?:as (?:an? |the |his |her |their )?|\( (?:an? |the )?)"
    r"(?P<part>(?!episodes? |parts? )[\w'’-]+(?: (?!who |whose |in |on |at |and |for )[\w'’-]+){0,4})"
    r"(?= [,.;)]| who | whose | in | on | and | for |$)"
)


def own_part(reading: Reading, sentence: Sentence, number: int) -> Words | None:
    """Return the part that stands right behind a name of a cast."""
    text = skeleton(sentence)
    match = _OWN_PART.match(text, text.find(f"<P{number}>"))
    return cut(reading, sentence, text, *match.span("part")) if match is not None else None


def _part(reading: Reading, sentence: Sentence, text: str, maker: Maker) -> Words | None:
    """Return the words of a part: what they do, unless a job before the name says it better than the cast."""
    said = cut(reading, sentence, text, maker.start, maker.end) if maker.start >= 0 else None
    general = said is None or not maker.is_sure or said.text.lower() == "features"
    if general and (own := own_part(reading, sentence, maker.number)) is not None:
        return own
    if said is not None and maker.is_sure:
        return said
    return crew_role(reading, sentence, maker.number) or said or _noun_before(reading, sentence, maker.number)


def _beside(
    reading: Reading, sentence: Sentence, text: str, seen: set[int]
) -> Iterator[tuple[Entity, Entity, Words | None]]:
    """Yield people who stand right beside a title: "“Salt” (Ann Lee)", "“Salt”, Ann Lee’s debut"."""
    patterns = BESIDE if sentence.block.kind is BlockKind.ITEM else (THEN_TITLE, *BESIDE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            title = sentence.units[int(match["title"])].entity
            for number in _people(match["people"]):
                person = sentence.units[number].entity
                if title is not None and person is not None and number not in seen:
                    seen.add(number)
                    yield title, person, _noun_before(reading, sentence, number)


_NO_JOB = WORK_NOUNS | words(
    "debut score team company outfit duo trio pair siblings brothers sisters newcomer list selection"
    " entry festival competition title lead adaptation house studio label indie veteran portrait exec"
    " executive"
)


def _noun_before(reading: Reading, sentence: Sentence, number: int) -> Words | None:
    """Return the job in lower case that stands right before a name: "journalist Deirdre Mallaig"."""
    before = sentence.units[number - 1] if number else None
    if before is None or before.kind or before.pos != "NOUN" or not before.text[:1].islower():
        return None
    if before.lower in _NO_JOB or before.lower.endswith("s"):
        return None
    return reading.words(before.start, before.end)


def _titled(reading: Reading, sentence: Sentence, text: str) -> Iterator[tuple[Entity, Entity, Words | None]]:
    """Yield people named as a title's makers in passing: "“Salt” director A", "B, producer of “Salt”"."""
    for pattern in (TITLE_THEN_PERSON, PERSON_OF_TITLE):
        for match in pattern.finditer(text):
            title = sentence.units[int(match["title"])].entity
            role = cut(reading, sentence, text, match.start("role"), match.end("role"))
            if role is not None and role.text.endswith("s") and " " not in role.text:
                role = reading.words(role.start, role.end - 1)
            for number in _people(match["people"]):
                person = sentence.units[number].entity
                if title is not None and person is not None:
                    yield title, person, role


_JUDGES = re.compile(r"\b(?:jury|juries|jurors?|judges)\b")


def _placed(
    reading: Reading, sentence: Sentence, focus: dict[int, Entity | None], seen: set[int]
) -> Iterator[tuple[Entity, Entity, Words | None]]:
    """Yield people named by a job before their name, or right behind their title with "by" or "from"."""
    units = sentence.units
    item = sentence.block.kind is BlockKind.ITEM
    for number, unit in enumerate(units):
        if unit.kind != PERSON or unit.entity is None or number in seen or not unit.is_name:
            continue
        title = title_at(sentence, number, focus)
        if title is None:
            continue
        if _known_for_other(sentence, unit.entity, title):
            continue
        role = crew_role(reading, sentence, number)
        hangs = link(sentence, number)
        near = hangs.kind == "prep" and hangs.word in {"by", "from"}
        owns = number + 1 < len(units) and units[number + 1].lower == "'s" and _work_soon(units, number + 2)
        own = any(u.kind == WORK for u in units)
        if (
            (item and own)
            or (near and own and _behind_title(sentence, hangs.at))
            or owns
            or (
                role
                and (near or hangs.kind == "start" or (seen and hangs.kind in {"comma", "clause"}))
                and _credited(sentence, number)
            )
        ):
            yield title, unit.entity, role or _noun_before(reading, sentence, number)


_NO_MAKING = words(
    "say add tell note confirm explain joke call recall announce write describe buy acquire negotiate sell"
    " broker sign order commission"
)


def _credited(sentence: Sentence, number: int) -> bool:
    """Tell a credit from a speaker or a buyer: the person is not the one who says or trades something."""
    later = sentence.units[number + 1 : number + 4]
    if later and later[0].lower == "hosts" and not any(u.kind == WORK for u in sentence.units):
        return False
    return not any(u.lemma in _NO_MAKING for u in later) and not any(u.kind == SPEECH for u in sentence.units)


def _behind_title(sentence: Sentence, at: int) -> bool:
    for before in range(at - 1, max(-1, at - 14), -1):
        unit = sentence.units[before]
        if unit.kind == WORK:
            return True
        if unit.pos == "VERB" and unit.tag not in {"VBN", "VBG"}:
            return False
    return False


def _work_soon(units: list[Unit], at: int) -> bool:
    return any(u.kind == WORK for u in units[at : at + 3])


def crew_role(reading: Reading, sentence: Sentence, number: int) -> Words | None:
    """Return the creative job that stands right before a person or in brackets or commas behind the name."""
    units = sentence.units
    end = number - 1
    first = mates(sentence, number)[0]
    for at in (end, first - 1):
        start = at
        while (
            start >= 0
            and units[start].kind == ""
            and (units[start].lower in _ANY_CREW or units[start].lower in {"and", "-", ":", "executive"})
        ):
            start -= 1
        job = [u for u in units[start + 1 : at + 1] if u.lower != ":"]
        while job and job[0].lower in {"and", "-"}:
            job = job[1:]
        if job and job[-1].lower in _ANY_CREW and (start < 0 or units[start].lower not in _OF_OFFICE):
            many = job[-1].lower in _PLURAL_CREW
            return reading.words(job[0].start, job[-1].end - many)
    return None


_OF_OFFICE = words(
    "publishing editorial festival managing sales marketing creative commissioning programme program"
    " acquisitions commercial technical rights news sports development regional studio finance"
    " operations programming content industry market fund"
)


def _companies(sentence: Sentence, focus: dict[int, Entity | None]) -> Iterator[tuple[Entity, Words]]:
    """Yield the companies that make a title."""
    text = skeleton(sentence)
    if "<B" not in text and "<P" not in text:
        return
    for pattern in PRODUCED:
        for match in pattern.finditer(text):
            number = _described(sentence, int(match[1]))
            title = title_at(sentence, number, focus)
            if title is None or "not" in match.group().split():
                continue
            for mate in mates(sentence, number):
                entity = sentence.units[mate].entity
                if entity is not None and (sentence.units[mate].kind == BODY or _is_seated(sentence, mate)):
                    yield title, entity.name


def _is_seated(sentence: Sentence, number: int) -> bool:
    """Tell a company that was taken for a person by where it sits: "Gyllene Rutan of Norrköping"."""
    behind = sentence.units[number + 1 : number + 3]
    return len(behind) > 1 and behind[0].lower == "of" and behind[1].kind == PLACE


def _described(sentence: Sentence, number: int) -> int:
    """Step from a name that only describes to the body it describes: from "Leith" to "indie Tollcross"."""
    if describes_next(sentence, number):
        for at in range(number + 1, min(len(sentence.units), number + 5)):
            if sentence.units[at].kind == BODY:
                return at
    return number


def _people(listed: str) -> list[int]:
    inner = re.sub(r"\( [^()]* \)", "", listed)
    return [int(n) for n in _OF_LATER.findall(inner)]
