"""Productions: when and where a title is shot, who joins it, who leaves it.

Rule: a shoot needs a day, a place or news of its state; a casting needs a person who comes or goes. What a
cast list merely states goes to the title's other record, and is one of its own only where there is none.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.reading import DateSpan, Entity, Words
from extractors.records.announcements.ahead import to_come
from extractors.records.announcements.crafts import ROLE
from extractors.records.announcements.crediting import own_part
from extractors.records.announcements.credits import Credit, cut, is_background_title, skeleton
from extractors.records.announcements.draft import COMPANIES, Draft, Story, distinct
from extractors.records.announcements.links import subject
from extractors.records.announcements.makers import people_behind
from extractors.records.announcements.places import on_location
from extractors.records.announcements.units import BODY, WORK, Sentence
from extractors.records.announcements.verbs import clause_end
from schemas.vocabulary import AnnouncementKind as Kind

_SHOOT = (
    r"(?:shooting|filming|(?:principal )?photography|lensing|(?<!-)production|(?<!the )shoots?|(?<=the"
    r" )shoot|cameras?"
    r"|clapper(?:board|s)?|camera ?work|recordings?|turning|takes)"
)
_PHASE = (
    r"(?:start(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?|commenc(?:es?|ed|ing)|kick(?:s|ed|ing)? off|get(?:s"
    r"|ting)?|got"
    r"|roll(?:s|ed|ing)?|turn(?:s|ed|ing)?|resum(?:es?|ed|ing)|continu(?:es?|ed|ing)|wrap(?:s|ped|ping)?"
    r"|complet(?:es?|ed|ing)"
    r"|finish(?:es|ed|ing)?|conclud(?:es?|ed|ing)|end(?:s|ed|ing)?|halt(?:s|ed)?|suspend(?:s|ed)?"
    r"|paus(?:es|ed)"
    r"|stop(?:s|ped)?|delay(?:s|ed)?|postpon(?:es|ed)|shut(?:s|ting)? down|mov(?:es|ed|ing)|relocat(?:es"
    r"|ed|ing)"
    r"|underway|under way|struck|complete|done|over|planned|scheduled|slated|set|pencilled|due|expected"
    r"|put on hold"
    r"|on hold|back on|tak(?:es?|ing) place|gear(?:s|ed|ing)? up|preparing|prepares|entered|enters?"
    r"|entering|(?:put|set) in motion)"
)
_STEP = r"(?:<[WCNBPDEV]\d+> |, |(?![<.;])[^\s,;]+ )"
_SHOOTING = re.compile(
    rf"\b(?:{_SHOOT} {_STEP}{{0,10}}?{_PHASE}|{_PHASE} {_STEP}{{0,4}}?{_SHOOT}|work (?:has |have"
    rf" )?{_PHASE} on <W\d+>"
    r"|(?:go(?:es|ing)?|went|gone|head(?:s|ed|ing)?|put(?:s|ting)?|takes?|taken|moves?|moving|step(?:s"
    r"|ping)?)"
    rf" {_STEP}{{0,5}}?(?:into|in front of|before) (?:active )?(?:production|(?:the )?cameras?)"
    r"|(?:is|are) being (?:shot|filmed|lensed|made (?:on location|in|at|across|between)|produced (?:in|at"
    r"|across|between))"
    r"|begun to be (?:shot|filmed|rolled|recorded)"
    r"|(?:is|are|'s|now|currently|already) (?:(?:now|currently|already|busy|in|at|on|around|<C\d+>)"
    r" )*(?:shooting|filming"
    r"|in production|in the can|before the cameras|in post-?production|lensing)"
    r"|(?:will|to|is to|are to|set to|due to) (?:be )?(?:shoot|shot|film|filmed|lens|lensed)\b(?! for)"
    r"|(?:shoots|<W\d+> (?:, [^,]*, )?(?:films|rolls|lenses)) (?:in|from|on|at|this|next|over|until"
    r"|through)\b"
    r"|(?:has|have) (?:just )?wrapped|wraps (?:in|after|on)|(?:it 's|that 's|calls? it|called it) a wrap"
    r"|begins? (?:work|life) in)(?!\w)"
)
_UNSURE = re.compile(r"\b(?:not|never|could|might|may|n't|if|had|no)\b[^<]{0,20}$")
_STATE = re.compile(
    r"\b(?:wrap\w*|complet\w*|finish\w*|conclud\w*|under way|underway|halted|suspended|shut down"
    r"|currently|now"
    r"|started|begun|began|kicked off|struck|in the can|films|shoots|lenses|stopped|entered|went|rolling"
    r"|lensing|in"
    r" post-?production)\b"
)


_JUST = re.compile(r"\b(?:now|currently|just|this week|this month|last week|today|yesterday)\b")
_SOON = re.compile(
    r"\b(?:next|this|in (?:the )?|over (?:the )?|later this|early) ?(?:spring|summer|autumn|fall|winter|year"
    r"|month)\b"
    r"|\b(?:soon|shortly|imminent\w*)\b"
)


def shoots(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read the start, place and end of a shoot."""
    text = skeleton(sentence)
    for match in _SHOOTING.finditer(text):
        if _UNSURE.search(text[: match.start()]):
            continue
        at, end = text.count(" ", 0, match.start()), text.count(" ", 0, match.end())
        end = min(end, len(sentence.units) - 1)
        titles = _shot(story, sentence, at, end)
        if not titles:
            continue
        date = _start(story, sentence, end)
        places = distinct([*story.places(sentence, at), *on_location(sentence, at, end)])
        soon = _STATE.search(match.group()) or _SOON.search(" ".join(text.split(" ")[end : end + 9]))
        in_passing = {"that", "which"} & {u.lower for u in sentence.units[max(0, at - 6) : at]}
        in_passing = set() if _JUST.search(" ".join(text.split(" ")[at : end + 5])) else in_passing
        if date is None and not places and (not soon or in_passing):
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


