"""Which claims of several articles are about one forum, one session, one announcement.

Rule: a merge needs evidence in the articles: the same name (or the acronym that an article gives for it)
and dates that can be the same. The result depends on the claims alone, not on the order in which they came.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from schemas.vocabulary import AnnouncementKind
from schemas.warehouse.matching import Span, days_of, event_key, is_generic, name_key, person_key, stated_year
from schemas.warehouse.stage import digest
from schemas.warehouse.tables import Precision

SLIP_DAYS = 7  # outlets that mean one event differ by days, not by weeks
EDITION_DAYS = 200  # undated reports of one edition lie closer together than two editions do
AHEAD_DAYS = 400  # an event is reported up to a year before it, and
AFTER_DAYS = 150  # some months after it
NEWS_DAYS = 30  # one announcement is news for a month
_LISTS = {
    AnnouncementKind.SLATE,
    AnnouncementKind.AWARD,
    AnnouncementKind.REPORT,
    AnnouncementKind.FUNDING,
    AnnouncementKind.PROGRAMME,
}
_MANY = 12  # people of a session by whom it is looked up


@dataclass(slots=True)
class Claim:
    """One current claim with what its article says about itself; `fields` are the columns of its table."""

    claim_id: str
    record_key: str
    article_key: str
    article_url: str
    outlet: str
    published: date | None
    confidence: float
    ordinal: int
    fields: dict[str, Any]
    people: list[dict[str, Any]] = field(default_factory=list)

    @property
    def order(self) -> tuple[Any, ...]:
        """Rank claims the same way everywhere: by publication, then by key."""
        return (self.published or date.max, self.article_key, self.ordinal, self.record_key)

    @property
    def rank(self) -> tuple[float, ...]:
        """Rank this claim's vote: surer first, then the earlier published."""
        return (self.confidence, -(self.published or date.max).toordinal())


@dataclass(slots=True)
class Cluster:
    """The claims about one thing, and the days it may be on."""

    key: str
    claims: list[Claim]
    span: Span | None = None
    entity_id: str = ""
    forum_id: str | None = None

    @property
    def year(self) -> int | None:
        """Return the year it is known by: of its days, else of its first report."""
        if self.span:
            return self.span.first.year
        first = min((c.published for c in self.claims if c.published), default=None)
        return first.year if first else None


def name_entities(kind: str, clusters: Sequence[Cluster]) -> None:
    """Give each cluster its id, made of its key, year and forum; of one name and year they are numbered."""
    taken: Counter[tuple[object, ...]] = Counter()
    for cluster in sorted(clusters, key=lambda c: (c.span.first if c.span else date.max, _first(c).order)):
        identity = (kind, cluster.key, cluster.year, cluster.forum_id)
        taken[identity] += 1
        cluster.entity_id = digest(*identity, taken[identity])


def forum_handles(claim: Claim) -> set[str]:
    """Return by what a forum claim may be the same as another one, or be named by a session."""
    keys = {k for k in _names(claim) if not is_generic(k)}
    handles = {digest("event", key) for key in keys}
    for key in _names(claim) - keys:
        handles |= {digest("event", _whose(claim, key)), digest("event", key, claim.article_key)}
    return handles | event_handles(claim, claim.fields["parent_event"])


def event_handles(claim: Claim, name: str | None) -> set[str]:
    """Return by what a claim may name a forum; a name that any may carry holds in its own article only."""
    key = name_key(name)
    if not key:
        return set()
    return {digest("event", key, claim.article_key) if is_generic(key) else digest("event", key)}


def panel_handles(claim: Claim) -> set[str]:
    """Return by what a session of no known forum may be the same as another one: title and people."""
    people = sorted(_people(claim))
    title = name_key(claim.fields["title"])
    pairs = {digest("people", *pair) for pair in combinations(people[:_MANY], 2)}
    alone = {digest("people", *people)} if len(people) == 1 else set()
    return pairs | alone | ({digest("title", title, person) for person in people} if title else set())


