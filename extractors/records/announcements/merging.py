"""Makes one draft of what is told in several places.

Rule: two drafts are one only when they share what identifies their kind: a title, a prize, a person, a fund.
"""

import re
from collections.abc import Iterable, Sequence

from extractors.reading import CountSpan, Words
from extractors.records.announcements import parts, shares
from extractors.records.announcements.draft import Draft, distinct
from extractors.records.announcements.lexicon import DEAL_NOUNS
from extractors.records.announcements.successions import is_departure
from schemas.vocabulary import AnnouncementKind as Kind

_TITLED = frozenset({Kind.COMMISSION, Kind.PRODUCTION, Kind.RELEASE, Kind.DEAL, Kind.REPORT})


_ONE_CEREMONY = 10


def merge(found: Sequence[Draft]) -> list[Draft]:
    """Make one draft of those that tell the same announcement."""
    kept: list[Draft] = []
    for draft in found:
        if _is_only_choice(draft, found) or _is_only_post(draft, found) or shares.absorbed(draft, kept):
            continue
        same = next((k for k in kept if _same(k, draft)), None) or parts.whole_of(draft, kept)
        if same is None:
            kept.append(draft)
        else:
            _join(same, draft)
    return kept


_CHOSEN = frozenset(
    {"recipients", "participants", "fellows", "beneficiaries", "grantees", "fellowship", "fellowships"}
)


