"""Prizes won and nominations made, sentence by sentence.

Rule: the winners of one awards event are one record; its subject is the event's own name, else the first
prize that is named. Who judges, hosts or hands over wins nothing.
"""

import re
from collections.abc import Iterator

from extractors.reading import BlockKind, CountSpan, Entity, Words
from extractors.records.announcements import honours
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements.crediting import crew_role
from extractors.records.announcements.credits import Credit, is_background_title, skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story, distinct
from extractors.records.announcements.goods import is_title
from extractors.records.announcements.links import link
from extractors.records.announcements.nouns import phrase, phrase_start, phrase_with_head
from extractors.records.announcements.units import BODY, EVENT, PERSON, SCHEME, WORK, Sentence
from extractors.records.announcements.verbs import is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_COUNTED = words(
    "titles entries projects nominees finalists applications submissions films books works winners games"
    " candidates nominations authors nods trophies awards prizes gongs statuettes wins honours honors"
    " mentions categories statues countries medals titles contenders shows series songs albums podcasts"
    " plays"
)
_PRIZE_BY_NAME = re.compile(
    r"\b(?:prizes?|awards?|trophy|trophies|medals?|grand prix|golden|silver|hall of fame)\b", re.IGNORECASE
)
_PRIZE_NAME = re.compile(
    r"\b(?:prizes?|awards?|trophy|medal|prix|grand|golden|best|honou?rs?|palme|bear|lion|leopard|cup)\b",
    re.IGNORECASE,
)
_SEVERAL = words(
    "prizes awards trophies medals nominations nods wins gongs honours honors statuettes winners nominees"
)
_LISTS = words("shortlist longlist nominate")
_SWEEP = words("sweep dominate lead top head follow rule clean prevail tie")
_HANDED = words("hand present give announce reveal bestow distribute unveil award hold name declare")
_GOES_TO = words("go fall belong")
_WINS = (
    lex.WIN
    | _GOES_TO
    | lex.HONOUR
    | words(
        "sweep triumph clinch secure collect capture garner rack notch get walk come confer induct pocket"
        " snag snare hoist lift grab hand fete felicitate decorate laud salute accept carry"
    )
)
_AWAY = words("walk come carry")
_OFF = words("away off")
_FIELD = re.compile(
    r"\b(?:in the running|in contention|up for|finalists?|contenders?|vying|nominations?|nods|shortlist"
    r"|longlist|nominees|awards?|trophies|prizes|winners?|gongs|honou?rs|recipients?|laureates?|honourees?)\b"
)


