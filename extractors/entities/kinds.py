"""Weighs the evidence for what a name stands for, over all places where an article writes it.

Rule: a clue is worth the same wherever it stands, and none knows who is who in the world. What clues are
worth is first judged by hand, then corrected by weights trained on the corpus (`python -m
extractors.entities.train`).
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from extractors.entities import lexicon as lex
from extractors.entities.clues import BEFORE, ROLE, WIDTH, ClueBefore
from extractors.entities.clues_after import AFTER
from extractors.entities.context import features_around, features_of_form
from extractors.entities.given import is_given
from extractors.entities.page import Page
from extractors.entities.places import REGIONS, gazetteer
from extractors.entities.trim import HEADS, Name
from extractors.patterns import Ending, last_sign
from extractors.reading import EntityKind

K = EntityKind
NO_NAME = "none"  # the class of stretches that name nothing of the kinds
Evidence = dict[EntityKind, float]
Features = dict[str, float]
WEIGHTS = Path(__file__).parents[1] / "models" / "kinds.json"

_PARTICLE = re.compile(r"\b(?:van|von|de|del|da|dos|bin|ibn|al|el|Mac|Ní|Ó|Ō|O’|ter|den|der)\b|\bal-|\bel-")
# How the surnames of many tongues begin or end.
_SURNAME = re.compile(
    r"^(?:Mac|Mc|O’|O')[A-Z]|[a-zà-ž](?:sson|ss?en|sd[óo]ttir|dott(?:ir|er)|ovi[ćc]|evi[ćc]|i[ćc]|escu|wicz|sk[iýyaá]|zk[iýyaá]"
    r"|enko|chuk|czyk|czak|dze|shvili|y?an|o[ğg]lu|zade|[oe]v|[oe]va|ov[áa]|nen|[qk]vist|quist|str[öo]m|mann|stein|ez|ini"
    r"|elli|etti|ucci|inho|poulos|akis|idis|nathan|swamy|murthy|wala|singh|jee|moto|mura|zawa|saka|kawa|yama|shima|waki"
    r"|tsev|ck[ýaá]|ic[kh]|ová|yeva|sky|szky|ffy|thorpe|worth|field|ton|ley)$"
)
_SUBJECT = re.compile(
    r"(?:\s\([^)]*\))?\s(?:(?:has|have|had|will|would|is|are|was|to|also|already|today|recently|now|then"
    r"|still|later"
    r"|reportedly|earlier|on\s\w+day|last\s\w+|this\s\w+|\w+ly)\s){0,4}([a-z\-]+)"
)
# What companies and bodies do, what people do, and what is done to works.
_VERBS = (
    ("trade", lex.TRADE_VERBS),
    ("speak", lex.STRONG_SPEECH_VERBS),
    ("live", lex.PEOPLE_VERBS),
    ("make", lex.MAKING_VERBS),
    ("show", lex.SHOWING_VERBS),
    ("gather", lex.GATHERING_VERBS),
)
_TO_DO = lex.words(
    "be have set plan agree prepare go want seek aim start begin continue intend hope expect decide"
)
_PREPOSITIONS = frozenset({"by", "from", "to", "with", "at", "on", "in", "for", "as"})
_MOST_PLACES = 12
_MOST_CLUES = 2
_BODY_STARTS = lex.words(
    """
    studio canal kanal radio editora estudio grupo groupe maison casa atelier banco banque telefónica
    tele channel
    """
)
_ENDINGS = (
    (
        K.EVENT,
        re.compile(
            r"(?:fest|festival|festivalen|festivali|filmfest|con|expo|mart|tage|dage|dagar|dagen|bienále)$"
        ),
    ),
    (
        K.VENUE,
        re.compile(
            r"\w{3}(?:haus|hus|halle|hallen|theater|teater|teatro|palast|zentrum|senteret|bühne|saal|salen|huset)$"
        ),
    ),
)
_NICKNAME = re.compile(r"\s[“\"‘'][^“”\"]+[”\"’'](?=\s)")  # only a person has one inside the name
_JOINTS = lex.words("of for de del do da des")
_HEADS = (
    (K.EVENT, lex.EVENT_HEADS, 4.0),
    (K.SCHEME, lex.SCHEME_HEADS, 3.0),
    (K.BODY, lex.STRONG_BODY_HEADS, 4.0),
    (K.BODY, lex.BODY_HEADS - lex.STRONG_BODY_HEADS, 2.0),
    (K.VENUE, lex.VENUE_HEADS, 2.0),
)
_NO_SURNAMES = HEADS | lex.WORK_NOUNS | lex.BODY_NOUNS | {"stories", "tales", "files", "diaries"}
_NEXT_TO = lex.words(
    """
    in at by of from for with to and the as on a an said says ’s 's , ( ) . : ; — – & via
    """
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the whole article tells: all its names in lower case, and how many works it quotes."""

    known: Collection[str]
    quoted: int


