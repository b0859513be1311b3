"""Orders, renewals and cancellations told by a noun: "the renewal of “Y” was announced by X".

Rule: the noun needs a verb by which it is made public or given now; "after the end of “Y”" is background.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements.commissions import complete
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.units import WORK, Sentence
from extractors.records.announcements.verbs import finite_verbs, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_NOUN = (
    r"(?:renewals?|cancell?ations?|green ?-?lights?|go-ahead|orders?|(?:re)?commissions?|recommission\w+"
    r"|pick-?ups?|axing|scrapping|axe|revivals?|return|demise|end|options?|adaptations?|reboots?|remakes?"
    r"|prolongation|continuation)"
)
_OF_TITLE = re.compile(
    rf"\b(?P<noun>{_NOUN})(?: (?:has|have|was|is|been|now|just|already))*"
    rf"(?: (?:given|handed|granted|awarded|placed|announced|confirmed|issued))? (?:of|for|to|on|from)(?:"
    rf" (?!<)[\w'’-]+| <[NCD]\d+>| ,){{0,8}}? <W(?P<title>\d+)>"
)
_TOLD = words(
    "announce confirm reveal unveil disclose give hand place grant issue make come secure land win get"
    " receive award approve celebrate mark score bag earn sign ratify"
)
# In a clause behind one of these the noun only tells what went before.
_BEFORE_NEWS = words("after following despite since before ahead amid over with from upon against about")


def verdicts(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read an order, a renewal or an end that a noun names, with its title."""
    text = skeleton(sentence)
    for match in _OF_TITLE.finditer(text):
        at = text.count(" ", 0, match.start())
        verb = _telling_verb(sentence, at)
        title = sentence.units[int(match["title"])].entity
        if verb is None or title is None or _is_background(sentence, at):
            continue
        draft = Draft(Kind.COMMISSION, story.words(sentence.units[at]), sentence, confidence=0.7)
        draft.titles = story.title_list(sentence, int(match["title"]))
        draft.by = _decider(story, sentence, at, verb)
        complete(story, sentence, at, draft)
        draft.with_ = [w for w in draft.with_ if w.text not in {b.text for b in draft.by}]
        yield draft
        return


def _telling_verb(sentence: Sentence, at: int) -> int | None:
    """Return the verb that makes the noun at a place public or gives it: its own, before or behind."""
    verbs = [v for v in finite_verbs(sentence) if sentence.units[v].lemma in _TOLD]
    before = [v for v in verbs if v < at and at - v <= _REACH and not is_passive(sentence, v)]
    behind = [v for v in verbs if v > at and (is_passive(sentence, v) or sentence.units[v].lemma == "come")]
    return next(iter([*before[-1:], *behind]), None)


_REACH = 7


def _is_background(sentence: Sentence, at: int) -> bool:
    for unit in reversed(sentence.units[max(0, at - _REACH) : at]):
        if unit.kind == WORK or unit.pos in {"VERB", "AUX"}:
            return False
        if unit.lower in _BEFORE_NEWS:
            return True
    return False


def _decider(story: Story, sentence: Sentence, at: int, verb: int) -> list[Words]:
    """Return who decides: behind "by" or "from", the noun's owner, or who makes it public."""
    for preps in (frozenset({"by"}), frozenset({"from", "at"})):
        if agents := story.after(sentence, min(at, verb), COMPANIES, preps):
            return story.parties(sentence, agents[0])
    owner = sentence.units[at - 2] if at > 1 and sentence.units[at - 1].lower in {"'s", "'"} else None
    if owner is not None and owner.kind in COMPANIES and owner.entity is not None:
        return [owner.entity.name]
    return story.actors(sentence, verb)
