"""The local stack: an embedded PostgreSQL and Airflow's processes, started and stopped as one.

Rule: nothing survives its owner. Who owns what is told by locks, which the kernel frees whatever kills
their holder.
"""
