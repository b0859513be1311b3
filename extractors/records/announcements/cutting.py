"""Cuts an article into sentences of units: a unit is a word, or a whole name, sum, count, date or quotation.

Rule: a unit keeps its offsets, and nothing is dropped between two of them but spaces and marks around titles.
What stands in direct speech is one unit, so that no rule reads it as news.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Token

from extractors.reading import BlockKind, EntityKind, Mention, Reading
from extractors.records.announcements.lexicon import PRESENT
from extractors.records.announcements.rewording import plainly
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    DATE,
    EVENT,
    MONEY,
    PERSON,
    PLACE,
    SCHEME,
    SPEECH,
    VENUE,
    WORD,
    WORK,
    Sentence,
    Unit,
)

_KINDS = {
    EntityKind.PERSON: PERSON,
    EntityKind.WORK: WORK,
    EntityKind.BODY: BODY,
    EntityKind.EVENT: EVENT,
    EntityKind.SCHEME: SCHEME,
    EntityKind.VENUE: VENUE,
    EntityKind.CITY: PLACE,
    EntityKind.COUNTRY: PLACE,
    EntityKind.REGION: PLACE,
    EntityKind.SESSION: SPEECH,
}
_MARKS = frozenset("“”\"‘’'„«»「」『』《》")
_STOPS = frozenset(".!?")
# Words whose stop ends no sentence: "dir. Ann Lee", "approx. 40".
_ABBREVIATIONS = frozenset(
    "dir dirs prod scr wri cert approx est ft vs st dr mr mrs ms nos vol eps incl ca co inc ltd jr sr"
    " prof gen gov sen rep jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_HYPHENS = frozenset("-‑")


@lru_cache(maxsize=1)
def sentences(reading: Reading) -> list[Sentence]:
    """Return the sentences of the article in order; headings open sections and are sentences too."""
    spans = _spans(reading)
    tokens = list(reading.doc)
    found: list[Sentence] = []
    section = 0
    at = 0
    for line, block in enumerate(reading.blocks):
        if block.kind is BlockKind.HEADING:
            section += 1
        units: list[Unit] = []
        while at < len(tokens) and tokens[at].idx < block.start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at].idx < block.end:
            at += 1
        units = list(plainly(list(_units(tokens[first:at], spans))))
        _find_verbs(units)
        for part in _split(units):
            found.append(Sentence(part, block, line, section, len(found)))
    return found


def _spans(reading: Reading) -> list[Unit]:
    """Return everything that is one unit, in order, the wider one where two touch."""
    text = reading.text
    corrected = {id(m.entity): kind for m in reading.mentions if (kind := _kind_by_noun(text, m))}
    spans = [
        Unit(
            corrected.get(id(m.entity)) or _KINDS[m.entity.kind],
            m.start,
            m.end,
            text[m.start : m.end],
            entity=m.entity,
            is_name=m.is_name,
        )
        for m in reading.mentions
    ]
    spans += [Unit(MONEY, m.start, m.end, text[m.start : m.end], money=m) for m in reading.money]
    spans += [
        Unit(DATE, d.start_offset, d.end_offset, text[d.start_offset : d.end_offset], date=d)
        for d in reading.dates
    ]
    spans += [Unit(COUNT, c.start, c.end, text[c.start : c.end], count=c) for c in reading.counts]
    for quote in reading.quotes:
        spans += [Unit(SPEECH, p.start, p.end, text[p.start : p.end]) for p in quote.parts]
    spans.sort(key=lambda u: (u.start, -(u.end - u.start)))
    kept: list[Unit] = []
    for span in sorted(spans, key=lambda u: -(u.end - u.start) - 1000 * (u.kind == SPEECH)):
        if not any(k.start < span.end and span.start < k.end for k in kept):
            kept.append(span)
    return sorted(kept, key=lambda u: u.start)


_MISTAKEN = frozenset({EntityKind.PERSON, EntityKind.WORK, EntityKind.VENUE})
# Nouns right before a name that only a company bears; a producer or publisher may be a person.
_COMPANY_NOUN = re.compile(
    r"\b(?:(?:sales|rights|talent|literary|ad|advertising|creative|management|production|post-production|effects"
    r"|animation|software|tech|technology|record|games|toy|media|theatre|film|television|TV|insurance"
    r"|shipping|telecoms?|publishing|marketing|data|research) (?:agency|company|firm|house|giant|group)"
    r"|streamer|pubcaster|distributor|exhibitor|studio|network|outfit|shingle|prodco|agency"
    r"|conglomerate|consultancy|multiplex|retailer|supermarket|brewer|bank|insurer|airline|telco|start-?up"
    r"|subsidiary|consortium|boutique|imprint|non-?profit|charity|foundation|specialist|indie"
    r"|company|firm|platform|chain) $"
)
_COMPANY_OR_JOB = re.compile(r"\b(?:sales agent|broadcaster|financier|operator|seller|buyer) $")
_SCHEME_NOUN = re.compile(
    r"\b(?:fund|scheme|programme|program|initiative|lab|fellowship|residency|academy|accelerator|incubator|grant"
    r"|rebate|call|camp|course|bursary|scholarship|mentorship),? (?:called|dubbed|named|titled"
    r"|entitled|known as"
    r"|branded|christened) [“\"‘']?$"
)


def _kind_by_noun(text: str, mention: Mention) -> str | None:
    """Return what a supposed person, work or place is by the noun before its name: a company or a scheme."""
    if mention.entity.kind not in _MISTAKEN or not mention.is_name or not mention.start:
        return None
    first, end = max(0, mention.start - 40), mention.start
    single = " " not in mention.entity.name.text
    if _COMPANY_NOUN.search(text, first, end) or (single and _COMPANY_OR_JOB.search(text, first, end)):
        return BODY
    return SCHEME if _SCHEME_NOUN.search(text, first, end) else None


def _units(tokens: Sequence[Token], spans: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units of one line; a token that a span covers in part belongs to it."""
    at = 0
    waiting = [
        s for s in spans if tokens and s.end > tokens[0].idx and s.start < tokens[-1].idx + len(tokens[-1])
    ]
    number = 0
    while at < len(tokens):
        token = tokens[at]
        while number < len(waiting) and waiting[number].end <= token.idx:
            number += 1
        if number < len(waiting) and waiting[number].start < token.idx + len(token):
            span = waiting[number]
            while at < len(tokens) and tokens[at].idx < span.end:
                span.tokens.append(tokens[at])
                at += 1
            yield span
            number += 1
            continue
        limit = waiting[number].start if number < len(waiting) else tokens[-1].idx + len(tokens[-1])
        end = _hyphenated(tokens, at, limit)
        run = list(tokens[at:end])
        at = end
        if token.is_space or (token.text in _MARKS and len(run) == 1):
            continue
        stop = run[-1].idx + len(run[-1])
        yield Unit(
            WORD,
            token.idx,
            stop,
            "".join(t.text_with_ws for t in run).strip() if len(run) > 1 else token.text,
            run,
        )


