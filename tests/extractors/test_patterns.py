"""Tests of `extractors.patterns`."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.patterns import Ending, any_of, last_sign

PATTERNS = [
    (r"\b(?:moderated|chaired)\s+by\s+$", re.NOFLAG),
    (r"\b(?:the|an?)\s$", re.IGNORECASE),
    (r"\bdirs?[:.]\s?$|,\sdirs?\.?:?\s$", re.IGNORECASE),
    (r"(?:^|\n)(?:[-•*]\s)?$", re.NOFLAG),
    (r"\b(?:by|with)\W{1,2}$", re.NOFLAG),
    (r"[A-Z]\w+[’']s\s$", re.NOFLAG),
    (r"\bfest(?:ival)?s?,?\s+(?:the\s+)?[“\"]?$", re.IGNORECASE),
    (r"\([^()]{2,6}(?:,\s)?$", re.NOFLAG),
    (r"[a-d]{2}$", re.NOFLAG),
    (r"x*$", re.NOFLAG),
]
WORDS = """
    moderated chaired by with the The an a dir dirs: , . : ( ) “ " fest
    Festival festivals Ada’s - • x ab dc
""".split()
TEXTS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text("axy K(ſ", max_size=4)), min_size=0, max_size=8
).flatmap(lambda words: st.sampled_from([" ", "  ", "\n", ""]).map(lambda gap: gap.join(words)))


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
@given(text=TEXTS, blank=st.sampled_from(["", " ", "\n"]))
def test_an_ending_finds_what_a_search_finds(
    pattern: str, flags: re.RegexFlag, text: str, blank: str
) -> None:
    found, expected = Ending(pattern, flags).search(text + blank), re.search(pattern, text + blank, flags)
    assert (found and found.span()) == (expected and expected.span())


def test_what_cannot_end_so_is_not_searched() -> None:
    ending = Ending(r"\b(?:hosted|led)\s+by\s+$")
    assert ending.may_follow("y")
    assert not ending.may_follow("h")
    assert last_sign("led with ") == "h"


def test_a_pattern_that_may_end_elsewhere_is_refused() -> None:
    with pytest.raises(ValueError, match="has to end with"):
        Ending(r"led by|by$")


@given(
    words=st.lists(st.text("ab. -’", min_size=1, max_size=5), min_size=1, max_size=8),
    text=st.text("ab. -’x", max_size=30),
)
def test_a_tree_of_words_finds_what_the_words_side_by_side_find(words: list[str], text: str) -> None:
    side_by_side = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    found = [m.span() for m in re.finditer(any_of(words), text)]
    assert found == [m.span() for m in re.finditer(side_by_side, text)]


def test_a_tree_of_words_can_stand_in_a_longer_pattern() -> None:
    pattern = rf"\b{any_of(['head', 'head of drama', 'host'])}s?\b"
    assert [m.group() for m in re.finditer(pattern, "hosts, heads, head of drama, headed")] == [
        "hosts",
        "heads",
        "head of drama",
    ]
