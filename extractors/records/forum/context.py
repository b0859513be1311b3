"""Describes where a name, a day or a number stands: what hangs on what, and which words are beside it.

Rule: a feature says something about the words around a value or about its form, never about the value
itself; a name that was seen in training must not be worth more than one that was not.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from extractors.reading import Reading
from extractors.records.forum.clauses import ClauseReader, subject_of
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.scene import Scene
from extractors.values.lexicon import words

_CLASSES: dict[str, frozenset[str]] = {
    "hold": words(
        "organise organize run host hold present stage produce put mount convene curate operate oversee "
        "manage "
        "arrange launch throw spearhead orchestrate deliver coordinate lay bring call create set"
    ),
    "back": words(
        "sponsor support back fund co-host co-organise co-organize co-present co-produce bankroll "
        "underwrite finance "
        "subsidise subsidize power endorse co-fund co-finance foot pick chip pay contribute help"
    ),
    "join": words("partner team collaborate cooperate join ally pair link work combine unite enlist recruit"),
    "say": words(
        "say tell announce confirm add note reveal report state write explain declare warn admit claim "
        "estimate count "
        "quip joke recall promise hope insist"
    ),
    "expect": words("expect anticipate hope plan aim target project predict forecast await eye"),
    "come": words(
        "attend draw attract welcome gather register descend flock come meet fill pack pull travel accredit "
        "participate visit turn join sign bring assemble convene host lure book see count total reach "
        "record log"
    ),
    "happen": words(
        "take run unspool unfold wrap open close kick begin start end conclude return finish last continue "
        "go bow land get celebrate mark move relocate postpone schedule slate plan push hold stage "
        "kick-off set "
        "fall culminate span stretch resume debut occur happen cancel"
    ),
    "show": words(
        "premiere screen show win release play sell buy acquire shoot star direct write publish sign "
        "appoint name hire "
        "join produce air debut stream broadcast compete select pitch award"
    ),
    "move": words("move shift relocate switch leave head transfer"),
    "be": words("be become remain"),
}
_NOUNS: dict[str, frozenset[str]] = {
    "organizer": words(
        "organiser organizer promoter owner operator host producer presenter convenor convener founder "
        "brainchild "
        "initiative project venture creation initiator co-founder"
    ),
    "sponsor": words(
        "sponsor partner backer supporter co-host funder patron co-organiser co-organizer donor benefactor "
        "co-sponsor underwriter co-producer"
    ),
    "support": words(
        "support backing help assistance sponsorship funding money aid contribution participation cash "
        "blessing "
        "patronage auspices aegis grant subsidy"
    ),
    "together": words(
        "partnership association collaboration cooperation co-operation conjunction tandem concert league "
        "alliance"
    ),
    "gathering": words(
        "festival market forum conference summit awards award showcase workshop fair expo event gathering "
        "edition show "
        "congress convention symposium meeting ceremony gala evening week day lab hackathon seminar "
        "webinar retreat"
    ),
    "job": words(
        "director head chief president chair chairman chairwoman ceo executive manager boss founder "
        "secretary chairperson "
        "spokesperson spokesman spokeswoman producer editor vp officer minister mayor commissioner "
        "programmer curator"
    ),
    "place": words(
        "city town capital port venue home hall centre center hotel theatre theater base building site "
        "campus island "
        "village resort district quarter region state province premises grounds halls"
    ),
    "session": words(
        "panel session keynote talk masterclass workshop screening premiere prize award competition jury "
        "pitch"
    ),
}
_PASS = frozenset(
    {"compound", "nmod", "conj", "nummod", "amod", "poss", "quantmod", "npadvmod", "advmod", "case"}
)
_EDGE = re.compile(r"[\w’'-]+|[,;:()“”\"–—.]")
_VENUE_FORM = re.compile(
    r"\b(?:halls?|cent(?:re|er)|centro|theat(?:re|er)|teatro|théâtre|arena|house|hotel|palace|palais|"
    r"palacio|museum|"
    r"museo|cinemas?|kino|opera|auditorium|pavilion|rooms?|yards?|club|complex|campus|university|stadium|"
    r"park|castle|"
    r"library|gallery|wharf|pier|docks?|warehouse|exchange|court|church|abbey|cathedral|ballroom|resort|"
    r"marina|grounds?|"
    r"fairgrounds?|plaza|tower|square|studios?|academy|barracks|mill|works|foundry|depot|station|terminal|"
    r"hangar|barn|"
    r"gardens?|playhouse|riad|fort|fortress|brewery|villa|château|monastery|guildhall|college|inn|lodge|"
    r"dome|hub|loft|"
    r"zoom|online|bar|café|school|island|kulturhuset|halle|haus|messe|sala|salón|casa)\b|(?:hallen|huset|"
    r"haus|halle)$",
    re.IGNORECASE,
)


class Contexts:
    """Describes the places of values in the scenes of one article."""

    def __init__(self, reading: Reading, clauses: ClauseReader) -> None:
        self.reading, self.clauses = reading, clauses
        self._last_scene: Scene | None = None  # all values of a scene are described in turn
        self._last_words: set[str] = set()

    def describe(self, scene: Scene, gathering: Gathering, start: int, end: int) -> Iterator[str]:
        """Yield the features of one place of a value."""
        yield from self._scene(scene, gathering, start)
        yield from self._beside(scene, start, end)
        yield from self._hangs(scene, gathering, self.reading.tokens(start, end))

    def _scene(self, scene: Scene, gathering: Gathering, start: int) -> Iterator[str]:
        spots = [s for s, g in scene.here if g is gathering]
        if spots:
            near = min(spots, key=lambda s: abs(s.start - start))
            side = "after" if near.end <= start else "before"
            yield f"spot:{'name' if near.is_name else 'reference'}:{side}"
            apart = start - near.end if near.end <= start else near.start - start
            yield f"apart:{'0' if apart < 4 else '1' if apart < 30 else '2' if apart < 80 else '3'}:{side}"
        else:
            yield "spot:soft" if scene.is_soft else "spot:carried"
        if any(g is not gathering for _, g in scene.here):
            yield "spot:other"
        for flag in ("is_next", "is_past", "is_doubtful", "is_audience", "is_denied"):
            if getattr(scene, flag):
                yield f"scene:{flag}"
        yield f"block:{min(scene.block, 6)}"
        before = self.reading.text[scene.start : start]
        if before.count("“") > before.count("”") or before.count('"') % 2:
            yield "quoted"

    def _beside(self, scene: Scene, start: int, end: int) -> Iterator[str]:
        text = self.reading.text
        left = _EDGE.findall(text[max(scene.start, start - 60) : start].lower())[-3:]
        behind = _EDGE.findall(text[end : min(scene.end, end + 60)].lower())[:6]
        right = behind[:2]
        for n, word in enumerate(reversed(left)):
            yield f"left{n}:{word}"
            yield f"left:{word}"
        if len(left) > 1:
            yield f"left:{left[-2]} {left[-1]}"
        if not left:
            yield "left:^"
        for n, word in enumerate(right):
            yield f"right{n}:{word}"
        if len(right) > 1:
            yield f"right:{right[0]} {right[1]}"
        yield from _nouns("noun-left", left)
        yield from _nouns("noun-right", behind)
        if scene is not self._last_scene:
            self._last_scene, self._last_words = scene, _singulars(_EDGE.findall(scene.text.lower()))
        for name in ("organizer", "sponsor", "support", "together"):
            if not self._last_words.isdisjoint(_NOUNS[name]):
                yield f"sentence:{name}"

    def _hangs(self, scene: Scene, gathering: Gathering, span: Span) -> Iterator[str]:
        """Tell the way from a value up to its verb: over names, appositions and prepositions."""
        if not len(span):
            return
        token: Token = span.root
        way = ""
        for _ in range(9):
            head = token.head
            if head.i == token.i:
                break
            dep = token.dep_
            if dep == "appos":
                way += "=" + _noun_class(head)
            elif dep == "pobj":
                way += "-by" if head.dep_ == "agent" else f"-{head.lower_}"
                token = head
                head = token.head
                if head.pos_ in {"NOUN", "PROPN"}:
                    way += "/" + _noun_class(head)
                    yield f"noun{way}"
                    token = head
                    continue
            elif dep not in _PASS:
                way += f"~{dep}"
            if head.pos_ in {"VERB", "AUX"}:
                yield from self._clause(scene, gathering, head, way)
                return
            if head.pos_ in {"NOUN", "PROPN"} and dep in {"compound", "nmod", "poss", "appos"}:
                yield f"of:{dep}:{_noun_class(head)}"
            token = head
        yield f"way{way}"

    def _clause(self, scene: Scene, gathering: Gathering, verb: Token, way: str) -> Iterator[str]:
        kind = _verb_class(verb)
        subject = subject_of(verb)
        rel = "none"
        if subject is not None and self.clauses.gathering_at(scene, subject) is gathering:
            rel = "subject"
        elif any(self.clauses.gathering_at(scene, held) is gathering for held in self.clauses.objects(verb)):
            rel = "object"
        passive = (
            "passive"
            if any(c.dep_ == "auxpass" for c in verb.children)
            or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"})
            else "active"
        )
        first = way.split("/", maxsplit=1)[0] or "own"
        for child in verb.children:
            if child.dep_ in {"attr", "nsubj", "nsubjpass", "dobj", "oprd"}:
                yield f"{child.dep_}:{_noun_class(child)}:way{first}"
            elif child.dep_ == "prep" and child.lower_ in {"as", "for", "with", "by", "from"}:
                yield from (
                    f"{child.lower_}:{_noun_class(c)}:way{first}" for c in child.children if c.dep_ == "pobj"
                )
        yield f"verb:{verb.lemma_.lower()}"
        yield f"class:{kind}"
        yield f"rel:{rel}"
        yield f"way{way}"
        yield f"way{first}:{kind}:{passive}"
        yield f"way{first}:{kind}:{rel}"
        yield f"{kind}:{rel}"
        yield f"way{first}:{rel}"
        yield f"tense:{'will' if any(c.lower_ in _WILL for c in verb.children) else verb.tag_}"


_WILL = words("will 'll ’ll to would shall")


def _verb_class(verb: Token) -> str:
    lemma = verb.lemma_.lower()
    for name, lemmas in _CLASSES.items():
        if lemma in lemmas or f"{lemma}e" in lemmas:
            return name
    return "other"


def _noun_class(noun: Token) -> str:
    lemma = noun.lemma_.lower() if noun.is_lower else noun.lower_
    for name, lemmas in _NOUNS.items():
        if lemma in lemmas or lemma.removesuffix("s") in lemmas:
            return name
    return "name" if noun.pos_ == "PROPN" else "noun"


def _nouns(side: str, beside: list[str]) -> Iterator[str]:
    near = {*beside, *_singulars(beside)}
    for name, nouns in _NOUNS.items():
        if not near.isdisjoint(nouns):
            yield f"{side}:{name}"


def _singulars(words: list[str]) -> set[str]:
    return {word.removesuffix("s") for word in words}


def has_venue_form(text: str) -> bool:
    """Tell whether a name has a word for a hall, a house or a place to meet."""
    return bool(_VENUE_FORM.search(text))
