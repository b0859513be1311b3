"""Announcements about titles: ordered, renewed and dropped; shot and cast; released.

Rule: each needs a title. A title that the sentence only refers to ("the series", "it") is the one in focus.
"""

import re
from collections.abc import Iterator

from extractors.entities.lexicon import WORK_NOUNS
from extractors.reading import Entity
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.credits import Credit, skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story
from extractors.records.announcements.links import clause_end, group_start, is_passive, link, subject
from extractors.records.announcements.units import BODY, COUNT, WORD, WORK, Sentence, Unit
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_REFERS = WORK_NOUNS | words(
    "it they which run version episodes one premiere launch release broadcast debut opening date"
)
_SEASON = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|new|last|another)"
_GREENLIGHT = re.compile(
    r"(?:given|gives?|gave|giving) (?:the |a |an? \w+ )?(?:green light|go-ahead|nod|\S*series order)"
    r"|(?:pulled|pulling|pulls) the plug|(?:took|takes|taken|taking) (?:out )?an option"
    r"|put(?:s|ting)? (?:\w+ ){0,3}into development|(?:are|is) to make a series together"
    r"|(?:announced?|announces|confirm(?:ed|s)?|unveiled|setting|sets) (?:\w+ ){0,3}"
    rf"{_SEASON} (?:season|series|run)"
    r"|(?:will|to) return for an? (?:\w+ )?(?:season|series|run)|(?:will|does) not return for"
    r"|won't return|brought the curtain down|called time"
)
_BODIES = frozenset({BODY})
_EPISODES = words(
    "episodes episode parts part instalments installments hours films chapters shorts seasons specials"
    " minutes"
)
_COPIES = words(
    "screens screen copies episodes episode cinemas theaters theatres venues prints sites locations issues"
    " discs units"
)
_SHOOTING = re.compile(
    r"\b(?:(?:start|starts|starting|started|begin|begins|beginning|began|commence|commences|commenced"
    r"|kick off|kicks off) (?:\w+ )?(?:shooting|filming|production"
    r"|principal photography|shoot|photography)|(?:shooting|filming|production|principal photography"
    r"|the shoot|cameras) (?:will |is to |are to |is set to |has |have )?"
    r"(?:start|starts|begin|begins|began|begun|started|roll|rolls|wrap|wraps|wrapped|kick|kicks|get|gets"
    r"|got|commence)|go(?:es)? (?:into|in front of|before) (?:production|the cameras?)"
    r"|(?:is|are) (?:now |currently )?(?:shooting|filming|in production|before the cameras)|(?:will|to"
    r"|is to|are to|set to) (?:be )?(?:shoot|shot|film|filmed|lens)"
    r"|(?:has|have) (?:just )?wrapped|wraps? (?:shooting|filming|production)|(?:starts?"
    r"|begins?) (?:shooting|filming))\b"
)


