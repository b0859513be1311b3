"""Describes, for each person near a session, what speaks for and against taking part in it.

Rule: clues are facts of the text around one naming of a person; the weights learned from the annotated corpus
decide, and nothing here looks at who the person is.
"""

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from extractors.reading import BlockKind, Entity, Mention
from extractors.records.panel.cues import (
    APPEARING,
    BACKWARDS,
    CONTINUES,
    NEGATED,
    PAST,
    SAYING,
    SEPARATE,
)
from extractors.records.panel.ground import Ground
from extractors.records.panel.lexicon import ROLE
from extractors.records.panel.people import GATHERING_ROLE
from extractors.records.panel.sessions import Line, Session
from schemas.vocabulary import PanelKind, Part

Clues = dict[str, float]

_BEHIND_OTHER = re.compile(
    r"\b(?:late|adaptation of|novel by|book by|film by|series by|play by|directed by|written by|"
    r"starring|created by|replac(?:ed|es|ing)|tribute to|mentor,?|company of|rival|"
    r"(?:which|that|film|series|drama|comedy|movie|show) stars|fronted by|"
    r"without|based on|produced by|memories of|opposite|penned by|succeed(?:s|ed|ing)?|signed|cast|named|"
    r"appointed|portrait of|biopic of|adapted from|biography of|winner|owned by|son of|daughter of|wife of|"
    r"widow of|husband of)\s+(?:(?:the|his|her|a|an)\s+)?(?:[\w-]+\s+){0,3}$|\b(?:about|after|than|like|"
    r"unlike)"
    r"\s+(?:[a-z][\w-]+\s+){0,3}$|[“\"][^“”\"]{1,60}[”\"],?\s+(?:by|from)\s+(?:[\w’-]+\s+){0,4}$"
    r"|\b(?:jury|jurors)\b[^.;“”]{0,90}$",
)
_WITH = re.compile(
    r"\b(?:with|by|from|featuring|featured|feature|features|between|of|together|had|has|includes?|including|"
    r"included|among|alongside|saw|sees|gathered|united|paired|pits?|pitted|to|"
    r"table|stage|put|starring|speakers?|comprising|comprised|presented|participants?|guests?|"
    r"panell?ists?|line-?up|are|were|is|was|joined|joining|fellow|plus|against|"
    r"welcomed?|be|bring|brings|heard)\s+(?:the\s+|a\s+|an\s+|its\s+)?$|[:;—–(]\s*$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^(?:[^.;“”]{0,90}?[,;]\s+(?:and\s+)?|\s+and\s+)(?:[\w’&+.-]+\s+){0,7}$")
_ANSWERS = re.compile(
    r"(?:,[^,.;]{2,90},)?\s+(?:(?:also|then|was|duly|promptly|both)\s+)*(?:countered|replied|retorted|"
    r"(?:dis)?agreed|responded|answered|objected|conceded|chipped in|weighed in|followed|concurred|nodded|"
    r"pushed back|echoed|shot back|interjected|blunter|seconded|begged to differ|joined in|cut in|"
    r"took (?:issue|the opposite)|summed up|concluded|closed|rounded off|wrapped up|added)\b"
)
_PRIZE = re.compile(
    r"\b(?:won|wins?|winners?|prizes?|awards?|awarded|trophy|honou?red|honorary|jury|juries|receives?|received)\b",
    re.IGNORECASE,
)
_MOST_HOPS = 8
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_CLIMB = frozenset(("appos", "conj", "compound", "flat", "nmod", "amod", "poss", "npadvmod", "dep"))