@dataclass(slots=True)
class Clues:
    """What speaks for each kind: by judgement (`evidence`), and as features of the trained weights."""

    evidence: Evidence
    features: Features

    def add(self, clue: str, weights: Mapping[EntityKind, float]) -> None:
        """Count a clue, which is worth something twice at most."""
        self.features[clue] = self.features.get(clue, 0.0) + 1
        if self.features[clue] <= _MOST_CLUES:
            for kind, weight in weights.items():
                self.evidence[kind] += weight

    def note(self, clue: str, value: float = 1.0) -> None:
        """Count a clue that only the trained weights judge."""
        self.features[clue] = self.features.get(clue, 0.0) + value


def observe(page: Page, names: Sequence[Name], scope: Scope) -> Clues:
    """Collect the clues from all places of one name."""
    clues = Clues(defaultdict(float), {})
    for name in names[:_MOST_PLACES]:
        _by_place(page, name, clues)
        _by_verb(page, name, clues)
        _by_parse(page, name, clues)
        for feature in features_around(page.reading.tokens(name.start, name.end)):
            clues.note(feature, 0.5)
        block = page.block_at(name.start)
        opens = block is not None and block.start == name.start
        clues.note(f"block:{block.kind if block else None}:{'opens' if opens else 'within'}", 0.5)
        clues.note("opens_sentence" if name.fresh else "within_sentence", 0.5)
    text = _NICKNAME.sub("", names[0].text)
    _by_form(page, text, clues)
    if text != names[0].text:
        clues.add("form:given", {K.PERSON: 4})
    for feature in features_of_form(text, page.common):
        clues.note(feature)
    _by_scope(names[0], scope, clues)
    return clues


def judge(clues: Clues) -> Evidence:
    """Return the probability of each kind; what is missing to one is the probability of no name."""
    trained = _trained()
    known = {
        row: value
        for name, value in features_of(clues).items()
        if (row := trained.rows.get(name)) is not None
    }
    scores = trained.biases + np.array([*known.values()]) @ trained.weights[[*known]]
    odds = np.exp(scores - scores.max())
    judged = zip(trained.kinds, (odds / odds.sum()).tolist(), strict=True)
    return {EntityKind(kind): chance for kind, chance in judged if kind != NO_NAME}


def features_of(clues: Clues) -> Features:
    """Return all features of the trained weights, each within bounds."""
    features = {name: min(value, float(_MOST_CLUES)) for name, value in clues.features.items()}
    for kind in EntityKind:
        features[f"judged:{kind}"] = max(min(clues.evidence.get(kind, 0.0), 8.0), -4.0)
    best = max(EntityKind, key=lambda kind: clues.evidence.get(kind, 0.0))
    features[f"best:{best}"] = 1.0
    return features


class _Trained(NamedTuple):
    kinds: list[str]
    biases: NDArray[np.float64]
    rows: dict[str, int]  # of the weights, by feature
    weights: NDArray[np.float64]


@lru_cache(maxsize=1)
def _trained() -> _Trained:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    rows = {name: row for row, name in enumerate(stored["weights"])}
    weights = np.array([*stored["weights"].values()])
    return _Trained(stored["kinds"], np.array(stored["biases"]), rows, weights)


def _by_place(page: Page, name: Name, clues: Clues) -> None:
    before, after = page.before(name.start, WIDTH), page.after(name.end)
    owns = re.match(r"[’']s?\s", after) is not None
    if not before and name.text.isupper() and len(name.text) > 2 and _DATELINE.match(after):
        clues.add("dateline", {K.CITY: 6, K.BODY: -3})
    last = last_sign(before)
    for clue, ending, weights in _that_may_follow(last):
        if ending.search_behind(before, last) and not (owns and clue == "said_before"):
            clues.add(clue, weights)
    for clue, pattern, weights in AFTER:
        if pattern.match(after):
            clues.add(clue, weights)
    if _CHOSEN.search_behind(before, last) and _TO_POST.match(after):
        clues.add("named_to", {K.PERSON: 4, K.BODY: -2})
    left = re.search(r"(\w+|[^\w\s])\s*$", before)
    right = re.match(r"\s?([’']s|\w+|[^\w\s])", after)
    clues.note(f"left:{_near(left[1]) if left else 'start'}", 0.5)
    clues.note(f"right:{_near(right[1]) if right else 'end'}", 0.5)


