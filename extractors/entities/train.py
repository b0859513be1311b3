"""Trains the weights by which `kinds` judges what a name stands for.

Rule: the same texts give the same file, and an article that is for checking only is never read. Run
`python -m extractors.entities.train corpus` after a clue has changed: it learns from the articles for
tuning, from the marked texts of `corpus/training`, and from those of its `short.jsonl` that say `names`;
the others were kept to measure on.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extractors.entities import mask
from extractors.entities.annotated import KINDS, AnnotatedText, read_annotated
from extractors.entities.kinds import NO_NAME, WEIGHTS, Features, Scope, features_of
from extractors.entities.link import Form, fold, link
from extractors.entities.page import Page
from extractors.entities.places import REGIONS, find_regions, gazetteer
from extractors.entities.scan import find_names
from extractors.entities.trim import Name
from extractors.entities.unquoted import find_unquoted, spanning, weigh_span
from extractors.entities.works import find_titles, quoted_works
from extractors.language import common_words, read_many
from extractors.marks import find_quotations
from extractors.reading import EntityKind, Reading

Record = dict[str, Any]
Gold = dict[str, list[Record]]
_SCHEMES = frozenset({"funding", "programme", "award"})
_STRENGTH = 0.3
_SEEN = 8  # a feature that fewer texts have is too rare to learn from
_CORPUS_WEIGHT = 0.6  # of an example whose kind is only inferred from the records
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


@dataclass(frozen=True, slots=True)
class Example:
    """The features of a name, what it stands for, how much that counts, and the text that it comes from."""

    source: str
    features: Features
    kind: str
    weight: float


def examples(corpus: Path) -> Iterator[Example]:
    """Yield the names whose kind is known in the articles for tuning and in the texts for training."""
    tune = set(json.loads((corpus / "split.json").read_text(encoding="utf-8"))["tune"])
    articles = (corpus / "articles" / f"{key}.json" for key in sorted(tune))
    cases = [json.loads(path.read_text(encoding="utf-8")) for path in articles]
    further = (corpus / "training" / "short.jsonl").read_text(encoding="utf-8").splitlines()
    cases += [case for case in map(json.loads, further) if case.get("names")]
    yield from _of_records(cases)
    for path in sorted((corpus / "training").glob("*.txt")):
        yield from of_marks(list(read_annotated(path)))


def _of_records(cases: Iterable[Record]) -> Iterator[Example]:
    """Yield the names that gold records use; each text is read again without the marks of its titles."""
    texts = []
    for case in cases:
        text = "\n".join(case["paragraphs"])
        texts.append((case, text))
        if (bare := _without_marks(text, _titles(case["gold"]))) != text:
            texts.append((case, bare))
    readings = read_many((text, None, None) for _, text in texts)
    for (case, _), reading in zip(texts, readings, strict=True):
        known = _known(case["gold"])
        forms, candidates = _forms(reading)
        for form in forms:
            kind = known.get(fold(form.text)) or _place(form) or _part(form, known)
            if kind is not None:
                yield Example(case["id"], features_of(form.clues), str(kind), _CORPUS_WEIGHT)
        for name, features in candidates:
            kind = known.get(fold(name.text))
            if kind in {None, EntityKind.WORK}:
                yield Example(case["id"], features, str(kind or NO_NAME), _CORPUS_WEIGHT)


def of_marks(texts: list[AnnotatedText]) -> Iterator[Example]:
    """Yield all names of marked texts; what is no marked name is an example of no name."""
    readings = read_many((text.text, text.title, text.published) for text in texts)
    for text, reading in zip(texts, readings, strict=True):
        marked = {
            (m.start, m.end): str(KINDS[m.letter])
            for m in text.marks
            if m.letter in KINDS and (m.value is None or text.text[m.start].isupper())
        }
        forms, candidates = _forms(reading)
        for form in forms:
            kinds = Counter(_marked(reading.text, name, marked) for name in form.names)
            if (kind := kinds.most_common(1)[0][0]) is not None:
                yield Example(text.key, features_of(form.clues), kind, 1.0)
        for name, features in candidates:
            yield Example(text.key, features, marked.get((name.start, name.end), NO_NAME), 1.0)


def _marked(text: str, name: Name, marked: dict[tuple[int, int], str]) -> str | None:
    """Return the kind of a name, or None where it is only a part of a marked one."""
    article = 4 if text[max(0, name.start - 4) : name.start] in {"The ", "the "} else 0
    for start in (name.start, name.start - article):
        if (kind := marked.get((start, name.end))) is not None:
            return kind
    return None if any(a < name.end and name.start < b for a, b in marked) else NO_NAME


def _titles(gold: Gold) -> set[str]:
    records = (*gold["panels"], *gold["announcements"])
    people = [p for r in records for p in (*r.get("participants", ()), *r.get("people", ()))]
    titles = [t for r in records for t in r.get("titles", ())] + [
        w for p in people for w in p.get("works", ())
    ]
    return {title.split(" | ", 1)[0] for title in titles}


def _without_marks(text: str, titles: Iterable[str]) -> str:
    for title in sorted(titles, key=lambda t: (-len(t), t)):
        text = re.sub(rf"[“\"‘']({re.escape(title)})([,.]?)[”\"’']", r"\1\2", text)
    return text


def _forms(reading: Reading) -> tuple[list[Form], list[tuple[Name, Features]]]:
    """Return the names of a reading, and the stretches that may be one title."""
    page = Page(reading, find_quotations(reading.text, reading.blocks), common_words())
    titles = find_titles(page)
    scope = Scope((), quoted_works(titles))
    candidates = [(n, features_of(weigh_span(page, n, scope))) for n in spanning(page, titles)]
    masked = mask(page, [*titles, *find_unquoted(page, titles)])
    names = find_names(page, [*masked, *find_regions(reading.text)])
    return link(page, names, scope.quoted), candidates


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


def train(rows: list[Example]) -> dict[str, Any]:
    """Return the trained weights as they are stored."""
    rows = [row for row in rows if row.kind != str(EntityKind.SESSION)]
    texts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for feature in row.features:
            texts[feature].add(row.source)
    known = {feature for feature, sources in texts.items() if len(sources) >= _SEEN}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform({f: v for f, v in row.features.items() if f in known} for row in rows)
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    model.fit(matrix, [row.kind for row in rows], sample_weight=[row.weight for row in rows])
    names = vectorizer.get_feature_names_out()
    weights = {
        str(name): [round(float(w), 3) for w in column]
        for name, column in zip(names, model.coef_.T, strict=True)
        if np.abs(column).max() >= 0.01
    }
    return {
        "kinds": [str(kind) for kind in model.classes_],
        "biases": [round(float(b), 4) for b in model.intercept_],
        "weights": weights,
    }


def main() -> None:
    """Train on the corpus that the command line names and store the weights."""
    rows = list(examples(Path(sys.argv[1])))
    WEIGHTS.parent.mkdir(exist_ok=True)
    WEIGHTS.write_text(_written(train(rows)), encoding="utf-8")


def _written(stored: dict[str, Any]) -> str:
    """Write the weights with a feature a line."""
    lines = ",\n".join(
        f"  {json.dumps(feature)}: {json.dumps(stored['weights'][feature])}"
        for feature in sorted(stored["weights"])
    )
    head = json.dumps({"biases": stored["biases"], "kinds": stored["kinds"]})
    return f'{head[:-1]},\n "weights": {{\n{lines}\n }}}}\n'


if __name__ == "__main__":
    main()
