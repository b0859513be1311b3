"""The many wordings by which titles are ordered, shot, dated and shown, sentence by sentence."""

import pytest
from announced import found


@pytest.mark.parametrize(
    ("text", "day", "places"),
    [
        (
            "“Ashfall” world-premieres at the Lake Film Festival in Split on August 8.",
            "2025-08-08",
            ["Split"],
        ),
        ("“Ashfall” closes the Lake Film Festival on August 18.", "2025-08-18", []),
        ("“Ashfall” stays put on October 9, said Brannock Pictures.", "2025-10-09", []),
        ("“Ashfall” goes from June 19, 2026 to July 31, 2026.", "2026-07-31", []),
        ("“Ashfall” is now opening on November 25, having been set for November 7.", "2025-11-25", []),
        (
            "“Ashfall” reaches the cinemas of France and Belgium on 9 July.",
            "2025-07-09",
            ["France", "Belgium"],
        ),
        (
            "Listeners to Radio Fjell can hear the twenty parts of “Ashfall” from December 1.",
            "2025-12-01",
            [],
        ),
        ("“Ashfall” can be streamed on Kijkbox from June 1.", "2025-06-01", []),
        ("“Ashfall” heads to Kijkbox on June 1.", "2025-06-01", []),
        ("All episodes of “Ashfall” drop on Kijkbox on June 1.", "2025-06-01", []),
        ("Kijkbox will drop all six episodes of “Ashfall” on June 1.", "2025-06-01", []),
        ("The paperback of “Ashfall” is due from Falter Verlag in March.", "2026-03", []),
        ("A box set comes out on 13 October. “Ashfall” costs £75.", "2025-10-13", []),
        ("“Ashfall” celebrates its world premiere on June 6 in Madrid.", "2025-06-06", ["Madrid"]),
    ],
)
def test_a_title_comes_out(text: str, day: str, places: list[str]) -> None:
    (release,) = found(text)
    assert (release.kind, release.titles, release.date) == ("release", ("Ashfall",), day)
    assert list(release.places) == places


def test_a_premiere_and_the_release_that_follows_are_two_records() -> None:
    first, second = found(
        "“Ashfall” will unspool on Saturday at the Lake Film Festival, ahead of a rollout across Canada on"
        " October 24."
    )
    assert (first.date, first.places) == ("2025-05-17", ())
    assert (second.date, second.places) == ("2025-10-24", ("Canada",))


@pytest.mark.parametrize(
    "text",
    [
        "The renewal of “Ashfall” for a second season was announced by Baltic TV.",
        "Baltic TV confirmed the cancellation of “Ashfall”.",
        "An order for “Ashfall” has been placed by Baltic TV.",
        "The go-ahead for “Ashfall” has come from Baltic TV.",
        "A greenlight has been given to “Ashfall”, an eight-hour drama, by Baltic TV.",
        "Baltic TV has given “Ashfall” a second outing.",
        "Baltic TV is bringing “Ashfall” back for two more seasons.",
        "Baltic TV has re-upped “Ashfall” through season four.",
        "Baltic TV has picked up a third run of “Ashfall”.",
        "Baltic TV has decided not to proceed with a second season of “Ashfall”.",
        "Baltic TV has passed on a second season of “Ashfall”.",
        "Baltic TV has closed the book on “Ashfall”.",
        "“Ashfall” gets the axe at Baltic TV.",
        "Baltic TV has given a script-to-series commitment to “Ashfall”, a workplace comedy.",
        "Baltic TV will turn Nneka Udoh’s novel “Ashfall” into a series.",
    ],
)
def test_a_title_is_ordered_or_dropped(text: str) -> None:
    (order,) = found(text)
    assert (order.kind, order.titles, order.by) == ("commission", ("Ashfall",), ("Baltic TV",))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("“Ashfall” is being made in Cardiff and Pune by Puffling Animation.", ["Cardiff", "Pune"]),
        ("Production kicked off this week in Cardiff on “Ashfall”.", ["Cardiff"]),
        ("“Ashfall” has entered production in Cardiff.", ["Cardiff"]),
        ("Director Kaja Moen is in Cardiff shooting “Ashfall” for Fram Film.", ["Cardiff"]),
        ("That’s a wrap for “Ashfall”, shot over 40 days in Cardiff and Oslo.", ["Cardiff", "Oslo"]),
        ("“Ashfall” is gearing up for a September shoot in Cardiff.", ["Cardiff"]),
        ("The shoot of “Ashfall” in Cardiff continues until the end of June.", ["Cardiff"]),
        (
            "London and Cardiff will double for Lahore in “Ashfall”, which shoots from June 2.",
            ["London", "Cardiff"],
        ),
    ],
)
def test_a_title_is_shot(text: str, places: list[str]) -> None:
    (shoot,) = found(text)
    assert (shoot.kind, shoot.titles, list(shoot.places)) == ("production", ("Ashfall",), places)


def test_lines_of_a_digest_need_no_verb() -> None:
    records = found(
        "Here is the news in brief.\n"
        "- RENEWED: “Harbour Street” (Kanal 6), for a fifth season.\n"
        "- DATED: “Polar Nurse” (Fjordflix), 18 September.\n"
        "- FILMING: “Iron Coast” in Oslo, from 2 June (Norteña TV)."
    )
    assert [(r.kind, r.titles, r.by, r.date) for r in records] == [
        ("commission", ("Harbour Street",), ("Kanal 6",), None),
        ("release", ("Polar Nurse",), ("Fjordflix",), "2025-09-18"),
        ("production", ("Iron Coast",), ("Norteña TV",), "2025-06-02"),
    ]


def test_a_service_comes_to_a_market() -> None:
    (tier,) = found("FlixBay’s ad-supported plan arrives in Australia on June 12 at A$7.99 a month.")
    assert (tier.kind, tier.subject, tier.by) == ("release", "ad-supported plan", ("FlixBay",))
    assert (tier.places, tier.date, tier.amounts[0].value) == (("Australia",), "2025-06-12", 7.99)


@pytest.mark.parametrize(
    "text",
    [
        "“Ashfall” producer Fram Film opens an office in Oslo on June 1.",
        "Baltic TV has cancelled its party at the market after complaints about “Ashfall”.",
        "The company will announce its line-up for the autumn on June 12.",
        "The market presented a line-up of speakers that includes the maker of “Ashfall”.",
        "Fram Film makes “Ashfall”. The launch of the studio is set for June 9.",
        "Following the cancellation of “Ashfall”, Baltic TV has hired a new head of drama.",
        "Film production in Morocco starts to recover, says “Ashfall” producer Ali Tazi.",
    ],
)
def test_what_only_stands_near_a_title_is_no_news_of_it(text: str) -> None:
    assert all("Ashfall" not in record.titles for record in found(text))


def test_the_premiere_of_a_title_told_before_is_its_own_release() -> None:
    first, second = found(
        "“Ashfall” will come out in Georgia on the 2nd of October. The premiere will take place before, on"
        " the 23rd of August, in the framework of the Lake Film Festival."
    )
    assert (first.date, second.date, second.by) == ("2025-10-02", "2025-08-23", ("Lake Film Festival",))
