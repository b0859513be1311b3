"""The page that Newsreel adds to Airflow's UI: how the sources do, what came in, and what was held back.

Rule: whatever is shown was scraped, so nothing of it is trusted: it is escaped, and linked only where it is
http(s).
"""
