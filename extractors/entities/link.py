"""Joins the forms of a name into one entity: full names, surnames, short forms and acronyms.

Rule: a short form goes to the longer one that the article has given before; where two fit, to the one named
last.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.entities import lexicon as lex
from extractors.entities.kinds import Clues, Evidence, Scope, judge, observe
from extractors.entities.page import Page
from extractors.entities.places import REGIONS, gazetteer
from extractors.entities.trim import Name
from extractors.reading import EntityKind

K = EntityKind
_PLACES = frozenset({K.CITY, K.COUNTRY, K.REGION})
_SHORTENED = frozenset({K.BODY, K.EVENT, K.SCHEME, K.VENUE})
_GENERIC = lex.STRONG_BODY_HEADS | lex.EVENT_HEADS | lex.SCHEME_HEADS
_LEAST = 0.3
_STRONG = 0.7
_SURE = 0.6
_CERTAIN = 0.95
_POSSIBLE = 0.05
_HEARD = 0.7  # how much the other names of a list count beside a name's own clues
_FLOOR = 0.02
_UNLIKELY = 0.1  # up to this, a stretch names something, whatever it is
# What tells a place from a person of that name: "in Bensalem", "Bensalem-based".
_LOCATED = ("in_before", "place_preposition", "origin", "country_after", "shot_in", "dateline", "city_of")
_LISTED = re.compile(
    r"(?:\s\([^()\n]{1,60}\))?(?:(?P<comma>,\s)|;\s|,?\s(?:and|or|&)\s|,?\sas\swell\sas\s)(?:the\s)?"
)
_OWNS = re.compile(r"[’']s?\s")
_ACRONYM_AFTER = re.compile(r"\s\(([A-Z][A-Za-z&+]{1,9})\)")


@dataclass(slots=True)
class Form:
    """One written form of a name, with all its places."""

    text: str
    words: list[str]
    names: list[Name]
    clues: Clues
    own: Evidence = field(default_factory=dict)  # what its own clues say
    evidence: Evidence = field(default_factory=dict)  # the same, with what the other names of its lists say
    kind: EntityKind = K.BODY  # the most probable one
    best: float = 0.0  # and its probability
    longer: list["Form"] = field(default_factory=list)  # the full forms that it may stand for

    @property
    def start(self) -> int:
        """Where the form first stands."""
        return self.names[0].start

    def score(self, kind: EntityKind) -> float:
        """Return the probability of a kind."""
        return self.evidence.get(kind, 0.0)

    def weigh(self) -> None:
        """Judge the clues, anew when clues were added."""
        self.own = judge(self.clues)
        self.decide(self.own)

    def decide(self, evidence: Evidence) -> None:
        """Take the probabilities of the kinds."""
        self.evidence = evidence
        self.kind, self.best = max(evidence.items(), key=lambda item: item[1])


def link(page: Page, names: list[Name], quoted: int) -> list[Form]:
    """Return the forms in the order of the text, each with the longer forms that it stands for.

    `quoted` is how many works the article quotes.
    """
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        groups[fold(name.text)].append(name)
    scope = Scope(groups.keys(), quoted)
    forms = [_form(page, group, scope) for group in groups.values()]
    _listen(page, forms)
    by_text = {fold(f.text): f for f in forms}
    _link_acronyms(page, forms, by_text)
    by_word: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        if len(form.words) > 1 and not form.longer:
            for word in {part for w in form.words for part in (w, *w.split("-"))}:
                by_word[word].append(form)
    for form in forms:
        if not form.longer:
            _link_short(form, by_word[form.words[0]])
    for form in forms:
        if len(form.longer) == 1 and form.longer[0].best < _SURE:
            _share(form, form.longer[0])
    for longer in {id(f.longer[0]): f.longer[0] for f in forms if len(f.longer) == 1}.values():
        longer.weigh()
    _listen(page, forms)
    return forms


def _listen(page: Page, forms: Sequence[Form]) -> None:
    """Let the names of one list speak for each other: what is joined by commas and "and" is of one kind."""
    near: dict[int, list[Evidence]] = defaultdict(list)
    for listed in _lists(page, forms):
        for left, right in pairwise(listed):
            if left is not right:
                near[id(left)].append(right.own)
                near[id(right)].append(left.own)
    for form in forms:
        if others := near.get(id(form)):
            weight = _HEARD / len(others)
            odds = {
                kind: own * math.prod(max(other.get(kind, 0.0), _FLOOR) ** weight for other in others)
                for kind, own in form.own.items()
            }
            scale = sum(form.own.values()) / sum(odds.values())
            form.decide({kind: value * scale for kind, value in odds.items()})


def _lists(page: Page, forms: Sequence[Form]) -> Iterator[list[Form]]:
    """Yield the lists of names: commas and brackets between them, and one "and" or semicolon at least."""
    placed = sorted((name.start, name.end, form) for form in forms for name in form.names)
    listed: list[Form] = []
    joined = False
    for (_, end, left), (start, right_end, right) in pairwise(placed):
        gap = _LISTED.fullmatch(page.text, end, start)
        if gap is None or _OWNS.match(page.text, right_end):
            if joined:
                yield listed
            listed, joined = [], False
            continue
        listed = [*(listed or [left]), right]
        joined = joined or gap["comma"] is None
    if joined:
        yield listed


def _form(page: Page, names: list[Name], scope: Scope) -> Form:
    form = Form(names[0].text, _words(names[0].text), names, observe(page, names, scope))
    form.weigh()
    return form


def fold(text: str) -> str:
    """Return a form by which spellings of one name are equal."""
    folded = text.casefold().replace("’", "'").replace("‑", "-").replace("\u0307", "")
    return folded.removeprefix("the ")


def _words(text: str) -> list[str]:
    return [w for w in fold(text).replace("“", "").replace("”", "").replace('"', "").split() if w]


def _share(form: Form, longer: Form) -> None:
    """Let what stands beside a short form speak for the long one too."""
    for clue, value in form.clues.features.items():
        if not clue.startswith(("form:", "words:", "head:")):
            longer.clues.note(clue, value)
    for kind, weight in form.clues.evidence.items():
        if kind not in _PLACES:
            longer.clues.evidence[kind] += 0.5 * weight


def _link_acronyms(page: Page, forms: list[Form], by_text: dict[str, Form]) -> None:
    for form in forms:
        for name in form.names:
            match = _ACRONYM_AFTER.match(page.after(name.end, 20))
            short = by_text.get(fold(match[1])) if match else None
            if short is not None and short is not form and _abbreviates(short.text, form.text):
                short.longer = [form]
    for short in forms:
        if short.longer or len(short.words) > 1 or not short.text.isupper() or len(short.text) < 3:
            continue
        fits = [f for f in forms if len(f.words) > 2 and _initials(f.text) == short.text]
        short.longer = fits[:1]


def _initials(text: str) -> str:
    return "".join(w[0] for w in re.findall(r"\w+", text) if w[0].isupper())


def _abbreviates(short: str, text: str) -> bool:
    """Tell whether the letters of a bracketed short form stand in a name, in order."""
    rest = iter(text.casefold())
    return short[0].casefold() == text[0].casefold() or all(
        c in rest for c in short.casefold() if c.isalpha()
    )


def _link_short(form: Form, long_forms: list[Form]) -> None:
    if form.kind in {K.COUNTRY, K.REGION} and form.best >= _STRONG:
        return
    people = [f for f in long_forms if f is not form and _is_person(form, f) and _names_person(form, f)]
    suffixed = [f for f in people if f.words[-len(form.words) :] == form.words]
    owned = form.kind in {K.PERSON, K.WORK} or form.best < _STRONG or form.score(K.PERSON) > 0.2
    located = form.kind in _PLACES and any(form.clues.features.get(clue) for clue in _LOCATED)
    known = any(person.start < form.start and person.score(K.PERSON) >= _STRONG for person in people)
    if people and (owned or (suffixed and not located) or (known and form.kind is K.BODY)):
        for person in people:
            person.decide(
                {**dict.fromkeys(person.evidence, 0.0), K.PERSON: max(person.score(K.PERSON), _STRONG)}
            )
        form.longer = suffixed or people
        return
    for longer in long_forms:
        located = _adds_place(form, longer)
        if longer is not form and (located or _shortens(form, longer)):
            if located and form.best > longer.best:
                longer.decide(form.evidence)
            form.longer = [longer]
            return


def _adds_place(form: Form, longer: Form) -> bool:
    """Tell whether a longer form only adds where it is: "StoryCoast" and "StoryCoast West Africa"."""
    size = len(form.words)
    cities, countries = gazetteer()
    rest = " ".join(longer.words[size:])
    fits = longer.words[:size] == form.words and form.kind in _SHORTENED and longer.kind in _SHORTENED
    return fits and (rest in REGIONS or rest in countries or rest in cities)


def _is_person(form: Form, longer: Form) -> bool:
    """Tell whether a full name is a person's: by itself, or because a person's surname ends it."""
    if longer.kind is K.PERSON:
        return True
    ends = longer.words[-len(form.words) :] == form.words and form.words[-1] not in _GENERIC | lex.VENUE_HEADS
    alike = longer.score(K.PERSON) >= _POSSIBLE and longer.best < _CERTAIN
    return ends and form.kind is K.PERSON and form.best >= _SURE and alike


def _names_person(form: Form, person: Form) -> bool:
    """Tell whether a form is a surname, a given name or a part of a person's full name."""
    short, full = form.words, person.words
    size = len(short)
    if size >= len(full):
        return False
    if any(full[n : n + size] == short for n in range(1, len(full) - size + 1)):
        return True
    if size > 1:
        return full[:size] == short and len(full) > size and form.kind is K.PERSON
    return full[0] == short[0] or short[0] in full[-1].split("-")


def _shortens(form: Form, longer: Form) -> bool:
    """Tell whether a form is a later, shorter way to write the name of a body or gathering."""
    size = len(form.words)
    if longer.kind not in _SHORTENED or size >= len(longer.words) or longer.start > form.start:
        return False
    if longer.words[-size:] == form.words:
        return form.words[-1] in _GENERIC or longer.words[0] in {
            "radio",
            "studio",
            "tv",
            "canal",
            "kanal",
            "team",
        }
    if longer.words[:size] != form.words:
        return False
    cities, _ = gazetteer()
    if form.kind in _PLACES or (form.text.casefold() in cities and form.score(K.CITY) > form.score(K.BODY)):
        return False
    rest = longer.words[size:]
    if form.kind not in {longer.kind, K.PERSON} and form.best >= 0.9:
        return False
    return form.words[-1] not in lex.EVENT_HEADS | lex.STRONG_BODY_HEADS or rest[0] in lex.PARTICLES


def kind_of(form: Form) -> EntityKind | None:
    """Return what a form names, or None when nothing says so."""
    no_name = 1.0 - sum(form.evidence.values())
    return form.kind if form.best >= max(_LEAST if no_name > _UNLIKELY else 0.0, no_name) else None
