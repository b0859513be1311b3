"""The pure functions under resolution."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.warehouse.matching import (
    Span,
    choose,
    days_of,
    event_key,
    fold,
    is_generic,
    name_key,
    person_key,
    stated_year,
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The 29th Busan International Film Festival 2024", "busan international film festival"),
        ("the inaugural Tidewater Forum", "tidewater forum"),
        ("Cannes", "cannes"),
        ("MIPCOM 2025", "mipcom"),
        ("Zürich Film-Fest", "zurich film fest"),
        ("2024", "2024"),
        ("", ""),
    ],
)
def test_a_name_is_known_without_edition_and_year(name: str, key: str) -> None:
    assert name_key(name) == key


def test_an_event_is_known_without_its_organizer() -> None:
    assert event_key("Netflix’s Creative Asia Forum", ["Netflix"]) == "creative asia forum"
    assert event_key("Netflix Forum", ["Netflix"]) == "netflix forum"


@pytest.mark.parametrize(
    ("key", "generic"), [("film festival", True), ("tidewater forum", False), ("keynote 2", True)]
)
def test_a_generic_name_says_nothing(key: str, generic: bool) -> None:
    assert is_generic(key) is generic


def test_a_person_s_name_has_no_order() -> None:
    assert person_key("Kim Da-mi") == person_key("Da-mi Kim") == person_key("KIM Dami")


@pytest.mark.parametrize(("name", "year"), [("MIPCOM 2025", 2025), ("1999 to 2025", None), ("MIPCOM", None)])
def test_a_year_in_a_name(name: str, year: int | None) -> None:
    assert stated_year(name) == year


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-12", (date(2024, 12, 1), date(2024, 12, 31))),
        ("2024-10-02", (date(2024, 10, 2), date(2024, 10, 2))),
        ("9999-12", None),
        ("2025-02-30", None),
        (None, None),
    ],
)
def test_a_partial_date_means_its_days(text: str | None, span: tuple[date, date] | None) -> None:
    assert days_of(text) == (Span(*span) if span else None)


def test_gaps_between_spans() -> None:
    first, second = Span(date(2024, 1, 1), date(2024, 1, 5)), Span(date(2024, 1, 9), date(2024, 1, 9))
    assert first.gap(second) == second.gap(first) == 4
    assert first.gap(first) == 0
    assert first.distance(date(2024, 1, 7)) == 2
    assert first.join(second) == Span(date(2024, 1, 1), date(2024, 1, 9))


def test_most_votes_win_then_the_surest() -> None:
    assert choose([("a", (0.9,)), ("b", (0.5,)), ("b", (0.4,))]) == "b"
    assert choose([("a", (0.9,)), ("b", (0.5,))]) == "a"
    assert choose([("b", (0.5,)), ("a", (0.5,))]) == "a"
    assert choose([]) is None


@given(st.text())
def test_keys_are_stable_under_folding(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert name_key(name_key(name)) == name_key(name)