def commissions(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has ordered “Y” from Z" and its like."""
    unit = sentence.units[verb]
    if unit.lemma not in lex.ORDER or unit.pos != "VERB":
        return
    passive = is_passive(sentence, verb)
    titles = _titles(story, sentence, verb, passive)
    if (
        not titles
        or (unit.lemma == "adapt" and not _adapting(sentence, verb))
        or (unit.lemma == "develop" and not _developing(sentence, verb))
    ):
        return
    draft = Draft(Kind.COMMISSION, story.words(unit), sentence, titles=titles, confidence=0.8)
    if passive:
        agents = story.after(sentence, verb, COMPANIES, frozenset({"by"}))
        draft.by = (
            story.parties(sentence, agents[0]) if agents else story.carried_actor(sentence, verb, _BODIES)
        )
        draft.presumed = not agents
    else:
        draft.by = story.actors(sentence, verb)
    _sellers(story, sentence, verb, draft)
    draft.amounts = story.amounts(sentence)
    draft.counts = story.counts(sentence, _EPISODES)
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


def _adapting(sentence: Sentence, verb: int) -> bool:
    """Tell "will adapt" and "is being adapted" from what was adapted once."""
    group = {u.lower for u in sentence.units[group_start(sentence, verb) : verb]}
    return bool(group & {"will", "being", "be"}) or (sentence.units[verb].tag == "VBG" and bool(group))


def _developing(sentence: Sentence, verb: int) -> bool:
    return sentence.units[verb].tag in {"VBG", "VBN"}


def greenlights(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read the idioms: the green light, the plug, an option, another season announced."""
    text = skeleton(sentence)
    for match in _GREENLIGHT.finditer(text):
        at = text.count(" ", 0, match.start())
        end = text.count(" ", 0, match.end())
        titles = story.titles_after(sentence, end - 1, clause_end(sentence, end - 1)) or story.titles_before(
            sentence, at
        )
        titles = titles or story.focused(sentence, at) or story.coming(sentence)
        if not titles:
            continue
        trigger = story.reading.words(
            sentence.units[at].start, sentence.units[min(end, len(sentence.units) - 1)].end
        )
        draft = Draft(Kind.COMMISSION, trigger, sentence, titles=titles[:3], confidence=0.75)
        verb = next(
            (n for n in range(at, end + 1) if n < len(sentence.units) and sentence.units[n].pos == "VERB"), at
        )
        draft.by = story.actors(sentence, verb)
        _sellers(story, sentence, end, draft)
        draft.counts = story.counts(sentence, _EPISODES)
        draft.amounts = story.amounts(sentence)
        draft.date = story.date(sentence, verb, ahead=False)
        yield draft


def _sellers(story: Story, sentence: Sentence, at: int, draft: Draft) -> None:
    for number in story.after(sentence, at, frozenset({BODY}), frozenset({"from", "with", "through", "via"})):
        if sentence.units[link(sentence, number).at - 1].lower in lex.DEAL_NOUNS:
            continue
        for party in story.parties(sentence, number):
            if all(party.text != known.text for known in [*draft.by, *draft.with_]):
                draft.with_.append(party)


def _titles(story: Story, sentence: Sentence, verb: int, passive: bool) -> list[Entity]:
    if passive:
        return story.titles_before(sentence, group_start(sentence, verb)) or _referred(story, sentence, verb)
    found = story.titles_after(sentence, verb, _next_verb(sentence, verb))
    return found or _referred(story, sentence, verb)


def _next_verb(sentence: Sentence, verb: int) -> int:
    """Return where the next finite verb with a title of its own begins, at the latest the clause's end."""
    last = clause_end(sentence, verb)
    for number in range(verb + 1, last):
        unit = sentence.units[number]
        finite = unit.kind == WORD and unit.pos == "VERB" and unit.tag in {"VBZ", "VBD", "VBP"}
        if finite and any(u.kind == WORK for u in sentence.units[verb + 1 : number]):
            return number
    return last


def _referred(story: Story, sentence: Sentence, verb: int) -> list[Entity]:
    """Return the title in focus when the words behind or before the verb refer to it."""
    near = sentence.units[max(0, verb - 8) : min(verb + 9, clause_end(sentence, verb))]
    if any(_head(u) in _REFERS for u in near):
        return story.focused(sentence, verb)
    return []


def productions(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read the start, place and end of a shoot."""
    text = skeleton(sentence)
    for match in _SHOOTING.finditer(text):
        if re.search(r"\b(?:not|never|could|might|may)\b[^<]{0,20}$", text[: match.start()]):
            continue
        at = text.count(" ", 0, match.start())
        end = min(text.count(" ", 0, match.end()), len(sentence.units) - 1)
        titles = (
            story.titles_before(sentence, at + 1)[-1:]
            or story.titles_after(sentence, at)[:1]
            or story.focused(sentence)
        )
        if not titles:
            continue
        date = story.date(sentence, end, ahead=None)
        places = story.places(sentence, at)
        if date is None and not places:
            continue
        trigger = story.reading.words(sentence.units[at].start, sentence.units[end].end)
        draft = Draft(
            Kind.PRODUCTION, trigger, sentence, titles=titles, date=date, places=places, confidence=0.75
        )
        number = subject(sentence, at, COMPANIES)
        if number is not None:
            draft.by = story.parties(sentence, number)
        yield draft
        return


_ONE = r"<P\d+>(?: \( [^)]* \))?"
_JOINS = re.compile(
    rf"<P(\d+)>(?: \( [^)]* \))?((?: (?:and|,|,? and) {_ONE})*) (?:has |have |will |is to |are to |is |are )?"
    r"(?:also )?(joined|joins|join|boarded|boards|been cast|signed on|set to star|attached to star|to star)\b"
)


def castings(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read who joins a title: "Ann Lee has joined the third season as a series regular"."""
    text = skeleton(sentence)
    for match in _JOINS.finditer(text):
        at = text.count(" ", 0, match.start(3))
        behind = " ".join(u.lower for u in sentence.units[at : at + 12])
        titles = story.titles_after(sentence, at)[:1]
        if not titles and re.search(r"\b(?:cast|season|series|film|ensemble|project|show)\b", behind):
            titles = story.focused(sentence)
        if not titles:
            continue
        trigger = story.words(sentence.units[at])
        draft = Draft(Kind.PRODUCTION, trigger, sentence, titles=titles, confidence=0.6)
        draft.by = story.carried_actor(sentence, at, _BODIES)
        role = re.search(r"\bas (?:an? |the )?([\w' -]{3,30}?)(?= \.| ,| in | on |$)", text[match.end() :])
        cut = None
        if role is not None:
            first = text.count(" ", 0, match.end() + role.start(1))
            last = text.count(" ", 0, match.end() + role.end(1))
            cut = story.reading.words(
                sentence.units[first].start, sentence.units[min(last, len(sentence.units) - 1)].end
            )
        for number in [int(match[1]), *(int(n) for n in re.findall(r"<P(\d+)>", match[2]))]:
            person = sentence.units[number].entity
            if person is not None:
                draft.people.append(Credit(person, cut, sentence.number))
        yield draft


def _head(unit: Unit) -> str:
    """Return the last word of a unit, in lower case: what a counted thing or a bare noun is."""
    return unit.lower.split()[-1] if unit.kind in {WORD, COUNT} else ""
