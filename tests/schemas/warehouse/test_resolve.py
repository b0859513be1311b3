"""What makes claims of several outlets one forum, session or announcement, and what does not."""

from datetime import date, timedelta
from itertools import islice, permutations
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from warehouse_press import CLOCK, EPOCH, Story, contents, corpus_story, empty, publish, rows

from schemas.warehouse.resolve import rebuild

OUTLETS = ("The Daily Reel", "Screen Post", "Cine Gazette")


def press(*tellings: Any, published: tuple[date | None, ...] = ()) -> list[Story]:
    """One story an outlet; each telling is a function that adds the records."""
    stories = []
    for number, telling in enumerate(tellings):
        outlet = OUTLETS[number % 3]
        story = Story(f"https://{outlet.lower().replace(' ', '')}.example/{number}", outlet=outlet)
        story.published = published[number] if published else date(2024, 10, 6 + number)
        telling(story)
        stories.append(story)
    return stories


def forum(name: str = "Tidewater Forum", **values: Any) -> Any:
    return lambda story: story.forum(name, **values)


def names(engine: Engine) -> list[tuple[str, int]]:
    return [
        (row["name"], row["outlet_count"])
        for row in rows(
            engine, "SELECT name, outlet_count FROM report.forum ORDER BY start_date, name, forum_id"
        )
    ]


def test_one_forum_told_by_two_outlets_is_one_row(warehouse: Engine) -> None:
    tellings = (
        forum(start_date="2024-10-02", end_date="2024-10-04", organizers=["Netflix"], city="Busan"),
        forum("the 3rd Tidewater Forum", start_date="2024-10-02", partners=["Harbour Film Fund"], edition=3),
    )
    publish(warehouse, "run", *press(*tellings))
    (row,) = rows(warehouse, "SELECT * FROM report.forum")
    assert (row["outlet_count"], row["outlets"]) == (2, "Screen Post; The Daily Reel")
    assert (row["organizers"], row["partners"], row["city"]) == ("Netflix", "Harbour Film Fund", "Busan")
    assert (row["start_date_text"], row["end_date_text"], row["edition"]) == ("2024-10-02", "2024-10-04", 3)
    assert (row["year"], row["quarter"]) == (2024, 4)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"start_date": "2024-10-02"}, {"start_date": "2024-10-05"}, id="days differ a little"),
        pytest.param({"start_date": "2024-10-02"}, {"start_date": "2024-10"}, id="month holds the day"),
        pytest.param({"start_date": "2024-10-02"}, {"start_date": "2024"}, id="year holds the day"),
        pytest.param({"start_date": "2024-10-02"}, {}, id="one states no date"),
        pytest.param({}, {}, id="none states a date"),
        pytest.param({"start_date": "2024-10-02"}, {"end_date": "2024-10-04"}, id="first and last day"),
        pytest.param({"organizers": ["Netflix"]}, {"name": "Netflix's Tidewater Forum"}, id="whose it is"),
        pytest.param({"name": "Tidewater Forum 2024"}, {"start_date": "2024-10-02"}, id="year in the name"),
        pytest.param({"city": "Busan"}, {"city": "Busan, South Korea"}, id="place in two lengths"),
    ],
)
def test_compatible_claims_are_one_forum(
    warehouse: Engine, first: dict[str, Any], second: dict[str, Any]
) -> None:
    if "Netflix" in second.get("name", ""):
        second = second | {"organizers": ["Netflix"]}
    publish(warehouse, "run", *press(forum(**first), forum(**second)))
    assert [outlets for _, outlets in names(warehouse)] == [2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"start_date": "2024-10-02"}, {"start_date": "2025-10-01"}, id="another year"),
        pytest.param({"start_date": "2024-10-02"}, {"start_date": "2024-11-12"}, id="weeks apart"),
        pytest.param({"start_date": "2024-10-02"}, {"start_date": "2025"}, id="a year that does not hold it"),
        pytest.param({"edition": 3}, {"edition": 4}, id="undated, another edition"),
        pytest.param({"city": "Busan"}, {"city": "Lisbon"}, id="undated, another city"),
        pytest.param({}, {"name": "Tidewater Summit"}, id="another name"),
        pytest.param(
            {"name": "Film Festival", "organizers": ["Harbour Film Fund"]},
            {"name": "Film Festival", "organizers": ["Bay Council"]},
            id="a name that any may carry",
        ),
    ],
)
def test_what_differs_stays_apart(warehouse: Engine, first: dict[str, Any], second: dict[str, Any]) -> None:
    publish(warehouse, "run", *press(forum(**first), forum(**second)))
    assert [outlets for _, outlets in names(warehouse)] == [1, 1]


