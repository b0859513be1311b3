"""A press of our own: articles with their records, and what the warehouse holds of them.

Rule: records are built from words of the article's text, so that their evidence is right by construction.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, literal_column, select, table, text

from schemas.records import Announcement, Evidence, Forum, Panel, Quote, Record, Records
from schemas.warehouse.load import LoadCounts, load
from schemas.warehouse.raw import VersionRow, write_version
from schemas.warehouse.stage import close_batch, open_batch, stage_article
from schemas.warehouse.tables import metadata

CORPUS = Path(__file__).parents[3] / "corpus" / "articles"
EPOCH = datetime(2024, 10, 6, 12, tzinfo=UTC)


@dataclass
class Story:
    """An article as an outlet prints it: paragraphs of its own, and records made of plain values."""

    url: str
    outlet: str = "The Daily Reel"
    published: date | None = date(2024, 10, 6)
    words: str = ""
    records: list[tuple[type[Record], dict[str, Any]]] = field(default_factory=list)
    seen_at: datetime = EPOCH
    title: str = "A story"
    source: str = "daily_reel"
    labels: list[str] = field(default_factory=list)

    def forum(self, name: str, **values: Any) -> "Story":
        return self._with(Forum, name=name, **{"kind": "forum"} | values)

    def panel(self, *people: str | dict[str, Any], **values: Any) -> "Story":
        named = [{"name": p} if isinstance(p, str) else p for p in people]
        return self._with(Panel, participants=named, **{"kind": "panel"} | values)

    def announcement(self, kind: str, **values: Any) -> "Story":
        return self._with(Announcement, kind=kind, **values)

    def quote(self, speaker: str, words: str) -> "Story":
        return self._with(Quote, speaker=speaker, text=words)

    def _with(self, record: type[Record], **values: Any) -> "Story":
        self.records.append((record, values))
        return self

    @property
    def text(self) -> str:
        """The prose: whatever the records say, one line for each."""
        lines = [json.dumps(values, ensure_ascii=False, default=str) for _, values in self.records]
        return "\n".join([self.words or "In the news.", *lines])

    def read(self) -> Records:
        built: dict[str, list[Record]] = {"forums": [], "panels": [], "announcements": [], "quotes": []}
        for record, values in self.records:
            built[f"{record.__name__.lower()}s"].append(ground(record, values, self.text))
        return Records.model_validate(built)


def ground(model: type[Record], values: Mapping[str, Any], words: str) -> Record:
    """Build a record with evidence for each value: where its words stand, else the first line."""
    first = words.index("\n") if "\n" in words else len(words)
    paths = dict(_paths(model, values))
    spans = {path: _span(words, value, first) for path, value in paths.items()}
    evidence = [Evidence(field=path, start=start, end=end) for path, (start, end) in spans.items()]
    return model.model_validate(dict(values) | {"evidence": evidence})


def _paths(model: type[Record], values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    everything = [Evidence(field="x", start=0, end=1)]
    try:
        model.model_validate(dict(values) | {"evidence": everything})
    except ValueError as error:
        missing = str(error).split("no evidence for ")[1].split(" [type")[0].split(", ")
    else:
        missing = []
    found = []
    for path in missing:
        value: Any = dict(values)
        for part in path.replace("[", ".[").split("."):
            value = value[int(part[1:-1])] if part.startswith("[") else value[part]
        found.append(("text[0]" if path == "text" else path, value))
    return found


def _span(words: str, value: Any, first: int) -> tuple[int, int]:
    if isinstance(value, dict):
        value = value.get("unit")
    start = words.find(value) if isinstance(value, str) else -1
    return (start, start + len(str(value))) if start >= 0 else (0, first)


def store(conn: Connection, story: Story, *, cleaner: str = "1+test") -> str:
    return write_version(
        conn,
        VersionRow(
            canonical_url=story.url,
            source_code=story.source,
            outlet=story.outlet,
            cleaner_version=cleaner,
            text=story.text,
            seen_at=story.seen_at,
            title=story.title,
            authors=["A. Writer"],
            published_date=story.published,
            language="en",
            labels=story.labels,
        ),
    )


def stage(conn: Connection, run_id: str, *stories: Story, extractor: str = "1+test") -> None:
    open_batch(conn, run_id, "scrape_daily_reel", "daily_reel")
    for story in stories:
        stage_article(conn, run_id, store(conn, story), story.read(), extractor)
    close_batch(conn, run_id)


def publish(engine: Engine, run_id: str, *stories: Story, extractor: str = "1+test") -> LoadCounts:
    """Stage and load in two transactions, as the DAGs do."""
    with engine.begin() as conn:
        stage(conn, run_id, *stories, extractor=extractor)
    with engine.begin() as conn:
        return load(conn, run_id)


def empty(engine: Engine) -> None:
    with engine.begin() as conn:
        for known in reversed(metadata.sorted_tables):
            conn.execute(delete(known))


def rows(engine: Engine, query: str, **values: Any) -> list[dict[str, Any]]:
    with engine.connect() as conn:
        return [dict(row._mapping) for row in conn.execute(text(query), values)]


CLOCK = ("valid_from", "valid_to", "changed_at", "loaded_at")


def contents(engine: Engine, *, without: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Every row of core.* and report.* as sorted JSON, but for source health, which tells of runs."""
    relations = rows(
        engine,
        "SELECT table_schema, table_name FROM information_schema.tables"
        " WHERE table_schema IN ('core', 'report') AND table_name NOT IN ('source_health', 'schema_version')",
    )
    found = {}
    with engine.connect() as conn:
        for relation in relations:
            source = table(relation["table_name"], schema=relation["table_schema"]).alias("r")
            lines = conn.scalars(select(func.to_jsonb(literal_column("r"))).select_from(source))
            found[str(source.element)] = sorted(
                json.dumps({k: v for k, v in line.items() if k not in without}, sort_keys=True)
                for line in lines
            )
    return found


def corpus_story(name: str, *, outlet: str | None = None) -> Story:
    """An article of the corpus with its gold records; of variants in one string the first."""
    article = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    story = Story(
        url=article["url"],
        outlet=outlet or article["outlet"],
        published=date.fromisoformat(article["published"]) if article.get("published") else None,
        title=article["title"],
        words="\n".join(article["paragraphs"]),
    )
    models = {"forums": Forum, "panels": Panel, "announcements": Announcement, "quotes": Quote}
    for name_, model in models.items():
        for record in article["gold"].get(name_, []):
            told = {slot: value for slot, value in record.items() if slot != "at"}
            story.records.append((model, _first_variant(told)))
    return story


def _first_variant(value: Any) -> Any:
    if isinstance(value, str):
        return value.split(" | ")[0]
    if isinstance(value, list):
        return [_first_variant(item) for item in value]
    if isinstance(value, dict):
        return {key: _first_variant(item) for key, item in value.items()}
    return value


def later(story: Story, **hours: float) -> datetime:
    return story.seen_at + timedelta(**hours)
