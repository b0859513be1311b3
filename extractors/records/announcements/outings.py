"""The words by which a title is said to come out, and where in a sentence they stand.

Rule: a cue is a verb, a state ("out", "due", "dated") or a noun ("launch", "street date"); whether it is
news, and of which title, is not decided here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from extractors.entities.lexicon import WORK_NOUNS
from extractors.records.announcements.units import COUNT, DATE, EVENT, VENUE, WORD, WORK, Sentence, Unit
from extractors.records.announcements.verbs import group_start, is_passive
from extractors.values.lexicon import words

COMES = words(
    "premiere open air debut land bow launch drop hit arrive stream play screen return start begin"
    " unspool reach enter tour transfer follow swim slip slide move shift roll release publish ship"
    " come go run kick broadcast simulcast unfurl edge jump relocate see join head expand travel sail exit"
    " appear"
    " close resurface"
)
SENDS = words(
    "release open publish launch drop air broadcast stream screen premiere debut issue reissue re-"
    " release ship date slate schedule set push delay postpone bump move shift bring put roll hand"
    " give distribute show theatrically reschedule simulcast unleash carry take shunt nudge knock bounce"
    " punt redate reslot stage mount perform advance accelerate"
)
_EITHER = COMES | SENDS
MOVES = words(
    "move shift push delay postpone bump slip slide swim bring reschedule put shunt nudge knock bounce punt"
    " edge relocate redate jump advance accelerate"
)
# These come out only with another word: "put out", "bring forward", "set for", "hand a launch".
_NEEDS = {
    "bring": words("out forward to"),
    "put": words("out back"),
    "roll": words("out"),
    "kick": words("off"),
    "go": words("out on live from into wide air"),
    "come": words("out to"),
    "set": words("for a an"),
    "hand": words("a an"),
    "give": words("a an it its"),
    "start": words("streaming airing its"),
    "begin": words("streaming airing its"),
    "run": words("at from in on"),
    "return": words("for on in to this with"),
    "stream": words("on exclusively in from worldwide globally"),
    "drop": words("on in at globally worldwide from"),
    "play": words("in at on from"),
    "follow": words("on in from"),
    "reach": words(
        "cinemas theaters theatres screens audiences viewers readers stores shops bookshops consoles pc"
    ),
    "enter": words("early release cinemas theaters theatres beta"),
    "move": words("to from up back forward"),
    "transfer": words("to"),
    "tour": words("to from in"),
    "carry": words("live"),
    "take": words("to"),
    "join": words("schedule line-up lineup roster catalogue catalog platform service grid"),
    **dict.fromkeys(("head", "expand", "travel", "sail"), words("to into onto for straight")),
    "exit": words("early in on at"),
    "appear": words("on in at with from"),
    "resurface": words("on at in"),
    **dict.fromkeys(("shunt", "nudge", "knock", "bounce", "punt", "edge", "jump"), words("to from back")),
    "show": words("on from"),
    "screen": words("on from in at"),
}
_SEEN = words("on in from since at")
_OUTLETS = words(
    "cinemas theaters theatres screens audiences viewers readers stores shops bookshops consoles pc stage"
    " schedule line-up lineup roster catalogue catalog platform service grid shelves"
)
STATES = words(
    "out available due slated scheduled set dated pencilled penciled earmarked planned expected"
    " released published broadcast issued pushed delayed postponed moved bumped rescheduled slipped"
    " unveiled streaming showing coming aired launched opened shifted brought put lined down foreseen"
    " programmed"
    " anticipated pegged"
)
_STATE_NEEDS = {
    "set": words("for on to"),
    "brought": words("forward out"),
    "put": words("out back"),
    "planned": words("for in"),
    "expected": words("in on out this next by"),
    "coming": words("to out in on"),
    "lined": words("up"),
    "down": words("for"),
    "unveiled": words("at during in"),
}
DEBUTS = words(
    "release premiere launch bow debut rollout roll-out opening publication broadcast transmission"
    " outing run berth slot date day premieres re-release reissue airing start return unveiling access"
    " screening screenings performance performances showing demonstration diffusion projection exit"
)
_ENJOY = words(
    "see watch hear listen read buy stream play catch enjoy find view download rent order discover tune wait"
)
_PUBLIC = words(
    "viewers listeners readers audiences audience fans players gamers subscribers families moviegoers"
    " cinemagoers"
    " theatregoers theatergoers customers children public parisians londoners users members people you"
)
_MAY = words("can able will get invited chance must have")
_DATE_NOUNS = words(
    "release premiere launch opening publication street air broadcast on-sale tx start world new first"
)
LIGHT = words(
    "get receive have land set secure plan fix hand give make announce confirm reveal follow take be"
    " schedule score earn eye win put enjoy mark grab slate book claim close open celebrate host hold"
)
_FIRST = words("first gala public world festival opening preview theatrical tv television domestic")
_BE = words("is are was were be been being 's 're")


class Place(Enum):
    """Where the title of a cue stands."""

    BEFORE = "before"
    BEHIND = "behind"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where something is said to come out; `end` is the last unit that belongs to it."""

    at: int
    end: int
    place: Place
    lemma: str
    certain: bool  # it cannot mean anything else of a title


