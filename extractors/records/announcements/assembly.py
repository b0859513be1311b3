"""Puts drafts together: what is told twice becomes one record, lists and credits are laid in, and records are built.

Rule: nothing is said of a record that its own words or those of its title, fund or prize do not say.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from extractors.reading import BlockKind, CountSpan, Entity, Words
from extractors.records.announcements import deals, figures, posts, prizes, schemes, slates, status, titles
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.credits import Credit, is_background_title, skeleton
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.links import finite_verbs, mates
from extractors.records.announcements.units import BODY, COUNT, MONEY, PERSON, PLACE, SCHEME, WORK, Sentence
from extractors.records.evidence import Values
from schemas.records import Announcement
from schemas.vocabulary import AnnouncementKind as Kind

_BY_VERB: tuple[Callable[[Story, Sentence, int], Iterator[Draft]], ...] = (
    titles.commissions,
    deals.purchases,
    deals.sales,
    deals.partnerships,
    posts.appointments,
    schemes.launches,
    schemes.grants,
    schemes.promises,
    schemes.openings,
    deals.handlings,
    figures.results,
    schemes.sums,
    deals.payments,
    titles.platforms,
    prizes.prizes,
    slates.slates,
    figures.earnings,
    figures.reports,
)
_BY_SENTENCE: tuple[Callable[[Story, Sentence], Iterator[Draft]], ...] = (
    titles.greenlights,
    titles.productions,
    titles.castings,
    titles.releases,
    deals.pacts,
    posts.juries,
    posts.placements,
    posts.successions,
    slates.mentions,
)
_TITLED = frozenset({Kind.COMMISSION, Kind.PRODUCTION, Kind.RELEASE, Kind.DEAL, Kind.REPORT})


_ONE_CEREMONY = 10


def drafts(story: Story) -> list[Draft]:
    """Return all drafts of the article in the order of the text, background and doubt left out."""
    found: list[Draft] = []
    if figures.is_box_office(story):
        found += figures.takings(story)
    for sentence in story.sentences:
        if sentence.block.kind is BlockKind.ITEM:
            found += titles.dated_list(story, sentence)
        if story.is_heading(sentence) or sentence.block.kind is BlockKind.ITEM:
            continue
        verbs = finite_verbs(sentence)
        for verb in verbs:
            if not _is_told(story, sentence, verb):
                continue
            for reader in _BY_VERB:
                found += reader(story, sentence, verb)
        for read in _BY_SENTENCE:
            for draft in read(story, sentence):
                near = next((v for v in verbs if sentence.units[v].end >= draft.trigger.start), None)
                if near is None or _is_told(story, sentence, near):
                    found.append(draft)
    return [d for d in found if d.has_identity() and not _echo(d, found)]


def _echo(draft: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether a bare "deal" only names the purchase or sale that its sentence or line tells, and give it its sums."""
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


def _is_told(story: Story, sentence: Sentence, verb: int) -> bool:
    return status.is_news(sentence, verb, story.year) and not status.in_background_clause(sentence, verb)


def merge(found: Sequence[Draft]) -> list[Draft]:
    """Make one draft of those that tell the same announcement."""
    kept: list[Draft] = []
    for draft in found:
        same = next((k for k in kept if _same(k, draft)), None) or _scheme_of(draft, kept)
        if same is None:
            kept.append(draft)
        else:
            _join(same, draft)
    return kept


def _same(one: Draft, other: Draft) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind in _TITLED and one.titles and other.titles:
        shared = any(t in one.titles for t in other.titles)
        if one.kind is Kind.RELEASE:
            dates = one.date is None or other.date is None or one.date.start == other.date.start
            return (
                shared
                and dates
                and (not one.places or not other.places or _names(one.places) == _names(other.places))
            )
        if one.kind is Kind.DEAL:
            return shared and (_names(one.by) == _names(other.by) or not one.by or not other.by)
        return shared
    if one.kind is Kind.AWARD:
        apart = re.search(
            r"\balso (?:revealed|announced|handed|presented)\b|\bpodcast\b", other.sentence.lower
        )
        near = abs(one.sentence.line - other.sentence.line) <= _ONE_CEREMONY and (
            _names(one.by) & _names(other.by) or other.presumed
        )
        return _alike(one.subject, other.subject) or (apart is None and bool(near))
    if one.kind is Kind.APPOINTMENT:
        people = {id(c.person) for c in one.people} & {id(c.person) for c in other.people}
        jury = _is_jury(one) and _is_jury(other)
        return jury or bool(people)
    if one.kind is Kind.SLATE:
        return _alike(one.subject, other.subject) or bool(
            set(map(id, one.titles)) & set(map(id, other.titles))
        )
    if one.kind is Kind.REPORT and not one.titles and not other.titles and _names(one.by) == _names(other.by):
        return abs(one.sentence.line - other.sentence.line) <= 6
    return _alike(one.subject, other.subject)