@lru_cache(maxsize=256)
def _that_may_follow(last: str) -> list[ClueBefore]:
    return [clue for clue in BEFORE if clue[1].may_follow(last)]


# "has named NAME head of drama", "the promotion of NAME to chief executive".
_CHOSEN = Ending(
    r"\b(?:nam|appoint|hir|promot|elect|tapp?|elevat|upp|install|recruit|poach|pick|choos|chose|mak|made"
    r"|appointment of|promotion of|hiring of|arrival of)(?:e[ds]?|ed|s|ing|en|n)?\s$"
)
_TO_POST = re.compile(
    rf",?\s(?:as\s|to\s|its\s|their\s|the\s|an?\s|new\s|first\s|post\sof\s|role\sof\s)*"
    rf"(?:[\w\-&]+\s){{0,3}}?(?:{ROLE}|chief|head|post|board)\b",
    re.IGNORECASE,
)
# What parts the city that a report is sent from and its first words: "MUNICH, March 5 — ".
_DATELINE = re.compile(
    r"(?:,\s[A-Z][\w.]*(?:\s[\w.]+){0,2}?)?(?:\s\([A-Z][^()]{1,30}\))?(?:\s[—–-]\s|:\s[A-Z])"
)


def _near(word: str) -> str:
    if word in _NEXT_TO:
        return word.replace("'s", "’s")
    if word[0].isdigit():
        return "digit"
    return "word" if word[0].islower() else "name" if word[0].isupper() else "mark"


def _by_verb(page: Page, name: Name, clues: Clues) -> None:
    """Look at the verb whose subject the name seems to be: the next word but for auxiliaries and adverbs."""
    match = _SUBJECT.match(page.after(name.end, 60))
    token = page.token_at.get(name.end + match.start(1)) if match else None
    if token is None or token.pos_ not in {"VERB", "AUX"}:
        return
    lemma = token.lemma_
    if lemma in lex.STRONG_SPEECH_VERBS:
        clues.add("speaks", {K.PERSON: 1, K.BODY: 0.5})
    elif lemma in lex.PEOPLE_VERBS:
        clues.add("lives", {K.PERSON: 1.2, K.BODY: 0.2})
    elif lemma in lex.ACTION_VERBS or (lemma in {"make", "build"} and token.tag_ in {"VB", "VBZ"}):
        clues.add("acts", {K.BODY: 1, K.PERSON: 0.3, K.EVENT: 0.2})


def _by_parse(page: Page, name: Name, clues: Clues) -> None:
    token: Token | None = page.token_at.get(name.start)
    if token is None:
        return
    root = page.reading.tokens(name.start, name.end).root
    clues.note(f"parsed:{root.dep_}", 0.5)
    role = root
    while role.dep_ in {"conj", "appos"} and role.head is not role:
        role = role.head
    if role.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        verb = _deed(role.head).lemma_.lower()
        for group, verbs in _VERBS:
            if verb in verbs:
                clues.note(f"{role.dep_}:{group}")
    elif role.dep_ == "pobj" and role.head.lower_ in _PREPOSITIONS:
        governor = role.head.head.lemma_.lower()
        for group, verbs in _VERBS:
            if governor in verbs:
                clues.note(f"{role.head.lower_}:{group}")


def _deed(verb: Token) -> Token:
    """Return what is done where a verb only says that it is to be: "is to make", "plans to open"."""
    if verb.lemma_.lower() not in _TO_DO:
        return verb
    return next((child for child in verb.children if child.dep_ == "xcomp" and child.pos_ == "VERB"), verb)


def _by_form(page: Page, text: str, clues: Clues) -> None:
    words = text.split()
    lower = [w.lower().strip(".,") for w in words]
    last, first = lower[-1], lower[0]
    _by_place_name(text, clues)
    clues.note(f"words:{min(len(words), 5)}")
    if last.endswith("+") or (last == "plus" and len(words) > 1):
        clues.add("form:plus", {K.BODY: 3})
    _by_prize_form(text, clues)
    if "&" in words:
        clues.add("form:ampersand", {K.BODY: 2.5})
    if first in _BODY_STARTS:
        clues.add("form:body_start", {K.BODY: 2})
    if text.isupper() and len(text) > 1 and text.isalpha():
        clues.add("form:capitals", {K.BODY: 1.5, K.PERSON: -2})
    if "tv" in lower or re.search(r"[a-z]TV\b|[a-z][A-Z]", re.sub(r"\b(?:Mac|Mc|De|Di)(?=[A-Z])", "", text)):
        clues.add("form:camel", {K.BODY: 1.5})
    _by_ending(lower, clues)
    if len(words) > 1 and _named_after_place(lower):
        clues.note("form:has_place")
    if last[-1].isdigit():
        clues.note("form:number")
    if len(words) > 1:
        _by_head(lower, clues)
        _by_person_form(page, words, clues)
    else:
        clues.add("form:single", {K.PERSON: -0.5})
        clues.note("form:single_common" if page.common.knows(text) else "form:single_rare")
        if is_given(text):
            clues.note("form:single_given")


