"""The grammar of an article as lists, against what spaCy says of the same tokens."""

from datetime import date

import pytest

from extractors.events.grammar import chunks_of, grammar_of
from extractors.language import read
from extractors.reading import Reading

TEXT = "The head of drama at Kijani Pictures bought “Salt Ledger”."


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(TEXT, title=None, published=date(2025, 5, 14))


def test_lists_say_what_the_tokens_say(reading: Reading) -> None:
    grammar = grammar_of(reading)
    assert grammar.heads == [token.head.i for token in reading.doc]
    assert grammar.labels == [token.dep_ for token in reading.doc]
    assert grammar.words[:3] == ["the", "head", "of"]


@pytest.mark.parametrize(
    ("words", "root"),
    [("The head of drama at Kijani Pictures", "head"), ("Kijani Pictures", "Pictures"), ("at", "at")],
)
def test_a_stretch_hangs_by_the_word_that_stands_over_the_others(
    reading: Reading, words: str, root: str
) -> None:
    start = TEXT.index(words)
    token = grammar_of(reading).root(reading.covered(start, start + len(words)))
    assert reading.doc[token].text == root


def test_phrases_are_stretches_of_the_text(reading: Reading) -> None:
    phrases = [TEXT[start:end] for start, end in chunks_of(reading)]
    assert phrases[:2] == ["The head", "drama"]


def test_what_covers_half_a_word_covers_the_word(reading: Reading) -> None:
    start = TEXT.index("ijani Pic")
    covered = reading.covered(start, start + len("ijani Pic"))
    assert [reading.doc[n].text for n in covered] == ["Kijani", "Pictures"]
    assert reading.tokens(start, start + 1).text == "Kijani"
