"""The words beside a name that tell what it names, each with what it is worth by judgement.

Rule: a clue is about the language of the trade press, never about one article; its name is a feature of the
trained weights, so renaming one asks for training again.
"""

import re
from collections.abc import Iterable, Mapping

from extractors.entities import lexicon as lex
from extractors.entities.places import gazetteer
from extractors.reading import EntityKind

K = EntityKind
Clue = tuple[str, re.Pattern[str], Mapping[EntityKind, float]]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_ROLE = _alternatives(lex.ROLE_HEADS)
_BODY_ROLE = _alternatives(lex.BODY_ROLE_HEADS)
_WORK = _alternatives(lex.WORK_NOUNS)
_EVENT = _alternatives(lex.EVENT_NOUNS)
_TOP_ROLE = (
    r"(?:head|ceo|coo|cfo|cto|cco|chief|president|co-president|vice[- ]president|svp|evp|vp|managing|founder"
    r"|co-founder|chairman|chairwoman|chair|exec|executive|boss|director of|programme director|content"
    r"|commissioner"
    r"|spokes\w+|rep\b|representative|co-head|deputy|senior|general|marketing|sales|creative|acquisitions"
    r"|partner)"
)

_COUNTRIES = _alternatives(
    ["UAE", "US", "UK", "U.S.", "U.K.", *sorted(name.title() for name in gazetteer()[1] if len(name) > 3)]
)

