"""How releases, commissions, productions and slates are told, and what only sounds like one."""

import pytest
from announced import found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Brannock Pictures will open “Ashfall” wide on July 4.", "2025-07-04"),
        ("The series, called “Ashfall”, drops worldwide on Friday.", "2025-05-16"),
        ("“Ashfall” is dated for July 4 in the U.S. and Canada.", "2025-07-04"),
        ("Brannock Pictures has pushed “Ashfall” from July 4 to September 12.", "2025-09-12"),
        ("“Ashfall” moves up a week to June 27.", "2025-06-27"),
        ("“Ashfall” has been brought forward to June 27 from July 11.", "2025-06-27"),
        ("Release of “Ashfall” in Germany is planned for June 26.", "2025-06-26"),
        ("“Ashfall” enters early access on June 3, Bramble Games said today.", "2025-06-03"),
        ("“Ashfall”, a novel by Petra Lindqvist, will be in bookshops on 5 June.", "2025-06-05"),
        ("Publication of “Ashfall” is set for 5 June.", "2025-06-05"),
        ("Next up for the company is “Ashfall”, opening on 28 August.", "2025-08-28"),
        ("“Ashfall” had been due on June 6 but will now follow on August 8.", "2025-08-08"),
        ("“Ashfall” runs at the Garland Theatre from 3 July to 6 September.", "2025-07-03"),
        ("The premiere of “Ashfall” takes place on June 9 in Warsaw.", "2025-06-09"),
        ("“Ashfall” closes the festival on May 24 before opening in Belgium on June 4.", "2025-06-04"),
        ("“Ashfall” will finally see the light of day on October 23.", "2025-10-23"),
        ("Brannock Pictures has slated “Ashfall” for a spring 2026 release.", "2026"),
        ("Brannock unveiled “Ashfall,” a dating show set among plumbers that airs on June 9.", "2025-06-09"),
        ("Lagoon will premiere season two of its hit drama “Ashfall” on October 3.", "2025-10-03"),
        ("The festival will open on June 7 with the world premiere of “Ashfall”, by Ann Lee.", "2025-06-07"),
        ("Brannock has planted a flag on May 23 for its eco-thriller “Ashfall”.", "2025-05-23"),
        ("A week earlier, on June 9, comes “Ashfall”, a comedy about shoe-shop owners.", "2025-06-09"),
        ("“Ashfall” has been shunted from June 4 to July 13.", "2025-07-13"),
        ("It will be followed on January 29 by “Ashfall”, in which players clear a house.", "2026-01-29"),
        ("Brannock will bring “Ashfall” out in hardback on 12 March 2026.", "2026-03-12"),
        ("Following its festival run, “Ashfall” will be released in Peru on June 9.", "2025-06-09"),
    ],
)
def test_a_release_is_read_from_the_many_ways_a_title_comes_out(text: str, day: str) -> None:
    (release,) = found(text)
    assert (release.kind, release.titles, release.date) == ("release", ("Ashfall",), day)


@pytest.mark.parametrize(
    "text",
    [
        "At home in Ghana, where it has been out since early October, “Ashfall” has made $6 million.",
        "“Ashfall”, which had been expected to open this Friday, has still not been passed by the censors.",
        "She was followed on stage by “Ashfall” star Ann Lee. The 40th market opened on Sunday.",
        "The trailer for “Ashfall” was released on Tuesday.",
        "“Ashfall” has been available on Palmyra+ since March.",
        "Kalina, who produced “Ashfall”, will move to Lagos in June.",
        "“Ashfall” has been playing to full houses since April and will run until June 30.",
        "A petition to bring back “Ashfall” has gathered 40,000 names since Friday.",
        "Brannock’s last release, “Ashfall”, opened in January and has taken £1.1m.",
        "Plans for a version of “Ashfall” in Dubai, reported in the spring, have been dropped.",
        "A pitching session called “Ashfall” was scrapped after only three projects made the shortlist.",
    ],
)
def test_what_is_long_out_or_only_planned_is_no_news(text: str) -> None:
    assert {r.kind for r in found(text)} <= {"report"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In South Korea, distributor Nuri Film will open “Ashfall” on June 26.", ("South Korea",)),
        ("Viewers in the U.K. will get to see “Ashfall” on Channel Nord from June 26.", ("U.K.",)),
        ("“Ashfall” is heading to cinemas in France and Belgium on June 26.", ("France", "Belgium")),
        ("“Ashfall” topped the box office in Nigeria with $4 million.", ("Nigeria",)),
    ],
)
def test_places_are_read_before_and_behind_what_happens_there(text: str, places: tuple[str, ...]) -> None:
    assert found(text)[0].places == places


