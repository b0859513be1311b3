"""What stands around a name and how it is written: features that only the trained weights of `kinds` judge.

Rule: a word counts by its base form, and only in lower case or as a word of the language: no weight is
learned for what is named.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extractors.entities.page import CommonWords

_REACH = 2  # how many words on each side count
_LONGEST = 9
_MOST_WORDS = 4


def features_around(name: Span) -> Iterator[str]:
    """Yield what the words around a name and its place in the sentence say."""
    root = name.root
    yield f"tag:{root.tag_}"
    yield f"tag_first:{name[0].tag_}"
    for side, step, edge in (("before", -1, name.start), ("behind", 1, name.end - 1)):
        for n, token in enumerate(_beside(edge, step, name), 1):
            yield f"{side}{n}:{_word(token)}"
    yield from _governors(root)
    for child in root.children:
        if not name.start <= child.i < name.end and child.is_alpha:
            if child.text.islower():
                yield f"has:{child.dep_}:{child.lemma_}"
            if child.dep_ == "appos":
                yield f"has_apposition:{child.tag_}"


def _governors(root: Token) -> Iterator[str]:
    """Yield what a name depends on, a list of names as its first one."""
    if root.dep_ == "appos" and root.head.text.islower():
        yield f"says_who:{root.head.lemma_}"
    role = root
    while role.dep_ in {"conj", "appos"} and role.head.i != role.i:
        role = role.head
    yield f"role:{role.dep_}"
    head = role.head
    if head.i != role.i:
        yield f"under:{role.dep_}:{_governor(head)}"
        if role.dep_ == "pobj" and head.head.i != head.i:
            yield f"under:{head.lower_}:{_governor(head.head)}"


def _governor(token: Token) -> str:
    return str(token.lemma_) if token.text.islower() else str(token.tag_)


def _beside(edge: int, step: int, name: Span) -> Iterator[Token]:
    """Yield the words next to a name, nearest first, up to the end of the line."""
    for n in range(1, _REACH + 1):
        at = edge + n * step
        if not 0 <= at < len(name.doc):
            return
        yield name.doc[at]
        if "\n" in name.doc[at].text:
            return


def _word(token: Token) -> str:
    if token.like_num:
        return "NUMBER"
    if not token.is_alpha:
        return str(token.text)
    if token.text.islower():
        return str(token.lemma_)
    return "NAME" if token.pos_ == "PROPN" else str(token.lower_) if token.is_sent_start else "CAPITAL"


def features_of_form(text: str, common: CommonWords) -> Iterator[str]:
    """Yield how a name is written; all but its endings is of words of the language, shapes and sizes."""
    words = text.split()
    lower = [word.lower() for word in words]
    known = [common.knows(word) for word in words]
    yield f"form:ends:{lower[-1][-3:]}"
    yield f"form:ends:{lower[-1][-2:]}"
    yield from sorted({f"form:word:{word}" for word, is_known in zip(lower, known, strict=True) if is_known})
    if known[0]:
        yield f"form:opens:{lower[0]}"
    yield f"form:shape:{''.join(map(_shape, words[: _MOST_WORDS + 1]))}"
    yield f"form:known:{''.join('yn'[not is_known] for is_known in known[:_MOST_WORDS])}"
    yield f"form:length:{min(len(words[-1]), _LONGEST)}"
    if not text.isascii():
        yield "form:accent"
    if "-" in text:
        yield "form:hyphen"


def _shape(word: str) -> str:
    if word.isupper():
        return "A"
    if word[0].isupper():
        return "X" if word[1:].islower() else "M"
    return "d" if word[0].isdigit() else "x"
