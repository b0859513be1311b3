"""Finds who of a sentence makes a title or is in it: the people on the side of a cue, and their part.

Rule: only people of one list belong to a cue, and the list ends with its clause. What is told of a session,
a jury or a letter is no credit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.records.announcements.crafts import AFTER_WITH, BEFORE, BEHIND, FROM
from extractors.records.announcements.credits import CREW, skeleton
from extractors.records.announcements.links import may_be_person
from extractors.records.announcements.units import BODY, EVENT, PERSON, PLACE, SCHEME, WORD, Sentence, Unit
from extractors.records.announcements.verbs import group_start
from extractors.values.lexicon import words

_LISTING = frozenset({",", ";", "and", "&", "plus", "or", "/"})
_ALONG = words("alongside opposite with plus together joined has have having")
_HAS = words("has have having")
_COMPANY_OF = words("of for at from")
_LONGEST_GAP = 7
_APPOSED = 14


@dataclass(frozen=True, slots=True)
class Maker:
    """A person by their place, and the stretch of the skeleton that says what they do; -1 without one."""

    number: int
    start: int = -1
    end: int = -1
    is_sure: bool = True  # no job before the name says it better


def makers(sentence: Sentence) -> Iterator[Maker]:
    """Yield the makers of a sentence; the surer cues first."""
    text = skeleton(sentence)
    for maker in _all(sentence, text):
        if sentence.units[maker.number].kind == PERSON or _HUMAN.match(text, max(maker.start, 0)):
            yield maker


_HUMAN = re.compile(
    r"(?:co-?|exec(?:utive)? )?(?:exec(?:utive)? produc|direct|writ|wrote|penn|star|play|voic|narrat"
    r"|compos|scor|helm|cast|ensemble"
    r"|lead|title role|showrun|script|screenplay|music|novel|host|translat|choreograph|topline|headline)"
)


def _all(sentence: Sentence, text: str) -> Iterator[Maker]:
    if not any(may_be_person(sentence.units, n) for n in range(len(sentence.units))):
        return
    active: list[tuple[int, Maker]] = []
    for pattern in BEHIND:
        for match in pattern.finditer(text):
            people, _ = people_behind(sentence, place(text, match.end()))
            if _by_the_way(text, match) or _is_named(sentence, text, match):
                continue
            found = [Maker(number, *_part(match)) for number in people]
            active += [(match.end(), found[0])] if found else []
            yield from found
    for match in FROM.finditer(text):
        yield Maker(int(match["who"]), *_part(match))
    for pattern in BEFORE:
        for match in pattern.finditer(text):
            at = place(text, match.start())
            if text[match.start() - 1 : match.start()] != " " or _denied(sentence, at):
                continue
            people = people_before(sentence, at)
            if not people or _by_the_way(text, match) or _is_named(sentence, text, match):
                continue
            found = [Maker(number, *_part(match)) for number in people]
            active.append((match.end(), found[0]))
            yield from found
    yield from _with(sentence, text, active)
    yield from _gapped(text, active)


_PLAYS = re.compile(r"(?:play|portray|star|voice|sing)")
_GAPPED = re.compile(
    r"(?:,|;|and|while) <P(?P<who>\d+)> (?:is |as |will be )?(?:an? |the |his |her |their )?"
    r"(?P<craft><P\d+>|(?!is |as |an? |the )[\w'-]+(?: (?!who |whose |in |with |and )[\w'-]+){0,4})"
    r"(?= who | whose | in | with | and <P| [,.;]|$)"
)


def _gapped(text: str, active: list[tuple[int, Maker]]) -> Iterator[Maker]:
    """Yield who has a part without a verb of their own: "A plays a nurse, B is her son and C the judge"."""
    first = next((end for end, m in active if m.start >= 0 and _PLAYS.match(text, m.start)), None)
    for match in _GAPPED.finditer(text, first or 0) if first is not None else ():
        yield Maker(int(match["who"]), *match.span("craft"))


def place(text: str, offset: int) -> int:
    """Return the place of the unit at an offset of the skeleton."""
    return text.count(" ", 0, offset)


def _part(match: re.Match[str]) -> tuple[int, int, bool]:
    """Return the stretch that a match cuts as the part, and whether it says it best."""
    for name in ("does", "role", "chair", "craft"):
        if match.groupdict().get(name):
            return *match.span(name), name != "craft"
    return -1, -1, False


_NEGATIVE = words("not n't never no neither nor")


def _denied(sentence: Sentence, at: int) -> bool:
    start = group_start(sentence, at)
    return any(u.lower in _NEGATIVE for u in sentence.units[start : at + 1])


_ELSEWHERE = re.compile(
    r"^ (?:an? |the |this |that |her |his |their )?(?:[\w-]+ )?(?:panel|show|gig|set|dates|concert|session"
    r"|masterclass|keynote|market|festival|summit|gala|ceremony|evening|awards|q&a|talk|debate|conversation"
    r"|forum|projects?|slate|pitch|case)\b"
)
_OTHER_WORK = re.compile(
    r"(?:writing|writes|directing|directs|producing|produces|developing|composing|creating|shooting)"
    r" (?:another|(?:an?|her|his|their) (?:second|third|next|new|own|further))\b"
)
_STAGED = re.compile(
    r"<E\d+>|\b(?:ceremony|gala|awards|evening|festival|panel|session|masterclass|event|party|dinner"
    r"|launch)\b"
)
_LETTER = re.compile(r"^ (?:to|on|in an?|that|of|back|down) ")


def _by_the_way(text: str, match: re.Match[str]) -> bool:
    """Tell what is done for a session, "hosts the gala", and "wrote to staff" from work on a title."""
    start, end, _ = _part(match)
    done, behind = text[start:end], text[end : end + 60]
    if done.startswith(("hosted", "presented", "fronted", "curated")) and _STAGED.search(text[:start]):
        return True
    if re.match(r"(?:host|present|produc|play|design|creat|front|head)", done) and _ELSEWHERE.match(behind):
        return True
    if _OTHER_WORK.match(done + behind) or (done == "hosts" and behind.startswith(" .") and "<W" not in text):
        return True
    return done.startswith(("wrote", "write", "writing")) and _LETTER.match(behind) is not None


def _is_named(sentence: Sentence, text: str, match: re.Match[str]) -> bool:
    """Tell a name in the place of a job ("is Ann Lee") from a reference by the job ("is the director")."""
    start, _, _ = _part(match)
    return text[start : start + 2] == "<P" and sentence.units[place(text, start)].is_name


def people_behind(sentence: Sentence, at: int) -> tuple[list[int], int]:
    """Return the people of the list that begins at a place, and where the list ends."""
    units = sentence.units
    found: list[int] = []
    gap, end = 0, at
    number = at
    while number < len(units):
        unit = units[number]
        if unit.text in {"(", "["}:
            number = _closing(units, number) + 1
            end = number if found else end
            continue
        if found and unit.lower == "as" and (onward := _over_part(units, number)) is not None:
            number = end = onward
            continue
        if unit.is_name and may_be_person(units, number):
            if found and _opens_clause(units, number):
                break
            found.append(number)
            gap, end = 0, number + 1
        elif _ends_list(units, number, listed=bool(found)) or gap > _LONGEST_GAP:
            break
        else:
            gap += 1
            end = number + 1 if found and unit.kind in {BODY, PLACE} else end
        number += 1
    return found, end


def _over_part(units: list[Unit], number: int) -> int | None:
    """Step over a part inside a list of people: "Ann Lee as the judge, Bo Park as …"."""
    for at in range(number + 1, min(len(units), number + _LONGEST_PART)):
        if units[at].text in {",", ";"} or units[at].lower in {"and", "&"}:
            near = units[at + 1 : at + 7]
            return at if any(u.kind == PERSON and u.is_name for u in near) else None
        if units[at].kind == PERSON or units[at].pos == "VERB":
            return None
    return None


_LONGEST_PART = 9


def _opens_clause(units: list[Unit], number: int) -> bool:
    """Tell whether a name behind "and" is the subject of a clause of its own: "…, and Ann Lee is …"."""
    ahead = units[number + 1] if number + 1 < len(units) else None
    return ahead is not None and ahead.kind == WORD and ahead.tag in {"VBZ", "VBP", "VBD", "MD"}


_TELLING = words("stars plays directs writes produces narrates hosts features follows tells centres centers")


_NEXT_CRAFT = CREW | words("screenplay script music score dop photography editing design cinematography cast")


def _ends_list(units: list[Unit], number: int, *, listed: bool) -> bool:
    """Tell whether a unit cannot stand between the people of a list."""
    unit, before = units[number], units[number - 1]
    if unit.lower in _TELLING:
        return True
    if unit.text == ";" and any(u.lower in _NEXT_CRAFT for u in units[number + 1 : number + 4]):
        return True
    if unit.kind:
        return unit.kind not in {BODY, EVENT, PLACE, SCHEME, PERSON}
    if unit.lower in _COMPANY_OF and listed:
        return unit.lower != "of" and not any(u.kind in {BODY, PLACE} for u in units[number + 1 : number + 5])
    if _describes(unit) or unit.lower in _LISTING or unit.lower in _COMPANY_OF:
        return False
    known = "known" in {unit.lower, before.lower}  # "the artist known as Bo"
    described = unit.tag in {"VBN", "VBG", "RB"} and before.pos in {"DET", "ADJ"}
    return listed or not (known or described)


def people_before(sentence: Sentence, at: int) -> list[int]:
    """Return the people of the list that stands right before a verb: its subject."""
    units = sentence.units
    number = _before_helpers(units, at) - 1
    if number >= 1 and units[number].lower in {"who", "that"}:
        number -= 1 + (units[number - 1].text == ",")
    elif number >= 1 and units[number].text == ",":
        number = _over_apposition(units, number)
    if number >= 0 and units[number].lower in {"and", "then", "or", ","}:
        return _shared_subject(sentence, number)
    return _list_up_to(units, number)


def _list_up_to(units: list[Unit], number: int) -> list[int]:
    """Return the people of the list whose last word stands at a place."""
    found: list[int] = []
    while number >= 0:
        unit = units[number]
        if unit.text in {")", "]"}:
            number = _opening(units, number) - 1
            continue
        if may_be_person(units, number):
            between = units[number + 1 : found[0]] if found else []
            if found and (
                not any(u.lower in _LISTING for u in between) or any(u.text == ";" for u in between)
            ):
                break
            found.insert(0, number)
        elif not (_inside_list(unit) if found else _inside_name(units, number)):
            break
        number -= 1
    return found if number < 0 or units[number].lower not in {"which", "that", "whom"} else []


def _inside_list(unit: Unit) -> bool:
    return (
        unit.lower in _LISTING | _COMPANY_OF
        or unit.kind in {BODY, PLACE}
        or (unit.kind == WORD and _describes(unit))
    )


def _inside_name(units: list[Unit], number: int) -> bool:
    """Tell what may stand between a subject and its verb: "Ann Lee of Acme", "Ann Lee herself"."""
    unit = units[number]
    if unit.lower in {"both", "jointly", "all", "herself", "himself", "themselves", "together", "each"}:
        return True
    return unit.kind in {BODY, PLACE} and number > 1 and units[number - 1].lower in _COMPANY_OF


_HELPERS = words(
    "has have had is are was were be been will would 'll to also again now then both officially once more"
    " set due attached signed on up board aboard expected slated already currently jointly previously"
    " reportedly himself herself tapped hired confirmed cast returning agreed recently just"
)


def _before_helpers(units: list[Unit], at: int) -> int:
    while at > 0 and (
        units[at - 1].lower in _HELPERS or (units[at - 1].kind == WORD and units[at - 1].pos == "ADV")
    ):
        at -= 1
    return at


def _over_apposition(units: list[Unit], comma: int) -> int:
    """Step over what stands between two commas: "Ann Lee, the Danish actor, plays"."""
    for number in range(comma - 1, max(-1, comma - _APPOSED), -1):
        if units[number].text == "," and number and units[number - 1].kind == PERSON:
            return number - 1
    return comma


def _shared_subject(sentence: Sentence, number: int) -> list[int]:
    """Return the subject of the verb before "and": "Ann Lee created the show and will run it"."""
    units = sentence.units
    for at in range(number - 1, max(-1, number - _APPOSED), -1):
        if units[at].kind == PERSON:
            return []
        if units[at].pos == "VERB" and units[at].tag in {"VBZ", "VBD", "VBP", "VB", "VBG"}:
            return people_before(sentence, at)
    return []


def _describes(unit: Unit) -> bool:
    return unit.pos in {"NOUN", "ADJ", "PROPN", "DET", "NUM"} or unit.tag in {"POS", "HYPH", "PRP$"}


def _opening(units: list[Unit], at: int) -> int:
    return next((n for n in range(at, -1, -1) if units[n].text in {"(", "["}), at)


def _closing(units: list[Unit], at: int) -> int:
    return next((n for n in range(at, len(units)) if units[n].text in {")", "]"}), at)


def _with(sentence: Sentence, text: str, active: list[tuple[int, Maker]]) -> Iterator[Maker]:
    """Yield those behind "with": with a part of their own, else with that of the verb before."""
    units = sentence.units
    starts = [0, *(n + 1 for n, c in enumerate(text) if c == " ")]
    for number, unit in enumerate(units):
        if unit.kind or unit.lower not in _ALONG:
            continue
        people, end = people_behind(sentence, number + 1)
        if not people:
            continue
        behind = starts[end] - 1 if end < len(starts) else len(text)
        match = next((m for p in AFTER_WITH if (m := p.match(text, behind)) is not None), None)
        if match is not None:
            yield from (Maker(person, *_part(match)) for person in people)
            continue
        before = [a for a in active if a[0] <= starts[number]] if unit.lower not in _HAS else []
        if before and number - place(text, before[-1][0]) <= _APPOSED:
            yield from (replace(before[-1][1], number=person) for person in people)