def announcement_handles(claim: Claim) -> set[str]:
    """Return by what an announcement may be the same as another one."""
    return {digest("news", claim.fields["kind"], handle) for handle in _handles(claim)}


def cluster_forums(claims: Iterable[Claim]) -> list[Cluster]:
    """Part the claims about forums by event and edition."""
    blocks: dict[str, list[Claim]] = defaultdict(list)
    ordered = sorted(claims, key=lambda c: c.order)
    long_forms = _long_forms(ordered)
    for claim in ordered:
        blocks[_forum_key(claim, long_forms)].append(claim)
    clusters = [cluster for key, block in sorted(blocks.items()) for cluster in _editions(key, block)]
    name_entities("forum", clusters)
    return clusters


def forum_span(claim: Claim) -> Span | None:
    """Return the days that a forum claim states, by its dates or by the year in its name."""
    start = days_of(claim.fields["start_date_text"])
    end = days_of(claim.fields["end_date_text"])
    if start and end:
        return start.join(end) if end.last >= start.first else start
    year = stated_year(claim.fields["name"])
    return start or end or (days_of(str(year)) if year else None)


class ForumIndex:
    """Finds the forum that an article means by a name."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._by_article: dict[tuple[str, str], list[tuple[int, Cluster]]] = defaultdict(list)
        self._by_name: dict[str, dict[str, Cluster]] = defaultdict(dict)
        for cluster in clusters:
            for claim in cluster.claims:
                for key in _names(claim) | {cluster.key}:
                    self._by_article[claim.article_key, key].append((claim.ordinal, cluster))
                    self._by_name[key][cluster.entity_id] = cluster

    def find(self, claim: Claim, name: str | None, days: Span | None) -> Cluster | None:
        """Return the forum called `name` in the claim's article, on these days where it states any."""
        if not name:
            return None
        key = name_key(name)
        near = [cluster for _, cluster in sorted(self._by_article.get((claim.article_key, key), []), key=_at)]
        if len(near) == 1:
            return near[0]
        known = near or [] if is_generic(key) else near or list(self._by_name.get(key, {}).values())
        if days:
            fitting = [c for c in known if c.span is None or c.span.gap(days) <= SLIP_DAYS]
        elif near:
            return near[0]
        else:
            fitting = [c for c in known if _reported(c, claim.published)]
        when = days.first if days else claim.published
        return min(fitting, key=lambda c: (_distance(c, when), c.entity_id), default=None)


def cluster_panels(claims: Iterable[Claim], forums: ForumIndex) -> list[Cluster]:
    """Part the claims about sessions by forum and session; each cluster knows its forum."""
    blocks: dict[str | None, list[Cluster]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.order):
        days = days_of(claim.fields["date_text"])
        forum = forums.find(claim, claim.fields["event"], days)
        block = blocks[forum.entity_id if forum else None]
        same = next((c for c in block if _same_session(c, claim, days)), None)
        if same:
            _join(same, claim, days)
        else:
            key = name_key(claim.fields["title"]) if forum else ""
            key = key or min(panel_handles(claim), default=claim.record_key)
            block.append(Cluster(key, [claim], days, forum_id=forum.entity_id if forum else None))
    clusters = [cluster for block in blocks.values() for cluster in block]
    name_entities("panel", clusters)
    return clusters


def cluster_announcements(claims: Iterable[Claim]) -> list[Cluster]:
    """Part the claims about announcements by what is announced and by whom."""
    blocks: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    clusters = []
    for claim in sorted(claims, key=lambda c: c.order):
        days = days_of(claim.fields["date_text"])
        handles = [(claim.fields["kind"], handle) for handle in _handles(claim)]
        known = [cluster for handle in handles for cluster in blocks[handle]]
        cluster = next((c for c in known if _same_news(c, claim, days)), None)
        if cluster:
            _join(cluster, claim, days)
        else:
            key = f"{claim.fields['kind']} {handles[0][1] if handles else claim.record_key}"
            cluster = Cluster(key, [claim], days)
            clusters.append(cluster)
        for handle in handles:
            if cluster not in blocks[handle]:
                blocks[handle].append(cluster)
    name_entities("announcement", clusters)
    return clusters


