"""Changes of post that a line only labels: "LEAVING: A, editor, X", "A → head of drama, X".

Rule: a line needs a label of coming or going, or a list about moves; a person and a post alone are none.
"""

import re
from collections.abc import Iterator

from extractors.reading import BlockKind, Words
from extractors.records.announcements.credits import skeleton
from extractors.records.announcements.draft import Draft, Story
from extractors.records.announcements.employers import employer
from extractors.records.announcements.jobs import job, own_job
from extractors.records.announcements.successions import draft_of
from extractors.records.announcements.units import BODY, EVENT, PERSON, Sentence

_LABEL = re.compile(
    r"^(?:also )?(?:joining|arriving|arrivals?|in|hired|joins|appointed|new|next|promoted|promotions?|moving"
    r"|moves|leaving|leaves|departing|departures?|out|exits?|exiting|leavers?|joiners?|up|elected|stepping|retiring"
    r"|goodbye|farewell|welcome|bye|hello|named|elevated|returning)\b[^:]{0,40} :"
)
_OF_BODY = re.compile(r"^(?:[\w'-]+ |<C\d+> ){0,4}<B\d+> :")
_IN_LINE = re.compile(
    r" (?:→|->|=>) | in as | \( (?:formerly|ex|was|previously|until now|from)\b"
    r"|<[BE]\d+> 's (?:new|next) [^:<]{3,50} :"
)
_ABOUT_MOVES = re.compile(
    r"\b(?:moves|movers|appointments|comings and goings|hires|on the move|revolving door|in and out"
    r"|new faces|reshuffle|personnel|job changes|who 's where|people news|leadership team|new team)\b"
)
_LED = re.compile(r"(?:,|\bas|\bto|\bis|:|→|->|=>|\bthe)(?: (?:new|its|the|an?))* $")
_NOT_HERS = re.compile(r"\b(?:formerly|ex|was|previously|from|until now|after)\b[^)]*$")


def rosters(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read a line of comings and goings, and the posts in brackets behind the names of a new team."""
    text = skeleton(sentence)
    yield from _bracketed(story, sentence, text)
    first = sentence.number == 0 or story.sentences[sentence.number - 1].line != sentence.line
    listed = sentence.block.kind is BlockKind.ITEM and _is_about_moves(story, sentence)
    labelled = _LABEL.match(sentence.lower) or _OF_BODY.match(text) or _IN_LINE.search(text)
    if not first or not (listed or (labelled and len(sentence.units) < _LONG)):
        return
    who = next((n for n, u in enumerate(sentence.units) if u.kind == PERSON and u.is_name), None)
    post = _post(story, sentence, text, who) if who is not None else None
    if who is not None and post is not None:
        by = _at(sentence, text, post) or employer(story, sentence, who)
        yield draft_of(story, sentence, who, post=post, people=[who], by=by)


_LONG = 32


def _is_about_moves(story: Story, sentence: Sentence) -> bool:
    """Tell whether the title, the heading or the lead of a list speaks of moves."""
    leads = (s.lower for s in story.sentences[max(0, sentence.number - 6) : sentence.number])
    return _ABOUT_MOVES.search((story.reading.title or "").lower()) is not None or any(
        _ABOUT_MOVES.search(lead) for lead in leads
    )


def _post(story: Story, sentence: Sentence, text: str, who: int) -> Words | None:
    """Return the post of a line: the last that "to", "as" or an arrow leads in, else the one before."""
    spaces = [0, *(n + 1 for n, c in enumerate(text) if c == " ")]
    units = sentence.units
    found: Words | None = None
    for number in range(who + 1, len(units)):
        before = text[: spaces[number]]
        if not _LED.search(before) or _NOT_HERS.search(text[spaces[who] : spaces[number]]):
            continue
        post = job(story, sentence, number)
        if post is not None and (found is None or before.endswith((" to ", "as ", "→ "))):
            found = post
    if found is not None:
        return found
    label = job(story, sentence, 0) if text.startswith(("new ", "next ")) else None
    owned = next(
        (n for n in range(1, who) if units[n - 1].kind in {BODY, EVENT} and units[n].lower == "'s"), None
    )
    owned_post = job(story, sentence, owned + 1) if owned is not None else None
    return label or owned_post or own_job(story, sentence, who)


def _at(sentence: Sentence, text: str, post: Words) -> list[Words]:
    """Return the body behind a post, else the first that is not where the person comes from."""
    bodies = [
        (n, u) for n, u in enumerate(sentence.units) if u.kind in {BODY, EVENT} and u.entity is not None
    ]
    hers = [
        (u.start < post.start, u.entity.name)
        for n, u in bodies
        if u.entity is not None and not _NOT_HERS.search(text[: text.find(f"<{u.kind}{n}>")][-24:])
    ]
    return [name for _, name in sorted(hers, key=lambda pair: pair[0])[:1]]


_TEAM_POST = re.compile(r"<P(?P<who>\d+)> \( (?P<post>(?!<)[\w' -]{3,60}?) \)")
_NEW_TEAM = re.compile(
    r"\b(?:new|elected|appointed|named|chose[n]?|voted)\b[^.]{0,80}\b(?:team|board|leadership|committee|council"
    r"|bureau|officers|management|presidium|executive)\b"
)


def _bracketed(story: Story, sentence: Sentence, text: str) -> Iterator[Draft]:
    """Read "has a new leadership team: A (president), B (treasurer)"."""
    if _NEW_TEAM.search(text) is None:
        return
    for match in _TEAM_POST.finditer(text):
        who = int(match["who"])
        post = job(story, sentence, who + 2)
        if post is not None:
            by = story.actors(sentence, who)
            yield draft_of(story, sentence, who, post=post, people=[who], by=by)