_SPEAK_AGAINST = frozenset(
    (
        "outside",
        "outside block",
        "past",
        "old year",
        "other",
        "owns",
        "work",
        "negated",
        "separate",
        "reference",
    )
)


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming of a person in a sentence that belongs to a session, or stands before it."""

    mention: Mention
    line: Line
    before: bool


@dataclass(slots=True)
class Candidate:
    """A person named around a session, with all the places."""

    entity: Entity
    namings: list[Naming] = field(default_factory=list)


def candidates(ground: Ground, session: Session) -> list[Candidate]:
    """Return who is named around a session, in the order of the text."""
    found: dict[int, Candidate] = {}
    for lines, before in ((session.before, True), (session.lines, False)):
        for line in lines:
            start, end, _ = line
            for mention in ground.people:
                if start <= mention.start < end and not ground.in_quote(mention.start):
                    candidate = found.setdefault(id(mention.entity), Candidate(mention.entity))
                    candidate.namings.append(Naming(mention, line, before))
    return [c for c in found.values() if any(n.mention.is_name for n in c.namings) or _is_described(c)]


def _is_described(candidate: Candidate) -> bool:
    return any(len(n.mention.entity.name.text.split()) > 1 for n in candidate.namings)


def clues_of(ground: Ground, session: Session, candidate: Candidate) -> Clues:
    """Return the clues of a person: what one naming says for it counts, what all say against it."""
    each = [_clues_of_naming(ground, session, naming) for naming in candidate.namings]
    names = [c for c, n in zip(each, candidate.namings, strict=True) if n.mention.is_name] or each
    found: Clues = {}
    for clues in each:
        for name, value in clues.items():
            if name not in _SPEAK_AGAINST:
                found[name] = max(value, found.get(name, 0.0))
    for name in _SPEAK_AGAINST:
        found[name] = min(c.get(name, 0.0) for c in names)
    found.update(_clues_of_person(ground, session, candidate))
    return {name: value for name, value in found.items() if value}


def _clues_of_person(ground: Ground, session: Session, candidate: Candidate) -> Clues:
    entity = candidate.entity
    words = entity.name.text.split()
    first = candidate.namings[0]
    places = {_place(session, n) for n in candidate.namings}
    company = [m for p in session.people for m in p.at if m.start < first.mention.start]
    line = ground.reading.blocks[first.line[2]]
    near = [m for m in company if m.start >= line.start]
    return {
        "one word": float(len(words) == 1),
        "odd name": float(bool(re.search(r"[’']|^(?:Panel|And)\b|^[A-Z]{2,}$", entity.name.text))),
        "first": float(bool(entity.mentions) and entity.mentions[0] is first.mention),
        "many": float(len(entity.mentions) > 2),
        "quotes": float(any(q.speaker is entity for q in ground.reading.quotes)),
        "in company": float(bool(near)),
        "alone": float(not company),
        "only before": float(all(n.before for n in candidate.namings)),
        "only later": float(not any(p.startswith("in") for p in places) and not first.before),
        "far only": float(places <= {"far", "second"}),
        "elsewhere": float(any(s is not session and s.has(entity) for s in ground.sessions)),
        "organiser": float(_holds(ground, session, entity)),
        "organiser:in": float(_holds(ground, session, entity) and any(p.startswith("in") for p in places)),
        "in a run": float(_goes_on(ground, session, candidate)),
        "pitch:work": float(
            session.kind is PanelKind.PITCH
            and any(
                ground.works_in(n.line) and not _PRIZE.search(ground.plain[slice(*n.line[:2])])
                for n in candidate.namings
            )
        ),
        "same work": float(_on_same_work(ground, session, candidate)),
        "full": float(len(session.people) >= 3),
    }


def _holds(ground: Ground, session: Session, entity: Entity) -> bool:
    """Tell whether somebody works for the gathering or for who holds it."""
    known = ground.gatherings.of(session)
    if known is None:
        return False
    holders = {known.name.text, *(known.forum.organizers if known.forum is not None else ())}
    return any(e.name.text in holders for e in entity.employers) or any(
        GATHERING_ROLE.match(role.text) for role in entity.roles
    )


def _goes_on(ground: Ground, session: Session, candidate: Candidate) -> bool:
    """Tell whether speech of the session's people reaches from its noun to a later naming."""
    last = max((f.block for f in session.frames), default=session.block)
    block = min(n.line[2] for n in candidate.namings)
    told = {id(p.entity) for p in session.people}
    lines = [ground.reading.blocks[n] for n in range(last + 1, block)]
    return block > last and all(
        any(
            q.speaker is not None and id(q.speaker) in told and line.start <= q.parts[0].start < line.end
            for q in ground.reading.quotes
        )
        for line in lines
    )


