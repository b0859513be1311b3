from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.dates import find_dates, without_year

PUBLISHED = date(2025, 9, 16)  # a Tuesday

CASES = [
    ("returns from September 25 to October 4", "2025-09-25", "2025-10-04"),
    ("27-29 May", "2025-05-27", "2025-05-29"),
    ("will be held from June 2 to 4, 2026", "2026-06-02", "2026-06-04"),
    ("ran from 11 to 13 May", "2025-05-11", "2025-05-13"),
    ("will meet on November 12 and 13", "2025-11-12", "2025-11-13"),
    ("from Dec. 28 to Jan. 3", "2025-12-28", "2026-01-03"),
    ("took place from Thursday to Sunday", "2025-09-11", "2025-09-14"),
    ("unveiled on Monday", "2025-09-15", "2025-09-15"),
    ("will close on Sunday", "2025-09-21", "2025-09-21"),
    ("said on Tuesday night", "2025-09-16", "2025-09-16"),
    ("announced today", "2025-09-16", "2025-09-16"),
    ("announced yesterday", "2025-09-15", "2025-09-15"),
    ("starts next month", "2025-10", "2025-10"),
    ("It starts shooting in March.", "2026-03", "2026-03"),
    ("It was shot in March.", "2025-03", "2025-03"),
    ("She will shoot next March", "2026-03", "2026-03"),
    ("entries until October 31", "2025-10-31", "2025-10-31"),
    ("at the end of June", "2025-06", "2025-06"),
    ("which it launched in 2021", "2021", "2021"),
    ("has been pushed to January 15", "2026-01-15", "2026-01-15"),
    ("The 2026 summit is to be held from May 18 to 20.", "2026-05-18", "2026-05-20"),
    ("on 2025-05-14", "2025-05-14", "2025-05-14"),
    ("on May 5, 6 and 7", "2025-05-05", "2025-05-07"),
    ("on 3, 4 and 5 May", "2025-05-03", "2025-05-05"),
    ("from the 12th to the 14th of May", "2025-05-12", "2025-05-14"),
    ("on 12.05.2025", "2025-05-12", "2025-05-12"),
    ("director as of October 1", "2025-10-01", "2025-10-01"),
    ("from the 1. October", "2025-10-01", "2025-10-01"),
    ("It has nabbed the November 25 slot.", "2025-11-25", "2025-11-25"),  # last year's would say so
    ("It opened on March 12.", "2025-03-12", "2025-03-12"),
    ("between the 7 and the 10 of May of 2026", "2026-05-07", "2026-05-10"),
    ("between this Wednesday and the Friday 19 they will meet", "2025-09-17", "2025-09-19"),
    ("informed this Monday that it has invested", "2025-09-15", "2025-09-15"),
    ("announced on the 12th that it has hired him", "2025-09-12", "2025-09-12"),
    ("starts from the 1st of next month", "2025-10-01", "2025-10-01"),
]


@pytest.mark.parametrize(("text", "start", "end"), CASES)
def test_find_dates_resolves_against_the_day_of_publication(text: str, start: str, end: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (found.start, found.end, found.is_range) == (start, end, start != end)


@pytest.mark.parametrize(
    "text",
    [
        "next spring",
        "this week",
        "May Smith said so",
        "the 2025 slate",
        "Feb 30",
        "it may 5 be",
        "Tuesday Night Club",
    ],
)
def test_find_dates_leaves_out_what_has_no_one_value(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


def test_find_dates_reads_a_bare_day_in_the_month_named_before_it() -> None:
    found = find_dates("It opens on 4 November; the keynote follows on the 5th.", PUBLISHED)
    assert [d.start for d in found] == ["2025-11-04", "2025-11-05"]


def test_find_dates_without_a_day_of_publication_reads_no_month_or_weekday() -> None:
    found = find_dates("On Tuesday, 5 May 2024 and in June, today and May 7.", None)
    assert [without_year(d.start) for d in found] == ["2024-05-05", "--05-07"]


@given(st.text(alphabet="0123456789 -–,.MayJunefrmtoSudSpbch\nTin", max_size=80))
def test_find_dates_never_raises_and_stays_inside_the_text(text: str) -> None:
    for span in find_dates(text, PUBLISHED):
        assert 0 <= span.start_offset < span.end_offset <= len(text)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)))
def test_find_dates_round_trips_full_dates(day: date) -> None:
    for written in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"):
        (found,) = find_dates(f"It opens on {written}.", PUBLISHED)
        assert found.start == found.end == day.isoformat()


def test_day_without_a_year_says_so_when_nothing_tells_the_year() -> None:
    text = "It will premiere on November 7th, after a run in May."
    assert [without_year(span.start) for span in find_dates(text, None)] == ["--11-07"]
    assert without_year("2024-11-07") == "2024-11-07"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It was moved from October 3 to November 8.", ["2025-10-03", "2025-11-08"]),
        (
            "It ran from 7 to 13 May. On the 9th we met, on the 10th and the 11th too.",
            ["2025-05-07", "2025-05-09", "2025-05-10"],
        ),
        ("It opened on May 5; the next day it rained.", ["2025-05-05", "2025-05-06"]),
        ("It opened on May 5 and closed two days later.", ["2025-05-05", "2025-05-07"]),
        ("We eat there every Saturday and on Sundays.", []),
    ],
)
def test_days_that_count_from_others(text: str, days: list[str]) -> None:
    assert [found.start for found in find_dates(text, PUBLISHED)] == days


def test_a_feast_at_the_end_of_a_line_takes_no_word_of_the_next() -> None:
    text = "The hall reopens before Christmas\nDay one of the summit begins on 2 June."
    assert [text[d.start_offset : d.end_offset] for d in find_dates(text, PUBLISHED)] == ["2 June"]
