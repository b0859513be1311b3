import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.language import read
from extractors.records.announcement import find_announcements
from schemas.records import Announcement, ungrounded

PUBLISHED = date(2025, 9, 16)
CORPUS = Path(__file__).parents[3] / "corpus" / "articles"


def found(text: str, title: str | None = None) -> list[Announcement]:
    reading = read(text, title, PUBLISHED)
    records = find_announcements(reading, [], [])
    assert [ungrounded(r, reading.text) for r in records] == [[] for _ in records]
    return records


def test_a_purchase_names_buyer_seller_title_and_places() -> None:
    (deal,) = found(
        "Harbour Releasing has acquired “Salt Ledger” from Paris-based Corbeau Films for Italy and Spain."
    )
    assert (deal.kind, deal.by, deal.with_) == ("deal", ("Harbour Releasing",), ("Corbeau Films",))
    assert (deal.titles, deal.places) == (("Salt Ledger",), ("Italy", "Spain"))


def test_a_company_that_is_bought_is_the_subject() -> None:
    (deal,) = found(
        "Harbour Group has bought Lantern Studios from Corbeau Capital in a deal worth up to €5 million."
    )
    assert (deal.subject, deal.with_) == ("Lantern Studios", ("Corbeau Capital",))
    assert [(a.value, a.currency, a.qualifier) for a in deal.amounts] == [(5e6, "EUR", "up_to")]


def test_an_order_has_its_producer_and_episodes() -> None:
    text = "Channel Nord has ordered “Salt Ledger”, a crime drama in eight episodes, from Halcyon Pictures."
    order = next(r for r in found(text) if r.kind == "commission")
    assert (order.by, order.with_, order.titles) == (
        ("Channel Nord",),
        ("Halcyon Pictures",),
        ("Salt Ledger",),
    )


def test_an_appointment_has_post_body_person_and_first_day() -> None:
    text = "Channel Nord has named Anna Berg head of drama. She takes up the post on 2 October."
    (post,) = found(text)
    assert (post.kind, post.subject, post.by) == ("appointment", "head of drama", ("Channel Nord",))
    assert [(p.name, p.role) for p in post.people] == [("Anna Berg", "head of drama")]
    assert post.date == "2025-10-02"


def test_a_release_has_its_day_and_place() -> None:
    (release,) = found("Harbour Releasing will open “Salt Ledger” in Italy on November 7.")
    assert (release.kind, release.titles, release.date, release.places) == (
        "release",
        ("Salt Ledger",),
        "2025-11-07",
        ("Italy",),
    )


def test_one_announcement_told_twice_is_one_record() -> None:
    text = (
        "Channel Nord has renewed “Salt Ledger” for a third season.\n"
        "Channel Nord has renewed “Salt Ledger”, which is produced by Halcyon Pictures."
    )
    renewals = [r for r in found(text) if r.kind == "commission"]
    assert len(renewals) == 1
    assert renewals[0].with_ == ("Halcyon Pictures",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Channel Nord announced the appointment of Anna Berg as chief financial officer.", "appointment"),
        ("Anna Berg is leaving Channel Nord, where she was head of fiction, after ten years.", "appointment"),
        ("Shooting begins in Lisbon next month on “The Long Winter”, directed by Ana Sousa.", "production"),
        (
            "The British Film Foundation has awarded £2.3 million to 14 features in its latest round.",
            "funding",
        ),
        ("Applications for the Horizon Writers Lab are open until 15 November.", "programme"),
        ("The Toronto Screen Market has unveiled a line-up of 24 projects, among them “Redwater”.", "slate"),
        ("“Redwater” won the Grand Jury Prize at the Harbour Film Festival on Saturday.", "award"),
        ("“Cold Harvest” topped the weekend chart with $12.4 million from 3,200 screens.", "report"),
        ("Corbeau Films closed deals on “Redwater” for Germany (Nordfilm) and Japan (Kiku).", "deal"),
    ],
)
def test_each_kind_is_read_from_the_way_it_is_told(text: str, kind: str) -> None:
    assert [r.kind for r in found(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Channel Nord, which bought Lantern Studios in 2019, declined to comment.",
        "Channel Nord denied reports that it had acquired “Salt Ledger”.",
        "Channel Nord could buy Lantern Studios, according to rumours in the local press.",
        "Channel Nord has not ordered “Salt Ledger”.",
        "“We have bought Lantern Studios and nobody noticed,” said Anna Berg, head of Channel Nord.",
    ],
)
def test_background_rumour_denial_and_speech_announce_nothing(text: str) -> None:
    assert found(text) == []


def test_a_review_announces_nothing() -> None:
    text = "Harbour Releasing will open “Salt Ledger” in Italy on November 7. I did not laugh once."
    assert found(text, "Review: ‘Salt Ledger’ burns slowly") == []


def test_the_seed_article_tells_its_fund_programmes_line_up_and_release() -> None:
    case = json.loads((CORPUS / "seed.json").read_text(encoding="utf-8"))
    reading = read("\n".join(case["paragraphs"]), case["title"], date.fromisoformat(case["published"]))
    records = {(r.kind.value, r.subject): r for r in find_announcements(reading, [], [])}
    fund = next(r for (kind, _), r in records.items() if kind == "funding")
    assert sorted(a.value for a in fund.amounts) == [41e6, 100e6]
    assert {c.value for c in fund.counts} == {200, 13000, 50, 450}
    assert any(kind == "slate" and len(r.titles) == 4 for (kind, _), r in records.items())
    assert any(kind == "release" and r.date == "2024-11-07" for (kind, _), r in records.items())


PIECES = "Acme has bought sold “Salt” for €5m in Italy on May 4 , . ( ) - ” ’ named Ann Lee as chief \n"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=40))
def test_find_announcements_never_raises(words: list[str]) -> None:
    found(" ".join(words))
