"""How appointments are told: who takes a post, who leaves it, who sits on a jury."""

import pytest
from announced import found


@pytest.mark.parametrize(
    ("text", "post", "by"),
    [
        (
            "Lumen Animation has tapped Nadia Ferrante as its new chief creative officer.",
            "chief creative officer",
            "Lumen Animation",
        ),
        (
            "Nadia Ferrante, head of drama at Channel Nord, is to leave the broadcaster after 12 years.",
            "head of drama",
            "Channel Nord",
        ),
        (
            "Nadia Ferrante is the new head of acquisitions at Brannock Pictures.",
            "head of acquisitions",
            "Brannock Pictures",
        ),
        (
            "Channel Nord has enlisted Nadia Ferrante as creative director.",
            "creative director",
            "Channel Nord",
        ),
        (
            "Brannock Pictures announced the hire of Nadia Ferrante as general counsel.",
            "general counsel",
            "Brannock Pictures",
        ),
        (
            "Nadia Ferrante moves up from commissioning editor to head of documentaries at Channel Nord.",
            "head of documentaries",
            "Channel Nord",
        ),
        (
            "Nadia Ferrante has joined the board of Brannock Pictures as a non-executive director.",
            "non-executive director",
            "Brannock Pictures",
        ),
        (
            "Nadia Ferrante, formerly of Orrin Studios, has been installed as publisher at Cobalt Books.",
            "publisher",
            "Cobalt Books",
        ),
        (
            "Nadia Ferrante was elected president of the Nordic Writers’ Guild on Tuesday.",
            "president",
            "Nordic Writers’ Guild",
        ),
    ],
)
def test_a_post_is_taken_or_left_in_many_words(text: str, post: str, by: str) -> None:
    (record,) = found(text)
    assert (record.kind, record.subject, record.by) == ("appointment", post, (by,))
    assert [(p.name, p.role) for p in record.people] == [("Nadia Ferrante", post)]


@pytest.mark.parametrize(
    "text",
    [
        "Channel Nord has appointed Nadia Ferrante to the role of director. She replaces Hugo Lindqvist,"
        " who left in March.",
        "Channel Nord has hired Nadia Ferrante as director, replacing Hugo Lindqvist.",
        "Veteran producer Nadia Ferrante will succeed Hugo Lindqvist as director of the Nordic Film Board.",
    ],
)
def test_a_post_that_is_handed_over_names_both(text: str) -> None:
    (record,) = found(text)
    assert {p.name for p in record.people} == {"Nadia Ferrante", "Hugo Lindqvist"}
    assert record.date is None


def test_hires_in_a_list_are_one_appointment_each() -> None:
    text = (
        "Orrin Studios has expanded its drama team with three hires: Nadia Ferrante as commissioning editor,"
        " Hugo Lindqvist as script executive and Pilar Ocampo as head of business affairs."
    )
    assert {r.subject for r in found(text)} == {
        "commissioning editor",
        "script executive",
        "head of business affairs",
    }


def test_a_jury_is_one_appointment_with_all_its_people() -> None:
    text = (
        "The jury, chaired by director Nadia Ferrante, also includes actor Hugo Lindqvist, critic Pilar"
        " Ocampo and composer Tadeusz Wrona."
    )
    (jury,) = found(text)
    assert (jury.subject, len(jury.people)) == ("jury", 4)


@pytest.mark.parametrize(
    "text",
    [
        "Nadia Ferrante, who was named head of drama in 2019, has written a memoir.",
        "Nadia Ferrante joined Channel Nord in 2015 and was promoted to head of drama four years later.",
        "Channel Nord denied that Nadia Ferrante would step down as head of drama.",
        "Channel Nord has yet to name a successor to Nadia Ferrante, its former head of drama.",
        "The jury, presided over by director Nadia Ferrante, gave its prize to nobody.",
        "If Priscilla Nakamura-Boyd were to leave Channel Nord, its drama department would need a new head.",
        "Channel Nord has not yet named a successor to Priscilla Nakamura-Boyd.",
        "The board of Channel Nord refused to accept the resignation of chief executive Ulrich Maier.",
        "The panel brought together critic Bao Le and Ravi Sethuraman, supervisor at Peacock & Plume.",
    ],
)
def test_careers_denials_and_verdicts_appoint_nobody(text: str) -> None:
    assert [r for r in found(text) if r.kind == "appointment"] == []


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "And Denise Okafor-Klein is out. The co-president of Brightwater will step down in March.",
            {"co-president"},
        ),
        (
            "Channel Nord has parted company with head of drama Priscilla Nakamura-Boyd.",
            {"head of drama"},
        ),
        ("Priscilla Nakamura-Boyd has been let go as head of drama at Channel Nord.", {"head of drama"}),
        (
            "Priscilla Nakamura-Boyd has been handed the reins of Channel Nord’s drama department.",
            {"Channel Nord’s drama department"},
        ),
        (
            "Channel Nord has turned to Priscilla Nakamura-Boyd to lead its drama department.",
            {"drama department"},
        ),
        ("The new head of drama at Channel Nord is Priscilla Nakamura-Boyd.", {"head of drama"}),
        (
            "Priscilla Nakamura-Boyd, who ran drama at Kanal Sieben, is Channel Nord’s new head of scripted.",
            {"head of scripted"},
        ),
    ],
)
def test_a_post_is_told_in_roundabout_ways(text: str, posts: set[str]) -> None:
    assert {r.subject for r in found(text) if r.kind == "appointment"} == posts


def test_a_handover_told_in_two_sentences_is_one_appointment() -> None:
    text = (
        "Creative director Dashiell Okoro is stepping back from Tin Lizard Games after 15 years. "
        "Marie-Ève Tessier takes over as creative director with immediate effect."
    )
    record = next(r for r in found(text) if r.kind == "appointment")
    assert {p.name for p in record.people} == {"Dashiell Okoro", "Marie-Ève Tessier"}


def test_who_joins_a_board_keeps_the_job_they_have() -> None:
    text = "Cobalt Tree partner Hugo Lindqvist-Ramos joins the board of Earshot Labs."
    (record,) = found(text)
    assert [(p.name, p.role) for p in record.people] == [("Hugo Lindqvist-Ramos", "partner")]


def test_a_shortlist_is_told_by_whom_it_holds() -> None:
    text = (
        "Novelists Amrit Dhaliwal-Shaw and Katya Ilves are among six authors in the running for the Gable "
        "Prize for Fiction. Dhaliwal-Shaw is shortlisted for “The Turbine Keepers” and Ilves for “Ghost Tax”."
    )
    record = next(r for r in found(text) if r.kind == "award")
    assert {p.name for p in record.people} == {"Amrit Dhaliwal-Shaw", "Katya Ilves"}
    assert record.titles == ("The Turbine Keepers", "Ghost Tax")
