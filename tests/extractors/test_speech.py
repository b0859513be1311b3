"""Direct speech of all shapes, and whose it is."""

import pytest

from extractors.language import read


def spoken(text: str) -> list[tuple[str, str]]:
    quotes = read(text).quotes
    return [(q.speaker.name.text, " ".join(p.text for p in q.parts)) for q in quotes if q.speaker is not None]


INTRO = "Ada Obi-Lund, head of drama at Kijani Pictures, spoke in Lagos on Monday.\n"


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“We wanted a proper argument,” said Ada Obi-Lund.", "Ada Obi-Lund", "We wanted a proper argument,"),
        ("“We wanted a proper argument,” Ada Obi-Lund said.", "Ada Obi-Lund", "We wanted a proper argument,"),
        ("Ada Obi-Lund said: “We wanted a proper argument.”", "Ada Obi-Lund", "We wanted a proper argument."),
        (
            'Ada Obi-Lund told reporters that "we wanted an argument".',
            "Ada Obi-Lund",
            "we wanted an argument",
        ),
        (
            "“We wanted,” said Ada Obi-Lund, “a proper argument.”",
            "Ada Obi-Lund",
            "We wanted, a proper argument.",
        ),
        (
            "“We wanted it,” recalled Kijani founder and CEO Ada Obi-Lund. “And we got it.”",
            "Ada Obi-Lund",
            "We wanted it, And we got it.",
        ),
        (
            "“We wanted it badly,” said Kijani’s head of drama, Ada Obi-Lund.",
            "Ada Obi-Lund",
            "We wanted it badly,",
        ),
        (
            "“We wanted it badly,” Ada Obi-Lund, Kijani’s president of sales, said in a statement.",
            "Ada Obi-Lund",
            "We wanted it badly,",
        ),
        (
            "“Nobody pays for this any more,” according to Ada Obi-Lund.",
            "Ada Obi-Lund",
            "Nobody pays for this any more,",
        ),
        ("“Nobody pays for this any more.” — Ada Obi-Lund", "Ada Obi-Lund", "Nobody pays for this any more."),
        ("Ada Obi-Lund: “Nobody pays for this any more.”", "Ada Obi-Lund", "Nobody pays for this any more."),
        (
            "The fund was waved away by Ada Obi-Lund as “a very small umbrella”.",
            "Ada Obi-Lund",
            "a very small umbrella",
        ),
        (
            "“The mountain does not lie”, slips the delegate general of the festival, Ada Obi-Lund.",
            "Ada Obi-Lund",
            "The mountain does not lie",
        ),
        (
            "«We count on the family audience», — underscored Ada Obi-Lund.",
            "Ada Obi-Lund",
            "We count on the family audience",
        ),
        (
            "„The standard was high like never“, so Kijani chief Ada Obi-Lund.",
            "Ada Obi-Lund",
            "The standard was high like never",
        ),
        (
            "– It is the best year – assures Ada Obi-Lund. – We saw two hundred films.",
            "Ada Obi-Lund",
            "It is the best year We saw two hundred films.",
        ),
        ("Ada Obi-Lund commented, 「I am trembling with joy」.", "Ada Obi-Lund", "I am trembling with joy"),
        (
            "Ada Obi-Lund values in a note the pact: “We open a window in this house”.",
            "Ada Obi-Lund",
            "We open a window in this house",
        ),
        (
            "“The public gave us much love,” Kijani head Ada Obi-Lund was quoted as saying.",
            "Ada Obi-Lund",
            "The public gave us much love,",
        ),
        (
            "Ada Obi-Lund told staff to go.\n“This is the worst letter of my life,” the memo begins.",
            "Ada Obi-Lund",
            "This is the worst letter of my life,",
        ),
        (
            "Ada Obi-Lund has a film.\nAO: “I have not slept since May.”",
            "Ada Obi-Lund",
            "I have not slept since May.",
        ),
        (
            "Tom Wex’s editor, Ada Obi-Lund, tells us: “He does not do small talk.”",
            "Ada Obi-Lund",
            "He does not do small talk.",
        ),
        (
            "“We opened the windows,” in the words of academy president Ada Obi-Lund. “Some will complain.”",
            "Ada Obi-Lund",
            "We opened the windows, Some will complain.",
        ),
        (
            "Ada Obi-Lund writes; Tom Wex directs.\nThe writer promised “at least one fire a week”.",
            "Ada Obi-Lund",
            "at least one fire a week",
        ),
    ],
)
def test_attributions(text: str, speaker: str, words: str) -> None:
    assert spoken(text) == [(speaker, words)]