def _find_verbs(units: Sequence[Unit]) -> None:
    """Mark verbs of the present that the model takes for nouns: they stand between a name and its object."""
    for number in range(1, len(units) - 1):
        unit, before, ahead = units[number], units[number - 1], units[number + 1]
        if unit.kind or unit.tag not in {"NNS", "NN", "NNP", "NNPS"}:
            continue
        goes_on = before.lower == "and" and number > 1 and _parts_predicates(units[number - 2], ahead)
        if not goes_on and not _opens_predicate(before, ahead):
            continue
        stems = (
            [unit.lower.removesuffix("s"), unit.lower.removesuffix("es")] if unit.lower.endswith("s") else []
        )
        if not stems and before.kind == WORK and any(u.tag == "NNS" or u.kind == COUNT for u in units):
            stems = [unit.lower]  # "all episodes of “Y” drop on June 1"
        unit.take_for_verb(next((stem for stem in stems if stem in PRESENT), ""))


def _parts_predicates(before: Unit, ahead: Unit) -> bool:
    """Tell an "and" between two verbs from one between two nouns: "leaves Acme and lands on Kijkbox"."""
    return (bool(before.kind) or before.text == ",") and (ahead.pos == "ADP" or ahead.kind == DATE)


def _opens_predicate(before: Unit, ahead: Unit) -> bool:
    """Tell whether a name stands before a word, and its object, a day or a preposition behind it."""
    if before.kind == WORK or (before.text in {",", ")"} and not ahead.kind):
        return (
            ahead.kind in {DATE, PLACE} or ahead.pos in {"DET", "ADP", "PART", "ADV"} or ahead.tag == "PRP$"
        )
    if before.kind not in {BODY, EVENT, VENUE, SCHEME}:
        return False
    return (
        ahead.kind in {WORK, COUNT, PERSON, BODY}
        or ahead.pos in {"DET", "ADV"}
        or ahead.tag in {"PRP$", "RP"}
    )


