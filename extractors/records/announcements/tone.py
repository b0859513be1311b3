"""Judges by its tone whether an article reports news, or reviews, remembers, argues, chats or lists.

Rule: no single sign decides. Each is a share of the article's sentences or a count with a ceiling, and what
it is worth is trained (`python -m extractors.records.announcements.train corpus`); direct speech has no say.
"""

import json
import math
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from extractors.reading import BlockKind, Reading
from extractors.records.announcements.units import MONEY, PERSON, SPEECH, Sentence
from extractors.values.lexicon import words

WEIGHTS = Path(__file__).parents[2] / "models" / "tone.json"
Features = dict[str, float]

_I = re.compile(r"\b(?:i|i 'm|i 've|i 'd|my|me|myself|mine)\b")
_WE = re.compile(r"\b(?:we|our|us|ourselves)\b")
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b")
_CHATTY = re.compile(r"(?: n't\b| 'll\b| 've\b| 're\b| 'd\b|\b(?:it|that|there|he|she|what|who|here) 's\b)")
_STORY_PRONOUN = re.compile(r"^(?:and |but |so |then )?(?:he|she|they|it)\b")
_TRADE = words(
    "announce launch unveil order commission acquire buy sell sign renew greenlight appoint name hire promote"
    " confirm reveal set join open award win pick land secure close raise invest partner license option board"
    " cancel premiere release cast begin wrap extend expand commit pledge agree introduce create establish"
    " take"
    " step leave cut report post gross merge host hold return publish"
)
_HEADLINE_TRADE = re.compile(
    r"\b(?:announces?|launch(?:es|ed)?|unveils?|orders?|commissions?|acquires?|buys?|sells?|signs?|renews?"
    r"|greenlights?|appoints?|names?|hires?|promotes?|confirms?|sets?|joins?|opens?|awards?|wins?|picks?"
    r"|lands?"
    r"|secures?|closes?|raises?|invests?|partners?|boards?|cancels?|to (?:be|[a-z]+)|adds?|cuts?|plans?"
    r"|returns?"
    r"|draws?|tops?|takes?|bags?|deal|rebate|fund|grants?|leads?|teams?|backs?|moves?|starts?|begins?"
    r"|wraps?)\b"
)
_HEADLINE_OTHER = re.compile(
    r"\b(?:review|recap|obituary|opinion|comment|column|letters?|diary|quiz|gossip|explainer|analysis"
    r"|ranked|best"
    r"|worst|how to|why|how|what|who|things|questions|everything|inside|my|i|we|our|remembering|tributes?"
    r"|dies|died|in memory|looks?|tonight|where are they|at home|profile|q&a|five questions|interview"
    r"|conversation"
    r"|verdict|of the week|of the year|theories|trailer|apology|correction|years on|ask|dear)\b|\?"
)
_STARS = re.compile(
    r"[★☆]|\b(?:one|two|three|four|five) stars\b|\b\d(?:\.\d)?\s?/\s?(?:5|10)\b|\bout of (?:five|ten|40)\b"
    r"|\b(?:verdict|grade|rating)"
    r" ?:|\bin cinemas (?:now|from)\b|\b(?:streaming|available|out) now\b|\bspoilers?\b",
    re.IGNORECASE,
)
_JUDGES = words(
    "beautiful beautifully superb brilliant brilliantly dull lovely funny funniest gorgeous dreadful terrible"
    " wonderful masterpiece thrilling boring clumsy charming delightful worst best finest weird glorious"
    " tedious"
    " performance performances dialogue plot scene scenes finale twist villain hero heroine joke jokes"
    " soundtrack score prose act villains sequel audience fan fans critics"
)
_DEATH = re.compile(
    r"\b(?:has died|who died|died (?:on|in|at|of|last|peacefully|aged)|dies at|passed away|survived by"
    r"|leaves a"
    r" (?:wife|husband|son|daughter)|tributes?|aged \d\d)\b"
)
_LIFE = re.compile(
    r"\b(?:born in|grew up|his (?:father|mother|wife|brother|son)|her (?:father|mother|husband|sister|son"
    r"|daughter)"
    r"|childhood|debut|retired|studied|as a (?:boy|girl|child|teenager))\b"
)
_REMEMBERS = re.compile(
    r"\b(?:in (?:19\d\d|20[01]\d)|years (?:ago|earlier|later)|once|used to|remembers?|recalls?)\b"
)
_HEARSAY = re.compile(
    r"\b(?:rumou?rs?|sources? close|spotted|word is|apparently|whisper|insiders?|we hear|reps?)\b"
)