# (clue, pattern, what it is worth) against the text that ends where the name begins.
BEFORE: list[Clue] = [
    ("role_before", re.compile(rf"\b(?:{_ROLE})s?\s(?:and\s)?$", re.IGNORECASE), {K.PERSON: 2.5}),
    ("body_role_before", re.compile(rf"\b(?:{_BODY_ROLE})s?\s(?:and\s)?$", re.IGNORECASE), {K.BODY: 2.5}),
    ("honorific", re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Professor|Lord|Lady)\.?\s$"), {K.PERSON: 4}),
    ("based", re.compile(r"\b[\w’'\-]+-based\s$"), {K.BODY: 2.5}),
    ("born", re.compile(r"\b[\w’'\-]+-born\s$"), {K.PERSON: 2}),
    (
        "made_by",
        re.compile(
            r"\b(?:directed|written|helmed|penned|created|narrated|edited|translated|illustrated|hosted"
            r"|moderated"
            r"|chaired|headed|led|presided over|composed|adapted|written and directed|scripted"
            r"|steered)\sby\s$"
        ),
        {K.PERSON: 3},
    ),
    (
        "starring",
        re.compile(r"\b(?:starring|stars|co-stars|toplined by|played by|voiced by|opposite|fellow)\s$"),
        {K.PERSON: 3},
    ),
    ("dir_before", re.compile(r"\bdirs?[:.]\s?$|,\sdirs?\.?:?\s$", re.IGNORECASE), {K.PERSON: 4}),
    ("quoted_by", re.compile(r"[”\"’],?\sby\s$"), {K.PERSON: 2}),
    (
        "produced_by",
        re.compile(
            r"\b(?:produced|organi[sz]ed|acquired|bought|published|run|distributed|released|sold)\sby\s$"
        ),
        {K.BODY: 1.5},
    ),
    (
        "said_before",
        re.compile(r"\b(?:said|says|added|adds|noted|recalled|joked|quipped)\s$"),
        {K.PERSON: 1.5},
    ),
    (
        "role_at_before",
        re.compile(
            rf"\b(?:{_TOP_ROLE})\b[\w\s,&’'\-]{{0,40}}\s(?:at|of|for|with)\s(?:the\s)?$", re.IGNORECASE
        ),
        {K.BODY: 2},
    ),
    (
        "deal_verb",
        re.compile(
            r"\b(?:joined|joins|left|leaves|acquired|bought|partnered with|deal with|pact with"
            r"|subsidiary of|owned by)\s(?:the\s)?$"
        ),
        {K.BODY: 1},
    ),
    ("event_noun_before", re.compile(rf"\b(?:{_EVENT})s?,?\s$", re.IGNORECASE), {K.EVENT: 2}),
    (
        "ordinal_before",
        re.compile(
            r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
            r"|inaugural|annual"
            r"|upcoming)\s(?:annual\s|ever\s)?$",
            re.IGNORECASE,
        ),
        {K.EVENT: 1.5, K.SCHEME: 0.3},
    ),
    (
        "shot_in",
        re.compile(
            r"\b(?:shoot\w*|film(?:s|ed|ing)|roll\w*|production|shot|set|cameras|opens?|opening|premiere\w*)"
            r"\s(?:\w+\s){0,2}(?:in|on|at)\s$"
        ),
        {K.CITY: 1.5, K.COUNTRY: 0.5},
    ),
    (
        "attended",
        re.compile(
            r"\b(?:attend(?:s|ed|ing)?|ahead of|on the sidelines of|during|kicks? off|kicked off|opens"
            r"|opened|closes|closed"
            r"|return of|launch(?:es|ed)?|host(?:s|ed)?|organi[sz](?:es|ed|ing)|edition:|this year[’']s"
            r"|last year[’']s"
            r"|next year[’']s|screens? at|premieres? at|bows? at|unspools? at|speaking at|pitched at"
            r"|presented at|told)"
            r"\s(?:the\s)?(?:[a-z]+\s)?$"
        ),
        {K.EVENT: 0.7},
    ),
    (
        "held_at",
        re.compile(
            r"\b(?:held|staged|takes? place|took place|gathered|met|screened|hosted|housed|back"
            r"|return(?:s|ed)?|audience|crowd"
            r"|guests|delegates|ceremony|evening|session|event|run(?:s|ning)?|based)\s(?:\w+\s){0,3}(?:at"
            r"|in|inside)\s(?:the\s)?$"
        ),
        {K.VENUE: 0.7, K.CITY: 0.4},
    ),
    ("city_of", re.compile(r"\b(?:city|town|port|capital|village|island|suburb) of\s$"), {K.CITY: 3}),
    ("from_city", re.compile(r"[A-Z][\w]+[’']s\s$"), {K.BODY: 0.3, K.PERSON: 0.3}),
    (
        "hired",
        re.compile(
            r"\b(?:named|appointed|hired|promoted|tapped|upped|elevated|reteams? with|repped by|opposite)\s$"
        ),
        {K.PERSON: 1},
    ),
    (
        "party_before",
        re.compile(
            r"\b(?:sold|licensed|went|gone|signed|partnered|teamed(?: up)?|deal|pact|agreement"
            r"|association|partnership"
            r"|collaboration|conjunction|tie-up|inked|together|along|jointly|stake|rights|invest(?:ed"
            r"|ment)|merge[rd]?)"
            r"\s(?:\w+\s){0,3}(?:to|with|in|from|for|alongside)\s(?:the\s)?$"
        ),
        {K.BODY: 0.5},
    ),
    ("bracketed", re.compile(r"\($"), {}),
    (
        "cast_before",
        re.compile(
            r"\b(?:cast|ensemble|stars|line-up|jury|jurors|alongside|includes?|featuring)\b[^.;:]{0,60}$"
        ),
        {K.PERSON: 0.3},
    ),
    ("edition_of", re.compile(r"\bedition of (?:the\s)?$"), {K.EVENT: 3}),
    (
        "place_preposition",
        re.compile(r"\b(?:in|across|throughout|near|outside|from|to|of)\s$"),
        {K.CITY: 0.5, K.COUNTRY: 0.5, K.REGION: 0.5},
    ),
    ("in_before", re.compile(r"\bin\s$"), {K.CITY: 1, K.COUNTRY: 1, K.REGION: 1}),
    ("at_before", re.compile(r"\b(?:at|inside)\s(?:the\s)?$"), {K.VENUE: 1, K.EVENT: 0.5, K.BODY: 0.3}),
    (
        "venue_noun_before",
        re.compile(r"\b(?:cinema|theatre|theater|multiplex|venue|hotel|museum|hall|club|arena|stadium)\s$"),
        {K.VENUE: 3},
    ),
    (
        "scheme_noun_before",
        re.compile(r"\b(?:prize|award|fund|programme|program|initiative|scheme|call for|lab)\s$"),
        {K.SCHEME: 1.5},
    ),
    ("the_before", re.compile(r"\bthe\s$"), {K.PERSON: -2, K.CITY: -1, K.COUNTRY: -0.5}),
    (
        "maker_of",
        re.compile(
            r"\b(?:director|producer|creator|star|writer|author|showrunner|maker|season|episodes"
            r"|adaptation|cast) of\s$"
        ),
        {K.WORK: 1.5},
    ),
    ("work_noun_before", re.compile(rf"\b(?:{_WORK})\s$", re.IGNORECASE), {K.WORK: 1}),
]
# The same for the text that begins where the name ends.
AFTER: list[Clue] = [
    ("age", re.compile(r",\s\d\d[,.]"), {K.PERSON: 4}),
    ("who", re.compile(r",?\swho\b"), {K.PERSON: 2.5}),
    ("whose", re.compile(r",?\swhose\b"), {K.PERSON: 0.7, K.BODY: 0.3}),
    (
        "role_apposition",
        re.compile(
            rf",\s(?:an?\s|the\s|its\s|their\s|his\s|her\s|then\s|now\s|former\s|formerly\s"
            rf"|until\s\w+\s)?(?:[\w’'+&\-]+\s){{0,4}}?(?:{_ROLE})\b"
            r"(?!\s(?:is|was|has|said|told)\b)",
            re.IGNORECASE,
        ),
        {K.PERSON: 2.5},
    ),
    ("title_in_brackets", re.compile(r"\s\([“\"‘'][A-Z]"), {K.PERSON: 2.5}),
    ("owns_title", re.compile(r"[’']s?\s(?:[\w\-]+\s){0,3}[“\"‘]"), {K.PERSON: 0.8, K.BODY: 0.3}),
    ("top_role_after", re.compile(rf"(?:[’']s?)?\s{_TOP_ROLE}\b", re.IGNORECASE), {K.BODY: 2}),
    (
        "owned_role",
        re.compile(rf"[’']s\s(?:[\w\-]+\s){{0,3}}(?:{_ROLE})(?:,?\s[A-Z])", re.IGNORECASE),
        {K.BODY: 0.7},
    ),
    ("acronym", re.compile(r"\s\([A-Z][A-Za-z&+]{1,7}\)"), {K.BODY: 1.5, K.EVENT: 1, K.PERSON: -1}),
    ("name_in_brackets", re.compile(r"\s\([A-Z][\w’]+(?:\s[A-Z][\w’]+)?\)"), {K.BODY: 0.3}),
    (
        "held_verb",
        re.compile(
            r",?\s(?:which\s)?(?:runs|takes place|took place|kicks off|kicked off|unspools|unspooled"
            r"|wrapped|returns"
            r"|opens|opened|closes|will be held|is held|was held|will run|will take place|is back|convenes)\b"
        ),
        {K.EVENT: 1.5},
    ),
    (
        "event_apposition",
        re.compile(rf",\s(?:an?|the|its|their|this)\s(?:[\w’'\-]+\s){{0,5}}?(?:{_EVENT})\b"),
        {K.EVENT: 2.5},
    ),
    (
        "body_apposition",
        re.compile(
            rf",\s(?:an?|the|its|their)\s(?:[\w’'\-]+\s"
            rf"){{0,4}}?(?:{_alternatives(lex.BODY_NOUNS - lex.EVENT_NOUNS)})\b(?!\s(?:president|director"
            rf"|head))"
        ),
        {K.BODY: 2},
    ),
    (
        "scheme_apposition",
        re.compile(
            r",\s(?:an?|the|its|their)\s(?:[\w’'\-]+\s){0,4}?(?:fund|programme|program|scheme|prize|award"
            r"|pot|lab|initiative)\b"
        ),
        {K.SCHEME: 2},
    ),
    (
        "work_apposition",
        re.compile(rf",\s(?:an?|the|his|her|their|its)\s(?:[\w’'\-]+\s){{0,4}}?(?:{_WORK})\b"),
        {K.WORK: 1},
    ),
    (
        "city_apposition",
        re.compile(r",\s(?:the|a)\s(?:[\w’'\-]+\s){0,3}(?:capital|city|town|port|suburb)\b"),
        {K.CITY: 2.5},
    ),
    (
        "makers_after",
        re.compile(
            r"\s(?:co-)?(?:directors?|creators?|showrunners?|screenwriters?|writers?"
            r"|stars?)\s(?:[\w\s,()\-]{0,45}\s)?[A-Z][\w’'\-]+\s[A-Z]"
        ),
        {K.WORK: 1.2, K.BODY: 0.5, K.EVENT: 0.3},
    ),
    (
        "maker_after",
        re.compile(r"\s(?:screenwriter|co-director|showrunner|star|creator|lead|co-star|helmer)s?\b"),
        {K.WORK: 1},
    ),
    (
        "scheme_noun_after",
        re.compile(r"\s(?:programme|program|scheme|prize|award|fund|initiative|grant)\b"),
        {K.SCHEME: 1.5},
    ),
    ("event_noun_after", re.compile(r"\s(?:festival|market|forum|summit|showcase)\b"), {K.EVENT: 1}),
    ("year_after", re.compile(r"\s(?:19|20)\d\d\b"), {K.EVENT: 0.8}),
    (
        "event_parts",
        re.compile(
            r"(?:[’']s?)?\s(?:opening|closing|edition|line-?up|jury|competition|programme|organi[sz]ers?"
            r"|sidebar|audience"
            r"|delegates|attendees|exhibitors|artistic director|festival director|main stage|industry)\b"
        ),
        {K.EVENT: 0.8},
    ),
    (
        "dates_after",
        re.compile(
            r"(?:\s\([A-Z]\w+\))?,?\s(?:\(|from\s|on\s|which\sruns?\s|running\s|held\s|this\s|next\s)*"
            r"(?:\d{1,2}\s)?(?:January|February|March|April|May|June|July|August|September|October"
            r"|November|December"
            r"|Jan\.|Feb\.|Sept?\.|Oct\.|Nov\.|Dec\.|week|month|\w+day)\b"
        ),
        {K.EVENT: 0.4},
    ),
    ("in_city", re.compile(r"\sin\s[A-Z]\w+"), {K.EVENT: 0.3, K.VENUE: 0.4}),
    ("country_after", re.compile(rf",\s(?:{_COUNTRIES})\b"), {K.CITY: 2, K.VENUE: 0.3}),
    (
        "company_words",
        re.compile(
            r"(?:[’']s)?\s(?:subsidiary|arm|unit|division|original|slate|catalogue|catalog|library)\b"
        ),
        {K.BODY: 1.5},
    ),
    ("origin", re.compile(r"-(?:based|born|set|bred)\b"), {K.CITY: 3, K.PERSON: -2, K.BODY: -2}),
    ("in_after", re.compile(r"\s(?:in|near)\s[A-Z]"), {K.VENUE: 0.3}),
]