_CERTAIN = words(
    "premiere air debut bow stream release publish broadcast unspool simulcast reissue re-release date slate"
)


def cues(sentence: Sentence) -> Iterator[Cue]:
    """Yield the cues of a sentence in order; a word is one cue at most."""
    done = -1
    for at, unit in enumerate(sentence.units):
        if at <= done or unit.kind != WORD:
            continue
        cue = _state(sentence, at) or _offer(sentence, at) or _verb(sentence, at) or _noun(sentence, at)
        if cue is not None:
            yield cue
            done = cue.end


def _ahead(sentence: Sentence, at: int, steps: int = 1) -> str:
    number = at + steps
    return sentence.units[number].lower if number < len(sentence.units) else ""


def _lemma(unit: Unit) -> str:
    """Return the base form of a verb that the model may have taken for a plural noun."""
    lower = unit.lower.removeprefix("world-")
    if unit.pos in {"VERB", "AUX"} or unit.tag == "VBN":
        stems = (unit.lemma, *(lower.removesuffix(ending) for ending in ("s", "es", "d", "ed")))
        return next((stem for stem in stems if stem in _EITHER), "")
    if unit.pos in {"NOUN", "PROPN"} and lower.endswith("s"):
        for stem in (lower[:-1], lower[:-2]):
            if stem in COMES:
                return stem
    return ""


def _verb(sentence: Sentence, at: int) -> Cue | None:
    unit = sentence.units[at]
    led_to = at > 0 and sentence.units[at - 1].lower == "to"
    lemma = unit.lower if led_to and unit.lower in _EITHER else _lemma(unit)
    if not lemma or lemma not in _EITHER:
        return None
    noun_like = unit.pos in {"NOUN", "PROPN"} and not led_to
    if (noun_like and not _follows_title(sentence, at)) or _only_describes(sentence, at):
        return None
    if not _has_needs(sentence, at, lemma) or _other_object(sentence, at):
        return None
    if (lemma in _BY_MAKERS and unit.tag == "VBN") or (_ahead(sentence, at) in _ELSEWHERE.get(lemma, ())):
        return None
    place = Place.EITHER
    if is_passive(sentence, at) or noun_like or lemma not in SENDS:
        place = Place.BEFORE
    elif lemma not in COMES:
        place = Place.BEHIND
    end = at + 1 if _ahead(sentence, at) in {"out", "off", "forward", "back", "up"} else at
    return Cue(at, end, place, lemma, lemma in _CERTAIN)


def _offer(sentence: Sentence, at: int) -> Cue | None:
    """Read "viewers can see “Y” from June 1" and "“Y” can be streamed": what the public is let to enjoy."""
    unit = sentence.units[at]
    if unit.pos != "VERB" or unit.lemma not in _ENJOY or not any(u.kind == DATE for u in sentence.units):
        return None
    ahead_of = sentence.units[max(0, group_start(sentence, at) - 4) : at]
    if _MAY.isdisjoint(u.lower for u in ahead_of):
        return None
    if unit.lemma == "wait" and "until" not in {u.lower for u in sentence.units[at:]}:
        return None
    if is_passive(sentence, at):
        return Cue(at, at, Place.BEFORE, OFFER, True)
    served = any(u.lower in _PUBLIC for u in sentence.units[:at])
    return Cue(at, at, Place.BEHIND, OFFER, True) if served else None


OFFER = "offer"
_ELSEWHERE = {"bow": words("out"), "set": words("in during against")}  # "set in Leeds", "bows out"
_BY_MAKERS = words("stage mount perform")  # as participles these tell who directs or plays
_PARTICLES = words("out forward back")  # these may stand behind the object: "bring the novel out"


