"""What people do for a title, as the trade press words it: cues over the skeleton of a sentence.

Rule: a cue says on which side its people stand and cuts the words of their part: as "does" or "role" where
they tell it best, as "craft" where the job before a name tells it better. Who they are, `makers` finds.
"""

import re

_PREFIX = r"(?:(?:co|executive|exec|self|story|ghost)[ -]?)?"
DONE = (
    rf"{_PREFIX}(?:written|directed|played|created|produced|hosted|penned|helmed|narrated|fronted|adapted|scripted"
    r"|composed|translated|illustrated|presented|devised|conceived|authored|designed|edited|drawn|shot|made"
    r"|developed|showrun|staged|choreographed|voiced|scored|toplined|headlined|animated|lensed|painted|sung"
    r"|recorded|arranged|compiled|retold|dramatised|dramatized|photographed|overseen|masterminded|dreamt up"
    r"|invented|programmed|coded|built|engineered|mixed|curated|run|masterminded|show-run|orchestrated"
    r"|conducted|sculpted|series[ -]produced)"
)
_DONES = rf"{DONE}(?:(?: ,| , and| and| &| /) {DONE})*"
_DO = (
    r"(?:directs?|writes?|wrote|produces?|stars?|plays?|headlines?|toplines?|hosts?|narrates?|creates?"
    r"|created|adapts?|adapted|pens?|penned|helms?|composes?|composed|showruns?|voices?|portrays?|scores?"
    r"|choreographs?|scripts?|scripted|directed|produced|starred|illustrates?|illustrated|fronts?|devised"
    r"|devises?|illustrates|lenses|co-authors?|co-authored|guest-stars?|translates?|developed|designed"
    r"|designs?|presents?|recurs?|cameos?|executive produces?|exec produces?|toplines|conducts?|sings?"
    r"|dances?|stages?|edits?|shoots?|lensed|penned)"
)
DOING = (
    rf"{_PREFIX}(?:directing|writing|producing|starring|playing|headlining|toplining|hosting|narrating"
    r"|creating|adapting|penning|helming|composing|showrunning|voicing|portraying|scoring|choreographing"
    r"|scripting|illustrating|editing|presenting|translating|designing|lensing|shooting|developing|fronting)"
)
MAKER = (
    r"(?:(?:co|ex|executive)-)?(?:director|writer|creator|showrunner|producer|screenwriter|scriptwriter"
    r"|composer|host|presenter|designer|editor|cinematographer|playwright|author|star|lead|narrator"
    r"|illustrator|artist|choreographer|dramaturg|actor|actress|helmer|protagonist|translator|animator"
    r"|filmmaker|lyricist|librettist|conductor|storyboarder|dop|writer-director|creator-writer|captain"
    r"|regular|mentor|developer|head writer)s?"
)
_OF_MAKER = (
    r"(?:(?:executive|exec|series|line|lead|head|art|creative|music|casting|associate|supervising|story"
    r"|script|costume|production|sound|film|stage|game|guest|main|general|first|original|assistant|episode"
    r"|musical|visual|animation|documentary|narrative|field|costume|team|co-executive|format) )*"
)
ROLE = rf"{_OF_MAKER}{MAKER}(?:(?: ,| and| &| /) {_OF_MAKER}{MAKER})*"
CRAFT = (
    r"(?:direction|script|scripts|screenplay|teleplay|score|music|libretto|choreography|design|cinematography"
    r"|translation|illustrations?|text|lyrics|editing|photography|voice work|voice-over|vocals|camerawork"
    r"|artwork|art|costumes|sets|animation|concept|format|story|words|songs|soundtrack|arrangements"
    r"|narration|drawings)"
)
_SOURCE = (
    r"(?:novels?|novella|memoir|books?|stage play|play|short story|comics?|graphic novel|webtoon|manga"
    r"|podcast|bestseller|poem|essay|biography|stories|story)"
)
KIND_OF_WORK = (
    r"(?:drama|comedy|thriller|film|series|documentary|feature|weepie|musical|romance|mystery|western"
    r"|biopic|sitcom|anthology|miniseries|horror|show|title|adaptation|epic|romcom|two-hander|vehicle|movie"
    r"|dramedy|docuseries|short|debut|novel|podcast|chiller|caper|saga|procedural|fantasy|opera|play|game)"
)
_CAST = r"(?:voice |supporting |main |ensemble |principal )?(?P<craft>cast|ensemble)"
_IS = r"(?:is|are|will be|was|were)"
_LEAD = r"(?P<craft>(?:title|lead|leading|main|starring|central)(?: roles?| parts?)?|leads?)"

