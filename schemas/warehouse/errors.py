"""What can go wrong in the warehouse, by name.

Rule: a caller never has to read a driver's message to know what to do; each error says what happened and a
hint.
"""


class WarehouseError(Exception):
    """Anything the warehouse refuses or cannot do."""


class BatchNotOpenError(WarehouseError):
    """Rows were staged for a run whose batch is not open."""


class BatchNotStagedError(WarehouseError):
    """A load was asked for a run whose batch is not complete, or that a batch rule stopped."""


class UnknownArticleError(WarehouseError):
    """An article version that was never stored."""


class TakenDownError(WarehouseError):
    """The article was erased on demand and is not taken in again."""


class EvidenceMismatchError(WarehouseError):
    """The words of an evidence row are not those of the article's text."""


class MigrationError(WarehouseError):
    """The database cannot be brought to the current schema."""