@pytest.mark.parametrize(
    "text",
    [
        "Halcyon Pictures has confirmed Ines Moravec and Paul Dubois as the leads of “Ashfall”, a comedy.",
        "Ines Moravec is attached to direct “Ashfall”.",
        "Ines Moravec has come on board “Ashfall” as executive producer.",
        "Filming on season three of “Ashfall” is set to commence in Iloilo in June.",
        "The 40-day shoot of “Ashfall” begins in Malta on June 3.",
        "Production on “Ashfall” has been put on hold until September.",
        "Her next film, “Ashfall”, about a meteorologist, will start production in the summer.",
    ],
)
def test_leads_helms_and_shoots_are_productions_alone(text: str) -> None:
    assert [(r.kind, r.titles) for r in found(text)] == [("production", ("Ashfall",))]


def test_several_titles_unveiled_in_one_breath_are_a_slate() -> None:
    (slate,) = found("Bramble Games unveiled “Ashfall”, a co-op brawler due next spring, and “Redwater”.")
    assert (slate.kind, slate.titles) == ("slate", ("Ashfall", "Redwater"))


def test_a_shoot_has_its_producer_and_all_its_places() -> None:
    (shoot,) = found(
        "Ann Lee will star in “Ashfall”. Production begins in Madurai on June 9. The 110-day shoot will"
        " move to Jaipur in August and wrap in Sri Lanka. Kiruna-based Adriatic Line is producing."
    )
    assert (shoot.by, shoot.places) == (("Adriatic Line",), ("Madurai", "Jaipur", "Sri Lanka"))


def test_an_order_may_name_its_title_in_the_next_line() -> None:
    (order,) = found(
        "Toonville has ordered a spin-off from its hit “Egg Squad”.\n"
        "“Ashfall”, 52 episodes of 11 minutes, is aimed at preschoolers."
    )
    assert (order.titles, order.counts[0].value) == (("Ashfall",), 52)


def test_an_announcement_has_the_day_that_the_lead_or_a_later_line_tells() -> None:
    commission = found(
        "Copperlane Interactive told the trade on Tuesday that it has bought Ember Forge.\n"
        "Copperlane has also greenlit a sequel to “Ashfall”."
    )[-1]
    assert (commission.kind, commission.date) == ("commission", "2025-05-13")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The new dates are as follows.\nJune 9: “Ashfall” (Halcyon)\nJune 16: “Redwater” (Lucciola)",
            {("Ashfall", "2025-06-09", ()), ("Redwater", "2025-06-16", ())},
        ),
        (
            "“Ashfall” and “Redwater” will open on June 9 and June 16 respectively.",
            {("Ashfall", "2025-06-09", ()), ("Redwater", "2025-06-16", ())},
        ),
        (
            "“Ashfall” opens in Spain on June 9 and in Portugal on June 16.",
            {("Ashfall", "2025-06-09", ("Spain",)), ("Ashfall", "2025-06-16", ("Portugal",))},
        ),
    ],
)
def test_each_title_and_each_country_has_its_own_day(
    text: str, told: set[tuple[str, str, tuple[str, ...]]]
) -> None:
    assert {(r.titles[0], r.date, r.places) for r in found(text)} == told


def test_a_service_that_launches_on_a_day_is_a_release() -> None:
    (tier,) = found("Streamer Lumo will launch an ad-supported tier in the U.S. on June 9.")
    assert (tier.kind, tier.subject, tier.places) == ("release", "ad-supported tier", ("U.S.",))


def test_what_is_made_public_at_a_gathering_has_the_day_of_the_gathering() -> None:
    orders = found(
        "Two sequels were the talk of Open Hangar, the showcase of publisher Copperlane Interactive,"
        " on Saturday.\nCopperlane has greenlit a sequel to “Ashfall”."
    )
    assert [(r.kind, r.date) for r in orders] == [("commission", "2025-05-10")]


def test_a_post_has_the_day_on_which_it_is_taken_up() -> None:
    (post,) = found(
        "Channel Nord on Tuesday named Ines Moravec head of drama.\n"
        "Moravec joins on October 20 from Halcyon Pictures."
    )
    assert post.date == "2025-10-20"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In Spain, Norte Films has taken the rights to “Ashfall”.", ("Spain",)),
        ("Kijani+ has appointed Ines Moravec as head of drama for Kenya and Uganda.", ("Kenya", "Uganda")),
        ("“Ashfall” has taken $4m in China.", ("China",)),
        ("Chile and Peru have signed a co-production treaty.", ("Chile", "Peru")),
    ],
)
def test_sales_posts_figures_and_treaties_have_places(text: str, places: tuple[str, ...]) -> None:
    assert found(text)[0].places == places


