"""How the trade press tells of sessions: a wording in, what is read of it out."""

from datetime import date

import pytest

from extractors.language import read
from extractors.records.forum import find_forums
from extractors.records.panel import find_panels
from schemas.records import Panel, ungrounded
from schemas.vocabulary import PanelKind, Part

SUMMIT = "The two-day Adriatic Drama Summit opened in Split on Tuesday.\n"


def _panels(text: str, published: str = "2025-05-14") -> list[Panel]:
    reading = read(text, None, date.fromisoformat(published))
    panels = find_panels(reading, find_forums(reading))
    assert all(ungrounded(panel, text) == [] for panel in panels)
    return panels


@pytest.mark.parametrize(
    ("said", "role", "affiliation"),
    [
        ("Nora Lind, head of drama at Skandia Plus, told delegates at the summit that budgets had fallen.",
         "head of drama", "Skandia Plus"),
        ("Skandia Plus drama chief Nora Lind told delegates at the summit that budgets had fallen.",
         "drama chief", "Skandia Plus"),
        ("Skandia Plus’s head of drama Nora Lind told delegates at the summit that budgets had fallen.",
         "head of drama", "Skandia Plus"),
        ("“Budgets have fallen,” Nora Lind, managing director of Danish indie Skandia Plus, told the summit.",
         "managing director", "Skandia Plus"),
        ("Speaking at the summit, Nora Lind, chief executive of Skandia Plus, said that budgets had fallen.",
         "chief executive", "Skandia Plus"),
    ],
)  # fmt: skip
def test_who_speaks_where_no_session_has_a_name(said: str, role: str, affiliation: str) -> None:
    (panel,) = _panels(SUMMIT + said)
    assert (panel.kind, panel.event) == (PanelKind.PRESENTATION, "Adriatic Drama Summit")
    (person,) = panel.participants
    assert (person.name, person.part) == ("Nora Lind", Part.SPEAKER)
    assert (person.role, person.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    ("told", "kind", "title"),
    [
        ("In a panel entitled “Who Pays?”, producers Nora Lind and Luca Ferri argued about fees.",
         PanelKind.PANEL, "Who Pays?"),
        ("A panel on production costs brought together producers Nora Lind and Luca Ferri.",
         PanelKind.PANEL, "panel on production costs"),
        ("A roundtable titled The Price of Scale was led by the producers Nora Lind and Luca Ferri.",
         PanelKind.ROUNDTABLE, "The Price of Scale"),
        ("Producers Nora Lind and Luca Ferri led a workshop called “Ask for Less”.",
         PanelKind.WORKSHOP, "Ask for Less"),
    ],
)  # fmt: skip
def test_forms_and_titles_with_and_without_quotation_marks(told: str, kind: PanelKind, title: str) -> None:
    (panel,) = _panels(SUMMIT + told)
    assert (panel.kind, panel.title) == (kind, title)
    assert {p.name for p in panel.participants} == {"Nora Lind", "Luca Ferri"}


@pytest.mark.parametrize(
    "told",
    [
        "A panel on fees with producers Nora Lind and Luca Ferri was moderated by critic Amira Haddad.",
        "Producers Nora Lind and Luca Ferri discussed fees on a panel, with critic Amira Haddad moderating.",
        "Producers Nora Lind and Luca Ferri sat on a panel about fees. Critic Amira Haddad chaired it.",
    ],
)
def test_who_chairs(told: str) -> None:
    (panel,) = _panels(SUMMIT + told)
    assert {p.name: p.part for p in panel.participants} == {
        "Nora Lind": Part.SPEAKER,
        "Luca Ferri": Part.SPEAKER,
        "Amira Haddad": Part.MODERATOR,
    }


def test_a_timetable_is_read_line_by_line() -> None:
    text = (
        "Podcast Week Berlin takes place in Berlin on 21 May 2025. The programme:\n"
        "10:15 | Keynote: What the Ear Forgives | Samuel Etxe, director, Radio Bilbao\n"
        "11:30 | Panel: Dynamic or Baked In? | Joy Mensah (Head of Ad Sales, Podloop), "
        "Florian Weiss (CEO, Hörwerk). Chair: Marek Dvořák"
    )
    keynote, panel = _panels(text)
    assert (keynote.title, keynote.kind) == ("What the Ear Forgives", PanelKind.KEYNOTE)
    assert [p.name for p in keynote.participants] == ["Samuel Etxe"]
    assert (panel.title, panel.kind, panel.date) == ("Dynamic or Baked In?", PanelKind.PANEL, "2025-05-21")
    assert [(p.name, p.part, p.role, p.affiliation) for p in panel.participants] == [
        ("Joy Mensah", Part.SPEAKER, "Head of Ad Sales", "Podloop"),
        ("Florian Weiss", Part.SPEAKER, "CEO", "Hörwerk"),
        ("Marek Dvořák", Part.MODERATOR, None, None),
    ]


def test_a_session_needs_no_record_of_its_gathering() -> None:
    text = (
        "In a fireside chat with broadcaster Kemi Adaranijo at the AfroTempo Music Conference this morning, "
        "Delphine Okoro, chief executive of artist-services firm Ladder, recounted the week she resigned."
    )
    (panel,) = _panels(text, "2025-04-03")
    assert (panel.kind, panel.event, panel.date) == (
        PanelKind.CONVERSATION,
        "AfroTempo Music Conference",
        "2025-04-03",
    )
    assert {p.name: p.part for p in panel.participants} == {
        "Kemi Adaranijo": Part.MODERATOR,
        "Delphine Okoro": Part.SPEAKER,
    }


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel Media has appointed Bola Idowu as chief financial officer. “Bola brings rare discipline,” "
        "chief executive Roderick Shaw said in a statement.",
        "Rojas told Stage & Screen News: “We were not asked.” In an open letter the union’s secretary, "
        "Benita Rojas, calls for a say in how the tools are used.",
        "Organisers of the Tidemark Writers’ Festival have scrapped a panel on artificial intelligence "
        "with novelists Hugh Farley and Ines Cabral.",
    ],
)
def test_statements_letters_and_scrapped_sessions_are_none(text: str) -> None:
    assert _panels(text, "2025-08-28") == []
