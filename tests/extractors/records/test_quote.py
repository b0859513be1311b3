"""Quote records are grounded in the words they were read from."""

from extractors.language import read
from extractors.records.quote import find_quotes
from schemas.records import ungrounded


def test_each_part_of_an_interrupted_quote_has_evidence() -> None:
    text = "“We wanted it,” said Ada Obi-Lund of Kijani Pictures. “And we got it.”"
    (quote,) = find_quotes(read(text))
    assert quote.text == "We wanted it, And we got it."
    shown = {e.field: text[e.start : e.end] for e in quote.evidence}
    assert shown == {"speaker": "Ada Obi-Lund", "text[0]": "We wanted it,", "text[1]": "And we got it."}
    assert ungrounded(quote, text) == []


def test_three_words_are_no_quote() -> None:
    assert find_quotes(read("“Not for sale,” said Ada Obi-Lund of Kijani Pictures.")) == []
