"""Makes quote records of the direct speech that the reading holds.

Rule: a quote has a speaker with a name and at least four words; its text is the words as printed.
"""

from extractors.reading import EntityKind, QuoteSpan, Reading, Words
from extractors.records.evidence import Values
from schemas.records import Quote

LEAST_WORDS = 4
WHOLE_WORDS = 8


def find_quotes(reading: Reading) -> list[Quote]:
    """Return the quotes of an article, in the order of the text."""
    return [
        make_quote(span, span.speaker.name, _confidence(span))
        for span in reading.quotes
        if span.speaker is not None and is_long_enough(span)
    ]


def is_long_enough(span: QuoteSpan) -> bool:
    """Tell whether a statement has the words of a quote."""
    return sum(len(part.text.split()) for part in span.parts) >= LEAST_WORDS


def make_quote(span: QuoteSpan, speaker: Words, confidence: float) -> Quote:
    """Return the record of a statement."""
    values = Values()
    values.put("speaker", speaker)
    values.put_parts("text", span.parts)
    return values.build(Quote, confidence)


def _confidence(span: QuoteSpan) -> float:
    """Return how sure the speaker is: less without a verb of saying, and for fragments and bodies."""
    if span.cue is None:
        return 0.6
    words = sum(len(part.text.split()) for part in span.parts)
    person = span.speaker is not None and span.speaker.kind is EntityKind.PERSON
    return 0.97 if person and words >= WHOLE_WORDS else 0.85
