"""Numbers, money, counts, ordinals and dates read from plain text."""