def _scheme_of(draft: Draft, kept: Sequence[Draft]) -> Draft | None:
    """Return the scheme that a sum without a name of its own belongs to: one told just before in the same line."""
    if draft.kind is not Kind.FUNDING or draft.subject is not None or draft.titles:
        return None
    for other in reversed(kept):
        if other.kind in {Kind.FUNDING, Kind.PROGRAMME} and other.sentence.line == draft.sentence.line:
            return other
    return None


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
    one.counts += [c for c in other.counts if _count_key(c) not in {_count_key(k) for k in one.counts}]
    one.places = distinct([*one.places, *other.places])
    one.date = one.date or other.date
    one.sources.append(other.sentence)
    one.sources += other.sources
    if one.presumed and other.by and not other.presumed:
        one.by, one.presumed = list(other.by), False
    if one.subject is None or (
        other.subject is not None
        and len(other.subject.text) > len(one.subject.text)
        and one.kind in {Kind.FUNDING, Kind.PROGRAMME}
    ):
        one.subject = other.subject
    one.confidence = min(0.95, one.confidence + 0.05)


def _count_key(count: CountSpan) -> tuple[float, str]:
    return count.value, count.unit.text.split()[-1].lower() if count.unit else ""


def lay_in_lists(story: Story, found: list[Draft]) -> list[Draft]:
    """Give each list of titles to the slate, prize, fund or programme that it spells out."""
    for lead, items in slates.title_lists(story):
        owner = _owner(story, found, lead, items)
        if owner is None:
            continue
        for item in items:
            for number, unit in enumerate(item.units):
                if unit.entity is None:
                    continue
                if (
                    unit.kind == WORK
                    and not is_background_title(item, number)
                    and unit.entity not in owner.titles
                ):
                    owner.titles.append(unit.entity)
                elif (
                    unit.kind == PERSON
                    and unit.is_name
                    and unit.entity not in [c.person for c in owner.people]
                ):
                    title = _title_of(item)
                    known = story.profile(title).credits if title is not None else []
                    credit = next((c for c in known if c.person is unit.entity), None)
                    owner.people.append(credit or Credit(unit.entity, None, item.number))
                elif unit.kind == BODY and owner.kind is not Kind.SLATE:
                    owner.with_ = distinct([*owner.with_, unit.entity.name])
            if owner.kind is Kind.FUNDING:
                owner.amounts += [u.money for u in item.units if u.kind == MONEY and u.money is not None]
        if owner not in found:
            found.append(owner)
    return found


def _title_of(item: Sentence) -> Entity | None:
    return next(
        (u.entity for n, u in enumerate(item.units) if u.kind == WORK and not is_background_title(item, n)),
        None,
    )


def _owner(story: Story, found: list[Draft], lead: Sentence | None, items: list[Sentence]) -> Draft | None:
    at = items[0].number
    near = [
        d
        for d in found
        if d.kind in {Kind.SLATE, Kind.AWARD, Kind.FUNDING, Kind.PROGRAMME} and d.sentence.number < at
    ]
    context = lead.lower if lead is not None else ""
    if re.search(r"\b(?:winners?|prizes?|awards?|mentions?|shortlist|nominees|nominations)\b", context):
        wanted = [d for d in near if d.kind is Kind.AWARD]
    elif re.search(r"\b(?:grants?|funded|awarded|supported|backed|receive)\b", context):
        wanted = [d for d in near if d.kind is Kind.FUNDING]
    elif re.search(r"\b(?:fellows|participants|selected|mentees|alumni)\b", context):
        wanted = [d for d in near if d.kind is Kind.PROGRAMME]
    elif re.search(r"\b(?:dated|out now|dates|release)\b", context):
        return None
    else:
        wanted = [d for d in near if d.kind is Kind.SLATE]
    if wanted:
        return wanted[-1]
    if "fellows" in context or "participants" in context:
        return _programme_in_sight(story, items[0])
    section, line = items[0].section, items[0].line
    close = [
        d for d in near if d.sentence.section == section and line - d.sentence.line <= 4 and not d.titles
    ]
    if close:
        return close[-1]
    subject = slates.list_head(story, lead)
    if subject is None or lead is None:
        return None
    draft = Draft(Kind.SLATE, subject, lead, subject=subject, confidence=0.55)
    draft.by = story.carried_actor(lead)
    return draft