def _has_needs(sentence: Sentence, at: int, lemma: str) -> bool:
    """Tell whether the words stand by a verb that it needs to mean that a title comes out."""
    needs = _NEEDS.get(lemma)
    near = {_ahead(sentence, at, n) for n in (1, 2, 3)}
    if lemma == "see":
        return is_passive(sentence, at) and bool(near & _SEEN)
    kinds = {u.kind for u in sentence.units[at + 1 : at + 5]}
    if lemma == "close" or (lemma == "play" and VENUE in kinds):
        return lemma == "play" or EVENT in kinds
    if lemma == "hit":
        return bool(near & _OUTLETS) or _dated(sentence, at) or _platform(sentence, at)
    if lemma == "join":
        return bool(needs and needs & near)
    if needs is None or _dated(sentence, at) or needs & {_ahead(sentence, at), _ahead(sentence, at, 2)}:
        return True
    split = needs & _PARTICLES & {u.lower for u in sentence.units[at : at + 6]}
    return bool(split) or any(u.kind == WORK for u in sentence.units[at + 1 : at + 9])


def _only_describes(sentence: Sentence, at: int) -> bool:
    """Tell a participle that only describes a noun: "a dating show", "the returning drama"."""
    before, ahead = sentence.units[at - 1] if at else None, sentence.units[at + 1 : at + 2]
    described = before is not None and (before.pos in {"DET", "ADJ"} or before.tag in {"PRP$", "POS"})
    return (
        described
        and sentence.units[at].tag in {"VBG", "VBN"}
        and bool(ahead)
        and (ahead[0].kind == WORK or ahead[0].pos in {"NOUN", "PROPN", "ADJ"})
    )


def _other_object(sentence: Sentence, at: int) -> bool:
    """Tell whether a verb has an object that is no title and no outlet: "opens an office", "hit a record"."""
    head = ""
    for unit in sentence.units[at + 1 : at + 7]:
        if unit.kind == WORK or (unit.kind and unit.kind != COUNT):
            return False
        if unit.kind == COUNT:
            return unit.lower.split()[-1] not in _PARTS | _SPANS
        if unit.pos in {"NOUN", "PROPN"}:
            head = unit.lower
        elif unit.pos not in {"DET", "ADJ", "NUM", "PRON"} and unit.tag not in {"PRP$", "HYPH", "VBN", "VBG"}:
            break
    return bool(head) and head not in _OUTLETS | _PARTS | _SPANS | DEBUTS | WORK_NOUNS


_SPANS = words("days day weeks week months month years year cities venues countries territories")
_PARTS = words(
    "season seasons series run episode episodes part parts volume worldwide globally nationwide"
    " access today edition exclusively streaming airing release tonight date"
)


def _follows_title(sentence: Sentence, at: int) -> bool:
    """Tell whether a title or its noun stands before a word, and a day or an outlet behind it."""
    before = sentence.units[at - 1] if at else None
    ahead = sentence.units[at + 1] if at + 1 < len(sentence.units) else None
    led = ahead is not None and (
        ahead.kind == DATE
        or ahead.lower
        in {"on", "in", "from", "via", "today", "tomorrow", "worldwide", "across", "at", "for", "to", "this"}
    )
    return (
        before is not None
        and (before.kind == WORK or before.text in {",", ")"} or before.pos == "NOUN" or before.tag == "WDT")
        and led
    )


def _dated(sentence: Sentence, at: int) -> bool:
    """Tell whether a date follows a word directly or behind a preposition."""
    units = sentence.units[at + 1 : at + 4]
    return bool(units) and (
        units[0].kind == DATE
        or (len(units) > 1 and units[0].lower in {"on", "in", "from", "for", "to"} and units[1].kind == DATE)
    )


def _platform(sentence: Sentence, at: int) -> bool:
    ahead = sentence.units[at + 1 : at + 3]
    return any(u.kind in {"B", "C", "E"} for u in ahead) and any(
        u.kind == DATE for u in sentence.units[at + 1 : at + 8]
    )


_SHELVES = words("cinemas theaters theatres shops stores bookshops shelves sale screens")