# People stand behind the cue.
BEHIND = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<does>{_DONES}(?: from the \w+)?) by (?!and )",
        rf"\b(?P<does>{_DONES} by (?:and|&) {DOING}) ",
        rf"\b(?P<craft>{CRAFT})(?: (?:is|are|will be|was|has been|comes?|being))?"
        r"(?: (?:signed|undertaken|provided|realised|realized|made|done|entrusted|penned))? (?:by|from|to) ",
        rf"\b(?:based on|adapted from|inspired by|from) (?:[\w'-]+ ){{0,4}}?(?P<craft>{_SOURCE}) by ",
        r"\b(?:(?:to|at) (?:whom|which|them|these) (?:are|is) added|(?:is|are) joined by|added are"
        r"|(?:to|at) (?:whom|them) accompany|accompanied by|flanked (?:\w+ ){0,2}by) ",
        r"\b(?P<does>starring|toplined|headlined|featuring|toplining|co-starring|starred)(?: by)? ",
        r"\b(?:will|to) (?:also )?(?P<does>star|feature) (?!as |in |at |of |and |, |alongside |opposite )",
        r"(?<!pop )(?<!rock )\b(?P<does>stars) (?!as |in |at |of |and |, |alongside )",
        rf"\b{_CAST} (?:that |which |also |is |are )*(?:includes?|including|features?|featuring|comprises?"
        r"|led by|headed by|headlined by|rounded out by|made up of|of|:|with|is|are) (?!of )",
        rf"\b(?:also )?(?:in|rounding out|completing|joining|among|heading|leading) the {_CAST} {_IS} ",
        rf"\balso (?P<does>starring|featuring|appearing)(?: {_IS}| :)? ",
        r"\b(?P<does>toplining|starring|co-starring|appearing|producing|directing|writing|exec producing"
        r"|executive producing|hosting|narrating|co-producing|scoring|composing)"
        r"(?: alongside| opposite| with)?(?: him| her| them)?(?: (?:for|at) <B\d+>)? (?:are|is) ",
        rf"\b(?:the |its |their |as )?(?P<role>{ROLE})(?: on the (?:series|film|show|project))?"
        rf" (?:is|are|will be|includes?|:|comes? in the shape of) (?!not |to |also |set |due )",
        rf"\b(?:at the (?P<craft>helm)|behind the cameras?|in the (?P<chair>director) 's chair)"
        rf" (?:{_IS} (?:situated|placed|found|to be found)|{_IS}|sits?|stands?|takes? place) ",
        r"\b(?P<craft>protagonist|lead role|title role|lead|star|heroine|hero|leads)s?"
        rf" (?:{_IS} (?:played|taken) by|{_IS}|goes to|went to|go to|taken by|played by) ",
        r"\b(?P<craft>(?:writing|directing|creative|producing|directorial) (?:team|duo|pair|trio|partners|"
        r"partnership|collective)) (?:of )?",
        rf"\b{KIND_OF_WORK} (?:\w+ )?with (?=(?:[\w'’-]+ |<C\d+> ){{0,4}}?<P)",
        r"\b(?:directorial|directing|feature|screen|acting|writing|series|film|first|second|third|television"
        rf"|fiction)(?: \w+)? (?:debut|outing|{KIND_OF_WORK})(?: as (?:an? )?\w+)? (?:of|by|from|for) ",
        r"\b(?:brainchild|creation|work|vision|passion project|debut|sophomore effort|follow-up) of ",
        rf"\b(?:sophomore|latest|new|next|fourth|upcoming|debut) {KIND_OF_WORK} (?:of|by|from) ",
        r"(?P<craft><P\d+>) (?:is|are|will be) (?=(?:[\w'-]+ ){0,3}?<P)",
        rf"\b(?P<does>co-{DONE}) with ",
        r"\bfrom the (?P<craft>pen|pens|keyboard|desk|imagination) of ",
        r"\bunder the (?P<craft>baton|direction|helm|guidance) of ",
        r"\b(?P<craft>lending (?:his|her|their) voices?|lend(?:s|ing)? (?:his|her|their|a) voices?)"
        r"(?: to \w+)? (?:are|is) ",
        r"\bbehind (?:it|the (?:project|series|show|film|game|podcast|book|script|format)) (?:are|is) ",
        r"\b(?P<craft>writers?'?s?'? ?room|writing team) (?:is|will be|are) (?:headed|led|run|overseen) by ",
        r"\b(?:film|series|show|comedy|drama|movie|thriller|feature|it|game) (?:is [a-z -]{0,30}<P\d+> and )?"
        r"(?P<does>features) (?=(?:[\w'-]+ ){0,3}?<P)",
        r"\b(?:featured|appearing|seen) in (?:the |it )?(?:\w+ )?(?:are|is) ",
        r"\b(?:reunites?|reuniting|pairs?|pairing|brings? together|bringing together|teams) ",
    )
)
# People stand right before the cue.
BEFORE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<does>{_PREFIX}{_DO}(?:(?: ,| and| &) {_PREFIX}{_DO})*)(?= |$)(?! by )",
        rf"(?P<does>{DOING}(?:(?: ,| and| &) {DOING})*)(?= |$)",
        rf"(?:serves?|served|serve|serving|acts?|act|acting|returns?|returning|joins?|joined|boards?"
        rf"|boarded|remains?"
        r"|stays on|stays|signed on|signs on|come aboard|comes aboard|attached|on board|aboard|credited"
        rf"|tapped|hired|signed|enlisted|set|works?|onboard) as (?:an? |the |its |their |both |sole )?"
        rf"(?P<role>{ROLE})\b(?! (?:at|of) <B)",
        rf"{_IS} (?:also |again |now |all |both )*(?:the |its |their )?(?P<role>{ROLE})\b"
        r"(?! (?:at|of|with|for) (?:the )?<B)",
        rf"{_IS} (?:also |again |now )*(?P<role><P\d+>)(?= [,.]|$)",
        r"(?:co-)?(?:heads?|leads?|completes?|rounds? out|make[sd]? up|joins?|joined|fronts?|tops?|heading"
        rf"|leading) (?:up )?(?:the|an?|its|their|an all-star) (?:[\w-]+ )?{_CAST}\b",
        r"(?:takes?|plays?|taking|playing|has|have|lands?|landed|fills?|shares?|won|wins) (?:on )?"
        rf"(?:the|a) {_LEAD}\b",
        r"(?:is|are|remains?|stays?|sits?|will be|back|returns?|returning) (?:back |again |both )*"
        r"(?:at the (?P<craft>helm)|behind the camera|in the (?P<chair>director) 's chair)",
        r"(?:been |be )?(?:cast|attached|set|tapped|hired|signed|signed on|signs on|on board|aboard|booked"
        r"|confirmed|slated|due|returning|returns) (?:to (?:also )?)"
        rf"(?P<does>{_PREFIX}{_DO}(?:(?: ,| and| &) {_PREFIX}{_DO})*)\b",
        r"(?:been |be |is |are )(?:cast|seen) (?:in the role of|as|in) (?:an? |the |his |her |their )?"
        r"(?P<craft>[\w' -]{3,36}?)(?= who | whose | in | on | ,| \.| opposite| alongside|$)",
        r"(?:takes?|taking|took|takes on|fills?|lands?|landed|bags?|booked) (?:on )?(?:the|a) (?:part|role)"
        r" of (?:the |an? )?(?P<craft>[\w' -]{3,36}?)(?= who | whose | in | on | opposite| [,;.]|$| and <P)",
        r"(?:returns?|returning|(?:is|are) back|appears?|appearing|stars?|starring|seen|recurs?|recurring) as"
        r" (?:an? |the |his |her )?(?P<craft>[\w' -]{3,36}?(?: <P\d+>)?)(?= who | whose | in | on | with"
        r"| opposite| alongside| [,;.]|$)",
        r"(?:shares?|splits?|divides?|handles?|takes? on|takes? care of) (?:the )?"
        r"(?P<craft>directing|writing|producing|hosting|presenting|showrunning|composing)\b",
        r"(?:also )?(?:reprises?|reprise|reprising|reprised) (?:his|her|their)(?: \w+)? roles?\b",
        r"(?:heads?|leads?|runs?|heading|leading|running) the (?P<craft>writers?'? ?room|writing team)\b",
        r"(?:is|are|was|were) (?:in charge of|responsible for|handling|doing) the "
        rf"(?P<craft>{CRAFT})\b",
    )
)
# People stand between "with" and what they do.
AFTER_WITH = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?: also| both| again)*"
        r" (?:attached |set |on board |aboard |returning |credited |confirmed |signed )?"
        rf"as (?:an? |the |its |their )?(?P<role>{ROLE})\b",
        rf"(?: also| both| again| jointly)* (?P<does>{DOING}(?:(?: ,| and| &) {DOING})*)\b",
        r"(?: also)* (?:attached|set|on board|aboard|signed on|due|cast|tapped|confirmed) to "
        rf"(?P<does>{_PREFIX}{_DO})\b",
        rf"(?: back| again| also| once more)* in (?:the |a )?{_LEAD}\b",
        r"(?: back| again)* (?:at the (?P<craft>helm)|behind the camera"
        r"|in the (?P<chair>director) 's chair)",
        r" (?:as|in the role of|in the skin of|in the part of) (?:an? |the )?"
        r"(?P<craft>[\w' -]{3,40}?)(?= who| whose| in | on | at | and | ,| \.|$)",
        r" in (?:his|her|their|an?) (?:\w+ ){0,2}(?:debut|role|turn|part|roles|appearance|performance)\b",
    )
)
# An author whose work a title is made from, between "from" and what they wrote.
FROM = re.compile(
    r"\b(?:from|on|of) (?:[\w'-]+ |<C\d+> ){0,4}?<P(?P<who>\d+)> 's (?:[\w'-]+ ){0,4}?"
    rf"(?P<craft>{_SOURCE})\b"
)
