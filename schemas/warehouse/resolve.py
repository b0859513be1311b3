"""From the claims of all outlets to one forum, one session, one announcement, each with a stable id.

Rule: core.forum, panel, announcement and their members are a function of the current claims. Only claims
that share a handle can be about one thing: what a load touches is followed over core.claim_handle as far as
it goes, all of that is computed anew, and only rows that differ are written. `rebuild` does it for
everything, with the same result.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from schemas.warehouse import tables as t
from schemas.warehouse.cluster import (
    Claim,
    Cluster,
    ForumIndex,
    announcement_handles,
    cluster_announcements,
    cluster_forums,
    cluster_panels,
    event_handles,
    forum_handles,
    panel_handles,
)
from schemas.warehouse.matching import choose, name_key, person_key
from schemas.warehouse.sets import among
from schemas.warehouse.stage import partial_date

Values = dict[str, Any]
_EXACTNESS = {None: 0, 4: 1, 7: 2, 10: 3}
_ABOUT = (
    *("claim_id", "record_key", "article_key", "article_url"),
    *("outlet", "published", "confidence", "ordinal"),
)
_MEMBERS = {t.forum: t.forum_member, t.panel: t.panel_member, t.announcement: t.announcement_member}


@dataclass(frozen=True, slots=True)
class Touched:
    """What was current of some articles before they change: claims, handles, and ids of entities by table."""

    article_keys: Collection[str]
    claim_ids: Collection[str]
    handles: frozenset[str]
    entity_ids: dict[Table, set[str]]


def touch(conn: Connection, article_keys: Collection[str]) -> Touched:
    """Note what is current of articles that are about to change; `resolve` takes it after the change."""
    claim, extraction, handle = t.claim, t.extraction, t.claim_handle
    of_articles = among(extraction.c.article_key, article_keys)
    claims = conn.scalars(
        select(claim.c.claim_id)
        .join(extraction, extraction.c.extraction_id == claim.c.extraction_id)
        .where(of_articles, extraction.c.is_current)
    ).all()
    handles = conn.scalars(select(handle.c.handle).where(among(handle.c.claim_id, claims)))
    entities = {table: _entity_ids(conn, table, claims) for table in _MEMBERS}
    return Touched(article_keys, claims, frozenset(handles), entities)


def resolve(conn: Connection, touched: Touched) -> None:
    """Bring the entities of core.* in line with the current claims, after the touched articles changed."""
    conn.execute(delete(t.claim_handle).where(among(t.claim_handle.c.claim_id, touched.claim_ids)))
    fresh = _read(conn, among(t.extraction.c.article_key, touched.article_keys))
    _write_handles(conn, fresh, {})
    seeds = touched.handles | {handle for found in _handles(fresh).values() for handle in found}
    while True:
        reach = _follow(conn, seeds)
        claims = _read(conn, among(t.claim.c.claim_id, reach)).plus(fresh)
        forums = cluster_forums(claims.forums)
        index = ForumIndex(forums)
        panels = cluster_panels(claims.panels, index)
        # A session of no forum is known by its people: those that share some are to be looked at as well.
        homeless = {c.claim_id: panel_handles(c) for p in panels if not p.forum_id for c in p.claims}
        more = {handle for found in homeless.values() for handle in found}
        if more <= seeds:
            break
        seeds |= more
    _write_handles(conn, claims, homeless)
    announcements = cluster_announcements(claims.announcements)
    _write(conn, t.forum, forums, lambda cluster: _forum(cluster, index), touched)
    gone = _write(conn, t.panel, panels, _panel, touched)
    _write(conn, t.announcement, announcements, _announcement, touched)
    speakers = [row for cluster in panels for row in _speakers(cluster)]
    _sync(conn, t.panel_speaker, speakers, "panel_id", gone)


def rebuild(conn: Connection) -> None:
    """Resolve everything anew, as a change of the rules of matching asks for."""
    everything = list(conn.scalars(select(t.core_article.c.article_key)))
    resolve(conn, touch(conn, everything))


@dataclass(frozen=True, slots=True)
class _Claims:
    """Current claims by type."""

    forums: list[Claim]
    panels: list[Claim]
    announcements: list[Claim]

    def plus(self, others: "_Claims") -> "_Claims":
        """Return these and the others, each once."""
        return _Claims(
            _once(self.forums + others.forums),
            _once(self.panels + others.panels),
            _once(self.announcements + others.announcements),
        )


def _once(claims: list[Claim]) -> list[Claim]:
    return list({claim.claim_id: claim for claim in claims}.values())


def _read(conn: Connection, which: ColumnElement[bool]) -> _Claims:
    return _Claims(
        _claims(conn, which, t.forum_claim),
        _claims(conn, which, t.panel_claim, t.participant),
        _claims(conn, which, t.announcement_claim, t.person),
    )


def _claims(
    conn: Connection, which: ColumnElement[bool], table: Table, people: Table | None = None
) -> list[Claim]:
    """Read current claims of one type, with the people they name."""
    claim, extraction, article = t.claim, t.extraction, t.core_article
    names = [column.name for column in table.columns if column.name != "claim_id"]
    current = (
        select(
            claim.c.claim_id,
            claim.c.record_key,
            extraction.c.article_key,
            article.c.canonical_url,
            article.c.outlet,
            extraction.c.published_date,
            claim.c.confidence,
            claim.c.ordinal,
            *(table.c[name] for name in names),
        )
        .join(claim, claim.c.claim_id == table.c.claim_id)
        .join(extraction, and_(extraction.c.extraction_id == claim.c.extraction_id, extraction.c.is_current))
        .join(article, article.c.article_key == extraction.c.article_key)
        .where(which)
    )
    found = {}
    for row in conn.execute(current):
        about = dict(zip(_ABOUT, row[:8], strict=True))
        found[row.claim_id] = Claim(**about, fields=dict(zip(names, row[8:], strict=True)))
    if people is not None:
        named = select(people).where(among(people.c.claim_id, found))
        for person in conn.execute(named.order_by(people.c.claim_id, people.c.ordinal)):
            found[person.claim_id].people.append(dict(person._mapping))
    return list(found.values())


def _handles(claims: _Claims) -> dict[str, set[str]]:
    """Return the handles that claims have by themselves."""
    found = {claim.claim_id: forum_handles(claim) for claim in claims.forums}
    found |= {claim.claim_id: event_handles(claim, claim.fields["event"]) for claim in claims.panels}
    return found | {claim.claim_id: announcement_handles(claim) for claim in claims.announcements}


def _write_handles(conn: Connection, claims: _Claims, homeless: dict[str, set[str]]) -> None:
    """Write the handles of claims; a session of no forum has those of its people as well."""
    wanted = [
        {"handle": handle, "claim_id": claim_id}
        for claim_id, found in _handles(claims).items()
        for handle in found | homeless.get(claim_id, set())
    ]
    _sync(conn, t.claim_handle, wanted, "claim_id", set(_handles(claims)))


def _follow(conn: Connection, seeds: Collection[str]) -> set[str]:
    """Return the claims that can be reached from handles over shared ones."""
    handle = t.claim_handle
    known, edge = set(seeds), set(seeds)
    reached: set[str] = set()
    while edge:
        new = set(conn.scalars(select(handle.c.claim_id).where(among(handle.c.handle, edge)))) - reached
        reached |= new
        edge = set(conn.scalars(select(handle.c.handle).where(among(handle.c.claim_id, new)))) - known
        known |= edge
    return reached


def _entity_ids(conn: Connection, table: Table, claims: Collection[str]) -> set[str]:
    members = _MEMBERS[table]
    ids = select(members.c[f"{table.name}_id"]).where(among(members.c.claim_id, claims))
    return set(conn.scalars(ids))


def _write(
    conn: Connection,
    table: Table,
    clusters: Sequence[Cluster],
    make: Callable[[Cluster], Values],
    touched: Touched,
) -> set[str]:
    """Write the entities of one type and their members; return the ids that were looked at."""
    key = f"{table.name}_id"
    claims = [claim.claim_id for cluster in clusters for claim in cluster.claims]
    old = touched.entity_ids[table] | _entity_ids(conn, table, claims)
    _note_changes(conn, table, old, clusters)
    _sync(conn, table, [{key: cluster.entity_id} | make(cluster) for cluster in clusters], key, old)
    belongs = [
        {"claim_id": claim.claim_id, key: cluster.entity_id}
        for cluster in clusters
        for claim in cluster.claims
    ]
    _sync(conn, _MEMBERS[table], belongs, key, old)
    return old


def _note_changes(conn: Connection, table: Table, old: set[str], clusters: Sequence[Cluster]) -> None:
    """Note where the records of an entity that ceases to be have gone."""
    claim, members = t.claim, _MEMBERS[table]
    key = members.c[f"{table.name}_id"]
    before = conn.execute(
        select(claim.c.record_key, key)
        .join(members, members.c.claim_id == claim.c.claim_id)
        .where(among(key, old - {cluster.entity_id for cluster in clusters}))
    ).all()
    after = {c.record_key: cluster.entity_id for cluster in clusters for c in cluster.claims}
    moved = {(old_id, after[record]) for record, old_id in before if record in after}
    rows = [{"entity_type": table.name, "old_id": was, "new_id": now} for was, now in sorted(moved)]
    if rows:
        conn.execute(upsert(t.identity_change).on_conflict_do_nothing(), rows)


def _sync(conn: Connection, table: Table, wanted: Iterable[Values], scope: str, ids: set[str]) -> None:
    """Make the part of a table whose `scope` is one of the ids, or of a wanted row, hold exactly these rows.

    Rows that are as wanted are not touched.
    """
    keys = [column.name for column in table.primary_key]
    names = [column.name for column in table.columns]
    new = {tuple(row[k] for k in keys): row for row in wanted}
    part = among(table.c[scope], ids | {row[scope] for row in new.values()})
    rows = conn.execute(select(table).where(part))
    held = {tuple(row._mapping[k] for k in keys): dict(row._mapping) for row in rows}
    gone = [dict(zip(keys, key, strict=True)) for key in held.keys() - new.keys()]
    added = [row for key, row in new.items() if key not in held]
    changed = [row for key, row in new.items() if key in held and row != held[key]]
    matches = and_(*(table.c[k] == bindparam(f"key_{k}") for k in keys))
    if gone:
        conn.execute(delete(table).where(matches), [{f"key_{k}": v for k, v in key.items()} for key in gone])
    if added:
        conn.execute(insert(table), added)
    if changed:
        values: Values = {name: bindparam(f"new_{name}") for name in names if name not in keys}
        conn.execute(
            update(table).where(matches).values(values),
            [{f"{'key' if name in keys else 'new'}_{name}": row[name] for name in names} for row in changed],
        )


def _vote(claims: Iterable[Claim], name: str) -> Any:
    """Return the value that most claims have for a column; names that differ in form only vote together."""
    votes = [(claim, claim.fields[name]) for claim in claims if claim.fields[name] is not None]
    if any(isinstance(value, str) for _, value in votes):
        winner = choose((name_key(value), claim.rank) for claim, value in votes)
        votes = [(claim, value) for claim, value in votes if name_key(value) == winner]
    return choose((value, claim.rank) for claim, value in votes)


def _union(claims: Iterable[Claim], name: str) -> list[str]:
    """Return all names that claims list in a column, each once, in the order of first mention."""
    forms: dict[str, list[tuple[str, tuple[float, ...]]]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.order):
        for value in claim.fields[name]:
            forms[name_key(value)].append((value, claim.rank))
    return [best for votes in forms.values() if (best := choose(votes)) is not None]


def _dates(claims: Iterable[Claim], *names: str) -> Values:
    """Vote on dates that belong together; the most exact claims decide."""
    stated = [(tuple(claim.fields[f"{name}_text"] for name in names), claim.rank) for claim in claims]
    exactness = [tuple(_EXACTNESS[text and len(text)] for text in texts) for texts, _ in stated]
    best = max(exactness, default=())
    chosen = choose(vote for vote, exact in zip(stated, exactness, strict=True) if exact == best)
    columns: Values = {}
    for name, text in zip(names, chosen or [None] * len(names), strict=True):
        columns |= partial_date(name, text)
    return columns


def _sources(cluster: Cluster) -> Values:
    """Return where an entity is known from."""
    outlets = sorted({claim.outlet for claim in cluster.claims})
    days = [claim.published for claim in cluster.claims if claim.published]
    return {
        "article_urls": sorted({claim.article_url for claim in cluster.claims}),
        "outlets": outlets,
        "outlet_count": len(outlets),
        "first_published_date": min(days, default=None),
        "last_published_date": max(days, default=None),
        "confidence": max(claim.confidence for claim in cluster.claims),
    }


def _named(cluster: Cluster) -> list[str]:
    """Return the people of an announcement, each once, with the first role that is stated."""
    people: dict[str, tuple[str, str | None]] = {}
    for claim in sorted(cluster.claims, key=lambda c: c.order):
        for person in claim.people:
            key = person_key(person["name"])
            name, role = people.get(key, (person["name"], None))
            people[key] = (name, role or person["role"])
    return [f"{name} ({role})" if role else name for name, role in people.values()]


def _forum(cluster: Cluster, index: ForumIndex) -> Values:
    claims = cluster.claims
    came = ("attendance_value", "attendance_unit", "attendance_qualifier")
    figures = [(tuple(claim.fields[name] for name in came), claim.rank) for claim in claims]
    attendance = choose(vote for vote in figures if vote[0][0] is not None) or (None, None, None)
    parents = [index.find(claim, claim.fields["parent_event"], cluster.span) for claim in claims]
    parent = choose((p.entity_id, (0.0,)) for p in parents if p and p is not cluster)
    voted = ("name", "acronym", "kind", "edition", "parent_event", "venue", "city", "country")
    return {
        **{name: _vote(claims, name) for name in voted},
        "organizers": _union(claims, "organizers"),
        "partners": _union(claims, "partners"),
        **_dates(claims, "start_date", "end_date"),
        **dict(zip(came, attendance, strict=True)),
        "year": cluster.year,
        "parent_forum_id": parent,
        **_sources(cluster),
    }


def _panel(cluster: Cluster) -> Values:
    voted = {name: _vote(cluster.claims, name) for name in ("title", "kind", "event")}
    return voted | {"forum_id": cluster.forum_id} | _dates(cluster.claims, "date") | _sources(cluster)


def _announcement(cluster: Cluster) -> Values:
    return {
        **{name: _vote(cluster.claims, name) for name in ("kind", "subject")},
        **{name: _union(cluster.claims, name) for name in ("by_names", "with_names", "titles", "places")},
        **_dates(cluster.claims, "date"),
        "people": _named(cluster),
        **_sources(cluster),
    }


def _speakers(cluster: Cluster) -> list[Values]:
    """Return the people of a session, each once, in the order of first mention."""
    people: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(cluster.claims, key=lambda c: c.order):
        for person in claim.people:
            one = Claim(
                claim.claim_id,
                claim.record_key,
                claim.article_key,
                claim.article_url,
                claim.outlet,
                claim.published,
                claim.confidence,
                claim.ordinal,
                fields=person,
            )
            people[person_key(person["name"])].append(one)
    return [
        {
            "panel_id": cluster.entity_id,
            "ordinal": number,
            **{name: _vote(claims, name) for name in ("name", "part", "role", "affiliation")},
            "works": _union(claims, "works"),
        }
        for number, claims in enumerate(people.values())
    ]