def _programme_in_sight(story: Story, item: Sentence) -> Draft | None:
    """Make the record of a programme whose people a list names, where nothing else announces it."""
    for sentence in reversed(story.sentences[: item.number]):
        for unit in sentence.units:
            if (
                unit.kind == SCHEME
                and unit.entity is not None
                and re.search(r"fellow|lab|program|academy|scheme", unit.lower)
            ):
                draft = Draft(
                    Kind.PROGRAMME,
                    story.words(unit),
                    sentence,
                    subject=unit.entity.name,
                    confidence=0.6,
                    presumed=True,
                )
                draft.by = story.carried_actor(sentence)
                return draft
    return None


def follow_up(story: Story, found: list[Draft]) -> None:
    """Let funds, programmes, prizes and slates gather what the sentences after them say of them."""
    starts = {s.number for d in found for s in (d.sentence, *d.sources)}
    for draft in found:
        if draft.kind in {Kind.FUNDING, Kind.PROGRAMME, Kind.AWARD, Kind.REPORT}:
            for source in (draft.sentence, *draft.sources):
                for sentence in _about(story, draft, source, starts):
                    _gather(draft, sentence)
            _run_by(story, draft)
            schemes.set_opening(story, draft)
        elif draft.kind in {Kind.DEAL, Kind.COMMISSION}:
            _gather_price(story, draft, starts)
            if (
                draft.kind is Kind.DEAL
                and draft.subject is not None
                and not draft.titles
                and not draft.counts
            ):
                _founders(story, draft)
        elif draft.kind is Kind.SLATE:
            _gather_titles(story, draft, starts)


_PRICE = re.compile(
    r"\b(?:budget|budgeted|price|worth|valued|value|costs?|upfront|pay|pays|paid|fee|sum|deal|advance|package|figure|further)\b"
)
_COVERS = re.compile(
    r"\b(?:cover(?:s|ed|ing)?|territor(?:y|ies)|includ(?:es|ing)|rights (?:for|in)|comprises?|spans?|extends? to)\b"
)


def _gather_terms(story: Story, draft: Draft, starts: set[int]) -> None:
    """Take in the places that the next sentence says a deal covers."""
    for sentence in story.sentences[draft.sentence.number + 1 : draft.sentence.number + 3]:
        if sentence.line != draft.sentence.line or sentence.number in starts:
            break
        if not draft.places and _COVERS.search(sentence.lower):
            draft.places = distinct(
                [u.entity.name for u in sentence.units if u.kind == PLACE and u.entity is not None]
            )


_ANNOUNCED = re.compile(
    r"\b(?:said|announced?|unveiled|revealed|confirmed|told|disclosed|presented|reported|signed|named|launched|today)\b"
)


def date_by_line(story: Story, draft: Draft) -> None:
    """Date what has no date of its own by the day on which its line says that it was announced."""
    if (
        draft.date is not None
        or story.reading.published is None
        or draft.kind in {Kind.RELEASE, Kind.PRODUCTION, Kind.REPORT}
    ):
        return
    today = story.reading.published
    for sentence in story.sentences:
        if sentence.line != draft.sentence.line or not _ANNOUNCED.search(sentence.lower):
            continue
        for unit in sentence.units:
            if unit.date is None or unit.date.is_range or len(unit.date.start) != 10:
                continue
            if 0 <= (today - date.fromisoformat(unit.date.start)).days <= _FRESH:
                draft.date = unit.date
                return


_FRESH = 8
_RUN = re.compile(
    r"\b(?:run|managed|organised|organized|administered|operated|founded|set up|created|presented|handed out|given|awarded|launched|overseen|announced)"
    r"(?: \w+)? (?:jointly )?by (?:the )?(?:[\w'’-]+ |<C\d+> |'s ){0,5}?<[BE](?P<by>\d+)>"
)
_SPONSOR = re.compile(
    r"\b(?:sponsored|backed|supported|funded|financed|underwritten|in association|in partnership|together|jointly)(?: \w+)? (?:by|with) (?:[\w'’-]+ |<C\d+> |'s ){0,5}?<[BE](?P<with>\d+)>"
)