def _state(sentence: Sentence, at: int) -> Cue | None:
    """Read "is out", "now available", "due in June", "“Y”, slated for March"."""
    word = sentence.units[at].lower
    if word in _SHELVES:
        led = at > 0 and sentence.units[at - 1].lower in {"in", "on"}
        bound = led and (_ahead(sentence, at) in {"from", "on", "now", "this"} or _dated(sentence, at))
        return Cue(at, at, Place.BEFORE, "be", True) if bound else None
    if word not in STATES or not _is_state(sentence, at):
        return None
    end = at + 1 if _ahead(sentence, at) in {"out", "back", "forward", "now", "up"} else at
    return Cue(at, end, Place.BEFORE, word, True)


def _is_state(sentence: Sentence, at: int) -> bool:
    """Tell "is set for", "“Y”, due in" from "has dated “Y”", whose verb has an object, and "set to open"."""
    unit, word = sentence.units[at], sentence.units[at].lower
    before = sentence.units[at - 1] if at else None
    group = {u.lower for u in sentence.units[group_start(sentence, at) : at]}
    apposed = before is not None and (before.text in _APPOSES or before.kind == WORK or before.lower == "now")
    needs = _STATE_NEEDS.get(word)
    if not (group & _HOLDS or apposed) or (needs is not None and _ahead(sentence, at) not in needs):
        return False
    if word in _LEADS_TO and _ahead(sentence, at) == "to":
        return False
    if group & {"has", "have"} and not group & _BE and word not in {"out", "due", "available"}:
        return False
    return unit.tag != "VBD" or bool(group)


_APPOSES = frozenset({",", "(", "—", "–"})
_HOLDS = _BE | {"has", "have"}
_LEADS_TO = words("set expected due scheduled slated planned")


def _noun(sentence: Sentence, at: int) -> Cue | None:
    """Read "a July 4 launch", "the release date of", "its UK premiere": by a light verb, or with an "of"."""
    unit = sentence.units[at]
    ahead, before = _ahead(sentence, at), _ahead(sentence, at, -1) if at else ""
    if unit.lower not in DEBUTS or unit.pos not in {"NOUN", "PROPN", "VERB", "ADJ"} or ahead in DEBUTS:
        return None
    if unit.lower in _FIXTURES and ahead in {"that", "which"}:
        return None  # "the July 17 date that it had held"
    carried = (_light(sentence, at) and not _is_past(sentence, at)) or _comes_after(sentence, at)
    behind = ahead in {"of", "for", "to"} and any(u.kind == WORK for u in sentence.units[at + 1 : at + 8])
    named = before in _DATE_NOUNS
    fits = {
        "date": named or carried,
        "day": named,
        "access": before == "early",
        **dict.fromkeys(("run", "start", "return", "slot"), carried),
        **dict.fromkeys(
            ("screening", "screenings", "showing", "performance", "performances"), before in _FIRST
        ),
    }
    if not fits.get(unit.lower, True) or not (behind or carried):
        return None
    place = Place.BEHIND if behind else Place.EITHER
    return Cue(at, at, place, unit.lower, unit.lower in _CERTAIN_NOUNS)


def _is_past(sentence: Sentence, at: int) -> bool:
    """Tell what only went before: "was bought after its Durban premiere in July"."""
    led = {u.lower for u in sentence.units[max(0, at - 5) : at]}
    return not led.isdisjoint({"after", "since"}) and any(u.tag == "VBD" for u in sentence.units[:at])


_AHEAD_OF = {("ahead", "of"), ("prior", "to"), ("followed", "by"), ("advance", "of"), ("out", "before")}


def _comes_after(sentence: Sentence, at: int) -> bool:
    """Tell a noun with a day of its own to which the rest leads: "ahead of a rollout by Acme on June 9"."""
    units = sentence.units
    led = [u.lower for u in units[max(0, at - 6) : at]]
    leads = any(pair in _AHEAD_OF for pair in pairwise(led)) or "before" in led
    return leads and any(u.kind == DATE for u in units[at + 1 : at + 9])


_FIXTURES = words("date slot berth day")
_CERTAIN_NOUNS = words("release premiere publication broadcast")


def _light(sentence: Sentence, at: int) -> bool:
    """Tell whether a light verb carries a noun: "gets its premiere", "launch is set for"."""
    if any(u.lower == "with" for u in sentence.units[max(0, at - 4) : at]) and _dated(sentence, at + 1):
        return True
    near = sentence.units[max(0, at - 9) : at + 7]
    return any(u.kind == WORD and u.pos in {"VERB", "AUX"} and u.lemma in LIGHT for u in near)
