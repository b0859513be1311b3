"""Whom money or a place in a programme goes to: works, their makers and companies.

Rule: alumni and winners of earlier years are none; a work counts where its sentence says that it receives or
was chosen, or where its list item stands under a sentence that does.
"""

import re

from extractors.reading import Entity, EntityKind, Words
from extractors.records.announcements.credits import CREW, Credit, is_background_title, skeleton
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.links import mates
from extractors.records.announcements.units import BODY, MONEY, PERSON, WORD, WORK, Sentence
from schemas.vocabulary import AnnouncementKind as Kind

_RECEIVES = re.compile(
    r"\b(?:award(?:s|ed)?|grants?|receiv\w+|gets?|got|goes to|go to|went to|going to|backed|backs?"
    r"|support\w*|selected"
    r"|chosen|picked|benefi\w+|recipients?|includ\w+|among|shar(?:e|es|ed|ing)|split|funded|funds|financed"
    r"|allocated"
    r"|secured?|given|earmarked|set aside|participants?|fellows|they are|named|cohort|projects?|line-?up"
    r"|joined by|put|puts)\b"
)
_OLD = re.compile(
    r"\b(?:alumni|alumn\w+|graduates of|past (?:winners|recipients)|previous\w*|whose|best known|known for"
    r"|last year"
    r"|earlier (?:winners|recipients)|former)\b"
)
_TO_BODY = re.compile(
    r"<M\d+>(?: (?:\( <M\d+> \)|each|grant|award|funding|in funding|of funding|was|is|were|will|also|and"
    r"|respectively))*"
    r" (?:goes|go|went|going|given|awarded|to|for|has gone|will go)(?: to| for)?(?: (?:the|a|an|<C\d+>|'s"
    r"|-based|[\w-]+)){0,5}?"
    r" <B(?P<to>\d+)>"
    r"|<B(?P<gets>\d+)>(?: \([^()]*\))? (?:will |has |have |also |each |both )*(?:gets?|receiv\w+"
    r"|secure[sd]?|was awarded|were awarded"
    r"|got|was given|takes|won|landed)(?: [\w'-]+){0,4} <M\d+>"
)
_SELECTED_ARE = re.compile(
    r"\b(?:selected|chosen|participants?|participating|fellows|mentees|residents|recipients?|cohort"
    r"|trainees|writers"
    r"|artists|filmmakers|winners|grantees|they|taking part|joining|names|those|teams)\b.{0,60}?\b(?:are"
    r"|is|include[sd]?"
    r"|comprise[sd]?|:|were)\b"
)


_TEACHERS_ARE = re.compile(
    r"\b(?:mentors?|tutors?|advisers?|coaches|trainers?|teachers)\b.{0,30}?\b(?:are|is|include|will be|:)\b"
    r"|\b(?:mentored|tutored|coached|taught|guided) by\b"
)


_LEADS_IN = re.compile(
    r"\b(?:award\w*|grants?|receiv\w+|backed|support\w*|selected|selection|chosen|picked|recipients?"
    r"|funded|projects?"
    r"|participants?|fellows|cohort|winners?|titles|films|scripts|works|teams|companies|artists|writers"
    r"|names?|list)\b"
)


def leads_in(sentence: Sentence) -> bool:
    """Tell whether a sentence leads into the list of those who were chosen."""
    return sentence.lower.rstrip(" .").endswith(":") or (
        bool(_LEADS_IN.search(sentence.lower))
        and bool(re.search(r"\b(?:are|were|is|below|follow\w*)\b", sentence.lower))
    )


