"""Prizes won and nominations made.

Rule: the winners of one awards event are one record; its subject is the first prize that is named.
"""

import re
from collections.abc import Iterator

from extractors.reading import Entity, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.crediting import crew_role
from extractors.records.announcements.credits import Credit, is_background_title
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import is_passive, subject
from extractors.records.announcements.nouns import phrase, phrase_start, phrase_with_head
from extractors.records.announcements.units import BODY, EVENT, PERSON, SCHEME, WORK, Sentence
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_NOMINEES = words(
    "titles entries projects nominees finalists applications submissions films books works winners games"
    " candidates nominations authors"
)
_PRIZE_BY_NAME = re.compile(r"\b(?:prize|award|trophy|medal|grand prix|golden|silver)\b", re.IGNORECASE)
_PRIZE_NAME = re.compile(
    r"\b(?:prize|award|trophy|medal|prix|grand|golden|best|honou?r|palme|bear|lion|leopard|cup)\b",
    re.IGNORECASE,
)


def prizes(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "“Y” has won the Z Prize", "the Z Prize went to “Y”", "X handed its Z to A"."""
    unit = sentence.units[verb]
    if unit.pos not in {"VERB", "AUX"} or unit.lemma not in lex.WIN | lex.GO | lex.HONOUR:
        return
    prize = prize_of(story, sentence, verb)
    if prize is None:
        return
    draft = Draft(Kind.AWARD, story.words(unit), sentence, subject=prize, confidence=0.75)
    draft.titles = [
        u.entity
        for n, u in enumerate(sentence.units)
        if u.kind == WORK and u.entity is not None and not is_background_title(sentence, n)
    ]
    for number, other in enumerate(sentence.units):
        if other.kind == PERSON and other.entity is not None and other.is_name:
            draft.people.append(
                Credit(
                    other.entity,
                    crew_role(story.reading, sentence, number) or _role(other.entity),
                    sentence.number,
                )
            )
    if not draft.titles and not draft.people and unit.lemma not in {"shortlist", "nominate", "longlist"}:
        return
    _awarder(story, sentence, verb, draft)
    for number in story.after(sentence, verb, frozenset({BODY}), frozenset({"from", "by", "for", "with"})):
        draft.with_ += [p for p in story.parties(sentence, number) if all(p.text != b.text for b in draft.by)]
    draft.amounts = story.amounts(sentence)
    draft.counts = story.counts(sentence, _NOMINEES)
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


def _role(person: Entity) -> Words | None:
    return person.roles[0] if person.roles else None


def prize_of(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the prize that a verb gives or wins, by name or by its noun."""
    units = sentence.units
    for unit in units:
        if unit.kind == SCHEME and unit.entity is not None and _PRIZE_NAME.search(unit.entity.name.text):
            return unit.entity.name
    for unit in units[max(0, verb - 12) : verb + 8]:
        if (
            unit.kind in {BODY, EVENT}
            and unit.entity is not None
            and _PRIZE_BY_NAME.search(unit.entity.name.text)
        ):
            return unit.entity.name
    lemma = units[verb].lemma
    if lemma in {"name", "crown", "win", "take", "vote", "receive", "judge"}:
        titled = _title_of_honour(story, sentence, verb)
        if titled is not None:
            return titled
    if lemma in lex.GO:
        found = phrase_with_head(story, sentence, lex.PRIZE_NOUNS, max(0, verb - 14), verb)
        return found[1] if found and any(u.lower == "to" for u in units[verb : verb + 3]) else None
    found = phrase_with_head(story, sentence, lex.PRIZE_NOUNS, verb + 1, min(len(units), verb + 16))
    if found is None and (is_passive(sentence, verb) or lemma in {"share", "shortlist", "nominate"}):
        found = phrase_with_head(story, sentence, lex.PRIZE_NOUNS, max(0, verb - 10), len(units))
    return found[1] if found else None


def _title_of_honour(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return "Novel of the Year" or "best director" behind a verb."""
    units = sentence.units
    for number in range(verb + 1, min(len(units), verb + 8)):
        lower = " ".join(u.lower for u in units[number : number + 4])
        if re.match(r"\S+ of the (?:year|decade|fair|festival|show|week)\b", lower):
            last = min(number + 3, len(units) - 1)
            return story.reading.words(units[number].start, units[last].end)
        if units[number].lower == "best" and number + 1 < len(units) and not units[number + 1].kind:
            return phrase(story, sentence, number)
    return None


def _awarder(story: Story, sentence: Sentence, verb: int, draft: Draft) -> None:
    """Find who gives a prize: who hands it out, who announced it, the event, or whom the article is about."""
    if sentence.units[verb].lemma in lex.HONOUR and not is_passive(sentence, verb):
        number = subject(sentence, verb, COMPANIES)
        if number is not None:
            draft.by = story.parties(sentence, number)
            return
    for number, unit in enumerate(sentence.units[:-1]):
        if unit.kind in COMPANIES and sentence.units[number + 1].lower in {"announced", "revealed", "said"}:
            draft.by = story.parties(sentence, number)
            return
    if events := story.after(sentence, 0, frozenset({EVENT}), frozenset({"at", "of", "by", "from"})):
        draft.by = story.parties(sentence, events[0])
        return
    draft.presumed = True
    for other in story.sentences:
        for unit in other.units:
            if unit.kind == EVENT and unit.entity is not None:
                draft.by = [unit.entity.name]
                return
    draft.by = story.carried_actor(sentence)


_SHORTLISTS = words("nominations nominees shortlist longlist winners finalists")


def nominations(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "nominations for the X Awards were announced, with “Y” leading the field"."""
    unit = sentence.units[verb]
    if unit.lemma not in {"announce", "unveil", "reveal", "publish", "name"}:
        return
    for number, word in enumerate(sentence.units):
        if word.kind or word.lower not in _SHORTLISTS:
            continue
        named = story.reading.words(sentence.units[phrase_start(sentence, number, 0)].start, word.end)
        draft = Draft(Kind.AWARD, story.words(unit), sentence, subject=named, confidence=0.6)
        draft.titles = [
            u.entity
            for n, u in enumerate(sentence.units)
            if u.kind == WORK and u.entity is not None and not is_background_title(sentence, n)
        ]
        events = story.after(sentence, number, COMPANIES, frozenset({"for", "at", "of"}))
        draft.by = story.parties(sentence, events[0]) if events else story.carried_actor(sentence, verb)
        draft.presumed = not events
        draft.counts = story.counts(sentence, _NOMINEES)
        draft.date = story.date(sentence, verb, ahead=False)
        yield draft
        return