def _start(story: Story, sentence: Sentence, at: int) -> DateSpan | None:
    """Return the day of a shoot that is to come or just past; "until June" is not its start."""
    date = story.date(sentence, at, ahead=None)
    if date is None:
        return None
    led = " ".join(u.lower for u in sentence.units if u.end <= date.start_offset)
    return None if _UNTIL.search(led) else to_come(story, date)


_UNTIL = re.compile(
    r"\b(?<!hold )(?<!delayed )(?<!postponed )(?<!suspended )(?:until|till|through|by|before)(?: at"
    r" least)?(?: the (?:end|middle|start|beginning) of"
    r"| early| late| mid)?$"
)


def _shot(story: Story, sentence: Sentence, at: int, end: int) -> list[Entity]:
    """Return the title that is shot: in the words of the shoot, before them, behind "on", or in focus."""
    inside = [u.entity for u in sentence.units[at : end + 1] if u.kind == WORK and u.entity is not None]
    before = story.titles_before(sentence, at + 1)
    behind = story.titles_after(sentence, at, clause_end(sentence, at))
    if inside:
        return inside[:1]
    if before and not (behind and sentence.units[at - 1].text == ","):
        return [t for t in before if t is _nearest(sentence, at)] or before[-1:]
    return behind[:1] or before[-1:] or story.focused(sentence)


def _nearest(sentence: Sentence, at: int) -> Entity | None:
    for number in range(at - 1, -1, -1):
        if sentence.units[number].kind == WORK and not is_background_title(sentence, number):
            return sentence.units[number].entity
    return None


