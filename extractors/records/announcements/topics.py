"""Which title a word of a release is said of: the subject or object of a verb, or the title in focus.

Rule: a title is taken for the subject only where no other noun stands between it and its verb.
"""

from extractors.entities.lexicon import WORK_NOUNS
from extractors.reading import Entity
from extractors.records.announcements.credits import is_background_title
from extractors.records.announcements.draft import Story
from extractors.records.announcements.links import link
from extractors.records.announcements.outings import DEBUTS, LIGHT, Cue, Place
from extractors.records.announcements.units import (
    BODY,
    COUNT,
    DATE,
    EVENT,
    PERSON,
    WORD,
    WORK,
    Sentence,
    Unit,
)
from extractors.records.announcements.verbs import clause_end, finite_verbs, group_start, is_passive
from extractors.values.lexicon import words

_VERSIONS = words(
    "season seasons series run episode episodes version premiere launch release broadcast debut"
    " opening date adaptation remake sequel edition publication rollout instalment installment part"
    " parts chapter volume half copies reissue return slate dates run leg"
    " paperback hardback hardcover audiobook ebook e-book vinyl dvd blu-ray port demo beta remaster"
    " translation"
    " soundtrack issue dub reprint omnibus tour transfer staging revival production previews preview"
    " performances performance screenings sales"
)
_REFERS = WORK_NOUNS | _VERSIONS | words("it they which")
_NOT_OF_TITLE = words(
    "in with after by at to like following alongside than from against under about of for on"
)


def titles_of(story: Story, sentence: Sentence, cue: Cue) -> list[Entity]:
    """Return the titles that a cue is said of: those that come out or are sent out, or the one in focus."""
    if cue.lemma == "follow" and is_passive(sentence, cue.at):
        agent = next(
            (n for n in range(cue.at + 1, len(sentence.units)) if sentence.units[n].lower == "by"), None
        )
        return story.titles_after(sentence, agent) if agent is not None else []
    if cue.place is not Place.BEFORE and (found := _object(story, sentence, cue, strict=True)):
        return found
    if cue.place is not Place.BEHIND and (found := _subject(story, sentence, cue)):
        return found
    if cue.place is Place.BEFORE:
        return _named_next(story, sentence, cue)
    behind = sentence.units[cue.end + 1 : cue.end + 6]
    if any(_head(u) in _REFERS for u in behind) and not any(u.kind == WORK for u in behind):
        return story.focused(sentence, cue.at)
    return _object(story, sentence, cue, strict=False)


def _named_next(story: Story, sentence: Sentence, cue: Cue) -> list[Entity]:
    """Return the title that the next sentence begins with: "A box set comes out in May. “Y” costs £75"."""
    units = sentence.units
    start = _predicate_start(sentence, cue)
    if any(u.kind == WORK for u in units) or units[0].lower not in {"a", "an", "the"}:
        return []
    if not any(_head(u) in _REFERS | _ISSUES for u in units[1:start]):
        return []
    later = story.sentences[sentence.number + 1 : sentence.number + 2]
    opens = bool(later) and later[0].section == sentence.section and later[0].units[0].kind == WORK
    return story.titles_after(later[0], -1)[:1] if opens else []


_ISSUES = words("box set collection memoir compilation anthology soundtrack")
_PARTICLES = words("out back forward up off")


def _object(story: Story, sentence: Sentence, cue: Cue, *, strict: bool) -> list[Entity]:
    """Return the titles that a verb sends out, or that a noun belongs to: "the launch of “Y”"."""
    units = sentence.units
    for number in range(cue.end + 1, min(clause_end(sentence, cue.end), cue.end + 24)):
        unit = units[number]
        if unit.kind == WORK and not is_background_title(sentence, number):
            hangs = link(sentence, number)
            tied = cue.at <= hangs.at <= cue.end or hangs.word in _PARTICLES
            owned = hangs.kind == "prep" and hangs.word in {"of", "for"} and _is_version(units, hangs.at)
            return story.title_list(sentence, number) if tied or owned or not strict else []
        if (
            unit.kind == WORD
            and unit.pos == "VERB"
            and unit.tag not in {"VBN", "VBG"}
            and unit.lemma not in LIGHT
        ):
            break
    return []


