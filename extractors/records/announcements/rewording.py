"""Reads the odd wording of copies as what it stands for, unit by unit.

Rule: each unit keeps the words that a value may be cut from; only what rules look at is replaced.
"""

from collections.abc import Iterator, Sequence

from extractors.entities.lexicon import HONORIFICS
from extractors.records.announcements.units import BODY, PERSON, PLACE, WORD, WORK, Unit
from extractors.records.announcements.wording import REWORDINGS, Plain

_MOST_HONOUR = 4
_BY = Plain("by", "by", "IN")


def plainly(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units of a line with odd wording read as what it stands for, and honorifics in names."""
    at = 0
    while at < len(units):
        unit = units[at]
        width = _honoured(units, at)
        if width:
            name = units[at + width]
            name.start, name.tokens = unit.start, [*unit.tokens, *name.tokens]
            at += width
        elif unit.kind == WORD and (read := _read(units, at)):
            yield from read[1]
            at += read[0]
        elif _of_maker(units, at):
            yield _as_plain([unit], _BY)
            at += 1
        else:
            yield unit
            at += 1


def _honoured(units: Sequence[Unit], at: int) -> int:
    """Return how many units of honour stand before the name of a person: "Mr.", "H.E. Dr."."""
    end = at
    while end < len(units) and units[end].kind == WORD and end - at < _MOST_HONOUR:
        if units[end].lower.rstrip(".") not in HONORIFICS and (units[end].text != "." or end == at):
            break
        end += 1
    return end - at if end > at and end < len(units) and units[end].kind == PERSON else 0


def _read(units: Sequence[Unit], at: int) -> tuple[int, list[Unit]] | None:
    """Return how many units odd wording takes, and the units it is read as; each keeps its own words."""
    for rewording in REWORDINGS.get(units[at].lower, ()):
        width = len(rewording.odd)
        taken = units[at : at + width]
        if tuple(u.lower for u in taken) != rewording.odd or any(u.kind for u in taken):
            continue
        ahead = units[at + width] if at + width < len(units) else None
        if rewording.before and (ahead is None or ahead.kind != rewording.before):
            continue
        if rewording.only_verbs and taken[0].pos != "VERB":
            continue
        # Of "under the direction of", "direction" reads "directed" and "of" reads "by".
        own = taken[-len(rewording.plain) :] if len(rewording.plain) > 1 else taken
        parts = [[unit] for unit in own] if len(rewording.plain) > 1 else [own]
        return width, [_as_plain(part, plain) for part, plain in zip(parts, rewording.plain, strict=False)]
    return None


def _as_plain(own: Sequence[Unit], plain: Plain) -> Unit:
    text = " ".join(u.text for u in own)
    tokens = [t for u in own for t in u.tokens]
    return Unit(WORD, own[0].start, own[-1].end, text, tokens, plain=plain)


def _of_maker(units: Sequence[Unit], at: int) -> bool:
    """Tell "“Y” of the director A", "«Y» of A": an "of" behind a title that copies write for "by"."""
    if units[at].lower != "of" or at == 0:
        return False
    before = units[at - 1] if units[at - 1].text != "," else units[max(at - 2, 0)]
    if before.kind != WORK:
        return False
    for ahead in units[at + 1 : at + 8]:
        if ahead.kind == PERSON or (ahead.kind == BODY and units[at + 1].lower == "the"):
            return True
        if ahead.kind not in {WORD, PLACE} or ahead.pos in {"VERB", "AUX", "ADP", "PUNCT"}:
            return False
    return False
