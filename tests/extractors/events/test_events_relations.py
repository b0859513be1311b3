"""How a place stands to the word that tells an event: the way through the grammar, and how far it is."""

import numpy as np
import pytest

from extractors.events.candidates import find_candidates
from extractors.events.labels import ANCHORS
from extractors.events.relations import DISTANCES, ELSEWHERE, FAR, UNKNOWN, Relations, root
from extractors.language import read

TEXT = "Kijani Pictures bought the film with Oru Sales.\nAda Obi, its head, said so."
VERB = TEXT.split().index("bought")


@pytest.fixture(scope="module")
def relations() -> Relations:
    reading = read(TEXT)
    return Relations(reading, find_candidates(reading))


def place(relations: Relations, words: str) -> int:
    start = TEXT.index(words)
    return relations.table.first.index(start)


def test_the_path_names_relations_and_prepositions(relations: Relations) -> None:
    assert relations.path(VERB, place(relations, "Kijani")) == "nsubj"
    assert relations.path(VERB, place(relations, "Oru")).endswith("prep:with>pobj")


def test_only_paths_within_the_sentence_have_a_row(relations: Relations) -> None:
    every = np.arange(len(relations.table.candidate))
    rows = relations.paths(np.full_like(every, VERB), every, {"nsubj": 2})
    assert rows[place(relations, "Kijani")] == 2
    assert rows[place(relations, "Oru")] == UNKNOWN
    assert rows[place(relations, "Ada")] == ELSEWHERE


def test_only_what_can_stand_in_a_slot_of_a_word_is_asked_about(relations: Relations) -> None:
    anchors = [(VERB, ANCHORS.index("deal")), (VERB, ANCHORS.index("statement"))]
    pairs = relations.pairs(anchors)
    deal, statement = (set(pairs.place[pairs.anchor == n].tolist()) for n in (0, 1))
    assert statement < deal
    assert {place(relations, name) for name in ("Kijani", "Oru", "Ada")} <= statement
    near = relations.pairs(anchors, within=0)
    assert place(relations, "Ada") not in near.place
    assert place(relations, "Oru") in near.place


def test_each_pair_has_its_rows(relations: Relations) -> None:
    anchors = [(VERB, ANCHORS.index("deal")), (0, ANCHORS.index("statement"))]
    pairs = relations.pairs(anchors)
    rows = relations.rows(anchors, pairs, {"nsubj": 2})
    assert {len(rows[name]) for name in ("distance", "sentence", "path")} == {len(pairs.anchor)}
    kijani = (pairs.anchor == 0) & (pairs.place == place(relations, "Kijani"))
    assert rows["path"][kijani].tolist() == [2]


def test_distance_and_sentences_are_counted_from_the_word(relations: Relations) -> None:
    every = np.arange(len(relations.table.candidate))
    asking = np.full_like(every, VERB)
    distances, sentences = relations.distances(asking, every), relations.sentences(asking, every)
    before, behind = place(relations, "Kijani"), place(relations, "Oru")
    assert distances[before] != distances[behind]
    assert all(0 <= row < DISTANCES for row in distances)
    assert sentences[before] == sentences[behind] == FAR
    assert sentences[place(relations, "Ada")] == FAR + 1


def test_the_root_of_a_stretch_is_what_its_words_hang_on() -> None:
    reading = read("The studio has acquired the rights.")
    start = reading.text.index("has acquired")
    assert reading.doc[root(reading, start, start + len("has acquired"))].text == "acquired"