def _is_version(units: list[Unit], preposition: int) -> bool:
    """Tell whether a title's part, form or day stands before a preposition: "season two of", "launch for"."""
    for unit in reversed(units[max(0, preposition - 3) : preposition]):
        if _head(unit) in _VERSIONS or _head(unit) in WORK_NOUNS:
            return True
        if unit.kind == WORD and unit.pos not in {"NUM", "NOUN", "ADJ", "VERB"}:
            return unit.kind == DATE
    return False


def _subject(story: Story, sentence: Sentence, cue: Cue) -> list[Entity]:
    """Return the titles that come out: those before the cue, when nothing else is its subject."""
    units = sentence.units
    start = _predicate_start(sentence, cue)
    numbers = [n for n in range(start) if units[n].kind == WORK and not is_background_title(sentence, n)]
    before = units[start - 1] if start else None
    if gathers(sentence, start):
        return []
    if (
        units[cue.at].pos == "NOUN" and start == cue.at and cue.lemma in DEBUTS and numbers
    ):  # "… ahead of a rollout on June 9"
        return story.title_list(sentence, numbers[-1])
    if before is not None and before.lower in {"it", "they", "one"}:
        return _antecedent(story, sentence, numbers, start)
    named = next((n for n in reversed(numbers) if is_subject(sentence, n, start)), None)
    if named is None:
        named = _inverted(sentence, cue, start)
    if named is not None:
        return story.title_list(sentence, named)
    if refers(sentence, start) or _is_itself(sentence, cue):
        return _antecedent(story, sentence, numbers, start)
    return []


def _is_itself(sentence: Sentence, cue: Cue) -> bool:
    """Tell a noun that opens its sentence as the subject: "The premiere takes place on May 9"."""
    units = sentence.units
    opens = cue.at <= _OPENING and units[0].lower in _TAKES_UP and cue.lemma in DEBUTS
    behind = units[cue.at + 1 : cue.at + 3]
    other = any(u.lower in {"of", "for"} or u.kind in {EVENT, BODY} for u in behind)
    return opens and not other and (behind[0].pos != "NOUN" or behind[0].lower == "world")


_OPENING = 3
_TAKES_UP = words("the its their his her this that a")


def _inverted(sentence: Sentence, cue: Cue, start: int) -> int | None:
    """Return the title that follows its verb: "On May 9 comes “Y”", "In May will arrive its film “Y”"."""
    units = sentence.units
    opens = units[0].pos in {"ADP", "ADV"} or units[0].lower in {"also", "next", "first", "a"}
    if not opens or any(u.kind in {WORK, PERSON, EVENT} or u.pos == "PRON" for u in units[:start]):
        return None
    for number in range(cue.end + 1, min(len(units), cue.end + 9)):
        unit = units[number]
        if unit.kind == WORK:
            return None if is_background_title(sentence, number) else number
        if unit.kind == WORD and unit.pos not in {"DET", "ADJ", "NOUN", "NUM"} and unit.tag not in _IN_PHRASE:
            return None
    return None


_IN_PHRASE = frozenset({"PRP$", "POS", "HYPH", "VBN", "VBG", ","})


def _predicate_start(sentence: Sentence, cue: Cue) -> int:
    """Return where the verb group of a cue begins; a noun's is that of the light verb before it."""
    if sentence.units[cue.at].pos in {"NOUN", "PROPN"} and cue.place is Place.EITHER:
        for number in range(cue.at - 1, max(-1, cue.at - 10), -1):
            unit = sentence.units[number]
            if unit.kind == WORD and unit.pos in {"VERB", "AUX"} and unit.lemma in LIGHT:
                return group_start(sentence, number)
    return group_start(sentence, cue.at)


def _antecedent(story: Story, sentence: Sentence, numbers: list[int], start: int) -> list[Entity]:
    if numbers:
        return story.title_list(sentence, numbers[-1])
    return story.focused(sentence, start)


_ROLE = 4


def _names_maker(between: list[Unit]) -> bool:
    """Tell whether a title only introduces who does something: "“Y” producer Acme opens an office"."""
    return 0 < len(between) <= _ROLE and between[-1].kind in {BODY, PERSON} and between[0].pos == "NOUN"


