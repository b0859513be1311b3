"""How changes of post are told by other words than "appoint" and "leave", and who wins prizes."""

import pytest
from announced import found


@pytest.mark.parametrize(
    ("text", "post", "people"),
    [
        (
            "Sable Media has poached Gideon Wetherby from Northgate Films to be its head of post-production.",
            "head of post-production",
            ["Gideon Wetherby"],
        ),
        (
            "Actor Prudence Oyelaran has agreed to become patron of the Tyne Youth Screen charity.",
            "patron",
            ["Prudence Oyelaran"],
        ),
        (
            "Sable Media has extended the contract of its creative director, Renjiro Okada, for three years.",
            "creative director",
            ["Renjiro Okada"],
        ),
        (
            "The council of Sable Media voted in Stavros Kalogeris as president for a second term.",
            "president",
            ["Stavros Kalogeris"],
        ),
        (
            "Sable Media says the function of the programme director has been entrusted to Agata Wrona.",
            "programme director",
            ["Agata Wrona"],
        ),
        (
            "The finance director’s job at Sable Media has gone to Agata Wrona.",
            "finance director",
            ["Agata Wrona"],
        ),
        (
            "Historian Miriam Lachs steps down from the board of Sable Media in July.",
            "board",
            ["Miriam Lachs"],
        ),
        (
            "Sable Media chief financial officer Wanda Sorensen will step down at the end of June. Deputy"
            " finance head Ajay Malhotra takes over on an interim basis.",
            "chief financial officer",
            ["Wanda Sorensen", "Ajay Malhotra"],
        ),
        (
            "Sable Media has dispensed with the services of its sales director, Carl Ives.",
            "sales director",
            ["Carl Ives"],
        ),
        (
            "Sable Media sales director Carl Ives is calling it a day after 20 years.",
            "sales director",
            ["Carl Ives"],
        ),
        (
            "Carl Ives is moving from Bright Films to Sable Media, where he will be sales director.",
            "sales director",
            ["Carl Ives"],
        ),
        (
            "Sable Media announced Carl Ives’ appointment as sales director.",
            "sales director",
            ["Carl Ives"],
        ),
        (
            "In her new role as sales director of Sable Media, Ann Archer will report to Carl Ives.",
            "sales director",
            ["Ann Archer"],
        ),
        (
            "Manchester podcast house Orwell Sound has handed Yasmin Choudhury the newly minted title of"
            " chief content officer.",
            "chief content officer",
            ["Yasmin Choudhury"],
        ),
        (
            "Former Dame Street Radio voice Judith Seward and Neil Trask have been drafted onto the board of"
            " Wireline Radio. The pair replace Anil Bhatt, whose term expired.",
            "board",
            ["Judith Seward", "Neil Trask", "Anil Bhatt"],
        ),
        (
            "Out at Pinewick Games: chief operating officer Rod Stavely.",
            "chief operating officer",
            ["Rod Stavely"],
        ),
        ("LEAVING: Stuart Hollis, sound editor at Westmark Studios.", "sound editor", ["Stuart Hollis"]),
    ],
)
def test_changes_of_post_in_other_words(text: str, post: str, people: list[str]) -> None:
    """The post and its people are found whatever verb, noun or idiom tells the change."""
    (record,) = [r for r in found(text) if r.kind == "appointment"]
    assert record.subject is not None
    assert record.subject.lower() == post
    assert [p.name for p in record.people] == people


@pytest.mark.parametrize(
    "text",
    [
        "Mollel of Sable Media was more guarded as delegates drifted off towards the car park.",
        "Founder Inmaculada Rey Portillo of Sable Media keeps her 20% and stays on as managing director.",
        "Carl Ives, a retired customs officer, lives in Graz and writes for Sable Media.",
        "Ann Archer has served as president of Sable Media for nine years and says that she is tired.",
        "Ann Archer started out as an editor at Sable Media.",
        "Skyhook has hired Penelope Romero as showrunner on “Jet Lag”.",
    ],
)
def test_no_change_of_post(text: str) -> None:
    """Who stays, or only is or was something, changes no post."""
    assert not [r for r in found(text) if r.kind == "appointment"]


@pytest.mark.parametrize(
    ("text", "prize", "people"),
    [
        (
            "The Genoa Writers’ Circle has conferred an honorary fellowship on playwright Carlotta Rossi.",
            "honorary fellowship",
            [("Carlotta Rossi", "playwright")],
        ),
        (
            "Up for best actress at the Celtic Lens Awards are Rhian Prosser (“Tidewrack”) and Moira Ellis"
            " (“Ferry Girl”).",
            "Celtic Lens Awards",
            [("Rhian Prosser", "best actress"), ("Moira Ellis", None)],
        ),
        (
            "The Monsoon Audio Prizes were handed out in Colombo on Sunday night.\nBest host: Dinesh"
            " Weerakoon, “Trains I Missed”\nBest sound: Ruwan Jayalath, “The Lift Operator”",
            "Monsoon Audio Prizes",
            [("Dinesh Weerakoon", "Best host"), ("Ruwan Jayalath", None)],
        ),
    ],
)
def test_winners_in_other_words(text: str, prize: str, people: list[tuple[str, str | None]]) -> None:
    """Prizes are found by what is conferred, by who is up for them, and by a roll of categories."""
    (record,) = [r for r in found(text) if r.kind == "award"]
    assert record.subject == prize
    assert [(p.name, p.role) for p in record.people] == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Joining Bettina Orlov in the feature “Half Moon Street Baths” are Trevor Quayle as the"
            " attendant, Sunita Dhar as a local councillor and Ida Falk.",
            {
                "Trevor Quayle": "attendant",
                "Sunita Dhar": "local councillor",
                "Ida Falk": None,
                "Bettina Orlov": None,
            },
        ),
        (
            "Atlas Ridge will release “Monkhouse” on October 24. Directed by Bohumil Zeman, it features Ruth"
            " Kinsella (novice), Karel Vondra (abbot) and Niamh Tuohy.",
            {
                "Bohumil Zeman": "Directed",
                "Ruth Kinsella": "novice",
                "Karel Vondra": "abbot",
                "Niamh Tuohy": "features",
            },
        ),
        (
            "Channel Nord has ordered “Paper Tigers”. Signe Bruun plays a surgeon, Anders Fogh is her brother"
            " and Amira Saleh the judge. Tea Sandberg and Omar Khalil share directing duties.",
            {
                "Signe Bruun": "plays",
                "Anders Fogh": "her brother",
                "Amira Saleh": "the judge",
                "Tea Sandberg": "directing",
                "Omar Khalil": "directing",
            },
        ),
    ],
)
def test_parts_of_a_cast(text: str, people: dict[str, str | None]) -> None:
    """A part stands behind each name, in brackets, or only once for a list that leaves the verb out."""
    (record,) = found(text)
    assert {p.name: p.role for p in record.people} == people
