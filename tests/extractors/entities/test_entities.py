"""What names stand for is decided by the words around them."""

import pytest

from extractors.language import read
from extractors.reading import Entity, EntityKind


def named(text: str, name: str) -> Entity:
    return next(e for e in read(text).entities if e.name.text == name)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The film is by director Noh Ji-hwan.", "Noh Ji-hwan", EntityKind.PERSON),
        ("The film stars Ilse van den Bossche.", "Ilse van den Bossche", EntityKind.PERSON),
        ("It is directed by P.K. Vairamani.", "P.K. Vairamani", EntityKind.PERSON),
        ("Streamer Caju has ordered a series.", "Caju", EntityKind.BODY),
        ("Broadcaster Kanal Öst has ordered a series.", "Kanal Öst", EntityKind.BODY),
        ("The show hails from Amman-based Jasmine Street.", "Jasmine Street", EntityKind.BODY),
        ("The show was sold by Tonic & Klang.", "Tonic & Klang", EntityKind.BODY),
        ("Kijani+ has renewed the drama.", "Kijani+", EntityKind.BODY),
        ("The deal was signed at the Hansa Film Market.", "Hansa Film Market", EntityKind.EVENT),
        (
            "The 14th Curonian International Film Festival opens today.",
            "Curonian International Film Festival",
            EntityKind.EVENT,
        ),
        ("Guests came to the third Mercado del Plata in May.", "Mercado del Plata", EntityKind.EVENT),
        ("The producers won the Yacaré Prize.", "Yacaré Prize", EntityKind.SCHEME),
        ("The market was held in Montevideo, Uruguay.", "Montevideo", EntityKind.CITY),
        ("The market was held in Montevideo, Uruguay.", "Uruguay", EntityKind.COUNTRY),
        ("She directed “The Third Umbrella” in Seoul.", "The Third Umbrella", EntityKind.WORK),
        ("The comedy ‘Grandma Is a Bus’ opens in May.", "Grandma Is a Bus", EntityKind.WORK),
        ("The keynote, “After Volume”, was given on Monday.", "After Volume", EntityKind.SESSION),
        ("They launched the “Grow Creative” programme in May.", "Grow Creative", EntityKind.SCHEME),
        ("It was by Puteri Nur binti Kamaruddin.", "Puteri Nur binti Kamaruddin", EntityKind.PERSON),
        ("Producer Gopal s/o Muniandy spoke.", "Gopal s/o Muniandy", EntityKind.PERSON),
        ("“We are back in town,” wrote Ada Obi on Monday.", "Ada Obi", EntityKind.PERSON),
        ("Broker Pieter-Jan Vandersteen spoke.", "Pieter-Jan Vandersteen", EntityKind.PERSON),
        ("They sold it to the U.K. Goldline has the rest.", "U.K.", EntityKind.COUNTRY),
        ("MUNICH, March 5 — Broadcaster Kanal Sieben met buyers.", "MUNICH", EntityKind.CITY),
        ("It screened at the Théâtre de la Douane in Sfax.", "Théâtre de la Douane", EntityKind.VENUE),
        ("Filming will start in Tyrol.", "Tyrol", EntityKind.REGION),
        ("Buyers came from the Gulf and from Oman.", "Gulf", EntityKind.REGION),
    ],
)
def test_kinds(text: str, name: str, kind: EntityKind) -> None:
    assert named(text, name).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "“We’ve sold it,” they said. “You’ll see.”",
        "Habit is made of habit.",
        "It closed a Series B round.",
        "At the Cambodian panel, the Anglo-Dutch group spoke.",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert read(text).entities == []


def test_a_surname_that_is_a_city_stands_for_the_person() -> None:
    text = "Casablanca producer Anouar Bensalem asked why. Bensalem disagreed."
    assert [text[m.start : m.end] for m in named(text, "Anouar Bensalem").mentions if m.is_name] == [
        "Anouar Bensalem",
        "Bensalem",
    ]


def test_short_forms_join_the_long_one() -> None:
    text = (
        "Gaslamp Releasing has hired producer Ximena Quispe Larrañaga.\n"
        "Gaslamp said that Quispe starts in May, and Quispe Larrañaga agreed."
    )
    assert [text[m.start : m.end] for m in named(text, "Gaslamp Releasing").mentions if m.is_name] == [
        "Gaslamp Releasing",
        "Gaslamp",
    ]
    assert [text[m.start : m.end] for m in named(text, "Ximena Quispe Larrañaga").mentions if m.is_name] == [
        "Ximena Quispe Larrañaga",
        "Quispe",
        "Quispe Larrañaga",
    ]


def test_an_acronym_in_brackets_joins_its_name() -> None:
    text = "The Korean Kids Content Council (KKCC) met in Seoul. KKCC will meet again."
    mentions = named(text, "Korean Kids Content Council").mentions
    assert [text[m.start : m.end] for m in mentions if m.is_name] == [
        "Korean Kids Content Council",
        "KKCC",
        "KKCC",
    ]


def test_titles_without_marks_are_known_by_who_made_them() -> None:
    text = "Born for the Spotlight creator Olive Ting spoke. Olive Ting wrote Born for the Spotlight alone."
    assert len(named(text, "Born for the Spotlight").mentions) == 2


def test_every_mention_stands_in_the_text_and_in_its_entity() -> None:
    text = "Ada Obi-Lund of Kijani Pictures told the company’s guests that she would open “Salt Ledger”."
    reading = read(text)
    for mention in reading.mentions:
        assert mention in mention.entity.mentions
        assert any(mention.entity is entity for entity in reading.entities)
        assert 0 <= mention.start < mention.end <= len(text)
    assert [m.start for m in reading.mentions] == sorted(m.start for m in reading.mentions)