def _is_only_choice(draft: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether a supposed prize or line-up is but the choice of those whom a scheme supports."""
    if draft.kind not in {Kind.AWARD, Kind.SLATE} or draft.subject is None:
        return False
    schemes = [d for d in found if d.kind in parts.SCHEMES and d.sentence is draft.sentence]
    if schemes and draft.kind is Kind.SLATE:
        schemes[0].titles += [t for t in draft.titles if t not in schemes[0].titles]
        return True
    return bool(schemes) and draft.subject.text.casefold().split()[-1] in _CHOSEN


def _is_only_post(draft: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether a supposed prize is but the post that the same verb gives: "named A president"."""
    if draft.kind is not Kind.AWARD or draft.titles:
        return False
    return any(d.kind is Kind.APPOINTMENT and d.trigger == draft.trigger for d in found)


def _same(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts tell the same announcement."""
    if one.kind is not other.kind:
        return False
    shared = any(t in one.titles for t in other.titles)
    if one.kind in _TITLED and one.titles and other.titles:
        return shared and _same_terms(one, other)
    if one.kind is Kind.AWARD:
        return _alike(one.subject, other.subject) or _one_ceremony(one, other)
    if one.kind is Kind.APPOINTMENT:
        people = {id(c.person) for c in one.people} & {id(c.person) for c in other.people}
        return bool(people) or (_is_jury(one) and _is_jury(other)) or _hands_over(one, other)
    nameless = one.kind is Kind.REPORT and not one.titles and not other.titles
    near = nameless and abs(one.sentence.line - other.sentence.line) <= 6
    if one.kind is Kind.DEAL and not other.titles and _is_told_again(one, other):
        return True
    same_slate = one.kind is Kind.SLATE and shared
    counters = _names(one.by) == _names(other.by) or bool(_names(one.by) & _names(other.by))
    return same_slate or _alike(one.subject, other.subject) or (near and counters)


def _is_told_again(one: Draft, other: Draft) -> bool:
    """Tell whether a deal without a title is one told just before: "the deal", or the same partners."""
    if abs(one.sentence.line - other.sentence.line) > _FEW_LINES:
        return False
    partners = _names(other.by) == _names(one.by) | _names(one.with_) or _names(other.by) == _names(one.by)
    if len(other.by) > 1 and partners and not one.titles:
        return True
    return _refers_back(other) and not other.with_ and _shares_party(one, other)


def _refers_back(draft: Draft) -> bool:
    """Tell whether a deal is only called "the deal" or "the three-year agreement"."""
    if draft.subject is None or draft.subject.text.casefold().split()[-1] not in DEAL_NOUNS:
        return False
    before = [u for u in draft.sentence.units if u.end <= draft.subject.start][-1:]
    return bool(before) and before[0].lower in {"the", "this", "that"}


def _shares_party(one: Draft, other: Draft) -> bool:
    return not other.by or bool(_names(other.by) & (_names(one.by) | _names(one.with_)))


_FEW_LINES = 4


def _same_terms(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts of one title may be one: a release by day and place, a deal by its buyers."""
    if one.kind is Kind.RELEASE:
        if one.sentence is other.sentence and one.date is not None and one.date == other.date:
            return True
        days = one.date is None or other.date is None or _same_day(one.date.start, other.date.start)
        sides = not one.by or not other.by or bool(_names(one.by) & _names(other.by))
        return (
            days
            and sides
            and (not one.places or not other.places or _names(one.places) == _names(other.places))
        )
    if one.kind is Kind.DEAL:
        return _names(one.by) == _names(other.by) or not one.by or not other.by
    return True


def _same_day(one: str, other: str) -> bool:
    """Tell whether two dates may be one day, the one told less exactly: "October" and "October 9"."""
    return one.startswith(other) or other.startswith(one)


def _one_ceremony(one: Draft, other: Draft) -> bool:
    if re.search(r"\balso (?:revealed|announced|handed|presented)\b", other.sentence.lower):
        return False
    givers = other.presumed or bool(_names(one.by) & _names(other.by))
    return givers and abs(one.sentence.line - other.sentence.line) <= _ONE_CEREMONY


def _hands_over(one: Draft, other: Draft) -> bool:
    """Tell whether one goes from the post that the other comes to, told close by each other."""
    goes = [is_departure(d) for d in (one, other)]
    near = abs(one.sentence.line - other.sentence.line) <= 1
    return (
        near
        and goes[0] != goes[1]
        and _alike(one.subject, other.subject)
        and _names(one.by) == _names(other.by)
    )


def _is_jury(draft: Draft) -> bool:
    return draft.subject is not None and "jur" in draft.subject.text.lower()


def _names(found: Iterable[Words]) -> set[str]:
    return {w.text.casefold() for w in found}


def _alike(one: Words | None, other: Words | None) -> bool:
    if one is None or other is None:
        return False
    first, second = (re.findall(r"\w+", w.text.casefold()) for w in (one, other))
    return first == second or (
        bool(first)
        and bool(second)
        and first[-1] == second[-1]
        and (set(first) <= set(second) or set(second) <= set(first))
    )


def _join(one: Draft, other: Draft) -> None:
    one.by = distinct([*one.by, *(other.by if not one.by else [])])
    one.with_ = [w for w in distinct([*one.with_, *other.with_]) if w.text not in {b.text for b in one.by}]
    one.titles += [t for t in other.titles if t not in one.titles]
    one.people += [c for c in other.people if c.person not in [k.person for k in one.people]]
    one.amounts += [
        a for a in other.amounts if (a.value, a.currency) not in {(k.value, k.currency) for k in one.amounts}
    ]
    one.counts += [c for c in other.counts if count_key(c) not in {count_key(k) for k in one.counts}]
    one.places = distinct([*one.places, *other.places])
    exact = one.date is None or (other.date is not None and len(other.date.start) > len(one.date.start))
    one.date = other.date if exact else one.date
    one.sources.append(other.sentence)
    one.sources += other.sources
    if one.presumed and other.by and not other.presumed:
        one.by, one.presumed = list(other.by), False
    if one.subject is None or (
        one.kind in parts.SCHEMES
        and _says_more(other.subject, one.subject)
        and other.subject is not None
        and other.subject.text not in {w.text for w in one.by}
    ):
        one.subject = other.subject
    one.confidence = min(0.95, one.confidence + 0.05)


def _says_more(new: Words | None, old: Words) -> bool:
    """Tell whether a subject names a scheme that the other only describes, or is a fuller form of it."""
    if new is None or parts.is_named(old) > parts.is_named(new):
        return False
    if parts.is_named(new) and not parts.is_named(old):
        return True
    return len(new.text) > len(old.text) and _alike(new, old)


def count_key(count: CountSpan) -> tuple[float, str]:
    """Return what two tellings of one count share: the number and the noun."""
    return count.value, count.unit.text.split()[-1].lower() if count.unit else ""