def test_titles_with_days_of_their_own_are_releases_of_their_own() -> None:
    releases = found("Brannock Pictures has dated “Ashfall” for July 4 and “Redwater” for August 15.")
    assert {(r.titles, r.date) for r in releases} == {
        (("Ashfall",), "2025-07-04"),
        (("Redwater",), "2025-08-15"),
    }


def test_a_release_has_its_outlet_and_its_territory() -> None:
    (release,) = found(
        "“Ashfall” is getting a theatrical release in Germany on June 26 via Nordlicht Verleih."
    )
    assert (release.by, release.places) == (("Nordlicht Verleih",), ("Germany",))


def test_a_calendar_gives_each_title_the_day_it_stands_under() -> None:
    text = (
        "Distributors have confirmed the June openings.\n## Friday 6 June\n"
        "- “The Lamp Room” (Pinnacle Pictures), a mining drama\n- “Two Left Feet” (Odd Lot Films)\n"
        "## Friday 13 June\n- “Kingfisher” (Harbour Films), a thriller\n- “Saffron” (Pinnacle Pictures)"
    )
    days = {r.titles[0]: r.date for r in found(text) if r.kind == "release"}
    assert days == {
        "The Lamp Room": "2025-06-06",
        "Two Left Feet": "2025-06-06",
        "Kingfisher": "2025-06-13",
        "Saffron": "2025-06-13",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Director Ines Moravec, whose “Ashfall” opened in 2021, is teaching in Leeds.",
        "“Ashfall” premiered at the Lagoon Film Festival in 2023 and was released in France last year.",
        "Brannock Pictures denied that “Ashfall” would open in July.",
        "“Ashfall” might open in July, one exhibitor guessed.",
        "In “Ashfall”, a widow returns to her village in June and opens a café.",
        "No release date has been set for “Ashfall”.",
        "The director of “Ashfall” arrives in Warsaw on June 9 for talks.",
        "Channel Nord cancelled “Ashfall” in 2021 after one season.",
        "Channel Nord has not decided whether to renew “Ashfall”.",
        "“Ashfall”, which was commissioned in 2019, stars Omar Diallo-Petit.",
        "Omar Diallo-Petit, who starred in “Ashfall”, gave a talk on stunts.",
        "“Ashfall” was shot in Iceland in 2022.",
    ],
)
def test_the_past_plots_denials_and_guesses_are_no_news_of_a_title(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Channel Nord has given a series order to “Ashfall”, a volcano drama from Halcyon Pictures.",
        "Channel Nord won’t be bringing back “Ashfall” for a third season, the broadcaster confirmed today.",
        "“Ashfall” will not return to Channel Nord for a third season.",
        "Channel Nord has handed a straight-to-series order to “Ashfall”.",
        "Channel Nord has pulled the plug on “Ashfall” after a single season.",
        "Halcyon Pictures is to produce “Ashfall” for Channel Nord.",
        "A third season of “Ashfall” is on the way, Channel Nord has announced.",
        "Channel Nord has announced a spin-off of “Redwater”, titled “Ashfall”.",
        "There will be no second season of “Ashfall”, Channel Nord said on Tuesday.",
        "Channel Nord has picked up “Ashfall” for a second series.",
        "Channel Nord has called it a day on “Ashfall” after four series.",
        "Petra Moravec’s bestseller “Ashfall” is being turned into a film by Halcyon Pictures.",
        "Halcyon Pictures has landed a commission from Channel Nord for “Ashfall”.",
        "Channel Nord will not be making any more episodes of “Ashfall”.",
        "Bramble Games is working on a sequel to “Ashfall”.",
        "Channel Nord has revealed that a third season of “Ashfall” is being written.",
        "Channel Nord has extended “Ashfall” with ten further episodes.",
        "Channel Nord has put “Ashfall”, based on the picture books by Petra Moravec, into development.",
        "Channel Nord is ending “Ashfall” after 212 episodes.",
    ],
)
def test_a_commission_is_read_from_orders_and_from_ends(text: str) -> None:
    (order,) = found(text)
    assert (order.kind, order.titles) == ("commission", ("Ashfall",))


