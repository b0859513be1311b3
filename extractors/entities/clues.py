"""The words before a name that tell what it names, each with what it is worth by judgement.

Rule: a clue is about the language of the trade press, never about one article; its name is a feature of the
trained weights, so renaming one asks for training again.
"""

import re
from collections.abc import Mapping

from extractors.entities import lexicon as lex
from extractors.entities.places import gazetteer
from extractors.patterns import Ending, any_of
from extractors.reading import EntityKind

K = EntityKind
WIDTH = 80  # characters of the same line that are looked at before a name
ClueBefore = tuple[str, Ending, Mapping[EntityKind, float]]


ROLE = any_of(lex.ROLE_HEADS)
BODY_ROLE = any_of(lex.BODY_ROLE_HEADS)
WORK = any_of(lex.WORK_NOUNS)
EVENT = any_of(lex.EVENT_NOUNS)
SCHEME = any_of(lex.SCHEME_NOUNS | {"prize", "award", "grant", "residency", "incubator", "accelerator"})
CALLED = r"(?:(?:is|was|to be|will be)\s)?(?:called|dubbed|named|christened|known as)\s"
TOP_ROLE = (
    r"(?:head|ceo|coo|cfo|cto|cco|chief|president|co-president|vice[- ]president|svp|evp|vp|managing|founder"
    r"|co-founder|chairman|chairwoman|chair|exec|executive|boss|director of|programme director|content"
    r"|commissioner"
    r"|spokes\w+|rep\b|representative|co-head|deputy|senior|general|marketing|sales|creative|acquisitions"
    r"|partner)"
)

COUNTRIES = any_of(
    ["UAE", "US", "UK", "U.S.", "U.K.", *sorted(name.title() for name in gazetteer()[1] if len(name) > 3)]
)

