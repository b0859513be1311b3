"""From the claims of all outlets to one forum, one session, one announcement, each with a stable id.

Rule: core.forum, panel, announcement and their members are a function of the current claims. They are
computed anew and only what differs is written, so that resolving twice changes no row; an id that goes on
under another one is noted in core.identity_change.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from schemas.warehouse import tables as t
from schemas.warehouse.cluster import (
    Claim,
    Cluster,
    ForumIndex,
    cluster_announcements,
    cluster_forums,
    cluster_panels,
)
from schemas.warehouse.matching import choose, name_key, person_key
from schemas.warehouse.stage import partial_date

Values = dict[str, Any]
_EXACTNESS = {None: 0, 4: 1, 7: 2, 10: 3}


def resolve(conn: Connection) -> None:
    """Bring the entities of core.* in line with the current claims, in the caller's transaction."""
    forums = cluster_forums(_claims(conn, t.forum_claim))
    index = ForumIndex(forums)
    panels = cluster_panels(_claims(conn, t.panel_claim, t.participant), index)
    announcements = cluster_announcements(_claims(conn, t.announcement_claim, t.person))
    _write(conn, t.forum, t.forum_member, forums, lambda cluster: _forum(cluster, index))
    _write(conn, t.panel, t.panel_member, panels, _panel)
    _write(conn, t.announcement, t.announcement_member, announcements, _announcement)
    _sync(conn, t.panel_speaker, [row for cluster in panels for row in _speakers(cluster)])


def _claims(conn: Connection, table: Table, people: Table | None = None) -> list[Claim]:
    """Read the current claims of one type, with the people they name."""
    claim, extraction, article = t.claim, t.extraction, t.core_article
    names = [column.name for column in table.columns if column.name != "claim_id"]
    current = (
        select(
            claim.c.claim_id,
            claim.c.record_key,
            extraction.c.article_key,
            article.c.outlet,
            extraction.c.published_date,
            claim.c.confidence,
            claim.c.ordinal,
            *(table.c[name] for name in names),
        )
        .join(claim, claim.c.claim_id == table.c.claim_id)
        .join(extraction, and_(extraction.c.extraction_id == claim.c.extraction_id, extraction.c.is_current))
        .join(article, article.c.article_key == extraction.c.article_key)
    )
    found = {}
    for row in conn.execute(current):
        found[row.claim_id] = Claim(
            row.claim_id,
            row.record_key,
            row.article_key,
            row.outlet,
            row.published_date,
            row.confidence,
            row.ordinal,
            fields={name: row._mapping[name] for name in names},
        )
    if people is not None:
        for person in conn.execute(select(people).order_by(people.c.claim_id, people.c.ordinal)):
            if person.claim_id in found:
                found[person.claim_id].people.append(dict(person._mapping))
    return list(found.values())


def _write(
    conn: Connection,
    table: Table,
    members: Table,
    clusters: Sequence[Cluster],
    make: Callable[[Cluster], Values],
) -> None:
    """Write the entities of one type, and which claims are about them."""
    _note_changes(conn, table, members, clusters)
    key = f"{table.name}_id"
    _sync(conn, table, [{key: cluster.entity_id} | make(cluster) for cluster in clusters])
    belongs = [
        {"claim_id": claim.claim_id, key: cluster.entity_id}
        for cluster in clusters
        for claim in cluster.claims
    ]
    _sync(conn, members, belongs)


def _note_changes(conn: Connection, table: Table, members: Table, clusters: Sequence[Cluster]) -> None:
    """Note where the records of an entity that ceases to be have gone."""
    claim = t.claim
    key = members.c[f"{table.name}_id"]
    before = conn.execute(
        select(claim.c.record_key, key).join(members, members.c.claim_id == claim.c.claim_id)
    ).all()
    after = {c.record_key: cluster.entity_id for cluster in clusters for c in cluster.claims}
    living = {cluster.entity_id for cluster in clusters}
    moved = {(old, after[record]) for record, old in before if old not in living and record in after}
    rows = [{"entity_type": table.name, "old_id": old, "new_id": new} for old, new in sorted(moved)]
    if rows:
        conn.execute(upsert(t.identity_change).on_conflict_do_nothing(), rows)


def _sync(conn: Connection, table: Table, wanted: Iterable[Values]) -> None:
    """Make a table hold exactly these rows; rows that are as wanted are not touched."""
    keys = [column.name for column in table.primary_key]
    names = [column.name for column in table.columns]
    held = {tuple(row._mapping[k] for k in keys): dict(row._mapping) for row in conn.execute(select(table))}
    new = {tuple(row[k] for k in keys): row for row in wanted}
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
    }


def _panel(cluster: Cluster) -> Values:
    voted = {name: _vote(cluster.claims, name) for name in ("title", "kind", "event")}
    return voted | {"forum_id": cluster.forum_id} | _dates(cluster.claims, "date")


def _announcement(cluster: Cluster) -> Values:
    return {
        **{name: _vote(cluster.claims, name) for name in ("kind", "subject")},
        **{name: _union(cluster.claims, name) for name in ("by_names", "with_names", "titles", "places")},
        **_dates(cluster.claims, "date"),
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
