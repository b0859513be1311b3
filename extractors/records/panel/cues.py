"""How the trade press tells that somebody speaks in front of people, or elsewhere, or not at all.

Rule: words of the language only; a cue says what a sentence can mean, never that it is a session.
"""

import re

from extractors.values.lexicon import words

SAYING = words(
    """
    say tell add argue explain recall note warn admit concede joke talk speak reveal announce confirm
    describe insist observe agree reply answer ask complain confess urge recount remember declare maintain
    suggest claim counter reflect quip estimate predict disagree apologise apologize demonstrate forecast
    promise stress emphasise emphasize point acknowledge believe call caution comment contend highlight
    hint lament muse opine outline praise reiterate remark respond sum tease underline vow welcome defend
    dismiss reject rule share clarify signal advise reassure assure thank unveil disclose laugh chip grin
    plead boast sigh object retort report propose remind pledge vow conclude dispute voice mention chat
    expose affirm express recognise recognize
    """
)
APPEARING = words(
    """
    appear join speak present pitch moderate host chair discuss debate keynote lead deliver give attend
    headline participate take sit feature address open close introduce walk teach run gather include unite
    bring pair feature demonstrate conduct show share hold swap trade compare dissect explore examine field
    welcome interview question quiz grill reunite compete vie unveil represent complete flank accompany
    assemble comprise consist round intervene expose lecture
    """
)
_AUDIENCE = (
    r"(?:room|audience|crowd|hall|house|delegates|attendees|guests|participants|auditorium|theatre|theater|"
    r"summit|forum|conference|festival|market|event|gathering|convention|congress|students|fans|listeners|"
    r"meeting|session|symposium|workshop|ceremony|fair|assembly|seminar|webinar|panel|masterclass|"
    r"spectators|festivalgoers|festival-goers|conference-goers|visitors|press conference|symposium|expo|"
    r"reporters|journalists|the press|buyers|booksellers|librarians|professionals|developers|exhibitors|"
    r"advertisers|marketers|members|filmmakers|film-makers|film-goers|industry|lunch|breakfast|dinner|"
    r"get-together|showcase|colloquium|reception|gala|launch|upfront|people|packed \w+)"
)
_LOOSE = r"(?:[\w,’'&.-]+\s+){0,6}?"
_PLACE = (
    r"(?:stage|lectern|podium|floor|event|forum|summit|conference|market|festival|showcase|gathering|"
    r"audience|delegates|room|ceremony|workshop|crowd|upfront|upfronts|congress|symposium|fair|convention|"
    r"meeting|session|meetup|launch|breakfast|lunch|dinner|expo|assembly|seminar|webinar|colloquium|week|"
    r"awards|days|show|confab|con|reception|gala|retreat|biennale)"
)
STAGE = re.compile(
    rf"\b(?:told|telling|tells|warned|warns|reminded|assured|urged|asked|informed|advised|encouraged|invited|"
    rf"challenged|regaled|thanked|greeted|addressed|addressing|addresses)\s+(?:the|a|an|this|some|about|"
    rf"around|nearly|almost|over|more|his|her|their|its)?\s*{_LOOSE}{_AUDIENCE}\b"
    rf"|\b(?:said|says|saying|added|adds|joked|announced|revealed|confirmed|explained|declared|noted|"
    rf"speaking|spoke|speaks|speak|spoken|talked|talking|argued|warned|predicted|promised|recalled|"
    rf"disclosed|insisted|claimed|admitted|appeared|appearing|appear|appears|presented|unveiled|opened up|"
    rf"reflected|discussed|demonstrated|outlined|shared|pitched|introduced|teased|keynoted|keynoting|"
    rf"recounted|remarked|stressed|described|lamented|urged|called|mentioned|chatted|exposed|intervened|"
    rf"counted)\b"
    rf"[^.;“”\"]{{0,70}}?\b(?:from|on|at|during|in front of|before|to|in)\s+(?:the\s+|a\s+|an\s+|its\s+|"
    rf"his\s+|her\s+|their\s+|this\s+)?(?:[\w’'&-]+\s+){{0,4}}?{_PLACE}\b"
    rf"|\b(?:delegates|attendees|summit|conference|forum|festival|session|congress|"
    rf"convention)\b[^.;“”]{{0,60}}\b"
    rf"(?:heard|(?:was|were) (?:told|warned|reminded|urged))\b"
    rf"|\bheard (?:\w+ )?(?:from|how|that|why)\b"
    rf"|\b(?:opening|opened|opens|closing|closed|kick(?:s|ed|ing) off|welcom(?:ing|ed)|addressed|"
    rf"addressing)\b"
    rf"(?: the)? (?:\w+ )?(?:proceedings|event|forum|summit|conference|delegates|day|market|guests|evening|"
    rf"gathering|showcase|session|two-day|three-day|four-day|audience|meeting|congress|attendees)\b"
    rf"|\b(?:took|takes|taking|taken) (?:to )?the (?:main )?(?:stage|floor|podium|microphone|mic|lectern)\b"
    rf"|\bon ?-?stage\b|\b(?:on ?to|on|from|at) the (?:main |centre |center |big )?stage\b|\bfrom the "
    rf"(?:main )?(?:stage|lectern|podium|platform)\b|\bshar(?:ed|ing|es?) (?:the|a) "
    rf"(?:stage|bill|platform|sofa|table|panel)\b|\b(?:taught|teaches|teaching) (?:a|the|an) {_LOOSE}"
    rf"(?:house|class|students|audience|group|writers|crowd)\b"
    rf"|\bused (?:the|his|her|their) (?:event|evening|stage|slot|appearance|occasion|forum|"
    rf"gathering|platform)\b"
    rf"|\b(?:in front of|before) (?:an? |some |about |around |over |more than |nearly |almost )?"
    rf"(?:[\d,]+|audience|packed|full|crowd of|room of|hundreds of)\b|\bin front of the\b"
    rf"|\b(?:says?|said|speaks?|spoke) to (?:the|some|about|around|an?) {_LOOSE}{_AUDIENCE}\b"
    rf"|\b(?:attended|visited|went to|came to|stopped by|dropped by|participated in|assisted to|"
    rf"was present at)"
    rf" (?:the )?[^.;]{{3,60}} and (?:also )?(?:spoke|talked|chatted|told|discussed|counted)\b"
    rf"|\b(?:provided|gave|giving|delivered|offered|made|presented) (?:an|the) update\b"
    rf"|\b(?:walked|took|talked|led|guided) (?:the (?:hall|room|audience|crowd)|delegates|attendees|visitors|"
    rf"\w+ audience) through\b|\b(?:delegates|attendees|audience|summit|conference|forum|session|meeting|"
    rf"seminar|festival|congress|convention)\s+(?:\w+\s+)?(?:heard|learned|learnt|was told|were told|"
    rf"listened)\b|\bto (?:loud |warm |general |huge |wild )?(?:applause|laughter|cheers)\b"
    rf"|\b(?:speaker|line-?up|lineup|bill|roster)s?\b[^.;“”]{{0,30}}\b(?:include|includes|included|are|"
    rf"features?|will)\b|\bstanding ovation\b|\bamong (?:the|those) (?:\w+ )?speakers?\b"
    rf"|\b(?:participants|panell?ists|speakers|guests|discussants|on the (?:panel|sofa|bill|podium)):\s"
    rf"|\bguest(?:s| speakers?)? (?:include|included|are|will|were)\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\b(?:interviewed|quizzed|questioned|grilled|interrogated) (?:on stage |onstage |live )?by "
    r"(?=[\w\s’:,-]*[A-Z])|"
    r"\bin (?:conversation|dialogue) with\b|\b(?:was|were) (?:talking|speaking) (?:to|"
    r"with) (?=[\w\s’-]*[A-Z])|\bkept (?:a|an|the) (?:[\w-]+\s+){0,3}(?:audience|crowd|room|house)\b|"
    r"\b(?:sat|sits) down with\b",
)
BACKWARDS = re.compile(
    r"^\W*(?:The|His|Her|Their|These|That|Those)\s+(?:[\w-]+\s+){0,3}?(?:exchange|comments?|remarks?|"
    r"revelation|"
    r"announcement|news|row|statement|admission|figures|warning|words|clash|call|appeal|pledge|prediction|"
    r"speech|"
    r"pair|trio|duo|two|three|four|spat|debate)\b|^\W*(?:Speaking|Addressing|Appearing|Talking|Presenting|"
    r"Interviewed|Quizzed|Asked|Opening|Taking)\b|^\W*(?:He|She|They|"
    r"[A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ][\w’-]+)?)\s+(?:was|"
    r"were|is|are)\s+(?:also\s+)?(?:speaking|addressing|joined|talking|flanked|interviewed|appearing|"
    r"giving|being)\b"
)
SEPARATE = re.compile(
    r"^\W*(?:Elsewhere|Later|Earlier|Separately|Meanwhile|Also|In (?:another|a separate|a further|the other)|"
    r"(?:A|The) (?:day|night|morning) (?:earlier|later|before|after)|At (?:another|a separate)|"
    r"Across (?:the|town)|Then|Afterwards|Next|On (?:the )?(?:(?:Mon|Tues|Wednes|"
    r"Thurs|Fri|Satur|Sun)day|day|second|third|final|last|closing|following|same|next|opening|first)\b|"
    r"(?:The )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:[’']s| (?:began|ended|opened|closed|brought|"
    r"saw|was))|"
    r"The (?:[\w-]+ )?(?:section|strand|sidebar|programme|side|arm|part|wing|track)\b|"
    r"The (?:day|festival|market|summit|forum|"
    r"afternoon|morning|evening|conference) (?:also|ended|closed|began|opened)|Day (?:two|three)|"
    r"The (?:following|next|same) (?:day|morning|afternoon|evening)|"
    r"In the (?:afternoon|evening|morning)|First(?! (?:to (?:speak|go|take)|on|at)\b)|Next up|Last up|"
    r"After (?:lunch|that|the break)|Before that|"
    r"The (?:last|final|next|first|other) (?:word|slot|speaker|session|turn)\b|In another corner|"
    r"Still to come|"
    r"Tomorrow|Yesterday)\b"
)
NEGATED = re.compile(
    r"\b(?:did not|didn[’']t|declined to|refused to|was not|were not|wasn[’']t|weren[’']t|will not|won[’']t|"
    r"never)\s+(?:\w+\s+){0,2}(?:comment|speak|appear|attend|discuss|take)",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:in (?:19[0-9]\d|20[01]\d|202[0-3])|last (?:year|autumn|fall|spring|summer|winter|month|season)|"
    r"(?:two|three|four|five|six|ten|a few|several|many|some|\d+) (?:years|decades|months|seasons) "
    r"(?:ago|earlier|before)|a (?:year|decade|month) (?:ago|earlier|before)|once|decades ago|years ago|"
    r"in (?:\d{4}|the (?:19|20)?\d0s|(?:his|her) (?:youth|twenties|thirties))|formerly|previous edition|"
    r"at the time)\b",
    re.IGNORECASE,
)
OUTSIDE = re.compile(
    r"\b(?:in (?:a|an|the) (?:\w+ )?(?:statement|e-?mail|interview|letter|note|post|memo|press release|"
    r"release|"
    r"message|text|call|blog|announcement|newsletter|profile|filing)|"
    r"(?:conference|earnings|investor|analyst|video) call|by (?:phone|e-?mail|text message|telephone)|"
    r"on (?:the phone|social media|instagram|x|twitter|facebook|"
    r"linkedin|a call|an earnings call)|"
    r"wrote|posted|tweeted|statement|spokes(?:man|woman|person|people)|after the (?:event|session|show|"
    r"panel|talk|ceremony|presentation|screening)|afterwards|on (?:his|her|their) way out|from behind a "
    r"stand|"
    r"(?:when |once )?reached (?:by|on|at)|"
    r"in (?:his|her|their|an|the) (?:acceptance |thank-you |victory )?speech|accepting|collecting "
    r"(?:the|his|her)|on receiving|on the sidelines|in the (?:corridors?|bar|lobby|foyer|queue)|"
    r"told (?:us|me|this (?:newspaper|paper|magazine|site|website|title|publication)|(?:the )?[A-Z][\w’-]+"
    r"(?: [A-Z][\w’-]+){0,3}(?=[:,.]| (?:that|in|by|this|on|he|she|they|ahead|after|before|exclusively)\b))|"
    r"the (?:day|morning) after|from the audience|in the audience|from the floor|"
    r"ahead of the|before the (?:event|festival|market|forum)|over (?:coffee|lunch)|in interviews?)\b",
)
ABSENT = re.compile(
    r"\b(?:was to have|were to have|was due to|had been due|had been set|was scheduled|due to (?:speak|"
    r"appear|"
    r"attend|take part|give|join)|missed (?:her|his|the|their|a)|did not (?:come|show|appear|attend|turn up|"
    r"make it|take part|travel)|didn[’']t (?:come|show|appear|attend|turn up|make it|take part|travel)|"
    r"failed to (?:appear|show|attend|turn up)|(?:has |have |had )?pulled out|dropped out|withdrew|withdrawn|"
    r"cancell?ed|stopped by a visa|stranded|was absent|stayed away|stayed at home|stayed home|could not "
    r"(?:attend|come|travel|make it|be there)|couldn[’']t (?:attend|come|travel|make it)|"
    r"sent (?:a letter|apologies|his apologies|her apologies|a video|a message|word)|had to (?:pull out|"
    r"cancel|drop out|bow out|withdraw)|taken ill|fell ill|unable to (?:attend|travel|come|make|appear)|"
    r"called in sick|expected to speak as well|preferred to stay|had been expected|scrapped|called off|"
    r"dropped when|was cancelled|no-show|postponed|in (?:his|her|their) absence|replac(?:ed|es|ing) (?=by|"
    r"him|"
    r"her)|was replaced|was not on|were not on|wasn[’']t on|was delayed|(?:was|were) not present|bowed "
    r"out)\b",
    re.IGNORECASE,
)
CONTINUES = re.compile(
    r"\b(?:around|round|at|on) (?:the|that) (?:table|stage|panel|podium)\b|\bthe (?:other "
    r")?(?:panell?ists|speakers|line-?up|participants|guests|moderator|chair|host)\b|\balso (?:on (?:stage|"
    r"the panel|the bill)|taking part|speaking|appearing|joining|in attendance|present)\b|"
    r"\b(?:she|he|they|it) (?:was|were|is|will be) (?:joined|followed|moderated|chaired|hosted|flanked|"
    r"accompanied|led)\b|\bjoining (?:her|him|them)\b|\b(?:her|his|their) (?:fellow|co-)\w+|\binterlocutor\b|"
    r"\b(?:took|fielded|answered) questions\b|\b(?:also|further) (?:featured|included)\b|\bit "
    r"(?:had|featured|brought|saw|was moderated)\b|\bsat between\b|\bfellow (?:panell?ist|speaker|juror|"
    r"guest|participant)s?\b|\bcompleted the (?:line-?up|panel|bill)\b|\bshared the stage\b|\bin the chair\b|"
    r"\basked (?:about|by|whether|if|how|why|what)\b|\basked the panel\b",
    re.IGNORECASE,
)