def news_probability(reading: Reading, found: Sequence[Sentence]) -> float:
    """Return how likely an article reports news, between 0 and 1."""
    weights = _weights()
    score = weights["_bias"] + sum(
        weights.get(name, 0.0) * value for name, value in features_of(reading, found).items()
    )
    return 1 / (1 + math.exp(-score))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def features_of(reading: Reading, found: Sequence[Sentence]) -> Features:
    """Return the signs of an article's tone, each between 0 and 1."""
    told = [s for s in found if s.block.kind is not BlockKind.HEADING]
    texts = [" ".join(u.lower for u in s.units if u.kind != SPEECH) for s in told]
    size = max(len(told), 1)
    title = (reading.title or "").lower().replace("’", "'")
    verbs = [_verbs(s) for s in told]
    lead = verbs[:3]
    return {
        "i": _share(_I, texts),
        "we": _share(_WE, texts),
        "you": _share(_YOU, texts),
        "chatty": _share(_CHATTY, texts),
        "pronoun": _share(_STORY_PRONOUN, texts),
        "question": sum(t.endswith("?") for t in texts) / size,
        "fragment": sum(not v for v in verbs) / size,
        "short": sum(len(s.units) < _SHORT for s in told) / size,
        "judges": min(1.0, sum(w in _JUDGES for t in texts for w in t.split()) / size),
        "stars": float(bool(_STARS.search(reading.text))),
        "death": float(any(_DEATH.search(t) for t in texts)),
        "life": _share(_LIFE, texts),
        "remembers": _share(_REMEMBERS, texts),
        "hearsay": _share(_HEARSAY, texts),
        "trade": sum(any(lemma in _TRADE for lemma, _ in v) for v in verbs) / size,
        "trade lead": float(any(lemma in _TRADE and fresh for v in lead for lemma, fresh in v)),
        "fresh": sum(any(fresh for _, fresh in v) for v in verbs) / size,
        "near day": min(1.0, _near_days(reading, told) / 2),
        "day to come": float(_has_day_to_come(reading)),
        "old years": min(1.0, _old_years(reading, told) / size * 2),
        "money": min(1.0, sum(u.kind == MONEY for s in told for u in s.units) / 4),
        "said": sum(any(u.lemma in {"say", "tell"} for u in s.units) for s in told) / size,
        "says": sum(any(u.lower == "says" for u in s.units) for s in told) / size,
        "title trade": float(bool(_HEADLINE_TRADE.search(title))),
        "title other": float(bool(_HEADLINE_OTHER.search(title))),
        "title number": float(bool(re.match(r"(?:the )?\d+ ", title))),
        "title quoted": float(title[:1] in {"'", '"', "“", "‘"}),
        "one person": _one_person(told),
        "names": min(1.0, sum(bool(u.kind) for s in told for u in s.units) / size / 4),
        "rank": sum(bool(re.match(r"\d+ \.$", t)) for t in texts) / size,
        "imperative": sum(bool(s.units) and s.units[0].tag == "VB" for s in told) / size,
    }


_SHORT = 9


def _share(pattern: re.Pattern[str], texts: Sequence[str]) -> float:
    return sum(bool(pattern.search(t)) for t in texts) / max(len(texts), 1)


def _verbs(sentence: Sentence) -> list[tuple[str, bool]]:
    """Return the verbs of a sentence, each with whether it is fresh news: "has sold", "will open"."""
    units = sentence.units
    found = []
    for number, unit in enumerate(units):
        if unit.kind or unit.pos not in {"VERB", "AUX"}:
            continue
        before = {u.lower for u in units[max(0, number - 3) : number]}
        fresh = bool(before & {"has", "have", "will", "'ll"}) or (
            bool(before & {"is", "are"}) and bool(before & {"to", "set", "being"} or unit.tag == "VBG")
        )
        found.append((unit.lemma, fresh and unit.pos == "VERB"))
    return found


def _near_days(reading: Reading, told: Sequence[Sentence]) -> int:
    """Return how many days just before or on that of publication the article names."""
    if reading.published is None:
        return 0
    days = {u.date.start for s in told for u in s.units if u.date is not None and len(u.date.start) == _DAY}
    return sum(0 <= (reading.published - date.fromisoformat(day)).days <= _RECENT for day in days)


_DAY = 10
_RECENT = 8


def _has_day_to_come(reading: Reading) -> bool:
    if reading.published is None:
        return False
    today = reading.published.isoformat()
    return any(d.start > today[: len(d.start)] for d in reading.dates)


def _old_years(reading: Reading, told: Sequence[Sentence]) -> int:
    year = reading.published.year if reading.published else 0
    dates = [u.date for s in told for u in s.units if u.date is not None]
    return sum(int(d.end[:4]) < year - 1 for d in dates)


def _one_person(told: Sequence[Sentence]) -> float:
    """Return the share of sentences about the person whom the article names or takes up most."""
    tally: dict[int, int] = {}
    for sentence in told:
        for key in {id(u.entity) for u in sentence.units if u.kind == PERSON and u.entity is not None}:
            tally[key] = tally.get(key, 0) + 1
    return max(tally.values(), default=0) / max(len(told), 1)
