"""Whether the words around a date speak of what was or of what will be.

Rule: the verb that governs the date decides; where the parse gives none, the nearest sign in the same
sentence, one before the date sooner than one behind it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from extractors.values.lexicon import words

_FUTURE = (
    r"will|['’]ll|won['’]t|shall|to be|going to|(?:is|are|be|being) (?:now )?(?:due|set|expected|scheduled"
    r"|slated"
    r"|planned|dated|pencilled in|tipped|to)|(?:set|scheduled|slated|planned|dated|earmarked) for|next"
    r"|upcoming"
    r"|forthcoming|deadline|plans?|hopes?|aims?|intends?"
    r"|(?:(?:has|have|had|was|were|been) )*(?:now )?(?:pushed|delayed|postponed|moved|brought forward"
    r"|put back)"
    r"|be (?:held|made|named|announced|released|paid|chosen)"
)
_PRESENT = (
    r"returns?|rolls?|goes|opens?|starts?|begins?|runs|closes?|takes place|kicks off|premieres?|bows|airs"
    r"|debuts?"
    r"|launch(?:es)?"
    r"|arrives|drops|hits|lands|goes|plays|screens|streams|ends|finishes|follows|comes|joins|takes (?:up"
    r"|over)"
    r"|steps down|retires|continues|gives|delivers|until|till|expects?|applications?|(?:is"
    r"|are) (?:\w+ly )?\w+ing"
    r"|ahead of|coming|releases|rolls out|slips?|swims|slides?|sets|setting|dates|shifts?|can|may|might"
    r"|could|must"
    r"|would|was due|were due|had been due"
)
_PAST = (
    r"was|were|had|did|took|ran|went|held|began|said|told|won|gave|came|sold|bought|saw|brought|left|met"
    r"|sat|spoke"
    r"|wrote|drew|paid|made|became|found|shot|lost|led|kept|stood|sent|heard|flew|grew|rose|fell|broke"
    r"|built|caught"
    r"|chose|drove|knew|rang|sang|stuck|taught|wore|put|got|since|ago|earlier|last|recent"
    r"|(?:has|have) (?:\w+ )?\w+(?:ed|en|n)|[a-z]{2,}ed"
)
_SIGN = re.compile(
    rf"(?<![\w-])(?:(?P<future>{_FUTURE})|(?P<present>{_PRESENT})|(?P<past>{_PAST}))(?![\w-])", re.IGNORECASE
)
_FROM_THEN_ON = re.compile(
    r"\b(?:as of|effective|starting|beginning|until|till|by|no later than"
    r"|with effect from)\s(?:the end of\s)?$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?][”’\"')]*\s+(?=[“‘\"(]*[A-Z])|\n")
_NOT_A_STOP = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs|U\.S|U\.K)|\b[A-Z])\.$"
)
_NO_TENSE = words("unscripted limited united red hundred need indeed based seed feed speed breed")


class Tense(StrEnum):
    """The direction of time that words point in; `PRESENT` is a plan ("opens on") or what is so now."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    OPEN = "open"


