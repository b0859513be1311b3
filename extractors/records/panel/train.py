"""Trains the weights by which people are let into sessions and segments are taken for sessions.

Rule: the same articles give the same file. Run `python -m extractors.records.panel.train corpus/articles
corpus/training/sessions.jsonl` after a clue has changed; of the corpus only the tuning side is learned from.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extractors.language import read_many
from extractors.records.forum import find_forums
from extractors.records.panel import judge, members
from extractors.records.panel.find import Finder
from extractors.records.panel.sessions import Session
from extractors.records.panel.weights import WEIGHTS

Case = dict[str, Any]
Row = tuple[members.Clues, bool]
_STRENGTH = 0.5


def cases(paths: list[Path]) -> list[Case]:
    """Return the annotated articles that may be learned from: of folders, and of files with one a line."""
    found: list[Case] = []
    for path in paths:
        if path.suffix == ".jsonl":
            found += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            continue
        split = path.parent / "split.json"
        allowed = set(json.loads(split.read_text(encoding="utf-8"))["tune"]) if split.exists() else None
        articles = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(path.glob("*.json"))]
        found += [case for case in articles if allowed is None or case["id"] in allowed]
    return found


def examples(articles: list[Case]) -> Iterator[tuple[str, Row]]:
    """Yield, for each model, the clues and whether they meant yes."""
    texts = (
        ("\n".join(c["paragraphs"]), c.get("title"), date.fromisoformat(c["published"])) for c in articles
    )
    for case, reading in zip(articles, read_many(texts), strict=True):
        finder = Finder(reading, find_forums(reading))
        gold = case["gold"]["panels"]
        for session in finder.segments():
            meant = _meant(finder, session, gold)
            names = [p["name"] for p in meant["participants"]] if meant else []
            for candidate in members.candidates(finder.ground, session) if not session.listed else []:
                takes_part = any(_same(n, candidate.entity.name.text) for n in names)
                yield "takes part", (members.clues_of(finder.ground, session, candidate), takes_part)
                if takes_part:
                    finder.admit(session, candidate)
            guessed = session.people or session.listed
            if not guessed:
                _guess(finder, session)
            if session.people:
                yield "is reported", (judge.clues_of(finder.ground, session), meant is not None)


def _guess(finder: Finder, session: Session) -> None:
    """Put into a segment that is no session whoever might wrongly be taken for a participant."""
    for candidate in members.candidates(finder.ground, session):
        clues = members.clues_of(finder.ground, session, candidate)
        if clues.get("speaks") or any(c.startswith(("named:in", "staged:in")) for c in clues):
            finder.admit(session, candidate)


def _meant(finder: Finder, session: Session, gold: list[Case]) -> Case | None:
    """Return the annotated session that a segment tells of."""
    scored = [(_likeness(finder, session, panel), -n) for n, panel in enumerate(gold)]
    best = max(scored, default=(0.0, 0))
    return gold[-best[1]] if best[0] >= 1 else None


def _likeness(finder: Finder, session: Session, panel: Case) -> float:
    score = 0.0
    title = panel.get("title", "").split(" | ")[0].casefold()
    if session.title is not None and title:
        score += 4 * (SequenceMatcher(None, title, session.title.text.casefold()).ratio() > 0.75)
    names = [p["name"] for p in panel["participants"]]
    if session.listed:
        return score + sum(any(_same(n, p.entity.name.text) for n in names) for p in session.people)
    seen: dict[int, float] = {}
    for candidate in members.candidates(finder.ground, session):
        if not any(_same(n, candidate.entity.name.text) for n in names):
            continue
        for naming in candidate.namings:
            start, end, _ = naming.line
            here = any(start <= f.start < end for f in session.frames)
            weight = 1.0 if here else 0.3 if naming.before else 0.6
            seen[id(candidate.entity)] = max(weight, seen.get(id(candidate.entity), 0.0))
    if not seen:
        return 0.0
    kind = 0.5 * (session.kind.value in panel["kind"].split(" | "))
    return score + sum(seen.values()) + (kind if session.named else 0.0)


def _same(gold: str, name: str) -> bool:
    return any(
        SequenceMatcher(None, variant.casefold(), name.casefold()).ratio() >= 0.88
        for variant in gold.split(" | ")
    )


def train(rows: list[Row]) -> dict[str, object]:
    """Return the trained weights of one model as they are stored."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(clues for clues, _ in rows)
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    model.fit(matrix, [answer for _, answer in rows])
    names = vectorizer.get_feature_names_out()
    return {
        "bias": round(float(model.intercept_[0]), 4),
        "weights": {
            str(name): round(float(weight), 4)
            for name, weight in zip(names, model.coef_[0], strict=True)
            if np.abs(weight) >= 0.01
        },
    }


def main() -> None:
    """Train on the folders and files that the command line names and store the weights."""
    rows: dict[str, list[Row]] = {"takes part": [], "is reported": []}
    for model, row in examples(cases([Path(name) for name in sys.argv[1:]])):
        rows[model].append(row)
    trained = {model: train(found) for model, found in rows.items()}
    WEIGHTS.write_text(
        json.dumps(trained, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
