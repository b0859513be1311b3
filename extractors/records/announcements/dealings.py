"""What the sentences behind a deal say of it: its price, its start, its seller, whom it takes along.

Rule: a sentence adds to a deal only when it speaks of the deal or of what was bought, and tells of no other.
"""

import re
from collections.abc import Iterator

from extractors.reading import BlockKind, Words
from extractors.records.announcements import parties
from extractors.records.announcements.credits import Credit, skeleton
from extractors.records.announcements.deals import refers_to_deal
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.links import mates
from extractors.records.announcements.merging import count_key
from extractors.records.announcements.places import of_rights
from extractors.records.announcements.units import BODY, PERSON, Sentence
from extractors.values.lexicon import words

_NEAR = 4
_DEAL = re.compile(
    r"\b(?:the|this|under the|its|their)(?: [\w-]+){0,3}? (?:deal|agreement|pact|acquisition|takeover"
    r"|transaction"
    r"|purchase|partnership|merger|sale|venture|alliance|contract|collaboration|tie-up|buyout|package|licence"
    r"|license|price|figure|company|group|entity|business|outfit|facility|studio|accord|arrangement|move"
    r"|memorandum|mou|terms|sellers?|vendors?)\b|^sellers? |^terms "
)
_STARTS = re.compile(
    r"\b(?:takes? effect|effective|begins?|starts?|runs? from|kicks? in|comes? into (?:force|effect)"
    r"|will close"
    r"|(?:is |are )?expected to (?:close|complete|be completed)|to be completed|completes?|from)\b"
)
_STAFF = words(
    "people staff employees staffers developers screens cinemas titles hours subscribers customers"
    " offices artists stations seats shows series films songs works books episodes podcasts journalists"
    " engineers animators stores sites locations theatres theaters venues arenas booths channels members"
    " brands countries territories markets tracks albums pictures features projects formats households"
    " homes clients writers authors catalogues"
)
_COVERS = re.compile(
    r"\b(?:cover(?:s|ed|ing)?|territor(?:y|ies)|across|spans?|air(?:ed|s)?|broadcast|emitted|available"
    r"|distribut\w+|reissue|release|show|stream|extends? to|applies|rights (?:for|in))\b"
)
_SELLER = (
    re.compile(
        r"\b(?:seller|vendor)s? (?:is|was|are|were|include[sd]?) (?:[\w'’-]+ |<C\d+> "
        r"|'s ){0,6}?<[BP](?P<who>\d+)>"
    ),
    re.compile(r"\b(?:sold|offloaded|put up for sale) by (?:[\w'’-]+ |<C\d+> |'s ){0,5}?<B(?P<who>\d+)>"),
    re.compile(
        r"\b(?:deal|sale|agreement|pact|licence|acquisition)s? (?:was |is |were )?"
        r"(?:brokered|handled|negotiated|arranged|closed|overseen) by "
        r"(?:[\w'’-]+ |<C\d+> |'s ){0,5}?<B(?P<who>\d+)>"
    ),
    re.compile(
        r"<B\d+> 's (?:former |previous |current |sole |majority |main )?(?:owners?|parents?"
        r"|shareholders?|backers?)"
        r"(?: company| group)? ,? ?(?:the )?(?:[\w'’-]+ |<C\d+> |'s ){0,4}?<[BP](?P<who>\d+)>"
    ),
    re.compile(
        r"<[BP](?P<who>\d+)> ,? ?(?:which|who) (?:had |has |have )?(?:held|owned|controlled|backed|bought"
        r"|acquired|run|founded) (?:it|the (?:\w+ )?(?:business|company|firm|studio|label|house|group|stake)"
        r"|\d+ %)"
    ),
    re.compile(
        r"\bfrom (?:its |the |their )?(?:[\w-]+ ){0,2}?(?:founders?|co-founders?|owners?|shareholders?"
        r"|family)(?: ,)? (?:and [\w-]+ )?<[BP](?P<who>\d+)>"
    ),
    re.compile(r"\bon behalf of (?:[\w'’-]+ |<C\d+> |'s ){0,4}?<B(?P<who>\d+)>"),
)
_BUYER = re.compile(r"\bthe (?:buyer|purchaser) (?:is|was) (?:[\w'’-]+ ){0,5}?<B(?P<who>\d+)>")
_OTHER_TIME = re.compile(r"\b(?:last year|years ago|in the past|previous(?:ly)?)\b|\bin (?:19|20)\d\d\b")


# Where what a sentence tells of itself ends: "adds 85 staff to a group that last year bought …".
_MAIN = re.compile(r" (?:that|which|who|whose|having|after) ")


def follow(story: Story, draft: Draft, starts: set[int]) -> None:
    """Take in what the sentences behind a deal say of it."""
    for sentence in _about(story, draft, starts):
        if _OTHER_TIME.search(_MAIN.split(sentence.lower)[0]):
            continue
        _sides(story, sentence, draft)
        if len(draft.by) > 1 or draft.with_:
            _supporters(story, sentence, draft)
        _start_day(story, sentence, draft)
        known = {count_key(c) for c in draft.counts}
        if not draft.titles and refers_to_deal(sentence, len(sentence.units)):
            draft.titles = story.titles_after(sentence, 0)
        if not draft.titles:
            wanted = None if _DEAL.search(sentence.lower) else _STAFF
            counts = story.counts(sentence, wanted)
            draft.counts += [c for c in counts if c.unit and count_key(c) not in known]
        if not draft.places and _COVERS.search(sentence.lower):
            draft.places = story.places(sentence, 0) or of_rights(sentence)
    _led_by(draft)