def _by_ending(lower: Sequence[str], clues: Clues) -> None:
    for kind, ending in _ENDINGS:
        if any(map(ending.search, lower if kind is K.VENUE else lower[-1:])):
            clues.add(f"form:{kind}_ending", {kind: 2})


def _by_prize_form(text: str, clues: Clues) -> None:
    if text.startswith("Best "):
        clues.add("form:best", {K.SCHEME: 3})
    if " of the Year" in text:
        clues.add("form:of_the_year", {K.SCHEME: 4})


def _by_scope(name: Name, scope: Scope, clues: Clues) -> None:
    """Look at the rest of the article: whether it quotes titles, and the name's shorter and longer forms."""
    clues.note(f"page:quoted:{min(scope.quoted, 3)}")
    text = name.text.lower()
    words = text.split()
    if len(words) > 1:
        for part, form in (("last", words[-1]), ("first", words[0]), ("rest", " ".join(words[1:]))):
            if form in scope.known and (part != "rest" or len(words) > 2):
                clues.note(f"short:{part}")
    if len(words) < 3:
        ends = any(longer.endswith(f" {text}") for longer in scope.known)
        begins = any(longer.startswith(f"{text} ") for longer in scope.known)
        clues.note(f"part:{'last' if ends else 'first' if begins else 'of nothing'}")


def _named_after_place(lower: Sequence[str]) -> bool:
    cities, countries = gazetteer()
    return any(word in cities or word in countries or word in lex.NATION_WORDS for word in lower)


def _by_head(lower: list[str], clues: Clues) -> None:
    last, first = lower[-1], lower[0]
    if last.isdigit():
        last = lower[-2]
    joints = [n for n in range(1, len(lower)) if lower[n] in _JOINTS]
    joined = lower[joints[0] - 1] if joints else ""
    for place, head, worth in (("last", last, 1.0), ("joined", joined, 1.2), ("first", first, 0.6)):
        for kind, heads, weight in _HEADS:
            if head in heads:
                clues.add(f"head:{place}:{kind}:{weight:g}", {kind: weight * worth})


def _by_place_name(text: str, clues: Clues) -> None:
    cities, countries = gazetteer()
    lower = text.lower()
    if lower in countries and (len(text) > 2 or text.isupper()):
        clues.add("form:country", {K.COUNTRY: 6})
    elif lower in REGIONS:
        clues.add("form:region", {K.REGION: 5})
    elif lower in cities:
        clues.add("form:city", {K.CITY: 2})


def _by_person_form(page: Page, words: list[str], clues: Clues) -> None:
    plain = sum(page.common.knows(w) for w in words if w[0].isupper())
    if len(words) <= 5 and not any(w.lower() in lex.JOINERS for w in words):
        share, weight = (
            ("none", 1.2) if plain == 0 else ("some", 0.3) if plain < len(words) else ("all", -1.0)
        )
        clues.add(f"form:common:{share}", {K.PERSON: weight})
    if re.search(r"\w-[^\W\d_a-zß-ÿ]\w", words[-1]):
        clues.add("form:double_surname", {K.PERSON: 1.2})
    if is_given(words[0]) and words[-1].lower() not in _NO_SURNAMES:
        if page.common.knows(words[0]) and words[0].lower() in page.lower_words:
            clues.note("form:given_common")
        else:
            clues.add("form:given", {K.PERSON: 2})
    elif is_given(words[-1]) and len(words) < 4:
        clues.note("form:given_last")
    if _SURNAME.search(words[-1]):
        clues.add("form:surname", {K.PERSON: 1})
    if _PARTICLE.search(" ".join(words[1:])) or re.match(r"(?:[A-Z]\.)+", words[0]):
        clues.add("form:particle", {K.PERSON: 0.7})
    if re.fullmatch(r"[^\W\d_]+-[^\W\d_A-Z]+", words[-1]) or re.fullmatch(
        r"[^\W\d_]+-[^\W\d_A-Z]+", words[0]
    ):
        clues.add("form:two_part_given_name", {K.PERSON: 1})
    proper = (w[0].isupper() or w.lower() in lex.PARTICLES or w.startswith(("al-", "el-")) for w in words)
    if not all(proper):
        clues.add("form:joiner", {K.PERSON: -1})
