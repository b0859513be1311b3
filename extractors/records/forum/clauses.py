"""Reads from the parse who does what to a gathering: subjects, objects and agents of the verbs of holding.

Rule: a verb counts only where the parse ties it to a gathering of the sentence, or to "it" or "the event".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from extractors.reading import Reading
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.scene import Scene
from extractors.values.lexicon import words

Act = Literal["organizers", "partners"]

HOLDS = words(
    "organise organize run host hold present stage produce put mount convene curate operate oversee manage "
    "arrange launch found throw programme program spearhead create orchestrate own deliver devise initiate "
    "establish administer promote lead coordinate lay conduct realise realize execute impel accomplish"
)
# Verbs of holding that take an object of their own too often to be believed as passives of a gathering.
_LOOSE = words("found create own lead promote deliver devise establish initiate program programme")
BACKS = words(
    "sponsor support back fund co-host cohost co-organise co-organize co-present co-produce bankroll "
    "underwrite "
    "finance subsidise subsidize power endorse co-fund co-finance part-fund coorganise coorganize subvention"
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "dative", "attr", "oprd"})
_GOES_ON = frozenset({"xcomp", "ccomp", "conj", "advcl", "pcomp"})
_RELATIVES = frozenset({"which", "that", "who"})
EVENT_WORDS = words(
    "it event gathering festival market forum conference summit awards showcase workshop show fair expo "
    "edition "
    "congress convention symposium meeting week weekend ceremony gala evening occasion day night lab affair "
    "hackathon jam seminar webinar retreat camp strand outing instalment installment confab exhibition"
)
_PHRASE = frozenset(
    {"compound", "nmod", "nummod", "pobj", "poss", "amod", "npadvmod", "conj", "appos", "prep"}
)


@dataclass(frozen=True, slots=True)
class Doing:
    """Somebody holds or backs a gathering: the stretch that names who, and what the verb makes of them."""

    gathering: Gathering
    role: Act
    start: int
    end: int


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, or of the verb that it goes on from; a relative's antecedent."""
    for _ in range(6):
        own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            return verb.head if own.lower_ in _RELATIVES and verb.dep_ == "relcl" else own
        if verb.dep_ in {"acl", "amod"}:
            return verb.head
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ in _GOES_ON and verb.head.i != verb.i:
            verb = verb.head
            if verb.pos_ in {"NOUN", "PROPN"}:
                return verb
            continue
        if verb.dep_ == "prep" and verb.head.i != verb.i:
            verb = verb.head
            continue
        return None
    return None


def _lemma(verb: Token) -> str | None:
    """Return the verb's lemma where it is one of holding or backing; the tables cut "staged" to "stag"."""
    lemma = verb.lemma_.lower()
    return next((form for form in (lemma, f"{lemma}e") if form in HOLDS or form in BACKS), None)


def agent_of(verb: Token) -> Token | None:
    """Return the head of "by …" behind a passive verb."""
    for child in verb.children:
        if child.lower_ == "by" and child.i > verb.i:
            found = next((c for c in child.children if c.dep_ == "pobj"), None)
            if found is not None:
                return found
    return None


class ClauseReader:
    """Finds who holds and who backs the gatherings of one article, verb by verb."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read(self, scene: Scene) -> Iterator[Doing]:
        """Yield what the verbs of one sentence tell."""
        span = self.reading.tokens(scene.start, scene.end)
        for verb in span:
            lemma = _lemma(verb)
            if lemma is None or verb.pos_ not in {"VERB", "AUX", "ADJ"}:
                continue
            if (by := agent_of(verb)) is not None and verb.tag_ in {"VBN", "VBD"}:
                yield from self._passive(scene, verb, by, lemma)
            elif verb.tag_ != "VBN" or any(c.lemma_ == "have" for c in verb.children):
                yield from self._active(scene, verb, lemma)

    def _passive(self, scene: Scene, verb: Token, by: Token, lemma: str) -> Iterator[Doing]:
        of = subject_of(verb)
        gathering = self.gathering_at(scene, of) if of is not None else None
        if gathering is None and (of is None or of.i == verb.i):
            gathering = scene.carried
        if gathering is not None and not (
            lemma in _LOOSE and of is not None and not self._is_named(scene, of)
        ):
            start = self._left(by)
            yield Doing(gathering, "partners" if lemma in BACKS else "organizers", start, scene.end)

    def _active(self, scene: Scene, verb: Token, lemma: str) -> Iterator[Doing]:
        subject = subject_of(verb)
        if subject is None or self.gathering_at(scene, subject) is not None:
            return
        for held in self.objects(verb):
            gathering = self.gathering_at(scene, held)
            if gathering is not None:
                role: Act = "partners" if lemma in BACKS else "organizers"
                yield Doing(gathering, role, self._left(subject), max(verb.idx, subject.idx + len(subject)))
                return

    def objects(self, verb: Token) -> Iterator[Token]:
        """Yield what a verb acts on, with its appositions; the antecedent of "that A holds"."""
        for child in verb.children:
            if child.dep_ in _OBJECTS:
                yield child
                yield from (c for c in child.children if c.dep_ == "appos")
        if verb.dep_ == "relcl" and any(
            c.lower_ in {"which", "that"} and c.dep_ in _OBJECTS for c in verb.children
        ):
            yield verb.head

    def gathering_at(self, scene: Scene, noun: Token) -> Gathering | None:
        """Return the gathering that a noun stands for: by its place, by its apposition, or as "it"."""
        for token in (noun, *(c for c in noun.children if c.dep_ in {"appos", "compound"})):
            for spot, gathering in scene.here:
                if spot.start <= token.idx < spot.end:
                    return gathering
                if any(d.start <= token.idx < d.end for d in gathering.describes):
                    return gathering
        if noun.lower_ in EVENT_WORDS and noun.lower_ in {
            "it",
            "event",
            "gathering",
            "edition",
            "show",
            "evening",
        }:
            return scene.target(noun.idx)
        return None

    def _is_named(self, scene: Scene, noun: Token) -> bool:
        return any(s.start <= noun.idx < s.end and s.is_name for s, _ in scene.here)

    def _left(self, noun: Token) -> int:
        """Return where the noun phrase begins, without the clause behind it."""
        edge: Token = noun.left_edge
        return int(edge.idx)


def governor_of(token: Token) -> Token:
    """Return the verb or noun that an adverbial hangs on: over its own phrase and prepositions."""
    for _ in range(8):
        head = token.head
        if head.i == token.i:
            break
        token = head
        if token.pos_ in {"VERB", "AUX"} or (token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in _PHRASE):
            break
    return token


def is_said_of(clauses: ClauseReader, scene: Scene, at: int) -> Gathering | None:
    """Return the gathering that the clause around an adverbial is about: its subject, object or noun."""
    span = clauses.reading.tokens(at, at + 1)
    if not len(span):
        return None
    governor = governor_of(span[0])
    if governor.pos_ not in {"VERB", "AUX"}:
        return clauses.gathering_at(scene, governor)
    subject = subject_of(governor)
    if subject is not None and (gathering := clauses.gathering_at(scene, subject)) is not None:
        return gathering
    if _lemma(governor) is None:
        return None
    for held in clauses.objects(governor):
        if (gathering := clauses.gathering_at(scene, held)) is not None:
            return gathering
    return None