def sentence_bounds(text: str, at: int) -> tuple[int, int]:
    """Return the stretch of the sentence around an offset, judged by punctuation."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = len(text) if end < 0 else end
    for match in _STOP.finditer(text, start, end):
        if _NOT_A_STOP.search(text[max(start, match.start() - 6) : match.start() + 1]):
            continue
        if match.end() <= at:
            start = match.end()
        elif match.start() >= at:
            return start, match.start() + 1
    return start, end


def tense_at(text: str, start: int, end: int) -> Tense:
    """Return the tense of the words around [start, end)."""
    first, last = sentence_bounds(text, start)
    if _FROM_THEN_ON.search(text[first:start]):
        return Tense.PRESENT
    if before := _signs(text, first, start):
        return _tense(before)
    after = _signs(text, end, max(last, end))
    return _tense(after[:1]) if after else Tense.OPEN


def _signs(text: str, start: int, end: int) -> list[re.Match[str]]:
    found = _SIGN.finditer(text[:end], start)
    return [m for m in found if m.group().lower() not in _NO_TENSE and not _in_a_name(text, m.start(), start)]


def _in_a_name(text: str, at: int, first: int) -> bool:
    """Tell "Open Hangar" from "will open": a capital that does not begin the sentence."""
    return text[at].isupper() and text[first:at].strip(" “‘\"'(—-") != ""


def _tense(signs: list[re.Match[str]]) -> Tense:
    """Return what the last sign says; a participle right behind a sign of the future belongs to it."""
    last = signs[-1]
    if len(signs) > 1 and signs[-2]["future"] and last["past"] and last.start() - signs[-2].end() <= 12:
        return Tense.FUTURE
    if last["future"]:
        return Tense.FUTURE
    return Tense.PRESENT if last["present"] else Tense.PAST


# "for Ferryhouse Books, out on 21 October": what is out is to come, whatever has been done.
_OUT_ON = re.compile(
    r",\s(?:out|in (?:cinemas|theaters|theatres|shops|stores|bookshops))\s(?:on|from|in)\s(?:the\s)?$"
)
_WILL = words("will ’ll 'll shall wo")
_MODAL = words("can may might could would should must to ca")
_PLANNED = words(
    "set slate schedule plan expect date earmark pencil fix move push delay postpone reschedule shift tip due"
)
_AHEAD = words("due upcoming forthcoming scheduled slated set planned expected")
_EITHER_WAY = words(
    "hold run stage host base locate title call name entitle dub direct write follow make give"
)
# The present is written like the past: with a date, and not in the third person, it is the past.
_ALIKE = words("read put cut let cast bid beat spread shut split quit")
_MOST_HOPS = 8
_DATE_WORD = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|\d{1,2}(?:st|nd|rd|th)?(?:[-–/]\d{1,2})?|(?:19|20)\d\d|(?:day|week|weekend|month|quarter|year|half)s?"
    r"|spring|summer|autumn|fall|winter|between"
)


@dataclass(frozen=True, slots=True)
class Direction:
    """The tense that governs a date; `direct` where the date belongs to the verb, not to a noun beside it."""

    tense: Tense
    direct: bool


def direction_at(text: str, start: int, end: int, doc: Doc | None) -> Direction:
    """Return the tense of the verb that governs [start, end), else of the words around it."""
    first, _ = sentence_bounds(text, start)
    if (then_on := _FROM_THEN_ON.search(text[first:start])) and not then_on.group().lower().startswith("by"):
        return Direction(Tense.PRESENT, direct=True)
    if _OUT_ON.search(text[first:start]):
        return Direction(Tense.FUTURE, direct=True)
    if doc is not None and (found := _governed(text, doc, start)) is not None:
        return found
    tense = tense_at(text, start, end)
    if tense is Tense.OPEN and text[first:start].endswith(": "):
        tense = Tense.PRESENT  # an entry of a calendar: "Karachi Book Fair: December 11-15"
    return Direction(tense, direct=False)


def _governed(text: str, doc: Doc, start: int) -> Direction | None:
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or len(span) == 0:
        return None
    token: Token = span.root
    direct = True
    for _ in range(_MOST_HOPS):
        head = token.head
        if head == token:
            return None
        if head.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ != "compound" and not _dates(token):
            direct = False
        token = head
        if _quoted(text, start, token.idx):
            return None
        if token.lower_ in _AHEAD and token.pos_ != "NOUN" and not _auxiliaries(token):
            return Direction(Tense.PAST if _was_set(token, span.root) else Tense.FUTURE, direct)
        if token.pos_ in {"VERB", "AUX"} and (tense := _tense_of(token)) is not None:
            perfect = bool(_auxiliaries(token) & {"has", "have"})
            return Direction(tense, direct and not perfect and not _bracketed(text, start))
    return None


def _dates(token: Token) -> bool:
    """Tell whether a word belongs to a date, or only joins one to another part of it: "the week of May 5"."""
    if token.pos_ in {"ADP", "DET"} and token.lower_ != "between":
        token = token.head
    return bool(_DATE_WORD.fullmatch(token.lower_))


def _quoted(text: str, date: int, verb: int) -> bool:
    """Tell whether a verb stands in a title or quotation that begins between the date and it."""
    between = text[date:verb]
    return between.count("“") > between.count("”")


def _was_set(verb: Token, date: Token) -> bool:
    """Tell "set the tone on Tuesday" from "set the film for December 12" and "set for Tuesday"."""
    if verb.tag_ != "VBD" or not any(child.dep_ == "dobj" for child in verb.children):
        return False
    return date.head == verb or (date.head.head == verb and date.head.lower_ == "on")


def _bracketed(text: str, at: int) -> bool:
    opening = text.rfind("(", max(0, at - 60), at)
    return opening >= 0 and ")" not in text[opening:at]


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}


def _tense_of(verb: Token) -> Tense | None:
    """Return the tense of a verb with its auxiliaries; a bare participle has none."""
    helpers = _auxiliaries(verb)
    if verb.tag_ == "VBN" and not helpers and any(child.dep_ == "nsubj" for child in verb.children):
        return Tense.PAST  # "set the tone on Tuesday": taken for a participle, but it has a subject
    planned = verb.lemma_.lower() in _PLANNED and verb.tag_ == "VBN"
    been = helpers & {"was", "were", "had", "did", "has", "have", "been"}
    reported = verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and verb.lemma_ not in _EITHER_WAY
    now = verb.tag_ in {"VBZ", "VBP"} or helpers & {"is", "are", "’s", "'s", "does", "do", "be"}
    tense = None
    if helpers & _WILL or (planned and not helpers & _MODAL):
        tense = Tense.FUTURE
    elif helpers & _MODAL or ("been" in helpers and verb.tag_ == "VBG"):
        tense = Tense.PRESENT
    elif verb.tag_ == "VBD" or been or reported or (verb.lower_ in _ALIKE and not helpers):
        tense = Tense.PAST
    elif now:
        tense = Tense.PRESENT
    return tense
