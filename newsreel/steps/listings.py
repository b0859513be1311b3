"""The feeds and sitemaps that all processes keep, as discovery asks for them.

Rule: a body is handed out only with the validators it came with.
"""

from extractors.answers import Validators
from extractors.discover import KeptListing
from schemas.warehouse.listings import ListingsTable


class SharedListings:
    """The listings of `raw.listing`."""

    def __init__(self, table: ListingsTable) -> None:
        self._table = table

    def get(self, url: str) -> KeptListing | None:
        """Return a listing as last received."""
        row = self._table.get(url)
        return KeptListing(Validators(row[0], row[1]), row[2]) if row is not None else None

    def put(self, url: str, listing: KeptListing) -> None:
        """Keep a listing."""
        validators = listing.validators
        self._table.put(url, validators.etag, validators.last_modified, listing.body)
