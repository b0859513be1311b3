"""Sums that are no gift of their own: the price of a deal, the cost of a work, a line of accounts, a share.

Rule: such a sum is given to the record told before it, near by and about the same parties; what has a name of
its own stays a fund.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.reading import Words
from extractors.records.announcements import parts
from extractors.records.announcements.draft import Draft, distinct
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_NEAR = 2
_UNDER = re.compile(
    r"\b(?:under|as part of|through|with) (?:the|its|this|their|that) (?:[\w-]+ ){0,3}(?:deal|agreement"
    r"|pact|partnership|contract"
    r"|accord|venture|alliance)\b"
)
_THEY = re.compile(r"(?:they|the (?:two )?(?:partners|companies|parties|pair|two|duo)|both)\b")
_PAID = re.compile(
    r"\bin (?:cash|shares|stock|instal\w+)\b|^of (?:that|this|which)\b"
    r"|\b(?:up ?front|earn-out|balance|remainder)\b"
)
_THE_WORK = re.compile(
    r"^(?:the|this|its|their) (?:[^ ]+ ){0,4}?(?:project|production|film|feature|documentary|series|show|game"
    r"|exhibition|installation|musical|play|drama|movie|opera|tour|co-production|adaptation|title|album)\b"
)
_OF_THE_WHOLE = re.compile(r"\bof (?:the (?:total|sum|money|pot|cost)|that|it)\b|\b(?:a further|on top)\b")
_OUTLAYS = words("budget budgets spend spending investment expenditure guidance")
_WORKS = frozenset({Kind.DEAL, Kind.COMMISSION, Kind.PRODUCTION})


def absorbed(draft: Draft, kept: Sequence[Draft]) -> bool:
    """Give a sum to the record that it only tells a part of; tell whether there is one."""
    if draft.kind is not Kind.FUNDING or not draft.amounts:
        return False
    whole = next(_wholes(draft, kept), None)
    if whole is None:
        return False
    whole.amounts += [a for a in draft.amounts if a not in whole.amounts]
    if whole.kind in parts.SCHEMES:
        whole.with_ = distinct([*whole.with_, *(w for w in draft.by if w not in whole.by)])
    return True


def _wholes(draft: Draft, kept: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the records before a draft that its sum may belong to, the nearest of each sort."""
    for fits in (_is_term, _is_cost, _is_line, _is_share):
        near = [d for d in kept if 0 <= draft.sentence.line - d.sentence.line <= _NEAR]
        yield from [d for d in reversed(near) if fits(draft, d)][:1]


def _is_term(draft: Draft, deal: Draft) -> bool:
    """Tell a term of a deal: "under the pact, X will invest £2m", "€15m was handed over in cash"."""
    if deal.kind is not Kind.DEAL:
        return False
    lower = draft.sentence.lower
    told = _UNDER.search(lower) or _THEY.match(lower) or _PAID.search(lower)
    return bool(told) or _is_partners(draft, deal)


def _is_partners(draft: Draft, deal: Draft) -> bool:
    """Tell what one partner puts into the deal that its line tells of from a fund of its own."""
    named = draft.subject is not None and parts.is_named(draft.subject)
    partners = _names([*deal.by, *deal.with_])
    return (
        draft.sentence.line == deal.sentence.line
        and not named
        and not deal.amounts
        and len(partners) > 1
        and bool(draft.by)
        and _names(draft.by) <= partners
    )


def _is_cost(draft: Draft, work: Draft) -> bool:
    """Tell what a work costs: "the €2.8m project is co-financed by …"."""
    near = draft.sentence.section == work.sentence.section and draft.sentence.line - work.sentence.line <= 1
    about = bool(work.titles) and work.kind in _WORKS and not draft.titles
    return near and about and bool(_THE_WORK.match(draft.sentence.lower))


def _is_line(draft: Draft, report: Draft) -> bool:
    """Tell a budget that stands beside a company's results."""
    outlay = draft.subject is not None and draft.subject.text.casefold().split()[-1] in _OUTLAYS
    return report.kind is Kind.REPORT and outlay and bool(_names(report.by) & _names(draft.by))


def _is_share(draft: Draft, scheme: Draft) -> bool:
    """Tell what somebody else adds to a scheme: "X has committed ₩6bn of the total"."""
    if scheme.kind not in parts.SCHEMES or draft.subject is not None or draft.titles:
        return False
    return bool(draft.by) and bool(_OF_THE_WHOLE.search(draft.sentence.lower))


def _names(found: Iterable[Words]) -> set[str]:
    return {w.text.casefold() for w in found}
