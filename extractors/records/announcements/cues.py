"""How the press names makers right beside a title, and who produces it: patterns over the skeleton.

Rule: a pattern of people has a group "people" and names its title; one of companies has the company alone.
"""

import re

from extractors.records.announcements.crafts import KIND_OF_WORK

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


# A title and its maker side by side; the title is named by the pattern itself.
BESIDE = (
    re.compile(rf"<W(?P<title>\d+)> \( (?P<people>{_NAME}(?: (?:and|,|&) {_NAME})*) \)"),
    re.compile(rf"<W(?P<title>\d+)> (?:, )?(?P<people>{_NAME}) 's (?!<)(?!agent|publisher|manager)"),
    re.compile(
        rf"<W(?P<title>\d+)> (?:, )?(?:(?!said |says )[\w-]+ |<C\d+> ){{1,4}}(?P<people>{_NAME}) 's"
        rf" (?:[\w-]+ ){{0,2}}?(?:{KIND_OF_WORK}|portrait|account|take|tale|follow-up|sequel)\b"
    ),
    re.compile(rf"<W(?P<title>\d+)> (?:, )?the (?P<people>{_NAME}) (?:\w+ )?{KIND_OF_WORK}"),
)
# A person and their title: "Ann Lee (“Salt”)"; in a list of titles brackets hold companies.
THEN_TITLE = re.compile(
    rf"(?P<people>{_NAME}(?: (?:and|&) {_NAME})?)"
    r" (?:\( (?:[\w-]+ )?|with |for (?:the )?)<W(?P<title>\d+)>"
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


_FIRM = r"(?:(?:the|an?|[\w-]+) |<C\d+> |'s ){0,4}?"


_PRODUCED = (
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
    r"<W\d+> , from (?:[\w'’-]+ |<[CP]\d+> |'s ){0,5}?<B(\d+)>",
    r"<B(\d+)> is the (?:production|producing) company",
    r"<B(\d+)> 's <P\d+>(?: ,[^,]{2,50},)? (?:is |are |will |also )*(?:co-)?produc(?:es|ing|e)\b",
    r"(?:producer|production company)s? (?:is|are|,) (?:the )?(?:[\w'’-]+ |<[CP]\d+> |'s ){0,5}?<B(\d+)>",
    r"(?:co-production|coproduction|production) (?:between|of|by|from|with) (?:[\w'’-]+ |<[CP]\d+> "
    r"|'s ){0,4}?<B(\d+)>",
    r"<P(\d+)> of <C\d+> (?:is |are |will |also )*(?:co-)?produc(?:es|ing|e)\b",
    rf"{KIND_OF_WORK} (?:by|from) {_FIRM}<B(\d+)>",
    rf"\b(?:by|from) {_FIRM}(?:collective|company|studio|indie|outfit|shingle|banner|prodco|producers?"
    r"|production house|developers?|troupe|duo|ensemble) <B(\d+)>",
    r"\b(?:co-)?producers? (?:is |are )?<B(\d+)>",
    r"<P\d+>(?: (?:and|,|&) <P\d+>)* \( <B(\d+)>(?: , <C\d+>)? \)",
    rf"\b(?:that|which) {_FIRM}<B(\d+)> (?:is|are|will|has|have)(?: to| also| been)*"
    r" (?:co-)?(?:shoot|produc|mak|film|made|shot|develop)\w*",
    r"<B(\d+)>(?: and [\w' -]{0,20}<B\d+>)? (?:on board |aboard |attached )(?:as )?(?:co-)?produc",
)
PRODUCED = tuple(re.compile(each) for each in _PRODUCED)
