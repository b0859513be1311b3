"""The contract of `newsreel extract --jsonl`, line by line."""

import io
import json
from collections.abc import Iterator
from threading import Semaphore

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pipeline import extract_many
from newsreel.commands import jsonl
from newsreel.commands.jsonl import BadInputError, answers, lines_of, parse

TEXT = "“We are very happy to be back in Busan this year,” said Minyoung Kim, vice president at Netflix."


def answer(*lines: bytes) -> list[dict[str, object]]:
    return list(answers(lines, extract_many))


def code_of(line: bytes) -> str:
    _, found = parse(line)
    assert isinstance(found, BadInputError)
    return found.code


def test_every_line_has_its_answer_in_order_and_a_bad_one_stops_nobody() -> None:
    lines = [
        json.dumps({"id": "a", "text": TEXT, "published": "2025-10-06"}).encode(),
        b"{broken",
        json.dumps({"id": 7, "html": "<p>two</p>", "text": "one"}).encode(),
        json.dumps({"id": "b", "text": TEXT}).encode(),
    ]
    found = answer(*lines)
    assert [item["id"] for item in found] == ["a", None, 7, "b"]
    assert [sorted(item) for item in found] == [
        ["article", "id", "records", "text"],
        ["error", "id"],
        ["error", "id"],
        ["article", "id", "records", "text"],
    ]
    assert found[0]["text"] == TEXT
    assert found[0]["article"]["published"] == "2025-10-06"  # type: ignore[index]  # an object by the contract
    assert set(found[0]["records"]) == {"forums", "panels", "announcements", "quotes"}  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"nonsense", "bad_json"),
        (b"[1]", "bad_json"),
        (b'"text"', "bad_json"),
        (b"[" * 100_000, "bad_json"),
        (b'{"id": 1, "text": "\xff"}', "bad_encoding"),
        (b'{"id": 1}', "bad_input"),
        (b'{"id": 1, "text": null}', "bad_input"),
        (b'{"id": 1, "text": 5}', "bad_input"),
        (b'{"id": [1], "text": "t"}', "bad_input"),
        (b'{"id": 1, "text": "t", "title": {}}', "bad_input"),
        (b'{"id": 1, "text": "a\\ud800b"}', "bad_text"),
        (b'{"id": "\\ud800", "text": "t"}', "bad_input"),
        (b'{"id": 1, "text": "  "}', "empty"),
        (b'{"id": 1, "html": "<html></html>"}', "empty"),
        (b'{"id": 1, "text": "' + b"x" * jsonl.MAX_LINE_BYTES + b'"}', "too_large"),
    ],
)
def test_what_is_wrong_with_a_line_has_a_code(line: bytes, code: str) -> None:
    assert code_of(line) == code


@pytest.mark.parametrize("published", ["yesterday", "2025-13-45", 20251006, None, "", {}])
def test_a_day_that_cannot_be_read_is_as_good_as_none(published: object) -> None:
    _, article = parse(json.dumps({"id": 1, "text": TEXT, "published": published}).encode())
    assert not isinstance(article, BadInputError)
    assert article.published is None


def test_a_text_is_taken_character_by_character() -> None:
    text = "  ## Heading\n\n- item\u00a0one \r\n"
    _, article = parse(json.dumps({"text": text}).encode())
    assert not isinstance(article, BadInputError)
    assert article.text == text


def test_what_the_caller_knows_of_a_page_beats_what_it_says() -> None:
    page = (
        "<html><head><title>Its own</title>"
        "<meta property='article:published_time' content='2020-01-01'></head><body><article><h1>Its own</h1>"
        + "".join(f"<p>On day {n} of the market, the talk was of money. {TEXT}</p>" for n in range(8))
        + "</article></body></html>"
    )
    line = json.dumps({"id": 1, "html": page, "title": "Given", "published": "2025-10-06"}).encode()
    _, article = parse(line)
    assert not isinstance(article, BadInputError)
    assert (article.title, str(article.published)) == ("Given", "2025-10-06")
    assert "happy to be back" in article.text


def test_a_line_that_is_too_long_costs_no_more_than_itself() -> None:
    body = io.BytesIO(b"x" * (2 * jsonl.MAX_LINE_BYTES + 5) + b'\n\n{"id": 2, "text": "t"}')
    first, second = lines_of(body)
    assert code_of(first) == "too_large"
    assert parse(second)[0] == 2


def test_a_slow_producer_gets_each_answer_before_the_next_line() -> None:
    seen: list[str] = []
    answered = Semaphore(0)

    def lines() -> Iterator[bytes]:
        for number in range(3):
            seen.append(f"line {number}")
            yield json.dumps({"id": number}).encode()
            assert answered.acquire(timeout=60)

    for item in answers(lines(), extract_many):
        seen.append(f"answer {item['id']}")
        answered.release()
    assert seen == ["line 0", "answer 0", "line 1", "answer 1", "line 2", "answer 2"]


@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_no_line_brings_it_down(line: bytes) -> None:
    name, found = parse(line)
    assert isinstance(found, BadInputError) or found.text.strip()
    json.dumps(name).encode()


FIELDS = ("id", "text", "title", "url", "published")
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, json_values)))
def test_no_object_brings_it_down(item: dict[str, object]) -> None:
    _, found = parse(json.dumps(item).encode())
    if isinstance(found, BadInputError):
        assert found.code in {"bad_input", "bad_text", "empty"}
