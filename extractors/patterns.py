"""Patterns of many words, and patterns that end where a text ends: "moderated by " before a name.

Rule: both find what `re` finds with the plain pattern, only sooner.
"""

import re
from collections.abc import Iterable, Sequence

# Python has no public way to ask how a pattern is made up.
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 300  # characters of a range that are worth listing
_Tree = dict[str, "_Tree"]  # what may follow each letter; "" where a word may end
Signs = tuple[set[str], bool, bool]  # what can stand there, is that all, can there be none of them


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest where several stand: as a tree of their letters.

    Side by side in an alternative, each of some hundred words would be tried at every letter of a text.
    """
    tree: _Tree = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        branch = tree
        for sign in word:
            branch = branch.setdefault(sign, {})
        branch[""] = {}
    return _grown(tree)


def _grown(tree: _Tree) -> str:
    branches = [re.escape(sign) + _grown(branch) for sign, branch in tree.items() if sign]
    if "" in tree:
        return f"(?:{'|'.join(branches)})?" if branches else ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


class Ending:
    """A pattern that ends with `$`, in each of its branches."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._pattern = re.compile(pattern, flags)
        parsed = _parser.parse(pattern, flags)
        if not _is_bound(parsed):
            raise ValueError(f"a pattern for the end of a text has to end with $: {pattern}")
        self._reach = int(parsed.getwidth()[1]) + 1  # $ also stands before a last line break
        lasts, is_known, may_miss = _lasts(parsed)
        if flags & re.IGNORECASE:
            lasts = {form for sign in lasts for form in (sign.lower(), sign.upper())}
        self._lasts = frozenset(lasts) if is_known and not may_miss else None

    def search(self, text: str) -> re.Match[str] | None:
        """Return where the pattern stands at the end of a text."""
        return self.search_behind(text, last_sign(text))

    def search_behind(self, text: str, last: str) -> re.Match[str] | None:
        """Do the same for a text whose last sign is known."""
        if not self.may_follow(last):
            return None
        return self._pattern.search(text, max(len(text) - self._reach, 0))

    def may_follow(self, last: str) -> bool:
        """Tell whether a text with this last sign can have the pattern at its end."""
        return self._lasts is None or last in self._lasts or not last.isascii()


def last_sign(text: str) -> str:
    """Return the last sign of a text that is no blank, "" where it has none."""
    return text.rstrip()[-1:]


def _is_bound(parsed: Iterable[Any]) -> bool:
    *_, (op, value) = [(None, None), *parsed]
    if op is ops.AT:
        return bool(value is ops.AT_END)
    if op is ops.BRANCH:
        return all(_is_bound(branch) for branch in value[1])
    return op is ops.SUBPATTERN and _is_bound(value[3])


def _lasts(parsed: Sequence[Any]) -> Signs:
    """Return the signs other than blanks that a match can end with."""
    found: set[str] = set()
    for op, value in reversed(parsed):
        if op is ops.AT and value is ops.AT_BEGINNING:
            return set(), False, False
        if op in {ops.AT, ops.ASSERT, ops.ASSERT_NOT}:
            continue
        signs, is_known, may_miss = _signs(op, value)
        found |= signs
        if not is_known or not may_miss:
            return found, is_known, False
    return found, True, True


def _signs(op: Any, value: Any) -> Signs:
    """Return the same for one part of a pattern."""
    if op is ops.LITERAL:
        sign = chr(value)
        return (set(), True, True) if sign.isspace() else ({sign}, True, False)
    if op is ops.IN:
        return _listed(value)
    if op in {ops.MAX_REPEAT, ops.MIN_REPEAT}:
        least, _, part = value
        signs, is_known, may_miss = _lasts(part)
        return signs, is_known, may_miss or least == 0
    if op is ops.SUBPATTERN:
        return _lasts(value[3])
    if op is ops.BRANCH:
        branches = [_lasts(branch) for branch in value[1]]
        return (
            {sign for signs, _, _ in branches for sign in signs},
            all(is_known for _, is_known, _ in branches),
            any(may_miss for _, _, may_miss in branches),
        )
    return set(), False, False


def _listed(parts: Iterable[Any]) -> Signs:
    found: set[str] = set()
    has_blank = False
    for op, value in parts:
        if op is ops.LITERAL:
            found.add(chr(value))
        elif op is ops.RANGE and value[1] - value[0] < _MOST:
            found.update(map(chr, range(value[0], value[1] + 1)))
        elif op is ops.CATEGORY and value is ops.CATEGORY_SPACE:
            has_blank = True
        else:
            return set(), False, False
    blanks = {sign for sign in found if sign.isspace()}
    return found - blanks, True, has_blank or bool(blanks)