_AUX = r"(?:(?:has|have|will|is|are|'ll|now|also|just|both|officially|be|to|set|due|in talks) )*"
_NAME = r"<P\d+>(?: \( [^()]{0,80} \))?"
_NAMES = rf"{_NAME}(?:(?: ,| and| &| as well as| plus| alongside| ;)+(?: [\w'’-]+){{0,4}}? {_NAME})*"
_COMES = (
    r"(?:join(?:s|ed|ing)?|board(?:s|ed|ing)?|been (?:cast|added|tapped|enlisted|booked|signed)|sign(?:s"
    r"|ed) (?:on|up)"
    r"|come(?:s)? (?:aboard|on board)|came (?:aboard|on board)|landed|lands|closed (?:a|his|her"
    r"|their) deals?"
    r"|reprises?|reprising|reprised|replaces?|replacing|replaced|takes? over|steps? in|on board|aboard)"
)
_GOES = (
    r"(?:exit(?:s|ed|ing)?|drop(?:s|ped|ping)? out|pull(?:s|ed|ing)? out|leaves|left|depart(?:s|ed)"
    r"|withdraw(?:s|n)"
    r"|withdrew|quits?|bow(?:s|ed) out|no longer)"
)
_WILL_DO = (
    r"(?:stars?|co-stars?|lead|headline|topline|play|appear|recur|feature|direct|helm|score|compose"
    r"|narrate|voice"
    r"|portray|write|be seen|round out)"
)
_STRONG = re.compile(rf"(?P<people>{_NAMES}),?(?: , [^,]*,)? {_AUX}(?P<cue>{_COMES}|{_GOES})\b")
_WEAK = re.compile(
    rf"(?P<people>{_NAMES}) (?:will|is to|are to|is set to|are set to|to"
    rf"|'ll|(?:is |are )?attached to) (?:also )?(?P<cue>{_WILL_DO})\b"
)
_GAP = r"(?: [\w'’-]+| <N\d+>){0,4}?"
_CAST_LIST = r"(?:(?:the|its|their|an?) )?(?:\w+ )?(?:cast|ensemble|line-?up|voice cast|season|series|film)"
_ADDED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!the )(?<!its )(?<!a )\b(?P<cue>casts|cast|enlisted|enlists|booked)\b"
        rf"{_GAP} (?P<people>{_NAMES})",
        rf"\b(?:confirm|nam|announc|reveal|unveil|sign|tapp?|pick|cho|set|book)\w*{_GAP} (?P<people>{_NAMES})"
        r" (?:as|to) (?:the |its |his |her )?(?:\w+ )?"
        r"(?P<cue>leads?|(?:co-)?stars?|headlines?|toplines?|play|front)\b",
        rf"\b(?:unveil|nam|announc|confirm|reveal|pick|cho|sign|tapp?|appoint|hir|recruit|bring|brought|lin)\w*"
        rf"{_GAP} (?P<people>{_NAMES}) (?:up |in |on board )?as (?:the |its |an? )?(?P<cue>{ROLE})"
        r"(?= (?:of|on|for|in) (?:the |its )?(?:[\w-]+ ){0,3}<W\d+>)",
        rf"\b(?:engag|hir|enlist|recruit|secur|attach|land|snag|tapp?|sign|pick|brought|bring)\w*{_GAP}"
        rf" (?P<people>{_NAMES}) (?:on board |aboard |in )?to"
        r" (?P<cue>(?:(?:co-)?(?:direct|write|helm|score|adapt|pen|produce|compose|narrate|voice|host|star)"
        r"(?: and |, | & )?)+)\b",
        rf"\b(?P<cue>add(?:s|ed|ing)?){_GAP} (?P<people>{_NAMES}) to {_CAST_LIST}",
        rf"\b(?P<cue>(?:round|fill)(?:s|ed|ing)? out) {_CAST_LIST} (?:with|are|is)(?: by"
        rf"| including)?{_GAP} (?P<people>{_NAMES})",
        rf"\b(?P<cue>joining) {_NAMES} [^.;]{{0,60}}?(?:are|is){_GAP} (?P<people>{_NAMES})",
        r"\b(?P<cue>rounded up|lined up|assembled|gathered|recruited|enlisted|added|adds|brings in"
        r"|secured|booked) (?:[^:.;]{0,40} )?(?:cast|faces|stars|actors|ensemble|cast members|additions"
        r"|regulars|leads|names|<N\d+>)"
        rf"(?: [^:.;<]{{0,40}})?(?: :| ,){_GAP} (?P<people>{_NAMES})",
        rf"\b(?P<cue>joining|joined by)(?: {_CAST_LIST})?(?: of| in| on)?(?: <W\d+>| (?:him|her"
        rf"|them))? ?(?:are|is|by)?{_GAP}"
        rf" (?P<people>{_NAMES})",
    )
)
_OF_CAST = re.compile(
    r"\b(?:cast|ensemble|season|series|film|role|roles|lead|leads|star|stars|opposite|director|composer"
    r"|show|sequel|play"
    r"|movie|feature|drama|comedy|thriller|shoot|project|picture|production|recur|regular)\b"
)
_COMPANY = re.compile(
    r"\b(?:board of|ceo|chief|vice president|managing|officer|company as|agency|jury|panel|team as)\b"
    r"|\bas [\w' -]{3,40} (?:from|at) (?:the )?<B"
)


