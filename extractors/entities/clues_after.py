"""The words after a name that tell what it names, each with what it is worth by judgement.

Rule: as in `clues`; the patterns are matched against the text that begins where the name ends.
"""

import re
from collections.abc import Mapping

from extractors.entities import lexicon as lex
from extractors.entities.clues import COUNTRIES, EVENT, ROLE, TOP_ROLE, WORK, K
from extractors.patterns import any_of
from extractors.reading import EntityKind

# What sets a noun beside a name: ", a", ", which is the", "; it’s a", " — an", " is its".
_IS = (
    r"(?:,\s(?:(?:which|it|that)(?:[’']s|\s(?:is|was|are))\s)?|\s(?:is|was)\s|\s[—–-]\s|;\sit[’']s\s|\s\()"
    r"(?:now\s|also\s)?(?:an?|the|its|their|this)\s"
)

ClueAfter = tuple[str, re.Pattern[str], Mapping[EntityKind, float]]
AFTER: list[ClueAfter] = [
    ("age", re.compile(r",\s\d\d[,.]"), {K.PERSON: 4}),
    ("who", re.compile(r",?\swho\b"), {K.PERSON: 2.5}),
    ("whose", re.compile(r",?\swhose\b"), {K.PERSON: 0.7, K.BODY: 0.3}),
    (
        "role_apposition",
        re.compile(
            rf",\s(?:an?\s|the\s|its\s|their\s|his\s|her\s|then\s|now\s|former\s|formerly\s"
            rf"|until\s\w+\s)?(?:[\w’'+&\-]+\s){{0,4}}?(?:{ROLE})\b"
            r"(?!\s(?:is|was|has|said|told)\b)",
            re.IGNORECASE,
        ),
        {K.PERSON: 2.5},
    ),
    ("title_in_brackets", re.compile(r"\s\([“\"‘'][A-Z]"), {K.PERSON: 2.5}),
    ("owns_title", re.compile(r"[’']s?\s(?:[\w\-]+\s){0,3}[“\"‘]"), {K.PERSON: 0.8, K.BODY: 0.3}),
    ("top_role_after", re.compile(rf"(?:[’']s?)?\s{TOP_ROLE}\b", re.IGNORECASE), {K.BODY: 2}),
    (
        "owned_role",
        re.compile(rf"[’']s\s(?:[\w\-]+\s){{0,3}}(?:{ROLE})(?:,?\s[A-Z])", re.IGNORECASE),
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
        re.compile(rf"{_IS}(?:[\w’'\-]+\s){{0,5}}?(?:{EVENT})\b"),
        {K.EVENT: 2.5},
    ),
    (
        "body_apposition",
        re.compile(
            rf"{_IS}(?:[\w’'\-]+\s"
            rf"){{0,4}}?(?:{any_of(lex.BODY_NOUNS - lex.EVENT_NOUNS)})\b(?!\s(?:president|director"
            rf"|head))"
        ),
        {K.BODY: 2},
    ),
    (
        "scheme_apposition",
        re.compile(
            rf"{_IS}(?:[\w’'\-]+\s){{0,4}}?(?:fund|programme|program|scheme|prize|award"
            r"|pot|lab|initiative|fellowship|residency|grant|bursary|scholarship|incubator|accelerator)\b"
        ),
        {K.SCHEME: 4},
    ),
    (
        "work_apposition",
        re.compile(rf"(?:{_IS}|,\s(?:his|her)\s)(?:[\w’'\-]+\s){{0,4}}?(?:{WORK})\b"),
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
    (
        "event_noun_after",
        re.compile(
            r"\s(?:festival|market|forum|summit|showcase|conference|convention|fair|expo|congress|gala"
            r"|symposium|biennale|meeting|awards)\b"
        ),
        {K.EVENT: 1.5},
    ),
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
    ("country_after", re.compile(rf",\s(?:{COUNTRIES})\b"), {K.CITY: 2, K.VENUE: 0.3}),
    (
        "company_words",
        re.compile(
            r"(?:[’']s)?\s(?:subsidiary|arm|unit|division|original|slate|catalogue|catalog|library)\b"
        ),
        {K.BODY: 1.5},
    ),
    ("origin", re.compile(r"-(?:based|born|set|bred)\b"), {K.CITY: 3, K.PERSON: -2, K.BODY: -2}),
    ("in_after", re.compile(r"\s(?:in|near)\s[A-Z]"), {K.VENUE: 0.3}),
    (
        "format_bracket",
        re.compile(r"\s\((?:\d+\s?x\s?\d+|(?:19|20)\d\d|working title|w/t|[^()]*\bdirs?\b)"),
        {K.WORK: 3},
    ),
    ("country_in_bracket", re.compile(rf"\s\((?:{COUNTRIES})[)/,–-]"), {}),
    ("closes_bracket", re.compile(r"\)"), {}),
    ("opens_bracket", re.compile(r"\s\("), {}),
    (
        "made_by_after",
        re.compile(
            r",?\s(?:\([^)]*\),?\s)?(?:by|from|dir\.?|directed by|written by)\s(?:[\w\-]+\s){0,3}"
            r"[A-Z][\w’'\-]+\s[A-Z]"
        ),
        {K.WORK: 1},
    ),
    (
        "owned_work",
        re.compile(rf",\s[A-Z][^,.;]{{2,40}}[’']s?\s(?:[\w’'\-]+\s){{0,4}}(?:{WORK})\b"),
        {K.WORK: 2},
    ),
    (
        "starring_after",
        re.compile(
            r",?\s(?:starring|stars|follows|tells|centres|centers|in which|is set|was shot|opens"
            r"|premieres?|debuts?|bows|returns|won|follow-up|adaptation|sequel|tour|cast)\b"
        ),
        {},
    ),
    (
        "rights_after",
        re.compile(
            r"\s(?:has|have|holds?|takes?|took|gets?|handles?|keeps?|retains?|nabs?|controls?)\s"
            r"(?:[\w.\-]+\s){0,3}(?:rights|sales|distribution|[A-Z])"
        ),
        {K.BODY: 1.5},
    ),
    (
        "staff_after",
        re.compile(
            r"(?:[’']s?)?\s(?:alum\w*|veterans?|execs?|staff\w*|bosses|shares|stock|revenues?|profits?|subscribers|users"
            r"|customers|employees|headquarters|HQ|team|board|commissioners?|originals?|series|documentar\w+|founders?"
            r"|co-founders?|owner|parent|backer|maker|label|imprint|platform|presenter|reporter|banner|deal)\b"
        ),
        {K.BODY: 1},
    ),
    (
        "role_and_name_after",
        re.compile(
            rf"(?:[’']s?)?\s(?:[a-z\-&]+\s){{0,4}}?(?:{ROLE}|editor-at-large|publishing director)s?,?\s"
            r"[A-Z][\w’'\-]+\s[A-Z]"
        ),
        {K.BODY: 2},
    ),
    ("credit_after", re.compile(r",\s[A-Z][\w’'\-]+(?:\s[A-Z][\w’'\-]+){1,3}\s\("), {}),
    ("credited_by", re.compile(r"\sby\s[A-Z][^()\n]{3,40}\("), {K.WORK: 2}),
    (
        "career_after",
        re.compile(
            rf",?\s(?:(?:is|has|will|was|are|also|now|to)\s){{0,2}}(?:leav(?:es|ing)|left"
            r"|join(?:s|ed|ing)|exit(?:s|ing)|step(?:s|ped|ping)? down|retir(?:es|ed|ing)"
            r"|depart(?:s|ed|ing)|resign(?:s|ed|ing)"
            r"|reports? to|succeeds?)\b"
            rf"|\sas\s(?:[\w\-]+\s){{0,4}}(?:{ROLE})\b"
        ),
        {K.PERSON: 2},
    ),
    ("which_after", re.compile(r",\swhich\b"), {}),
    ("where_after", re.compile(r",?\swhere\b"), {}),
    ("own_after", re.compile(r"[’']s?\s[A-Z]"), {}),
    ("owns_lower", re.compile(r"[’']s?\s[a-z]"), {}),
    ("and_after", re.compile(r",?\s(?:and|&)\s[A-Z]"), {}),
    ("colon_after", re.compile(r":"), {}),
    ("person_near", re.compile(r"[^.\n]{0,80}\b(?:he|she|his|her|him|who)\b"), {}),
    ("thing_near", re.compile(r"[^.\n]{0,80}\b(?:it|its|which)\b"), {}),
    ("they_near", re.compile(r"[^.\n]{0,80}\b(?:they|their|whose)\b"), {}),
]
