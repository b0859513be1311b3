"""Copies of one story."""

import json
from pathlib import Path

import pytest
from hostile import plays
from hypothesis import given
from hypothesis import strategies as st

from extractors.similarity import Copies, are_copies, signature, similarity

STABLE = "30d0973f31b4cf21"
ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "articles").glob("*.json"))


def _texts() -> list[str]:
    return ["\n".join(json.loads(path.read_text())["paragraphs"]) for path in ARTICLES]


def _signature(text: str) -> bytes:
    value = signature(text)
    assert value is not None
    return value


@plays("C22 D14", "copies with other frames; stories with a shared quote", "copies are told, others are not")
def test_copies_with_another_dress_are_found_and_no_others() -> None:
    texts = _texts()
    signatures = [(path.stem, _signature(text)) for path, text in zip(ARTICLES, texts, strict=True)]
    copies = Copies(signatures)
    for (key, value), text in zip(signatures, texts, strict=True):
        assert [found for found, _ in copies.find(value)] == [key]
        dressed = f"By our staff\n{text[: len(text) * 85 // 100]}\nThis article first appeared elsewhere."
        assert key in [found for found, _ in copies.find(_signature(dressed))]


def test_signature_is_stable() -> None:
    """It is stored: should this fail, `SIGNATURE_VERSION` must change."""
    value = _signature(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    )
    assert (len(value), value[:1], value[1:9].hex()) == (513, b"\x01", STABLE)


def test_short_text_has_no_signature() -> None:
    assert signature("Too short to tell.") is None


def test_spacing_and_case_do_not_matter() -> None:
    text = _texts()[0]
    assert similarity(_signature(text), _signature(text.upper().replace(" ", "  "))) > 0.9
    assert are_copies(_signature(text), _signature(text))


def test_foreign_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="no signature"):
        similarity(b"\x02" + b"\0" * 512, b"")


@given(st.text(max_size=500))
def test_any_text_has_a_signature_or_none(text: str) -> None:
    value = signature(text)
    assert value is None or are_copies(value, value)