def _on_same_work(ground: Ground, session: Session, candidate: Candidate) -> bool:
    """Tell whether a person comes up with the work that those already in the session speak of."""
    told = {id(w) for p in session.people for m in p.at for w in ground.works_at(m.start)}
    return any(id(w) in told for n in candidate.namings for w in ground.works_at(n.mention.start))


def _clues_of_naming(ground: Ground, session: Session, candidate: Naming) -> Clues:
    """Return the clues of one naming; each is 1 where it holds, so that weights can be read."""
    found: Clues = {}
    mention, (start, end, block) = candidate.mention, candidate.line
    text = ground.reading.text
    before, after = text[start : mention.start], text[mention.end : end]
    plain = ground.plain[start:end]
    kind = "named" if session.named else "staged"
    place = _place(session, candidate)
    outside = ground.outside(start, end)
    past = bool(PAST.search(plain))
    year = str(ground.reading.published.year) if ground.reading.published else "9999"
    old_year = any(y < year for y in re.findall(r"\b(?:19|20)\d\d\b", plain))
    speaks = any(m.entity is mention.entity for m in ground.speakers(start, end))
    quoted = any(
        q.speaker is mention.entity and any(start - 2 <= p.start < end for p in q.parts)
        for q in ground.reading.quotes
    )
    verb, tie = _governor(ground, mention)
    line = ground.reading.blocks[block]
    elsewhere = [s for s in ground.sentences[block] if s[0] <= start and ground.outside(*s)]
    back = bool(BACKWARDS.match(text[slice(*session.frames[0].sentence)]))
    counts = not outside and not past and not old_year
    found[f"{kind}:{place}"] = 1.0
    if place.startswith("in"):
        found[f"in:{session.kind.value}"] = 1.0
    found[f"back:{place}"] = float(back and candidate.before)
    found["back:speaks"] = float(back and candidate.before and (speaks or quoted))
    found["speaks"] = float(speaks and counts)
    found["quoted"] = float(quoted and counts)
    found[f"{kind}:speaks:{place}"] = float((speaks or quoted) and counts)
    found[f"verb:{verb}:{tie}"] = 1.0
    found["with"] = float(
        bool(_WITH.search(before) or _WITH.search(re.sub(r"(?:[\w’&+.-]+\s+){0,6}$", "", before) + " "))
    )
    found["with:in after"] = float(found["with"] > 0 and place == "in after")
    found["other"] = float(bool(_BEHIND_OTHER.search(before)))
    found["owns"] = float(ground.owns(mention))
    found["absent"] = float(ground.is_absent(mention, end))
    found["outside"] = float(outside)
    found["outside block"] = float(bool(elsewhere))
    found["past"] = float(past)
    found["old year"] = float(old_year)
    found["negated"] = float(bool(NEGATED.search(plain)))
    found["separate"] = float(
        bool(SEPARATE.match(text[line.start : line.end])) and not place.startswith("in")
    )
    found["continues"] = float(bool(CONTINUES.search(plain)))
    found["moderates"] = float(ground.part(mention, start, end) is Part.MODERATOR)
    found["role"] = float(
        bool(ROLE.search(" " + before[-40:].rstrip().rstrip(","))) or bool(ROLE.search(after[:60]))
    )
    found["reference"] = float(not mention.is_name)
    found["listed"] = float(_is_listed(ground, mention, start))
    found["work"] = float(_in_work(ground, mention))
    found["answers"] = float(bool(_ANSWERS.match(ground.plain[mention.end : end])))
    found["prize"] = float(bool(_PRIZE.search(plain)) and not place.startswith("in"))
    return found | _clues_of_clause(ground, session, candidate)


