"""Idioms by which titles are ordered, renewed, developed and dropped: the green light, the plug, another run.

Rule: an idiom is news only where nothing around it doubts it, and needs the title that it is said of.
"""

import re
from collections.abc import Iterator

from extractors.reading import Entity, Words
from extractors.records.announcements.commissions import complete, is_plan
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import link, subject
from extractors.records.announcements.units import COUNT, DATE, WORK, Sentence, Unit
from extractors.records.announcements.verbs import clause_end, finite_verbs
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_NTH = (
    r"(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|new|further|last"
    r"|another|next|more"
    r"|two more|three more|upcoming|early|full|\w+-season|\w+-episode|\w+-part) )+"
)
_RUN = (
    r"(?:seasons?|series|runs?|outings?|instal?lments?|parts?|chapters?|cycles?|volumes?|helpings?"
    r"|batch(?:es)?"
    r"|stint|term|round|go-round|bite|lease of life|life|continuation|order)"
)
_ORDER_NOUN = (
    r"(?:(?:season|series|pilot|put|straight-to-series|\S*-series|\S*-episode|full|script) )*(?:commitment"
    r"|(?:series|film|movie|feature|screen|tv|television|stage|musical) treatment|green light"
    r"|greenlight|go-ahead"
    r"|nod|orders?|pick-?up|pick-?ups|renewal|commission|reprieve|reboot|revival|remake|spin-off"
    r"|spinoff)(?! rights)"
)
_GETS = (
    r"(?:given|gives?|gave|giving|gets?|got|getting|has|have|hands?|handed|handing|lands?|landed|landing"
    r"|scores?|scored"
    r"|earns?|earned|wins?|won|receives?|received|secures?|secured|nabs?|nabbed|awarded|granted|confirms?"
    r"|confirmed"
    r"|announced?|announces|unveiled|unveils|sets|set|setting|places?|placed|ordered|orders|makes"
    r"|is making|to make"
    r"|will make|approved|approves|returns for|return for|back for|survives for)"
)
_CONTINUES = (
    r"(?:brings?|bringing|brought|gives?|gave|given|hand(?:s|ed)?|prolong\w*|extend(?:s|ed|ing)?"
    r"|continue[sd]?"
    r"|re-up(?:s|ped)?|coming back|come back|comes back|going back|live on|lives on|keeps?|stick(?:s|ing)"
    r" with)"
)
_BOOK = r"(?:[^.;<]{0,60}|<[PBN]\d+> (?:'s )?){1,4}<W\d+>"
_SCREEN_WORK = (
    r"(?:films?|movies?|features?|series|dramas?|comedy|shows?|miniseries|musical|plays?|games?|podcast"
    r"|television|tv"
    r"|screen)"
)
_TO_SCREEN = r"(?:the |tv |television )*(?:small |big |silver )?(?:screens?|stage|television|tv)"
_SOUGHT = re.compile(
    rf"\b(?:{_GETS} (?:it |them |out )?(?:the |a |an |its |their |up )?"
    rf"(?:(?:[\w-]+|<N\d+>) ){{0,2}}?(?:{_ORDER_NOUN}"
    rf"|{_NTH}{_RUN})"
    r"|(?:took|takes|taken|taking) (?:out )?an option|put(?:s|ting)?"
    r" (?:[^.;]{0,110}? )?into (?:\w+ )?(?:development|production)"
    r"|(?:is|are|now|has|with|already)? ?in (?:active |early |advanced "
    r"|the early stages of )?(?:development|the works)"
    r"|(?:are|is|will|to) (?:join forces |team up )?to (?:make|produce) (?:a|an|the) \w+"
    rf"|{_RUN} (?:of <W\d+> |\w+ )?(?:is|are) (?:already |now )?(?:on the way|on its way|confirmed|coming"
    r"|in the works|being written|planned)"
    rf"|(?:pick(?:s|ed|ing)? up|sign(?:s|ed|ing)? (?:off on|up for|on for)|{_CONTINUES})"
    rf" (?:(?:[^.;]{{0,80}}? )?(?:for|with|through|by|on) )?(?:a |an |its )?{_NTH}{_RUN}"
    rf"|{_CONTINUES} <W\d+> (?:back )?(?:an? )?{_NTH}{_RUN}"
    rf"|{_CONTINUES} <W\d+> (?:back )?(?:for|with|through|by|to|until) (?:season \w+|<[ND]\d+>)"
    r"|pick(?:s|ed|ing)? up <W\d+> to series|set(?:s|ting)? up <W\d+> (?:at|with)"
    rf"|turn(?:s|ed|ing)? {_BOOK} into (?:an? |its )?(?:\S+ )?{_SCREEN_WORK}"
    rf"|(?:is|are) (?:heading|headed|coming|on (?:its|the) way|bound) (?:to|for) {_TO_SCREEN}"
    rf"|(?:is|are|will|to) (?:to )?(?:be )?(?:becom\w+|adapted) (?:as |into |for )?(?:an? |the )?(?:\S+"
    rf" )?{_SCREEN_WORK}"
    r"|(?:is|are) being (?:turned|made|adapted|developed) (?:in)?to\b"
    r"|(?:announce[sd]?|announcing|confirm\w*|working on|works on|developing|preparing|planning|unveil\w*"
    r"|reveal\w*) (?:a |an |the )?(?:[\w-]+ ){0,2}?(?:sequel|prequel|spin-off|spinoff|remake|reboot"
    r"|follow-up) (?:to|of|from)"
    r"|extend(?:s|ed|ing)? <W\d+> (?:with|by|for)|(?:ups|upped|increased|doubled|expanded) (?:its|the) order"
    r"|in line for|brings? back|bringing back|brought back)(?!\w)"
)
_DROPPED = re.compile(
    r"\b(?:(?:pulled|pulling|pulls) the plug|brought the curtain down|call(?:s|ed|ing)? (?:time|it a day)"
    r"|(?:will|is|are) (?:not|n't|n’t) (?:be )?(?:making|make|producing|produce|ordering|order) any (?:more"
    r"|further)"
    r"|(?:has|have|is|was) (?:not|n't|n’t) (?:been )?(?:picked up|renewed|recommissioned)"
    r"|(?:will|does|do|is|are|wo|would) (?:not|n't|n’t) (?:be )?(?:return|returning|continue|go ahead"
    r"|proceed|come back"
    r"|coming back|bring back|bringing back|renewed|renew|moving forward|going forward|be back|back)"
    r"|(?:is|are|will be|comes?|coming) (?:now )?(?:to an end|ending|no more|over)\b"
    rf"|there (?:will|is to) be no (?:{_NTH}|more ){_RUN}|no (?:second|third|fourth|fifth|further"
    rf"|more) {_RUN}"
    rf"|(?:will|is|are|to) (?:be |also be |now be |serve as )?(?:its|the|their) (?:\w+ )?(?:last|final)\b"
    r"|(?:will|to|has|have|is) (?:\w+ )?(?:bow(?:ed|ing)? out|end(?:ed|ing|s)? (?:with|after)|wrap(?:s"
    r"|ped)? up with)"
    r"|(?:decid|opt|elect|cho)\w* (?:not|against) (?:to |from )?(?:proceed|renew|continu|order|mak|mov|go"
    r"|bring|pick"
    r"|commission|return|air|extend|recommission)\w*"
    rf"|pass(?:ed|es|ing)? on (?:a |an |any )?{_NTH}{_RUN}"
    r"|(?:clos|shut)\w* (?:the )?(?:book|door|curtain)s? on|kill(?:s|ed|ing)? (?:off )?<W\d+>|cut(?:s"
    r"|ting)? short"
    r"|(?:given|gets?|got|getting|receiv\w+|faces) the (?:chop|axe|boot|push|sack|hook)|lays? <W\d+> to rest"
    r"|bow(?:s|ing|ed) out after|sign(?:s|ing) off after|end(?:s|ing|ed) after"
    r"|(?:taken|took|takes|taking) (?:an|the) axe to|(?:has been|have been|is|are|was|were) (?:halted"
    r"|shelved"
    r"|dropped"
    r"|discontinued|abandoned|scrapped|binned|canned))(?!\w)"
)
_HEDGED = re.compile(
    r"\b(?:petitions?|campaigns?|pleas?|calls"
    r"|could|might|may|if|whether|rumou?r\w*|denie[sd]|deny|talk of|reports? (?:that|of)|hopes?"
    r"|wants?)\b"
)


