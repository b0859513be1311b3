"""Trains the weights by which `kinds` judges what a name stands for, on the annotated corpus.

Rule: the same corpus gives the same file. Run `python -m extractors.entities.train corpus/articles IDS…`
after a clue has changed, with the identifiers of the articles to learn from (all when none is given).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extractors.entities.kinds import WEIGHTS, Features, features_of
from extractors.entities.link import Form, fold, link
from extractors.entities.page import Page
from extractors.entities.places import REGIONS, gazetteer
from extractors.entities.scan import find_names
from extractors.entities.works import find_titles, find_unquoted
from extractors.language import common_words, read_many
from extractors.marks import find_quotations
from extractors.reading import EntityKind, Reading

Record = dict[str, Any]
Gold = dict[str, list[Record]]
_SCHEMES = frozenset({"funding", "programme", "award"})
_STRENGTH = 1.0
_SLOTS = {
    "name": EntityKind.EVENT,
    "parent_event": EntityKind.EVENT,
    "event": EntityKind.EVENT,
    "organizers": EntityKind.BODY,
    "partners": EntityKind.BODY,
    "by": EntityKind.BODY,
    "with": EntityKind.BODY,
    "affiliation": EntityKind.BODY,
    "venue": EntityKind.VENUE,
    "city": EntityKind.CITY,
    "country": EntityKind.COUNTRY,
    "titles": EntityKind.WORK,
    "works": EntityKind.WORK,
}


def examples(folder: Path, ids: set[str]) -> Iterator[tuple[Features, EntityKind]]:
    """Yield the features and the kind of each name that the gold records use."""
    cases = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    cases = [case for case in cases if not ids or case["id"] in ids]
    texts = (("\n".join(case["paragraphs"]), None, None) for case in cases)
    for case, reading in zip(cases, read_many(texts), strict=True):
        known = _known(case["gold"])
        for form in _forms(reading):
            kind = known.get(fold(form.text)) or _place(form) or _part(form, known)
            if kind is not None:
                yield features_of(form.clues), kind


def _forms(reading: Reading) -> list[Form]:
    page = Page(reading, find_quotations(reading.text, reading.blocks), common_words())
    titles = find_titles(page)
    masked = [(t.quotation.start, t.quotation.end) for t in titles if t.quotation is not None]
    masked += [(t.start, t.end) for t in find_unquoted(page, titles)]
    return link(page, find_names(page, masked))


def _part(form: Form, known: dict[str, EntityKind]) -> EntityKind | None:
    """Return the kind of a short form: the end of a person's name, or the beginning of another one."""
    short = fold(form.text).split()
    kinds = set()
    for name, kind in known.items():
        full = name.split()
        if len(short) < len(full):
            side = full[-len(short) :] if kind is EntityKind.PERSON else full[: len(short)]
            if side == short:
                kinds.add(kind)
    return kinds.pop() if len(kinds) == 1 else None


def _place(form: Form) -> EntityKind | None:
    """Return the kind of a name that the gold records do not use and the gazetteer knows for sure."""
    cities, countries = gazetteer()
    text = form.text.lower()
    if text in REGIONS:
        return EntityKind.REGION
    if text in countries:
        return EntityKind.COUNTRY
    evidence = form.clues.evidence
    is_city = text in cities and max(evidence, key=lambda k: evidence[k]) in {
        EntityKind.CITY,
        EntityKind.COUNTRY,
    }
    return EntityKind.CITY if is_city else None


def _known(gold: Gold) -> dict[str, EntityKind]:
    """Return the kind of each name in the gold records; one that is used as two is left out."""
    labels = _Labels()
    for forum in gold["forums"]:
        labels.add(forum["name"], EntityKind.EVENT)
    for panel in gold["panels"]:
        labels.add(panel.get("event", ""), EntityKind.EVENT)
    for record in (*gold["forums"], *gold["panels"], *gold["announcements"]):
        labels.add_people(record)
        for slot, kind in _SLOTS.items():
            for value in _list(record, slot):
                labels.add_party(value, kind)
        if record.get("kind") in _SCHEMES and record.get("subject", "")[:1].isupper():
            labels.add_party(record["subject"].split(" | ", 1)[0], EntityKind.SCHEME)
    return {key: kind for key, kind in labels.kinds.items() if key and key not in labels.clashes}


class _Labels:
    """The kinds of the names in one article's gold records."""

    def __init__(self) -> None:
        self.kinds: dict[str, EntityKind] = {}
        self.clashes: set[str] = set()

    def add(self, value: str, kind: EntityKind) -> None:
        """Take a name as a kind; one that is another kind already becomes a clash."""
        for variant in value.split(" | "):
            if self.kinds.setdefault(fold(variant), kind) is not kind:
                self.clashes.add(fold(variant))

    def add_people(self, record: Record) -> None:
        """Take the people of a record, with their bodies and works."""
        for person in (*record.get("participants", ()), *record.get("people", ())):
            self.add(person["name"], EntityKind.PERSON)
            for slot in ("affiliation", "works"):
                for value in _list(person, slot):
                    self.add(value, _SLOTS[slot])

    def add_party(self, value: str, kind: EntityKind) -> None:
        """Take a name from a slot that gatherings and people may fill too."""
        known = self.kinds.get(fold(value.split(" | ", 1)[0]))
        if known not in {EntityKind.EVENT, EntityKind.PERSON} and (
            kind is not EntityKind.SCHEME or known is None
        ):
            self.add(value, kind)


def _list(record: Record, slot: str) -> list[str]:
    value = record.get(slot)
    return value if isinstance(value, list) else [value] if value else []


def train(folder: Path, ids: set[str]) -> dict[str, object]:
    """Return the trained weights as they are stored."""
    rows = list(examples(folder, ids))
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(features for features, _ in rows)
    kinds = [kind.value for _, kind in rows]
    model = LogisticRegression(C=_STRENGTH, max_iter=2000, class_weight=None)
    model.fit(matrix, kinds)
    names = vectorizer.get_feature_names_out()
    weights = {
        str(name): [round(float(w), 4) for w in column]
        for name, column in zip(names, model.coef_.T, strict=True)
        if np.abs(column).max() >= 0.005
    }
    return {
        "kinds": [str(kind) for kind in model.classes_],
        "biases": [round(float(b), 4) for b in model.intercept_],
        "weights": weights,
    }


def main() -> None:
    """Train on the articles that the command line names and store the weights."""
    folder, *ids = sys.argv[1:]
    WEIGHTS.parent.mkdir(exist_ok=True)
    WEIGHTS.write_text(
        json.dumps(train(Path(folder), set(ids)), indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
