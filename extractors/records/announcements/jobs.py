"""Posts as the text writes them: "head of scripted", "senior vice president, international sales".

Rule: a post holds a word for an office; it ends where a clause, a name or a body begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.reading import Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.crafts import CRAFT, ROLE
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import Story
from extractors.records.announcements.units import BODY, EVENT, PERSON, PLACE, WORD, Sentence, Unit
from extractors.values.lexicon import words

OFFICES = words(
    "head chief director president manager officer executive editor producer chair chairman"
    " chairwoman chairperson vice partner lead controller commissioner minister secretary ceo coo cfo"
    " cto cmo cco co-president co-head co-chair founder general managing deputy senior svp evp vp"
    " publisher curator programmer coordinator ambassador president-elect juror jury member md"
    " principal dean rector consultant adviser advisor analyst treasurer trustee boss supervisor agent"
    " representative successor spokesperson writer-in-residence artist-in-residence host presenter"
    " anchor showrunner conductor correspondent strategist counsel lawyer governor provost chancellor"
    " superintendent caster choreographer designer dramaturg buyer scout archivist librarian engineer"
    " architect evangelist commissioners cio cpo cro chro exec co-ceo co-director co-editor vice-"
    " president vice-chair director-general editor-in-chief captain coach intendant"
    " patron newsreader newscaster leader laureate envoy ombudsman auditor organiser organizer"
    " co-ordinator planner specialist maestro concertmaster kapellmeister ceo-designate lecturer professor"
)
ROLE_NOUNS = words("role post position job title function office duties seat chair")

_STOPS = words(
    "at with for from on in after when who which that and to by until effective as where following a an"
    " while but before under alongside replacing succeeding reporting based is was will has"
)
_PAUSES = frozenset({",", ";", ".", ":", "(", ")", "—", "–"})
_LEADING = lex.NO_ROLE | words(
    "out as new first next current currently hitherto now newly then also both joint be become serve act"
    " officially created"
)
_KEPT_VERBS = words("scripted unscripted animated managing acting commissioning casting programming")
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class _Word:
    kind: str
    lower: str
    pos: str
    tag: str
    start: int
    end: int
    owner: bool  # a body whose post follows: "Acme's head of drama"


def _words(sentence: Sentence, at: int) -> Iterator[_Word]:
    """Yield the words from a place on; a reference to a person by their job is taken apart again."""
    units = sentence.units
    for number in range(at, len(units)):
        unit = units[number]
        if (unit.kind == PERSON and not unit.is_name) or _is_office(units, number):
            for token in unit.tokens:
                end = token.idx + len(token)
                yield _Word(WORD, token.lower_, token.pos_, token.tag_, token.idx, end, owner=False)
            continue
        ahead = units[number + 1].lower if number + 1 < len(units) else ""
        owner = unit.kind in {BODY, EVENT} and ahead in {"'s", "'"}
        yield _Word(unit.kind, unit.lower, unit.pos, unit.tag, unit.start, unit.end, owner)


def _is_office(units: list[Unit], number: int) -> bool:
    """Tell an office that was taken for a company: "its CEO-designate"."""
    if units[number].kind != BODY or not number or units[number - 1].tag not in {"PRP$", "DT"}:
        return False
    return bool(set(re.split(r"[\s-]", units[number].lower)) & OFFICES)


def job(story: Story, sentence: Sentence, at: int) -> Words | None:
    """Return the post that begins at a place, behind its article, owner and "new"; None where none does."""
    found = list(_words(sentence, max(at, 0)))
    first = 0
    while first < len(found) and (steps := _leading(found, first)):
        first += steps
    end = first
    seen = False
    while end < len(found) and end - first < _LONGEST:
        word = found[end]
        if not (word.lower == "of" and seen) and _ends(found, end, seen=seen):
            break
        seen = seen or bool({word.lower, word.lower.removesuffix("s"), *word.lower.split("-")} & OFFICES)
        end += 1
    while end > first and found[end - 1].lower in {"of", "and", "the", "'s", "its", "new"}:
        end -= 1
    if not seen or end <= first or _is_superlative(found[first]):
        return None
    end = _area(found, end)
    return story.reading.words(found[first].start, found[end - 1].end)


def _is_superlative(word: _Word) -> bool:
    """Tell a winner from a post: "best director", "the funniest presenter"."""
    return word.tag == "JJS" or word.lower in {"best", "outstanding"} or word.lower.endswith("iest")


def _leading(found: list[_Word], at: int) -> int:
    """Return how many words at a place only lead up to a post: "its new", "the role of"."""
    word = found[at]
    if word.lower in ROLE_NOUNS and at + 1 < len(found) and found[at + 1].lower in {"of", "as"}:
        return 2
    leads = word.owner or word.lower in _LEADING or word.tag == "PRP$" or word.lower in {"'s", "'"}
    return int(leads)


def _ends(found: list[_Word], at: int, *, seen: bool) -> bool:
    """Tell whether a word ends a job: a stop, a preposition, a verb that is none of its words."""
    word = found[at]
    if word.kind == PLACE and seen:
        return False
    if word.kind or word.lower in _PAUSES:
        return True
    if word.lower in {"'s", "'"} and at + 1 < len(found) and found[at + 1].lower in ROLE_NOUNS:
        return True
    if word.lower in _STOPS:
        at_large = word.lower == "at" and at + 1 < len(found) and found[at + 1].lower == "large"
        return not at_large and not (word.lower in {"and", "&"} and _goes_on(found, at))
    if word.pos not in {"VERB", "AUX", "PRON"} or word.tag == "VBG" or word.lower.endswith("ing"):
        return False
    later = {w.lower for w in found[at + 1 : at + 3]}
    return word.lower not in OFFICES | _KEPT_VERBS and not later & OFFICES


def _goes_on(found: list[_Word], at: int) -> bool:
    ahead = found[at + 1 : at + 4]
    joined = bool(ahead) and (ahead[0].lower in OFFICES or ahead[0].pos in {"NOUN", "PROPN", "ADJ"})
    return joined and not any(w.kind == PERSON for w in ahead)


def _area(found: list[_Word], end: int) -> int:
    """Return where a post ends with its area behind it: "president, international sales"."""
    if end + 1 >= len(found) or found[end].lower != ",":
        return end
    at = end + 1
    while at < len(found) and (
        found[at].kind == PLACE
        or (
            found[at].kind == WORD
            and (found[at].pos in {"NOUN", "PROPN", "ADJ"} or found[at].lower in {"and", "&"})
        )
    ):
        if found[at].lower in OFFICES:
            return end
        at += 1
    closed = at >= len(found) or found[at].lower in _AREA_ENDS
    return at if closed and end + 1 < at <= end + 6 and found[at - 1].lower not in {"and", "&"} else end


_AREA_ENDS = words(", ; . at for effective and (")


def own_job(story: Story, sentence: Sentence, person: int) -> Words | None:
    """Return a person's job: behind the name, before it ("its chief, Ann Lee,"), or as told elsewhere."""
    units = sentence.units
    if person + 2 < len(units) and units[person + 1].text == ",":
        found = job(story, sentence, person + 2)
        if found is not None:
            return found
    if (before := _job_before(story, sentence, person)) is not None:
        return before
    entity = units[person].entity
    if entity is None or entity.roles:
        return entity.roles[0] if entity is not None else None
    for other in story.sentences:
        for number, unit in enumerate(other.units):
            if unit.entity is entity and unit.is_name and other is not sentence:
                found = _job_before(story, other, number)
                if found is not None:
                    return found
    return None


