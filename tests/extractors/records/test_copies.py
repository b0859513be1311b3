"""Announcements in the odd wording of translated and reworded copies."""

from datetime import date

import pytest

from extractors.language import read
from extractors.pipeline import find_records
from schemas.vocabulary import AnnouncementKind as Kind

PUBLISHED = date(2025, 5, 14)


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        (
            "Canal Azur bought «The Steppe», of the Russian filmmaker Arkady Velichko.",
            Kind.DEAL,
            {"Canal Azur", "The Steppe", "Arkady Velichko"},
        ),
        (
            "“Hidden Valley”, the tape realised by Federica Tosi, will see the light on June 9.",
            Kind.RELEASE,
            {"Hidden Valley", "Federica Tosi", "2025-06-09"},
        ),
        (
            "“Hidden Valley” will meet with the audience on June 9 on Kanal Boğaz.",
            Kind.RELEASE,
            {"Hidden Valley", "Kanal Boğaz", "2025-06-09"},
        ),
        (
            "Platform Vidra puts in march the program Novo Olhar for 20 young directors.",
            Kind.PROGRAMME,
            {"Vidra", "Novo Olhar"},
        ),
        (
            "Aarav Kapadia has been roped in for “Dhoop Two”, which will go on floors in July in Lucknow.",
            Kind.PRODUCTION,
            {"Aarav Kapadia", "Dhoop Two", "2025-07", "Lucknow"},
        ),
        (
            "“Six Widows” starts shooting on June 3. Behind the cameras is situated Álvaro Quintana, while"
            " the script is signed by Teresa Amo and Luis Bances.",
            Kind.PRODUCTION,
            {"Six Widows", "2025-06-03", "Álvaro Quintana", "Teresa Amo", "Luis Bances"},
        ),
        (
            "Smt. Lakshmi Varier was elected as Secretary of the Kerala Producers Guild.",
            Kind.APPOINTMENT,
            {"Lakshmi Varier", "Secretary", "Kerala Producers Guild"},
        ),
    ],
)
def test_odd_wording_is_read_as_what_it_stands_for(text: str, kind: Kind, names: set[str]) -> None:
    (found,) = find_records(read(text, None, PUBLISHED)).announcements
    told = {
        found.subject,
        found.date,
        *found.by,
        *found.titles,
        *found.places,
        *(p.name for p in found.people),
    }
    assert (found.kind, told - {None}) == (kind, names)