@pytest.mark.parametrize(
    "text",
    [
        "“We wanted a proper argument,” Obi-Lund said.",
        "“We wanted a proper argument,” she said.",
        "“We wanted a proper argument,” the exec said.",
        "“We wanted a proper argument,” said the head of drama.",
    ],
)
def test_references_lead_to_the_full_name(text: str) -> None:
    assert spoken(INTRO + text) == [("Ada Obi-Lund", "We wanted a proper argument,")]


def test_a_statement_goes_on_over_paragraphs() -> None:
    text = INTRO + "“The first part of it,” she said. “The second.\n“The third part is here.”"
    assert spoken(text) == [("Ada Obi-Lund", "The first part of it, The second. The third part is here.")]


def test_nested_quotations_stay_inside() -> None:
    text = "“He told me, ‘Nobody will come,’ and nobody came,” said Ada Obi-Lund."
    assert spoken(text) == [("Ada Obi-Lund", "He told me, ‘Nobody will come,’ and nobody came,")]


def test_a_body_speaks_in_a_statement() -> None:
    text = "The Scriptwriters’ Guild was cooler. “A country cannot rebate its way to a cinema,” it said."
    assert spoken(text) == [("Scriptwriters’ Guild", "A country cannot rebate its way to a cinema,")]


@pytest.mark.parametrize(
    "text",
    [
        "A spokesperson for Kijani Pictures said it was “resting like all of us”.",
        "“The fund is resting like all of us,” a Kijani Pictures rep said.",
        "Sources called the fund “a bandage on a broken leg”.",
        "Ada Obi-Lund directed “What the Ferryman Owes the Sea” for Kijani Pictures.",
        "Ada Obi-Lund called it “pure fantasy”.",
        "The poster reads “Nobody leaves before the last song”.",
    ],
)
def test_what_is_no_quote(text: str) -> None:
    assert spoken(text) == []


def test_two_speakers_in_a_paragraph_stay_apart() -> None:
    text = "“It was cold in there,” said Ada Obi-Lund. Bo Strand-Mori added: “It was very cold indeed.”"
    assert spoken(text) == [
        ("Ada Obi-Lund", "It was cold in there,"),
        ("Bo Strand-Mori", "It was very cold indeed."),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "“Fourteen,” she corrected. “You forgot the cat in the van.”",
            "Fourteen, You forgot the cat in the van.",
        ),
        ("“It is from 2014,” she ended. “Nobody has asked for it back.”", None),
        ("“We have the stories and they have snow,” Ada Obi-Lund tells me. “It suits us.”", None),
        ("“We want stories,” so has said Ada Obi-Lund. “They need only bread.”", None),
        (
            "The talks were “a wet weekend in the van”, as Ada Obi-Lund put it to staff.",
            "a wet weekend in the van",
        ),
        ("The talks were “a wet weekend in the van”, in her words.", "a wet weekend in the van"),
        ("They offered, in Obi-Lund’s words, “a cake on the last day”.", "a cake on the last day"),
        ("The report was described by its author, Ada Obi-Lund, as “a very old sort of joke”.", None),
        ("“We had rain and only the goats came.” Producer Ada Obi-Lund, on location.", None),
        ("She talked about critics (“they are rain on a zinc roof”).", "they are rain on a zinc roof"),
        ("“He left and the hotel stayed,” limited herself to observe.", None),
    ],
)
def test_whose_words_they_are(text: str, words: str | None) -> None:
    found = spoken(INTRO + text)
    assert [speaker for speaker, _ in found] == ["Ada Obi-Lund"]
    assert words is None or found[0][1] == words


