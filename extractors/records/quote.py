"""Makes quote records of the direct speech that the reading holds.

Rule: a quote has a speaker with a name and at least four words; its text is the words as printed.
"""

from extractors.reading import EntityKind, QuoteSpan, Reading
from extractors.records.evidence import Values
from schemas.records import Quote

LEAST_WORDS = 4
WHOLE_WORDS = 8


def find_quotes(reading: Reading) -> list[Quote]:
    """Return the quotes of an article, in the order of the text."""
    return [quote for span in reading.quotes if (quote := _quote(span)) is not None]


def _quote(span: QuoteSpan) -> Quote | None:
    words = sum(len(part.text.split()) for part in span.parts)
    if span.speaker is None or words < LEAST_WORDS:
        return None
    values = Values()
    values.put("speaker", span.speaker.name)
    values.put_parts("text", span.parts)
    return values.build(Quote, _confidence(span))


def _confidence(span: QuoteSpan) -> float:
    """Return how sure the speaker is: less without a verb of saying, and for fragments and bodies."""
    if span.cue is None:
        return 0.6
    words = sum(len(part.text.split()) for part in span.parts)
    person = span.speaker is not None and span.speaker.kind is EntityKind.PERSON
    return 0.97 if person and words >= WHOLE_WORDS else 0.85