# (clue, pattern, what it is worth) against the text that ends where the name begins.
BEFORE: list[ClueBefore] = [
    (
        "role_before",
        Ending(rf"(?<!sales )\b(?:{ROLE})s?\s(?:and\s)?$", re.IGNORECASE),
        {K.PERSON: 2.5},
    ),
    (
        "body_role_before",
        Ending(rf"\b(?:{BODY_ROLE}|sales agent|world sales)s?\s(?:and\s)?$", re.IGNORECASE),
        {K.BODY: 2.5},
    ),
    ("body_called", Ending(rf"\b(?:{BODY_ROLE})s?,?\s{CALLED}$", re.IGNORECASE), {K.BODY: 3}),
    ("scheme_called", Ending(rf"\b(?:{SCHEME})s?,?\s{CALLED}$", re.IGNORECASE), {K.SCHEME: 3}),
    ("event_called", Ending(rf"\b(?:{EVENT})s?,?\s{CALLED}$", re.IGNORECASE), {K.EVENT: 3}),
    (
        "body_apposed",
        Ending(rf"\b(?:his|her|its|their|own|new)\s(?:[\w\-]+\s){{0,2}}(?:{BODY_ROLE}),\s$", re.IGNORECASE),
        {K.BODY: 2.5},
    ),
    ("person_of", Ending(r"[A-Z][\w’'\-]+\s[A-Z][\w’'\-]+\sof\s$"), {K.BODY: 1}),
    (
        "honorific",
        Ending(
            rf"\b(?:{any_of(w.capitalize() for w in lex.HONORIFICS - {'chief', 'sister', 'father'})}"
            r"|Minister|H\.\s?E)\.?\s$"
        ),
        {K.PERSON: 4},
    ),
    # "the director of the centre NAME", "president of the association NAME": as copies set them side by side.
    (
        "role_of_before",
        Ending(rf"\b(?:{ROLE})\sof\s(?:the\s)?[a-z\-]+(?:\sof\s(?:the\s)?[a-z\-]+){{0,2}}\s$"),
        {K.PERSON: 1.5},
    ),
    ("title_of_before", Ending(r"\w[”\"’»“],?\s(?:of|from)\s$"), {K.PERSON: 1.5, K.WORK: -3}),
    (
        "round_led",
        Ending(
            r"\b(?:round|financing|funding|investment|consortium|bid|buyout|raise|investors?)\s(?:\w+\s){0,3}"
            r"(?:led|headed|backed|joined)\sby\s$"
        ),
        {K.BODY: 4, K.PERSON: -2},
    ),
    (
        "reported_by",
        Ending(r"\b(?:seen|obtained|reported|reviewed|cited|contacted)\sby\s(?:the\s)?$"),
        {K.BODY: 1.5},
    ),
    ("owned_before", Ending(r"\b(?:owns|owner|parent|backer|belongs to|owned by)\s$"), {K.BODY: 2}),
    ("year_before", Ending(r"\b(?:19|20)\d\d\s$"), {K.EVENT: 1, K.PERSON: -2}),
    ("based", Ending(r"\b[\w’'\-]+-based\s$"), {K.BODY: 2.5}),
    ("born", Ending(r"\b[\w’'\-]+-born\s$"), {K.PERSON: 2}),
    (
        "made_by",
        Ending(
            r"\b(?:directed|written|helmed|penned|created|narrated|edited|translated|illustrated|hosted"
            r"|moderated"
            r"|chaired|headed|led|presided(?: over)?|composed|adapted|written and directed|scripted"
            r"|steered|signed|interpreted|embodied|played|performed|voiced|piloted|inspired)\s(?:by|from)\s$"
            r"|\b(?:in|at) (?:the )?hands? of\s$|\b(?:under|in|with) (?:the )?direction of\s$|\bvoices? of\s$"
        ),
        {K.PERSON: 3},
    ),
    (
        "starring",
        Ending(r"\b(?:starring|stars|co-stars|toplined by|played by|voiced by|opposite|fellow)\s$"),
        {K.PERSON: 3},
    ),
    ("dir_before", Ending(r"\bdirs?[:.]\s?$|,\sdirs?\.?:?\s$", re.IGNORECASE), {K.PERSON: 4}),
    ("quoted_by", Ending(r"[”\"’],?\sby\s$"), {K.PERSON: 2}),
    (
        "produced_by",
        Ending(r"\b(?:produced|organi[sz]ed|acquired|bought|published|run|distributed|released|sold)\sby\s$"),
        {K.BODY: 1.5},
    ),
    (
        "quote_said_before",
        Ending(
            r"[”\"’],?\s(?:\w+ly\s)?(?:says|said|adds|added|writes|wrote|notes|noted|jokes|joked|recalls"
            r"|recalled|argues|argued|explains|explained|quips|quipped|admits|admitted|insists|insisted"
            r"|replies|replied|warns|warned|laughs|laughed|concedes|conceded)\s$"
        ),
        {K.PERSON: 2.5, K.BODY: 0.5, K.WORK: -2},
    ),
    # "», — noted NAME", "”, has stated NAME": any verb there is one of saying.
    (
        "quote_turned_before",
        Ending(r"[”\"’»“」],?\s(?:[—–]\s(?:[a-z]+\s){1,2}|ha[sd]\s[a-z]+\s)$"),
        {K.PERSON: 2.5, K.WORK: -2},
    ),
    (
        "said_before",
        Ending(r"\b(?:said|says|added|adds|noted|recalled|joked|quipped)\s$"),
        {K.PERSON: 1.5},
    ),
    (
        "role_at_before",
        Ending(
            rf"\b(?:{TOP_ROLE})\b[\w\s,&’'\-]{{0,40}}\s(?:at|of|for|with)\s(?:the\s|its\s)?"
            r"(?:[\w\-]+[’']s\s|[\w\-]+\s){0,4}$",
            re.IGNORECASE,
        ),
        {K.BODY: 2},
    ),
    (
        "deal_verb",
        Ending(
            r"\b(?:joined|joins|joining|left|leaves|leaving|exits|exiting|departs|departing|quits|acquired|bought"
            r"|partnered with|deal with|pact with"
            r"|subsidiary of|owned by)\s(?:the\s)?$"
        ),
        {K.BODY: 1},
    ),
    ("event_noun_before", Ending(rf"\b(?:{EVENT})s?,?\s$", re.IGNORECASE), {K.EVENT: 2}),
    (
        "ordinal_before",
        Ending(
            r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
            r"|inaugural|annual"
            r"|upcoming)\s(?:annual\s|ever\s)?$",
            re.IGNORECASE,
        ),
        {K.EVENT: 1.5, K.SCHEME: 0.3},
    ),
    (
        "shot_in",
        Ending(
            r"\b(?:shoot\w*|film(?:s|ed|ing)|roll\w*|production|shot|set|cameras|opens?|opening|premiere\w*)"
            r"\s(?:\w+\s){0,2}(?:in|on|at)\s$"
        ),
        {K.CITY: 1.5, K.COUNTRY: 0.5},
    ),
    (
        "attended",
        Ending(
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
        Ending(
            r"\b(?:held|staged|takes? place|took place|gathered|met|screened|hosted|housed|back"
            r"|return(?:s|ed)?|audience|crowd"
            r"|guests|delegates|ceremony|evening|session|event|run(?:s|ning)?|based)\s(?:\w+\s){0,3}(?:at"
            r"|in|inside)\s(?:the\s)?$"
        ),
        {K.VENUE: 0.7, K.CITY: 0.4},
    ),
    ("city_of", Ending(r"\b(?:city|town|port|capital|village|island|suburb) of\s$"), {K.CITY: 3}),
    ("from_city", Ending(r"[A-Z][\w]+[’']s\s$"), {K.BODY: 0.3, K.PERSON: 0.3}),
    (
        "hired",
        Ending(
            r"\b(?:named|appointed|hired|promoted|tapped|upped|elevated|reteams? with|repped by|opposite"
            r"|brought in|brings in|recruit(?:s|ed)|poach(?:es|ed)|lured|drafted in|installed|elected"
            r"|welcomed)\s$"
        ),
        {K.PERSON: 1},
    ),
    (
        "party_before",
        Ending(
            r"\b(?:sold|licensed|went|gone|signed|partnered|teamed(?: up)?|deal|pact|agreement"
            r"|association|partnership"
            r"|collaboration|conjunction|tie-up|inked|together|along|jointly|stake|rights|invest(?:ed"
            r"|ment)|merge[rd]?)"
            r"\s(?:\w+\s){0,3}(?:to|with|in|from|for|alongside)\s(?:the\s)?$"
        ),
        {K.BODY: 0.5},
    ),
    ("bracketed", Ending(r"\($"), {}),
    (
        "cast_before",
        Ending(r"\b(?:cast|ensemble|stars|line-up|jury|jurors|alongside|includes?|featuring)\b[^.;:]{0,60}$"),
        {K.PERSON: 0.3},
    ),
    ("edition_of", Ending(r"\bedition of (?:the\s)?$"), {K.EVENT: 3}),
    (
        "place_preposition",
        Ending(r"\b(?:in|across|throughout|near|outside|from|to|of)\s$"),
        {K.CITY: 0.5, K.COUNTRY: 0.5, K.REGION: 0.5},
    ),
    ("in_before", Ending(r"\bin\s$"), {K.CITY: 1, K.COUNTRY: 1, K.REGION: 1}),
    ("at_before", Ending(r"\b(?:at|inside)\s(?:the\s)?$"), {K.VENUE: 1, K.EVENT: 0.5, K.BODY: 0.3}),
    (
        "venue_noun_before",
        Ending(r"\b(?:cinema|theatre|theater|multiplex|venue|hotel|museum|hall|club|arena|stadium)\s$"),
        {K.VENUE: 3},
    ),
    (
        "scheme_noun_before",
        Ending(r"\b(?:prize|award|fund|programme|program|initiative|scheme|call for|lab)\s$"),
        {K.SCHEME: 1.5},
    ),
    ("the_before", Ending(r"\bthe\s$"), {K.PERSON: -2, K.CITY: -1, K.COUNTRY: -0.5}),
    ("a_before", Ending(r"\b[Aa]n?\s$"), {K.PERSON: -1, K.CITY: -1}),
    (
        "called_before",
        Ending(
            r"\b(?:(?<!for )called|dubbed|christened|baptised|known as|entitled|titled"
            r"|under the name)\s$"
        ),
        {},
    ),
    (
        "maker_of",
        Ending(
            r"\b(?:director|producer|creator|star|writer|author|showrunner|maker|season|episodes"
            r"|adaptation|cast) of\s$"
        ),
        {K.WORK: 1.5},
    ),
    ("work_noun_before", Ending(rf"\b(?:{WORK})\s$", re.IGNORECASE), {K.WORK: 1}),
    (
        "platform_before",
        Ending(
            r"\b(?:stream\w*|air(?:s|ed|ing)?|broadcast\w*|launch\w*|debut\w*|available|show(?:n|s|ing)?|seen"
            r"|bow(?:s|ed)?|drop(?:s|ped)?|exclusively|premier\w*|live|run\w*|carried|return\w*|hit)\s(?:\w+\s){0,2}"
            r"(?:on|via|over)\s$"
        ),
        {K.BODY: 1},
    ),
    ("country_bracket", Ending(rf"\b(?:{COUNTRIES})\s\((?:[^()]{{2,30}},\s)?$"), {K.BODY: 1.5}),
    ("credit_bracket", Ending(r"[A-Z][\w’'\-]+\s[A-Z][\w’'\-]+\s\((?:[^()]{2,70},\s)?$"), {}),
    (
        "formerly_at",
        Ending(
            r"\b(?:formerly|previously|currently|recently|late|stints?|years|career|worked|alumn\w+|spell)"
            r"\s(?:of|at|with|for)\s(?:the\s)?$"
        ),
        {K.BODY: 2},
    ),
    (
        "works_made",
        Ending(
            r"\b(?:wrote|directed|directs|directing|created|penned|helmed|starred in|stars in|starring in"
            r"|adapt(?:s|ed|ing)"
            r"|remake|remaking|greenlit|renewed|renews|renewing|cancelled|canceled|axed|commissioned|ordered"
            r"|screening|premiere of|trailer for|episodes? of|season of|rights to|sequel to|star of|cast of"
            r"|lead in|episode|known for|best known for|including|titled|called|entitled|named)\s$"
        ),
        {K.WORK: 1},
    ),
    (
        "winner_before",
        Ending(
            r"\b(?:best \w+|prize|award|trophy|jury|winner|honou?r\w*|went to|won by)"
            r"[\w\s]{0,30}\s(?:for|to|by)\s$"
        ),
        {},
    ),
    (
        "licensed",
        Ending(
            r"\b(?:licens\w+|sold|sells|pre-sold|pick\w* up|snapp\w+ up|acquir\w+|bought|board\w*|tak\w+"
            r"|took)\s(?:[\w\-]+\s){0,3}$"
        ),
        {},
    ),
    (
        "hosted_by",
        Ending(
            r"\b(?:held|staged|organi[sz]ed|hosted|run|presented|backed|supported|sponsored|funded"
            r"|founded|launched|owned|repped|represented|handled|financed|co-produced|commissioned)\sby\s(?:the\s)?$"
        ),
        {K.BODY: 0.7},
    ),
    (
        "won_before",
        Ending(
            r"\b(?:won|wins?|winning|took|takes|received?s?|awarded|nabbed|scooped|bagged|collected|with|claimed"
            r"|shared|landed|winners? of|recipients? of|nominated for|for)\s(?:home\s)?"
            r"(?:the|an?|its|his|her|this year[’']s)"
            r"\s(?:[\w\-]+\s)?$"
        ),
        {K.SCHEME: 0.7},
    ),
    (
        "reports_to",
        Ending(
            r"\b(?:report(?:s|ing)? to|succeed(?:s|ed|ing)?|replac(?:es|ed|ing)|succeeded by"
            r"|replaced by|joined by|alongside|opposite|interviewed by|repped by|managed by)\s$"
        ),
        {K.PERSON: 1},
    ),
    (
        "role_comma",
        Ending(rf"\b(?:{ROLE})s?(?:,|:)\s(?:[A-Z][\w’'\-]+(?:\s[A-Z][\w’'\-]+)*\sand\s)?$", re.IGNORECASE),
        {K.PERSON: 1.5},
    ),
    ("national_role", Ending(rf"[A-Z][a-z]+\s(?:[a-z\-]+\s){{0,2}}(?:{ROLE})s?\s(?:and\s)?$"), {}),
    ("national_body", Ending(rf"[A-Z][a-z]+\s(?:[a-z\-]+\s){{0,2}}(?:{BODY_ROLE})s?\s(?:and\s)?$"), {}),
    ("from_before", Ending(r"\bfrom\s(?:the\s)?$"), {}),
    ("for_before", Ending(r"\bfor\s(?:the\s)?$"), {}),
    ("listed", Ending(r"(?:^|\n)(?:[-•*]\s)?$"), {}),
    ("and_before", Ending(r"\b(?:and|or)\s$"), {}),
    ("mid_the", Ending(r"\w[,;]?\s(?:The|A|An|My)\s$"), {K.WORK: 1}),
    (
        "moderated_before",
        Ending(
            r"\b(?:moderator|chair|host|interviewer|speakers?|panel(?:l?ists?)?|mentors?|jury"
            r"|jurors?|cast|prod|producer|dir|director|writer|by|with)\W{1,2}$",
            re.IGNORECASE,
        ),
        {},
    ),
]
