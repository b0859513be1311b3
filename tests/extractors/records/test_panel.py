from datetime import date

import pytest

from extractors.language import read
from extractors.records.forum import find_forums
from extractors.records.panel import find_panels
from schemas.records import Panel, ungrounded
from schemas.vocabulary import PanelKind, Part


def _panels(text: str, published: str) -> list[Panel]:
    reading = read(text, None, date.fromisoformat(published))
    panels = find_panels(reading, find_forums(reading))
    assert all(ungrounded(panel, text) == [] for panel in panels)
    return panels


def _people(panel: Panel) -> dict[str, tuple[Part, str | None, str | None]]:
    return {p.name: (p.part, p.role, p.affiliation) for p in panel.participants}


def test_a_panel_with_title_chair_and_speakers() -> None:
    text = (
        "The second Screen Futures Conference was held in Leeds on Wednesday.\n"
        "The session, a panel entitled “Windows and Walls”, was moderated by critic Alan Pryce and "
        "featured Priya Raman, "
        "chief executive of Odeon North; Marcus Webb, head of theatrical at distributor Lantern; "
        "and exhibitor Joan Tierney."
    )
    panel = _panels(text, "2025-03-21")[0]
    assert (panel.title, panel.kind) == ("Windows and Walls", PanelKind.PANEL)
    assert (panel.event, panel.date) == ("Screen Futures Conference", "2025-03-19")
    assert _people(panel) == {
        "Alan Pryce": (Part.MODERATOR, "critic", None),
        "Priya Raman": (Part.SPEAKER, "chief executive", "Odeon North"),
        "Marcus Webb": (Part.SPEAKER, "head of theatrical", "Lantern"),
        "Joan Tierney": (Part.SPEAKER, "exhibitor", None),
    }


def test_several_sessions_in_one_sentence_are_kept_apart() -> None:
    text = (
        "The Amman Film Forum runs from May 20 to 24 in Amman. The programme includes a "
        "masterclass with editor Rana "
        "Khoury and a roundtable on co-production chaired by Wim de Boer with the producers Lina "
        "Saab and Julie Blanc."
    )
    masterclass, roundtable = _panels(text, "2025-05-05")
    assert masterclass.kind is PanelKind.MASTERCLASS
    assert _people(masterclass) == {"Rana Khoury": (Part.SPEAKER, "editor", None)}
    assert roundtable.kind is PanelKind.ROUNDTABLE
    assert {n: p[0] for n, p in _people(roundtable).items()} == {
        "Wim de Boer": Part.MODERATOR,
        "Lina Saab": Part.SPEAKER,
        "Julie Blanc": Part.SPEAKER,
    }


def test_a_programme_list_has_a_session_an_item() -> None:
    text = (
        "The Berlin Audio Summit takes place on February 12 and 13, 2025, in Berlin. The programme:\n"
        "- “Hear Me Out”, keynote (February 12) by Joana Prado, vice president of podcasts at Radio Sul\n"
        "- “Who Owns a Voice?”, panel (February 13): lawyer Anke Voss and actor Ben Adeyemi. "
        "Moderator: Lutz Farber"
    )
    keynote, panel = _panels(text, "2025-01-20")
    assert (keynote.title, keynote.kind, keynote.date) == ("Hear Me Out", PanelKind.KEYNOTE, "2025-02-12")
    assert _people(keynote) == {"Joana Prado": (Part.SPEAKER, "vice president of podcasts", "Radio Sul")}
    assert (panel.title, panel.kind, panel.date) == ("Who Owns a Voice?", PanelKind.PANEL, "2025-02-13")
    assert _people(panel)["Lutz Farber"][0] is Part.MODERATOR


def test_the_journalist_of_a_conversation_asks() -> None:
    text = (
        "The Halden Crime Fiction Festival opened in Halden on Wednesday with a conversation "
        "between novelist Ida Brekke "
        "and journalist Samuel Oduya. The festival runs until Sunday."
    )
    panel = _panels(text, "2025-06-12")[0]
    assert panel.kind is PanelKind.CONVERSATION
    assert {n: p[0] for n, p in _people(panel).items()} == {
        "Ida Brekke": Part.SPEAKER,
        "Samuel Oduya": Part.MODERATOR,
    }


def test_two_named_panels_in_a_row_are_two() -> None:
    text = (
        "Halyard today hosted its first Story Forum, attended by 120 filmmakers.\n"
        "At the Japan panel, director Hiroshi Mori talked about his documentaries.\n"
        "At the Indonesian panel, co-directors Kamila Putri and Ifa Hasan spoke about a 12-year journey."
    )
    japan, indonesia = _panels(text, "2024-10-06")
    assert (japan.title, indonesia.title) == ("Japan panel", "Indonesian panel")
    assert _people(indonesia) == {
        "Kamila Putri": (Part.SPEAKER, "co-director", None),
        "Ifa Hasan": (Part.SPEAKER, "co-director", None),
    }
    assert japan.date == indonesia.date == "2024-10-06"


@pytest.mark.parametrize(
    "text",
    [
        "A session on song rights at the Konkan Summit in Panaji was cancelled when its moderator "
        "was taken ill.",
        "Director Lou Marchetti has died aged 81. He gave a masterclass at the Turin Film Festival in 2003.",
        "Producer Ana Sow talked to us over coffee. “I like trains,” she said.",
        "The panel of judges was led by novelist Ida Brekke.",
        "",
    ],
)
def test_what_is_no_session_is_no_record(text: str) -> None:
    assert _panels(text, "2025-05-20") == []