def _run_by(story: Story, draft: Draft) -> None:
    """Learn from "the prize, run by X and sponsored by Y, …" who gives it and who supports it."""
    if draft.subject is None or draft.kind is Kind.REPORT:
        return
    name, head = draft.subject.text.casefold(), draft.subject.text.casefold().split()[-1]
    for sentence in story.sentences:
        lower = sentence.lower
        if name not in lower and not re.search(rf"\bthe (?:\w+ )?{re.escape(head)}\b", lower):
            continue
        text = skeleton(sentence)
        runner, sponsor = _RUN.search(text), _SPONSOR.search(text)
        if (
            runner is not None
            and (draft.presumed or draft.kind is not Kind.FUNDING)
            and sentence is not draft.sentence
        ):
            draft.by = story.parties(sentence, int(runner["by"]))
            draft.presumed = False
        if sponsor is not None:
            names = {w.text for w in draft.by}
            found = [w for w in story.parties(sentence, int(sponsor["with"])) if w.text not in names]
            draft.with_ = distinct([*draft.with_, *found])
    draft.with_ = [w for w in draft.with_ if w.text not in {b.text for b in draft.by}]


def _founders(story: Story, draft: Draft) -> None:
    """Take in the founders that the next lines name for a company that is bought."""
    for sentence in story.sentences[draft.sentence.number : draft.sentence.number + 6]:
        if sentence.section != draft.sentence.section:
            break
        for number, unit in enumerate(sentence.units):
            if not unit.kind and unit.lower in {"founder", "founders", "co-founder", "co-founders"}:
                for at in range(number + 1, min(len(sentence.units), number + 4)):
                    if sentence.units[at].kind != PERSON:
                        continue
                    role = story.reading.words(unit.start, unit.end - unit.lower.endswith("s"))
                    for mate in mates(sentence, at):
                        person = sentence.units[mate].entity
                        if person is not None and person not in [c.person for c in draft.people]:
                            draft.people.append(Credit(person, role, sentence.number))
                    return


def _gather_price(story: Story, draft: Draft, starts: set[int]) -> None:
    """Take in the sum that the next sentences give as the price or budget."""
    for sentence in story.sentences[draft.sentence.number + 1 : draft.sentence.number + 4]:
        if sentence.section != draft.sentence.section or (
            sentence.number in starts and "budget" not in sentence.lower
        ):
            break
        same = sentence.line == draft.sentence.line
        if (same or _PRICE.search(sentence.lower)) and sentence.line - draft.sentence.line <= 1:
            known = {(a.value, a.currency) for a in draft.amounts}
            draft.amounts += [a for a in story.amounts(sentence) if (a.value, a.currency) not in known]


def _about(story: Story, draft: Draft, source: Sentence, starts: set[int]) -> Iterator[Sentence]:
    """Yield the sentences behind a draft that go on about it: the rest of its line and those that refer to it."""
    head = draft.subject.text.casefold().split()[-1] if draft.subject else ""
    name = draft.subject.text.casefold() if draft.subject else ""
    for sentence in story.sentences[source.number + 1 :]:
        if sentence.section != source.section or sentence.block.kind is BlockKind.HEADING:
            break
        if sentence.number in starts:
            if sentence.line != source.line:
                break
            continue
        lower = sentence.lower
        refers = bool(name and name in lower) or bool(
            head and re.search(rf"\bthe (?:\w+ )?{re.escape(head)}\b", lower)
        )
        if sentence.line == source.line or refers:
            yield sentence
        elif sentence.line - source.line > 2:
            break


def _gather(draft: Draft, sentence: Sentence) -> None:
    if any(w in sentence.lower for w in ("last year", "years ago", "in the past", "previous")):
        return
    for unit in sentence.units:
        if unit.kind == MONEY and unit.money is not None:
            if (unit.money.value, unit.money.currency) not in {(a.value, a.currency) for a in draft.amounts}:
                draft.amounts.append(unit.money)
        elif unit.kind == COUNT and unit.count is not None and unit.count.unit is not None:
            if draft.kind is not Kind.AWARD and _count_key(unit.count) not in {
                _count_key(c) for c in draft.counts
            }:
                draft.counts.append(unit.count)