def _about(story: Story, draft: Draft, starts: set[int]) -> Iterator[Sentence]:
    """Yield the sentence of a deal and those behind it that speak of the deal or of what was bought."""
    yield draft.sentence
    bought = draft.subject.text.casefold() if draft.subject is not None else ""
    for sentence in story.sentences[draft.sentence.number + 1 :]:
        if sentence.section != draft.sentence.section or sentence.line - draft.sentence.line > _NEAR:
            return
        if sentence.number in starts:
            continue
        if draft.sentence.block.kind is BlockKind.ITEM and sentence.line != draft.sentence.line:
            return
        names = {u.entity.name.text.casefold() for u in sentence.units if u.entity is not None}
        same = sentence.line == draft.sentence.line and not draft.titles
        if (
            same
            or _DEAL.search(sentence.lower)
            or _THE_WORK.search(sentence.lower)
            or (bought and bought in names)
        ):
            yield sentence


def _sides(story: Story, sentence: Sentence, draft: Draft) -> None:
    """Learn who sells and who buys: "the seller is X", "negotiated with Ann Lee of X"."""
    text = skeleton(sentence)
    found = []
    for pattern in _SELLER:
        if match := pattern.search(text):
            named = [sentence.units[n].entity for n in mates(sentence, int(match["who"]))]
            found += [entity.name for entity in named if entity is not None]
    of_states = bool(draft.by) and {w.text for w in draft.by} <= {w.text for w in draft.places}
    if sentence is not draft.sentence and _NEGOTIATED.search(text) and not of_states:
        found += _at_the_table(story, sentence)
    if draft.subject is not None and re.search(r"\b(?:acquisition|purchase|takeover|buyout|deal)\b", text):
        found += (
            parties.others(story, sentence, 0, frozenset({"from"})) if sentence is not draft.sentence else []
        )
    if match := _BUYER.search(text):
        draft.by = distinct([*draft.by, *story.parties(sentence, int(match["who"]))])
    taken = {w.text for w in draft.by} | ({draft.subject.text} if draft.subject is not None else set())
    draft.with_ = distinct([*draft.with_, *(w for w in found if w.text not in taken)])


_NEGOTIATED = re.compile(
    r"\b(?:deal|agreement|pact|sale|acquisition|pick-?up|purchase|contract)s? (?:was|were|is"
    r"|has been) (?:\w+ )?"
    r"(?:negotiated|brokered|struck|agreed|hammered out|signed|closed|done|arranged|sealed|inked|made) "
)
_LAWYERS = re.compile(r"\b(?:Law|LLP|Legal|Attorneys|Solicitors|Partners LLC)\b")


def _at_the_table(story: Story, sentence: Sentence) -> list[Words]:
    """Return the companies whose people negotiated a deal; lawyers are no party."""
    found = []
    for number, unit in enumerate(sentence.units):
        if (
            number > 1
            and sentence.units[number - 1].lower == "'s"
            and sentence.units[number - 2].kind == BODY
        ):
            continue  # "Acme's Ann Lee" acts for Acme
        if unit.kind == BODY and unit.entity is not None and not _LAWYERS.search(unit.entity.name.text):
            found.append(unit.entity.name)
        elif unit.kind == PERSON:
            found += story.parties(sentence, number)
    return distinct(found)


_FINANCED = re.compile(
    r"\b(?:co-?financed|financed|co-?funded|part-funded|backed|supported|underwritten|bankrolled|sponsored"
    r"|co-?produced|subsidi[sz]ed) by (?:[\w'’-]+ |<C\d+> |'s ){0,5}?<[BES](?P<who>\d+)>"
    r"|\bwith (?:the )?(?:support|backing|help|financing|funding|money|participation) (?:from|of) "
    r"(?:[\w'’-]+ |<C\d+> |'s ){0,4}?<[BES](?P<help>\d+)>"
)
_THE_WORK = re.compile(
    r"\b(?:the|this)(?: [^ ]+){0,3}? (?:project|production|co-production|venture|exhibition|show)\b"
)


def _supporters(story: Story, sentence: Sentence, draft: Draft) -> None:
    """Take in who finances what two partners make: "the €3m project is co-financed by X"."""
    if sentence is not draft.sentence and not _THE_WORK.search(sentence.lower):
        return
    for match in _FINANCED.finditer(skeleton(sentence)):
        known = {w.text for w in [*draft.by, *draft.with_]}
        found = story.parties(sentence, int(match["who"] or match["help"]))
        draft.with_ = distinct([*draft.with_, *(w for w in found if w.text not in known)])


def _start_day(story: Story, sentence: Sentence, draft: Draft) -> None:
    """Take the day on which a deal takes effect, rather than the one it was signed on."""
    match = _STARTS.search(sentence.lower)
    if match is None or sentence is draft.sentence:
        return
    day = story.date(sentence, 0, ahead=True)
    if day is not None:
        draft.date = day


def _led_by(draft: Draft) -> None:
    """Take in who leads the other party: "with Red Quarry, the company led by A and B"."""
    if draft.titles or not draft.with_:
        return
    names = {w.text for w in draft.with_}
    sentence = draft.sentence
    for match in re.finditer(
        r"\b(?:led|run|founded|headed|fronted|owned|set up|created) by <P(\d+)>", skeleton(sentence)
    ):
        number = int(match[1])
        before = [
            u.entity.name.text for u in sentence.units[:number] if u.entity is not None and u.kind == "B"
        ]
        if not before or before[-1] not in names:
            continue
        for mate in mates(sentence, number):
            person = sentence.units[mate].entity
            known = [c.person for c in draft.people]
            if sentence.units[mate].kind == PERSON and person is not None and person not in known:
                draft.people.append(Credit(person, None, sentence.number))
