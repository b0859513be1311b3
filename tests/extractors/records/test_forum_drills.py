"""Wordings of the trade press, a gathering each: how it is named, who runs it, when and where it is held."""

from datetime import date

import pytest

from extractors.language import read
from extractors.records.forum import find_forums
from schemas.vocabulary import ForumKind


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        pytest.param(
            "2025-02-11",
            "Novo will unveil its slate at a showcase in Madrid on 25 February.\n"
            "Called Novo Next, the invitation-only event will be held at the Teatro Marquesa.",
            {"name": "Novo Next", "kind": ForumKind.SHOWCASE, "venue": "Teatro Marquesa", "city": "Madrid"},
            id="brought up before it is named",
        ),
        pytest.param(
            "2025-08-26",
            "PlayCon Manila closed its doors on Sunday. The show, which is put on by events outfit Tala Live "
            "and the Game Makers Guild, had 48,300 visitors. Kuya Telecom was the title sponsor.",
            {
                "name": "PlayCon Manila",
                "organizers": ("Tala Live", "Game Makers Guild"),
                "partners": ("Kuya Telecom",),
                "end_date": "2025-08-24",
            },
            id="a kind in the name's ending, a relative clause",
        ),
        pytest.param(
            "2025-11-17",
            "The Balkan Rights Fair opens on Tuesday. Now in its sixth year, the fair is staged at the "
            "Cankar Pavilion by the Slovene Book Agency.",
            {"edition": 6, "organizers": ("Slovene Book Agency",), "venue": "Cankar Pavilion"},
            id="an agent behind a place",
        ),
        pytest.param(
            "2025-06-19",
            "CinExpo, the cinema operators’ convention, ended today at the Fira Hall in Barcelona. The show "
            "drew 6,100 operators over four days.",
            {"kind": ForumKind.CONFERENCE, "start_date": "2025-06-16", "end_date": "2025-06-19"},
            id="the kind of its description",
        ),
        pytest.param(
            "2025-09-09",
            "Tokyo’s Anime Producers Council will stage its first showcase outside Japan this autumn.\n"
            "Anime Bridge Jakarta takes place at the Senayan Exhibition Hall on October 11-12.",
            {
                "name": "Anime Bridge Jakarta",
                "kind": ForumKind.SHOWCASE,
                "organizers": ("Anime Producers Council",),
                "start_date": "2025-10-11",
            },
            id="a name behind its introduction",
        ),
        pytest.param(
            "2025-06-24",
            "The Adriatic Advertising Festival will hand out no prizes this year.\n"
            "The festival, better known as Adfest Split, goes ahead from 2 to 5 July at the Gripe Centre.",
            {"name": "Adriatic Advertising Festival", "venue": "Gripe Centre", "end_date": "2025-07-05"},
            id="another name of the same gathering",
        ),
        pytest.param(
            "2025-08-12",
            "“Dust Mail” will open the 8th Altiplano Film Festival on September 12, and “Aunt Electra” "
            "closes "
            "it on September 20. The festival is organised by the Fundación Puna.",
            {"edition": 8, "start_date": "2025-09-12", "end_date": "2025-09-20"},
            id="films that open and close it",
        ),
        pytest.param(
            "2025-02-27",
            "The three-day market Formática, organised by consultancy Prisma Media and backed by the "
            "regional "
            "government of Andalusia, runs until today at the Puerto Blanco congress centre.",
            {
                "name": "Formática",
                "organizers": ("Prisma Media",),
                "partners": ("regional government of Andalusia",),
                "venue": "Puerto Blanco congress centre",
            },
            id="an authority without a name, and a hall that is no congress",
        ),
        pytest.param(
            "2025-10-02",
            "The fourth Tien Shan Project Market runs in Almaty from November 12-15. The market is held "
            "during "
            "the Almaty Week of Cinema. It is organised by the Apple City Film Foundation.",
            {"organizers": ("Apple City Film Foundation",), "parent_event": "Almaty Week of Cinema"},
            id="it is the subject, not what it is held during",
        ),
    ],
)
def test_reads_a_wording(published: str, text: str, expected: dict[str, object]) -> None:
    (forum,) = find_forums(read(text, None, date.fromisoformat(published)))
    assert {name: getattr(forum, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        pytest.param(
            "2025-09-17",
            "AMSTERDAM — IBX wrapped up at the RAI on Monday after four days. The broadcast technology show "
            "attracted 43,800 attendees.\nNext year’s show runs 11-14 September.",
            {"start_date": "2026-09-11", "end_date": "2026-09-14"},
            id="days without a year",
        ),
        pytest.param(
            "2025-11-17",
            "The fifth Record Pressers’ Conference, hosted by the trade body Press Alliance, ended on "
            "Friday in "
            "Prague. In 2026 the conference goes to Haarlem.",
            {"start_date": "2026", "end_date": "2026", "city": "Haarlem"},
            id="a year and a town",
        ),
    ],
)
def test_reads_the_next_edition(published: str, text: str, expected: dict[str, object]) -> None:
    _, forum = find_forums(read(text, None, date.fromisoformat(published)))
    assert {name: getattr(forum, name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Eleven features will compete for the Golden Dune, the prize that was unveiled on Thursday.",
        "Verdana+ will launch in Chile and Peru on 14 April, the streamer said on Monday.",
        "TWA: The convention is a thing of the past, and I am glad of it.",
    ],
)
def test_makes_up_no_gathering(text: str) -> None:
    assert find_forums(read(text, None, date(2025, 3, 1))) == []
