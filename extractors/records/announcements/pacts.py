"""Pacts and payments: who signs with whom, who pays what for what, who handles a title.

Rule: a bare "deal" is a record only with another party, a sum or a name of its own.
"""

import re
from collections.abc import Iterator

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.deals import (
    BY,
    bracketed_buyers,
    list_of_buyers,
    package_words,
    terms,
)
from extractors.records.announcements.draft import COMPANIES, Draft, Story, distinct
from extractors.records.announcements.links import clause_end, group_start, is_passive, subject
from extractors.records.announcements.nouns import phrase_start
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    MONEY,
    PLACE,
    VENUE,
    Sentence,
)
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_WITH = frozenset({"with"})


def pacts(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read a deal that is named as such: "signed a two-year first-look deal with Z"."""
    units = sentence.units
    for number, unit in enumerate(units):
        if unit.kind or unit.lower not in lex.DEAL_NOUNS or unit.pos not in {"NOUN", "PROPN"}:
            continue
        if unit.lower in {
            "deals",
            "contracts",
            "agreements",
            "partnerships",
            "acquisition",
            "purchase",
            "contract",
        } and not _signed(sentence, number):
            continue
        if not _signed(sentence, number) and not re.search(
            r"under (?:the|a|an) [^<,]{0,60}$", " ".join(u.lower for u in units[max(0, number - 8) : number])
        ):
            continue
        named = story.reading.words(units[phrase_start(sentence, number, 0)].start, unit.end)
        draft = Draft(Kind.DEAL, story.words(unit), sentence, subject=named, confidence=0.7)
        verb = _signing_verb(sentence, number)
        draft.by = story.actors(sentence, verb if verb is not None else number)
        for other in story.after(
            sentence,
            min(verb if verb is not None else number, number),
            COMPANIES,
            frozenset({"with", "between", "from"}),
        ):
            draft.with_ += story.parties(sentence, other)
        terms(story, sentence, number, draft)
        draft.date = story.date(sentence, number, ahead=None)
        buyers = bracketed_buyers(sentence, draft) or list_of_buyers(story, sentence, draft)
        if buyers:
            draft.titles = story.titles_after(sentence, number) or story.focused(sentence)
            draft.subject = None if draft.titles else draft.subject
        several = len(named.text.split()) > 2 and bool(draft.by)
        if draft.with_ or draft.amounts or several or (buyers and draft.has_identity()):
            yield draft
        return


_SIGNERS = lex.SIGN | words(
    "hammer have set announce tie enter form forge unveil expand renew win award land get put come do make"
)


def _signing_verb(sentence: Sentence, number: int) -> int | None:
    for at in range(number - 1, max(-1, number - 20), -1):
        unit = sentence.units[at]
        if unit.pos == "VERB" and unit.lemma in _SIGNERS:
            return at
    for at in range(number + 1, min(len(sentence.units), number + 8)):
        unit = sentence.units[at]
        if unit.pos == "VERB" and unit.lemma in _SIGNERS and unit.tag in {"VBN", "VBD"}:
            return at
    return None


def _signed(sentence: Sentence, number: int) -> bool:
    return _signing_verb(sentence, number) is not None


def partnerships(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X is to co-produce “Y” with Z", "X and Z have merged", "X has teamed up with Z"."""
    unit = sentence.units[verb]
    if unit.pos != "VERB" or unit.lemma not in {
        "co-produce",
        "coproduce",
        "merge",
        "partner",
        "team",
        "co-finance",
    }:
        return
    if unit.tag == "VBN" and is_passive(sentence, verb):
        return
    titles = story.titles_after(sentence, verb, clause_end(sentence, verb))
    draft = Draft(Kind.DEAL, story.words(unit), sentence, titles=titles, confidence=0.65)
    draft.by = story.actors(sentence, verb)
    for number in story.after(sentence, verb, COMPANIES, _WITH):
        draft.with_ += story.parties(sentence, number)
    if not draft.titles and unit.lemma != "merge":
        return
    if not (draft.with_ or len(draft.by) > 1):
        return
    if not draft.titles:
        named = story.after(sentence, verb, COMPANIES, frozenset({"as", "into", "name", "called", "under"}))
        draft.subject = story.parties(sentence, named[0])[0] if named else story.words(unit)
    terms(story, sentence, verb, draft)
    draft.date = story.date(sentence, verb, ahead=False)
    if draft.titles or draft.subject:
        yield draft


def payments(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has agreed to pay €57 million for three arenas" and "X has won an auction for “Y”"."""
    unit = sentence.units[verb]
    behind = " ".join(u.lower for u in sentence.units[verb + 1 : verb + 6])
    auction = unit.lemma == "win" and re.search(r"\b(?:auction|bidding|race|battle|tussle)\b", behind)
    paid = unit.lemma in {"pay", "splash"} and any(
        u.kind == MONEY for u in sentence.units[verb + 1 : verb + 4]
    )
    if not auction and not paid:
        return
    at = next(
        (
            n
            for n in range(verb + 1, min(len(sentence.units), verb + 9))
            if sentence.units[n].lower in {"for", "on"}
        ),
        None,
    )
    if at is None:
        return
    draft = Draft(Kind.DEAL, story.words(unit), sentence, confidence=0.65)
    draft.titles = story.titles_after(sentence, at, at + 8)
    if not draft.titles:
        bought = sentence.units[at + 1] if at + 1 < len(sentence.units) else None
        body = next(
            (u for u in sentence.units[at + 1 : at + 7] if u.kind in {BODY, VENUE} and u.entity is not None),
            None,
        )
        counted = bought is not None and bought.kind == COUNT
        if counted and bought is not None:
            draft.subject = package_words(story, sentence, bought)
        elif body is not None and body.entity is not None:
            draft.subject = body.entity.name
        else:
            return
    draft.by = story.actors(sentence, verb)
    for number in story.after(sentence, verb, COMPANIES, frozenset({"from", "at", "to"})):
        draft.with_ += story.parties(sentence, number)
    terms(story, sentence, verb, draft)
    draft.counts = story.counts(sentence)
    draft.places = draft.places or _places_of_rights(sentence)
    yield draft


def _places_of_rights(sentence: Sentence) -> list[Words]:
    """Return the places in "for UK and Commonwealth rights"."""
    units = sentence.units
    for number, unit in enumerate(units):
        if unit.kind or unit.lower != "rights":
            continue
        found = []
        for at in range(phrase_start(sentence, number, 0) - 4, number):
            entity = units[at].entity if at >= 0 else None
            if at >= 0 and units[at].kind == PLACE and entity is not None:
                found.append(entity.name)
        return distinct(found)
    return []


_SELLER = re.compile(
    r"\bthe (?P<side>seller|vendor|buyer|purchaser) (?:is|was) (?:[\w'’-]+ ){0,5}?<B(?P<who>\d+)>"
)


def name_the_other(story: Story, draft: Draft) -> None:
    """Take in "The seller is X" from the next lines."""
    for sentence in story.sentences[draft.sentence.number + 1 : draft.sentence.number + 6]:
        if sentence.section == draft.sentence.section and (match := _SELLER.search(skeleton(sentence))):
            parties = story.parties(sentence, int(match["who"]))
            if match["side"] in {"seller", "vendor"}:
                draft.with_ = distinct([*draft.with_, *parties])
            else:
                draft.by = distinct([*draft.by, *parties])


def handlings(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X will distribute “Y” in Italy", "X handles international sales on “Y”"."""
    unit = sentence.units[verb]
    if unit.lemma not in {"distribute", "handle", "represent", "carry", "syndicate", "co-distribute", "rep"}:
        return
    passive = is_passive(sentence, verb)
    titles = (
        story.titles_before(sentence, group_start(sentence, verb))
        if passive
        else story.titles_after(sentence, verb, clause_end(sentence, verb))
    )
    behind = sentence.units[verb : verb + 6]
    if not titles and any(
        u.lower in {"it", "film", "series", "title", "show", "sales", "rights"} for u in behind
    ):
        titles = story.focused(sentence, verb)
    if not titles or unit.pos != "VERB":
        return
    draft = Draft(Kind.DEAL, story.words(unit), sentence, titles=titles, confidence=0.6)
    agents = story.after(sentence, verb, COMPANIES, BY)
    who = subject(sentence, verb, COMPANIES)
    if passive and agents:
        draft.by = story.parties(sentence, agents[0])
    elif not passive and who is not None:
        draft.by = story.parties(sentence, who)
    else:
        return
    terms(story, sentence, verb, draft)
    yield draft