def castings(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read who joins a title or leaves it: "Ann Lee has joined the third season as a series regular"."""
    text = skeleton(sentence)
    if _COMPANY.search(text):
        return
    for pattern, sure in ((_STRONG, True), *((p, True) for p in _ADDED), (_WEAK, False)):
        for match in pattern.finditer(text):
            if _UNSURE.search(text[: match.start("cue")]) and "had" not in text[: match.start("cue")][-24:]:
                continue
            at = text.count(" ", 0, match.start("cue"))
            titles = _cast_in(story, sentence, at, text)
            if not titles or (sure and not _OF_CAST.search(text) and not _beside(sentence, at)):
                continue
            draft = Draft(Kind.PRODUCTION, story.words(sentence.units[at]), sentence, titles=titles)
            draft.weak = not sure or text[: match.start("people")].endswith("with ")
            draft.confidence = 0.45 if draft.weak else 0.65
            behind = story.after(sentence, at, frozenset({BODY}), frozenset({"for"}))
            carried = story.carried_actor(sentence, at, frozenset({BODY}))
            draft.by = story.parties(sentence, behind[0]) if behind else carried
            draft.presumed = not behind and all(u.kind != BODY for u in sentence.units[:at])
            role = _role(story, sentence, text, match)
            numbers = _numbers(sentence, text, match)
            own = {n: own_part(story.reading, sentence, n) for n in numbers}
            role = role if not any(own.values()) else None
            for number in numbers:
                person = sentence.units[number].entity
                if person is not None and person not in [c.person for c in draft.people]:
                    draft.people.append(Credit(person, own[number] or role, sentence.number))
            yield draft
            return


def _numbers(sentence: Sentence, text: str, match: re.Match[str]) -> list[int]:
    """Return the places of the people of a casting, with whom they star opposite or whom they join."""
    numbers = [int(n) for n in re.findall(r"<P(\d+)>", re.sub(r"\( [^()]* \)", "", match["people"]))]
    if match.end("people") > match.start("cue") and numbers:
        numbers += [n for n in people_behind(sentence, numbers[0])[0] if n not in numbers]
    opposite = re.search(
        rf"\b(?:opposite|alongside|with|replac\w+|join(?:s|ed|ing)?) ({_NAMES})", text[match.start("cue") :]
    )
    if opposite is not None:
        numbers += [int(n) for n in re.findall(r"<P(\d+)>", re.sub(r"\( [^()]* \)", "", opposite[1]))]
    return numbers


def _cast_in(story: Story, sentence: Sentence, at: int, text: str) -> list[Entity]:
    titles = story.titles_after(sentence, at)[:1] or story.titles_before(sentence, at)[-1:]
    number = next((n for n, u in enumerate(sentence.units) if titles and u.entity is titles[0]), 0)
    if number and sentence.units[number - 1].lower == "as":
        titles = story.titles_before(sentence, at)[-1:]  # "has cast Ann Lee as Queen Ida"
    if titles:
        return titles
    return story.focused(sentence) if _OF_CAST.search(text) else []


def _beside(sentence: Sentence, at: int) -> bool:
    """Tell whether a title stands right behind a cue: "boards “Y”", "has exited the drama “Y”"."""
    return any(u.kind == WORK for u in sentence.units[at + 1 : at + 7])


_AS = re.compile(
    r"\b(?:as|play|plays|playing|portray|portrays|reprise|reprises) (?:an? |the |his |her "
    r"|their )?(?P<role>(?!<|roles?\b)[\w' -]{3,36}?)"
    r"(?= \.| ,| in | on | who | whose | from | for | with | <|$)"
)


def _role(story: Story, sentence: Sentence, text: str, match: re.Match[str]) -> Words | None:
    """Cut the part of a casting: "as a series regular", "to play the lead"; else the word for it."""
    if re.fullmatch(ROLE, match["cue"]) and text[: match.start("cue")].endswith((" as ", " the ", " its ")):
        return cut(story.reading, sentence, text, *match.span("cue"))
    found = _AS.search(text, match.start("cue"))
    if found is not None:
        return cut(story.reading, sentence, text, *found.span("role"))
    word = match["cue"]
    if re.search(r"\b(?:cast|stars?|leads?|headline|topline|recur|direct|score|write|narrate|voice)\b", word):
        return cut(story.reading, sentence, text, *match.span("cue"))
    cast = re.search(r"\b(?:ensemble|cast)\b", text)
    return cut(story.reading, sentence, text, *cast.span()) if cast is not None else None


def settle(found: Sequence[Draft]) -> list[Draft]:
    """Leave out the castings that only state a cast where another record of the title takes it in.

    Who is named as a lead has a part and no post.
    """
    parts = [d for d in found if d.kind is Kind.PRODUCTION and d.people]
    found = [d for d in found if not (d.kind is Kind.APPOINTMENT and any(_is_casting(d, p) for p in parts))]
    told = {id(t) for d in found if not d.weak and d.kind in _TITLED for t in d.titles}
    return [d for d in found if not (d.weak and any(id(t) in told for t in d.titles))]


def _is_casting(post: Draft, casting: Draft) -> bool:
    people = {id(c.person) for c in casting.people}
    return post.sentence is casting.sentence and {id(c.person) for c in post.people} <= people


_TITLED = frozenset({Kind.COMMISSION, Kind.RELEASE, Kind.PRODUCTION, Kind.DEAL, Kind.SLATE})
