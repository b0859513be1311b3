"""How the press names the makers of a title: patterns over the skeleton of a sentence.

Rule: each pattern has a group "people"; the group "role" holds the words of what they do, or is empty.
"""

import re

_DONE = (
    r"(?:co-|executive |exec )?(?:written|directed|created|produced|hosted|penned|helmed|narrated|fronted"
    r"|adapted|scripted"
    r"|composed|translated|illustrated|presented|devised|conceived|authored|designed|edited|drawn|shot|made"
    r"|developed)"
)


_ACTS = (
    r"(?:(?:co-|executive |exec |will |is |are |to |also |again )*(?:directs?|directing|directed|writes?"
    r"|writing|wrote|written"
    r"|produces?|producing|produced|stars?|starring|starred|co-stars?|plays?|playing|played|headlines?"
    r"|toplines?|hosts?|hosting"
    r"|presents?|narrates?|created|creates|adapts?|pens?|penned|helms?|composes?|showruns?|showrunning"
    r"|voices?))"
)


_NAME = r"<P\d+>(?: \( [^()]{0,80} \))?"


_FILLER = (
    r"(?: (?!(?:by|in|which|who|whose|where|when|as|with|from|written|directed|produced|created"
    r"|hosted|starring|plays?|stars?|is|are|has"
    r"|will|to)\b)[\w'’-]+)"
)


_LIST = (
    rf"{_NAME}(?:(?: ,| ;)?(?: and| &| as well as| plus| alongside)?(?: the| a| an)?"
    rf"{_FILLER}{{0,4}}? {_NAME})*"
)


_BY = re.compile(
    rf"(?P<role>{_DONE}(?:(?: ,| and| &) {_DONE})*(?: from the \w+)?) by (?:[\w'’-]+ |<C\d+> "
    rf"|'s ){{0,5}}?(?P<people>{_LIST})"
)


_STARRING = re.compile(
    r"(?:(?P<role>starring|toplined|headlined|featuring|stars?|toplining|co-starring|starred)(?: by)?"
    r"|the cast (?:also )?(?:includes|features|comprises)|also (?:in the cast|starring|featuring"
    r"|appearing) (?:are|is|:)?"
    r"|in the cast are|cast (?:also )?includes|(?:rounding out )?the cast (?:is|are)|led by|headed by)"
    rf" (?:[\w'’-]+ |<C\d+> |'s ){{0,4}}?(?P<people>{_LIST})"
)


_DOES = re.compile(rf"(?P<people>{_LIST})(?: ,[^,]{{2,60}} ,)? (?P<role>{_ACTS})\b(?P<rest>.{{0,60}})")


_AS = re.compile(
    rf"with (?P<people>{_LIST}) as (?:an? |the )?(?P<role>[\w' -]{{3,40}}?)(?= who| whose| in | on | at "
    rf"| and | ,| \.|$)"
)


_CAST_VERB = re.compile(
    rf"(?P<people>{_LIST}) (?:also )?(?:head|heads|lead|leads|round out|rounds out|complete|completes"
    rf"|make up) the (?P<role>cast)"
)


