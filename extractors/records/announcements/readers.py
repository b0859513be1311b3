"""Runs all readers over the sentences of an article.

Rule: what a sentence tells in passing is left out here, once for all readers.
"""

from collections.abc import Callable, Iterator, Sequence

from extractors.reading import BlockKind
from extractors.records.announcements import (
    accounts,
    calls,
    changes,
    closures,
    cohorts,
    commissions,
    datelines,
    deals,
    digests,
    figures,
    handlings,
    handovers,
    idioms,
    juries,
    lineups,
    mandates,
    pacts,
    posts,
    prizes,
    productions,
    receipts,
    releases,
    rosters,
    rounds,
    sales,
    schemes,
    services,
    signings,
    slates,
    status,
    sums,
    takeovers,
    takings,
    ventures,
    verdicts,
)
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.links import subject
from extractors.records.announcements.units import DATE, PARTIES, Sentence
from extractors.records.announcements.verbs import finite_verbs
from schemas.vocabulary import AnnouncementKind as Kind

_BY_VERB: tuple[Callable[[Story, Sentence, int], Iterator[Draft]], ...] = (
    commissions.commissions,
    deals.purchases,
    sales.sales,
    mandates.mandates,
    ventures.partnerships,
    ventures.makings,
    posts.appointments,
    schemes.launches,
    calls.calls,
    cohorts.cohorts,
    cohorts.joiners,
    cohorts.recipients,
    rounds.rounds,
    sums.grants,
    receipts.receipts,
    receipts.shares,
    sums.promises,
    calls.openings,
    handlings.handlings,
    accounts.results,
    sums.sums,
    handlings.payments,
    handlings.stakes,
    signings.signings,
    services.platforms,
    services.services,
    prizes.prizes,
    prizes.nominations,
    slates.slates,
    figures.earnings,
    accounts.reports,
    accounts.sold,
    closures.closures,
    figures.audiences,
)


_BY_SENTENCE: tuple[Callable[[Story, Sentence], Iterator[Draft]], ...] = (
    idioms.idioms,
    verdicts.verdicts,
    commissions.makers,
    productions.shoots,
    productions.castings,
    releases.releases,
    services.nominal,
    datelines.bracketed,
    datelines.by_day,
    datelines.dated_line,
    pacts.pacts,
    schemes.nominal,
    juries.juries,
    handovers.placements,
    takeovers.nominal,
    takeovers.takeovers,
    takeovers.unions,
    figures.charts,
    handovers.successions,
    changes.changes,
    rosters.rosters,
    handovers.newcomers,
    handovers.listed,
    slates.mentions,
)


def drafts(story: Story) -> list[Draft]:
    """Return all drafts of the article in the order of the text, background and doubt left out."""
    found: list[Draft] = []
    if takings.is_box_office(story):
        found += takings.takings(story)
    for sentence in story.sentences:
        if sentence.block.kind is BlockKind.ITEM:
            found += datelines.dated_list(story, sentence)
            found += digests.digest_line(story, sentence)
            found += (
                _of_sentence(story, sentence) if _is_whole(sentence) else rosters.rosters(story, sentence)
            )
        elif not story.is_heading(sentence):
            found += digests.digest_line(story, sentence)
            found += _of_sentence(story, sentence)
    found = productions.settle([*found, *lineups.line_ups(story, found)])
    return [d for d in found if d.has_identity() and not _echo(d, found) and not _no_deal(d, found)]


def _is_whole(sentence: Sentence) -> bool:
    """Tell an item that is a sentence of its own from one that only names something."""
    verbs = finite_verbs(sentence)
    return any(
        sentence.units[v].tag in {"VBZ", "VBP", "VBD", "VBN"} and subject(sentence, v, PARTIES) is not None
        for v in verbs
    )


def _of_sentence(story: Story, sentence: Sentence) -> Iterator[Draft]:
    verbs = finite_verbs(sentence)
    told = {verb for verb in verbs if _is_told(story, sentence, verb)}
    if accounts.gives_figures(story, sentence):
        for verb in verbs:
            if verb not in told and status.is_news(sentence, verb, None):
                yield from accounts.results(story, sentence, verb)
                yield from accounts.reports(story, sentence, verb)
                yield from accounts.sold(story, sentence, verb)
    for verb in sorted(told):
        for reader in _BY_VERB:
            yield from reader(story, sentence, verb)
    for read in _BY_SENTENCE:
        for draft in read(story, sentence):
            near = _verb_of(sentence, verbs, draft)
            if draft.sure or near is None or near in told:
                yield draft


def _verb_of(sentence: Sentence, verbs: Sequence[int], draft: Draft) -> int | None:
    """Return the verb that a draft hangs on: that in its trigger, else the last before it, else the next."""
    start, end = draft.trigger.start, draft.trigger.end
    inside = [v for v in verbs if sentence.units[v].end > start and sentence.units[v].start < end]
    before = [v for v in verbs if sentence.units[v].end <= start]
    behind = [v for v in verbs if sentence.units[v].start >= end]
    return next(iter([*inside, *before[-1:], *behind]), None)


def _echo(draft: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether a bare "deal" only names a purchase or sale told beside it, and give that its sums."""
    if draft.kind is not Kind.DEAL or draft.titles or draft.with_ or draft.subject is None:
        return False
    for other in found:
        near = (
            other.sentence.line == draft.sentence.line
            and 0 <= draft.sentence.number - other.sentence.number <= 2
        )
        if (
            other is not draft
            and other.kind is Kind.DEAL
            and near
            and (other.titles or other.with_ or other.by)
        ):
            if other.trigger.text in lex.DEAL_NOUNS and other.sentence is draft.sentence:
                continue
            other.amounts += [a for a in draft.amounts if a not in other.amounts]
            return True
    return False


def _no_deal(draft: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether what looks like a deal is an order or a part: "picked up for a second series"."""
    if draft.kind is not Kind.DEAL:
        return False
    if draft.subject is not None and any(
        u.kind == DATE and u.start == draft.subject.start for u in draft.sentence.units
    ):
        return True  # "“Y” lands September 4"
    if not draft.titles and _is_of_people(draft, found):
        return True
    for other in found:
        if other.sentence is not draft.sentence or other.kind not in _NO_DEALS:
            continue
        if other.kind is Kind.RELEASE and draft.with_:
            continue
        same_words = other.trigger.start < draft.trigger.end and draft.trigger.start < other.trigger.end
        if same_words or (
            other.kind is not Kind.RELEASE and not draft.by and any(t in other.titles for t in draft.titles)
        ):
            return True
    return False


_NO_DEALS = frozenset({Kind.COMMISSION, Kind.PRODUCTION, Kind.APPOINTMENT, Kind.RELEASE})


def _is_of_people(draft: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether a deal only takes on somebody who gets a post or a part: "has snagged agent Ann Lee"."""
    taken = {c.person.name.text for d in found if d.kind in _TAKES_ON for c in d.people}
    subject = draft.subject.text if draft.subject is not None else ""
    return any(subject.endswith(name) for name in taken) or any(
        c.person.name.text in taken for c in draft.people
    )


_TAKES_ON = frozenset({Kind.PRODUCTION, Kind.APPOINTMENT})


def _is_told(story: Story, sentence: Sentence, verb: int) -> bool:
    return status.is_news(sentence, verb, story.year) and not status.in_background_clause(sentence, verb)
