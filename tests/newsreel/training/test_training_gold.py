"""The annotation laid over a reading: which word tells a record, and which candidates stand in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.events.labels import CREDITED, EVENTS, PARTICIPANT, SLOTS
from extractors.records.panel.train import cases
from newsreel.training.gold import Example, read_examples

CORPUS = Path(__file__).parents[3] / "corpus"
ARTICLE: dict[str, Any] = {
    "id": "one",
    "title": "Kijani buys thriller",
    "published": "2025-05-14",
    "paragraphs": [
        "Kijani Pictures has acquired “Salt Ledger” from Oru Sales for $2 million. "
        "It paid $2 million last year, too."
    ],
    "gold": {
        "announcements": [
            {
                "kind": "deal",
                "at": "has acquired",
                "by": ["Kijani Pictures"],
                "with": ["Oru Sales"],
                "titles": ["Salt Ledger"],
                "amounts": [{"value": 2_000_000, "currency": "USD"}],
            }
        ]
    },
}


@pytest.fixture(scope="module")
def example() -> Example:
    (read,) = read_examples([ARTICLE])
    return read


def said(example: Example, slot: str, value: float) -> list[str]:
    labels = example.labels(example.told[0])[:, SLOTS.index(slot)]
    return [c.words.text for c, label in zip(example.candidates, labels, strict=True) if label == value]


def test_the_marked_words_name_the_token(example: Example) -> None:
    (told,) = example.told
    assert told.token is not None
    assert example.reading.doc[told.token].text == "acquired"
    assert EVENTS[told.event] == "deal"
    assert example.is_marked


def test_candidates_stand_where_the_annotation_says(example: Example) -> None:
    assert said(example, "by", 1) == ["Kijani Pictures"]
    assert said(example, "with", 1) == ["Oru Sales"]
    assert said(example, "titles", 1) == ["Salt Ledger"]
    assert said(example, "people", 1) == []


def test_of_two_equal_sums_the_nearer_is_meant_and_the_other_left_open(example: Example) -> None:
    assert len(said(example, "amounts", 1)) == 1
    assert len(said(example, "amounts", -1)) == 1


def test_the_days_of_a_gathering_are_found_apart() -> None:
    article = {
        "id": "two",
        "published": "2025-05-14",
        "paragraphs": ["The Amber Film Festival opened on May 9 in Gdynia. It runs until May 15."],
        "gold": {
            "forums": [
                {
                    "name": "Amber Film Festival",
                    "kind": "festival",
                    "at": "opened",
                    "start_date": "2025-05-09",
                    "end_date": "2025-05-15",
                }
            ]
        },
    }
    (read_one,) = read_examples([article])
    assert (said(read_one, "opens", 1), said(read_one, "closes", 1)) == (["May 9"], ["May 15"])


PEOPLE = {
    "id": "three",
    "published": "2025-05-14",
    "paragraphs": [
        "Director Ada Obi of Kijani Pictures spoke of “Salt Ledger”. “We will begin in spring,” she said.",
        "It is produced by Bo Li. Critics call it “a very long walk home”. The director Cy Ro slept.",
    ],
    "gold": {
        "panels": [
            {
                "kind": "presentation",
                "at": "spoke",
                "participants": [
                    {
                        "name": "Ada Obi",
                        "role": "director",
                        "affiliation": "Kijani Pictures",
                        "works": ["Salt Ledger"],
                    }
                ],
            }
        ],
        "announcements": [
            {
                "kind": "production",
                "at": "produced",
                "people": [{"name": "Bo Li", "role": "producer | produced"}],
            },
            {"kind": "release", "at": "It is", "people": [{"name": "Bo Li"}]},
        ],
        "quotes": [{"speaker": "Ada Obi", "text": "We will begin in spring,"}],
    },
}


def test_what_an_annotator_says_of_people_is_found_beside_them() -> None:
    (example,) = read_examples([PEOPLE])
    found = {
        (example.candidates[portrait.person].words.text, portrait.portrait): {
            (slot, one.words.text): float(label)
            for slot, column in ((slot, SLOTS.index(slot)) for slot in ("role", "affiliation", "works"))
            for one, label in zip(example.describing, portrait.labels[:, column], strict=True)
            if label
        }
        for portrait in example.portraits
    }
    assert found["Bo Li", CREDITED] == {("role", "produced"): 1}
    assert found["Ada Obi", PARTICIPANT] == {
        ("role", "Director"): 1,
        ("role", "director"): -1,  # another's, who may be meant by the same word
        ("affiliation", "Kijani Pictures"): 1,
        ("works", "Salt Ledger"): 1,
    }


def test_each_statement_has_its_speaker_or_nobody() -> None:
    (example,) = read_examples([PEOPLE])
    voice = SLOTS.index("voice")
    assert [
        [c.words.text for c, label in zip(example.candidates, s.labels[:, voice], strict=True) if label]
        for s in example.statements
    ] == [["Ada Obi"], []]


def test_what_weighs_the_network_has_not_trained_it() -> None:
    taught = {tuple(case["paragraphs"]) for case in cases([CORPUS / "training" / "articles.jsonl"])}
    weighing = {tuple(case["paragraphs"]) for case in cases([CORPUS / "training" / "weighing.jsonl"])}
    assert weighing
    assert not taught & weighing


def test_no_article_for_checking_is_learned_from() -> None:
    check = set(json.loads((CORPUS / "split.json").read_text(encoding="utf-8"))["check"])
    learned = {case["id"] for case in cases([CORPUS / "articles", CORPUS / "training" / "articles.jsonl"])}
    assert learned
    assert not learned & check


def test_every_record_to_learn_from_says_which_words_tell_it() -> None:
    for case in cases(
        [CORPUS / "training" / name for name in ("articles.jsonl", "weighing.jsonl", "short.jsonl")]
    ):
        text = "\n".join([case["title"], *case["paragraphs"]])
        for name in ("announcements", "forums", "panels"):
            for record in case["gold"][name]:
                assert record["at"] in text, (case["id"], record["at"])