def idioms(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read the idioms: the green light, a pick-up, another season, the plug, "will not return"."""
    text = skeleton(sentence)
    for pattern, ends in ((_DROPPED, True), (_SOUGHT, False)):
        for match in pattern.finditer(text):
            at, end = text.count(" ", 0, match.start()), text.count(" ", 0, match.end())
            around = " ".join(text.split(" ")[max(0, at - 9) : end + 1])
            if _HEDGED.search(around) or "had" in around.split() or (ends and is_plan(sentence, at)):
                continue
            if match.group().startswith("in ") and at and _is_plural(sentence.units[at - 1]):
                continue  # "four dramas in development"
            comes_back = re.match(r"(?:return|back)", match.group()) is not None
            dated = any(u.date is not None for u in sentence.units[end : clause_end(sentence, end)])
            titles = [] if comes_back and dated else _of_idiom(story, sentence, at, end)
            if not titles:
                continue
            last = sentence.units[min(end, len(sentence.units) - 1)]
            trigger = story.reading.words(sentence.units[at].start, last.end)
            draft = Draft(Kind.COMMISSION, trigger, sentence, titles=titles[:4], confidence=0.75, sure=ends)
            verb = next((v for v in finite_verbs(sentence) if at <= v <= end), at)
            doer = subject(sentence, verb, COMPANIES) if ends else None
            decided = story.parties(sentence, doer) if doer is not None else _for_whom(story, sentence, end)
            draft.by = decided or story.actors(sentence, verb)
            complete(story, sentence, end, draft)
            draft.with_ = [w for w in draft.with_ if w.text not in {b.text for b in draft.by}]
            if ends and draft.date is None and not _goes_on(sentence, end):
                draft.date = story.date(sentence, end, ahead=True)
            yield draft
            return


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Tell whether another verb stands between a place and the next day."""
    for unit in sentence.units[at:]:
        if unit.kind == DATE:
            return False
        if unit.pos in {"VERB", "AUX"}:
            return True
    return False


def _is_plural(unit: Unit) -> bool:
    return unit.kind == COUNT or unit.tag == "NNS"


_CALLED = words("titled called entitled dubbed")


def _of_idiom(story: Story, sentence: Sentence, at: int, end: int) -> list[Entity]:
    for number in range(end, len(sentence.units) - 1):
        if sentence.units[number].lower in _CALLED and (named := story.titles_after(sentence, number)):
            return named[:1]
    inside = [u.entity for u in sentence.units[at:end] if u.kind == WORK and u.entity is not None]
    if inside:
        return inside[:1]
    behind = story.titles_after(sentence, end - 1, clause_end(sentence, end - 1))
    before = story.titles_before(sentence, at)
    nearest = behind if behind and not (before and sentence.units[at - 1].kind == WORK) else before or behind
    return nearest or story.focused(sentence, at) or story.coming(sentence)


_MAKES = words("make produce create write direct develop film shoot star")


def _for_whom(story: Story, sentence: Sentence, at: int) -> list[Words]:
    """Return the commissioner that stands behind: "picked up at X", "in development for X"."""
    found = [
        n
        for n in story.after(sentence, at - 1, COMPANIES, frozenset({"at", "for", "by", "on", "to"}))
        if sentence.units[link(sentence, n).at - 1].lemma not in _MAKES
    ]
    return story.parties(sentence, found[0]) if found else []
