"""A reference without a name stands for the right entity, or for none."""

from pathlib import Path

import pytest

from extractors.entities.annotated import read_annotated
from extractors.language import read
from extractors.reading import EntityKind

SLATE = (
    "Streamer Caju has ordered the drama “Salt Ledger” from Gaslamp Pictures. "
    "Ada Obi-Lund, head of drama at Caju, announced it on Monday."
)


@pytest.mark.parametrize(
    ("sentence", "words", "name"),
    [
        ("The streamer will launch more shows in May.", "The streamer", "Caju"),
        ("Critics say the streamer’s shows are too long.", "the streamer", "Caju"),
        ("The drama opens in May.", "The drama", "Salt Ledger"),
        ("She said that the drama will open in May.", "the drama", "Salt Ledger"),
        ("She called it a gift.", "She", "Ada Obi-Lund"),
        ("The exec declined to comment.", "The exec", "Ada Obi-Lund"),
        ("The film industry is changing.", "The film", None),
        ("The podcast is another matter.", "The podcast", None),
    ],
)
def test_a_reference_stands_for(sentence: str, words: str, name: str | None) -> None:
    reading = read(f"{SLATE}\n{sentence}")
    start = reading.text.rindex(words)
    entity = reading.stands_for(start, start + len(words))
    assert (entity.name.text if entity else None) == name


def test_two_works_alike_are_not_told_apart() -> None:
    reading = read("Caju bought “Salt Ledger” and “Copper Wedding”. The film opens in May.")
    start = reading.text.index("The film")
    assert reading.stands_for(start, start + len("The film")) is None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Senegalese director Ousmane Faye and American producer Will Carter met.", "Ousmane Faye", "person"),
        ("South Korean VFX studio Moonlight Works and Rimba Pictures signed.", "Moonlight Works", "body"),
        ("The film was sold in Germany (Grandfilm), Italy (Lucky Star) and Japan.", "Lucky Star", "body"),
        ("Mark Ames will report to CFO Grant Hollister in Leeds.", "Grant Hollister", "person"),
        ("Vera Lind won Best Drama and the Writer of the Year gong.", "Writer of the Year", "scheme"),
        ("Rights went to Channel 9 exec Moira Kettlewell for German-speaking Europe.", "Channel 9", "body"),
        ("It sold to Central and Eastern Europe.", "Central and Eastern Europe", "region"),
        ("Spy drama Double Blind returns in May.", "Double Blind", "work"),
        ("The award went to a film from Armenia-Bulgaria.", "Bulgaria", "country"),
        ("The Norwegian Union of Journalists protested.", "Norwegian Union of Journalists", "body"),
        ("Presented by Helena Brandt, it visits ten harbours.", "Helena Brandt", "person"),
        ("Asta Lund serves as showrunner.", "Asta Lund", "person"),
        ("The round was led by Savannah Seed.", "Savannah Seed", "body"),
        ("The fund, called Premier Épisode, opens in May.", "Premier Épisode", "scheme"),
        ("The comics convention Ink on the Tide returns.", "Ink on the Tide", "event"),
        ("Brannock Pictures’ Vesna Kralj is producing.", "Vesna Kralj", "person"),
        ("Toronto sales agent Loon Lake has the rights.", "Loon Lake", "body"),
        ("Àdùkẹ́ Ọláyinká-Smith directs.", "Àdùkẹ́ Ọláyinká-Smith", "person"),
        ("Harbour has renewed “Low Tide”.", "Harbour", "body"),
        ("Copperhead founder June Castle stays on.", "June Castle", "person"),
        ("Leipzig pressing plant Rille & Sohn has borrowed money.", "Leipzig", "city"),
    ],
)
def test_bounds_and_kinds(text: str, name: str, kind: str) -> None:
    found = {e.name.text: e.kind for e in read(text).entities}
    assert found.get(name) is EntityKind(kind), found


def test_marks_are_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    path.write_text("# a | 2025-05-02 | Title\n{P:Ada Obi} left. {P=Ada Obi:She} smiled.\n", encoding="utf-8")
    (text,) = read_annotated(path)
    assert text.text == "Ada Obi left. She smiled."
    assert [(text.text[m.start : m.end], m.value) for m in text.marks] == [
        ("Ada Obi", None),
        ("She", "Ada Obi"),
    ]
