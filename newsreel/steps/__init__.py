"""The bodies of the DAGs' tasks, as functions that know nothing of Airflow.

Rule: a step is a transaction over inputs that are named (a run, a batch); killed anywhere and run again it
leaves the same rows. It returns counts, never content: what it made lies in the warehouse and the archive.
"""
