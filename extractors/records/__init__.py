"""From a reading to records: a module for each type, and the builder that keeps values with their words.

Rule: nothing here knows of sources, pages or databases, and nothing calls the language model.
"""
