"""Makes the draft of a change of post: its day, and who had the post before or has it next.

Rule: who had the post is told in the sentence of the change or in one that goes on about it; a day belongs to
the change only where it stands in its own clause.
"""

import re
from datetime import timedelta

from extractors.reading import DateSpan, Words
from extractors.records.announcements.credits import Credit, skeleton
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.jobs import own_job
from extractors.records.announcements.units import DATE, PERSON, Sentence
from schemas.vocabulary import AnnouncementKind as Kind

OLD = timedelta(days=30)


def draft_of(
    story: Story, sentence: Sentence, verb: int, *, post: Words, people: list[int], by: list[Words]
) -> Draft:
    """Make the draft of a change of post, with its day and who had the post before or has it next."""
    trigger = story.words(sentence.units[verb])
    draft = Draft(Kind.APPOINTMENT, trigger, sentence, subject=post, by=by[:2], confidence=0.85)
    for number in people:
        entity = sentence.units[number].entity
        if entity is not None and entity not in [c.person for c in draft.people]:
            role = own_job(story, sentence, number) if _is_body_of_people(post) else post
            draft.people.append(Credit(entity, role, sentence.number))
    draft.date = _day(story, sentence, verb) or _starts(story, sentence)
    _add_partner(story, draft, post)
    return draft


def _is_body_of_people(post: Words) -> bool:
    """Tell a seat on a board or jury from a post of one's own: who joins it keeps the job they have."""
    return post.text.lower().split()[-1] in {"board", "jury", "panel", "committee"}


def _day(story: Story, sentence: Sentence, verb: int) -> DateSpan | None:
    """Return the day of a change: in its own clause, not in one about somebody ("who left in March")."""
    units = sentence.units
    found = story.date(sentence, verb, ahead=None)
    published = story.reading.published
    if found is None or len(found.start) == len("2025"):
        return None
    at = next((n for n, u in enumerate(units) if u.date is found), verb)
    if any(u.tag in {"WP", "WDT", "WP$", "WRB"} for u in units[verb + 1 : at]):
        return None
    if published is not None and found.end < (published - OLD).isoformat()[: len(found.end)]:
        return None
    return found


_STARTS = re.compile(
    r"\b(?:takes? up|starts?|begins?|joins|assumes?|effective|leaves?|takes over|takes office|in post"
    r"|from|until"
    r"|last day|final day|take effect|with effect|steps|exits?|departs?|moves"
    r"|will (?:take|start|begin|join|leave|exit|depart|step|remain|stay))\b"
)


def _starts(story: Story, sentence: Sentence) -> DateSpan | None:
    """Return the day the next sentence gives: "She takes up the post on 2 April"."""
    for later in story.sentences[sentence.number + 1 : sentence.number + 3]:
        if later.line != sentence.line:
            break
        if _STARTS.search(later.lower):
            for number, unit in enumerate(later.units):
                if unit.kind == DATE and unit.date is not None and len(unit.date.start) > len("2025"):
                    verb = next((n for n in range(number, -1, -1) if later.units[n].pos == "VERB"), 0)
                    return _day(story, later, verb)
    return None