def is_subject(sentence: Sentence, number: int, start: int) -> bool:
    """Tell whether a title is what comes out: no other noun stands between it and the cue as its subject."""
    units = sentence.units
    hangs = link(sentence, number)
    between = units[number + 1 : start]
    told = hangs.kind == "verb" and any(
        u.tag in {"WP", "WDT"} for u in units[max(0, hangs.at - 3) : hangs.at]
    )
    if told or _names_maker(between):
        return False  # "Ann Lee, who produced “Y”, will move"
    if any(u.tag in {"WDT", "WP"} for u in [*between[:2], *between[-1:]]):
        return not any(u.kind == EVENT for u in between[-3:])  # "…, a festival which returns"
    if hangs.kind == "prep":
        versions = hangs.word in {"of", "for", "on"} and _is_version(units, hangs.at)
        follows = hangs.word == "with" and any(u.lower == "to" for u in units[number + 1 : start + 1])
        if not versions and not follows and hangs.word in _NOT_OF_TITLE:
            return False
    if not any(u.text == "," for u in between):
        return not any(u.tag == "WP$" for u in between)
    last = between[-1]
    if last.text in {",", ")", "—", "–", ":"} or last.kind == DATE:
        return True
    return last.pos in {"VERB", "ADV", "ADP", "CCONJ"} or last.lower in {"which", "that"}


_GATHERINGS = words(
    "festival market summit forum conference exhibition fair event congress convention expo gathering"
    " applications entries call voting registration submissions nominations symposium showcase camp"
    " box-office doors meetings"
)
_PRINTINGS = words("paperback hardback special deluxe audio anniversary digital print box collector's")


def gathers(sentence: Sentence, start: int) -> bool:
    """Tell whether the subject of a verb group is a gathering or a call: "the 40th edition of the market"."""
    units = sentence.units
    at = _head_place(units, start)
    if at < 0:
        return False
    if units[at].kind == EVENT or units[at].lower in _GATHERINGS:
        return link(sentence, at).word not in {"at", "in", "during", "after", "following", "for", "with"}
    return units[at].lower == "edition" and units[at - 1].lower not in _PRINTINGS


def _head_place(units: list[Unit], start: int) -> int:
    """Return the last noun of the subject before a verb group, over what is put in between commas."""
    at = start - 1
    if at > 0 and units[at].text == ",":
        commas = [n for n in range(at) if units[n].text == ","]
        at = commas[-1] - 1 if commas else at - 1
    while at > 0 and (units[at].tag in {"WDT", "RB"} or units[at].text == ","):
        at -= 1
    return at


def refers(sentence: Sentence, start: int) -> bool:
    """Tell whether the subject of a cue is a word for a title: "the series", "season two", "which"."""
    units = sentence.units
    if start and units[start - 1].lower in {"and", "then"}:  # "… was shot in Leeds and opens on"
        verbs = [n for n in finite_verbs(sentence) if n < start]
        start = group_start(sentence, verbs[0]) if verbs else start
    first = [u for u in units[: min(start, 6)] if u.kind in {WORD, COUNT}]
    opens = next((u for u in first if u.pos in {"NOUN", "PROPN", "VERB", "ADP"}), None)
    taken_up = opens is not None and _head(opens) in _REFERS and units[0].pos in {"DET", "PRON", "ADJ", "NUM"}
    if taken_up and opens is not None:
        return not _of_another(units, units.index(opens))
    for number in range(start - 1, max(-1, start - 10), -1):
        unit = units[number]
        if _head(unit) in _REFERS and not _in_phrase(units, number):
            return True
        if unit.kind == PERSON or (
            unit.kind == WORD and unit.pos == "VERB" and unit.tag not in {"VBN", "VBG"}
        ):
            return False
    return False


def _of_another(units: list[Unit], head: int) -> bool:
    """Tell a word for a title that belongs to something else: "the launch of the studio"."""
    if head + 1 >= len(units) or units[head + 1].lower != "of":
        return False
    behind = units[head + 2 : head + 7]
    return not any(u.kind == WORK or _head(u) in _REFERS for u in behind)


def _in_phrase(units: list[Unit], number: int) -> bool:
    """Tell whether a noun only belongs to a phrase before the subject: "In the film, a family moves"."""
    at = number - 1
    while (
        at >= 0
        and units[at].kind == WORD
        and (units[at].pos in {"DET", "ADJ", "NOUN", "NUM"} or units[at].tag == "PRP$")
    ):
        at -= 1
    return (
        at >= 0
        and units[at].pos == "ADP"
        and units[at].lower in {"in", "on", "at", "with", "after", "for", "from"}
    )


def _head(unit: Unit) -> str:
    """Return the last word of a unit, in lower case: what a counted thing or a bare noun is."""
    return unit.lower.split()[-1] if unit.kind in {WORD, COUNT} else ""