def _clues_of_clause(ground: Ground, session: Session, candidate: Naming) -> Clues:
    """Return the clues of the clause and of the section that a naming stands in."""
    mention, (start, end, block) = candidate.mention, candidate.line
    same = _shares_verb(ground, session, mention, (start, end))
    return {
        "same clause": float(same is True),
        "other clause": float(same is False),
        "other section": float(_is_parted(ground, session, block)),
    }


def _shares_verb(ground: Ground, session: Session, mention: Mention, line: tuple[int, int]) -> bool | None:
    """Tell whether the verb that tells of a person tells of the session, too; None without both in a line."""
    verbs = [
        _verb_over(ground.reading.tokens(f.start, f.end).root)
        for f in session.frames
        if f.named and line[0] <= f.start < line[1]
    ]
    own = _verb_over(ground.reading.tokens(mention.start, mention.end).root)
    if own is None or not any(verbs):
        return None
    return any(verb is not None and verb.i == own.i for verb in verbs)


def _verb_over(token: Token) -> Token | None:
    """Return the verb that a noun belongs to."""
    for _ in range(_MOST_HOPS):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head is token:
            return None
        token = token.head
    return None


def _is_parted(ground: Ground, session: Session, block: int) -> bool:
    """Tell whether a heading stands between a session and a later line."""
    last = max(f.block for f in session.frames) if session.frames else session.block
    return any(b.kind is BlockKind.HEADING for b in ground.reading.blocks[last:block])


def _place(session: Session, candidate: Naming) -> str:
    """Tell where a naming stands, seen from the places that name the session."""
    start, end, block = candidate.line
    at = candidate.mention.start
    here = [f for f in session.frames if start <= f.start < end]
    if here:
        return "in after" if any(f.start < at for f in here) else "in before"
    if candidate.before:
        return "line before" if block < session.block else "same before"
    last = max((f.block for f in session.frames if f.start < at), default=session.block)
    gap = block - last
    return ("same after", "next", "second")[gap] if gap < 3 else "far"


def _governor(ground: Ground, mention: Mention) -> tuple[str, str]:
    """Return what kind of verb governs a name, and how the name is tied to it."""
    token = ground.reading.tokens(mention.start, mention.end).root
    for _ in range(6):
        if token.dep_ in _CLIMB and token.head is not token:
            token = token.head
        else:
            break
    if token.dep_ in _SUBJECTS:
        tie = token.dep_
        return _verb_class(token.head), tie
    if token.dep_ == "pobj":
        prep = token.head
        head = prep.head
        if prep.dep_ == "agent":
            return _verb_class(head), "agent"
        lemma = prep.lemma_.lower()
        known = {"with", "by", "between", "of", "from", "among", "including", "for", "to", "about", "after"}
        return _verb_class(head), lemma if lemma in known else "prep"
    if token.dep_ in {"dobj", "attr", "oprd", "dative"}:
        return _verb_class(token.head), "object"
    return "none", "root" if token.dep_ == "ROOT" else "none"


def _verb_class(token: Token) -> str:
    lemma = token.lemma_.lower()
    if lemma in SAYING:
        return "say"
    if lemma in APPEARING:
        return "appear"
    if token.pos_ in {"VERB", "AUX"}:
        return "be" if lemma == "be" else "verb"
    return "noun"


def _is_listed(ground: Ground, mention: Mention, start: int) -> bool:
    """Tell whether a name goes on a list that another person began."""
    earlier = [m for m in ground.people if start <= m.start and m.end < mention.start]
    if not earlier:
        return False
    return bool(_LISTED.match(ground.reading.text[max(m.end for m in earlier) : mention.start]))


def _in_work(ground: Ground, mention: Mention) -> bool:
    """Tell whether a name is a part of a title or of a gathering's name."""
    return any(
        m.start <= mention.start and mention.end <= m.end and m is not mention
        for m in ground.names.at(mention.start, mention.end)
        if m.entity is not mention.entity
    )