def test_an_undated_report_goes_to_the_edition_it_is_news_of(warehouse: Engine) -> None:
    stories = press(
        forum(start_date="2024-10-02"),
        forum(start_date="2025-10-02"),
        forum(),
        published=(date(2024, 9, 1), date(2025, 9, 1), date(2025, 10, 4)),
    )
    publish(warehouse, "run", *stories)
    years = rows(warehouse, "SELECT year, article_count FROM report.forum ORDER BY year")
    assert [(row["year"], row["article_count"]) for row in years] == [(2024, 1), (2025, 2)]


def test_next_year_s_edition_in_the_same_article_is_another_forum(warehouse: Engine) -> None:
    story = Story("https://reel.example/a").forum("Tidewater Forum", start_date="2024-10-02")
    publish(warehouse, "run", story.forum("Tidewater Forum", start_date="2025"))
    assert len(names(warehouse)) == 2


def test_an_acronym_means_what_an_article_says_it_means(warehouse: Engine) -> None:
    def spelled(story: Story) -> None:
        story.words = "At the Busan International Film Festival (BIFF) today."
        story.forum("Busan International Film Festival", start_date="2024-10-02", kind="festival")

    publish(warehouse, "run", *press(spelled, forum("BIFF", start_date="2024-10-02")))
    assert names(warehouse) == [("Busan International Film Festival", 2)]


def test_an_acronym_of_two_names_means_neither(warehouse: Engine) -> None:
    def spell(name: str) -> Any:
        def telling(story: Story) -> None:
            story.words = f"At the {name} (BIFF) today."
            story.forum(name, start_date="2024-10-02")

        return telling

    stories = press(spell("Busan Idea Film Forum"), spell("Bergen Islands Film Fair"), forum("BIFF"))
    publish(warehouse, "run", *stories)
    assert len(names(warehouse)) == 3


def test_a_session_belongs_to_the_forum_its_article_names(warehouse: Engine) -> None:
    def told(story: Story) -> None:
        story.forum("Tidewater Forum", start_date="2024-10-02")
        story.panel("Ada Marsh", title="Deep Water", event="Tidewater Forum")

    def elsewhere(story: Story) -> None:
        story.panel(
            "Ada Marsh", "Bo Lind", title="Deep Water", event="The Tidewater Forum", date="2024-10-02"
        )

    publish(warehouse, "run", *press(told, elsewhere))
    (panel,) = rows(warehouse, "SELECT event, speakers, outlet_count, forum_id FROM report.panel")
    assert (panel["event"], panel["outlet_count"]) == ("Tidewater Forum", 2)
    assert panel["speakers"] == "Ada Marsh; Bo Lind"
    assert rows(
        warehouse, "SELECT panel_count FROM report.forum WHERE forum_id = :f", f=panel["forum_id"]
    ) == [{"panel_count": 1}]


@pytest.mark.parametrize(
    ("first", "second", "sessions"),
    [
        (("Ada Marsh", "Bo Lind"), ("Lind Bo", "Ada Marsh"), 1),
        (("Ada Marsh", "Bo Lind"), ("Ada Marsh", "Cy Noor"), 2),
        (("Ada Marsh",), ("Ada Marsh",), 1),
    ],
)
def test_an_untitled_session_is_known_by_its_people(
    warehouse: Engine, first: tuple[str, ...], second: tuple[str, ...], sessions: int
) -> None:
    def told(people: tuple[str, ...]) -> Any:
        return lambda story: story.forum("Tidewater Forum", start_date="2024-10-02").panel(
            *people, event="Tidewater Forum"
        )

    publish(warehouse, "run", *press(told(first), told(second)))
    assert len(rows(warehouse, "SELECT * FROM report.panel")) == sessions


def test_a_generic_title_needs_a_shared_speaker(warehouse: Engine) -> None:
    def told(person: str) -> Any:
        return lambda story: story.forum("Tidewater Forum").panel(
            person, title="Opening keynote", kind="keynote", event="Tidewater Forum"
        )

    publish(warehouse, "run", *press(told("Ada Marsh"), told("Bo Lind")))
    assert len(rows(warehouse, "SELECT * FROM report.panel")) == 2


def test_an_announcement_told_twice_is_one(warehouse: Engine) -> None:
    def told(**values: Any) -> Any:
        return lambda story: story.announcement("funding", **values)

    stories = press(
        told(subject="Tide Fund", by=["Netflix"], amounts=[{"value": 100_000_000}]),
        told(subject="the Tide Fund", by=["Netflix"], places=["Korea"], amounts=[{"value": 100_000_000}]),
        told(subject="Tide Fund", by=["Harbour Film Fund"]),
    )
    publish(warehouse, "run", *stories)
    found = rows(warehouse, "SELECT announced_by, outlet_count, amount FROM report.announcement ORDER BY 1")
    assert [tuple(row.values()) for row in found] == [
        ("Harbour Film Fund", 1, None),
        ("Netflix", 2, 100_000_000),
    ]
    assert rows(warehouse, "SELECT amount, outlet_count FROM report.funding") == [
        {"amount": 100_000_000, "outlet_count": 2}
    ]


