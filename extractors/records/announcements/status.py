"""Tells news from what is not: background, denials, rumours, talks, and whole articles of opinion.

Rule: a doubt drops the trigger, not the sentence: the next verb of the same sentence may still be news.
"""

import re
from functools import lru_cache

from extractors.reading import Reading
from extractors.records.announcements import tone
from extractors.records.announcements.cutting import sentences
from extractors.records.announcements.units import WORD, Sentence, Unit
from extractors.records.announcements.verbs import group_start
from extractors.values.lexicon import words

_HEDGED_BEFORE = re.compile(
    r"\b(?:reports?|rumou?rs?|speculation|suggestions?|talk|gossip|claims?|story|stories|guess|whispers?"
    r"|hopes|leaks?"
    r"|chatter|reportedly|allegedly|rumou?red|mooted|understood|believed|thought|(?:is|are|was"
    r"|were) said|tipped"
    r"|in (?:advanced )?talks"
    r"|negotiating|considering|mulling|eyeing|denied|denies|dismissed|refused|declined|contrary|unclear)"
    r" (?:in [\w ]{2,40} |last week |on \w+ |earlier )?(?:that|to|had been|of|about|is|was|were|are|has"
    r"|have)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:no word|no truth|not true|premature|wide of the mark|fan fiction|not been (?:signed|confirmed)"
    r"|denied|den(?:y|ies)"
    r"|waved (?:away|aside)|batted away|brushed aside|scoffed|laughed off|rumou?r(?:ed|s)?|speculation"
    r"|reportedly|allegedly"
    r"|in talks|talks (?:to|with|for|about)|tabloids?|is said to|are said to|was said to|wrongly|mistakenly"
    r"|was wrong|by mistake"
    r"|no (?:deal|decision|date|plans?|successor|sign) |fell through|collapsed|called off|would not"
    r"|wouldn't|no longer"
    r"|nothing of the kind|correction|apologi[sz]e)\b",
    re.IGNORECASE,
)
_PAST_TIME = re.compile(
    r"\b(?:last (?:year|spring|summer|autumn|winter|fall|season|month|december|november|october)|(?:a|two"
    r"|three|four|five|six|ten|\d+)"
    r" (?:years?|decades?|summers?|seasons?) (?:ago|earlier|before)|in the (?:\d0s|early|late|past)|back in"
    r"|previously|formerly"
    r"|at the time|originally|once|years later|a decade|earlier this year|earlier in the year)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:last|previous) (?:year|season|month|week|spring|summer|autumn|winter|fall|decade) 's\b|"
    r"\b(?:up|down|compared|against|versus|from|than|over|on)\b[^,;]{0,40}"
    r"\b(?:ago|earlier|before|last (?:year|season|month)(?: 's [\w-]+)?|previous \w+)\b"
)
_PRESENT_TIME = re.compile(
    r"\b(?:today|this (?:week|morning|month)|now|yesterday|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_NEGATIONS = words("not n't never no neither nor without n’t")
_ANNOUNCED = re.compile(
    r"\b(?:said|announced|confirmed|revealed|announce|confirm|promised|added)\b.{0,160}\bwould\b"
)
_UNREAL = words(
    "try fail want hope like attempt refuse decline threaten seek consider offer ask about likely able love"
)
_MODALS_OF_DOUBT = words("could might may would should can")


_REVIEW_TITLE = re.compile(r"^\W*(?:review|recap|obituary)\b|:\s*review$|\breview:", re.IGNORECASE)


def is_news(sentence: Sentence, number: int, published_year: int | None) -> bool:
    """Tell whether the verb at a place reports something that happens now or is to come.

    Without a year of publication a year that is past makes no background: figures are always of one.
    """
    units = sentence.units
    first = group_start(sentence, number)
    group = [u.lower for u in units[first:number]]
    if _is_unreal(sentence, number, first, group) or _HEDGED_BEFORE.search(
        " ".join(u.lower for u in units[max(0, number - 14) : number])
    ):
        return False
    if "had" in group and units[number].tag in {"VBN", "VBD"} and not _recent(sentence):
        return False
    return not _DENIAL.search(_clause(sentence, number)) and not _is_past(
        sentence, number, group, published_year
    )


def _is_unreal(sentence: Sentence, number: int, first: int, group: list[str]) -> bool:
    """Tell what is denied, doubted, only tried or only named in passing ("after selling …")."""
    units = sentence.units
    before = units[first - 1] if first else None
    if _NEGATIONS & set(group) or (before is not None and before.lower in _NEGATIONS):
        return True
    if _MODALS_OF_DOUBT & set(group):
        reported = "would" in group and _ANNOUNCED.search(" ".join(u.lower for u in units[:number]))
        return not reported
    if {"yet", "to"} <= set(group) or _is_condition(units, first):
        return True
    if "to" in group and _UNREAL & {u.lemma for u in units[max(0, first - 2) : first]}:
        return True
    if "to" in group and _TRIED.search(" ".join(u.lower for u in units[max(0, first - 10) : number])):
        return True
    return units[number].tag == "VBG" and before is not None and before.lower in _IN_PASSING


def _is_condition(units: list[Unit], first: int) -> bool:
    """Tell whether a verb group stands in a clause of "if" or "unless"."""
    for unit in reversed(units[:first]):
        if unit.lower in {"if", "unless", "whether"}:
            return True
        if unit.text in {",", ";", ":", "—", "–"} or unit.pos == "VERB":
            return False
    return False


_TRIED = re.compile(
    r"\b(?:tried|trying|tries|failed|fails|sought|seeks|attempted|attempts?|refused|declined|hoped|hopes)"
    r"(?: (?:without|in|but|,|and|several|last|this|the|on|<?\w+) ?){0,6} to$"
)
_IN_PASSING = words("after before since without for of")


def _clause(sentence: Sentence, number: int) -> str:
    """Return the words of the clause around a verb, up to the next semicolon, dash, "but" or ", which"."""
    units = sentence.units
    start, end = 0, len(units)
    for at, unit in enumerate(units):
        relative = unit.lower in {"which", "who"} and at > number
        if relative or unit.text in {";", "—", "–"} or unit.lower in {"but", "while", "although", "though"}:
            if at < number:
                start = at
            elif at > number:
                end = at
                break
    return " ".join(u.lower for u in units[start:end] if u.kind == WORD)


def _recent(sentence: Sentence) -> bool:
    return bool(_PRESENT_TIME.search(sentence.lower)) or "before the week" in sentence.lower


def _is_past(sentence: Sentence, number: int, group: list[str], year: int | None) -> bool:
    """Tell whether a verb tells of an earlier time: a past year or "last year" goes with its clause."""
    if {"will", "'ll", "to", "is", "are", "has", "have"} & set(group) and "was" not in group:
        return False
    here = _around(sentence, number)
    words = _COMPARED.sub(" ", " ".join(u.lower for u in here))
    if _PAST_TIME.search(words) and not _PRESENT_TIME.search(words):
        return sentence.units[number].tag in {"VBD", "VBN", "VBG"}
    years = [
        int(u.date.end)
        for before, u in zip([None, *here], here, strict=False)
        if u.date is not None
        and len(u.date.end) == 4
        and (before is None or before.lower not in {"since", "than", "after"})
    ]
    years += [int(w) for w in re.findall(r"\bin ((?:19|20)\d\d)\b", words)]
    told_back = sentence.units[number].tag in {"VBD", "VBN"}
    return told_back and year is not None and any(y < year for y in years)


def _around(sentence: Sentence, number: int) -> list[Unit]:
    units = sentence.units
    start, end = 0, len(units)
    for at in range(number - 1, -1, -1):
        if units[at].text in {";", "—", "–"} or units[at].lower in {"but", "while", "which", "who", "whose"}:
            start = at
            break
    for at in range(number + 1, len(units)):
        if units[at].text in {";", "—", "–"} or units[at].lower in {
            "but",
            "while",
            "which",
            "who",
            "whose",
            "after",
        }:
            end = at
            break
    return units[start:end]


def in_background_clause(sentence: Sentence, number: int) -> bool:
    """Tell whether a verb stands in a "which" or "who" clause in the past tense."""
    units = sentence.units
    first = group_start(sentence, number)
    if units[number].tag not in {"VBD", "VBN"}:
        return _tells_of_a_type(units, first, number)
    group = {u.lower for u in units[first:number]}
    if group & {"will", "has", "have", "is", "are", "'s"}:
        return False
    for at in range(first - 1, max(-1, first - 6), -1):
        if units[at].lower in {"which", "who", "whose", "where", "whom"}:
            return True
        if units[at].lower == "that" and at > 0:
            return bool(units[at - 1].kind) or units[at - 1].pos in {"NOUN", "PROPN"}
        if units[at].text in {",", ";"} or units[at].pos == "VERB":
            return False
    return False


def _tells_of_a_type(units: list[Unit], first: int, number: int) -> bool:
    """Tell what somebody in a story does: "a widow who buys the block of flats"."""
    if first < 2 or units[number].tag not in {"VBZ", "VBP"} or units[first - 1].lower != "who":
        return False
    return not units[first - 2].kind and units[first - 2].pos == "NOUN"


@lru_cache(maxsize=1)
def is_news_article(reading: Reading) -> bool:
    """Tell news from reviews, recaps, obituaries, opinion and personal pieces."""
    if reading.title and _REVIEW_TITLE.search(reading.title):
        return False
    found = sentences(reading)
    if any(_ROLL.search(s.lower) for s in found):
        return True
    return len(found) < _FEW or tone.news_probability(reading, found) >= _LEAST_NEWS


# A roll of winners has no tone, whatever its lines look like.
_ROLL = re.compile(r"^(?:[\w' -]+ )?(?:winners?|nominees|shortlist|longlist|laureates)\b[\w' -]* :$")
_FEW = 4  # sentences that are too few to have a tone
_LEAST_NEWS = 0.4