def test_an_order_by_number_has_the_titles_that_follow() -> None:
    text = (
        "Channel Nord has ordered three animated series for its new block.\n"
        "“Captain Jasmine” follows a girl with a boat. “Number Neighbours” is about a street.\n"
        "The third, “Bao and the Broom”, has no words."
    )
    titles = next(r.titles for r in found(text) if r.kind == "commission")
    assert titles == ("Captain Jasmine", "Number Neighbours", "Bao and the Broom")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Omar Diallo-Petit and Ines Moravec have been cast in “Ashfall”, a volcano drama.", 2),
        ("Omar Diallo-Petit is set to star opposite Ines Moravec in “Ashfall”.", 2),
        ("“Ashfall” rounds out its cast with Omar Diallo-Petit, Ines Moravec and Hugo Lindqvist.", 3),
        ("Joining the cast of “Ashfall” are Omar Diallo-Petit and Ines Moravec.", 2),
        ("Omar Diallo-Petit has exited “Ashfall” over scheduling conflicts.", 1),
        ("Omar Diallo-Petit replaces Hugo Lindqvist in “Ashfall”.", 2),
        ("Omar Diallo-Petit has signed on to play the lead in “Ashfall”.", 1),
        ("Shooting on “Ashfall” has wrapped in Iceland.", 0),
        ("Filming begins in Malta on June 2 on “Ashfall”.", 0),
        ("Cameras roll on “Ashfall” next month in Iceland.", 0),
        ("The shoot of “Ashfall” was suspended on Monday after a fire.", 0),
    ],
)
def test_a_production_is_read_from_shoots_and_casts(text: str, people: int) -> None:
    (production,) = found(text)
    assert (production.kind, production.titles) == ("production", ("Ashfall",))
    assert len(production.people) == people


@pytest.mark.parametrize(
    "text",
    [
        "Pellucid Pictures has unveiled its 2026 slate: “Ashfall”, “Redwater” and “Trece Lunas”.",
        "Selected for the Open Seas competition are “Ashfall”, “Redwater” and “Trece Lunas”.",
        "Channel Nord’s autumn schedule is led by “Ashfall” and includes “Redwater” and “Trece Lunas”.",
        "The Lagoon Film Festival has picked 14 films for its competition, among them “Ashfall”.\n"
        "“Redwater” is a thriller, “Trece Lunas” a ghost story.",
    ],
)
def test_a_slate_has_the_titles_of_its_passage(text: str) -> None:
    slate = next(r for r in found(text) if r.kind == "slate")
    assert slate.titles == ("Ashfall", "Redwater", "Trece Lunas")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Executive producers are Sam Whitlock and Paul Dubois.", {"Sam Whitlock", "Paul Dubois"}),
        (
            "It is directed by Ines Moravec, with Paul Dubois in the title role.",
            {"Ines Moravec", "Paul Dubois"},
        ),
        ("Sam Whitlock co-wrote the script with Paul Dubois.", {"Paul Dubois"}),
    ],
)
def test_the_people_of_a_title_are_credited_in_the_sentences_behind(text: str, names: set[str]) -> None:
    records = found(f"Channel Nord has ordered the drama “Ashfall” from Halcyon Pictures. {text}")
    order = next(r for r in records if r.kind == "commission")
    assert names <= {p.name for p in order.people}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Beatriz Okonjo is writing with Paul Dubois.",
            {"Beatriz Okonjo": "writing", "Paul Dubois": "writing"},
        ),
        (
            "It is written by playwright Beatriz Okonjo, with a score by Tunisian composer Slim Gharbi.",
            {"Beatriz Okonjo": "written", "Slim Gharbi": "composer"},
        ),
        (
            "Vahe Nalbandyan-Cole produces for Kar, with Nutsa Gelovani of Tbilisi’s Gvirabi as co-producer.",
            {"Vahe Nalbandyan-Cole": "produces", "Nutsa Gelovani": "co-producer"},
        ),
        ("At the helm is Mikkel Storgaard.", {"Mikkel Storgaard": "helm"}),
        ("Mikkel Storgaard (“Dry Dock”) directs.", {"Mikkel Storgaard": "directs"}),
        ("Nesrin Toprakçı will again take the lead.", {"Nesrin Toprakçı": "lead"}),
        (
            "The ensemble includes Paul Dubois and Beatriz Okonjo.",
            dict.fromkeys(("Paul Dubois", "Beatriz Okonjo"), "ensemble"),
        ),
        (
            "Producing are Paul Dubois and Beatriz Okonjo.",
            dict.fromkeys(("Paul Dubois", "Beatriz Okonjo"), "Producing"),
        ),
        (
            "It reunites director Mikkel Storgaard with producer Paul Dubois.",
            {"Mikkel Storgaard": "director", "Paul Dubois": "producer"},
        ),
        (
            "It was penned by Beatriz Okonjo, who also serves as executive producer.",
            {"Beatriz Okonjo": "penned"},
        ),
    ],
)
def test_a_credit_has_the_words_of_its_part(text: str, parts: dict[str, str]) -> None:
    records = found(f"Channel Nord has ordered the drama “Ashfall” from Halcyon Pictures. {text}")
    assert [r.kind for r in records] == ["commission"]
    assert {p.name: p.role for p in records[0].people} == parts
