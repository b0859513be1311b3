"""The words of sessions: what they are called, who leads them, and how the press tells of speaking.

Rule: words of the language only; no name of a real or invented person, body or gathering belongs here.
"""

import re

from schemas.vocabulary import PanelKind as K

_NOUNS: dict[str, K] = {
    **dict.fromkeys(
        ("panel discussion", "panel debate", "panel", "debate", "panel talk", "panel session"),
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
        ),
        K.KEYNOTE,
    ),
    **dict.fromkeys(("masterclass", "master class", "master-class"), K.MASTERCLASS),
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
            "in dialogue",
        ),
        K.CONVERSATION,
    ),
    **dict.fromkeys(
        ("roundtable", "round-table", "round table", "roundtable discussion", "round-table discussion"),
        K.ROUNDTABLE,
    ),
    **dict.fromkeys(("workshop", "workshop session", "hands-on session", "tutorial"), K.WORKSHOP),
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
_ALTERNATIVES = "|".join(re.escape(n).replace(r"\ ", r"[\s-]") for n in sorted(_NOUNS, key=len, reverse=True))
NOUN = re.compile(rf"(?<![\w-])(?:{_ALTERNATIVES})(?![\w-])", re.IGNORECASE)
NOT_A_SESSION = re.compile(
    r"(?:\b(?:advisory|expert|judging|selection|grading|solar|jury|control|touch|wall|in|of|peace|"
    r"merger|trade|takeover|no|peace)\s+$)",
    re.IGNORECASE,
)
NOT_BEHIND = re.compile(
    r"\s+(?:of (?:judges|jurors|experts|readers)|shows?\b|deck|meetings?\b|with (?:the )?(?:buyers|"
    r"investors|bankers|lawyers)|deal)",
    re.IGNORECASE,
)