def _job_before(story: Story, sentence: Sentence, person: int) -> Words | None:
    """Return the job right before a name, or before the comma in front of it."""
    units = sentence.units
    start = person - 1 if person and units[person - 1].text != "," else person - 2
    at = start
    while at >= 0 and units[at].kind == WORD and (units[at].pos in _JOB_WORDS or units[at].lower == "of"):
        at -= 1
    found = job(story, sentence, at + 1) if at < start and start >= 0 else None
    return found if found is not None and found.end <= units[start].end else None


_WAS = re.compile(r"^(?:<P\d+>|where <P\d+>) (?:was|is|has been|had been|served as|has served as) ")
_WHERE_WAS = re.compile(r"\bwhere <P\d+> (?:was|is|has been|had been|served as|has served as) ")


def told_later(story: Story, sentence: Sentence, who: int) -> Words | None:
    """Return the post that a clause or the next sentence gives somebody who goes.

    "Bids farewell to X, where she was editor", "A is out. The co-president will …", "He was its editor".
    """
    text = skeleton(sentence)
    if (match := _WHERE_WAS.search(text)) is not None:
        return job(story, sentence, text.count(" ", 0, match.end()))
    entity = sentence.units[who].entity
    for later in story.sentences[sentence.number + 1 : sentence.number + 2]:
        if later.line != sentence.line:
            break
        if (match := _WAS.match(skeleton(later))) is not None and later.units[0].entity is entity:
            return job(story, later, skeleton(later).count(" ", 0, match.end()))
        if later.units[0].lower.startswith("the"):
            return job(story, later, 0)
    return None


_JOB_WORDS = frozenset({"NOUN", "ADJ", "PROPN"})


_ON_TITLE = re.compile(
    rf"(?!(?:executive|creative|art|artistic|managing|general) director)(?:{ROLE}|{CRAFT}|series regular)",
    re.IGNORECASE,
)


def is_credit(story: Story, sentence: Sentence, post: Words) -> bool:
    """Tell a job on the title that the lines around are about ("serves as showrunner") from a post."""
    if not story.focused(sentence):
        return False
    behind = [u for u in sentence.units if u.start >= post.end][:3]
    if behind and behind[0].kind == PERSON and post.start >= sentence.start:
        return True  # a part: "returns as lawyer Ann Lee"
    if _ON_TITLE.fullmatch(post.text) is None:
        return False
    return not any(u.kind in {BODY, EVENT} for u in behind)
