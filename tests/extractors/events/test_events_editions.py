"""This year's edition of a gathering and the next: what is said of one is not said of the other."""

from datetime import date

import numpy as np
import pytest

from extractors.events.editions import Editions
from extractors.events.labels import SLOTS
from extractors.events.network import NEVER, Floats
from extractors.language import read
from extractors.pipeline import find_rule_records
from schemas.records import Forum

TEXT = (
    "The Amber Film Festival ran in Gdynia from May 4 to 9.\n"
    "Some 300 distributors came. The next Amber Film Festival will run in Sopot from May 3 to 8, 2026."
)
FIRST, NEXT = 0, 2  # sentences


@pytest.fixture
def forums() -> list[Forum]:
    reading = read(TEXT, published=date(2025, 5, 14))
    return sorted(find_rule_records(reading).forums, key=lambda forum: forum.start_date or "")


def editions_of(forums: list[Forum]) -> Editions:
    reading = read(TEXT, published=date(2025, 5, 14))
    starts = [sentence.start for sentence in reading.doc.sents]
    return Editions(reading, forums, lambda token: sum(start <= token for start in starts) - 1)


def test_the_next_edition_is_told_only_where_it_alone_is(forums: list[Forum]) -> None:
    editions = editions_of(forums)
    assert editions.is_later == [False, True]
    assert [editions.may_tell(1, sentence) for sentence in range(3)] == [False, False, True]
    assert editions.apart(1, FIRST) == {NEXT}


def test_the_first_edition_is_told_everywhere_else(forums: list[Forum]) -> None:
    editions = editions_of(forums)
    assert [editions.may_tell(0, sentence) for sentence in range(3)] == [True, True, False]
    assert editions.apart(0, FIRST) == set()
    assert editions.apart(0, NEXT) == editions.own[0]


def test_the_earlier_edition_is_first_whatever_the_order(forums: list[Forum]) -> None:
    assert editions_of(forums[::-1]).is_later == [True, False]


def test_a_gathering_of_one_edition_is_told_anywhere(forums: list[Forum]) -> None:
    editions = editions_of(forums[:1])
    assert editions.own == [set()]
    assert editions.may_tell(0, NEXT)


@pytest.mark.parametrize(
    ("slot", "told", "left"),
    [
        ("partners", (0, 0), (4, NEVER)),  # the likelier has it
        ("partners", (0, 1), (NEVER, 1)),  # the rules read it for the other
        ("partners", (1, 1), (4, 1)),  # they read it for both
        ("city", (0, 0), (4, 1)),  # a town may be there again
    ],
)
def test_what_belongs_to_one_edition_belongs_to_no_other(
    forums: list[Forum], slot: str, told: tuple[int, int], left: tuple[float, float]
) -> None:
    column = SLOTS.index(slot)

    def laid(values: tuple[float, float]) -> list[Floats]:
        tables = [np.zeros((1, len(SLOTS)), np.float32) for _ in values]
        for table, value in zip(tables, values, strict=True):
            table[0, column] = value
        return tables

    parted = editions_of(forums).part(laid((4, 1)), laid(told))
    assert tuple(table[0, column] for table in parted) == left