MODERATED_BY = re.compile(
    r"\b(?:moderated|chaired|steered|led|hosted|compered|anchored|refereed|facilitated|guided|"
    r"presided over|conducted|emceed|overseen|introduced and moderated|kept in order|quizzed|"
    r"interviewed|questioned|grilled)\s+by\s+$"
    r"|\b(?:moderators?|chair(?:man|woman|person|ed)?|hosts?|in the chair|moderating|chairing|"
    r"interlocutor|interviewer|compere|emcee)\s*(?::|,|is|was|will be|were)?\s*$"
    r"|\b(?:hosted|moderated|chaired)\s+by:?\s*$"
    r"|\bin conversation with\s+(?:moderator|host)\s+$",
    re.IGNORECASE,
)
MODERATES = re.compile(
    r"^(?:\s*\([^)]*\))?(?:,[^,.;]{2,80},|,)?\s+(?:(?:also|again|will|who|ably|gently|had been|was|"
    r"is|been|to)\s+)*"
    r"(?:moderated?s?|moderating|chair(?:ed|s|ing)|in the chair|compered?s?|asked to keep order|"
    r"kept order|keeping order|hosted the|hosts the|steered|refereed|"
    r"as moderator|as chair|as host|led the (?:session|discussion|panel|conversation|debate|talk)|"
    r"put(?:ting)? the questions|ask(?:ed|ing|s) (?:most of |all |all of )?the questions|kept an "
    r"eye on the clock|also kept an eye|interviewed|hosted\.?$|hosts\b(?!\s+(?:the\s+)?(?:radio|a|"
    r"tv|his|her|its)))",
    re.IGNORECASE,
)
STAGE = re.compile(
    r"\b(?:told|telling|tells|warned|reminded|assured|urged|asked|informed)\s+(?:(?:the|a|an|this|"
    r"some|about|around|nearly|almost|over|more|than|packed|full|crowded|capacity|opening|closing|"
    r"assembled|sold-out|his|her|their|day|of|morning|afternoon|"
    r"[\d,]+|first|second|third|\w+(?:th|st|nd|rd))\s+)*(?:room|audience|crowd|hall|house|"
    r"delegates|attendees|guests|participants|people|auditorium|theatre|theater|summit|forum|"
    r"conference|festival|market|event|gathering|convention|congress|students|fans|buyers|"
    r"listeners|meeting|session|keynote crowd|symposium|workshop|ceremony|fair)\b"
    r"|\b(?:said|says|added|joked|announced|revealed|confirmed|explained|declared|noted|speaking|"
    r"spoke|speaks|speak|talked|saying)\b[^.;“”\"]{0,30}?\b(?:from|on|at|during|in front of|to) "
    r"(?:the |a |an |its |his |her |their )?(?:\w+\s+)?(?:stage|lectern|podium|floor of the|event|"
    r"forum|summit|conference|market|festival|showcase|gathering|audience|delegates|room|ceremony|"
    r"workshop|crowd|upfront|congress|symposium|fair|convention|meeting|session|meetup|launch|"
    r"breakfast)\b"
    r"|\b(?:opening|opened|closing|closed|kicking off|kicked off|welcoming|welcomed|addressed|"
    r"addressing)\b(?: the)? (?:proceedings|event|forum|summit|conference|delegates|day|market|"
    r"guests|evening|gathering|showcase|session|two-day|three-day|four-day|audience|meeting|"
    r"congress|attendees)\b"
    r"|\btook (?:to )?the (?:stage|floor|podium)\b|\bon ?stage\b|\bfrom the (?:stage|lectern|"
    r"podium)\b|\bused (?:the|his|her|their) (?:event|evening|stage|slot|appearance|occasion|forum|"
    r"gathering|platform)\b|\bin front of (?:[\d,]+|an audience|a packed|the)\b"
    r"|\battended (?:the )?[^.;]{3,60} and (?:spoke|talked)\b|\bprovided an update\b|\bgave an "
    r"update\b|\b(?:walked|took) the (?:hall|room|audience|crowd) through\b",
    re.IGNORECASE,
)
OUTSIDE = re.compile(
    r"\b(?:in a statement|in an? (?:e-?mail|interview|letter|note|post|memo|release|message|text)|"
    r"by (?:phone|e-?mail|text message|telephone)|on (?:social media|instagram|x|twitter|facebook|"
    r"linkedin)|"
    r"wrote|posted|tweeted|statement|spokes(?:man|woman|person)|after the (?:event|session|show|"
    r"panel|talk|ceremony)|afterwards|on (?:his|her|their) way out|from behind a stand|reached "
    r"(?:the|by|on|in)|"
    r"in (?:his|her|their|an|the) (?:acceptance |thank-you |victory )?speech|accepting|collecting "
    r"(?:the|his|her)|on receiving|on the sidelines|in the (?:corridors?|bar|lobby|foyer|queue)|"
    r"told (?:us|me)|the (?:day|morning) after|from the audience|in the audience|from the floor|"
    r"ahead of the|before the (?:event|festival|market|forum)|over (?:coffee|lunch))\b",
    re.IGNORECASE,
)
ABSENT = re.compile(
    r"\b(?:was to have|were to have|was due to|had been due|due to (?:speak|appear|attend|take "
    r"part)|missed (?:her|his|the|their|a)|did not (?:come|show|appear|attend|turn up|make it)|"
    r"didn[’']t (?:come|show|appear|attend|turn up|make it)|"
    r"failed to (?:appear|show|attend|turn up)|pulled out|dropped out|withdrew|cancell?ed|stopped "
    r"by a visa|stranded|was absent|stayed away|stayed at home|could not (?:attend|come|travel|"
    r"make it|be there)|couldn[’']t (?:attend|come|travel|make it)|"
    r"sent (?:a letter|apologies|his apologies|her apologies|a video|a message)|had to (?:pull out|"
    r"cancel|drop out|bow out)|taken ill|fell ill|unable to (?:attend|travel|come)|called in sick|"
    r"expected to speak as well|preferred to stay|had been expected|scrapped|called off|dropped "
    r"when|was cancelled|no-show|postponed|in (?:his|her|their) absence|replac(?:ed|es|ing))\b",
    re.IGNORECASE,
)
SCRAPPED = re.compile(
    r"\b(?:cancell?ed|scrapped|called off|dropped|withdrawn|taken off the programme|postponed|did "
    r"not (?:take place|happen)|never took place|planned (?:session|panel|talk|keynote)|pulled|"
    r"shelved|abandoned|axed|speakers? (?:to be announced|tba))\b",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"\b(?:provided an update|gave an update|attended|took the stage|said|says|told|argued|argues|"
    r"explained|called|recalled|added|noted|warned|admitted|conceded|joked|talked|spoke|discussed|"
    r"revealed|announced|confirmed|described|insisted|observed|agreed|replied|answered|asked|"
    r"complained|confessed|presented|"
    r"pitched|pitching|urged|recounted|remembered|declared|maintained|suggested|claimed|countered|"
    r"put it|summed up|reflected|shared|unveiled|showed|outlined|made the case|took (?:questions|"
    r"the audience|part|her audience|his audience)|walked|thanked|"
    r"followed|joined|sat|debated|traded|swapped|compared|quipped|estimated|predicted|pointed out|"
    r"disagreed|apologised|apologized|chipped in|laid out|introduced|demonstrated|read out|gave)\b"
)
CONTINUES = re.compile(
    r"\b(?:around|round|at|on) (?:the|that) (?:table|stage|panel|podium)\b|\bthe (?:other "
    r")?(?:panell?ists|speakers|line-?up|participants|guests)\b|\balso (?:on (?:stage|the panel)|"
    r"taking part|speaking|appearing|joining)\b|"
    r"\b(?:she|he|they|it) (?:was|were|is|will be) (?:joined|followed|moderated|chaired|hosted|"
    r"led)\b|\bjoining (?:her|him|them)\b|\b(?:her|his|their) (?:fellow|co-)\w+|\binterlocutor\b|"
    r"\b(?:took|fielded|answered) questions\b|\b(?:also|further) (?:featured|included)\b|\bit "
    r"(?:had|featured|brought|saw|was moderated)\b|\bsat between\b",
    re.IGNORECASE,
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
