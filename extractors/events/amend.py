"""The second reading as a whole: what the rules found, held against the network, and made into records anew.

Rule: the words of quotes are the rules' alone, and an article that is no news gets no record here either.
"""

from collections.abc import Iterable

from extractors.events.candidates import find_candidates
from extractors.events.choose import choose
from extractors.events.describing import find_describing
from extractors.events.hypotheses import find_hypotheses
from extractors.events.make import Maker
from extractors.events.network import Scores
from extractors.events.portraits import Portraits
from extractors.events.tellings import Telling
from extractors.events.voices import Voices
from extractors.grounding import grounded
from extractors.reading import Reading
from extractors.records.announcements.status import is_news_article
from schemas.records import Announcement, Forum, Panel, Records

# A text ten times as long as an article is the rules' alone: pairs grow with the square of its length.
MAX_CHARACTERS = 60_000


def second_reading(reading: Reading, rules: Records) -> Records:
    """Return the records that the rules and the network together hold for right."""
    if not is_read_again(reading):
        return rules
    candidates = find_candidates(reading)
    if not candidates:
        return rules
    scores = Scores(reading, candidates)
    hypotheses = find_hypotheses(reading, candidates, scores, rules)
    describing = find_describing(reading, candidates, rules)
    portraits = Portraits(reading, candidates, describing, Scores(reading, describing, scores.encoded))
    maker = Maker(reading, candidates, portraits, rules)
    return compose(reading, maker, choose(candidates, hypotheses), Voices(reading, candidates, scores))


def is_read_again(reading: Reading) -> bool:
    """Tell whether an article is read a second time: one that is news, and no longer than articles are."""
    return len(reading.text) <= MAX_CHARACTERS and is_news_article(reading)


def compose(reading: Reading, maker: Maker, tellings: Iterable[Telling], voices: Voices) -> Records:
    """Return the records that what is told in an article, and said, comes to."""
    made = maker.make_all(list(tellings))
    return Records(
        forums=grounded((r for r in made if isinstance(r, Forum)), reading.text),
        panels=grounded((r for r in made if isinstance(r, Panel)), reading.text),
        announcements=grounded((r for r in made if isinstance(r, Announcement)), reading.text),
        quotes=voices.quotes(),
    )
