"""The words of sessions: what they are called, who leads them, and how the press tells of speaking.

Rule: words of the language only; no name of a real or invented person, body or gathering belongs here.
"""

import re

from extractors.patterns import Ending, any_of
from schemas.vocabulary import PanelKind as K

_NOUNS: dict[str, K] = {
    **dict.fromkeys(
        (
            "panel discussion",
            "panel debate",
            "panel",
            "debate",
            "panel talk",
            "panel session",
            "panel conversation",
            "discussion panel",
            "expert panel",
            "panels",
            "symposium",
            "symposia",
            "colloquium",
            "hearing",
            "plenary debate",
            "panel event",
        ),
        K.PANEL,
    ),
    **dict.fromkeys(
        (
            "keynote address",
            "keynote speech",
            "keynote lecture",
            "keynote talk",
            "keynote conversation",
            "keynote session",
            "keynote",
            "opening address",
            "keynoted",
            "keynoting",
            "keynote slot",
            "keynote interview",
            "keynotes",
            "inaugural conference",
            "opening conference",
            "magisterial conference",
            "magistral conference",
            "magisterial lecture",
            "magisterial class",
            "master lecture",
            "keynote presentation",
            "keynote speaker",
            "keynote speakers",
        ),
        K.KEYNOTE,
    ),
    **dict.fromkeys(
        (
            "masterclass",
            "master class",
            "master-class",
            "masterclasses",
            "acting class",
            "writing class",
            "directing class",
            "three-hour class",
            "two-hour class",
            "public lesson",
        ),
        K.MASTERCLASS,
    ),
    **dict.fromkeys(
        (
            "fireside chat",
            "fireside",
            "fireside conversation",
            "in conversation",
            "in-conversation",
            "on-stage conversation",
            "onstage conversation",
            "conversation",
            "on-stage interview",
            "onstage interview",
            "public interview",
            "on-stage talk",
            "q&a",
            "q & a",
            "question-and-answer session",
            "dialogue",
            "dialogue session",
            "dialog session",
            "conversatory",
            "talk session",
            "in dialogue",
            "live interview",
            "stage interview",
            "career interview",
            "career conversation",
            "live conversation",
            "fireside talk",
            "chat",
            "sit-down",
            "in-depth conversation",
            "audience with",
            "q&as",
            "live podcast recording",
            "spotlight conversation",
            "spotlight interview",
            "post-screening q&a",
            "author talk",
            "artist talk",
            "public conversation",
            "public dialogue",
            "live chat",
            "on-stage dialogue",
            "onstage dialogue",
            "on-stage chat",
            "onstage chat",
            "tête-à-tête",
        ),
        K.CONVERSATION,
    ),
    **dict.fromkeys(
        (
            "roundtable",
            "round-table",
            "round table",
            "roundtable discussion",
            "round-table discussion",
            "table of debate",
            "discussion table",
        ),
        K.ROUNDTABLE,
    ),
    **dict.fromkeys(
        (
            "workshop",
            "workshop session",
            "hands-on session",
            "tutorial",
            "crash course",
            "clinic",
            "training session",
            "bootcamp session",
        ),
        K.WORKSHOP,
    ),
    **dict.fromkeys(
        (
            "pitch session",
            "pitching session",
            "pitching contest",
            "pitch contest",
            "series pitch",
            "project pitch",
            "public pitch",
            "pitch",
            "pitching forum",
            "pitch competition",
            "pitch event",
            "pitching event",
            "pitching sessions",
            "pitch sessions",
            "pitches",
            "live pitch",
            "pitch contest",
            "pitchfest",
            "pitching showcase",
            "dragon’s den",
        ),
        K.PITCH,
    ),
    **dict.fromkeys(
        (
            "presentation",
            "talk",
            "lecture",
            "case study",
            "speech",
            "address",
            "showcase presentation",
            "work-in-progress session",
            "works-in-progress session",
            "opening speech",
            "welcome address",
            "opening remarks",
            "seminar",
            "demo",
            "demonstration",
            "live demo",
            "webinar",
            "online seminar",
            "livestream",
            "spotlight session",
            "briefing",
            "breakfast briefing",
            "ted-style talk",
            "closing remarks",
            "closing speech",
            "closing address",
            "welcome speech",
            "inaugural address",
            "inaugural lecture",
            "case-study",
            "case studies",
            "work in progress session",
            "works in progress session",
            "lecture-performance",
            "plenary",
            "plenary session",
            "upfront presentation",
            "lightning talk",
            "tech talk",
            "plenary talk",
            "plenary talks",
            "plenary address",
            "guest lecture",
            "guest talk",
            "first look",
            "sneak peek",
            "teach-in",
            "demonstrations",
            "presentations",
            "lectures",
            "product presentation",
        ),
        K.PRESENTATION,
    ),
    **dict.fromkeys(
        (
            "press conference",
            "news conference",
            "presser",
            "press briefing",
            "press call",
            "press meet",
            "press encounter",
            "encounter with the press",
            "meeting with the press",
            "press conferences",
            "news conferences",
            "media conference",
            "media briefing",
            "press junket",
            "presscon",
            "met the press",
            "meets the press",
            "meet the press",
            "faced the press",
        ),
        K.PRESS_CONFERENCE,
    ),
    **dict.fromkeys(("session", "discussion", "opening session", "closing session"), K.OTHER),
}
NOUNS = _NOUNS
_ALTERNATIVES = any_of(_NOUNS).replace(r"\ ", r"[\s-]")
NOUN = re.compile(rf"(?<![\w-])(?:{_ALTERNATIVES})(?![\w-])", re.IGNORECASE)
NOT_A_SESSION = re.compile(
    r"(?:\b(?:advisory|judging|selection|grading|solar|control|touch|wall|in|of|peace|"
    r"merger|trade|takeover|no|award|awards|search|interview|hiring|viewing|led|oled|lcd|government|"
    r"review)\s+$)",
    re.IGNORECASE,
)
NOT_BEHIND = re.compile(
    r"\s+(?:(?:made up )?of (?:the )?(?:\w+\s+)?(?:judges|jurors|experts|readers|commissioning editors|"
    r"buyers|"
    r"commissioners|decision-makers|critics|voters|peers)|shows?\b|deck|meetings?\b|with (?:the )?(?:buyers|"
    r"investors|bankers|lawyers)|deal)",
    re.IGNORECASE,
)

