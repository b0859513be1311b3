"""The warehouse: its tables, what writes them and the views that analysts read.

Rule: `load` is the only writer of core.*, and analysts see report.* and quality.* alone.
"""
