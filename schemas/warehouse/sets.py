"""Sets of keys in statements: one array parameter, however many there are.

Rule: a statement carries at most 65,535 parameters, and a batch may have more keys than that; whatever
compares a column with many keys does it here.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Text, all_, any_, literal
from sqlalchemy.dialects.postgresql import ARRAY


def among(column: ColumnElement[str], keys: Collection[str]) -> ColumnElement[bool]:
    """Tell whether a column is one of the keys."""
    return column == any_(literal(sorted(keys), ARRAY(Text)))


def outside(column: ColumnElement[str], keys: Collection[str]) -> ColumnElement[bool]:
    """Tell whether a column is none of the keys."""
    return column != all_(literal(sorted(keys), ARRAY(Text)))