_BEFORE_HER = (
    r"(?:replac(?:es|ing|ed|e)|succeed(?:s|ing|ed)?|follow(?:s|ing) (?!the|a |an )"
    r"|(?:takes?|taking|took) over (?:(?:on |in )?<D\d+> )?from"
    r"|taking the (?:reins|baton) from"
    r"|(?:takes?|taking|takes up|fill(?:s|ing)?|occup(?:ies|ying)) the (?:place|shoes|seat|chair|post"
    r"|role) of"
    r"|in (?:the )?(?:place|substitution) of|vacated by|left (?:vacant )?by"
    r"|(?:previously |formerly |once )?held by|in succession to)"
)
_AFTER_HER = (
    r"(?:(?:hand(?:s|ing|ed)?|pass(?:es|ing)?) (?:over|on)?(?: the \w+)? ?to|(?:be |is "
    r"|been )?(?:succeeded|replaced|followed)(?: [\w-]+){0,4}? by"
    r"|mak(?:es?|ing) way for|giv(?:es?|ing) way to)"
)
_FILL = r"(?:[\w'’-]+ |<[BC]\d+> ){0,5}?"
_HIS = r"(?:his|her|their|the)"
_HELP = r"(?:(?:will|is|are|has|have|to|be|been|set|due|now|also|then|meanwhile|temporarily|already|'ll) )*"
# Somebody who comes after the one just told of: "his deputy takes over", "B will fill in".
_SUCCEEDS_HER = re.compile(
    rf"<P(?P<sub>\d+)>(?: ,[^,;]{{1,90}},)? {_HELP}(?:tak(?:es?|ing|en) {_HIS} (?:place|seat|reins|helm|job"
    r"|role|post|chair|baton)|t(?:akes?|aking|aken|ook) over|fill(?:s|ing)? (?:in|the breach|the gap|his|her"
    rf"|their)|deputi[sz]\w+|step(?:s|ping)? (?:in|up|into)|stand(?:s|ing)? in|assum\w+ {_HIS} (?:\w+ )?"
    r"(?:duties|role|responsibilities|tasks|functions|post|position)|act(?:s|ing)? as (?:an? |the )?"
    r"(?:interim|acting|caretaker|stopgap)|(?:succeed|replac|follow)\w* (?:<P\d+>|him|her|them)|inherit\w*"
    r"|run(?:s|ning)? the \w+ (?:until|for now|in the interim)|mind(?:s|ing)? the shop)"
    r"|\b(?:successor|replacement)(?: ,| will be| is| :) (?:[\w'’-]+ ){0,5}?<P(?P<heir>\d+)>"
)
_AS = re.compile(
    r" as (?:an? |the |its )?(?P<post>[\w' -]{3,60}?)(?= of | at | until | while | when |[,.]|$)"
)
_PARTNER = re.compile(
    rf"\b(?:{_BEFORE_HER}|{_AFTER_HER}) {_FILL}<P(?P<who>\d+)>"
    rf"|\b(?:and|while|as) {_FILL}<P(?P<next>\d+)> (?:stepp|mov|slid)\w+ into (?:his|her|their|the) (?:\w+ )?"
    r"(?:shoes|role|place|seat|chair|post)\b"
    rf"|\bwith {_FILL}<P(?P<heir>\d+)> (?:stepping|taking|set to|due to|filling|acting|to (?:take|step"
    rf"|succeed))\b"
)


def _add_partner(story: Story, draft: Draft, post: Words) -> None:
    """Take in who had the post before, or takes it next, from the sentence or those that go on about it."""
    known = {id(c.person) for c in draft.people}
    going = is_departure(draft)
    for sentence in story.sentences[draft.sentence.number : draft.sentence.number + _GOES_ON]:
        here = sentence.line == draft.sentence.line
        if not here and not (going and sentence.line == draft.sentence.line + 1):
            break
        first = next((u for u in sentence.units if u.kind == PERSON), None)
        text = skeleton(sentence)
        about = here and ((first is not None and id(first.entity) in known) or text.startswith(_PRONOUNS))
        found: list[str] = []
        if about or sentence is draft.sentence:
            found += [m["who"] or m["heir"] or m["next"] for m in _PARTNER.finditer(text)]
        if going:
            found += [
                m["sub"] or m["heir"] for m in _SUCCEEDS_HER.finditer(text) if _same_post(text, m, post)
            ]
        for number in found:
            entity = sentence.units[int(number)].entity
            if entity is not None and id(entity) not in known:
                role = own_job(story, sentence, int(number)) if _is_body_of_people(post) else post
                draft.people.append(Credit(entity, role, sentence.number))
                return


_GOES_ON = 4
_PRONOUNS = ("they ", "she ", "he ", "the pair ", "the duo ", "both ")
_DEPARTURE = re.compile(
    r"(?:leav|left|depart|exit|step|retir|resign|quit|stand|bow|part|dismiss|oust|fire|sack|remove|suspend"
    r"|depose|axe|terminat|reliev|unseat|cease|vacat|relinquish|hand|tender|los|let|dispens|show|call"
    r"|hang|mak"
    r"|end|walk|clear|cut|say|bid|out|gone)"
)


def is_departure(draft: Draft) -> bool:
    """Tell whether a change of post is told by somebody's going."""
    words = draft.trigger.text.lower()
    return draft.kind is Kind.APPOINTMENT and _DEPARTURE.match(words) is not None


def _same_post(text: str, match: re.Match[str], post: Words) -> bool:
    """Tell whether a successor comes into the same post: "as interim editor" after an editor leaves."""
    led = _AS.match(text, match.end())
    return led is None or bool(set(led["post"].split()) & set(post.text.lower().split()) - {"of", "and"})
