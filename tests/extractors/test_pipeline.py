"""Articles become records, in order, and one that cannot be read spoils no other."""

import gc
from pathlib import Path

from extractors.article import article_from_text
from extractors.language import model_version, read, read_many
from extractors.pipeline import (
    EXTRACTOR_VERSION,
    MAX_CHARACTERS,
    ExtractionError,
    extract,
    extract_many,
    trained_version,
)
from schemas.records import Records

TEXT = "“We wanted a proper argument,” said Ada Obi-Lund of Kijani Pictures."


def test_an_article_becomes_records() -> None:
    records = extract(article_from_text(TEXT))
    assert [(q.speaker, q.text) for q in records.quotes] == [("Ada Obi-Lund", "We wanted a proper argument,")]


def test_an_article_too_long_is_reported_in_its_place() -> None:
    long = article_from_text("a " * MAX_CHARACTERS)
    first, second, third = extract_many([article_from_text(TEXT), long, article_from_text("Nothing.")])
    assert isinstance(first, Records)
    assert isinstance(second, ExtractionError)
    assert second.article_key == long.key
    assert third == Records()


def test_empty_and_odd_texts_are_read() -> None:
    for reading in read_many(
        [("", None, None), ("\n\n", None, None), ('“ ‘ " ’', None, None), ("## A\n- ", None, None)]
    ):
        assert reading.quotes == []


def test_the_version_names_the_model() -> None:
    assert model_version() in EXTRACTOR_VERSION
    assert trained_version() in EXTRACTOR_VERSION


def test_other_weights_are_another_version(tmp_path: Path) -> None:
    (tmp_path / "kinds.json").write_text("{}", encoding="utf-8")
    first = trained_version(tmp_path)
    (tmp_path / "kinds.json").write_text('{"biases": []}', encoding="utf-8")
    assert trained_version(tmp_path) != first


def test_any_offset_has_tokens_and_a_sentence() -> None:
    reading = read("One day.\n\nTwo days later.")
    for offset in range(len(reading.text)):
        assert len(reading.tokens(offset, offset + 1)) >= 1
        assert len(reading.sentence_at(offset)) >= 1


def test_a_recap_reports_no_session() -> None:
    text = (
        "The finale opens on a silence. Mayor Ines Vardal steps up to the lectern for the keynote at the "
        "Harbour Forum, and nobody in the hall will look at her.\nHer brother knows why. He has known since "
        "the second episode, and so have we, because the show never hides a thing it could linger on.\n“You "
        "were never going to win,” he tells her on the stairs. It is the best scene of the season, and the "
        "saddest.\nThen the lights go out, the tide comes in, and the town forgives everybody. I did not."
    )
    found = extract(article_from_text(text, title="Recap: ‘Low Water’ ends with a whimper"))
    assert not found.panels
    assert not found.announcements


def test_garbage_is_collected_again_after_each_batch() -> None:
    for _ in extract_many([article_from_text(TEXT), article_from_text("")]):
        assert gc.isenabled()
    gc.disable()
    try:
        list(extract_many([article_from_text(TEXT)]))
        assert not gc.isenabled()
    finally:
        gc.enable()