def test_the_same_title_months_later_is_other_news(warehouse: Engine) -> None:
    def told(story: Story) -> None:
        story.announcement("release", titles=["Low Tide"], by=["Netflix"])

    publish(warehouse, "run", *press(told, told, published=(date(2024, 10, 1), date(2025, 3, 1))))
    assert len(rows(warehouse, "SELECT * FROM report.release_calendar")) == 2


def test_outlets_that_disagree_stand_side_by_side(warehouse: Engine) -> None:
    def told(attendance: int, amount: float, students: int, day: str) -> Any:
        def telling(story: Story) -> None:
            story.forum(
                "Tidewater Forum", start_date=day, attendance={"value": attendance, "unit": "filmmakers"}
            )
            story.announcement(
                "funding",
                subject="Tide Fund",
                by=["Netflix"],
                amounts=[{"value": 100_000_000}, {"value": amount}],
                counts=[{"value": students, "unit": "students"}],
            )

        return telling

    publish(
        warehouse,
        "run",
        *press(told(120, 41_000_000, 2400, "2024-10-02"), told(150, 45_000_000, 2600, "2024-10-03")),
    )
    found = rows(
        warehouse,
        "SELECT entity_name, figure, outlet_a, value_a, outlet_b, value_b FROM report.figure_conflict"
        " ORDER BY figure",
    )
    assert [tuple(row.values()) for row in found] == [
        ("Tide Fund", "amount", "Screen Post", "45000000 USD", "The Daily Reel", "41000000 USD"),
        (
            "Tidewater Forum",
            "attendance",
            "Screen Post",
            "150 filmmakers",
            "The Daily Reel",
            "120 filmmakers",
        ),
        ("Tide Fund", "count", "Screen Post", "2600 students", "The Daily Reel", "2400 students"),
        ("Tidewater Forum", "start_date", "Screen Post", "2024-10-03", "The Daily Reel", "2024-10-02"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"attendance": {"value": 120}}, {"attendance": {"value": 118, "qualifier": "about"}}),
        ({"attendance": {"value": 120}}, {"attendance": {"value": 100, "qualifier": "over"}}),
        ({"attendance": {"value": 120}}, {}),
        ({"start_date": "2024-10-02"}, {"start_date": "2024-10"}),
        ({"edition": 3}, {"edition": 3}),
    ],
)
def test_what_is_only_less_exact_is_no_conflict(
    warehouse: Engine, first: dict[str, Any], second: dict[str, Any]
) -> None:
    publish(warehouse, "run", *press(forum(**first), forum(**second)))
    assert [outlets for _, outlets in names(warehouse)] == [2]
    assert rows(warehouse, "SELECT * FROM report.figure_conflict") == []


def test_two_articles_of_one_outlet_are_no_conflict(warehouse: Engine) -> None:
    stories = press(forum(attendance={"value": 120}), forum(attendance={"value": 150}))
    stories[1].outlet = stories[0].outlet
    publish(warehouse, "run", *stories)
    assert rows(warehouse, "SELECT * FROM report.figure_conflict") == []


def test_entities_do_not_depend_on_the_order_of_arrival(warehouse: Engine, second_warehouse: Engine) -> None:
    def told(**values: Any) -> Any:
        return lambda story: (
            story.forum("Tidewater Forum", **values)
            .panel("Ada Marsh", event="Tidewater Forum")
            .announcement("funding", subject="Tide Fund", by=["Netflix"])
        )

    stories = press(told(start_date="2024-10-02"), told(), told(start_date="2024", edition=3))
    entities = ("core.forum", "core.panel", "core.panel_speaker", "core.announcement", "report.forum")
    publish(warehouse, "run", *stories)
    expected = contents(warehouse)
    for number, order in enumerate(islice(permutations(stories), 0, None, 2)):
        if number:
            for story in order:
                story.seen_at += timedelta(hours=1)
                blank = Story(story.url, outlet=story.outlet, seen_at=story.seen_at)
                publish(second_warehouse, f"clear {number} {story.url}", blank)
                story.seen_at += timedelta(hours=1)
        for story in order:
            publish(second_warehouse, f"run {number} {story.url}", story)
        found = contents(second_warehouse)
        assert {name: found[name] for name in entities} == {name: expected[name] for name in entities}


