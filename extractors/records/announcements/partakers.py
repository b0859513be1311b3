"""Who else takes part in what is announced: who pays, hosts, runs or supplies it beside who announces it.

Rule: a partaker stands in a clause that says what it does for the thing; a name that is only near is none.
"""

import re
from collections.abc import Iterator

from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.units import EVENT, Sentence

# What may describe a name: "Swiss foundation", "its main sponsor ,", "the Dublin-based".
_NO_STEP = (
    r"(?!(?:and|or|but|by|with|of|in|at|to|for|from|on|as|which|who|that|is|are|was|were|has|have|had|will"
    r"|while|when|after|before|said|says)\b)"
)
_FILL = rf"(?:{_NO_STEP}[\w'’.-]+ (?:, )?|such as |<C\d+> |'s ){{0,6}}?"
_WHO = r"<[BEV](?P<who>\d+)>"
_HELPED = (
    r"(?:co-|part-|jointly |partly |partially |also |fully |generously |financially )?(?:sponsored|backed"
    r"|supported|funded|financed"
    r"|co-?funded|co-?financed|subsidi[sz]ed|underwritten|underpinned|bankrolled|paid for|covered|matched"
    r"|topped up|provided|supplied|donated|endowed|lent|contributed|put up|stumped up|offered|hosted"
    r"|mentored|administered|managed|operated|overseen|run|delivered|created|developed|designed|devised"
    r"|set up|established|founded|organi[sz]ed|initiated|launched|held|facilitated|promoted|curated|assisted)"
)
_HELP = (
    r"(?:money|cash|monies|funds?|funding|support|backing|help|assistance|aid|contributions?|grants?"
    r"|sponsorship|financing|finance|investment|participation|input|donations?|gifts?|loans?|services"
    r"|equipment|facilities|mentoring|mentorship|expertise|subsid(?:y|ies)|blessing|co-operation|cooperation"
    r"|collaboration|involvement|patronage)"
)
_SHARE = r"(?:a|another|one|two|three) (?:third|half|quarter|fifth|thirds|halves|quarters|fifths)"
_HELPERS = (
    r"(?:(?:co-|lead |main |headline |title |principal |presenting |founding |official |media |industry )*"
    r"(?:sponsor|partner|backer|supporter|funder|donor|lender|co-financier|financier|benefactor|patron"
    r"|host|organi[sz]er|collaborator))"
)
_AUX = r"(?: (?:is|are|was|were|will|has|have|also|be|been|both|jointly|to|agreed|each|now|again))*"
_PAYING = (
    r"(?:pay(?:s|ing)? for|put(?:s|ting)? up|put(?:s|ting)? in|foot(?:s|ing)?|fund(?:s|ing|ed)?"
    r"|co-?fund(?:s|ing|ed)?|co-?financ(?:es?|ing|ed)|financ(?:es|ing|ed?)|back(?:s|ing|ed)?"
    r"|sponsor(?:s|ing|ed)?|match(?:es|ing|ed)?|support(?:s|ing|ed)?|underwrit(?:es?|ing)"
    r"|contribut(?:es?|ing|ed)|provid(?:es?|ing|ed)|stump(?:s|ing) up|chip(?:s|ping)? in|cover(?:s|ing)?"
    r"|suppl(?:y|ies|ying|ied)|lend(?:s|ing)?|host(?:s|ing)?|committ?(?:ed|s|ing)?|add(?:s|ed|ing)?"
    r"|pledg(?:es|ed|ing)|guarantee(?:s|d)?|promised?|donat(?:es?|ed|ing)|put(?:s|ting)?"
    r"|administer(?:s|ing)?|manag(?:es?|ing)|bankroll(?:s|ing|ed)?|subsidi[sz](?:es?|ing|ed))"
)
_PAID = (
    r"(?:it|them|half|most|some|all|part|its|travel|mentors?|tutors?|equipment|accommodation|(?:the|a|an|its"
    r"|their|up to)(?: [\w-]+)? (?:money|cash|other|rest|remainder|cost|costs|scheme|fund|programme"
    r"|program|lab|course|fellowship|initiative|project|bill|bills|venue|prizes?|purse|award|equipment"
    rf"|mentors?|pot|rebate|residency|workshops?|sum|amount)|{_SHARE}|<M\d+>)"
)
_PARTAKES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_HELPED}(?: \w+ly| also| in part| jointly)? by {_FILL}{_WHO}",
        rf"\b{_HELP}(?: worth <M\d+>| also| mainly| partly)? (?:from|of|by) {_FILL}{_WHO}",
        rf"\bservices (?:worth <M\d+> )?at {_FILL}{_WHO}",
        rf"\b(?:comes?|came|coming) (?:\w+ )?from {_FILL}{_WHO}",
        rf"(?:<M\d+>(?: \( <M\d+> \))?|half|third|rest|remainder)(?: (?:in|of) (?!<)[\w-]+(?: [\w-]+)?)? from"
        rf" {_FILL}{_WHO}",
        rf"\b(?:partnership|association|collaboration|conjunction|co-?operation|tandem|concert|company|league"
        rf"|alliance) (?:with|of) {_FILL}{_WHO}",
        rf"\b(?:together|jointly|along|hand in hand|alongside|side by side)(?: with)? {_FILL}{_WHO}",
        rf"\b{_HELPERS}s?(?: \w+)?(?: (?:is|are|include[sd]?|remains?|:|,))* {_FILL}{_WHO}",
        rf"{_WHO}(?: ,[^,<]{{2,60}},)?{_AUX} {_PAYING} (?:a (?:further|sum of) |another |for |up to |in )*"
        rf"{_PAID}(?!\w)",
        rf"{_WHO}{_AUX} (?:as|act(?:s|ing)? as|serv(?:es|ing) as|on board as|join(?:s|ed|ing)? as"
        rf"|return(?:s|ing)? as|remains?) (?:an? |the |its |their )?{_HELPERS}",
        rf"\b(?:which|that) {_FILL}{_WHO}{_AUX} (?:run|operate|manage|administer|build|host|equip|staff)\b",
    )
)
_NOT_SO = re.compile(r"\b(?:not|n't|never|no longer|formerly|previously|without|used to|last year)\b")


def take_helpers(story: Story, draft: Draft, sentence: Sentence) -> None:
    """Let a draft take in who a sentence says pays for, hosts, runs or supplies what it speaks of."""
    own = {w.text for w in draft.by} | ({draft.subject.text} if draft.subject is not None else set())
    found = [
        party
        for number in _helpers(skeleton(sentence))
        if sentence is draft.sentence or not _of_gathering(sentence, number)
        for party in story.parties(sentence, number)
    ]
    draft.with_ = distinct([*draft.with_, *(w for w in found if w.text not in own)])


def _helpers(text: str) -> Iterator[int]:
    for pattern in _PARTAKES:
        for match in pattern.finditer(text):
            if not _NOT_SO.search(match.group()):
                yield int(match["who"])


def _of_gathering(sentence: Sentence, number: int) -> bool:
    """Tell who helps a gathering that the sentence speaks of: "the market, run by Acme"."""
    return any(u.kind == EVENT for u in sentence.units[:number])
