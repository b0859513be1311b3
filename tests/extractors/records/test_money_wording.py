"""How the trade press words pacts, ventures, stakes, schemes and whose figures they are."""

import pytest
from announced import found


@pytest.mark.parametrize(
    ("text", "subject", "by", "with_"),
    [
        (
            "Uruguay and Georgia have signed a co-production treaty.",
            "co-production treaty",
            {"Uruguay", "Georgia"},
            set(),
        ),
        (
            "Senegal on Tuesday signed a film co-production agreement with South Korea.",
            "film co-production agreement",
            {"Senegal"},
            {"South Korea"},
        ),
        (
            "A co-production treaty between Chile and Italy was signed on Monday in Santiago.",
            "co-production treaty",
            {"Chile", "Italy"},
            set(),
        ),
        (
            "The Union of Turkish Voice Performers put its name to a code on dubbing with Kanal Efes"
            " and Thalassa TV.",
            "code on dubbing",
            {"Union of Turkish Voice Performers"},
            {"Kanal Efes", "Thalassa TV"},
        ),
        (
            "Kestrel Studios is to make a touring exhibition about time with Lyon’s Musée des Fossiles.",
            "touring exhibition",
            {"Kestrel Studios"},
            {"Musée des Fossiles"},
        ),
        ("Loma and Brisa are setting up a joint label, Duna.", "Duna", {"Loma", "Brisa"}, set()),
        (
            "Brisa is investing €2 million in Porto studio Maré in return for a 30% stake.",
            "Maré",
            {"Brisa"},
            set(),
        ),
        (
            "Owner Harrow Media has agreed to offload the plant to Delft’s Zon for €3.2 million.",
            "plant",
            {"Zon"},
            {"Harrow Media"},
        ),
    ],
)
def test_a_pact_has_its_two_sides(text: str, subject: str, by: set[str], with_: set[str]) -> None:
    (deal,) = found(text)
    assert (deal.kind, deal.subject, set(deal.by), set(deal.with_)) == ("deal", subject, by, with_)


def test_who_joins_as_co_producer_makes_a_deal_about_the_title() -> None:
    (deal,) = found(
        "Danish broadcaster TV Fyn has come aboard “Salt Roads” as co-producer alongside Kustfilm."
    )
    assert (deal.kind, deal.titles, deal.by, deal.with_) == (
        "deal",
        ("Salt Roads",),
        ("TV Fyn",),
        ("Kustfilm",),
    )


def test_a_sum_paid_in_cash_belongs_to_the_deal_before_it() -> None:
    text = (
        "Vltava Games has bought Kanal Ost for €23 million. Of that, €15 million was handed over in cash on"
        " Wednesday."
    )
    (deal,) = found(text)
    assert (deal.kind, [a.value for a in deal.amounts]) == ("deal", [23_000_000, 15_000_000])


@pytest.mark.parametrize(
    ("text", "kind", "subject", "by"),
    [
        (
            "The Oslo Writers Guild announced the creation of a mentoring scheme for crime novelists.",
            "programme",
            "mentoring scheme",
            {"Oslo Writers Guild"},
        ),
        (
            "One of the six will receive a $20,000 development award from Doha-based Falcon Screen.",
            "funding",
            "development award",
            {"Falcon Screen"},
        ),
        (
            "Ten documentaries are to share C$4.1 million in the winter round of the Boreal Screen Agency.",
            "funding",
            "winter round",
            {"Boreal Screen Agency"},
        ),
    ],
)
def test_a_scheme_may_be_announced_by_a_noun(text: str, kind: str, subject: str, by: set[str]) -> None:
    (scheme,) = found(text)
    assert (scheme.kind, scheme.subject, set(scheme.by)) == (kind, subject, by)


def test_each_line_of_a_box_office_names_its_own_source() -> None:
    text = (
        "“Moth King” led the Polish box office with 120,000 admissions, according to its distributor, Kino"
        " Rola.\n“Iron Sabbath” added 97,000 admissions, said distributor Goldline.\n“Two Left Feet” sold"
        " 41,000 tickets, per Studio Wrona.\nOverall, cinemas drew 462,000 people, tracking service Cinetally"
        " reported."
    )
    assert [r.by for r in found(text)] == [("Kino Rola",), ("Goldline",), ("Studio Wrona",), ("Cinetally",)]


def test_the_items_of_a_round_up_keep_to_themselves() -> None:
    text = (
        "- The label Wattle & Wire has signed an administration deal with Third Chord Music Publishing.\n"
        "- Studio Wrona and Canal Añil have agreed to make “Captain Persimmon” together. The budget is put at"
        " $6.5 million."
    )
    first, second = found(text)
    assert (first.by, first.amounts) == (("Wattle & Wire",), ())
    assert (second.kind, second.by) == ("deal", ("Studio Wrona", "Canal Añil"))


@pytest.mark.parametrize(
    "payment",
    [
        "Quay Bank is paying for it, though neither side would say how much.",
        "Quay Bank is putting up half of the money.",
        "Quay Bank has committed $2 million of the total.",
        "The scheme is supported by Quay Bank.",
    ],
)
def test_who_pays_for_a_scheme_stands_beside_it(payment: str) -> None:
    (scheme,) = found(
        f"The Oslo Writers Guild has launched a mentoring scheme for crime novelists. {payment}"
    )
    assert (scheme.by, scheme.with_) == (("Oslo Writers Guild",), ("Quay Bank",))


def test_further_payments_are_sums_of_their_own() -> None:
    (deal,) = found(
        "Loma is buying Brisa Media for an initial €12 million plus up to €5 million more if targets are met."
    )
    assert [(a.value, a.qualifier) for a in deal.amounts] == [(12_000_000, "exact"), (5_000_000, "up_to")]


def test_who_is_quoted_behind_a_seller_still_buys() -> None:
    (deal,) = found("Loma has bought Brisa Media from Cais Capital, it said on Monday.")
    assert (deal.by, deal.with_) == (("Loma",), ("Cais Capital",))


def test_a_shoot_has_its_budget() -> None:
    text = "Shooting has begun in Split on “Night Ferry”, a €4 million feature by Luka Kos for Mare Film."
    (shoot,) = found(text)
    assert (shoot.kind, [a.value for a in shoot.amounts]) == ("production", [4_000_000])


def test_a_price_that_is_raised_is_no_round() -> None:
    assert found("Loma is raising its price in Spain to €9.99 a month from 1 June.") == []


def test_a_bare_number_of_a_report_has_the_noun_of_its_sentence() -> None:
    (report,) = found(
        "Cinema admissions in Poland rose by 6% to 14.8 million, the Polish Film Institute reported."
    )
    assert [(c.value, c.unit) for c in report.counts] == [(14_800_000, "admissions")]


@pytest.mark.parametrize(
    "text",
    [
        "It stars Mama Titi as a widow who buys the block of flats from which she is about to be thrown out.",
        "Talks between Loma and Brisa over a merger have broken down.",
    ],
)
def test_a_plot_or_failed_talks_are_no_deal(text: str) -> None:
    assert found(text) == []
