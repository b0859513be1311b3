from datetime import date

import pytest

from extractors.language import read
from extractors.records.forum import find_forums
from schemas.records import Forum, ungrounded
from schemas.vocabulary import ForumKind, Qualifier


def _forums(text: str, published: str) -> list[Forum]:
    forums = find_forums(read(text, None, date.fromisoformat(published)))
    assert all(ungrounded(forum, text) == [] for forum in forums)
    return forums


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        pytest.param(
            "2025-01-20",
            "The 40th Golden Reel Awards took place at Dublin’s Convention Hall on Saturday night. "
            "The ceremony, "
            "presented by the Irish Screen Guild and hosted by comedian Nuala Byrne, was attended "
            "by around 800 guests.",
            {
                "name": "Golden Reel Awards",
                "kind": ForumKind.AWARDS,
                "edition": 40,
                "organizers": ("Irish Screen Guild",),
                "venue": "Convention Hall",
                "city": "Dublin",
                "start_date": "2025-01-18",
                "end_date": "2025-01-18",
            },
            id="awards night, host is no organizer",
        ),
        pytest.param(
            "2025-06-09",
            "As part of the Tribeca Festival, the NYC Audio Summit takes place June 12 at Spring "
            "Studios. Produced by "
            "Tribeca Audio and supported by Audible, the one-day conference brings together hosts "
            "and agents.",
            {
                "name": "NYC Audio Summit",
                "kind": ForumKind.SUMMIT,
                "organizers": ("Tribeca Audio",),
                "partners": ("Audible",),
                "parent_event": "Tribeca Festival",
                "venue": "Spring Studios",
                "start_date": "2025-06-12",
                "end_date": "2025-06-12",
            },
            id="part of another gathering",
        ),
        pytest.param(
            "2025-11-11",
            "More than 6,000 visitors passed through the doors of Print Now, the independent "
            "magazine fair, over the "
            "weekend. The fair’s fifth edition occupied two floors of the Kunsthaus Nord in "
            "Hamburg on November 8 and 9.",
            {
                "name": "Print Now",
                "kind": ForumKind.MARKET,
                "edition": 5,
                "venue": "Kunsthaus Nord",
                "city": "Hamburg",
                "start_date": "2025-11-08",
                "end_date": "2025-11-09",
            },
            id="kind from what the article calls it",
        ),
        pytest.param(
            "2025-09-01",
            "The Accra Book Fair has been postponed by a fortnight and will now run September "
            "25-28 at the Trade Fair "
            "Centre in Accra, Ghana. The fair, which was due to open on September 11, is a joint "
            "venture of the Ghana "
            "Publishers’ League and the Ministry of Culture.",
            {
                "organizers": ("Ghana Publishers’ League", "Ministry of Culture"),
                "venue": "Trade Fair Centre",
                "city": "Accra",
                "country": "Ghana",
                "start_date": "2025-09-25",
                "end_date": "2025-09-28",
            },
            id="postponed: the new days count",
        ),
        pytest.param(
            "2025-06-20",
            "KUALA LUMPUR — Content Bazaar wrapped its eighth outing on Thursday with a record "
            "2,140 attendees, its "
            "organiser, the Klang Valley Media Council (KVMC), said. The four-day market at the "
            "Setia Pavilion was "
            "opened on Monday by the communications minister.",
            {
                "edition": 8,
                "organizers": ("Klang Valley Media Council",),
                "venue": "Setia Pavilion",
                "city": "Kuala Lumpur",
                "start_date": "2025-06-16",
                "end_date": "2025-06-19",
            },
            id="dateline, last day and length",
        ),
        pytest.param(
            "2024-10-06",
            "Halyard today partnered with the Harbour Film Festival (HFF) to host its first ever "
            "Story Forum, attended "
            "by 120 filmmakers from across the region.",
            {
                "name": "Story Forum",
                "kind": ForumKind.FORUM,
                "edition": 1,
                "organizers": ("Halyard",),
                "partners": ("Harbour Film Festival",),
                "start_date": "2024-10-06",
                "end_date": "2024-10-06",
            },
            id="partnered with, today",
        ),
    ],
)
def test_reads_what_an_article_says_of_a_gathering(
    published: str, text: str, expected: dict[str, object]
) -> None:
    forums = _forums(text, published)
    assert len(forums) == 1
    assert {name: getattr(forums[0], name) for name in expected} == expected
    assert 0.5 < forums[0].confidence <= 1


def test_attendance_has_its_unit_and_qualifier() -> None:
    forum = _forums(
        "The Nordic Sound Market ran from May 12 to 14 in Bergen. More than 1,700 delegates "
        "attended, against 1,500 "
        "in 2024.",
        "2025-05-16",
    )[0]
    assert forum.attendance is not None
    assert (forum.attendance.value, forum.attendance.unit) == (1700, "delegates")
    assert forum.attendance.qualifier is Qualifier.OVER


def test_next_years_edition_is_a_record_of_its_own() -> None:
    this, later = _forums(
        "The third Nordic Sound Market was held from May 12 to 14, 2025, in Bergen, Norway.\n"
        "The fourth edition will be held from June 2 to 4, 2026, in Tromsø.",
        "2025-05-16",
    )
    assert (this.edition, this.city, this.start_date, this.end_date) == (
        3,
        "Bergen",
        "2025-05-12",
        "2025-05-14",
    )
    assert (later.edition, later.city, later.start_date) == (4, "Tromsø", "2026-06-02")
    assert this.name == later.name == "Nordic Sound Market"


@pytest.mark.parametrize(
    "text",
    [
        "The film premiered at the Toronto Film Festival, won two prizes in Busan and opens in June.",
        "Mara Lind, who ran the Gothenburg Book Fair from 2010 to 2018, has joined Alfabeta as "
        "head of events.",
        "Reports that the Kivu Film Days would relocate were denied; the festival folded in 2017.",
        "The streaming market in Brazil grew by a third last year, and the domestic market by a tenth.",
        "",
    ],
)
def test_a_gathering_in_the_background_is_no_record(text: str) -> None:
    assert _forums(text, "2025-05-20") == []


@pytest.mark.parametrize(
    "counted",
    [
        "It was the ninth summit, and the first since 2022.",
        "Its ninth version drew 300 guests.",
        "The Radio Union is holding it for the ninth time.",
        "The ninth summit was opened by the mayor.",
    ],
)
def test_an_edition_is_counted_in_many_ways(counted: str) -> None:
    text = f"The Sahel Radio Summit took place in Niamey from May 6 to 8, 2025. {counted}"
    (summit,) = _forums(text, "2025-05-14")
    assert summit.edition == 9
