"""Appointments told without a verb of appointing: "the new head is A", hires in a list, a hire as a noun.

Rule: these need the post itself; a person and a company alone are no appointment.
"""

import re
from collections.abc import Iterator

from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.employers import employer
from extractors.records.announcements.jobs import is_credit, job, own_job
from extractors.records.announcements.links import subject
from extractors.records.announcements.successions import draft_of
from extractors.records.announcements.units import BODY, EVENT, PERSON, Sentence

_WITH_AS = re.compile(r"\bwith <P(\d+)>(?: ,(?:(?! as )[^;.])*?,)? as (?:its |the |their )?")


def placements(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "opens an office in Luanda with A, until now B’s editor, as its managing director"."""
    text = skeleton(sentence)
    match = _WITH_AS.search(text)
    post = job(story, sentence, text.count(" ", 0, match.end())) if match is not None else None
    if match is None or post is None or is_credit(story, sentence, post):
        return
    verb = next((n for n in range(int(match[1]), -1, -1) if sentence.units[n].pos == "VERB"), 0)
    by = story.actors(sentence, verb)
    draft = draft_of(story, sentence, verb, post=post, people=[int(match[1])], by=by)
    draft.places = story.places(sentence, verb)
    yield draft


_NEW = re.compile(
    r"\b(?P<post>(?:new|next|first|incoming) [\w' -]{3,60}?)(?: (?:at|of|for) (?:the )?<[BEC]\d+>)?"
    r" (?:is|will be|:) (?:(?:[\w'’-]+ |<[BC]\d+> ){0,4}?)(?P<who><P\d+>)"
    r"|(?:replaced|succeeded) by (?:[\w'’-]+ ){0,5}?(?P<heir><P\d+>)"
    r"|(?:hands? over|handing over|handed over|handing the \w+"
    r"|hands the \w+) to (?:[\w'’-]+ ){0,5}?(?P<next><P\d+>)"
)


def successions(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "the new head of drama is A" and "B will be succeeded by A": who comes and who goes."""
    text = skeleton(sentence)
    for match in _NEW.finditer(text):
        who = int((match["who"] or match["heir"] or match["next"]).strip("<P>"))
        at = text.count(" ", 0, match.start())
        people = [who]
        if match["post"]:
            post = job(story, sentence, at)
        else:
            old = subject(sentence, at, frozenset({PERSON}))
            if old is None:
                continue
            people = [old, who]
            post = own_job(story, sentence, old)
        if post is not None:
            by = employer(story, sentence, people[0])
            yield draft_of(story, sentence, at, post=post, people=people, by=by)


_IS_NEW = re.compile(
    r"<P(?P<who>\d+)>(?: ,[^,]*,)? (?:is|becomes|will be) (?:now |also )?(?:(?:the|its|their"
    r"|a|(?:the )?<[BE]\d+> 's) )?(?=(?:new|first|next"
    r"|incoming|latest|interim|<P\d+>))"
)
_HAS_NEW = re.compile(
    r"\b(?:has|have|gets|got|found|finds|unveils|introduces|welcomes|names) (?:found |named |chosen "
    r"|picked )?(?:a|an|its|their)"
    r" (?:new|first|next) (?P<post>[\w' -]{3,60}?)(?: (?::|,|in|—|–) (?:[\w'’-]+ ){0,4}?<P(?P<who>\d+)>"
    r"| \.$)"
)


def newcomers(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read "A is the new head of drama at X", "X has a new head of drama: A" or "… . A starts in May"."""
    text = skeleton(sentence)
    for match in _IS_NEW.finditer(text):
        at = text.count(" ", 0, match.end())
        post = job(story, sentence, at)
        if post is not None and _is_fresh(sentence, at):
            who = int(match["who"])
            bodies = [
                u.entity.name for u in sentence.units[at:] if u.kind in {BODY, EVENT} and u.entity is not None
            ]
            by = bodies[:1] or employer(story, sentence, who)
            yield draft_of(story, sentence, max(at - 1, 0), post=post, people=[who], by=by)
    for match in _HAS_NEW.finditer(text):
        at = text.count(" ", 0, match.start("post"))
        post = job(story, sentence, at)
        verb = text.count(" ", 0, match.start())
        if post is None:
            continue
        by = story.actors(sentence, verb)
        if match["who"]:
            yield draft_of(story, sentence, verb, post=post, people=[int(match["who"])], by=by)
            continue
        later = story.sentences[sentence.number + 1 : sentence.number + 2]
        for following in later:
            first = next((n for n, u in enumerate(following.units) if u.kind == PERSON and u.is_name), None)
            if following.line == sentence.line and first is not None and first <= _SOON:
                draft = draft_of(story, following, first, post=post, people=[first], by=by)
                draft.trigger = story.words(sentence.units[verb])
                yield draft


_SOON = 4


def _is_fresh(sentence: Sentence, at: int) -> bool:
    """Tell whether what follows calls the person new in the post."""
    ahead = sentence.units[at] if at < len(sentence.units) else None
    return ahead is not None and bool(
        {"new", "first", "next", "incoming", "latest", "interim"} & set(ahead.lower.split())
    )


_TEAM = re.compile(
    r"\b(?:hires?|hirings|appointments?|promotions?|recruits?|newcomers|arrivals|additions?|team"
    r"|executives|reshuffle"
    r"|restructure|reorganisation|reorganization)\b"
)
_AS = re.compile(r"<P(?P<who>\d+)>(?: ,[^,<]{0,60},)? (?:as|to|becomes|is now|:) ")


def listed(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read the hires that a sentence lists: "three hires: A as editor, B as publisher and C as agent"."""
    text = skeleton(sentence)
    found = list(_AS.finditer(text))
    if len(found) < 2 or _TEAM.search(sentence.lower) is None:
        return
    by = story.actors(sentence, int(found[0]["who"]))
    for match in found:
        post = job(story, sentence, text.count(" ", 0, match.end()))
        if post is not None:
            yield draft_of(story, sentence, int(match["who"]), post=post, people=[int(match["who"])], by=by)