def prizes(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "“Y” has won the Z Prize", "the Z Prize went to “Y”", "X handed its Z to A"."""
    unit = sentence.units[verb]
    prize = _prize_told(story, sentence, verb) if unit.pos in {"VERB", "AUX"} else None
    if prize is None:
        return
    draft = Draft(Kind.AWARD, story.words(unit), sentence, confidence=0.75)
    draft.subject = (
        honours.ceremony(sentence) or honours.lately(story, sentence) if _is_general(prize) else prize
    )
    draft.subject = draft.subject or prize
    laureates(story, sentence, draft)
    if not draft.titles and not draft.people and unit.lemma not in _LISTS and not rolls_on(story, sentence):
        return
    honours.give(story, sentence, verb, draft)
    for party in _companies(story, sentence):
        if all(party.text != b.text for b in draft.by):
            draft.with_.append(party)
    draft.with_ = distinct(draft.with_)
    draft.amounts = story.amounts(sentence)
    draft.counts = counted(story, sentence)
    draft.date = story.date(sentence, verb, ahead=False)
    yield draft


def _prize_told(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the prize that a verb gives, wins, leads or hands out; None where it does nothing of this."""
    lemma = sentence.units[verb].lemma
    if lemma in _AWAY and not _OFF & {u.lower for u in sentence.units[verb + 1 : verb + 3]}:
        return None
    prize = None
    if lemma in _WINS:
        prize = prize_of(story, sentence, verb) or _named_like_a_prize(sentence, verb)
        listed = lemma == "commend" or (lemma in _LISTS and is_passive(sentence, verb))
        if prize is None and listed:
            prize = honours.lately(story, sentence)
    elif lemma in _SWEEP or lemma == "be":
        prize = _of_field(story, sentence, verb)
    if prize is None and lemma in _HANDED and is_passive(sentence, verb) and rolls_on(story, sentence):
        prize = honours.ceremony(sentence)
    return prize


def rolls_on(story: Story, sentence: Sentence) -> bool:
    """Tell whether the lines behind a sentence list who won or who is in the running."""
    for later in story.sentences[sentence.number + 1 : sentence.number + 4]:
        if later.section != sentence.section or later.line - sentence.line > 1:
            return False
        listed = later.block.kind is BlockKind.ITEM or any(u.text == ":" for u in later.units[1:6])
        if listed and any(u.kind in {WORK, PERSON} for u in later.units):
            return True
    return False


_METALS = re.compile(r"^(?:Golden|Silver|Bronze|Crystal|Grand|Platinum|Gold|Iron|Copper|Emerald) \w+")


def _named_like_a_prize(sentence: Sentence, verb: int, reach: int = 5) -> Words | None:
    """Return "Golden Heron" behind a verb that wins, whatever the name was taken for."""
    for unit in sentence.units[verb + 1 : verb + reach]:
        if unit.entity is not None:
            found = unit.kind != WORK and _METALS.match(unit.entity.name.text)
            return unit.entity.name if found else None
    return None


_CATEGORY_NAME = re.compile(r"^(?:Best|Outstanding|Golden|Silver|Bronze|Special|Grand|Audience|Jury) \w+")


def _is_general(prize: Words) -> bool:
    """Tell "four prizes" and "best director" from a prize that has a name of its own."""
    text = prize.text.lower()
    return text.split()[-1] in _SEVERAL or text.startswith(("best ", "top ")) or text == prize.text


def laureates(story: Story, sentence: Sentence, draft: Draft) -> None:
    """Take in the titles and people of a sentence about prizes, but not who only judges or hands over."""
    for number, unit in enumerate(sentence.units):
        if unit.entity is None:
            continue
        titled = unit.kind == WORK and not _is_role_of(sentence, number)
        if (titled or is_title(sentence, number)) and unit.entity not in draft.titles:
            draft.titles.append(unit.entity)
        elif unit.kind == PERSON and unit.is_name and not _is_beaten(sentence, number):
            role = category(story, sentence, number)
            known = [c.person for c in draft.people]
            if unit.entity in known or (role is None and _only_presents(sentence, number)):
                continue
            if not _CATEGORY_NAME.match(unit.entity.name.text):
                role = role or crew_role(story.reading, sentence, number) or _role(story, unit.entity)
                draft.people.append(Credit(unit.entity, role, sentence.number))


def _is_beaten(sentence: Sentence, number: int) -> bool:
    """Tell who lost to a winner: "beating Ann Lee and Bo Park"."""
    hangs = link(sentence, number)
    return hangs.word in _BEATS or any(u.lower in _BEATS for u in sentence.units[max(0, number - 4) : number])


_BEATS = words("beat beats beating defeat defeated defeating besting pipping edging trouncing")
_PERSONAL = words(
    "actor actress director host presenter newcomer screenwriter writer cinematographer editor composer"
    " producer performer comedian journalist singer artist rapper designer author translator illustrator"
    " animator broadcaster reporter debutant musician songwriter narrator filmmaker dj player developer"
)


def category(story: Story, sentence: Sentence, number: int) -> Words | None:
    """Return the category of a person, which says what they do: "best actress"."""
    units = sentence.units
    near = [*range(number - 1, max(-1, number - 7), -1), *range(number + 1, min(len(units), number + 10))]
    for at in near:
        if units[at].kind == PERSON or units[at].text == ";":
            if at < number:
                continue
            return None
        if units[at].lower in _PERSONAL:
            start = next((n for n in range(at - 1, max(-1, at - 4), -1) if units[n].lower in _BEST), None)
            if start is not None and not any(u.kind for u in units[start + 1 : at]):
                return story.reading.words(units[start].start, units[at].end)
    return None


_BEST = words("best outstanding top")


def _is_role_of(sentence: Sentence, number: int) -> bool:
    """Tell a title that only says who somebody is; in brackets behind a winner it is what they won for."""
    before = sentence.units[number - 1] if number else None
    return is_background_title(sentence, number) and (before is None or before.text not in {"(", ",", "and"})


_PRESENTING = words(
    "present host head chair lead judge hand accept emcee preside sponsor deliver announce read"
)
_JUDGES = words(
    "jury juror jurors judge judges host hosts emcee presenter chair president chairman chairwoman"
)


def _only_presents(sentence: Sentence, number: int) -> bool:
    """Tell who hands over, hosts, judges or comments."""
    units = sentence.units
    hangs = link(sentence, number)
    if hangs.kind == "prep" and hangs.word == "by" and hangs.at and units[hangs.at - 1].lemma in _PRESENTING:
        return True
    if any(u.lower in _JUDGES for u in units[max(0, number - 4) : number]):
        return True
    if number + 1 < len(units) and units[number + 1].lemma in _PRESENTING:
        return True
    near = units[max(0, number - 2) : number + 4]
    return any(u.lemma in {"say", "add", "tell"} for u in near if not u.kind)


def counted(story: Story, sentence: Sentence) -> list[CountSpan]:
    """Return the trophies, nominations, entries and the like of a sentence."""
    return story.counts(sentence, _COUNTED)


def _role(story: Story, person: Entity) -> Words | None:
    """Return what a person does for a title of the article, else their first job."""
    parts = (c.role for p in story.profiles.values() for c in p.credits if c.person is person)
    return next((r for r in parts if r is not None), next(iter(person.roles), None))


_WINNERS_OF = re.compile(r"<W\d+> \( (?P<one>(?:[^()]* )?<B\d+>(?: [^()]*)?) \)")


def _companies(story: Story, sentence: Sentence) -> list[Words]:
    """Return the companies behind what won: "“Y” (Company)", "“Y”, made for Company", "Company's “Y”"."""
    found: list[Words] = []
    for match in _WINNERS_OF.finditer(skeleton(sentence)):
        for number in map(int, re.findall(r"<B(\d+)>", match["one"])):
            entity = sentence.units[number].entity
            found += [entity.name] if entity is not None else []
    for number in story.after(sentence, 0, frozenset({BODY}), frozenset({"from", "by", "for", "with"})):
        found += story.parties(sentence, number)
    for number, unit in enumerate(sentence.units[:-2]):
        owns = unit.kind == BODY and sentence.units[number + 1].lower in {"'s", "'"}
        ahead = sentence.units[number + 2 : number + 5]
        if owns and unit.entity is not None and any(u.kind in {WORK, PERSON} for u in ahead):
            found.append(unit.entity.name)
    return distinct(found)


_ON_TOP = re.compile(
    r"\b(?:in the running|in contention|contenders?|finalists?|vying|winners?|toast|stars?"
    r"|champions?|up|among|honou?rees?|recipients?|laureates?|holders?) (?:of|at|for|in)\b"
    r"|\bwinners?\b"
)


def _of_field(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return what a title leads or sweeps: "leads the field with 11 nominations", "was the big winner at"."""
    behind = " ".join(u.lower for u in sentence.units[verb:])
    before = " ".join(u.lower for u in sentence.units[max(0, verb - 4) : verb])
    lemma = sentence.units[verb].lemma
    if lemma == "be" and re.search(r"\bbest \w+(?: \w+)?$", before):
        return _title_of_honour(story, sentence, 0, verb)
    if lemma == "be" and _UP_FOR.search(" ".join(u.lower for u in sentence.units[:verb])):
        return honours.ceremony(sentence) or _title_of_honour(story, sentence, 0, verb)
    if not _FIELD.search(behind) or (lemma == "be" and not _ON_TOP.search(behind)):
        return None
    named = honours.ceremony(sentence)
    if named is None and (match := _RECIPIENTS.search(skeleton(sentence))) is not None:
        entity = sentence.units[int(match["what"])].entity
        named = entity.name if entity is not None else None
    if named is not None:
        return named
    found = phrase_with_head(story, sentence, _HONOURS, verb + 1, len(sentence.units))
    return found[1] if found is not None else _named_like_a_prize(sentence, verb, len(sentence.units))


_UP_FOR = re.compile(r"\b(?:up|vying|in the running|in contention|nominated|competing|shortlisted) for\b")
_RECIPIENTS = re.compile(
    r"\b(?:winners?|recipients?|laureates?|honou?rees?|holders?) of (?:the |<D\d+> |'s |this year )*"
    r"<[BSEV](?P<what>\d+)>"
)
_HONOURS = lex.PRIZE_NOUNS | words("stipend fellowship scholarship laurel crown bursary")


def prize_of(story: Story, sentence: Sentence, verb: int) -> Words | None:
    """Return the prize that a verb gives or wins, by name or by its noun."""
    return _prize_by_name(sentence, verb) or _prize_by_noun(story, sentence, verb)


def _prize_by_name(sentence: Sentence, verb: int) -> Words | None:
    units = sentence.units
    for number, unit in enumerate(units):
        if unit.kind == SCHEME and unit.entity is not None and _PRIZE_NAME.search(unit.entity.name.text):
            between = units[verb + 1 : number]
            if not any(u.tag in {"VBD", "VBZ", "VBP"} for u in between):
                return unit.entity.name
    for unit in units[max(0, verb - 12) : verb + 8]:
        if (
            unit.kind in {BODY, EVENT}
            and unit.entity is not None
            and _PRIZE_BY_NAME.search(unit.entity.name.text)
        ):
            return unit.entity.name
    return None


def _prize_by_noun(story: Story, sentence: Sentence, verb: int) -> Words | None:
    units = sentence.units
    lemma = units[verb].lemma
    if lemma in _TITLED:
        titled = _title_of_honour(story, sentence, verb + 1)
        if titled is not None:
            return titled
    if lemma in _GOES_TO:
        if not any(u.lower == "to" for u in units[verb : verb + 3]):
            return None
        found = phrase_with_head(story, sentence, lex.PRIZE_NOUNS, max(0, verb - 14), verb)
        return found[1] if found else _title_of_honour(story, sentence, 0, verb)
    found = phrase_with_head(story, sentence, lex.PRIZE_NOUNS, verb + 1, min(len(units), verb + 16))
    if found is None and (is_passive(sentence, verb) or lemma in {"share", "shortlist", "nominate"}):
        found = phrase_with_head(story, sentence, lex.PRIZE_NOUNS, max(0, verb - 10), len(units))
        if found is None:
            return _title_of_honour(story, sentence, verb + 1)
    return found[1] if found else None


_TITLED = words(
    "name crown win take vote receive judge collect claim earn choose confer award bestow pick scoop get"
    " triumph"
)


def _title_of_honour(story: Story, sentence: Sentence, start: int, stop: int | None = None) -> Words | None:
    """Return "Novel of the Year" or "best director" in a stretch."""
    units = sentence.units
    for number in range(start, min(len(units), start + 8) if stop is None else stop):
        lower = " ".join(u.lower for u in units[number : number + 4])
        if (named := re.match(r"honorary \w+", lower)) is not None:
            last = number + named.group().count(" ")
            return story.reading.words(units[number].start, units[min(last, len(units) - 1)].end)
        if re.match(r"\S+ of the (?:year|decade|fair|festival|show|week)\b", lower):
            last = min(number + 3, len(units) - 1)
            return story.reading.words(units[number].start, units[last].end)
        if units[number].lower == "best" and number + 1 < len(units) and not units[number + 1].kind:
            return phrase(story, sentence, number)
    return None


_SHORTLISTS = words(
    "nominations nominees shortlist longlist winners finalists laureates recipients honourees"
)


def nominations(story: Story, sentence: Sentence, verb: int) -> Iterator[Draft]:
    """Read "nominations for the X Awards were announced, with “Y” leading the field"."""
    unit = sentence.units[verb]
    states = unit.lemma in {"include", "be", "comprise", "feature", "number"}
    if not states and unit.lemma not in {
        "announce",
        "unveil",
        "reveal",
        "publish",
        "name",
        "declare",
        "post",
    }:
        return
    for number, word in enumerate(sentence.units[:verb] if states else sentence.units):
        if word.kind or word.lower not in _SHORTLISTS:
            continue
        named = story.reading.words(sentence.units[phrase_start(sentence, number, 0)].start, word.end)
        draft = Draft(Kind.AWARD, story.words(unit), sentence, confidence=0.6)
        draft.subject = honours.ceremony(sentence) or honours.lately(story, sentence) or named
        laureates(story, sentence, draft)
        events = story.after(sentence, number, COMPANIES, frozenset({"for", "at", "of"}))
        honours.give(story, sentence, verb, draft)
        if not draft.by:
            draft.by = story.parties(sentence, events[0]) if events else story.carried_actor(sentence, verb)
            draft.presumed = not events
        draft.counts = counted(story, sentence)
        draft.date = story.date(sentence, verb, ahead=False)
        yield draft
        return
