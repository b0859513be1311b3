"""Companies that change hands without a verb of buying: "the acquisition of X", "X becomes part of Y".

Rule: the buyer is `by`, what is bought the subject or title, who sells it `with`.
"""

import re
from collections.abc import Iterator

from extractors.entities.lexicon import BODY_ROLE_HEADS
from extractors.records.announcements import parties
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.deals import terms
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.units import (
    Sentence,
)
from schemas.vocabulary import AnnouncementKind as Kind

_BECOMES = re.compile(
    r"<B(?P<what>\d+)>(?: ,[^,]{2,60},)? (?:is to |will |is set to |has |to )*(?:become|becomes|became"
    r"|be absorbed"
    r"|join|joins|be folded|come under|be merged)(?: \w+){0,3}? (?:part of|into|by|the umbrella of|under)"
    r" (?:[\w'’-]+ |<C\d+> |'s ){0,5}?<B(?P<who>\d+)>"
    r"|<B(?P<sold>\d+)> [^<.]{0,40}\bits (?:sale|disposal|takeover|acquisition|purchase|buyout) (?:to|by)"
    r" (?:[\w'’-]+ |<C\d+> |'s ){0,4}?<B(?P<to>\d+)>"
    r"|<B(?P<owned>\d+)> (?:is|are|comes|will be) (?:now )?(?:wholly |fully |majority-"
    r"|part-)?(?:owned|controlled)"
    r" by (?:[\w'’-]+ |<C\d+> |'s ){0,5}?<B(?P<owner>\d+)>"
    r"|<B(?P<joins>\d+)> (?:is |has |have |will |to )*(?:join|joins|joined"
    r"|joining) (?:the )?<B(?P<group>\d+)>"
    r" (?:group|family|stable|network|portfolio)\b"
    r"|<B(?P<adds>\d+)> (?:has |have |is |will |to )*(?:add|adds|added|adding|bring|brings|brought|fold|folds"
    r"|folded|integrates?|integrated|absorbs?|welcomes?|welcomed) (?:[\w'’-]+ |<C\d+> "
    r"|'s ){0,5}?<B(?P<added>\d+)>"
    r" (?:to|into|under|in) (?:its (?:\w+ )?(?:group|stable|portfolio|family|roster|network|fold"
    r"|umbrella|wing|empire)\b"
    r"|<B\d+>)"
)
_SIDES = (("sold", "to"), ("what", "who"), ("owned", "owner"), ("joins", "group"), ("added", "adds"))


_BOUGHT = re.compile(r"\b(?:takeover|acquisition|acquired|bought|deal|purchase|buyout|sold|sale)\b")


def takeovers(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "X is to become part of Y following a takeover"."""
    match = _BECOMES.search(skeleton(sentence))
    near = story.sentences[max(0, sentence.number - 1) : sentence.number + 3]
    if match is None or not any(_BOUGHT.search(s.lower) for s in near):
        return
    number, who = next((int(match[a]), int(match[b])) for a, b in _SIDES if match[a])
    bought = sentence.units[number].entity
    between = range(min(number, who) + 1, max(number, who))
    verb = next((n for n in between if sentence.units[n].pos in {"VERB", "AUX"}), None)
    if bought is None or verb is None:
        return
    draft = Draft(
        Kind.DEAL, story.words(sentence.units[verb]), sentence, subject=bought.name, confidence=0.65
    )
    draft.by = story.parties(sentence, who)
    terms(story, sentence, verb, draft)
    yield draft


_NOMINAL = re.compile(
    r"\b(?P<noun>acquisition|purchase|takeover|buyout|buy-out|sale|pickup|pick-up|pre-buy) of "
    r"(?:[\w'’-]+ |<C\d+> |'s |% |, ){0,10}?<(?P<what>[BVWSP]\d+)>"
    r"(?:(?: ,)? (?P<side>by|to) (?:[\w'’-]+ |<C\d+> |'s ){0,5}?<B(?P<who>\d+)>)?"
)


def _place(sentence: Sentence, noun: str, before: int) -> int:
    return next(n for n in range(before - 1, -1, -1) if sentence.units[n].lower == noun)


def _is_company_by_apposition(sentence: Sentence, number: int) -> bool:
    """Tell from what stands behind a name that it is a company's: "Pé de Meia, the Lisbon studio …"."""
    behind = sentence.units[number + 1 : number + 7]
    nouns = [u for u in behind[1:] if not u.kind]
    return bool(behind) and behind[0].text == "," and any(u.lower in BODY_ROLE_HEADS for u in nouns)


_UNION = re.compile(
    r"\b(?P<noun>merger|tie-up|combination|fusion|amalgamation|marriage|alliance"
    r"|joint venture) of (?:[\w'’-]+ "
    r"|<C\d+> |'s ){0,4}?<B(?P<one>\d+)>(?: (?!<)[\w'’-]+){0,2}? (?:and|with) "
)


def unions(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "the merger of X and Y was approved": both act."""
    match = _UNION.search(skeleton(sentence))
    both = story.parties(sentence, int(match["one"])) if match is not None else []
    if match is None or len(both) < _TWO:
        return
    at = _place(sentence, match["noun"].split()[-1], int(match["one"]))
    draft = Draft(Kind.DEAL, story.words(sentence.units[at]), sentence, by=both, confidence=0.6)
    draft.subject = draft.trigger
    terms(story, sentence, at, draft)
    yield draft


_TWO = 2


def nominal(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "the acquisition of X by Y" and "Y announced the purchase of X"."""
    match = _NOMINAL.search(skeleton(sentence))
    if match is None or re.search(r" (?:after|before|year|since|following) ", match.group()):
        return
    number = int(match["what"][1:])
    entity = sentence.units[number].entity
    at = _place(sentence, match["noun"], number)
    by = story.parties(sentence, int(match["who"])) if match["who"] else story.actors(sentence, at)
    if entity is not None and by == [entity.name]:
        by = story.carried_actor(sentence, at)
    named = match["what"][0] not in "WP" or _is_company_by_apposition(sentence, number)
    if entity is None or not by or (match["what"].startswith("P") and not named):
        return
    draft = Draft(Kind.DEAL, story.words(sentence.units[at]), sentence, by=by, confidence=0.6)
    if match["noun"] == "sale" and match["side"] != "by":
        draft.with_, draft.by = ([] if match["who"] is None else story.actors(sentence, at)), by
        if match["who"] is None:
            draft.with_, draft.by = by, []
    if not named:
        draft.titles = [entity]
    else:
        draft.subject = entity.name
    if any(w.text == entity.name.text for w in [*draft.by, *draft.with_]):
        return
    draft.with_ = distinct([*draft.with_, *parties.others(story, sentence, number, frozenset({"from"}))])
    terms(story, sentence, at, draft)
    yield draft
