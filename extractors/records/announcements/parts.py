"""Which drafts only tell a part of a fund or programme told before: its grants, its call, its name.

Rule: a part has the same actor as the whole, or none of its own; what is named otherwise, or told with "a
new", is another scheme.
"""

import re
from collections.abc import Iterable, Sequence

from extractors.reading import Words
from extractors.records.announcements.draft import Draft
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_ROUND = re.compile(r"\b(?:series [a-f]|round|funding|raise|financing|investment|capital)\b", re.IGNORECASE)
SCHEMES = frozenset({Kind.FUNDING, Kind.PROGRAMME})
_FAR = 6
_NEXT = 2
_PARTS = words(
    "grant grants award awards bursary bursaries stipend stipends call calls application applications"
    " submission"
    " submissions entries round funding investment investments financing sum pot tranche edition intake"
    " cohort support"
    " money cash sums budget allocation prize-pot subsidies subsidy contribution contributions participants"
    " recipients proposals placements residencies fellowships mentoring training workshops"
)
_WHOLES = words(
    "fund scheme programme program initiative project course academy lab accelerator rebate incentive measure"
    " fellowship residency school plan package facility"
)
_DEFINITE = words("the this its their these that 's")


def whole_of(draft: Draft, kept: Sequence[Draft]) -> Draft | None:
    """Return the scheme that a draft tells a part of, the nearest one before it in its section."""
    if draft.kind not in SCHEMES:
        return None
    for other in reversed(kept):
        if other.kind not in SCHEMES or other.sentence.section != draft.sentence.section:
            continue
        if draft.sentence.line - _last_line(other) > _FAR:
            return None
        if _is_part(draft, other):
            return other
    return None


def _last_line(draft: Draft) -> int:
    return max([draft.sentence.line, *(s.line for s in draft.sources)])


def _is_part(draft: Draft, other: Draft) -> bool:
    near = draft.sentence.line - _last_line(other)
    own = _names(draft.by)
    whole = _names([*other.by, *other.with_]) | ({other.subject.text.casefold()} if other.subject else set())
    itself = other.subject is not None and any(n.split()[-1] == _tail(other.subject) for n in own)
    if not (draft.presumed or not own or own & whole or itself):
        return False
    known = draft.presumed or bool(own & whole)
    if draft.subject is None:
        reach = _NEXT if draft.presumed else 1
        return draft.sentence.line == other.sentence.line or (near <= reach and known)
    again = known and draft.sentence in (other.sentence, *other.sources)
    if again or (other.is_round and _ROUND.search(draft.subject.text)):
        return True
    return _takes_up(draft, draft.subject, other, near)


def _takes_up(draft: Draft, subject: Words, other: Draft, near: int) -> bool:
    """Tell whether a subject names or takes up another scheme: "the fund", "its grants", "Page Turners"."""
    tail = _tail(subject)
    same = tail == _tail(other.subject)
    if is_named(subject):
        names_it = other.subject is not None and not is_named(other.subject)
        return names_it and near <= _NEXT and (same or draft.presumed)
    before = set(_before(draft))
    if {"a", "an"} & before and "new" in before:
        return False
    return tail in _PARTS or (bool(_DEFINITE & before) and (same or tail in _WHOLES))


def heads(subject: Words) -> list[str]:
    """Return the nouns that a subject is taken up by: "fund", "film" of "the Fund for Film"."""
    name = subject.text.casefold()
    return list(dict.fromkeys([name.split()[-1], re.split(r" (?:for|of|in|on) ", name)[0].split()[-1]]))


def is_named(subject: Words) -> bool:
    """Tell a proper name from a plain noun phrase: "True North Fund" from "documentary fund" and "Grants"."""
    first, *rest = subject.text.split()
    if not rest:
        return first[:1].isupper() and first.lower() not in _PARTS | _WHOLES
    return first[:1].isupper() and any(w[:1].isupper() for w in rest)


def _before(draft: Draft) -> list[str]:
    """Return the two words before a draft's subject."""
    if draft.subject is None:
        return []
    return [u.lower for u in draft.sentence.units if u.end <= draft.subject.start][-2:]


def _tail(subject: Words | None) -> str:
    return subject.text.casefold().split()[-1] if subject is not None else ""


def _names(found: Iterable[Words]) -> set[str]:
    return {w.text.casefold() for w in found}