def test_a_fragment_and_the_next_statement_stay_apart() -> None:
    text = "It had been “sold to the neighbours over the lake”, she noted. “There is nothing left,” she said."
    assert [words for _, words in spoken(INTRO + text)] == [
        "sold to the neighbours over the lake",
        "There is nothing left,",
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Ada Obi-Lund is followed by Marc Strand-Mori.\n“I will sleep until noon,” she said.",
            "Ada Obi-Lund",
        ),
        (
            "Asked by Tom Strand-Mori why, she blamed Ada Obi-Lund.\n“I will sleep until noon,” he said.",
            "Tom Strand-Mori",
        ),
        (
            "“I loved every minute of it,” said the head of sales of Kijani Group, Bo Strand-Mori.",
            "Bo Strand-Mori",
        ),
        ("“I loved every minute,” said Bo Strand-Mori of the broker Fearnstad.", "Bo Strand-Mori"),
        ("Its owner, the Kijani Group, called the talk “the work of a bored competitor”.", "Kijani Group"),
    ],
)
def test_who_is_meant(text: str, speaker: str) -> None:
    assert {name for name, _ in spoken(INTRO + text)} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Bo Strand-Mori spoke.\n“My investors ask me about it,” the Samoan-born founder said.",
            "Bo Strand-Mori",
        ),
        (
            "Bo Strand-Mori spoke.\n“I read the reviews in verse,” the producer-director said.",
            "Bo Strand-Mori",
        ),
        (
            "The rest was, per Kijani’s head of content Bo Strand-Mori, “about us being nice.”",
            "Bo Strand-Mori",
        ),
        (
            "It is held in odd years, “so that we can sleep”, as its head, Bo Strand-Mori, puts it.",
            "Bo Strand-Mori",
        ),
        ("“That is because everyone is outside,” came back Bo Strand-Mori.", "Bo Strand-Mori"),
        ("Quote of the day: “I have three phones and no signal” — Datuk Bo Strand-Mori.", "Bo Strand-Mori"),
        ("She spoke beside Bo Strand-Mori, who said that it was “harder than any crying”.", "Bo Strand-Mori"),
        ("“They have all got the songs,” said Bo “Bobo” Strand-Mori.", "Bo “Bobo” Strand-Mori"),
    ],
)
def test_speakers_by_role_place_and_clause(text: str, speaker: str) -> None:
    before = "" if text.startswith(speaker) else INTRO
    assert [name for name, _ in spoken(before + text)] == [speaker]


def test_an_answer_is_a_statement_of_its_own() -> None:
    text = "“You cut the roots of it,” Ada Obi-Lund told Bo Strand-Mori. “We only prune it,” he said. “Wait.”"
    assert [name for name, _ in spoken(INTRO + text)] == ["Ada Obi-Lund", "Bo Strand-Mori"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She ruled out Scotland “on grounds of my old knees”.", ["on grounds of my old knees"]),
        ("She began with money. “If the fund is easy, the film is dead.” Then she sat.", None),
        ("Paper frightens children, she argued. It is new.\n“It was grand,” said nobody at all here.", []),
        ("The chair she sat in had a sign “not to be sat in”.", []),
        ("Ada Obi-Lund said, “We have eleven kinds of it.” To the talk, where Bo Lee sat, came I.", None),
        ("Would Ada Obi-Lund do it again? “I would do it tomorrow,” she said.", None),
    ],
)
def test_words_without_an_attribution_of_their_own(text: str, words: list[str] | None) -> None:
    found = spoken(INTRO + text)
    assert {speaker for speaker, _ in found} == ({"Ada Obi-Lund"} if words != [] else set())
    assert words is None or [w for _, w in found] == words