_IN_ROLE = re.compile(
    rf"with (?P<people>{_LIST}) (?:back |again |once more )?in the (?P<role>(?:title|lead|leading|main"
    rf"|starring)"
    r"(?: roles?)?)"
)
_LISTED_CREW = re.compile(
    r"(?P<role>(?:executive |exec |co-|lead )?(?:producer|director|writer|creator|showrunner|screenwriter"
    r"|composer"
    rf"|star))s? (?:are|is|include|includes|were) (?:[\w'’-]+ |<C\d+> |'s ){{0,3}}?(?P<people>{_LIST})"
)
_CRAFT_BY = re.compile(
    r"(?P<role>direction|script|screenplay|score|music|libretto|choreography|design|cinematography"
    r"|translation"
    rf"|illustrations?|text|lyrics|editing) (?:is |are |comes? )?(?:by|from) (?:[\w'’-]+ |<C\d+> "
    rf"|'s ){{0,3}}?"
    rf"(?P<people>{_LIST})"
)
_ALONGSIDE = re.compile(
    r"<[PB]\d+>(?: of <B\d+>)? (?P<role>produces|stars|directs|writes|co-wrote|wrote|executive produces"
    r"|co-produces)"
    rf" (?:the \w+ |it )?(?:alongside|with|opposite) (?:[\w'’-]+ |<C\d+> |'s ){{0,3}}?(?P<people>{_LIST})"
)
_CHAIR = re.compile(rf"(?P<people>{_NAME}) (?:is|will be|sits) in the (?P<role>director) 's chair")
_LEAD_IS = re.compile(
    r"(?P<role>protagonist|lead|star|lead role|title role|heroine|hero)s? (?:is|are|will be|goes to"
    r"|is played by"
    rf"|are played by|played by) (?:[\w-]+ ){{0,3}}?(?P<people>{_LIST})"
)
_INVERTED = re.compile(
    r"(?P<role>toplining|starring|co-starring|appearing)(?: alongside| opposite| with)?(?: him| her| them)?"
    rf" (?:are|is) (?:[\w'’-]+ ){{0,3}}?(?P<people>{_LIST})"
)
_KINDS_OF_WORK = (
    r"(?:drama|comedy|thriller|film|series|documentary|feature|weepie|musical|romance|mystery|western"
    r"|biopic|sitcom"
    r"|anthology|miniseries|horror|show|title|adaptation|epic|romcom|two-hander|vehicle)"
)
_CAST_OF = re.compile(rf"{_KINDS_OF_WORK} (?:\w+ )?with (?P<people>{_LIST})(?! attached| in | as )(?P<role>)")
# A title and its maker side by side; the title is named by the pattern itself.
BESIDE = (
    re.compile(rf"<W(?P<title>\d+)> \( (?P<people>{_NAME}(?: (?:and|,|&) {_NAME})*) \)"),
    re.compile(rf"<W(?P<title>\d+)> (?:, )?(?P<people>{_NAME}) 's (?!<)(?!agent|publisher|manager)"),
    re.compile(rf"<W(?P<title>\d+)> (?:, )?the (?P<people>{_NAME}) (?:\w+ )?{_KINDS_OF_WORK}"),
)
BY_SENTENCE = (
    _BY,
    _AS,
    _IN_ROLE,
    _CAST_VERB,
    _LISTED_CREW,
    _CRAFT_BY,
    _ALONGSIDE,
    _CHAIR,
    _LEAD_IS,
    _INVERTED,
    _STARRING,
    _DOES,
    _CAST_OF,
)


_JOB = (
    r"(?:co-)?(?:director|writer|screenwriter|creator|showrunner|producer|star|author|composer|host"
    r"|designer"
    r"|editor|filmmaker)s?"
)


_JOBS = rf"{_JOB}(?: (?:and|&) {_JOB})?"


TITLE_THEN_PERSON = re.compile(rf"<W(?P<title>\d+)> (?P<role>{_JOBS})(?: \([^)]*\))? (?P<people>{_LIST})")


PERSON_OF_TITLE = re.compile(
    rf"(?P<people>{_NAME})(?: ,)? (?:the |a )?(?P<role>{_JOBS}) (?:of|on|behind)"
    r" (?:the \w+ )?<W(?P<title>\d+)>"
)


PRODUCED = (
    r"(?:produced|made|co-produced|developed|backed)(?: and \w+)?(?: in \w+)? (?:by|for|at|with|through)"
    r" (?:[\w'’-]+ |<[CP]\d+> |'s |, ){0,7}?<B(\d+)>",
    r"<B(\d+)>(?: (?:of|in) <C\d+>)? (?:is |are |will )?(?:also )?(?:co-)?(?:produces?|producing)\b",
    r"<B(\d+)> (?:on board |aboard |attached )?as (?:an? )?(?:co-)?producers?",
    r"(?:producers?|produc(?:es|ing|ed)|co-producer|alongside|production company|outfit|prodco)"
    r" (?:[\w'’-]+ |<[CP]\d+> |'s |, ){0,5}?(?:of|for|at|with|through|from|via) (?:<C\d+> (?:'s"
    r"|-based) )?(?:[\w'’-]+ ){0,2}?<B(\d+)>",
    r"(?:hails|comes|is|are) from (?:[\w'’-]+ |<[CP]\d+> |'s ){0,4}?<B(\d+)>",
    r"in association with (?:[\w'’-]+ |<[CP]\d+> |'s ){0,4}?<B(\d+)>",
    r"with (?:[\w'’-]+ |<[CP]\d+> |'s ){0,4}?<B(\d+)> (?:producing|attached|on board|as (?:co-)?producer)",
    r"<B(\d+)> is the (?:production|producing) company",
    r"(?:co-production|coproduction|production) (?:between|of|by|from|with) (?:[\w'’-]+ |<[CP]\d+> "
    r"|'s ){0,4}?<B(\d+)>",
)
