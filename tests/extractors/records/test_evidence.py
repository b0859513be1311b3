from datetime import date

import pytest
import spacy
from pydantic import ValidationError

from extractors.reading import Reading, Words
from extractors.records.evidence import Values, proper, same_value, unquoted
from schemas.records import Attendance, Evidence, Forum, Panel, Quote, ungrounded
from schemas.vocabulary import ForumKind, PanelKind, Qualifier

TEXT = (
    "Volta Authors’ Society (VAS) holds the “Harmattan Music Summit,” with\nKobo  Ledger Inc. "
    "for 1,120 delegates."
)


def _reading(text: str = TEXT) -> Reading:
    doc = spacy.blank("en")(text)
    return Reading(text, None, date(2025, 5, 15), [], doc, [], [], [], [], [], [])


def _words(part: str, text: str = TEXT) -> Words:
    start = text.index(part)
    return Words(start, start + len(part), part)


def test_builds_a_record_whose_values_all_stand_in_the_text() -> None:
    values = Values()
    name = _words("Harmattan Music Summit")
    assert values.put("name", name)
    assert values.put("kind", _words("Summit"), ForumKind.SUMMIT)
    assert values.add("organizers", _words("Volta Authors’ Society"))
    assert values.add("partners", _words("Kobo  Ledger Inc."))
    attendance = Attendance(value=1120, unit="delegates", qualifier=Qualifier.EXACT)
    assert values.put("attendance", _words("1,120 delegates"), attendance)
    forum = values.build(Forum, 0.9)
    assert forum.name == "Harmattan Music Summit"
    assert forum.partners == ("Kobo Ledger Inc.",)
    assert forum.confidence == 0.9
    assert Evidence(field="organizers[0]", start=0, end=22) in forum.evidence
    assert ungrounded(forum, TEXT) == []


def test_numbers_the_paths_of_nested_values() -> None:
    values = Values()
    values.put("kind", _words("holds"), PanelKind.PANEL)
    person = values.item("participants")
    person.put("name", _words("Kobo  Ledger"))
    person.add("works", _words("Harmattan"))
    panel = values.build(Panel, 2.0)
    assert panel.confidence == 1.0
    assert [e.field for e in panel.evidence] == ["kind", "participants[0].name", "participants[0].works[0]"]
    assert values.items("participants") == [person]
    assert values.items("kind") == []


def test_keeps_the_first_single_value_and_one_of_equal_list_values() -> None:
    values = Values()
    assert values.put("name", _words("Harmattan"))
    assert not values.put("name", _words("Summit"))
    assert values.get("name") == "Harmattan"
    assert values.words("name") == _words("Harmattan")
    assert values.add("by", _words("Volta Authors’ Society"))
    assert not values.add("by", _words("Volta Authors’ Society"), "VOLTA authors' society")
    assert values.get("by") == ["Volta Authors’ Society"]
    assert not values.put("title", None)
    assert not values.has("title")


def test_merging_adds_only_what_is_new() -> None:
    one, other = Values(), Values()
    one.put("name", _words("Harmattan"))
    one.add("partners", _words("Kobo"))
    other.put("name", _words("Summit"))
    other.put("city", _words("Ledger"))
    other.add("partners", _words("Kobo"))
    other.add("partners", _words("VAS"))
    one.merge(other)
    assert one.get("name") == "Harmattan"
    assert one.get("city") == "Ledger"
    assert one.get("partners") == ["Kobo", "VAS"]
    one.drop("city")
    assert not one.has("city")


def test_joins_a_text_in_parts_with_evidence_for_each() -> None:
    text = "“No decks,” she warned. “If you send me a deck, I fold it.” Ana Sow left."
    values = Values()
    values.put("speaker", _words("Ana Sow", text))
    values.put_parts("text", [_words("No decks,", text), _words("If you send me a deck, I fold it.", text)])
    quote = values.build(Quote, 0.5)
    assert quote.text == "No decks, If you send me a deck, I fold it."
    assert [e.field for e in quote.evidence] == ["speaker", "text[0]", "text[1]"]
    assert ungrounded(quote, text) == []


def test_refuses_a_record_without_its_mandatory_fields() -> None:
    with pytest.raises(ValidationError):
        Values().build(Forum, 1.0)


def test_refuses_to_append_to_a_single_value() -> None:
    values = Values()
    values.put("name", _words("Summit"))
    with pytest.raises(TypeError, match="single value"):
        values.add("name", _words("Summit"))


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("the “Harmattan Music Summit,”", "Harmattan Music Summit"),
        ("The Salt Fund’s", "Salt Fund"),
        ("Kobo Ledger Inc.", "Kobo Ledger Inc."),
        ("Kobo Ledger.", "Kobo Ledger"),
        ("Productores’", "Productores"),
        ("Theatre Guild", "Theatre Guild"),
        ("‘An Ant’", "Ant"),
    ],
)
def test_proper_cuts_a_name(raw: str, name: str) -> None:
    words = proper(_reading(raw), 0, len(raw))
    assert words is not None
    assert words.text == name
    assert raw[words.start : words.end] == name


def test_proper_of_nothing_is_nothing() -> None:
    assert proper(_reading("the "), 0, 4) is None


def test_unquoted_keeps_the_article_of_a_title() -> None:
    raw = "“The Long Way Home,”"
    words = unquoted(_reading(raw), 0, len(raw))
    assert words is not None
    assert words.text == "The Long Way Home"


def test_equal_values_ignore_case_article_and_punctuation() -> None:
    assert same_value("The Harmattan-Summit", "harmattan summit")
    assert not same_value("Harmattan", 5)
    assert same_value(5, 5)
