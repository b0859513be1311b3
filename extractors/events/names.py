"""Tells the kind of a gathering from its name, and that of a session from the words around what tells it.

Rule: the nouns are those of the rules; this module only asks them.
"""

from extractors.reading import Reading, Words
from extractors.records.forum.lexicon import kind_of_noun
from extractors.records.panel.lexicon import NOUN, kind_of
from schemas.vocabulary import ForumKind, PanelKind


def session_kind(reading: Reading, told_at: Words) -> tuple[PanelKind, Words]:
    """Return the form of a session and its words: the noun of its sentence next to the word that tells it.

    A talk with no named form is a presentation.
    """
    sentence = reading.sentence_at(told_at.start)
    nouns = NOUN.finditer(reading.text, sentence.start_char, sentence.end_char)
    named = [(match, kind_of(match.group())) for match in nouns]
    forms = [(match, kind) for match, kind in named if kind is not PanelKind.OTHER]
    if not forms:
        return PanelKind.PRESENTATION, told_at
    match, kind = min(forms, key=lambda form: abs(form[0].start() - told_at.start))
    return kind, reading.words(match.start(), match.end())


def kind_of_name(name: str) -> ForumKind:
    """Return the kind of gathering that the last telling noun of a name means; a festival where none does."""
    kinds = (kind_of_noun(word) for word in reversed(name.split()))
    return next((kind for kind in kinds if kind is not None), ForumKind.FESTIVAL)