def _gather_titles(story: Story, draft: Draft, starts: set[int]) -> None:
    """Take in the titles of the lines after a slate's announcement, with their people."""
    if draft.titles and draft.sentence.block.kind is BlockKind.ITEM:
        return
    for sentence in story.sentences[draft.sentence.number + 1 :]:
        if sentence.section != draft.sentence.section or sentence.line - draft.sentence.line > 3:
            break
        own = slates.own_titles(sentence)
        goes_on = sentence.line == draft.sentence.line or _GOES_ON.search(sentence.lower)
        if not own or not goes_on or (sentence.number in starts and sentence.line != draft.sentence.line):
            continue
        draft.titles += [title for title in own if title not in draft.titles]


_GOES_ON = re.compile(
    r"\b(?:opening|closing|also|rest|among|other|others|includ\w+|centrepiece|centerpiece|section|slate|line-?up|competition|joining"
    r"|joins|further|rounding|meanwhile|titles?|films?|features?|selected|selection|bowing|screening)\b"
)


def date_all(story: Story, found: list[Draft]) -> None:
    """Date the drafts that have no date by what their line tells."""
    for draft in found:
        date_by_line(story, draft)


def give_credits(story: Story, found: list[Draft]) -> None:
    """Give each title's people and producers to the first record of the title, or to the one that names them."""
    seen: set[int] = set()
    for draft in sorted(found, key=lambda d: (d.sentence.number, _ORDER.index(d.kind))):
        if draft.kind not in {
            Kind.COMMISSION,
            Kind.DEAL,
            Kind.RELEASE,
            Kind.PRODUCTION,
            Kind.SLATE,
            Kind.AWARD,
        }:
            continue
        for title in draft.titles:
            if id(title) in seen:
                continue
            seen.add(id(title))
            profile = story.profile(title)
            known = [c.person for c in draft.people]
            draft.people += [c for c in profile.credits if c.person not in known]
            if draft.kind in {Kind.COMMISSION, Kind.DEAL}:
                names = {w.text for w in [*draft.by, *draft.with_]}
                draft.with_ = distinct(
                    [*draft.with_, *(w for w, _ in profile.companies if w.text not in names)]
                )
            if draft.kind is Kind.COMMISSION and not draft.counts:
                draft.counts += [
                    c
                    for c, _ in profile.counts
                    if c.unit is not None and c.unit.text.lower().rstrip("s").endswith("episode")
                ][:1]


_ORDER = [
    Kind.COMMISSION,
    Kind.DEAL,
    Kind.SLATE,
    Kind.AWARD,
    Kind.FUNDING,
    Kind.PROGRAMME,
    Kind.RELEASE,
    Kind.PRODUCTION,
    Kind.APPOINTMENT,
    Kind.REPORT,
]


def share_parties(story: Story, found: list[Draft]) -> None:
    """Give a release or shoot that names no party the one of its title's other record."""
    for draft in found:
        if draft.by or draft.kind not in {Kind.RELEASE, Kind.PRODUCTION, Kind.REPORT}:
            continue
        for other in found:
            if other is not draft and other.by and any(t in other.titles for t in draft.titles):
                draft.by = list(other.by)
                break
        else:
            draft.by = story.leading_body() or story.carried_actor(draft.sentence, 0, frozenset({BODY}))


def build(draft: Draft) -> Announcement | None:
    """Make the record of a draft; None when it says too little."""
    if not draft.has_identity():
        return None
    values = Values()
    values.put("kind", draft.trigger, draft.kind)
    if draft.subject is not None:
        values.put("subject", draft.subject)
    for words in draft.by:
        values.add("by", words)
    for words in draft.with_:
        if words.text not in {b.text for b in draft.by}:
            values.add("with", words)
    for credit in draft.people:
        item = values.item("people")
        item.put("name", credit.person.name)
        if credit.role is not None:
            item.put("role", credit.role)
    for title in draft.titles:
        values.add("titles", title.name)
    for money in draft.amounts:
        amount = {"value": money.value, "currency": money.currency, "qualifier": money.qualifier}
        values.add("amounts", Words(money.start, money.end, "sum"), amount)
    for count in draft.counts:
        number = {
            "value": count.value,
            "qualifier": count.qualifier,
            **({"unit": count.unit.text} if count.unit else {}),
        }
        values.add("counts", Words(count.start, count.end, "count"), number)
    if draft.date is not None:
        values.put("date", Words(draft.date.start_offset, draft.date.end_offset, "date"), draft.date.start)
    for words in draft.places:
        values.add("places", words)
    return values.build(Announcement, draft.confidence)
