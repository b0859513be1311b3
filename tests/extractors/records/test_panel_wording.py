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


@pytest.mark.parametrize(
    ("told", "works"),
    [
        ("Director Nora Lind sat on a panel about fees. Her drama “Cold Ferry” was sold to Kanal Neun.",
         {"Nora Lind": ["Cold Ferry"]}),
        ("A panel about fees heard Nora Lind, the editor who cut “Cold Ferry”, and producer Luca Ferri.",
         {"Nora Lind": ["Cold Ferry"], "Luca Ferri": []}),
        ("“Cold Ferry” star Nora Lind and its director, Luca Ferri, told the summit that fees had fallen.",
         {"Nora Lind": ["Cold Ferry"], "Luca Ferri": ["Cold Ferry"]}),
        ("A panel on fees brought together the directors Nora Lind and Luca Ferri (“Cold Ferry”).",
         {"Nora Lind": ["Cold Ferry"], "Luca Ferri": ["Cold Ferry"]}),
        ("Nora Lind and Luca Ferri, creators of “Cold Ferry”, took part in a case study on Wednesday.",
         {"Nora Lind": ["Cold Ferry"], "Luca Ferri": ["Cold Ferry"]}),
        ("A masterclass was given by the creator of the series “Cold Ferry”, Nora Lind.",
         {"Nora Lind": ["Cold Ferry"]}),
    ],
)  # fmt: skip
def test_whose_titles_they_are(told: str, works: dict[str, list[str]]) -> None:
    (panel,) = _panels(SUMMIT + told)
    assert {p.name: list(p.works) for p in panel.participants} == works


@pytest.mark.parametrize(
    "lead",
    [
        "Budgets have fallen, Skandia Plus’s head of drama told the Adriatic Drama Summit on Tuesday.",
        "The summit opened with a warning from the head of drama at Skandia Plus that budgets had fallen.",
    ],
)
def test_who_is_foretold_by_a_job_alone(lead: str) -> None:
    text = f"{lead}\nNora Lind said on stage at the Adriatic Drama Summit that nobody had noticed."
    (panel,) = _panels(text)
    assert [(p.name, p.role, p.affiliation) for p in panel.participants] == [
        ("Nora Lind", "head of drama", "Skandia Plus")
    ]


def test_another_voice_at_the_same_event_is_a_session_of_its_own() -> None:
    text = (
        "Producer Nora Lind told the Adriatic Drama Summit on Tuesday that budgets had fallen.\n"
        "Speaking later at the same event, Luca Ferri, managing director of Sestante, said that they had not."
    )
    names = [[p.name for p in panel.participants] for panel in _panels(text)]
    assert names == [["Nora Lind"], ["Luca Ferri"]]


def test_a_weekday_is_the_one_of_the_gathering() -> None:
    text = (
        "The Adriatic Drama Summit was held in Split from May 7 to 9.\n"
        "Producer Nora Lind set the tone on Wednesday with a keynote."
    )
    (panel,) = _panels(text, "2025-05-13")
    assert panel.date == "2025-05-07"


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Producer Nora Lind presented the fund at the closing session.", "closing session"),
        ("Producer Nora Lind will give a masterclass on May 14.", None),
        ("Producers Nora Lind and Luca Ferri sat down with critic Amira Haddad for “Nobody Pays Twice”.",
         "Nobody Pays Twice"),
    ],
)  # fmt: skip
def test_what_is_a_title_and_what_is_not(told: str, title: str | None) -> None:
    (panel,) = _panels(SUMMIT + told)
    assert panel.title == title


@pytest.mark.parametrize(
    "told",
    [
        "Producer Nora Lind gave a masterclass. Interviewing her was critic Amira Haddad.",
        "Producer Nora Lind gave a masterclass. Critic Amira Haddad acted as master of ceremonies.",
        "Producer Nora Lind gave a masterclass. Critic Amira Haddad is going to ask the questions.",
    ],
)
def test_who_asks(told: str) -> None:
    (panel,) = _panels(SUMMIT + told)
    assert {p.name: p.part for p in panel.participants} == {
        "Nora Lind": Part.SPEAKER,
        "Amira Haddad": Part.MODERATOR,
    }


@pytest.mark.parametrize(
    ("said", "event"),
    [
        ("Financiers outnumbered filmmakers at MoneyShot, held at the Rock Hotel on Tuesday. "
         "In a keynote, investor Nora Lind said that budgets had fallen.", "MoneyShot"),
        ("Between the concerts at PlayHarmonic in Wrocław this weekend there was talk. "
         "In her keynote, composer Nora Lind said that budgets had fallen.", "PlayHarmonic"),
        ("On the first day of Reel Circuit in Gdynia, actor Nora Lind gave a masterclass.", "Reel Circuit"),
    ],
)  # fmt: skip
def test_gatherings_that_only_their_use_gives_away(said: str, event: str) -> None:
    (panel,) = _panels(said)
    assert panel.event == event


@pytest.mark.parametrize(
    "told",
    [
        "Producers Nora Lind and Luca Ferri argued about fees. The talk was chaired by critic Amira Haddad.",
        "A panel on fees had producers Nora Lind and Luca Ferri. It was mediated by critic Amira Haddad.",
    ],
)
def test_sessions_whose_chair_is_told_last(told: str) -> None:
    (panel,) = _panels(SUMMIT + told)
    assert {p.name: p.part for p in panel.participants} == {
        "Nora Lind": Part.SPEAKER,
        "Luca Ferri": Part.SPEAKER,
        "Amira Haddad": Part.MODERATOR,
    }


def test_a_plural_job_is_each_ones_along_a_list() -> None:
    (panel,) = _panels(
        SUMMIT + "On a panel on fees, commissioning editors Nora Lind (Rete Nove), "
        "Luca Ferri (Canal Mistral) and Amira Haddad argued."
    )
    assert {p.role for p in panel.participants} == {"commissioning editor"}


def test_who_belongs_to_a_firm_is_not_the_firm() -> None:
    (panel,) = _panels(
        SUMMIT + "A panel on fees brought together Nora Lind of Sestante and "
        "Luca Ferri, colour scientist at Istanbul lab Bosphorus Light."
    )
    assert {p.name: p.affiliation for p in panel.participants} == {
        "Nora Lind": "Sestante",
        "Luca Ferri": "Bosphorus Light",
    }