def gather(story: Story, draft: Draft, sentence: Sentence) -> None:
    """Let a draft take in whom a sentence of its passage gives to or chooses."""
    text = skeleton(sentence)
    chosen = bool(_SELECTED_ARE.search(text)) and draft.kind is Kind.PROGRAMME
    teachers = bool(_TEACHERS_ARE.search(text)) and draft.kind is Kind.PROGRAMME
    chosen = chosen or teachers
    old = _OLD.search(text.replace("whose", "")) if chosen else _OLD.search(text)
    if old or not (chosen or _RECEIVES.search(text)):
        return
    for number, unit in enumerate(sentence.units):
        entity = unit.entity
        brought = chosen and not teachers and sentence.units[number - 1].lower in {"(", "whose", "with"}
        earlier = not brought and is_background_title(sentence, number)
        if unit.kind == WORK and entity is not None and not earlier:
            draft.titles += [entity] if entity not in draft.titles else []
        elif chosen and unit.kind == PERSON and entity is not None and unit.is_name:
            known = [c.person for c in draft.people]
            if entity not in known and (teachers or not _mentor(sentence, number)):
                draft.people.append(Credit(entity, _job(story, sentence, number), sentence.number))
    if draft.kind is Kind.FUNDING:
        _take_receivers(draft, sentence, text)


def _take_receivers(draft: Draft, sentence: Sentence, text: str) -> None:
    """Take in the companies that a sentence gives a sum to."""
    known = {w.text for w in [*draft.by, *draft.with_]}
    for match in _TO_BODY.finditer(text):
        for mate in mates(sentence, int(match["to"] or match["gets"])):
            receiver = sentence.units[mate].entity
            if receiver is not None and receiver.name.text not in known:
                draft.with_ = distinct([*draft.with_, receiver.name])


def _mentor(sentence: Sentence, number: int) -> bool:
    near = " ".join(u.lower for u in sentence.units[max(0, number - 6) : number])
    return bool(
        re.search(r"\b(?:mentors?|tutors?|coach(?:es)?|led by|headed by|taught by|by|said|says)\b", near)
    )


def _job(story: Story, sentence: Sentence, number: int) -> Words | None:
    before = sentence.units[number - 1] if number else None
    if before is not None and before.kind == WORD and before.lower in CREW and not before.lower.endswith("s"):
        return story.words(before)
    return None


_ITEM = re.compile(r"^(?P<title>[“\"‘']?[^,(–—:|/]{2,70}?[”\"’']?)\s*(?:,|\(|–|—|-\s|:|\||/|\bby\b|\bdir\b)")


def of_item(story: Story, draft: Draft, item: Sentence) -> None:
    """Take in a list item like "The Glass Mountain, dir. Ann Lee (Acme) – €450,000"."""
    title = _title_of(story, item)
    if title is not None:
        draft.titles.append(Entity(EntityKind.WORK, title))
    known = {(a.value, a.currency) for a in draft.amounts}
    draft.amounts += [a for a in story.amounts(item) if (a.value, a.currency) not in known]
    for number, unit in enumerate(item.units):
        if unit.entity is None or not unit.is_name:
            continue
        if any(t.name.start <= unit.start < t.name.end for t in draft.titles):
            continue
        if unit.kind == WORK and unit.entity not in draft.titles and not is_background_title(item, number):
            draft.titles.append(unit.entity)
        elif unit.kind == PERSON and unit.entity not in [c.person for c in draft.people]:
            draft.people.append(Credit(unit.entity, _job(story, item, number), item.number))
        elif unit.kind == BODY:
            draft.with_ = distinct([*draft.with_, unit.entity.name])


_BY_MAKER = re.compile(r"^[\s,(–—-]*(?:by|dirs?\b|directed|director|d:|from)", re.IGNORECASE)


def _title_of(story: Story, item: Sentence) -> Words | None:
    """Cut the title that an item begins with, where its words are no known name of a work."""
    if any(u.kind == WORK for u in item.units) or item.units[0].kind == MONEY or not _has_maker(item):
        return None
    text = story.reading.text[item.start : item.end]
    match = _ITEM.match(text)
    if match is None or not match["title"].lstrip("“\"‘'")[:1].isupper():
        return None
    start = item.start + match.start("title")
    words = story.reading.words(start, start + len(match["title"].rstrip()))
    by_maker = _BY_MAKER.match(text[match.end("title") :])
    first = item.units[0]
    if first.kind in {PERSON, BODY} and words.end <= first.end and not by_maker:
        return None
    return words


def _has_maker(item: Sentence) -> bool:
    return any(u.kind in {PERSON, BODY, MONEY} for u in item.units)
