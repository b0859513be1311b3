"""The annotated articles, and which of them may be tuned on.

Rule: an article never changes sides. `corpus/split.json` names the side of each; new articles are added by a
digest of their id, so that nobody chooses, and the sides stay balanced within each group of ids.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.article import Article, article_from_text
from newsreel.errors import NewsreelError
from newsreel.settings import PROJECT

CORPUS = PROJECT / "corpus"
SEED = "seed"
TUNE, CHECK = "tune", "check"


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated article; `text` is its paragraphs, a line each."""

    id: str
    style: str
    text: str
    title: str | None
    published: str | None
    url: str | None
    gold: dict[str, Any]

    @property
    def article(self) -> Article:
        """The article as extraction gets it."""
        return article_from_text(self.text, self.title, self.published, self.url)

    @property
    def is_negative(self) -> bool:
        """Whether it reports no forum, panel or announcement."""
        return not any(self.gold.get(name) for name in ("forums", "panels", "announcements"))


def load_cases(corpus: Path = CORPUS) -> list[Case]:
    """Read all annotated articles in the order of their ids."""
    files = sorted((corpus / "articles").glob("*.json"))
    if not files:
        raise NewsreelError(
            f"no articles in {corpus / 'articles'}", hint="run it in a checkout of the project"
        )
    return [_case(json.loads(path.read_text(encoding="utf-8"))) for path in files]


def digest_of(cases: Iterable[Case]) -> str:
    """Return a fingerprint of articles and annotations: numbers compare only where it is the same."""
    whole = hashlib.sha256()
    for case in cases:
        whole.update(json.dumps([case.id, case.text, case.gold], sort_keys=True).encode())
    return whole.hexdigest()[:16]


def read_split(corpus: Path, ids: Iterable[str]) -> dict[str, str]:
    """Return the side of each article; NewsreelError when one has none."""
    path = corpus / "split.json"
    known = _sides(path)
    if missing := sorted(set(ids) - known.keys()):
        raise NewsreelError(
            f"{len(missing)} articles are on no side of {path.name}, the first is {missing[0]}",
            hint="newsreel evaluate --split adds new articles by a digest of their id",
        )
    return known


def extend_split(corpus: Path, ids: Iterable[str]) -> int:
    """Give each new article a side and write the list; return how many were new."""
    path = corpus / "split.json"
    sides = _sides(path)
    known = len(sides)
    groups: dict[str, list[str]] = defaultdict(list)
    for case_id in ids:
        if case_id not in sides:
            groups[_group(case_id)].append(case_id)
    overall = Counter(sides.values())
    for group in sorted(groups):
        counts = Counter(side for case_id, side in sides.items() if _group(case_id) == group)
        for case_id in sorted(groups[group], key=lambda one: hashlib.sha256(one.encode()).hexdigest()):
            # The smaller side of the group; where both are even, the smaller one of all.
            fewest = min((TUNE, CHECK), key=lambda side: (counts[side], overall[side]))
            sides[case_id] = TUNE if case_id == SEED else fewest
            counts[sides[case_id]] += 1
            overall[sides[case_id]] += 1
    lists = {side: sorted(one for one, at in sides.items() if at == side) for side in (TUNE, CHECK)}
    rule = "by a digest of the id, half and half within each group of ids; an article never changes sides"
    path.write_text(json.dumps({"rule": rule, **lists}, indent=1) + "\n", encoding="utf-8")
    return len(sides) - known


def _sides(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lists = json.loads(path.read_text(encoding="utf-8"))
    return {case_id: side for side in (TUNE, CHECK) for case_id in lists[side]}


def _group(case_id: str) -> str:
    return re.sub(r"\d+$", "", case_id)


def _case(raw: dict[str, Any]) -> Case:
    return Case(
        id=raw["id"],
        style=raw.get("style") or "",
        text="\n".join(raw["paragraphs"]),
        title=raw.get("title"),
        published=raw.get("published"),
        url=raw.get("url"),
        gold=raw["gold"],
    )
