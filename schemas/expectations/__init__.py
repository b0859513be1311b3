"""The checks on a staged batch: Great Expectations suites as Python, their verdicts and their quarantine."""
