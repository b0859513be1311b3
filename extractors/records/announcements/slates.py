"""Several titles presented together: line-ups and slates, and the lists that spell them out.

Rule: a list of titles belongs to the sentence that leads into it.
"""

import re
from collections.abc import Iterator

from extractors.reading import BlockKind, Entity, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.credits import is_background_title
from extractors.records.announcements.draft import ACTORS, COMPANIES, Draft, Story
from extractors.records.announcements.links import link, subject
from extractors.records.announcements.nouns import phrase_start, phrase_with_head
from extractors.records.announcements.units import EVENT, SCHEME, VENUE, WORD, WORK, Sentence
from extractors.records.announcements.verbs import group_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_SLATE = words(
    "slate line-up lineup selection catalogue roster sidebar section strand competition line-ups lineups"
    " slates catalog"
)
SLATE_COUNTS = words(
    "features titles films series projects originals countries submissions premieres documentaries shorts"
    " entries dramas"
    " applications pictures shows games works territories movies episodes books"
)


def slates(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "X has unveiled a slate of seven originals" and "the line-up was presented by X"."""
    unit = sentence.units[verb]
    shows = unit.lemma in lex.SHOW | {"gather", "include", "comprise", "compete"}
    if unit.pos != "VERB" or not (shows or _opens_up(sentence, verb)):
        return
    passive = is_passive(sentence, verb)
    if passive:
        found = phrase_with_head(story, sentence, _SLATE, 0, group_start(sentence, verb))
    elif unit.lemma in {"gather", "include", "comprise"}:
        found = phrase_with_head(story, sentence, _SLATE, 0, verb)
    else:
        found = phrase_with_head(story, sentence, _SLATE, verb + 1, min(len(sentence.units), verb + 14))
    if found is None and not passive:
        found = _counted_works(sentence, verb)
    several = [] if passive or unit.lemma not in _UNVEILS else _unveiled(sentence, verb)
    if found is None and len(several) < _SEVERAL:
        return
    if found is not None and not _is_slate(sentence, found[0]):
        return
    if _is_to_come(sentence, verb) or _OF_TALKS.search(sentence.lower):
        return
    draft = Draft(Kind.SLATE, story.words(unit), sentence, confidence=0.7)
    draft.subject = found[1] if found is not None else None
    head = found[0] if found is not None else verb
    draft.by = presenter(story, sentence, verb, head) or _holder(story, sentence)
    draft.counts = story.counts(sentence, SLATE_COUNTS)
    draft.date = story.date(sentence, verb, ahead=False)
    draft.titles = own_titles(sentence)
    yield draft


_OF_TALKS = re.compile(
    r"\b(?:line-?up|programme|program|slate|selection) of (?:[\w-]+ ){0,2}(?:speakers|talks|panels|guests"
    r"|panellists"
    r"|panelists|sessions|events|workshops|speeches|experts)\b"
)


def _is_to_come(sentence: Sentence, verb: int) -> bool:
    """Tell a line-up that is only promised: "will announce its line-up on June 12"."""
    planned = {u.lower for u in sentence.units[group_start(sentence, verb) : verb]} & {"will", "to", "would"}
    return bool(planned) and not own_titles(sentence) and sentence.units[verb].lemma in lex.SHOW - {"present"}


def presenter(story: Story, sentence: Sentence, verb: int, head: int) -> list[Words]:
    """Return who presents a line-up: who does it, else whose line-up it is: "the season of the Playhouse"."""
    if is_passive(sentence, verb):
        agents = story.after(sentence, verb, COMPANIES, frozenset({"by"}))
        found = story.parties(sentence, agents[0]) if agents else []
    else:
        at = subject(sentence, verb, ACTORS)
        found = story.parties(sentence, at) if at is not None else story.group(sentence, verb)
    return (
        found
        or _owner(story, sentence, head)
        or ([] if is_passive(sentence, verb) else story.carried_actor(sentence))
    )


def _owner(story: Story, sentence: Sentence, head: int) -> list[Words]:
    start = phrase_start(sentence, head, 0)
    before = sentence.units[start - 2 : start] if start > 1 else []
    if (
        before
        and before[1].lower in {"'s", "'"}
        and before[0].kind in _HOLDERS
        and before[0].entity is not None
    ):
        return [before[0].entity.name]
    behind = story.after(sentence, head, _HOLDERS, frozenset({"of", "at", "for"}))
    return story.parties(sentence, behind[0]) if behind and link(sentence, behind[0]).at <= head + 2 else []


_HOLDERS = COMPANIES | {VENUE, SCHEME}


SHOWN = words(
    "films features titles projects series shows documentaries docs shorts novels books albums games"
    " plays productions works premieres originals dramas comedies pictures entries podcasts"
    " exhibitions operas ballets concerts debuts programmes programs stories musicals pilots formats"
    " acts artists bands performers picks names thrillers adaptations reissues sequels"
)


def _counted_works(sentence: Sentence, verb: int) -> tuple[int, Words] | None:
    """Return the works that a verb presents by number: "unveiled 32 acts"."""
    if sentence.units[verb].lemma not in _PRESENTS and not _opens_up(sentence, verb):
        return None
    start = group_start(sentence, verb)
    planned = any(u.lower in {"will", "to", "would"} for u in sentence.units[start:verb])
    if planned and len(own_titles(sentence)) < _SEVERAL and not _led_to(sentence, start):
        return None
    for number in range(verb + 1, min(len(sentence.units), verb + 6)):
        if sentence.units[number].lower in {"from", "among", "by"}:
            return None
        count = sentence.units[number].count
        if count is not None and count.unit is not None and count.unit.text.lower().split()[-1] in SHOWN:
            return number, count.unit
    return None


def _unveiled(sentence: Sentence, verb: int) -> list[Entity]:
    """Return the titles that a verb has for its objects, over what is said of each, up to the next verb."""
    units = sentence.units
    found: list[Entity] = []
    for number in range(verb + 1, len(units)):
        unit = units[number]
        if unit.kind == WORK and unit.entity is not None and not is_background_title(sentence, number):
            if not found and link(sentence, number).kind == "prep":
                return []
            found.append(unit.entity)
        elif unit.pos in {"VERB", "AUX"} and units[number - 1].lower in {"and", "but"}:
            break
    return found


_SEVERAL = 2
_PRESENTS = words(
    "unveil announce reveal select pick present name choose invite add preview trumpet tout outline line"
    " programme assemble showcase introduce"
)
_UNVEILS = words("unveil reveal announce introduce tease trail")
_OPENS = words("take lift pull give offer draw raise roll")
_CURTAINS = words("wraps lid veil curtain curtains look glimpse details out peek")


def _opens_up(sentence: Sentence, verb: int) -> bool:
    """Tell "took the wraps off six originals" and "gave a first look at its slate"."""
    behind = {u.lower for u in sentence.units[verb + 1 : verb + 5] if u.kind == WORD}
    return sentence.units[verb].lemma in _OPENS and bool(behind & _CURTAINS)


def _led_to(sentence: Sentence, start: int) -> bool:
    """Tell "went on to unveil" and "used her keynote to present" from a plan: something past leads to it."""
    return any(u.tag == "VBD" and u.lemma in _LEADS for u in sentence.units[max(0, start - 9) : start])


_LEADS = words("go use take choose gather return come step appear")


def _is_slate(sentence: Sentence, head: int) -> bool:
    """Tell a line-up from a scheme by name; "out of competition" is none either."""
    unit = sentence.units[head]
    if unit.kind == SCHEME:
        ahead = sentence.units[head + 1].lower if head + 1 < len(sentence.units) else ""
        return ahead in _SLATE or unit.lower.split()[-1] in _SLATE
    return not (head > 0 and sentence.units[head - 1].lower == "of")


def mentions(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read a line-up told without a verb of its own: "New to X’s slate are “Y” and “Z”"."""
    titles = own_titles(sentence)
    if len(titles) < 2:
        return
    for number, unit in enumerate(sentence.units):
        if unit.kind or unit.lower not in _SLATE | {"schedule", "list"} or not _is_slate(sentence, number):
            continue
        start = phrase_start(sentence, number, 0)
        named = story.reading.words(sentence.units[start].start, unit.end)
        draft = Draft(Kind.SLATE, named, sentence, subject=named, titles=titles, confidence=0.6)
        owner = sentence.units[start - 2] if start > 1 and sentence.units[start - 1].lower == "'s" else None
        if owner is not None and owner.entity is not None and owner.kind in COMPANIES:
            draft.by = [owner.entity.name]
        else:
            draft.by = _holder(story, sentence)
        draft.counts = story.counts(sentence, SLATE_COUNTS)
        yield draft
        return


TURNS = re.compile(r"\b(?:meanwhile|elsewhere|separately|in other news)\b")
_LOOKS_BACK = re.compile(
    r"(?:in )?(?:the (?:previous|last) (?:year|season|edition|festival|slate|line-?up)|previous )"
    r"|.*\blast (?:year|season)\b"
)


def goes_on(sentence: Sentence, lead: Sentence) -> bool:
    """Tell whether a sentence behind a line-up's lead may name more of its titles."""
    return sentence is lead or not _LOOKS_BACK.match(sentence.lower)


def _holder(story: Story, sentence: Sentence) -> list[Words]:
    for number in range(sentence.number, -1, -1):
        events = [u.entity for u in story.sentences[number].units if u.kind == EVENT and u.entity is not None]
        if events:
            return [max(events, key=lambda e: sum(m.is_name for m in e.mentions)).name]
    return story.carried_actor(sentence)


def own_titles(sentence: Sentence) -> list[Entity]:
    """Return the titles of a sentence that are no one's earlier work."""
    return [
        u.entity
        for n, u in enumerate(sentence.units)
        if u.kind == WORK and u.entity is not None and not is_background_title(sentence, n)
    ]


def title_lists(story: Story) -> Iterator[tuple[Sentence | None, list[Sentence]]]:
    """Yield the lists whose items each name a title, with the sentence that leads into each."""
    items: list[Sentence] = []
    for sentence in [*story.sentences, None]:
        if sentence is not None and sentence.block.kind is BlockKind.ITEM:
            items.append(sentence)
            continue
        if len({i.line for i in items}) > 1:
            lines = {i.line for i in items}
            titled = {i.line for i in items if own_titles(i)}
            if len(titled) * 2 > len(lines):
                lead = story.sentences[items[0].number - 1] if items[0].number else None
                yield lead, items
        items = []


def list_head(story: Story, lead: Sentence | None) -> Words | None:
    """Return the noun that a list of titles goes by, from the sentence that leads into it."""
    if lead is None:
        return None
    found = phrase_with_head(story, lead, _SLATE | words("projects titles films series"), 0, len(lead.units))
    return found[1] if found else None