def _first(cluster: Cluster) -> Claim:
    return min(cluster.claims, key=lambda c: c.order)


def _at(item: tuple[int, Cluster]) -> tuple[int, str]:
    return item[0], item[1].entity_id


def _long_forms(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Return for each acronym that an article spells out the names it stands for."""
    forms: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        acronym = claim.fields["acronym"]
        if acronym and not is_generic(name_key(acronym)):
            forms[name_key(acronym)].add(event_key(claim.fields["name"], claim.fields["organizers"]))
    return forms


def _forum_key(claim: Claim, long_forms: dict[str, set[str]]) -> str:
    key = event_key(claim.fields["name"], claim.fields["organizers"])
    forms = long_forms.get(key, set())
    if len(forms) == 1:
        return next(iter(forms))
    return _whose(claim, key) if is_generic(key) else key


def _whose(claim: Claim, key: str) -> str:
    """Return a name that any event may carry together with its organizer or its place."""
    owners = sorted(map(name_key, claim.fields["organizers"]))[:1] or [name_key(claim.fields["city"])]
    return f"{key} of {owners[0] or claim.article_key}"


def _names(claim: Claim) -> set[str]:
    names = {name_key(claim.fields["name"]), event_key(claim.fields["name"], claim.fields["organizers"])}
    return names | {name_key(claim.fields["acronym"])} - {""}


def _editions(key: str, claims: Sequence[Claim]) -> list[Cluster]:
    """Part the claims about one event: first those that state days, then the vaguer ones."""
    clusters: list[Cluster] = []
    vague = []
    for claim in sorted(claims, key=lambda c: (_lowest(forum_span(c)), c.order)):
        span = forum_span(claim)
        precisions = {claim.fields["start_date_precision"], claim.fields["end_date_precision"]}
        if span is None or Precision.DAY not in precisions:
            vague.append((claim, span))
            continue
        near = [c for c in clusters if _same_days(c, claim, span)]
        if near:
            _join(min(near, key=lambda c: _gap(c, span)), claim, span)
        else:
            clusters.append(Cluster(key, [claim], span))
    dated = len(clusters)
    for claim, span in sorted(vague, key=lambda v: v[0].order):
        fitting = [c for c in clusters[:dated] if _may_be(c, claim, span)]
        loose = [c for c in clusters[dated:] if _may_be(c, claim, span)]
        if fitting:
            min(fitting, key=lambda c: (_distance(c, claim.published), _first(c).order)).claims.append(claim)
        elif loose:
            _join(loose[0], claim, span)
        else:
            clusters.append(Cluster(key, [claim], span))
    return clusters


def _gap(cluster: Cluster, span: Span | None) -> int:
    return cluster.span.gap(span) if cluster.span and span else 0


def _lowest(span: Span | None) -> date:
    return span.first if span else date.max


def _same_days(cluster: Cluster, claim: Claim, span: Span) -> bool:
    gap = _gap(cluster, span)
    if any(c.article_key == claim.article_key for c in cluster.claims) and gap > 0:
        return False
    return gap <= SLIP_DAYS and (gap == 0 or _same_place(cluster, claim))


def _may_be(cluster: Cluster, claim: Claim, span: Span | None) -> bool:
    """Tell whether a claim without days may mean this edition."""
    if any(c.article_key == claim.article_key for c in cluster.claims):
        return False
    editions = {c.fields["edition"] for c in cluster.claims} - {None}
    edition = claim.fields["edition"]
    if edition and editions and edition not in editions:
        return False
    if not _same_place(cluster, claim):
        return False
    if span and cluster.span:
        return span.gap(cluster.span) == 0
    return _reported(cluster, claim.published)


def _same_place(cluster: Cluster, claim: Claim) -> bool:
    cities = {name_key(c.fields["city"]) for c in cluster.claims if c.fields["city"]}
    city = name_key(claim.fields["city"])
    if not city or not cities or any(city in known or known in city for known in cities):
        return True
    organizers = {name_key(o) for c in cluster.claims for o in c.fields["organizers"]}
    return bool(organizers.intersection(map(name_key, claim.fields["organizers"])))


def _reported(cluster: Cluster, published: date | None) -> bool:
    """Tell whether an article of that day may speak of this edition without saying when it is."""
    if published is None:
        return False
    if cluster.span:
        ahead = (cluster.span.first - published).days
        return ahead <= AHEAD_DAYS and (published - cluster.span.last).days <= AFTER_DAYS
    first = min((c.published for c in cluster.claims if c.published), default=None)
    return first is not None and abs((published - first).days) <= EDITION_DAYS


def _distance(cluster: Cluster, day: date | None) -> int:
    if day is None:
        return 0
    if cluster.span:
        return cluster.span.distance(day)
    return min((abs((day - c.published).days) for c in cluster.claims if c.published), default=0)


def _join(cluster: Cluster, claim: Claim, span: Span | None) -> None:
    cluster.claims.append(claim)
    if span:
        cluster.span = cluster.span.join(span) if cluster.span else span


def _people(claim: Claim) -> set[str]:
    return {person_key(person["name"]) for person in claim.people}


def _near_in_time(cluster: Cluster, claim: Claim, days: Span | None, apart: int) -> bool:
    """Tell whether days agree where both state them, and else whether both are news of the same time."""
    if days and cluster.span and cluster.span.gap(days) > SLIP_DAYS:
        return False
    reports = [c.published for c in cluster.claims if c.published]
    if not reports or not claim.published:
        return bool(days and cluster.span)
    return min(abs((claim.published - day).days) for day in reports) <= apart


def _same_session(cluster: Cluster, claim: Claim, days: Span | None) -> bool:
    if any(c.article_key == claim.article_key for c in cluster.claims):
        return False  # an article tells a session once
    if days and cluster.span and cluster.span.gap(days) > 0:
        return False
    if cluster.forum_id is None and not _near_in_time(cluster, claim, days, NEWS_DAYS):
        return False
    return any(_same_people_or_title(known, claim, cluster.forum_id) for known in cluster.claims)


def _same_people_or_title(known: Claim, claim: Claim, forum_id: str | None) -> bool:
    """Compare two claims alone: what they share is what handles are made of."""
    here, there = _people(claim), _people(known)
    title, other = name_key(claim.fields["title"]), name_key(known.fields["title"])
    if not (title and other):
        return here == there or len(here & there) >= 2
    if title == other:
        return bool(here & there) or (forum_id is not None and not is_generic(title))
    return forum_id is not None and bool(here & there) and fuzz.token_set_ratio(title, other) >= 90


def _handles(claim: Claim) -> list[str]:
    """Return what an announcement may be known by, the best first.

    A subject that any may have ("chief executive"), and the titles of long lists, count together with who
    acts.
    """
    kind, subject = claim.fields["kind"], name_key(claim.fields["subject"])
    actors = sorted(map(name_key, claim.fields["by_names"]))
    handles = []
    if subject and not is_generic(subject):
        handles.append(f"subject {subject}")
    elif subject:
        handles += [f"subject {subject} by {actor}" for actor in actors]
    if kind == AnnouncementKind.APPOINTMENT:
        return handles + sorted(f"person {person_key(person['name'])}" for person in claim.people)
    titles = sorted(f"title {name_key(title)}" for title in claim.fields["titles"])
    if kind in _LISTS:
        return handles + [f"{title} by {actor}" for title in titles for actor in actors]
    return handles + titles


def _same_news(cluster: Cluster, claim: Claim, days: Span | None) -> bool:
    """Tell whether a claim that shares a handle with a cluster is about the same announcement."""
    if any(c.article_key == claim.article_key for c in cluster.claims):
        return False  # an article tells an announcement once
    actors = {name_key(name) for c in cluster.claims for name in c.fields["by_names"]}
    mine = set(map(name_key, claim.fields["by_names"]))
    if actors and mine and not actors & mine:
        return False
    return _near_in_time(cluster, claim, days, NEWS_DAYS)
