"""Who says it: the rules' speaker, the judge's, or nobody."""

from collections.abc import Callable

import pytest

from extractors.events.candidates import find_candidates
from extractors.events.labels import STATEMENT
from extractors.events.voices import Voices, statements_of
from extractors.language import read
from schemas.records import Quote

TEXT = (
    "Ada Obi met the producer Bo Li in Lagos. “We will begin in the spring,” she said.\n"
    "The press called it “a toll booth with a laugh track” at once. “It is a toll,” Li said."
)

pytestmark = pytest.mark.usefixtures("trusting")


def quotes(judge: Callable[..., object], opinion: dict[tuple[str, str], dict[str, list[str]]]) -> list[Quote]:
    reading = read(TEXT)
    candidates = find_candidates(reading)
    return list(Voices(reading, candidates, judge(reading, candidates, opinion)).quotes())  # type: ignore[arg-type]


def test_the_rules_speaker_stays_where_the_judge_has_no_opinion(judge: Callable[..., object]) -> None:
    first, *_ = quotes(judge, {})
    assert (first.speaker, first.text) == ("Ada Obi", "We will begin in the spring,")


def test_the_judge_may_know_the_speaker_better(judge: Callable[..., object]) -> None:
    first, *_ = quotes(judge, {("said", STATEMENT): {"voice": ["Bo Li"]}})
    assert first.speaker == "Bo Li"


def test_words_that_nobody_says_are_a_quote_only_where_the_judge_knows_who_does(
    judge: Callable[..., object],
) -> None:
    words = "a toll booth with a laugh track"
    assert words in {span.parts[0].text for span in statements_of(read(TEXT))}
    assert words not in {q.text for q in quotes(judge, {})}
    found = quotes(judge, {("track", STATEMENT): {"voice": ["Ada Obi"]}})
    assert ("Ada Obi", words) in {(q.speaker, q.text) for q in found}


def test_less_than_four_words_are_no_statement() -> None:
    assert all(sum(len(p.text.split()) for p in span.parts) >= 4 for span in statements_of(read(TEXT)))