MODERATED_BY = Ending(
    r"\b(?:moderated|chaired|steered|led|hosted|compered|anchored|refereed|umpired|curated and hosted|"
    r"introduced|mc’d|mc'd|facilitated|guided|"
    r"presided over|conducted|emceed|overseen|introduced and moderated|kept in order|quizzed|animated|"
    r"mediated|managed|directed|"
    r"interviewed|questioned|grilled)\s+by\s+$"
    r"|(?:\b(?:moderators?|interlocutor|interviewer|compere|emcee|in the chair|keeping order|in charge|"
    r"(?:asking|putting) the questions|(?:moderator|chair|host)[’']s (?:chair|seat|role|microphone)"
    r"(?: \w+){0,3}?(?: by)?)|"
    r"(?:^\W*|\b(?:the|its|their|a|as|by|and|with|panel|session|discussion|debate|round-?table|talk|event)\s+|"
    r"[.,;(–—]\s*)(?:chair(?:man|woman|person|ed)?|hosts?)|"
    r"\b(?:moderat|chair|interview|question|quizz|host|steer|referee|grill)ing"
    r"(?: (?:her|him|them|it|both|the \w+))?)\s*(?::|,|is|was|will be|were)?\s*$"
    r"|\b(?:hosted|moderated|chaired)\s+by:?\s*$"
    r"|\b(?:moderation|presentation|conduction)\s(?:(?:was|is|were|has been|made|done|assured|undertaken|"
    r"carried|out|provided|in|charge)\s)*(?:by|of)\s+$"
    r"|\bin conversation with\s+(?:moderator|host)\s+$"
    r"|^\W*(?:Asked|Pressed|Challenged|Prompted|Pushed|Quizzed|Interviewed)\s+(?:[\w-]+\s+){0,3}by\s+$",
    re.IGNORECASE,
)
MODERATES = re.compile(
    r"^(?:\s*\([^)]*\))?(?:\s+(?:of|at|from)\s+(?:[A-ZÀ-Þ][\w’+-]*\s?|the\s|[a-z]+\s(?=[A-Z])){1,6}(?<!\s))?(?:,[^,.;]{2,80},|,)?\s+(?:(?:was|is|"
    r"were|will be|had been|been|acted|serves|served|"
    r"acting|serving|did the honou?rs|took on the role of|played)\s+(?:the\s+|as\s+)?(?:moderating|"
    r"moderator|chairing|chair|host|interlocutor|in the "
    r"chair|"
    r"asked to keep order|referee|umpire|ringmaster|timekeeper|master of ceremonies|mistress of ceremonies|"
    r"(?:the )?m\.?c\.?|emcee|compere|asking the questions|in charge of (?:the )?(?:questions|proceedings|"
    r"microphone|discussion)|"
    r"going to (?:ask|put|moderate|chair|host))\b|(?:(?:also|again|will|who|ably|gently|to)\s+)*"
    r"(?:moderate(?:d|s)?|moderating|chair(?:ed|s|ing)?(?=\s*(?:[.,;]|$)|\s+(?:the (?:session|"
    r"discussion|panel|debate|talk|event|conversation|evening|seminar|webinar|roundtable|proceedings)|it|"
    r"both|them|"
    r"all)\b)|in the chair|compere[ds]?|"
    r"kept order|keeping order|hosted the|hosts the|steered|refereed|quizzed|grilled|"
    r"as moderator|as chair|as host|as interviewer|as (?:an? |the )?(?:mc|m\.c\.|emcee|compere)|"
    r"as (?:master|mistress) of ceremonies|presided|officiated|umpired|"
    r"rang (?:a|the) bell|kept (?:the )?time|led (?:the|a) (?:session|discussion|panel|"
    r"conversation|debate|talk)|put(?:ting)? the questions|ask(?:ed|ing|s) (?:most of |all |all of )?the "
    r"questions|kept an eye on the clock|also kept an eye|interviewed|hosted\.?$|hosts\b(?!\s+(?:the\s+)?(?:"
    r"radio|a|tv|his|her|its))))",
    re.IGNORECASE,
)
SCRAPPED = re.compile(
    r"\b(?:cancell?ed|scrapped|called off|dropped|withdrawn|taken off the programme|postponed|did "
    r"not (?:take place|happen)|never took place|planned (?:session|panel|talk|keynote)|pulled|"
    r"shelved|abandoned|axed|had been (?:due|set|scheduled|meant|planned)|was (?:due|to have|meant|supposed)|"
    r"speakers? (?:to be announced|tba))\b",
    re.IGNORECASE,
)
SCRAPS = re.compile(
    r"\b(?:scrap|cancel|axe|drop|call off|called off|pull|postpone|shelve|withdr[ae]w)\w*\s+(?:a|an|the|"
    r"its|their|"
    r"this year[’']s|plans for an?)\s+(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"\b(?:(?:provided|gave|delivered|offered|made|presented) (?:an|the) update|chatted|mentioned|exposed|"
    r"intervened|participated|opened up|attended|took the stage|said|says|told|argued|argues|"
    r"explained|called|recalled|added|noted|warned|admitted|conceded|joked|talked|spoke|discussed|"
    r"revealed|announced|confirmed|described|insisted|observed|agreed|replied|answered|asked|"
    r"complained|confessed|presented|"
    r"pitched|pitching|urged|recounted|remembered|declared|maintained|suggested|claimed|countered|"
    r"put it|summed up|reflected|shared|unveiled|showed|outlined|made the case|took (?:questions|"
    r"the audience|part|her audience|his audience)|walked|thanked|"
    r"followed|joined|sat|debated|traded|swapped|compared|quipped|estimated|predicted|pointed out|"
    r"reported|promised|stressed|objected|remarked|lamented|cautioned|commented|pledged|vowed|proposed|"
    r"hinted|"
    r"teased|praised|defended|dismissed|reminded|responded|retorted|concluded|voiced|disputed|"
    r"questioned|quoted|"
    r"disagreed|apologised|apologized|chipped in|laid out|introduced|demonstrated|read out|gave)\b"
)
ROLE = re.compile(
    r"(?:^|[\s-])(?:(?:co-|vice[ -]|ex-|deputy |executive |managing |general |associate |assistant "
    r"|senior |chief |founding |artistic |creative )*"
    r"(?:directors?|producers?|writers?|screenwriters?|showrunners?|creators?|president|chief|head|"
    r"heads|chair|chairman|chairwoman|chairperson|ceo|cfo|coo|cto|founders?|owner|partner|editors?|"
    r"manager|officer|executive|lead|leader|principal|secretary|treasurer|minister|"
    r"commissioner|mayor|ambassador|professor|lecturer|lawyers?|attorney|agents?|analyst|economist|"
    r"consultant|adviser|advisor|critic|journalist|reporter|presenter|broadcaster|host|anchor|"
    r"comedian|comic|actors?|actress|actresses|singer|songwriter|rapper|musicians?|composers?|"
    r"dj|band|pianist|cellist|violinist|conductor|choreographer|dancer|playwright|poet|novelist|"
    r"authors?|essayist|historian|scholar|academic|researcher|scientist|anthropologist|"
    r"psychologist|sociologist|translators?|illustrators?|cartoonist|colourist|colorist|animators?|"
    r"artists?|designers?|"
    r"architect|photographer|cinematographer|cameraman|engineer|developer|programmers?|curator|"
    r"buyer|seller|distributor|exhibitor|publishers?|bookseller|librarian|teacher|coach|trainer|"
    r"mentor|puppeteer|filmmakers?|film-makers?|documentarian|documentary-maker|documentary maker|"
    r"game designer|streamer|podcaster|youtuber|influencer|blogger|columnist|entrepreneur|investor|"
    r"banker|accountant|spokesman|spokeswoman|spokesperson|representative|delegate|member|boss|"
    r"supremo|vp|svp|evp|specialist|strategist|creative|supervisor|coordinator|organiser|organizer|"
    r"laureate|star|stars|newcomer|veteran|maker|interpreter|narrator|storyteller|scriptwriter|"
    r"dramatist|restaurateur|chef|farmer|fisherman|doctor|nurse|surgeon|judge|activist|campaigner|"
    r"technologist|futurist|scout|planner|associate|controller|commissioning editor|drummer|"
    r"guitarist|bassist|"
    r"sound designer|casting director|location manager|line producer|fellow|expert|"
    r"author-illustrator|co-ordinator|archivist|restorer|projectionist|programme-maker|brewer|"
    r"publicist|promoter|booker|impresario|bookkeeper|official|envoy|senator|deputy|governor|"
    r"councillor|prime minister|king|queen|prince|princess))"
    r"(?=$|[\s,;.)])",
    re.IGNORECASE,
)


def kind_of(noun: str) -> K:
    """Return the kind that a session's noun tells."""
    folded = re.sub(r"[\s-]+", " ", noun.casefold())
    return (
        _NOUNS.get(folded)
        or _NOUNS.get(noun.casefold())
        or _NOUNS.get(folded.replace(" ", "-"))
        or _NOUNS.get(folded.replace(" ", ""))
        or K.OTHER
    )