def _hyphenated(tokens: Sequence[Token], at: int, limit: int) -> int:
    """Return where a word ends that hyphens join: "first-look" is one."""
    end = at + 1
    if (
        tokens[at].text in _HYPHENS
        and not tokens[at].whitespace_
        and end < len(tokens)
        and tokens[end].idx < limit
    ):
        end += 1
    while (
        end + 1 < len(tokens)
        and tokens[end].text in _HYPHENS
        and not tokens[end - 1].whitespace_
        and not tokens[end].whitespace_
        and tokens[end + 1].idx + len(tokens[end + 1]) <= limit
        and tokens[end - 1].text[-1:].isalnum()
    ):
        end += 2
    return end


def _split(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Yield the sentences of a line: they end at a stop, or with speech that ends in one."""
    part: list[Unit] = []
    for number, unit in enumerate(units):
        part.append(unit)
        ahead = units[number + 1] if number + 1 < len(units) else None
        ends = (unit.text in _STOPS and not _abbreviates(part)) or (
            unit.kind in {SPEECH, WORK} and unit.text[-1:] in _STOPS
        )
        ends = ends or _ends_with_stop(unit) or _ends_abbreviated(unit, ahead)
        if ahead is None or (ends and (ahead.text[:1].isupper() or ahead.kind or ahead.text[:1].isdigit())):
            if ahead is not None and unit.kind in {SPEECH, WORK} and not _fresh(ahead):
                continue
            yield part
            part = []
    if part:
        yield part


def _abbreviates(part: Sequence[Unit]) -> bool:
    """Tell whether the stop that a part ends in only shortens the word before it."""
    return len(part) > 1 and part[-1].text == "." and part[-2].lower in _ABBREVIATIONS


def _ends_with_stop(unit: Unit) -> bool:
    """Tell whether the stop of the sentence is one token with the end of a sum: "£6.7m."."""
    last = unit.tokens[-1] if unit.kind in {MONEY, COUNT} and unit.tokens else None
    return last is not None and last.text.endswith(".") and last.idx + len(last) > unit.end


def _ends_abbreviated(unit: Unit, ahead: Unit | None) -> bool:
    """Tell whether the stop of an abbreviation ends the sentence too: "in Ghana and the U.K. Acme has"."""
    dotted = len(unit.text) > 1 and unit.text.endswith(".") and unit.kind in {WORD, PLACE, BODY, DATE}
    return dotted and ahead is not None and (_fresh(ahead) or bool(ahead.tokens[0].is_sent_start))


def _fresh(unit: Unit) -> bool:
    """Tell whether a unit can begin a sentence behind speech, rather than name its speaker."""
    return unit.kind == "" and unit.text[:1].isupper() and unit.pos != "PROPN"