def test_an_id_that_goes_on_as_another_is_noted(warehouse: Engine) -> None:
    def spelled(story: Story) -> None:
        story.words = "At the Busan International Film Festival (BIFF) today."
        story.forum("Busan International Film Festival", start_date="2024-10-02")

    short, long = press(forum("BIFF", start_date="2024-10-02"), spelled)
    publish(warehouse, "one", short)
    (before,) = rows(warehouse, "SELECT forum_id FROM report.forum")
    publish(warehouse, "two", long)
    (after,) = rows(warehouse, "SELECT forum_id FROM report.forum")
    assert rows(warehouse, "SELECT entity_type, old_id, new_id FROM core.identity_change") == [
        {"entity_type": "forum", "old_id": before["forum_id"], "new_id": after["forum_id"]}
    ]


def test_the_value_that_most_outlets_give_is_shown(warehouse: Engine) -> None:
    stories = press(
        forum(city="Busan", attendance={"value": 120}),
        forum(city="Busan", attendance={"value": 150}),
        forum(city="BUSAN", attendance={"value": 150}),
    )
    publish(warehouse, "run", *stories)
    assert rows(warehouse, "SELECT city, attendance FROM report.forum") == [
        {"city": "Busan", "attendance": 150}
    ]


def test_an_undated_article_still_resolves(warehouse: Engine) -> None:
    story = Story("https://reel.example/a", published=None, seen_at=EPOCH).forum("Tidewater Forum")
    publish(
        warehouse, "run", story.panel("Ada Marsh", event="Tidewater Forum").announcement("report", by=["X"])
    )
    assert rows(warehouse, "SELECT year, quarter, has_stated_date FROM report.forum") == [
        {"year": None, "quarter": None, "has_stated_date": False}
    ]
    assert rows(warehouse, "SELECT count(forum_id) AS n FROM report.panel") == [{"n": 1}]


def _chance_story(chance: Random, number: int) -> Story:
    """A story of small pools, so that names, people and dates collide in every way."""
    story = Story(
        f"https://reel.example/{number}",
        outlet=chance.choice(OUTLETS),
        published=chance.choice([None, date(2024, chance.randint(1, 12), chance.randint(1, 28))]),
        seen_at=EPOCH + timedelta(minutes=chance.randint(0, 10_000)),
    )
    events = ["Tidewater Forum", "TF", "Netflix Tidewater Forum", "Film Festival", "Bay Summit 2024"]
    people = ["Ada Marsh", "Bo Lind", "Cy Noor", "Di Okoro"]
    dates = [None, "2024", "2024-10", "2024-10-02", "2024-10-05", "2025-03-01"]
    actors = [[], ["Netflix"], ["Bay Council"], ["Netflix", "Bay Council"]]
    if chance.random() < 0.3:
        story.words = "At the Tidewater Forum (TF) today."
    for _ in range(chance.randint(0, 2)):
        story.forum(
            chance.choice(events),
            organizers=chance.choice(actors),
            start_date=chance.choice(dates),
            edition=chance.choice([None, 3, 4]),
            city=chance.choice([None, "Busan", "Lisbon"]),
            parent_event=chance.choice([None, *events]),
        )
    for _ in range(chance.randint(0, 2)):
        story.panel(
            *chance.sample(people, chance.randint(1, 3)),
            title=chance.choice([None, "Deep Water", "Opening keynote"]),
            event=chance.choice([None, *events]),
            date=chance.choice(dates),
        )
    for _ in range(chance.randint(0, 2)):
        story.announcement(
            chance.choice(["funding", "release", "slate", "appointment"]),
            subject=chance.choice([None, "Tide Fund", "chief executive"]),
            by=chance.choice(actors),
            titles=chance.sample(["Low Tide", "High Tide", "Ebb"], chance.randint(0, 2)),
            people=[{"name": name} for name in chance.sample(people, chance.randint(0, 2))],
            date=chance.choice(dates),
        )
    return story


@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(chance=st.randoms(use_true_random=False))
def test_following_what_changed_comes_to_the_same_as_resolving_everything(
    warehouse: Engine, chance: Random
) -> None:
    empty(warehouse)
    for run in range(5):
        stories = [_chance_story(chance, chance.randint(0, 30)) for _ in range(6)]
        publish(warehouse, f"run {run}", *{story.url: story for story in stories}.values())
    ids = "SELECT entity_type, entity_id, claim_id FROM core.entity_claim ORDER BY claim_id"
    before, members = contents(warehouse), rows(warehouse, ids)
    with warehouse.begin() as conn:
        rebuild(conn)
    assert rows(warehouse, ids) == members
    assert contents(warehouse) == before


def test_the_corpus_resolves_alike_in_parts_and_at_once(warehouse: Engine, second_warehouse: Engine) -> None:
    stories = [corpus_story(f"dev-{group}{number:02}") for group in "abcde" for number in range(1, 6)]
    publish(warehouse, "all", *stories)
    for number in range(0, len(stories), 9):
        publish(second_warehouse, f"run {number}", *stories[number : number + 9])
    ids = (*CLOCK, "run_id")
    assert contents(warehouse, without=ids) == contents(second_warehouse, without=ids)
