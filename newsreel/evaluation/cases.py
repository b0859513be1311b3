"""The annotated articles, and which of them may be tuned on.

Rule: no article comes back to the check side. `corpus/split.json` names the side of each; a new
article gets the side that its number says.
"""

import hashlib
import json
import re
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
    """Give each new article a side by the number in its id and write the list; return how many were new.

    Multiples of four are for checking: whoever writes or reads an article knows its side at once, and the
    number says nothing about what is in it.
    """
    path = corpus / "split.json"
    sides = _sides(path)
    new = [case_id for case_id in ids if case_id not in sides]
    for case_id in new:
        number = re.search(r"\d+$", case_id)
        sides[case_id] = CHECK if number and int(number[0]) % 4 == 0 else TUNE
    lists = {side: sorted(one for one, at in sides.items() if at == side) for side in (TUNE, CHECK)}
    rule = "multiples of four for checking, the rest and the seed for tuning; none comes back to checking"
    path.write_text(json.dumps({"rule": rule, **lists}, indent=1) + "\n", encoding="utf-8")
    return len(new)


def _sides(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lists = json.loads(path.read_text(encoding="utf-8"))
    return {case_id: side for side in (TUNE, CHECK) for case_id in lists[side]}


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
