"""`newsreel status`: what runs, and what the warehouse holds.

Rule: it changes nothing and starts nothing but the local database, for the time of its queries.
"""


def status() -> None:
    """Tell what runs, and how runs, volumes, freshness and quarantine stand."""
