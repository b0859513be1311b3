"""Deals, signings and the two sides of them, sentence by sentence."""

from datetime import date

import pytest

from extractors.language import read
from extractors.records.announcement import find_announcements
from schemas.records import Announcement, ungrounded

PUBLISHED = date(2025, 9, 16)


def deals(text: str) -> list[Announcement]:
    reading = read(text, None, PUBLISHED)
    records = find_announcements(reading, [], [])
    assert [ungrounded(r, reading.text) for r in records] == [[] for _ in records]
    return [r for r in records if r.kind == "deal"]


@pytest.mark.parametrize(
    ("text", "by", "with_", "places"),
    [
        (
            "Harbour Releasing has picked up North American rights to “Salt Ledger” from Corbeau Sales.",
            {"Harbour Releasing"},
            {"Corbeau Sales"},
            {"North American"},
        ),
        (
            "Corbeau Sales has sold “Salt Ledger” to Nordlicht Verleih (Germany and Austria) and"
            " Isola Film (Italy).",
            {"Nordlicht Verleih", "Isola Film"},
            {"Corbeau Sales"},
            {"Germany", "Austria", "Italy"},
        ),
        (
            "“Salt Ledger” has been acquired by Nordlicht Verleih for Germany, Nour Distribution for Morocco"
            " and Saudade Filmes for Brazil.",
            {"Nordlicht Verleih", "Nour Distribution", "Saudade Filmes"},
            set(),
            {"Germany", "Morocco", "Brazil"},
        ),
        (
            "Sales agent Corbeau Sales has pre-sold “Salt Ledger” to a string of territories. Buyers include"
            " Nordlicht Verleih for Germany and Kino Lato in Poland.",
            {"Nordlicht Verleih", "Kino Lato"},
            {"Corbeau Sales"},
            {"Germany", "Poland"},
        ),
        (
            "Corbeau Sales has acquired worldwide rights, excluding Poland, to “Salt Ledger”.",
            {"Corbeau Sales"},
            set(),
            set(),
        ),
        (
            "Harbour Releasing has taken “Salt Ledger” on. The deal was negotiated by Harbour’s Ann Lee with"
            " Paul Marchetti of Corbeau Sales.",
            {"Harbour Releasing"},
            {"Corbeau Sales"},
            set(),
        ),
    ],
)
def test_a_sale_has_its_buyers_its_seller_and_its_territories(
    text: str, by: set[str], with_: set[str], places: set[str]
) -> None:
    (deal,) = deals(text)
    assert deal.titles == ("Salt Ledger",)
    assert (set(deal.by), set(deal.with_), set(deal.places)) == (by, with_, places)


@pytest.mark.parametrize(
    ("text", "subject", "by", "with_"),
    [
        (
            "Harbour Group has agreed to sell Lantern Studios to Corbeau Capital for $120 million.",
            "Lantern Studios",
            {"Corbeau Capital"},
            {"Harbour Group"},
        ),
        (
            "Harbour Group has snapped up Utrecht-based Lantern Studios. The seller is Corbeau Capital.",
            "Lantern Studios",
            {"Harbour Group"},
            {"Corbeau Capital"},
        ),
        (
            "Harbour Group has taken a 25% stake in Lantern Studios.",
            "Lantern Studios",
            {"Harbour Group"},
            set(),
        ),
        (
            "Lantern Studios is to become part of Harbour Group following a takeover announced today.",
            "Lantern Studios",
            {"Harbour Group"},
            set(),
        ),
        (
            "Harbour Group and Lantern Studios have formed a joint venture.",
            "joint venture",
            {"Harbour Group", "Lantern Studios"},
            set(),
        ),
        (
            "Harbour Group has signed a two-year first-look deal with Lantern Studios.",
            "two-year first-look deal",
            {"Harbour Group"},
            {"Lantern Studios"},
        ),
    ],
)
def test_companies_and_pacts_have_a_subject_and_two_sides(
    text: str, subject: str, by: set[str], with_: set[str]
) -> None:
    (deal,) = deals(text)
    assert (deal.subject, set(deal.by), set(deal.with_)) == (subject, by, with_)


@pytest.mark.parametrize(
    "text",
    [
        "Night Bus Records has signed singer Anna Berg to a global record deal.",
        "British singer Anna Berg has signed a global record deal with Night Bus Records.",
    ],
)
def test_talent_that_signs_is_a_person_of_the_deal(text: str) -> None:
    (deal,) = deals(text)
    assert (deal.subject, deal.by, deal.with_) == ("global record deal", ("Night Bus Records",), ())
    assert [(p.name, p.role) for p in deal.people] == [("Anna Berg", "singer")]


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Group has denied reports that it is in talks to sell its music arm to Lantern Studios.",
        "Harbour Group tried without success to buy the library of Lantern Studios.",
        "Harbour Group, which bought Lantern Studios in 2019, said that its cinemas had reopened.",
    ],
)
def test_what_did_not_happen_now_is_no_deal(text: str) -> None:
    assert deals(text) == []
