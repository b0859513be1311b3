"""Jobs, employers and works are read from beside the name."""

import pytest

from extractors.language import read
from extractors.reading import Entity


def person(text: str, name: str) -> Entity:
    return next(e for e in read(text).entities if e.name.text == name)


@pytest.mark.parametrize(
    ("text", "role", "employer"),
    [
        (
            "Ada Obi-Lund, vice president of Latin America Drama, said no.",
            "vice president of Latin America Drama",
            None,
        ),
        (
            "“No,” said Ada Obi-Lund, vice president of drama at Kijani Pictures.",
            "vice president of drama",
            "Kijani Pictures",
        ),
        ("Kijani Pictures president Ada Obi-Lund spoke.", "president", "Kijani Pictures"),
        ("Kijani Pictures’ head of drama, Ada Obi-Lund, spoke.", "head of drama", "Kijani Pictures"),
        ("Ada Obi-Lund, Kijani Pictures’ head of drama, spoke.", "head of drama", "Kijani Pictures"),
        ("Ada Obi-Lund, founder and CEO of Kijani Pictures, spoke.", "founder and CEO", "Kijani Pictures"),
        ("Nigerian novelist and screenwriter Ada Obi-Lund spoke.", "novelist and screenwriter", None),
        ("Ada Obi-Lund will serve as jury president.", "jury president", None),
        ("It was a shuffle that chairman Ada Obi-Lund unveiled.", "chairman", None),
        ("Kijani Pictures director general Ada Obi-Lund spoke.", "director general", "Kijani Pictures"),
        ("Finance chief Ada Obi-Lund will leave.", "Finance chief", None),
        (
            "Ada Obi-Lund (no relation), head of drama at Kijani Pictures, spoke.",
            "head of drama",
            "Kijani Pictures",
        ),
        ("Ada Obi-Lund, producer of “Salt Ledger”, spoke.", "producer", None),
        ("Kijani Pictures’ A&R head Ada Obi-Lund spoke.", "A&R head", "Kijani Pictures"),
        (
            "The money is from broadcaster Kijani TV, said the channel’s drama chief, Ada Obi-Lund.",
            "drama chief",
            "Kijani TV",
        ),
        (
            "The Sand Film Festival opened. “Wind,” said festival director Ada Obi-Lund.",
            "festival director",
            "Sand Film Festival",
        ),
        ("Producer Ada Obi-Lund of Lagos outfit Kijani Pictures spoke.", "Producer", "Kijani Pictures"),
    ],
)
def test_roles_and_employers(text: str, role: str, employer: str | None) -> None:
    found = person(text, "Ada Obi-Lund")
    assert role in [words.text for words in found.roles]
    assert [e.name.text for e in found.employers] == ([employer] if employer else [])


@pytest.mark.parametrize(
    "text",
    [
        "Ada Obi-Lund (“Salt Ledger”) will host.",
        "Director Ada Obi-Lund spoke. Her crime drama “Salt Ledger” opens in May.",
        "They saw a study of “Salt Ledger”, with its director Ada Obi-Lund.",
        "The opener is Ada Obi-Lund’s “Salt Ledger”.",
        "“Salt Ledger” director Ada Obi-Lund will host.",
        "The opener is “Salt Ledger”, by Ada Obi-Lund.",
        "- “Salt Ledger” (Nigeria), dir: Ada Obi-Lund",
        "Ada Obi-Lund, whose film “Salt Ledger” opens today, will host.",
    ],
)
def test_works(text: str) -> None:
    assert [work.name.text for work in person(text, "Ada Obi-Lund").works] == ["Salt Ledger"]


def test_the_next_person_of_a_list_is_no_role() -> None:
    text = "Jurors are editor Liao Pei-shan, Danish actor Søren Holm-Vester and critic Bo Strand-Mori."
    assert [words.text for words in person(text, "Liao Pei-shan").roles] == ["editor"]
