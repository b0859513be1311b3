"""What can take part in an event: names with all that refers to them, dates, sums, counts and phrases."""

from datetime import date

from extractors.events.candidates import find_candidates
from extractors.events.labels import SORTS
from extractors.language import read

TEXT = (
    "Kijani Pictures has bought “Salt Ledger” from Oru Sales for $2 million.\n"
    "The company will open the film in 40 cinemas on May 30, said chief executive Ada Obi."
)


def candidates() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for candidate in find_candidates(read(TEXT, published=date(2025, 5, 14))):
        found.setdefault(candidate.sort, []).append(candidate.words.text)
    return found


def test_names_dates_sums_and_counts_are_candidates() -> None:
    found = candidates()
    assert found["body"] == ["Kijani Pictures", "Oru Sales"]
    assert found["work"] == ["Salt Ledger"]
    assert found["person"] == ["Ada Obi"]
    assert found["money"] == ["$2 million"]
    assert found["count"] == ["40 cinemas"]
    assert found["date"] == ["May 30"]
    assert set(found) <= set(SORTS)


def test_a_phrase_stands_without_its_article_and_no_name_is_one() -> None:
    phrases = candidates()["phrase"]
    assert "film" in phrases
    assert not {"Kijani Pictures", "Ada Obi", "The company", "which"} & set(phrases)


def test_a_phrase_goes_on_behind_of() -> None:
    reading = read("The city of Lisbon and the port authority paid for the old dairy.")
    phrases = {c.words.text for c in find_candidates(reading) if c.sort == "phrase"}
    assert {"city of Lisbon", "port authority", "old dairy"} <= phrases


def test_what_refers_to_a_name_is_a_place_of_it() -> None:
    reading = read(TEXT, published=date(2025, 5, 14))
    company = next(c for c in find_candidates(reading) if c.words.text == "Kijani Pictures")
    said = [(TEXT[place.start : place.end].casefold(), place.is_name) for place in company.places]
    assert ("kijani pictures", True) in said
    assert ("the company", False) in said
    assert company.first == 0


def test_every_place_lies_in_the_text_and_says_something() -> None:
    for candidate in find_candidates(read(TEXT)):
        for place in candidate.places:
            assert 0 <= place.start < place.end <= len(TEXT)
