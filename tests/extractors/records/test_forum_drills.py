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
    ],
)
def test_reads_a_wording(published: str, text: str, expected: dict[str, object]) -> None:
    (forum,) = find_forums(read(text, None, date.fromisoformat(published)))
    assert {name: getattr(forum, name) for name in expected} == expected
