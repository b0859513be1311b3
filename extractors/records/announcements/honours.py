"""Which honours a sentence speaks of, and who gives them.

Rule: who organises an awards event gives its prizes; the event itself does only where nobody is named.
"""

import re

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import subject
from extractors.records.announcements.units import BODY, EVENT, SCHEME, Sentence
from extractors.records.announcements.verbs import is_passive

_CEREMONY = re.compile(r"\b(?:awards|prizes|oscars|globes|medals|honou?rs|prize|award)\b", re.IGNORECASE)


def ceremony(sentence: Sentence) -> Words | None:
    """Return the awards event or prize that a sentence names."""
    for unit in sentence.units:
        if unit.kind in {EVENT, SCHEME, BODY} and unit.entity is not None:
            name = unit.entity.name
            if _CEREMONY.search(name.text):
                return name
    return None


def lately(story: Story, sentence: Sentence) -> Words | None:
    """Return the awards event that the sentences just before name."""
    for before in reversed(story.sentences[max(0, sentence.number - _BACK) : sentence.number]):
        if before.section == sentence.section and (found := ceremony(before)) is not None:
            return found
    return None


_BACK = 5
_FILL = r"(?:[\w'’-]+ |<C\d+> |<D\d+> |'s |, ){0,5}?"
_ORGANISERS = (
    re.compile(
        rf"(?:handed out|given out|given|presented|bestowed|organi[sz]ed|run|awarded|administered|hosted"
        rf"|staged"
        rf"|founded|established|set up|instituted|created|launched|voted for|voted on|chosen|selected"
        rf"|decided)(?: \w+){{0,4}} by (?:members of )?{_FILL}"
        r"<[BS](?P<who>\d+)>"
    ),
    re.compile(rf"\borgani[sz]ers?,? {_FILL}<B(?P<who>\d+)>"),
    re.compile(rf"\bmembers of {_FILL}<[BS](?P<who>\d+)>"),
    re.compile(
        r"<[BS](?P<who>\d+)> (?:, [^,]+ , )?(?:has |have |also |on <D\d+> |<D\d+> |will )*(?:hands? out"
        r"|announced"
        r"|revealed|unveiled|named|published|presents?|presented|awarded|honou?red|gives?|gave|handed)\b"
    ),
    re.compile(r"<B(?P<who>\d+)> 's (?:\w+ ){0,3}?<[SE]\d+>"),
)
_OF_PRIZES = re.compile(
    r"\b(?:awards?|prizes?|nominations?|nominees|shortlist|longlist|winners?|trophies|medal|honou?rs?"
    r"|ceremony)\b"
)


def give(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    """Find who gives a prize: who hands it out, who organises or announces it, else the event."""
    if sentence.units[verb].lemma in lex.HONOUR and not is_passive(sentence, verb):
        number = subject(sentence, verb, COMPANIES)
        if number is not None:
            draft.by = story.parties(sentence, number)
            return
    near = [sentence, *(s for s in story.sentences if s is not sentence and s.section == sentence.section)]
    for other in near:
        draft.by = _organiser(other, draft)
        if draft.by:
            draft.presumed = other is not sentence
            return
    if events := story.after(sentence, 0, frozenset({EVENT}), frozenset({"at", "of", "by", "from", "for"})):
        draft.by = story.parties(sentence, events[0])
        return
    draft.presumed = True
    for other in story.sentences:
        for unit in other.units:
            if unit.kind == EVENT and unit.entity is not None:
                draft.by = [unit.entity.name]
                return
    draft.by = story.carried_actor(sentence)


def _organiser(sentence: Sentence, draft: Draft) -> list[Words]:
    """Return who a sentence about the prize says to hand it out or to announce it."""
    text = skeleton(sentence)
    name = draft.subject.text if draft.subject is not None else ""
    names_it = any(u.entity is not None and u.entity.name.text == name for u in sentence.units)
    if not names_it and not _OF_PRIZES.search(text):
        return []
    for number, unit in enumerate(sentence.units[:-2]):
        owned = sentence.units[number + 2].entity
        owns = unit.kind == BODY and sentence.units[number + 1].lower in {"'s", "'"}
        if owns and owned is not None and owned.name.text == name and unit.entity is not None:
            return [unit.entity.name]
    for pattern in _ORGANISERS:
        match = pattern.search(text)
        if match is None:
            continue
        entity = sentence.units[int(match["who"])].entity
        if entity is not None and entity.name.text != name and not _CEREMONY.search(entity.name.text):
            return [entity.name]
    return []
