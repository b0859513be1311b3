"""The commands, a module for those that belong together.

Rule: a command checks what it was given, calls the package that does the work, and prints; it decides nothing
about records, runs or rows.
"""
