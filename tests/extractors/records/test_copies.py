"""Announcements in the odd wording of translated and reworded copies."""

from datetime import date

import pytest

from extractors.language import read
from extractors.pipeline import find_rule_records
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
    (found,) = find_rule_records(read(text, None, PUBLISHED)).announcements
    told = {
        found.subject,
        found.date,
        *found.by,
        *found.titles,
        *found.places,
        *(p.name for p in found.people),
    }
    assert (found.kind, told - {None}) == (kind, names)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The tenth edition of the Festival Cine del Llano will be carried out from the 5 to the 9 of June"
            " in Pasto. The event, organised by the Corporation Horizonte, awaits around 12.000 spectators.",
            ("Festival Cine del Llano", 10, ("Corporation Horizonte",), "Pasto", "2025-06-05", 12_000),
        ),
        (
            "The Festival of the Films of Mountain will be held in Annecy from 12 to 17 June. The event is"
            " piloted by the association Cimes et Toiles and awaits 15 000 festival-goers.",
            (
                "Festival of the Films of Mountain",
                None,
                ("Cimes et Toiles",),
                "Annecy",
                "2025-06-12",
                15_000,
            ),
        ),
    ],
)
def test_a_gathering_in_odd_wording(text: str, told: tuple[object, ...]) -> None:
    (forum,) = find_rule_records(read(text, None, PUBLISHED)).forums
    size = forum.attendance.value if forum.attendance else None
    assert (forum.name, forum.edition, forum.organizers, forum.city, forum.start_date, size) == told


_HELD = "Netwave held its second Baltic Forum in Riga on Tuesday.\n"


@pytest.mark.parametrize(
    ("text", "title", "people", "works"),
    [
        (
            "On the Lithuania panel, “Amber Widow” creator Rasa Petraityte mentioned how her life as a nurse"
            " formed the series.",
            "Lithuania panel",
            ["Rasa Petraityte"],
            ["Amber Widow"],
        ),
        (
            "In the panel of Lithuania, the director of “Amber Widow” Rasa Petraityte spoke about her years"
            " as a nurse.",
            "panel of Lithuania",
            ["Rasa Petraityte"],
            ["Amber Widow"],
        ),
        (
            "Ilze Kalnina, Vice-Chairman of Nordic Content, made the update of the Next Voices Fund.",
            None,
            ["Ilze Kalnina"],
            [],
        ),
    ],
)
def test_a_session_in_odd_wording(text: str, title: str | None, people: list[str], works: list[str]) -> None:
    (panel,) = find_rule_records(read(_HELD + text, None, PUBLISHED)).panels
    shown = [work for p in panel.participants for work in p.works]
    assert (panel.title, [p.name for p in panel.participants], shown) == (title, people, works)
